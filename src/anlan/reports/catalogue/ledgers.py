"""The ledger of user-made indicators."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from anlan.base.people import roles
from anlan.base.people.access import Scope
from anlan.kit.ledger.columns import Column
from anlan.kit.ledger.declaration import Group, Ledger
from anlan.kit.ledger.registry import register
from anlan.reports.catalogue import own
from anlan.reports.catalogue.forms import OwnIndicatorForm
from anlan.reports.catalogue.models import Kind, OwnIndicator
from anlan.reports.figures import registry

MAKERS = (roles.SAFETY_OFFICE, roles.ENFORCEMENT)


@register
class OwnIndicatorLedger(Ledger):
    """自建指标：把一本台账的筛选存成指标，目录、报告模板和往年对比都能用。"""

    model = OwnIndicator
    code = "own-indicator"
    section = _("统计报告")
    icon = "report-analytics"
    unit = _("个")
    columns = (
        "name",
        "unit",
        Column("ledger", _("台账"), text_of=own.words),
        Column("day", _("按哪个日期计期"), text_of=own.label_of("day")),
        "kind",
        Column("column", _("计量字段"), text_of=own.label_of("column")),
        "place",
        "owner",
        "active",
    )
    form = OwnIndicatorForm
    chips = {_("启用"): Q(active=True)}
    search = ("name", "definition")
    filters = {"ledger": ["exact"], "kind": ["exact"], "active": ["exact"], "place": ["subtree"]}
    sorts = ("-id", "name")
    groups = (
        Group(_("指标"), ("name", "unit", "definition")),
        Group(_("怎样计量"), ("ledger", "query", "day", "kind", "column")),
        Group(_("归属"), ("place", "owner", "active")),
    )
    import_keys = (("name",),)
    synonyms = {"definition": ("口径", "说明"), "ledger": ("台账",), "day": ("日期字段",), "column": ("字段",)}
    scope = Scope(line=None)
    grants = dict.fromkeys(("add", "change", "delete", "import", "export"), MAKERS)

    def tidy(self, values: dict[str, Any]) -> None:
        own.tidied(values)

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        """It must fit its ledger now, and no declared indicator may have its name."""
        wrong = {}
        name = values.get("name") or ""
        if name in {one.name for one in registry.declared()}:
            wrong["name"] = _now("已有同名的指标，请换一个名称。")
        elif sentence := own.unwritable(name):
            wrong["name"] = sentence
        if all(name in values for name in own.WRITTEN) and values.get("ledger"):
            try:
                given = {name: values[name] or "" for name in own.WRITTEN}
                own.fitted(OwnIndicator(**given | {"kind": given["kind"] or Kind.COUNT}))
            except own.Unfit as unfit:
                wrong[unfit.field] = str(unfit)
        return wrong
