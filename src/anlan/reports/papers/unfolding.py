"""A template written out for the rows that there are, before it is filled: a paragraph for each campaign ({% 逐项 %}),
a list of parts within a sentence (分列=), and what stands between {[ and ]} only where its figures are not nought, what
follows a | in it only where they are.

Names of parts come from the records; they go into tags as quoted texts, and one that could end a tag or begin one is
left out.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from anlan.reports.figures import splitting
from anlan.reports.figures.dimensions import NOT_GIVEN
from anlan.reports.papers import meaning, tags, word
from anlan.reports.papers.answering import Answers, Table
from anlan.reports.papers.setting import EACH, EVENT_WORDS, NOT_FILLED, Setting
from anlan.reports.papers.tags import Tag
from anlan.reports.papers.word import Edit

Names = Callable[[Tag], list[str] | None]
MORE = ""  # after the last of the parts that are told: there are others
ALL = "\0"  # before a part that is the whole
OF_THEM, EACH_OF_THEM = "其中", "均为"
_BRACKETS = str.maketrans("｛｝［］｜", "{}[]|")
_INNERMOST = re.compile(r"\{\[((?:(?!\{\[|\]\}).)*)\]\}", re.DOTALL)
_LOOSE = re.compile(r"[，、；：]+(?=[。；])|(?<=[，：])[，、；]+")  # what is left between clauses that are gone
_MARK = re.compile(r"\{\[|\]\}")
_OF_EACH = re.compile(rf"=\s*{EACH}(?=\s*[,，)）%％])|＝\s*{EACH}(?=\s*[,，)）%％])")


def unfolded(data: bytes, setting: Setting, user: Any) -> bytes:
    """The template with a paragraph and a part for each value that has rows. Raises ``NotWord``."""
    for write in (_paragraphs, _lists):
        names = _names(data, setting, user)
        if names:
            data = word.reshaped(data, partial(write, names=names.get))
    return data


def _names(data: bytes, setting: Setting, user: Any) -> dict[Tag, list[str]]:
    """What each tag that is written part by part comes to; all of them are asked for at once. Raises ``NotWord``."""
    tags_in = dict.fromkeys(tag for paragraph in word.read(data) for tag in paragraph.pieces if isinstance(tag, Tag))
    wanted = {tag: parts for tag in tags_in if (parts := meaning.parts_of(tag, setting)) is not None}
    if not wanted:
        return {}
    found = splitting.reckon((), [(ask, by) for ask, by, _most in wanted.values()], user).parts
    made = {}
    for tag, (ask, by, most) in wanted.items():
        told = list(dict.fromkeys(part.name for part in found[ask, by] if part.value.number))
        named = [name for name in told if name != str(NOT_GIVEN) and _quoted(name)]
        whole = [ALL] if len(told) == len(named) == 1 else []
        made[tag] = [*whole, *named[:most], *([MORE] if len(named) > most else [])]
    return made


def pruned(data: bytes, answers: Answers) -> bytes:
    """Without what stands between {[ and ]} where none of the figures in it has a number other than nought.

    Of {[ … | … ]} the second stands then, and the first else.
    """
    return word.reshaped(data, lambda text: _cut(text, answers))


def unmarked(text: str) -> str:
    """The text of a paragraph without these marks."""
    return _MARK.sub("", text.translate(_BRACKETS)).strip()


def faults(text: str) -> list[tuple[str, str]]:
    """What is wrong with these marks in a paragraph: mark and sentence."""
    made = []
    plain = text.translate(_BRACKETS)
    while (left := _INNERMOST.sub("", plain)) != plain:
        plain = left
    if _MARK.search(plain):
        made.append(("{[ ]}", _("“{[”和“]}”要成对，写在同一段里。")))
    found = [tag for _start, _stop, tag in tags.found(text)]
    if any(_asks_for_each(tag) for tag in found) and not any(tag.block == tags.EACH for tag in found):
        made.append((EACH, _("“%(each)s”只能写在有“逐项”的段落里。") % {"each": EACH}))
    return made


def _asks_for_each(tag: Tag) -> bool:
    given = [*tag.given, *(pair for named in tag.names for pair in named.given)]
    return any(named.name == EACH for named in tag.names) or any(text == EACH for _name, text in given)


def _paragraphs(text: str, names: Names) -> Sequence[Sequence[Edit]] | None:
    found = list(tags.found(text))
    each = next(((start, stop, tag) for start, stop, tag in found if tag.block == tags.EACH), None)
    values = None if each is None else names(each[2])
    if each is None or values is None:
        return None
    rest = [one for one in found if one[2].block != tags.EACH]
    return [[(each[0], each[1], ""), *_told(rest, value)] for value in values if value not in (MORE, ALL)]


def _lists(text: str, names: Names) -> Sequence[Sequence[Edit]] | None:
    edits: list[Edit] = []
    for start, stop, tag in tags.found(text):
        parts = None if tag.block else names(tag)
        if parts is not None and parts[:1] == [ALL] and text[:start].endswith(OF_THEM):
            edits.append((start - len(OF_THEM), stop, f"{EACH_OF_THEM}{parts[1]}"))
        elif parts is not None:
            edits.append((start, stop, _listed(tag, parts[parts[:1] == [ALL] :])))
    return [edits] if edits else None


def _told(found: Iterable[tuple[int, int, Tag]], value: str) -> Iterable[Edit]:
    for start, stop, tag in found:
        if tag.name == EACH:
            yield start, stop, value
        elif _asks_for_each(tag):
            yield start, stop, _OF_EACH.sub(lambda _match: f"={_quoted(value)}", tag.text)


def _quoted(value: str) -> str:
    """As a tag writes it; empty for one that no tag can write."""
    if not value or any(sign in value for sign in "{}｛｝"):
        return ""
    return next((f"{sign}{value}{sign}" for sign in "\"'" if sign not in value), "")


def _listed(tag: Tag, values: Sequence[str]) -> str:
    """检查组{{ 工作组数(类别="检查组", 带单位=是) }}、督查组…; 无 where there is none."""
    named = tag.names[0]
    by = dict(named.given)[meaning.SPLIT]
    rest = [(name, text) for name, text in named.given if name not in (meaning.SPLIT, "前", "带单位")]
    made: list[str] = []
    for value in values:
        if value == MORE:
            return "、".join(made) + _("等")
        given = [*rest, (by, value), ("带单位", meaning.YES)]
        inner = ", ".join(f"{name}={_quoted(text)}" for name, text in given)
        made.append(f"{value}{{{{ {named.name}({inner}) }}}}")
    return "、".join(made) or _("无")


def _cut(text: str, answers: Answers) -> Sequence[Sequence[Edit]] | None:
    plain = text.translate(_BRACKETS)
    gone: list[tuple[int, int]] = []
    while (match := _INNERMOST.search(plain)) is not None:
        start, stop = match.span()
        bar = plain.find("|", start + 2, stop - 2)
        first = stop - 2 if bar < 0 else bar
        if _told_in(text[start + 2 : first], answers):
            gone += [(start, start + 2), (first, stop)]
        elif bar < 0:
            gone.append((start, stop))
        else:
            gone += [(start, bar + 1), (stop - 2, stop)]
        plain = f"{plain[:start]}  {plain[start + 2 : stop - 2].replace('|', ' ')}  {plain[stop:]}"
    if not gone:
        return None
    spans = _widest(gone)
    kept = [at for at in range(len(text)) if not any(start <= at < stop for start, stop in spans)]
    left = "".join(text[at] for at in kept)
    spans += [(kept[at], kept[at] + 1) for match in _LOOSE.finditer(left) for at in range(*match.span())]
    return [[(start, stop, "") for start, stop in spans]]


def _told_in(text: str, answers: Answers) -> bool:
    return any(_says_something(tag, answers) for _start, _stop, tag in tags.found(text))


def _says_something(tag: Tag, answers: Answers) -> bool:
    one = answers.of.get(tag)
    if tag in answers.nothing:
        return True
    if isinstance(one, Table):
        return bool(one.lines or one.count)
    if one is not None and tag.name in EVENT_WORDS:
        return one.text not in ("", NOT_FILLED) and one.text.strip("0.") != ""
    return one is not None and one.value is not None and bool(one.value.number)


def _widest(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans that lie within others left out."""
    made: list[tuple[int, int]] = []
    for start, stop in sorted(spans, key=lambda one: (one[0], -one[1])):
        if not made or stop > made[-1][1]:
            made.append((start, stop))
    return made
