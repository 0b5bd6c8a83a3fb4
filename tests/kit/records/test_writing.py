"""The one road of writing: all or nothing, versions kept, the index in step, numbers masked in the audit."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from anlan.base.audit.models import AuditEntry
from anlan.base.people import roles
from anlan.kit.ledger import entry
from anlan.kit.ledger.lists import Listing
from anlan.kit.ledger.registry import ledger_by_code
from anlan.kit.records import writing
from anlan.subjects.enterprises.models import Enterprise
from tests.factories import STONE_VILLAGE, a_hazard, a_world, an_enterprise

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Any:
    return a_world().users[roles.SAFETY_OFFICE]


def changed(row: Any, **values: Any) -> writing.Change:
    before = writing.values_of(row)
    for name, value in values.items():
        setattr(row, name, value)
    return writing.Change(row, before)


def test_one_row_that_has_moved_on_stops_all(office: Any) -> None:
    rows = [an_enterprise(), an_enterprise(), an_enterprise()]
    other = Enterprise.objects.get(pk=rows[1].pk)
    writing.change_many([changed(other, note="先改的")], actor=office)
    count = AuditEntry.objects.count()
    with pytest.raises(writing.Conflict):
        writing.change_many([changed(row, note="后改的") for row in rows], actor=office)
    assert set(Enterprise.objects.filter(pk__in=[row.pk for row in rows]).values_list("note", flat=True)) == {
        "",
        "先改的",
    }
    assert AuditEntry.objects.count() == count


def test_what_does_not_differ_is_not_written(office: Any) -> None:
    row = an_enterprise()
    count = AuditEntry.objects.count()
    assert writing.change_many([changed(row, note="")], actor=office) == 0
    assert (Enterprise.objects.get(pk=row.pk).version, AuditEntry.objects.count()) == (1, count)


def test_rows_of_a_bulk_are_written_like_single_ones(office: Any) -> None:
    rows = [an_enterprise(longitude=112.5, latitude=30.1) for _ in range(3)]
    assert (
        writing.change_many([changed(row, longitude=113.0, note=f"第{n}") for n, row in enumerate(rows)], actor=office)
        == 3
    )
    single = an_enterprise(longitude=113.0, latitude=30.1)
    for number, row in enumerate(Enterprise.objects.filter(pk__in=[row.pk for row in rows]).order_by("pk")):
        assert (row.version, row.note, row.quadkey, row.updated_by) == (2, f"第{number}", single.quadkey, office)


def test_a_rule_of_the_database_broken_midway_leaves_nothing(office: Any) -> None:
    ledger = ledger_by_code("enterprise")
    sector = an_enterprise().sector
    count = Enterprise.objects.count(), AuditEntry.objects.count()
    twins = [
        Enterprise(name=f"双生{n}", credit_code="91990121MA0000001X", place_id=STONE_VILLAGE, sector=sector)
        for n in (1, 2)
    ]
    with pytest.raises(IntegrityError), transaction.atomic():
        writing.add_many(twins, actor=office)
    assert (Enterprise.objects.count(), AuditEntry.objects.count()) == count
    assert list(Listing(ledger, office, {"q": "双生"}).queryset) == []


def test_hazards_are_found_by_the_new_name_of_their_enterprise(office: Any) -> None:
    enterprise = an_enterprise(name="旧名化工")
    hazards = {a_hazard(enterprise).pk for _ in range(3)}
    writing.change_many([changed(enterprise, name="新号建材")], actor=office)
    hazard = ledger_by_code("hazard")
    assert {row.pk for row in Listing(hazard, office, {"q": "新号建"}).queryset} == hazards
    assert list(Listing(hazard, office, {"q": "旧名化"}).queryset) == []


def test_what_others_hang_on_is_not_deleted(office: Any) -> None:
    enterprise = an_enterprise()
    a_hazard(enterprise)
    count = AuditEntry.objects.count()
    with pytest.raises(entry.Unfit, match="还有事故隐患引用这条记录"):
        entry.delete(ledger_by_code("enterprise"), enterprise, actor=office)
    assert Enterprise.objects.filter(pk=enterprise.pk).exists()
    assert AuditEntry.objects.count() == count
    assert list(Listing(ledger_by_code("enterprise"), office, {"q": enterprise.name}).queryset) == [enterprise]
