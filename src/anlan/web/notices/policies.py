"""Pages behind two ledgers: the steps of a policy, and a channel's parameters and secrets; and the quiet hours."""

import json
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from anlan.base.audit.records import record
from anlan.kit.notify import planning, targets
from anlan.kit.notify.choices import ANSWERS, ChannelKind, Order, Urgency
from anlan.kit.notify.models import Channel, Policy, PolicyStep, QuietHours
from anlan.kit.pages.door import found, opened

MOST_STEPS = 8
SEPARATOR = ":"
GROUPS = [(kind.value, kind.label) for kind in ChannelKind if kind in planning.SHARED]


class AnswersForm(forms.Form):
    """What may be answered; none chosen means the usual answers."""

    words = forms.MultipleChoiceField(
        label=_("可选答复"), required=False, choices=[(word.value, word.label) for word in ANSWERS],
        widget=forms.CheckboxSelectMultiple, help_text=_("不选：明白、已到位、需要支援、无法到达。"),
    )  # fmt: skip


class StepForm(forms.Form):
    """One step; an empty row is no step."""

    used = forms.BooleanField(label=_("有这一步"), required=False)
    delay_minutes = forms.IntegerField(label=_("上一步之后（分钟）"), min_value=0, max_value=10_080, initial=5)
    targets = forms.MultipleChoiceField(label=_("叫谁（不选：通知的对象）"), required=False)
    deputies = forms.BooleanField(label=_("叫未答复者的替补"), required=False)
    channels = forms.ChoiceField(
        label=_("通道"), required=False, choices=[("", ""), *Order.choices], help_text=_("不选：按各人的顺序。")
    )
    shared = forms.MultipleChoiceField(label=_("同时推送到"), required=False, choices=GROUPS)
    repeats = forms.IntegerField(label=_("重复次数"), min_value=0, max_value=20, initial=0)
    repeat_minutes = forms.IntegerField(label=_("重复间隔（分钟）"), min_value=1, max_value=1440, initial=5)

    def __init__(self, *args: Any, choices: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["targets"].choices = choices  # type: ignore[attr-defined]


class SettingsForm(forms.Form):
    """``options`` and ``secret`` of a channel, both as JSON objects; an empty secret keeps the present one."""

    options = forms.CharField(label=_("参数（JSON）"), required=False, widget=forms.Textarea(attrs={"rows": 10}))
    secret = forms.CharField(
        label=_("密钥（JSON，留空不改）"), required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("加密保存，不再显示。"),
    )  # fmt: skip

    def clean_options(self) -> dict[str, Any]:
        return self._object("options") or {}

    def clean_secret(self) -> dict[str, Any]:
        return self._object("secret") or {}

    def _object(self, name: str) -> dict[str, Any] | None:
        text = self.cleaned_data.get(name, "").strip()
        if not text:
            return None
        try:
            value = json.loads(text)
        except ValueError as wrong:
            raise forms.ValidationError(_("不是正确的 JSON：%(wrong)s"), params={"wrong": wrong}) from wrong
        if not isinstance(value, dict):
            raise forms.ValidationError(_('应是一个 JSON 对象，如 {"url": "https://…"}。'))
        return value


class QuietForm(forms.Form):
    """The channels of one level, and when telephones stay silent for it."""

    channels = forms.ChoiceField(
        label=_("默认通道顺序（本人另有选择的除外）"), required=False, choices=[("", ""), *Order.choices]
    )
    active = forms.BooleanField(label=_("启用免打扰"), required=False)
    from_time = forms.TimeField(label=_("从"), initial="22:00", widget=forms.TimeInput(attrs={"type": "time"}))
    to_time = forms.TimeField(label=_("到"), initial="07:00", widget=forms.TimeInput(attrs={"type": "time"}))

    def __init__(self, *args: Any, urgency: Urgency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        usual = " → ".join(spelt(entry) for entry in planning.ORDERS[urgency])
        self.fields["channels"].help_text = _now("不选：%(order)s。") % {"order": usual}


def spelt(entry: str) -> str:
    """One attempt in words: 短信+语音电话."""
    labels = dict(ChannelKind.choices)
    return "+".join(str(labels.get(kind, kind)) for kind in entry.split("+"))


@require_http_methods(["GET", "POST"])
def quiet_hours(request: HttpRequest) -> HttpResponse:
    """One row a level. What falls into its hours is sent at their end."""
    opened(request, "call-policy", "change" if request.method == "POST" else "view")
    held = {row.urgency: row for row in QuietHours.objects.all()}
    data = request.POST if request.method == "POST" else None
    made = [
        (urgency, QuietForm(data, prefix=f"u{urgency.value}", initial=_quiet(held.get(urgency.value)), urgency=urgency))
        for urgency in Urgency
    ]
    if request.method == "POST" and all(form.is_valid() for _urgency, form in made):
        with transaction.atomic():
            for urgency, form in made:
                QuietHours.objects.update_or_create(urgency=urgency.value, defaults=form.cleaned_data)
            said = {str(urgency.value): {k: str(v) for k, v in form.cleaned_data.items()} for urgency, form in made}
            record("call-policy.quiet_hours", actor=request.user, kind="call-policy", after=said)
        messages.success(request, _("免打扰时段和通道顺序已保存。"))
        return redirect("notice-quiet-hours")
    return render(request, "notices/quiet_hours.html", {"rows": made}, status=422 if request.method == "POST" else 200)


@require_http_methods(["GET", "POST"])
def steps(request: HttpRequest, pk: int) -> HttpResponse:
    """What may be answered to notices of one policy, and all its steps, on one page."""
    action = "change" if request.method == "POST" else "view"
    ledger = opened(request, "call-policy", action)
    policy: Policy = found(request, ledger, pk, action)
    data = request.POST if request.method == "POST" else None
    forms_, answers = _step_forms(policy, data), AnswersForm(data, initial={"words": policy.words})
    if request.method == "POST" and all(form.is_valid() for form in (answers, *forms_)):
        rows = [form.cleaned_data for form in forms_ if form.cleaned_data["used"]]
        _write_steps(policy, answers.cleaned_data["words"], rows, request.user)
        messages.success(request, _("步骤已保存，之后发起的通知按新步骤叫应。"))
        return redirect("notice-policy-steps", pk)
    status = 422 if request.method == "POST" else 200
    context = {"policy": policy, "forms": forms_, "answers": answers}
    return render(request, "notices/steps.html", context, status=status)


@require_http_methods(["GET", "POST"])
def channel_settings(request: HttpRequest, pk: int) -> HttpResponse:
    """What a channel's kind needs; secrets go in and never come out."""
    ledger = opened(request, "channel", "change")
    channel: Channel = found(request, ledger, pk, "change")
    shown = json.dumps(channel.options, ensure_ascii=False, indent=2)
    form = SettingsForm(request.POST if request.method == "POST" else None, initial={"options": shown})
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            held = Channel.objects.select_for_update().get(pk=pk)
            before, held.options = held.options, form.cleaned_data["options"]
            if form.cleaned_data["secret"]:
                held.secret = json.dumps(form.cleaned_data["secret"], ensure_ascii=False)
            held.save(update_fields=["options", "secret"])
            record("channel.settings", actor=request.user, obj=held, before={"options": before},
                   after={"options": held.options, "secret": "***" if form.cleaned_data["secret"] else ""})  # fmt: skip
        messages.success(request, _("通道参数已保存。"))
        return redirect("ledger-detail", "channel", pk)
    context = {"channel": channel, "form": form, "has_secret": bool(channel.secret)}
    return render(request, "notices/channel_settings.html", context, status=422 if form.errors else 200)


def _step_forms(policy: Policy, data: Any) -> list[StepForm]:
    choices = _choices(policy)
    held = list(policy.steps.order_by("position"))
    made = []
    for number in range(MOST_STEPS):
        step = held[number] if number < len(held) else None
        initial = _initial(step) if step else {"used": False}
        made.append(StepForm(data, prefix=f"s{number}", choices=choices, initial=initial))
    return made


def _initial(step: PolicyStep) -> dict[str, Any]:
    return {
        "used": True,
        "delay_minutes": step.delay_minutes,
        "targets": [f"{one['kind']}{SEPARATOR}{one['key']}" for one in step.targets],
        "deputies": step.deputies,
        "channels": ",".join(step.channels),
        "shared": step.shared,
        "repeats": step.repeats,
        "repeat_minutes": step.repeat_minutes,
    }


def _quiet(row: QuietHours | None) -> dict[str, Any]:
    names = ("active", "from_time", "to_time", "channels")
    return {name: getattr(row, name) for name in names} if row else {}


def _choices(policy: Policy) -> list[tuple[str, str]]:
    """Everybody and every body that a step may name; what stands in a step already stays choosable."""
    made = [
        (f"{kind.name}{SEPARATOR}{key}", f"{kind.title}：{label}")
        for kind in targets.kinds()
        for key, label in kind.choices()
    ]
    known = {value for value, _label in made}
    held = [f"{one['kind']}{SEPARATOR}{one['key']}" for step in policy.steps.all() for one in step.targets]
    return made + [(value, value) for value in dict.fromkeys(held) if value not in known]


def _write_steps(policy: Policy, words: list[str], rows: list[dict[str, Any]], actor: Any) -> None:
    with transaction.atomic():
        held = Policy.objects.select_for_update().get(pk=policy.pk)
        before = {"words": held.words, "steps": [_initial(step) for step in policy.steps.order_by("position")]}
        held.words = words
        held.save(update_fields=["words"])
        policy.steps.all().delete()
        for position, row in enumerate(rows, 1):
            named = [dict(zip(("kind", "key"), value.split(SEPARATOR, 1), strict=True)) for value in row["targets"]]
            PolicyStep.objects.create(
                policy=policy, position=position, delay_minutes=row["delay_minutes"], targets=named,
                deputies=row["deputies"], channels=row["channels"].split(",") if row["channels"] else [],
                shared=row["shared"], repeats=row["repeats"],
                repeat_minutes=row["repeat_minutes"],
            )  # fmt: skip
        after = {"words": words, "steps": [_initial(step) for step in policy.steps.order_by("position")]}
        record("call-policy.steps", actor=actor, obj=policy, before=before, after=after)
