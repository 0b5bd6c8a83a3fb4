"""Undoing a confirmed import as a whole: rows that it made go, rows that it changed are put back.

Rows that were touched since, or that others now refer to, stay as they are and are listed with the reason.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.base.audit import records as audit
from anlan.base.places import queries as places
from anlan.kit.files.models import Attachment
from anlan.kit.imports.claims import Claim
from anlan.kit.imports.confirming import acting_for
from anlan.kit.imports.intake import intakes
from anlan.kit.imports.linking import hang
from anlan.kit.imports.models import ImportEffect, ImportSession, State
from anlan.kit.imports.standing import Standing
from anlan.kit.ledger.registry import ledger_by_code
from anlan.kit.records import writing

ACT = "undo"
_CHUNK = 2000


def undo(claim: Claim) -> None:
    """Put back what the session did, in one transaction that also closes the session. Raises ``ClaimLost``."""
    session = ImportSession.objects.select_related("undone_by").get(pk=claim.session_id)
    claim.tell(20, _("正在撤销"))
    with acting_for(session.undone_by), claim.hold() as locked:
        kept = _Undoing(locked).run()
        audit.record(
            "import.undo",
            actor=locked.undone_by,
            kind="import",
            object_id=str(locked.pk),
            label=locked.name,
            after={"ledger": locked.ledger, "kept": kept},
        )
        locked.counts = {**locked.counts, "kept": kept}
        locked.state, locked.undone_at, locked.leased_until_at = State.UNDONE, clock.now(), None
        locked.progress, locked.progress_words = 100, ""
        locked.save()
    if session.ledger == "place":
        places.forget()


class _Undoing:
    def __init__(self, session: ImportSession) -> None:
        self.session = session
        self.ledger = ledger_by_code(session.ledger)
        self.model = self.ledger.model
        made = intakes(self.ledger, Standing(self.ledger, session.created_by), {})
        self.intakes = {one.attname: one for one in made.values()}
        self.linked = [one for one in self.intakes.values() if one.column.field.is_relation]
        self.objects: dict[str, dict[Any, Any]] = {}
        self.kept = 0

    def run(self) -> int:
        """How many rows were kept."""
        for part in self._chunks():
            present = {
                row.pk: row
                for row in self.model._base_manager.select_for_update().filter(pk__in=[one.object_id for one in part])
            }
            reasons = self._reasons(part, present)
            free = [one for one in part if one.object_id not in reasons and one.object_id in present]
            self._put_back([one for one in free if one.before is not None], present)
            made = [one for one in free if one.before is None]
            writing.remove_many(
                [present[one.object_id] for one in made],
                actor=self._actor,
                act=ACT,
                details=[{"_import": self.session.pk, "_row": one.sheet_row} for one in made],
            )
            self._tell_kept([one for one in part if one.object_id in reasons], reasons)
        return self.kept

    @property
    def _actor(self) -> Any:
        return self.session.undone_by

    def _chunks(self) -> Iterator[list[ImportEffect]]:
        """Newest first, so that what an import made last goes first."""
        last: int | None = None
        rows = ImportEffect.objects.filter(session=self.session).order_by("-id")
        while part := list((rows if last is None else rows.filter(pk__lt=last))[:_CHUNK]):
            yield part
            last = part[-1].pk

    def _reasons(self, part: Sequence[ImportEffect], present: Mapping[int, Any]) -> dict[int, str]:
        """Rows that stay, by id, with the sentence."""
        reasons = {}
        for one in part:
            row = present.get(one.object_id)
            if row is None:
                reasons[one.object_id] = _("已被删除")
            elif row.version != one.version_after:
                reasons[one.object_id] = _("导入后又有改动")
        made = [one.object_id for one in part if one.before is None and one.object_id not in reasons]
        for pk in self._with_attachments(made):
            reasons[pk] = _("导入后加了附件")
        for pk, name in self._referred_to(made):
            reasons.setdefault(pk, _("已被“%(name)s”引用") % {"name": name})
        return reasons

    def _with_attachments(self, keys: Sequence[int]) -> list[int]:
        files = Attachment.objects.filter(kind=self.ledger.code, object_id__in=[str(key) for key in keys])
        return [int(str(key)) for key in files.values_list("object_id", flat=True).distinct()]

    def _referred_to(self, keys: Sequence[int]) -> Iterator[tuple[int, str]]:
        """Rows that others refer to, whatever the database would do with those others; but not those that the ledger
        itself writes after a row and that go with it, which their model names by a condition ``follows``."""
        known: dict[str, dict[Any, int]] = {self.model._meta.pk.attname: {key: key for key in keys}}
        for relation in self.model._meta.get_fields(include_hidden=True):
            if not (relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one)):
                continue
            field: Any = relation.field  # type: ignore[union-attr]
            target = field.target_field.attname
            if target not in known:
                known[target] = dict(self.model._base_manager.filter(pk__in=keys).values_list(target, "pk"))
            by_value = known[target]
            others = field.model._base_manager.filter(**{f"{field.name}__in": list(by_value)})
            if (follows := getattr(field.model, "follows", None)) is not None:
                others = others.exclude(follows)
            for value in others.order_by().values_list(field.attname, flat=True).distinct():
                yield by_value[value], str(field.model._meta.verbose_name)

    def _put_back(self, effects: Sequence[ImportEffect], present: Mapping[int, Any]) -> None:
        changes = []
        for one in effects:
            row = present[one.object_id]
            before = writing.values_of(row)
            for attname, value in (one.before or {}).items():
                setattr(row, attname, self.intakes[attname].restored(value) if attname in self.intakes else value)
            changes.append(writing.Change(row, before, {"_import": self.session.pk, "_row": one.sheet_row}))
        hang([change.row for change in changes], self.linked, self.objects)
        with writing.restoring():
            writing.change_many(changes, actor=self._actor, act=ACT)

    def _tell_kept(self, effects: Sequence[ImportEffect], reasons: Mapping[int, str]) -> None:
        for one in effects:
            one.kept = reasons[one.object_id]
        ImportEffect.objects.bulk_update(effects, ["kept"], batch_size=500)
        self.kept += len(effects)
