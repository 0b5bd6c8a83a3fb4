"""Papers signed on the screen: by whom, over which words, and never again otherwise."""

import base64
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from docx import Document
from PIL import Image, ImageDraw

from anlan.base import clock
from anlan.base.audit.models import AuditEntry
from anlan.base.people import roles
from anlan.kit.files import services as files
from anlan.kit.files.models import Attachment
from anlan.kit.flow import making
from anlan.kit.records import writing
from anlan.subjects.hazards import papers
from anlan.subjects.hazards.inspection_choices import Signer
from anlan.subjects.hazards.models import Paper
from anlan.subjects.hazards.papers import signing
from anlan.subjects.hazards.serving import ServeForm, serving
from tests.factories import a_world, an_inspection

RECORD = {
    "where": "罐区", "inspectors": "吴晓、周建", "begun_at": None, "ended_at": None, "problems": ["配电箱未接地"],
    "findings": "发现的问题如上。",
}  # fmt: skip
WHOLE = ((Signer.OFFICER, "吴晓"), (Signer.SECOND, "周建"), (Signer.PARTY, "孙立"))


@pytest.fixture
def world(db: None) -> Any:
    clock.set_for_tests(clock.at("2026-11-22T09:00:00"))
    yield a_world()
    clock.set_for_tests(None)


def ink(*, strokes: int = 3) -> bytes:
    """What a pad draws."""
    image = Image.new("RGB", (300, 120), "white")
    for number in range(strokes):
        ImageDraw.Draw(image).line((40 + 60 * number, 20, 80 + 60 * number, 100), fill="#111", width=4)
    made = BytesIO()
    image.save(made, "PNG")
    return made.getvalue()


def a_paper(world: Any) -> Paper:
    return papers.issue("site-record", an_inspection(world.stone.enterprise), RECORD, actor=None)


def signed_by_all(paper: Paper) -> Paper:
    for part, name in WHOLE:
        signing.sign(paper, part, name=name, certificate="990121001", picture=ink(), actor=None)
    return paper


def opened(file: Attachment | None) -> Any:
    assert file is not None
    return Document(BytesIO(files.path_of(file).read_bytes()))


def pictures(line: Any) -> int:
    return len(line._p.xpath(".//w:drawing"))


def test_the_hands_of_all_stand_at_their_lines_in_a_second_file(world: Any) -> None:
    paper = a_paper(world)
    before = signing.word_of(paper)
    assert [signing.suggested(paper, part) for part in Signer] == ["吴晓", "周建", "", "", ""]
    for number, (part, name) in enumerate(WHOLE):
        assert signing.needed(paper) == [one for one, _name in WHOLE][number:]
        assert signing.signed_word(paper) is None
        signing.sign(paper, part, name=name, certificate=f"99012100{number}", picture=ink(), actor=None)
    lines = [(line.text, pictures(line)) for line in opened(signing.signed_word(paper)).paragraphs]
    assert [(text.strip("　"), count) for text, count in lines if count] == [
        ("检查人员（签名）：（吴晓）　证号：990121000", 1),
        ("（周建）　证号：990121001", 1),
        ("被检查单位现场负责人（签名）：（孙立）　2026年11月22日9时00分", 1),
    ]
    assert not any("拒绝签名" in text for text, _count in lines)
    assert signing.word_of(paper) == before
    assert before is not None
    told = AuditEntry.objects.filter(act="paper.sign").latest("pk").after
    assert (told["_name"], told["_content"]) == ("孙立", before.sha256)
    assert ServeForm.starting(paper)["signer"] == "孙立"


def test_who_refuses_is_witnessed_by_two(world: Any) -> None:
    paper = a_paper(world)
    for part, name in WHOLE[:2]:
        signing.sign(paper, part, name=name, picture=ink(), actor=None)
    signing.sign(paper, Signer.PARTY, name="孙立", refused="看后离开，不签", actor=None)
    assert signing.needed(paper) == [Signer.WITNESS, Signer.SECOND_WITNESS]
    assert signing.signed_word(paper) is None
    with pytest.raises(papers.PaperRefused, match="只有当事人"):
        signing.sign(paper, Signer.WITNESS, name="刘一", refused="也不签", actor=None)
    for part, name in ((Signer.WITNESS, "刘一"), (Signer.SECOND_WITNESS, "陈二")):
        signing.sign(paper, part, name=name, picture=ink(), actor=None)
    lines = {line.text: pictures(line) for line in opened(signing.signed_word(paper)).paragraphs}
    assert lines["被检查单位现场负责人（签名）：孙立拒绝签名"] == 0
    assert lines["拒签情况：看后离开，不签（2026年11月22日9时00分）"] == 0
    assert lines["见证人（签名）：（刘一）（陈二）"] == 2
    assert ServeForm.starting(paper)["refused"] == "看后离开，不签"


def test_what_was_signed_stays_and_a_new_paper_asks_for_new_hands(world: Any) -> None:
    paper = signed_by_all(a_paper(world))
    values = writing.values_of(paper)
    paper.addressee = "另一家厂"
    with pytest.raises(writing.Barred, match="作废后重新出具"):
        writing.change(paper, values, actor=None)
    assert Paper.objects.get().addressee == "澜川stone化工厂"
    client = Client()
    client.force_login(world.users[roles.SAFETY_OFFICE])
    for slot in ("paper", "signature", "signed-word"):
        file = Attachment.objects.filter(kind="paper", object_id=paper.pk, slot=slot).first()
        assert file is not None
        said = client.post(f"/l/paper/{paper.pk}/attach", {"remove": file.pk}, follow=True)
        assert "文书和签名不能删除" in said.content.decode()
    assert Attachment.objects.filter(kind="paper", object_id=paper.pk).count() == 5
    making.make(serving, serving.move("void"), paper, actor=None, data={"void_reason": "写错"}, trusted=True)
    with pytest.raises(papers.PaperRefused, match="已作废"):
        signing.sign(paper, Signer.PARTY, name="孙立", picture=ink(), actor=None)
    assert signing.needed(a_paper(world)) == [part for part, _name in WHOLE]


def test_what_is_no_signature_is_not_kept(world: Any) -> None:
    paper = a_paper(world)
    signing.sign(paper, Signer.OFFICER, name="吴晓", picture=ink(), actor=None)
    for part, name, picture, why in (
        (Signer.SECOND, "周建", ink(strokes=0), "框内没有签名"),
        (Signer.SECOND, "周建", b"", "没有收到签名"),
        (Signer.SECOND, "周建", b"\x89PNG broken", "不能识别"),
        (Signer.SECOND, " ", ink(), "请填写签名人姓名"),
        (Signer.SECOND, "吴晓", ink(), "一人不能签两处"),
        (Signer.OFFICER, "周建", ink(), "已经签过"),
        (Signer.WITNESS, "刘一", ink(), "不需要签名"),
    ):
        with pytest.raises(papers.PaperRefused, match=why):
            signing.sign(paper, part, name=name, picture=picture, actor=None)
    assert paper.signatures.count() == 1


def test_the_pad_is_for_those_who_keep_papers_of_their_area(world: Any) -> None:
    paper = a_paper(world)
    address = f"/papers/{paper.pk}/sign"
    drawn = "data:image/png;base64," + base64.b64encode(ink()).decode()
    sent = {"part": "officer", "name": "吴晓", "picture": drawn}
    for user, status in (
        (world.users[roles.ENTERPRISE], 403), (world.users[roles.LEADER], 403), (world.cloud_user, 404),
    ):  # fmt: skip
        client = Client()
        client.force_login(user)
        assert (client.get(address).status_code, client.post(address, sent).status_code) == (status, status)
    assert paper.signatures.count() == 0
    client = Client()
    client.force_login(world.users[roles.TOWNSHIP])
    page = client.get(address).content.decode()
    assert "配电箱未接地" in page
    assert page.count("data-pad ") == 3
    assert client.post(address, sent | {"picture": "data:image/png;base64,AAAA"}).status_code == 422
    assert client.post(address, sent).status_code == 302
    made = paper.signatures.get()
    assert (made.name, made.taken_by) == ("吴晓", world.users[roles.TOWNSHIP])
    beside = client.get(f"/papers/{paper.pk}/signatures").content.decode()
    assert "吴晓" in beside
    assert "当事人现场负责人" in beside
    firm = Client()
    firm.force_login(world.users[roles.ENTERPRISE])
    assert "吴晓" in firm.get(f"/papers/{paper.pk}/signatures").content.decode()
