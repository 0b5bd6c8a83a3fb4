"""Our own warnings: every cell of the table of states, two people for one warning, changes that follow."""

from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction
from lxml import etree

from anlan.base import clock
from anlan.base.people import roles
from anlan.kit.engine.loop import tick
from anlan.kit.flow import making
from anlan.kit.notify.choices import NoticeState
from anlan.kit.notify.models import Addressee, Delivery, Notice
from anlan.kit.records import writing
from anlan.subjects.warnings import messages
from anlan.subjects.warnings.cap import reading, signing
from anlan.subjects.warnings.cap.signing import Pinned
from anlan.subjects.warnings.choices import Status
from anlan.subjects.warnings.flows import lifecycle
from anlan.subjects.warnings.models import Alert, WarningTemplate
from tests.factories import COUNTY, a_user
from tests.subjects.warnings.cap.samples import Signer
from tests.subjects.warnings.conftest import a_draft

D, R, A, N, L, W = Status.DRAFT, Status.REVIEW, Status.APPROVED, Status.ISSUED, Status.LIFTED, Status.WITHDRAWN

# Which of our moves lead where; every cell that is not named is refused.
TABLE = {
    ("submit", D): R,
    ("approve", R): A,
    ("return", R): D,
    ("return", A): D,
    ("issue", A): N,
    ("renew", N): N,
    ("lift", N): L,
    ("withdraw", D): W,
    ("withdraw", R): W,
    ("withdraw", A): W,
}
MOVES = ("submit", "approve", "return", "issue", "forward", "renew", "lift", "withdraw", "replace", "end", "expire")
SAID = {"opinion": "同意", "reason": "降雨结束"}


def go(alert: Alert, code: str, actor: Any) -> Alert:
    move = lifecycle.move(code)
    assert move is not None
    done = making.make(lifecycle, move, alert, actor=actor, data=dict(SAID) if move.form else None)
    assert isinstance(done, Alert)
    return done


def issued(county: SimpleNamespace, alert: Alert) -> Alert:
    return go(go(go(alert, "submit", county.duty), "approve", county.leader), "issue", county.duty)


def test_each_cell_of_the_table(county: SimpleNamespace, draft: Alert) -> None:
    actor, wrong = a_user(roles.SAFETY_OFFICE, COUNTY), []
    for state in Status:
        Alert.objects.filter(pk=draft.pk).update(status=state)
        alert = Alert.objects.get(pk=draft.pk)
        for code in MOVES:
            with transaction.atomic():
                try:
                    landed = go(alert, code, actor).status
                except making.Refused:
                    landed = None
                stood = Alert.objects.get(pk=draft.pk).status
                transaction.set_rollback(True)
            expected = TABLE.get((code, state))
            if landed != expected or stood != (expected or state):
                wrong.append((code, state, landed, expected))
    assert wrong == []


def test_whoever_wrote_or_last_changed_a_warning_does_not_approve_it(county: SimpleNamespace) -> None:
    office, other = county.safety_office, a_user(roles.SAFETY_OFFICE, COUNTY)
    county.duty = office
    own = go(a_draft(county), "submit", other)
    with pytest.raises(making.Refused):
        go(own, "approve", office)
    with pytest.raises(making.Refused):
        go(own, "approve", other)  # who put it forward has put his name to it
    assert go(own, "approve", county.leader).approved_by == county.leader


def test_an_issued_warning_goes_to_everyone_on_its_lists_for_its_villages(
    county: SimpleNamespace, draft: Alert
) -> None:
    alert = issued(county, draft)
    notice = Notice.objects.get(about="warning", about_id=alert.pk)
    people = set(Addressee.objects.filter(notice=notice).values_list("person__name", flat=True))
    assert people == {person.name for person in county.people[:6]}  # the town of Stone, not of Cloud
    assert "【演练】" not in notice.text
    assert Delivery.objects.filter(notice=notice).count() == 6
    assert alert.identifier == "99012100000000_20260705090000"
    assert alert.dispatched_at == clock.now()


def test_the_unanswered_are_called_again_and_then_their_deputies(county: SimpleNamespace, draft: Alert) -> None:
    alert = issued(county, draft)
    notice = Notice.objects.get(about="warning", about_id=alert.pk)
    for minutes in range(1, 40):
        clock.tick(timedelta(minutes=1))
        tick()
        if minutes == 9:
            assert not Addressee.objects.filter(notice=notice, instead_of__isnull=False).exists()
    names = set(
        Addressee.objects.filter(notice=notice, instead_of__isnull=False).values_list("person__name", flat=True)
    )
    assert names == {person.name for person in county.deputies[:6]}


def test_an_update_refers_to_the_first_replaces_it_and_stops_its_calls(county: SimpleNamespace, draft: Alert) -> None:
    first = issued(county, draft)
    clock.tick(timedelta(minutes=30))
    go(first, "renew", county.duty)
    update = Alert.objects.get(previous=first)
    assert (update.status, update.message, update.areas) == (Status.DRAFT, "Update", first.areas)
    with pytest.raises(making.Refused, match="已经有一条更新"):
        go(first, "renew", county.duty)
    before = writing.values_of(update)
    update.level = "red"
    writing.change(update, before, actor=county.duty)
    update = issued(county, update)
    first.refresh_from_db()
    assert (first.status, first.ended_at) == (Status.REPLACED, clock.now())
    old, new = Notice.objects.order_by("id")
    assert (old.state, new.state) == (NoticeState.CANCELLED, NoticeState.OPEN)
    assert old.stream == new.stream
    assert old.sequence < new.sequence
    message = messages.to_message(update)
    assert [reference.identifier for reference in message.references] == [first.identifier]


def test_lifting_in_one_click_tells_the_same_people_after_what_they_were_told(
    county: SimpleNamespace, draft: Alert
) -> None:
    WarningTemplate.objects.create(
        name="解除",
        kind=draft.kind,
        level="orange",
        act="lift",
        description="〈地点〉〈种类〉结束。",
        place_id=COUNTY,
    )
    first = issued(county, draft)
    clock.tick(timedelta(minutes=5))
    go(first, "lift", county.duty)
    cancel = Alert.objects.get(message="Cancel")
    assert (cancel.status, cancel.previous, cancel.reason) == (Status.LIFTED, first, "降雨结束")
    told = Notice.objects.get(about_id=cancel.pk)
    assert "解除" in told.text
    assert "石泉镇暴雨结束" in told.text
    assert "降雨结束" in told.text
    assert Addressee.objects.filter(notice=told).count() == 6
    assert not Notice.objects.filter(about_id=first.pk, state=NoticeState.OPEN).exists()
    found = reading.read(messages.xml_of(cancel))
    assert (found.verdict, found.reasons) == ("accepted", [])


def test_a_warning_past_its_end_expires_by_itself_and_calls_nobody_more(county: SimpleNamespace, draft: Alert) -> None:
    alert = issued(county, draft)
    clock.tick(timedelta(hours=12, seconds=1))
    tick(only=("warning-expiry",))
    alert.refresh_from_db()
    assert alert.status == Status.EXPIRED
    assert not Notice.objects.filter(about_id=alert.pk, state=NoticeState.OPEN).exists()
    tick(clock.now() + timedelta(minutes=1), only=("warning-expiry",))  # a second look changes nothing
    assert Alert.objects.get(pk=alert.pk).version == alert.version


def test_a_warning_whose_end_has_passed_is_not_issued(county: SimpleNamespace, draft: Alert) -> None:
    alert = go(go(draft, "submit", county.duty), "approve", county.leader)
    clock.tick(timedelta(hours=13))
    with pytest.raises(making.Refused, match="失效时间已过"):
        go(alert, "issue", county.duty)
    assert not Notice.objects.exists()


def test_a_drill_says_so_in_its_message_and_its_notice(county: SimpleNamespace) -> None:
    alert = issued(county, a_draft(county, exercise=True))
    assert Notice.objects.get(about_id=alert.pk).exercise
    assert messages.to_message(alert).status == "Exercise"
    assert messages.published_text(alert).startswith("【演练】")


def test_our_warning_is_told_in_both_profiles_and_read_again(county: SimpleNamespace, draft: Alert) -> None:
    alert = issued(county, draft)
    found = reading.read(messages.xml_of(alert))
    assert (found.verdict, found.reasons) == ("accepted", [])
    name, data = messages.national_of(alert)
    assert name == "99012100000000_20260705090000_11B03_ORANGE_ALERT.XML"
    national = reading.read(data)
    assert (national.verdict, national.reasons) == ("accepted", [])
    message = national.readings[0].message
    assert message is not None
    assert message.sender == "澜川县应急管理局"


def test_our_warning_is_signed_where_a_key_is_configured(
    county: SimpleNamespace, draft: Alert, settings: Any, tmp_path: Path
) -> None:
    signer = Signer()
    (tmp_path / "key.pem").write_text(signer.key)
    (tmp_path / "cert.pem").write_text(signer.certificate)
    settings.ANLAN_CAP_KEY, settings.ANLAN_CAP_CERTIFICATE = str(tmp_path / "key.pem"), str(tmp_path / "cert.pem")
    settings.ANLAN_SENDER_CODE = "99012100000001"
    Alert.objects.filter(pk=draft.pk).update(sender_code="")
    alert = issued(county, Alert.objects.get(pk=draft.pk))
    data = messages.xml_of(alert)
    item = reading.read(data).readings[0]
    assert item.signed
    assert item.message is not None
    assert item.message.identifier.startswith("99012100000001_")
    pin = Pinned(item.message.sender, signer.certificate)
    assert signing.check(etree.fromstring(item.xml), item.message, [pin], clock.now()) == ()
    forged = Pinned(item.message.sender, Signer().certificate)
    assert signing.check(etree.fromstring(item.xml), item.message, [forged], clock.now()) != ()
