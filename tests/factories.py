"""One factory a model, and the little world most tests stand in: one county, two towns, one user of each role."""

from datetime import date
from itertools import count
from types import SimpleNamespace
from typing import Any

from anlan.base.dictionaries import terms
from anlan.base.dictionaries.models import Dictionary, Term
from anlan.base.people import roles
from anlan.base.people.models import Line, Organisation, Person, Posting, Role, User
from anlan.base.places import codes
from anlan.base.places.models import Place
from anlan.kit.ledger import entry
from anlan.kit.ledger.registry import ledger_of
from anlan.subjects.enterprises.models import Enterprise
from anlan.subjects.hazards.models import Hazard, Inspection

COUNTY, STONE, CLOUD = "990121000000", "990121100000", "990121101000"
STONE_VILLAGE, CLOUD_VILLAGE = "990121100200", "990121101200"
PASSWORD = "Anlan-test-2026"
_numbers = count(1)


def a_place(code: str, name: str, **values: Any) -> Place:
    above = codes.parent_of(code)
    parent = above if Place.objects.filter(code=above).exists() else None
    return Place.objects.create(code=code, name=name, level=codes.level_of(code), parent_id=parent, **values)


def a_line(code: str = "01", name: str = "危险化学品") -> Line:
    return Line.objects.get_or_create(code=code, defaults={"name": name, "parent_id": code[:-2] or None})[0]


def a_term(dictionary: str, name: str, code: str = "") -> Term:
    Dictionary.objects.get_or_create(code=dictionary, defaults={"name": dictionary})
    term = Term.objects.get_or_create(dictionary_id=dictionary, code=code or name, defaults={"name": name})[0]
    terms.forget(dictionary)
    return term


def an_organisation(name: str = "", place: str = COUNTY, **values: Any) -> Organisation:
    return Organisation.objects.create(name=name or f"单位{next(_numbers)}", place_id=place, **values)


def a_user(role: str, place: str = COUNTY, *, line: str | None = None, **values: Any) -> User:
    """A user with one posting; ``password`` may be given to sign in by."""
    number = next(_numbers)
    user = User(username=f"user{number}", name=values.pop("name", f"用户{number}"), **values)
    user.set_unusable_password()
    user.save()
    Posting.objects.create(user=user, role=Role.objects.get(code=role), place_id=place, line_id=line)
    return user


def a_person(organisation: Organisation, name: str = "何敏", **values: Any) -> Person:
    return _entered(Person(organisation=organisation, name=name, **values))


def an_enterprise(place: str = STONE_VILLAGE, name: str = "", **values: Any) -> Enterprise:
    values.setdefault("sector", a_term("sector", "化工", "chemical"))
    return _entered(Enterprise(name=name or f"澜川第{next(_numbers)}工厂", place_id=place, **values))


def an_inspection(enterprise: Enterprise, **values: Any) -> Inspection:
    values.setdefault("inspected_on", date(2026, 11, 2))
    values.setdefault("kind", a_term("inspection-kind", "专项检查", "special"))
    values.setdefault("inspectors", "吴晓、周建")
    return _entered(Inspection(enterprise=enterprise, place_id=enterprise.place_id, **values))


def a_hazard(enterprise: Enterprise | None = None, **values: Any) -> Hazard:
    values.setdefault("found_on", date(2026, 11, 3))
    values.setdefault("content", f"配电箱未接地 {next(_numbers)}")
    values.setdefault("place_id", enterprise.place_id if enterprise else STONE_VILLAGE)
    if enterprise is None:
        values.setdefault("unit", "石泉建材厂")
    return _entered(Hazard(enterprise=enterprise, **values))


def _entered(row: Any, actor: User | None = None) -> Any:
    ledger = ledger_of(type(row))
    assert ledger is not None
    return entry.enter(ledger, row, actor=actor)


def a_world() -> SimpleNamespace:
    """Two towns with a village, an enterprise with its own organisation and a hazard each, and a user of every role."""
    a_place(COUNTY, "澜川县")
    for town, name, village, short in (
        (STONE, "石泉镇", STONE_VILLAGE, "石塘村"),
        (CLOUD, "云溪镇", CLOUD_VILLAGE, "云口村"),
    ):
        a_place(town, name)
        a_place(village, short)
    line = a_line()
    world = SimpleNamespace(line=line, users={})
    for side, village, phone in (("stone", STONE_VILLAGE, "13800001111"), ("cloud", CLOUD_VILLAGE, "13800002222")):
        own = an_organisation(f"{side}企业", village)
        enterprise = an_enterprise(
            village, f"澜川{side}化工厂", organisation=own, line=line, phone=phone, longitude=112.5, latitude=30.2
        )
        hazard = a_hazard(enterprise, phone=phone, content=f"{side}储罐围堰破损", longitude=112.5, latitude=30.2)
        setattr(world, side, SimpleNamespace(organisation=own, enterprise=enterprise, hazard=hazard))
    for role in roles.NAMES:
        if role == roles.ENTERPRISE:
            world.users[role] = a_user(role, STONE_VILLAGE, organisation=world.stone.organisation)
        elif role == roles.EXPERT:
            world.users[role] = a_user(role, COUNTY, organisation=an_organisation("专家组"))
        else:
            place = {roles.TOWNSHIP: STONE, roles.VILLAGE: STONE_VILLAGE}.get(role, COUNTY)
            world.users[role] = a_user(role, place)
    world.cloud_user = a_user(roles.TOWNSHIP, CLOUD)
    return world
