"""Confirming is all or nothing and happens once; undoing takes back what nobody has touched since."""

from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import IntegrityError

from anlan.base import clock
from anlan.base.audit.models import AuditEntry
from anlan.base.people import roles
from anlan.kit.engine import loop, parts
from anlan.kit.engine.running import Outcome
from anlan.kit.files.models import Attachment
from anlan.kit.flow import making
from anlan.kit.imports import claims, confirming, sessions
from anlan.kit.imports.models import ImportEffect, ImportRow, ImportSession, State
from anlan.kit.ledger.lists import Listing
from anlan.kit.ledger.registry import ledger_by_code
from anlan.kit.records import writing
from anlan.subjects.hazards.flows import rectification
from anlan.subjects.hazards.models import Hazard
from tests import factories
from tests.kit.imports.ledgers import HEADER, a_row, confirmed, hazard_sheet, previewed, tallied, undone, worked
from tests.kit.imports.sheets import workbook

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> SimpleNamespace:
    return factories.a_world()


@pytest.fixture
def clerk(world: SimpleNamespace) -> Any:
    return world.users[roles.TOWNSHIP]


def imported() -> Any:
    return Hazard.objects.filter(content__startswith="配电箱未接地").order_by("content")


def edited(hazard: Hazard, actor: Any, **values: Any) -> None:
    before = writing.values_of(hazard)
    for name, value in values.items():
        setattr(hazard, name, value)
    writing.change(hazard, before, actor=actor)


def test_every_row_and_the_import_itself_stand_in_the_audit(tmp_path: Path, clerk: Any) -> None:
    session = confirmed(previewed(hazard_sheet(tmp_path / "a.xlsx", [a_row(1), a_row(2)]), clerk))
    rows = AuditEntry.objects.filter(act="hazard.import").order_by("id")
    assert [(one.actor, one.after) for one in rows] == [
        (clerk, {"_import": session.pk, "_row": 3}),
        (clerk, {"_import": session.pk, "_row": 4}),
    ]
    assert {one.object_id for one in rows} == {str(pk) for pk in imported().values_list("pk", flat=True)}
    whole = AuditEntry.objects.get(act="import.confirm")
    assert (whole.object_id, whole.after["new"], whole.after["sha256"]) == (str(session.pk), 2, session.sha256)
    assert AuditEntry.objects.filter(act="import.upload", object_id=str(session.pk)).count() == 1


def test_imported_rows_are_found_by_search_at_once(tmp_path: Path, world: Any, clerk: Any) -> None:
    confirmed(previewed(hazard_sheet(tmp_path / "a.xlsx", [a_row(1, 隐患描述="液氨储罐无喷淋")]), clerk))
    found = Listing(ledger_by_code("hazard"), clerk, {"q": "液氨储罐"}).queryset
    assert [hazard.content for hazard in found] == ["液氨储罐无喷淋"]
    assert not Listing(ledger_by_code("hazard"), world.cloud_user, {"q": "液氨储罐"}).queryset.exists()


def test_the_rows_of_a_large_import_are_found_once_the_engine_has_indexed_them(
    tmp_path: Path, world: Any, clerk: Any
) -> None:
    rows = [a_row(number, 隐患描述=f"液氨储罐无喷淋{number}") for number in range(2001)]
    confirmed(previewed(hazard_sheet(tmp_path / "a.xlsx", rows), clerk))
    listing = Listing(ledger_by_code("hazard"), clerk, {"q": "液氨储罐"})
    written = Hazard.objects.filter(content__startswith="液氨储罐")
    assert (written.count(), listing.queryset.count()) == (2001, 0)
    written[0].delete()
    parts.discover()
    assert loop.tick(only=("search-put",)) == {"search-put": Outcome.DONE}
    assert loop.tick(only=("search-put",)) == {"search-put": Outcome.DONE}
    assert loop.tick(only=("search-put",)) == {}
    assert Listing(ledger_by_code("hazard"), clerk, {"q": "液氨储罐"}).queryset.count() == 2000
    assert not Listing(ledger_by_code("hazard"), world.cloud_user, {"q": "液氨储罐"}).queryset.exists()


def test_a_row_changed_since_the_preview_stops_the_whole_import(tmp_path: Path, clerk: Any) -> None:
    confirmed(previewed(hazard_sheet(tmp_path / "a.xlsx", [a_row(1)]), clerk))
    session = previewed(hazard_sheet(tmp_path / "b.xlsx", [a_row(1, 整改期限="2026-12-1"), a_row(2)]), clerk)
    edited(imported().get(), clerk, person="何敏")
    confirmed(session)
    assert (session.state, session.stale) == (State.READY, True)
    assert session.error.startswith("预览之后，台账里有相关记录被改动，没有导入任何一行。")
    assert imported().count() == 1
    with pytest.raises(sessions.NotNow, match="重新预览"):
        sessions.ask_confirm(session, actor=clerk)
    sessions.read_again(session)
    assert confirmed(worked(session)).state == State.DONE
    first = imported().first()
    assert (first.due_on.isoformat(), first.person) == ("2026-12-01", "何敏")


def test_the_same_file_previewed_twice_is_written_once(tmp_path: Path, clerk: Any) -> None:
    one = previewed(hazard_sheet(tmp_path / "a.xlsx", [a_row(1), a_row(2)]), clerk)
    other = previewed(tmp_path / "a.xlsx", clerk)
    assert tallied(other) == (2, 0, 0, 0)
    confirmed(one)
    confirmed(other)
    assert (other.state, other.stale) == (State.READY, True)
    assert imported().count() == 2


def test_confirming_twice_and_by_two_workers_writes_once(tmp_path: Path, clerk: Any) -> None:
    session = previewed(hazard_sheet(tmp_path / "a.xlsx", [a_row(1)]), clerk)
    sessions.ask_confirm(session, actor=clerk)
    sessions.ask_confirm(session, actor=clerk)
    first = claims.claim(session.pk, (State.CONFIRMING,), State.CONFIRMING)
    assert first is not None
    assert claims.claim(session.pk, (State.CONFIRMING,), State.CONFIRMING) is None
    clock.set_for_tests(clock.now() + claims.LEASE + timedelta(seconds=1))
    second = claims.claim(session.pk, (State.CONFIRMING,), State.CONFIRMING)
    assert second is not None
    confirming.confirm(second)
    with pytest.raises(claims.ClaimLost):
        confirming.confirm(first)
    sessions.ask_confirm(session, actor=clerk)
    sessions.work(session.pk)
    assert imported().count() == 1


def test_a_worker_that_was_overtaken_while_reading_writes_nothing_more(tmp_path: Path, clerk: Any) -> None:
    session = sessions.upload_file(ledger_by_code("hazard"), hazard_sheet(tmp_path / "a.xlsx", [a_row(1)]), actor=clerk)
    slow = claims.claim(session.pk, (State.UPLOADED,), State.READING)
    assert slow is not None
    clock.set_for_tests(clock.now() + claims.LEASE + timedelta(seconds=1))
    sessions.work(session.pk)
    with pytest.raises(claims.ClaimLost), slow.hold():
        pass
    assert ImportRow.objects.filter(session=session).count() == 1


def test_a_clash_that_only_the_database_sees_writes_nothing(tmp_path: Path, world: Any, clerk: Any) -> None:
    header = ("隐患编号", *HEADER[1:])
    session = previewed(workbook(tmp_path / "a.xlsx", [header, ("A-1", *a_row(1)[1:]), ("A-2", *a_row(2)[1:])]), clerk)
    taken = factories.a_hazard(place_id=factories.CLOUD)
    Hazard.objects.filter(pk=taken.pk).update(number="A-2", updated_at=clock.now() - timedelta(days=1))
    confirmed(session)
    assert (session.state, session.stale) == (State.READY, True)
    assert "没有导入任何一行" in session.error
    assert imported().exclude(pk=taken.pk).count() == 0
    with pytest.raises(IntegrityError):
        Hazard.objects.filter(pk=world.stone.hazard.pk).update(number="A-2")


def test_an_import_is_undone_as_a_whole(tmp_path: Path, clerk: Any) -> None:
    confirmed(previewed(hazard_sheet(tmp_path / "a.xlsx", [a_row(1)]), clerk))
    kept = writing.values_of(imported().get())
    sheet = hazard_sheet(
        tmp_path / "b.xlsx", [a_row(1, 整改期限="2026-12-1", 联系电话="13900005678"), a_row(2), a_row(3)]
    )
    session = confirmed(previewed(sheet, clerk))
    assert imported().count() == 3
    undone(session)
    assert (session.state, session.counts["kept"], session.undone_by) == (State.UNDONE, 0, clerk)
    assert writing.values_of(imported().get()) == kept
    assert not Listing(ledger_by_code("hazard"), clerk, {"q": "未接地 3"}).queryset.exists()
    assert AuditEntry.objects.filter(act="hazard.undo").count() == 3
    assert AuditEntry.objects.filter(act="import.undo", object_id=str(session.pk)).count() == 1


def test_rows_touched_since_are_listed_and_kept(tmp_path: Path, world: Any, clerk: Any) -> None:
    rows = [a_row(number) for number in range(1, 6)]
    confirmed(previewed(hazard_sheet(tmp_path / "a.xlsx", [a_row(5)]), clerk))
    session = confirmed(
        previewed(hazard_sheet(tmp_path / "b.xlsx", [*rows[:4], a_row(5, 整改期限="2026-12-1")]), clerk)
    )
    one, two, three, four, five = imported()
    edited(one, clerk, person="何敏")
    move = rectification.move("order")
    assert move is not None
    making.make(rectification, move, two, actor=world.users[roles.SAFETY_OFFICE], data={"due_on": two.due_on})
    Attachment.objects.create(kind="hazard", object_id=str(three.pk), sha256="0" * 64, name="a.jpg", size=1,
                              media_type="image/jpeg", uploaded_at=clock.now())  # fmt: skip
    writing.remove_many([five], actor=clerk)
    undone(session)
    assert session.counts["kept"] == 4
    reasons = dict(ImportEffect.objects.filter(session=session).values_list("object_id", "kept"))
    assert reasons == {
        one.pk: "导入后又有改动",
        two.pk: "导入后又有改动",
        three.pk: "导入后加了附件",
        four.pk: "",
        five.pk: "已被删除",
    }
    assert {hazard.pk for hazard in imported()} == {one.pk, two.pk, three.pk}


def test_a_row_that_others_refer_to_is_kept(tmp_path: Path, world: Any, clerk: Any) -> None:
    sheet = workbook(tmp_path / "a.xlsx", [("单位名称", "行业"), ("新厂一", "化工"), ("新厂二", "化工")])
    session = confirmed(previewed(sheet, clerk, "enterprise"))
    model: Any = ledger_by_code("enterprise").model
    factories.a_hazard(model.objects.get(name="新厂一"))
    undone(session)
    assert list(model.objects.filter(name__startswith="新厂").values_list("name", flat=True)) == ["新厂一"]
    assert ImportEffect.objects.exclude(kept="").get(session=session).kept == "已被“事故隐患”引用"


def test_undoing_happens_once_and_only_after_confirming(tmp_path: Path, clerk: Any) -> None:
    session = previewed(hazard_sheet(tmp_path / "a.xlsx", [a_row(1)]), clerk)
    with pytest.raises(sessions.NotNow):
        sessions.ask_undo(session, actor=clerk)
    undone(confirmed(session))
    before = AuditEntry.objects.count()
    sessions.ask_undo(session, actor=clerk)
    sessions.work(session.pk)
    assert AuditEntry.objects.count() == before


def test_the_engine_takes_up_what_waits_and_what_a_crash_left(tmp_path: Path, clerk: Any) -> None:
    parts.discover()
    sheet = hazard_sheet(tmp_path / "a.xlsx", [a_row(1)])
    session = sessions.upload_file(ledger_by_code("hazard"), sheet, actor=clerk)
    crashed = claims.claim(session.pk, (State.UPLOADED,), State.READING)
    assert crashed is not None
    assert not sessions.waiting().exists()
    clock.set_for_tests(clock.now() + claims.LEASE + timedelta(seconds=1))
    assert loop.tick(only=("imports",)) == {"imports": Outcome.DONE}
    session.refresh_from_db()
    assert session.state == State.READY
    sessions.ask_confirm(session, actor=clerk)
    clock.tick(timedelta(seconds=1))
    assert loop.tick(only=("imports",)) == {"imports": Outcome.DONE}
    session.refresh_from_db()
    assert session.state == State.DONE
    assert AuditEntry.objects.filter(act="hazard.import", actor=clerk).count() == 1
    assert loop.tick(only=("imports",)) == {}


def test_a_dropped_preview_leaves_no_rows(tmp_path: Path, clerk: Any) -> None:
    session = previewed(hazard_sheet(tmp_path / "a.xlsx", [a_row(1)]), clerk)
    sessions.drop(session)
    assert ImportSession.objects.get(pk=session.pk).state == State.DROPPED
    assert not ImportRow.objects.filter(session=session).exists()
    with pytest.raises(sessions.NotNow):
        sessions.ask_confirm(session, actor=clerk)
