"""Which rows below the header are no records: totals, notes, signatures, repeated headers, section titles.

It judges one row after another, and must not know the fields of any ledger.
"""

import re
from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from anlan.kit.imports.cells import Cell, as_text, fold, is_blank
from anlan.kit.imports.layout import Layout

REASONS = {
    "blank": _("空行"),
    "total": _("合计行"),
    "footer": _("说明或落款"),
    "header": _("重复的表头"),
    "section": _("分节标题"),
    "numbering": _("栏次行"),
    "example": _("填写示例"),
}

_TOTAL = re.compile(r"(?:合|小|总|共|累)计(?:数|[:：].*|\(.*\))?|.{0,12}(?:合计|小计|总计)[:：]?|总数[:：]?|本页合计.*")
_NOTE = re.compile(r"(?:说明|备注|注|注释|填表说明|填报说明|注意事项|备注说明)(?:[:：1].*)?$")
_SIGNATURE = re.compile(
    r"(?:填表|填报|制表|审核|审批|复核|统计|报送|编制|联系|经办|分管|主要|单位|签发|检查|制)"
    r"(?:人|人员|人签字|单位|日期|时间|领导|电话|负责人|表|人及电话)[^:：]{0,8}[:：]"
)
_ORDINAL = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十]{1,3}[)）]|第[一二三四五六七八九十]+[章节部])"
)
_EXAMPLE = frozenset({"例", "示例", "样例", "例如", "范例", "填写示例", "填报示例"})
_STEMS = "甲乙丙丁戊己庚辛"


class Sieve:
    """Says of each row, in the order of the sheet, why it is no record, or None. Cells are those of the layout's
    columns before anything was filled down; ``widest`` is how many of the columns its widest merge covers."""

    def __init__(self, layout: Layout) -> None:
        self._size = len(layout.columns)
        self._serial = None if layout.serial is None else layout.columns.index(layout.serial)
        self._headings = [{fold(part) for part in (*name.split("/"), name)} for name in layout.headers]
        self._in_footer = False
        self._first = True

    def reason(self, cells: Sequence[Cell], widest: int = 1) -> str | None:
        if not self._first and _counts(cells[0]) and self._size - cells.count("") - cells.count(None) > 3:
            # A row that begins with its number is a record; most rows end here.
            self._in_footer = False
            return None
        filled = [place for place, cell in enumerate(cells) if not is_blank(cell)]
        if not filled:
            return "blank"
        return self._judge(cells, filled, widest)

    def _judge(self, cells: Sequence[Cell], filled: list[int], widest: int) -> str | None:
        if self._is_total(cells, filled):
            return "total"
        if self._is_footer(cells, filled, widest):
            self._in_footer = True
            return "footer"
        self._in_footer = False
        if self._repeats_header(cells, filled):
            return "header"
        if self._is_section(cells, filled, widest):
            return "section"
        first, self._first = self._first, False
        if first and self._numbers_columns(cells, filled):
            self._first = True
            return "numbering"
        if len(filled) > 1 and fold(_text(cells[filled[0]])).strip(":：()（）") in _EXAMPLE:
            return "example"
        return None

    def _is_total(self, cells: Sequence[Cell], filled: list[int]) -> bool:
        if self._serial is not None and _counts(cells[self._serial]):
            return False
        words = [_text(cells[place]) for place in filled[:4] if isinstance(cells[place], str)][:2]
        return any(len(word) <= 20 and _TOTAL.fullmatch(fold(word)) for word in words)

    def _is_footer(self, cells: Sequence[Cell], filled: list[int], widest: int) -> bool:
        first = _text(cells[filled[0]])
        label = fold(first[:60])
        if (_NOTE.match(label) or _SIGNATURE.match(label)) and len(filled) < max(self._size, 2):
            texts = [_text(cells[place]) for place in filled]
            if len(texts) <= 3 or all("：" in text or ":" in text for text in texts):
                return True
        if self._in_footer:
            return len(filled) < max(3, self._size // 2)
        return widest >= max(3, 0.8 * self._size) and len(filled) == 1 and len(first) > 40

    def _repeats_header(self, cells: Sequence[Cell], filled: list[int]) -> bool:
        needed = max(min(2, self._size), 0.7 * len(filled))
        spare = len(filled) - needed
        for place in filled:
            if fold(_text(cells[place])) not in self._headings[place]:
                spare -= 1
                if spare < 0:
                    return False
        return spare >= 0

    def _is_section(self, cells: Sequence[Cell], filled: list[int], widest: int) -> bool:
        if self._size < 3 or len(filled) > 1:
            return False
        return widest >= 0.8 * self._size or _ORDINAL.match(_text(cells[filled[0]])) is not None

    def _numbers_columns(self, cells: Sequence[Cell], filled: list[int]) -> bool:
        """``甲 乙 1 2 3`` or ``1 2 3 4`` under the header: the numbers by which a form refers to its columns."""
        if len(filled) < 3:
            return False
        texts = [_text(cells[place]).strip("()（）") for place in filled]
        stems = sum(text == stem for text, stem in zip(texts, _STEMS, strict=False))
        return texts == [*_STEMS[:stems], *map(str, range(1, len(texts) - stems + 1))]


def _text(cell: Cell) -> str:
    return as_text(cell, lines=False)


def _counts(cell: Cell) -> bool:
    return isinstance(cell, (int, float)) or (isinstance(cell, str) and cell.isdecimal())
