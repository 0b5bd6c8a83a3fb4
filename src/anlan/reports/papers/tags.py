"""The tags of a template: ``{{ 发现隐患数(专项="百日行动", 约=是) }}`` and ``{% 排名 隐患整改率 按=属地 前=10 %}``.

A template is a hostile text: tags are read by this little grammar and nothing in them is ever run. It must not know any
indicator.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

LONGEST = 600
EACH = "逐项"  # its paragraph is written once for each value of a dimension
TABLES = ("表", "排名", "附表")
BLOCKS = (*TABLES, EACH)
Given = tuple[tuple[str, str], ...]

_MARKS = str.maketrans("（）＝，", "()=,")
_TAG = re.compile(r"\{\{(?P<figure>.*?)\}\}|\{%(?P<block>.*?)%\}", re.DOTALL)
_SAME = str.maketrans("（）＝｛｝％　\xa0", "()={}%  ")  # what an input method for Chinese types instead
_TOKEN = re.compile(
    r"""\s*(?:
        (?P<string>"[^"]*"|'[^']*'|“[^”]*”|‘[^’]*’|「[^」]*」)
      | (?P<mark>[(),，=（）＝])
      | (?P<word>[^\s(),，=（）＝"'“‘「」’”]+)
    )""",
    re.VERBOSE,
)


@dataclass(frozen=True)
class Named:
    """An indicator, ledger or word that a tag names, with what is given in its own brackets."""

    name: str
    given: Given = ()


@dataclass(frozen=True)
class Tag:
    """One tag as it is written. ``block`` is empty for a tag within a sentence; ``wrong``: why it cannot be read."""

    text: str
    names: tuple[Named, ...] = ()
    block: str = ""
    given: Given = ()
    wrong: str = ""

    @property
    def name(self) -> str:
        """The first name."""
        return self.names[0].name if self.names else ""


Piece = str | Tag


class Unreadable(ValueError):
    """A tag breaks the grammar; the message says how."""


def pieces(text: str) -> list[Piece]:
    """A paragraph's text, parted into plain text and tags."""
    made: list[Piece] = []
    end = 0
    for start, stop, tag in found(text):
        if start > end:
            made.append(text[end:start])
        made.append(tag)
        end = stop
    rest = text[end:]
    if rest:
        made.append(rest)
    return made


def found(text: str) -> Iterator[tuple[int, int, Tag]]:
    """Every tag with where it begins and ends. What only looks like half a tag is a tag too, and wrong."""
    plain = text.translate(_SAME)
    end = 0
    for match in _TAG.finditer(plain):
        yield from _halves(text, plain, end, match.start())
        yield match.start(), match.end(), _read(text[match.start() : match.end()], match)
        end = match.end()
    yield from _halves(text, plain, end, len(plain))


def _halves(text: str, plain: str, start: int, stop: int) -> Iterator[tuple[int, int, Tag]]:
    for match in re.finditer(r"\{\{|\}\}|\{%|%\}", plain[start:stop]):
        at = start + match.start()
        yield at, at + 2, Tag(text[at : at + 2], wrong=_("标签没有成对的括号“%(sign)s”。") % {"sign": match.group()})


def _read(text: str, match: re.Match[str]) -> Tag:
    try:
        if len(text) > LONGEST:
            raise Unreadable(_("标签过长。"))
        inner = text[2:-2]  # as it is written: what stands in quotation marks keeps its own signs
        if match["figure"] is not None:
            names, given = _items(_tokens(inner))
            if len(names) != 1 or given:
                raise Unreadable(_("{{ }} 里写一个名称，参数写在它后面的括号里。"))
            return Tag(text, names)
        tokens = _tokens(inner)
        kind = tokens.pop(0)[1] if tokens and tokens[0][0] == "word" else ""
        if kind not in BLOCKS:
            raise Unreadable(_("{%% %%} 里先写“表”“排名”“附表”或“逐项”，没有“%(kind)s”。") % {"kind": kind})
        names, given = _items(tokens)
        if not names:
            raise Unreadable(_("“%(kind)s”后面没有写指标或台账。") % {"kind": kind})
        return Tag(text, names, kind, given)
    except Unreadable as wrong:
        return Tag(text, wrong=str(wrong))


def _tokens(text: str) -> list[tuple[str, str]]:
    made: list[tuple[str, str]] = []
    at, text = 0, text.strip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise Unreadable(_("看不懂“%(rest)s”，引号是否成对？") % {"rest": text[at : at + 20]})
        if match["string"] is not None:
            made.append(("string", match["string"][1:-1].strip()))
        elif match["mark"] is not None:
            made.append(("mark", match["mark"].translate(_MARKS)))
        else:
            made.append(("word", match["word"]))
        at = match.end()
    return made


def _items(tokens: list[tuple[str, str]]) -> tuple[tuple[Named, ...], Given]:
    """Names, each perhaps with brackets, then what is given as 名称=值."""
    names: list[Named] = []
    given: list[tuple[str, str]] = []
    while tokens:
        listed = tokens[0] == ("mark", ",")
        if listed:
            tokens.pop(0)
            if not tokens or not given:
                continue
        name = _value(tokens)
        if tokens and tokens[0] == ("mark", "="):
            tokens.pop(0)
            given.append((name, _value(tokens)))
        elif given and listed:
            given[-1] = (given[-1][0], f"{given[-1][1]},{name}")  # 列=编号,内容
        elif given:
            raise Unreadable(_("“%(name)s”要写在参数前面。") % {"name": name})
        else:
            names.append(Named(name, _bracket(tokens)))
    return tuple(names), _once(given)


def _bracket(tokens: list[tuple[str, str]]) -> Given:
    if not tokens or tokens[0] != ("mark", "("):
        return ()
    tokens.pop(0)
    given: list[tuple[str, str]] = []
    while tokens and tokens[0] != ("mark", ")"):
        if tokens[0] == ("mark", ","):
            tokens.pop(0)
            continue
        name = _value(tokens)
        if not tokens or tokens.pop(0) != ("mark", "="):
            raise Unreadable(_("参数“%(name)s”后面要写“=值”。") % {"name": name})
        given.append((name, _value(tokens)))
    if not tokens:
        raise Unreadable(_("少了右括号。"))
    tokens.pop(0)
    return _once(given)


def _once(given: list[tuple[str, str]]) -> Given:
    names = [name for name, _text in given]
    for name in names:
        if names.count(name) > 1:
            raise Unreadable(_("参数“%(name)s”写了两次。") % {"name": name})
    return tuple(given)


def _value(tokens: list[tuple[str, str]]) -> str:
    if not tokens:
        raise Unreadable(_("没有写完。"))
    kind, text = tokens.pop(0)
    if kind == "mark":
        raise Unreadable(_("“%(sign)s”的位置不对。") % {"sign": text})
    if not text:
        raise Unreadable(_("引号里没有内容。"))
    return text
