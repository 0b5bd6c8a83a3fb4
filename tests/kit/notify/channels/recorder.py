"""Servers of our own that write down what they were told: one speaks HTTP and answers as it is bidden, one SMTP."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Heard:
    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Recorder:
    """``answers`` by path without query: status, body and headers; anything else gets ``usual``."""

    usual: tuple[int, bytes, dict[str, str]] = (200, b"{}", {})
    answers: dict[str, tuple[int, bytes, dict[str, str]]] = field(default_factory=dict)
    heard: list[Heard] = field(default_factory=list)
    url: str = ""


@contextmanager
def recording() -> Iterator[Recorder]:
    recorder = Recorder()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            recorder.heard.append(Heard(self.command, self.path, dict(self.headers), body))
            status, said, headers = recorder.answers.get(self.path.partition("?")[0], recorder.usual)
            self.send_response(status)
            for name, value in {"Content-Length": str(len(said)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            try:
                self.wfile.write(said)
            except OSError:
                self.close_connection = True  # whoever asked has heard enough

        def do_GET(self) -> None:
            self.do_POST()

        def log_message(self, *arguments: Any) -> None:
            """Nothing is printed."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    recorder.url = f"http://127.0.0.1:{server.server_address[1]}/"
    try:
        yield recorder
    finally:
        server.shutdown()
        server.server_close()


@dataclass
class PostOffice:
    """``refused`` recipients with their code; ``hangs_up_on`` breaks off after that recipient's letter is in."""

    letters: list[str] = field(default_factory=list)
    refused: dict[str, int] = field(default_factory=dict)
    hangs_up_on: str = ""
    port: int = 0


@contextmanager
def a_post_office() -> Iterator[PostOffice]:
    office = PostOffice()

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.say("220 ready")
            recipient = ""
            while line := self.rfile.readline().decode().strip():
                verb = line.split(":")[0].split(" ")[0].upper()
                if verb == "RCPT":
                    recipient = line.partition("<")[2].partition(">")[0]
                    code = office.refused.get(recipient)
                    self.say(f"{code} not here" if code else "250 fine")
                elif verb == "DATA":
                    self.say("354 go on")
                    lines = []
                    while (text := self.rfile.readline().decode()) != ".\r\n":
                        lines.append(text)
                    office.letters.append("".join(lines))
                    if recipient == office.hangs_up_on:
                        return
                    self.say("250 taken")
                elif verb == "QUIT":
                    self.say("221 bye")
                    return
                else:
                    self.say("250 fine")

        def say(self, text: str) -> None:
            self.wfile.write(f"{text}\r\n".encode())

    class Server(socketserver.ThreadingTCPServer):
        allow_reuse_address = True
        daemon_threads = True

    server = Server(("127.0.0.1", 0), Handler)
    office.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield office
    finally:
        server.shutdown()
        server.server_close()
