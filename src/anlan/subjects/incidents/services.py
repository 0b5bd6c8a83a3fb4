"""What the moves of an incident do to it. Each runs inside the move's transaction on the locked row."""

import re
from datetime import datetime, timedelta
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.base.audit import records as audit
from anlan.base.places.models import PlaceLevel
from anlan.kit.documents import numbering
from anlan.kit.flow.making import Refused
from anlan.kit.records.writing import plain
from anlan.subjects.incidents import queries, rules
from anlan.subjects.incidents.choices import ReportKind, Way
from anlan.subjects.incidents.models import Incident, Report, ReportRecipient

SERIES = "XB"
FIGURES = ("deaths", "missing", "trapped", "injured", "evacuated", "loss")
FACTS = ("title", "address", "situation", "measures", "next_steps", "cause", "informant")


def set_clocks(incident: Incident, limits: Any = None) -> None:
    """Until when it must be reported by telephone and in writing, from the limits that fit it now."""
    limits = queries.limits() if limits is None else limits
    incident.phone_due_at = _due(limits, ReportKind.PHONE, incident, incident.received_at)
    incident.report_due_at = _due(limits, ReportKind.FIRST, incident, incident.received_at)


def _due(limits: Any, report: str, incident: Incident, since: datetime) -> datetime | None:
    limit = rules.fitting(limits, report, incident.kind_id, incident.level)
    return since + timedelta(minutes=limit.minutes) if limit else None


def verify(incident: Incident, *, actor: Any, data: dict[str, Any]) -> None:
    """It is true; the level may shorten its clocks, which still run from receipt."""
    _take_facts(incident, data)
    if incident.occurred_at and incident.occurred_at > incident.received_at:
        raise Refused(_("发生时间不能晚于接报时间。"))
    incident.verified_at = clock.now()
    set_clocks(incident)


def report_by_phone(incident: Incident, *, actor: Any, data: dict[str, Any]) -> None:
    """电话报告, before or after verification; whoever answered has thereby received it."""
    sent = _file(incident, ReportKind.PHONE, actor, data, incident.phone_due_at, text=data.get("text", ""))
    incident.phoned_at = incident.phoned_at or sent.sent_at
    if receiver := data.get("receiver"):
        sent.recipients.update(received_at=sent.sent_at, receiver=receiver, entered_by=actor)


def report_first(incident: Incident, *, actor: Any, data: dict[str, Any]) -> None:
    """书面初报; from here on the clock of follow-ups runs."""
    _take_facts(incident, data)
    sent = _file(incident, ReportKind.FIRST, actor, data, incident.report_due_at)
    incident.reported_at = incident.reported_at or sent.sent_at
    _next_follow_up(incident, sent.sent_at)


def report_again(incident: Incident, *, actor: Any, data: dict[str, Any]) -> None:
    """续报."""
    _take_facts(incident, data)
    sent = _file(incident, ReportKind.FOLLOW, actor, data, incident.follow_due_at)
    _next_follow_up(incident, sent.sent_at)


def report_finally(incident: Incident, *, actor: Any, data: dict[str, Any]) -> None:
    """终报: no clock runs any more."""
    _take_facts(incident, data)
    sent = _file(incident, ReportKind.FINAL, actor, data, incident.follow_due_at)
    incident.closed_at = sent.sent_at
    incident.follow_due_at = None


def dismiss(incident: Incident, *, actor: Any, data: dict[str, Any]) -> None:
    """It is not so: nothing is owed any more."""
    incident.phone_due_at = incident.report_due_at = incident.follow_due_at = None


def restore(incident: Incident, *, actor: Any, data: dict[str, Any]) -> None:
    """It is so after all; the clocks still run from receipt."""
    set_clocks(incident)


def reopen(incident: Incident, *, actor: Any, data: dict[str, Any]) -> None:
    """New facts after the final report: follow-ups go on."""
    incident.closed_at = None
    _next_follow_up(incident, clock.now())


def sign_for(recipient: ReportRecipient, *, actor: Any, receiver: str, at: datetime | None = None) -> None:
    """Keep who took a report in, and when. The first signature stands. Raises ``Refused``."""
    at = at or clock.now()
    if recipient.received_at is not None:
        raise Refused(_("“%(name)s”已经签收过了。") % {"name": recipient.name})
    if at < recipient.report.sent_at or at > clock.now():
        raise Refused(_("签收时间应在报送之后、现在之前。"))
    done = ReportRecipient.objects.filter(pk=recipient.pk, received_at=None).update(
        received_at=at, receiver=receiver, entered_by=actor
    )
    if not done:
        raise Refused(_("“%(name)s”已经签收过了。") % {"name": recipient.name})
    incident = recipient.report.incident
    audit.record(
        "incident.sign",
        actor=actor,
        kind="incident",
        object_id=str(incident.pk),
        label=str(incident)[:200],
        after={"report": recipient.report.number, "recipient": recipient.name, "receiver": receiver, "at": plain(at)},
    )


def composed(incident: Incident) -> str:
    """The opening sentence of a written report, from the facts themselves."""
    where = f"{_long_name(incident.place)}{incident.address}"
    when = incident.occurred_at or incident.received_at
    sentence = _("%(when)s，%(where)s发生%(what)s。") % {
        "when": _spoken(when),
        "where": where,
        "what": incident.kind.name if incident.kind else incident.title,
    }
    return "\n".join(part for part in (sentence, incident.situation) if part)


def _long_name(place: Any) -> str:
    """A village with its town before it."""
    town = place.parent if place.level > PlaceLevel.TOWN else None
    return f"{town or ''}{place}"


def _spoken(moment: datetime) -> str:
    local = localtime(moment)
    return f"{local.month}月{local.day}日{local.hour}时{local.minute:02d}分"


def _take_facts(incident: Incident, data: dict[str, Any]) -> None:
    """Write over what was given; an empty figure leaves the last one standing."""
    for name, value in data.items():
        if name in (*FIGURES, "level", "occurred_at", "situation", "measures", "next_steps", "cause") and value not in (
            None,
            "",
        ):
            setattr(incident, name, value)


def _next_follow_up(incident: Incident, since: datetime) -> None:
    incident.follow_due_at = _due(queries.limits(), ReportKind.FOLLOW, incident, since)


def _file(
    incident: Incident, kind: str, actor: Any, data: dict[str, Any], due: datetime | None, text: str = ""
) -> Report:
    moment = clock.now()
    sent = Report.objects.create(
        incident=incident,
        kind=kind,
        ordinal=incident.reports.filter(kind=kind).count() + 1,
        number=numbering.take_formatted(SERIES, localtime(moment).year)[0],
        text=text or composed(incident),
        figures={name: plain(getattr(incident, name)) for name in FIGURES},
        facts={name: getattr(incident, name) for name in FACTS} | {"level": incident.level},
        drafted_by=actor,
        approver=data.get("approver", ""),
        sent_at=moment,
        due_at=due,
    )
    names = [*data.get("recipients", []), *re.split(r"[、，,；;\s]+", data.get("others", ""))]
    ReportRecipient.objects.bulk_create(
        [
            ReportRecipient(report=sent, name=name[:80], way=data.get("way") or Way.NETWORK)
            for name in dict.fromkeys(name for name in names if name)
        ]
    )
    return sent
