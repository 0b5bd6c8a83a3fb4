# ruff: noqa: E501 - tables of texts, one to a line
"""What comes in is read, remarked upon or refused with the reason; nothing that comes in makes the reader fall over."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anlan.subjects.warnings.cap import geometry, national, reading, writing
from anlan.subjects.warnings.cap.message import Profile, Verdict
from tests.subjects.warnings.cap.samples import AREA, ENGLISH, INFO, SENDER, alert, with_area
from tests.subjects.warnings.cap.samples import national as national_alert

RING = "30.1,112.4 30.3,112.4 30.3,112.6 30.1,112.4"


def verdict(data: bytes) -> tuple[str, str]:
    found = reading.read(data)
    return found.verdict.value, "；".join(found.reasons)


def test_a_plain_message_is_accepted_and_says_what_it_said() -> None:
    found = reading.read(alert())
    assert (found.verdict, found.reasons) == (Verdict.ACCEPTED, [])
    message = found.readings[0].message
    assert message is not None
    assert message.sender == SENDER
    assert message.sent is not None
    assert message.sent.isoformat() == "2026-07-05T09:00:00+08:00"
    info = message.info
    assert info is not None
    assert (info.event, info.severity, info.areas[0].geocodes) == (
        "暴雨",
        "Severe",
        (("CPEAS Geographic Code", "990121000000"),),
    )


def test_the_shape_of_the_chinese_weather_service_is_accepted_two_languages_no_polygon_short_codes() -> None:
    six = AREA.replace("990121000000", "990121")
    assert verdict(alert(ENGLISH.format(area=six) + INFO.format(area=AREA))) == ("accepted", "")
    message = reading.read(alert(ENGLISH.format(area=AREA) + INFO.format(area=AREA))).readings[0].message
    assert message is not None
    assert message.info is not None
    assert message.info.language == "zh-CN"  # the Chinese block is the one that people here read


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (("<scope>Public</scope>", "<scoep>Public</scoep>"), "scoep"),
        (("<status>Actual</status>", "<status>actual</status>"), "status"),
        (("<status>Actual</status>", ""), "缺少 status"),
        (("<sent>2026-07-05T09:00:00+08:00</sent>", "<sent>2026-07-05T01:00:00Z</sent>"), "sent"),
        (("<sent>2026-07-05T09:00:00+08:00</sent>", "<sent>2026-02-30T01:00:00+08:00</sent>"), "sent"),
        (("<event>暴雨</event>", "<event/>"), "事件"),
        (("<event>暴雨</event>", ""), "缺少 event"),
        (("<event>暴雨</event>", "<event>暴雨</event><event>大风</event>"), "重复"),
        (("<severity>Severe</severity>", "<severity>Orange</severity>"), "severity"),
        (("<language>zh-CN</language>", "<language>中文</language>"), "language"),
        (("<category>Met</category>", ""), "缺少 category"),
        (("<urgency>Unknown</urgency>\n    <severity>Severe</severity>", "<severity>Severe</severity>\n<urgency>Unknown</urgency>"), "位置"),
        (("21:00:00+08:00</expires>", "08:00:00+08:00</expires>"), "失效时间早于生效时间"),
        (("<sender>Lan", "<sender>a b Lan"), "sender"),
        (("_20260705090000</identifier>", ",1</identifier>"), "identifier"),
        (("<scope>Public</scope>", "<scope>Private</scope>"), "addresses"),
        (("<scope>Public</scope>", "<scope>Restricted</scope>"), "restriction"),
        (("<scope>Public</scope>", "<scope>Public</scope><restriction>只给政府</restriction>"), "Restricted"),
        (("<msgType>Alert</msgType>", "<msgType>Update</msgType>"), "references"),
        (("<scope>Public</scope>", "<scope>Public</scope><references/>"), "references"),
        (("<scope>Public</scope>", "<scope>Public</scope><references>x,y</references>"), "references"),
    ],
)  # fmt: skip
def test_what_breaks_the_schema_or_the_text_of_cap_is_refused_with_the_reason(
    change: tuple[str, str], reason: str
) -> None:
    before = alert().decode()
    assert change[0] in before
    got, reasons = verdict(before.replace(*change).encode())
    assert got == "refused"
    assert reason in reasons


@pytest.mark.parametrize(
    ("inside", "reason"),
    [
        ("<polygon>30,112 31,113 30,112</polygon>", "至少要 4 个"),
        ("<polygon>30,112 31,112 31,113 30,113</polygon>", "没有闭合"),
        ("<polygon>30,112 91,112 31,113 30,112</polygon>", "超出了范围"),
        ("<polygon>112,30 112,31 113,31 112,30</polygon>", "超出了范围"),
        ("<polygon>30,112 31,113 31,112 30,113 30,112</polygon>", "自己与自己相交"),
        ("<polygon>30,112 31,112 32,112 30,112</polygon>", "没有围住"),
        ("<polygon>30;112 31;113</polygon>", "纬度,经度"),
        ("<polygon/>", "至少要 4 个"),
        ("<circle>30,112</circle>", "半径"),
        ("<circle>30,112 -1</circle>", "半径"),
        ("<circle>95,112 1</circle>", "半径"),
        ("<circle>nan,112 1</circle>", "半径"),
        ("<ceiling>100</ceiling>", "altitude"),
        ("<altitude>200</altitude><ceiling>100</ceiling>", "低于"),
        ("<altitude>high</altitude>", "不是数字"),
    ],
)
def test_geometry_that_cannot_be_is_refused(inside: str, reason: str) -> None:
    got, reasons = verdict(with_area(inside))
    assert got == "refused"
    assert reason in reasons


def test_circles_are_kilometres_and_may_be_points() -> None:
    found = reading.read(with_area("<circle>30.2,112.5 1.5</circle><circle>-30.5,151.9 0.0</circle>"))
    assert found.verdict == Verdict.ACCEPTED
    message = found.readings[0].message
    assert message is not None
    shapes = geometry.shapes_of(message)
    assert [shape["type"] for shape in shapes] == ["Polygon"]  # the point has no extent
    longitude, latitude = shapes[0]["coordinates"][0][0]
    assert longitude == pytest.approx(112.5)
    assert (latitude - 30.2) * 111.2 == pytest.approx(1.5, rel=0.01)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (alert(space="urn:oasis:names:tc:emergency:cap:1.1"), "CAP 1.1"),
        (alert().replace(b"21:00:00+08:00</expires>", b"09:00:00+08:00</expires>"), "一到即失效"),
        (alert().replace("停止户外活动。".encode(), b"&lt;b&gt;stop&lt;/b&gt;"), "网页标记"),
        (alert().replace(b"<value>990121000000</value>", b"<value>9901</value>"), "区划代码"),
        (
            alert(kind="Update", references=f"{SENDER},99012141600000_1,2026-07-06T09:00:00+08:00"),
            "比本消息还晚",
        ),
        (with_area(f"<polygon>{RING}</polygon><polygon>{RING}</polygon>"), "重叠"),
        (alert(ENGLISH.format(area=AREA) + INFO.format(area=AREA).replace("停止户外活动。", "Heavy rain.")), "语言"),
        (alert(INFO.format(area=AREA) + INFO.format(area=AREA).replace("Severe", "Minor")), "严重程度"),
    ],
)
def test_what_is_odd_but_lawful_is_taken_with_a_remark(data: bytes, reason: str) -> None:
    got, reasons = verdict(data)
    assert got == "remarks"
    assert reason in reasons


def test_a_message_that_refers_to_itself_is_refused() -> None:
    own = f"{SENDER},99012141600000_20260705090000,2026-07-05T09:00:00+08:00"
    got, reasons = verdict(alert(kind="Update", references=own))
    assert got == "refused"
    assert "自己" in reasons


ATTACKS = {
    "document type": (b'<!DOCTYPE alert SYSTEM "http://example.org/alert.dtd">', b""),
    "outer entity": (b'<!DOCTYPE alert [<!ENTITY x SYSTEM "file:///etc/hosts">]>', b"&x;"),
    "parameter entity": (b'<!DOCTYPE alert [<!ENTITY % x SYSTEM "http://example.org/x"> %x;]>', b""),
    "laughs": (
        b'<!DOCTYPE alert [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>',
        b"&c;",
    ),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_document_types_and_entities_are_refused_whatever_they_hold(name: str) -> None:
    head, inside = ATTACKS[name]
    data = alert(head=head.decode()).replace("停止户外活动。".encode(), inside)
    got, reasons = verdict(data)
    assert got == "refused"
    assert "hosts" not in reasons
    assert "localhost" not in reasons


def test_files_that_are_no_message_are_refused_with_the_reason() -> None:
    assert verdict(b"")[0] == "refused"
    assert "XML" in verdict(b"<alert</alert>")[1]
    assert "XML" in verdict("暴雨橙色预警".encode())[1]
    assert "根元素" in verdict(b"<html><body/></html>")[1]
    assert "命名空间" in verdict(alert(space="urn:example:other"))[1]
    assert "1.0" in verdict(alert(space="http://www.incident.com/cap/1.0"))[1]
    assert "MB" in verdict(b"<a>" + b" " * (reading.MOST_BYTES + 1) + b"</a>")[1]
    assert verdict(b"<a>" * 200 + b"</a>" * 200)[0] == "refused"


def test_a_latin_file_and_a_byte_order_mark_are_read() -> None:
    text = alert().decode().replace("UTF-8", "GB18030")
    assert verdict(text.encode("gb18030"))[0] == "accepted"
    assert verdict(b"\xef\xbb\xbf" + alert())[0] == "accepted"


ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><id>urn:x</id><title>t</title>
<updated>2026-07-05T09:00:00+08:00</updated>{entries}</feed>"""
ENTRY = "<entry><id>1</id><title>t</title><updated>2026-07-05T09:00:00+08:00</updated>{inside}</entry>"


def bare(data: bytes) -> str:
    return data.decode().partition("?>")[2]


def test_feeds_and_envelopes_are_opened() -> None:
    whole = ATOM.format(entries=ENTRY.format(inside=f'<content type="text/xml">{bare(alert())}</content>'))
    assert verdict(whole.encode()) == ("accepted", "")
    index = ATOM.format(entries=ENTRY.format(inside='<link href="https://warn.example.org/1.xml"/>'))
    found = reading.read(index.encode())
    assert (found.verdict, found.links) == (Verdict.REMARKS, ("https://warn.example.org/1.xml",))
    broken = ATOM.format(entries=ENTRY.format(inside="").replace("<id>1</id>", ""))
    assert verdict(broken.encode())[0] == "refused"
    rss = f"<rss version='2.0'><channel><title>t</title><link>l</link><description>d</description><item><title>t</title>{bare(alert())}</item></channel></rss>"
    assert verdict(rss.encode()) == ("accepted", "")
    edxl = f"""<d:EDXLDistribution xmlns:d="urn:oasis:names:tc:emergency:EDXL:DE:1.0"><d:distributionID>1</d:distributionID>
    <d:senderID>a@example.org</d:senderID><d:dateTimeSent>2026-07-05T09:00:00+08:00</d:dateTimeSent>
    <d:distributionStatus>Actual</d:distributionStatus><d:distributionType>Report</d:distributionType>
    <d:combinedConfidentiality>U</d:combinedConfidentiality><d:contentObject><d:xmlContent><d:embeddedXMLContent>{bare(alert())}
    {bare(alert(identifier="second"))}</d:embeddedXMLContent></d:xmlContent></d:contentObject></d:EDXLDistribution>"""
    found = reading.read(edxl.encode())
    assert (found.verdict, len(found.readings)) == (Verdict.ACCEPTED, 2)


def test_one_bad_message_refuses_the_file_it_came_in() -> None:
    bad = bare(alert()).replace("<scope>Public</scope>", "")
    both = ATOM.format(entries=ENTRY.format(inside=f"<content>{bare(alert())}{bad}</content>"))
    found = reading.read(both.encode())
    assert found.verdict == Verdict.REFUSED
    assert [reading.verdict for reading in found.readings] == [Verdict.ACCEPTED, Verdict.REFUSED]


@pytest.mark.parametrize(
    "data",
    [
        alert(),
        alert(ENGLISH.format(area=AREA) + INFO.format(area=AREA)),
        with_area(f"<polygon>{RING}</polygon><circle>30.123456,112.5 0.25</circle><altitude>10</altitude>"),
        alert(kind="Cancel", references=f"{SENDER},a1,2026-07-05T08:00:00+08:00 {SENDER},a2,2026-07-05T08:30:00+08:00"),
    ],
)
def test_what_is_written_again_means_the_same(data: bytes) -> None:
    first = reading.read(data).readings[0].message
    assert first is not None
    again = reading.read(writing.write(first))
    assert again.verdict == Verdict.ACCEPTED
    assert again.readings[0].message == first


def test_the_national_profile_is_read_in_the_words_of_cap() -> None:
    found = reading.read(national_alert(polygon="30.1,112.4 30.3,112.4 30.3,112.6"))
    assert (found.verdict, found.reasons) == (Verdict.ACCEPTED, [])
    message = found.readings[0].message
    assert message is not None
    assert (message.profile, message.sender_code) == (Profile.NATIONAL, "99012141600000")
    info = message.infos[0]
    assert (info.severity, info.certainty, dict(info.parameters)["CPEAS Severity Colour"]) == (
        "Severe",
        "Likely",
        "Orange",
    )
    area = info.areas[0]
    assert [value for _name, value in area.geocodes] == ["990121100000", "990121101000"]
    assert area.circles[0].kilometres == 1.5  # the profile writes metres
    assert area.lines == (((30.1, 112.4), (30.3, 112.4), (30.3, 112.6)),)  # an open polygon is a line
    assert info.resources[0].size == 84 * 1024


def test_the_national_profile_goes_both_ways_and_knows_its_file_name() -> None:
    message = (
        reading.read(national_alert(kind="Cancel", note="降雨结束", references="99012141600000_20260705080000"))
        .readings[0]
        .message
    )
    assert message is not None
    again = reading.read(national.write(message))
    assert again.readings[0].message == message
    assert national.file_name(message) == "99012141600000_20260705090000_11B03_ORANGE_CANCEL.XML"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (national_alert(colour="Purple"), "severity"),
        (national_alert(kind="Update"), "references"),
        (national_alert().replace(b"99012141600000_2026", b"9901214160_2026"), "identifier"),
        (national_alert().replace(b"<eventType>11B03</eventType>", b""), "eventType"),
        (national_alert().replace(b"2026-07-05 09:00:08+08:00</sendTime>", b"2026/07/05</sendTime>"), "sendTime"),
        (national_alert().replace(b"990121100000,", b"99012110000,"), "区划代码"),
    ],
)
def test_a_broken_national_message_is_refused(data: bytes, reason: str) -> None:
    got, reasons = verdict(data)
    assert got == "refused"
    assert reason in reasons


def test_a_national_message_that_lost_its_namespace_is_still_one() -> None:
    assert verdict(national_alert(space=""))[0] == "accepted"


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_make_the_reader_fall_over(data: bytes) -> None:
    assert reading.read(data).verdict == Verdict.REFUSED


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_no_damage_to_a_message_makes_the_reader_fall_over(data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from([alert(), national_alert(), with_area(f"<polygon>{RING}</polygon>")]))
    text = bytearray(whole)
    for _round in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 60)))
        text[start:end] = data.draw(
            st.sampled_from([b"", b"<", b"&amp;", b"<a/>", b"1e999", "９".encode(), b"</info><info>", b"\x00", b"-"])
        )
    found = reading.read(bytes(text))
    assert found.verdict in Verdict
    for item in found.readings:
        if item.message is not None and item.verdict != Verdict.REFUSED and item.message.profile == Profile.CAP_12:
            assert reading.read(writing.write(item.message)).readings[0].message == item.message
