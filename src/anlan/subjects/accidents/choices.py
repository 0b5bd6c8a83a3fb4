"""What law fixes about accidents: levels, injuries, faults of reporting, states. What is local is dictionary data."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class Level(IntegerChoices):
    """Levels of accidents (国务院令第493号 第三条); the smaller the number, the graver."""

    EXTREME = 1, _("特别重大")
    MAJOR = 2, _("重大")
    LARGER = 3, _("较大")
    GENERAL = 4, _("一般")


CASUALTIES = ("deaths", "missing", "serious_injuries", "minor_injuries")  # these count within a window only
FIGURES = (*CASUALTIES, "loss")


class Status(TextChoices):
    """Is it known to be an accident that belongs here?"""

    REGISTERED = "registered", _("待核实")
    VERIFIED = "verified", _("已核实")
    VOID = "void", _("已核销")


class Fault(TextChoices):
    """Faults of reporting, which are separate labels (国务院令第493号 第三十五条)."""

    LATE = "late", _("迟报")
    OMITTED = "omitted", _("漏报")
    FALSE = "false", _("谎报")
    CONCEALED = "concealed", _("瞒报")


class Step(TextChoices):
    """One step that the news of an accident takes."""

    FIRM = "firm", _("事故单位报县应急局")
    UPWARD = "upward", _("县应急局报市应急局")
    GOVERNMENT = "government", _("县应急局报县政府")
    QUICK = "quick", _("电话快报省应急厅")
    SECTOR = "sector", _("行业部门通报县应急局")
    FOLLOW = "follow", _("续报")
    STATISTICS = "statistics", _("统计联网直报")


class Way(TextChoices):
    """How it was reported."""

    PHONE = "phone", _("电话")
    WRITTEN = "written", _("书面")
    NETWORK = "network", _("网络")


class Outcome(TextChoices):
    """What became of one person."""

    DEAD = "dead", _("死亡")
    MISSING = "missing", _("下落不明")
    SERIOUS = "serious", _("重伤")
    POISONED = "poisoned", _("急性工业中毒")
    MINOR = "minor", _("轻伤")


SERIOUS = (Outcome.SERIOUS, Outcome.POISONED)  # 急性工业中毒 counts as a serious injury (统计调查制度)


class Gender(TextChoices):
    """As on the identity card."""

    MALE = "male", _("男")
    FEMALE = "female", _("女")


class Nature(TextChoices):
    """What the investigation finds the accident to be."""

    LIABILITY = "liability", _("责任事故")
    NO_LIABILITY = "no_liability", _("非责任事故")
    NOT_SAFETY = "not_safety", _("非生产安全事故")


class Inquiry(TextChoices):
    """States of an investigation."""

    RUNNING = "running", _("调查中")
    REPORTED = "reported", _("报告待批复")
    APPROVED = "approved", _("整改落实中")
    CLOSED = "closed", _("已结案")


class Finding(TextChoices):
    """What one line of 一案四查 or 两个倒查 came to."""

    CLEAR = "clear", _("已查清，无问题")
    PROBLEM = "problem", _("查出问题")
    NONE = "none", _("不涉及")


class Assessment(TextChoices):
    """Were the measures carried out (安全生产法 第八十六条)?"""

    ALL = "all", _("全部落实")
    PART = "part", _("部分落实")
    NOT = "not", _("未落实")


class Subject(TextChoices):
    """Who is held to account."""

    PERSON = "person", _("个人")
    UNIT = "unit", _("单位")


class MeasureStatus(TextChoices):
    """States of one measure that the report demands."""

    OPEN = "open", _("待落实")
    DONE = "done", _("待核查")
    VERIFIED = "verified", _("已落实")
