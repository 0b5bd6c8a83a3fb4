"""The text of a PDF that holds letters, read by a process of its own, which is stopped where it takes too long.

It must not know Django, so that the process starts at once, nor what is read in the text.
"""

import json
import logging
import os
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

PAGES, CHARACTERS, SECONDS, MEMORY = 300, 400_000, 30, 2**30
LOCKED, LONG, SCANNED, BROKEN, SLOW = "locked", "long", "scanned", "broken", "slow"
_SOURCE = Path(__file__).resolve().parents[3]
_PAGE_NUMBER = re.compile(r"[-—–\s]*(第\s*)?\d{1,4}(\s*页)?[-—–\s]*")
_BEGINS = re.compile(
    r"第[一二三四五六七八九十百\d]+[章节部]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[)）]"
    r"|\d{1,2}[.、．]\s*\D|附件|附表"
)
_ENDS = tuple("。！？；：!?;:")
_LOOSE = re.compile(r"(?<=[^\x00-\x7f])[ \t]+|[ \t]+(?=[^\x00-\x7f])")
FULL = 0.7  # of the widest line: a shorter one ends its paragraph


class Refused(Exception):
    """The file cannot be read; its argument is one of the reasons above."""


def text_of(data: bytes, *, seconds: float = SECONDS) -> str:
    """The text, a paragraph to a line. Raises ``Refused``."""
    command = [sys.executable, "-m", "anlan.reports.history.pdfs"]
    path = os.pathsep.join(filter(None, [str(_SOURCE), os.environ.get("PYTHONPATH", "")]))
    surroundings = {**os.environ, "PYTHONPATH": path, "PYTHONUTF8": "1"}
    try:
        done = subprocess.run(  # noqa: S603 - our own module
            command, input=data, capture_output=True, timeout=seconds, env=surroundings, check=False
        )
        told: dict[str, Any] = json.loads(done.stdout)
    except subprocess.TimeoutExpired as slow:
        raise Refused(SLOW) from slow
    except ValueError as died:  # of too much memory, as a rule
        raise Refused(BROKEN) from died
    if "refused" in told:
        raise Refused(told["refused"])
    return unfolded(told["pages"])


def unfolded(pages: list[list[str]]) -> str:
    """Lines of pages put together to paragraphs, without the numbers of the pages."""
    lines = [line for page in pages for line in _lines(page)]
    widest = max((_width(line) for line in lines), default=0)
    made: list[str] = []
    before = ""
    for line in lines:
        goes_on = before and _width(before) >= widest * FULL and not before.endswith(_ENDS)
        if goes_on and not _BEGINS.match(line):
            made[-1] = f"{made[-1]} {line}"
        else:
            made.append(line)
        before = line
    return "\n".join(_LOOSE.sub("", line) for line in made)


def _lines(page: list[str]) -> list[str]:
    lines = [line.strip() for line in page if line.strip()]
    for end in (0, -1):
        if lines and _PAGE_NUMBER.fullmatch(lines[end]):
            del lines[end]
    return lines


def _width(line: str) -> float:
    """In letters as wide as Chinese ones."""
    return sum(1 if ord(sign) > 0x7F else 0.5 for sign in line)


def _read(data: bytes) -> dict[str, Any]:
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        return {"refused": LOCKED}
    if len(reader.pages) > PAGES:
        return {"refused": LONG}
    pages, count = [], 0
    for page in reader.pages:
        text = page.extract_text()
        count += len(text.strip())
        if count > CHARACTERS:
            return {"refused": LONG}
        pages.append(text.splitlines())
    return {"pages": pages} if count else {"refused": SCANNED}


def main() -> None:
    """Of the process: a PDF comes in, its lines by page go out, or why there are none."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    except ImportError:  # Windows has no such bound; the time is bounded there too
        pass
    logging.disable()
    try:
        told = _read(sys.stdin.buffer.read())
    except Exception:  # noqa: BLE001 - a hostile file may raise anything
        told = {"refused": BROKEN}
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
