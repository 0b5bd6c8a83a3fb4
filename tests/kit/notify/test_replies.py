"""What people send back: codes and words as they are typed, which notice they mean, and what is kept aside."""

import pytest
from hypothesis import given, strategies

from anlan.base import clock
from anlan.base.people.models import Organisation
from anlan.kit.notify import replies, services
from anlan.kit.notify.choices import NoticeState, Rule, Word
from anlan.kit.notify.models import Answer, Contact, Notice, Reply
from tests.kit.notify.calls import a_channel, a_notice, addressee, called, deliver_all, minutes, people

READ = [
    ("1", Word.UNDERSTOOD, ""),
    ("１", Word.UNDERSTOOD, ""),
    (" 1 \r\n", Word.UNDERSTOOD, ""),
    ("1。", Word.UNDERSTOOD, ""),
    ("【1】", Word.UNDERSTOOD, ""),
    ("“2”", Word.ARRIVED, ""),
    ("回复：3", None, ""),
    ("1明白", Word.UNDERSTOOD, ""),
    ("1 明白", Word.UNDERSTOOD, ""),
    ("明白", Word.UNDERSTOOD, ""),
    ("收到！", Word.UNDERSTOOD, ""),
    ("OK", Word.UNDERSTOOD, ""),
    ("ｏｋ", Word.UNDERSTOOD, ""),
    ("2", Word.ARRIVED, ""),
    ("已到位", Word.ARRIVED, ""),
    ("2,已到村口", Word.ARRIVED, "已到村口"),
    ("3", Word.NEED_HELP, ""),
    ("3 缺水泵两台", Word.NEED_HELP, "缺水泵两台"),
    ("需要支援", Word.NEED_HELP, ""),
    ("4", Word.UNABLE, ""),
    ("去不了", Word.UNABLE, ""),
    ("5", Word.ON_THE_WAY, ""),
    ("已出发", Word.ON_THE_WAY, ""),
    ("1 无法到达", None, ""),
    ("2明白", None, ""),
    ("12", None, ""),
    ("1 2", None, ""),
    ("6", None, ""),
    ("0", None, ""),
    ("不明白", None, ""),
    ("没收到", None, ""),
    ("在哪里集合？", None, ""),
    ("", None, ""),
]


@pytest.mark.parametrize(("sent", "word", "rest"), READ)
def test_every_way_of_typing_an_answer_is_read_and_none_is_guessed(sent: str, word: Word | None, rest: str) -> None:
    assert replies.read(sent) == (word, rest)


@given(strategies.text(max_size=200))
def test_no_text_breaks_the_reading(sent: str) -> None:
    word, rest = replies.read(sent)
    assert word is None or word in Word
    assert len(rest) <= 200


def reply(address: str, text: str, key: str = "") -> Reply:
    return replies.take_reply(address, text, clock.now(), key or f"k{Reply.objects.count()}")


@pytest.mark.django_db
def test_a_reply_answers_the_latest_open_notice_of_that_number(unit: Organisation, sms: object) -> None:
    person = people(unit, 1)[0]
    older, newer, unsent = (a_notice([person], rule=Rule.FIRST, title=title) for title in ("旧", "新", "未发"))
    for notice in (older, newer):
        clock.tick(minutes(1))
        deliver_all(notice)
    reply(person.phone, "1")
    assert [Notice.objects.get(pk=one.pk).state for one in (older, newer, unsent)] == ["open", "answered", "open"]
    reply(person.phone, "2")
    assert addressee(older, person).word == Word.ARRIVED


@pytest.mark.django_db
def test_what_follows_the_answer_changes_it(unit: Organisation, sms: object) -> None:
    person = people(unit, 1)[0]
    notice = a_notice([person], rule=Rule.EVERYONE)
    deliver_all(notice)
    reply(person.phone, "1")
    reply(person.phone, "2")
    assert addressee(notice, person).word == Word.ARRIVED
    assert Answer.objects.count() == 2


@pytest.mark.django_db
def test_the_gateway_may_tell_the_same_reply_twice(unit: Organisation, sms: object) -> None:
    person = people(unit, 1)[0]
    deliver_all(a_notice([person], rule=Rule.EVERYONE))
    first = reply(person.phone, "1", "gateway-7")
    assert reply(person.phone, "1", "gateway-7").pk == first.pk
    assert (Reply.objects.count(), Answer.objects.count()) == (1, 1)


@pytest.mark.django_db
def test_what_cannot_be_read_is_kept_and_shows_that_it_was_seen(unit: Organisation, sms: object) -> None:
    person = people(unit, 1)[0]
    notice = a_notice([person], rule=Rule.EVERYONE)
    deliver_all(notice)
    kept = reply(person.phone, "在哪里集合？")
    whose = addressee(notice, person)
    assert (kept.aside, kept.addressee, whose.seen_at, whose.answered_at) == (True, whose, clock.now(), None)
    stranger = reply("13900009999", "1")
    assert (stranger.aside, stranger.addressee) == (True, None)
    replies.settle_aside(kept, actor=None)
    kept.refresh_from_db()
    assert kept.handled_at == clock.now()


@pytest.mark.django_db
def test_too_old_a_message_is_answered_by_nothing(unit: Organisation, sms: object) -> None:
    person = people(unit, 1)[0]
    deliver_all(a_notice([person], rule=Rule.EVERYONE))
    clock.tick(services.timedelta(days=4))
    assert reply(person.phone, "1").aside


@pytest.mark.django_db
def test_a_notice_that_needs_no_answer_is_not_answered(unit: Organisation, sms: object) -> None:
    person = people(unit, 1)[0]
    deliver_all(a_notice([person]))
    assert reply(person.phone, "1").aside
    assert Answer.objects.count() == 0


@pytest.mark.django_db
def test_whoever_asks_for_silence_gets_no_short_message_until_asking_again(unit: Organisation) -> None:
    a_channel("sms", position=1)
    a_channel("voice", position=2)
    person = people(unit, 1)[0]
    assert reply(person.phone, "退订").word == "stop"
    notice = a_notice([person], rule=Rule.EVERYONE)
    assert list(notice.deliveries.values_list("kind", flat=True)) == ["voice"]
    reply(person.phone, "恢复订阅")
    again = a_notice([person], rule=Rule.EVERYONE)
    assert list(again.deliveries.values_list("kind", flat=True)) == ["sms"]


@pytest.mark.django_db
def test_stop_is_a_word_of_its_own_not_part_of_an_answer(unit: Organisation, sms: object) -> None:
    person = people(unit, 1)[0]
    reply(person.phone, "请勿退订我")
    assert not Contact.objects.filter(stopped_at__isnull=False).exists()


@pytest.mark.django_db
def test_a_number_is_verified_by_answering(unit: Organisation, sms: object) -> None:
    person = people(unit, 1)[0]
    deliver_all(a_notice([person], rule=Rule.EVERYONE))
    Contact.objects.create(address=person.phone, failures=3)
    reply(person.phone, "1")
    contact = Contact.objects.get(address=person.phone)
    assert (contact.verified_at, contact.failures) == (clock.now(), 0)


@pytest.mark.django_db
def test_a_pressed_key_is_an_answer_by_voice(unit: Organisation) -> None:
    a_channel("voice")
    person = people(unit, 1)[0]
    notice = a_notice([person], rule=Rule.FIRST, channels=["voice"])
    deliver_all(notice)
    assert "请按键答复：1明白" in notice.deliveries.get().text
    replies.take_reply(person.phone, "1", clock.now(), "v1", "voice")
    assert (Answer.objects.get().door, Notice.objects.get().state) == ("voice", NoticeState.ANSWERED)
    assert called(notice) == [person.name]
