"""Start-up refuses a declaration that contradicts itself, with a sentence that says what to change."""

from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from anlan.base.people import roles
from anlan.base.people.access import Scope
from anlan.kit.flow.moves import Flow, Move
from anlan.kit.ledger.declaration import Group, Layer
from anlan.kit.ledger.registry import ledger_by_code, ledgers, register, unregister
from anlan.subjects.enterprises.ledgers.firms import EnterpriseLedger
from tests.contracts.shelters import Shelter, ShelterLedger

MOVES = ShelterLedger.flow.moves if ShelterLedger.flow else ()


def declared(**changes: Any) -> Any:
    """The third ledger with something changed."""
    return type("Changed", (ShelterLedger,), changes)


REFUSED = (
    ({"columns": ("name", "colour")}, r"Shelter has no field 'colour'.*correct the ledger's declaration"),
    ({"columns": ("name", "place__colour")}, r"no field 'place__colour' \(stopped at 'colour'\)"),
    ({"groups": (Group("一", ("nam",)),)}, "no field 'nam'"),
    ({"search": ("title",)}, "no field 'title'"),
    ({"filters": {"town": ["exact"]}}, "no field 'town'"),
    ({"sorts": ("-size",)}, "no field 'size'"),
    ({"masked": {"mobile": str}}, "no field 'mobile'"),
    ({"chart": ("kinds",)}, "no field 'kinds'"),
    ({"layer": Layer(colour="risk")}, "no field 'risk'"),
    ({"scope": Scope(place="town")}, "no field 'town'"),
    ({"unlinked": {"kind": "remark"}}, "no field 'remark'"),
    ({"import_keys": (("status",),)}, r"'status' is named for import but stands in no group; add it to groups"),
    ({"synonyms": {"status": ("情况",)}}, "'status' is named for import but stands in no group"),
    ({"code": "hazard"}, r"both have the code 'hazard'; change one"),
    ({"code": "Shelter 1"}, "must be lower-case letters, digits and hyphens"),
    ({"model": EnterpriseLedger.model}, "Enterprise already has EnterpriseLedger"),
    ({"model": type("Loose", (), {"_meta": Shelter._meta})}, "must inherit"),
    ({"grants": {"look": (roles.LEADER,)}}, r"unknown actions \['look'\]; use"),
    ({"grants": {"view": ("boss",)}}, r"shelter.view: unknown roles \['boss'\]; use the codes"),
    ({"grants": {"view": (roles.SYSADMIN,)}}, "kept apart from business"),
    ({"groups": (*ShelterLedger.groups, Group("状态", ("status",)))}, "set by moves only; take it out of groups"),
    ({"flow": Flow("status", MOVES)}, r"nobody can leave the state 'ended'; add a move from it or list it"),
    ({"flow": Flow("status", (*MOVES, Move("burn", "烧", {"gone"}, "open")), {"ended"})}, "names the state 'gone'"),
    ({"flow": Flow("status", (*MOVES, MOVES[0]), {"ended"})}, "two moves are called 'open'; rename one"),
    ({"flow": Flow("state", MOVES, {"ended"})}, r"Shelter has no field 'state' that its flow could set; correct"),
)  # fmt: skip


@pytest.mark.parametrize(("changes", "sentence"), REFUSED, ids=[str(n) for n in range(len(REFUSED))])
def test_a_contradiction_is_refused_at_start_up(changes: dict[str, Any], sentence: str) -> None:
    before = [ledger.code for ledger in ledgers()]
    with pytest.raises(ImproperlyConfigured, match=sentence):
        register(declared(**changes))
    assert [ledger.code for ledger in ledgers()] == before


def test_a_sound_declaration_is_taken_and_can_be_forgotten() -> None:
    register(ShelterLedger)
    assert isinstance(ledger_by_code("shelter"), ShelterLedger)
    unregister("shelter")
    assert "shelter" not in [ledger.code for ledger in ledgers()]


def test_every_ledger_is_known_by_title_section_and_unit() -> None:
    for ledger in ledgers():
        assert ledger.title
        assert str(ledger.section)
        assert str(ledger.unit)
