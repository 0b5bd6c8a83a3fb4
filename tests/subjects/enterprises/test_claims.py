"""Claims on insurance: what counts as valid, what was estimated and paid, and who sees whose."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from anlan.base import clock
from anlan.base.people import roles
from anlan.kit.flow import making
from anlan.kit.ledger import entry
from anlan.kit.ledger.lists import visible
from anlan.kit.ledger.registry import ledger_by_code
from anlan.subjects.enterprises import queries
from anlan.subjects.enterprises.choices import ClaimStatus
from anlan.subjects.enterprises.claiming import claims
from anlan.subjects.enterprises.models import InsuranceClaim, InsurancePolicy, SafetyProvider
from tests.factories import STONE_VILLAGE, a_term, a_world
from tests.kit.imports.ledgers import confirmed, previewed
from tests.kit.imports.sheets import workbook

pytestmark = pytest.mark.django_db
LEDGER = "insurance-claim"


@pytest.fixture
def world() -> SimpleNamespace:
    made = a_world()
    clock.set_for_tests(clock.at("2026-11-20 09:00"))
    a_term("insurance-kind", "自然灾害救助保险", "disaster")
    insurer = SafetyProvider.objects.create(name="安平财险", kind=a_term("provider-kind", "保险机构", "insurer"))
    made.policy = InsurancePolicy.objects.create(
        number="AZX1", enterprise=made.stone.enterprise, insurer=insurer, starts_on=date(2026, 1, 1),
        due_on=date(2026, 12, 31),
    )  # fmt: skip
    return made


def a_claim(**values: Any) -> InsuranceClaim:
    usual: dict[str, Any] = {
        "kind": a_term("insurance-kind", "安全生产责任保险", "liability"), "claimant": "何敏",
        "place_id": STONE_VILLAGE,
        "happened_on": date(2026, 11, 1), "reported_on": date(2026, 11, 2), "cause": "砸伤",
    }  # fmt: skip
    made: InsuranceClaim = entry.enter(ledger_by_code(LEDGER), InsuranceClaim(**usual | values), actor=None)
    return made


def make(world: Any, claim: InsuranceClaim, code: str, role: str = roles.TOWNSHIP, **data: Any) -> Any:
    move = claims.move(code)
    assert move is not None
    return making.make(claims, move, claim, actor=world.users[role], data=data)


def test_valid_claims_their_loss_and_what_was_paid_are_counted_by_hand(world: Any) -> None:
    settled, valid, refused = a_claim(), a_claim(), a_claim()
    a_claim(claimant="只报了案", estimated=Decimal(50))
    settled = make(world, settled, "accept", day=date(2026, 11, 3), estimated=Decimal("1.5"))
    make(world, settled, "settle", day=date(2026, 11, 9), paid=Decimal("1.2"))
    make(world, valid, "accept", day=date(2026, 11, 4), estimated=Decimal("2.25"))
    refused = make(world, refused, "accept", day=date(2026, 11, 4), estimated=Decimal(9))
    make(world, refused, "refuse", day=date(2026, 11, 5), reason="不属于保险责任")
    told = queries.claimed(InsuranceClaim.objects.all(), date(2026, 1, 1), date(2026, 11, 20))
    assert told == queries.Claimed(2, Decimal("3.75"), 1, Decimal("1.2"))
    before = queries.claimed(InsuranceClaim.objects.all(), date(2026, 1, 1), date(2026, 11, 3))
    assert before == queries.Claimed(1, Decimal("1.5"), 0, Decimal(0))


def test_days_follow_one_another_and_a_firm_decides_nothing(world: Any) -> None:
    claim = a_claim(policy=world.policy)
    assert claim.insurer_id == world.policy.insurer_id
    with pytest.raises(making.Refused, match="不能早于报案日期 2026-11-02"):
        make(world, claim, "accept", day=date(2026, 11, 1), estimated=Decimal(1))
    with pytest.raises(making.Refused):
        make(world, claim, "accept", roles.ENTERPRISE, day=date(2026, 11, 3), estimated=Decimal(1))
    claim = make(world, claim, "accept", day=date(2026, 11, 3), estimated=Decimal(1))
    with pytest.raises(making.Refused, match="不能早于认定有效日期"):
        make(world, claim, "settle", day=date(2026, 11, 2), paid=Decimal(1))
    claim = make(world, make(world, claim, "settle", day=date(2026, 11, 4), paid=Decimal(1)), "reopen", reason="漏赔")
    assert (claim.status, claim.paid, claim.accepted_on) == (ClaimStatus.REPORTED, None, None)


def test_a_firm_sees_the_claims_on_its_own_policy_only(world: Any) -> None:
    own = a_claim(policy=world.policy)
    other = a_claim()
    ledger = ledger_by_code(LEDGER)
    assert list(visible(ledger, world.users[roles.ENTERPRISE])) == [own]
    assert set(visible(ledger, world.users[roles.TOWNSHIP])) == {own, other}
    assert not visible(ledger, world.cloud_user).exists()


def test_claims_of_past_years_come_in_with_their_end(world: Any, tmp_path: Path) -> None:
    head = [
        "报案号",
        "险种",
        "户主姓名",
        "乡镇",
        "受灾日期",
        "出险原因",
        "报案日期",
        "估损金额",
        "结案日期",
        "赔付金额",
    ]
    rows = [
        ["A1", "自然灾害救助保险", "何敏", "石塘村", "2025-07-01", "房屋进水", "2025-07-02", 1.2, "2025-07-20", 1],
        ["A2", "自然灾害救助保险", "毛军", "石塘村", "2025-07-01", "围墙倒塌", "2025-07-03", 0.6, "", ""],
    ]
    session = confirmed(
        previewed(workbook(tmp_path / "a.xlsx", [head, *rows]), world.users[roles.SAFETY_OFFICE], LEDGER)
    )
    assert session.counts["new"] == 2, session.counts
    held = InsuranceClaim.objects.order_by("reference").values_list("status", "accepted_on", "paid")
    assert list(held) == [(ClaimStatus.SETTLED, date(2025, 7, 2), Decimal(1)), (ClaimStatus.REPORTED, None, None)]
