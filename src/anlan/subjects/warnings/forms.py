"""What the moves of a warning ask for, and the forms of its pages."""

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from anlan.base import clock
from anlan.base.dictionaries import terms
from anlan.base.people import access
from anlan.base.people.access import Scope
from anlan.base.places import codes
from anlan.base.places.models import Place
from anlan.base.places.queries import place_choices
from anlan.base.text import normalise
from anlan.kit.notify.models import RecipientList
from anlan.subjects.warnings import kinds, signals
from anlan.subjects.warnings.choices import Act, Level
from anlan.subjects.warnings.texts import TextReading

MOST_UPLOAD = 5 * 2**20


class OpinionForm(forms.Form):
    """An opinion that must be given."""

    opinion = forms.CharField(label=_("意见"), max_length=300, widget=forms.Textarea)


class RemarkForm(forms.Form):
    """An opinion that may be given."""

    opinion = forms.CharField(label=_("意见"), max_length=300, required=False, widget=forms.Textarea)


class LiftForm(forms.Form):
    """Why a warning is lifted."""

    reason = forms.CharField(label=_("解除原因"), max_length=300, widget=forms.Textarea)


class UploadForm(forms.Form):
    """Files with messages; each is judged on its own."""

    file = forms.FileField(label=_("预警文件"), help_text=_("CAP 或国家平台格式的 XML，也可以是 Atom、RSS 订阅源。"))

    def clean_file(self) -> Any:
        """Not larger than any message is."""
        given = self.cleaned_data["file"]
        if given.size > MOST_UPLOAD:
            raise forms.ValidationError(_("文件超过 5 MB。"))
        return given


class TextForm(forms.Form):
    """A warning text as it arrived by telephone, fax or a group chat."""

    text = forms.CharField(label=_("预警文本"), max_length=5000, widget=forms.Textarea(attrs={"rows": "6"}))


class AreaForm(forms.Form):
    """For where and for whom: chosen places, a drawn or uploaded shape, and lists of recipients."""

    places = forms.CharField(required=False, widget=forms.HiddenInput)
    shapes = forms.CharField(required=False, widget=forms.HiddenInput, max_length=2_000_000)
    file = forms.FileField(label=_("区域文件（GeoJSON）"), required=False)
    lists = forms.ModelMultipleChoiceField(
        label=_("接收名单"), queryset=RecipientList.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, choosable: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if choosable is not None:
            self.fields["lists"].queryset = choosable  # type: ignore[attr-defined]


LOCAL = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


def _kinds() -> list[tuple[str, str]]:
    return [("", "—"), *((str(term.pk), term.name) for term in terms.active(kinds.DICTIONARY))]


def _term(value: str) -> Any:
    return next((term for term in terms.every(kinds.DICTIONARY) if str(term.pk) == value), None)


def _levels() -> list[tuple[str, Any]]:
    return [("", "—"), *Level.choices]


class DraftForm(forms.Form):
    """What a new warning is about; the template gives its words."""

    kind = forms.TypedChoiceField(label=_("预警种类"), choices=_kinds, coerce=_term, empty_value=None)
    level = forms.ChoiceField(label=_("预警级别"), choices=_levels)
    place = forms.ChoiceField(label=_("属地"))
    sender = forms.CharField(label=_("发布单位"), max_length=120)
    exercise = forms.BooleanField(label=_("演练（不对外发布）"), required=False)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reached = [one.place_code for one in access.reach(user, "warning.add") if one.place_code]
        choices = [pair for pair in place_choices() if any(codes.holds(one, pair[0]) for one in reached)]
        self.fields["place"].choices = [pair for pair in choices if len(codes.prefix(pair[0])) <= 9]  # type: ignore[attr-defined]
        self.fields["place"].initial = next(iter(reached), None)
        self.fields["sender"].initial = settings.ANLAN_BUREAU


class ConfirmForm(forms.Form):
    """The reading of a text, for a person to confirm; what the text does not say is empty and must be filled."""

    sender = forms.CharField(label=_("发布单位"), max_length=120)
    issued_at = forms.DateTimeField(label=_("发布时间"), widget=LOCAL)
    kind = forms.TypedChoiceField(label=_("预警种类"), choices=_kinds, coerce=_term, empty_value=None)
    level = forms.ChoiceField(label=_("预警级别"), choices=_levels)
    action = forms.ChoiceField(label=_("这条文本是"), choices=[("", "—"), *Act.choices])
    place = forms.ModelChoiceField(label=_("影响区域"), queryset=Place.objects.none(), to_field_name="code")
    expires_at = forms.DateTimeField(label=_("失效时间"), widget=LOCAL)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = access.visible(user, "warning-intake.add", Place.objects.filter(valid_to_on=None), Scope("code", None))
        self.fields["place"].queryset = places.filter(level__lte=4, level__gte=3).order_by("code")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """It ends after it begins."""
        given = super().clean() or {}
        if given.get("issued_at") and given.get("expires_at") and given["expires_at"] <= given["issued_at"]:
            self.add_error("expires_at", _("失效时间应晚于发布时间。"))
        return given

    @staticmethod
    def from_reading(reading: TextReading) -> dict[str, Any]:
        """Initial values: only what the text says."""
        level = next((value for value, label in Level.choices if str(label) == reading.level), "")
        kind = terms.by_name(kinds.DICTIONARY).get(normalise(reading.type)) if reading.type else None
        place = Place.objects.filter(name=reading.region, level__lte=4).first() if reading.region else None
        issued = clock.at(reading.time.replace("T", " ")) if reading.time else None
        hours = signals.hours_of(reading.type, level) if reading.type and level else None
        return {
            "sender": reading.issuer or "",
            "issued_at": issued,
            "kind": str(kind.pk) if kind else "",
            "level": level,
            "action": _act(reading.action),
            "place": place.code if place else None,
            "expires_at": issued + timedelta(hours=hours) if issued and hours else None,
        }


def _act(said: str | None) -> str:
    if said is None:
        return ""
    if said in ("解除", "取消", "撤销", "终止"):
        return Act.LIFT
    return Act.ISSUE if said in ("发布", "首次发布") else Act.UPDATE
