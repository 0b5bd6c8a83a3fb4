"""Emergency teams of the demonstration county: 600 of the county in 20 squads, 30 a town, 30 in ten villages each."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import Any

from anlan.base import clock
from anlan.base.dictionaries import terms
from anlan.base.inserting import insert_many
from anlan.base.people.models import Organisation, Person
from anlan.demo import names, placenames
from anlan.demo.geography import Area, County
from anlan.demo.staff import Staff
from anlan.kit.records import writing
from anlan.subjects.resources.choices import Level
from anlan.subjects.resources.models import Team, TeamMember

SQUADS, SQUAD, VILLAGES = 20, 30, 10
NUMERALS = "一二三四五六七八九十"
TENS = 10
BASES = ("城南林场", "青云岭瞭望站", "石门林区管护站", "渔阳镇中心站")
STAND_INS = 0.4  # of the members have somebody to come instead


def create(seed: int, county: County, people: Staff) -> dict[str, int]:
    """All teams with their people; the caller holds the transaction."""
    recruiter = _Recruiter(seed, clock.now() - timedelta(days=400))
    for number in range(SQUADS):
        recruiter.squad(number, county, people.bureau)
    for town in county.towns:
        recruiter.town(town, people.town_offices[town.code])
    bodies = {
        body.place_id: body
        for body in Organisation.objects.filter(kind__code="village", place_id__in=[v.code for v in county.villages])
    }
    hills = sorted(county.villages, key=lambda village: -village.upland)[:VILLAGES]
    for village in hills:
        recruiter.village(village, bodies[village.code])
    return recruiter.store()


class _Recruiter:
    """Plans teams with their people, then writes all of them at once."""

    def __init__(self, seed: int, moment: datetime) -> None:
        self.rng = random.Random(f"teams {seed}")
        self.moment = moment
        self.teams: list[tuple[Team, list[Person]]] = []
        self.phones = self._free_phones()
        self.kinds = {term.code: term for term in terms.every("team-kind")}
        self.roles = {term.code: term for term in terms.every("team-role")}

    def _free_phones(self) -> Any:
        """Numbers of the reserved block that nobody has yet, so that a reply has one owner."""
        taken = set(Person.objects.exclude(phone="").values_list("phone", flat=True))
        block = [f"13{eight}0000{number:04d}" for eight in "89" for number in range(10_000)]
        free = [phone for phone in block if phone not in taken]
        self.rng.shuffle(free)
        return iter(free)

    def squad(self, number: int, county: County, body: Organisation) -> None:
        base = BASES[number % len(BASES)]
        place = county.area
        self._team(
            f"县森林消防大队{_numeral(number + 1)}中队",
            Level.COUNTY,
            body,
            placenames.COUNTY_CODE,
            place.longitude + self.rng.uniform(-0.05, 0.05),
            place.latitude + self.rng.uniform(-0.035, 0.035),
            address=f"澜川县{base}",
            equipment="风力灭火机 10 台、水枪 12 支、二号工具 30 把、运兵车 2 辆",
        )

    def town(self, town: Area, body: Organisation) -> None:
        self._team(
            f"{town.name}半专业扑火队", Level.TOWN, body, town.code, town.longitude, town.latitude,
            address=f"{town.name}人民政府院内", equipment="风力灭火机 4 台、水枪 8 支、二号工具 30 把、皮卡车 2 辆",
        )  # fmt: skip

    def village(self, village: Area, body: Organisation) -> None:
        town = body.superior
        name = f"{getattr(town, 'short_name', '')}{village.name}扑火队"
        self._team(
            name, Level.VILLAGE, body, village.code, village.longitude, village.latitude,
            address=f"{village.name}村委会", equipment="二号工具 30 把、水桶 20 只、三轮车 3 辆",
        )  # fmt: skip

    def _team(
        self, name: str, level: str, body: Organisation, place: str, longitude: float, latitude: float, **more: Any
    ) -> None:
        crew = [self._person(body, "扑火队员") for _ in range(SQUAD)]
        team = Team(
            name=name, level=level, kind=self.kinds["forest"], organisation=body, phone=crew[0].phone, headcount=SQUAD,
            place_id=place, longitude=round(longitude, 5), latitude=round(latitude, 5), skills="森林火灾扑救、清理火场",
            created_at=self.moment, updated_at=self.moment, **more,
        )  # fmt: skip
        self.teams.append((team, crew))

    def _person(self, body: Organisation, post: str) -> Person:
        return Person(
            name=names.person(self.rng), organisation=body, post=post, phone=next(self.phones),
            created_at=self.moment, updated_at=self.moment,
        )  # fmt: skip

    def store(self) -> dict[str, int]:
        people = [person for _team, crew in self.teams for person in crew]
        insert_many(people)
        for team, crew in self.teams:
            team.leader, team.deputy = crew[0], crew[1]
        teams = [team for team, _crew in self.teams]
        insert_many(teams)
        members = [self._member(team, crew, number) for team, crew in self.teams for number in range(len(crew))]
        insert_many(members)
        for rows in (people, teams, members):
            writing.reindex(rows)
        return {"teams": len(teams), "team_members": len(members)}

    def _member(self, team: Team, crew: list[Person], number: int) -> TeamMember:
        role = ("leader", "deputy", "safety", "signal", "driver")[number] if number < 5 else "member"
        stand_in = crew[number + 1] if number + 1 < len(crew) and self.rng.random() < STAND_INS else None
        return TeamMember(
            team=team, person=crew[number], role=self.roles[role], deputy=stand_in,
            created_at=self.moment, updated_at=self.moment,
        )  # fmt: skip


def _numeral(number: int) -> str:
    """第一 to 第二十."""
    tens, ones = divmod(number, TENS)
    head = {0: "", 1: "十"}.get(tens, f"{NUMERALS[tens - 1]}十")
    return f"第{head}{NUMERALS[ones - 1] if ones else ''}"
