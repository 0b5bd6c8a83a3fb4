"""States of what is supervised, and the choices that the law or the work itself fixes; everything local is a term."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Mode(TextChoices):
    """The four ways in which the committee's office makes somebody act."""

    SUGGEST = "suggest", _("建议")
    REMIND = "remind", _("提醒")
    SUPERVISE = "supervise", _("督办")
    ASSIGN = "assign", _("交办")


BINDING = (Mode.SUPERVISE, Mode.ASSIGN)  # must be answered by a day


class OrderStatus(TextChoices):
    """Where a supervision order stands."""

    ISSUED = "issued", _("待签收")
    WORKING = "working", _("办理中")
    REPLIED = "replied", _("待审核")
    CLOSED = "closed", _("已办结")
    WITHDRAWN = "withdrawn", _("已撤销")


ORDER_OPEN = (OrderStatus.ISSUED, OrderStatus.WORKING)  # the clock of the answer runs in these


class ListingLevel(TextChoices):
    """Whose list a matter stands on (挂牌督办)."""

    STATE = "state", _("国家级")
    PROVINCE = "province", _("省级")
    CITY = "city", _("市级")
    COUNTY = "county", _("县级")
    TOWN = "town", _("乡镇级")


class ListingStatus(TextChoices):
    """Where a listed matter stands."""

    LISTED = "listed", _("已挂牌")
    ASKED = "asked", _("申请摘牌")
    REMOVED = "removed", _("已摘牌")


class Whom(TextChoices):
    """Who is told when something is late."""

    TARGET = "target", _("责任单位")
    SUPERIOR = "superior", _("责任单位的上级")
    ISSUER = "issuer", _("督办单位")
    LEADER = "leader", _("局领导")


class FollowUp(TextChoices):
    """What came of an interview."""

    OPEN = "open", _("待落实")
    REPORTED = "reported", _("待核实")
    DONE = "done", _("已落实")


class LessonStatus(TextChoices):
    """Where a lesson stands."""

    DRAFT = "draft", _("起草")
    ISSUED = "issued", _("已下发")
    ENDED = "ended", _("已结束")


class ReceiptStatus(TextChoices):
    """What a unit has done with a lesson."""

    SENT = "sent", _("待阅")
    READ = "read", _("待自查")
    CHECKED = "checked", _("已自查")


class Bound(TextChoices):
    """Which way a target is kept."""

    AT_LEAST = "at_least", _("不低于")
    AT_MOST = "at_most", _("不高于")


class SheetStatus(TextChoices):
    """Whether a score sheet may still be changed, is in use, or is history."""

    DRAFT = "draft", _("起草")
    IN_FORCE = "in_force", _("启用")
    RETIRED = "retired", _("停用")


class AssessmentStatus(TextChoices):
    """Where an assessment stands."""

    OPEN = "open", _("评分中")
    SUBMITTED = "submitted", _("待确认")
    CONFIRMED = "confirmed", _("已确认")
