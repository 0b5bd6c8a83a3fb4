"""Text as people type it: normalising, masking of personal data, and check digits of identifiers.

It must not know any model.
"""

import re
import unicodedata
from datetime import date

from django.utils.translation import gettext as _

from anlan.base import clock

_SPACES = re.compile(r"\s+")
_NUMBER_RUN = re.compile(r"\d(?:[\d\- ]*\d)?")
_ID_NUMBER = re.compile(r"\d{17}[\dX]")
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS = "10X98765432"
# 99 is assigned to no province: invented people in demonstrations and tests carry it.
_PROVINCES = frozenset(
    {*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66), 71, 81, 82, 83, 99}
)
_CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_ORGANISATION_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_CAS_NUMBER = re.compile(r"\d{2,7}-\d{2}-\d")


def normalise(value: str | None) -> str:
    """Full width becomes half width (NFKC), every run of white space one blank, ends trimmed."""
    if not value:
        return ""
    folded = unicodedata.normalize("NFKC", value).replace("\x00", "").replace("\ufeff", "").replace("\u200b", "")
    return _SPACES.sub(" ", folded).strip()


def mask_phone(value: str | None) -> str:
    """``13800001234`` becomes ``138****1234``; each number in a text that holds several is masked."""
    return _NUMBER_RUN.sub(lambda found: _mask_number(found.group()), value or "")


def _mask_number(number: str) -> str:
    if len(number) < 7:
        return "*" * len(number)
    if len(number) < 10:
        return "****" + number[-4:]
    return number[:3] + "****" + number[-4:]


def mask_id_number(value: str | None) -> str:
    """Keep the division and the last four characters; the date of birth is hidden."""
    if not value:
        return ""
    if len(value) < 15:
        return "*" * len(value)
    return value[:6] + "*" * (len(value) - 10) + value[-4:]


def mask_name(value: str | None) -> str:
    """Keep the first character only."""
    if not value:
        return ""
    return value[0] + "*" * max(len(value) - 1, 1)


def check_id_number(value: str) -> str | None:
    """What is wrong with a resident identity number (GB 11643), as a sentence, or None."""
    number = normalise(value).upper()
    if not _ID_NUMBER.fullmatch(number):
        return _("身份证号应为 18 位：前 17 位数字，末位数字或 X。")
    if int(number[:2]) not in _PROVINCES:
        return _("身份证号前两位不是任何省份的代码。")
    born_on = _birth_date(number)
    if born_on is None or born_on > clock.today():
        return _("身份证号第 7 至 14 位不是有效的出生日期。")
    expected = _ID_CHECKS[sum(int(digit) * weight for digit, weight in zip(number, _ID_WEIGHTS, strict=False)) % 11]
    if number[-1] != expected:
        return _("身份证号校验位不对：末位应为 %(expected)s，请核对每一位。") % {"expected": expected}
    return None


def _birth_date(number: str) -> date | None:
    try:
        born_on = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None
    return born_on if born_on.year >= 1850 else None


def check_credit_code(value: str) -> str | None:
    """What is wrong with a unified social credit code (GB 32100), as a sentence, or None."""
    code = normalise(value).upper()
    if len(code) != 18:
        return _("统一社会信用代码应为 18 位，现为 %(length)d 位。") % {"length": len(code)}
    strange = sorted(set(code) - set(_CREDIT_ALPHABET))
    if strange:
        return _("统一社会信用代码只用数字和大写字母，且不含 I、O、S、V、Z；出现了“%(strange)s”。") % {
            "strange": "".join(strange)
        }
    total = sum(_CREDIT_ALPHABET.index(sign) * weight for sign, weight in zip(code, _CREDIT_WEIGHTS, strict=False))
    expected = _CREDIT_ALPHABET[-total % 31]
    if code[-1] != expected:
        return _("统一社会信用代码校验位不对：末位应为 %(expected)s，请核对每一位。") % {"expected": expected}
    return None


def check_organisation_code(value: str) -> str | None:
    """What is wrong with a nine-character organisation code (GB 11714), as a sentence, or None."""
    code = normalise(value).upper().replace("-", "")
    if len(code) != 9 or not set(code) <= set(_ORGANISATION_ALPHABET):
        return _("组织机构代码应为 9 位数字或大写字母。")
    total = sum(
        _ORGANISATION_ALPHABET.index(sign) * weight for sign, weight in zip(code, _ORGANISATION_WEIGHTS, strict=False)
    )
    expected = "0123456789X"[-total % 11]
    if code[-1] != expected:
        return _("组织机构代码校验位不对：末位应为 %(expected)s。") % {"expected": expected}
    return None


def check_cas_number(value: str) -> str | None:
    """What is wrong with a CAS registry number of a chemical, as a sentence, or None."""
    number = normalise(value)
    if not _CAS_NUMBER.fullmatch(number):
        return _("CAS 号应形如 7664-41-7。")
    digits = [int(sign) for sign in number if sign != "-"]
    expected = sum(position * digit for position, digit in enumerate(reversed(digits[:-1]), start=1)) % 10
    if digits[-1] != expected:
        return _("CAS 号校验位不对：末位应为 %(expected)d。") % {"expected": expected}
    return None
