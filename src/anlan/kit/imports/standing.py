"""What the person behind an import may do with the rows of a ledger. It must not know how rows are judged."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Model, QuerySet

from anlan.base.people import access
from anlan.base.places import codes
from anlan.base.places.models import Place, PlaceLevel
from anlan.kit.ledger import entry
from anlan.kit.ledger.declaration import Ledger
from anlan.kit.ledger.lists import visible


class Standing:
    """One person's rights over one ledger; ``user=None`` is an operator at the machine itself, who may do all."""

    def __init__(self, ledger: Ledger, user: Any) -> None:
        self.ledger, self.user = ledger, user
        self.default_place = self._default_place()
        self._judged: dict[tuple[str, Any, Any, Any], bool] = {}

    def may_import(self) -> bool:
        return self.user is None or access.can(self.user, f"{self.ledger.code}.import")

    def changeable(self) -> QuerySet[Any]:
        """Existing rows that an import may change."""
        rows = self.ledger.model._default_manager.all()
        for action in ("import", "change"):
            if self.user is not None:
                rows = access.visible(self.user, f"{self.ledger.code}.{action}", rows, self.ledger.scope)
        return rows

    def linkable(self, target: Ledger | None, model: type[Model]) -> QuerySet[Any]:
        """Rows of another ledger that a cell may name."""
        if target is None or self.user is None:
            return model._base_manager.all()
        return visible(target, self.user)

    def may_write(self, action: str, place: Any, line: Any, organisation: Any) -> bool:
        """May a row of these axes be added or changed? Asked once for each combination."""
        if self.user is None:
            return True
        key = (action, place, line, organisation)
        if key not in self._judged:
            axes: Mapping[str, Any] = {"place": place, "line": line, "organisation": organisation}
            self._judged[key] = all(
                access.within(self.user, f"{self.ledger.code}.{one}", axes, self.ledger.scope)
                for one in ("import", action)
            )
        return self._judged[key]

    def territory(self) -> str:
        """The county in which places are looked up; empty for the whole tree."""
        return codes.county_of(self.default_place or "")

    def holds(self, place: str) -> bool:
        """Does a place lie in one of the person's territories?"""
        return self.user is None or any(
            codes.holds(reach.place_code, place)
            for reach in access.reach(self.user, f"{self.ledger.code}.import")
            if reach.place_code
        )

    def _default_place(self) -> str | None:
        if self.user is not None:
            return entry.default_place(self.user, f"{self.ledger.code}.import")
        counties = Place.objects.filter(level=PlaceLevel.COUNTY, valid_to_on=None).values_list("code", flat=True)[:2]
        return counties[0] if len(counties) == 1 else None
