"""Pages of campaigns: who may open them, nothing of another town on them, and a whole campaign run by five people."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from anlan.base import clock
from anlan.base.people import roles
from anlan.base.places.models import Place
from anlan.kit.files import services as files
from anlan.subjects.campaigns import drafting
from anlan.subjects.campaigns.choices import BulletinStatus, ReceiptStatus, Stage, TaskStatus
from anlan.subjects.campaigns.models import Bulletin, Campaign, Document, DocumentReceipt, Task
from tests.contracts.doors import Door, Visitor
from tests.factories import COUNTY, a_user
from tests.subjects.campaigns.world import a_finished_task, a_task, an_ordered_task, entered, moved

pytestmark = pytest.mark.django_db

PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF"
)


def get(user: Any, path: str) -> Any:
    return Visitor(user).knock(Door("page", path))


def post(user: Any, path: str, **body: Any) -> Any:
    return Visitor(user).knock(Door("page", path, method="post", body=body))


def issued(world: Any, **values: Any) -> Document:
    values = {
        "title": "百日攻坚通知", "word": "澜安委办", "issuer": "澜川县安委办", "content": "请逐村落实。",
        "dated_on": date(2026, 11, 2), "place": Place.objects.get(code=COUNTY),
    } | values  # fmt: skip
    document: Document = moved(entered(Document(**values), world.office), "issue", world.office, kinds=["town"])
    return document


def test_pages_are_closed_to_whoever_has_not_the_grant(world: Any) -> None:
    task = moved(an_ordered_task(world, world.stone.town), "receive", world.stone.clerk)
    receipt = issued(world).receipts.get(organisation=world.stone.town)
    bulletin = entered(
        Bulletin(title="通报", campaign=world.campaign, from_on=date(2026, 11, 2), to_on=date(2026, 11, 8),
                 place=Place.objects.get(code=COUNTY))
    )  # fmt: skip
    stranger = a_user(roles.WAREHOUSE, COUNTY)
    for path in ("/campaigns/board", f"/campaigns/board/rows?campaign={world.campaign.pk}", f"/tasks/{task.pk}/divide",
                 f"/bulletins/{bulletin.pk}/sheet", f"/bulletins/{bulletin.pk}.docx",
                 f"/campaigns/{world.campaign.pk}/bulletin"):  # fmt: skip
        assert (path, get(stranger, path).status) == (path, 403)
        assert get(None, path).status == 302
    for path in (f"/campaigns/{world.campaign.pk}/order", f"/documents/receipts/{receipt.pk}/open"):
        assert post(stranger, path).status == 403


def test_the_board_shows_the_late_first_and_a_town_only_itself(world: Any) -> None:
    an_ordered_task(world, world.stone.town, content="石泉要查的")
    an_ordered_task(world, world.cloud.town, content="云溪要查的", due_on=date(2026, 11, 3))
    clock.tick(timedelta(days=3))
    path = f"/campaigns/board?campaign={world.campaign.pk}"
    everything = get(world.office, path).text.split("<main")[-1]
    assert everything.index("云溪镇") < everything.index("石泉镇")
    assert "云溪要查的" in everything  # among what is late
    assert 'class="tone-late"' in everything
    own = get(world.stone.clerk, path).text.split("<main")[-1]
    assert "石泉镇" in own
    assert "云溪" not in own
    assert "organisation__place=990121100000" in own


@pytest.mark.parametrize("by", ["town", "unit", "sector", "group"])
def test_the_board_can_be_turned(world: Any, by: str) -> None:
    an_ordered_task(world, world.stone.town)
    answer = get(world.office, f"/campaigns/board?campaign={world.campaign.pk}&by={by}&level=")
    assert answer.status == 200
    expected = {"town": "石泉镇", "unit": "石泉镇人民政府", "sector": "未分行业", "group": "未分组"}[by]
    assert expected in answer.text


def test_lists_of_two_levels_are_counted_apart(world: Any) -> None:
    an_ordered_task(world, world.stone.town)
    an_ordered_task(world, world.stone.village)
    path = f"/campaigns/board/rows?campaign={world.campaign.pk}"
    assert "<b>1</b><small>任务" in get(world.office, path).text
    assert "<b>1</b><small>任务" in get(world.office, f"{path}&level=5").text
    assert "<b>2</b><small>任务" in get(world.office, f"{path}&level=").text


def test_all_waiting_tasks_are_given_at_once(world: Any) -> None:
    tasks = [a_task(world, organisation) for organisation in (world.stone.town, world.cloud.town)]
    undated = a_task(world, world.stone.town, due_on=None)
    assert "全部下达（2）" in get(world.office, f"/campaigns/board?campaign={world.campaign.pk}").text
    post(world.office, f"/campaigns/{world.campaign.pk}/order")
    assert set(Task.objects.filter(status=TaskStatus.ORDERED)) == set(tasks)
    assert Task.objects.get(status=TaskStatus.DRAFT) == undated


def test_only_the_responsible_side_divides(world: Any) -> None:
    task = moved(an_ordered_task(world, world.stone.town), "receive", world.stone.clerk)
    path = f"/tasks/{task.pk}/divide"
    assert get(world.cloud.clerk, path).status == 404
    form = get(world.stone.clerk, path).text
    assert "石塘村村民委员会" in form
    assert "云口村" not in form
    late = {"content": "查本村", "due_on": "2026-12-01", "organisations": world.stone.village.pk}
    refused = post(world.stone.clerk, path, **late)
    assert (refused.status, "不能晚于上级任务的时限 2026-11-20" in refused.text) == (422, True)
    strange = post(
        world.stone.clerk, path, **(late | {"due_on": "2026-11-10", "organisations": world.cloud.village.pk})
    )
    assert strange.status == 422
    assert Task.objects.filter(parent=task).count() == 0


def test_opening_a_document_signs_for_it_only_on_behalf_of_its_receiver(world: Any) -> None:
    document = issued(world)
    stone = document.receipts.get(organisation=world.stone.town)
    paper = files.keep_bytes(PDF, "通知.pdf", kind="document", object_id=document.pk, slot="paper", actor=world.office)
    assert f"/documents/receipts/{stone.pk}/open" in get(world.stone.clerk, f"/l/document-receipt/{stone.pk}/").text
    assert post(world.office, f"/documents/receipts/{stone.pk}/open").status == 200
    stone.refresh_from_db()
    assert stone.status == ReceiptStatus.SENT
    assert post(world.cloud.clerk, f"/documents/receipts/{stone.pk}/open").status == 404
    post(world.stone.clerk, f"/documents/receipts/{stone.pk}/open")
    stone.refresh_from_db()
    assert (stone.status, stone.read_by) == (ReceiptStatus.READ, world.stone.clerk)
    page = get(world.stone.clerk, f"/l/document-receipt/{stone.pk}/").text
    assert "请逐村落实。" in page
    assert "通知.pdf" in page
    path = f"/documents/receipts/{stone.pk}/files/{paper.pk}"
    assert (get(world.stone.clerk, path).status, get(world.cloud.clerk, path).status) == (200, 404)
    other = files.keep_bytes(PDF, "别的.pdf", kind="hazard", object_id=document.pk, slot="paper", actor=world.office)
    assert get(world.stone.clerk, f"/documents/receipts/{stone.pk}/files/{other.pk}").status == 404


def test_a_bulletin_begins_after_the_last_one_with_the_figures_in_words(world: Any) -> None:
    an_ordered_task(world, world.stone.town)
    path = f"/campaigns/{world.campaign.pk}/bulletin"
    assert get(world.stone.clerk, path).status == 403
    clock.set_for_tests(clock.at("2026-11-11 09:00"))
    for number, (from_on, to_on) in enumerate((("2026-11-02", "2026-11-10"), ("2026-11-11", "2026-11-11"))):
        office = Client()
        office.force_login(world.office)
        form = office.get(path, follow=True).content.decode()
        for value in (from_on, to_on, str(world.campaign.pk), f"通报（{from_on} 至 {to_on}）"):
            assert value in form
        assert "共承担任务1项" in form
        span = {"from_on": date.fromisoformat(from_on), "to_on": date.fromisoformat(to_on)}
        place = Place.objects.get(code=COUNTY)
        entered(Bulletin(title=f"第{number + 1}期", campaign=world.campaign, place=place, **span))


def test_a_bulletin_is_read_by_those_who_received_it_and_by_nobody_else(world: Any) -> None:
    a_finished_task(world, world.stone)
    bulletin = entered(
        Bulletin(title="第一期通报", campaign=world.campaign, from_on=date(2026, 11, 2), to_on=date(2026, 11, 8),
                 place=Place.objects.get(code=COUNTY), text="总体平稳。"), world.office
    )  # fmt: skip
    sheet = f"/bulletins/{bulletin.pk}/sheet"
    assert "石泉镇" in get(world.office, sheet).text  # a preview of what issuing would freeze
    assert get(world.stone.clerk, sheet).status == 404
    moved(bulletin, "issue", world.office, organisations=[str(world.stone.town.pk)])
    assert "100.0%" in get(world.stone.clerk, sheet).text
    assert get(world.cloud.clerk, sheet).status == 404
    word = Visitor(world.stone.clerk).browser.get(f"/bulletins/{bulletin.pk}.docx")
    assert docx.Document(BytesIO(word.content)).tables[0].rows[1].cells[1].text == "石泉镇"


def test_a_campaign_is_run_from_its_task_list_to_its_bulletin_by_five_people(world: Any) -> None:
    """The office sets it up, towns pass down, a village reports with evidence, the office accepts and issues."""
    world.campaign.delete()
    opened = {"name": "岁末百日攻坚", "short_name": "岁末攻坚", "begins_on": "2026-11-02", "ends_on": "2027-02-09",
              "cadence": "weekly", "place": COUNTY, "organiser": world.bureau.pk}  # fmt: skip
    assert post(world.office, "/l/campaign/new", **opened).status == 302
    campaign = Campaign.objects.get(name="岁末百日攻坚")
    post(world.office, f"/l/campaign/{campaign.pk}/move/start")
    campaign.refresh_from_db()
    assert campaign.stage == Stage.RUNNING
    for side in (world.stone, world.cloud):
        told = {
            "content": "排查燃气使用场所",
            "campaign": campaign.pk,
            "organisation": side.town.pk,
            "due_on": "2026-11-06",
        }
        assert post(world.office, "/l/task/new", **told).status == 302
    post(world.office, f"/campaigns/{campaign.pk}/order")
    task = Task.objects.get(organisation=world.stone.town)
    assert "排查燃气使用场所" in get(world.stone.clerk, "/").text

    assert post(world.stone.clerk, f"/l/task/{task.pk}/move/receive").status == 302
    part_of = {"content": "入户查本村", "due_on": "2026-11-05", "organisations": world.stone.village.pk}
    assert post(world.stone.clerk, f"/tasks/{task.pk}/divide", **part_of).status == 302
    part = Task.objects.get(parent=task)
    assert "入户查本村" in get(world.stone.grid, "/").text
    post(world.stone.grid, f"/l/task/{part.pk}/move/receive")
    evidence = SimpleUploadedFile("入户记录.pdf", PDF, "application/pdf")
    reported = {"completed_on": "2026-11-02", "result": "查了 30 户", "file-evidence": evidence}
    Visitor(world.stone.grid).browser.post(f"/l/task/{part.pk}/move/submit", reported)
    part.refresh_from_db()
    assert part.status == TaskStatus.REVIEWING
    assert "入户记录.pdf" in get(world.stone.clerk, f"/l/task/{part.pk}/").text
    post(world.stone.clerk, f"/l/task/{part.pk}/move/accept", opinion="属实")
    done = {"completed_on": "2026-11-02", "result": "全镇完成"}
    assert post(world.stone.clerk, f"/l/task/{task.pk}/move/submit", **done).status == 302
    assert post(world.stone.clerk, f"/l/task/{task.pk}/move/accept", opinion="同意").status == 403
    assert post(world.office, f"/l/task/{task.pk}/move/accept", opinion="同意").status == 302

    clock.tick(timedelta(days=7))
    assert drafting.draft_due() == 1
    bulletin = Bulletin.objects.get(campaign=campaign)
    assert bulletin.title in get(world.office, "/").text
    assert post(world.office, f"/l/bulletin/{bulletin.pk}/move/issue", kinds="town").status == 302
    bulletin.refresh_from_db()
    assert bulletin.status == BulletinStatus.ISSUED
    ranked = [(line["rank"], line["name"], line["rate"], line["late"]) for line in bulletin.ranking["lines"]]
    assert ranked == [(1, "石泉镇", "100.0%", 0), (2, "云溪镇", "0.0%", 1)]

    receipt = DocumentReceipt.objects.get(document=bulletin.document, organisation=world.cloud.town)
    assert bulletin.title in get(world.cloud.clerk, "/").text
    post(world.cloud.clerk, f"/documents/receipts/{receipt.pk}/open")
    receipt.refresh_from_db()
    assert (receipt.status, receipt.read_by) == (ReceiptStatus.READ, world.cloud.clerk)
    assert "云溪镇" in get(world.cloud.clerk, f"/bulletins/{bulletin.pk}/sheet").text
