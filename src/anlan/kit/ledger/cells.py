"""Table cells that several ledgers share: deadlines as people say them, flags before a text."""

from datetime import date
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.kit.ledger.columns import EMPTY

SOON = 3  # days


def deadline_text(due_on: date | None, done_on: date | None = None) -> str:
    """「还剩 9 天」「今天到期」「超期 3 天」「11-18 完成」, or empty without a deadline."""
    if done_on is not None:
        return _("%(day)s 完成") % {
            "day": done_on.strftime("%m-%d" if done_on.year == clock.today().year else "%Y-%m-%d")
        }
    if due_on is None:
        return ""
    left = (due_on - clock.today()).days
    if left < 0:
        return _("超期 %(days)d 天") % {"days": -left}
    return _("还剩 %(days)d 天") % {"days": left} if left else _("今天到期")


def deadline(due_on: date | None, done_on: date | None = None) -> SafeString:
    """The deadline with its colour: late is red, due soon is orange, done is quiet."""
    text = deadline_text(due_on, done_on)
    if done_on is not None or due_on is None:
        return format_html('<span class="text-secondary">{}</span>', text or EMPTY)
    left = (due_on - clock.today()).days
    tone = "late" if left < 0 else "soon" if left <= SOON else "in-time"
    return format_html('<span class="{}" title="{}">{}</span>', tone, due_on.isoformat(), text)


def flagged(text: Any, flag: bool, word: Any) -> SafeString:
    """A text with a red word before it where the flag is set."""
    return format_html('<span class="badge-flag">{}</span> {}', word, text) if flag else format_html("{}", text)
