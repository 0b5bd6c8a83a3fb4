"""A text-message provider of our own: a real HTTP server that checks signatures, keeps what it took, and misbehaves
as it is told. ``python tests/kit/notify/fake_gateway.py PORT`` runs it by itself for trials of killed processes.

It speaks both providers' shapes, and is written from their description, not from our adapters.
"""

import argparse
import base64
import hashlib
import hmac
import json
import random
import socket
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, quote

ACCESS_KEY_ID, ACCESS_KEY_SECRET = "demo-access", "demo-access-secret"
SECRET_ID, SECRET_KEY, APP_ID = "demo-id", "demo-id-secret", "1400000000"

# What it may do with one attempt: the usual; accept and hang; hang without accepting; accept and answer late; accept
# and break off; refuse with an error of its own; be too busy.
USUAL, HANG, NEVER, LATE, BREAK, ERROR, BUSY = "usual", "hang", "never", "late", "break", "error", "busy"


@dataclass
class Accepted:
    key: str
    address: str
    text: str
    id: str
    at: float


@dataclass
class FakeGateway:
    """``behave`` is asked once an attempt; ``dedups``: a key accepted before is not accepted again."""

    behave: Callable[[str, int], str] = lambda key, attempt: USUAL
    latency: float = 0.0
    late: float = 3.0
    dedups: bool = False
    can_be_asked: bool = True
    accepted: list[Accepted] = field(default_factory=list)
    attempts: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    repeated: int = 0
    bad_signatures: int = 0
    url: str = ""
    guard: threading.Lock = field(default_factory=threading.Lock)
    released: threading.Event = field(default_factory=threading.Event)

    def start(self, port: int = 0) -> str:
        gateway = self

        class Handler(_Handler):
            provider = gateway

        self.server = _Server(("127.0.0.1", port), Handler)
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return f"http://127.0.0.1:{self.server.server_address[1]}/"

    def stop(self) -> None:
        self.released.set()
        self.server.shutdown()
        self.server.server_close()

    def accept(self, key: str, address: str, text: str) -> tuple[str, str]:
        """How to behave, and the identity of the message, which is accepted unless the behaviour says no."""
        with self.guard:
            self.attempts[key] += 1
            how = self.behave(key, self.attempts[key])
            if how in (NEVER, ERROR, BUSY):
                return how, ""
            known = next((one for one in self.by_key.get(key, ())), None) if self.dedups else None
            if known is not None:
                self.repeated += 1
                return how, known.id
            one = Accepted(key, address, text, f"id-{len(self.accepted) + 1}", time.time())
            self.accepted.append(one)
            self.by_key.setdefault(key, []).append(one)
            self.by_address.setdefault(address, []).append(one)
            return how, one.id

    def __post_init__(self) -> None:
        self.by_key: dict[str, list[Accepted]] = {}
        self.by_address: dict[str, list[Accepted]] = {}

    def sent_to(self, address: str) -> list[Accepted]:
        with self.guard:
            self.asked[address] += 1
            return list(self.by_address.get(address, ())) if self.can_be_asked else []


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients are killed here in the middle of their sentence; that is what this is for."""


class _Handler(BaseHTTPRequestHandler):
    provider: FakeGateway
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.headers.get("X-TC-Action"):
            self._tencent(body)
        else:
            self._aliyun(body)

    def do_GET(self) -> None:
        with self.provider.guard:
            found = {key: len(ones) for key, ones in self.provider.by_key.items()}
            self._say(
                {"accepted": found, "repeated": self.provider.repeated, "attempts": self.provider.attempts.total()}
            )

    def log_message(self, *arguments: Any) -> None:
        """Nothing is printed."""

    def _aliyun(self, body: bytes) -> None:
        asked = dict(parse_qsl(body.decode(), keep_blank_values=True))
        given = asked.pop("Signature", "")
        query = "&".join(f"{_enc(name)}={_enc(value)}" for name, value in sorted(asked.items()))
        text = "POST&%2F&" + _enc(query)
        digest = hmac.new((ACCESS_KEY_SECRET + "&").encode(), text.encode(), hashlib.sha1).digest()
        if asked.get("AccessKeyId") != ACCESS_KEY_ID or given != base64.b64encode(digest).decode():
            self.provider.bad_signatures += 1
            self._say({"Code": "SignatureDoesNotMatch", "Message": "bad"}, 400)
        elif asked["Action"] == "SendSms":
            content = json.loads(asked["TemplateParam"])["content"]
            how, number = self.provider.accept(asked["OutId"], asked["PhoneNumbers"], content)
            self._answer(how, {"Code": "OK", "Message": "OK", "BizId": number, "RequestId": "r"})
        elif asked["Action"] == "QuerySendDetails":
            held = [
                {"OutId": one.key, "BizId": one.id, "SendStatus": 1, "PhoneNum": one.address}
                for one in self.provider.sent_to(asked["PhoneNumber"])
            ]
            self._say({"Code": "OK", "TotalCount": str(len(held)), "SmsSendDetailDTOs": {"SmsSendDetailDTO": held}})
        else:
            self._answer(self.provider.behave("check", 1), {"Code": "OK", "Message": "OK"})

    def _tencent(self, body: bytes) -> None:
        if not self._tc3_fits(body):
            self.provider.bad_signatures += 1
            self._say({"Response": {"Error": {"Code": "AuthFailure.SignatureFailure", "Message": "bad"}}})
            return
        asked, action = json.loads(body), self.headers["X-TC-Action"]
        if action == "SendSms":
            phone = asked["PhoneNumberSet"][0].removeprefix("+86")
            how, number = self.provider.accept(asked["SessionContext"], phone, asked["TemplateParamSet"][0])
            status = {
                "SerialNo": number,
                "PhoneNumber": f"+86{phone}",
                "Fee": 1,
                "Code": "Ok",
                "Message": "send success",
            }
            self._answer(how, {"Response": {"SendStatusSet": [status], "RequestId": "r"}})
        elif action == "PullSmsSendStatusByPhoneNumber":
            found = self.provider.sent_to(asked["PhoneNumber"].removeprefix("+86"))
            held = [{"SerialNo": one.id, "SessionContext": one.key, "ReportStatus": "SUCCESS"} for one in found]
            self._say({"Response": {"PullSmsSendStatusSet": held, "RequestId": "r"}})
        else:
            self._answer(self.provider.behave("check", 1), {"Response": {"RequestId": "r"}})

    def _tc3_fits(self, body: bytes) -> bool:
        said = self.headers.get("Authorization", "")
        stamp = int(self.headers.get("X-TC-Timestamp", 0))
        day = time.strftime("%Y-%m-%d", time.gmtime(stamp))
        kind, host = self.headers["Content-Type"], self.headers["Host"]
        request = "\n".join(
            ("POST", "/", "", f"content-type:{kind}", f"host:{host}", "", "content-type;host", _sha(body))
        )
        text = "\n".join(("TC3-HMAC-SHA256", str(stamp), f"{day}/sms/tc3_request", _sha(request.encode())))
        secret = ("TC3" + SECRET_KEY).encode()
        for part in (day, "sms", "tc3_request", text):
            secret = hmac.new(secret, part.encode(), hashlib.sha256).digest()
        return f"Credential={SECRET_ID}/{day}/sms/tc3_request" in said and said.endswith(f"Signature={secret.hex()}")

    def _answer(self, how: str, body: dict[str, Any]) -> None:
        provider = self.provider
        if provider.latency:
            time.sleep(provider.latency)
        if how in (HANG, NEVER):
            provider.released.wait(60)
            self.close_connection = True
        elif how == BREAK:
            self.connection.shutdown(socket.SHUT_RDWR)
            self.close_connection = True
        elif how in (ERROR, BUSY):
            self._say({}, 500 if how == ERROR else 503)
        else:
            if how == LATE:
                provider.released.wait(provider.late)
            self._say(body)

    def _say(self, body: Any, status: int = 200) -> None:
        text = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)


def _enc(text: str) -> str:
    return quote(text, safe="-_.~")


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def troublesome(seed: int, share: float) -> Callable[[str, int], str]:
    """Misbehaves in that share of the first two attempts at a message, in every way it knows."""
    chance = random.Random(seed)

    def behave(key: str, attempt: int) -> str:
        if attempt > 2 or chance.random() >= share:
            return USUAL
        return chance.choice((HANG, NEVER, LATE, BREAK, ERROR, BUSY))

    return behave


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("port", type=int)
    parser.add_argument("--latency", type=float, default=0.0)
    parser.add_argument("--late", type=float, default=2.0)
    parser.add_argument("--share", type=float, default=0.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--dedups", action="store_true")
    options = parser.parse_args()
    behave = troublesome(options.seed, options.share)
    gateway = FakeGateway(behave, options.latency, options.late, options.dedups, not options.dedups)
    print(gateway.start(options.port), flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
