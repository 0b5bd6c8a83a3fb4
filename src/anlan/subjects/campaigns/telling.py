"""Notices to organisations about what was given to them, within the transaction that gave it."""

from collections.abc import Iterable
from typing import Any

from anlan.base.people.models import Organisation
from anlan.kit.notify.choices import Urgency
from anlan.kit.notify.services import send_notice
from anlan.subjects.campaigns.queries import people_of

TOPIC = "assignment"


def tell(
    organisations: Iterable[Organisation],
    *,
    key: str,
    title: str,
    text: str,
    about: str,
    about_id: int | None,
    actor: Any,
    urgency: int = Urgency.LOW,
) -> None:
    """One notice to all who act for the organisations; none where nobody of them signs in."""
    bodies = list(organisations)
    people = people_of(bodies)
    if not people:
        return
    send_notice(
        key=key,
        topic=TOPIC,
        title=title,
        text=text,
        to=people,
        urgency=urgency,
        about=about,
        about_id=about_id,
        actor=actor,
        place=bodies[0].place_id,
    )
