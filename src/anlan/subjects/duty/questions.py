"""The form of a report as data: a line a question, ``巡查人数｜整数｜必填``. Pure, no queries."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from anlan.base.text import normalise

TEXT, INTEGER, DECIMAL, BOOLEAN, CHOICE = "文字", "整数", "小数", "是否", "选项"
KINDS = (TEXT, INTEGER, DECIMAL, BOOLEAN, CHOICE)
REQUIRED = "必填"
YES, NO = "是", "否"
MOST = 40
LONGEST = 2000
LARGEST = Decimal(10) ** 12


class BadQuestions(ValueError):
    """A line cannot be read; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to be told."""

    name: str
    kind: str = TEXT
    required: bool = False
    choices: tuple[str, ...] = ()

    @property
    def counted(self) -> bool:
        """Is it summed up over all units?"""
        return self.kind in (INTEGER, DECIMAL)


def read(text: str) -> list[Question]:
    """The questions of a form. Raises ``BadQuestions``."""
    found: list[Question] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        parts = [part.strip() for part in re.split(r"[|｜]", line)]
        name, kinds = parts[0][:40], [part for part in parts[1:] if part and part != REQUIRED]
        if not name or len(kinds) > 1:
            raise BadQuestions(_("第 %(line)d 行应写成：名称｜类型｜必填。") % {"line": number})
        kind, _colon, rest = (kinds[0] if kinds else TEXT).replace(":", "：").partition("：")
        choices = tuple(part for part in re.split(r"[、,，]", rest.strip()) if part)
        if kind not in KINDS or (kind == CHOICE) != bool(choices):
            raise BadQuestions(
                _("第 %(line)d 行的类型“%(kind)s”不认识，可用：文字、整数、小数、是否、选项：甲、乙。")
                % {"line": number, "kind": kinds[0] if kinds else ""}
            )
        if any(one.name == name for one in found):
            raise BadQuestions(_("第 %(line)d 行：“%(name)s”写了两次。") % {"line": number, "name": name})
        found.append(Question(name, kind, REQUIRED in parts[1:], choices))
    if len(found) > MOST:
        raise BadQuestions(_("最多 %(most)d 项。") % {"most": MOST})
    return found


def answers(questions: Iterable[Question], given: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """(answers in their form, question → sentence for those that do not fit). Numbers stay text where decimal."""
    kept: dict[str, Any] = {}
    errors: dict[str, str] = {}
    for question in questions:
        text = normalise(str(given.get(question.name) or "")) if question.kind != TEXT else ""
        if question.kind == TEXT:
            text = str(given.get(question.name) or "").strip()[:LONGEST]
        if not text:
            if question.required:
                errors[question.name] = _("“%(name)s”必填；没有请填 0 或“无”。") % {"name": question.name}
            continue
        try:
            kept[question.name] = _read_answer(question, text)
        except ValueError as wrong:
            errors[question.name] = str(wrong)
    return kept, errors


def _read_answer(question: Question, text: str) -> Any:
    if question.kind == TEXT:
        return text
    if question.counted:
        try:
            number = Decimal(text.replace(",", ""))
        except InvalidOperation as wrong:
            raise ValueError(_("“%(name)s”应填数字。") % {"name": question.name}) from wrong
        if not number.is_finite() or abs(number) >= LARGEST:
            raise ValueError(_("“%(name)s”的数字太大。") % {"name": question.name})
        if question.kind == DECIMAL:
            return format(number, "f")
        if number != number.to_integral_value():
            raise ValueError(_("“%(name)s”应填整数。") % {"name": question.name})
        return int(number)
    allowed = (YES, NO) if question.kind == BOOLEAN else question.choices
    if text not in allowed:
        words = {"name": question.name, "choices": "、".join(allowed)}
        raise ValueError(_("“%(name)s”应为：%(choices)s。") % words)
    return text


def totals(questions: Sequence[Question], filed: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Question → what all units together told: sums of numbers, how many said what of choices; texts are left out."""
    filed = list(filed)
    made: dict[str, str] = {}
    for question in questions:
        told = [one[question.name] for one in filed if one.get(question.name) not in (None, "")]
        if not told or question.kind == TEXT:
            continue
        if question.counted:
            made[question.name] = format(sum((Decimal(str(one)) for one in told), Decimal(0)).normalize(), "f")
        else:
            options = (YES, NO) if question.kind == BOOLEAN else question.choices
            made[question.name] = "、".join(f"{one} {told.count(one)}" for one in options if one in told)
    return made
