"""The one rule: who holds a grant, and which rows it reaches. Organisations stand in for the rows of any ledger."""

from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.utils.functional import SimpleLazyObject
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anlan.base.people import access, roles
from anlan.base.people.access import Reach, Scope
from anlan.base.people.middleware import Nobody
from anlan.base.people.models import Organisation, Person, Posting, Role
from anlan.base.places.models import Place
from tests.base.people.conftest import (
    CHEMICALS,
    CLOUD,
    CLOUD_VILLAGE,
    COUNTY,
    FIREWORKS,
    MINES,
    STONE,
    STONE_VILLAGE,
    Appoint,
)

GRANT, SYSTEM_GRANT = "thing.view", "account.view"
OWN = Scope(organisation="superior")
OFFICE, TOWNSHIP, VILLAGE, DUTY = roles.SAFETY_OFFICE, roles.TOWNSHIP, roles.VILLAGE, roles.DUTY


@pytest.fixture(autouse=True)
def grants(declaring: Any) -> None:
    holders = [roles.LEADER, OFFICE, roles.ENFORCEMENT, TOWNSHIP, VILLAGE, roles.ENTERPRISE, roles.EXPERT]
    declaring({GRANT: holders, "thing.change": [TOWNSHIP], "thing.move.close": [OFFICE]})
    declaring({SYSTEM_GRANT: [roles.SYSADMIN], "trail.view": [roles.AUDITOR]}, reserved=True)
    declaring({"division.change": [roles.SYSADMIN]}, system=True)


@pytest.fixture
def rows(county: None) -> dict[str, Organisation]:
    """One row a place and line; names say where they lie."""
    made = {}
    for name, place, line in (
        ("county", COUNTY, None),
        ("stone", STONE, None),
        ("stone-chemicals", STONE_VILLAGE, CHEMICALS),
        ("stone-fireworks", STONE_VILLAGE, FIREWORKS),
        ("stone-mines", STONE_VILLAGE, MINES),
        ("cloud", CLOUD_VILLAGE, None),
        ("cloud-chemicals", CLOUD, CHEMICALS),
        ("cloud-mines", CLOUD_VILLAGE, MINES),
    ):
        made[name] = Organisation.objects.create(name=name, place_id=place, line_id=line)
    return made


def seen(user: Any, grant: str = GRANT, scope: Scope = OWN) -> set[str]:
    names = list(access.visible(user, grant, Organisation.objects.all(), scope).values_list("name", flat=True))
    assert len(names) == len(set(names)), "a row came twice"
    return set(names)


def test_a_township_sees_its_own_territory_and_nothing_of_its_neighbour(appoint: Appoint, rows: Any) -> None:
    assert seen(appoint((TOWNSHIP, STONE))) == {"stone", "stone-chemicals", "stone-fireworks", "stone-mines"}
    assert seen(appoint((TOWNSHIP, CLOUD))) == {"cloud", "cloud-chemicals", "cloud-mines"}


def test_a_village_sees_its_village_and_not_its_town(appoint: Appoint, rows: Any) -> None:
    assert seen(appoint((VILLAGE, CLOUD_VILLAGE))) == {"cloud", "cloud-mines"}


def test_the_county_sees_all(appoint: Appoint, rows: Any) -> None:
    assert seen(appoint((OFFICE, COUNTY))) == set(rows)


def test_a_line_narrows_to_itself_and_what_lies_below_it(appoint: Appoint, rows: Any) -> None:
    assert seen(appoint((OFFICE, COUNTY, CHEMICALS))) == {"stone-chemicals", "stone-fireworks", "cloud-chemicals"}
    assert seen(appoint((OFFICE, COUNTY, FIREWORKS))) == {"stone-fireworks"}
    assert seen(appoint((TOWNSHIP, STONE, MINES))) == {"stone-mines"}


def test_several_postings_add_up(appoint: Appoint, rows: Any) -> None:
    user = appoint((TOWNSHIP, CLOUD, MINES), (VILLAGE, STONE_VILLAGE))
    assert seen(user) == {"cloud-mines", "stone-chemicals", "stone-fireworks", "stone-mines"}


def test_only_postings_whose_role_holds_the_grant_count(appoint: Appoint, rows: Any) -> None:
    user = appoint((TOWNSHIP, STONE), (OFFICE, COUNTY), (DUTY, COUNTY))
    assert seen(user) == set(rows)
    assert seen(user, "thing.change") == {"stone", "stone-chemicals", "stone-fireworks", "stone-mines"}
    assert seen(appoint((DUTY, COUNTY))) == set()


def test_an_enterprise_sees_its_own_rows_wherever_they_lie(appoint: Appoint, rows: Any) -> None:
    own = rows["stone"]
    Organisation.objects.filter(name__in=["cloud-mines", "stone-mines"]).update(superior=own)
    assert seen(appoint((roles.ENTERPRISE, STONE), organisation=own)) == {"cloud-mines", "stone-mines"}
    assert seen(appoint((roles.EXPERT, COUNTY), organisation=own)) == {"cloud-mines", "stone-mines"}
    assert seen(appoint((roles.ENTERPRISE, COUNTY), organisation=rows["cloud"])) == set()
    assert seen(appoint((roles.ENTERPRISE, COUNTY))) == set()
    assert seen(appoint((roles.ENTERPRISE, COUNTY), organisation=own), scope=Scope()) == set()


def test_a_territorial_role_gains_nothing_by_its_organisation(appoint: Appoint, rows: Any) -> None:
    Organisation.objects.filter(name="cloud-mines").update(superior=rows["stone"])
    assert "cloud-mines" not in seen(appoint((TOWNSHIP, STONE), organisation=rows["stone"]))


@pytest.mark.parametrize("role", [roles.SYSADMIN, roles.AUDITOR])
def test_administrator_and_auditor_see_no_business_rows_whatever_is_written_down(
    appoint: Appoint, rows: Any, role: str
) -> None:
    user = appoint((role, COUNTY))
    assert seen(user) == set()
    everything = list(access.declared())
    Role.objects.filter(code=role).update(extra=everything, removed=everything)
    access.forget(user)
    assert not access.can(user, GRANT)
    assert seen(user) == set()
    assert access.search_tags(user, GRANT) == ()
    assert access.can(user, SYSTEM_GRANT) is (role == roles.SYSADMIN)
    assert access.can(user, "trail.view") is (role == roles.AUDITOR)


def test_business_people_reach_nothing_of_the_system(appoint: Appoint) -> None:
    Role.objects.update(extra=list(access.declared()))
    user = appoint(*((role, COUNTY) for role in roles.BUSINESS))
    assert not access.can(user, SYSTEM_GRANT)
    assert not access.can(user, "trail.view")
    assert access.can(user, "division.change")


def test_nobody_and_whoever_was_dismissed_see_nothing(appoint: Appoint, rows: Any) -> None:
    assert seen(Nobody()) == set()
    assert seen(None) == set()
    assert seen(appoint((OFFICE, COUNTY), is_active=False)) == set()
    assert not access.can(appoint(), GRANT)


def test_the_administrator_adds_and_takes_away_grants(appoint: Appoint, rows: Any) -> None:
    user = appoint((DUTY, COUNTY))
    assert not access.can(user, GRANT)
    Role.objects.filter(code=DUTY).update(extra=[GRANT, "thing.unknown"])
    access.forget(user)
    assert access.can(user, GRANT)
    assert not access.can(user, "thing.unknown")
    Role.objects.filter(code=DUTY).update(removed=[GRANT])
    access.forget(user)
    assert seen(user) == set()


def test_one_query_answers_all_grants_and_the_rule_adds_none(
    appoint: Appoint, rows: Any, django_assert_num_queries: Any
) -> None:
    user = appoint((TOWNSHIP, STONE), (VILLAGE, CLOUD_VILLAGE, MINES))
    with django_assert_num_queries(1):
        assert access.can(user, GRANT)
        assert access.can(user, "thing.change")
        assert not access.can(user, "thing.move.close")
        access.reach(user, GRANT)
    with django_assert_num_queries(1):
        seen(user)
    county = SimpleLazyObject(lambda: appoint((OFFICE, COUNTY)))
    assert county.is_authenticated
    with django_assert_num_queries(2):
        for _time in range(3):
            access.reach(county, GRANT)


def test_the_rule_is_a_range_on_the_row_s_own_columns_without_a_join(appoint: Appoint, rows: Any) -> None:
    sql = str(access.visible(appoint((TOWNSHIP, STONE, CHEMICALS)), GRANT, Organisation.objects.all(), OWN).query)
    assert "JOIN" not in sql
    assert '"place_id" >=' in sql
    assert '"place_id" <' in sql
    assert '"line_id" >=' in sql


def test_whoever_reaches_every_place_is_spared_the_range(appoint: Appoint, rows: Any) -> None:
    user = appoint((OFFICE, COUNTY))
    assert access.reach(user, GRANT) == [Reach(COUNTY, everywhere=True)]
    assert "WHERE" not in str(access.visible(user, GRANT, Organisation.objects.all(), OWN).query)


def test_a_place_outside_the_county_brings_the_range_back(appoint: Appoint, rows: Any) -> None:
    Place.objects.create(code="990122000000", name="邻江县", level=3)
    Organisation.objects.create(name="neighbour", place_id="990122000000")
    user = appoint((OFFICE, COUNTY))
    assert access.reach(user, GRANT) == [Reach(COUNTY)]
    assert seen(user) == set(rows)


def test_stretches_within_others_are_left_out(appoint: Appoint, rows: Any) -> None:
    user = appoint((TOWNSHIP, STONE), (VILLAGE, STONE_VILLAGE), (TOWNSHIP, STONE, MINES), (TOWNSHIP, CLOUD, CHEMICALS))
    Posting.objects.create(user=user, role=Role.objects.get(code=VILLAGE), place_id=CLOUD_VILLAGE, line_id=FIREWORKS)
    assert access.reach(user, GRANT) == [Reach(STONE), Reach(CLOUD, CHEMICALS)]


def test_rows_reached_through_another(appoint: Appoint, rows: Any) -> None:
    for name, organisation in rows.items():
        Person.objects.create(name=name, organisation=organisation)
    scope = Scope(place="organisation__place", line="organisation__line", organisation="organisation")
    people = access.visible(appoint((TOWNSHIP, STONE, MINES)), GRANT, Person.objects.all(), scope)
    assert [person.name for person in people] == ["stone-mines"]
    user = appoint((roles.ENTERPRISE, STONE), organisation=rows["cloud"])
    assert [person.name for person in access.visible(user, GRANT, Person.objects.all(), scope)] == ["cloud"]


def test_an_axis_that_rows_do_not_have_does_not_restrict(appoint: Appoint, rows: Any) -> None:
    user = appoint((TOWNSHIP, STONE, MINES))
    assert seen(user, scope=Scope(place=None)) == {"stone-mines", "cloud-mines"}
    assert seen(user, scope=Scope(line=None)) == {"stone", "stone-chemicals", "stone-fireworks", "stone-mines"}
    assert seen(user, scope=Scope(place=None, line=None)) == set(rows)
    assert seen(appoint((DUTY, STONE)), scope=Scope(place=None, line=None)) == set()


def test_places_themselves_can_be_scoped(appoint: Appoint) -> None:
    user = appoint((TOWNSHIP, STONE))
    found = access.visible(user, GRANT, Place.objects.all(), Scope(place="code", line=None))
    assert [place.code for place in found] == [STONE, STONE_VILLAGE]


@pytest.mark.parametrize(
    ("values", "allowed"),
    [
        ({"place": STONE_VILLAGE}, True),
        ({"place": STONE}, True),
        ({"place": CLOUD}, False),
        ({"place": COUNTY}, False),
        ({"place": None}, False),
        ({}, False),
        ({"place": STONE, "line": MINES}, True),
    ],
)
def test_writing_asks_the_same_question(appoint: Appoint, values: dict[str, Any], allowed: bool) -> None:
    assert access.within(appoint((TOWNSHIP, STONE)), GRANT, values, Scope()) is allowed


def test_writing_within_a_line_and_an_organisation(appoint: Appoint, rows: Any) -> None:
    user = appoint((TOWNSHIP, STONE, CHEMICALS))
    assert access.within(user, GRANT, {"place": STONE, "line": FIREWORKS}, Scope())
    assert not access.within(user, GRANT, {"place": STONE, "line": MINES}, Scope())
    assert not access.within(user, GRANT, {"place": STONE}, Scope())
    assert access.within(user, GRANT, {"place": STONE}, Scope(line=None))
    own = appoint((roles.ENTERPRISE, STONE), organisation=rows["stone"])
    assert access.within(own, GRANT, {"organisation": rows["stone"]}, OWN)
    assert access.within(own, GRANT, {"organisation": rows["stone"].pk}, OWN)
    assert not access.within(own, GRANT, {"place": STONE, "organisation": rows["cloud"]}, OWN)
    assert not access.within(own, GRANT, {"place": STONE, "organisation": rows["stone"]}, Scope())


PLACES = [COUNTY, STONE, CLOUD, STONE_VILLAGE, CLOUD_VILLAGE]
LINES = [None, CHEMICALS, FIREWORKS, MINES]
POSTINGS = st.lists(
    st.tuples(st.sampled_from([TOWNSHIP, DUTY, roles.ENTERPRISE]), st.sampled_from(PLACES), st.sampled_from(LINES)),
    max_size=4,
    unique=True,
)
SCOPES = st.sampled_from(
    [OWN, Scope(), Scope(place=None), Scope(line=None, organisation="superior"), Scope(None, None)]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(postings=POSTINGS, scope=SCOPES)
def test_list_write_and_search_agree_on_every_row(
    appoint: Appoint, rows: dict[str, Organisation], postings: list[Any], scope: Scope
) -> None:
    Organisation.objects.exclude(pk=rows["stone"].pk).update(superior=rows["stone"])
    user = appoint(*postings, organisation=rows["stone"])
    listed = seen(user, scope=scope)
    tags = set(access.search_tags(user, GRANT, scope))
    for row in Organisation.objects.all():
        values = {"place": row.place_id, "line": row.line_id, "organisation": row.superior_id}
        assert access.within(user, GRANT, values, scope) is (row.name in listed), row.name
        assert bool(tags & set(scope.tags(row))) is (row.name in listed), row.name


def test_a_declaration_that_mixes_what_is_kept_apart_stops_the_start(declaring: Any) -> None:
    with pytest.raises(ImproperlyConfigured, match="kept apart"):
        declaring({"other.view": [roles.LEADER, roles.AUDITOR]})
    with pytest.raises(ImproperlyConfigured, match="unknown roles"):
        declaring({"other.view": ["boss"]})
    assert "other.view" not in access.declared()


def test_every_role_is_seeded_with_its_name(db: None) -> None:
    assert dict(Role.objects.values_list("code", "name")) == roles.NAMES
    Role.objects.filter(code=roles.DUTY).update(name="总值班室", extra=[GRANT])
    Role.objects.filter(code=roles.EXPERT).delete()
    roles.seed(Role)
    assert Role.objects.count() == len(roles.NAMES)
    assert Role.objects.get(code=roles.DUTY).extra == [GRANT]
