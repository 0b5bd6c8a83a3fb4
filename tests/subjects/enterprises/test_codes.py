"""An enterprise's credit code is brought into one form, checked, and stands once."""

from typing import Any

import pytest

from anlan.kit.ledger.forms import form_class
from anlan.kit.ledger.registry import ledger_by_code
from anlan.subjects.enterprises.models import Enterprise
from tests.contracts.hooks import NAMED
from tests.factories import STONE_VILLAGE, a_world, an_enterprise

pytestmark = pytest.mark.django_db

CODE = NAMED["credit_code"](1)


@pytest.fixture
def user() -> Any:
    return a_world().users["safety_office"]


def filled(user: Any, **values: Any) -> Any:
    sector = an_enterprise().sector
    data = {"name": "石泉建材厂", "sector": sector.pk, "place": STONE_VILLAGE, "operation": "open"} | values
    return form_class(ledger_by_code("enterprise"))(data, user=user)


def test_a_code_is_kept_in_capitals_without_blanks(user: Any) -> None:
    form = filled(user, credit_code=f" {CODE.lower()} ")
    assert form.is_valid(), form.errors
    assert form.save(commit=False).credit_code == CODE


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (CODE[:-1], "应为 18 位，现为 17 位"),
        (CODE[:-1] + ("0" if CODE[-1] != "0" else "1"), "校验位不对"),
        ("I" + CODE[1:], "不含 I、O、S、V、Z"),
    ],
)
def test_a_wrong_code_gets_a_sentence_at_its_field(user: Any, code: str, sentence: str) -> None:
    form = filled(user, credit_code=code)
    assert not form.is_valid()
    assert sentence in str(form.errors["credit_code"])


def test_a_code_stands_once_and_none_as_often_as_one_likes(user: Any) -> None:
    assert filled(user, credit_code="").is_valid()
    an_enterprise(credit_code=CODE)
    an_enterprise()
    assert Enterprise.objects.filter(credit_code="").count() > 1
    assert "credit_code" in filled(user, credit_code=CODE).errors or filled(user, credit_code=CODE).non_field_errors()


def test_half_a_point_is_no_point(user: Any) -> None:
    assert "latitude" in filled(user, longitude="112.5").errors
    assert "longitude" in filled(user, longitude="212.5", latitude="30").errors
