"""Emergency broadcast: named and signed as the interface wants it, one broadcast a delivery however often sent."""

import base64
import io
import tarfile
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlan.base import clock
from anlan.kit.notify.channels import broadcast, sm2
from anlan.kit.notify.channels.adapters import GatewayTrouble, Outgoing, hand_over
from anlan.kit.notify.channels.known import adapter_of
from tests.kit.notify.channels.conftest import Make
from tests.kit.notify.channels.recorder import Recorder

Message = Callable[..., Outgoing]
# GB/T 32918.5 A.2: key, nonce, message and signature of the recommended curve.
KEY = 0x3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8
NONCE = 0x59276E27D506861A16680F3AD9C02DCCEF3CC1FA3CDBE4CE6D54B80DEAC1BC21
PUBLIC = (
    0x09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020,
    0xCCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13,
)
SIGNATURE = (
    "F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3"
    "B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA"
)
SOURCE = broadcast.resource_id("990121000000", "0314000000")


def test_the_signature_is_the_standard_s_own_example() -> None:
    assert sm2.public_key(KEY) == PUBLIC
    assert sm2.sign(KEY, b"message digest", nonce=NONCE).hex().upper() == SIGNATURE
    assert sm2.verify(PUBLIC, b"message digest", bytes.fromhex(SIGNATURE))


def test_a_signature_holds_for_its_message_and_key_only() -> None:
    signed = sm2.sign(KEY, b"one")
    assert sm2.verify(PUBLIC, b"one", signed)
    assert not sm2.verify(PUBLIC, b"two", signed)
    assert not sm2.verify(sm2.public_key(KEY - 1), b"one", signed)
    assert not sm2.verify((1, 1), b"one", signed)
    assert not sm2.verify(PUBLIC, b"one", signed[:-1])
    assert not sm2.verify(PUBLIC, b"one", bytes(64))
    assert sm2.sign(KEY, b"one") != signed
    for bad in (0, sm2.N):
        with pytest.raises(ValueError):
            sm2.sign(bad, b"one")


@pytest.mark.parametrize(
    ("division", "level"),
    [
        ("440000000000", 2), ("445100000000", 3), ("445103000000", 4), ("445103101000", 5), ("445103101200", 6),
        ("000000000000", 1),
    ],
)  # fmt: skip
def test_the_level_follows_from_the_division(division: str, level: int) -> None:
    assert broadcast.level_of(division) == level


def a_platform(channel: Make, other_side: Recorder, **values: Any) -> Any:
    options = {
        "url": other_side.url, "ebr_id": SOURCE, "dest_ebr_id": SOURCE[:-1] + "1", "sender_name": "澜川县应急管理局",
        "sender_code": "990121000000", "event_type": "11B03", "event_types": {"fire": "11G01"}, "area": "990121000000",
        "cert_sn": "0001", **values,
    }  # fmt: skip
    return channel("broadcast", {"sm2_key": f"{KEY:064x}"}, **options)


def an_answer(code: str, **more: str) -> bytes:
    extra = "".join(f"<{name}>{value}</{name}>" for name, value in more.items())
    body = f"<EBDResponse><ResultCode>{code}</ResultCode>{extra}</EBDResponse>"
    return f"<EBD><EBDType>EBDResponse</EBDType>{body}</EBD>".encode()


def in_a_tar(content: bytes, name: str = "EBDB_1.xml") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        entry = tarfile.TarInfo(name)
        entry.size = len(content)
        archive.addfile(entry, io.BytesIO(content))
    return out.getvalue()


def files_of(body: bytes) -> dict[str, bytes]:
    with tarfile.open(fileobj=io.BytesIO(body)) as archive:
        return {one.name: archive.extractfile(one).read() for one in archive}  # type: ignore[union-attr]


def test_a_message_goes_out_signed_and_named_as_the_interface_says(
    channel: Make, message: Message, other_side: Recorder
) -> None:
    other_side.usual = (200, in_a_tar(an_answer("1")), {})
    made_at = clock.at("2026-11-20 23:59:58")
    outgoing = message(id=12_345, place="990121100000", topic="fire", urgency=2, made_at=made_at)
    result = hand_over(adapter_of("broadcast"), a_platform(channel, other_side), [outgoing])[0]
    assert (result.ok, result.provider_id) == (True, f"{SOURCE}202611202345")
    heard = other_side.heard[0]
    name = f"10{SOURCE}2026112000012345"
    assert len(name) == 41
    assert f"EBDT_{name}.tar" in heard.headers["Content-Disposition"]
    files = files_of(heard.body)
    assert list(files) == [f"EBDB_{name}.xml", f"EBDS_EBDB_{name}.xml"]
    told = ET.fromstring(files[f"EBDB_{name}.xml"])
    assert [told.findtext(path) for path in (
        "EBDID", "EBDType", "SRC/EBRID", "EBM/EBMID", "EBM/MsgBasicInfo/MsgType", "EBM/MsgBasicInfo/EventType",
        "EBM/MsgBasicInfo/Severity", "EBM/MsgBasicInfo/EndTime", "EBM/MsgContent/AreaCode", "EBM/MsgContent/MsgDesc",
    )] == [
        name, "EBM", SOURCE, f"{SOURCE}202611202345", "1", "11G01", "2", "2026-11-21 01:59:58", "990121100000",
        "请到村委会集合",
    ]  # fmt: skip
    seal = ET.fromstring(files[f"EBDS_EBDB_{name}.xml"])
    value = base64.b64decode(seal.findtext("SignatureValue") or "")
    assert sm2.verify(PUBLIC, files[f"EBDB_{name}.xml"], value)
    assert seal.findtext("SignatureCert/CertSN") == "0001"


def test_what_may_have_been_taken_is_asked_for_by_its_name(
    channel: Make, message: Message, other_side: Recorder
) -> None:
    platform = a_platform(channel, other_side)
    outgoing = message(id=7, made_at=clock.at("2026-11-20 10:00"), again=True)
    state = f"<EBM><EBMID>{SOURCE}202611200007</EBMID><BrdStateCode>2</BrdStateCode></EBM>"
    known = f"<EBD><EBMStateResponse>{state}</EBMStateResponse></EBD>"
    other_side.usual = (200, known.encode(), {})
    assert hand_over(adapter_of("broadcast"), platform, [outgoing])[0].ok
    assert len(other_side.heard) == 1
    other_side.usual = (200, an_answer("1"), {})
    assert hand_over(adapter_of("broadcast"), platform, [outgoing])[0].ok
    asked = [ET.fromstring(next(iter(files_of(one.body).values()))) for one in other_side.heard]
    assert [one.findtext("EBDType") for one in asked] == ["EBMStateRequest", "EBMStateRequest", "EBM"]


@pytest.mark.parametrize("said", [b"", b"hello", b"<EBD>", in_a_tar(b"<x/>", "other.xml"), b"<EBD/>"])
def test_an_answer_that_cannot_be_read_leaves_it_unsure(
    channel: Make, message: Message, other_side: Recorder, said: bytes
) -> None:
    other_side.usual = (200, said, {})
    result = hand_over(adapter_of("broadcast"), a_platform(channel, other_side), [message()])[0]
    assert (result.ok, result.unsure) == (False, True)


def test_a_refusal_is_final(channel: Make, message: Message, other_side: Recorder) -> None:
    other_side.usual = (200, an_answer("4", ResultDesc="签名验证失败"), {})
    result = hand_over(adapter_of("broadcast"), a_platform(channel, other_side), [message()])[0]
    assert (result.retry, result.error) == (False, "ResultCode 4 签名验证失败")


def test_entities_in_an_answer_are_not_opened() -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><EBD><ResultCode>&x;</ResultCode></EBD>'
    assert broadcast.unpacked(bomb).findtext(".//ResultCode") is None


@given(st.binary(max_size=2000))
def test_no_answer_breaks_the_reader(said: bytes) -> None:
    assert broadcast.unpacked(said) is not None


def test_the_heartbeat_is_the_link_test(channel: Make, other_side: Recorder) -> None:
    other_side.usual = (200, an_answer("1"), {})
    platform = a_platform(channel, other_side)
    adapter_of("broadcast").check(platform)
    assert f"EBDB_01{SOURCE}0000000000000000.xml" in files_of(other_side.heard[0].body)
    other_side.usual = (200, an_answer("5"), {})
    with pytest.raises(GatewayTrouble):
        adapter_of("broadcast").check(platform)


def test_an_exercise_never_sounds_unless_the_platform_was_set_up_for_exercises(
    channel: Make, message: Message, other_side: Recorder
) -> None:
    other_side.usual = (200, an_answer("1"), {})
    refused = hand_over(adapter_of("broadcast"), a_platform(channel, other_side), [message(exercise=True)])[0]
    assert ("演练" in refused.error, other_side.heard) == (True, [])
    for_exercises = a_platform(channel, other_side, exercise_gateway=True)
    assert hand_over(adapter_of("broadcast"), for_exercises, [message(exercise=True)])[0].ok
    told = ET.fromstring(next(iter(files_of(other_side.heard[0].body).values())))
    assert told.findtext("EBM/MsgBasicInfo/MsgType") == "3"
