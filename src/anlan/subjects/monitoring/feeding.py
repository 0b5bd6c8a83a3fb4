"""Tokens of systems that push readings: given once, found by hash, ended by the next one or by closing the feed."""

import hashlib
import secrets
from datetime import timedelta
from typing import Any

from django.db import transaction

from anlan.base import clock
from anlan.base.audit.records import record
from anlan.subjects.monitoring.models import Feed

MARK = "anlan_feed_"
NOTED_EVERY = timedelta(minutes=1)


@transaction.atomic
def issue(feed: Feed, *, actor: Any) -> str:
    """A new token; the former one ends. Only its hash is kept, so it cannot be shown again."""
    secret = MARK + secrets.token_urlsafe(32)
    Feed.objects.filter(pk=feed.pk).update(digest=_digest(secret), issued_at=clock.now())
    record("feed.token", actor=actor, kind="feed", object_id=str(feed.pk), label=feed.name)
    return secret


def feed_of(secret: str) -> Feed | None:
    """The open feed of a token."""
    if not secret.startswith(MARK):
        return None
    return Feed.objects.filter(digest=_digest(secret), active=True).first()


def note_heard(feed: Feed) -> None:
    """To the minute."""
    moment = clock.now()
    if feed.heard_at is None or moment - feed.heard_at >= NOTED_EVERY:
        Feed.objects.filter(pk=feed.pk).update(heard_at=moment)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
