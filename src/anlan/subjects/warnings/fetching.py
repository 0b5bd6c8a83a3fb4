"""Asking feeds for messages: named hosts only, a time-out, a limit of size, no redirection, patience."""

import logging
from datetime import timedelta
from urllib.parse import urljoin, urlsplit

import httpx
from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.subjects.warnings import intake
from anlan.subjects.warnings.cap.reading import MOST_BYTES
from anlan.subjects.warnings.choices import Door
from anlan.subjects.warnings.models import Intake, WarningFeed

log = logging.getLogger("anlan.warnings")

TIMEOUT = httpx.Timeout(10.0, connect=5.0)
MOST_SECONDS = 30.0
LONGEST_PAUSE = timedelta(hours=1)
MOST_LINKS = 100  # asked for in one round; the rest next time
HEADERS = {"User-Agent": "Anlan", "Accept": "application/cap+xml, application/atom+xml, application/xml, text/xml"}


class Unanswered(Exception):
    """The address gave nothing that we take; the text says why."""


def due() -> list[WarningFeed]:
    """Feeds whose turn has come."""
    return list(WarningFeed.objects.filter(active=True, next_at__lte=clock.now()).order_by("next_at")[:20])


def allowed(feed: WarningFeed, address: str) -> bool:
    """Is the address on a host that this feed may ask, and over HTTP?"""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").lower()
    except ValueError:
        return False
    named = {item.strip().lower() for item in feed.hosts.replace("，", ",").split(",") if item.strip()}
    return parts.scheme in ("http", "https") and bool(host) and host in named


def ask(feed: WarningFeed) -> int:
    """One round: how many new messages. The next round is set here, further off after each failure."""
    now = clock.now()
    try:
        count = _round(feed)
    except Unanswered as failed:
        feed.failures += 1
        feed.error = str(failed)[:300]
        pause = min(timedelta(minutes=feed.every_minutes) * 2 ** min(feed.failures, 10), LONGEST_PAUSE)
        log.warning("warning feed %s: %s", feed.pk, failed)
        count = 0
    else:
        feed.failures, feed.error, pause = 0, "", timedelta(minutes=max(feed.every_minutes, 1))
    WarningFeed.objects.filter(pk=feed.pk).update(
        asked_at=now, next_at=now + pause, failures=feed.failures, error=feed.error, etag=feed.etag
    )
    return count


def _round(feed: WarningFeed) -> int:
    with httpx.Client(timeout=TIMEOUT, follow_redirects=False, headers=HEADERS, trust_env=False) as client:
        data, etag = _get(client, feed, feed.address, etag=feed.etag)
        if data is None:
            return 0
        before = Intake.objects.filter(feed=feed).count()
        taken = intake.receive(data, door=Door.FEED, name=feed.address, feed=feed)
        wanted = [urljoin(feed.address, link) for link in taken.links]
        known = set(Intake.objects.filter(feed=feed, name__in=wanted).values_list("name", flat=True))
        fresh = [link for link in wanted if link not in known]
        lost = _links(client, feed, fresh[:MOST_LINKS])
        if len(fresh) <= MOST_LINKS and not lost:
            feed.etag = etag  # a list that was not read to its end is asked for again in full
        return Intake.objects.filter(feed=feed).count() - before


def _links(client: httpx.Client, feed: WarningFeed, links: list[str]) -> int:
    """Each link is its own message: one that fails holds up no other. Returns how many are to be asked again."""
    lost = 0
    for link in links:
        try:
            data, _etag = _get(client, feed, link)
        except Unanswered as failed:
            log.warning("warning feed %s: %s: %s", feed.pk, link, failed)
            lost += allowed(feed, link)
            continue
        if data is not None:
            intake.receive(data, door=Door.FEED, name=link, feed=feed)
    return lost


def _get(client: httpx.Client, feed: WarningFeed, address: str, *, etag: str = "") -> tuple[bytes | None, str]:
    """The bytes at an address and their version mark; ``None`` where nothing is new. Raises ``Unanswered``."""
    if not allowed(feed, address):
        raise Unanswered(_("地址不在允许的主机里：%(address)s") % {"address": address[:200]})
    begun = clock.now()
    try:
        with client.stream("GET", address, headers={"If-None-Match": etag} if etag else {}) as answer:
            if answer.status_code == httpx.codes.NOT_MODIFIED:
                return None, etag
            if answer.status_code != httpx.codes.OK:
                raise Unanswered(_("对方应答 %(status)d。") % {"status": answer.status_code})
            data = bytearray()
            for piece in answer.iter_bytes():
                data += piece
                if len(data) > MOST_BYTES:
                    raise Unanswered(_("应答超过 %(most)d MB。") % {"most": MOST_BYTES // 2**20})
                if (clock.now() - begun).total_seconds() > MOST_SECONDS:
                    raise Unanswered(_("对方应答太慢，超过 %(most)d 秒。") % {"most": int(MOST_SECONDS)})
            return bytes(data), answer.headers.get("etag", "")[:200]
    except httpx.TimeoutException:
        raise Unanswered(_("连接超时。")) from None
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as wrong:
        raise Unanswered(_("连接失败：%(why)s") % {"why": type(wrong).__name__}) from None
