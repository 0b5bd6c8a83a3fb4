"""The firms' files of the demonstration county keep every rule that people's own entries must keep."""

import pytest

from anlan.base import clock
from anlan.base.dictionaries import shipped
from anlan.demo import enterprise_files, filing, firms, geography, staff
from anlan.demo.build import draw
from anlan.kit.ledger.registry import ledger_by_code
from anlan.subjects.enterprises.models import Enterprise, MajorHazardSource, RiskPoint
from anlan.subjects.enterprises.services import assess_sources, rate_firms

pytestmark = pytest.mark.django_db
CODES = (
    "major-source", "source-substance", "safety-equipment", "risk-point", "risk-scheme", "safety-provider",
    "insurance-policy", "insurance-service", "service-contract", "expert", "expert-service", "standardisation",
    "certificate", "contractor", "construction-project",
)  # fmt: skip


def test_every_ledger_has_rows_that_keep_its_rules() -> None:
    clock.set_for_tests(clock.at("2026-11-22 14:05"))
    county = geography.county(1)
    shipped.offer()
    draw(county)
    people = staff.create(1, county, clock.now())
    filing.file_enterprises(firms.firms(1, county, 150), people, clock.today())
    enterprise_files.create(1, county, people, clock.today())
    for code in CODES:
        ledger = ledger_by_code(code)
        rows = list(ledger.model._default_manager.all())
        assert rows, code
        for row in rows:
            values = {column.name: getattr(row, column.name) for column in ledger.entered}
            assert ledger.check(values) == {}, (code, row)
            row.clean_fields(exclude=[field.name for field in row._meta.fields if field.is_relation])
    assert rate_firms(Enterprise.objects.values_list("pk", flat=True), actor=None) == 0  # as risky as their points
    assert assess_sources(MajorHazardSource.objects.values_list("pk", flat=True), actor=None) == 0
    assert MajorHazardSource.objects.filter(level__in="1234").exists()
    assert not RiskPoint.objects.filter(level="").exists()
