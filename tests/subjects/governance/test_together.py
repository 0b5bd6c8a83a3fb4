"""Two people at the same instant, each in a thread with a connection of its own: one wins, the other reads why."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection

from anlan.base import clock
from anlan.kit.flow.making import Refused
from anlan.subjects.campaigns import issuing
from anlan.subjects.campaigns.choices import ReceiptStatus, TaskStatus
from anlan.subjects.campaigns.models import Document, DocumentReceipt
from anlan.subjects.governance import services
from anlan.subjects.governance.choices import ListingStatus, OrderStatus
from anlan.subjects.governance.models import Letter
from tests.subjects.campaigns import world as campaigning
from tests.subjects.governance.test_orders import a_listing
from tests.subjects.governance.world import a_governance_world, a_round, an_order, entered, moved

pytestmark = pytest.mark.django_db(transaction=True)
Act = Callable[[], Any]


@pytest.fixture(autouse=True)
def _later() -> Iterator[None]:
    yield
    clock.set_for_tests(None)


def at_once(*acts: Act) -> list[str]:
    """Begin all at the same instant; "" for whoever won, else what was read instead, losers last."""
    ready = threading.Barrier(len(acts))
    read: list[str] = []

    def one(act: Act) -> None:
        try:
            ready.wait()
            act()
            read.append("")
        except Refused as refused:
            read.append(str(refused))
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(read)


def test_a_task_is_closed_or_sent_back_and_a_document_signed_for_once() -> None:
    world = campaigning.a_campaign_world()
    step = campaigning.moved
    task = step(campaigning.an_ordered_task(world, world.stone.town), "receive", world.stone.clerk)
    task = step(task, "submit", world.stone.clerk, completed_on=clock.today(), result="已办结")
    won, lost = at_once(
        lambda: step(task, "accept", world.office), lambda: step(task, "return", world.office, opinion="缺照片")
    )
    task.refresh_from_db()
    label = {TaskStatus.DONE: "已完成", TaskStatus.WORKING: "办理中"}[TaskStatus(task.status)]
    other = {TaskStatus.DONE: "退回", TaskStatus.WORKING: "验收通过"}[TaskStatus(task.status)]
    assert (won, lost) == ("", f"当前状态是“{label}”，不能“{other}”。")

    document = entered(Document(title="关于开展排查的通知", dated_on=clock.today(), place_id=world.campaign.place_id))
    issuing.send(document, [world.cloud.town], actor=world.office)
    receipt = DocumentReceipt.objects.get()
    assert at_once(*(2 * [lambda: step(receipt, "read", world.cloud.clerk)])) == [
        "",
        "当前状态是“已签收”，不能“签收”。",
    ]
    receipt.refresh_from_db()
    assert (receipt.status, receipt.read_by) == (ReceiptStatus.READ, world.cloud.clerk)


def test_a_listed_matter_is_removed_once_an_order_judged_once_and_a_letter_signed_once() -> None:
    world = a_governance_world()
    matter = moved(world, a_listing(world), "ask", "stone-firm", reply="罐区已改造")
    removed = at_once(
        lambda: moved(world, matter, "remove", "leader", opinion="验收合格"),
        lambda: moved(world, matter, "remove", "office", opinion="同意摘牌"),
    )
    assert removed == ["", "当前状态是“已摘牌”，不能“摘牌”。"]
    matter.refresh_from_db()
    assert (matter.status, matter.opinion in ("验收合格", "同意摘牌")) == (ListingStatus.REMOVED, True)

    order = moved(world, an_order(world), "reply", "stone", reply="已办")
    judged = at_once(
        lambda: moved(world, order, "accept", "leader"),
        lambda: moved(world, order, "return", "office", opinion="再看看"),
    )
    order.refresh_from_db()
    assert judged[0] == ""
    assert ("退回重办" if order.status == OrderStatus.CLOSED else "审核通过") in judged[1]

    services.enlist(a_round(world), units=[world.stone.unit], actor=None)
    letter = Letter.objects.get()
    signed = at_once(
        lambda: services.sign(letter, actor=world.users["stone"], signer="石主任"),
        lambda: services.sign(letter, actor=world.users["stone"], signer="石副主任"),
    )
    letter.refresh_from_db()
    assert signed == ["", f"这份责任书已于 2026-11-22 由 {letter.signer} 签订。"]
