"""Leases with versions: one holder at a time across processes, by one conditional UPDATE. Knows no part."""

import os
import secrets
import socket
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F

from anlan.base import clock
from anlan.kit.engine.models import Lease


class LeaseLost(Exception):
    """Another holder has taken over; whatever is not committed must be given up."""


@dataclass(frozen=True, slots=True)
class Held:
    name: str
    holder: str
    version: int

    def confirm(self) -> None:
        """Call within a transaction before its last write: locks the lease's row and raises if it is no longer ours.

        Nobody can take over until that transaction ends, so its writes cannot mix with a successor's.
        """
        if not Lease.objects.select_for_update().filter(name=self.name, version=self.version).exists():
            raise LeaseLost(self.name)


def new_holder() -> str:
    """A name for this process: host, process and a random part, as process numbers come back."""
    return f"{socket.gethostname()[:60]}:{os.getpid()}:{secrets.token_hex(4)}"


def acquire(name: str, holder: str, seconds: float, moment: datetime | None = None) -> Held | None:
    """The lease if it is free or has run out, otherwise None."""
    moment = moment or clock.now()
    until_at = moment + timedelta(seconds=seconds)
    taken = Lease.objects.filter(name=name, until_at__lte=moment).update(
        holder=holder, version=F("version") + 1, until_at=until_at
    )
    if taken:
        return Held(name, holder, Lease.objects.values_list("version", flat=True).get(name=name, holder=holder))
    if Lease.objects.filter(name=name).exists():
        return None
    try:
        with transaction.atomic():
            Lease.objects.create(name=name, holder=holder, version=1, until_at=until_at)
    except IntegrityError:
        return None
    return Held(name, holder, 1)


def renew(held: Held, seconds: float, moment: datetime | None = None) -> bool:
    """Prolongs the lease; False when another holder has it."""
    until_at = (moment or clock.now()) + timedelta(seconds=seconds)
    return bool(Lease.objects.filter(name=held.name, version=held.version).update(until_at=until_at))


def release(held: Held, moment: datetime | None = None) -> bool:
    """Lets the next one work at once; False when another holder had it already."""
    free = Lease.objects.filter(name=held.name, version=held.version)
    return bool(free.update(holder="", until_at=moment or clock.now()))
