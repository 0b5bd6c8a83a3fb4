"""Permit items, applications and complaints as the ledgers make them."""

from datetime import date
from itertools import count
from typing import Any

from anlan.base import clock
from anlan.kit.flow import making
from anlan.kit.ledger import entry
from anlan.kit.ledger.registry import ledger_of
from anlan.subjects.permits.flows.applications import handling as of_applications
from anlan.subjects.permits.flows.certificates import term
from anlan.subjects.permits.flows.complaints import handling as of_complaints
from anlan.subjects.permits.models import Complaint, Permit, PermitApplication, PermitItem
from tests.factories import STONE_VILLAGE, a_term

FLOWS = {PermitApplication: of_applications, Permit: term, Complaint: of_complaints}
_numbers = count(1)


def an_item(**values: Any) -> PermitItem:
    values.setdefault("code", f"ITEM{next(_numbers)}")
    values.setdefault("name", "烟花爆竹零售经营许可")
    values.setdefault("legal_days", 20)
    values.setdefault("promised_days", 8)
    values.setdefault("valid_years", 2)
    values.setdefault("series", "YHLS")
    return _entered(PermitItem(**values))


def an_application(item: PermitItem | None = None, **values: Any) -> PermitApplication:
    values.setdefault("applicant", "石塘日杂店")
    values.setdefault("place_id", STONE_VILLAGE)
    values.setdefault("received_on", clock.today())
    return _entered(PermitApplication(item=item or an_item(), **values))


def a_permit(item: PermitItem | None = None, **values: Any) -> Permit:
    values.setdefault("number", f"澜YHLS{next(_numbers):05d}")
    values.setdefault("holder", "云口副食店")
    values.setdefault("place_id", STONE_VILLAGE)
    values.setdefault("issued_on", date(2024, 1, 10))
    values.setdefault("valid_from_on", date(2024, 1, 10))
    values.setdefault("expires_on", date(2026, 1, 9))
    return _entered(Permit(item=item or an_item(), **values))


def a_complaint(**values: Any) -> Complaint:
    values.setdefault("title", "仓库违规存放烟花")
    values.setdefault("source", a_term("complaint-source", "12350 举报电话", "12350"))
    values.setdefault("received_at", clock.now())
    values.setdefault("place_id", STONE_VILLAGE)
    return _entered(Complaint(**values))


def made(move: str, row: Any, actor: Any, **data: Any) -> Any:
    flow = FLOWS[type(row)]
    found = flow.move(move)
    assert found is not None
    return making.make(flow, found, row, actor=actor, data=data)


def _entered(row: Any) -> Any:
    ledger = ledger_of(type(row))
    assert ledger is not None
    return entry.enter(ledger, row, actor=None)
