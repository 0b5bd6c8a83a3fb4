"""States of applications, permits and complaints, and what law fixes of them; all that is local is dictionary data."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Stage(TextChoices):
    """Where an application stands (行政许可法 第三十二条、第四十二条)."""

    RECEIVED = "received", _("收件待审")
    SUPPLEMENTING = "supplementing", _("待补正")
    ACCEPTED = "accepted", _("审查中")
    PAUSED = "paused", _("中止计时")
    GRANTED = "granted", _("准予许可")
    DENIED = "denied", _("不予许可")
    REJECTED = "rejected", _("不予受理")
    WITHDRAWN = "withdrawn", _("已撤回")


OPEN = (Stage.RECEIVED, Stage.SUPPLEMENTING, Stage.ACCEPTED, Stage.PAUSED)
RUNNING = (Stage.RECEIVED, Stage.ACCEPTED)  # the clock runs in these


class Kind(TextChoices):
    """What is applied for."""

    FIRST = "first", _("首次申请")
    RENEWAL = "renewal", _("延续")
    CHANGE = "change", _("变更")
    END = "end", _("注销")


class Pause(TextChoices):
    """What stops the clock (行政许可法 第四十五条); days of it do not count."""

    SUPPLEMENT = "supplement", _("申请人补正")
    HEARING = "hearing", _("听证")
    EXPERTS = "experts", _("专家评审")
    TESTS = "tests", _("检验、检测、检疫")
    APPRAISAL = "appraisal", _("鉴定")
    AUCTION = "auction", _("招标、拍卖")


class Validity(TextChoices):
    """Where a permit stands."""

    VALID = "valid", _("有效")
    RENEWED = "renewed", _("已延续换证")
    NOT_RENEWED = "not_renewed", _("到期不再核发")
    CANCELLED = "cancelled", _("已注销")
    REVOKED = "revoked", _("已撤销或吊销")


class Handling(TextChoices):
    """Where a complaint stands."""

    RECEIVED = "received", _("待受理")
    ACCEPTED = "accepted", _("待交办")
    ASSIGNED = "assigned", _("核查中")
    CHECKED = "checked", _("待反馈")
    CLOSED = "closed", _("已办结")
    REFUSED = "refused", _("不予受理")
    MOVED = "moved", _("已移送")


class Result(TextChoices):
    """What the check of a complaint came to."""

    TRUE = "true", _("属实")
    PARTLY = "partly", _("部分属实")
    FALSE = "false", _("不属实")
    UNCLEAR = "unclear", _("无法查实")
