"""Arithmetic over named counts, as users write it: names, numbers, + - * / and brackets. Nothing is executed."""

import ast
from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.utils.translation import gettext as _

LONGEST = 300
DEEPEST = 30
_OPERATORS = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}


class BadFormula(Exception):
    """The formula cannot be read; the message is a sentence for the person who wrote it."""


def names(text: str) -> set[str]:
    """The counts that a formula names. Raises ``BadFormula``."""
    return {node.id for node in ast.walk(_parsed(text)) if isinstance(node, ast.Name)}


def check(text: str, known: Iterable[str]) -> str | None:
    """A sentence on what is wrong with a formula, or ``None``."""
    try:
        unknown = names(text) - set(known)
    except BadFormula as bad:
        return str(bad)
    if unknown:
        return _("没有“%(names)s”这个计数，可用的有：%(known)s。") % {
            "names": "、".join(sorted(unknown)), "known": "、".join(known),
        }  # fmt: skip
    return None


def value(text: str, counts: Mapping[str, int]) -> Decimal | None:
    """The value of a formula; ``None`` where it divides by zero. Raises ``BadFormula``."""
    return _value(_parsed(text), counts)


def _parsed(text: str) -> ast.expr:
    whole = text.strip()
    for wide, narrow in (("（", "("), ("）", ")"), ("＋", "+"), ("－", "-"), ("×", "*"), ("÷", "/")):
        whole = whole.replace(wide, narrow)
    if not whole or len(whole) > LONGEST:
        raise BadFormula(_("公式不能为空，也不能超过 %(most)d 个字。") % {"most": LONGEST})
    try:
        body = ast.parse(whole, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as wrong:
        raise BadFormula(_("公式写法不对，只能用计数名称、数字、+ - * / 和括号。")) from wrong
    _allowed(body, 0)
    return body


def _allowed(node: ast.expr, depth: int) -> None:
    if depth > DEEPEST:
        raise BadFormula(_("公式括号套得太深。"))
    if isinstance(node, ast.Name):
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float) and not isinstance(node.value, bool):
        return
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
        _allowed(node.left, depth + 1)
        _allowed(node.right, depth + 1)
        return
    raise BadFormula(_("公式写法不对，只能用计数名称、数字、+ - * / 和括号。"))


def _value(node: ast.expr, counts: Mapping[str, int]) -> Decimal | None:
    if isinstance(node, ast.Name):
        if node.id not in counts:
            raise BadFormula(_("没有“%(names)s”这个计数。") % {"names": node.id})
        return Decimal(counts[node.id])
    if isinstance(node, ast.Constant):
        return Decimal(str(node.value))
    if not isinstance(node, ast.BinOp):
        raise BadFormula(_("公式写法不对，只能用计数名称、数字、+ - * / 和括号。"))
    left, right = _value(node.left, counts), _value(node.right, counts)
    if left is None or right is None:
        return None
    sign = _OPERATORS[type(node.op)]
    if sign == "/":
        return left / right if right else None
    return left + right if sign == "+" else left - right if sign == "-" else left * right
