"""What an import would do with each draft: add it, change a row cell by cell, leave it, or refuse it with reasons.

It must not write anything.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from anlan.kit.imports import matching
from anlan.kit.imports.drafting import Draft, Drafter, Reason, is_empty
from anlan.kit.imports.intake import Intake
from anlan.kit.imports.models import Kind

_CHUNK = 2000
Seen = dict[Any, int]


@dataclass(slots=True)
class Judged:
    """One row of the preview, by the names of ``ImportRow``."""

    sheet: str
    sheet_row: int
    kind: str
    target_id: int | None
    target_version: int | None
    values: dict[str, Any]
    before: dict[str, Any] | None
    reasons: list[Reason]
    position: int = 0
    cells: list[Any] | None = None

    def stored(self) -> tuple[Any, ...]:
        return tuple(getattr(self, name) for name in self.__slots__)


class Judge:
    """Judges drafts of one file, in the order of the sheet."""

    def __init__(self, drafter: Drafter, seen: Seen | None = None) -> None:
        self.drafter = drafter
        self.standing, self.ledger, self.intakes = drafter.standing, drafter.ledger, drafter.intakes
        self.model = self.ledger.model
        self.seen: Seen = seen if seen is not None else {}
        self._found: list[matching.Found] = []
        self._taken: list[matching.Found] = []
        objects = drafter.objects
        self._plan = [(name, one.attname, one, objects.get(name)) for name, one in self.intakes.items()]
        self._dated = [
            (name, one.attname) for name, one in self.intakes.items() if one.column.kind in ("term", "line", "link")
        ]
        self._place = self.ledger.scope.place if self.ledger.scope.place in self.intakes else None

    def look_up(self, wanted: Sequence[Iterable[tuple[Any, ...]]]) -> None:
        """Find existing rows for all keys of the file at once: ``wanted`` holds a set of keys for each import key."""
        changeable = self.standing.changeable()
        self._found, self._taken = [], []
        for key, asked in zip(self.drafter.keys, wanted, strict=True):
            self._found.append(matching.lookup(changeable, key, asked))
            if not key.unique:
                self._taken.append({})
            elif self.standing.user is None:
                self._taken.append(self._found[-1])
            else:
                self._taken.append(matching.lookup(self.model._base_manager.all(), key, asked))

    def judge(self, drafts: Sequence[Draft]) -> list[Judged]:
        """What is to become of each draft, without positions."""
        targets = self._targets(drafts)
        return [self._judge_one(draft, targets) for draft in drafts]

    def _targets(self, drafts: Sequence[Draft]) -> dict[int, Any]:
        wanted = {
            found[key] for draft in drafts for found, key in zip(self._found, draft.keys, strict=True) if key in found
        }
        rows: dict[int, Any] = {}
        keys = sorted(wanted)
        for start in range(0, len(keys), _CHUNK):
            part = self.model._base_manager.filter(pk__in=keys[start : start + _CHUNK])
            rows |= {row.pk: row for row in part}
        for name, links in self.drafter.links.items():
            links.learn_keys(getattr(row, self.intakes[name].attname) for row in rows.values())
        return rows

    def _judge_one(self, draft: Draft, targets: Mapping[int, Any]) -> Judged:
        reasons = list(draft.reasons)
        row = self._target(draft, targets)
        reasons += self._doubled(draft, row) or self._taken_elsewhere(draft, row)
        if row is None:
            kind, values, before = Kind.NEW.value, self._new(draft, reasons), None
        else:
            kind, values, before = self._changed(draft, row, reasons)
        if reasons:
            kind, values, before = Kind.REFUSED.value, {}, None
        return Judged(
            sheet=draft.sheet,
            sheet_row=draft.number,
            kind=kind,
            target_id=row.pk if row is not None else None,
            target_version=row.version if row is not None else None,
            values=values,
            before=before,
            reasons=reasons,
        )

    def _target(self, draft: Draft, targets: Mapping[int, Any]) -> Any:
        """The row that the first fitting key finds, unless it bears another value of an earlier key."""
        for place, (found, key) in enumerate(zip(self._found, draft.keys, strict=True)):
            row = targets.get(found.get(key, 0)) if key is not None else None
            if row is not None and not self._contradicts(draft, row, place):
                return row
        return None

    def _contradicts(self, draft: Draft, row: Any, place: int) -> bool:
        return any(
            draft.keys[earlier] is not None and any(getattr(row, name) for name in self.drafter.keys[earlier].attnames)
            for earlier in range(place)
        )

    def _doubled(self, draft: Draft, row: Any) -> list[Reason]:
        """Rows of the file that mean the same record: the first counts."""
        marks: dict[Any, int] = {("row", row.pk): 0} if row is not None else {}
        first = True
        for place, key in enumerate(draft.keys):
            if key is not None and (first or self.drafter.keys[place].unique):
                marks[place, key] = place
                first = False
        doubles = [(self.seen[mark], place) for mark, place in marks.items() if mark in self.seen]
        for mark in marks:
            self.seen.setdefault(mark, draft.number)
        if not doubles:
            return []
        number, place = doubles[-1]
        return [self.drafter.reason(self.drafter.keys[place].names[0], _("与第 %(row)d 行重复。") % {"row": number})]

    def _taken_elsewhere(self, draft: Draft, row: Any) -> list[Reason]:
        """A unique key that a row outside the person's reach bears; which one is not told."""
        for place, key in enumerate(draft.keys):
            taken = self._taken[place].get(key) if key is not None else None
            if taken is not None and (row is None or taken != row.pk):
                name = self.drafter.keys[place].names[0]
                return [self.drafter.reason(name, _("已被占用，或不在您负责的范围内，不能导入。"))]
        return []

    def _new(self, draft: Draft, reasons: list[Reason]) -> dict[str, Any]:
        given = draft.values
        faulty = {reason["field"] for reason in reasons}
        values: dict[str, Any] = {}
        entered: dict[str, Any] = {}
        for name, attname, one, objects in self._plan:
            value = given.get(name)
            if is_empty(value):
                if one.required and name not in faulty:
                    value = self.standing.default_place if name == self._place else None
                    if value is None:
                        reasons.append(self.drafter.reason(name, self._missing(name)))
                if value is None:
                    if name in given:
                        entered[name] = one.column.field.get_default() if one.defaulted else one.nothing
                    continue
            if one.mask is not None and "*" in str(value):
                reasons.append(self.drafter.reason(name, _("是打码后的内容，新增记录要填完整的。")))
            values[attname] = one.stored(value)
            entered[name] = value if objects is None else self._object(one, value)
        if not reasons:
            self._check_rules(entered, "add", reasons)
        return values | {name: value for name, value in given.items() if name not in self.intakes}

    def _missing(self, name: str) -> str:
        if name in self.drafter.reading.fields:
            return _("必填，不能为空。")
        return _("表里没有这一列，而它是必填的。")

    def _object(self, one: Intake, value: Any) -> Any:
        kept = self.drafter.objects.get(one.name)
        if kept is None or value is None:
            return value
        if value not in kept:
            field = one.column.field
            kept[value] = field.related_model._base_manager.filter(**{field.target_field.attname: value}).first()
        return kept[value]

    def _changed(
        self, draft: Draft, row: Any, reasons: list[Reason]
    ) -> tuple[str, dict[str, Any], dict[str, Any] | None]:
        after: dict[str, Any] = {}
        for name, value in draft.values.items():
            one = self.intakes.get(name)
            if one is None or self._stays(one, value, getattr(row, one.attname), reasons):
                continue
            after[one.attname] = one.nothing if is_empty(value) else value
        if not after:
            return Kind.SAME.value, {}, None
        if not reasons:
            entered = {
                name: self._object(one, after.get(one.attname, getattr(row, one.attname)))
                for name, one in self.intakes.items()
            }
            self._check_rules(entered, "change", reasons, row, set(after))
        if {"longitude", "latitude"} & set(after) and "coordinate_source" in draft.values:
            after["coordinate_source"] = draft.values["coordinate_source"]
        by_attname = {one.attname: one for one in self.intakes.values()}
        values = {n: by_attname[n].stored(v) if n in by_attname else v for n, v in after.items()}
        before = {n: by_attname[n].stored(getattr(row, n)) if n in by_attname else getattr(row, n) for n in after}
        return Kind.CHANGED.value, values, before

    def _stays(self, one: Intake, value: Any, present: Any, reasons: list[Reason]) -> bool:
        """Does the present value stay: nothing given, the same given, or its own mask?"""
        if is_empty(value):
            if is_empty(present) or not self.drafter.reading.clear_empty or one.defaulted:
                return True
            if one.required:
                reasons.append(self.drafter.reason(one.name, _("必填，不能清空。")))
                return True
            return False
        if one.same(present, value):
            return True
        if one.mask is not None and "*" in str(value):
            if not present or one.mask(str(present)) != value:
                reasons.append(self.drafter.reason(one.name, _("打码后的内容与现有的对不上，请填完整的。")))
            return True
        return False

    def _check_rules(
        self,
        entered: dict[str, Any],
        action: str,
        reasons: list[Reason],
        row: Any = None,
        changed: set[str] | None = None,
    ) -> None:
        for name, attname in self._dated:
            if (changed is None or attname in changed) and getattr(entered.get(name), "active", True) is False:
                reasons.append(self.drafter.reason(name, _("“%(name)s”已停用。") % {"name": entered[name]}))
        reasons += [self.drafter.reason(name, str(said)) for name, said in self.ledger.check(entered).items()]
        axes = [self._axis(path, entered, row) for path in self._paths()]
        if not self.standing.may_write(action, *axes):
            name = (self.ledger.scope.place or "").split("__")[0]
            reasons.append(self.drafter.reason(name, _("不在您负责的区域或条线内，不能导入。")))

    def _paths(self) -> tuple[str | None, str | None, str | None]:
        return self.ledger.scope.place, self.ledger.scope.line, self.ledger.scope.organisation

    @staticmethod
    def _axis(path: str | None, entered: Mapping[str, Any], row: Any) -> Any:
        """The key at the end of a scope's path, from what is entered, else from the present row."""
        if path is None:
            return None
        first, *rest = path.split("__")
        if not rest:
            here = entered[first] if first in entered else getattr(row, f"{first}_id", None)
            return getattr(here, "code", getattr(here, "pk", here))
        here = entered[first] if first in entered else getattr(row, first, None)
        for part in rest[:-1]:
            here = getattr(here, part, None)
        return getattr(here, f"{rest[-1]}_id", None)
