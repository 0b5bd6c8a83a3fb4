"""Documents and bulletins: numbers, whom they reach, who has read them, and figures that stay as they were issued."""

from datetime import date, timedelta
from io import BytesIO
from types import SimpleNamespace
from typing import Any

import docx
import pytest

from anlan.base import clock
from anlan.base.people.models import Organisation
from anlan.base.places.models import Place
from anlan.kit.files.models import Attachment
from anlan.kit.flow.making import Refused
from anlan.kit.ledger.lists import visible
from anlan.kit.ledger.registry import ledger_by_code
from anlan.kit.notify.models import Notice
from anlan.subjects.campaigns import boards, drafting, figures, papers
from anlan.subjects.campaigns.boards import By, Question, register_counter
from anlan.subjects.campaigns.choices import ReceiptStatus, Stage
from anlan.subjects.campaigns.models import Bulletin, Campaign, Document, DocumentReceipt
from tests.factories import CLOUD, COUNTY, STONE
from tests.subjects.campaigns.world import a_campaign, a_finished_task, a_task, an_ordered_task, entered, moved


def a_document(world: SimpleNamespace, **values: Any) -> Document:
    values = {
        "title": "关于开展百日攻坚行动的通知", "word": "澜安委办", "issuer": "澜川县安委办", "content": "请认真落实。",
        "dated_on": date(2026, 11, 2), "place": Place.objects.get(code=COUNTY), "campaign": world.campaign,
    } | values  # fmt: skip
    document: Document = entered(Document(**values), world.office)
    return document


def test_a_document_gets_the_next_number_of_its_word_and_goes_to_each_once(world: SimpleNamespace) -> None:
    first = moved(a_document(world), "issue", world.office, kinds=["town"], organisations=[str(world.stone.town.pk)])
    second = moved(a_document(world, title="补充通知"), "issue", world.office, kinds=["village"])
    assert (first.number, second.number) == ("澜安委办〔2026〕1号", "澜安委办〔2026〕2号")
    assert [one.organisation for one in first.receipts.order_by("organisation__place_id")] == [
        world.stone.town,
        world.cloud.town,
    ]
    told = Notice.objects.get(title="收到文件：关于开展百日攻坚行动的通知")
    assert {one.person.user for one in told.addressees.all()} == {world.stone.clerk, world.cloud.clerk}


def test_a_town_sends_within_its_own_territory_only(world: SimpleNamespace) -> None:
    stone = Place.objects.get(code=STONE)
    document = a_document(world, word="石政", issuer="石泉镇", place=stone)
    moved(document, "issue", world.stone.clerk, kinds=["town", "village"])
    assert [one.organisation for one in document.receipts.order_by("pk")] == [world.stone.town, world.stone.village]


def test_further_receivers_are_those_who_have_it_not(world: SimpleNamespace) -> None:
    document = moved(a_document(world), "issue", world.office, organisations=[str(world.stone.town.pk)])
    moved(document, "send", world.office, kinds=["town"])
    assert [one.organisation for one in document.receipts.order_by("pk")] == [world.stone.town, world.cloud.town]
    with pytest.raises(Refused, match="都已经发过"):
        moved(document, "send", world.office, kinds=["town"])


def test_only_the_receiver_signs_and_the_office_may_enter_what_it_was_told(world: SimpleNamespace) -> None:
    document = a_document(world, feedback_due_on=date(2026, 11, 6))
    moved(document, "issue", world.office, kinds=["town"])
    stone = DocumentReceipt.objects.get(organisation=world.stone.town)
    cloud = DocumentReceipt.objects.get(organisation=world.cloud.town)
    assert list(visible(ledger_by_code("document-receipt"), world.stone.clerk)) == [stone]
    for stranger in (world.cloud.clerk, world.office):
        with pytest.raises(Refused, match="权限"):
            moved(stone, "read", stranger)
    stone = moved(stone, "read", world.stone.clerk)
    assert (stone.status, stone.read_by) == (ReceiptStatus.READ, world.stone.clerk)
    stone = moved(stone, "answer", world.stone.clerk, answer="已部署")
    assert (stone.status, stone.answer) == (ReceiptStatus.ANSWERED, "已部署")
    cloud = moved(cloud, "enter", world.office, answer="电话反馈已部署")
    assert (cloud.status, cloud.read_by, cloud.answer) == (ReceiptStatus.ANSWERED, world.office, "电话反馈已部署")


def test_who_has_not_answered_in_time_is_chased(world: SimpleNamespace) -> None:
    moved(a_document(world, feedback_due_on=date(2026, 11, 6)), "issue", world.office, kinds=["town"])
    ledger = ledger_by_code("document-receipt")

    def waits(user: Any) -> list[Organisation]:
        rows = visible(ledger, user).filter(ledger.waiting(user)).order_by("organisation__place_id")
        return [row.organisation for row in rows]

    assert (waits(world.office), waits(world.stone.clerk)) == ([], [world.stone.town])
    clock.tick(timedelta(days=5))
    assert waits(world.office) == [world.stone.town, world.cloud.town]
    receipt = moved(DocumentReceipt.objects.get(organisation=world.stone.town), "chase", world.office)
    assert receipt.chased == 1
    assert Notice.objects.filter(key=f"receipt-chase-{receipt.pk}-1").exists()


def a_bulletin(world: SimpleNamespace, campaign: Campaign | None = None, **values: Any) -> Bulletin:
    values = {
        "title": "第一周通报", "campaign": campaign or world.campaign, "cadence": "weekly",
        "from_on": date(2026, 11, 2), "to_on": date(2026, 11, 8), "organisation": world.bureau,
        "place": Place.objects.get(code=COUNTY),
    } | values  # fmt: skip
    bulletin: Bulletin = entered(Bulletin(**values), world.office)
    return bulletin


def test_a_ranking_is_as_of_the_last_day_and_frozen_when_issued(world: SimpleNamespace) -> None:
    a_finished_task(world, world.stone)
    an_ordered_task(world, world.stone.town)
    an_ordered_task(world, world.cloud.town, due_on=date(2026, 11, 5))
    a_task(world, world.cloud.town)  # not given, so not counted
    bulletin = a_bulletin(world)
    clock.tick(timedelta(days=7))
    a_finished_task(world, world.cloud)  # after the span
    bulletin = moved(bulletin, "issue", world.office, kinds=["town"])
    lines = [(one["rank"], one["name"], one["total"], one["done"], one["late"], one["rate"])
             for one in bulletin.ranking["lines"]]  # fmt: skip
    assert lines == [(1, "石泉镇", 2, 1, 0, "50.0%"), (2, "云溪镇", 1, 0, 1, "0.0%")]
    assert (bulletin.ordinal, bulletin.document.number) == (1, "百日攻坚通报〔2026〕第1期")
    kept = bulletin.ranking
    an_ordered_task(world, world.stone.town)
    bulletin.refresh_from_db()
    assert bulletin.ranking == kept
    assert bulletin.document.receipts.count() == 2


def test_departments_are_ranked_apart_and_a_bulletin_of_no_campaign_ranks_by_all_tasks(world: SimpleNamespace) -> None:
    an_ordered_task(world, world.housing)
    an_ordered_task(world, world.stone.town)
    an_ordered_task(world, world.stone.town, campaign=None)
    of_departments = figures.ranking(a_bulletin(world, title="县直通报", cadence="monthly", ranked="departments"))
    assert [(line.standing.name, line.standing.total) for line in of_departments.lines] == [("澜川县住建局", 1)]
    unbound = a_bulletin(world, title="每两月通报", cadence="two-monthly")
    unbound.campaign = None
    of_all = figures.ranking(unbound)
    assert [(line.standing.name, line.standing.total) for line in of_all.lines] == [("石泉镇", 2), ("云溪镇", 0)]
    assert of_all.labels == ()


def test_the_word_form_holds_the_ranking_and_hangs_on_the_document(world: SimpleNamespace) -> None:
    a_finished_task(world, world.stone)
    bulletin = moved(a_bulletin(world, text="总体平稳。\n抓紧推进。"), "issue", world.office, kinds=["town"])
    form = docx.Document(BytesIO(papers.bulletin_form(bulletin)))
    assert "总体平稳。" in [paragraph.text for paragraph in form.paragraphs]
    rows = [[cell.text for cell in row.cells][:6] for row in form.tables[0].rows]
    assert rows == [
        ["名次", "单位", "任务", "已完成", "超期", "完成率"],
        ["1", "石泉镇", "1", "1", "0", "100.0%"],
        ["", "云溪镇", "0", "0", "0", "—"],
        ["", "合计", "1", "1", "0", "100.0%"],
    ]
    assert Attachment.objects.get(kind="document", object_id=bulletin.document_id).name == "第一周通报.docx"


def test_drafts_come_by_themselves_once_a_span(world: SimpleNamespace) -> None:
    assert drafting.begin_due() == 1
    assert Campaign.objects.get().stage == Stage.RUNNING
    a_finished_task(world, world.stone)
    assert drafting.draft_due() == 0  # its first week is not over
    clock.tick(timedelta(days=7))
    assert [drafting.draft_due(), drafting.draft_due()] == [1, 0]
    bulletin = Bulletin.objects.get()
    assert (bulletin.from_on, bulletin.to_on) == (date(2026, 11, 2), date(2026, 11, 8))
    assert bulletin.due_on == date(2026, 11, 12)
    assert "承担任务1项，已完成1项，完成率100.0%，超期0项" in bulletin.text


def test_a_campaign_with_strands_counts_each_task_once_and_each_strand_its_own(world: SimpleNamespace) -> None:
    strand = a_campaign(world, name="燃气专项", parent=world.campaign)
    an_ordered_task(world, world.stone.town)
    an_ordered_task(world, world.stone.town, campaign=strand)
    whole = figures.board(world.campaign, By.TOWN, world.office)
    part = figures.board(strand, By.TOWN, world.office)
    assert (whole.whole.standing.total, part.whole.standing.total) == (2, 1)


def test_a_campaign_ends_after_its_strands(world: SimpleNamespace) -> None:
    strand = moved(a_campaign(world, name="燃气专项", parent=world.campaign), "start", world.office)
    running = moved(world.campaign, "start", world.office)
    with pytest.raises(Refused, match="燃气专项"):
        moved(running, "end", world.office)
    moved(strand, "end", world.office, summary="完成")
    ended = moved(running, "end", world.office)
    assert (ended.stage, ended.ended_on) == (Stage.ENDED, date(2026, 11, 2))


def test_counters_of_other_subjects_stand_beside_the_tasks(world: SimpleNamespace) -> None:
    asked: list[Question] = []

    def found(question: Question) -> dict[str, int]:
        asked.append(question)
        return {STONE: 7, CLOUD: 2}

    register_counter("looked-at", "看过的地方", found)
    try:
        an_ordered_task(world, world.stone.town)
        table = figures.board(world.campaign, By.TOWN, world.stone.clerk)
        column = table.labels.index("看过的地方")
        assert [(line.standing.name, line.counts[column]) for line in table.lines] == [("石泉镇", 7), ("云溪镇", 2)]
        assert asked == [Question((world.campaign.pk,), "town", world.stone.clerk)]
        bulletin = a_bulletin(world)
        assert figures.ranking(bulletin).whole.counts[column] == 9
        assert (asked[-1].user, asked[-1].from_on, asked[-1].to_on) == (None, bulletin.from_on, bulletin.to_on)
    finally:
        boards.forget_counter("looked-at")


def test_a_board_is_one_query_a_question_however_many_units(
    world: SimpleNamespace, django_assert_max_num_queries: Any
) -> None:
    for side in (world.stone, world.cloud):
        for organisation in (side.town, side.village):
            an_ordered_task(world, organisation)
    figures.board(world.campaign, By.TOWN, world.office)
    with django_assert_max_num_queries(4 + len(boards.counters())):
        figures.board(world.campaign, By.TOWN, world.office)
