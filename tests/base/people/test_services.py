"""What the administrator does with accounts: each act works, refuses what it must, and is audited."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from anlan.base import clock
from anlan.base.audit.models import AuditEntry
from anlan.base.people import access, passwords, roles, services, signing
from anlan.base.people.models import Line, Organisation, Posting, Role, Session, SignInPolicy, User
from anlan.base.people.queries import below, holders, line_choices, organisations_of, persons_matching
from anlan.base.people.sessions import SessionStore
from tests.base.people.conftest import CHEMICALS, CLOUD, COUNTY, FIREWORKS, STONE, STONE_VILLAGE, Appoint

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss(appoint: Appoint) -> User:
    return appoint((roles.SYSADMIN, COUNTY))


def a_session(user: User) -> Session:
    store = SessionStore()
    store["_auth_user_id"] = str(user.pk)
    store.save()
    return Session.objects.get(pk=store.session_key)


def test_an_account_begins_with_a_password_to_be_changed(boss: User) -> None:
    user, password = services.create_account("ZhangWei", "张伟", actor=boss, phone="13800001234")
    assert signing.check_credentials("zhangwei", password) == user
    assert user.must_change_password
    assert passwords.faults(password, User(username="other", name="别人")) == []
    entry = AuditEntry.objects.get(act="user.add")
    assert (entry.actor, entry.label) == (boss, "张伟")
    assert password not in str(entry.after)


def test_two_accounts_of_one_name_are_refused(boss: User) -> None:
    services.create_account("zhangwei", "张伟", actor=boss)
    with pytest.raises(ValidationError):
        services.create_account("ZHANGWEI", "张维", actor=boss)


def test_a_changed_password_is_the_only_one_that_works(boss: User) -> None:
    user, first = services.create_account("zhangwei", "张伟", actor=boss)
    with pytest.raises(ValidationError, match="至少 10 位"):
        services.change_password(user, "short", actor=user)
    services.change_password(user, "Xing-he-77", actor=user)
    with pytest.raises(signing.Refused):
        signing.check_credentials("zhangwei", first)
    assert signing.check_credentials("zhangwei", "Xing-he-77") == user
    user.refresh_from_db()
    assert not user.must_change_password


def test_a_reset_ends_sessions_and_the_lock(boss: User) -> None:
    user, _first = services.create_account("zhangwei", "张伟", actor=boss)
    other = a_session(boss)
    a_session(user)
    User.objects.filter(pk=user.pk).update(locked_until_at=clock.now() + timedelta(hours=1), failed_count=5)
    user.refresh_from_db()
    password = services.reset_password(user, actor=boss)
    assert signing.check_credentials("zhangwei", password) == user
    assert list(Session.objects.all()) == [other]
    user.refresh_from_db()
    assert user.must_change_password


def test_a_closed_account_loses_its_sessions_but_stays_in_the_audit(boss: User, appoint: Appoint) -> None:
    user = appoint((roles.DUTY, COUNTY))
    a_session(user)
    services.set_active(user, False, actor=boss)
    assert not Session.objects.filter(user=user).exists()
    services.set_active(user, False, actor=boss)
    services.set_active(user, True, actor=boss)
    assert list(AuditEntry.objects.values_list("act", flat=True).order_by("id"))[-2:] == ["user.disable", "user.enable"]
    with pytest.raises(ValidationError, match="自己"):
        services.set_active(boss, False, actor=boss)


@pytest.mark.parametrize(
    ("held", "more"),
    [
        (roles.SYSADMIN, roles.AUDITOR),
        (roles.AUDITOR, roles.SYSADMIN),
        (roles.SYSADMIN, roles.LEADER),
        (roles.DUTY, roles.SYSADMIN),
        (roles.ENTERPRISE, roles.AUDITOR),
    ],
)
def test_administrator_auditor_and_business_never_meet_in_one_person(
    appoint: Appoint, boss: User, held: str, more: str
) -> None:
    user = appoint((held, COUNTY))
    with pytest.raises(ValidationError, match="必须分设"):
        services.appoint(user, more, COUNTY, actor=boss)
    with pytest.raises(ValidationError, match="必须分设"):
        Posting(user=user, role=Role.objects.get(code=more), place_id=COUNTY).full_clean()
    assert list(user.postings.values_list("role__code", flat=True)) == [held]


def test_appointing_and_dismissing_take_effect_and_are_audited(appoint: Appoint, boss: User) -> None:
    user = appoint((roles.TOWNSHIP, STONE))
    posting = services.appoint(user, roles.TOWNSHIP, CLOUD, CHEMICALS, actor=boss)
    assert services.appoint(user, roles.TOWNSHIP, CLOUD, CHEMICALS, actor=boss) == posting
    assert user.postings.count() == 2
    services.dismiss(posting, actor=boss)
    assert list(user.postings.values_list("place", flat=True)) == [STONE]
    entries = AuditEntry.objects.filter(object_id=str(user.pk), kind="user").order_by("id")
    told = {"role": "township", "place": CLOUD, "line": CHEMICALS}
    assert [(e.act, e.before, e.after) for e in entries] == [
        ("user.appoint", None, told),
        ("user.dismiss", told, None),
    ]


@pytest.mark.parametrize("line", [None, CHEMICALS])
def test_the_same_posting_cannot_be_held_twice(appoint: Appoint, line: str | None) -> None:
    user = appoint((roles.TOWNSHIP, STONE, line))
    with pytest.raises(IntegrityError), transaction.atomic():
        Posting.objects.create(user=user, role=Role.objects.get(code=roles.TOWNSHIP), place_id=STONE, line_id=line)


def test_grants_of_a_role_are_changed_within_what_exists(boss: User, declaring: object) -> None:
    access.declare({"thing.view": [roles.LEADER], "thing.add": []})
    access.declare({"account.view": [roles.SYSADMIN]}, reserved=True)
    access.declare({"division.change": [roles.SYSADMIN]}, system=True)
    duty, auditor = Role.objects.get(code=roles.DUTY), Role.objects.get(code=roles.AUDITOR)
    services.set_grants(duty, extra=["thing.view"], removed=["thing.add"], actor=boss)
    duty.refresh_from_db()
    assert (duty.extra, duty.removed) == (["thing.view"], ["thing.add"])
    with pytest.raises(ValidationError, match=r"thing\.fly"):
        services.set_grants(duty, extra=["thing.fly"], removed=[], actor=boss)
    sysadmin = Role.objects.get(code=roles.SYSADMIN)
    for role, grant in (
        (auditor, "thing.view"),
        (auditor, "account.view"),
        (auditor, "division.change"),
        (duty, "account.view"),
        (sysadmin, "thing.view"),
    ):
        with pytest.raises(ValidationError, match="必须分设"):
            services.set_grants(role, extra=[grant], removed=[], actor=boss)
    with pytest.raises(ValidationError, match="本职权限"):
        services.set_grants(sysadmin, extra=[], removed=["account.view"], actor=boss)
    services.set_grants(duty, extra=["division.change"], removed=[], actor=boss)
    assert AuditEntry.objects.filter(act="role.set_grants").count() == 2


def test_a_password_grows_old(boss: User) -> None:
    policy = SignInPolicy(password_days=90)
    user, _password = services.create_account("zhangwei", "张伟", actor=boss)
    assert not signing.password_too_old(user, policy)
    clock.set_for_tests(clock.now() + timedelta(days=91))
    assert signing.password_too_old(user, policy)
    assert not signing.password_too_old(user, SignInPolicy(password_days=0))


def test_organisations_form_two_trees(county: None) -> None:
    bureau = Organisation.objects.create(name="澜川县应急管理局", short_name="县应急局", place_id=COUNTY)
    town = Organisation.objects.create(name="石泉镇人民政府", place_id=STONE, superior=bureau)
    village = Organisation.objects.create(
        name="石塘村委会", place_id=STONE_VILLAGE, superior=town, line_superior=bureau
    )
    assert str(bureau) == "县应急局"
    assert below(bureau) == [bureau, town, village]
    assert below(bureau, line=True) == [bureau, village]
    assert set(organisations_of(STONE)) == {town, village}
    bureau.superior = village
    with pytest.raises(ValidationError, match="绕成了圈"):
        bureau.full_clean()
    town.line_superior = town
    with pytest.raises(ValidationError, match="绕成了圈"):
        town.full_clean()


def test_line_codes_follow_their_superior(county: None) -> None:
    assert line_choices() == [("01", "危险化学品"), ("0102", "烟花爆竹"), ("02", "矿山")]
    Line(code="0103", name="油气", parent_id=CHEMICALS).full_clean()
    for code, parent in (("0203", CHEMICALS), ("1", None), ("01x2", CHEMICALS), ("0105", None)):
        with pytest.raises(ValidationError):
            Line(code=code, name="x", parent_id=parent).full_clean()


def test_holders_of_a_role_for_a_place_are_those_there_and_above(appoint: Appoint) -> None:
    stone, county = appoint((roles.DUTY, STONE)), appoint((roles.DUTY, COUNTY, FIREWORKS))
    appoint((roles.DUTY, CLOUD))
    appoint((roles.DUTY, STONE), is_active=False)
    appoint((roles.LEADER, STONE))
    assert set(holders(roles.DUTY, STONE_VILLAGE)) == {stone, county}


def test_persons_are_found_by_a_part_of_name_or_number(county: None) -> None:
    office = Organisation.objects.create(name="石泉镇人民政府", place_id=STONE)
    office.persons.create(name="何敏", phone="13800001234")
    office.persons.create(name="何勇", phone="13800005678", phone2="057187654321", active=False)
    office.persons.create(name="吴晓", phone="13900005678", phone2="057187654321")
    assert [p.name for p in persons_matching("何")] == ["何敏"]
    assert [p.name for p in persons_matching("8765")] == ["吴晓"]
    assert [p.name for p in persons_matching("0000").order_by("name")] == ["何敏", "吴晓"]
