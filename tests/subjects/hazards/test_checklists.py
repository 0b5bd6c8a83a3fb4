"""A checklist is answered item by item by several people on poor lines: nothing is lost, nothing is doubled."""

import json
import threading
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image

from anlan.base import clock
from anlan.base.people import roles
from anlan.kit.files.models import Attachment
from anlan.kit.flow.making import Refused
from anlan.subjects.hazards import answering
from anlan.subjects.hazards.models import Checklist, ChecklistItem, Hazard, Inspection, ItemAnswer
from tests.factories import _entered as entered
from tests.factories import a_term, a_world, an_inspection

FIRST = date(2026, 1, 1)


@pytest.fixture(autouse=True)
def _today() -> Any:
    clock.set_for_tests(clock.at("2026-11-22T09:00:00"))
    yield
    clock.set_for_tests(None)


@pytest.fixture
def world(db: None) -> Any:
    return a_world()


def a_checklist(items: int = 3, **values: Any) -> Checklist:
    given = {"name": "危化品检查表", "edition": "2026", "valid_from_on": FIRST}
    made: Checklist = entered(Checklist(**given | values))
    for number in range(1, items + 1):
        section = f"第{(number - 1) // 50 + 1}部分"
        entered(ChecklistItem(checklist=made, position=number, section=section, content=f"第{number}项", basis="某条"))
    return made


def begun(world: Any, items: int = 3) -> tuple[Inspection, list[ChecklistItem]]:
    checklist = a_checklist(items)
    inspection = an_inspection(world.stone.enterprise)
    answering.choose(inspection, checklist, actor=None)
    return inspection, list(checklist.items.order_by("position"))


def a_picture() -> SimpleUploadedFile:
    made = BytesIO()
    Image.new("RGB", (8, 8), "red").save(made, "JPEG")
    return SimpleUploadedFile("现场.jpg", made.getvalue(), "image/jpeg")


def client_of(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_lists_are_offered_by_day_sector_and_kind_the_particular_first(world: Any) -> None:
    chemical, mine = world.stone.enterprise.sector, a_term("sector", "矿山", "mine")
    kind, other = a_term("inspection-kind", "专项检查", "special"), a_term("inspection-kind", "督查", "superior")
    general = a_checklist(0, name="通用")
    own = a_checklist(0, name="化工", sector=chemical)
    closest = a_checklist(0, name="化工专项", sector=chemical, kind=kind)
    a_checklist(0, name="矿山", sector=mine)
    a_checklist(0, name="督查", kind=other)
    a_checklist(0, name="旧版", valid_to_on=date(2026, 11, 1))
    a_checklist(0, name="未启用", valid_from_on=date(2026, 11, 3))
    inspection = an_inspection(world.stone.enterprise, inspected_on=date(2026, 11, 2))
    assert list(answering.offered(inspection)) == [closest, own, general]


def test_an_answer_keeps_the_words_it_answered(world: Any) -> None:
    inspection, (item, *_rest) = begun(world)
    answering.answer(inspection, item, "pass", "", version=0, actor=None)
    ChecklistItem.objects.filter(pk=item.pk).update(content="改过的要求")
    assert ItemAnswer.objects.get().asked == "第1项"


def test_the_same_sent_again_changes_nothing_and_an_older_view_does_not_write_over(world: Any) -> None:
    inspection, (item, *_rest) = begun(world)
    one, other = world.users[roles.ENFORCEMENT], world.users[roles.TOWNSHIP]
    first = answering.answer(inspection, item, "fail", "未接地", version=0, actor=one)
    again = answering.answer(inspection, item, "fail", " 未接地 ", version=0, actor=one)
    assert (again.pk, again.version) == (first.pk, 1)
    with pytest.raises(answering.Elsewhere, match="不符合"):
        answering.answer(inspection, item, "pass", "", version=0, actor=other)
    changed = answering.answer(inspection, item, "pass", "", version=1, actor=other)
    assert (changed.verdict, changed.version, changed.answered_by) == ("pass", 2, other)


def test_answers_stay_within_their_list_and_their_words(world: Any) -> None:
    inspection, (item, *_rest) = begun(world)
    foreign = ChecklistItem.objects.filter(checklist=a_checklist(1, name="另一张")).get()
    with pytest.raises(Refused, match="不在这次检查"):
        answering.answer(inspection, foreign, "pass", "", version=0, actor=None)
    with pytest.raises(Refused, match="只能是"):
        answering.answer(inspection, item, "maybe", "", version=0, actor=None)
    answering.answer(inspection, item, "pass", "", version=0, actor=None)
    with pytest.raises(Refused, match="不能换表"):
        answering.choose(inspection, foreign.checklist, actor=None)


def test_a_failed_item_becomes_one_hazard_with_its_words_and_photographs(world: Any) -> None:
    inspection, (item, passed, _last) = begun(world)
    answering.answer(inspection, item, "fail", "配电箱未接地", version=0, actor=None)
    answering.answer(inspection, passed, "pass", "", version=0, actor=None)
    user = world.users[roles.TOWNSHIP]
    address = f"/inspections/{inspection.pk}/answers/{item.pk}/photo"
    assert client_of(user).post(address, {"photo": [a_picture(), a_picture()]}).json() == {"kept": 2}
    before = Hazard.objects.count()
    made = answering.make_hazard(inspection, item, actor=user)
    assert answering.make_hazard(inspection, item, actor=user) == made
    assert Hazard.objects.count() == before + 1
    assert (made.content, made.inspection, made.enterprise, made.basis, made.found_on, made.place_id) == (
        "配电箱未接地", inspection, inspection.enterprise, "某条", inspection.inspected_on, inspection.place_id,
    )  # fmt: skip
    assert Attachment.objects.filter(kind="hazard", object_id=made.pk, slot="before").count() == 2
    with pytest.raises(Refused, match="不符合"):
        answering.make_hazard(inspection, passed, actor=user)
    with pytest.raises(Refused, match="已登记隐患"):
        answering.answer(inspection, item, "pass", "", version=1, actor=user)
    progress = answering.progress(inspection)
    assert (progress.items, progress.answered, progress.failed, progress.without_hazard, progress.left) == (
        3,
        2,
        1,
        0,
        1,
    )


@pytest.mark.django_db(transaction=True)
def test_two_people_answering_and_registering_at_the_same_instant() -> None:
    """One answer wins and the other person reads whose it is; both clicks make one hazard."""
    world = a_world()
    inspection, (item, other, _last) = begun(world)
    answering.answer(inspection, other, "fail", "破损", version=0, actor=None)
    told: list[str] = []
    made: list[int] = []

    def work(verdict: str) -> None:
        try:
            row = Inspection.objects.get(pk=inspection.pk)
            try:
                answering.answer(row, item, verdict, verdict, version=0, actor=None)
                told.append("kept")
            except answering.Elsewhere:
                told.append("elsewhere")
            made.append(answering.make_hazard(row, other, actor=None).pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(verdict,)) for verdict in ("pass", "none")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == ["elsewhere", "kept"]
    assert len(made) == 2
    assert len(set(made)) == 1
    assert Hazard.objects.filter(inspection=inspection).count() == 1


def test_a_new_edition_copies_the_items_and_ends_the_old_one_the_day_before(world: Any) -> None:
    old = a_checklist(2, code="WH")
    made = answering.new_edition(old, "2027", date(2027, 1, 1), actor=None)
    old.refresh_from_db()
    assert (made.edition, made.valid_from_on, made.valid_to_on, made.code) == ("2027", date(2027, 1, 1), None, "")
    assert old.valid_to_on == date(2026, 12, 31)
    assert [item.content for item in made.items.order_by("position")] == ["第1项", "第2项"]
    for edition, day in (("2027", date(2027, 2, 1)), ("2028", FIRST)):
        with pytest.raises(Refused):
            answering.new_edition(old, edition, day, actor=None)


def test_three_hundred_items_are_asked_for_in_as_many_queries_as_three(world: Any) -> None:
    user = world.users[roles.TOWNSHIP]
    asked = []
    for items in (3, 300):
        checklist = a_checklist(0, name=f"{items} 项")
        ChecklistItem.objects.bulk_create(
            [
                ChecklistItem(checklist=checklist, position=n, section=f"第{n // 60}部分", content=f"第{n}项")
                for n in range(items)
            ]
        )
        inspection = an_inspection(world.stone.enterprise, checklist=checklist)
        client = client_of(user)
        with CaptureQueriesContext(connection) as queries:
            page = client.get(f"/inspections/{inspection.pk}/checklist").content.decode()
        asked.append(len(queries))
        assert page.count('data-item="') == items
    assert asked[0] == asked[1]


def post(client: Client, address: str, **body: Any) -> Any:
    return client.post(address, json.dumps(body), content_type="application/json")


def test_the_page_keeps_each_answer_and_tells_who_was_first(world: Any) -> None:
    inspection, (item, *_rest) = begun(world)
    own = client_of(world.users[roles.TOWNSHIP])
    other = client_of(world.users[roles.ENFORCEMENT])
    address = f"/inspections/{inspection.pk}/answers"
    assert post(own, address, item=item.pk, verdict="fail", note="未接地", version=0).json() == {
        "item": item.pk, "verdict": "fail", "note": "未接地", "version": 1,
    }  # fmt: skip
    late = post(other, address, item=item.pk, verdict="pass", version=0)
    assert late.status_code == 409
    assert late.json()["now"]["verdict"] == "fail"
    made = own.post(f"{address}/{item.pk}/hazard").json()
    assert Hazard.objects.get(number=made["number"]).content == "未接地"
    page = own.get(f"/inspections/{inspection.pk}/checklist").content.decode()
    assert made["number"] in page
    state = own.get(f"/inspections/{inspection.pk}/checklist/state").content.decode()
    assert "已填 1 / 3 项" in state


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"{}", b"null", b'{"item": "x", "verdict": "pass"}', b'{"item": -1, "verdict": "pass"}',
     b'{"item": 1e400, "verdict": "pass"}', b'{"item": 1, "verdict": "pass", "note": "\\ud800"}', b"\xff" * 30],
)  # fmt: skip
def test_what_is_no_answer_is_refused_and_keeps_nothing(world: Any, body: bytes) -> None:
    inspection, _items = begun(world)
    own = client_of(world.users[roles.TOWNSHIP])
    answer = own.post(f"/inspections/{inspection.pk}/answers", body, content_type="application/json")
    assert answer.status_code in (400, 404)
    assert not ItemAnswer.objects.exists()


def test_nobody_answers_or_sees_what_lies_elsewhere(world: Any) -> None:
    inspection, (item, *_rest) = begun(world)
    page, answers = f"/inspections/{inspection.pk}/checklist", f"/inspections/{inspection.pk}/answers"
    reading = (page, f"{page}/state", f"/inspections/{inspection.pk}/campaigns")
    foreign, leader = client_of(world.cloud_user), client_of(world.users[roles.LEADER])
    for address in reading:
        assert foreign.get(address).status_code == 404
        assert leader.get(address).status_code == 200
        assert Client().get(address).status_code == 302
    body = {"item": item.pk, "verdict": "pass"}
    assert post(foreign, answers, **body).status_code == 404
    assert post(leader, answers, **body).status_code == 403
    for doing in (f"{answers}/{item.pk}/photo", f"{answers}/{item.pk}/hazard", page):
        assert foreign.post(doing).status_code == 404
        assert leader.post(doing).status_code == 403
    assert not ItemAnswer.objects.exists()


def test_an_inspection_is_counted_for_further_campaigns_of_its_day(world: Any) -> None:
    from anlan.subjects.campaigns.models import Campaign
    from tests.factories import COUNTY

    def campaign(name: str, first: date) -> Campaign:
        return Campaign.objects.create(name=name, place_id=COUNTY, begins_on=first, ends_on=date(2026, 12, 31))

    own, further, later = campaign("甲", FIRST), campaign("乙", FIRST), campaign("丙", date(2026, 12, 1))
    inspection = an_inspection(world.stone.enterprise, campaign=own, inspected_on=date(2026, 11, 2))
    address = f"/inspections/{inspection.pk}/campaigns"
    enforcement = client_of(world.users[roles.ENFORCEMENT])
    page = enforcement.get(address).content.decode()
    assert "乙" in page
    assert "丙" not in page
    enforcement.post(address, {"campaign": [further.pk, later.pk, own.pk]})
    assert set(inspection.campaigns.all()) == {own, further}
    enforcement.post(address, {})
    assert set(inspection.campaigns.all()) == {own}
