"""A conversation with a GSM modem by AT commands, in PDU mode. It must not know why anything is said."""

import re
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import Any

import serial
from django.utils.translation import gettext as _

from anlan.kit.notify.channels.adapters import GatewayTrouble
from anlan.kit.notify.channels.pdu import Submit

BAUD = 115_200
ANSWER_SECONDS = 5.0
OPEN_SECONDS = 8.0
_END = "\x1a"
_ENDS = ("OK", "ERROR", "+CME ERROR", "+CMS ERROR", "NO CARRIER")
_guards: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)


class Refusal(Exception):
    """The modem or the network said no; ``code`` is the network's, or -1."""

    def __init__(self, line: str) -> None:
        super().__init__(line)
        found = re.search(r"ERROR: (\d+)", line)
        self.code = int(found[1]) if found else -1


class Modem:
    """An open port on which the modem has been made ready."""

    def __init__(self, port: Any, seconds: float) -> None:
        self.port, self.seconds = port, seconds
        self.aside: list[str] = []
        self._rest = b""

    def get_ready(self) -> None:
        self.port.reset_input_buffer()
        for command in ("ATE0", "AT+CMEE=1", "AT+CMGF=0"):
            self.say(command)
        try:
            self.say("AT+CNMI=2,1,0,2,0")  # texts and reports are kept until they are read
        except Refusal:
            self.say("AT+CNMI=2,1,0,1,0")

    def say(self, command: str, seconds: float = ANSWER_SECONDS) -> list[str]:
        """The lines of the answer without its end. Raises ``Refusal`` or ``GatewayTrouble``."""
        self._write(f"{command}\r")
        return self._answer(command, seconds)

    def send(self, submit: Submit) -> int:
        """The network's reference. Raises ``GatewayTrouble`` that is unsure once the text has been given over."""
        self._write(f"AT+CMGS={submit.length}\r")
        self._prompt()
        try:
            self._write(submit.pdu + _END)
            lines = self._answer("", self.seconds)
        except GatewayTrouble as problem:
            raise GatewayTrouble(_("短信猫没有确认，结果不明"), unsure=True) from problem
        for line in lines:
            if line.startswith("+CMGS:"):
                return int(line.partition(":")[2].split(",")[0])
        raise GatewayTrouble(_("短信猫没有给出编号，结果不明"), unsure=True)

    def kept(self) -> list[tuple[int, str]]:
        """What lies in its memory: place and PDU."""
        lines = self.say("AT+CMGL=4", self.seconds)
        found = []
        for head, pdu in pairwise(lines):
            if head.startswith("+CMGL:"):
                found.append((int(head.partition(":")[2].split(",")[0]), pdu))
        return found

    def forget(self, place: int) -> None:
        self.say(f"AT+CMGD={place}")

    def _prompt(self) -> None:
        end = time.monotonic() + ANSWER_SECONDS
        while time.monotonic() < end:
            self._rest += self._read()
            if b">" in self._rest:
                self._rest = self._rest.partition(b">")[2].lstrip()
                return
            if b"ERROR" in self._rest:
                line = self._rest.decode("ascii", "replace").strip()
                self._rest = b""
                raise Refusal(line)
        raise GatewayTrouble(_("短信猫没有应答"))

    def _answer(self, command: str, seconds: float) -> list[str]:
        end = time.monotonic() + seconds
        lines: list[str] = []
        while time.monotonic() < end:
            *whole, self._rest = (self._rest + self._read()).split(b"\n")
            for raw in whole:
                line = raw.decode("ascii", "replace").strip()
                if line == "OK":
                    return lines
                if line.startswith(_ENDS):
                    raise Refusal(line)
                if line and line != command:
                    lines.append(line)
        raise GatewayTrouble(_("短信猫没有应答"))

    def _read(self) -> bytes:
        try:
            found: bytes = self.port.read(max(self.port.in_waiting, 1))
        except (serial.SerialException, OSError) as problem:
            raise GatewayTrouble(_("短信猫断开：%s") % problem) from problem
        return found

    def _write(self, text: str) -> None:
        try:
            self.port.write(text.encode("ascii"))
        except (serial.SerialException, OSError) as problem:
            raise GatewayTrouble(_("短信猫断开：%s") % problem) from problem


@contextmanager
def opened(device: str, baud: int, seconds: float) -> Iterator[Modem]:
    """One conversation at a time on a device, in this process by a lock, among processes by the port's own."""
    guard = _guards[device]
    if not guard.acquire(timeout=OPEN_SECONDS):
        raise GatewayTrouble(_("短信猫正在使用"), down=False)
    try:
        port = _port(device, baud)
        try:
            modem = Modem(port, seconds)
            try:
                modem.get_ready()
            except Refusal as problem:
                raise GatewayTrouble(_("短信猫没有准备好：%s") % problem) from problem
            yield modem
        finally:
            port.close()
    finally:
        guard.release()


def _port(device: str, baud: int) -> Any:
    end = time.monotonic() + OPEN_SECONDS
    while True:
        try:
            port = serial.serial_for_url(device, do_not_open=True, baudrate=baud, timeout=0.1, write_timeout=5)
            if "://" not in device:
                port.exclusive = True
            port.open()
        except (serial.SerialException, OSError, ValueError) as problem:
            if time.monotonic() >= end:
                raise GatewayTrouble(_("短信猫打不开：%s") % problem) from problem
            time.sleep(0.5)
        else:
            return port
