"""What the moves of enforcement ask for."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anlan.base import clock
from anlan.base.dictionaries import terms
from anlan.subjects.enforcement.choices import Revisit
from anlan.subjects.enforcement.rules.drawing import STRATA, seed_error

STRATUM_NAMES = dict(zip(STRATA, (_("红"), _("橙"), _("黄"), _("蓝"), _("未评级")), strict=True))
EMPTY = ("", "—")


def _day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}), **more)


def _choices(dictionary: str) -> Iterable[tuple[str, str]]:
    return [EMPTY, *((term.code, term.name) for term in terms.active(dictionary))]


class OpinionForm(forms.Form):
    """An opinion that must be given."""

    opinion = forms.CharField(label=_("意见"), max_length=500, widget=forms.Textarea)


class RemarkForm(forms.Form):
    """An opinion that may be given."""

    opinion = forms.CharField(label=_("意见"), max_length=500, required=False, widget=forms.Textarea)


class DayForm(forms.Form):
    """On which day it was done; never in the future."""

    day = _day(_("日期"))
    opinion = forms.CharField(label=_("意见"), max_length=500, required=False, widget=forms.Textarea)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"].initial = clock.today()

    def clean_day(self) -> Any:
        """Nothing was done tomorrow."""
        if self.cleaned_data["day"] > clock.today():
            raise forms.ValidationError(_("日期不能晚于今天。"))
        return self.cleaned_data["day"]


class DecisionForm(DayForm):
    """作出决定: what is imposed. Kinds of penalty stand on the case."""

    decision_number = forms.CharField(label=_("决定书文号"), max_length=80)
    amount = forms.DecimalField(label=_("罚款（元），没有填 0"), min_value=0, max_digits=14, decimal_places=2)

    field_order = ("day", "decision_number", "amount", "opinion")

    @staticmethod
    def starting(case: Any) -> dict[str, Any]:
        """What stands on the case already."""
        return {"amount": case.fine, "decision_number": case.decision_number}


class CollectForm(DayForm):
    """收缴: what came in."""

    amount = forms.DecimalField(label=_("收缴金额（元）"), min_value=0.01, max_digits=14, decimal_places=2)
    receipt = forms.CharField(label=_("票据号"), max_length=80, required=False)

    field_order = ("day", "amount", "receipt", "opinion")

    @staticmethod
    def starting(case: Any) -> dict[str, Any]:
        """All that is still owed."""
        return {"amount": (case.fine or 0) - case.collected}


class InstalForm(forms.Form):
    """批准分期: how many parts, the first by when; each next a month later."""

    first_on = _day(_("首期应缴日期"))
    parts = forms.DecimalField(label=_("期数"), min_value=1, max_value=36, decimal_places=0, max_digits=2)
    opinion = forms.CharField(label=_("理由"), max_length=500, widget=forms.Textarea)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["first_on"].initial = clock.today() + timedelta(days=15)


class ExtendForm(forms.Form):
    """延期审批: until when the case may take."""

    until_on = _day(_("延期至"))
    opinion = forms.CharField(label=_("理由"), max_length=500, widget=forms.Textarea)


class RevisitForm(DayForm):
    """回访."""

    revisit = forms.ChoiceField(label=_("回访结果"), choices=Revisit.choices)

    field_order = ("day", "revisit", "opinion")


class TransferForm(DayForm):
    """移送: to whom and for what."""

    counterpart = forms.ChoiceField(label=_("对方机关"), choices=lambda: _choices("transfer-body"), required=False)
    crime = forms.ChoiceField(label=_("涉嫌罪名"), choices=lambda: _choices("suspected-crime"), required=False)
    document = forms.CharField(label=_("移送文号"), max_length=80, required=False)
    opinion = forms.CharField(label=_("移送理由"), max_length=500, widget=forms.Textarea)

    field_order = ("day", "counterpart", "crime", "document", "opinion")


class OutcomeForm(DayForm):
    """How the other body ended it."""

    outcome = forms.CharField(label=_("办理结果"), max_length=300)

    field_order = ("day", "outcome", "opinion")


class ResultForm(DayForm):
    """检查完成: what came out of a planned check."""

    result = forms.ChoiceField(label=_("检查结果"), choices=lambda: _choices("draw-result"), required=False)

    field_order = ("day", "result", "opinion")


class SeedForm(forms.Form):
    """公布种子: the public number, written as it was published."""

    seed = forms.CharField(label=_("随机种子"), max_length=120, help_text=_("照公布的号码原样录入，至少 6 位。"))
    opinion = forms.CharField(label=_("见证人和说明"), max_length=500, required=False, widget=forms.Textarea)

    def clean_seed(self) -> str:
        """Digits and letters that everybody writes the same way."""
        seed = " ".join(str(self.cleaned_data["seed"]).split())
        if seed_error(seed):
            raise forms.ValidationError(_("种子至少 6 位，只能用半角数字、字母和空格、点、逗号、冒号、加减号。"))
        return seed


class EnlargeForm(forms.Form):
    """追加抽取: more of one class; what was drawn stays."""

    stratum = forms.ChoiceField(label=_("风险等级"), choices=list(STRATUM_NAMES.items()))
    more = forms.DecimalField(label=_("追加户数"), min_value=1, max_value=9999, decimal_places=0, max_digits=4)
    opinion = forms.CharField(label=_("追加理由"), max_length=500, widget=forms.Textarea)


class GrantLongerForm(forms.Form):
    """批准延长: the decision that the party is given (行政强制法 第二十五条)."""

    document = forms.CharField(label=_("延长决定文号"), max_length=80)
    opinion = forms.CharField(label=_("意见"), max_length=500, required=False, widget=forms.Textarea)


class DisposalForm(DayForm):
    """解除或处理: what became of it."""

    disposal = forms.ChoiceField(label=_("处理结果"), choices=lambda: _choices("measure-disposal"))
    document = forms.CharField(label=_("处理决定文号"), max_length=80, required=False)

    field_order = ("day", "disposal", "document", "opinion")
