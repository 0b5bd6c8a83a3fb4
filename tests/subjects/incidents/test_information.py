"""Incident information: the clocks of every report, what was sent stays as sent, receipts, and the Word form."""

from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from docx import Document

from anlan.base import clock
from anlan.base.audit.models import AuditEntry
from anlan.base.people import roles
from anlan.kit.flow import making
from anlan.kit.flow.making import Refused
from anlan.kit.ledger.lists import Listing
from anlan.kit.ledger.registry import ledger_by_code
from anlan.subjects.incidents import papers, seeding, services
from anlan.subjects.incidents.choices import EventLevel
from anlan.subjects.incidents.flows import information
from anlan.subjects.incidents.models import Incident, Report, ReportRecipient
from tests.factories import COUNTY, a_term, a_user
from tests.subjects.incidents.scene import a_county, an_incident, at

pytestmark = pytest.mark.django_db


@pytest.fixture
def county() -> Any:
    clock.set_for_tests(at("14:00"))
    seeding.limits()
    return a_county()


def move(incident: Incident, code: str, actor: Any, **data: Any) -> Incident:
    made = information.move(code)
    assert made is not None
    making.make(information, made, incident, actor=actor, data=data)
    return Incident.objects.get(pk=incident.pk)


def minutes_of(moment: datetime | None) -> float | None:
    return None if moment is None else (moment - at("14:00")).total_seconds() / 60


def test_the_clocks_run_from_receipt_whenever_it_is_entered(county: Any) -> None:
    clock.tick(at("14:25"))
    incident = an_incident()
    assert (minutes_of(incident.phone_due_at), minutes_of(incident.report_due_at)) == (30, 60)
    assert incident.follow_due_at is None


def test_a_graver_level_found_on_verification_shortens_them(county: Any) -> None:
    incident = move(an_incident(), "verify", county.duty, level=EventLevel.MAJOR, situation="火势较大")
    assert (minutes_of(incident.phone_due_at), minutes_of(incident.report_due_at)) == (15, 35)
    assert (incident.status, incident.level, incident.situation) == ("verified", 2, "火势较大")


def test_an_incident_goes_its_whole_way_and_each_report_keeps_its_clock(county: Any) -> None:
    incident = an_incident(situation="后山冒烟")
    clock.tick(at("14:10"))
    incident = move(incident, "phone", county.duty, text="后山起火", receiver="市局值班员")
    incident = move(incident, "verify", county.duty, level=EventLevel.GENERAL)
    clock.tick(at("15:05"))
    incident = move(incident, "report", county.duty, deaths=0, injured=1, recipients=["市应急管理局"], approver="李局")
    assert minutes_of(incident.follow_due_at) == 65 + 24 * 60
    clock.tick(at("16:00"))
    incident = move(incident, "follow", county.duty, injured=2, measures="已扑灭明火")
    clock.tick(at("18:00"))
    incident = move(incident, "finish", county.duty, cause="烧秸秆")
    kinds = [(report.kind, report.ordinal, report.late) for report in incident.reports.all()]
    assert kinds == [("phone", 1, False), ("first", 1, True), ("follow", 1, False), ("final", 1, False)]
    assert (incident.status, incident.follow_due_at, minutes_of(incident.closed_at)) == ("closed", None, 240)


def test_a_report_keeps_its_figures_though_the_incident_moves_on(county: Any) -> None:
    incident = move(an_incident(), "verify", county.duty)
    incident = move(incident, "report", county.duty, injured=1)
    incident = move(incident, "follow", county.duty, injured=3, deaths=1)
    assert [(r.figures["injured"], r.figures["deaths"]) for r in incident.reports.all()] == [(1, 0), (3, 1)]
    assert (incident.injured, incident.deaths) == (3, 1)


def test_an_empty_figure_leaves_the_last_one_standing(county: Any) -> None:
    incident = move(an_incident(injured=4), "verify", county.duty, injured=None)
    assert incident.injured == 4


def test_follow_ups_are_counted_one_after_the_other(county: Any) -> None:
    incident = move(move(an_incident(), "verify", county.duty), "report", county.duty)
    for _ in range(3):
        incident = move(incident, "follow", county.duty)
    assert [r.ordinal for r in incident.reports.filter(kind="follow")] == [1, 2, 3]
    assert Report.objects.values("number").distinct().count() == 4


def test_what_is_not_so_owes_nothing_and_owes_again_when_it_is_so_after_all(county: Any) -> None:
    incident = move(an_incident(), "dismiss", county.duty, opinion="烟雾为炊烟")
    assert (incident.phone_due_at, incident.report_due_at) == (None, None)
    incident = move(incident, "restore", county.duty, opinion="确有明火")
    assert (minutes_of(incident.phone_due_at), minutes_of(incident.report_due_at)) == (30, 60)


def test_the_telephone_report_is_made_once(county: Any) -> None:
    incident = move(an_incident(), "phone", county.duty, text="起火")
    with pytest.raises(Refused):
        move(incident, "phone", county.duty, text="再报")


def test_a_township_enters_and_verifies_but_does_not_report_upwards(county: Any) -> None:
    incident = move(an_incident(), "verify", county.stone)
    with pytest.raises(Refused, match="权限"):
        move(incident, "report", county.stone)
    with pytest.raises(Refused, match="权限"):
        move(an_incident(), "verify", county.cloud)


def test_the_list_names_what_is_late(county: Any) -> None:
    late, phoned, fresh = an_incident(title="逾时未报"), an_incident(title="已电话"), an_incident(title="刚接报")
    move(phoned, "phone", county.duty, text="起火")
    Incident.objects.filter(pk=fresh.pk).update(phone_due_at=at("15:30"), report_due_at=at("16:00"))
    clock.tick(at("14:31"))
    chips = [str(label) for label in ledger_by_code("incident").chips]
    params = {"chip": str(chips.index("已超时限") + 1)}
    found = Listing(ledger_by_code("incident"), county.duty, params).queryset
    assert [row.pk for row in found] == [late.pk]
    clock.tick(at("15:01"))
    found = Listing(ledger_by_code("incident"), county.duty, params).queryset
    assert {row.pk for row in found} == {late.pk, phoned.pk}


def test_the_workbench_shows_the_clock_that_runs(county: Any) -> None:
    ledger = ledger_by_code("incident")
    incident = an_incident()
    assert ledger.deadline(incident) == incident.phone_due_at
    incident = move(incident, "phone", county.duty, text="起火")
    assert ledger.deadline(incident) == incident.report_due_at
    incident = move(move(incident, "verify", county.duty), "report", county.duty)
    assert ledger.deadline(incident) == incident.follow_due_at
    client = Client()
    client.force_login(county.duty)
    assert "石塘村后山起火" in client.get("/").content.decode()


def sent_report(county: Any) -> Report:
    incident = move(an_incident(situation="过火 12 亩。", address="后山"), "verify", county.duty)
    a_term("report-recipient", "市应急管理局")
    incident = move(
        incident, "report", county.duty, recipients=["市应急管理局"], others="县委宣传部、县公安局", way="fax",
        approver="李局", measures="叫应两支队伍", injured=2,
    )  # fmt: skip
    return incident.reports.get()


def test_everybody_it_went_to_is_kept_with_way_and_receipt(county: Any) -> None:
    report = sent_report(county)
    assert [(each.name, each.way, each.received_at) for each in report.recipients.order_by("pk")] == [
        ("市应急管理局", "fax", None), ("县委宣传部", "fax", None), ("县公安局", "fax", None),
    ]  # fmt: skip
    clock.tick(at("14:08"))
    client = Client()
    client.force_login(county.duty)
    first = report.recipients.order_by("pk").first()
    assert first is not None
    client.post(f"/incidents/recipients/{first.pk}/sign", {"receiver": "周值班"})
    signed = ReportRecipient.objects.get(pk=first.pk)
    assert (signed.receiver, signed.received_at, signed.entered_by) == ("周值班", at("14:08"), county.duty)
    client.post(f"/incidents/recipients/{first.pk}/sign", {"receiver": "别人"})
    assert ReportRecipient.objects.get(pk=first.pk).receiver == "周值班", "the first signature stands"
    assert AuditEntry.objects.filter(act="incident.sign").count() == 1


def test_nobody_signs_before_it_was_sent_or_in_the_future(county: Any) -> None:
    recipient = sent_report(county).recipients.first()
    assert recipient is not None
    for moment in (at("13:59"), at("14:00") + timedelta(minutes=1)):
        with pytest.raises(Refused, match="签收时间"):
            services.sign_for(recipient, actor=county.duty, receiver="周值班", at=moment)


def test_another_town_neither_reads_nor_signs(county: Any) -> None:
    report = sent_report(county)
    recipient = report.recipients.first()
    assert recipient is not None
    for user, status in ((county.cloud, 404), (a_user(roles.WAREHOUSE, COUNTY), 403)):
        client = Client()
        client.force_login(user)
        assert client.get(f"/incidents/reports/{report.pk}.docx").status_code == status
        assert client.post(f"/incidents/recipients/{recipient.pk}/sign", {"receiver": "某"}).status_code == status
    assert ReportRecipient.objects.filter(received_at__isnull=False).count() == 0


def test_the_word_form_says_what_was_sent_in_the_official_layout(county: Any) -> None:
    report = sent_report(county)
    client = Client()
    client.force_login(county.duty)
    answer = client.get(f"/incidents/reports/{report.pk}.docx")
    document = Document(BytesIO(answer.content))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    for part in ("突发事件信息初报", report.number, "签发人：李局", "市应急管理局、县委宣传部、县公安局：",
                 "11月22日14时00分",
                 "石泉镇石塘村后山", "过火 12 亩。", "受伤2人", "叫应两支队伍", "直接经济损失正在核查"):  # fmt: skip
        assert part in text, part
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.top_margin.mm), round(section.left_margin.mm)) == (210, 37, 28)
    assert papers.word_form(report)[:2] == b"PK"


def test_the_page_of_an_incident_shows_reports_receipts_and_the_way_to_a_call_out(county: Any) -> None:
    report = sent_report(county)
    client = Client()
    client.force_login(county.duty)
    text = client.get(f"/l/incident/{report.incident_id}/").content.decode()
    for part in ("过火 12 亩。", "县公安局", "登记签收", f"/incidents/reports/{report.pk}.docx", "about=incident"):
        assert part in text, part


def test_a_report_form_opens_with_what_is_known(county: Any) -> None:
    incident = move(an_incident(situation="后山冒烟", injured=3), "verify", county.duty)
    client = Client()
    client.force_login(county.duty)
    text = client.get(f"/l/incident/{incident.pk}/move/report").content.decode()
    assert "后山冒烟" in text
    assert 'value="3"' in text
    empty = client.post(f"/l/incident/{incident.pk}/move/report", {"situation": "有火", "approver": "李局"})
    assert "至少选择或填写一个报送对象" in empty.content.decode()
    assert Report.objects.count() == 0


def test_limits_are_laid_once_and_edited_ones_stay(county: Any) -> None:
    assert seeding.limits() == 0
    assert seeding.policy() == seeding.policy()


def test_a_new_bureau_begins_with_limits_and_a_policy() -> None:
    call_command("start_bureau", "--code", "990122", "--name", "新县", "--json")
    assert seeding.limits() == 0
    assert seeding.standing_policy() is not None
