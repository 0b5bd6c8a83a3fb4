"""The rates of a bureau's firms on a day or over a span, with their parts. The caller brings the rows within reach.

No whole, no rate: ``Rate.percent`` is ``None``, never zero.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Sum

from anlan.subjects.enterprises import rules
from anlan.subjects.enterprises.choices import Operation, ServiceStatus, Size, SourceLevel
from anlan.subjects.enterprises.models import (
    Enterprise,
    Expert,
    ExpertService,
    InsuranceClaim,
    InsurancePolicy,
    InsuranceService,
    MajorHazardSource,
    MonitoringEquipment,
    RiskPoint,
    ServiceContract,
    Standardisation,
)

MAJOR = (SourceLevel.FIRST, SourceLevel.SECOND, SourceLevel.THIRD, SourceLevel.FOURTH)
PERCENT = Decimal("0.01")


@dataclass(frozen=True)
class Rate:
    """A part of a whole."""

    part: int
    whole: int

    @property
    def percent(self) -> Decimal | None:
        """With two decimals, halves up; ``None`` without a whole."""
        if not self.whole:
            return None
        return (Decimal(self.part) * 100 / Decimal(self.whole)).quantize(PERCENT, ROUND_HALF_UP)


def at_work(firms: QuerySet[Enterprise]) -> QuerySet[Enterprise]:
    """Firms that are not closed."""
    return firms.exclude(operation=Operation.CLOSED)


def running(on: date, begins: str = "starts_on") -> Q:
    """In force on a day: begun, not run out, not ended before."""
    return Q(**{f"{begins}__lte": on}, due_on__gte=on) & (Q(ended_on=None) | Q(ended_on__gt=on))


def insured(firms: QuerySet[Enterprise], on: date) -> Rate:
    """安责险覆盖率: firms with a policy in force, of all that are not closed."""
    return _share(firms, InsurancePolicy.objects.filter(running(on)))


def contracted(firms: QuerySet[Enterprise], on: date) -> Rate:
    """社会化服务覆盖率: firms with a contract in force."""
    return _share(firms, ServiceContract.objects.filter(running(on)))


def small_contracted(firms: QuerySet[Enterprise], on: date) -> Rate:
    """小微企业社会化服务覆盖率: small and micro firms with a contract in force."""
    return contracted(firms.filter(size__in=(Size.SMALL, Size.MICRO)), on)


def standardised(firms: QuerySet[Enterprise], on: date) -> Rate:
    """标准化达标率: firms with a grade in force."""
    return _share(firms, Standardisation.objects.exclude(grade="").filter(running(on, "graded_on")))


def self_assessed(firms: QuerySet[Enterprise], since: date, on: date) -> Rate:
    """标准化自评完成率: firms that assessed themselves within the span."""
    return _share(firms, Standardisation.objects.filter(self_assessed_on__range=(since, on)))


def with_risk_points(firms: QuerySet[Enterprise], on: date) -> Rate:
    """风险点辨识覆盖率: firms with a risk point found by then and not treated before."""
    points = RiskPoint.objects.filter(found_on__lte=on).filter(Q(treated_on=None) | Q(treated_on__gt=on))
    return _share(firms, points)


def with_risk_system(firms: QuerySet[Enterprise], on: date) -> Rate:
    """风险管控体系覆盖率: firms whose system of risk control stood by then."""
    rows = at_work(firms)
    return Rate(rows.filter(risk_system_on__lte=on).count(), rows.count())


def services_delivered(services: QuerySet[InsuranceService], since: date, on: date) -> Rate:
    """保险服务完成率: services planned for the span that were given by its end; cancelled ones do not count."""
    planned = services.filter(due_on__range=(since, on)).exclude(status=ServiceStatus.CANCELLED)
    return Rate(planned.filter(delivered_on__lte=on).count(), planned.count())


@dataclass(frozen=True)
class Claimed:
    """Claims of a span: 有效报案 with their 估损, and 理赔结案 with what was paid (万元)."""

    valid: int
    estimated: Decimal
    settled: int
    paid: Decimal


def claimed(rows: QuerySet[InsuranceClaim], since: date, on: date) -> Claimed:
    """By the day on which a claim was found valid, and by the day on which it was settled."""
    valid, settled = Q(accepted_on__range=(since, on)), Q(settled_on__range=(since, on))
    told = rows.order_by().aggregate(
        valid=Count("pk", filter=valid), estimated=Sum("estimated", filter=valid),
        settled=Count("pk", filter=settled), paid=Sum("paid", filter=settled),
    )  # fmt: skip
    return Claimed(told["valid"], told["estimated"] or Decimal(0), told["settled"], told["paid"] or Decimal(0))


def major_on(sources: QuerySet[MajorHazardSource], on: date) -> QuerySet[MajorHazardSource]:
    """Units that constitute a source and were not retired by then."""
    return sources.filter(Q(retired_on=None) | Q(retired_on__gt=on), level__in=MAJOR)


def connected(sources: QuerySet[MajorHazardSource], on: date) -> Rate:
    """重大危险源在线监测监控率."""
    rows = major_on(sources, on)
    here = rows.filter(Q(disconnected_on=None) | Q(disconnected_on__gt=on), connected_on__lte=on)
    return Rate(here.count(), rows.count())


def filed(sources: QuerySet[MajorHazardSource], on: date) -> Rate:
    """重大危险源备案率."""
    rows = major_on(sources, on)
    return Rate(rows.filter(filed_on__lte=on).count(), rows.count())


@dataclass(frozen=True)
class Equipment:
    """One system: 装备率 is installed of required, 有效投用率 is in service of installed."""

    system: str
    installed: Rate
    in_service: Rate


def equipment(rows: QuerySet[MonitoringEquipment]) -> list[Equipment]:
    """Both rates by system, in the order of the dictionary."""
    summed = rows.values("system__name", "system__position").annotate(
        required=Sum("required"), installed=Sum("installed"), used=Sum("in_service")
    )
    return [
        Equipment(one["system__name"], Rate(one["installed"], one["required"]), Rate(one["used"], one["installed"]))
        for one in summed.order_by("system__position", "system__name")
    ]


@dataclass(frozen=True)
class Kept:
    """Whether one expert has come to one firm as often as agreed."""

    expert: Expert
    last_on: date | None
    next_on: date | None
    met: bool


def cadences(experts: QuerySet[Expert], on: date) -> list[Kept]:
    """Experts engaged with a cadence for a firm: a visit is owed within each stretch of it since the last, or since
    they were engaged."""
    engaged = experts.exclude(cadence="").filter(enterprise__isnull=False)
    engaged = engaged.filter(Q(ended_on=None) | Q(ended_on__gt=on), Q(due_on=None) | Q(due_on__gte=on))
    visits = ExpertService.objects.filter(expert__in=engaged, served_on__lte=on, enterprise=F("expert__enterprise"))
    last: dict[Any, date | None] = dict(visits.values_list("expert").annotate(Max("served_on")))
    found = []
    for expert in engaged.select_related("enterprise", "tier").order_by("name", "pk"):
        since = last.get(expert.pk) or expert.hired_on
        owed = rules.following(since, expert.cadence) if since else None
        found.append(Kept(expert, last.get(expert.pk), owed, owed is not None and owed >= on))
    return found


def cadence_rate(kept: Iterable[Kept]) -> Rate:
    """服务频次达标率."""
    rows = list(kept)
    return Rate(sum(one.met for one in rows), len(rows))


@dataclass(frozen=True)
class Given:
    """What experts gave over a span."""

    visits: int
    firms: int
    experts: int
    found: int
    fixed: int
    trained: int


def given(services: QuerySet[ExpertService], since: date, on: date) -> Given:
    """专家服务: 次, 家, 人, and the issues they found and helped to remove."""
    rows = services.filter(served_on__range=(since, on))
    sums = rows.aggregate(found=Sum("issues_found"), fixed=Sum("issues_fixed"), trained=Sum("trained"))
    return Given(
        rows.count(),
        rows.values("enterprise").distinct().count(),
        rows.values("expert").distinct().count(),
        sums["found"] or 0,
        sums["fixed"] or 0,
        sums["trained"] or 0,
    )


def _share(firms: QuerySet[Enterprise], rows: QuerySet[Any]) -> Rate:
    whole = at_work(firms)
    return Rate(whole.filter(Exists(rows.filter(enterprise=OuterRef("pk")))).count(), whole.count())
