"""The ledgers of documents, receipts, meetings and bulletins."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from anlan.base import clock
from anlan.base.people import access, roles
from anlan.base.people.access import Scope
from anlan.kit.ledger import cells
from anlan.kit.ledger.columns import Column
from anlan.kit.ledger.declaration import DEFAULT_GRANTS, Group, Ledger, Related
from anlan.kit.ledger.registry import register
from anlan.subjects.campaigns import rules
from anlan.subjects.campaigns.choices import BulletinStatus, Direction, DocumentStatus, ReceiptStatus
from anlan.subjects.campaigns.flows import bulletin, document, receipt
from anlan.subjects.campaigns.ledgers.tasks import places_of
from anlan.subjects.campaigns.models import Bulletin, Document, DocumentReceipt, Meeting
from anlan.subjects.campaigns.rules import bodies_of

OFFICE = (roles.SAFETY_OFFICE,)
SECTION = _("责任督办")
UNANSWERED = (ReceiptStatus.SENT, ReceiptStatus.READ)


@register
class DocumentLedger(Ledger):
    """文件：收发文及其文号、分发和签收。"""

    model = Document
    code = "document"
    unit = _("份")
    section = SECTION
    icon = "file-text"
    headline = "title"
    columns = ("number", "title", "kind", "direction", "issuer", "dated_on", "status", "campaign", "feedback_due_on")
    chips = {
        _("草稿"): Q(status=DocumentStatus.DRAFT),
        _("发文"): Q(direction=Direction.OUT),
        _("收文"): Q(direction=Direction.IN),
        _("现行有效"): Q(status=DocumentStatus.ISSUED),
    }
    search = ("number", "title", "issuer", "content")
    filters = {
        "kind": ["exact"],
        "direction": ["exact"],
        "status": ["exact"],
        "dated_on": ["range"],
        "campaign": ["exact"],
        "place": ["subtree"],
        "line": ["subtree"],
    }
    sorts = ("-dated_on", "-id")
    groups = (
        Group(_("文件"), ("title", "kind", "direction", "issuer", "word", "number", "dated_on", "feedback_due_on")),
        Group(_("关联"), ("campaign", "place", "line")),
        Group(_("正文"), ("content",)),
    )
    import_keys = (("issuer", "number"), ("title", "dated_on"))
    synonyms = {
        "title": ("文件名称", "文件标题", "标题", "名称"),
        "number": ("发文字号", "文件编号", "发文号"),
        "issuer": ("发文机关", "来文单位", "印发单位"),
        "dated_on": ("发文日期", "印发日期", "成文时间", "日期"),
        "kind": ("类别", "文种"),
        "direction": ("收/发",),
        "feedback_due_on": ("反馈时限", "要求反馈时间"),
    }
    flow = document
    related = (Related("document-receipt", "document"), Related("measure", "document"), Related("task", "document"))
    photographs = (("paper", _("文件与附件")),)
    chart = ("kind", "status", "campaign")


def _answer_due(row: Any) -> tuple[Any, Any]:
    if row.status == ReceiptStatus.ANSWERED:
        return None, localtime(row.answered_at).date() if row.answered_at else None
    return row.due_on, None


@register
class DocumentReceiptLedger(Ledger):
    """文件签收：每个单位何时收到、打开和反馈。"""

    model = DocumentReceipt
    code = "document-receipt"
    unit = _("份")
    section = SECTION
    icon = "inbox"
    columns = (
        "document",
        "organisation",
        "status",
        "sent_at",
        "read_at",
        Column(
            "due_on",
            _("反馈期限"),
            text_of=lambda row: cells.deadline_text(*_answer_due(row)),
            html_of=lambda row: cells.deadline(*_answer_due(row)),
        ),
        "chased",
    )
    chips = {
        _("未签收"): Q(status=ReceiptStatus.SENT),
        _("待反馈"): Q(status__in=UNANSWERED, due_on__isnull=False),
        _("超期未反馈"): lambda: Q(status__in=UNANSWERED, due_on__lt=clock.today()),
    }
    search = ("document__title", "document__number", "organisation__name", "note")
    filters = {
        "document": ["exact"],
        "organisation": ["exact"],
        "status": ["exact"],
        "sent_at": ["range"],
        "organisation__place": ["subtree"],
    }
    sorts = ("-sent_at", "-id", "due_on")
    groups = (Group(_("签收"), ("document", "organisation", "sent_at", "due_on", "note")),)
    import_keys = (("document", "organisation"),)
    flow = receipt
    scope = Scope(place="organisation__place", line=None, organisation="organisation")
    grants = {
        "view": (*DEFAULT_GRANTS["view"], roles.ENTERPRISE),
        **dict.fromkeys(("add", "change", "delete", "import"), OFFICE),
    }
    photographs = (("answer", _("反馈材料")),)
    chart = ("status", "organisation__place")

    def deadline(self, row: Any) -> Any:
        return row.due_on if row.status in UNANSWERED else None

    def waiting(self, user: Any) -> Q | None:
        """The receiver: to open, and to answer where an answer is asked for; the sender: what is late."""
        mine = Q(organisation_id__in=bodies_of(user))
        if own := places_of(user, "document-receipt.move.answer"):
            mine |= Q(organisation__place_id__in=own)
        owed = Q(status=ReceiptStatus.SENT) | Q(status=ReceiptStatus.READ, due_on__isnull=False)
        waits = mine & owed if access.can(user, "document-receipt.move.answer") else Q(pk__in=[])
        if access.can(user, "document-receipt.move.chase"):
            waits |= ~mine & Q(status__in=UNANSWERED, due_on__lt=clock.today())
        return waits


@register
class MeetingLedger(Ledger):
    """会议：常委会、常务会、例会、调度会、专题会；议定事项就是任务。"""

    model = Meeting
    code = "meeting"
    unit = _("次")
    section = SECTION
    icon = "user"
    columns = ("title", "kind", "topic", "held_on", "organisation", "chair", "attendees", "units", "campaign")
    chips = {_("今年"): lambda: Q(held_on__year=clock.today().year)}
    search = ("title", "chair", "agenda", "minutes")
    filters = {
        "kind": ["exact"],
        "topic": ["exact"],
        "held_on": ["range"],
        "campaign": ["exact"],
        "organisation": ["exact"],
        "place": ["subtree"],
        "line": ["subtree"],
    }
    sorts = ("-held_on", "-id")
    groups = (
        Group(
            _("会议"),
            ("title", "kind", "topic", "held_on", "organisation", "chair", "venue", "attendees", "units", "campaign"),
        ),
        Group(_("属地"), ("place", "line")),
        Group(_("内容"), ("agenda", "minutes")),
    )
    import_keys = (("title", "held_on"),)
    synonyms = {
        "title": ("会议", "会议主题", "名称"),
        "kind": ("类型", "会议类别"),
        "held_on": ("会议时间", "召开时间", "日期"),
        "chair": ("主持", "主持领导"),
        "attendees": ("参会人数", "到会人数", "人数"),
        "units": ("参会单位", "单位数"),
        "minutes": ("纪要", "会议内容", "议定事项"),
        "venue": ("会议地点",),
    }
    related = (Related("task", "meeting"),)
    photographs = (("paper", _("会议材料")), ("scene", _("照片")))
    chart = ("kind", "topic", "organisation")


@register
class BulletinLedger(Ledger):
    """通报：按周期自动起草，印发时排名冻结，发到各单位签收。"""

    model = Bulletin
    code = "bulletin"
    unit = _("期")
    section = SECTION
    icon = "report-analytics"
    columns = (
        "title",
        "campaign",
        "ordinal",
        "cadence",
        "status",
        "from_on",
        "to_on",
        Column(
            "due_on",
            _("应发"),
            text_of=lambda row: cells.deadline_text(row.due_on if row.status == BulletinStatus.DRAFT else None),
            html_of=lambda row: cells.deadline(row.due_on if row.status == BulletinStatus.DRAFT else None),
        ),
        "issued_at",
    )
    chips = {
        _("待印发"): Q(status=BulletinStatus.DRAFT),
        _("逾期未发"): lambda: Q(status=BulletinStatus.DRAFT, due_on__lt=clock.today()),
        _("已印发"): Q(status=BulletinStatus.ISSUED),
    }
    search = ("title", "text")
    filters = {
        "campaign": ["exact"],
        "status": ["exact"],
        "cadence": ["exact"],
        "to_on": ["range"],
        "place": ["subtree"],
        "line": ["subtree"],
    }
    sorts = ("-to_on", "-id")
    groups = (
        Group(_("通报"), ("title", "campaign", "cadence", "ranked", "from_on", "to_on", "due_on", "organisation")),
        Group(_("范围"), ("place", "line")),
        Group(_("正文"), ("text",)),
    )
    import_keys = (("title", "to_on"),)
    synonyms = {"title": ("通报标题", "标题"), "from_on": ("起",), "to_on": ("止", "截至日期"), "text": ("内容",)}
    flow = bulletin
    grants = {
        "view": (*OFFICE, roles.LEADER, roles.ENFORCEMENT, roles.DUTY, roles.COMMAND),
        **dict.fromkeys(("add", "change", "delete", "import"), OFFICE),
    }
    chart = ("campaign", "cadence", "status")

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        return rules.span_errors(values, "from_on", "to_on")

    def deadline(self, row: Any) -> Any:
        return row.due_on if row.status == BulletinStatus.DRAFT else None

    def waiting(self, user: Any) -> Q | None:
        """Drafts wait for whoever may issue them."""
        return Q(status=BulletinStatus.DRAFT) if access.can(user, "bulletin.move.issue") else None
