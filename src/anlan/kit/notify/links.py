"""The short signed address under which one person answers one notice without signing in.

96 bits of HMAC over whose it is; it ends with the notice, at the latest after ``LIFE``. Only the row that it names can
be read by it. It must not know how the page behind it looks.
"""

import base64
import hashlib
import hmac
from datetime import datetime, timedelta
from functools import lru_cache

from django.conf import settings

from anlan.base import clock
from anlan.kit.notify.models import Addressee

LIFE = timedelta(days=3)
MAC_BYTES = 12
LONGEST = 40
_PURPOSE = b"anlan.notify.links"
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def path_for(addressee: Addressee) -> str:
    """``/a/<token>``."""
    return f"/a/{token_for(addressee)}"


def address_for(addressee: Addressee) -> str:
    """The whole address, as it stands in a message."""
    return f"{settings.ANLAN_ADDRESS}{path_for(addressee)}"


def token_for(addressee: Addressee) -> str:
    """The key in base 36, a hyphen, 16 characters of signature."""
    key = _keys()[0]
    return f"{_in_base36(addressee.pk)}-{_mac(key, addressee.pk, addressee.notice_id, addressee.person_id)}"


def find(token: str) -> Addressee | None:
    """The addressee whose token this is, with notice and person; also after its end, see ``ended``."""
    number, _hyphen, mac = token.partition("-")
    if len(token) > LONGEST or not number or len(number) > 12 or set(number) - set(_DIGITS):
        return None
    addressee = (
        Addressee.objects.select_related("notice", "person", "unit", "instead_of__person")
        .filter(pk=int(number, 36) % 2**63)
        .first()
    )
    owner = (addressee.pk, addressee.notice_id, addressee.person_id) if addressee else (0, 0, 0)
    fits = [hmac.compare_digest(_mac(key, *owner).encode(), mac.encode()) for key in _keys()]
    return addressee if addressee is not None and any(fits) else None


def addressee_of(token: str) -> Addressee | None:
    """The addressee while the link may be used; ``None`` for a wrong and for an ended one."""
    addressee = find(token)
    return None if addressee is None or ended(addressee) else addressee


def ends_at(addressee: Addressee) -> datetime:
    """Until when the link may be used."""
    latest = (addressee.called_at or addressee.notice.created_at) + LIFE
    return min(addressee.notice.expires_at or latest, latest)


def ended(addressee: Addressee) -> bool:
    """Is the link over?"""
    return ends_at(addressee) <= clock.now()


def _keys() -> tuple[bytes, ...]:
    """The present key first, then those that were replaced and still stand in messages under way."""
    return _made_of((str(settings.SECRET_KEY), *settings.ANLAN_OLD_SECRET_KEYS))


@lru_cache(maxsize=8)
def _made_of(secrets: tuple[str, ...]) -> tuple[bytes, ...]:
    return tuple(hashlib.sha256(_PURPOSE + secret.encode()).digest() for secret in secrets)


def _mac(key: bytes, addressee: int, notice: int, person: int) -> str:
    digest = hmac.digest(key, b"%d.%d.%d" % (addressee, notice, person), "sha256")
    return base64.urlsafe_b64encode(digest[:MAC_BYTES]).decode()


def _in_base36(number: int) -> str:
    made = ""
    while True:
        number, digit = divmod(number, 36)
        made = _DIGITS[digit] + made
        if not number:
            return made
