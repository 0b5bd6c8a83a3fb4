"""The county in the database: whole, consistent, searchable, seen by each role by its rights, the same again."""

import hashlib
import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import TestCase

from anlan.base import clock
from anlan.base.audit.models import AuditEntry
from anlan.base.people.models import Organisation, Person, User
from anlan.base.places.models import Drawing, Place
from anlan.base.places.queries import containing
from anlan.demo import loading
from anlan.demo.build import Built, NotEmpty, build
from anlan.demo.logins import LOGINS, standing, town_username
from anlan.kit.documents import numbering
from anlan.kit.files import services
from anlan.kit.files.models import Attachment
from anlan.kit.ledger.lists import visible
from anlan.kit.ledger.registry import ledger_by_code
from anlan.kit.records import writing
from anlan.kit.search import query
from anlan.subjects.enterprises.models import Enterprise
from anlan.subjects.hazards.models import Extension, Hazard, Inspection

NOON = "2026-11-22 14:05"


def fingerprint() -> str:
    digest = hashlib.sha256()
    for model, names in (
        (Place, ("code", "name", "parent_id", "population", "longitude", "shape")),
        (Organisation, ("name", "place_id", "line_id", "phone")),
        (Person, ("name", "post", "phone")),
        (Enterprise, ("id", "name", "credit_code", "place_id", "quadkey", "phone", "updated_at")),
        (Inspection, ("id", "number", "enterprise_id", "inspected_on", "inspectors", "conclusion")),
        (
            Hazard,
            ("id", "number", "content", "enterprise_id", "status", "due_on", "closed_on", "quadkey", "created_at"),
        ),
        (Extension, ("id", "hazard_id", "reason", "granted", "decided_at")),
        (Attachment, ("object_id", "slot", "sha256", "uploaded_at")),
    ):
        rows = model._base_manager.order_by("pk")
        if model is Attachment:
            rows = rows.exclude(name__endswith=".docx")  # a Word file bears the moment at which it was packed
        for row in rows.values_list(*names):
            digest.update(json.dumps(row, default=str, ensure_ascii=False).encode())
    return digest.hexdigest()


class WholeCounty(TestCase):
    """One county for all of these tests."""

    built: Built

    @classmethod
    def setUpTestData(cls) -> None:
        clock.set_for_tests(clock.at(NOON))
        cls.built = build(1, enterprises=150, hazards=1200)

    def setUp(self) -> None:
        clock.set_for_tests(clock.at(NOON))

    def test_it_is_all_there(self) -> None:
        assert (self.built.enterprises, self.built.hazards) == (150, 1200)
        assert Place.objects.count() == 1 + 1 + 16 + 220
        assert Hazard.objects.count() == 1200
        assert Inspection.objects.count() >= self.built.inspections > 300  # rounds bring some more
        assert Drawing.objects.filter(kind="river").count() > 20

    def test_each_login_works_and_no_other_password_does(self) -> None:
        towns = Place.objects.filter(level=4).values_list("code", flat=True)
        everybody = [*(login["username"] for login in LOGINS), *(town_username(code) for code in towns)]
        assert sorted(standing()) == sorted(everybody)
        assert len(everybody) == 13 + 16
        user = User.objects.get(username="duty")
        assert not user.check_password("anlan")
        User.objects.filter(username="duty").update(is_active=False)
        assert "duty" not in standing()

    def test_signing_in_opens_the_product_and_asks_for_no_new_password(self) -> None:
        for login in LOGINS:
            asked = {"username": login["username"], "password": login["password"]}
            answer = self.client.post("/login", asked)
            assert answer.status_code == 302, login["username"]
            page = self.client.get("/")
            assert page.status_code == 200, (login["username"], page.headers)
            self.client.post("/logout")

    def test_towns_see_their_own_rows_and_together_all(self) -> None:
        towns = Place.objects.filter(level=4).values_list("code", flat=True)
        clerks = [User.objects.get(username=town_username(code)) for code in towns]
        for code in ("enterprise", "inspection", "hazard"):
            shown = ledger_by_code(code)
            counts = [visible(shown, clerk).count() for clerk in clerks]
            assert len([count for count in counts if count]) > 12
            assert sum(counts) == shown.model._base_manager.count()

    def test_the_auditor_and_the_administrator_see_no_business(self) -> None:
        for username in ("auditor", "admin"):
            assert not visible(ledger_by_code("hazard"), User.objects.get(username=username)).exists()

    def test_the_line_sees_chemicals_and_the_enterprise_itself(self) -> None:
        seen = visible(ledger_by_code("hazard"), User.objects.get(username="chemicals"))
        assert seen.exists()
        assert {line[:2] for line in seen.values_list("line_id", flat=True)} == {"01"}
        own = visible(ledger_by_code("hazard"), User.objects.get(username="enterprise"))
        assert set(own.values_list("enterprise__name", flat=True)) == {"澜川恒润化工有限公司"}

    def test_rows_break_no_rule_of_their_ledger(self) -> None:
        for code in ("enterprise", "hazard"):
            ledger = ledger_by_code(code)
            fields = [field.name for field in ledger.model._meta.concrete_fields]
            for row in ledger.model._base_manager.select_related().order_by("pk")[:400]:
                assert ledger.check({name: getattr(row, name) for name in fields}) == {}, row

    def test_points_lie_where_the_row_says(self) -> None:
        for enterprise in Enterprise.objects.exclude(longitude=None).order_by("id")[:25]:
            place = containing(enterprise.longitude, enterprise.latitude)
            assert place is not None
            assert place.code.startswith(enterprise.place_id[:9])

    def test_search_finds_by_enterprise_and_content(self) -> None:
        wanted = Hazard.objects.filter(enterprise__name="澜川恒润化工有限公司").count()
        assert len(query.matching_ids("hazard", "恒润化工", limit=100)) == wanted > 0
        text = Hazard.objects.exclude(enterprise=None).order_by("-id")[0]
        assert text.pk in query.matching_ids("hazard", text.number, limit=5)

    def test_indexing_anew_changes_nothing(self) -> None:
        ledger = ledger_by_code("hazard")
        before = {word: query.matching_ids("hazard", word, limit=2000) for word in ("化工", "灭火器", "YH-2026")}
        writing.reindex(list(Hazard.objects.select_related("enterprise", "place")))
        assert {word: query.matching_ids("hazard", word, limit=2000) for word in before} == before
        assert all(before.values())
        assert ledger.number == "YH"

    def test_numbers_and_keys_go_on_after_the_last(self) -> None:
        last = Hazard.objects.filter(number__startswith="YH-2026-").order_by("number").last()
        assert last is not None
        with transaction.atomic():
            assert numbering.take_formatted("YH", 2026) == [f"YH-2026-{int(last.number[8:]) + 1:05d}"]
        fresh = Enterprise.objects.create(
            name="后来的企业", sector=Enterprise.objects.all()[0].sector, place_id=last.place_id
        )
        assert fresh.pk == 151

    def test_nothing_has_happened_that_lies_ahead(self) -> None:
        now = clock.now()
        for model in (Enterprise, Inspection, Hazard):
            assert not model._base_manager.filter(created_at__gt=now).exists()
            assert not model._base_manager.filter(updated_at__gt=now).exists()
        assert not AuditEntry.objects.filter(at__gt=now).exists()

    def test_the_audit_of_a_hazard_ends_in_its_state(self) -> None:
        told = AuditEntry.objects.filter(kind="hazard").order_by("id")
        state: dict[str, str] = {}
        for entry in told:
            if entry.after and "status" in entry.after:
                state[entry.object_id] = entry.after["status"]
        assert len(state) > 100
        assert {str(row.pk): row.status for row in Hazard.objects.filter(pk__in=state)} == state
        moments = list(told.values_list("at", flat=True))
        assert moments == sorted(moments)
        assert not any("139000" in json.dumps(entry.after) for entry in told)

    def test_photographs_are_in_the_store(self) -> None:
        shown = Attachment.objects.filter(kind="hazard")
        assert {attachment.slot for attachment in shown} == {"before", "after"}
        assert len({attachment.sha256 for attachment in shown}) <= 40
        assert all(services.path_of(attachment).stat().st_size == attachment.size for attachment in shown[:20])
        for after in shown.filter(slot="after"):
            assert Hazard.objects.get(pk=after.object_id).rectified_on is not None

    def test_a_second_county_is_refused(self) -> None:
        with pytest.raises(NotEmpty):
            build(1)
        with pytest.raises(CommandError, match="已经有区划"):
            call_command("build_demo", stdout=StringIO())


def built_and_taken_away(seed: int) -> str:
    with transaction.atomic():
        build(seed, enterprises=30, hazards=150)
        told = fingerprint()
        transaction.set_rollback(True)
    return told


@pytest.mark.django_db
@pytest.mark.only_on("sqlite")
def test_the_same_seed_fills_the_same_rows_and_another_seed_others() -> None:
    clock.set_for_tests(clock.at(NOON))
    first = built_and_taken_away(1)
    assert built_and_taken_away(1) == first
    assert built_and_taken_away(2) != first


def test_a_row_made_with_a_misspelt_column_is_refused() -> None:
    with pytest.raises(TypeError, match="plaice_id"):
        loading.made(Enterprise, name="甲", plaice_id="990121100000")
