"""The form of a user-made indicator: everything is chosen by the words of its ledger, and its value is shown before it
is saved. Must not know requests."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django import forms
from django.http import Http404
from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.base.people import access
from anlan.base.periods import Period, PeriodKind
from anlan.kit.ledger.declaration import Ledger
from anlan.kit.ledger.forms import RecordForm
from anlan.kit.ledger.registry import ledger_by_code, ledgers
from anlan.reports.catalogue import asked, own
from anlan.reports.catalogue.models import Kind, OwnIndicator
from anlan.reports.figures import counting
from anlan.reports.figures.counting import Ask

Pairs = list[tuple[str, Any]]


class WordedSelect(forms.Select):
    """A select whose empty option says what it means; a value that is not offered stays as it was written."""

    def offer(self, choices: Pairs, held: str) -> None:
        """These options, and the held value whatever it is."""
        keys = {key for one in choices for key in _keys(one)}
        self.choices = choices if held in keys else [*choices, (held, held)]


def _keys(one: tuple[str, Any]) -> Iterable[str]:
    return (key for key, _label in one[1]) if isinstance(one[1], list) else (one[0],)


class OwnIndicatorForm(RecordForm):
    """``measuring`` names the fields that depend on the ledger."""

    measuring = ("ledger", "query", "day", "kind", "column")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.adding and not self.is_bound:
            self._suggest()
        self.fields["definition"].widget = forms.Textarea(attrs={"rows": 2, "maxlength": 300})
        self._choose("ledger", self._ledgers())
        self._choose("day", self._days())
        self._choose("column", self._columns())

    def written(self, name: str) -> str:
        """What a field holds now: as sent, else as it stands."""
        if self.is_bound:
            return str(self.data.get(self.add_prefix(name), "")).replace("\x00", "").strip()
        return str(self.initial.get(name) or "")

    @cached_property
    def counted(self) -> Ledger | None:
        """The ledger chosen, where this person may look at it."""
        try:
            found = ledger_by_code(self.written("ledger"))
        except Http404:
            return None
        return found if access.can(self.user, f"{found.code}.view") else None

    @property
    def conditions(self) -> list[str]:
        """What the filters ask for, in words."""
        return asked.told(self.counted, self.written("query"), self.user) if self.counted else []

    @property
    def rows(self) -> str:
        """The address of the list with these filters."""
        return f"/l/{self.counted.code}/?{self.written('query')}" if self.counted else ""

    @property
    def preview(self) -> dict[str, Any] | None:
        """The indicator's values for this person as it is written down; a sentence where it is none."""
        if self.counted is None:
            return None
        given = {name: self.written(name) for name in own.WRITTEN}
        try:
            made = own.fitted(OwnIndicator(**given | {"kind": given["kind"] or Kind.COUNT}))
        except own.Unfit as unfit:
            return {"wrong": str(unfit)}
        today = clock.today()
        year, month = Period.of(PeriodKind.YEAR, today), Period.of(PeriodKind.MONTH, today)
        asks = [whole := Ask(made, year)]
        if made.on:
            asks += [whole.against(counting.year_before(year)), Ask(made, month)]
        found = counting.compute(asks, self.user)
        if not made.on:
            return {"values": [(_("此刻"), found[asks[0]])]}
        names = (year.label, _("去年同期"), month.label)
        return {"values": [(name, found[ask]) for name, ask in zip(names, asks, strict=True)]}

    def _choose(self, name: str, choices: Pairs) -> None:
        field = self.fields[name]
        widget = WordedSelect()
        widget.offer(choices, self.written(name))
        widget.is_required = field.required
        field.widget, field.help_text = widget, ""

    def _ledgers(self) -> Pairs:
        sections: dict[str, list[tuple[str, str]]] = {}
        for one in ledgers():
            if access.can(self.user, f"{one.code}.view"):
                sections.setdefault(str(one.section), []).append((one.code, one.title))
        return [("", _("请选择台账")), *sections.items()]

    def _days(self) -> Pairs:
        found = list(own.days(self.counted).items()) if self.counted else []
        return [("", _("不分时段，数此刻的记录")), *found]

    def _columns(self) -> Pairs:
        if self.counted is None or self.written("kind") in ("", Kind.COUNT):
            return [("", _("数记录时不用选"))]
        offered = own.numbers if self.written("kind") == Kind.SUM else own.values
        return [("", _("请选择")), *offered(self.counted).items()]

    def _suggest(self) -> None:
        """What most people would write, to be corrected."""
        organisation = self.user.organisation_id
        self.initial.setdefault("owner", organisation)
        if self.counted is None:
            return
        self.initial["query"] = asked.tidy(self.written("query"))
        day = own.days(self.counted).get(self.written("day"), "")
        rows = _("本期的%(ledger)s，按%(day)s计") if day else _("现有的%(ledger)s")
        words = [rows % {"ledger": self.counted.title, "day": day}, *self.conditions]
        self.initial.setdefault("unit", str(self.counted.unit))
        self.initial.setdefault("definition", ("，".join(words))[:299] + "。")
