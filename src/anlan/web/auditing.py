"""审计记录 for the auditor: who did what, when, from where; whose telephone number was looked at by whom."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.validators import MaxValueValidator, MinValueValidator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from anlan.base.audit.models import AuditBlock, AuditEntry
from anlan.base.people import access, acts, roles
from anlan.kit.ledger.filters import FIRST_DAY, LAST_DAY
from anlan.kit.ledger.registry import ledgers
from anlan.kit.pages.history import act_label

PAGE = 50
OF_THIS_AGE = (MinValueValidator(FIRST_DAY), MaxValueValidator(LAST_DAY))

access.declare({"audit.view": (roles.AUDITOR,)}, reserved=True)


class AuditFilter(forms.Form):
    """What the auditor asks for."""

    actor = forms.CharField(label=_("操作人"), required=False, max_length=60)
    act = forms.ChoiceField(label=_("操作"), required=False)
    label = forms.CharField(label=_("记录"), required=False, max_length=60)
    since = forms.DateField(
        label=_("从"), required=False, validators=OF_THIS_AGE, widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.DateField(
        label=_("到"), required=False, validators=OF_THIS_AGE, widget=forms.DateInput(attrs={"type": "date"})
    )

    ACTS = (
        ("reveal", _("查看完整信息")),
        ("export", _("导出")),
        ("import", _("导入")),
        ("delete", _("删除")),
        ("change", _("修改")),
        ("login", _("登录")),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["act"].choices = [("", _("全部")), *self.ACTS]  # type: ignore[attr-defined]


@require_GET
def audit_list(request: HttpRequest) -> HttpResponse:
    """Newest first, by key set; reading it is itself no business of anybody but the auditor."""
    if not access.can(request.user, "audit.view"):
        raise PermissionDenied(_("只有审计员可以查看审计记录。"))
    form = AuditFilter(request.GET or None)
    entries = AuditEntry.objects.order_by("-id")
    if form.is_valid():
        entries = _narrowed(entries, form.cleaned_data)
    before = request.GET.get("before", "")
    if before.isdecimal() and len(before) < 19:
        entries = entries.filter(pk__lt=int(before))
    found = list(entries[: PAGE + 1])
    query = request.GET.copy()
    query.pop("before", None)
    if len(found) > PAGE:
        query["before"] = str(found[PAGE - 1].pk)
    context = {
        "form": form,
        "rows": [_told(entry) for entry in found[:PAGE]],
        "next_url": f"?{query.urlencode()}" if len(found) > PAGE else "",
        "last_block": AuditBlock.objects.order_by("-number").first(),
    }
    return render(request, "web/audit.html", context)


def _narrowed(entries: Any, asked: dict[str, Any]) -> Any:
    if asked["actor"]:
        entries = entries.filter(actor_name__contains=asked["actor"])
    if asked["label"]:
        entries = entries.filter(label__contains=asked["label"])
    if asked["act"]:
        entries = entries.filter(act__contains=f".{asked['act']}")
    if asked["since"]:
        entries = entries.filter(at__gte=_midnight(asked["since"]))
    if asked["until"]:
        entries = entries.filter(at__lt=_midnight(asked["until"] + timedelta(days=1)))
    return entries


def _midnight(day: Any) -> datetime:
    return timezone.make_aware(datetime.combine(day, datetime.min.time()))


def _told(entry: AuditEntry) -> dict[str, Any]:
    ledger = next((item for item in ledgers() if item.code == entry.kind), None)
    after = {name: value for name, value in (entry.after or {}).items() if value not in (None, "")}
    return {
        "entry": entry,
        "act": act_label(ledger, entry.act) if ledger else acts.LABELS.get(entry.act, entry.act),
        "kind": ledger.title if ledger else entry.kind,
        "before": entry.before,
        "after": after,
    }
