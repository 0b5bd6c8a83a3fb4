"""Signs what programs tell each other with HMAC-SHA256 over moment and body, so that nobody can alter or replay it."""

import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime

MOMENT, SIGNATURE, KEY = "X-Anlan-Timestamp", "X-Anlan-Signature", "Idempotency-Key"
WINDOW_SECONDS = 300


def signed(secret: str, moment: datetime, body: bytes) -> dict[str, str]:
    """The headers of a signed request."""
    stamp = str(int(moment.timestamp()))
    return {MOMENT: stamp, SIGNATURE: f"sha256={_mac(secret, stamp, body)}"}


def fits(secret: str, headers: Mapping[str, str], body: bytes, moment: datetime) -> bool:
    """Was it signed with the secret within the last few minutes? Never without a secret."""
    stamp, given = headers.get(MOMENT, ""), headers.get(SIGNATURE, "")
    if not secret or not stamp.isascii() or not stamp.isdigit() or len(stamp) > len("9999999999"):
        return False
    if abs(moment.timestamp() - int(stamp)) > WINDOW_SECONDS:
        return False
    return hmac.compare_digest(given.encode("utf-8", "replace"), f"sha256={_mac(secret, stamp, body)}".encode())


def _mac(secret: str, stamp: str, body: bytes) -> str:
    return hmac.new(secret.encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()
