"""What is wrong with a report template, for its record's page."""

from typing import Any

from django import template

from anlan.reports.papers import drafts
from anlan.reports.papers.models import ReportTemplate
from anlan.reports.papers.word import NotWord

register = template.Library()


@register.simple_tag
def checked_template(record: ReportTemplate) -> dict[str, Any]:
    """Faults, needs and the number of tags; or why the file is no template."""
    try:
        made = drafts.check(drafts.of_template(record).data)
    except (NotWord, FileNotFoundError) as wrong:
        return {"refusal": str(wrong)}
    return {"faults": made.faults, "needs": made.needs, "tags": made.tags}
