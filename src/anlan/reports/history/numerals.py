"""Numbers as reports print them: 1,234, 56.39, 两百, 十五, 百分之八十, 2/3. It must not know what is counted."""

import re
from decimal import Decimal

DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2}
TENS = {"十": 10, "百": 100, "千": 1000}
GREAT = {"万": 10_000, "亿": 100_000_000}
CHINESE = "[零〇一二两三四五六七八九十百千]"
ARABIC = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d.])|\d+(?:\.\d+)?"
ROMAN = {"Ⅰ": 1, "Ⅱ": 2, "Ⅲ": 3, "Ⅳ": 4, "I": 1, "II": 2, "III": 3, "IV": 4}
_PLAIN_CHINESE = re.compile(f"{CHINESE}+")


def chinese(text: str) -> int | None:
    """两百零五 → 205; ``None`` where the characters make no number (百十, 三五)."""
    if not _PLAIN_CHINESE.fullmatch(text):
        return None
    if all(c in DIGITS for c in text):
        return int("".join(str(DIGITS[c]) for c in text)) if len(text) == 1 or "〇" in text or "零" in text else None
    total, digit, last = 0, -1, 10_000
    for character in text:
        if character in TENS:
            power = TENS[character]
            if power >= last:
                return None
            total += power * (1 if digit < 0 else digit)
            digit, last = -1, power
        elif digit > 0:
            return None
        else:
            digit = DIGITS[character]
    return total + max(digit, 0)


def number(text: str) -> Decimal | None:
    """The value of an Arabic or a Chinese number, without its 万 or 亿."""
    if text[:1].isdigit():
        return Decimal(text.replace(",", ""))
    found = chinese(text)
    return None if found is None else Decimal(found)


def plain(value: Decimal) -> str:
    """Digits without an exponent and without idle zeros: 100, 0.5."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def common_width(text: str) -> str:
    """Full-width digits, letters and signs made half-width one for one, so that positions stay those of the text."""
    return text.translate(_WIDTH)


_WIDTH: dict[int, int] = {0xFF01 + n: 0x21 + n for n in range(94)} | {0x3000: 0x20, 0x00D7: ord("x")}
