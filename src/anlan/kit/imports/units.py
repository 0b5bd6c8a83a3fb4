"""Units of measure as they are written in headings and cells, and how they convert into each other.

It must not know any field; a unit that is not listed here counts things and converts into nothing.
"""

from decimal import Decimal

# dimension → unit → size in the dimension's first unit
_DIMENSIONS: dict[str, dict[str, str]] = {
    "money": {"元": "1", "块": "1", "圆": "1", "人民币": "1", "rmb": "1", "角": "0.1", "百元": "100", "千元": "1000",
              "万元": "10000", "百万元": "1000000", "千万元": "10000000", "亿元": "100000000", "w": "10000"},
    "mass": {"克": "1", "g": "1", "千克": "1000", "公斤": "1000", "kg": "1000", "斤": "500", "吨": "1000000",
             "t": "1000000", "万吨": "10000000000"},
    "length": {"米": "1", "m": "1", "厘米": "0.01", "cm": "0.01", "毫米": "0.001", "mm": "0.001", "千米": "1000",
               "公里": "1000", "km": "1000", "里": "500"},
    "area": {"平方米": "1", "㎡": "1", "m2": "1", "m²": "1", "平米": "1", "平方": "1", "亩": "666.6666666666667",
             "公顷": "10000", "ha": "10000", "hm2": "10000", "平方公里": "1000000", "平方千米": "1000000",
             "km2": "1000000", "km²": "1000000", "万平方米": "10000", "万亩": "6666666.666666667"},
    "volume": {"立方米": "1", "m3": "1", "m³": "1", "方": "1", "立方": "1", "升": "0.001", "l": "0.001",
               "万立方米": "10000", "万方": "10000", "亿立方米": "100000000"},
    "time": {"分钟": "1", "分": "1", "min": "1", "小时": "60", "h": "60", "天": "1440", "日": "1440", "工作日": "1440"},
    "share": {"%": "1", "％": "1", "百分点": "1", "‰": "0.1"},
}  # fmt: skip
_PERSONS = frozenset({"人", "名", "位", "口"})
_FACTORS = {
    unit: (dimension, Decimal(size)) for dimension, units in _DIMENSIONS.items() for unit, size in units.items()
}
MULTIPLIERS = {"十": Decimal(10), "百": Decimal(100), "千": Decimal(1000), "万": Decimal(10_000), "亿": Decimal(10**8)}


def known(unit: str) -> bool:
    """Whether the unit has a dimension (万元, 亩, km …), so that it can be told from a remark in brackets."""
    return unit.strip().lower() in _FACTORS


def factor(written: str, wanted: str) -> Decimal | None:
    """By what to multiply a number in ``written`` to have it in ``wanted``; None if one cannot become the other.

    Units that count things (家, 处, 台 …) equal themselves; 个 stands for any of them, 人 名 位 口 for each other.
    """
    written, wanted = _split(written), _split(wanted)
    if written == wanted or not written or not wanted:
        return Decimal(1)
    one, other = _FACTORS.get(written), _FACTORS.get(wanted)
    if one is not None and other is not None:
        return one[1] / other[1] if one[0] == other[0] else None
    if one is None and other is None:
        return _counting_factor(written, wanted)
    return None


def _split(unit: str) -> str:
    return unit.strip().lower().replace("(", "").replace(")", "")


def _counting_factor(written: str, wanted: str) -> Decimal | None:
    size = Decimal(1)
    if len(written) > 1 and written[0] in MULTIPLIERS:
        size, written = size * MULTIPLIERS[written[0]], written[1:]
    if len(wanted) > 1 and wanted[0] in MULTIPLIERS:
        size, wanted = size / MULTIPLIERS[wanted[0]], wanted[1:]
    alike = written == wanted or "个" in (written, wanted) or {written, wanted} <= _PERSONS
    return size if alike else None
