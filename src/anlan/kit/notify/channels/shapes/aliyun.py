"""The shape of Alibaba Cloud's text-message service (Dysmsapi 2017-05-25): a signed query, JSON back.

``OutId`` carries our key there and back. The service does not refuse a second message of the same key, but can be asked
for what it sent to a number on a day (``QuerySendDetails``), which names ``OutId``.
"""

import base64
import hashlib
import hmac
import json
import secrets
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.kit.notify.channels.adapters import GatewayTrouble, Outgoing, Result, as_object, needed
from anlan.kit.notify.channels.gateway import gateway_of
from anlan.kit.notify.channels.shapes.shape import (
    CHINA,
    Incoming,
    Report,
    digits,
    endpoint_of,
    listed,
    moment_of,
    template_of,
)
from anlan.kit.notify.models import Channel

ENDPOINT = "https://dysmsapi.aliyuncs.com/"
VERSION = "2017-05-25"
_PASSING = ("Throttling", "isp.SYSTEM_ERROR", "isv.BUSINESS_LIMIT_CONTROL", "ServiceUnavailable", "InternalError")
_OURS = ("InvalidAccessKeyId", "SignatureDoesNotMatch", "isv.ACCOUNT", "isv.OUT_OF_SERVICE", "isv.AMOUNT_NOT_ENOUGH")
_FAILED = 2
MOST = 50


class Aliyun:
    endpoint = ENDPOINT

    def send(self, channel: Channel, outgoing: Outgoing) -> Result:
        name = str(channel.options.get("parameter") or "content")
        body = self._call(
            channel,
            "SendSms",
            {
                "PhoneNumbers": digits(outgoing.address),
                "SignName": needed(channel, "sign"),
                "TemplateCode": template_of(channel, outgoing.topic),
                "TemplateParam": json.dumps({name: outgoing.text}, ensure_ascii=False),
                "OutId": outgoing.key,
            },
        )
        code = str(body.get("Code", ""))
        if code == "OK":
            return Result(True, provider_id=str(body.get("BizId", "")))
        return Result(
            False,
            error=f"{code} {body.get('Message', '')}".strip(),
            retry=code.startswith((*_PASSING, *_OURS)),
            down=code.startswith(_OURS),
        )

    def find(self, channel: Channel, outgoing: Outgoing) -> Result | None:
        body = self._call(
            channel,
            "QuerySendDetails",
            {
                "PhoneNumber": digits(outgoing.address),
                "SendDate": clock.now().astimezone(CHINA).strftime("%Y%m%d"),
                "PageSize": str(MOST),
                "CurrentPage": "1",
            },
        )
        if body.get("Code") != "OK":
            raise GatewayTrouble(f"{body.get('Code')} {body.get('Message', '')}", unsure=True)
        held = as_object(body.get("SmsSendDetailDTOs")).get("SmsSendDetailDTO") or []
        for one in listed(held):
            if one.get("OutId") == outgoing.key:
                if one.get("SendStatus") == _FAILED:
                    return Result(False, error=str(one.get("ErrCode", "")), retry=False)
                return Result(True, provider_id=str(one.get("BizId", "")))
        return None

    def check(self, channel: Channel) -> str:
        """Asks for a day's statistics: costs nothing and needs the key to be right."""
        day = clock.now().astimezone(CHINA).strftime("%Y%m%d")
        asked = {"IsGlobe": "1", "StartDate": day, "EndDate": day, "PageIndex": "1", "PageSize": "1"}
        body = self._call(channel, "QuerySendStatistics", asked)
        if body.get("Code") != "OK":
            raise GatewayTrouble(f"{body.get('Code')} {body.get('Message', '')}".strip())
        return str(_("网关已应答"))

    def reports(self, body: Any) -> Sequence[Report]:
        return [
            Report(
                str(one["biz_id"]),
                one["success"] is True,
                moment_of(one.get("report_time")),
                "" if one["success"] is True else f"{one.get('err_code', '')} {one.get('err_msg', '')}".strip(),
                str(one.get("out_id") or ""),
            )
            for one in listed(body)
        ]

    def replies(self, body: Any) -> Sequence[Incoming]:
        found = []
        for one in listed(body):
            address, text, sent = digits(str(one["phone_number"])), str(one["content"]), str(one.get("send_time", ""))
            key = str(one.get("sequence_id") or hashlib.sha256(f"{address}|{sent}|{text}".encode()).hexdigest()[:40])
            found.append(Incoming(address, text, moment_of(sent), key))
        return found

    def thanks(self) -> dict[str, Any]:
        return {"code": 0, "msg": "接收成功"}

    def _call(self, channel: Channel, action: str, asked: dict[str, str]) -> dict[str, Any]:
        url = endpoint_of(channel, ENDPOINT)
        common = {
            "AccessKeyId": needed(channel, "access_key_id"),
            "Action": action,
            "Format": "JSON",
            "RegionId": str(channel.options.get("region") or "cn-hangzhou"),
            "SignatureMethod": "HMAC-SHA1",
            "SignatureNonce": secrets.token_hex(16),
            "SignatureVersion": "1.0",
            "Timestamp": datetime.fromtimestamp(clock.now().timestamp(), UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "Version": VERSION,
        }
        signed = common | asked
        signed["Signature"] = signature("POST", signed, needed(channel, "access_key_secret"))
        reply = gateway_of(channel, url).call("POST", url, data=signed)
        return as_object(reply.json())


def signature(method: str, asked: dict[str, str], secret: str) -> str:
    """Signature version 1.0: the sorted query, percent-encoded twice, under HMAC-SHA1."""
    query = "&".join(f"{_encoded(name)}={_encoded(asked[name])}" for name in sorted(asked))
    text = f"{method}&{_encoded('/')}&{_encoded(query)}"
    digest = hmac.new(f"{secret}&".encode(), text.encode(), hashlib.sha1).digest()
    return base64.b64encode(digest).decode()


def _encoded(text: str) -> str:
    return quote(text, safe="-_.~")
