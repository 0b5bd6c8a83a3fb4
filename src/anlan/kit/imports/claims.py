"""Who works on a session: one worker at a time, by a number that grows with each claim. It must not know the work."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import F, Q

from anlan.base import clock
from anlan.kit.imports.models import ImportSession

LEASE = timedelta(seconds=90)


class ClaimLost(Exception):
    """Another worker has taken the session over, or its state has moved on; nothing more may be written."""


@dataclass(frozen=True)
class Claim:
    """The right to work on one session in one state."""

    session_id: int
    attempt: int
    state: str

    @contextmanager
    def hold(self) -> Iterator[ImportSession]:
        """A transaction with the session's row locked. Raises ``ClaimLost`` when it is no longer ours."""
        with transaction.atomic():
            session = (
                ImportSession.objects.select_for_update()
                .filter(pk=self.session_id, attempt=self.attempt, state=self.state)
                .first()
            )
            if session is None:
                raise ClaimLost
            yield session

    def tell(self, progress: int, words: str) -> None:
        """Show how far the work is, outside any transaction, and prolong the claim."""
        told = ImportSession.objects.filter(pk=self.session_id, attempt=self.attempt, state=self.state).update(
            progress=progress, progress_words=str(words)[:100], leased_until_at=clock.now() + LEASE
        )
        if not told:
            raise ClaimLost


def free() -> Q:
    """Sessions that nobody works on."""
    return Q(leased_until_at=None) | Q(leased_until_at__lte=clock.now())


def claim(session_id: int, sources: tuple[str, ...], state: str) -> Claim | None:
    """Take a session that stands in one of the states and that nobody works on, and put it into ``state``."""
    rows = ImportSession.objects.filter(free(), pk=session_id, state__in=sources)
    with transaction.atomic():
        taken = rows.update(
            attempt=F("attempt") + 1, state=state, leased_until_at=clock.now() + LEASE, progress=0, progress_words=""
        )
        if not taken:
            return None
        attempt = ImportSession.objects.values_list("attempt", flat=True).get(pk=session_id)
    return Claim(session_id, attempt, state)
