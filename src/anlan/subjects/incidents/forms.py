"""What the moves of an incident ask for. A form's ``starting(row)`` gives the values it opens with."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anlan.base import clock
from anlan.base.dictionaries import terms
from anlan.subjects.incidents.choices import EventLevel, Way

RECIPIENTS = "report-recipient"
FIGURES = ("deaths", "missing", "trapped", "injured", "evacuated", "loss")
WORDS = ("situation", "measures", "next_steps")


def _area(label: Any, *, required: bool = True) -> forms.CharField:
    return forms.CharField(label=label, max_length=2000, required=required, widget=forms.Textarea(attrs={"rows": 3}))


def _people(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=1_000_000, required=False)


def _levels() -> list[tuple[Any, Any]]:
    return [("", "—"), *EventLevel.choices]


def _recipients() -> list[tuple[str, str]]:
    return [(term.name, term.name) for term in terms.active(RECIPIENTS)]


def _level() -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=_("事件级别"), choices=_levels, coerce=int, empty_value=None, required=False)


class RecipientsMixin(forms.Form):
    """To whom, by which way, signed by whom."""

    recipients = forms.MultipleChoiceField(
        label=_("报送对象"), choices=_recipients, widget=forms.CheckboxSelectMultiple
    )
    others = forms.CharField(label=_("其他报送对象（用顿号分开）"), max_length=200, required=False)
    way = forms.ChoiceField(label=_("报送方式"), choices=Way.choices, initial=Way.NETWORK, required=False)
    approver = forms.CharField(label=_("签发人"), max_length=40)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["recipients"].required = False
        if not self.is_bound and "recipients" not in self.initial:
            self.initial["recipients"] = [value for value, _label in _recipients()]

    def clean(self) -> dict[str, Any]:
        """A report goes to somebody."""
        values = super().clean() or {}
        if not values.get("recipients") and not values.get("others"):
            self.add_error("recipients", _("至少选择或填写一个报送对象。"))
        return values


class PhoneForm(RecipientsMixin):
    """电话报告: who was told by telephone, and who took the call."""

    text = _area(_("报告要点"))
    receiver = forms.CharField(label=_("接听人"), max_length=40, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["way"].initial = Way.PHONE
        self.fields["approver"].required = False

    @staticmethod
    def starting(row: Any) -> dict[str, Any]:
        """What is known so far."""
        return {"text": row.situation or row.title}


class VerifyForm(forms.Form):
    """核实: what it is, how grave, since when."""

    occurred_at = forms.DateTimeField(
        label=_("发生时间"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    level = _level()
    situation = _area(_("基本情况"))
    deaths = _people(_("死亡（人）"))
    missing = _people(_("失踪（人）"))
    trapped = _people(_("被困（人）"))
    injured = _people(_("受伤（人）"))

    @staticmethod
    def starting(row: Any) -> dict[str, Any]:
        """As it was received."""
        return {name: getattr(row, name) for name in ("occurred_at", "level", "situation", *FIGURES[:4])}

    def clean_occurred_at(self) -> Any:
        """Nothing happened in the future."""
        moment = self.cleaned_data["occurred_at"]
        if moment and moment > clock.now():
            raise forms.ValidationError(_("发生时间不能晚于现在。"))
        return moment


class ReportForm(RecipientsMixin):
    """初报与续报: the facts as they stand, in the order of the written report."""

    level = _level()
    situation = _area(_("基本情况和现状"))
    measures = _area(_("先期处置"), required=False)
    next_steps = _area(_("拟采取措施"), required=False)
    deaths = _people(_("死亡（人）"))
    missing = _people(_("失踪（人）"))
    trapped = _people(_("被困（人）"))
    injured = _people(_("受伤（人）"))
    evacuated = _people(_("转移（人）"))
    loss = forms.DecimalField(
        label=_("直接经济损失（万元）"), min_value=0, max_digits=12, decimal_places=2, required=False
    )

    field_order = ["level", *WORDS, *FIGURES, "recipients", "others", "way", "approver"]

    @staticmethod
    def starting(row: Any) -> dict[str, Any]:
        """The facts as last written."""
        return {name: getattr(row, name) for name in ("level", *WORDS, *FIGURES)}


class FinalForm(ReportForm):
    """终报: with the cause."""

    cause = _area(_("原因和教训"))

    field_order = ["level", *WORDS, "cause", *FIGURES, "recipients", "others", "way", "approver"]

    @staticmethod
    def starting(row: Any) -> dict[str, Any]:
        """The facts as last written, and the cause where it is known."""
        return {**ReportForm.starting(row), "cause": row.cause}


class ReasonForm(forms.Form):
    """A reason that must be given."""

    opinion = forms.CharField(label=_("理由"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
