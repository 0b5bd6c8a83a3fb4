"""What the moves of campaigns, documents, receipts, tasks and bulletins ask for, and how a task is divided."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anlan.base import clock
from anlan.base.dictionaries import terms
from anlan.base.people.models import Organisation

LOWEST = ("village", "enterprise")
"""Kinds of organisations that are too many for a list; they are chosen by kind."""


def day_input() -> forms.DateInput:
    """A day picked from the browser's calendar."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def kinds() -> list[tuple[str, str]]:
    """Kinds of organisations that a document goes to as a whole."""
    return [(term.code, term.name) for term in terms.active("organisation-kind")]


def single_organisations() -> list[tuple[str, str]]:
    """Organisations that are chosen one by one."""
    rows = Organisation.objects.filter(active=True).exclude(kind__code__in=LOWEST).order_by("place_id", "id")
    return [(str(row.pk), row.name) for row in rows]


class OpinionForm(forms.Form):
    """An opinion that must be given."""

    opinion = forms.CharField(label=_("意见"), max_length=500, widget=forms.Textarea)


class RemarkForm(forms.Form):
    """An opinion that may be given."""

    opinion = forms.CharField(label=_("意见"), max_length=500, required=False, widget=forms.Textarea)


class EndForm(forms.Form):
    """结束行动: what came of it."""

    summary = forms.CharField(label=_("总结"), max_length=2000, required=False, widget=forms.Textarea)


class OrderForm(forms.Form):
    """下达任务: by when."""

    due_on = forms.DateField(label=_("完成时限"), widget=day_input())
    opinion = forms.CharField(label=_("工作要求"), max_length=500, required=False, widget=forms.Textarea)

    @staticmethod
    def starting(task: Any) -> dict[str, Any]:
        """The deadline that the task was entered with, else a month."""
        return {"due_on": task.due_on or clock.today() + timedelta(days=30)}

    def clean_due_on(self) -> Any:
        """The deadline lies ahead."""
        if self.cleaned_data["due_on"] < clock.today():
            raise forms.ValidationError(_("完成时限不能早于今天。"))
        return self.cleaned_data["due_on"]


class ProgressForm(forms.Form):
    """报进度: how far, and what was done."""

    progress = forms.IntegerField(label=_("进度（%）"), min_value=0, max_value=99)
    note = forms.CharField(label=_("进展情况"), max_length=1000, widget=forms.Textarea)

    @staticmethod
    def starting(task: Any) -> dict[str, Any]:
        """Where it stands."""
        return {"progress": task.progress}


class SubmitForm(forms.Form):
    """报请验收: what was done; the evidence is attached beside it."""

    completed_on = forms.DateField(label=_("完成日期"), widget=day_input())
    result = forms.CharField(label=_("完成情况"), max_length=2000, widget=forms.Textarea)

    @staticmethod
    def starting(task: Any) -> dict[str, Any]:
        """Today."""
        return {"completed_on": clock.today(), "result": task.result}

    def clean_completed_on(self) -> Any:
        """Nothing is done in the future."""
        if self.cleaned_data["completed_on"] > clock.today():
            raise forms.ValidationError(_("完成日期不能晚于今天。"))
        return self.cleaned_data["completed_on"]


class ExtensionForm(forms.Form):
    """申请延期: until when and why."""

    new_due_on = forms.DateField(label=_("申请延至"), widget=day_input())
    reason = forms.CharField(label=_("申请理由"), max_length=500, widget=forms.Textarea)

    def clean_new_due_on(self) -> Any:
        """The new deadline lies ahead."""
        if self.cleaned_data["new_due_on"] <= clock.today():
            raise forms.ValidationError(_("申请的期限必须晚于今天。"))
        return self.cleaned_data["new_due_on"]


class DistributionForm(forms.Form):
    """印发: to whom. Only organisations within the sender's own reach receive it."""

    kinds = forms.MultipleChoiceField(
        label=_("发至各类单位"), choices=kinds, required=False, widget=forms.CheckboxSelectMultiple
    )
    organisations = forms.MultipleChoiceField(
        label=_("另发单位"),
        choices=single_organisations,
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
    )

    def clean(self) -> dict[str, Any]:
        """Somebody must receive it."""
        values = super().clean() or {}
        if not self.errors and not values.get("kinds") and not values.get("organisations"):
            raise forms.ValidationError(_("请至少选择一类单位或一个单位。"))
        return values


class AnswerForm(forms.Form):
    """反馈: how the document was carried out; papers are attached beside it."""

    answer = forms.CharField(label=_("反馈内容"), max_length=4000, widget=forms.Textarea)


class DivideForm(forms.Form):
    """分解下达: which organisations below take a part, by when, and what each has to do."""

    content = forms.CharField(label=_("任务内容"), max_length=500, widget=forms.Textarea)
    due_on = forms.DateField(label=_("完成时限"), widget=day_input())
    organisations = forms.MultipleChoiceField(label=_("责任单位"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, task: Any, offered: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.task = task
        self.fields["organisations"].choices = offered  # type: ignore[attr-defined]

    def clean_due_on(self) -> Any:
        """Not past, and not later than the whole task."""
        due = self.cleaned_data["due_on"]
        if due < clock.today():
            raise forms.ValidationError(_("完成时限不能早于今天。"))
        if self.task.due_on is not None and due > self.task.due_on:
            raise forms.ValidationError(
                _("分解任务的时限不能晚于上级任务的时限 %(day)s。") % {"day": self.task.due_on.isoformat()}
            )
        return due
