"""Fixed choices of the enterprises subject: those that law or national standards fix, nothing local."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Risk(TextChoices):
    """Four risk colours (国务院安委办〔2016〕11号): red is the highest."""

    RED = "red", _("红")
    ORANGE = "orange", _("橙")
    YELLOW = "yellow", _("黄")
    BLUE = "blue", _("蓝")


class Size(TextChoices):
    """Size by the national statistical division (大中小微)."""

    LARGE = "large", _("大型")
    MEDIUM = "medium", _("中型")
    SMALL = "small", _("小型")
    MICRO = "micro", _("微型")


class Operation(TextChoices):
    """Is the enterprise at work?"""

    OPEN = "open", _("在产")
    STOPPED = "stopped", _("停产")
    CLOSED = "closed", _("关闭")


class Method(TextChoices):
    """How a risk point is scored."""

    LEC = "lec", _("LEC 法（D=L×E×C）")
    LS = "ls", _("LS 法（R=L×S）")


class PointStatus(TextChoices):
    """Is a risk point under control or gone?"""

    CONTROLLED = "controlled", _("管控中")
    TREATED = "treated", _("整治完成")


class Rank(TextChoices):
    """Who in the firm answers for a risk point (分级管控)."""

    COMPANY = "company", _("公司级")
    DEPARTMENT = "department", _("部门级")
    TEAM = "team", _("班组级")
    POST = "post", _("岗位级")


class Cadence(TextChoices):
    """How often something is to be done."""

    DAY = "day", _("每日")
    WEEK = "week", _("每周")
    TEN_DAYS = "ten-days", _("每旬")
    MONTH = "month", _("每月")
    QUARTER = "quarter", _("每季度")
    HALF = "half", _("每半年")
    YEAR = "year", _("每年")


class UnitKind(TextChoices):
    """Units of GB 18218-2018 4.1."""

    PRODUCTION = "production", _("生产单元")
    STORAGE = "storage", _("储存单元")


class SourceLevel(TextChoices):
    """Levels of GB 18218-2018 表6, and what is not (yet) one."""

    FIRST = "1", _("一级")
    SECOND = "2", _("二级")
    THIRD = "3", _("三级")
    FOURTH = "4", _("四级")
    NONE = "none", _("不构成")
    OPEN = "open", _("待补充")


class SourceStatus(TextChoices):
    """Filing of a major-hazard source."""

    UNFILED = "unfiled", _("未备案")
    FILED = "filed", _("已备案")
    RETIRED = "retired", _("已核销")


class Holder(TextChoices):
    """Whose certificate it is."""

    FIRM = "firm", _("单位证照")
    PERSON = "person", _("人员证书")


class Grade(TextChoices):
    """Grades of work-safety standardisation (企业安全生产标准化建设定级办法); 小微 where a province has it."""

    FIRST = "1", _("一级")
    SECOND = "2", _("二级")
    THIRD = "3", _("三级")
    SMALL = "small", _("小微达标")


class Stage(TextChoices):
    """Stages of 三同时."""

    PROPOSED = "proposed", _("立项")
    CONDITIONS = "conditions", _("安全条件通过")
    DESIGN = "design", _("设计审查通过")
    TRIAL = "trial", _("试生产")
    ACCEPTED = "accepted", _("竣工验收")
    STOPPED = "stopped", _("终止")


class ServiceStatus(TextChoices):
    """A planned service of insurer or expert."""

    PLANNED = "planned", _("待服务")
    DELIVERED = "delivered", _("已服务")
    CONFIRMED = "confirmed", _("已评价")
    CANCELLED = "cancelled", _("已取消")


class ClaimStatus(TextChoices):
    """Where a claim on insurance stands."""

    REPORTED = "reported", _("已报案")
    VALID = "valid", _("有效报案")
    SETTLED = "settled", _("理赔结案")
    REFUSED = "refused", _("不予赔付")
