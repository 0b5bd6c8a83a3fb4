"""The page of operations says what is wrong, to the system administrator alone."""

import pytest
from django.test import Client

from anlan.base.dictionaries import shipped
from anlan.base.dictionaries.models import Term
from anlan.base.people import roles
from tests.factories import COUNTY, a_place, a_user

pytestmark = pytest.mark.django_db


def test_a_dictionary_without_a_word_to_choose_is_told(client: Client) -> None:
    a_place(COUNTY, "澜川县")
    client.force_login(a_user(roles.SYSADMIN))
    shipped.offer()
    assert "没有启用的项" not in client.get("/system/operations").content.decode()
    Term.objects.filter(dictionary="measure-disposal").update(active=False)
    page = client.get("/system/operations").content.decode()
    assert "字典“查封扣押和证据保存的处理”（measure-disposal）没有启用的项" in page
    client.force_login(a_user(roles.TOWNSHIP))
    assert client.get("/system/operations").status_code == 403
