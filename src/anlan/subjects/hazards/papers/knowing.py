"""What is known of a row that a paper is about: its party, its place, and what its forms open with. Subjects above
register how to tell it of their own rows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db.models import Model
from django.utils.translation import gettext as _

from anlan.subjects.hazards.models import Hazard, Inspection


@dataclass(frozen=True)
class Facts:
    """``addressee`` is the party's name; ``known`` holds what else may stand in a paper, by name, plain."""

    addressee: str
    place_id: str
    line_id: str | None = None
    enterprise: Any = None
    known: Mapping[str, Any] = field(default_factory=dict)
    matters: tuple[tuple[str, int], ...] = ()
    """other rows whose papers count as issued before: a hazard's inspection, a case's hazard"""


_tellers: dict[type[Model], Callable[[Any], Facts]] = {}


def register_facts(model: type[Model], teller: Callable[[Any], Facts]) -> None:
    """How to tell the facts of a model's rows; called at start-up."""
    _tellers[model] = teller


def facts_of(row: Any) -> Facts:
    """The facts of a row; what a row without a teller shows by the usual names of fields."""
    teller = _tellers.get(type(row))
    if teller is not None:
        return teller(row)
    enterprise = getattr(row, "enterprise", None)
    name = enterprise.name if enterprise is not None else getattr(row, "unit", "") or str(row)
    return Facts(name, row.place_id, getattr(row, "line_id", None), enterprise, party(enterprise))


def party(enterprise: Any) -> dict[str, Any]:
    """What papers say of a firm."""
    return {
        "address": getattr(enterprise, "address", ""),
        "legal_person": getattr(enterprise, "legal_person", ""),
        "phone": getattr(enterprise, "phone", ""),
        "credit_code": getattr(enterprise, "credit_code", ""),
        "bureau": settings.ANLAN_BUREAU,
    }


def _at(where: str, content: str) -> str:
    """A problem with its place before it, unless it names the place itself."""
    return content if not where or where in content else f"{where}：{content}"


def _of_inspection(row: Inspection) -> Facts:
    hazards = list(row.hazards.order_by("pk").values_list("content", "location", "basis"))
    known = party(row.enterprise) | {
        "day": row.inspected_on,
        "where": getattr(row.enterprise, "address", "") or row.subject,
        "inspectors": row.inspectors,
        "problems": [_at(where, content) for content, where, _basis in hazards],
        "basis": next((basis for _content, _where, basis in hazards if basis), ""),
        "findings": row.conclusion or (_("现场检查未发现问题。") if not hazards else _("发现的问题如上。")),
        "content": [row.checklist.name] if row.checklist is not None else [],
        "method": _("查阅资料、现场查看、询问有关人员"),
    }
    matters = (("inspection", row.revisit_of_id),) if row.revisit_of_id else ()
    return Facts(row.subject, row.place_id, row.line_id, row.enterprise, known, matters)


def _of_hazard(row: Hazard) -> Facts:
    known = party(row.enterprise) | {
        "day": row.found_on,
        "where": row.location,
        "inspectors": row.finder,
        "problems": [_at(row.location, row.content)],
        "basis": row.basis,
        "findings": row.measure,
    }
    name = row.enterprise.name if row.enterprise is not None else row.unit
    matters = (("inspection", row.inspection_id),) if row.inspection_id else ()
    return Facts(name, row.place_id, row.line_id, row.enterprise, known, matters)


register_facts(Inspection, _of_inspection)
register_facts(Hazard, _of_hazard)
