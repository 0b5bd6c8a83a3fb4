"""The fixed choices of campaigns, documents, tasks and bulletins: states and rhythms only; all else is dictionaries."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    """Where a campaign stands."""

    PLANNED = "planned", _("未开始")
    RUNNING = "running", _("进行中")
    ENDED = "ended", _("已结束")


class Cadence(models.TextChoices):
    """How often a campaign issues its bulletin."""

    NONE = "none", _("不定期")
    DAILY = "daily", _("每日")
    WEEKLY = "weekly", _("每周")
    MONTHLY = "monthly", _("每月")
    TWO_MONTHLY = "two-monthly", _("每两月")
    QUARTERLY = "quarterly", _("每季")


class Direction(models.TextChoices):
    """Whether a document came or goes."""

    OUT = "out", _("发文")
    IN = "in", _("收文")


class DocumentStatus(models.TextChoices):
    """A document before and after it goes out."""

    DRAFT = "draft", _("草稿")
    ISSUED = "issued", _("已印发")
    WITHDRAWN = "withdrawn", _("已废止")


class ReceiptStatus(models.TextChoices):
    """What a receiving organisation has done with a document."""

    SENT = "sent", _("未签收")
    READ = "read", _("已签收")
    ANSWERED = "answered", _("已反馈")


class TaskStatus(models.TextChoices):
    """The states of a task."""

    DRAFT = "draft", _("待下达")
    ORDERED = "ordered", _("已下达")
    WORKING = "working", _("办理中")
    REVIEWING = "reviewing", _("待验收")
    DONE = "done", _("已完成")
    CANCELLED = "cancelled", _("已撤销")


class BulletinStatus(models.TextChoices):
    """A bulletin before and after its figures are frozen."""

    DRAFT = "draft", _("草稿")
    ISSUED = "issued", _("已印发")


class Ranked(models.TextChoices):
    """Whose tasks a bulletin ranks."""

    TOWNS = "towns", _("乡镇街道")
    DEPARTMENTS = "departments", _("县直部门")


class MemberRole(models.TextChoices):
    """What somebody is in a work group."""

    LEADER = "leader", _("组长")
    DEPUTY = "deputy", _("副组长")
    MEMBER = "member", _("成员")
    LIAISON = "liaison", _("联络员")


OPEN = (TaskStatus.ORDERED, TaskStatus.WORKING, TaskStatus.REVIEWING)
"""States in which somebody still has to do something."""

ANSWERABLE = (TaskStatus.ORDERED, TaskStatus.WORKING)
"""States in which the responsible organisation has to do something."""
