"""Production refuses to start while a log-in of the demonstration works."""

import pytest
from django.core import checks

from anlan.base.people import roles
from anlan.demo.checks import no_demonstration_logins
from anlan.demo.logins import PASSWORD
from tests.factories import COUNTY, a_place, a_user

pytestmark = pytest.mark.django_db


def demonstration_user(username: str):
    a_place(COUNTY, "澜川县")
    user = a_user(roles.TOWNSHIP)
    user.username = username
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.mark.parametrize("username", ["safety", "town100"])
def test_a_working_demonstration_log_in_is_an_error_in_production(settings, username):
    settings.MODE = "production"
    user = demonstration_user(username)
    found = no_demonstration_logins(databases=["default"])
    assert [one.id for one in found] == ["anlan.E001"]
    assert username in found[0].msg
    user.is_active = False
    user.save()
    assert no_demonstration_logins(databases=["default"]) == []


def test_another_password_or_another_mode_is_no_error(settings):
    user = demonstration_user("safety")
    settings.MODE = "demo"
    assert no_demonstration_logins(databases=["default"]) == []
    settings.MODE = "production"
    user.set_password("quite another 8842")
    user.save()
    assert no_demonstration_logins(databases=["default"]) == []


def test_the_check_runs_with_the_database_checks(settings):
    settings.MODE = "production"
    demonstration_user("admin")
    assert "anlan.E001" in [one.id for one in checks.run_checks(databases=["default"])]
