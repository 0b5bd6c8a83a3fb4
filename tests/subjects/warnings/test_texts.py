# ruff: noqa: E501 - tables of texts, one to a line
"""Chinese warning texts are read as people mean them, and what they do not say is left to a person."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anlan.subjects.warnings import texts

READ = [
    ("澜川县气象台2026年07月05日09时05分继续发布大风蓝色预警：预计未来24小时有阵风。", "澜川县气象台", "2026-07-05T09:05", "大风", "蓝色", "继续发布", "澜川县"),
    ("澜川县气象台2026年7月5日9时升级发布暴雨黄色预警信号:降雨已达30毫米,", "澜川县气象台", "2026-07-05T09:00", "暴雨", "黄色", "升级发布", "澜川县"),
    ("澜川县气象台于2026年7月5日9时5分变更高温红色预警信号为高温橙色预警信号。", "澜川县气象台", "2026-07-05T09:05", "高温", "橙色", "变更", "澜川县"),
    ("澜川县气象台2026年7月5日9时将暴雨黄色预警信号升级为暴雨橙色预警信号", "澜川县气象台", "2026-07-05T09:00", "暴雨", "橙色", "升级", "澜川县"),
    ("澜川县气象台2026年7月5日9时将暴雨橙色预警信号升级为红色", "澜川县气象台", "2026-07-05T09:00", "暴雨", "红色", "升级", "澜川县"),
    ("澜川县气象台2026年7月5日9时将高温橙色预警信号降级为高温黄色预警信号", "澜川县气象台", "2026-07-05T09:00", "高温", "黄色", "降级", "澜川县"),
    ("澜川县气象局2026年07月05日06时15分解除雷电黄色预警信号。目前我县已无雷电活动。", "澜川县气象局", "2026-07-05T06:15", "雷电", "黄色", "解除", "澜川县"),
    ("澜川县气象台2026年7月5日9时发布暴雨橙色预警信号，同时解除暴雨黄色预警信号。", "澜川县气象台", "2026-07-05T09:00", "暴雨", "橙色", "发布", "澜川县"),
    ("澜川县森林草原防灭火指挥部办公室2026年4月1日10时发布森林火险红色预警", "澜川县森林草原防灭火指挥部办公室", "2026-04-01T10:00", "森林火险", "红色", "发布", "澜川县"),
    ("澜川县自然资源局、澜川县气象局2026年7月5日17时联合发布地质灾害气象风险黄色预警：", "澜川县自然资源局、澜川县气象局", "2026-07-05T17:00", "地质灾害气象风险", "黄色", "发布", "澜川县"),
    ("2026年7月5日9时，澜川县防汛抗旱指挥部办公室发布洪水蓝色预警", "澜川县防汛抗旱指挥部办公室", "2026-07-05T09:00", "洪水", "蓝色", "发布", "澜川县"),
    ("澜川县气象台2026年7月5日9时为石泉镇、云溪镇发布暴雨红色预警信号", "澜川县气象台", "2026-07-05T09:00", "暴雨", "红色", "发布", "石泉镇、云溪镇"),
    ("根据省气象台预报，澜川县应急管理局2026年7月5日下午3时发布暴雨黄色预警", "澜川县应急管理局", "2026-07-05T15:00", "暴雨", "黄色", "发布", "澜川县"),
    ("澜川县气象台二〇二六年七月五日十时二十分发布大雾橙色预警信号", "澜川县气象台", "2026-07-05T10:20", "大雾", "橙色", "发布", "澜川县"),
    ("2026年07月05日09时，澜川县气象台将石泉镇暴雨黄色预警信号升级为红色", "澜川县气象台", "2026-07-05T09:00", "暴雨", "红色", "升级", "石泉镇"),
    ("澜川县气象台2026年7月5日9时终止暴雨蓝色预警信号", "澜川县气象台", "2026-07-05T09:00", "暴雨", "蓝色", "终止", "澜川县"),
    ("镇州市气象台2026年7月5日24时发布海上大风蓝色预警", "镇州市气象台", "2026-07-06T00:00", "海上大风", "蓝色", "发布", "镇州市"),
]  # fmt: skip

LEFT = [  # the field that a person must fill
    ("市气象台2026年7月5日15时45分发布高温黄色预警信号", "region"),
    ("澜川县气象台29日16时31分发布寒潮蓝色预警", "time"),
    ("澜川县水利局7月5日17时发布山洪灾害气象橙色预警", "time"),
    ("澜川县气象台2026年13月5日9时发布大风蓝色预警信号", "time"),
    ("澜川县气象台2026年7月5日9时发布暴雨", "level"),
    ("澜川县气象台2026年7月5日9时发布暴雨橙", "level"),
    ("澜川县气象台2026年7月5日9时发布暴雨橙色和雷电黄色预警信号", "type"),
    ("澜川县气象台2026年7月5日9时发布暴雨橙色和雷电黄色预警信号", "level"),
    ("澜川县气象台2026年7月5日9时发布雷电、大风黄色预警信号", "type"),
    ("澜川县气象台2026年7月5日9时发布石泉镇暴雨红色、云溪镇暴雨橙色预警信号", "level"),
    ("澜川县气象台2026年7月5日9时继续发布大风橙色预警。石泉镇阵风9级，其他乡镇降级发布大风黄色预警信号。", "level"),
    ("澜川县气象台2026年7月5日9时解除暴雨橙色预警信号，同时发布暴雨蓝色预警信号。", "action"),
    ("发布暴雨橙色预警信号，请注意防范", "issuer"),
]


@pytest.mark.parametrize(("text", "issuer", "time", "kind", "level", "action", "region"), READ)
def test_what_a_text_says_is_read(
    text: str, issuer: str, time: str, kind: str, level: str, action: str, region: str
) -> None:
    assert texts.read(text).fields() == {
        "issuer": issuer,
        "time": time,
        "type": kind,
        "level": level,
        "action": action,
        "region": region,
    }


@pytest.mark.parametrize(("text", "field"), LEFT)
def test_what_a_text_does_not_say_is_left_to_a_person(text: str, field: str) -> None:
    fields = texts.read(text).fields()
    assert fields[field] is None
    assert any(fields.values())  # the rest is read all the same


def test_two_levels_in_one_text_are_the_new_one_where_the_other_has_ended() -> None:
    assert texts.read("澜川县气象台解除暴雨橙色预警信号，同时发布暴雨蓝色预警信号").level == "蓝色"
    assert texts.read("澜川县气象台发布暴雨橙色预警信号：原暴雨黄色预警信号失效").level == "橙色"
    assert texts.read("澜川县气象台发布暴雨橙色预警：河水已达红色警戒水位").level == "橙色"


def test_a_text_about_something_else_says_nothing() -> None:
    for text in ("", "国家预警信息发布中心提醒您注意防范。", "今天天气很好。", "县防指启动防汛Ⅳ级应急响应"):
        assert texts.read(text).level is None
        assert texts.read(text).type is None


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "澜川县",
                "气象台",
                "2026年",
                "7月5日9时",
                "发布",
                "将",
                "暴雨",
                "橙色",
                "为",
                "升级为",
                "预警",
                "信号",
                "，",
                "。",
                "解除",
                "【",
                "】",
                "由",
                "、",
                "雷电",
                "9",
                "至",
            ]
        ),
        max_size=30,
    )
)
def test_no_text_makes_the_reader_fall_over(parts: list[str]) -> None:
    fields = texts.read("".join(parts)).fields()
    assert set(fields) == {"issuer", "time", "type", "level", "action", "region"}
