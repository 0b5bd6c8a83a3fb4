"""Fills a Word template with facts. A template is written by an administrator, its contents by anybody: neither may run
code, and a name that nothing stands for is told in a sentence. It must not know what the paper is about.
"""

import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

MOST_UNPACKED = 100 * 2**20
_PLAIN = (str, int, float, Decimal, date, bool, type(None))
_ILLEGAL = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_QUOTED = re.compile(r"'([^']+)'")


class Unfillable(ValueError):
    """The template cannot be filled; the message is a sentence for whoever looks after it."""


def fill(template: Path | bytes, context: Mapping[str, Any]) -> bytes:
    """The bytes of the .docx that comes of the template (``{{ name }}``, ``{%p for … %}``) and these facts.

    Facts are plain: texts, numbers, days, moments, and mappings and sequences of them; anything else is a
    ``TypeError``, so that no template reaches into a record. Filters: ``day`` (2026年3月5日), ``moment``, ``either``
    (a text that stands where there is nothing). Raises ``Unfillable``.
    """
    from docxtpl import DocxTemplate
    from jinja2 import TemplateError

    facts = {str(name): _cleaned(value) for name, value in context.items()}
    if unknown := sorted(names(template) - set(facts)):
        raise Unfillable(_("模板里写了“%(names)s”，没有内容可填。请改正模板里的名称。") % {"names": "、".join(unknown)})
    word = DocxTemplate(_opened(template))
    made = BytesIO()
    try:
        word.render(facts, _environment(), autoescape=True)
        word.save(made)
    except (TemplateError, OverflowError, TypeError, ValueError, ArithmeticError) as fault:
        raise Unfillable(_worded(fault)) from fault
    return made.getvalue()


def names(template: Path | bytes) -> set[str]:
    """The names that a template asks for, so that a person sees what it needs. Raises ``Unfillable``."""
    from docxtpl import DocxTemplate
    from jinja2 import TemplateError

    try:
        return set(DocxTemplate(_opened(template)).get_undeclared_template_variables(_environment())) - {"range"}
    except TemplateError as fault:
        raise Unfillable(_worded(fault)) from fault


def _opened(template: Path | bytes) -> BytesIO:
    """The template's bytes, if they are a Word file of a size that can be opened."""
    data = template.read_bytes() if isinstance(template, Path) else template
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = archive.infolist()
    except zipfile.BadZipFile as broken:
        raise Unfillable(_("模板不是 Word（docx）文件，或已损坏。")) from broken
    if "word/document.xml" not in {member.filename for member in members}:
        raise Unfillable(_("模板不是 Word（docx）文件，或已损坏。"))
    if sum(member.file_size for member in members) > MOST_UNPACKED:
        raise Unfillable(_("模板解开后过大，不能使用。"))
    return BytesIO(data)


def _cleaned(value: Any) -> Any:
    """The same facts without signs that no Word file can hold; refuses what is not plain."""
    if isinstance(value, str):
        return _ILLEGAL.sub("", str(value).replace("\r\n", "\n"))
    if isinstance(value, _PLAIN):
        return value
    if isinstance(value, Mapping):
        return {str(name): _cleaned(item) for name, item in value.items()}
    if isinstance(value, Sequence):
        return [_cleaned(item) for item in value]
    raise TypeError(f"a paper is filled with plain facts, not with {type(value).__name__}")


@lru_cache(maxsize=1)
def _environment() -> Any:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    made = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True, finalize=_printed)
    made.filters |= {"day": day, "moment": moment, "either": either}
    return made


def _printed(value: Any) -> Any:
    """Nothing is an empty place, and a day is written as people write it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return value


def day(value: date | None) -> str:
    """2026年3月5日, without leading zeros (GB/T 9704-2012); blanks to be filled by hand where there is none."""
    if value is None:
        return _("　　年　月　日")
    value = localtime(value).date() if isinstance(value, datetime) else value
    return f"{value.year}年{value.month}月{value.day}日"


def moment(value: datetime | None) -> str:
    """2026年3月5日9时05分."""
    if value is None:
        return _("　　年　月　日　时　分")
    local = localtime(value)
    return f"{day(local)}{local.hour}时{local.minute:02d}分"


def either(value: Any, instead: str) -> Any:
    """The value, or what stands in its place where it is empty."""
    return instead if value in (None, "") else value


def _worded(fault: Exception) -> str:
    """What went wrong in a template, in words of those who write templates."""
    from jinja2 import TemplateSyntaxError, UndefinedError
    from jinja2.exceptions import SecurityError

    if isinstance(fault, SecurityError):
        return _("模板里有不允许的写法。模板只能填写内容，不能执行程序。")
    if isinstance(fault, UndefinedError):
        named = _QUOTED.findall(str(fault))
        return _("模板里的“%(name)s”没有内容可填。请改正模板里的名称。") % {"name": named[-1] if named else fault}
    if isinstance(fault, TemplateSyntaxError):
        return _("模板的写法有误：%(fault)s。请检查成对的大括号和 if、for、endif、endfor。") % {"fault": fault.message}
    return _("模板填写不了：%(fault)s。") % {"fault": str(fault)[:200]}
