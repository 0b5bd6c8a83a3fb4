"""Major-hazard sources: level follows from the substances at once, filing needs what the law asks for."""

import io
from datetime import date
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from anlan.base.people import roles
from anlan.kit.flow import making
from anlan.kit.ledger.registry import ledger_by_code
from anlan.kit.records import writing
from anlan.subjects.enterprises.choices import SourceLevel, SourceStatus
from anlan.subjects.enterprises.models import MajorHazardSource, SourceSubstance
from tests.subjects.enterprises.world import a_source, changed, entered, moved

pytestmark = pytest.mark.django_db
COMPLETE = {"principal": "何敏", "technician": "吴晓", "operator": "周建", "assessed_on": date(2026, 5, 1)}


def test_the_level_follows_whatever_changes(world: Any) -> None:
    source = a_source(world.stone.enterprise)
    assert (source.s_value, source.r_value, source.level) == (Decimal(4), Decimal(16), SourceLevel.THIRD)
    source = changed(source, people_500m=0)
    assert (source.r_value, source.level) == (Decimal(4), SourceLevel.FOURTH)
    substance = SourceSubstance.objects.get()
    changed(substance, quantity=Decimal("9.9"))
    source.refresh_from_db()
    assert (source.s_value, source.r_value, source.level) == (Decimal("0.99"), None, SourceLevel.NONE)
    entered(SourceSubstance(source=source, name="不知名液体", quantity=Decimal(5)))
    source.refresh_from_db()
    assert (source.s_value, source.level) == (None, SourceLevel.OPEN)
    writing.remove_many(list(SourceSubstance.objects.all()), actor=None)
    source.refresh_from_db()
    assert (source.s_value, source.r_value, source.level) == (None, None, SourceLevel.OPEN)


def test_a_substance_added_does_not_disturb_whoever_edits_the_unit(world: Any) -> None:
    source = a_source(world.stone.enterprise)
    entered(SourceSubstance(source=source, name="氯", quantity=Decimal(5)))
    assert changed(source, name="氨氯罐区").s_value == Decimal(5)


def test_a_substance_moved_to_another_unit_counts_there_only(world: Any) -> None:
    first = a_source(world.stone.enterprise)
    second = a_source(world.stone.enterprise, (), name="氨罐车装卸区")
    changed(SourceSubstance.objects.get(), source=second)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.level, second.level) == (SourceLevel.OPEN, SourceLevel.THIRD)


def test_filing_names_what_is_missing(world: Any) -> None:
    office = world.users[roles.SAFETY_OFFICE]
    filing = {"filed_on": date(2026, 11, 20), "file_number": "备2026-1"}
    source = a_source(world.stone.enterprise)
    with pytest.raises(making.Refused, match="主要负责人、技术负责人、操作负责人"):
        moved(source, "file", office, **filing)
    source = changed(source, principal="何敏", technician="吴晓", operator="周建")
    with pytest.raises(making.Refused, match="安全评估日期"):
        moved(source, "file", office, **filing)
    source = moved(changed(source, **COMPLETE), "file", office, **filing)
    assert (source.status, source.filed_on, source.file_number) == (
        SourceStatus.FILED, date(2026, 11, 20), "备2026-1",
    )  # fmt: skip
    source = moved(source, "retire", office, retired_on=date(2026, 11, 21), reason="储罐拆除")
    source = moved(source, "restore", office, reason="重新启用")
    assert (source.status, source.filed_on, source.retired_on) == (SourceStatus.UNFILED, None, None)


def test_what_is_no_source_is_not_filed(world: Any) -> None:
    small = a_source(world.stone.enterprise, (("氨", "9.9"),), **COMPLETE)
    with pytest.raises(making.Refused, match="权限"):
        moved(small, "file", world.users[roles.SAFETY_OFFICE], filed_on=date(2026, 11, 20), file_number="备")
    unknown = a_source(world.stone.enterprise, (("不知名液体", "9.9"),), name="罐区二", **COMPLETE)
    with pytest.raises(making.Refused, match="权限"):
        moved(unknown, "file", world.users[roles.SAFETY_OFFICE], filed_on=date(2026, 11, 20), file_number="备")
    with pytest.raises(making.Refused, match="权限"):
        moved(small, "file", world.users[roles.ENTERPRISE], filed_on=date(2026, 11, 20), file_number="备")


def test_of_two_who_file_one_wins(world: Any) -> None:
    office = world.users[roles.SAFETY_OFFICE]
    source = a_source(world.stone.enterprise, **COMPLETE)
    mine, yours = (MajorHazardSource.objects.get(pk=source.pk) for _number in range(2))
    moved(mine, "file", office, filed_on=date(2026, 11, 20), file_number="备1")
    with pytest.raises(making.Refused, match="已备案"):
        moved(yours, "file", office, filed_on=date(2026, 11, 20), file_number="备2")
    source.refresh_from_db()
    assert source.file_number == "备1"


def test_classes_are_tidied_and_checked_as_they_are_entered(world: Any) -> None:
    ledger = ledger_by_code("source-substance")
    values: dict[str, Any] = {"name": "某液体", "classes": "j5， w5.3"}
    ledger.tidy(values)
    assert values["classes"] == "J5、W5.3"
    assert ledger.check(values) == {}
    assert "不在表1" in ledger.check({"name": "某液体", "classes": ""})["classes"]
    assert "J9" in ledger.check({"name": "氨", "classes": "J9"})["classes"]


def test_equipment_in_service_is_installed_and_of_the_firm(world: Any) -> None:
    ledger = ledger_by_code("safety-equipment")
    assert set(ledger.check({"required": 4, "installed": 5, "in_service": 6})) == {"installed", "in_service"}
    other = a_source(world.cloud.enterprise)
    assert set(ledger.check({"enterprise": world.stone.enterprise, "source": other})) == {"source"}
    assert ledger.check({"enterprise": world.cloud.enterprise, "source": other}) == {}


def test_the_calculation_is_shown_step_by_step_and_exported(client: Client, world: Any) -> None:
    source = a_source(world.stone.enterprise, (("液氨", "40"), ("汽油", "100")))
    client.force_login(world.users[roles.SAFETY_OFFICE])
    page = client.get(reverse("source-calculation", args=[source.pk])).content.decode()
    assert "S = 40/10 + 100/200 = 4.5，≥ 1，构成重大危险源" in page
    assert "R = 2 × (2×40/10 + 1×100/200) = 17" in page
    assert "10≤R＜50，为三级重大危险源（表6）" in page
    assert "请对照《危险化学品分类信息表》选定类别" in page
    answer = client.get(reverse("source-sheet", args=[source.pk]))
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    cells = [cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {"氨", 40, 10, "表1 第 1 项", 4, 8, "R = 2 × (2×40/10 + 1×100/200) = 17"} <= set(cells)


def test_another_towns_source_is_not_found_and_strangers_are_refused(client: Client, world: Any) -> None:
    mine, other = a_source(world.stone.enterprise), a_source(world.cloud.enterprise)
    addresses = [reverse(name, args=[other.pk]) for name in ("source-calculation", "source-sheet")]
    client.force_login(world.users[roles.TOWNSHIP])
    assert client.get(reverse("source-calculation", args=[mine.pk])).status_code == 200
    assert [client.get(address).status_code for address in addresses] == [404, 404]
    client.force_login(world.users[roles.ENTERPRISE])
    assert [client.get(address).status_code for address in addresses] == [404, 403]
    client.force_login(world.users[roles.SYSADMIN])
    assert [client.get(address).status_code for address in addresses] == [403, 403]
