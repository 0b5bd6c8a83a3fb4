"""The sealed sheet holds everybody and everything, and betrays whoever alters a row after it was sealed."""

import json
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from anlan.base import clock
from anlan.base.audit import sealing
from anlan.kit.notify.choices import Word
from anlan.kit.notify.models import Addressee, Answer
from anlan.subjects.incidents import sheets
from anlan.subjects.incidents.models import Callout, CalloutSheet
from tests.subjects.incidents.scene import a_callout, a_county, a_team, answer, at, called, ended, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def over() -> Callout:
    """A call-out of three: one came, one cannot, one never answered."""
    clock.set_for_tests(at("14:02"))
    county = a_county()
    callout = sent(a_callout(a_team(size=3)), county.duty)
    first, second, _third = called(callout)
    answer(first, Word.ARRIVED, at("14:20"), note="已在村委会")
    answer(second, Word.UNABLE, at("14:05"))
    clock.tick(at("14:40"))
    callout = ended(callout, county.duty)
    callout.county = county  # type: ignore[attr-defined]
    return callout


def test_it_holds_who_was_called_when_how_and_what_each_answered(over: Callout) -> None:
    people = over.sheet.content["persons"]
    assert [(one["group"], [each["word"] for each in one["answers"]]) for one in people] == [
        ("石泉镇扑火队", ["arrived"]),
        ("石泉镇扑火队", ["unable"]),
        ("石泉镇扑火队", []),
    ]
    assert people[0]["answers"][0]["note"] == "已在村委会"
    assert all(one["called"] and one["messages"] for one in people)
    text = json.dumps(over.sheet.content, ensure_ascii=False)
    assert not any(one.person.phone in text for one in called(over)), "numbers are masked"


def test_untouched_it_is_sound_and_rests_in_a_block_once_sealed(over: Callout) -> None:
    before = sheets.check(over)
    assert (before.sound, before.block) == (True, None)
    sealing.seal()
    after = sheets.check(over)
    assert (after.sound, after.block, after.digest) == (True, 1, over.sheet.digest)


def test_a_word_changed_afterwards_is_found(over: Callout) -> None:
    Answer.objects.filter(word="unable").update(word="arrived")
    verdict = sheets.check(over)
    assert not verdict.sound
    assert [called(over)[1].person.name in reason for reason in verdict.reasons] == [True]


def test_a_person_taken_out_is_found(over: Callout) -> None:
    gone = called(over)[2]
    name = gone.person.name
    gone.delete()
    assert sheets.check(over).reasons == [f"{name}的叫应记录缺失。"]


def test_a_person_put_in_is_found(over: Callout) -> None:
    one = called(over)[0]
    extra = a_team("后补队", 1).leader
    Addressee.objects.create(notice=one.notice, person=extra, group="石泉镇扑火队", called_at=at("14:03"))
    assert sheets.check(over).reasons == [f"{extra.name}是封存后插入的。"]


def test_the_sheet_itself_cannot_be_altered_with_a_fitting_digest(over: Callout) -> None:
    sheet = over.sheet
    sheet.content["persons"][2]["answers"] = sheet.content["persons"][0]["answers"]
    sheet.digest = sheets.digest_of(sheet.content)
    sheet.save()
    reasons = sheets.check(Callout.objects.get(pk=over.pk)).reasons
    assert "审计记录里的摘要与封存单不符。" in reasons


def test_an_answer_that_comes_later_is_told_and_is_no_fault(over: Callout) -> None:
    answer(called(over)[2], Word.ARRIVED, at("14:50"))
    verdict = sheets.check(over)
    assert (verdict.sound, verdict.later) == (True, 1)


def test_a_call_out_cancelled_in_error_keeps_its_sheet_too() -> None:
    from anlan.kit.flow import making
    from anlan.subjects.incidents.flows import calls

    clock.set_for_tests(at("14:02"))
    county = a_county()
    callout = sent(a_callout(a_team(size=2)), county.duty)
    move = calls.move("cancel")
    assert move is not None
    making.make(calls, move, callout, actor=county.duty, data={"opinion": "误报"})
    assert CalloutSheet.objects.get().content["number"] == callout.number


def run(capsys: Any, *arguments: str) -> tuple[int, Any]:
    try:
        call_command("callout", *arguments)
        code = 0
    except SystemExit as ended_with:
        code = int(ended_with.code or 0)
    printed = capsys.readouterr().out
    return code, json.loads(printed) if printed else None


def test_the_commands_tell_scripts_how_it_stands_and_whether_it_is_sound(over: Callout, capsys: Any) -> None:
    code, status = run(capsys, "status", over.number, "--json")
    assert code == 0
    assert {name: status[name] for name in ("should", "answered", "arrived", "unable", "silent", "status")} == {
        "should": 3, "answered": 2, "arrived": 1, "unable": 1, "silent": 1, "status": "ended",
    }  # fmt: skip
    assert [(unit["name"], unit["arrived"], unit["in_time"]) for unit in status["units"]] == [
        ("石泉镇扑火队", 1, False)
    ]
    assert run(capsys, "verify", str(over.pk), "--json") == (0, run(capsys, "verify", over.number, "--json")[1])
    Answer.objects.filter(word="unable").update(word="arrived")
    code, verdict = run(capsys, "verify", over.number, "--json")
    assert (code, verdict["sound"]) == (1, False)
    with pytest.raises(CommandError) as unknown:
        call_command("callout", "status", "JY-1900-00001")
    assert unknown.value.returncode == 2


def test_the_printed_page_shows_the_digest_the_block_and_everybody(over: Callout) -> None:
    sealing.seal()
    client = Client()
    client.force_login(over.county.duty)  # type: ignore[attr-defined]
    text = client.get(f"/callouts/{over.pk}/sheet").content.decode()
    assert over.sheet.digest in text
    assert "第 1 块" in text
    assert "与现在的记录一致" in text
    assert all(one.person.name in text for one in called(over))
