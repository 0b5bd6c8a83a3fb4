"""A template written out for the rows that there are: a paragraph for each, parts in a sentence, what is left out."""

from datetime import date
from io import BytesIO

import pytest
from docx import Document

from anlan.base import clock
from anlan.base.periods import Period
from anlan.reports.papers import drafts, layout, outlines, word
from anlan.reports.papers.setting import Setting
from anlan.subjects.campaigns.models import Campaign
from anlan.subjects.governance.models import Target
from tests.factories import COUNTY
from tests.subjects.incidents.scene import an_incident

pytestmark = pytest.mark.django_db
YEAR = Period.parse("2026")


def _said(body: str, period: Period = YEAR) -> list[str]:
    draft = drafts.written(layout.word("", body), Setting(period, clock.today(), "澜川县应急管理局"))
    assert draft.answers.nothing == {}
    return [paragraph.text for paragraph in word.read(draft.word()) if not paragraph.part]


def _campaign(name: str, year: int = 2026) -> None:
    Campaign.objects.create(name=name, place_id=COUNTY, begins_on=date(year, 1, 1), ends_on=date(year, 12, 31))


def test_a_paragraph_is_written_for_each_campaign_of_the_period(world: object) -> None:
    """百日行动 of the world, and one with quotation marks; none of 2020; a name that would be a tag is left out."""
    _campaign('护航"两会"')
    _campaign("旧行动", 2020)
    _campaign("坏}} {{ 年")
    line = "{% 逐项 专项行动数 按=专项 %}“{{ 本项 }}”{{ 行动天数(专项=本项) }}天、隐患{{ 发现隐患数(专项=本项) }}处。"
    assert _said(line + "\n完") == [
        '“护航"两会"”365天、隐患0处。', "“百日行动”365天、隐患2处。", "完",
    ]  # fmt: skip
    assert _said(line + "\n完", Period.parse("2019")) == ["完"]


def test_a_figure_is_parted_within_its_sentence(world: object) -> None:
    assert _said("发现隐患{{ 发现隐患数(分列=级别) }}。") == ["发现隐患一般3处、重大1处。"]
    assert _said("发现隐患{{ 发现隐患数(分列=级别, 前=1) }}。") == ["发现隐患一般3处等。"]
    assert _said("发现隐患{{ 发现隐患数(分列=级别, 时段=2019) }}。") == ["发现隐患无。"]


def test_what_stands_in_brackets_goes_where_its_figures_are_nought(world: object) -> None:
    """With the commas that it leaves behind; a sentence that lost all its parts goes as a whole."""
    line = (
        "发现{{ 发现隐患数 }}处，{[整改{{ 整改隐患数 }}处{[（{{ 隐患整改率 }}%）]}，]}{[立案{{ 立案执法数 }}起，]}完。"
    )
    assert _said(line) == ["发现4处，整改2处（50%），完。"]
    assert _said(line, Period.parse("2019")) == ["发现0处，完。"]
    assert _said("已检查{[，发现{{ 立案执法数 }}处，]}。\n{[立案{{ 立案执法数 }}起。]}\n完") == ["已检查。", "完"]


def test_what_follows_a_bar_stands_where_the_figures_are_nought(world: object) -> None:
    line = "{[立案{{ 立案执法数 }}起|未立案]}；{[发现{{ 发现隐患数 }}处{[（重大{{ 重大隐患数 }}处）|]}｜没有隐患]}。"
    assert _said(line) == ["未立案；发现4处（重大1处）。"]
    assert _said(line, Period.parse("2019")) == ["未立案；没有隐患。"]


def test_a_table_goes_where_there_is_nothing_to_show_in_it(world: object) -> None:
    body = "{[发现{{ 发现隐患数 }}处，排名如下。|没有隐患。]}\n{[{% 排名 隐患整改率, 发现隐患数 按=属地 %}]}\n完"
    assert drafts.check(layout.word("", body)).faults == ()
    for period, lines, tables in (
        (YEAR, ["发现4处，排名如下。", "完"], 1),
        (Period.parse("2019"), ["没有隐患。", "完"], 0),
    ):
        data = drafts.written(layout.word("", body), Setting(period, clock.today(), "局")).word()
        assert [paragraph.text for paragraph in word.read(data) if not paragraph.part] == lines
        assert len(Document(BytesIO(data)).tables) == tables


def test_a_single_part_is_not_among_others(world: object) -> None:
    assert _said("发现{{ 发现隐患数 }}处，其中{{ 发现隐患数(分列=级别) }}。") == ["发现4处，其中一般3处、重大1处。"]
    line = "重大隐患{{ 发现隐患数(级别=重大) }}处，其中{{ 发现隐患数(级别=重大, 分列=级别) }}。"
    assert _said(line) == ["重大隐患1处，均为重大。"]


def test_targets_say_what_they_are_measured_in(world: object) -> None:
    for name, unit in (("按期整改率", "%"), ("宣传活动", "场次")):
        Target.objects.create(name=name, year=2026, measured_in=unit, goal=96, place_id=COUNTY)
    assert _said("目标：{{ 目标值(分列=指标) }}。") == ["目标：宣传活动96场次、按期整改率96%。"]


def test_an_event_tells_only_what_is_known_of_its_victims(world: object) -> None:
    line = "{[目前{[死亡{{ 事件死亡 }}人，]}{[受伤{{ 事件受伤 }}人，]}。|没有伤亡报告。]}"
    line += "{[损失{{ 事件损失 }}万元。|损失正在统计。]}"
    said = []
    for facts in ({"injured": 2}, {"deaths": 0, "loss": "0.00"}, {"deaths": 1, "injured": 3, "loss": "12.50"}):
        event = an_incident(**facts)
        draft = drafts.written(layout.word("", line), Setting(YEAR, clock.today(), "局", event=event))
        said += [paragraph.text for paragraph in word.read(draft.word()) if not paragraph.part]
    assert said == [
        "目前受伤2人。损失正在统计。",
        "没有伤亡报告。损失正在统计。",
        "目前死亡1人，受伤3人。损失12.50万元。",
    ]


def test_a_list_that_a_bureau_may_lack_is_no_fault_where_it_is_said_so(world: object) -> None:
    assert _said("一{[，“五进”{{ 清单项数(字典=“五进”, 可缺=是) }}类]}。") == ["一。"]
    checked = drafts.check(layout.word("", "“五进”{{ 清单项数(字典=“五进”) }}类"))
    assert checked.faults[0].sentence.startswith("没有名为“五进”的字典")


def test_since_a_campaign_began_is_a_period(world: object) -> None:
    _campaign("去年的行动", 2025)
    text = "{{ 发现隐患数(专项=百日行动, 时段=行动以来) }}"
    assert _said(text, Period.parse("2026-03")) == ["1"]
    assert _said("{{ 发现隐患数(专项=百日行动) }}", Period.parse("2026-03")) == ["0"]


def test_marks_are_checked_as_a_template_comes_in(world: object) -> None:
    sentences = [
        fault.sentence
        for body in (
            "{[立案{{ 立案执法数 }}起",
            "{{ 立案执法数(专项=本项) }}",
            "{% 逐项 立案执法数 按=颜色 %}{{ 本项 }}",
        )
        for fault in drafts.check(layout.word("", body)).faults
    ]
    assert sentences[:2] == ["“{[”和“]}”要成对，写在同一段里。", "“本项”只能写在有“逐项”的段落里。"]
    assert sentences[2].startswith("“立案执法数”不能按“颜色”分")


@pytest.mark.parametrize("slug", outlines.shipped())
def test_a_report_of_nothing_still_reads_well(slug: str) -> None:
    """An empty county: no dash for a number, no comma before a full stop, no word of a campaign that is not."""
    one = outlines.shipped()[slug]
    if "事件" in one.title or "专项" in one.title:
        return  # written of one event or campaign, which an empty county has not
    text = "\n".join(line for line in _said(one.body) if "。" in line)
    for wrong in ("—", "，。", "；。", "，，", "本项", "{", "：。", "无可比数据"):
        assert wrong not in text, wrong
