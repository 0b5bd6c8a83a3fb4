"""Counting what a short message costs: 70 characters in one, 67 in each of several."""

import pytest
from hypothesis import given, strategies

from anlan.base.people.models import Organisation
from anlan.kit.notify import length
from anlan.kit.notify.choices import Rule
from tests.kit.notify.calls import a_channel, a_notice, people

VECTORS = [
    ("", 1),
    ("汛", 1),
    ("汛" * 70, 1),
    ("汛" * 71, 2),
    ("汛" * 134, 2),
    ("汛" * 135, 3),
    ("汛" * 201, 3),
    ("汛" * 202, 4),
    ("a" * 70, 1),
    ("a" * 71, 2),
    ("🔥" * 35, 1),
    ("🔥" * 36, 2),
    ("🔥" * 66, 2),
    ("🔥" * 67, 3),
    ("汛" * 69 + "🔥", 2),
]


@pytest.mark.parametrize(("text", "parts"), VECTORS)
def test_vectors(text: str, parts: int) -> None:
    assert length.parts(text) == parts


@given(strategies.text(max_size=400))
def test_nothing_is_lost_and_no_part_is_too_long(text: str) -> None:
    parts = list(length.split(text))
    assert "".join(parts) == text
    assert len(parts) == length.parts(text)
    assert all(length.units(part) <= (length.SINGLE if len(parts) == 1 else length.PART) for part in parts)


@pytest.mark.django_db
def test_the_signature_and_the_link_are_paid_for_as_well(unit: Organisation) -> None:
    channel = a_channel("sms", cost="0.05", options={"signature": "【澜川应急】"})
    notice = a_notice(people(unit, 1), rule=Rule.EVERYONE, text="请" * 90)
    delivery = notice.deliveries.get()
    assert delivery.parts == length.parts("【澜川应急】" + delivery.text) == 3
    assert delivery.cost == channel.__class__.objects.get().cost * 3
