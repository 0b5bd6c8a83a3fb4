"""Escalation, by moving the clock: steps, repeats, rounds, rules of answering, deputies, nobody on duty."""

from collections.abc import Iterator

import pytest

from anlan.base import clock
from anlan.base.people.models import Organisation, Person
from anlan.kit.notify import queries, services, targets
from anlan.kit.notify.choices import NoticeState, Rule, Urgency, Word
from anlan.kit.notify.models import Absence, Addressee, Answer, Notice, QuietHours
from anlan.kit.notify.targets import Kind, Target
from tests.kit.notify.calls import a_channel, a_notice, a_policy, addressee, at, called, events, people, states

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(unit: Organisation, sms: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, list[Person]]]:
    """A kind of target whose people the test decides, as duty does."""
    monkeypatch.setattr(targets, "_kinds", dict(targets._kinds))
    on_duty: dict[str, list[Person]] = {}

    def resolve(key: str) -> list[Target]:
        return [Target(person.pk) for person in on_duty[key]]

    targets.register(Kind("test-post", "岗位", resolve, list))
    return on_duty


def step(key: str = "", delay: int = 0, **values: object) -> dict[str, object]:
    named = [{"kind": "test-post", "key": key}] if key else []
    return {"delay_minutes": delay, "targets": named, **values}


def answer(notice: Notice, person: Person, word: str = Word.UNDERSTOOD) -> Answer:
    return services.answer_notice(addressee(notice, person), word, door="link", key=f"{notice.pk}-{person.pk}-{word}")


def test_each_step_comes_at_its_time_until_somebody_answers(post: dict[str, list[Person]], unit: Organisation) -> None:
    post["a"], post["b"], post["c"] = people(unit, 1), people(unit, 1), people(unit, 1)
    policy = a_policy(step("a"), step("b", 5), step("c", 10), rule=Rule.FIRST)
    notice = a_notice(policy=policy)
    assert called(notice) == [post["a"][0].name]
    at("10:04")
    assert len(called(notice)) == 1
    at("10:05")
    assert called(notice)[1:] == [post["b"][0].name]
    answer(notice, post["b"][0])
    at("11:00")
    assert len(called(notice)) == 2
    notice.refresh_from_db()
    assert (notice.state, notice.next_at) == (NoticeState.ANSWERED, None)


def test_an_answer_stops_what_has_not_gone_out(unit: Organisation, sms: object) -> None:
    first, second = people(unit, 2)
    notice = a_notice([first, second], rule=Rule.FIRST)
    answer(notice, first)
    assert states(notice) == ["dropped", "dropped"]


def test_seeing_is_no_answer(unit: Organisation, sms: object) -> None:
    person = people(unit, 1)[0]
    notice = a_notice([person], rule=Rule.FIRST)
    answer(notice, person, Word.SEEN)
    whose = addressee(notice, person)
    assert (whose.seen_at, whose.answered_at) == (clock.now(), None)
    assert (notice.state, states(notice)) == (NoticeState.OPEN, ["waiting"])


def test_whoever_cannot_come_stops_nobody_and_the_next_is_called_at_once(
    post: dict[str, list[Person]], unit: Organisation
) -> None:
    post["a"], post["b"] = people(unit, 2), people(unit, 1)
    notice = a_notice(policy=a_policy(step("a"), step("b", 30), rule=Rule.FIRST))
    answer(notice, post["a"][0], Word.UNABLE)
    assert len(called(notice)) == 2
    answer(notice, post["a"][1], Word.UNABLE)
    assert called(notice)[2:] == [post["b"][0].name]
    assert Notice.objects.get().state == NoticeState.OPEN


def test_everyone_must_answer(unit: Organisation, sms: object) -> None:
    persons = people(unit, 3)
    policy = a_policy(step(), step("", 5), rule=Rule.EVERYONE)
    notice = a_notice(persons, policy=policy)
    answer(notice, persons[0])
    answer(notice, persons[1], Word.UNABLE)
    assert Notice.objects.get().state == NoticeState.OPEN
    at("10:05")
    assert called(notice)[3:] == [persons[2].name]
    answer(notice, persons[2])
    assert Notice.objects.get().state == NoticeState.ANSWERED


def test_enough_of_them_within_the_time_else_the_next_group(post: dict[str, list[Person]], unit: Organisation) -> None:
    post["a"], post["b"] = people(unit, 4), people(unit, 4)
    policy = a_policy(step("a"), step("b", 60), rule=Rule.QUORUM, quorum=3, within_minutes=10)
    notice = a_notice(policy=policy)
    answer(notice, post["a"][0])
    answer(notice, post["a"][1], Word.UNABLE)
    at("10:10")
    assert called(notice)[4:] == [person.name for person in post["b"]]
    answer(notice, post["b"][0], Word.ON_THE_WAY)
    assert Notice.objects.get().state == NoticeState.OPEN
    answer(notice, post["b"][1], Word.ARRIVED)
    assert Notice.objects.get().state == NoticeState.ANSWERED


def test_enough_within_the_time_calls_no_further_group(post: dict[str, list[Person]], unit: Organisation) -> None:
    post["a"], post["b"] = people(unit, 3), people(unit, 1)
    notice = a_notice(policy=a_policy(step("a"), step("b"), rule=Rule.QUORUM, quorum=2, within_minutes=10))
    answer(notice, post["a"][0])
    answer(notice, post["a"][2])
    at("10:30")
    assert len(called(notice)) == 3


def test_a_step_with_nobody_on_duty_is_shown_and_not_waited_out(
    post: dict[str, list[Person]], unit: Organisation
) -> None:
    post["a"], post["empty"], post["c"] = people(unit, 1), [], people(unit, 1)
    notice = a_notice(policy=a_policy(step("a"), step("empty", 5), step("c", 60), rule=Rule.FIRST))
    at("10:05")
    assert called(notice) == [post["a"][0].name, post["c"][0].name]
    assert events(notice) == ["started", "step", "nobody", "step"]


def test_a_target_that_cannot_be_made_out_holds_up_no_other(post: dict[str, list[Person]], unit: Organisation) -> None:
    post["a"] = people(unit, 1)
    both = [{"kind": "test-post", "key": "unheard-of"}, {"kind": "test-post", "key": "a"}, {"kind": "no", "key": "1"}]
    notice = a_notice(policy=a_policy({"targets": both}, rule=Rule.FIRST))
    assert called(notice) == [post["a"][0].name]
    assert events(notice).count("nobody") == 2


def test_nobody_at_all_ends_at_once(post: dict[str, list[Person]]) -> None:
    post["empty"] = []
    notice = a_notice(policy=a_policy(step("empty"), step("empty", 30), rule=Rule.FIRST, rounds=2))
    assert notice.state == NoticeState.EXHAUSTED
    assert events(notice)[-1] == "ended"


def test_repeats_only_call_the_silent(unit: Organisation, sms: object) -> None:
    persons = people(unit, 2)
    policy = a_policy(step(repeats=2, repeat_minutes=3), rule=Rule.EVERYONE)
    notice = a_notice(persons, policy=policy)
    at("10:03")
    answer(notice, persons[0])
    at("10:06")
    assert called(notice) == [*(person.name for person in persons)] * 2 + [persons[1].name]
    at("10:09")
    assert len(called(notice)) == 5


def test_the_whole_is_repeated_as_often_as_the_policy_says(post: dict[str, list[Person]], unit: Organisation) -> None:
    post["a"], post["b"] = people(unit, 1), people(unit, 1)
    policy = a_policy(step("a"), step("b", 5, repeat_minutes=4), rule=Rule.FIRST, rounds=1)
    notice = a_notice(policy=policy)
    for moment in ("10:05", "10:09", "10:14"):
        at(moment)
    assert called(notice) == [post["a"][0].name, post["b"][0].name] * 2
    assert Notice.objects.get().state == NoticeState.OPEN
    at("10:50")
    assert Notice.objects.get().state == NoticeState.EXHAUSTED


def test_an_answer_after_the_last_call_still_counts(unit: Organisation, sms: object) -> None:
    person = people(unit, 1)[0]
    notice = a_notice([person], rule=Rule.FIRST)
    at("10:40")
    assert Notice.objects.get().state == NoticeState.EXHAUSTED
    answer(notice, person, Word.ARRIVED)
    assert Notice.objects.get().state == NoticeState.ANSWERED


def test_the_deputy_answers_for_whoever_is_silent(unit: Organisation, sms: object) -> None:
    principal, deputy, other = people(unit, 3)
    policy = a_policy(step(), step("", 5, deputies=True), rule=Rule.EVERYONE)
    notice = a_notice(to=[Target(principal.pk, deputy=deputy.pk), Target(other.pk)], policy=policy)
    answer(notice, other)
    at("10:05")
    assert called(notice)[2:] == [deputy.name]
    row = addressee(notice, deputy)
    assert (row.instead_of, row.required) == (addressee(notice, principal), False)
    answer(notice, deputy, Word.ON_THE_WAY)
    assert Notice.objects.get().state == NoticeState.ANSWERED
    assert queries.progress(notice).silent == 0


def test_whoever_is_away_is_not_called_but_the_deputy(unit: Organisation, sms: object) -> None:
    away, deputy, back = people(unit, 3)
    now = clock.now()
    for person, ends in ((away, now + services.timedelta(days=1)), (back, now)):
        Absence.objects.create(person=person, from_at=now - services.timedelta(days=2), to_at=ends, deputy=deputy)
    notice = a_notice([away, back], rule=Rule.EVERYONE)
    assert called(notice) == [back.name, deputy.name]
    assert events(notice) == ["started", "deputy", "step"] or "deputy" in events(notice)
    answer(notice, back)
    answer(notice, deputy)
    assert Notice.objects.get().state == NoticeState.ANSWERED


def test_escalating_by_hand_calls_the_next_step_now(post: dict[str, list[Person]], unit: Organisation) -> None:
    post["a"], post["b"] = people(unit, 1), people(unit, 1)
    notice = a_notice(policy=a_policy(step("a"), step("b", 60), rule=Rule.FIRST))
    services.escalate_now(notice, who="何敏")
    assert called(notice)[1:] == [post["b"][0].name]
    with pytest.raises(services.Refused):
        services.escalate_now(notice)
    at("10:59")
    assert len(called(notice)) == 2


def test_handing_over_calls_the_colleague_who_must_answer(unit: Organisation, sms: object) -> None:
    first, colleague = people(unit, 2)
    notice = a_notice([first], rule=Rule.EVERYONE)
    row = services.hand_over(addressee(notice, first), colleague, door="link", key="h1")
    services.hand_over(addressee(notice, first), colleague, door="link", key="h1")
    assert (row.person, row.required, called(notice)) == (colleague, True, [first.name, colleague.name])
    assert states(notice) == ["dropped", "waiting"]
    assert Notice.objects.get().state == NoticeState.OPEN
    answer(notice, colleague)
    assert Notice.objects.get().state == NoticeState.ANSWERED
    assert events(notice).count("handed_over") == 1


def test_reminded_again_until_something_is_done(unit: Organisation, sms: object) -> None:
    person = people(unit, 1)[0]
    policy = a_policy(step(), rule=Rule.FIRST, remind_minutes=10)
    notice = a_notice([person], policy=policy, about="hazard", about_id=7)
    answer(notice, person)
    at("10:09")
    assert len(called(notice)) == 1
    at("10:10")
    at("10:20")
    assert len(called(notice)) == 3
    assert services.acted("hazard", 7) == 1
    at("11:00")
    assert len(called(notice)) == 3
    assert events(notice)[-3:] == ["reminded", "reminded", "acted"]


def test_reminders_end_by_themselves(unit: Organisation, sms: object) -> None:
    person = people(unit, 1)[0]
    notice = a_notice([person], policy=a_policy(step(), rule=Rule.FIRST, remind_minutes=5))
    answer(notice, person)
    for minute in range(5, 60, 5):
        at(f"10:{minute:02d}")
    assert len(called(notice)) == 6
    assert addressee(notice, person).remind_at is None


def test_arrived_is_never_on_the_way_again(unit: Organisation, sms: object) -> None:
    person = people(unit, 1)[0]
    notice = a_notice([person], rule=Rule.EVERYONE)
    for word in (Word.UNDERSTOOD, Word.ARRIVED, Word.ON_THE_WAY):
        answer(notice, person, word)
    assert addressee(notice, person).word == Word.ARRIVED
    answer(notice, person, Word.NEED_HELP)
    row = addressee(notice, person)
    assert (row.word, row.arrived_at is not None) == (Word.NEED_HELP, True)


def test_over_is_over(unit: Organisation, sms: object) -> None:
    person = people(unit, 1)[0]
    policy = a_policy(step(repeats=5, repeat_minutes=5), rule=Rule.FIRST)
    notice = a_notice([person], policy=policy, expires_at=clock.at("2026-11-20 10:12"))
    at("10:05")
    at("10:12")
    assert Notice.objects.get().state == NoticeState.EXPIRED
    assert set(states(notice)) == {"dropped"}
    at("10:30")
    assert len(called(notice)) == 2


def test_at_night_telephones_stay_silent_for_what_can_wait(unit: Organisation, sms: object) -> None:
    QuietHours.objects.create(urgency=Urgency.NORMAL, from_time="22:00", to_time="07:00")
    clock.set_for_tests(clock.at("2026-11-20 23:30"))
    persons = people(unit, 1)
    patient = a_notice(persons, policy=a_policy(step(), step("", 10), rule=Rule.FIRST))
    morning = clock.at("2026-11-21 07:00")
    assert patient.deliveries.get().due_at == morning
    assert patient.next_at == morning + services.timedelta(minutes=10)
    urgent = a_notice(persons, urgency=Urgency.URGENT, rule=Rule.FIRST)
    assert urgent.deliveries.get().due_at == clock.now()


def test_each_attempt_takes_the_next_channel_of_the_order(unit: Organisation) -> None:
    a_channel("sms")
    a_channel("voice")
    person = people(unit, 1)[0]
    policy = a_policy(step(channels=["sms", "voice"], repeats=2, repeat_minutes=1), rule=Rule.FIRST)
    notice = a_notice([person], policy=policy)
    at("10:01")
    at("10:02")
    assert list(notice.deliveries.order_by("id").values_list("kind", flat=True)) == ["sms", "voice", "voice"]


def test_one_notice_that_goes_wrong_holds_up_no_other(
    unit: Organisation, sms: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = people(unit, 2)
    policy = a_policy(step(), step("", 5), rule=Rule.FIRST)
    bad = a_notice([first], policy=policy)
    good = a_notice([second], policy=policy)
    Notice.objects.filter(pk=bad.pk).update(steps=[{"no": "step"}, {"no": "step"}])
    at("10:05")
    assert (len(called(bad)), len(called(good))) == (1, 2)
    assert Notice.objects.get(pk=bad.pk).next_at == clock.at("2026-11-20 10:06")


def test_the_board_counts_people_by_unit(unit: Organisation, sms: object) -> None:
    from tests.factories import STONE, an_organisation

    other = an_organisation("石泉镇政府", STONE)
    here, there = people(unit, 2), people(other, 3)
    notice = a_notice([*here, *there], rule=Rule.EVERYONE)
    Addressee.objects.filter(notice=notice).update(sent_at=clock.now())
    answer(notice, here[0], Word.ARRIVED)
    answer(notice, there[0], Word.ON_THE_WAY)
    answer(notice, there[1], Word.UNABLE)
    rows = {row.label: row for row in queries.board(notice)}
    assert (rows["应急局"].should, rows["应急局"].arrived, rows["应急局"].silent) == (2, 1, 1)
    town = rows["石泉镇政府"]
    assert (town.should, town.sent, town.answered, town.on_the_way, town.unable, town.silent) == (3, 3, 2, 1, 1, 1)


def test_the_moments_of_half_and_of_all_answers(unit: Organisation, sms: object) -> None:
    persons = people(unit, 4)
    notice = a_notice(persons, rule=Rule.EVERYONE)
    for number, person in enumerate(persons, 1):
        clock.tick(clock.at(f"2026-11-20 10:0{number}"))
        answer(notice, person)
        progress = queries.progress(notice)
        assert (progress.half_at is not None) == (number >= 2)
    assert progress.half_at == clock.at("2026-11-20 10:02")
    assert progress.ninety_at == progress.all_at == clock.at("2026-11-20 10:04")
