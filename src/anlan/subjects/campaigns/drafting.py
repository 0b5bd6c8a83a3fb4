"""What time makes happen to campaigns: they begin on their day, and their bulletins are drafted when a span is over.

Repeating it makes nothing twice: a move refuses, and a span of a campaign has one bulletin.
"""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.kit.flow import making
from anlan.kit.records import writing
from anlan.subjects.campaigns import figures, rules
from anlan.subjects.campaigns.choices import Cadence, Ranked, Stage
from anlan.subjects.campaigns.flows import campaign as flow
from anlan.subjects.campaigns.models import Bulletin, Campaign


def begin_due() -> int:
    """Start the campaigns whose first day has come; returns how many."""
    move = flow.move("start")
    begun = 0
    today = clock.today()
    for row in Campaign.objects.filter(stage=Stage.PLANNED, begins_on__lte=today, ends_on__gte=today).order_by("pk"):
        if move is not None:
            try:
                making.make(flow, move, row, actor=None, trusted=True)
            except making.Refused:  # somebody started it in this very second
                continue
            begun += 1
    return begun


def draft_due() -> int:
    """Draft the bulletin of the last span that is over, for each campaign with a rhythm; returns how many."""
    made = 0
    running = Campaign.objects.filter(stage=Stage.RUNNING).exclude(cadence=Cadence.NONE)
    for campaign in running.select_related("organiser").order_by("pk"):
        span = rules.span_before(campaign.cadence, clock.today())
        if span is not None and span[1] >= (campaign.started_on or campaign.begins_on):
            made += draft(campaign, *span)
    return made


def draft(campaign: Campaign, from_on: date, to_on: date) -> int:
    """One draft with the figures in words; 0 where the span has its bulletin."""
    known = {"campaign": campaign, "cadence": campaign.cadence, "from_on": from_on, "to_on": to_on}
    if Bulletin.objects.filter(**known).exists():
        return 0
    bulletin = drafted(campaign, from_on, to_on)
    try:
        with transaction.atomic():
            writing.add(bulletin, actor=None, act="draft")
    except IntegrityError:  # another engine drafted it between our look and our insert
        return 0
    return 1


def drafted(campaign: Campaign, from_on: date, to_on: date) -> Bulletin:
    """A bulletin on those days as it would begin, not kept yet."""
    bulletin = Bulletin(
        title=_("关于%(name)s进展情况的通报（%(from)s 至 %(to)s）")
        % {"name": campaign.short_name or campaign.name, "from": from_on, "to": to_on},
        organisation=campaign.organiser,
        place_id=campaign.place_id,
        line_id=campaign.line_id,
        campaign=campaign,
        cadence=campaign.cadence,
        from_on=from_on,
        to_on=to_on,
        due_on=clock.add_working_days(clock.today(), rules.ISSUE_DAYS),
    )
    bulletin.text = in_words(bulletin)
    return bulletin


def in_words(bulletin: Bulletin) -> str:
    """The figures of a span as sentences to begin with."""
    table = figures.ranking(bulletin)
    whole = table.whole.standing
    sentences = [
        _("截至%(day)s，各%(whose)s共承担任务%(total)d项，已完成%(done)d项，完成率%(rate)s，超期%(late)d项。")
        % {
            "day": bulletin.to_on,
            "whose": Ranked(bulletin.ranked).label,
            "total": whole.total,
            "done": whole.done,
            "rate": whole.rate,
            "late": whole.late,
        }
    ]
    if table.labels:
        counted = [f"{label}{number}" for label, number in zip(table.labels, table.whole.counts, strict=True)]
        sentences.append(_("本期%(counted)s。") % {"counted": "，".join(counted)})
    first = [line.standing.name for line in table.lines if line.rank == 1]
    if first and whole.done:
        sentences.append(_("%(names)s完成率居前。") % {"names": "、".join(first[:3])})
    late = [line.standing for line in table.lines if line.standing.late]
    if late:
        named = "、".join(f"{one.name}（{one.late}项）" for one in sorted(late, key=lambda one: -one.late)[:5])
        sentences.append(_("超期较多的是%(names)s，请抓紧办理。") % {"names": named})
    return "\n".join(sentences)
