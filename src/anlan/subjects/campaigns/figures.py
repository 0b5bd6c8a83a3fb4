"""The running board of a campaign and the ranking of a bulletin: tasks and registered counters, one query each."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from anlan.base.people import access
from anlan.base.places.models import PlaceLevel
from anlan.kit.ledger.lists import visible
from anlan.kit.ledger.registry import ledger_by_code
from anlan.subjects.campaigns import queries, rules
from anlan.subjects.campaigns.boards import By, Question, counters
from anlan.subjects.campaigns.choices import Ranked
from anlan.subjects.campaigns.models import Bulletin, Campaign, Task
from anlan.subjects.campaigns.rules import Standing


@dataclass(frozen=True)
class Line:
    """One unit of a board with the numbers of the counters, in their order."""

    rank: int | None
    standing: Standing
    counts: tuple[int | None, ...]


@dataclass(frozen=True)
class Table:
    """Lines with what the further columns are called and what all of it sums up to."""

    labels: tuple[str, ...]
    lines: tuple[Line, ...]
    whole: Line

    def frozen(self) -> dict[str, Any]:
        """As JSON keeps it in a bulletin."""
        return {
            "labels": list(self.labels),
            "lines": [_frozen(line) for line in self.lines],
            "whole": _frozen(self.whole),
        }


def _frozen(line: Line) -> dict[str, Any]:
    one = line.standing
    return {
        "rank": line.rank,
        "key": one.key,
        "name": one.name,
        "total": one.total,
        "done": one.done,
        "late": one.late,
        "rate": one.rate,
        "counts": list(line.counts),
    }


def board(campaign: Campaign, by: str, user: Any, level: int | None = None) -> Table:
    """How a campaign with its strands stands now, as far as the user sees, late units first."""
    keys = queries.with_strands(campaign)
    tasks = _at_level(queries.tasks_of(keys, visible(ledger_by_code("task"), user)), level)
    question = Question(campaigns=keys, by=by, user=user)
    counts = [counter.count(question) for counter in counters()]
    rows = queries.standings(tasks, by)
    if by == By.TOWN:
        rows = _with_towns(rows, [one.place_code for one in access.reach(user, "task.view") if one.place_code])
    rows = _with_counted(rows, by, counts)
    return _table(by, counts, [(None, one) for one in rules.late_first(rows)])


def ranking(bulletin: Bulletin) -> Table:
    """Towns, or the county's departments, as they stood at the end of the bulletin's span, by their own tasks; counters
    over the span alone. A bulletin of no campaign ranks by all tasks of its territory and counts nothing else."""
    towns = bulletin.ranked == Ranked.TOWNS
    by, level = (By.TOWN, PlaceLevel.TOWN) if towns else (By.UNIT, PlaceLevel.COUNTY)
    keys = queries.with_strands(bulletin.campaign) if bulletin.campaign else ()
    tasks = queries.tasks_of(keys) if keys else queries.tasks_within(bulletin.place_id)
    rows = queries.standings(_at_level(tasks, int(level)), by, bulletin.to_on)
    question = Question(campaigns=keys, by=by, from_on=bulletin.from_on, to_on=bulletin.to_on)
    counts = [counter.count(question) for counter in counters()] if keys else []
    if towns:
        rows = _with_towns(rows, [bulletin.place_id])
    return _table(by, counts, rules.ranked(rows))


def _at_level(tasks: QuerySet[Task], level: int | None) -> QuerySet[Task]:
    return tasks.filter(organisation__place__level=level) if level is not None else tasks


def _with_towns(rows: list[Standing], places: list[str]) -> list[Standing]:
    known = {one.key for one in rows}
    return rows + [Standing(code, name) for code, name in queries.towns_within(places) if code not in known]


def _with_counted(rows: list[Standing], by: str, counts: list[Mapping[str, int]]) -> list[Standing]:
    """With the units that only counters know: a sector without a task may have hazards."""
    extra = sorted({key for found in counts for key in found} - {one.key for one in rows})
    names = queries.names_of(by, extra) if extra else {}
    return rows + [Standing(key, names.get(key) or _("其他")) for key in extra]


def _table(by: str, counts: list[Mapping[str, int]], rows: list[tuple[int | None, Standing]]) -> Table:
    """Counters that know nothing of such units are left out."""
    used = [number for number, found in enumerate(counts) if found or by in (By.TOWN, By.SECTOR)]
    labels = tuple(str(counters()[number].label) for number in used)
    lines = tuple(Line(rank, one, tuple(counts[number].get(one.key, 0) for number in used)) for rank, one in rows)
    whole = replace(rules.whole([one for _rank, one in rows]), name=_("合计"))
    return Table(labels, lines, Line(None, whole, tuple(sum(counts[number].values()) for number in used)))
