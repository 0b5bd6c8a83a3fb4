"""The page on which a channel is looked at and tried: the administrator's alone."""

from types import SimpleNamespace
from typing import Any

import pytest

from anlan.kit.notify import receiving
from anlan.kit.notify.channels.models import ChannelCheck
from tests.kit.notify.calls import a_channel

ADDRESS = "/notices/channels/{}/checks"


@pytest.fixture
def console(world: SimpleNamespace) -> Any:
    return a_channel("console")


def test_only_the_administrator_may_look_and_try(world: SimpleNamespace, console: Any, signed_in: Any) -> None:
    for role, user in world.users.items():
        if role == "sysadmin":
            continue
        client = signed_in(user)
        assert client.get(ADDRESS.format(console.pk)).status_code == 403, role
        assert client.post(ADDRESS.format(console.pk), {"address": "13900000001"}).status_code == 403, role
    assert ChannelCheck.objects.count() == 0


def test_a_trial_by_the_button(world: SimpleNamespace, console: Any, signed_in: Any) -> None:
    client = signed_in(world.users["sysadmin"])
    assert client.get(ADDRESS.format(console.pk)).status_code == 200
    answer = client.post(ADDRESS.format(console.pk), {"address": "139 0000 0001"}, follow=True)
    assert "通道正常" in answer.content.decode()
    seen = ChannelCheck.objects.get()
    assert (seen.kind, seen.ok, seen.address, seen.by) == ("trial", True, "13900000001", world.users["sysadmin"])


@pytest.mark.parametrize("address", ["", "abc", "123", "1" * 14, "１３９００００００１"])
def test_a_number_that_is_none_is_not_tried(world: SimpleNamespace, console: Any, signed_in: Any, address: str) -> None:
    answer = signed_in(world.users["sysadmin"]).post(ADDRESS.format(console.pk), {"address": address})
    assert answer.status_code == 422
    assert ChannelCheck.objects.count() == 0


def test_a_look_at_a_channel_that_is_not_set_up_says_what_is_missing(world: SimpleNamespace, signed_in: Any) -> None:
    answer = signed_in(world.users["sysadmin"]).post(ADDRESS.format(world.sms.pk), {"look": "1"}, follow=True)
    page = answer.content.decode()
    assert "通道有问题" in page
    assert "shape" in page


def test_the_page_tells_the_addresses_for_the_gateway(world: SimpleNamespace, console: Any, signed_in: Any) -> None:
    client = signed_in(world.users["sysadmin"])
    assert receiving.path_of(world.sms, "reports") in client.get(ADDRESS.format(world.sms.pk)).content.decode()
    assert "/hooks/" not in client.get(ADDRESS.format(console.pk)).content.decode()
