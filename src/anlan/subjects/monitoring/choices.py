"""States of alarms and faults and the words that the machinery itself sets; kinds and elements are data."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class Health(TextChoices):
    """What the readings say of a device. A silent or faulty device says nothing of the river."""

    UNKNOWN = "unknown", _("未上线")
    ONLINE = "online", _("在线")
    SILENT = "silent", _("离线")
    FAULTY = "faulty", _("故障")


class Level(TextChoices):
    """The colour of an alarm, by the four colours of warnings."""

    RED = "red", _("红色")
    ORANGE = "orange", _("橙色")
    YELLOW = "yellow", _("黄色")
    BLUE = "blue", _("蓝色")


RANK = {Level.BLUE: 1, Level.YELLOW: 2, Level.ORANGE: 3, Level.RED: 4}


class Side(TextChoices):
    """On which side of the value lies the danger."""

    ABOVE = "above", _("达到或超过")
    BELOW = "below", _("达到或低于")


class AlarmStatus(TextChoices):
    """Where an alarm stands: nobody looked, somebody looks, help is under way, it was none, over."""

    RAISED = "raised", _("待核查")
    CHECKING = "checking", _("核查中")
    DISPATCHED = "dispatched", _("处置中")
    FALSE = "false_alarm", _("误报")
    CLOSED = "closed", _("已办结")


UNCHECKED = (AlarmStatus.RAISED, AlarmStatus.CHECKING)  # the clock of checking runs in these
OPEN_ALARM = (*UNCHECKED, AlarmStatus.DISPATCHED)


class Origin(TextChoices):
    """Who raised an alarm."""

    DEVICE = "device", _("设备报警")
    PATROL = "patrol", _("视频巡查发现")
    PERSON = "person", _("人工登记")


class Checked(TextChoices):
    """How somebody made sure."""

    SITE = "site", _("现场核查")
    VIDEO = "video", _("视频核查")
    PHONE = "phone", _("电话核实")


class Verdict(TextChoices):
    """What the check found."""

    TRUE = "true", _("属实")
    FALSE = "false", _("误报")


class FaultKind(TextChoices):
    """What is wrong with a device. All but the last are found by the readings themselves."""

    SILENT = "silent", _("离线")
    GAP = "gap", _("数据中断")
    ZERO = "zero", _("突然归零")
    JUMP = "jump", _("数值突跳")
    RANGE = "range", _("超出量程")
    STUCK = "stuck", _("数值不变")
    REPORTED = "reported", _("设备自报故障")
    CLOCK = "clock", _("时钟不准")
    OTHER = "other", _("人工报修")


class FaultStatus(TextChoices):
    """Where the repair of a device stands."""

    OPEN = "open", _("待处理")
    REPAIRING = "repairing", _("维修中")
    ENDED = "ended", _("已恢复")


STANDING_FAULT = (FaultStatus.OPEN, FaultStatus.REPAIRING)


class Flag(IntegerChoices):
    """What a stored reading is worth. Only good ones are judged by thresholds."""

    GOOD = 0, _("正常")
    SUSPECT = 1, _("可疑")
    FAULTY = 2, _("设备自报故障")
    CLOCK = 3, _("按收到时间")


class Condition(TextChoices):
    """What an upkeep visit found."""

    SOUND = "sound", _("完好")
    MENDED = "mended", _("当场修好")
    BROKEN = "broken", _("需要维修")
