"""Taking in an old report, and what confirming a past figure asks for. Rows are written through ``kit.records``."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.base.audit.records import record
from anlan.base.periods import Period
from anlan.kit.files import services as files
from anlan.kit.flow.making import Refused
from anlan.kit.records import writing
from anlan.reports.history import known, queries, reading
from anlan.reports.history.choices import FigureStatus
from anlan.reports.history.models import OldReport, PastFigure

ATTACHED = "old-report"
LONGEST = {"name": 120, "unit": 20, "campaign": 120, "section": 200, "approximate": 20, "bound": 20, "source": 150}
MOST = Decimal(10) ** 16
SAID = ("indicator", "value", "unit", "from_on", "to_on", "place_id", "campaign")


def take_in(
    text: str, *, title: str, year: int | None, place: str, actor: Any, upload: "File[Any] | None" = None
) -> OldReport:
    """Read a report and keep its text and a proposal for each figure. Raises ``files.Refused`` for a bad file."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    proposals = reading.figures(reading.read(text, known.catalogue(), year))
    with transaction.atomic():
        report = OldReport.objects.create(title=title, year=year, place_id=place, text=text, read_by=actor)
        if upload is not None:
            upload.seek(0)
            files.keep(upload, kind=ATTACHED, object_id=report.pk, actor=actor)
        record(
            "old-report.read", actor=actor, kind=ATTACHED, object_id=str(report.pk), label=title,
            after={"figures": len(proposals), "characters": len(text)},
        )  # fmt: skip
        writing.add_many([_figure(one, report) for one in proposals], actor=actor, act="read")
    return report


def _figure(proposal: reading.Proposal, report: OldReport) -> PastFigure:
    period = _period(proposal.period, report.year)
    values: dict[str, Any] = {
        "name": proposal.indicator_words or proposal.quote,
        "unit": proposal.unit,
        "campaign": proposal.campaign,
        "section": proposal.section,
        "approximate": proposal.approximate,
        "bound": proposal.bound,
        "source": report.title,
    }
    value = proposal.value
    return PastFigure(
        **{name: str(text)[: LONGEST[name]] for name, text in values.items()},
        indicator=proposal.indicator_code or "",
        value=value.quantize(Decimal("0.0001")) if value is not None and abs(value) < MOST else None,
        from_on=period.first,
        to_on=period.last,
        place_id=report.place_id,
        sentence=proposal.sentence,
        report=report,
        starts=proposal.start,
        ends=proposal.end,
    )


def _period(code: str, year: int | None) -> Period:
    """What the report says, else its year, else last year: a person looks at it before it counts."""
    for text in (code, str(year or "")):
        try:
            return Period.parse(text)
        except ValueError:
            continue
    return Period.parse(str(clock.today().year - 1))


def confirm(row: PastFigure, *, actor: Any, data: Mapping[str, Any]) -> None:
    """The effect of confirming: value and days stand, and no other confirmed figure says the same."""
    if row.value is None:
        raise Refused(_("“%(name)s”还没有数值，填上以后再确认。") % {"name": row.name})
    if row.from_on > row.to_on:
        raise Refused(_("“%(name)s”的截止日期早于起始日期。") % {"name": row.name})
    if (other := queries.same_confirmed(row)) is not None:
        raise Refused(
            _("“%(name)s”这一时段、属地和专项已有确认过的数字：%(value)s%(unit)s（%(source)s）。不采用其中一个，或改指标、时段。")
            % {
                "name": known.name_of(row.indicator), "value": f"{other.value:f}".rstrip("0").rstrip("."),
                "unit": other.unit, "source": other.source or _("手工录入"),
            }
        )  # fmt: skip
    row.confirmed_by, row.confirmed_at = actor, clock.now()


def reopen(row: PastFigure, *, actor: Any, data: Mapping[str, Any]) -> None:
    """The effect of taking a decision back."""
    row.confirmed_by = row.confirmed_at = None


def hold_confirmed(rows: Sequence[PastFigure], before: Sequence[Mapping[str, Any] | None], actor: Any) -> None:
    """A confirmed figure stands as it was confirmed, whatever door a change comes by. Raises ``writing.Barred``."""
    for row, earlier in zip(rows, before, strict=True):
        if earlier is None or writing.is_restoring() or not earlier["status"] == row.status == FigureStatus.CONFIRMED:
            continue
        if any(earlier[name] != getattr(row, name) for name in SAID):
            raise writing.Barred(_("“%(name)s”已经确认，要改请先“重新核对”。") % {"name": earlier["name"]})


def days_of(text: str) -> tuple[date, date]:
    """First and last day of a period as typed (2022, 2022-10, 2022H1, a..b). Raises ``ValueError`` with a sentence."""
    period = Period.parse(text.strip())
    return period.first, period.last
