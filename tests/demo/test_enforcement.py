"""The demonstration county's year of enforcement keeps every rule, and its draws can be run again."""

import pytest
from django.db.models import F, Sum
from django.utils.timezone import localtime

from anlan.base import clock
from anlan.demo.build import build
from anlan.kit.ledger.registry import ledger_by_code
from anlan.subjects.enforcement.choices import CaseStatus, DrawStatus
from anlan.subjects.enforcement.models import Case, Draw, PlanItem
from anlan.subjects.enforcement.rules import drawing
from anlan.subjects.enforcement.rules.sampling import digest

pytestmark = pytest.mark.django_db
CODES = (
    "officer", "officer-training", "recusal", "enforcement-plan", "supervision-matter", "town-quota", "plan-item",
    "draw-rule", "draw", "case", "case-transfer", "firm-closure", "delegation", "statutory-limit", "rate-formula",
)  # fmt: skip


def the_draws_can_be_run_again() -> None:
    draws = list(Draw.objects.order_by("id"))
    assert [one.status for one in draws] == [DrawStatus.PUBLISHED, DrawStatus.DRAWN, DrawStatus.FROZEN]
    for one in draws:
        text = one.register.text
        assert digest(text) == one.sha256
        assert one.frozen_at is not None
        assert one.frozen_at < one.seed_due_at
        again = drawing.run(drawing.read(text), one.seed, one.rounds) if one.seed else []
        assert [(f"E{pick.enterprise_id}", pick.officer_ids) for pick in one.picks.all()] == [
            (pick.target.identity, [int(officer[1:]) for officer in pick.officers]) for pick in again
        ]
    assert draws[0].picks.count() > 2


def test_a_year_of_enforcement_keeps_its_rules() -> None:
    clock.set_for_tests(clock.at("2026-11-22 14:05"))
    build(1, enterprises=120, hazards=100)
    for code in CODES:
        ledger = ledger_by_code(code)
        rows = list(ledger.model._default_manager.all())
        assert rows, code
        for row in rows:
            values = {column.name: getattr(row, column.name) for column in ledger.entered}
            assert ledger.check(values) == {}, (code, row)
            row.clean_fields(exclude=[field.name for field in row._meta.fields if field.is_relation])
    the_draws_can_be_run_again()
    states = {*Case.objects.values_list("status", flat=True)}
    assert {*CaseStatus} - {CaseStatus.DROPPED, CaseStatus.MOVED} <= states
    assert not Case.objects.filter(collected__gt=F("fine")).exists()
    arisen = Case.objects.filter(accident__isnull=False)
    assert arisen.count() > 2
    assert all(localtime(case.accident.occurred_at).date() <= case.found_on for case in arisen)
    assert all((case.paid or 0) == case.collected for case in Case.objects.annotate(paid=Sum("payments__amount")))
    old = PlanItem.objects.filter(draw__status=DrawStatus.PUBLISHED)
    assert old.filter(published_on__isnull=False).exists()
    assert not old.filter(done_on__isnull=False, result=None).exists()
