"""A warning from its draft to the village, before a real browser."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import httpx
from django.db.models import Count
from django.utils import timezone

from anlan.base import clock
from anlan.base.dictionaries import terms
from anlan.base.people import roles
from anlan.base.people.models import Person
from anlan.base.places.models import Place
from anlan.kit.engine import loop, parts
from anlan.kit.notify import links
from anlan.kit.notify.choices import Door, Word
from anlan.kit.notify.models import Addressee, Channel, Delivery, ListMember, Notice, RecipientList
from anlan.kit.notify.services import answer_notice
from anlan.subjects.warnings import kinds
from anlan.subjects.warnings.models import Alert, TrustedSender
from tests.api.caller import Caller
from tests.browser.conftest import PHONE
from tests.factories import CLOUD_VILLAGE, COUNTY, STONE, STONE_VILLAGE
from tests.subjects.warnings.cap import samples


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


def posted(address: str, world: SimpleNamespace, signer: samples.Signer) -> Alert:
    """The observatory's system pushes a signed orange warning that counts from now on."""
    now = timezone.localtime(clock.now()).replace(microsecond=0)
    text = samples.INFO.format(area=samples.AREA).replace("2026-07-05T09:00:00+08:00", now.isoformat())
    text = text.replace("2026-07-05T21:00:00+08:00", (now + timedelta(hours=12)).isoformat())
    told = httpx.post(
        f"{address}/api/v1/cap",
        content=signer.sign(samples.alert(text, sent=now.isoformat())),
        headers=Caller(world.users[roles.DUTY])._headers() | {"Content-Type": "application/xml"},
        trust_env=False,
        timeout=60,
    )
    assert told.status_code == 201, told.text
    return Alert.objects.get(pk=told.json()["messages"][0]["warning"])


def later(minutes: int) -> None:
    """So much time goes by, and the engine does what it does meanwhile."""
    parts.discover()
    loop.tick(clock.now() + timedelta(minutes=minutes), only=("notify-escalate",))
    loop.tick(only=("notify-send-console",))


def test_a_posted_message_reaches_the_telephones_and_whoever_is_silent_is_called_again(
    visit: Any, world: SimpleNamespace, browser: Any, live_server: Any
) -> None:
    clock.set_for_tests(clock.now())
    people_of(world)
    deputy = Person.objects.create(name="替补", organisation=world.stone.organisation, phone="13900009000")
    ListMember.objects.update(deputy=deputy)
    signer = samples.Signer()
    TrustedSender.objects.create(
        sender=samples.SENDER, name="县气象台", certificate=signer.certificate, place_id=COUNTY, forward_from="orange"
    )
    alert = posted(live_server.url, world, signer)
    later(0)
    notice = Notice.objects.get(about="warning", about_id=alert.pk)
    quick, silent = Addressee.objects.filter(notice=notice).order_by("pk")
    assert set(Delivery.objects.values_list("addressee", "state")) == {
        (quick.pk, "delivered"),
        (silent.pk, "delivered"),
    }
    board = visit(roles.DUTY).open(f"/warnings/{alert.pk}/reach")
    phones = browser.new_context(viewport=PHONE, locale="zh-CN", timezone_id="Asia/Shanghai")
    phone = phones.new_page()
    errors: list[str] = []
    phone.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    phone.on("pageerror", lambda error: errors.append(str(error)))
    phone.goto(f"{live_server.url}/a/{links.token_for(quick)}")
    assert "暴雨橙色预警" in phone.inner_text("h1")
    phone.click("button[value=understood]")
    assert "已收到您的答复：明白" in phone.inner_text("main")
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    board.wait_for_selector("[data-figure=answered]:has-text('1')")
    later(10)
    later(10)
    calls = dict(Delivery.objects.values_list("addressee__person__name").annotate(count=Count("pk")))
    assert calls == {quick.person.name: 1, silent.person.name: 3, "替补": 1}  # again, repeated, then the deputy
    board.reload()
    rows = Addressee.objects.filter(notice=notice)
    counted = {
        "should": rows.filter(required=True).count(),
        "delivered": rows.filter(delivered_at__isnull=False).count(),
        "answered": rows.filter(answered_at__isnull=False).count(),
        "villages": 2,
        "silent": 1,
    }
    assert {name: int(board.inner_text(f"[data-figure={name}]")) for name in counted} == counted
    phones.close()
    assert errors == []


def move(visitor: Any, alert: Alert, code: str) -> None:
    page = visitor.open(f"/l/warning/{alert.pk}/move/{code}")
    page.click("main form .btn-primary, main form .btn-danger, main form button[type=submit], main form button.btn")
    page.wait_for_load_state("networkidle")
