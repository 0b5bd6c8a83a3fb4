"""What people send or press back, read into answers; what nobody can read is kept aside and shown, never dropped.

The doors (webhooks, the modem) authenticate whoever delivers a reply before they call here.
"""

import re
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q

from anlan.base import clock, text
from anlan.kit.notify.answering import answer_notice
from anlan.kit.notify.choices import Door, NoticeState, Rule, Word
from anlan.kit.notify.models import Addressee, Contact, Delivery, Reply
from anlan.kit.notify.wording import CODES

LONGEST_WAY_BACK = 3  # days after which a number's reply is no longer taken for an answer

WORDS: dict[str, Word] = {
    **CODES,
    "明白": Word.UNDERSTOOD, "收到": Word.UNDERSTOOD, "知道了": Word.UNDERSTOOD, "已收到": Word.UNDERSTOOD,
    "好的": Word.UNDERSTOOD, "已知晓": Word.UNDERSTOOD, "ok": Word.UNDERSTOOD,
    "已到位": Word.ARRIVED, "到位": Word.ARRIVED, "已到达": Word.ARRIVED, "到了": Word.ARRIVED, "已到": Word.ARRIVED,
    "需要支援": Word.NEED_HELP, "需支援": Word.NEED_HELP, "支援": Word.NEED_HELP, "求助": Word.NEED_HELP,
    "无法到达": Word.UNABLE, "不能到达": Word.UNABLE, "去不了": Word.UNABLE, "来不了": Word.UNABLE,
    "已出发": Word.ON_THE_WAY, "出发": Word.ON_THE_WAY, "在路上": Word.ON_THE_WAY,
}  # fmt: skip
STOP = frozenset({"stop", "退订", "td", "t", "n", "取消订阅"})
START = frozenset({"start", "恢复订阅", "恢复", "订阅"})

_EDGES = re.compile(r"^[\s\"'“”‘’【\[(（<《。，,.!！、:：]+|[\s\"'“”‘’】\])）>》。，,.!！、~～]+$")
_CODE = re.compile(r"^([1-9])(?:[\s.、,，:：]*(.*))?$", re.DOTALL)


def read(sent: str) -> tuple[Word | None, str]:
    """The answer and what else was written; ``None`` where nothing can be read for certain."""
    plain = _plain(sent)
    if plain in WORDS:
        return WORDS[plain], ""
    found = _CODE.match(plain)
    if found and found[1] in CODES:
        rest = (found[2] or "").strip()
        if not rest or WORDS.get(rest) == CODES[found[1]]:
            return CODES[found[1]], ""
        if not rest[0].isdigit() and WORDS.get(rest) is None:
            return CODES[found[1]], rest[:200]
    return None, ""


def take_reply(address: str, sent: str, at: datetime, key: str, door: str = Door.SMS) -> Reply:
    """Keep what came from a number and act on it; the same key is taken once."""
    standing = Reply.objects.filter(key=key).first()
    if standing is not None:
        return standing
    try:
        with transaction.atomic():
            return _take(address, sent, at, key, door)
    except IntegrityError:
        return Reply.objects.get(key=key)


def addressee_of(address: str, moment: datetime) -> Addressee | None:
    """Whom a reply from this number is for: the latest notice sent to it that still waits for an answer, else the
    latest at all."""
    since = moment - timedelta(days=LONGEST_WAY_BACK)
    sent = (
        Delivery.objects.filter(address=address, addressee__isnull=False, sent_at__gte=since)
        .exclude(notice__rule=Rule.NONE)
        .order_by("-sent_at", "-id")
    )
    states = (NoticeState.OPEN, NoticeState.EXHAUSTED)
    unanswered = Q(notice__state__in=states, addressee__answered_at=None, addressee__covered_at=None)
    for condition in (unanswered, Q(notice__state__in=states), Q()):
        found = sent.filter(condition).select_related("addressee__notice").first()
        if found is not None:
            return found.addressee
    return None


def settle_aside(reply: Reply, *, actor: object) -> None:
    """Somebody has looked at an unread reply."""
    Reply.objects.filter(pk=reply.pk, handled_at=None).update(handled_at=clock.now(), handled_by=actor)


def _take(address: str, sent: str, at: datetime, key: str, door: str) -> Reply:
    number = address.strip()
    plain = _plain(sent)
    reply = Reply(key=key, address=number, text=sent[:500], at=at, door=door)
    if door == Door.SMS and (plain in STOP or plain in START):
        Contact.objects.get_or_create(address=number)
        Contact.objects.filter(address=number).update(stopped_at=at if plain in STOP else None)
        reply.word = "stop" if plain in STOP else "start"
        reply.save(force_insert=True)
        return reply
    word, rest = read(sent)
    addressee = addressee_of(number, at)
    reply.addressee, reply.word = addressee, word or ""
    reply.aside = word is None or addressee is None
    reply.save(force_insert=True)
    Contact.objects.get_or_create(address=number)
    Contact.objects.filter(address=number).update(verified_at=at, failures=0)
    if addressee is not None and word is not None:
        answer_notice(addressee, word, door=door, key=f"reply-{key}"[:120], note=rest, at=at)
    elif addressee is not None:
        answer_notice(addressee, Word.SEEN, door=door, key=f"reply-{key}"[:120], at=at)
    return reply


def _plain(sent: str) -> str:
    """Full width to half width, no blanks or marks at the ends, small letters."""
    plain = text.normalise(sent.replace("\x00", "")).lower()
    while (shorter := _EDGES.sub("", plain)) != plain:
        plain = shorter
    return plain
