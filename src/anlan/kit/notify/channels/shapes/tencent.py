"""The shape of Tencent Cloud's text-message service (sms 2021-01-11): JSON under the TC3-HMAC-SHA256 signature.

``SessionContext`` carries our key there and, where the account has it switched on, back. The service can be asked for
what it sent to a number (``PullSmsSendStatusByPhoneNumber``).
"""

import hashlib
import hmac
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.kit.notify.channels.adapters import GatewayTrouble, Outgoing, Result, as_object, needed
from anlan.kit.notify.channels.gateway import gateway_of
from anlan.kit.notify.channels.shapes.shape import Incoming, Report, digits, endpoint_of, listed, moment_of, template_of
from anlan.kit.notify.models import Channel

ENDPOINT = "https://sms.tencentcloudapi.com/"
VERSION = "2021-01-11"
SERVICE = "sms"
KIND = "application/json; charset=utf-8"
_PASSING = ("RequestLimitExceeded", "InternalError", "LimitExceeded", "FailedOperation.InsufficientBalance")
_OURS = ("AuthFailure", "UnauthorizedOperation", "FailedOperation.InsufficientBalance")
_BACK = 24 * 3600
MOST = 100


class Tencent:
    endpoint = ENDPOINT

    def send(self, channel: Channel, outgoing: Outgoing) -> Result:
        body = self._call(
            channel,
            "SendSms",
            {
                "PhoneNumberSet": [f"+86{digits(outgoing.address)}"],
                "SmsSdkAppId": needed(channel, "app_id"),
                "SignName": needed(channel, "sign"),
                "TemplateId": template_of(channel, outgoing.topic),
                "TemplateParamSet": [outgoing.text],
                "SessionContext": outgoing.key,
            },
        )
        status = listed(body.get("SendStatusSet") or [{}])[0]
        code = str(status.get("Code", ""))
        if code == "Ok":
            return Result(True, provider_id=str(status.get("SerialNo", "")))
        return _refused(code, str(status.get("Message", "")))

    def find(self, channel: Channel, outgoing: Outgoing) -> Result | None:
        asked = {
            "BeginTime": int(clock.now().timestamp()) - _BACK,
            "Offset": 0,
            "Limit": MOST,
            "PhoneNumber": f"+86{digits(outgoing.address)}",
            "SmsSdkAppId": needed(channel, "app_id"),
        }
        body = self._call(channel, "PullSmsSendStatusByPhoneNumber", asked)
        for one in listed(body.get("PullSmsSendStatusSet") or []):
            if one.get("SessionContext") == outgoing.key:
                if one.get("ReportStatus") == "FAIL":
                    return Result(False, error=str(one.get("Description", "")), retry=False)
                return Result(True, provider_id=str(one.get("SerialNo", "")))
        return None

    def check(self, channel: Channel) -> str:
        day = clock.now().strftime("%Y%m%d")
        asked = {"BeginTime": f"{day}00", "EndTime": f"{day}23", "Limit": 0, "Offset": 0}
        self._call(channel, "SendStatusStatistics", asked | {"SmsSdkAppId": needed(channel, "app_id")})
        return str(_("网关已应答"))

    def reports(self, body: Any) -> Sequence[Report]:
        return [
            Report(
                str(one["sid"]),
                one["report_status"] == "SUCCESS",
                moment_of(one.get("user_receive_time")),
                ""
                if one["report_status"] == "SUCCESS"
                else f"{one.get('errmsg', '')} {one.get('description', '')}".strip(),
                str(one.get("ext") or ""),
            )
            for one in listed(body)
        ]

    def replies(self, body: Any) -> Sequence[Incoming]:
        found = []
        for one in listed(body):
            address, text, sent = digits(str(one["mobile"])), str(one["text"]), one.get("time")
            key = hashlib.sha256(f"{address}|{sent}|{text}|{one.get('extend', '')}".encode()).hexdigest()[:40]
            found.append(Incoming(address, text, moment_of(sent), key))
        return found

    def thanks(self) -> dict[str, Any]:
        return {"result": 0, "errmsg": "OK"}

    def _call(self, channel: Channel, action: str, asked: dict[str, Any]) -> dict[str, Any]:
        url = endpoint_of(channel, ENDPOINT)
        body = json.dumps(asked, ensure_ascii=False).encode()
        moment = int(clock.now().timestamp())
        host = urlsplit(url).netloc
        names = {"secret_id": needed(channel, "secret_id"), "secret_key": needed(channel, "secret_key")}
        headers = {
            "Authorization": authorization(host, body, moment, **names),
            "Content-Type": KIND,
            "Host": host,
            "X-TC-Action": action,
            "X-TC-Timestamp": str(moment),
            "X-TC-Version": VERSION,
            "X-TC-Region": str(channel.options.get("region") or "ap-guangzhou"),
        }
        reply = gateway_of(channel, url).call("POST", url, body=body, headers=headers)
        answer = as_object(as_object(reply.json()).get("Response"))
        error = as_object(answer.get("Error"))
        if error:
            code = str(error.get("Code", ""))
            raise GatewayTrouble(
                f"{code} {error.get('Message', '')}".strip(), down=not code.startswith("InvalidParameter")
            )
        if not answer:
            raise GatewayTrouble(_("网关答复无法识别，结果不明"), unsure=True)
        return answer


def _refused(code: str, message: str) -> Result:
    return Result(
        False,
        error=f"{code} {message}".strip(),
        retry=code.startswith((*_PASSING, *_OURS)),
        down=code.startswith(_OURS),
    )


def authorization(host: str, body: bytes, moment: int, *, secret_id: str, secret_key: str) -> str:
    """TC3-HMAC-SHA256 over content type and host, with a key of the day."""
    day = datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%d")
    signed = "content-type;host"
    canonical = f"POST\n/\n\ncontent-type:{KIND}\nhost:{host}\n\n{signed}\n{hashlib.sha256(body).hexdigest()}"
    scope = f"{day}/{SERVICE}/tc3_request"
    text = f"TC3-HMAC-SHA256\n{moment}\n{scope}\n{hashlib.sha256(canonical.encode()).hexdigest()}"
    key = f"TC3{secret_key}".encode()
    for part in (day, SERVICE, "tc3_request"):
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    signature = hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
    return f"TC3-HMAC-SHA256 Credential={secret_id}/{scope}, SignedHeaders={signed}, Signature={signature}"
