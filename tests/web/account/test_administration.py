"""The system administrator's pages: accounts, roles, sign-in rules and holidays; closed to everybody else."""

from datetime import date, timedelta

import pytest
from django.test import Client

from anlan.base import clock
from anlan.base.audit.models import AuditEntry
from anlan.base.dictionaries.models import Holiday
from anlan.base.people import access, roles
from anlan.base.people.models import Organisation, Posting, Role, SignInPolicy, User
from tests.web.account.conftest import COUNTY, STONE, MakeUser, sign_in

PAGES = (
    "/system/users",
    "/system/users/new",
    "/system/roles",
    "/system/roles/duty",
    "/system/policy",
    "/system/holidays",
)


def page(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


@pytest.mark.parametrize("role", [code for code in roles.NAMES if code != roles.SYSADMIN])
def test_nobody_but_the_system_administrator_gets_in(client: Client, make_user: MakeUser, role: str) -> None:
    user = make_user("other", role)
    sign_in(client, "other")
    for path in (*PAGES, f"/system/users/{user.pk}"):
        assert client.get(path).status_code == 403, path
    for path in (
        f"/system/users/{user.pk}/reset",
        f"/system/users/{user.pk}/appoint",
        "/system/roles/duty",
        "/system/policy",
    ):
        assert client.post(path).status_code == 403, path
    user.refresh_from_db()
    assert not user.must_change_password


def test_the_administrator_opens_every_page(boss: Client) -> None:
    for path in PAGES:
        assert "系统出错" not in page(boss, path)


def new_account(**given: str) -> dict[str, str]:
    return {
        "username": "ZhangWei",
        "name": "张伟",
        "phone": "13800001234",
        "role": roles.TOWNSHIP,
        "place": STONE,
        "line": "",
    } | given


def test_a_new_account_signs_in_with_the_password_shown_once(boss: Client) -> None:
    shown = boss.post("/system/users/new", new_account()).content.decode()
    password = shown.partition('id="first-password">')[2].partition("<")[0]
    other = Client()
    assert sign_in(other, "zhangwei", password).status_code == 302
    assert other.get("/").headers["Location"] == "/account/password"
    posting = Posting.objects.get(user__username="zhangwei")
    assert (posting.role.code, posting.place_id, posting.line_id) == (roles.TOWNSHIP, STONE, None)
    assert [entry.actor_name for entry in AuditEntry.objects.filter(act__in=["user.add", "user.appoint"])] == [
        "管理员"
    ] * 2


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"username": "ROOT"}, "已有人用"),
        ({"name": ""}, "必填"),
        ({"place": "990199000000"}, "990199000000"),
        ({"role": "boss"}, "选择"),
    ],
)
def test_a_wrong_new_account_is_refused_whole(boss: Client, given: dict[str, str], sentence: str) -> None:
    shown = boss.post("/system/users/new", new_account(**given)).content.decode()
    assert sentence in shown
    assert not User.objects.filter(username="zhangwei").exists()


def test_accounts_are_found_and_paged(boss: Client, make_user: MakeUser) -> None:
    make_user("lihong")
    make_user("wangwei", roles.LEADER, name="王伟", is_active=False)
    shown = page(boss, "/system/users")
    assert all(name in shown for name in ("lihong", "wangwei", "root"))
    assert "lihong" not in page(boss, "/system/users?q=王")
    assert "wangwei" in page(boss, "/system/users?q=王")
    assert "lihong" not in page(boss, "/system/users?role=leader")
    assert "wangwei" in page(boss, "/system/users?chip=off")
    assert "lihong" not in page(boss, "/system/users?chip=off")
    for number in range(60):
        User.objects.create_user(f"many{number:02d}", name="众人")
    assert "下一页" in page(boss, "/system/users")
    assert "many59" in page(boss, "/system/users?after=many40")
    assert "many39" not in page(boss, "/system/users?after=many40")


@pytest.mark.parametrize("query", ["q=%00", "after=%00", "role=%00", "chip=x", "q=%F0%9F%92%A9"])
def test_strange_queries_break_nothing(boss: Client, query: str) -> None:
    assert boss.get(f"/system/users?{query}").status_code == 200


def test_the_list_asks_as_often_for_many_as_for_few(
    boss: Client, make_user: MakeUser, django_assert_max_num_queries: object
) -> None:
    organisation = Organisation.objects.create(name="县应急局", place_id=COUNTY)
    for number in range(30):
        make_user(f"user{number}", organisation=organisation)
    with django_assert_max_num_queries(13):  # type: ignore[operator]
        boss.get("/system/users")


def test_changing_an_account_is_audited_with_its_number_masked(boss: Client, make_user: MakeUser) -> None:
    user = make_user("lihong", phone="13800001234")
    response = boss.post(
        f"/system/users/{user.pk}", {"name": "李虹", "phone": "13900005678", "email": "", "username": "x"}
    )
    assert response.status_code == 302
    user.refresh_from_db()
    assert (user.name, user.phone, user.username) == ("李虹", "13900005678", "lihong")
    entry = AuditEntry.objects.get(act="user.change")
    assert entry.before == {"name": "李红", "phone": "138****1234"}
    assert entry.after == {"name": "李虹", "phone": "139****5678"}


def test_roles_are_given_and_taken_but_never_mixed(boss: Client, make_user: MakeUser) -> None:
    user = make_user("lihong")
    given = {"role": roles.TOWNSHIP, "place": STONE, "line": ""}
    assert boss.post(f"/system/users/{user.pk}/appoint", given).status_code == 302
    refused = boss.post(f"/system/users/{user.pk}/appoint", given | {"role": roles.AUDITOR})
    assert refused.status_code == 422
    assert "必须分设" in refused.content.decode()
    posting = user.postings.get(role__code=roles.TOWNSHIP)
    assert boss.post(f"/system/users/{user.pk}/dismiss/{posting.pk}").status_code == 302
    assert [p.role.code for p in user.postings.all()] == [roles.DUTY]


def test_the_administrator_cannot_lock_herself_out(boss: Client) -> None:
    own = User.objects.get(username="root")
    boss.post(f"/system/users/{own.pk}/dismiss/{own.postings.get().pk}")
    assert own.postings.count() == 1
    boss.post(f"/system/users/{own.pk}/disable")
    own.refresh_from_db()
    assert own.is_active


def test_the_things_done_to_an_account(boss: Client, make_user: MakeUser) -> None:
    user = make_user("lihong")
    other = Client()
    sign_in(other)
    User.objects.filter(pk=user.pk).update(locked_until_at=clock.now() + timedelta(minutes=5), totp_on=True)
    assert "锁定至" in page(boss, f"/system/users/{user.pk}")
    for act in ("unlock", "totp-off", "end-sessions", "disable"):
        assert boss.post(f"/system/users/{user.pk}/{act}").status_code == 302
    user.refresh_from_db()
    assert (user.locked_until_at, user.totp_on, user.is_active) == (None, False, False)
    assert other.get("/account").status_code == 302
    boss.post(f"/system/users/{user.pk}/enable")
    user.refresh_from_db()
    assert user.is_active
    assert boss.post(f"/system/users/{user.pk}/explode").status_code == 404
    assert boss.get(f"/system/users/{user.pk}/unlock").status_code == 405
    shown = boss.post(f"/system/users/{user.pk}/reset").content.decode()
    password = shown.partition('id="first-password">')[2].partition("<")[0]
    assert sign_in(Client(), "lihong", password).status_code == 302
    assert password not in page(boss, f"/system/users/{user.pk}")


def test_grants_are_ticked_and_taken_away(boss: Client, make_user: MakeUser) -> None:
    grants = [grant for grant, held in access.declared().items() if roles.DUTY in held and not access.is_system(grant)]
    other = next(
        grant for grant, held in access.declared().items() if roles.DUTY not in held and not access.is_system(grant)
    )
    lost, *rest = grants
    duty = make_user("lihong")
    ticked = [*rest, other, "nonsense.view"] + [
        g for g in access.declared() if access.is_system(g) and roles.DUTY in access.declared()[g]
    ]
    assert boss.post("/system/roles/duty", {"grant": ticked}).status_code == 302
    role = Role.objects.get(code=roles.DUTY)
    assert (role.extra, role.removed) == ([other], [lost])
    duty = User.objects.get(pk=duty.pk)
    assert (access.can(duty, lost), access.can(duty, other)) == (False, True)
    assert "已调整" in page(boss, "/system/roles/duty")
    assert "增加 1 项" in page(boss, "/system/roles")
    entry = AuditEntry.objects.get(act="role.set_grants")
    assert entry.after == {"extra": [other], "removed": [lost]}


def test_an_auditor_is_offered_nothing_of_the_bureau_s_work(boss: Client) -> None:
    business = [grant for grant in access.declared() if not access.is_system(grant)]
    assert business
    shown = page(boss, "/system/roles/auditor")
    assert [grant for grant in business if f'value="{grant}"' in shown] == []
    assert 'value="user.change"' not in shown
    assert 'value="audit.view"' in shown
    boss.post("/system/roles/auditor", {"grant": [*business, "audit.view"]})
    assert Role.objects.get(code=roles.AUDITOR).extra == []


POLICY = {
    "max_failures": "3",
    "lock_minutes": "30",
    "max_failures_of_address": "50",
    "max_sessions": "1",
    "idle_minutes": "10",
    "absolute_hours": "8",
    "password_length": "12",
    "password_classes": "3",
    "password_history": "5",
    "password_days": "90",
    "totp_roles": ["leader"],
}


def test_the_rules_of_signing_in_are_changed_within_bounds(boss: Client) -> None:
    assert boss.post("/system/policy", POLICY).status_code == 302
    policy = SignInPolicy.present()
    assert (policy.max_failures, policy.idle_minutes, policy.totp_roles) == (3, 10, ["leader"])
    entry = AuditEntry.objects.get(act="policy.change")
    assert entry.before is not None
    assert entry.before["max_failures"] == 5
    assert "password_days" not in entry.before
    shown = boss.post("/system/policy", POLICY | {"idle_minutes": "100000"}).content.decode()
    assert "应在 5 与 480 之间" in shown
    assert SignInPolicy.present().idle_minutes == 10


def test_holidays_are_added_changed_and_removed(boss: Client) -> None:
    def put(working: str) -> int:
        return boss.post("/system/holidays", {"on": "2027-10-01", "working": working, "name": "国庆节"}).status_code

    assert "2027 年的国务院放假安排没有内置" in page(boss, "/system/holidays")
    assert put("0") == 302
    assert not clock.is_working_day(date(2027, 10, 1))
    assert put("1") == 302
    assert Holiday.objects.get().working
    assert "国庆节" in page(boss, "/system/holidays")
    boss.post("/system/holidays", {"remove": "2027-10-01"})
    assert not Holiday.objects.exists()
    assert boss.post("/system/holidays", {"on": "x", "working": "0"}).status_code == 200
    assert AuditEntry.objects.filter(act="holiday.change").count() == 3


@pytest.mark.parametrize("role", [code for code in roles.NAMES if code != roles.SYSADMIN])
def test_managing_accounts_cannot_be_given_away(boss: Client, role: str) -> None:
    grants = ["user.view", "user.change", "role.change", "policy.change"]
    assert [grant for grant in grants if f'value="{grant}"' in page(boss, f"/system/roles/{role}")] == []
    boss.post(f"/system/roles/{role}", {"grant": grants})
    assert not set(Role.objects.get(code=role).extra) & set(grants)


def test_the_administrator_s_own_work_cannot_be_unticked_nor_the_audit_be_taken(boss: Client) -> None:
    assert 'value="audit.view"' not in page(boss, "/system/roles/sysadmin")
    assert "本职权限" in page(boss, "/system/roles/sysadmin")
    boss.post("/system/roles/sysadmin", {"grant": ["audit.view"]})
    assert boss.get("/system/users").status_code == 200
    assert boss.get("/system/audit").status_code == 403
