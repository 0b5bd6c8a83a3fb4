"""A report's form as data: lines become questions, answers their form, many answers their sums."""

from typing import Any

import pytest

from anlan.subjects.duty.questions import BadQuestions, Question, answers, read, totals

FORM = "巡查人次｜整数｜必填\n降水量|小数\n天气｜选项：晴、雨、雪\n有无险情｜是否｜必填\n情况"


def test_lines_become_questions() -> None:
    assert read(FORM) == [
        Question("巡查人次", "整数", True),
        Question("降水量", "小数"),
        Question("天气", "选项", choices=("晴", "雨", "雪")),
        Question("有无险情", "是否", True),
        Question("情况"),
    ]
    assert read("\n\n") == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("｜整数", "第 1 行"),
        ("甲｜数", "“数”"),
        ("甲｜选项", "选项"),
        ("甲\n甲", "写了两次"),
        ("甲｜整数：一", "整数"),
        ("甲｜整数｜小数", "第 1 行"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(text: str, word: str) -> None:
    with pytest.raises(BadQuestions, match=word):
        read(text)


def test_more_questions_than_anybody_answers_are_refused() -> None:
    with pytest.raises(BadQuestions, match="最多 40 项"):
        read("\n".join(f"项{number}" for number in range(41)))


def test_answers_take_their_form() -> None:
    given = {"巡查人次": "１２", "降水量": "3.50", "天气": "雨", "有无险情": "否", "情况": " 正常 "}
    assert answers(read(FORM), given) == (
        {"巡查人次": 12, "降水量": "3.50", "天气": "雨", "有无险情": "否", "情况": "正常"},
        {},
    )


@pytest.mark.parametrize(
    ("name", "value", "word"),
    [
        ("巡查人次", "", "必填"),
        ("巡查人次", "十二", "应填数字"),
        ("巡查人次", "1.5", "应填整数"),
        ("降水量", "1e99", "太大"),
        ("降水量", "NaN", "太大"),
        ("天气", "阴", "应为：晴、雨、雪"),
        ("有无险情", "无", "应为：是、否"),
    ],
)
def test_an_answer_that_does_not_fit_has_its_sentence(name: str, value: str, word: str) -> None:
    given: dict[str, Any] = {"巡查人次": "1", "有无险情": "否"} | {name: value}
    _kept, errors = answers(read(FORM), given)
    assert list(errors) == [name]
    assert word in errors[name]


def test_numbers_are_summed_choices_counted_and_texts_left_out() -> None:
    filed = [
        {"巡查人次": 3, "降水量": "0.1", "天气": "晴", "有无险情": "否", "情况": "好"},
        {"巡查人次": 4, "降水量": "0.2", "天气": "晴"},
        {},
    ]
    assert totals(read(FORM), filed) == {"巡查人次": "7", "降水量": "0.3", "天气": "晴 2", "有无险情": "否 1"}
