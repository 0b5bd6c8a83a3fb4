"""Each kind of channel says what its gateway wants to hear, and reads what it answers."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from anlan.base import clock
from anlan.kit.notify.channels import signing
from anlan.kit.notify.channels.adapters import GatewayTrouble, NotSetUp, Outgoing, hand_over
from anlan.kit.notify.channels.known import _PLACES, adapter_of
from anlan.kit.notify.channels.shapes import aliyun, tencent
from anlan.kit.notify.channels.sms import shape_of
from anlan.kit.notify.choices import ChannelKind
from tests.kit.notify.channels.conftest import Make
from tests.kit.notify.channels.recorder import PostOffice, Recorder

Message = Callable[..., Outgoing]
ALIYUN = {"access_key_id": "demo-access", "access_key_secret": "demo-access-secret"}
TENCENT = {"secret_id": "demo-id", "secret_key": "demo-id-secret"}


def answer(recorder: Recorder, said: Any, status: int = 200) -> None:
    recorder.usual = (status, json.dumps(said).encode(), {})


def test_each_kind_has_its_adapter() -> None:
    assert set(_PLACES) == set(ChannelKind)
    for kind in ChannelKind:
        assert adapter_of(kind) is adapter_of(kind)


# Text messages -------------------------------------------------------------------------------------------------------


def test_the_query_signature_follows_its_published_example() -> None:
    """The vector of the signature's own description (version 1.0)."""
    asked = {
        "AccessKeyId": "testid", "Action": "DescribeRegions", "Format": "XML", "SignatureMethod": "HMAC-SHA1",
        "SignatureNonce": "3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf", "SignatureVersion": "1.0",
        "Timestamp": "2016-02-23T12:46:24Z", "Version": "2014-05-26",
    }  # fmt: skip
    assert aliyun.signature("GET", asked, "testsecret") == "OLeaidS1JvxuMvnyHOwuJ+uX5qY="


def test_refusals_of_the_query_shape_tell_whose_trouble_it_is(
    channel: Make, message: Message, other_side: Recorder
) -> None:
    sms = channel("sms", ALIYUN, shape="aliyun", endpoint=other_side.url, sign="澜川应急", template="SMS_1")
    adapter = adapter_of("sms")
    seen = []
    for code in ("isv.MOBILE_NUMBER_ILLEGAL", "isv.BUSINESS_LIMIT_CONTROL", "SignatureDoesNotMatch"):
        answer(other_side, {"Code": code, "Message": "m"})
        result = hand_over(adapter, sms, [message()])[0]
        seen.append((result.ok, result.retry, result.down, result.unsure))
    assert seen == [(False, False, False, False), (False, True, False, False), (False, True, True, False)]


def test_a_topic_may_have_a_template_of_its_own(channel: Make, message: Message, other_side: Recorder) -> None:
    answer(other_side, {"Code": "OK", "BizId": "b1"})
    sms = channel(
        "sms", ALIYUN, shape="aliyun", endpoint=other_side.url, sign="澜川应急", template="SMS_1",
        templates={"warning": "SMS_2"},
    )  # fmt: skip
    for topic in ("warning", "duty"):
        hand_over(adapter_of("sms"), sms, [message(topic=topic)])
    assert [parse_qs(one.body.decode())["TemplateCode"] for one in other_side.heard] == [["SMS_2"], ["SMS_1"]]


def test_both_shapes_read_reports_and_replies() -> None:
    report = aliyun.Aliyun().reports(
        [
            {"phone_number": "13900000001", "report_time": "2026-11-20 10:00:05", "success": True, "biz_id": "b1",
             "out_id": "k1", "err_code": "DELIVERED", "err_msg": "用户接收成功"},
            {"phone_number": "13900000002", "report_time": "2026-11-20 10:00:06", "success": False, "biz_id": "b2",
             "err_code": "MK:0001", "err_msg": "空号"},
        ]
    )  # fmt: skip
    assert [(one.provider_id, one.delivered, one.key, one.error) for one in report] == [
        ("b1", True, "k1", ""),
        ("b2", False, "", "MK:0001 空号"),
    ]
    assert report[0].at == clock.at("2026-11-20 10:00:05")
    told = tencent.Tencent().reports(
        [{"user_receive_time": "2026-11-20 10:00:05", "nationcode": "86", "mobile": "13900000001",
          "report_status": "FAIL", "errmsg": "UNDELIV", "description": "关机", "sid": "s1"}]
    )  # fmt: skip
    assert [(one.provider_id, one.delivered, one.error, one.at) for one in told] == [
        ("s1", False, "UNDELIV 关机", clock.at("2026-11-20 10:00:05"))
    ]
    reply = aliyun.Aliyun().replies(
        [{"phone_number": "13900000001", "content": "2", "send_time": "2026-11-20 10:01:00", "sequence_id": 99}]
    )[0]
    assert (reply.address, reply.text, reply.key) == ("13900000001", "2", "99")
    body = {
        "extend": "01",
        "mobile": "13900000001",
        "nationcode": "86",
        "sign": "澜川应急",
        "text": "明白",
        "time": 1795140060,
    }
    first, second = tencent.Tencent().replies(body)[0], tencent.Tencent().replies(body)[0]
    assert (first.address, first.text, first.key) == ("13900000001", "明白", second.key)
    assert first.at.timestamp() == 1795140060


@pytest.mark.parametrize("body", [[1], "x", 7, None, [{"other": 1}]])
def test_a_body_of_another_shape_is_refused_whole(body: Any) -> None:
    for shape in (aliyun.Aliyun(), tencent.Tencent()):
        for read in (shape.reports, shape.replies):
            with pytest.raises((ValueError, KeyError, TypeError)):
                list(read(body))


def test_an_unknown_shape_and_a_missing_secret_say_what_is_missing(channel: Make, message: Message) -> None:
    with pytest.raises(NotSetUp, match="shape"):
        shape_of(channel("sms", shape="other"))
    half = channel("sms", shape="tencent", app_id="1", sign="澜川应急", template="1", endpoint="http://127.0.0.1:1/")
    result = hand_over(adapter_of("sms"), half, [message()])[0]
    assert "secret_id" in result.error
    assert (result.retry, result.down) == (True, True)


def test_the_other_shape_tells_errors_of_the_call_from_errors_of_the_message(
    channel: Make, message: Message, other_side: Recorder
) -> None:
    sms = channel("sms", TENCENT, shape="tencent", endpoint=other_side.url, app_id="1", sign="澜川应急", template="1")
    answer(other_side, {"Response": {"SendStatusSet": [{"Code": "FailedOperation.PhoneNumberInBlacklist"}]}})
    assert hand_over(adapter_of("sms"), sms, [message()])[0].retry is False
    answer(other_side, {"Response": {"Error": {"Code": "AuthFailure.SecretIdNotFound", "Message": "m"}}})
    assert hand_over(adapter_of("sms"), sms, [message()])[0].down is True
    answer(other_side, "what?")
    assert hand_over(adapter_of("sms"), sms, [message()])[0].unsure is True
    answer(other_side, {"Response": {"SendStatusSet": [{"Code": "Ok", "SerialNo": "s1"}]}})
    assert hand_over(adapter_of("sms"), sms, [message()])[0].provider_id == "s1"
    said = json.loads(other_side.heard[-1].body)
    assert (said["PhoneNumberSet"], said["SessionContext"]) == (["+8613900000001"], "n1-a1-sms-0")
    assert adapter_of("sms").check(sms) == "网关已应答"


# Programs and voices -------------------------------------------------------------------------------------------------


def test_a_webhook_is_signed_and_carries_its_key(channel: Make, message: Message, other_side: Recorder) -> None:
    answer(other_side, {"id": "r1"})
    hook = channel("webhook", {"secret": "s3"}, url=other_side.url)
    result = hand_over(adapter_of("webhook"), hook, [message()])[0]
    assert (result.ok, result.provider_id) == (True, "r1")
    heard = other_side.heard[0]
    assert heard.headers["Idempotency-Key"] == "n1-a1-sms-0"
    stamp = heard.headers["X-Anlan-Timestamp"]
    expected = hmac.new(b"s3", stamp.encode() + b"." + heard.body, hashlib.sha256).hexdigest()
    assert heard.headers["X-Anlan-Signature"] == f"sha256={expected}"
    assert json.loads(heard.body)["text"] == "请到村委会集合"
    other_side.usual = (422, b"", {})
    assert hand_over(adapter_of("webhook"), hook, [message()])[0].retry is False


def test_a_signature_holds_for_its_body_its_secret_and_some_minutes() -> None:
    moment = clock.at("2026-11-20 10:00")
    headers = signing.signed("s3", moment, b"body")
    later = moment.timestamp() + signing.WINDOW_SECONDS
    from datetime import timedelta

    assert signing.fits("s3", headers, b"body", moment)
    assert signing.fits("s3", headers, b"body", moment + timedelta(seconds=signing.WINDOW_SECONDS))
    assert not signing.fits("s3", headers, b"body", moment + timedelta(seconds=signing.WINDOW_SECONDS + 1))
    assert not signing.fits("s3", headers, b"bodY", moment)
    assert not signing.fits("s4", headers, b"body", moment)
    assert not signing.fits("", signing.signed("", moment, b"body"), b"body", moment)
    assert not signing.fits("s3", {}, b"body", moment)
    assert not signing.fits("s3", headers | {signing.MOMENT: str(int(later))}, b"body", moment)
    assert not signing.fits("s3", headers | {signing.SIGNATURE: "sha256=é"}, b"body", moment)


def test_a_call_is_ordered_and_asked_for_by_its_key(channel: Make, message: Message, other_side: Recorder) -> None:
    voice = channel("voice", {"secret": "s3"}, url=f"{other_side.url}calls")
    other_side.answers["/calls"] = (200, b'{"id": "c1"}', {})
    other_side.answers["/calls/n1-a1-sms-0"] = (404, b"", {})
    sent = message(again=True, words=("understood",))
    assert hand_over(adapter_of("voice"), voice, [sent])[0].provider_id == "c1"
    assert [one.method for one in other_side.heard] == ["GET", "POST"]
    said = json.loads(other_side.heard[1].body)
    assert (said["phone"], said["keys"], said["repeats"]) == ("13900000001", True, 2)
    other_side.answers["/calls/n1-a1-sms-0"] = (200, b'{"id": "c0"}', {})
    assert hand_over(adapter_of("voice"), voice, [sent])[0].provider_id == "c0"
    assert len(other_side.heard) == 3, "what the gateway has is not ordered again"


def test_a_voice_gateway_that_cannot_be_asked_keeps_the_message_waiting(
    channel: Make, message: Message, other_side: Recorder
) -> None:
    voice = channel("voice", {"secret": "s3"}, url=f"{other_side.url}calls")
    other_side.usual = (500, b"", {})
    result = hand_over(adapter_of("voice"), voice, [message(again=True)])[0]
    assert (result.ok, result.retry, result.unsure) == (False, True, True)
    assert [one.method for one in other_side.heard] == ["GET"]


# Group chats ---------------------------------------------------------------------------------------------------------


def test_a_robot_that_refuses_politely_has_not_sent(channel: Make, message: Message, other_side: Recorder) -> None:
    """HTTP 200 with a code in the body: the post was not taken."""
    robot = channel("wecom", {"token": "t1"}, url=other_side.url)
    answer(other_side, {"errcode": 93000, "errmsg": "invalid webhook url"})
    result = hand_over(adapter_of("wecom"), robot, [message()])[0]
    assert (result.ok, result.retry, result.error) == (False, False, "93000 invalid webhook url")
    answer(other_side, {"errcode": 45009, "errmsg": "api freq out of limit"})
    assert hand_over(adapter_of("wecom"), robot, [message()])[0].retry is True
    answer(other_side, {"errcode": 0, "errmsg": "ok"})
    assert hand_over(adapter_of("wecom"), robot, [message(text="警" * 2000)])[0].ok is True
    heard = other_side.heard[-1]
    assert parse_qs(urlsplit(heard.path).query) == {"key": ["t1"]}
    content = json.loads(heard.body)["text"]["content"]
    assert len(content.encode()) <= 2000
    assert content.endswith("警…")


def test_the_second_robot_signs_in_its_address(channel: Make, message: Message, other_side: Recorder) -> None:
    clock.set_for_tests(clock.at("2026-11-20 10:00"))
    answer(other_side, {"errcode": 0})
    robot = channel("dingtalk", {"token": "t1", "secret": "SEC1"}, url=other_side.url)
    assert hand_over(adapter_of("dingtalk"), robot, [message()])[0].ok
    query = parse_qs(urlsplit(other_side.heard[0].path).query)
    stamp = str(int(clock.now().timestamp() * 1000))
    expected = base64.b64encode(hmac.new(b"SEC1", f"{stamp}\nSEC1".encode(), hashlib.sha256).digest()).decode()
    assert query == {"access_token": ["t1"], "timestamp": [stamp], "sign": [expected]}


def test_the_third_robot_signs_in_its_body(channel: Make, message: Message, other_side: Recorder) -> None:
    clock.set_for_tests(clock.at("2026-11-20 10:00"))
    answer(other_side, {"code": 0, "msg": "success"})
    robot = channel("feishu", {"token": "t1", "secret": "s"}, url=f"{other_side.url}hook")
    assert hand_over(adapter_of("feishu"), robot, [message()])[0].ok
    heard = other_side.heard[0]
    stamp = str(int(clock.now().timestamp()))
    expected = base64.b64encode(hmac.new(f"{stamp}\ns".encode(), b"", hashlib.sha256).digest()).decode()
    said = json.loads(heard.body)
    assert (heard.path, said["timestamp"], said["sign"]) == ("/hook/t1", stamp, expected)
    assert said["content"] == {"text": "请到村委会集合"}


def test_a_robot_whose_answer_cannot_be_read_may_have_posted(
    channel: Make, message: Message, other_side: Recorder
) -> None:
    other_side.usual = (200, b"<html>", {})
    robot = channel("feishu", {"token": "t1"}, url=other_side.url)
    result = hand_over(adapter_of("feishu"), robot, [message()])[0]
    assert (result.ok, result.retry, result.unsure) == (False, True, True)


# Letters -------------------------------------------------------------------------------------------------------------


def a_mailbox(channel: Make, office: PostOffice) -> Any:
    values = {"host": "127.0.0.1", "port": office.port, "security": "none", "from": "duty@yj.example"}
    return channel("email", **values, from_name="澜川县应急管理局")


def test_letters_share_a_connection_and_one_refused_address_spares_the_others(
    channel: Make, message: Message, post_office: PostOffice
) -> None:
    post_office.refused = {"gone@x.example": 550, "full@x.example": 452}
    mailbox = a_mailbox(channel, post_office)
    addresses = ("a@x.example", "gone@x.example", "full@x.example", "not an address", "b@x.example")
    batch = [message(address=address, key=f"k{place}") for place, address in enumerate(addresses)]
    results = hand_over(adapter_of("email"), mailbox, batch)
    assert [(one.ok, one.retry) for one in results] == [
        (True, False), (False, False), (False, True), (False, False), (True, False),
    ]  # fmt: skip
    assert len(post_office.letters) == 2
    assert "Message-ID: <k0@yj.example>" in post_office.letters[0]
    assert results[0].provider_id == "k0@yj.example"


def test_a_connection_that_breaks_leaves_one_unsure_and_the_rest_untouched(
    channel: Make, message: Message, post_office: PostOffice
) -> None:
    post_office.hangs_up_on = "b@x.example"
    batch = [message(address=f"{name}@x.example", key=name) for name in "abc"]
    results = hand_over(adapter_of("email"), a_mailbox(channel, post_office), batch)
    assert [(one.ok, one.unsure, one.down) for one in results] == [
        (True, False, False), (False, True, True), (False, False, True),
    ]  # fmt: skip
    assert len(post_office.letters) == 2


def test_a_title_cannot_smuggle_a_header_in(channel: Make, message: Message, post_office: PostOffice) -> None:
    sly = message(address="a@x.example", title="预警\r\nBcc: all@x.example")
    assert hand_over(adapter_of("email"), a_mailbox(channel, post_office), [sly])[0].ok
    assert "\nBcc:" not in post_office.letters[0]


def test_a_post_office_that_is_closed_took_nothing(channel: Make, message: Message) -> None:
    closed = channel("email", host="127.0.0.1", port=1, security="none", **{"from": "duty@yj.example"})
    result = hand_over(adapter_of("email"), closed, [message(address="a@x.example")])[0]
    assert (result.retry, result.unsure, result.down) == (True, False, True)
    with pytest.raises(GatewayTrouble):
        adapter_of("email").check(closed)
