"""One user of each kind that signs in, in a county of one town."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from anlan.base import clock
from anlan.base.people import roles
from anlan.base.people.models import Posting, Role, User
from anlan.base.places import services

COUNTY, STONE = "990121000000", "990121100000"
PASSWORD = "Chuan-lan-2026"
MakeUser = Callable[..., User]


@pytest.fixture(autouse=True)
def morning(db: None) -> None:
    clock.set_for_tests(clock.at("2026-11-22 08:00"))
    services.load([(COUNTY, "澜川县"), (STONE, "石泉镇")])


@pytest.fixture
def make_user(db: None) -> MakeUser:
    def make(username: str = "lihong", role: str = roles.DUTY, place: str = COUNTY, **values: Any) -> User:
        user = User.objects.create_user(username, PASSWORD, name=values.pop("name", "李红"), **values)
        Posting.objects.create(user=user, role=Role.objects.get(code=role), place_id=place)
        return user

    return make


@pytest.fixture
def user(make_user: MakeUser) -> User:
    return make_user()


def sign_in(client: Client, username: str = "lihong", password: str = PASSWORD, **more: Any) -> Any:
    return client.post("/login", {"username": username, "password": password} | more)


@pytest.fixture
def signed_in(client: Client, user: User) -> Client:
    assert sign_in(client).status_code == 302
    return client


@pytest.fixture
def boss(client: Client, make_user: MakeUser) -> Client:
    """A browser in which the system administrator has signed in."""
    make_user("root", roles.SYSADMIN, name="管理员")
    assert sign_in(client, "root").status_code == 302
    return client
