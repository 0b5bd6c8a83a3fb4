"""How many wrong links one address may try in a while; counted in the database, so that all processes know."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest

from anlan.base import clock
from anlan.base.audit.context import client_address
from anlan.kit.notify.reaching import Guess

MOST = 20
WITHIN = timedelta(minutes=10)


def refused(request: HttpRequest) -> bool:
    """Has this address tried too many wrong links lately?"""
    since = clock.now() - WITHIN
    wrong: Any = Guess.objects.filter(address=client_address(request), at__gt=since)
    return bool(wrong.count() >= MOST)


def count(request: HttpRequest) -> None:
    """One more wrong link from this address; what is older than the limit's time is forgotten."""
    Guess.objects.filter(at__lte=clock.now() - WITHIN).delete()
    Guess.objects.create(address=client_address(request)[:60])
