"""Ledgers of base data: places, organisations, contacts and dictionary terms, which belong to no subject."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anlan.base.dictionaries.models import Term
from anlan.base.people import roles
from anlan.base.people.access import Scope
from anlan.base.people.models import Organisation, Person
from anlan.base.places import codes
from anlan.base.places.models import Place, PlaceLevel
from anlan.base.text import check_id_number, mask_id_number, mask_phone
from anlan.kit.ledger.declaration import Group, Ledger, Related
from anlan.kit.ledger.registry import register

EVERYBODY = tuple(code for code in roles.NAMES if code != roles.AUDITOR)
SYSTEM = {
    "view": EVERYBODY,
    "add": (roles.SYSADMIN,),
    "change": (roles.SYSADMIN,),
    "delete": (roles.SYSADMIN,),
    "import": (roles.SYSADMIN,),
    "export": (roles.SYSADMIN,),
    "reveal": (),
}
UNSCOPED = Scope(place=None, line=None)


@register
class PlaceLedger(Ledger):
    """区划：市—县区—镇街—村社—网格。"""

    model = Place
    code = "place"
    unit = _("个")
    section = _("基础数据")
    icon = "map-2"
    headline = "name"
    columns = ("code", "name", "level", "parent", "population", "updated_at")
    chips = {_("镇街"): Q(level=PlaceLevel.TOWN), _("村社"): Q(level=PlaceLevel.VILLAGE), _("无边界"): Q(west=None)}
    search = ("name", "code")
    filters = {"level": ["exact"]}
    sorts = ("code", "-population")
    groups = (
        Group(_("区划"), ("code", "name", "population")),
        Group(_("位置"), ("longitude", "latitude")),
        Group(_("沿革"), ("valid_from_on", "valid_to_on", "successor")),
    )
    import_keys = (("code",),)
    synonyms = {
        "code": ("代码", "行政区划代码", "统计用区划代码", "code"),
        "name": ("区划名称", "行政区划名称", "name"),
        "population": ("常住人口", "户籍人口"),
    }
    scope = UNSCOPED
    grants = SYSTEM
    system = True
    key = "code"

    def tidy(self, values: dict[str, Any]) -> None:
        """Short codes of counties and towns are padded with zeros."""
        code = str(values.get("code") or "").strip()
        if code.isdigit() and len(code) in codes.LENGTHS:
            values["code"] = codes.pad(code)

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        code = values.get("code")
        try:
            if code is not None:
                codes.pad(code)
        except codes.BadCode as wrong:
            return {"code": str(wrong)}
        return {}

    def prepare(self, rows: Sequence[Any]) -> None:
        """Level and superior follow from the code."""
        for row in rows:
            row.level = codes.level_of(row.code)
        known = set(
            Place.objects.filter(code__in={codes.parent_of(row.code) for row in rows}).values_list("code", flat=True)
        )
        known |= {row.code for row in rows}
        for row in rows:
            above = codes.parent_of(row.code)
            row.parent_id = above if above in known else None


@register
class OrganisationLedger(Ledger):
    """单位：属地与条线两棵树。"""

    model = Organisation
    code = "organisation"
    unit = _("个")
    section = _("基础数据")
    icon = "building"
    columns = ("name", "kind", "place", "line", "superior", "line_superior", "active")
    search = ("name", "short_name", "credit_code")
    filters = {"place": ["subtree"], "kind": ["exact"], "line": ["subtree"], "active": ["exact"]}
    sorts = ("name", "-id")
    groups = (
        Group(_("单位"), ("name", "short_name", "kind", "credit_code", "active")),
        Group(_("两棵树"), ("place", "superior", "line", "line_superior")),
        Group(_("联系"), ("phone", "address")),
    )
    import_keys = (("name",),)
    synonyms = {
        "name": ("单位名称", "机构名称"),
        "place": ("所属区域", "行政区划"),
        "superior": ("上级单位",),
        "line_superior": ("业务主管单位",),
    }
    scope = UNSCOPED
    grants = SYSTEM
    system = True
    related = (Related("person", "organisation"),)


@register
class PersonLedger(Ledger):
    """通讯录。"""

    model = Person
    code = "person"
    unit = _("人")
    section = _("基础数据")
    icon = "address-book"
    columns = ("name", "organisation", "post", "phone", "email", "active")
    chips = {_("无手机"): Q(phone="")}
    search = ("name", "phone", "phone2", "post", "organisation__name")
    filters = {"organisation": ["exact"], "active": ["exact"]}
    sorts = ("name", "-id")
    groups = (
        Group(_("人员"), ("name", "organisation", "post", "active")),
        Group(_("联系方式"), ("phone", "phone2", "email", "id_number")),
    )
    import_keys = (("phone",), ("name", "organisation"))
    synonyms = {
        "name": ("人员姓名", "联系人"),
        "organisation": ("工作单位", "所属单位", "部门"),
        "post": ("职位", "岗位"),
        "phone": ("联系电话", "手机号", "手机号码", "电话"),
        "phone2": ("办公电话", "其他电话"),
    }
    masked = {"phone": mask_phone, "phone2": mask_phone, "id_number": mask_id_number}
    scope = Scope(place="organisation__place", line=None, organisation="organisation")

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        number = values.get("id_number")
        sentence = check_id_number(number) if number and "*" not in number else None
        return {"id_number": sentence} if sentence else {}


@register
class TermLedger(Ledger):
    """字典项：各地不同的分类，在浏览器里维护。"""

    model = Term
    code = "term"
    section = _("系统管理")
    icon = "list"
    headline = "name"
    columns = ("dictionary", "code", "name", "parent", "position", "active", "other_names")
    search = ("name", "code", "other_names")
    filters = {"dictionary": ["exact"], "active": ["exact"]}
    sorts = ("-id", "position")
    groups = (Group(_("字典项"), ("dictionary", "code", "name", "parent", "position", "active", "other_names")),)
    import_keys = (("dictionary", "code"),)
    scope = UNSCOPED
    grants = SYSTEM | {"view": (roles.SYSADMIN,)}
    system = True
