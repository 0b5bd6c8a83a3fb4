"""A GSM modem of our own behind a port of the network (as a serial server offers one): it keeps what it was told to
send and holds what came in. It reads messages by a reading of the standard of its own.
"""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Sent:
    address: str
    text: str
    header: bytes
    wants_report: bool


@dataclass
class FakeModem:
    """``refuses`` numbers with a network's cause; ``dumb_after``: says nothing more after so many texts."""

    sent: list[Sent] = field(default_factory=list)
    memory: dict[int, str] = field(default_factory=dict)
    refuses: dict[str, int] = field(default_factory=dict)
    dumb_after: int | None = None
    registered: bool = True
    device: str = ""
    reference: int = 40


def read_submit(pdu: str) -> Sent:
    raw = bytes.fromhex(pdu)
    raw = raw[1 + raw[0] :]
    first, count = raw[0], raw[2]
    size = (count + 1) // 2
    swapped = raw[4 : 4 + size].hex()
    digits = "".join(b + a for a, b in zip(swapped[::2], swapped[1::2], strict=True)).rstrip("f")
    rest = raw[4 + size :]
    assert rest[1] == 0x08, "sixteen bits a sign"
    content = rest[4 : 4 + rest[3]]
    assert len(content) == rest[3]
    assert len(content) <= 140
    header = content[: content[0] + 1] if first & 0x40 else b""
    return Sent(digits, content[len(header) :].decode("utf-16-be"), header, bool(first & 0x20))


class _Handler(socketserver.StreamRequestHandler):
    modem: FakeModem

    def handle(self) -> None:
        while command := self._until(b"\r"):
            if command.startswith("AT+CMGS="):
                self.wfile.write(b"\r\n> ")
                self._take(self._until(b"\x1a"), int(command.partition("=")[2]))
            else:
                self._obey(command)

    def _until(self, end: bytes) -> str:
        found = b""
        while not found.endswith(end):
            byte = self.rfile.read(1)
            if not byte:
                return ""
            found += byte
        return found[:-1].decode().strip()

    def _obey(self, command: str) -> None:
        if command == "AT+CMGL=4":
            for place, pdu in self.modem.memory.items():
                self._say(f"+CMGL: {place},0,,{len(pdu) // 2}", pdu)
        elif command.startswith("AT+CMGD="):
            del self.modem.memory[int(command.partition("=")[2])]
        elif command == "AT+CREG?":
            self._say(f"+CREG: 0,{1 if self.modem.registered else 2}")
        elif command == "AT+CSQ":
            self._say("+CSQ: 23,99")
        elif command == "AT+CPIN?":
            self._say("+CPIN: READY")
        self._say("OK")

    def _take(self, pdu: str, length: int) -> None:
        found = read_submit(pdu)
        assert length == len(pdu) // 2 - 1
        if found.address.removeprefix("86") in self.modem.refuses:
            self._say(f"+CMS ERROR: {self.modem.refuses[found.address.removeprefix('86')]}")
            return
        self.modem.sent.append(found)
        if self.modem.dumb_after is not None and len(self.modem.sent) > self.modem.dumb_after:
            return
        self.modem.reference += 1
        self._say(f"+CMGS: {self.modem.reference}", "", "OK")

    def _say(self, *lines: str) -> None:
        self.wfile.write("".join(f"\r\n{line}\r\n" for line in lines).encode())


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


@contextmanager
def a_modem() -> Iterator[FakeModem]:
    modem = FakeModem()
    server = _Server(("127.0.0.1", 0), type("Handler", (_Handler,), {"modem": modem}))
    modem.device = f"socket://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield modem
    finally:
        server.shutdown()
        server.server_close()
