"""States of plans, draws and cases and the choices that law fixes; everything local is dictionary data."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PlanStatus(TextChoices):
    """Where a yearly plan stands."""

    DRAFTED = "drafted", _("编制中")
    APPROVED = "approved", _("已批准")


class ItemWay(TextChoices):
    """Why a check takes place; only the first two count as daily supervision."""

    RANDOM = "random", _("双随机抽查")
    ROUTINE = "routine", _("日常检查")
    KEY = "key", _("重点检查")
    SPECIAL = "special", _("特殊重点领域")
    COMPLAINT = "complaint", _("投诉举报")
    ASSIGNED = "assigned", _("转办交办")
    MONITORED = "monitored", _("监测发现")


class ItemStatus(TextChoices):
    """Where one planned check stands."""

    PLANNED = "planned", _("待检查")
    DONE = "done", _("待公示")
    PUBLISHED = "published", _("已公示")
    DROPPED = "dropped", _("不再检查")


class MatterKind(TextChoices):
    """Two kinds of matters of supervision."""

    GENERAL = "general", _("一般检查事项")
    KEY = "key", _("重点检查事项")


class DrawStatus(TextChoices):
    """Where a random draw stands."""

    DRAFT = "draft", _("待冻结")
    FROZEN = "frozen", _("名录已冻结")
    DRAWN = "drawn", _("已抽取")
    PUBLISHED = "published", _("已公示")
    REPLACED = "replaced", _("已被重抽")


class PartyKind(TextChoices):
    """Who is the party of a case."""

    UNIT = "unit", _("单位")
    PERSON = "person", _("个人")


class CaseStatus(TextChoices):
    """Where a case stands, from clue to closing."""

    CLUE = "clue", _("线索")
    FILED = "filed", _("调查取证")
    REVIEWING = "reviewing", _("审核中")
    NOTIFIED = "notified", _("已告知")
    DECIDED = "decided", _("待送达")
    SERVED = "served", _("执行中")
    EXECUTED = "executed", _("待结案")
    CLOSED = "closed", _("已结案")
    DROPPED = "dropped", _("不予立案或撤销")
    MOVED = "moved", _("已移送")


INVESTIGATED = (CaseStatus.FILED, CaseStatus.REVIEWING, CaseStatus.NOTIFIED)  # the clock of the whole case runs
RUNNING = (*INVESTIGATED, CaseStatus.DECIDED, CaseStatus.SERVED, CaseStatus.EXECUTED)


class Revisit(TextChoices):
    """What a revisit found."""

    KEPT = "kept", _("已落实")
    PARTLY = "partly", _("部分落实")
    FAILED = "failed", _("未落实")


class Direction(TextChoices):
    """行刑衔接: which way a case went."""

    OUT = "out", _("移出")
    IN = "in", _("移入")


class TransferStatus(TextChoices):
    """Where a transfer stands."""

    SENT = "sent", _("待受理")
    ACCEPTED = "accepted", _("已受理")
    RETURNED = "returned", _("不予受理")
    ENDED = "ended", _("已办结")


class ClosureStatus(TextChoices):
    """Where the closing of a firm stands."""

    PROPOSED = "proposed", _("提请关闭")
    DECIDED = "decided", _("决定关闭")
    CARRIED_OUT = "carried_out", _("已实施")
    VERIFIED = "verified", _("已验收")


class LimitUnit(TextChoices):
    """What a statutory limit is counted in."""

    DAY = "day", _("日")
    WORKDAY = "workday", _("工作日")
    MONTH = "month", _("个月")
    YEAR = "year", _("年")
    YUAN = "yuan", _("元")
    PERCENT = "percent", _("%")


class MeasureKind(TextChoices):
    """What is done with property or evidence before the case is decided; each has its own limit by law."""

    SEAL = "seal", _("查封")
    SEIZE = "seize", _("扣押")
    STORE = "store", _("先行登记保存")


class MeasureStatus(TextChoices):
    """Where such a measure stands."""

    RUNNING = "running", _("执行中")
    APPRAISED = "appraised", _("检测鉴定中")
    DISPOSED = "disposed", _("已处理")
