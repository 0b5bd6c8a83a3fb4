"""Organisations, contacts, users and postings of the demonstration county, along both trees: territory and line."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.auth.hashers import make_password

from anlan.base.dictionaries import terms
from anlan.base.people import roles
from anlan.base.people.lines import LINES
from anlan.base.people.models import Line, Organisation, Person, Posting, Role, User
from anlan.demo import names, placenames
from anlan.demo.geography import Area, County
from anlan.demo.logins import LOGINS, PASSWORD, town_username

SECTIONS = (  # (name, line, leaders and staff)
    ("办公室", "", ("主任", "科员", "科员")),
    ("安全生产综合协调股", "", ("股长", "副股长", "科员")),
    ("危险化学品监管股", "01", ("股长", "科员", "科员")),
    ("工贸和矿山监管股", "04", ("股长", "科员", "科员")),
    ("防灾减灾救灾股", "", ("股长", "科员")),
    ("应急指挥中心", "", ("主任", "副主任", "值班员", "值班员", "值班员", "值班员")),
    ("应急管理综合行政执法大队", "", ("大队长", "副大队长", "队员", "队员", "队员", "队员", "队员", "队员")),
    ("救灾物资储备中心", "", ("主任", "保管员", "保管员")),
)
DEPARTMENTS = (
    ("县消防救援大队", "05"),
    ("县住房和城乡建设局", "06"),
    ("县交通运输局", "07"),
    ("县市场监督管理局", ""),
    ("县文化和旅游局", "09"),
    ("县教育局", "10"),
    ("县卫生健康局", "10"),
    ("县民政局", "10"),
    ("县农业农村局", "11"),
    ("县自然资源局", "03"),
    ("县水利局", ""),
    ("县公安局", ""),
    ("县气象局", ""),
)
SECTION_OF_LOGIN = {
    "safety": "安全生产综合协调股",
    "enforcement": "应急管理综合行政执法大队",
    "chemicals": "危险化学品监管股",
    "duty": "应急指挥中心",
    "command": "应急指挥中心",
    "warehouse": "救灾物资储备中心",
}
POST_OF_LOGIN = {
    "leader": "副局长",
    "safety": "股长",
    "enforcement": "大队长",
    "chemicals": "股长",
    "duty": "值班员",
    "command": "主任",
    "warehouse": "主任",
    "township": "应急办主任",
    "village": "网格员",
    "enterprise": "安全总监",
    "expert": "安全专家",
    "auditor": "审计员",
    "admin": "系统管理员",
}


@dataclass
class Staff:
    """What later steps need: who writes rows where, by town code, and the bodies they belong to."""

    bureau: Organisation
    enforcement: Organisation
    chemical_firm: Organisation
    town_offices: dict[str, Organisation] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    town_users: dict[str, User] = field(default_factory=dict)


class Registrar:
    """Makes bodies and people in bulk, level by level, since each names the one above it."""

    def __init__(self, seed: int, county: County, moment: datetime) -> None:
        self.rng = random.Random(f"staff {seed}")
        self.county = county
        self.moment = moment
        self.kinds = {term.code: term for term in terms.every("organisation-kind")}
        self.people: list[Person] = []

    def body(self, name: str, kind: str, place: str, *, line: str = "", **more: Any) -> Organisation:
        return Organisation(
            name=name,
            kind=self.kinds[kind],
            place_id=place,
            line_id=line or None,
            phone=names.landline(self.rng),
            created_at=self.moment,
            updated_at=self.moment,
            **more,
        )

    def person(self, body: Organisation, post: str, name: str = "", user: User | None = None) -> Person:
        made = Person(
            name=name or names.person(self.rng),
            organisation=body,
            post=post,
            phone=user.phone if user else names.phone(self.rng),
            user=user,
            created_at=self.moment,
            updated_at=self.moment,
        )
        self.people.append(made)
        return made


def create(seed: int, county: County, moment: datetime) -> Staff:
    """Everything at once; the caller holds the transaction."""
    Line.objects.bulk_create([Line(code=code, name=name, parent_id=code[:-2] or None) for code, name in LINES])
    registrar = Registrar(seed, county, moment)
    staff, sections = _county_bodies(registrar)
    villages = _lower_bodies(registrar, staff)
    _users(registrar, staff, sections, villages)
    for section, (_, _, posts) in zip(sections.values(), SECTIONS, strict=True):
        for post in posts[1:]:
            registrar.person(section, post)
    for office in staff.town_offices.values():
        for post in ("镇长（乡长、主任）", "分管副职", "应急办副主任", "应急办干事"):
            registrar.person(office, post)
    for body in villages.values():
        registrar.person(body, "书记")
        registrar.person(body, "网格员")
    Person.objects.bulk_create(registrar.people, batch_size=1000)
    return staff


def _county_bodies(registrar: Registrar) -> tuple[Staff, dict[str, Organisation]]:
    code = placenames.COUNTY_CODE
    government, firm = Organisation.objects.bulk_create(
        [
            registrar.body("澜川县人民政府", "department", code, short_name="县政府"),
            registrar.body("澜川恒润化工有限公司", "enterprise", code, line="0101", short_name="恒润化工"),
        ]
    )
    bureau, *_ = Organisation.objects.bulk_create(
        [
            registrar.body(
                "澜川县应急管理局",
                "bureau",
                code,
                superior=government,
                short_name="县应急局",
                address="澜川县澜城街道澜江大道1号",
            ),
            *(
                registrar.body(f"澜川{name}", "department", code, line=line, superior=government, short_name=name)
                for name, line in DEPARTMENTS
            ),
        ]
    )
    sections = Organisation.objects.bulk_create(
        [
            registrar.body(name, "section", code, line=line, superior=bureau, line_superior=bureau)
            for name, line, _ in SECTIONS
        ]
    )
    by_name = {section.name: section for section in sections}
    return Staff(bureau, by_name["应急管理综合行政执法大队"], firm), by_name


def _lower_bodies(registrar: Registrar, staff: Staff) -> dict[str, Organisation]:
    """Governments of the towns, their emergency offices (whose line leads to the bureau), village committees."""
    towns, villages = registrar.county.towns, registrar.county.villages
    governments = Organisation.objects.bulk_create([_government(registrar, staff, town) for town in towns])
    above = {town.code[:9]: government for town, government in zip(towns, governments, strict=True)}
    offices = Organisation.objects.bulk_create(
        [
            registrar.body(
                f"{town.name}应急管理办公室",
                "town-office",
                town.code,
                superior=above[town.code[:9]],
                line_superior=staff.bureau,
                short_name=f"{town.name}应急办",
            )
            for town in towns
        ]
    )
    staff.town_offices = {town.code: office for town, office in zip(towns, offices, strict=True)}
    committees = Organisation.objects.bulk_create(
        [_committee(registrar, village, above[village.code[:9]]) for village in villages]
    )
    return {village.code: body for village, body in zip(villages, committees, strict=True)}


def _government(registrar: Registrar, staff: Staff, town: Area) -> Organisation:
    return registrar.body(
        f"{town.name}办事处" if town.name.endswith("街道") else f"{town.name}人民政府",
        "town",
        town.code,
        superior_id=staff.bureau.superior_id,
        short_name=town.name,
        address=f"澜川县{town.name}中心街1号",
    )


def _committee(registrar: Registrar, village: Area, government: Organisation) -> Organisation:
    urban = village.name.endswith("社区")
    name = f"{village.name}居民委员会" if urban else f"{village.name.removesuffix('村')}村民委员会"
    return registrar.body(name, "village", village.code, superior=government, short_name=village.name)


def _users(
    registrar: Registrar, staff: Staff, sections: dict[str, Organisation], villages: dict[str, Organisation]
) -> None:
    """The log-ins of the roles and one clerk a town, each with a posting and an entry in the contacts book."""
    county = registrar.county
    home = next(town for town in county.towns if town.name == "渔阳镇")
    hamlet = next(village for village in county.villages if village.name == "石塘村")
    bodies = {login["username"]: staff.bureau for login in LOGINS}
    bodies |= {"township": staff.town_offices[home.code], "village": villages[hamlet.code]}
    bodies |= dict.fromkeys(("enterprise", "expert"), staff.chemical_firm)
    bodies |= {login: sections[name] for login, name in SECTION_OF_LOGIN.items()}
    secret = make_password(PASSWORD)

    def user(username: str, name: str, body: Organisation) -> User:
        return User(
            username=username,
            name=name,
            phone=names.phone(registrar.rng),
            organisation=body,
            password=secret,
            password_set_at=None,  # never too old: people come back to the demonstration after months
            date_joined_at=registrar.moment,
        )

    made = [user(one["username"], one["name"], bodies[one["username"]]) for one in LOGINS]
    clerks = [
        user(town_username(town.code), names.person(registrar.rng), staff.town_offices[town.code])
        for town in county.towns
    ]
    User.objects.bulk_create([*made, *clerks])
    staff.users = {each.username: each for each in made}
    staff.town_users = {town.code: clerk for town, clerk in zip(county.towns, clerks, strict=True)}
    _post(staff, {"township": home.code, "village": hamlet.code})
    for each in made:
        registrar.person(bodies[each.username], POST_OF_LOGIN[each.username], each.name, each)
    for code, clerk in staff.town_users.items():
        registrar.person(staff.town_offices[code], "应急办主任", clerk.name, clerk)


def _post(staff: Staff, where: dict[str, str]) -> None:
    role = {each.code: each for each in Role.objects.all()}
    postings = [
        Posting(
            user=staff.users[login["username"]],
            role=role[login["code"]],
            place_id=where.get(login["username"], placenames.COUNTY_CODE),
            line_id="01" if login["username"] == "chemicals" else None,
        )
        for login in LOGINS
    ]
    postings += [
        Posting(user=each, role=role[roles.TOWNSHIP], place_id=code) for code, each in staff.town_users.items()
    ]
    Posting.objects.bulk_create(postings)
