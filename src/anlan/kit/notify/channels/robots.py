"""Robots in group chats of WeCom, DingTalk and Feishu: one post for a group. They know no keys and cannot be asked.

A refused post comes back as HTTP 200 with a code in the body, so the body decides whether it was taken.
"""

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from typing import Any

from anlan.base import clock
from anlan.kit.notify.channels.adapters import GatewayTrouble, Outgoing, Plain, Result, as_object, credentials, needed
from anlan.kit.notify.channels.gateway import gateway_of
from anlan.kit.notify.models import Channel

TOO_FAST = frozenset({45009, 45033, 130101, 660026, 9499, 11232, 11233})  # limits of the three, worth another try


class Robot(Plain):
    """``site`` takes the group's token; ``code`` names the field of the answer that is 0 when all went well."""

    threads = 2
    site = ""
    code = "errcode"
    longest = 2000  # bytes of UTF-8

    def send(self, channel: Channel, batch: Sequence[Outgoing]) -> Sequence[Result]:
        return [self._one(channel, outgoing) for outgoing in batch]

    def payload(self, text: str, secret: str) -> dict[str, Any]:
        return {"msgtype": "text", "text": {"content": text}}

    def params(self, channel: Channel, secret: str) -> dict[str, str]:
        return {}

    def address(self, channel: Channel) -> tuple[str, dict[str, str]]:
        """Where to post, and the token's place in the query."""
        return self._site(channel), {"key": needed(channel, "token")}

    def _site(self, channel: Channel) -> str:
        return str(channel.options.get("url") or self.site)

    def _one(self, channel: Channel, outgoing: Outgoing) -> Result:
        secret = credentials(channel).get("secret", "")
        url, query = self.address(channel)
        said = json.dumps(self.payload(_short(outgoing.text, self.longest), secret), ensure_ascii=False).encode()
        reply = gateway_of(channel, url).call(
            "POST",
            url,
            body=said,
            headers={"Content-Type": "application/json; charset=utf-8"},
            params=query | self.params(channel, secret),
        )
        return self._judged(as_object(reply.json()), ok=reply.ok)

    def _judged(self, answer: Mapping[str, Any], *, ok: bool) -> Result:
        code = answer.get(self.code)
        if ok and code == 0:
            return Result(True)
        if not isinstance(code, int):
            raise GatewayTrouble("robot: no answer that can be read", unsure=ok)
        error = f"{code} {answer.get('errmsg') or answer.get('msg') or ''}".strip()
        return Result(False, error=error, retry=code in TOO_FAST)


class WeCom(Robot):
    site = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send"


class DingTalk(Robot):
    site = "https://oapi.dingtalk.com/robot/send"
    longest = 15_000

    def address(self, channel: Channel) -> tuple[str, dict[str, str]]:
        return self._site(channel), {"access_token": needed(channel, "token")}

    def params(self, channel: Channel, secret: str) -> dict[str, str]:
        """With a secret, the moment in milliseconds and the signature over both."""
        if not secret:
            return {}
        stamp = str(int(clock.now().timestamp() * 1000))
        digest = hmac.new(secret.encode(), f"{stamp}\n{secret}".encode(), hashlib.sha256).digest()
        return {"timestamp": stamp, "sign": base64.b64encode(digest).decode()}


class Feishu(Robot):
    site = "https://open.feishu.cn/open-apis/bot/v2/hook"
    code = "code"
    longest = 15_000

    def address(self, channel: Channel) -> tuple[str, dict[str, str]]:
        return f"{self._site(channel).rstrip('/')}/{needed(channel, 'token')}", {}

    def payload(self, text: str, secret: str) -> dict[str, Any]:
        """With a secret, moment and secret are the key, and nothing is what is signed: so it is documented."""
        said: dict[str, Any] = {"msg_type": "text", "content": {"text": text}}
        if secret:
            stamp = str(int(clock.now().timestamp()))
            digest = hmac.new(f"{stamp}\n{secret}".encode(), b"", hashlib.sha256).digest()
            said |= {"timestamp": stamp, "sign": base64.b64encode(digest).decode()}
        return said


def _short(text: str, longest: int) -> str:
    raw = text.encode()
    return text if len(raw) <= longest else raw[: longest - 3].decode("utf-8", "ignore") + "…"
