"""What an installation starts with: the usual limits of reporting, and how a call-out escalates. Edited afterwards."""

from django.utils.translation import gettext as _

from anlan.kit.notify.choices import Rule
from anlan.kit.notify.models import Policy, PolicyStep
from anlan.subjects.incidents.calling import WORDS
from anlan.subjects.incidents.choices import EventLevel, ReportKind
from anlan.subjects.incidents.models import InformationLimit

POLICY = "callout"
DAY = 24 * 60


def limits() -> int:
    """Telephone 30, written 60 minutes, a follow-up a day; less for what is grave. Nothing where limits exist."""
    if InformationLimit.objects.exists():
        return 0
    local = _("地方规定，可在此修改")
    rows = [
        InformationLimit(name=_("电话报告 30 分钟"), report=ReportKind.PHONE, minutes=30, basis=local),
        InformationLimit(name=_("书面初报 60 分钟"), report=ReportKind.FIRST, minutes=60, basis=local),
        InformationLimit(name=_("续报每 24 小时"), report=ReportKind.FOLLOW, minutes=DAY, basis=_("每日至少一报")),
    ]
    for level in (EventLevel.EXTREME, EventLevel.MAJOR):
        graver = _("%(level)s事件") % {"level": level.label}
        rows += [
            InformationLimit(
                name=f"{graver}电话报告 15 分钟", level=level, report=ReportKind.PHONE, minutes=15, basis=local
            ),
            InformationLimit(
                name=f"{graver}书面初报 35 分钟", level=level, report=ReportKind.FIRST, minutes=35, basis=local
            ),
            InformationLimit(
                name=f"{graver}续报每 4 小时", level=level, report=ReportKind.FOLLOW, minutes=240, basis=local
            ),
        ]
    InformationLimit.objects.bulk_create(rows)
    return len(rows)


def policy() -> Policy:
    """Message; after 3 and 6 minutes again, by telephone; after 10 minutes the deputies."""
    made, fresh = Policy.objects.get_or_create(
        code=POLICY,
        defaults={
            "name": _("队伍叫应：3 分钟再叫，10 分钟叫替补"),
            "rule": Rule.EVERYONE,
            "remind_minutes": 20,
            "words": [word.value for word in WORDS],
        },
    )
    if fresh:
        PolicyStep.objects.bulk_create(
            [
                PolicyStep(policy=made, position=1, repeats=2, repeat_minutes=3),
                PolicyStep(policy=made, position=2, delay_minutes=10, deputies=True, repeats=1, repeat_minutes=3),
            ]
        )
    return made


def standing_policy() -> Policy | None:
    """The policy that a call-out opens with, where it is in use."""
    return Policy.objects.filter(code=POLICY, active=True).first()
