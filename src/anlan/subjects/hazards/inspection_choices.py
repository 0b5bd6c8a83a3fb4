"""The fixed choices of inspections, checklists and papers, and the codes of terms that a rule asks for."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

MUTUAL = "mutual"  # 交叉互查: who inspects comes from elsewhere
SELF = "self"  # 企业自查: by which rank in the firm
COVERT = frozenset({"covert", "superior"})  # 暗访、四不两直: nobody is told before


class Part(TextChoices):
    """What a person was at an inspection."""

    LEADER = "leader", _("带队领导")
    INSPECTOR = "inspector", _("检查人员")
    EXPERT = "expert", _("专家")


class Verdict(TextChoices):
    """What was found for one item."""

    PASS = "pass", _("符合")
    FAIL = "fail", _("不符合")
    NONE = "none", _("不适用")


class Direction(TextChoices):
    """Is a paper served on the party, or kept inside?"""

    OUTWARD = "outward", _("外部")
    INWARD = "inward", _("内部")


class PaperStatus(TextChoices):
    """Where a paper stands."""

    ISSUED = "issued", _("已出具")
    SERVED = "served", _("已送达")
    VOID = "void", _("已作废")


class Signer(TextChoices):
    """As what somebody signs a paper; witnesses sign where the party refuses."""

    OFFICER = "officer", _("检查人员一")
    SECOND = "second", _("检查人员二")
    PARTY = "party", _("当事人现场负责人")
    WITNESS = "witness", _("见证人一")
    SECOND_WITNESS = "second_witness", _("见证人二")


OFFICERS = (Signer.OFFICER, Signer.SECOND)
WITNESSES = (Signer.WITNESS, Signer.SECOND_WITNESS)
