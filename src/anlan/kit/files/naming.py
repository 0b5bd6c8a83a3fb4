"""File names as they are kept and shown: no path, no control or direction signs, nothing Windows stumbles over."""

import re
import unicodedata

LONGEST = 120

_FORBIDDEN = re.compile(r'[<>:"/\\|?*]+')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)", re.IGNORECASE)


def cleaned(name: str) -> str:
    """A safe name with its extension in lower case; ``文件`` where nothing is left."""
    name = unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1])
    name = "".join(
        sign for sign in name if unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
    )
    name = _FORBIDDEN.sub("_", " ".join(name.split())).strip().rstrip(". ")
    stem, dot, extension = name.rpartition(".")
    if not dot:
        stem, extension = name, ""
    stem = stem.strip(". ") or "文件"
    if _RESERVED.match(stem):
        stem = f"_{stem}"
    ending = f".{extension.lower()[:10]}" if extension else ""
    return stem[: LONGEST - len(ending)] + ending


def extension_of(name: str) -> str:
    _stem, dot, extension = name.rpartition(".")
    return extension.lower() if dot else ""
