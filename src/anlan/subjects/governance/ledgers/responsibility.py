"""The ledgers of responsibility lists, letters and who should sign them, leaders' contacts and visits."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from anlan.base import clock
from anlan.base.people.access import Scope
from anlan.kit.ledger import cells
from anlan.kit.ledger.columns import Column
from anlan.kit.ledger.declaration import DEFAULT_GRANTS, Group, Ledger, Related
from anlan.kit.ledger.registry import ledgers, register
from anlan.subjects.governance import rules
from anlan.subjects.governance.ledgers.held import (
    BY_TOWNS,
    EVERYBODY,
    OF_PLACE,
    OF_UNIT,
    SECTION,
    firm_into,
)
from anlan.subjects.governance.models import (
    LeaderContact,
    LeaderVisit,
    Letter,
    LetterRound,
    ResponsibilityItem,
    ResponsibilityList,
)


def _current() -> Q:
    today = clock.today()
    return Q(from_on__lte=today) & (Q(to_on=None) | Q(to_on__gte=today))


@register
class ResponsibilityListLedger(Ledger):
    """责任清单：职责、任务、监管企业、问题隐患、制度措施等清单，各有负责人。"""

    model = ResponsibilityList
    code = "responsibility-list"
    unit = _("份")
    section = SECTION
    icon = "list"
    columns = ("name", "kind", "bearer", "unit", "owner", "place", "paper", "from_on", "to_on")
    chips = {_("现行"): _current, _("没有负责人"): Q(owner=None)}
    search = ("name", "paper", "unit__name", "owner__name")
    filters = {
        "place": ["subtree"], "kind": ["exact"], "bearer": ["exact"], "unit": ["exact"], "line": ["subtree"],
        "from_on": ["range"],
    }  # fmt: skip
    sorts = ("-from_on", "-id")
    groups = (
        Group(_("清单"), ("name", "kind", "bearer", "unit", "owner", "paper", "from_on", "to_on")),
        Group(_("范围"), ("place", "line", "ledger", "note")),
    )
    import_keys = (("name",),)
    synonyms = {"kind": ("清单类型",), "unit": ("责任单位", "单位名称"), "owner": ("负责人",), "paper": ("发文字号",)}
    unlinked = {"owner": "note"}
    grants = BY_TOWNS
    related = (Related("responsibility-item", "of_list"),)
    chart = ("kind", "bearer", "place")

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        errors = rules.in_order(values, "from_on", "to_on")
        code = values.get("ledger")
        if code and code not in {one.code for one in ledgers()}:
            errors["ledger"] = _now("没有代码为“%(code)s”的台账。") % {"code": str(code)[:40]}
        return errors


@register
class ResponsibilityItemLedger(Ledger):
    """责任清单条目：做什么、多久一次、谁负责。"""

    model = ResponsibilityItem
    code = "responsibility-item"
    unit = _("条")
    section = SECTION
    icon = "list"
    headline = "content"
    columns = ("of_list", "position", "content", "owner", "owner_name", "cadence")
    chips = {_("没有责任人"): Q(owner=None, owner_name="")}
    search = ("content", "owner_name", "basis", "of_list__name", "owner__name")
    filters = {"of_list": ["exact"], "owner": ["exact"]}
    sorts = ("position", "-id")
    groups = (Group(_("条目"), ("of_list", "position", "content", "owner", "owner_name", "cadence", "basis")),)
    import_keys = (("of_list", "position"),)
    synonyms = {"content": ("职责", "工作职责", "责任内容"), "owner": ("责任人",), "cadence": ("频次",)}
    unlinked = {"owner": "owner_name"}
    scope = Scope(place="of_list__place", line="of_list__line")
    grants = BY_TOWNS


@register
class LetterRoundLedger(Ledger):
    """责任书签订活动：哪一类文书、谁应签、到哪天。"""

    model = LetterRound
    code = "letter-round"
    unit = _("次")
    section = SECTION
    icon = "pencil"
    columns = ("name", "kind", "topic", "issuer", "place", "begins_on", "due_on", "campaign")
    chips = {_("期限未到"): lambda: Q(due_on__gte=clock.today())}
    search = ("name", "content")
    filters = {
        "place": ["subtree"], "kind": ["exact"], "topic": ["exact"], "begins_on": ["range"], "campaign": ["exact"],
    }  # fmt: skip
    sorts = ("-begins_on", "-id")
    groups = (
        Group(_("活动"), ("name", "kind", "topic", "issuer", "campaign", "place", "begins_on", "due_on", "content")),
    )
    import_keys = (("name",),)
    synonyms = {"name": ("责任书名称", "名称"), "kind": ("文书类型",), "due_on": ("截止日期",)}
    scope = OF_PLACE
    grants = BY_TOWNS | {"view": EVERYBODY}
    related = (Related("letter", "round"),)
    photographs = (("text", _("文书样本")),)

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        return rules.in_order(values, "begins_on", "due_on")


@register
class LetterLedger(Ledger):
    """责任书：应签名单和签订情况。"""

    model = Letter
    code = "letter"
    unit = _("份")
    section = SECTION
    icon = "file-text"
    headline = "party"
    columns = (
        "party",
        Column(
            "signed_on", _("签订"), "date",
            text_of=lambda row: row.signed_on.isoformat() if row.signed_on else _now("未签"),
            html_of=lambda row: (
                cells.deadline(None, row.signed_on) if row.signed_on else cells.flagged("", True, _now("未签"))
            ),
        ),
        "round", "place", "signer", "post", "until_on", "paper",
    )  # fmt: skip
    chips = {
        _("已签"): Q(signed_on__isnull=False),
        _("未签"): Q(signed_on=None),
        _("逾期未签"): lambda: Q(signed_on=None, due_on__lt=clock.today()),
        _("已过有效期"): lambda: Q(until_on__lt=clock.today()),
    }
    search = ("signer", "post", "paper", "unit__name", "enterprise__name", "round__name")
    filters = {
        "round": ["exact"], "place": ["subtree"], "round__kind": ["exact"], "signed_on": ["range"],
        "enterprise": ["exact"], "unit": ["exact"],
    }  # fmt: skip
    sorts = ("-id", "-signed_on")
    groups = (
        Group(_("签订方"), ("round", "enterprise", "unit", "signer", "post", "place")),
        Group(_("签订"), ("signed_on", "until_on", "paper", "note")),
    )
    import_keys = (("round", "enterprise", "signer"), ("round", "unit", "signer"))
    synonyms = {
        "round": ("责任书名称",), "enterprise": ("企业名称", "单位名称"), "unit": ("责任单位",),
        "signer": ("签订人姓名", "姓名", "承诺人"), "signed_on": ("签订时间", "签订日"), "place": ("乡镇", "镇街"),
    }  # fmt: skip
    unlinked = {"enterprise": "note", "unit": "note"}
    scope = OF_UNIT
    grants = BY_TOWNS | {"view": EVERYBODY}
    photographs = (("letter", _("签字件")),)
    chart = ("place", "round__kind")

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        errors = rules.somebody(values, ("enterprise", "unit", "signer"), "signer")
        if values.get("signed_on") and values["signed_on"] > clock.today():
            errors["signed_on"] = _now("签订日期不能晚于今天。")
        return errors | rules.in_order(values, "signed_on", "until_on")

    def prepare(self, rows: Sequence[Any]) -> None:
        firm_into(rows, "unit")
        for row in rows:
            row.due_on = row.round.due_on

    def deadline(self, row: Any) -> Any:
        return row.due_on if row.signed_on is None else None

    def waiting(self, user: Any) -> Q | None:
        """Letters that one's own unit has not signed yet."""
        own = getattr(user, "organisation_id", None)
        return Q(signed_on=None, unit_id=own) if own is not None else None


@register
class LeaderContactLedger(Ledger):
    """领导包联：包片、包线、联系乡镇、包联企业。"""

    model = LeaderContact
    code = "leader-contact"
    unit = _("项")
    section = SECTION
    icon = "link"
    headline = "duty"
    columns = ("leader", "kind", "place", "line", "unit", "enterprise", "visits_a_month", "from_on", "to_on", "duty")
    chips = {_("现行"): _current}
    search = ("duty", "leader__name", "enterprise__name", "unit__name")
    filters = {
        "place": ["subtree"], "kind": ["exact"], "line": ["subtree"], "leader": ["exact"], "from_on": ["range"],
    }  # fmt: skip
    sorts = ("-from_on", "-id")
    groups = (
        Group(_("包联"), ("leader", "kind", "place", "line", "unit", "enterprise")),
        Group(_("要求"), ("visits_a_month", "from_on", "to_on", "duty")),
    )
    import_keys = (("leader", "place", "kind", "from_on"),)
    synonyms = {
        "leader": ("姓名", "县级领导", "领导姓名"), "place": ("包抓乡镇", "联系乡镇", "包片区域"),
        "line": ("分管行业",), "enterprise": ("包抓企业", "联系企业"), "duty": ("职责",),
    }  # fmt: skip
    unlinked = {"enterprise": "duty", "unit": "duty"}
    grants = BY_TOWNS
    chart = ("kind", "place")

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        return rules.in_order(values, "from_on", "to_on")


@register
class LeaderVisitLedger(Ledger):
    """领导带队检查：哪位领导哪天到了哪里。"""

    model = LeaderVisit
    code = "leader-visit"
    unit = _("次")
    section = SECTION
    icon = "clipboard-check"
    headline = "content"
    columns = ("leader", "visited_on", "kind", "place", "unit", "enterprise", "people", "problems", "content")
    chips = {_("本月"): lambda: Q(visited_on__gte=clock.today().replace(day=1)), _("发现问题"): Q(problems__gt=0)}
    search = ("content", "leader__name", "enterprise__name", "unit__name")
    filters = {
        "place": ["subtree"], "kind": ["exact"], "visited_on": ["range"], "leader": ["exact"], "enterprise": ["exact"],
    }  # fmt: skip
    sorts = ("-visited_on", "-id")
    groups = (
        Group(_("检查"), ("leader", "visited_on", "kind", "place", "unit", "enterprise")),
        Group(_("情况"), ("people", "problems", "content")),
    )
    import_keys = (("leader", "visited_on", "place", "enterprise"), ("leader", "visited_on", "place"))
    synonyms = {
        "leader": ("领导姓名", "姓名"), "visited_on": ("检查时间", "日期"), "enterprise": ("企业名称",),
        "problems": ("发现问题", "问题数"), "place": ("乡镇", "镇街"),
    }  # fmt: skip
    scope = OF_PLACE
    grants = BY_TOWNS | {"view": DEFAULT_GRANTS["view"]}
    photographs = (("scene", _("现场照片")),)
    chart = ("kind", "place")

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        if values.get("visited_on") and values["visited_on"] > clock.today():
            return {"visited_on": _now("检查日期不能晚于今天。")}
        return {}
