"""Who answers for a task or document and who supervises it, what contradicts itself, which span a bulletin is over,
and how units are ranked; pure, no queries beyond a user's own postings."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from anlan.base.people import access, roles
from anlan.base.periods import Period, PeriodKind
from anlan.base.places import codes
from anlan.subjects.campaigns.choices import Cadence

TOWN_DIGITS = 9
ISSUE_DAYS = 3
"""A bulletin is due so many working days after the end of its span."""

_KINDS = {
    Cadence.DAILY: PeriodKind.DAY,
    Cadence.WEEKLY: PeriodKind.WEEK,
    Cadence.MONTHLY: PeriodKind.MONTH,
    Cadence.QUARTERLY: PeriodKind.QUARTER,
}


def bodies_of(user: Any) -> tuple[int, ...]:
    """The keys of the organisation that somebody belongs to, and of the one that it is a section or an office of."""
    if user.organisation_id is None:
        return ()
    above = user.organisation.superior_id
    return (user.organisation_id,) if above is None else (user.organisation_id, above)


def speaks_for(user: Any, organisation: Any) -> bool:
    """Does the user act for the organisation: as one of its own, or as the clerk of the very town or village?

    Of a county or a city nobody acts for a department by territory alone, since many departments serve the same one.
    """
    if organisation.pk in bodies_of(user):
        return True
    own = codes.prefix(organisation.place_id)
    if len(own) < TOWN_DIGITS:
        return False
    return any(codes.prefix(one.place_code or "") == own for one in _reaches(user))


def stands_above(user: Any, organisation: Any) -> bool:
    """Does the user's territory hold the organisation's as a part of it?"""
    own = codes.prefix(organisation.place_id)
    above = [codes.prefix(one.place_code) for one in _reaches(user) if one.place_code]
    return any(own.startswith(prefix) and own != prefix for prefix in above)


def gives(user: Any, task: Any) -> bool:
    """May the user give the task: does he stand above, or belong to the organisation that gives it, even to itself?"""
    return not access.only(user, roles.ENTERPRISE) and (stands_above(user, task.organisation) or _gave(user, task))


def supervises(user: Any, task: Any) -> bool:
    """May the user judge what the responsible organisation did: whoever gave the task, or stands above?

    Nobody judges his own organisation.
    """
    own = user.organisation_id is not None and user.organisation_id == task.organisation_id
    return not own and gives(user, task)


def _gave(user: Any, task: Any) -> bool:
    beside = any(codes.holds(one.place_code or "", task.organisation.place_id) for one in _reaches(user))
    return beside and user.organisation_id is not None and task.assigner_id in (None, *bodies_of(user))


def answers_for(user: Any, task: Any) -> bool:
    """The responsible side; a supervisor may enter it on its behalf."""
    return speaks_for(user, task.organisation) or supervises(user, task)


def acts(user: Any, task: Any) -> bool:
    """The responsible organisation itself."""
    return speaks_for(user, task.organisation)


def acts_instead(user: Any, task: Any) -> bool:
    """A supervisor, for an organisation that has nobody here: what is done instead of somebody is told as such."""
    return supervises(user, task) and not speaks_for(user, task.organisation)


def may_accept(user: Any, task: Any) -> bool:
    """Supervisors, but not the person who reported the task done himself."""
    return supervises(user, task) and (task.submitted_by_id is None or task.submitted_by_id != user.pk)


def extension_open(user: Any, task: Any) -> bool:
    """There is a deadline, and no request waits."""
    return task.due_on is not None and not task.extension_asked and answers_for(user, task)


def extension_waits(user: Any, task: Any) -> bool:
    """A request waits for a supervisor's decision."""
    return bool(task.extension_asked) and supervises(user, task)


def receives(user: Any, receipt: Any) -> bool:
    """Does the user act for the organisation that the document was sent to?"""
    return speaks_for(user, receipt.organisation)


def chases(user: Any, receipt: Any) -> bool:
    """The sending side, which also enters what a receiver said by telephone: whoever does not act for the receiver."""
    return not access.only(user, roles.ENTERPRISE) and not receives(user, receipt)


def _reaches(user: Any) -> list[access.Reach]:
    return access.reach(user, "task.view")


def span_errors(values: Mapping[str, Any], first: str, last: str) -> dict[str, str]:
    """A sentence where the last day comes before the first."""
    begins, ends = values.get(first), values.get(last)
    return {last: _("结束日期不能早于开始日期。")} if begins and ends and ends < begins else {}


def span_before(cadence: str, today: date) -> tuple[date, date] | None:
    """The last whole span of that rhythm that is over; ``None`` for no rhythm."""
    if cadence == Cadence.TWO_MONTHLY:
        first = date(today.year, (today.month - 1) // 2 * 2 + 1, 1)
        last = first - timedelta(days=1)
        return date(last.year, last.month - 1, 1), last
    kind = _KINDS.get(Cadence(cadence))
    if kind is None:
        return None
    before = Period.of(kind, Period.of(kind, today).first - timedelta(days=1))
    return before.first, before.last


@dataclass(frozen=True)
class Standing:
    """One unit's tasks as they stood on a day."""

    key: str
    name: str
    total: int = 0
    done: int = 0
    late: int = 0
    reviewing: int = 0
    soon: int = 0

    @property
    def open(self) -> int:
        """Tasks that are not done."""
        return self.total - self.done

    @property
    def rate(self) -> str:
        """Share of tasks done with one decimal; — without a task."""
        return f"{self.done * 100 / self.total:.1f}%" if self.total else "—"

    @property
    def tone(self) -> str:
        """What colour the unit has on the map."""
        if not self.total:
            return "none"
        if self.late:
            return "late"
        if self.soon:
            return "soon"
        return "done" if self.done == self.total else "running"


def late_first(standings: Iterable[Standing]) -> list[Standing]:
    """For a board: who is late stands first, then who has most left to do; units without a task last."""
    return sorted(standings, key=lambda one: (not one.total, -one.late, -one.soon, -one.open, one.key))


def ranked(standings: Iterable[Standing]) -> list[tuple[int | None, Standing]]:
    """For a bulletin: by share of tasks done, then fewer late ones. Equals share a rank; who has no task has none."""
    with_tasks = [one for one in standings if one.total]
    ordered = sorted(with_tasks, key=lambda one: (-(one.done / one.total), one.late, one.key))
    made: list[tuple[int | None, Standing]] = []
    for number, one in enumerate(ordered, 1):
        before = ordered[number - 2] if number > 1 else None
        same = before is not None and (before.done * one.total, before.late) == (one.done * before.total, one.late)
        made.append((made[-1][0] if same else number, one))
    return made + [(None, one) for one in sorted(standings, key=lambda one: one.key) if not one.total]


def whole(standings: Sequence[Standing]) -> Standing:
    """All of them together."""
    return Standing(
        "",
        "",
        **{
            name: sum(getattr(one, name) for one in standings)
            for name in ("total", "done", "late", "reviewing", "soon")
        },
    )
