"""Entering, changing, deleting, revealing: what the audit keeps of it in one transaction; two people at once."""

import re
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

import pytest
from django.db import DatabaseError, connection, models, transaction

from anlan.base.audit.models import AuditEntry
from anlan.base.people import roles
from anlan.kit.ledger import entry
from anlan.kit.ledger.declaration import Ledger
from anlan.kit.ledger.forms import form_class
from anlan.kit.ledger.lists import Listing
from anlan.kit.ledger.registry import ledger_of
from anlan.kit.pages.editing import bulk_fields
from anlan.kit.records import writing
from tests.api.caller import Caller
from tests.contracts.doors import Door, Visitor
from tests.contracts.personas import CLOUD_MARK, STONE_MARK, grants_of
from tests.contracts.rows import a_row, unsaved
from tests.factories import COUNTY, a_user

pytestmark = pytest.mark.django_db


def typed(ledger: Ledger, row: Any, user: Any, **changes: Any) -> dict[str, Any]:
    """What a browser would send of the form of a row."""
    form = form_class(ledger)(user=user, instance=row)
    sent: dict[str, Any] = {"version": row.version}
    for bound in form:
        value = bound.value()
        if isinstance(value, models.Model):
            value = value.pk
        if value is True:
            value = "on"
        if value not in (None, "", False):
            sent[bound.name] = value
    return sent | changes


def free_text(ledger: Ledger) -> str:
    """A field of plain text that may be changed to anything."""
    return next(
        column.name
        for column in ledger.entered
        if column.kind == "text"
        and column.name not in ledger.masked
        and column.field.max_length not in (15, 18)
        and not column.field.unique
        and column.name not in ("code", "credit_code", "id_number", "email")
    )


def acts(ledger: Ledger, row: Any) -> list[str]:
    return list(
        AuditEntry.objects.filter(kind=ledger.code, object_id=str(row.pk)).order_by("id").values_list("act", flat=True)
    )


def test_a_row_is_entered_changed_and_deleted_in_the_browser_and_each_act_is_kept(ledger: Ledger, county: Any) -> None:
    keeper = Visitor(county.keeper)
    field = free_text(ledger)
    draft = unsaved(ledger, county.stone)
    sent = typed(ledger, draft, county.keeper, **{name: getattr(draft, name) for name in ledger.masked})
    answer = keeper.knock(Door("new", f"/l/{ledger.code}/new", method="post", body=sent))
    assert answer.status == 302, errors_in(answer.text)
    row = ledger.model._base_manager.order_by("-pk").first()
    assert getattr(row, field) == getattr(draft, field)
    sent = typed(ledger, row, county.keeper, **{field: "改成这样"})
    answer = keeper.knock(Door("edit", f"/l/{ledger.code}/{row.pk}/edit", method="post", body=sent))
    assert answer.status == 302, errors_in(answer.text)
    changed = ledger.model._base_manager.get(pk=row.pk)
    assert writing.differences(changed, writing.values_of(row)).keys() == {field}, "a mask sent back changes nothing"
    assert (changed.version, changed.updated_by) == (row.version + 1, county.keeper)
    told = AuditEntry.objects.filter(kind=ledger.code, object_id=str(row.pk)).order_by("-id").first()
    assert (told.actor, told.before, told.after) == (county.keeper, {field: getattr(row, field)}, {field: "改成这样"})
    answer = keeper.knock(Door("delete", f"/l/{ledger.code}/{row.pk}/delete", method="post"))
    assert answer.status == 302
    assert not ledger.model._base_manager.filter(pk=row.pk).exists()
    assert acts(ledger, row) == [f"{ledger.code}.{act}" for act in ("add", "change", "delete")]


def errors_in(page: str) -> str:
    return " ".join(re.findall(r'(?s)role="alert".{0,900}', page))


def test_the_audit_keeps_no_number_unmasked(ledger: Ledger, county: Any) -> None:
    row = a_row(ledger, county.stone)
    numbers = {name: getattr(row, name) for name in ledger.masked}
    sent = typed(ledger, row, county.keeper, **{name: "13900007777" for name in ledger.masked if name != "id_number"})
    Visitor(county.keeper).knock(Door("edit", f"/l/{ledger.code}/{row.pk}/edit", method="post", body=sent))
    entry.delete(ledger, ledger.model._base_manager.get(pk=row.pk), actor=county.keeper)
    kept = [str((item.label, item.before, item.after)) for item in AuditEntry.objects.filter(kind=ledger.code)]
    assert len(kept) >= 2
    assert [text for text in kept for number in (*numbers.values(), "13900007777") if number in text] == []


@contextmanager
def audit_that_cannot_be_written() -> Iterator[None]:
    """The database itself refuses every new row of the audit."""
    table = connection.ops.quote_name(AuditEntry._meta.db_table)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"CREATE TRIGGER no_audit BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'full'); END")
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with checks to come takes and loses no trigger
            cursor.execute(
                "CREATE FUNCTION no_audit() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'full'; END $$ LANGUAGE plpgsql"
            )
            cursor.execute(f"CREATE TRIGGER no_audit BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION no_audit()")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(
                "DROP TRIGGER no_audit" if connection.vendor == "sqlite" else f"DROP TRIGGER no_audit ON {table}"
            )
            if connection.vendor != "sqlite":
                cursor.execute("DROP FUNCTION no_audit()")


def test_what_the_audit_cannot_keep_does_not_happen(ledger: Ledger, county: Any) -> None:
    """Entry, change, removal, export and a number shown are in the audit's own transaction, or they are not done."""
    row = a_row(ledger, county.stone)
    draft = unsaved(ledger, county.stone)
    before, count = writing.values_of(row), ledger.model._base_manager.count()
    keeper = Visitor(county.keeper)
    at = f"/l/{ledger.code}/{row.pk}"
    sent = typed(ledger, row, county.keeper, **{free_text(ledger): "改成这样"})
    changing = [Door("edit", f"{at}/edit", method="post", body=sent), Door("delete", f"{at}/delete", method="post")]
    telling = [Door("export", f"/l/{ledger.code}/export.csv")]
    telling += [Door("reveal", f"{at}/reveal/{name}", method="post") for name in ledger.masked if not ledger.system]
    with audit_that_cannot_be_written():
        for door in (*changing, *telling):
            own = transaction.atomic() if door in telling else nullcontext()  # what tells has nothing else to take back
            with pytest.raises(DatabaseError, match="full"), own:
                keeper.knock(door)
            assert writing.values_of(ledger.model._base_manager.get(pk=row.pk)) == before, door.name
        with pytest.raises(DatabaseError, match="full"):
            entry.enter(ledger, draft, actor=county.keeper)
    assert ledger.model._base_manager.count() == count


def test_who_looked_at_which_number_stands_in_the_audit_and_on_the_auditors_page(ledger: Ledger, county: Any) -> None:
    row = a_row(ledger, county.stone)
    may = [role for role in roles.NAMES if role in grants_of(ledger, "reveal") and role not in roles.OF_AN_ORGANISATION]
    if not ledger.masked or not may:
        answer = Visitor(county.keeper).knock(
            Door("reveal", f"/l/{ledger.code}/{row.pk}/reveal/{free_text(ledger)}", method="post")
        )
        assert answer.status in (403, 404)
        return
    looker = a_user(may[0], COUNTY, name="看号人")
    for name in ledger.masked:
        answer = Visitor(looker).knock(Door("reveal", f"/l/{ledger.code}/{row.pk}/reveal/{name}", method="post"))
        assert (answer.status, getattr(row, name) in answer.text) == (200, True)
    kept = AuditEntry.objects.filter(act=f"{ledger.code}.reveal", object_id=str(row.pk), actor=looker)
    assert [item.after for item in kept.order_by("id")] == [{"field": name} for name in ledger.masked]
    page = Visitor(a_user(roles.AUDITOR, COUNTY)).knock(Door("audit", "/system/audit?act=reveal"))
    assert page.status == 200
    assert "看号人" in page.text
    assert not any(getattr(row, name) in page.text for name in ledger.masked)
    assert Visitor(looker).knock(Door("audit", "/system/audit")).status == 403


def test_a_system_administrator_and_an_auditor_see_no_business(ledger: Ledger, county: Any) -> None:
    if ledger.system:
        return  # the administrator's own: names of places, organisations, terms
    row = a_row(ledger, county.stone)
    for role in (roles.SYSADMIN, roles.AUDITOR):
        visitor = Visitor(a_user(role, COUNTY))
        for path in ("/", "/figures", f"/l/{ledger.code}/", f"/l/{ledger.code}/pick?q={STONE_MARK}"):
            assert STONE_MARK not in visitor.knock(Door("page", path)).text, (role, path)
        hits = visitor.knock(Door("search", f"/search?q={STONE_MARK}")).text
        assert f"/l/{ledger.code}/{row.pk}/" not in hits, role


def test_two_who_edit_at_once_lose_nothing(ledger: Ledger, county: Any) -> None:
    row = a_row(ledger, county.stone)
    field = free_text(ledger)
    first, second = Visitor(county.keeper), Visitor(county.keeper)
    at = f"/l/{ledger.code}/{row.pk}/edit"
    sent = typed(ledger, row, county.keeper)
    assert first.knock(Door("edit", at, method="post", body=sent | {field: "先保存的"})).status == 302
    answer = second.knock(Door("edit", at, method="post", body=sent | {field: "后保存的"}))
    assert answer.status == 422
    assert "刚被别人改过" in answer.text
    assert "后保存的" in answer.text, "what was typed is still there"
    assert getattr(ledger.model._base_manager.get(pk=row.pk), field) == "先保存的"
    before = writing.values_of(row)
    setattr(row, field, "第三个人")
    with pytest.raises(writing.Conflict):
        writing.change(row, before, actor=county.keeper)
    refused = Caller(county.keeper).patch(f"{ledger.code}/{row.pk}", {"version": row.version, field: "第四个人"})
    assert refused.status_code == 409
    assert acts(ledger, row) == [f"{ledger.code}.add", f"{ledger.code}.change"]


def test_a_mask_of_a_number_that_has_changed_since_is_not_taken_for_a_number(ledger: Ledger, county: Any) -> None:
    row = a_row(ledger, county.stone)
    if not ledger.masked:
        return
    name = next(iter(ledger.masked))
    sent = typed(ledger, row, county.keeper, **{name: ledger.masked[name]("13900009999")})
    assert "*" in sent[name]
    answer = Visitor(county.keeper).knock(Door("edit", f"/l/{ledger.code}/{row.pk}/edit", method="post", body=sent))
    assert answer.status == 422
    assert "对不上" in answer.text
    assert writing.values_of(ledger.model._base_manager.get(pk=row.pk)) == writing.values_of(row)


def test_bulk_changes_all_ticked_rows_or_none_and_keeps_each_in_the_audit(ledger: Ledger, county: Any) -> None:
    rows = [a_row(ledger, county.stone), a_row(ledger, county.cloud)]
    field = free_text(ledger)
    body = {"id": [row.pk for row in rows], "field": field, "value": "一起改", "confirm": "1"}
    answer = Visitor(county.keeper).knock(Door("bulk", f"/l/{ledger.code}/bulk", method="post", body=body))
    now = list(ledger.model._base_manager.filter(pk__in=body["id"]))
    if field not in bulk_fields(ledger):  # it keeps rows apart, so many cannot share it
        assert (answer.status, [row.version for row in now]) == (200, [1, 1])
        return
    assert answer.status == 302
    assert [getattr(row, field) for row in now] == ["一起改", "一起改"]
    assert [acts(ledger, row)[-1] for row in rows] == [f"{ledger.code}.bulk"] * 2
    assert [row.version for row in now] == [2, 2]


def test_search_finds_a_row_by_what_it_says_now(ledger: Ledger, county: Any) -> None:
    row = a_row(ledger, county.stone)
    field = next(
        name
        for name in ledger.search
        if name in {column.name for column in ledger.entered}
        and name not in ledger.masked
        and name not in ("code", "credit_code")
    )
    before = writing.values_of(row)
    setattr(row, field, "焕然一新")
    writing.change(row, before, actor=None)
    found = [item.pk for item in Listing(ledger, county.keeper, {"q": "然一新"}).queryset]
    assert found == [row.pk]
    entry.delete(ledger, row, actor=None)
    assert list(Listing(ledger, county.keeper, {"q": "然一新"}).queryset) == []


def test_a_row_is_found_by_the_present_name_of_the_row_that_it_hangs_on(ledger: Ledger, county: Any) -> None:
    """An enterprise is renamed: its hazards are found by the new name."""
    linked = [path for path in ledger.search if "__" in path]
    row = a_row(ledger, county.stone)
    for path in linked:
        link, name = path.split("__")
        other = getattr(row, link)
        before = writing.values_of(other)
        setattr(other, name, "改头换面")
        writing.change(other, before, actor=None)
        assert [item.pk for item in Listing(ledger, county.keeper, {"q": "头换面"}).queryset] == [row.pk]


def test_a_form_names_no_row_that_the_person_may_not_see(ledger: Ledger, county: Any) -> None:
    """Keys of foreign rows in an address or a form give away no name."""
    links = [column for column in ledger.entered if column.kind == "link"]
    hidden = a_row(ledger, county.cloud)
    town = a_user(roles.TOWNSHIP, county.stone.place[:9] + "000")
    if "township" not in grants_of(ledger, "add"):
        return
    for column in links:
        other = getattr(hidden, column.name)
        if other is None or CLOUD_MARK not in str(other) or _of_all(other):
            continue
        path = f"/l/{ledger.code}/new"
        shown = Visitor(county.keeper).knock(Door("new", f"{path}?{column.name}={other.pk}"))
        assert CLOUD_MARK in shown.text, "whoever may see it is told its name"
        for door in (
            Door("new", f"{path}?{column.name}={other.pk}"),
            Door("new", path, method="post", body={column.name: other.pk}),
        ):
            answer = Visitor(town).knock(door)
            assert answer.status in (200, 422)
            assert CLOUD_MARK not in answer.text


def _of_all(row: Any) -> bool:
    """Rows of a ledger without territories, such as what is measured, are everybody's."""
    other = ledger_of(type(row))
    return other is not None and other.scope.place is None


def test_nobody_enters_a_row_for_another_town(ledger: Ledger, county: Any) -> None:
    town = a_user(roles.TOWNSHIP, county.stone.place[:9] + "000")
    if "township" not in grants_of(ledger, "add") or ledger.scope.place is None:
        return
    draft = unsaved(ledger, county.cloud)
    sent = typed(ledger, draft, county.keeper, **{name: getattr(draft, name) for name in ledger.masked})
    count = ledger.model._base_manager.count()
    answer = Visitor(town).knock(Door("new", f"/l/{ledger.code}/new", method="post", body=sent))
    assert answer.status == 422
    assert ledger.model._base_manager.count() == count
    own = a_row(ledger, county.stone)
    moved = typed(ledger, own, town) | {
        key: value for key, value in sent.items() if key == ledger.scope.place.split("__")[0]
    }
    answer = Visitor(town).knock(Door("edit", f"/l/{ledger.code}/{own.pk}/edit", method="post", body=moved))
    assert answer.status == (422 if "township" in grants_of(ledger, "change") else 403)
    assert writing.values_of(ledger.model._base_manager.get(pk=own.pk)) == writing.values_of(own)


def test_bulk_moves_the_pin_of_every_row_with_its_coordinates(ledger: Ledger, county: Any) -> None:
    if ledger.layer is None:
        return
    rows = [a_row(ledger, county.stone), a_row(ledger, county.stone)]
    changes = []
    for row in rows:
        before = writing.values_of(row)
        row.longitude = 113.25
        changes.append(writing.Change(row, before))
    writing.change_many(changes, actor=None)
    for row in ledger.model._base_manager.filter(pk__in=[row.pk for row in rows]):
        stored = row.quadkey
        row.save()
        assert row.quadkey == stored
