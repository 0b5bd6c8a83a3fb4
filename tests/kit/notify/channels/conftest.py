"""Channels as they stand in memory, and servers for them to talk to."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from anlan.kit.notify.channels import gateway
from anlan.kit.notify.channels.adapters import Outgoing
from anlan.kit.notify.models import Channel
from tests.kit.notify.channels.recorder import PostOffice, Recorder, a_post_office, recording

Make = Callable[..., Channel]


@pytest.fixture(autouse=True)
def no_connections_left() -> Iterator[None]:
    yield
    gateway.close_all()


@pytest.fixture
def other_side() -> Iterator[Recorder]:
    with recording() as recorder:
        yield recorder


@pytest.fixture
def post_office() -> Iterator[PostOffice]:
    with a_post_office() as office:
        yield office


@pytest.fixture
def channel() -> Make:
    """Makes an unsaved channel of a kind, with options and secrets."""

    def made(kind: str, secrets: dict[str, str] | None = None, **options: Any) -> Channel:
        return Channel(
            pk=1,
            code=kind,
            name="试验通道",
            kind=kind,
            options=options,
            secret=json.dumps(secrets or {}),
            timeout_seconds=1,
        )

    return made


@pytest.fixture
def message() -> Callable[..., Outgoing]:
    def made(**values: Any) -> Outgoing:
        usual = {
            "id": 1,
            "key": "n1-a1-sms-0",
            "address": "13900000001",
            "text": "请到村委会集合",
            "title": "暴雨橙色预警",
        }
        return Outgoing(**{**usual, **values})

    return made
