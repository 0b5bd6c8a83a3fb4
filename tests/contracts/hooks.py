"""What hangs together in the rows of a ledger and cannot be read off its model: a line in ``HOOKS`` each."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from anlan.base.people.models import Person
from anlan.base.text import check_credit_code, check_id_number
from anlan.kit.ledger.registry import ledger_by_code
from tests.contracts.rows import FIRST_DAY, Side, a_row, checked, many_rows
from tests.factories import a_person
from tests.subjects.warnings.cap.samples import a_certificate


def unchanged(values: dict[str, Any], side: Side, number: int) -> None:
    """Most ledgers need no hook."""


def _grid(values: dict[str, Any], side: Side, number: int) -> None:
    values["code"] = f"{side.place}{number % 1000:03d}"


def _term(values: dict[str, Any], side: Side, number: int) -> None:
    values["code"] = f"{side.mark}-{number}"


def _in_order(values: dict[str, Any], side: Side, number: int) -> None:
    days = sorted(values[name] for name in ("found_on", "due_on", "rectified_on"))
    values["found_on"], values["rectified_on"], values["due_on"] = days[0], days[1], days[2]


def _duty_post(values: dict[str, Any], side: Side, number: int) -> None:
    values |= {"code": f"post-{side.mark.lower()}-{number}", "starts": "08:00", "hours": 24, "members": 2, "leaders": 1}


def _shift(values: dict[str, Any], side: Side, number: int) -> None:
    values["ends_at"] = values["begins_at"] + timedelta(hours=24)


def _duty_member(values: dict[str, Any], side: Side, number: int) -> None:
    values["person"] = _somebody(side, number)  # once in a pool
    values["share"] = 100


def _swap(values: dict[str, Any], side: Side, number: int) -> None:
    values["taker"] = _somebody(side, number)


def _somebody(side: Side, number: int) -> Person:
    return Person.objects.create(name=f"人员 {side.mark}{number}", organisation=side.organisation)


def _report_duty(values: dict[str, Any], side: Side, number: int) -> None:
    values |= {"due_time": "17:00", "due_day": 1, "ends_on": values["starts_on"] + timedelta(days=30)}


def _report_due(values: dict[str, Any], side: Side, number: int) -> None:
    values["period_on"] = FIRST_DAY + timedelta(days=number)  # one a day


def _key_period(values: dict[str, Any], side: Side, number: int) -> None:
    values |= {"ends_at": values["begins_at"] + timedelta(days=7), "on_duty_parts": 2, "of_parts": 3}


NAMED: dict[str, Callable[[int], str]] = {
    "credit_code": lambda number: checked(f"91990121MA{number:07d}", check_credit_code),
    "id_number": lambda number: checked(f"11010119900307{number % 1000:03d}", check_id_number),
}
HOOKS: dict[str, Callable[[dict[str, Any], Side, int], None]] = {"place": _grid, "term": _term, "hazard": _in_order}


def _member(values: dict[str, Any], side: Side, number: int) -> None:
    values["person"] = a_person(
        side.organisation, f"队员{side.mark}{number}", phone=f"{side.phones}{number % 10000:04d}"
    )


def _received(values: dict[str, Any], side: Side, number: int) -> None:
    values["received_at"] = datetime(2026, 9, 1, 4, tzinfo=UTC) + timedelta(minutes=number % 10_000)
    if "occurred_at" in values:
        values["occurred_at"] = datetime(2026, 9, 1, 3, tzinfo=UTC)


def _mustering(values: dict[str, Any], side: Side, number: int) -> None:
    values["muster_minutes"], values["muster_percent"] = 30, 90


def _called(values: dict[str, Any], side: Side, number: int) -> None:
    _received(values, side, number)
    values["minutes"] = 30


HOOKS |= {"team": _mustering, "team-member": _member, "incident": _received, "callout": _called}
HOOKS |= {
    "duty-post": _duty_post, "shift": _shift, "duty-member": _duty_member, "duty-swap": _swap,
    "report-duty": _report_duty, "report-due": _report_due, "key-period": _key_period,
}  # fmt: skip


def _warned(values: dict[str, Any], side: Side, number: int) -> None:
    values["sender_code"] = ""
    values["onset_at"] = datetime(2036, 9, 1, 4, tzinfo=UTC)
    values["expires_at"] = datetime(2036, 9, 2, 4, tzinfo=UTC) + timedelta(minutes=number)


def _trusted(values: dict[str, Any], side: Side, number: int) -> None:
    values["certificate"] = a_certificate()
    values["valid_from_at"] = datetime(2026, 9, 1, 4, tzinfo=UTC)
    values["valid_until_at"] = datetime(2036, 9, 1, 4, tzinfo=UTC)


def _fed(values: dict[str, Any], side: Side, number: int) -> None:
    values["address"], values["hosts"] = f"https://warn.example.org/{side.mark}{number}.xml", "warn.example.org"


def _banned(values: dict[str, Any], side: Side, number: int) -> None:
    values["from_on"], values["to_on"] = FIRST_DAY, FIRST_DAY + timedelta(days=30)


def _channel(values: dict[str, Any], side: Side, number: int) -> None:
    values["code"], values["slow_share"] = f"{side.mark}-{number}", 0.2


def _away(values: dict[str, Any], side: Side, number: int) -> None:
    values["to_at"], values["deputy"] = values["from_at"] + timedelta(days=1), None


HOOKS |= {"channel": _channel, "call-policy": _term, "absence": _away}
HOOKS |= {
    "warning": _warned,
    "trusted-sender": _trusted,
    "warning-feed": _fed,
    "fire-ban": _banned,
}


def _investigated(values: dict[str, Any], side: Side, number: int) -> None:
    values["accident"] = a_row(ledger_by_code("accident"), side)  # investigated once
    days = (FIRST_DAY + timedelta(days=days) for days in range(4))
    values |= dict(zip(("begun_on", "submitted_on", "approved_on", "closed_on"), days, strict=True))


HOOKS |= {"investigation": _investigated}


def _received_document(values: dict[str, Any], side: Side, number: int) -> None:
    values["document"] = a_row(ledger_by_code("document"), side)  # sent to an organisation once


def _assigned(values: dict[str, Any], side: Side, number: int) -> None:
    values["organisation"] = side.organisation
    values["due_on"] = FIRST_DAY + timedelta(days=60)


def _spanned(values: dict[str, Any], side: Side, number: int) -> None:
    values["from_on"] = FIRST_DAY + timedelta(days=number)  # one bulletin a span
    values["to_on"] = values["from_on"] + timedelta(days=6)


def _drive(values: dict[str, Any], side: Side, number: int) -> None:
    values["begins_on"], values["ends_on"] = FIRST_DAY, FIRST_DAY + timedelta(days=100)


def _grouped(values: dict[str, Any], side: Side, number: int) -> None:
    values["formed_on"], values["dissolved_on"] = FIRST_DAY, None


HOOKS |= {
    "campaign": _drive,
    "work-group": _grouped,
    "document-receipt": _received_document,
    "task": _assigned,
    "bulletin": _spanned,
}


def _rising(*names: str, **given: Any) -> Callable[[dict[str, Any], Side, int], None]:
    """The days of these fields in rising order, as the ledger's rules ask for, and values that cannot be read off."""

    def hook(values: dict[str, Any], side: Side, number: int) -> None:
        values |= dict(zip(names, sorted(values[name] for name in names), strict=True)) | given

    return hook


def _score_sheet(values: dict[str, Any], side: Side, number: int) -> None:
    values["revision"] = number % 1000


def _milestone_record(values: dict[str, Any], side: Side, number: int) -> None:
    """Each of a milestone of its own: a unit reaches it once."""
    made = a_row(ledger_by_code("milestone"), side)
    values |= {"milestone": made, "programme": made.programme}


def _of_a_lesson(values: dict[str, Any], side: Side, number: int) -> None:
    values["lesson"] = a_row(ledger_by_code("lesson"), side)


def _score_item(values: dict[str, Any], side: Side, number: int) -> None:
    values["points"] = Decimal("5.00")


def _led(values: dict[str, Any], side: Side, number: int) -> None:
    """A day of its own: the same leader is known by place and day."""
    name = "visited_on" if "visited_on" in values else "from_on"
    values[name] = FIRST_DAY - timedelta(days=number % 2000)


def _assessment(values: dict[str, Any], side: Side, number: int) -> None:
    """By a sheet that is in use."""
    sheet = a_row(ledger_by_code("score-sheet"), side)
    type(sheet)._base_manager.filter(pk=sheet.pk).update(status="in_force")
    values |= {"year": 2000 + number % 100, "sheet": type(sheet)._base_manager.get(pk=sheet.pk)}


HOOKS |= {
    "supervision-order": _rising("issued_on", "due_on", "closed_on"),
    "listing": _rising("listed_on", "publicised_on", "due_on", "removed_on"),
    "responsibility-list": _rising("from_on", "to_on", ledger="hazard"),
    "letter-round": _rising("begins_on", "due_on"),
    "letter": _rising("signed_on", "until_on"),
    "committee-member": _led,
    "leader-contact": _led,
    "leader-visit": _led,
    "programme": _rising("begins_on", "ends_on"),
    "party-body": _rising("founded_on", "ended_on"),
    "party-post": _rising("from_on", "to_on"),
    "party-team": _rising("founded_on", "ended_on"),
    "score-sheet": _score_sheet,
    "score-item": _score_item,
    "milestone-record": _milestone_record,
    "lesson-receipt": _of_a_lesson,
    "assessment": _assessment,
}


def _scored(values: dict[str, Any], side: Side, number: int) -> None:
    values |= {"likelihood": Decimal(3), "exposure": Decimal(6), "consequence": Decimal(15), "scheme": None}
    values |= {"method": "lec", "checked_on": values["found_on"]}


def _thresholds(values: dict[str, Any], side: Side, number: int) -> None:
    values |= {"method": "lec", "red": Decimal(320), "orange": Decimal(160), "yellow": Decimal(70)}


def _substance(values: dict[str, Any], side: Side, number: int) -> None:
    values["classes"] = "J5、W5.3"


def _ending(*names: str) -> Callable[[dict[str, Any], Side, int], None]:
    """Days that follow one another in this order, as the rules of the ledger ask."""

    def ordered(values: dict[str, Any], side: Side, number: int) -> None:
        values |= dict(zip(names, sorted(values[name] for name in names), strict=True))

    return ordered


def _apart(*names: str) -> Callable[[dict[str, Any], Side, int], None]:
    """Days in this order, and other ones for each row: by them it is found again."""

    def ordered(values: dict[str, Any], side: Side, number: int) -> None:
        days = sorted(values[name] for name in names)
        values |= {name: day + timedelta(days=number) for name, day in zip(names, days, strict=True)}

    return ordered


def _engaged(values: dict[str, Any], side: Side, number: int) -> None:
    values |= {"due_on": None, "ended_on": None, "cadence": "month"}


HOOKS |= {
    "risk-point": _scored,
    "risk-scheme": _thresholds,
    "source-substance": _substance,
    "insurance-policy": _ending("starts_on", "due_on"),
    "service-contract": _apart("starts_on", "due_on"),
    "insurance-service": _apart("due_on"),
    "expert-service": _apart("due_on"),
    "standardisation": _ending("self_assessed_on", "graded_on", "due_on"),
    "certificate": _ending("issued_on", "due_on"),
    "contractor": _ending("agreed_on", "due_on"),
    "expert": _engaged,
    "safety-equipment": _ending("checked_on", "due_on"),
    "major-source": _ending("assessed_on", "due_on"),
}


def _certified(values: dict[str, Any], side: Side, number: int) -> None:
    values["valid_from_on"], values["expires_on"] = FIRST_DAY, FIRST_DAY + timedelta(days=1000)


HOOKS |= {"permit": _certified}


def _officer(values: dict[str, Any], side: Side, number: int) -> None:
    values |= {"person": None, "valid_until_on": date(2036, 6, 30)}


def _two_officers(values: dict[str, Any], side: Side, number: int) -> None:
    values["second"] = a_row(ledger_by_code("officer"), side)


def _yearly_plan(values: dict[str, Any], side: Side, number: int) -> None:
    values |= {"year": 2000 + number % 200, "staff": 8, "statutory_days": 248, "other_days": 10}
    values |= {"non_enforcement_days": 10}


def _plan_item(values: dict[str, Any], side: Side, number: int) -> None:
    _ending("notified_on", "done_on", "published_on")(values, side, number)
    _two_officers(values, side, number)


def _quota(values: dict[str, Any], side: Side, number: int) -> None:
    values["month_on"] = date(2021 + number // 12 % 79, number % 12 + 1, 1)


def _own_indicator(values: dict[str, Any], side: Side, number: int) -> None:
    values |= {"ledger": "hazard", "query": "", "day": "found_on", "column": ""}
    values["name"] = str(values["name"]).replace(" ", "")  # templates write it


def _draw_rule(values: dict[str, Any], side: Side, number: int) -> None:
    values["officers_each"] = 2


def _draw(values: dict[str, Any], side: Side, number: int) -> None:
    """One that can be frozen: an enterprise to be drawn, two officers, a seed that is still to come."""
    values["seed_due_at"] = datetime(2036, 9, 1, 4, tzinfo=UTC) + timedelta(minutes=number)
    side.linked(ledger_by_code("enterprise"))
    if "drawable officers" not in side.given:
        side.given.add("drawable officers")
        many_rows(ledger_by_code("officer"), side, 2)


def _case(values: dict[str, Any], side: Side, number: int) -> None:
    stages = ("found_on", "filed_on", "investigated_on", "notified_on", "decided_on", "served_on", "executed_on")
    _ending(*stages, "closed_on")(values, side, number)
    _two_officers(values, side, number)
    values |= {"fine": None, "reported_paid": None}  # nothing owed, so that it can be finished


def _formula(values: dict[str, Any], side: Side, number: int) -> None:
    values |= {"numerator": "双随机检查数", "denominator": "计划检查数"}


HOOKS |= {
    "officer": _officer, "recusal": _ending("declared_on", "ends_on"), "enforcement-plan": _yearly_plan,
    "plan-item": _plan_item, "town-quota": _quota, "draw-rule": _draw_rule, "draw": _draw, "case": _case,
    "delegation": _ending("begins_on", "ends_on"), "rate-formula": _formula,
    "own-indicator": _own_indicator,
}  # fmt: skip


def _clause(values: dict[str, Any], side: Side, number: int) -> None:
    values["item"] = str(number)
    values["valid_to_on"] = values["valid_from_on"] + timedelta(days=400)


def _stopped(values: dict[str, Any], side: Side, number: int) -> None:
    values["due_on"] = values["ordered_on"] + timedelta(days=15)


def _review_term(values: dict[str, Any], side: Side, number: int) -> None:
    values |= {"working_days": 10, "valid_from_on": FIRST_DAY + timedelta(days=number)}


def _lateness_rule(values: dict[str, Any], side: Side, number: int) -> None:
    values["after_days"] = number % 365 + 1


HOOKS |= {
    "major-criteria": _clause, "stop-order": _stopped, "review-term": _review_term, "lateness-rule": _lateness_rule,
}  # fmt: skip


def _visit(values: dict[str, Any], side: Side, number: int) -> None:
    """Within its round, which begins first; not told of before."""
    values["inspected_on"] = values["round"].begins_on
    values["notified_on"] = None
    values["due_on"] = values["published_on"] = values["inspected_on"] + timedelta(days=9)


HOOKS |= {
    "round": _ending("begins_on", "ends_on"), "inspection": _visit, "paper": _ending("issued_on", "due_on"),
    "checklist": _ending("valid_from_on", "valid_to_on"),
}  # fmt: skip


def _report(values: dict[str, Any], side: Side, number: int) -> None:
    """By an outline or a template, not both; over a period that can be read."""
    values |= {"outline": "annual", "template": None, "period": (FIRST_DAY + timedelta(days=number)).isoformat()}


def _report_template(values: dict[str, Any], side: Side, number: int) -> None:
    """Offered by name to whoever writes reports, of whichever line."""
    values["name"] = f"模板 {number}"


HOOKS |= {"report": _report, "report-template": _report_template}


def _past_figure(values: dict[str, Any], side: Side, number: int) -> None:
    """Of no indicator; over days in their order."""
    values |= {"indicator": "", "to_on": values["from_on"] + timedelta(days=90)}


HOOKS |= {"past-figure": _past_figure}


def _held(values: dict[str, Any], side: Side, number: int) -> None:
    """Still held, by two different officers."""
    _two_officers(values, side, number)
    values["disposed_on"] = None


HOOKS |= {"coercive-measure": _held}
