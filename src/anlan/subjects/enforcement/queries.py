"""What enforcement asks of the database: limits, registers, limits of frequency, and the counts behind the rates."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, IntegerField, Q, QuerySet, Sum, Value
from django.db.models.functions import Substr
from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.base.places.codes import code_range
from anlan.subjects.enforcement.choices import ItemStatus, ItemWay
from anlan.subjects.enforcement.models import (
    Delegation,
    Draw,
    EnforcementPlan,
    Officer,
    PlanItem,
    RateFormula,
    Recusal,
    StatutoryLimit,
    SupervisionMatter,
    TownQuota,
)
from anlan.subjects.enforcement.rules import clocks, drawing, formula
from anlan.subjects.enterprises.choices import Operation
from anlan.subjects.enterprises.models import Enterprise
from anlan.subjects.hazards.models import Inspection

TOWN_DIGITS = 9
UNRATED = "unrated"


def limit(code: str) -> StatutoryLimit | None:
    """The limit of that code as the bureau keeps it; ``None`` where it was struck out."""
    return StatutoryLimit.objects.filter(code=code).first()


def limit_end(code: str, start: date | None) -> date | None:
    """When a statutory limit that began on a day ends; ``None`` without a beginning or a limit."""
    found = limit(code) if start is not None else None
    return clocks.ends_on(start, found.amount, found.unit) if found is not None and start is not None else None


def delegation_of(organisation: Any, on: date) -> Delegation | None:
    """The delegation under which a body may handle cases on a day."""
    live = Q(ends_on=None) | Q(ends_on__gte=on)
    return Delegation.objects.filter(live, organisation=organisation, begins_on__lte=on).order_by("-begins_on").first()


def _within(queryset: QuerySet[Any], place: str) -> QuerySet[Any]:
    low, high = code_range(place)
    return queryset.filter(place__gte=low, place__lt=high)


def targets(draw: Draw) -> QuerySet[Enterprise]:
    """The enterprises that a draw's rule is made among, those that do not work left out."""
    rule = draw.rule
    found = _within(_within(Enterprise.objects.all(), rule.place_id), draw.place_id).filter(operation=Operation.OPEN)
    if rule.line_id:
        low, high = code_range(rule.line_id)
        found = found.filter(line__gte=low, line__lt=high)
    if rule.sectors:
        found = found.filter(sector__code__in=rule.sectors)
    return found.order_by("id")


def officers(draw: Draw) -> QuerySet[Officer]:
    """Officers who may be drawn: at work, with a certificate that holds on the last day, in the draw's territory."""
    ready = Officer.objects.filter(active=True, drawable=True, valid_until_on__gte=max(draw.due_on, clock.today()))
    return _within(ready, draw.place_id).order_by("id")


def register_of(draw: Draw) -> drawing.Register:
    """What would be frozen now."""
    firms = list(targets(draw).values_list("pk", "risk", "name"))
    year = clock.today().year
    done = dict(
        Inspection.objects.filter(inspected_on__year=year, enterprise__in=targets(draw).order_by())
        .order_by().values_list("enterprise").annotate(Count("pk"))
    )  # fmt: skip
    most = yearly_limit(draw)
    full = {pk for pk, count in done.items() if most is not None and count >= most}
    reason = _("本年已检查 %(count)d 次，达到上限")
    people = list(officers(draw).values_list("pk", "name"))
    population = Counter(risk or UNRATED for pk, risk, _name in firms if pk not in full)
    shares: dict[str, Decimal] = {stratum: getattr(draw.rule, stratum) for stratum in drawing.STRATA}
    own, staff = {pk for pk, _risk, _name in firms}, {pk for pk, _name in people}
    return drawing.Register(
        officers_each=draw.rule.officers_each,
        counts=drawing.first_counts(shares, population),
        targets=tuple(
            drawing.Target(f"E{pk}", risk or UNRATED, name) for pk, risk, name in firms if pk not in full
        ),
        excluded=tuple((f"E{pk}", name, reason % {"count": done[pk]}) for pk, _risk, name in firms if pk in full),
        officers=tuple((f"O{pk}", name) for pk, name in people),
        avoid=frozenset(
            (f"O{officer}", f"E{firm}") for officer, firm in _recused() if officer in staff and firm in own - full
        ),
    )  # fmt: skip


def yearly_limit(draw: Draw) -> int | None:
    """The smaller of what the rule and its matter allow a year; ``None`` without a limit."""
    matter = draw.rule.matter
    given = (draw.rule.yearly_limit, matter.yearly_limit if matter is not None else None)
    return min((one for one in given if one is not None), default=None)


def _recused() -> list[tuple[int, int]]:
    today = clock.today()
    live = Recusal.objects.filter(Q(ends_on=None) | Q(ends_on__gte=today), declared_on__lte=today)
    return list(live.values_list("officer_id", "enterprise_id"))


def checks_this_year(enterprise: Any, year: int) -> int:
    """How often an enterprise was inspected in a year."""
    return Inspection.objects.filter(enterprise=enterprise, inspected_on__year=year).count()


def current_plans() -> QuerySet[EnforcementPlan]:
    """Plans of this year."""
    return EnforcementPlan.objects.filter(year=clock.today().year).order_by("id")


@dataclass(frozen=True, slots=True)
class Measure:
    """One named count that formulas may use."""

    name: str
    meaning: str
    count: Callable[[date], Any]


def _when(condition: Q) -> Callable[[date], Any]:
    return lambda day: Count("pk", filter=condition)


_DONE = Q(done_on__isnull=False)
MEASURES = (
    Measure("计划检查数", _("期内到期、没有取消的检查任务"), _when(Q())),
    Measure("双随机检查数", _("其中以双随机方式抽取的"), _when(Q(way=ItemWay.RANDOM))),
    Measure("重点检查数", _("其中重点检查"), _when(Q(way=ItemWay.KEY))),
    Measure("特殊重点领域数", _("其中特殊重点领域"), _when(Q(way=ItemWay.SPECIAL))),
    Measure("投诉举报数", _("其中投诉举报"), _when(Q(way=ItemWay.COMPLAINT))),
    Measure("转办数", _("其中转办交办"), _when(Q(way=ItemWay.ASSIGNED))),
    Measure("监测发现数", _("其中监测发现"), _when(Q(way=ItemWay.MONITORED))),
    Measure("到期任务数", _("期限已到的检查任务"), lambda day: Count("pk", filter=Q(due_on__lte=day))),
    Measure(
        "按期完成数", _("期限已到、在期限内完成并录入结果的"),
        lambda day: Count("pk", filter=Q(due_on__lte=day, done_on__lte=F("due_on"), result__isnull=False)),
    ),
    Measure("已检查数", _("已经完成检查的"), _when(_DONE)),
    Measure("应告知数", _("已检查且应当事先告知的"), _when(_DONE & Q(notice_needed=True))),
    Measure(
        "已告知数", _("其中检查前已告知的"),
        _when(_DONE & Q(notice_needed=True, notified_on__isnull=False, notified_on__lte=F("done_on"))),
    ),
    Measure(
        "应公示数", _("已检查且公示期限已到，或已经公示的"),
        lambda day: Count("pk", filter=_DONE & (Q(publish_due_on__lte=day) | Q(published_on__isnull=False))),
    ),
    Measure(
        "按时公示数", _("其中在公示期限内公示的"),
        _when(_DONE & Q(published_on__isnull=False, published_on__lte=F("publish_due_on"))),
    ),
    Measure("已覆盖事项数", _("已有检查记录的监管事项"), _when(Q())),
    Measure("监管事项数", _("清单中应当开展的监管事项"), _when(Q())),
)  # fmt: skip
COUNTS = tuple(measure.name for measure in MEASURES)
_MATTERS = ("已覆盖事项数", "监管事项数")


def counts_by_town(items: QuerySet[PlanItem], first: date, last: date) -> dict[str, dict[str, int]]:
    """All named counts of the checks due in a period: by nine-digit town, and as a whole under ""."""
    own = items.filter(due_on__gte=first, due_on__lte=last).exclude(status=ItemStatus.DROPPED).order_by()
    day = min(clock.today(), last)
    asked = {f"c{n}": measure.count(day) for n, measure in enumerate(MEASURES) if measure.name not in _MATTERS}
    by_town = own.annotate(town=Substr("place_id", 1, TOWN_DIGITS))
    found: dict[str, dict[str, Any]] = {
        str(row["town"]): {key: value for key, value in row.items() if key != "town"}
        for row in by_town.values("town").annotate(**asked)
    }
    found[""] = own.aggregate(**asked)
    active = SupervisionMatter.objects.filter(active=True)
    covered: dict[str, set[int]] = defaultdict(set)
    done = by_town.filter(_DONE, matter__active=True).values_list("town", "matter_id").distinct()
    for town, matter in done:
        covered[town].add(matter)
        covered[""].add(matter)
    whole = active.count()
    return {
        town: {MEASURES[int(key[1:])].name: value for key, value in row.items()}
        | {"已覆盖事项数": len(covered[town]), "监管事项数": whole}
        for town, row in found.items()
    }


@dataclass(frozen=True, slots=True)
class Rate:
    """One rate: ``percent`` is ``None`` where there is no denominator."""

    formula: RateFormula
    numerator: Decimal | None
    denominator: Decimal | None
    percent: Decimal | None
    reached: bool | None
    fault: str = ""


def rate(asked: RateFormula, counts: Mapping[str, int]) -> Rate:
    """A formula over counts; a formula that cannot be read tells its fault instead of a figure."""
    try:
        top, below = formula.value(asked.numerator, counts), formula.value(asked.denominator, counts)
    except formula.BadFormula as bad:
        return Rate(asked, None, None, None, None, str(bad))
    if top is None or not below:
        return Rate(asked, top, below, None, None)
    percent = top * 100 / below
    return Rate(asked, top, below, percent, None if asked.target is None else percent >= asked.target)


@dataclass(frozen=True, slots=True)
class Fulfilled:
    """What one town owes and has done in one month."""

    town: str
    month_on: date
    target: int
    done: int


def quotas(seen: QuerySet[TownQuota], inspections: QuerySet[Any], first: date, last: date) -> list[Fulfilled]:
    """Quotas of the months between two days beside the checks that the towns' own bodies made in them."""
    owed = seen.filter(month_on__gte=first.replace(day=1), month_on__lte=last).order_by()
    made: Counter[tuple[str, date]] = Counter()
    rows = (
        inspections.filter(inspected_on__gte=first.replace(day=1), inspected_on__lte=last, organisation__isnull=False)
        .annotate(town=Substr("organisation__place_id", 1, TOWN_DIGITS))
        .order_by().values_list("town", "inspected_on").annotate(count=Count("pk"))
    )  # fmt: skip
    for town, day, count in rows:
        made[town, day.replace(day=1)] += count
    targets_of = owed.values_list("place_id", "month_on").annotate(target=Sum("target"))
    return sorted(
        (Fulfilled(place, month, target, made[place[:TOWN_DIGITS], month]) for place, month, target in targets_of),
        key=lambda one: (one.month_on, one.town),
    )


@dataclass(frozen=True, slots=True)
class CaseFigures:
    """What cases of a period come to. ``done`` of those filed in it are closed by now; money in 元."""

    filed: int = 0
    closed: int = 0
    done: int = 0
    penalised: int = 0
    revisited: int = 0
    imposed: Decimal = Decimal(0)
    collected: Decimal = Decimal(0)

    @property
    def closure_rate(self) -> Decimal | None:
        """Per cent of the cases filed that are closed by now; ``None`` where none was filed."""
        return Decimal(self.done) * 100 / self.filed if self.filed else None


def case_figures(
    cases: QuerySet[Any], payments: QuerySet[Any], first: date, last: date, field: str = ""
) -> dict[Any, CaseFigures]:
    """Figures by the values of a field, those with nothing left out; under ``None`` for all without a field."""
    span = (first, last)
    penalty = Q(decided_on__range=span, fine__gt=0)
    key = F(field) if field else Value(None, output_field=IntegerField())
    paid_key = F(f"case__{field}") if field else key
    found = cases.order_by().annotate(key=key).values("key").annotate(
        filed=Count("pk", filter=Q(filed_on__range=span)),
        closed=Count("pk", filter=Q(closed_on__range=span)),
        done=Count("pk", filter=Q(filed_on__range=span, closed_on__isnull=False)),
        penalised=Count("enterprise", filter=penalty, distinct=True),
        revisited=Count("pk", filter=Q(revisited_on__range=span)),
        imposed=Sum("fine", filter=penalty, default=Decimal(0)),
    )  # fmt: skip
    paid = payments.filter(paid_on__range=span).order_by().annotate(key=paid_key).values("key")
    collected = dict(paid.annotate(amount=Sum("amount")).values_list("key", "amount"))
    made = {row.pop("key"): CaseFigures(**row) for row in found}
    made = {key: replace(one, collected=collected.get(key) or Decimal(0)) for key, one in made.items()}
    return {key: one for key, one in made.items() if one != CaseFigures()}
