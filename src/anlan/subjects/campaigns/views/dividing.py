"""分解下达: a task is passed down to organisations one level below, each with a part of its own."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from anlan.kit.flow import making
from anlan.kit.pages.door import need
from anlan.kit.records import writing
from anlan.subjects.campaigns import rules, services
from anlan.subjects.campaigns.choices import TaskStatus
from anlan.subjects.campaigns.forms import DivideForm
from anlan.subjects.campaigns.models import Task
from anlan.subjects.campaigns.views.seen import one


@require_http_methods(["GET", "POST"])
def divide(request: HttpRequest, pk: int) -> HttpResponse:
    """Which organisations, what each has to do, and by when."""
    need(request, "task.move.submit")
    need(request, "task.add")
    task: Task = one(request, "task", pk, "organisation")
    if not rules.answers_for(request.user, task):
        raise PermissionDenied(_("只有责任单位和交办单位可以分解这项任务。"))
    offered = [(str(body.pk), body.name) for body in services.assignable(task)]
    form = DivideForm(
        request.POST or None,
        task=task,
        offered=offered,
        initial={"content": task.content, "due_on": task.due_on, "organisations": [key for key, _name in offered]},
    )
    refusal = ""
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        keys = [int(key) for key in data["organisations"]]
        try:
            parts = services.divide(task, keys, content=data["content"], due_on=data["due_on"], actor=request.user)
        except (making.Refused, writing.Conflict) as refused:
            refusal = str(refused)
        else:
            messages.success(request, _("已分解下达给 %(count)d 个单位。") % {"count": len(parts)})
            return redirect("ledger-detail", "task", task.pk)
    context = {
        "task": task,
        "form": form,
        "offered": offered,
        "refusal": refusal,
        "open": task.status == TaskStatus.WORKING,
        "current_code": "task",
    }
    status = 409 if refusal else 422 if form.is_bound and form.errors else 200
    return render(request, "campaigns/divide.html", context, status=status)
