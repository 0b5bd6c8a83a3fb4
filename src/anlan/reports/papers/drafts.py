"""A report as it stands before it is frozen: its template's bytes, its setting, its paragraphs and answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.base.periods import Period
from anlan.kit.files import services as files
from anlan.kit.files.models import Attachment
from anlan.reports.figures.counting import Rows
from anlan.reports.papers import answering, layout, meaning, outlines, spans, tags, unfolding, word
from anlan.reports.papers.answering import Answer, Answers, Shown
from anlan.reports.papers.models import Report, ReportTemplate
from anlan.reports.papers.setting import EACH, Setting
from anlan.reports.papers.tags import Tag, pieces
from anlan.reports.papers.word import NotWord, Paragraph, Sheet

TEMPLATE_SLOT, EDITED_SLOT = "template", "edited"


@dataclass(frozen=True)
class Source:
    """What a report is written from."""

    name: str
    title: str
    data: bytes


@dataclass(frozen=True)
class Draft:
    """A report computed for one person at this moment."""

    setting: Setting
    data: bytes
    paragraphs: Sequence[Paragraph]
    answers: Answers
    user: Any

    def word(self) -> bytes:
        """The filled Word file. Raises ``NotWord`` while a tag means nothing."""
        if self.answers.nothing:
            tag, nothing = next(iter(self.answers.nothing.items()))
            raise NotWord(
                _("还有 %(count)d 个标签填不了，先改正：%(tag)s %(sentence)s")
                % {"count": len(self.answers.nothing), "tag": tag.text, "sentence": nothing.sentence}
            )
        return word.filled(self.data, self._say)

    def _say(self, tag: Tag) -> str | Sheet:
        answer: Answer = self.answers.of[tag]
        if isinstance(answer, Shown):
            return answer.text
        return answer.why or answering.sheet(answer, self.user)


def of_outline(outline: outlines.Outline) -> Source:
    """A shipped outline set by GB/T 9704."""
    return Source(outline.name, outline.title, layout.word(outline.title, outline.body))


def file_of(template: ReportTemplate) -> Attachment | None:
    """The Word file that was uploaded last."""
    found = Attachment.objects.filter(kind="report-template", object_id=template.pk, slot=TEMPLATE_SLOT)
    return found.order_by("-uploaded_at", "-pk").first()


def of_template(template: ReportTemplate) -> Source:
    """Its Word file, else its outline."""
    uploaded = file_of(template)
    if uploaded is not None:
        return Source(template.name, "", files.path_of(uploaded).read_bytes())
    told = outlines.read("", template.outline)
    return Source(template.name, told.title or template.name, layout.word(told.title or template.name, told.body))


def source_of(report: Report) -> Source:
    """What a report is written from. Raises ``NotWord``."""
    if report.template is not None:
        return of_template(report.template)
    known = outlines.shipped().get(report.outline)
    if known is None:
        raise NotWord(_("没有名为“%(name)s”的提纲。") % {"name": report.outline})
    return of_outline(known)


def setting_of(report: Report, user: Any = None) -> Setting:
    """What the report is about; its event only where the person may see it."""
    event = report.event
    if event is not None:
        rows = Rows(user).of("incident")
        event = rows.filter(pk=event.pk).first() if rows is not None else None
    return Setting(report.stretch, clock.today(), settings.ANLAN_BUREAU, report.place, report.campaign, event)


def drafted(report: Report, user: Any = None) -> Draft:
    """The report as it is now, for one person; None is the bureau itself. Raises ``NotWord``."""
    return written(source_of(report).data, setting_of(report, user), user)


def written(data: bytes, setting: Setting, user: Any = None) -> Draft:
    """A template with its answers. Raises ``NotWord``."""
    data = unfolding.unfolded(data, setting, user)
    paragraphs = word.read(data)
    answers = answering.answered(paragraphs, setting, user)
    shorter = unfolding.pruned(data, answers)
    if shorter is not data:
        data, paragraphs = shorter, word.read(shorter)
    return Draft(setting, data, paragraphs, answers, user)


def complete(report: Report) -> None:
    """Period, days and title of a new report."""
    period = spans.read(report.period)
    report.period, report.begins_on, report.ends_on = period.code, period.first, period.last
    if not report.title:
        report.title = titled(report)


def titled(report: Report) -> str:
    """The title of its outline with the words filled, else template and period."""
    known = outlines.shipped().get(report.outline)
    text = known.title if known is not None else f"{report.template}（{{{{ 时段 }}}}）"
    setting = setting_of(report)
    made = ""
    for piece in pieces(text):
        meant = meaning.of(piece, setting) if isinstance(piece, Tag) else meaning.Said(piece)
        made += meant.text if isinstance(meant, meaning.Said) else ""
    return made[:160]


@dataclass(frozen=True)
class Fault:
    """A tag that means nothing, with its paragraph."""

    tag: str
    sentence: str
    paragraph: str
    part: str


@dataclass(frozen=True)
class Checked:
    """What is wrong with a template, what a report by it must be given, and how many tags it has."""

    faults: tuple[Fault, ...]
    needs: tuple[str, ...]
    tags: int


def check(data: bytes) -> Checked:
    """Look at a template as it is uploaded: no report is needed. Raises ``NotWord``."""
    paragraphs = word.read(data)
    today = clock.today()
    setting = Setting(Period.of("year", today), today, settings.ANLAN_BUREAU)
    faults, needs, count = [], set[str](), 0
    for paragraph in paragraphs:
        told = paragraph.text.strip()[:120]
        faults += [Fault(mark, sentence, told, paragraph.part) for mark, sentence in unfolding.faults(paragraph.text)]
    for tag, paragraph in answering.tags_of(paragraphs):
        count += 1
        meant = meaning.of(tag, setting)
        if isinstance(meant, meaning.Nothing) and meant.needs == EACH:
            continue
        if isinstance(meant, meaning.Nothing) and meant.needs:
            needs.add(meant.needs)
        elif isinstance(meant, meaning.Nothing):
            faults.append(Fault(tag.text, meant.sentence, paragraph.text.strip()[:120], paragraph.part))
        elif tag.block in tags.TABLES and (
            paragraph.part or unfolding.unmarked(paragraph.text) != unfolding.unmarked(tag.text)
        ):
            sentence = _("表格标签要在正文里单独成段。")
            faults.append(Fault(tag.text, sentence, paragraph.text.strip()[:120], paragraph.part))
    return Checked(tuple(faults), tuple(sorted(needs)), count)
