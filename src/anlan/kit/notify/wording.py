"""The words of a message: short enough for a telephone, with the ways to answer it. Knows not how it travels."""

from django.conf import settings
from django.utils.translation import gettext as _

from anlan.kit.notify.choices import ANSWERS, ChannelKind, Rule, Word
from anlan.kit.notify.models import Notice

CODES: dict[str, Word] = {
    "1": Word.UNDERSTOOD,
    "2": Word.ARRIVED,
    "3": Word.NEED_HELP,
    "4": Word.UNABLE,
    "5": Word.ON_THE_WAY,
}
"""What one sends back, or presses, for which answer."""

LONGEST = 300  # of the text within a short message; the rest stands behind the link
LINK = "\x00"  # replaced by each person's own link


def words_of(notice: Notice) -> list[Word]:
    """The answers that a notice offers, in their order."""
    offered = [Word(word) for word in notice.words if word in {*ANSWERS}]
    return offered or [Word.UNDERSTOOD, Word.ARRIVED, Word.NEED_HELP, Word.UNABLE]


def message(notice: Notice, kind: str) -> str:
    """What goes out over one kind of channel, with ``LINK`` where the person's link belongs."""
    marked = f"{_('【演练】')}{notice.title}" if notice.exercise else notice.title
    if kind in (ChannelKind.SMS, ChannelKind.GSM, ChannelKind.CONSOLE):
        return f"{marked}：{_short(notice.text)}{_how_to_answer(notice)}"
    if kind == ChannelKind.VOICE:
        return f"{settings.ANLAN_BUREAU}，{marked}。{_short(notice.text)}{_keys_to_press(notice)}"
    if kind == ChannelKind.EMAIL:
        return f"{marked}\n\n{notice.text}" + (f"\n\n{_('请打开链接答复：')}{LINK}" if notice.rule != Rule.NONE else "")
    return f"{marked}\n{notice.text}"


def bundle(titles: list[str]) -> str:
    """One message in place of several that wait for the same person."""
    return _("您有 %(count)d 条通知：%(titles)s。请登录安澜查看。") % {
        "count": len(titles),
        "titles": "；".join(titles[:5]) + ("……" if len(titles) > 5 else ""),
    }


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _how_to_answer(notice: Notice) -> str:
    if notice.rule == Rule.NONE:
        return ""
    return _(" 请回复%(codes)s，或点 %(link)s") % {"codes": _codes(notice), "link": LINK}


def _keys_to_press(notice: Notice) -> str:
    if notice.rule == Rule.NONE:
        return ""
    return _(" 请按键答复：%(codes)s。") % {"codes": _codes(notice)}


def _codes(notice: Notice) -> str:
    digits = {word: digit for digit, word in CODES.items()}
    return " ".join(f"{digits[word]}{word.label}" for word in words_of(notice))
