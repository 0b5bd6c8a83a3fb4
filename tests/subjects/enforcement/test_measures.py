"""What is sealed, seized or kept as evidence ends on its day, is made longer once by approval, and goes somewhere."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from anlan.base import clock
from anlan.kit.flow import making
from anlan.kit.flow.making import Refused
from anlan.kit.ledger.lists import visible
from anlan.kit.ledger.registry import ledger_by_code
from anlan.subjects.enforcement.choices import MeasureStatus
from anlan.subjects.enforcement.flows import holding
from anlan.subjects.enforcement.models import CoerciveMeasure, StatutoryLimit
from tests.factories import STONE_VILLAGE, a_term
from tests.subjects.enforcement.world import a_case, entered, move

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(world: SimpleNamespace) -> Any:
    clock.set_for_tests(clock.at("2026-11-02 09:00"))
    for code, name in (("release", "解除"), ("confiscate", "没收")):
        a_term("measure-disposal", name, code)
    return a_case(world)


def a_measure(case: Any, kind: str = "seize", **values: Any) -> CoerciveMeasure:
    given = {
        "case": case, "kind": kind, "objects_taken": "液化气瓶", "quantity": "12 只", "location": "大队仓库",
        "taken_on": date(2026, 11, 2), "place_id": STONE_VILLAGE,
    }  # fmt: skip
    made: CoerciveMeasure = entered(CoerciveMeasure(**given | values))
    return made


def make(measure: CoerciveMeasure, code: str, actor: Any, **data: Any) -> CoerciveMeasure:
    found = holding.move(code)
    assert found is not None
    made: Any = making.make(holding, found, measure, actor=actor, data=data)
    return made


@pytest.mark.parametrize(
    ("kind", "taken_on", "last"),
    [
        ("seal", date(2026, 11, 2), date(2026, 12, 2)),  # 30 days of the calendar
        ("seize", date(2026, 1, 31), date(2026, 3, 2)),
        ("store", date(2026, 11, 2), date(2026, 11, 11)),  # 7 working days over one weekend
        ("store", date(2026, 9, 28), date(2026, 10, 13)),  # over the national holiday and the Saturday worked for it
    ],
)
def test_each_kind_ends_on_the_day_of_its_law(case: Any, kind: str, taken_on: date, last: date) -> None:
    assert a_measure(case, kind, taken_on=taken_on).due_on == last


def test_a_limit_that_the_bureau_edits_holds_for_what_is_taken_from_then_on(case: Any) -> None:
    old = a_measure(case)
    StatutoryLimit.objects.filter(code="ENF-06").update(amount=20)
    assert (old.due_on, a_measure(case).due_on) == (date(2026, 12, 2), date(2026, 11, 22))


def test_more_time_is_asked_for_approved_by_a_leader_and_given_once(case: Any, world: SimpleNamespace) -> None:
    measure = a_measure(case)
    for until_on, why in ((date(2026, 12, 2), "必须晚于届满日期 2026-12-02"), (date(2027, 1, 2), "最晚到 2027-01-01")):
        with pytest.raises(Refused, match=why):
            make(measure, "extend", world.brigadier, until_on=until_on, opinion="案情复杂")
    measure = make(measure, "extend", world.brigadier, until_on=date(2027, 1, 1), opinion="案情复杂")
    assert (measure.due_on, measure.status) == (date(2026, 12, 2), MeasureStatus.RUNNING)
    ledger = ledger_by_code("coercive-measure")
    assert visible(ledger, world.leader).filter(ledger.waiting(world.leader)).get() == measure
    chief = Client()
    chief.force_login(world.leader)
    assert "延至 2027-01-01：案情复杂" in chief.get(f"/l/coercive-measure/{measure.pk}/").content.decode()
    with pytest.raises(Refused):
        make(measure, "grant", world.brigadier, document="澜应急延〔2026〕1号", opinion="")
    measure = make(measure, "grant", world.leader, document="澜应急延〔2026〕1号", opinion="")
    assert (measure.due_on, measure.extension_document) == (date(2027, 1, 1), "澜应急延〔2026〕1号")
    with pytest.raises(Refused, match="没延长过的查封扣押"):
        make(measure, "extend", world.brigadier, until_on=date(2027, 1, 20), opinion="再延长")
    with pytest.raises(Refused, match="没延长过的查封扣押"):
        make(a_measure(case, "store"), "extend", world.brigadier, until_on=date(2026, 11, 20), opinion="再保存")


def test_what_has_run_out_is_not_made_longer(case: Any, world: SimpleNamespace) -> None:
    asked = make(a_measure(case), "extend", world.brigadier, until_on=date(2026, 12, 20), opinion="案情复杂")
    late = a_measure(case)
    clock.set_for_tests(clock.at("2026-12-03 09:00"))
    with pytest.raises(Refused, match="没届满"):
        make(late, "extend", world.brigadier, until_on=date(2026, 12, 20), opinion="案情复杂")
    with pytest.raises(Refused, match="已于 2026-12-02 届满"):
        make(asked, "grant", world.leader, document="延〔2026〕1号", opinion="")


def test_days_of_an_appraisal_do_not_count(case: Any, world: SimpleNamespace) -> None:
    clock.set_for_tests(clock.at("2026-11-20 09:00"))
    measure = make(a_measure(case), "appraise", world.brigadier, day=date(2026, 11, 10), opinion="送省检测站")
    ledger = ledger_by_code("coercive-measure")
    assert ledger.deadline(measure) is None
    measure = make(measure, "appraised", world.brigadier, day=date(2026, 11, 20), opinion="")
    assert (measure.due_on, measure.appraisal_days) == (date(2026, 12, 12), 10)
    with pytest.raises(Refused, match="不因检测鉴定停止"):
        make(a_measure(case, "store"), "appraise", world.brigadier, day=date(2026, 11, 20), opinion="")


def test_a_case_does_not_end_while_anything_is_held_in_it(case: Any, world: SimpleNamespace) -> None:
    measure = a_measure(case)
    case = move(case, "take", world.brigadier, day=date(2026, 11, 2))
    case = move(case, "submit", world.brigadier, day=date(2026, 11, 2))
    with pytest.raises(Refused, match="还有 1 项查封扣押或证据保存没有处理"):
        move(case, "spare", world.brigadier, day=date(2026, 11, 2))
    ledger = ledger_by_code("coercive-measure")
    mine = visible(ledger, world.brigadier)
    assert not mine.filter(ledger.waiting(world.brigadier)).exists()
    clock.set_for_tests(clock.at("2026-11-25 09:00"))
    assert mine.filter(ledger.waiting(world.brigadier)).get() == measure
    measure = make(
        measure, "dispose", world.brigadier, day=date(2026, 11, 25), disposal="release", document="解〔2026〕1号"
    )
    assert (str(measure.disposal), measure.disposed_on) == ("解除", date(2026, 11, 25))
    assert not mine.filter(ledger.waiting(world.brigadier)).exists()
    assert move(case, "spare", world.brigadier, day=date(2026, 11, 25)).closed_on == date(2026, 11, 25)


def test_from_the_case_to_the_form_and_from_the_measure_to_its_paper(case: Any, world: SimpleNamespace) -> None:
    address = f"/enforcement/cases/{case.pk}/hold"
    for user, status in ((world.leader, 403), (world.cloud, 404)):
        client = Client()
        client.force_login(user)
        assert client.get(address).status_code == status
    client = Client()
    client.force_login(world.township)
    form = client.get(address, follow=True)
    assert form.redirect_chain[0][0].startswith("/l/coercive-measure/new?")
    assert f'value="{case.pk}"' in form.content.decode()
    measure = a_measure(case)
    assert "液化气瓶" in client.get(f"/l/case/{case.pk}/").content.decode()
    paper = client.get(f"/papers/coercive-measure/{measure.pk}/new/evidence-notice").content.decode()
    assert "扣押：液化气瓶，12 只，大队仓库" in paper
    assert "企业00" in paper
