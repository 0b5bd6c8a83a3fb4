"""Every flow × (state, move, role): allowed or refused exactly as its table says; two at once have one effect."""

import threading
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from django import forms
from django.db import connection, transaction

from anlan.base import clock
from anlan.base.audit.models import AuditEntry
from anlan.base.people import roles
from anlan.kit.flow import making
from anlan.kit.ledger.declaration import Ledger
from anlan.kit.ledger.forms import form_class
from anlan.kit.records import writing
from tests.api.caller import Caller
from tests.contracts.doors import Door, Visitor
from tests.contracts.rows import a_row
from tests.contracts.test_writes import typed
from tests.contracts.thorough import mine
from tests.factories import COUNTY, a_user

pytestmark = pytest.mark.django_db


def answers(form: type[forms.Form] | None) -> dict[str, Any]:
    """Something fitting for everything that a move asks for."""
    made: dict[str, Any] = {}
    for name, field in form().fields.items() if form else ():
        if isinstance(field, forms.DateField):
            done = "rectified" in name or name == "day"  # when something was done lies not ahead
            made[name] = clock.today() if done else clock.today() + timedelta(days=400)
        elif isinstance(field, forms.DecimalField):
            made[name] = 1
        elif isinstance(field, forms.MultipleChoiceField):
            continue  # its terms are a dictionary's, which may be empty here
        elif isinstance(field, forms.ChoiceField):
            made[name] = field.choices[0][0]
        elif isinstance(field, forms.CharField):
            made[name] = "办理意见"
    return made


def states(ledger: Ledger) -> list[str]:
    assert ledger.flow is not None
    status: Any = ledger.model._meta.get_field(ledger.flow.field)
    return [value for value, _label in status.flatchoices]


def in_state(ledger: Ledger, row: Any, state: str) -> Any:
    """The row as it would stand there, whatever led to it."""
    assert ledger.flow is not None
    ledger.model._base_manager.filter(pk=row.pk).update(**{ledger.flow.field: state})
    return ledger.model._base_manager.get(pk=row.pk)


def test_each_move_is_open_to_its_roles_from_its_states_and_to_nobody_else(
    flowing: None, ledger: Ledger, county: Any
) -> None:
    flow = ledger.flow
    assert flow is not None
    users = {role: a_user(role, COUNTY, organisation=county.stone.organisation) for role in roles.NAMES}
    row = a_row(ledger, county.stone)
    wrong = []
    for state, move in mine(ledger, list(product(states(ledger), flow.moves))):
        here = in_state(ledger, row, state)
        for role, user in users.items():
            expected = state in move.sources and role in move.roles and move.allowed(user, here)
            try:
                with transaction.atomic():
                    done = making.make(flow, move, here, actor=user, data=answers(move.form))
                    made = True
                    landed = getattr(done, flow.field) == (move.target if move.target is not None else state)
                    kept = AuditEntry.objects.filter(
                        act=f"{ledger.code}.{move.code}", object_id=str(row.pk), actor=user
                    ).exists()
                    transaction.set_rollback(True)
            except making.Refused:
                made, landed, kept = False, True, True
            if (made, landed, kept) != (expected, True, True):
                wrong.append((state, move.code, role, made, expected, landed, kept))
            if (move in making.open_moves(ledger.code, flow, user, here)) != expected:
                wrong.append((state, move.code, role, "button"))
    assert wrong == []


def test_a_refused_move_changes_nothing_and_says_why(flowing: None, ledger: Ledger, county: Any) -> None:
    flow = ledger.flow
    assert flow is not None
    row = a_row(ledger, county.stone)
    shut = [(state, move) for state, move in product(states(ledger), flow.moves) if state not in move.sources]
    for state, move in mine(ledger, shut):
        before = writing.values_of(in_state(ledger, row, state))
        user = a_user(move.roles[0], COUNTY, organisation=county.stone.organisation)
        answer = Visitor(user).knock(
            Door("move", f"/l/{ledger.code}/{row.pk}/move/{move.code}", method="post", body=answers(move.form))
        )
        assert answer.status in (403, 409), (state, move.code)
        assert "权限" in answer.text or "当前状态是" in answer.text
        assert writing.values_of(ledger.model._base_manager.get(pk=row.pk)) == before


def test_nothing_but_a_move_sets_the_state(flowing: None, ledger: Ledger, county: Any) -> None:
    flow = ledger.flow
    assert flow is not None
    row = a_row(ledger, county.stone)
    start = getattr(row, flow.field)
    for state in mine(ledger, states(ledger)):
        sent = typed(ledger, row, county.keeper) | {flow.field: state, "version": row.version}
        Visitor(county.keeper).knock(Door("edit", f"/l/{ledger.code}/{row.pk}/edit", method="post", body=sent))
        bulk = {"id": row.pk, "field": flow.field, "value": state, "confirm": "1"}
        Visitor(county.keeper).knock(Door("bulk", f"/l/{ledger.code}/bulk", method="post", body=bulk))
        answer = Caller(county.keeper).patch(f"{ledger.code}/{row.pk}", {"version": row.version, flow.field: state})
        assert answer.status_code == 422
        assert getattr(ledger.model._base_manager.get(pk=row.pk), flow.field) == start
    assert flow.field not in form_class(ledger).base_fields
    assert flow.field not in {column.name for column in ledger.imported}


@pytest.mark.django_db(transaction=True)
def test_two_who_make_the_same_move_at_once_have_one_effect(flowing: None, ledger: Ledger, county: Any) -> None:
    flow = ledger.flow
    assert flow is not None
    whole = a_row(ledger, county.stone)
    for move in flow.moves:
        if move.target is None or move.target in move.sources:
            continue
        row = in_state(ledger, whole, next(iter(move.sources)))
        role = next((role for role in move.roles if role not in roles.OF_AN_ORGANISATION), move.roles[0])
        users = [a_user(role, COUNTY) for _ in range(4)]
        if move.allowed(users[0], row):  # one that this row, made of nothing, is fit for
            break
    ready = threading.Barrier(len(users))
    outcomes: list[str] = []

    def one(user: Any) -> None:
        try:
            ready.wait()
            making.make(flow, move, row, actor=user, data=answers(move.form))
            outcomes.append("made")
        except making.Refused as refused:
            outcomes.append(str(refused))
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=(user,)) for user in users]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes.count("made") == 1
    assert all("当前状态是" in outcome for outcome in outcomes if outcome != "made")
    assert len(outcomes) == len(users)
    assert AuditEntry.objects.filter(act=f"{ledger.code}.{move.code}", object_id=str(row.pk)).count() == 1
    assert ledger.model._base_manager.get(pk=row.pk).version == row.version + 1


def test_dates_in_the_answers_are_dates() -> None:
    class Asked(forms.Form):
        day = forms.DateField()

    assert isinstance(answers(Asked)["day"], date)
