"""What the moves of enterprise records do, and what follows from written rows: a firm's risk, a unit's level.

Each effect runs inside the move's transaction on the locked row."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.base.audit.records import record
from anlan.kit.flow.making import Refused
from anlan.kit.records import writing
from anlan.subjects.enterprises import scoring
from anlan.subjects.enterprises.choices import PointStatus
from anlan.subjects.enterprises.models import (
    ConstructionProject,
    Enterprise,
    ExpertService,
    InsuranceService,
    MajorHazardSource,
    RiskPoint,
    RiskScheme,
    SourceSubstance,
)
from anlan.subjects.enterprises.models.risks import forget_schemes

COMPUTED = ("s_value", "r_value", "level")
Values = Mapping[str, Any] | None


def listen() -> None:
    """Keep what is summed up true; called once when the program is ready."""
    writing.on_written(RiskPoint, _points_written)
    writing.on_written(RiskScheme, _schemes_written)
    writing.on_written(SourceSubstance, _substances_written)


def rate_firms(keys: Iterable[Any], *, actor: Any) -> int:
    """Give firms the worst colour of their risk points under control; those without any keep what was entered."""
    wanted = sorted({key for key in keys if key is not None})
    changes = []
    for start in range(0, len(wanted), writing.CHUNK):
        part = wanted[start : start + writing.CHUNK]
        points = RiskPoint.objects.filter(enterprise__in=part, status=PointStatus.CONTROLLED).exclude(level="")
        colours: dict[Any, set[str]] = {}
        for key, level in points.values_list("enterprise", "level").distinct():
            colours.setdefault(key, set()).add(level)
        for firm in Enterprise.objects.select_for_update().filter(pk__in=colours):
            before = writing.values_of(firm)
            firm.risk = scoring.worst(colours[firm.pk])
            changes.append(writing.Change(firm, before))
    return writing.change_many(changes, actor=actor)


def assess_sources(keys: Iterable[Any], *, actor: Any) -> int:
    """Work S, R and level out again after substances changed; returns how many units changed.

    What follows is no edit: the version stays, so that whoever has the unit's form open loses nothing.
    """
    changed = 0
    for source in MajorHazardSource.objects.select_for_update().filter(pk__in={key for key in keys if key}):
        was = {name: getattr(source, name) for name in COMPUTED}
        now = {name: getattr(source, f"computed_{name}")() for name in COMPUTED}
        if was == now:
            continue
        changed += MajorHazardSource.objects.filter(pk=source.pk).update(**now)
        record(
            "major-source.change",
            actor=actor,
            kind="major-source",
            object_id=str(source.pk),
            label=str(source)[:200],
            before={name: writing.plain(value) for name, value in was.items()},
            after={name: writing.plain(value) for name, value in now.items()},
        )
    return changed


def rate_points(points: Iterable[RiskPoint], *, actor: Any) -> int:
    """Colour points again by the thresholds that hold now; returns how many changed."""
    changes = []
    for point in points:
        before = writing.values_of(point)
        point.level = point.computed_level()
        changes.append(writing.Change(point, before))
    return writing.change_many(changes, actor=actor)


def _points_written(rows: Sequence[Any], before: Sequence[Values], actor: Any) -> None:
    earlier = {values["enterprise_id"] for values in before if values is not None}
    rate_firms({row.enterprise_id for row in rows} | earlier, actor=actor)


def _schemes_written(rows: Sequence[Any], before: Sequence[Values], actor: Any) -> None:
    forget_schemes()
    methods = {row.method for row in rows}
    rate_points(RiskPoint.objects.select_for_update().filter(method__in=methods), actor=actor)


def _substances_written(rows: Sequence[Any], before: Sequence[Values], actor: Any) -> None:
    earlier = {values["source_id"] for values in before if values is not None}
    assess_sources({row.source_id for row in rows} | earlier, actor=actor)


def file_source(source: MajorHazardSource, *, actor: Any, data: dict[str, Any]) -> None:
    """备案. Refused while a responsible person or the assessment is missing; whether it is a source the flow asks."""
    missing = [
        str(MajorHazardSource._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
        for name in ("principal", "technician", "operator")
        if not getattr(source, name)
    ]
    if missing:
        raise Refused(_("包保责任人不全，缺：%(names)s。") % {"names": "、".join(missing)})
    if source.assessed_on is None:
        raise Refused(_("还没有登记安全评估日期。"))
    source.filed_on, source.file_number = data["filed_on"], data["file_number"]


def retire_source(source: MajorHazardSource, *, actor: Any, data: dict[str, Any]) -> None:
    """核销: the unit is no source any more."""
    source.retired_on = data["retired_on"]


def restore_source(source: MajorHazardSource, *, actor: Any, data: dict[str, Any]) -> None:
    """It is in use again and must be filed anew."""
    source.retired_on = source.filed_on = None
    source.file_number = ""


def check_point(point: RiskPoint, *, actor: Any, data: dict[str, Any]) -> None:
    """The measures were looked at; the next look follows from the cadence."""
    if point.checked_on is not None and data["checked_on"] < point.checked_on:
        raise Refused(_("已登记过 %(day)s 的排查，不能补登更早的日期。") % {"day": point.checked_on.isoformat()})
    point.checked_on = data["checked_on"]


def treat_point(point: RiskPoint, *, actor: Any, data: dict[str, Any]) -> None:
    """整治完成: the risk is gone."""
    if data["treated_on"] < point.found_on:
        raise Refused(_("整治完成日期不能早于辨识日期 %(day)s。") % {"day": point.found_on.isoformat()})
    point.treated_on = data["treated_on"]


def reopen_point(point: RiskPoint, *, actor: Any, data: dict[str, Any]) -> None:
    """The risk is back."""
    point.treated_on = None


def deliver(service: InsuranceService, *, actor: Any, data: dict[str, Any]) -> None:
    """The service was given."""
    if (data.get("issues_fixed") or 0) > (data.get("issues_found") or 0):
        raise Refused(_("指导整改数不能多于发现问题隐患数。"))
    _note(service, data, "delivered_on", "people", "issues_found", "issues_fixed", "fee", "summary")


def rate_insurance(service: InsuranceService, *, actor: Any, data: dict[str, Any]) -> None:
    """The firm says whether it was of use."""
    service.rating = data["rating"]


def serve(service: ExpertService, *, actor: Any, data: dict[str, Any]) -> None:
    """The visit was made. Refused when the expert was not engaged on that day."""
    expert = service.expert
    day = data["served_on"]
    if (expert.ended_on and day > expert.ended_on) or (expert.due_on and day > expert.due_on):
        raise Refused(_("%(day)s 不在专家聘期内，请先续聘。") % {"day": day.isoformat()})
    if (data.get("issues_fixed") or 0) > (data.get("issues_found") or 0):
        raise Refused(_("指导治理数不能多于发现问题隐患数。"))
    _note(service, data, "served_on", "days", "issues_found", "issues_fixed", "trained", "summary")
    if expert.day_fee is not None and data.get("days") is not None:
        service.fee = expert.day_fee * data["days"]


def rate_service(service: ExpertService, *, actor: Any, data: dict[str, Any]) -> None:
    """A rating of 1 to 5."""
    service.rating, service.rated_on = data["rating"], clock.today()


def pay(service: ExpertService, *, actor: Any, data: dict[str, Any]) -> None:
    """The fee was paid, once."""
    if service.paid_on is not None:
        raise Refused(_("这次服务费已于 %(day)s 支付。") % {"day": service.paid_on.isoformat()})
    if service.served_on is not None and data["paid_on"] < service.served_on:
        raise Refused(_("支付日期不能早于服务日期。"))
    service.fee, service.paid_on = data["fee"], data["paid_on"]


def pass_conditions(project: ConstructionProject, *, actor: Any, data: dict[str, Any]) -> None:
    """安全条件审查（安全预评价）."""
    _in_order(project.proposed_on, data["passed_on"])
    project.conditions_on, project.conditions_paper = data["passed_on"], data["paper"]
    project.due_on = data["due_on"]


def pass_design(project: ConstructionProject, *, actor: Any, data: dict[str, Any]) -> None:
    """安全设施设计审查."""
    _in_order(project.conditions_on or project.proposed_on, data["passed_on"])
    project.design_on, project.design_paper = data["passed_on"], data["paper"]
    project.due_on = data["due_on"]


def start_trial(project: ConstructionProject, *, actor: Any, data: dict[str, Any]) -> None:
    """试生产."""
    _in_order(project.design_on, data["passed_on"])
    project.trial_on, project.due_on = data["passed_on"], data["due_on"]


def accept(project: ConstructionProject, *, actor: Any, data: dict[str, Any]) -> None:
    """安全设施竣工验收."""
    _in_order(project.trial_on or project.design_on, data["passed_on"])
    project.accepted_on, project.acceptance_paper = data["passed_on"], data["paper"]
    project.due_on = None


def stop_project(project: ConstructionProject, *, actor: Any, data: dict[str, Any]) -> None:
    """It is not built."""
    project.stopped_on, project.due_on = clock.today(), None


def _in_order(earlier: Any, day: Any) -> None:
    if earlier is not None and day < earlier:
        raise Refused(_("不能早于上一阶段的日期 %(day)s。") % {"day": earlier.isoformat()})


def _note(row: Any, data: Mapping[str, Any], *names: str) -> None:
    """Keep what was told; a zero is told, an empty answer leaves the field as it is."""
    for name in names:
        if data.get(name) is not None:
            setattr(row, name, data[name])
