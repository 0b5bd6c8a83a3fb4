"""The modem: texts go out whole or in parts, replies and reports come in, and what broke off is known to be unsure."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlan.base import clock
from anlan.base.people.models import Organisation
from anlan.kit.notify import receiving
from anlan.kit.notify.channels import pdu
from anlan.kit.notify.channels.adapters import GatewayTrouble, Outgoing, hand_over
from anlan.kit.notify.channels.known import adapter_of
from anlan.kit.notify.channels.models import ModemPiece
from anlan.kit.notify.choices import DeliveryState, Rule, Word
from anlan.kit.notify.models import Channel, Delivery, Reply
from tests.kit.notify import calls
from tests.kit.notify.channels.conftest import Make
from tests.kit.notify.channels.fake_modem import FakeModem, a_modem, read_submit
from tests.kit.notify.outgoing import a_delivery, a_notice, an_addressee

Message = Callable[..., Outgoing]

# Written down octet by octet after TS 23.040, from 13900000001 on 20 November 2026, 10:01:05, eight hours east.
HEAD = "00040D91683109000000F1"
STAMP = "62110201105023"
REPLY_UCS2 = f"{HEAD}0008{STAMP}04660E767D"  # 明白
REPLY_SEVEN = f"{HEAD}0000{STAMP}0132"  # 2
ARRIVED = f"0006290D91683109000000F1{STAMP}6211020110602300"
EXPIRED = f"0006290D91683109000000F1{STAMP}6211020110602346"
TRYING = f"0006290D91683109000000F1{STAMP}6211020110602320"


@pytest.fixture
def modem() -> Iterator[FakeModem]:
    with a_modem() as found:
        yield found


def a_line(modem: FakeModem) -> Channel:
    return calls.a_channel("gsm", options={"device": modem.device}, timeout_seconds=1)


def test_a_short_text_is_one_message_and_asks_for_a_report() -> None:
    parts = pdu.submits("13900000001", "请到村委会集合", 7)
    assert len(parts) == 1
    found = read_submit(parts[0].pdu)
    assert (found.address, found.text, found.header, found.wants_report) == (
        "8613900000001", "请到村委会集合", b"", True,
    )  # fmt: skip
    assert parts[0].length == len(parts[0].pdu) // 2 - 1


@pytest.mark.parametrize(("length", "parts"), [(1, 1), (70, 1), (71, 2), (134, 2), (135, 3), (201, 3), (202, 4)])
def test_where_a_long_text_is_divided(length: int, parts: int) -> None:
    assert len(pdu.split("警" * length)) == parts


def test_parts_know_their_place_and_only_the_last_asks_for_a_report() -> None:
    found = [read_submit(one.pdu) for one in pdu.submits("13900000001", "警" * 150, 300)]
    assert [one.header.hex() for one in found] == ["0500032c0301", "0500032c0302", "0500032c0303"]
    assert [one.wants_report for one in found] == [False, False, True]


def test_a_sign_of_two_halves_is_not_torn() -> None:
    parts = pdu.split("𠮷" * 60)
    assert [len(part) for part in parts] == [33, 27]


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=400))
def test_whatever_is_written_arrives_whole(text: str) -> None:
    found = [read_submit(one.pdu) for one in pdu.submits("13900000001", text, 1)]
    assert "".join(one.text for one in found) == text


def test_a_service_number_goes_without_the_country() -> None:
    assert read_submit(pdu.submits("10086", "查询", 1)[0].pdu).address == "10086"


def test_texts_and_reports_are_read() -> None:
    at = clock.at("2026-11-20 10:01:05")
    assert pdu.decoded(REPLY_UCS2) == pdu.Received("13900000001", "明白", at)
    assert pdu.decoded(REPLY_SEVEN) == pdu.Received("13900000001", "2", at)
    later = at + timedelta(seconds=1)
    assert pdu.decoded(ARRIVED) == pdu.Arrival("13900000001", 41, later, True, 0)
    assert pdu.decoded(EXPIRED) == pdu.Arrival("13900000001", 41, later, False, 0x46)
    assert pdu.decoded(TRYING) == pdu.Arrival("13900000001", 41, later, None, 0x20)


def test_seven_bits_a_sign_with_its_second_table() -> None:
    hello, euro = "E8329BFD4697D9EC37", "9B32"
    assert pdu.decoded(f"{HEAD}0000{STAMP}0A{hello}") == pdu.Received(
        "13900000001", "hellohello", clock.at("2026-11-20 10:01:05")
    )
    found = pdu.decoded(f"{HEAD}0000{STAMP}02{euro}")
    assert isinstance(found, pdu.Received)
    assert found.text == "€"


@given(st.binary(max_size=60))
def test_nothing_that_comes_in_breaks_the_reader(raw: bytes) -> None:
    try:
        pdu.decoded(raw.hex())
    except ValueError:
        return


def test_a_text_goes_out(channel: Make, message: Message, modem: FakeModem) -> None:
    line = channel("gsm", device=modem.device)
    result = hand_over(adapter_of("gsm"), line, [message(text="警" * 71)])[0]
    assert result.ok
    assert result.provider_id.startswith("gsm/13900000001/42/")
    assert [one.text for one in modem.sent] == ["警" * 67, "警" * 4]
    assert "READY" in adapter_of("gsm").check(line)


@pytest.mark.parametrize(("cause", "retry"), [(1, False), (28, False), (38, True), (500, True)])
def test_the_network_s_cause_tells_whether_to_try_again(
    channel: Make, message: Message, modem: FakeModem, cause: int, retry: bool
) -> None:
    modem.refuses = {"13900000001": cause}
    result = hand_over(adapter_of("gsm"), channel("gsm", device=modem.device), [message()])[0]
    assert (result.ok, result.retry, result.unsure) == (False, retry, False)


def test_a_modem_that_falls_silent_after_taking_a_text_leaves_it_unsure(
    channel: Make, message: Message, modem: FakeModem
) -> None:
    modem.dumb_after = 0
    result = hand_over(adapter_of("gsm"), channel("gsm", device=modem.device), [message()])[0]
    assert (result.ok, result.retry, result.unsure) == (False, True, True)
    stopped = channel("gsm", device=modem.device, unsure="stop")
    again = hand_over(adapter_of("gsm"), stopped, [message(again=True)])[0]
    assert (again.ok, again.retry, len(modem.sent)) == (False, False, 1)


def test_a_modem_outside_the_network_is_seen(channel: Make, modem: FakeModem) -> None:
    modem.registered = False
    with pytest.raises(GatewayTrouble, match="登记"):
        adapter_of("gsm").check(channel("gsm", device=modem.device))


def test_replies_and_reports_come_in_and_are_forgotten_by_the_modem(unit: Organisation, modem: FakeModem) -> None:
    line = a_line(modem)
    notice = a_notice(rule=Rule.EVERYONE)
    addressee = an_addressee(unit, notice, 1)
    old = a_delivery(notice, 1, kind="gsm", channel=line, state=DeliveryState.SENT, addressee=addressee,
                     sent_at=clock.now() - timedelta(hours=3), provider_id=f"{line.code}/13900000001/41/1")  # fmt: skip
    new = a_delivery(notice, 1, kind="gsm", channel=line, state=DeliveryState.SENT, addressee=addressee,
                     sent_at=clock.now(), provider_id=f"{line.code}/13900000001/41/2")  # fmt: skip
    modem.memory = {1: REPLY_UCS2, 2: TRYING, 5: ARRIVED, 6: "00FF"}
    assert receiving.read_modems() == 4
    assert modem.memory == {}
    addressee.refresh_from_db()
    assert addressee.word == Word.UNDERSTOOD
    assert dict(Delivery.objects.values_list("pk", "state")) == {old.pk: "sent", new.pk: "delivered"}
    modem.memory = {1: REPLY_UCS2}
    receiving.read_modems()
    assert Reply.objects.count() == 1, "the same text read twice is one reply"


def test_a_long_reply_waits_for_all_its_parts(unit: Organisation, modem: FakeModem) -> None:
    a_line(modem)
    parts = [one.encode("utf-16-be") for one in ("我们在村口，", "道路中断")]
    raw = [
        f"00440D91683109000000F10008{STAMP}{len(part) + 6:02X}0500037B02{place:02X}{part.hex()}"
        for place, part in enumerate(parts, 1)
    ]
    modem.memory = {1: raw[1]}
    receiving.read_modems()
    assert (Reply.objects.count(), ModemPiece.objects.count()) == (0, 1)
    modem.memory = {1: raw[0]}
    receiving.read_modems()
    assert (Reply.objects.get().text, ModemPiece.objects.count()) == ("我们在村口，道路中断", 0)


def test_an_unplugged_modem_is_the_log_s_business(unit: Organisation, caplog: pytest.LogCaptureFixture) -> None:
    calls.a_channel("gsm", options={})
    assert receiving.read_modems() == 0
    assert "device" in caplog.text
