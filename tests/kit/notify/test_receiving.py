"""What gateways call back with: believed only from them, taken once, understood whole or not at all."""

import json
from typing import Any

import pytest
from django.test import Client

from anlan.base import clock
from anlan.base.people.models import Organisation
from anlan.kit.notify import outbox, receiving
from anlan.kit.notify.channels import signing
from anlan.kit.notify.choices import ChannelKind, DeliveryState, Rule, Word
from anlan.kit.notify.models import Channel, Delivery, Reply
from tests.kit.notify import calls
from tests.kit.notify.outgoing import a_delivery, a_notice, an_addressee

SENT, DELIVERED, TAKEN, FAILED = (
    DeliveryState.SENT, DeliveryState.DELIVERED, DeliveryState.TAKEN, DeliveryState.FAILED
)  # fmt: skip


def a_gateway(shape: str = "aliyun", **values: Any) -> Channel:
    return calls.a_channel(ChannelKind.SMS, options={"shape": shape}, **values)


def post(channel: Channel, door: str, said: Any, **headers: str) -> Any:
    body = said if isinstance(said, bytes) else json.dumps(said).encode()
    return Client().post(receiving.path_of(channel, door), body, content_type="application/json", headers=headers)


def a_report(provider_id: str, **values: Any) -> dict[str, Any]:
    return {
        "phone_number": "13900000001", "report_time": "2026-11-20 10:00:05", "success": True, "err_code": "DELIVERED",
        "err_msg": "", "biz_id": provider_id, "out_id": "", **values,
    }  # fmt: skip


def test_a_report_marks_the_message_and_the_person(unit: Organisation) -> None:
    channel = a_gateway()
    notice = a_notice()
    addressee = an_addressee(unit, notice, 1)
    delivery = a_delivery(notice, addressee=addressee, state=SENT, sent_at=clock.now(), provider_id="b1")
    answer = post(channel, "reports", [a_report("b1")])
    assert (answer.status_code, answer.json()) == (200, {"code": 0, "msg": "接收成功"})
    delivery.refresh_from_db()
    addressee.refresh_from_db()
    assert (delivery.state, delivery.delivered_at) == (DELIVERED, clock.at("2026-11-20 10:00:05"))
    assert addressee.delivered_at == clock.at("2026-11-20 10:00:05")
    post(channel, "reports", [a_report("b1", report_time="2026-11-20 11:00:00")])
    delivery.refresh_from_db()
    assert delivery.delivered_at == clock.at("2026-11-20 10:00:05")


def test_a_report_tells_that_a_message_went_out_which_we_never_wrote_down(unit: Organisation) -> None:
    """The process died between sending and writing; the gateway's report carries our key."""
    channel = a_gateway()
    delivery = a_delivery(a_notice(), channel=channel)
    outbox.lease(channel, 1, first=True, paced=False, seconds=20)
    post(channel, "reports", [a_report("b7", out_id=delivery.key)])
    delivery.refresh_from_db()
    assert (delivery.state, delivery.provider_id, delivery.unsure) == (DELIVERED, "b7", False)
    assert not outbox.waits("sms")


def test_a_report_with_our_key_changes_nothing_of_a_message_that_never_left(unit: Organisation) -> None:
    channel = a_gateway()
    delivery = a_delivery(a_notice(), channel=channel)
    post(channel, "reports", [a_report("b7", out_id=delivery.key)])
    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.WAITING


def test_a_reply_is_an_answer_once(unit: Organisation) -> None:
    channel = a_gateway("tencent")
    notice = a_notice(rule=Rule.EVERYONE)
    addressee = an_addressee(unit, notice, 1)
    a_delivery(notice, addressee=addressee, state=SENT, sent_at=clock.now())
    said = {
        "extend": "1",
        "mobile": "13900000001",
        "nationcode": "86",
        "sign": "澜川应急",
        "text": " ２ ",
        "time": 1795140060,
    }
    for _again in range(2):
        answer = post(channel, "replies", said)
        assert (answer.status_code, answer.json()) == (200, {"result": 0, "errmsg": "OK"})
    assert Reply.objects.count() == 1
    addressee.refresh_from_db()
    assert addressee.word == Word.ARRIVED


def test_what_nobody_understands_is_kept_aside(unit: Organisation) -> None:
    channel = a_gateway()
    told = {"phone_number": "13900000001", "content": "你是谁", "send_time": "2026-11-20 10:00:00", "sequence_id": 4}
    assert post(channel, "replies", [told]).status_code == 200
    reply = Reply.objects.get()
    assert (reply.text, reply.aside) == ("你是谁", True)


def test_a_wrong_address_is_told_nothing(unit: Organisation) -> None:
    channel, other = a_gateway(), a_gateway()
    right = receiving.path_of(channel, "reports")
    wrong = right.replace(receiving.token_of(channel), receiving.token_of(other))
    for path in (wrong, right.replace(channel.code, "unknown"), right[:-12] + "0/reports"):
        answer = Client().post(path, b"[]", content_type="application/json")
        assert (answer.status_code, answer.content) == (404, b"")
    assert Client().get(right).status_code == 405
    Channel.objects.filter(pk=channel.pk).update(active=False)
    assert Client().post(right, b"[]", content_type="application/json").status_code == 404


def test_a_new_secret_makes_a_new_address(unit: Organisation) -> None:
    channel = a_gateway()
    before = receiving.token_of(channel)
    channel.secret = json.dumps({"hook": "2"})
    assert receiving.token_of(channel) != before


@pytest.mark.parametrize("body", [b"", b"{", b"[1]", b'{"other": 1}', b'[{"biz_id": "b1"}]', b"\xff\xfe"])
def test_what_cannot_be_read_is_refused_whole(unit: Organisation, body: bytes, caplog: Any) -> None:
    channel = a_gateway()
    delivery = a_delivery(a_notice(), state=SENT, sent_at=clock.now(), provider_id="b1")
    assert post(channel, "reports", body).status_code == 400
    delivery.refresh_from_db()
    assert delivery.state == SENT
    assert "cannot be read" in caplog.text


def test_a_body_that_is_too_large_is_not_read(unit: Organisation) -> None:
    assert post(a_gateway(), "reports", b" " * (receiving.LARGEST + 1)).status_code == 413


def test_pressed_keys_are_answers_where_the_gateway_signed_them(unit: Organisation) -> None:
    channel = calls.a_channel(ChannelKind.VOICE, secret=json.dumps({"secret": "s3"}))
    notice = a_notice(rule=Rule.EVERYONE)
    addressee = an_addressee(unit, notice, 1)
    delivery = a_delivery(notice, addressee=addressee, kind="voice", state=SENT, sent_at=clock.now(), provider_id="c1")
    body = json.dumps([{"key": delivery.key, "phone": "13900000001", "pressed": "1", "id": "p1"}]).encode()
    headers = signing.signed("s3", clock.now(), body)
    assert post(channel, "replies", body).status_code == 401
    assert post(channel, "replies", body, **signing.signed("s4", clock.now(), body)).status_code == 401
    assert Reply.objects.count() == 0
    for _again in range(2):
        assert post(channel, "replies", body, **headers).json() == {"ok": True}
    addressee.refresh_from_db()
    assert (addressee.word, Reply.objects.get().door) == (Word.UNDERSTOOD, "voice")


def test_a_voice_gateway_reports_calls(unit: Organisation) -> None:
    channel = calls.a_channel(ChannelKind.VOICE, secret=json.dumps({"secret": "s3"}))
    notice = a_notice()
    heard = a_delivery(notice, 1, kind="voice", state=SENT, sent_at=clock.now(), provider_id="c1")
    missed = a_delivery(notice, 2, kind="voice", state=SENT, sent_at=clock.now(), provider_id="c2")
    body = json.dumps(
        [{"id": "c1", "state": "answered"}, {"id": "c2", "state": "failed", "error": "无人接听"}]
    ).encode()
    assert post(channel, "reports", body, **signing.signed("s3", clock.now(), body)).status_code == 200
    states = dict(Delivery.objects.values_list("pk", "state"))
    assert states == {heard.pk: DELIVERED, missed.pk: FAILED}
