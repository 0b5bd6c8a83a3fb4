"""Which teams are near, and whom a team means when it is called."""

from collections.abc import Iterable
from dataclasses import dataclass

from anlan.kit.geo.coordinates import distance
from anlan.kit.notify.targets import Target
from anlan.subjects.resources.models import Team, TeamMember
from anlan.subjects.resources.rules import travel_minutes

LATER = 10**9
"""Where a team without a point stands in the order of distance."""


@dataclass(frozen=True)
class Near:
    """A team with its straight distance in metres and its journey in minutes; both None where no point is known."""

    team: Team
    metres: int | None
    minutes: int | None

    @property
    def key(self) -> str:
        """The team as a target of a notice."""
        return f"team:{self.team.pk}"

    @property
    def kilometres(self) -> str:
        """With one decimal; empty where no point is known."""
        return "" if self.metres is None else f"{self.metres / 1000:.1f}"


def nearest(teams: Iterable[Team], longitude: float | None, latitude: float | None) -> list[Near]:
    """Teams by their distance from a point, those without a point last, then by name."""
    found = [_near(team, longitude, latitude) for team in teams]
    return sorted(found, key=lambda each: (LATER if each.metres is None else each.metres, each.team.name))


def _near(team: Team, longitude: float | None, latitude: float | None) -> Near:
    if longitude is None or latitude is None or team.longitude is None or team.latitude is None:
        return Near(team, None, None)
    metres = round(distance(team.longitude, team.latitude, longitude, latitude))
    return Near(team, metres, travel_minutes(metres))


def called(key: str) -> list[Target]:
    """The persons whom the team with that key means: leader and deputy first, then members; each once.

    The leader's stand-in is the deputy leader; a member's is the one named beside him.
    """
    team = Team.objects.filter(pk=int(key), active=True).select_related("leader", "deputy").first()
    if team is None:
        return []
    found: dict[int, Target] = {}
    for person, deputy in ((team.leader, team.deputy), (team.deputy, None)):
        if person is not None and person.active:
            found.setdefault(person.pk, _target(team, person.pk, person.organisation_id, deputy.pk if deputy else None))
    members = TeamMember.objects.filter(team=team, active=True, person__active=True).order_by("pk")
    for person_id, unit, deputy_id in members.values_list("person_id", "person__organisation_id", "deputy_id"):
        known = found.get(person_id)
        if known is None or known.deputy is None:
            found[person_id] = _target(team, person_id, unit, deputy_id or (known.deputy if known else None))
    return list(found.values())


def _target(team: Team, person: int, unit: int | None, deputy: int | None) -> Target:
    return Target(person=person, unit=unit, group=team.name, place=team.place_id, deputy=deputy)


def choices() -> list[tuple[str, str]]:
    """Keys and names of all teams in use, for pickers."""
    rows = Team.objects.filter(active=True).order_by("level", "name").values_list("pk", "name")
    return [(str(pk), name) for pk, name in rows]
