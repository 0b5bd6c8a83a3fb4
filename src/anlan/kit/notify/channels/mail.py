"""E-mail over SMTP. A letter's identity is made of its key, so that servers that compare these drop a second one."""

import smtplib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.kit.notify.channels.adapters import GatewayTrouble, Outgoing, Plain, Result, credentials, needed
from anlan.kit.notify.models import Channel

PORT, PORT_TLS = 25, 465
TEMPORARY = range(400, 500)


class Mail(Plain):
    """Some letters share a connection. ``security`` is ``tls`` (from the start), ``starttls`` or ``none``."""

    batch = 10
    calls = 10
    threads = 4

    def send(self, channel: Channel, batch: Sequence[Outgoing]) -> Sequence[Result]:
        results: list[Result] = []
        with _connected(channel) as server:
            for outgoing in batch:
                if results and results[-1].down:  # the connection is gone; nothing was said about these
                    results.append(Result(False, error=results[-1].error, retry=True, down=True))
                else:
                    results.append(_posted(server, channel, outgoing))
        return results

    def check(self, channel: Channel) -> str:
        with _connected(channel) as server:
            code, said = server.noop()
        return f"{code} {said.decode(errors='replace')}"[:200]


@contextmanager
def _connected(channel: Channel) -> Iterator[smtplib.SMTP]:
    options, host = channel.options, needed(channel, "host")
    security = str(options.get("security") or "tls")
    port = int(options.get("port") or (PORT_TLS if security == "tls" else PORT))
    kind = smtplib.SMTP_SSL if security == "tls" else smtplib.SMTP
    try:
        server = kind(host, port, timeout=float(channel.timeout_seconds))
        if security == "starttls":
            server.starttls()
        if password := credentials(channel).get("password"):
            server.login(needed(channel, "user"), password)
    except (OSError, smtplib.SMTPException) as problem:
        raise GatewayTrouble(_("邮件服务器连接不上：%s") % problem) from problem
    try:
        yield server
    finally:
        try:
            server.quit()
        except (OSError, smtplib.SMTPException):
            server.close()


def _posted(server: smtplib.SMTP, channel: Channel, outgoing: Outgoing) -> Result:
    try:
        letter = letter_of(channel, outgoing)
        server.send_message(letter)
    except smtplib.SMTPRecipientsRefused as problem:
        code, said = next(iter(problem.recipients.values()))
        return Result(False, error=f"{code} {said.decode(errors='replace')}", retry=code in TEMPORARY)
    except smtplib.SMTPServerDisconnected as problem:
        return Result(False, error=str(problem), retry=True, unsure=True, down=True)
    except smtplib.SMTPResponseException as problem:
        error = f"{problem.smtp_code} {_text(problem.smtp_error)}"
        return Result(False, error=error, retry=problem.smtp_code in TEMPORARY)
    except (ValueError, IndexError) as problem:
        return Result(False, error=str(_("邮件地址无法使用：%s") % problem))
    except OSError as problem:
        return Result(False, error=str(problem), retry=True, unsure=True, down=True)
    return Result(True, provider_id=str(letter["Message-ID"]).strip("<>")[:80])


def _text(said: bytes | str) -> str:
    return said.decode(errors="replace") if isinstance(said, bytes) else said


def letter_of(channel: Channel, outgoing: Outgoing) -> EmailMessage:
    """Raises ``ValueError`` for an address that cannot stand in a letter."""
    sender = needed(channel, "from")
    letter = EmailMessage()
    letter["Subject"] = " ".join(outgoing.title.split()) or str(_("通知"))
    letter["From"] = Address(str(channel.options.get("from_name") or ""), addr_spec=sender)
    letter["To"] = Address(addr_spec=outgoing.address)
    letter["Date"] = format_datetime(timezone.localtime(clock.now()))
    letter["Message-ID"] = f"<{outgoing.key.replace(':', '.')}@{sender.partition('@')[2]}>"
    letter.set_content(outgoing.text)
    return letter
