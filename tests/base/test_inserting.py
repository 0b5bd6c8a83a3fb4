"""Rows inserted the fast way are what ``bulk_create`` would have written, with keys of their own."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.forms.models import model_to_dict

from anlan.base import clock
from anlan.base.inserting import insert_many, insert_values, maker
from anlan.kit.imports.models import ImportRow, ImportSession
from anlan.subjects.hazards.choices import Status
from anlan.subjects.hazards.models import Hazard
from tests import factories

pytestmark = pytest.mark.django_db


def hazards(prefix: str, make: Any = Hazard) -> list[Hazard]:
    usual = {"place_id": factories.STONE, "found_on": date(2026, 11, 3), "funds": Decimal("1.5"), "longitude": 112.5,
             "latitude": 30.2, "status": Status.FOUND, "content": "“引号” 'and' \\ \t 换\n行"}  # fmt: skip
    values = [
        usual | {"number": f"{prefix}-{number}", "due_on": None if number % 2 else clock.today()} for number in range(5)
    ]
    return [make(**one) if make is Hazard else make(one) for one in values]


def test_both_ways_write_the_same() -> None:
    factories.a_place(factories.STONE, "石泉镇")
    slow, fast, made = hazards("slow"), hazards("fast"), hazards("made", maker(Hazard))
    Hazard.objects.bulk_create(slow)
    insert_many(fast)
    insert_many(made)
    moment = clock.now()
    kept = {row.number: row for row in Hazard.objects.all()}
    for number in range(5):
        rows = [kept[f"{prefix}-{number}"] for prefix in ("slow", "fast", "made")]
        told = [
            model_to_dict(row, exclude=["id", "number"]) | {"quadkey": row.quadkey, "status": row.status}
            for row in rows
        ]
        assert told[0] == told[1] == told[2]
        assert told[0]["quadkey"]
        assert all(moment - row.created_at < timedelta(minutes=5) for row in rows)


def test_keys_are_given_and_later_rows_get_others() -> None:
    factories.a_place(factories.STONE, "石泉镇")
    first = hazards("a")
    insert_many(first)
    assert [row.pk for row in Hazard.objects.order_by("number")] == [row.pk for row in first]
    assert not first[0]._state.adding
    later = Hazard.objects.create(number="b", place_id=factories.STONE, found_on=clock.today(), content="x")
    assert later.pk > max(row.pk for row in first)
    more = hazards("c")
    insert_many(more)
    assert min(row.pk for row in more) > later.pk


def test_json_and_nothing_are_kept_apart() -> None:
    session = ImportSession.objects.create(ledger="hazard", name="a", sha256="0" * 64, size=1)
    names = ("session_id", "position", "sheet", "sheet_row", "kind", "target_id", "target_version", "values", "before",
             "reasons", "cells")  # fmt: skip
    values = {"名": ["值", 1, 2.5, True, None]}
    insert_values(ImportRow, names, [(session.pk, 0, "", 1, "new", None, None, values, None, [], None)])
    row = ImportRow.objects.get()
    assert (row.values, row.before, row.reasons) == (values, None, [])
    assert ImportRow.objects.filter(before__isnull=True).count() == 1
    assert ImportRow.objects.filter(values__has_key="名").count() == 1


def test_nothing_stays_of_a_transaction_that_fails() -> None:
    factories.a_place(factories.STONE, "石泉镇")
    twice = [*hazards("a"), *hazards("a")]
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_many(twice)
    assert not Hazard.objects.exists()
    insert_many([])
    assert insert_values(Hazard, ["number"], []) == []
