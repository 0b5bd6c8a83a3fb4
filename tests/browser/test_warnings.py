"""A warning from its draft to the village, before a real browser."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from anlan.base import clock
from anlan.base.dictionaries import terms
from anlan.base.people import roles
from anlan.base.people.models import Person
from anlan.base.places.models import Place
from anlan.kit.notify.choices import Door, Word
from anlan.kit.notify.models import Addressee, Channel, ListMember, RecipientList
from anlan.kit.notify.services import answer_notice
from anlan.subjects.warnings import kinds
from anlan.subjects.warnings.models import Alert
from tests.factories import CLOUD_VILLAGE, COUNTY, STONE, STONE_VILLAGE


def people_of(world: SimpleNamespace) -> None:
    terms.put(kinds.DICTIONARY, kinds.TITLE, kinds.entries())
    Place.objects.filter(code=COUNTY).update(longitude=112.5, latitude=30.2)
    listed = RecipientList.objects.create(name="预警责任人", place_id=COUNTY)
    for number, village in enumerate((STONE_VILLAGE, CLOUD_VILLAGE)):
        person = Person.objects.create(
            name=f"责任人{number}", organisation=world.stone.organisation, phone=f"1380000900{number}"
        )
        ListMember.objects.create(list=listed, person=person, place_id=village)
    Channel.objects.create(code="console", name="演示手机", kind="console", rate=100)


def test_from_the_draft_to_the_answer_of_the_village(visit: Any, world: SimpleNamespace) -> None:
    people_of(world)
    duty = visit(roles.DUTY)
    page = duty.open("/warnings/draft")
    page.select_option("[name=kind]", label="暴雨")
    page.select_option("[name=level]", label="橙色")
    page.click("main form .btn-primary")
    page.wait_for_selector("#affected")
    page.check(f"[name=place][value='{STONE}']", force=True)
    page.wait_for_selector("#affected [data-figure=villages]:has-text('1')")
    assert page.inner_text("#affected [data-figure=recipients]") == "1"
    page.click("form.warn-area .btn-primary")
    page.wait_for_load_state("networkidle")
    alert = Alert.objects.get()
    assert alert.areas == [STONE]
    leader = visit(roles.LEADER)
    move(duty, alert, "submit")
    move(leader, alert, "approve")
    move(duty, alert, "issue")
    alert.refresh_from_db()
    assert alert.status == "issued"
    board = duty.open(f"/warnings/{alert.pk}/reach")
    assert board.inner_text("[data-figure=should]") == "1"
    assert board.inner_text("[data-figure=silent]") == "1"
    answer_notice(Addressee.objects.get(), Word.UNDERSTOOD, door=Door.LINK, key="one")
    board.wait_for_selector("[data-figure=answered]:has-text('1')")  # the board moves by itself
    assert board.inner_text("[data-figure=silent]") == "0"
    assert "暴雨" in board.inner_text(".strip-slot")
    assert alert.expires_at > clock.now() + timedelta(hours=1)


def move(visitor: Any, alert: Alert, code: str) -> None:
    page = visitor.open(f"/l/warning/{alert.pk}/move/{code}")
    page.click("main form .btn-primary, main form .btn-danger, main form button[type=submit], main form button.btn")
    page.wait_for_load_state("networkidle")
