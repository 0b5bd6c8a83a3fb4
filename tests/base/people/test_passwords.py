"""A new password is long, mixed, nobody's name, not common, and not an old one."""

import pytest

from anlan.base.people import passwords, services
from anlan.base.people.models import PastPassword, SignInPolicy, User

pytestmark = pytest.mark.django_db
FIRST = "Chuan-lan-2026"


@pytest.fixture
def user() -> User:
    return User.objects.create_user("lihong", FIRST, name="李红英", phone="13800001234")


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("Ab-3456", "至少 10 位"),
        ("abcdefghijk", "至少 3 类"),
        ("Aa-Aa-Aa-Aa-", "重复的字符太多"),
        ("AAAAaaaa1111", "重复的字符太多"),
        ("xx-LiHong-77", "不能含用户名"),
        ("xx-GnoHil-77", "不能含用户名"),
        ("xx-李红英-77A", "不能含用户名"),
        ("x-13800001234-A", "不能含用户名"),
        ("Password123!", "太常见"),
        ("Q" * 60 + "w-9" * 30, "最多 128 位"),
        (FIRST, "不能用现在的"),
        ("Xing-he-77", ""),
        ("安澜澜川大河-Ab77", ""),
    ],
)
def test_the_rules(user: User, password: str, sentence: str) -> None:
    found = passwords.faults(password, user)
    assert [text for text in found if sentence and sentence in text] == ([found[0]] if sentence else [])
    assert bool(found) == bool(sentence)


def test_the_rules_are_data(user: User) -> None:
    SignInPolicy(password_length=14, password_classes=4).save()
    assert len(passwords.faults("Xing-he-77", user)) == 1
    assert len(passwords.faults("xinghe-7777", user)) == 2
    assert passwords.faults("Xing-he-77-Lan", user) == []


def test_old_passwords_come_back_only_after_as_many_others(user: User) -> None:
    SignInPolicy(password_history=2).save()
    for password in ("Xing-he-71", "Xing-he-72"):
        services.change_password(user, password, actor=user)
    assert "最近 2 次" in passwords.faults(FIRST, user)[0]
    services.change_password(user, "Xing-he-73", actor=user)
    assert passwords.faults(FIRST, user) == []
    assert PastPassword.objects.filter(user=user).count() == 2


def test_a_first_password_satisfies_the_rules_and_is_never_the_same(user: User) -> None:
    made = {passwords.temporary() for _time in range(50)}
    assert len(made) == 50
    assert all(passwords.faults(password, user) == [] for password in list(made)[:3])
    assert not any(set(password) & set("0O1lI") for password in made)
