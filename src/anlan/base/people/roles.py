"""The codes of the roles that Anlan itself speaks of, their Chinese names, and which may never meet in one person."""

from typing import Any

from django.utils.translation import gettext_lazy as _

LEADER = "leader"
SAFETY_OFFICE = "safety_office"
ENFORCEMENT = "enforcement"
DUTY = "duty"
COMMAND = "command"
WAREHOUSE = "warehouse"
TOWNSHIP = "township"
VILLAGE = "village"
ENTERPRISE = "enterprise"
EXPERT = "expert"
AUDITOR = "auditor"
SYSADMIN = "sysadmin"

NAMES = {
    LEADER: "局领导",
    SAFETY_OFFICE: "安委办",
    ENFORCEMENT: "执法大队",
    DUTY: "值班室",
    COMMAND: "指挥中心",
    WAREHOUSE: "物资仓储",
    TOWNSHIP: "乡镇街道",
    VILLAGE: "村社网格",
    ENTERPRISE: "企业",
    EXPERT: "专家",
    AUDITOR: "审计员",
    SYSADMIN: "系统管理员",
}

BUSINESS = tuple(code for code in NAMES if code not in (AUDITOR, SYSADMIN))
"""Roles that do the bureau's work."""

OF_AN_ORGANISATION = frozenset({ENTERPRISE, EXPERT})
"""Roles that see the rows of their own organisation, whatever its territory."""

SEPARATED = frozenset({AUDITOR, SYSADMIN})
"""Roles kept apart from the bureau's work and from each other (三员分立, GB/T 22239-2019)."""

CLASH = _("系统管理员、审计员和业务人员必须分设：同一账号不能兼任。")


def clash(codes: set[str]) -> bool:
    """May one person not hold these roles together?"""
    return bool(codes & SEPARATED) and len(codes) > 1


def seed(model: Any) -> None:
    """Create the roles that do not exist yet; the administrator's changes to others stay."""
    known = set(model.objects.values_list("code", flat=True))
    missing = [
        model(code=code, name=name, position=n) for n, (code, name) in enumerate(NAMES.items(), 1) if code not in known
    ]
    model.objects.bulk_create(missing)


def seed_after_migrate(sender: Any, apps: Any = None, **kwargs: Any) -> None:
    """Roles exist whenever their table does, also after a flush between tests."""
    from django.apps import apps as installed

    try:
        model = (apps or installed).get_model("people", "Role")  # a flush names no apps
    except LookupError:
        return
    if model._meta.db_table in _tables(kwargs.get("using", "default")):
        seed(model)


def _tables(using: str) -> list[str]:
    from django.db import connections

    return connections[using].introspection.table_names()
