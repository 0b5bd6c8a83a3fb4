"""Secrets at rest: sealed with a key made of ``SECRET_KEY``, so that a copy of the database alone betrays none.

It must not know what a secret is for. ``ANLAN_OLD_SECRET_KEYS`` still opens what was sealed before the key changed;
``reseal`` seals such a text anew.
"""

import base64
import hashlib
import logging
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Self

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import models

log = logging.getLogger("anlan.secrets")

MARK = "sealed1:"  # which way of sealing; what stands without it was written before texts were sealed
_INFO = b"anlan.secrets.v1"


class Unreadable(str):
    """What stands in place of a secret that no known key opens: empty, so that nothing is ever checked against it."""

    __slots__ = ()

    def __new__(cls) -> Self:
        return super().__new__(cls, "")


def seal(text: str) -> str:
    """The text sealed with the present key; an empty one stays empty."""
    return MARK + _fernet().encrypt(text.encode()).decode() if text else ""


def unseal(sealed: str) -> str:
    """The text that was sealed with the present key or an old one; ``Unreadable`` where none fits."""
    if not sealed.startswith(MARK):
        return sealed
    try:
        return _fernet().decrypt(sealed.removeprefix(MARK).encode()).decode()
    except InvalidToken:
        log.error("a sealed secret fits none of the keys; set ANLAN_OLD_SECRET_KEYS to the key it was sealed with")
        return Unreadable()


def reseal(sealed: str) -> str:
    """The same secret under the present key; unchanged where no key opens it."""
    text = unseal(sealed)
    return sealed if isinstance(text, Unreadable) else seal(text)


def _fernet() -> MultiFernet:
    return _fernet_of((settings.SECRET_KEY, *getattr(settings, "ANLAN_OLD_SECRET_KEYS", ())))


@lru_cache(maxsize=8)
def _fernet_of(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(_derived(key)) for key in keys if key])


def _derived(key: str) -> bytes:
    """32 bytes for Fernet. Secret keys are long and random, so no slow derivation is needed."""
    material = hashlib.sha256(key.encode()).digest()
    return base64.urlsafe_b64encode(HKDF(SHA256(), 32, salt=None, info=_INFO).derive(material))


if TYPE_CHECKING:
    TextField = models.TextField[str, str]
else:
    TextField = models.TextField


class SealedTextField(TextField):
    """Plain text in Python, sealed in the database. It cannot be searched: the same text is sealed differently."""

    def get_prep_value(self, value: Any) -> Any:
        text = super().get_prep_value(value)
        return seal(text) if text else text

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        return value if value is None else unseal(value)
