"""Terms are data: listed in order, found by the ways people write them, never lost while in use."""

import pytest
from django.db.models import ProtectedError

from anlan.base.dictionaries import terms
from anlan.base.dictionaries.fields import TermField
from anlan.base.dictionaries.models import Dictionary, Term
from anlan.base.people.models import Organisation
from anlan.base.places.models import Place

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def categories() -> None:
    terms.put(
        "hazard-category",
        "隐患类别",
        [("fire", "消防安全", "", "消防、防火"), ("power", "用电安全"), ("power-line", "临时用电", "power")],
        owner="省厅",
    )
    terms.put("sector", "行业", [("fire", "消防器材")])


def test_terms_stand_in_their_order_with_their_superior() -> None:
    assert [term.name for term in terms.active("hazard-category")] == ["消防安全", "用电安全", "临时用电"]
    assert [str(term.parent) for term in terms.active("hazard-category")] == ["None", "None", "用电安全"]
    assert Dictionary.objects.get(code="hazard-category").owner == "省厅"


def test_putting_again_updates_and_keeps_keys() -> None:
    before = {term.code: term.pk for term in terms.every("hazard-category")}
    terms.put("hazard-category", "隐患类别", [("power", "电气安全"), ("fire", "消防安全")])
    after = terms.every("hazard-category")
    assert {term.code: term.pk for term in after} == before
    assert [term.name for term in after] == ["电气安全", "消防安全", "临时用电"]


def test_a_term_is_found_as_people_write_it() -> None:
    found = terms.by_name("hazard-category")
    assert {name: term.code for name, term in found.items()} == {
        "消防安全": "fire",
        "消防": "fire",
        "防火": "fire",
        "fire": "fire",
        "用电安全": "power",
        "power": "power",
        "临时用电": "power-line",
        "power-line": "power-line",
    }


def test_an_inactive_term_is_offered_no_more_but_still_known() -> None:
    term = Term.objects.get(dictionary="hazard-category", code="power")
    terms.active("hazard-category")
    term.active = False
    term.save()
    assert [one.code for one in terms.active("hazard-category")] == ["fire", "power-line"]
    assert term in terms.every("hazard-category")
    assert "用电安全" not in terms.by_name("hazard-category")


def test_lists_are_read_once(django_assert_num_queries: object) -> None:
    terms.forget("sector")
    with django_assert_num_queries(1):  # type: ignore[operator]
        for _time in range(3):
            terms.active("sector")


def test_a_term_in_use_cannot_be_deleted() -> None:
    terms.put("organisation-kind", "单位类别", [("town", "乡镇街道")])
    kind = Term.objects.get(dictionary="organisation-kind")
    Place.objects.create(code="990121000000", name="澜川县", level=3)
    Organisation.objects.create(name="石泉镇人民政府", place_id="990121000000", kind=kind)
    with pytest.raises(ProtectedError):
        kind.delete()


def test_a_field_offers_its_own_dictionary_only_and_survives_migration_states() -> None:
    field = TermField("sector", "行业", null=True)
    assert field.dictionary == "sector"
    assert field.get_limit_choices_to() == {"dictionary_id": "sector", "active": True}
    assert field.clone().dictionary == "sector"
    assert field.clone().null
