"""Papers are issued in their order, within their days, under their numbers; what stood in them stays."""

import threading
import zipfile
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from docx import Document
from PIL import Image

from anlan.base import clock
from anlan.base.people import roles
from anlan.kit.files import services as files
from anlan.kit.files.models import Attachment
from anlan.kit.flow import making
from anlan.kit.flow.making import Refused
from anlan.kit.ledger.lists import visible
from anlan.kit.ledger.registry import ledger_by_code
from anlan.subjects.hazards import papers
from anlan.subjects.hazards.models import Paper, PaperKind
from anlan.subjects.hazards.papers.table import KINDS
from anlan.subjects.hazards.serving import serving
from tests.factories import CLOUD_VILLAGE, a_hazard, a_world, an_enterprise, an_inspection
from tests.kit.files import samples

DAY = date(2026, 11, 22)
RECORD = {
    "where": "罐区", "inspectors": "吴晓、周建", "begun_at": None, "ended_at": None, "problems": ["配电箱未接地"],
    "findings": "发现的问题如上。",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _today() -> Any:
    clock.set_for_tests(clock.at("2026-11-22T09:00:00"))
    yield
    clock.set_for_tests(None)


@pytest.fixture
def world(db: None) -> Any:
    return a_world()


def text_of(paper: Paper) -> str:
    file = Attachment.objects.get(kind="paper", object_id=paper.pk, slot="paper")
    return "\n".join(p.text for p in Document(BytesIO(files.path_of(file).read_bytes())).paragraphs)


def a_record(inspection: Any, user: Any = None) -> Paper:
    return papers.issue("site-record", inspection, RECORD, actor=user)


def test_every_paper_of_the_list_is_a_kind(world: Any) -> None:
    assert len(KINDS) == 39
    assert [kind.code for kind in papers.kinds()] == [row[0] for row in KINDS]
    assert papers.kinds() == papers.kinds()
    assert PaperKind.objects.count() == 39
    codes = {row[0] for row in KINDS}
    assert {need for row in KINDS for need in row[5].split(",") if need} <= codes


def test_a_record_stands_filled_in_word_under_the_next_number(world: Any) -> None:
    inspection = an_inspection(world.stone.enterprise)
    a_hazard(world.stone.enterprise, inspection=inspection, content="围堰破损")
    first, second = a_record(inspection), a_record(inspection)
    assert (first.reference, second.reference) == ("应急检记〔2026〕1号", "应急检记〔2026〕2号")
    text = text_of(first)
    for words in (
        "现场检查记录",
        "应急检记〔2026〕1号",
        "澜川stone化工厂",
        "罐区",
        "1．配电箱未接地",
        "2026年11月22日",
        "一式2份",
    ):
        assert words in text
    assert "{" not in text
    assert (first.about, first.about_id, first.place_id) == ("inspection", inspection.pk, inspection.place_id)
    assert first.filled["problems"] == ["配电箱未接地"]


def test_what_was_filled_stays_when_the_firm_changes_its_name(world: Any) -> None:
    paper = a_record(an_inspection(world.stone.enterprise))
    world.stone.enterprise.name = "改名厂"
    world.stone.enterprise.save()
    paper.refresh_from_db()
    assert paper.addressee == "澜川stone化工厂"
    assert "改名厂" not in text_of(paper)


def test_an_order_needs_a_record_first_and_a_review_needs_an_order(world: Any) -> None:
    first = an_inspection(world.stone.enterprise)
    order = {"problems": ["围堰破损"]}
    with pytest.raises(papers.PaperRefused, match="《现场检查记录》"):
        papers.issue("rectify-order", first, order, actor=None, due_on=date(2026, 12, 1))
    record = a_record(first)
    papers.issue("rectify-order", first, order, actor=None, due_on=date(2026, 12, 1))
    again = an_inspection(world.stone.enterprise, revisit_of=first, inspected_on=date(2026, 11, 20))
    opinion = {"former": "责令限期整改指令书", "former_on": DAY, "findings": ["已整改"]}
    assert papers.issue("review-opinion", again, opinion, actor=None).reference == "应急复查〔2026〕1号"
    other = an_inspection(world.stone.enterprise)
    with pytest.raises(papers.PaperRefused, match="《现场处理措施决定书》或《责令限期整改指令书》或《强制措施决定书》"):
        papers.issue("review-opinion", other, opinion, actor=None)
    making.make(serving, serving.move("void"), record, actor=None, data={"void_reason": "写错"}, trusted=True)
    with pytest.raises(papers.PaperRefused, match="《现场检查记录》"):
        papers.issue("force-decision", first, order, actor=None, due_on=DAY)


@pytest.mark.parametrize(
    ("due_on", "sentence"),
    [(None, "请填写要求期限"), (date(2026, 11, 21), "不能早于"), (date(2026, 12, 23), "最长 30 日，最晚到 2026-12-22")],
)
def test_an_order_sets_a_day_within_its_longest(world: Any, due_on: date | None, sentence: str) -> None:
    inspection = an_inspection(world.stone.enterprise)
    a_record(inspection)
    with pytest.raises(papers.PaperRefused, match=sentence):
        papers.issue("rectify-order", inspection, {"problems": ["甲"]}, actor=None, due_on=due_on)
    assert Paper.objects.count() == 1
    last = papers.issue("rectify-order", inspection, {"problems": ["甲"]}, actor=None, due_on=date(2026, 12, 22))
    assert last.reference == "应急责改〔2026〕1号"  # the refused ones took no number


def test_two_officers_at_least(world: Any) -> None:
    with pytest.raises(papers.PaperRefused, match="两名"):
        papers.issue("site-record", an_inspection(world.stone.enterprise), RECORD | {"inspectors": "吴晓"}, actor=None)


def test_any_kind_can_be_written_as_text(world: Any) -> None:
    paper = papers.issue("inquiry-notice", world.stone.hazard, {"text": ["请于明日到我局", "带身份证"]}, actor=None)
    assert "请于明日到我局\n带身份证" in text_of(paper)
    assert paper.about == "hazard"


def test_the_bureaus_own_template_takes_the_place_of_the_built_in(world: Any) -> None:
    document = Document()
    document.add_paragraph("本局样式 {{ reference }} {{ addressee }} {{ where }}")
    made = BytesIO()
    document.save(made)
    kind = papers.kind_of("site-record")
    upload = SimpleUploadedFile("样式.docx", made.getvalue())
    files.keep(upload, kind="paper-kind", object_id=kind.pk, slot="template")
    assert (
        text_of(a_record(an_inspection(world.stone.enterprise))) == "本局样式 应急检记〔2026〕1号 澜川stone化工厂 罐区"
    )
    document.add_paragraph("{{ nobody_knows }}")
    made = BytesIO()
    document.save(made)
    files.keep(SimpleUploadedFile("样式.docx", made.getvalue()), kind="paper-kind", object_id=kind.pk, slot="template")
    with pytest.raises(papers.PaperRefused, match="nobody_knows"):
        a_record(an_inspection(world.stone.enterprise))


def test_a_firm_sees_what_is_served_on_it_and_nothing_inward(world: Any) -> None:
    inspection = an_inspection(world.stone.enterprise)
    outward = a_record(inspection)
    papers.issue(
        "site-plan",
        inspection,
        {"when": "今天", "inspectors": "吴晓、周建", "content": ["罐区"], "method": "看"},
        actor=None,
    )
    a_record(an_inspection(world.cloud.enterprise))
    ledger = ledger_by_code("paper")
    assert list(visible(ledger, world.users[roles.ENTERPRISE])) == [outward]
    assert visible(ledger, world.users[roles.TOWNSHIP]).count() == 2
    assert visible(ledger, world.users[roles.ENFORCEMENT]).count() == 3


def test_a_paper_is_served_with_a_name_or_a_noted_refusal_and_not_before_its_day(world: Any) -> None:
    paper = a_record(an_inspection(world.stone.enterprise))
    serve = serving.move("serve")
    assert serve is not None
    assert serve.form is not None
    assert not serve.form({"day": "2026-11-22"}).is_valid()
    assert serve.form({"day": "2026-11-22", "refused": "负责人拒签"}).is_valid()
    with pytest.raises(Refused, match="2026-11-22"):
        making.make(serving, serve, paper, actor=None, data={"day": date(2026, 11, 21)}, trusted=True)
    done = making.make(serving, serve, paper, actor=None, data={"day": DAY, "signer": "罗平"}, trusted=True)
    assert (done.status, done.signer, done.served_on) == ("served", "罗平", DAY)  # type: ignore[attr-defined]


@pytest.mark.django_db(transaction=True)
def test_two_papers_at_the_same_instant_get_two_numbers() -> None:
    world = a_world()
    inspection = an_inspection(world.stone.enterprise)
    papers.kind_of("site-record")
    told: list[str] = []

    def work() -> None:
        try:
            told.append(a_record(inspection).reference)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == [f"应急检记〔2026〕{number}号" for number in (1, 2, 3)]


def client_of(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_the_pages_issue_a_paper_for_whoever_may_and_for_nobody_else(world: Any) -> None:
    inspection = an_inspection(world.stone.enterprise)
    base = f"/papers/inspection/{inspection.pk}/"
    form = f"{base}new/site-record"
    data = {
        "addressee": "澜川stone化工厂", "issued_on": "2026-11-22", "where": "罐区", "inspectors": "吴晓、周建",
        "begun_at": "2026-11-22T08:00", "ended_at": "2026-11-22T08:40", "problems": "未接地\n\n无围堰",
        "findings": "见上",
    }  # fmt: skip
    own = client_of(world.users[roles.TOWNSHIP])
    listed = own.get(f"{base}new")
    assert listed.status_code == 200
    assert "须先有《现场检查记录》" in listed.content.decode()
    opened = own.get(form)
    assert "吴晓、周建" in opened.content.decode()
    answer = own.post(form, data)
    paper = Paper.objects.get()
    assert answer.headers["Location"] == f"/l/paper/{paper.pk}/"
    assert paper.filled["problems"] == ["未接地", "无围堰"]
    assert "2026年11月22日8时00分至2026年11月22日8时40分" in text_of(paper)
    assert paper.reference in own.get(base).content.decode()
    assert own.post(form, data | {"inspectors": "吴晓"}).status_code == 200
    assert own.get(f"{base}new/no-such-kind").status_code == 404
    foreign = client_of(world.cloud_user)
    leader = client_of(world.users[roles.LEADER])
    firm = client_of(world.users[roles.ENTERPRISE])
    for address in (base, f"{base}new", form):
        assert foreign.get(address).status_code == 404
    for nobody in (leader, firm):
        assert nobody.get(form).status_code == 403
        assert nobody.post(form, data).status_code == 403
    assert Paper.objects.count() == 1
    file = Attachment.objects.get(kind="paper")
    for reader in (own, firm):
        download: Any = reader.get(file.get_absolute_url())
        assert b"".join(download) == files.path_of(file).read_bytes()
    assert foreign.get(file.get_absolute_url()).status_code == 404


def test_photographs_of_its_hazards_come_behind_it_without_position_and_device(world: Any) -> None:
    inspection = an_inspection(world.stone.enterprise)
    hazard = a_hazard(world.stone.enterprise, inspection=inspection)
    seen = files.keep_bytes(samples.photograph(), "围堰.jpg", kind="hazard", object_id=hazard.pk, slot="before")
    files.keep_bytes(samples.photograph(), "围堰.jpg", kind="inspection", object_id=inspection.pk, slot="item-1")
    other = files.keep_bytes(samples.photograph(), "别家.jpg", kind="hazard", object_id=world.cloud.hazard.pk)
    form = f"/papers/inspection/{inspection.pk}/new/site-record"
    data = {
        "addressee": "澜川stone化工厂", "issued_on": "2026-11-22", "where": "罐区", "inspectors": "吴晓、周建",
        "begun_at": "2026-11-22T08:00", "ended_at": "2026-11-22T08:40", "findings": "见上", "photographs": [seen.pk],
    }  # fmt: skip
    own = client_of(world.users[roles.TOWNSHIP])
    offered = own.get(form).content.decode()
    assert (offered.count('name="photographs"'), f"/{other.pk}/thumb" in offered) == (1, False)
    assert own.post(form, data | {"photographs": [other.pk]}).status_code == 200
    own.post(form, data)
    paper = Paper.objects.get()
    assert paper.filled["photographs"] == [seen.sha256]
    assert "图1　围堰　2026年5月1日8时30分" in text_of(paper)
    word = files.path_of(Attachment.objects.get(kind="paper")).read_bytes()
    with zipfile.ZipFile(BytesIO(word)) as package:
        pictures = [package.read(name) for name in package.namelist() if name.startswith("word/media/")]
    assert len(pictures) == 1
    with Image.open(BytesIO(pictures[0])) as picture:
        assert dict(picture.getexif()) == {}
    assert b"Phone" not in pictures[0]


def test_a_paper_about_a_place_elsewhere_is_out_of_reach(world: Any) -> None:
    inspection = an_inspection(an_enterprise(CLOUD_VILLAGE))
    own = client_of(world.users[roles.TOWNSHIP])
    assert own.get(f"/papers/inspection/{inspection.pk}/new").status_code == 404
