"""The engine's parts of notices; what they do stands in ``waking``, and the sending parts register themselves."""

from django.utils.translation import gettext_lazy as _

from anlan.kit.engine.parts import part
from anlan.kit.notify import bundling, receipts, rescue, sending_parts, waking

sending_parts.register()


@part("notify-escalate", every=1, waiting=waking.something_due, lease=120, title=_("叫应：下一步"))
def escalate() -> bool:
    return waking.escalate()


@part("notify-expire", every=5, title=_("叫应：过期不再发送"))
def expire() -> None:
    waking.expire()


@part("notify-remind", every=10, title=_("叫应：答复后未行动再提醒"))
def remind() -> None:
    waking.remind()


@part("notify-follow", every=5, title=_("短信：并条与状态报告配对"))
def follow() -> bool:
    return bundling.follow() == bundling.BATCH or bool(receipts.pair_early() == receipts.BATCH)


@part("notify-tests", every=30, title=_("通信测试"))
def hold_tests() -> None:
    waking.hold_tests()


@part("notify-rescue", every=5, title=_("叫应：发送失败换通道"))
def rescue_stranded() -> bool:
    return rescue.rescue() == rescue.BATCH
