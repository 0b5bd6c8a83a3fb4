"""Reports of an accident as Word files, and what leads from it to governance: nothing is typed twice."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from docx import Document

from anlan.base import clock
from anlan.base.people import roles
from anlan.subjects.accidents import services, threads
from anlan.subjects.accidents.choices import Finding, Outcome, Subject
from anlan.subjects.accidents.models import AccidentCasualty, InquiryItem, Sanction
from anlan.subjects.governance.models import Accountability, Lesson
from tests.factories import CLOUD, COUNTY, a_term, a_user, a_world
from tests.subjects.accidents.world import a_measure, an_accident, an_investigation, settings

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> Any:
    clock.set_for_tests(clock.at("2026-11-22 10:00"))
    made = a_world()
    settings()
    made.office = made.users[roles.SAFETY_OFFICE]
    made.accident = an_accident(deaths=1, serious_injuries=0, loss=Decimal("126.5"), course="动火作业引燃物料。")
    return made


def got(user: Any, address: str) -> Any:
    client = Client()
    client.force_login(user)
    return client.get(address)


def text_of(answer: Any) -> str:
    assert answer.status_code == 200
    return "\n".join(paragraph.text for paragraph in Document(BytesIO(b"".join(answer))).paragraphs)


def a_sanction(world: Any, **values: Any) -> Sanction:
    kind = a_term("sanction-kind", "行政罚款", "fine")
    given = {"name": "赵石泉", "employer": "石泉建材厂厂长", "kind": kind, "decided_on": date(2026, 11, 21)}
    return Sanction.objects.create(accident=world.accident, **(given | values))


def test_the_report_of_the_investigation_has_its_six_parts_from_the_record(world: Any) -> None:
    row = an_investigation(
        world.accident, leader="组长", members="县公安局", direct_cause="违章动火", nature="liability",
        opinion="建议给予处罚。",
    )  # fmt: skip
    item = InquiryItem.objects.order_by("pk")[0]
    services.answer(row, item, Finding.PROBLEM, "未落实动火审批", actor=world.office)
    a_measure(world.accident, content="完善动火作业审批", due_on=date(2027, 1, 9))
    a_sanction(world, amount=Decimal("3.5"), authority="县应急管理局")
    AccidentCasualty.objects.create(accident=world.accident, outcome=Outcome.DEAD, name="钱大力", post="焊工")
    told = text_of(got(world.office, f"/accidents/investigations/{row.pk}/report.docx"))
    heads = [line for line in told.splitlines() if line[:2] in ("一、", "二、", "三、", "四、", "五、", "六、", "附：")]
    assert [head[0] for head in heads] == list("一二三四五六附")
    for part in (
        "事故单位：石泉建材厂。", "动火作业引燃物料。", "死亡1人，下落不明人数不掌握，重伤0人",
        "直接经济损失126.5万元", "事故等级：一般", "1．钱**，焊工，死亡。", "直接原因：违章动火", "事故性质：责任事故",
        "1．赵石泉（石泉建材厂厂长）：行政罚款3.5万元，由县应急管理局决定。",
        "1．完善动火作业审批（责任单位：石泉建材厂，2027年1月9日前完成）",
        f"【一案四查】{item.content}：查出问题。未落实动火审批",
    ):  # fmt: skip
        assert part in told, part
    assert "钱大力" not in told
    assert got(a_user(roles.TOWNSHIP, CLOUD), f"/accidents/investigations/{row.pk}/report.docx").status_code == 404
    assert got(world.users[roles.SYSADMIN], f"/accidents/investigations/{row.pk}/report.docx").status_code == 403


def test_the_first_report_says_what_is_not_known(world: Any) -> None:
    row = an_accident("2026-11-21 09:00", title="甲", deaths=None, loss=None)
    told = text_of(got(world.users[roles.DUTY], f"/accidents/{row.pk}/report.docx"))
    assert ("死亡人数不掌握" in told, "直接经济损失正在核定" in told, "事故等级：待定" in told) == (True, True, True)
    assert got(a_user(roles.TOWNSHIP, CLOUD), f"/accidents/{row.pk}/report.docx").status_code == 404


def test_a_sanction_goes_into_the_accountability_ledger_once(world: Any) -> None:
    sanction = a_sanction(world, decided_on=None)
    client = Client()
    client.force_login(world.office)
    address = f"/accidents/sanctions/{sanction.pk}/hold"
    assert "还没有填决定日期" in client.post(address, follow=True).content.decode()
    Sanction.objects.update(decided_on=date(2026, 11, 21))
    assert "请先在字典里加上" in client.post(address, follow=True).content.decode()
    a_term("accountability-measure", "行政罚款", "fine")
    for _twice in range(2):
        assert client.post(address).status_code == 302
    kept = Accountability.objects.get()
    assert (kept.person, kept.party, kept.measure.name, kept.decided_on, kept.about, kept.about_id) == (
        "赵石泉", "石泉建材厂厂长", "行政罚款", date(2026, 11, 21), threads.ABOUT, sanction.pk,
    )  # fmt: skip
    assert kept.number in client.get(f"/accidents/sanctions/{sanction.pk}/account").content.decode()
    assert kept.number in client.get(f"/accidents/{world.accident.pk}/governed").content.decode()
    town = Client()
    town.force_login(world.users[roles.TOWNSHIP])
    assert town.post(address).status_code == 403
    unit = a_sanction(world, subject=Subject.UNIT, name="石泉建材厂", employer="")
    assert threads.hold_to_account(unit, actor=world.office).party == "石泉建材厂"


def test_a_lesson_from_an_accident_is_begun_on_its_page_and_shown_there(world: Any) -> None:
    page = got(world.office, f"/l/accident/{world.accident.pk}/").content.decode()
    assert f"/governance/about/lesson/accident/{world.accident.pk}" in page
    form = got(world.office, f"/governance/about/lesson/accident/{world.accident.pk}")
    assert world.accident.title in form.content.decode()
    Lesson.objects.create(number="JS-1", title="吸取教训", content="…", place_id=COUNTY, about="accident",
                          about_id=world.accident.pk)  # fmt: skip
    assert "吸取教训" in got(world.office, f"/accidents/{world.accident.pk}/governed").content.decode()
    assert got(a_user(roles.TOWNSHIP, CLOUD), f"/accidents/{world.accident.pk}/governed").status_code == 404
