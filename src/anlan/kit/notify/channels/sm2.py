"""SM2 signatures over SM3 digests (GB/T 32918-2016), which the emergency broadcast wants, on the recommended curve.

Pure functions, not made against somebody who measures time on this machine.
"""

import secrets

from cryptography.hazmat.primitives.hashes import SM3, Hash

P = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF
A = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFC
B = 0x28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93
N = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123
G = (
    0x32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7,
    0xBC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0,
)
IDENTITY = b"1234567812345678"
SIZE = 32
Point = tuple[int, int] | None


def public_key(private: int) -> tuple[int, int]:
    found = _times(private, G)
    if found is None or not 0 < private < N - 1:
        raise ValueError("not a private key of this curve")
    return found


def sign(private: int, message: bytes, *, identity: bytes = IDENTITY, nonce: int | None = None) -> bytes:
    """Sixty-four octets, r and s. A ``nonce`` is given by tests only."""
    digest = _digest(public_key(private), message, identity)
    while True:
        k = nonce or secrets.randbelow(N - 1) + 1
        r = (digest + (_times(k, G) or G)[0]) % N  # k lies within the order, so there always is a point
        s = pow(1 + private, -1, N) * (k - r * private) % N
        if r and s and r + k != N:
            return r.to_bytes(SIZE, "big") + s.to_bytes(SIZE, "big")
        if nonce:
            raise ValueError("this nonce gives no signature")


def verify(public: tuple[int, int], message: bytes, signature: bytes, *, identity: bytes = IDENTITY) -> bool:
    if len(signature) != 2 * SIZE or not _on_curve(public):
        return False
    r, s = int.from_bytes(signature[:SIZE], "big"), int.from_bytes(signature[SIZE:], "big")
    t = (r + s) % N
    if not (0 < r < N and 0 < s < N and t):
        return False
    point = _plus(_times(s, G), _times(t, public))
    return point is not None and (_digest(public, message, identity) + point[0]) % N == r


def _digest(public: tuple[int, int], message: bytes, identity: bytes) -> int:
    """Over the signer's identity, the curve, the key and the message."""
    numbers = b"".join(number.to_bytes(SIZE, "big") for number in (A, B, *G, *public))
    signer = _sm3((len(identity) * 8).to_bytes(2, "big") + identity + numbers)
    return int.from_bytes(_sm3(signer + message), "big")


def _sm3(data: bytes) -> bytes:
    digest = Hash(SM3())
    digest.update(data)
    return digest.finalize()


def _on_curve(point: tuple[int, int]) -> bool:
    x, y = point
    return 0 <= x < P and 0 <= y < P and (y * y - (x * x * x + A * x + B)) % P == 0


def _times(number: int, point: Point) -> Point:
    found: Point = None
    for bit in f"{number:b}":
        found = _plus(found, found)
        if bit == "1":
            found = _plus(found, point)
    return found


def _plus(one: Point, other: Point) -> Point:
    if one is None or other is None:
        return one or other
    if one[0] == other[0]:
        if (one[1] + other[1]) % P == 0:
            return None
        slope = (3 * one[0] * one[0] + A) * pow(2 * one[1], -1, P)
    else:
        slope = (other[1] - one[1]) * pow(other[0] - one[0], -1, P)
    x = (slope * slope - one[0] - other[0]) % P
    return x, (slope * (one[0] - x) - one[1]) % P
