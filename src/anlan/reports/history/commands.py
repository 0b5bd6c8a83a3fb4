"""Reading an old report from the command line: ``report read TEXT|FILE|-``. Writes nothing."""

import json
import sys
from pathlib import Path

from django.db import DatabaseError
from django.utils.translation import gettext as _

from anlan.reports.figures import registry
from anlan.reports.history import documents, known, matching, numerals, reading, tables
from anlan.reports.history.matching import Catalogue, Entry
from anlan.reports.history.reading import Proposal

DONE, UNREADABLE, USAGE = 0, 1, 2
LONGEST_PATH = 240
FILES = (".txt", ".docx", ".doc", ".wps", ".pdf", ".md", *tables.SUFFIXES)


def read(path: str, as_json: bool, year: int | None = None) -> int:
    """Print the proposals for a file, for standard input (``-``) or for a text given itself; returns the exit code."""
    try:
        text = _text(path)
    except documents.Unreadable as sentence:
        sys.stderr.write(f"{sentence}\n")
        return UNREADABLE
    except OSError as error:
        sys.stderr.write(f"{path}：{error.strerror}\n")
        return USAGE
    proposals = reading.read(text, _catalogue(), year)
    if as_json:
        sys.stdout.write(json.dumps([one.told() for one in proposals], ensure_ascii=False, indent=1) + "\n")
    else:
        counted = reading.figures(proposals)
        sys.stdout.writelines(f"{_line(one)}\n" for one in counted)
        sys.stdout.write(f"{len(counted)} / {len(proposals)}\n")
    return DONE


def _catalogue() -> Catalogue:
    """All indicators; those declared alone where no database has been built yet."""
    found: list[Entry] = []
    try:
        found.extend(map(known.entry_of, registry.indicators()))  # what came before a failure stays
    except DatabaseError:
        sys.stderr.write(_("数据库还没有建好，自建指标没有参与对应。") + "\n")
    return matching.catalogue(found)


def _text(path: str) -> str:
    if path == "-":
        return documents.text_of(sys.stdin.buffer.read(), "")
    if len(path) <= LONGEST_PATH and "\n" not in path and (Path(path).suffix.lower() in FILES or Path(path).is_file()):
        file = Path(path)
        return documents.text_of(file.read_bytes(), file.name)
    return documents.text_of(path.encode(), "")


def _line(one: Proposal) -> str:
    value = "—" if one.value is None else numerals.plain(one.value)
    shown = (one.period, one.campaign, one.indicator_words, f"{one.approximate}{value}{one.unit}{one.bound}")
    return "\t".join((*shown, known.name_of(one.indicator_code or "") or "—"))
