"""Sealed secrets: unreadable in the database, readable with the key or an old one, and empty with any other."""

import pytest
from django.db import connection
from django.test import override_settings

from anlan.base import secrets
from anlan.base.people import roles, totp
from anlan.base.people.models import User
from tests import factories


def test_a_sealed_text_can_be_unsealed_and_shows_nothing_of_itself() -> None:
    sealed = secrets.seal("gateway-key-42")
    assert "gateway" not in sealed
    assert secrets.unseal(sealed) == "gateway-key-42"


def test_the_same_text_is_sealed_differently_each_time() -> None:
    assert secrets.seal("one") != secrets.seal("one")


def test_an_empty_text_stays_empty() -> None:
    assert (secrets.seal(""), secrets.unseal("")) == ("", "")


def test_what_was_written_before_sealing_is_read_as_it_stands() -> None:
    assert secrets.unseal("JBSWY3DPEHPK3PXP") == "JBSWY3DPEHPK3PXP"


def test_an_old_key_still_opens_and_resealing_frees_from_it() -> None:
    with override_settings(SECRET_KEY="the-first-key-of-this-bureau-000000"):
        sealed = secrets.seal("kept")
    with override_settings(
        SECRET_KEY="the-second-key-of-this-bureau-00000", ANLAN_OLD_SECRET_KEYS=("the-first-key-of-this-bureau-000000",)
    ):
        assert secrets.unseal(sealed) == "kept"
        anew = secrets.reseal(sealed)
    with override_settings(SECRET_KEY="the-second-key-of-this-bureau-00000"):
        assert secrets.unseal(anew) == "kept"


def test_a_foreign_key_gives_nothing_and_says_so_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with override_settings(SECRET_KEY="the-first-key-of-this-bureau-000000"):
        sealed = secrets.seal("kept")
    opened = secrets.unseal(sealed)
    assert isinstance(opened, secrets.Unreadable)
    assert opened == ""
    assert "ANLAN_OLD_SECRET_KEYS" in caplog.text
    assert secrets.reseal(sealed) == sealed


def test_an_altered_text_gives_nothing() -> None:
    sealed = secrets.seal("kept")
    middle = len(sealed) // 2
    altered = sealed[:middle] + ("A" if sealed[middle] != "A" else "B") + sealed[middle + 1 :]
    assert isinstance(secrets.unseal(altered), secrets.Unreadable)


@pytest.mark.django_db
def test_a_one_time_password_secret_is_sealed_in_its_table_and_plain_in_python() -> None:
    factories.a_place(factories.COUNTY, "澜川县")
    user = factories.a_user(roles.DUTY)
    user.totp_secret = "JBSWY3DPEHPK3PXP"
    user.save()
    with connection.cursor() as cursor:
        cursor.execute("SELECT totp_secret FROM people_user WHERE id = %s", [user.pk])
        stored = cursor.fetchone()[0]
    assert stored.startswith(secrets.MARK)
    assert "JBSWY3DP" not in stored
    assert User.objects.get(pk=user.pk).totp_secret == "JBSWY3DPEHPK3PXP"


def test_no_password_is_right_where_the_secret_cannot_be_read() -> None:
    assert totp.step_of(secrets.Unreadable(), "000000") is None
