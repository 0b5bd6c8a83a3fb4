"""What a subject wants done when a notice of its topic is answered or ends; registered from its ``apps.py``."""

import logging
from collections.abc import Callable, Iterable
from typing import TypeVar

from django.db import transaction

from anlan.kit.notify.models import Addressee, Answer, Notice

log = logging.getLogger("anlan.notify")

Answered = Callable[[Answer], object]
Ended = Callable[[Notice], object]
Buttons = Callable[[Addressee], Iterable[tuple[str, str]]]
T = TypeVar("T")

_answered: dict[str, list[Answered]] = {}
_ended: dict[str, list[Ended]] = {}
_pages: dict[str, list[Buttons]] = {}


def on_answer(topic: str, act: Answered) -> None:
    """``act(answer)`` is called within the answer's transaction."""
    _put(_answered, topic, act)


def on_end(topic: str, act: Ended) -> None:
    """``act(notice)`` is called within the transaction that ends a notice, however it ends."""
    _put(_ended, topic, act)


def on_page(topic: str, buttons: Buttons) -> None:
    """``buttons(addressee)`` gives ``(label, path)`` of further pages shown on the page where one answers."""
    _put(_pages, topic, buttons)


def pages(addressee: Addressee) -> list[tuple[str, str]]:
    """What the subject adds to this person's page."""
    found: list[tuple[str, str]] = []
    for buttons in _pages.get(addressee.notice.topic, ()):
        _safely(lambda buttons=buttons: found.extend(buttons(addressee)))  # type: ignore[misc]
    return found


def answered(answer: Answer, topic: str) -> None:
    """Tell the subject. Its faults are logged: an answer is never lost to them."""
    for act in _answered.get(topic, ()):
        _safely(lambda act=act: act(answer))  # type: ignore[misc]


def ended(notice: Notice) -> None:
    """Tell the subject that the notice is over."""
    for act in _ended.get(notice.topic, ()):
        _safely(lambda act=act: act(notice))  # type: ignore[misc]


def _put(registry: dict[str, list[T]], topic: str, act: T) -> None:
    acts = registry.setdefault(topic, [])
    if act not in acts:
        acts.append(act)


def _safely(act: Callable[[], object]) -> None:
    try:
        with transaction.atomic():
            act()
    except Exception:
        log.exception("notify: a subject failed over a notice of its own")
