"""An empty installation gets a county, its dictionaries and an administrator who can sign in, once."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from anlan.base.dictionaries import terms
from anlan.base.people import signing
from anlan.base.people.models import User
from anlan.base.places.models import Place
from anlan.kit.notify.models import Channel
from anlan.subjects.governance.models import EscalationRule, Sheet

pytestmark = pytest.mark.django_db


def start(**options):
    out = StringIO()
    call_command("start_bureau", code="990199", name="望海县", json=True, stdout=out, **options)
    return json.loads(out.getvalue())


def test_the_administrator_signs_in_and_must_change_the_password():
    told = start()
    user = signing.check_credentials(told["username"], told["password"])
    assert user.must_change_password
    assert [posting.role.code for posting in user.postings.all()] == ["sysadmin"]
    assert user.organisation.name == "望海县应急管理局"
    assert Place.objects.get().code == "990199000000"
    assert terms.active("sector")
    assert len(terms.active("accident-type")) == 27
    assert {sheet.status for sheet in Sheet.objects.all()} == {"draft"}  # the bureau's own words come first
    assert list(Sheet.objects.get(family="乡镇六有（乙）").items.values_list("content", flat=True)) == [
        "有班子", "有机制", "有预案", "有队伍", "有物资", "有培训演练",
    ]  # fmt: skip
    assert list(EscalationRule.objects.order_by("days_late").values_list("days_late", "place")) == [
        (1, "990199000000"), (3, "990199000000"), (7, "990199000000"),
    ]  # fmt: skip


def test_a_second_start_is_refused_and_makes_nothing():
    start()
    with pytest.raises(CommandError, match="已经有系统管理员"):
        start(admin="second")
    assert User.objects.count() == 1


def test_a_town_is_no_county():
    with pytest.raises(CommandError, match="县区代码"):
        call_command("start_bureau", code="990199100", name="某镇")
    assert not Place.objects.exists()


def test_the_only_channel_is_the_one_that_needs_no_gateway():
    start()
    assert list(Channel.objects.values_list("code", "live")) == [("inapp", False)]
