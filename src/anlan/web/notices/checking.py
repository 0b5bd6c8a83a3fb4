"""通道检测: what was seen of a channel lately, a test message on a button, the addresses to set up at its gateway."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from anlan.base import clock
from anlan.kit.notify import breaker, checks, receiving
from anlan.kit.notify.choices import ChannelKind
from anlan.kit.notify.models import Channel
from anlan.kit.pages.door import found, opened

SHOWN = 30
PHONES = (ChannelKind.SMS, ChannelKind.GSM, ChannelKind.VOICE, ChannelKind.CONSOLE)
TRIED = (*PHONES, ChannelKind.EMAIL, ChannelKind.WECOM, ChannelKind.DINGTALK, ChannelKind.FEISHU, ChannelKind.WEBHOOK)
HOOKED = (ChannelKind.SMS, ChannelKind.VOICE)


class TrialForm(forms.Form):
    """Where the test goes; group channels go to their group."""

    address = forms.CharField(label=gettext_lazy("测试号码或邮箱"), max_length=200)

    def __init__(self, *args: Any, channel: Channel, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.channel = channel
        if channel.kind not in (*PHONES, ChannelKind.EMAIL):
            del self.fields["address"]

    def clean_address(self) -> str:
        address = str(self.cleaned_data["address"]).strip()
        if self.channel.kind == ChannelKind.EMAIL:
            return str(forms.EmailField().clean(address))
        plain = address.replace(" ", "").replace("-", "")
        if not (plain.isascii() and plain.isdigit() and 5 <= len(plain) <= 13):
            raise forms.ValidationError(_("请填电话号码，只含数字。"))
        return plain


@require_http_methods(["GET", "POST"])
def channel_checks(request: HttpRequest, pk: int) -> HttpResponse:
    """Only who may change a channel may spend its messages."""
    ledger = opened(request, "channel", "change")
    channel: Channel = found(request, ledger, pk, "change")
    tried = request.method == "POST" and channel.kind in TRIED and "look" not in request.POST
    form = TrialForm(request.POST if tried else None, channel=channel)
    if request.method == "POST" and "look" in request.POST:
        _say(request, checks.check(channel, actor=request.user).ok)
        return redirect("notice-channel-checks", pk)
    if tried and form.is_valid():
        _say(request, checks.send_trial(channel, form.cleaned_data.get("address", channel.code), actor=request.user).ok)
        return redirect("notice-channel-checks", pk)
    return render(request, "notices/checks.html", _context(channel, form), status=422 if form.errors else 200)


def _context(channel: Channel, form: TrialForm) -> dict[str, Any]:
    moment = clock.now()
    hooked = channel.kind in HOOKED
    return {
        "channel": channel,
        "form": form,
        "can_try": channel.kind in TRIED,
        "can_look": channel.kind in checks.CHECKED,
        "broken": breaker.is_closed_off(channel, moment),
        "slowness": breaker.slowness(channel, moment),
        "rows": channel.checks.select_related("by").order_by("-id")[:SHOWN],
        "hooks": [(door, receiving.path_of(channel, door)) for door in receiving.DOORS] if hooked else [],
    }


def _say(request: HttpRequest, ok: bool) -> None:
    if ok:
        messages.success(request, _("通道正常。"))
    else:
        messages.error(request, _("通道有问题，原因见下表。"))
