"""Two towns with people, the national lists, and accidents made as the register makes them."""

from datetime import datetime
from typing import Any

from anlan.base import clock
from anlan.base.dictionaries import terms
from anlan.base.dictionaries.models import Term
from anlan.kit.flow import making
from anlan.kit.ledger import entry
from anlan.kit.ledger.registry import ledger_of
from anlan.subjects.accidents import services, standards
from anlan.subjects.accidents.flows import carrying_out, inquiry, register
from anlan.subjects.accidents.models import Accident, AccidentMeasure, Investigation
from tests.factories import STONE_VILLAGE

FLOWS = {Accident: register, Investigation: inquiry, AccidentMeasure: carrying_out}


def national_lists() -> None:
    for code, name, owner, entries in standards.dictionaries():
        terms.put(code, name, entries, owner=owner)


def settings() -> None:
    national_lists()
    services.seed()


def a_sector(code: str = "industry-03") -> Term:
    return Term.objects.get(dictionary_id=standards.SECTORS, code=code)


def an_accident(at: str | datetime = "2026-11-20 08:00", **values: Any) -> Accident:
    moment = clock.at(at) if isinstance(at, str) else at
    values.setdefault("received_at", moment)
    values.setdefault("sector", a_sector())
    values.setdefault("title", f"“{moment:%m·%d}”事故")
    values.setdefault("unit", "石泉建材厂")
    values.setdefault("place_id", STONE_VILLAGE)
    return _entered(Accident(occurred_at=moment, **values))


def an_investigation(accident: Accident, **values: Any) -> Investigation:
    values.setdefault("organiser", "县应急管理局")
    values.setdefault("begun_on", clock.today())
    return _entered(Investigation(accident=accident, **values))


def a_measure(accident: Accident, **values: Any) -> AccidentMeasure:
    values.setdefault("content", "完善动火作业审批")
    values.setdefault("unit", "石泉建材厂")
    values.setdefault("due_on", clock.today())
    return _entered(AccidentMeasure(accident=accident, **values))


def made(move: str, row: Any, actor: Any, **data: Any) -> Any:
    flow = FLOWS[type(row)]
    found = flow.move(move)
    assert found is not None
    return making.make(flow, found, row, actor=actor, data=data)


def _entered(row: Any) -> Any:
    ledger = ledger_of(type(row))
    assert ledger is not None
    return entry.enter(ledger, row, actor=None)
