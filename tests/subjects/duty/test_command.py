"""``roster make`` on the command line: what it prints and the codes it ends with."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from anlan.subjects.duty.models import PostMember, RosterRun, Shift

pytestmark = pytest.mark.django_db


def run(*words: str) -> tuple[int, dict[str, Any]]:
    out = StringIO()
    code = 0
    try:
        call_command("roster", "make", *words, "--json", stdout=out)
    except SystemExit as ended:
        code = int(ended.code or 0)
    return code, json.loads(out.getvalue())


def test_it_makes_and_adopts(world: Any) -> None:
    span = ("--from", "2026-12-01", "--to", "2026-12-07")
    code, told = run("--post", "county-duty", *span)
    assert (code, told["shifts"], told["score"], told["proven"], told["broken"]) == (0, 7, 100, True, 0)
    assert not told["adopted"]
    assert not Shift.objects.exists()
    assert RosterRun.objects.get().state == "dropped"
    code, told = run("--post", "county-duty", *span, "--adopt")
    assert (code, told["adopted"]) == (0, True)
    assert Shift.objects.filter(missing=0).count() == 7


def test_duty_that_cannot_be_kept_ends_with_one(world: Any) -> None:
    PostMember.objects.filter(can_lead=True).update(active=False)
    code, told = run("--post", "county-duty", "--from", "2026-12-01", "--to", "2026-12-02")
    assert code == 1
    assert {fault["sentence"] for fault in told["faults"]} == {"没有带班领导。"}


def test_wrong_usage_ends_with_two(world: Any) -> None:
    assert run("--post", "nowhere", "--from", "2026-12-01", "--to", "2026-12-02")[0] == 2
    assert run("--post", "county-duty", "--from", "2026-12-03", "--to", "2026-12-02")[0] == 2
    with pytest.raises(CommandError):
        call_command("roster", "make", "--post", "county-duty", "--from", "gestern", "--to", "2026-12-02")


def test_it_also_speaks_plainly(world: Any) -> None:
    out = StringIO()
    call_command("roster", "make", "--post", "county-duty", "--from", "2026-12-01", "--to", "2026-12-03", stdout=out)
    assert "3 个班次，质量分 100，不合规则 0 处" in out.getvalue()
