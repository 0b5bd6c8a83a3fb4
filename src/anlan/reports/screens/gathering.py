"""What both screens show, of one person's rows: one computation of figures, then what runs now. Knows no pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from anlan.base import clock
from anlan.base.dictionaries import terms
from anlan.base.people import access
from anlan.base.periods import Period, PeriodKind
from anlan.kit.ledger import lists
from anlan.kit.ledger.registry import ledger_by_code
from anlan.reports.figures import addresses, counting, registry, splitting
from anlan.reports.figures.counting import Ask, Value
from anlan.reports.figures.declaration import Counted, Indicator
from anlan.reports.shown import towns
from anlan.reports.shown.changing import change, direction
from anlan.subjects.duty import queries as duty
from anlan.subjects.incidents.choices import Status
from anlan.subjects.warnings import queries as warnings

DICTIONARY = "key-figure"  # its terms name indicators by code; the administrator chooses and orders them
USUAL = (
    "inspection-outings", "hazard-found", "hazard-rate", "hazard-major", "cases-filed", "accidents", "accident-deaths",
    "complaints",
)  # fmt: skip
OPEN_HAZARDS, LATE, RATE = "hazard-rectifying", "hazard-late", "hazard-rate"
TOWNS, MOST = "属地", 10


@dataclass(frozen=True)
class Card:
    """One key figure: of the year up to today, and of the same days last year."""

    indicator: Indicator
    value: Value
    before: Value
    change: Value
    address: str
    months: tuple[tuple[str, str], ...] = ()  # of this year: the month, and the figure in it
    curve: str = ""  # the same as the points of a line, in a field of 100 by 24

    @property
    def direction(self) -> str:
        """How it moved: up, down, same; empty where that cannot be said."""
        return direction(self.change)


def chosen() -> list[Indicator]:
    """The key figures, as the administrator wrote them down; the usual ones where nothing is written."""
    codes = [term.code for term in terms.active(DICTIONARY)] or list(USUAL)
    known = {one.code: one for one in registry.indicators()}
    return [known[code] for code in codes if code in known]


def so_far() -> Period:
    """This year up to today: compared with the same days last year."""
    today = clock.today()
    return Period(Period.of(PeriodKind.YEAR, today).first, today)


def cards(user: Any, period: Period) -> list[Card]:
    """All of them in one computation, each with its months."""
    months = period.split(PeriodKind.MONTH)
    asks = [(ask := Ask(one, period), ask.against(period.previous_year())) for one in chosen()]
    by_month = {now: [Ask(now.indicator, month) for month in months] for now, _then in asks}
    made = counting.compute([ask for pair in asks for ask in (*pair, *by_month[pair[0]])], user)
    return [
        Card(
            now.indicator, made[now], made[then], change(made[now], made[then]), _address(now),
            tuple((ask.period.label, made[ask].text) for ask in by_month[now]),
            _curve([made[ask].number for ask in by_month[now]], from_nothing=made[now].unit != "%"),
        )
        for now, then in asks
    ]  # fmt: skip


def _curve(numbers: Sequence[Any], *, from_nothing: bool) -> str:
    """The points of a line; none where there is nothing to compare. That of a share begins with the least."""
    known = [(at, float(number)) for at, number in enumerate(numbers) if number is not None]
    if len(known) < 2:
        return ""
    least, most = min(number for _at, number in known), max(number for _at, number in known)
    least = min(least, 0.0) if from_nothing else least
    wide, tall = 100 / (len(numbers) - 1), 22 / ((most - least) or 1)
    return " ".join(f"{at * wide:.1f},{23 - (number - least) * tall:.1f}" for at, number in known)


def _address(ask: Ask) -> str:
    return addresses.rows_address(ask) if isinstance(ask.indicator, Counted) else addresses.indicator_address(ask)


def by_town(user: Any, code: str, period: Period) -> list[dict[str, Any]]:
    """A figure of every town with the rows behind it, most first."""
    ask = Ask(registry.indicator(code), period)
    return [
        {"part": part, "address": _address(Ask(ask.indicator, period, ((TOWNS, part.name),)))}
        for part in splitting.split(ask, TOWNS, user)
        if part.value.number is not None and part.key
    ]


def drawn(lines: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    """The towns as a map, darker for more."""
    numbers = {line["part"].key: line["part"].value.number for line in lines}
    rows = {line["part"].key: line["address"] for line in lines}
    return towns.drawn(numbers, rows=rows, size=towns.LARGE)


def running(user: Any) -> dict[str, Any]:
    """Warnings in force, incidents that are not closed, and who is on duty, as far as the person may see."""
    found: dict[str, Any] = {"warnings": [], "incidents": [], "shifts": []}
    if access.can(user, "warning.view"):
        found["warnings"] = warnings.concerning(user)[:MOST]
    if access.can(user, "incident.view"):
        ended = (Status.CLOSED, Status.DISMISSED)
        seen = lists.visible(ledger_by_code("incident"), user).exclude(status__in=ended)
        found["incidents"] = list(seen.select_related("place").order_by("-received_at")[:MOST])
    if access.can(user, "shift.view"):
        seen = lists.visible(ledger_by_code("shift"), user)
        shifts = duty.on_duty().filter(pk__in=seen.values("pk"))[:MOST]
        found["shifts"] = [{"shift": shift, "people": duty.seated(shift)} for shift in shifts]
    return found


def everything(user: Any) -> dict[str, Any]:
    """The context of both screens."""
    period = so_far()
    late, rates = by_town(user, LATE, period), by_town(user, RATE, period)
    open_ones = by_town(user, OPEN_HAZARDS, period)
    return {
        "period": period, "moment": clock.now(), "cards": cards(user, period), "late": late[:MOST], "rates": rates,
        "worst": sorted(rates, key=lambda line: (line["part"].value.number, line["part"].name))[:MOST],
        "best": rates[:MOST], "map": drawn(open_ones), "open": open_ones[:MOST],
        "most_late": max((float(line["part"].value.number) for line in late), default=0) or 1,
    } | running(user)  # fmt: skip
