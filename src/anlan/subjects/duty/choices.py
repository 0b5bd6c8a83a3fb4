"""The words of duty: parts of a shift, states of a swap, a hand-over, a report, results of a check."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Part(TextChoices):
    """What somebody does in a shift."""

    LEADER = "leader", _("带班领导")
    MEMBER = "member", _("值班员")
    STANDBY = "standby", _("备勤")


class SwapStatus(TextChoices):
    ASKED = "asked", _("待对方同意")
    AGREED = "agreed", _("待批准")
    DONE = "done", _("已换班")
    REFUSED = "refused", _("未同意")
    WITHDRAWN = "withdrawn", _("已撤回")


class HandOverStatus(TextChoices):
    WRITTEN = "written", _("待接班")
    TAKEN = "taken", _("已接班")


class Way(TextChoices):
    """How presence is checked."""

    CALL = "call", _("随机叫应")
    PHONE = "phone", _("电话抽查")
    VIDEO = "video", _("视频点名")
    VISIT = "visit", _("现场检查")


class Result(TextChoices):
    WAITING = "waiting", _("等待应答")
    PRESENT = "present", _("在岗")
    LATE = "late", _("应答超时")
    ABSENT = "absent", _("无人应答")
    UNFIT = "unfit", _("不符合要求")


class Kept(TextChoices):
    """One of the four 「到位」."""

    UNASKED = "unasked", _("未查")
    KEPT = "kept", _("到位")
    LACKING = "lacking", _("不到位")


class Cycle(TextChoices):
    DAILY = "daily", _("每日")
    WEEKLY = "weekly", _("每周")
    MONTHLY = "monthly", _("每月")


class ReportKind(TextChoices):
    DAILY = "daily", _("日报告")
    ZERO = "zero", _("零报告")
    GRID = "grid", _("网格日报告")
    OTHER = "other", _("其他报送")


class ReportStatus(TextChoices):
    DUE = "due", _("待报送")
    FILED = "filed", _("已报送")
    EXCUSED = "excused", _("免报")


class RunState(TextChoices):
    """Where the making of a roster stands."""

    WAITING = "waiting", _("排队中")
    RUNNING = "running", _("正在排班")
    READY = "ready", _("待采用")
    ADOPTED = "adopted", _("已采用")
    DROPPED = "dropped", _("已放弃")
    FAILED = "failed", _("没有排成")
