"""A draw with proof: frozen before the seed exists, drawn from what was frozen, drawn again by anybody."""

import json
import os
import shutil
import subprocess
import sys
import threading
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from anlan.base import clock
from anlan.base.audit.models import AuditEntry
from anlan.kit.flow.making import Refused
from anlan.kit.records import writing
from anlan.subjects.enforcement import queries
from anlan.subjects.enforcement.choices import DrawStatus, ItemWay
from anlan.subjects.enforcement.models import Draw, DrawPick, DrawRegister, Officer, PlanItem
from anlan.subjects.enforcement.records import record_of
from anlan.subjects.enforcement.rules.sampling import digest
from tests.factories import STONE_VILLAGE, a_line, an_enterprise, an_inspection
from tests.subjects.enforcement.world import a_draw, an_enforcement_world, day, drawn, move, recuse

VERIFY = Path(__file__).parents[3] / "docs/draw/verify.py"


@pytest.mark.django_db
def test_freezing_writes_the_registers_down_and_takes_their_fingerprint(world: Any) -> None:
    recuse(world.officers[2], world.firms[0])
    draw = move(a_draw(world), "freeze", world.brigadier)
    register = DrawRegister.objects.get(draw=draw)
    assert (draw.status, draw.sha256) == (DrawStatus.FROZEN, digest(register.text))
    assert (register.objects_counted, register.officers_counted, register.frozen_by) == (14, 4, "大队长")
    lines = register.text.splitlines()
    assert lines[:4] == [
        "anlan-draw 1", f"draw\t{draw.number}\t四季度双随机", "frozen\t2026-11-23T09:00:00+08:00\t大队长",
        "seed-source\t福彩双色球 2026135 期开奖号码",
    ]  # fmt: skip
    assert f"avoid\tO{world.officers[2].pk}\tE{world.firms[0].pk}" in lines
    assert draw.rounds == [{"red": 2, "blue": 2, "unrated": 1}]
    assert AuditEntry.objects.filter(act="draw.freeze").get().after["sha256"] == draw.sha256


@pytest.mark.django_db
def test_a_seed_that_exists_already_cannot_be_used(world: Any) -> None:
    late = a_draw(world, seed_due_at=clock.now() - timedelta(minutes=1))
    with pytest.raises(Refused, match="必须先冻结名录，再等种子产生"):
        move(late, "freeze", world.brigadier)
    draw = move(a_draw(world), "freeze", world.brigadier)
    with pytest.raises(Refused, match="种子要到 2026-11-23 21:00 才产生"):
        move(draw, "draw", world.brigadier, seed="03 11 17 22 28 31 + 09")
    clock.tick(draw.seed_due_at)
    assert move(draw, "draw", world.brigadier, seed="03 11 17 22 28 31 + 09").status == DrawStatus.DRAWN


@pytest.mark.django_db
def test_what_changes_after_the_freeze_changes_nothing_of_the_draw(world: Any) -> None:
    draw = move(a_draw(world), "freeze", world.brigadier)
    an_enterprise(STONE_VILLAGE, "后来的企业", risk="red")
    for row in (world.rule, world.officers[0]):
        before = writing.values_of(row)
        row.red, row.active = 100, False
        writing.change(row, before, actor=None)
    clock.tick(draw.seed_due_at)
    draw = move(draw, "draw", world.brigadier, seed="2026135-0417")
    assert Counter(draw.picks.values_list("stratum", flat=True)) == {"red": 2, "blue": 2, "unrated": 1}
    assert draw.picked == 5
    assert not draw.picks.filter(enterprise__name="后来的企业").exists()


@pytest.mark.django_db
def test_the_independent_script_gives_the_same_list(world: Any, tmp_path: Path) -> None:
    recuse(world.officers[0], world.firms[4])
    draw = drawn(world)
    draw = move(draw, "enlarge", world.brigadier, stratum="blue", more=3, opinion="专项需要")
    file = tmp_path / "record.json"
    record = record_of(draw)
    file.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
    alone = shutil.copy(VERIFY, tmp_path / "verify.py")  # as on another machine: the script, the record, any Python
    bare = {name: value for name, value in os.environ.items() if name in ("SYSTEMROOT", "SYSTEMDRIVE")}
    others = {found for name in ("/usr/bin/python3", "py") if (found := shutil.which(name))}
    for python in (sys.executable, *sorted(others)):
        done = subprocess.run(
            [python, "-I", "-S", alone, "record.json"],
            cwd=tmp_path,
            env=bare,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stdout) == (
            0, "{'register unchanged': True, 'picks reproduced': True}, drawn: 8\n"
        ), (python, done.stderr)  # fmt: skip
    assert len(VERIFY.read_text(encoding="utf-8").splitlines()) <= 40
    record["picks"][0], record["picks"][1] = record["picks"][1], record["picks"][0]
    file.write_text(json.dumps(record), encoding="utf-8")
    assert subprocess.run([sys.executable, "-I", str(VERIFY), str(file)], capture_output=True, check=False).returncode
    record = record_of(draw)
    record["register"] = record["register"].replace("企业03", "企业30")
    file.write_text(json.dumps(record), encoding="utf-8")
    assert subprocess.run([sys.executable, "-I", str(VERIFY), str(file)], capture_output=True, check=False).returncode


@pytest.mark.django_db
def test_enlarging_adds_and_changes_nothing(world: Any) -> None:
    draw = drawn(world, plan=world.plan)
    first = list(draw.picks.values_list("position", "enterprise", "officer_ids", "ticket"))
    draw = move(draw, "enlarge", world.brigadier, stratum="red", more=2, opinion="重大风险专项")
    assert list(draw.picks.values_list("position", "enterprise", "officer_ids", "ticket"))[:5] == first
    assert draw.picked == 7
    assert PlanItem.objects.filter(draw=draw, way=ItemWay.RANDOM).count() == 7
    with pytest.raises(Refused, match="只剩 0 户"):
        move(draw, "enlarge", world.brigadier, stratum="red", more=1, opinion="再来")


@pytest.mark.django_db
def test_what_was_drawn_stands_in_the_plan_with_its_two_officers(world: Any) -> None:
    draw = drawn(world, plan=world.plan)
    items = PlanItem.objects.filter(draw=draw).order_by("id")
    picks = list(draw.picks.all())
    assert [(one.enterprise_id, [one.lead_id, one.second_id]) for one in items] == [
        (one.enterprise_id, one.officer_ids) for one in picks
    ]
    assert {one.due_on for one in items} == {day("2026-12-31")}
    assert all(set(one.officers.values_list("pk", flat=True)) == set(one.officer_ids) for one in picks)


@pytest.mark.django_db
def test_an_enterprise_checked_as_often_as_allowed_is_left_out_with_the_reason(world: Any) -> None:
    before = writing.values_of(world.rule)
    world.rule.yearly_limit = 1
    writing.change(world.rule, before, actor=None)
    an_inspection(world.firms[1], inspected_on=day("2026-03-04"))
    an_inspection(world.firms[2], inspected_on=day("2025-03-04"))
    draw = move(a_draw(world), "freeze", world.brigadier)
    assert f"excluded\tE{world.firms[1].pk}\t企业01\t本年已检查 1 次，达到上限" in draw.register.text.splitlines()
    assert draw.register.excluded_counted == 1
    assert draw.register.objects_counted == 13


@pytest.mark.django_db
def test_the_limit_of_the_matter_holds_in_a_draw_too(world: Any) -> None:
    for when in ("2026-03-04", "2026-07-01"):
        an_inspection(world.firms[1], inspected_on=day(when))
    an_inspection(world.firms[2], inspected_on=day("2026-07-01"))
    draw = move(a_draw(world), "freeze", world.brigadier)
    assert [line for line in draw.register.text.splitlines() if line.startswith("excluded")] == [
        f"excluded\tE{world.firms[1].pk}\t企业01\t本年已检查 2 次，达到上限"
    ]


@pytest.mark.django_db
def test_no_freeze_where_too_few_officers_are_left_after_recusals(world: Any) -> None:
    for officer in world.officers[:3]:
        recuse(officer, world.firms[0])
    with pytest.raises(Refused, match="企业00等 1 户可派的执法人员不足 2 名"):
        move(a_draw(world), "freeze", world.brigadier)


@pytest.mark.django_db
def test_officers_whose_certificate_runs_out_are_not_drawn(world: Any) -> None:
    Officer.objects.filter(pk=world.officers[3].pk).update(valid_until_on=day("2026-12-30"))
    assert [one.name for one in queries.officers(a_draw(world))] == ["吴晓", "周建", "郑凯"]


@pytest.mark.django_db
def test_drawing_again_needs_a_reason_and_keeps_the_old_draw(world: Any) -> None:
    draw = drawn(world, plan=world.plan)
    old = list(draw.picks.values_list("enterprise", flat=True))
    draw = move(draw, "redraw", world.brigadier, opinion="名录漏了三家新投产企业")
    assert (draw.status, list(draw.picks.values_list("enterprise", flat=True))) == (DrawStatus.REPLACED, old)
    fresh = Draw.objects.get(predecessor=draw)
    assert (fresh.status, fresh.redraw_reason, fresh.sha256) == (DrawStatus.DRAFT, "名录漏了三家新投产企业", "")
    assert PlanItem.objects.count() == 0
    with pytest.raises(Refused, match="必须先冻结名录"):
        move(fresh, "freeze", world.brigadier)  # the old seed cannot serve the new draw


@pytest.mark.django_db
def test_no_second_draw_once_the_checks_have_begun(world: Any) -> None:
    draw = drawn(world, plan=world.plan)
    move(PlanItem.objects.filter(draw=draw)[0], "done", world.brigadier, day=clock.today(), result="clean")
    with pytest.raises(Refused, match="已经开始检查，不能重抽"):
        move(draw, "redraw", world.brigadier, opinion="不满意")


@pytest.mark.django_db(transaction=True)
def test_of_two_who_draw_at_the_same_instant_one_wins_and_the_other_reads_why(morning: None) -> None:
    world = an_enforcement_world()
    draw = move(a_draw(world), "freeze", world.brigadier)
    clock.tick(draw.seed_due_at + timedelta(minutes=1))
    ready = threading.Barrier(2)
    outcomes: list[str] = []

    def one(user: Any, seed: str) -> None:
        try:
            ready.wait()
            move(draw, "draw", user, seed=seed)
            outcomes.append("drawn")
        except Refused as refused:
            outcomes.append(str(refused))
        finally:
            connection.close()

    people = ((world.brigadier, "2026135-0417"), (world.office, "2026135-9999"))
    threads = [threading.Thread(target=one, args=given) for given in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == sorted(["drawn", "当前状态是“已抽取”，不能“公布种子并抽取”。"])
    assert DrawPick.objects.filter(draw=draw).count() == 5
    kept = Draw.objects.get(pk=draw.pk)
    assert kept.seed in {"2026135-0417", "2026135-9999"}
    again = record_of(kept)
    assert [pick["object"] for pick in again["picks"]] == [
        f"E{pk}" for pk in kept.picks.values_list("enterprise", flat=True)
    ]


@pytest.mark.django_db
def test_a_rule_of_one_line_and_sector_draws_among_those_only(world: Any) -> None:
    own = an_enterprise(STONE_VILLAGE, "条线内企业", risk="red", line=a_line("0102", "危化品储存"))
    before = writing.values_of(world.rule)
    world.rule.line, world.rule.sectors = a_line("01"), ("chemical",)
    writing.change(world.rule, before, actor=None)
    assert list(queries.targets(a_draw(world))) == [own]
