"""Rows that follow from inspections, written with them: who took part, which campaigns they count for, what they
revisit. Asks nobody for permission; the ledger calls it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db import transaction

from anlan.base.audit import records as audit
from anlan.subjects.hazards.inspection_choices import Part
from anlan.subjects.hazards.models.inspecting import Inspection, InspectionCampaign, InspectionPerson, Round
from anlan.subjects.hazards.visiting import names_in, turn_of

CHUNK = 2000


def settle_inspections(rows: Sequence[Inspection], before: Sequence[Mapping[str, Any] | None], actor: Any) -> None:
    """After inspections were added, changed or removed, as ``writing`` tells it."""
    for start in range(0, len(rows), CHUNK):
        part = rows[start : start + CHUNK]
        there = set(Inspection.objects.filter(pk__in=[row.pk for row in part]).values_list("pk", flat=True))
        standing = [row for row in part if row.pk in there]
        _people(standing)
        _campaigns(standing)
        _revisits(standing)


def settle_rounds(rows: Sequence[Round], before: Sequence[Mapping[str, Any] | None], actor: Any) -> None:
    """After rounds were added, changed or removed: their inspections count for the round's campaign."""
    inspections = list(Inspection.objects.filter(round__in=[row.pk for row in rows]))
    for start in range(0, len(inspections), CHUNK):
        _campaigns(inspections[start : start + CHUNK])


def people_of(row: Inspection) -> Iterator[InspectionPerson]:
    """Everybody named in an inspection, each once as the highest that he was."""
    told: set[str] = set()
    for part, text in ((Part.LEADER, row.leader), (Part.EXPERT, row.experts), (Part.INSPECTOR, row.inspectors)):
        for name in names_in(text):
            if name not in told:
                told.add(name)
                turn = turn_of(name, row.inspected_on, row.organisation_id)
                yield InspectionPerson(inspection=row, name=name, part=part, turn=turn)


def _people(rows: Sequence[Inspection]) -> None:
    InspectionPerson.objects.filter(inspection__in=[row.pk for row in rows]).delete()
    InspectionPerson.objects.bulk_create([made for row in rows for made in people_of(row)], batch_size=CHUNK)


def _campaigns(rows: Sequence[Inspection]) -> None:
    """Its own campaign and its round's; those added by hand stay."""
    of_round = dict(
        Round.objects.filter(pk__in={row.round_id for row in rows if row.round_id}).values_list("pk", "campaign_id")
    )
    InspectionCampaign.objects.filter(inspection__in=[row.pk for row in rows], by_hand=False).delete()
    InspectionCampaign.objects.bulk_create(
        [
            InspectionCampaign(inspection=row, campaign_id=key)
            for row in rows
            for key in {row.campaign_id, of_round.get(row.round_id or 0)}
            if key is not None
        ],
        ignore_conflicts=True,
        batch_size=CHUNK,
    )


def _revisits(rows: Sequence[Inspection]) -> None:
    """The visit before is over with its first revisit."""
    keys = [row.pk for row in rows]
    Inspection.objects.filter(revisited_by__in=keys).update(revisited_by=None)
    for row in rows:
        if row.revisit_of_id:
            Inspection.objects.filter(pk=row.revisit_of_id, revisited_by=None).update(revisited_by=row)


def counted_for(row: Inspection) -> list[tuple[int, str, bool]]:
    """(key, name, added by hand) of the campaigns that an inspection counts for."""
    held = InspectionCampaign.objects.filter(inspection=row).order_by("campaign__begins_on", "campaign")
    return list(held.values_list("campaign", "campaign__name", "by_hand"))


def count_for(row: Inspection, offered: set[int], wanted: set[int], *, actor: Any) -> None:
    """Of the offered campaigns the inspection counts for those wanted, beside its own and its round's."""
    held = {key: by_hand for key, _name, by_hand in counted_for(row)}
    gone = {key for key, by_hand in held.items() if by_hand and key in offered and key not in wanted}
    new = (wanted & offered) - set(held)
    if not gone and not new:
        return
    with transaction.atomic():
        InspectionCampaign.objects.filter(inspection=row, campaign__in=gone, by_hand=True).delete()
        InspectionCampaign.objects.bulk_create(
            [InspectionCampaign(inspection=row, campaign_id=key, by_hand=True) for key in sorted(new)],
            ignore_conflicts=True,
        )
        audit.record(
            "inspection.campaigns", actor=actor, kind="inspection", object_id=str(row.pk), label=str(row),
            before={"_campaigns": sorted(gone)}, after={"_campaigns": sorted(new)},
        )  # fmt: skip
