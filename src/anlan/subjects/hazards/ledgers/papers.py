"""The ledgers of statutory papers and their kinds."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anlan.base import clock
from anlan.base.people import roles
from anlan.base.people.access import Scope
from anlan.kit.ledger.declaration import DEFAULT_GRANTS, KEEPERS, Group, Ledger, Related
from anlan.kit.ledger.registry import register
from anlan.kit.records import writing
from anlan.subjects.hazards.inspection_choices import Direction, PaperStatus
from anlan.subjects.hazards.models import Paper, PaperKind
from anlan.subjects.hazards.papers import signing
from anlan.subjects.hazards.serving import serving

SHARED = Scope(place=None, line=None)


@register
class PaperKindLedger(Ledger):
    """文书种类：名称、文号代字、须先有的文书、最长期限；可挂本局自己的 Word 模板。"""

    model = PaperKind
    code = "paper-kind"
    unit = _("种")
    section = _("执法")
    icon = "file-text"
    headline = "title"
    columns = ("title", "code", "stage", "direction", "word", "needs", "longest_days", "copies", "active")
    chips = {_("启用"): Q(active=True)}
    search = ("title", "code", "word")
    filters = {"direction": ["exact"], "active": ["exact"]}
    sorts = ("-id", "code")
    groups = (
        Group(_("文书"), ("code", "title", "stage", "direction", "word", "copies", "active")),
        Group(_("规则"), ("needs", "longest_days", "basis")),
    )
    import_keys = (("code",), ("title",))
    synonyms = {"title": ("文书", "document"), "stage": ("环节",), "basis": ("法律依据",)}
    scope = SHARED
    grants = {
        "view": DEFAULT_GRANTS["view"],
        "delete": KEEPERS[:2],
        "add": KEEPERS[:2],
        "change": KEEPERS[:2],
        "import": KEEPERS[:2],
    }
    photographs = (("template", _("本局 Word 模板（不挂则用内置样式）")),)
    related = (Related("paper", "kind"),)


@register
class PaperLedger(Ledger):
    """执法文书：出具、送达、签收，存的是当时的内容。"""

    model = Paper
    code = "paper"
    unit = _("份")
    section = _("执法")
    icon = "file-text"
    headline = "reference"
    columns = ("reference", "kind", "addressee", "about_label", "place", "issued_on", "due_on", "status")
    chips = {
        _("待送达"): Q(status=PaperStatus.ISSUED),
        _("近 30 天"): lambda: Q(issued_on__gt=clock.today() - timedelta(days=30)),
        _("已作废"): Q(status=PaperStatus.VOID),
    }
    search = ("reference", "number", "addressee", "about_label", "signer")
    filters = {
        "place": ["subtree"],
        "kind": ["exact"],
        "issued_on": ["range"],
        "status": ["exact"],
        "line": ["subtree"],
        "enterprise": ["exact"],
    }
    sorts = ("-issued_on", "-id")
    groups = (
        Group(_("文书"), ("kind", "reference", "addressee", "enterprise", "issued_on", "due_on", "copies")),
        Group(_("所属事项"), ("about_label", "note")),
        Group(_("送达"), ("served_on", "served_how", "signer", "refused", "void_reason")),
        Group(_("属地与条线"), ("place", "line")),
    )
    import_keys = (("reference",), ("number",))
    synonyms = {
        "reference": ("文书编号", "文书文号", "编号"),
        "kind": ("文书名称", "文书类型"),
        "addressee": ("被检查单位", "相对人", "单位名称", "企业名称"),
        "issued_on": ("日期", "出具时间", "开具日期"),
        "due_on": ("整改期限", "期限"),
        "place": ("乡镇", "镇街", "所属乡镇"),
        "line": ("监管条线",),
    }
    flow = serving
    scope = Scope(organisation="recipient")
    grants = {"view": (*DEFAULT_GRANTS["view"], roles.ENTERPRISE)}
    number = "WS"
    photographs = (("paper", _("文书")), ("signed", _("签收件")))
    chart = ("place", "kind", "status")

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        errors: dict[str, str] = {}
        issued, due = values.get("issued_on"), values.get("due_on")
        if issued and issued > clock.today():
            errors["issued_on"] = str(_("出具日期不能晚于今天。"))
        if issued and due and due < issued:
            errors["due_on"] = str(_("要求期限不能早于出具日期。"))
        return errors

    def prepare(self, rows: Sequence[Any]) -> None:
        for row in rows:
            if row.enterprise_id and row.recipient_id is None and row.kind.direction == Direction.OUTWARD:
                row.recipient_id = row.enterprise.organisation_id
            if row.served_on:
                row.status = PaperStatus.SERVED

    def waiting(self, user: Any) -> Q | None:
        """The keepers serve what they have issued."""
        return Q(status=PaperStatus.ISSUED, kind__direction=Direction.OUTWARD, issued_by=user.pk)


writing.on_written(Paper, signing.keep_signed)
