"""The way to gateways: bounded in time and size, never redirected, never to where no gateway can be."""

import socket
import threading
import time

import pytest

from anlan.kit.notify.channels.adapters import GatewayTrouble
from anlan.kit.notify.channels.clients import LARGEST, Gateway, may_be_reached
from anlan.kit.notify.channels.gateway import gateway_of
from tests.kit.notify.channels.recorder import Recorder


@pytest.mark.parametrize(
    ("address", "outside", "configured"),
    [
        ("8.8.4.4", True, True),
        ("2001:4860:4860::8888", True, True),
        ("10.3.4.5", False, True),
        ("172.16.0.9", False, True),
        ("192.168.1.1", False, True),
        ("fd12:3456::1", False, True),
        ("127.0.0.1", False, True),
        ("::1", False, True),
        ("169.254.169.254", False, False),
        ("fe80::1", False, False),
        ("100.100.100.200", False, False),
        ("fd00:ec2::254", False, False),
        ("::ffff:169.254.169.254", False, False),
        ("::ffff:10.0.0.1", False, True),
        ("0.0.0.0", False, False),
        ("224.0.0.1", False, False),
    ],
)
def test_where_a_gateway_may_be(address: str, outside: bool, configured: bool) -> None:
    assert (may_be_reached(address, intranet=False), may_be_reached(address, intranet=True)) == (outside, configured)


def test_an_address_inside_is_reached_only_where_it_was_configured(other_side: Recorder) -> None:
    with pytest.raises(GatewayTrouble, match="不允许") as refused:
        Gateway(1, []).call("POST", other_side.url)
    assert refused.value.unsure is False
    assert other_side.heard == []
    allowed = Gateway(1, ["127.0.0.1"])
    assert allowed.call("POST", other_side.url, body=b"x").ok
    allowed.close()


def test_what_is_never_a_gateway_is_not_reached_even_where_configured() -> None:
    with pytest.raises(GatewayTrouble, match="不允许"):
        Gateway(1, ["0.0.0.0"]).call("GET", "http://0.0.0.0/latest/")


def test_other_protocols_are_refused() -> None:
    with pytest.raises(GatewayTrouble, match="http"):
        Gateway(1, []).call("GET", "file:///etc/passwd")


def test_nobody_is_followed_elsewhere(other_side: Recorder) -> None:
    other_side.usual = (302, b"", {"Location": "http://192.168.1.1/"})
    client = Gateway(1, ["127.0.0.1", "192.168.1.1"])
    with pytest.raises(GatewayTrouble, match="别处"):
        client.call("POST", other_side.url)
    assert len(other_side.heard) == 1
    client.close()


def test_an_endless_answer_is_cut_off(other_side: Recorder) -> None:
    other_side.usual = (200, b"x" * (LARGEST + 1), {})
    client = Gateway(1, ["127.0.0.1"])
    with pytest.raises(GatewayTrouble, match="过大") as trouble:
        client.call("POST", other_side.url)
    assert trouble.value.unsure is True
    client.close()


@pytest.mark.parametrize(("status", "unsure", "down"), [(500, True, True), (503, False, True), (429, False, False)])
def test_what_an_answer_says_about_the_message(other_side: Recorder, status: int, unsure: bool, down: bool) -> None:
    other_side.usual = (status, b"", {})
    client = Gateway(1, ["127.0.0.1"])
    with pytest.raises(GatewayTrouble) as trouble:
        client.call("POST", other_side.url)
    assert (trouble.value.unsure, trouble.value.down) == (unsure, down)
    client.close()


def test_a_refused_connection_took_nothing() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    client = Gateway(1, ["127.0.0.1"])
    with pytest.raises(GatewayTrouble) as trouble:
        client.call("POST", f"http://127.0.0.1:{port}/")
    assert trouble.value.unsure is False


def test_who_never_answers_is_left_after_the_time_out_and_may_have_taken_it() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        client = Gateway(0.3, ["127.0.0.1"])
        began = time.monotonic()
        with pytest.raises(GatewayTrouble, match="超时") as trouble:
            client.call("POST", f"http://127.0.0.1:{silent.getsockname()[1]}/")
        assert trouble.value.unsure is True
        assert time.monotonic() - began < 5
        client.close()


def test_threads_of_one_channel_share_a_client_and_a_new_set_up_gets_a_new_one(channel: object) -> None:
    one = channel("sms")  # type: ignore[operator]
    found: list[Gateway] = []
    threads = [threading.Thread(target=lambda: found.append(gateway_of(one, "http://a.example/"))) for _n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({id(client) for client in found}) == 1
    one.timeout_seconds = 7
    changed = gateway_of(one, "http://a.example/")
    assert changed is not found[0]
    found[0].close()
