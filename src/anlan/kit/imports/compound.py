"""Inspection of an old xls file: its compound container and the records of its workbook stream ([MS-CFB], [MS-XLS]).

It reads record headers and positions only, and must not know what the cells mean.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from anlan.kit.imports.refusal import Refused, broken
from anlan.kit.imports.sheetscan import Extent, check_extent, column_letters

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END = 0xFFFFFFFA  # sector numbers from here up are marks, not places

_FORMULAS = {0x0006, 0x0206, 0x0406}
_CELLS = _FORMULAS | {0x0203, 0x0204, 0x0205, 0x0207, 0x027E, 0x00FD, 0x00D6, 0x00BD, 0x0003, 0x0004, 0x0005}
_MULTIPLE_RK, _BOF, _EOF, _SHEET, _FILE_PASS, _SUPPORTING_BOOK, _DATE_MODE = (
    0x00BD, 0x0809, 0x000A, 0x0085, 0x002F, 0x01AE, 0x0022,
)  # fmt: skip


@dataclass(frozen=True)
class Workbook:
    date_1904: bool


class Container:
    """The streams inside a compound file; every chain is bounded, so that a loop in it ends in a refusal."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.sector_size = 1 << struct.unpack_from("<H", data, 30)[0]
        if self.sector_size not in (512, 4096):
            raise broken()
        first_directory, _cutoff, first_mini = (struct.unpack_from("<I", data, at)[0] for at in (48, 56, 60))
        self.table = self._allocation()
        self.mini_table = self._numbers(self._chain(first_mini, self.table)) if first_mini < _END else ()
        self.entries = dict(self._directory(b"".join(self._chain(first_directory, self.table))))
        root = self.entries.get("Root Entry", (0, _END, 0))
        self.mini = b"".join(self._chain(root[1], self.table)) if root[1] < _END else b""

    def _sector(self, number: int) -> bytes:
        at = (number + 1) * self.sector_size
        if at >= len(self.data):
            raise broken()
        return self.data[at : at + self.sector_size]

    def _numbers(self, sectors: Iterator[bytes]) -> tuple[int, ...]:
        joined = b"".join(sectors)
        return struct.unpack(f"<{len(joined) // 4}I", joined[: len(joined) // 4 * 4])

    def _allocation(self) -> tuple[int, ...]:
        listed = [number for number in struct.unpack_from("<109I", self.data, 76) if number < _END]
        following, seen = struct.unpack_from("<I", self.data, 68)[0], set()
        while following < _END and following not in seen:
            seen.add(following)
            numbers = self._numbers(iter([self._sector(following)]))
            listed += [number for number in numbers[:-1] if number < _END]
            following = numbers[-1]
        return self._numbers(self._sector(number) for number in listed)

    def _chain(self, number: int, table: tuple[int, ...]) -> Iterator[bytes]:
        for _step in range(len(table) + 1):
            if number >= _END:
                return
            if number >= len(table):
                raise broken()
            yield self._sector(number)
            number = table[number]
        raise broken()

    def _directory(self, data: bytes) -> Iterator[tuple[str, tuple[int, int, int]]]:
        for at in range(0, len(data) - 127, 128):
            length = struct.unpack_from("<H", data, at + 64)[0]
            if data[at + 66] and 2 <= length <= 64:
                name = data[at : at + length - 2].decode("utf-16-le", "replace")
                yield name, (data[at + 66], *struct.unpack_from("<II", data, at + 116))

    def stream(self, name: str) -> bytes:
        _kind, first, size = self.entries[name]
        if size >= 4096 or not self.mini:
            return b"".join(self._chain(first, self.table))[:size]
        pieces: list[bytes] = []
        number = first
        for _step in range(len(self.mini_table) + 1):
            if number >= _END:
                return b"".join(pieces)[:size]
            if number >= len(self.mini_table):
                raise broken()
            pieces.append(self.mini[number * 64 : number * 64 + 64])
            number = self.mini_table[number]
        raise broken()


def inspect(path: Path) -> Workbook:
    try:
        container = Container(path.read_bytes())
        names = set(container.entries)
        if names & {"EncryptedPackage", "EncryptionInfo"}:
            raise Refused(_("文件加了密码。请取消密码后再传。"))
        book = next((name for name in ("Workbook", "Book", "WORKBOOK", "BOOK") if name in names), None)
        if book is None:
            raise Refused(_("这不是 Excel 表格（也许是 Word 或演示文稿）。请选 Excel（xlsx、xls）或 CSV 文件。"))
        if names & {"_VBA_PROJECT_CUR", "VBA", "_VBA_PROJECT"}:
            raise Refused(_("文件带有宏，没有打开。请另存为不带宏的 xlsx 再传。"))
        return _Records(container.stream(book)).inspect()
    except (struct.error, IndexError) as error:
        raise broken() from error


class _Records:
    def __init__(self, stream: bytes) -> None:
        self.stream = stream
        self.date_1904 = False
        self.sheets: dict[int, str] = {}
        self.extents: dict[str, Extent] = {}

    def inspect(self) -> Workbook:
        sheet, row, stream, at, last = None, -1, self.stream, 0, len(self.stream) - 4
        extent = Extent()
        while at <= last:
            kind, length = struct.unpack_from("<HH", stream, at)
            if kind in _CELLS and sheet is not None:
                cell_row, column = struct.unpack_from("<HH", stream, at + 4)
                if cell_row != row:
                    row = cell_row
                    extent.value_rows += 1
                self._cell(extent, kind, cell_row, column, length)
            elif kind == _BOF and at in self.sheets:
                sheet, row = self.sheets[at], -1
                extent = self.extents.setdefault(sheet, Extent())
            else:
                self._general(kind, at + 4, length)
            at += 4 + length
        for name, found in self.extents.items():
            self._check(name, found)
        return Workbook(self.date_1904)

    @staticmethod
    def _cell(extent: Extent, kind: int, row: int, column: int, length: int) -> None:
        if kind == _MULTIPLE_RK:
            column += (length - 6) // 6 - 1
        extent.last_row = max(extent.last_row, row + 1)
        extent.last_column = max(extent.last_column, column + 1)
        if kind in _FORMULAS:
            extent.formulas += 1
            extent.first_formula_at = extent.first_formula_at or f"{column_letters(column + 1)}{row + 1}"

    def _general(self, kind: int, at: int, length: int) -> None:
        if kind == _FILE_PASS:
            raise Refused(_("文件加了密码。请取消密码后再传。"))
        if kind == _DATE_MODE and length >= 2:
            self.date_1904 = struct.unpack_from("<H", self.stream, at)[0] == 1
        elif kind == _SHEET and length >= 8:
            self._sheet(at, length)
        elif (
            kind == _SUPPORTING_BOOK and length >= 4 and self.stream[at + 2 : at + 4] not in (b"\x01\x04", b"\x01\x3a")
        ):
            raise Refused(_("文件链接到别的工作簿或程序。请在“数据—编辑链接”里断开链接，另存后再传。"))

    def _sheet(self, at: int, length: int) -> None:
        place, _visibility, sort, count = struct.unpack_from("<IBBB", self.stream, at)
        if sort == 1:
            raise Refused(_("文件带有宏，没有打开。请另存为不带宏的 xlsx 再传。"))
        wide = length >= 8 and self.stream[at + 7] & 1
        text = self.stream[at + 8 : at + 8 + count * (2 if wide else 1)]
        self.sheets[place] = text.decode("utf-16-le" if wide else "latin-1", "replace")

    @staticmethod
    def _check(name: str, extent: Extent) -> None:
        if extent.formulas:
            raise Refused(
                _(
                    "工作表“%(sheet)s”有 %(count)d 个公式，第一个在 %(cell)s。"
                    "请全选、复制，再“选择性粘贴—数值”，另存后再传。"
                )
                % {"sheet": name, "count": extent.formulas, "cell": extent.first_formula_at}
            )
        check_extent(extent, name)
