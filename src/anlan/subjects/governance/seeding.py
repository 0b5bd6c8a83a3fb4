"""What supervision starts with on an empty installation, once: drafts of usual score sheets, steps of escalation."""

from django.utils.translation import gettext as _

from anlan.base.dictionaries import terms
from anlan.kit.records import writing
from anlan.subjects.governance import standards
from anlan.subjects.governance.models import EscalationRule, Sheet, SheetItem


def sheets() -> int:
    """Drafts that the bureau rewords and then puts to use; nothing where it has sheets of its own."""
    if Sheet.objects.exists():
        return 0
    kinds = {term.code: term for term in terms.active("assessment-kind")}
    made = [
        Sheet(name=name, family=family, kind=kinds[kind], unit_kinds=units, all_needed=True, source=source)
        for name, family, kind, units, _items, source in standards.SHEETS
    ]
    writing.add_many(made, actor=None, act="seed")
    items = [
        SheetItem(sheet=sheet, position=position, content=content)
        for sheet, (*_words, contents, _source) in zip(made, standards.SHEETS, strict=True)
        for position, content in enumerate(contents, 1)
    ]
    writing.add_many(items, actor=None, act="seed")
    return len(made)


def steps(place: str) -> int:
    """Whom lateness is told to in this territory; nothing where there are rules."""
    if EscalationRule.objects.exists():
        return 0
    rules = [
        EscalationRule(
            name=_("超期 %(days)d 天报%(whom)s") % {"days": days, "whom": whom.label},
            place_id=place,
            days_late=days,
            whom=whom,
        )
        for days, whom in standards.STEPS
    ]
    writing.add_many(rules, actor=None, act="seed")
    return len(rules)
