"""The page that makes checklists of a workbook."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _later
from django.views.decorators.http import require_http_methods

from anlan.base import clock
from anlan.base.dictionaries.models import Term
from anlan.kit.flow.making import Refused
from anlan.kit.pages.door import opened
from anlan.subjects.hazards import checklist_books
from anlan.subjects.hazards.models import Checklist

MOST_BYTES = 20 * 2**20


class BookForm(forms.Form):
    """The file, from when its lists are valid and for whom."""

    file = forms.FileField(label=_later("Excel 文件"))
    valid_from_on = forms.DateField(label=_later("启用日期"), widget=forms.DateInput(attrs={"type": "date"}))
    sector = forms.ModelChoiceField(Term.objects.none(), label=_later("适用行业"), required=False, empty_label="—")
    kind = forms.ModelChoiceField(Term.objects.none(), label=_later("检查类型"), required=False, empty_label="—")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["valid_from_on"].initial = clock.today()
        for name, dictionary in (("sector", "sector"), ("kind", "inspection-kind")):
            field: Any = self.fields[name]
            field.queryset = Term.objects.filter(dictionary=dictionary, active=True).order_by("position", "pk")

    def clean_file(self) -> Any:
        """Not larger than any list is."""
        if self.cleaned_data["file"].size > MOST_BYTES:
            raise forms.ValidationError(_("文件超过 %(most)d MB。") % {"most": MOST_BYTES // 2**20})
        return self.cleaned_data["file"]


@require_http_methods(["GET", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """All lists of the workbook, or none."""
    opened(request, "checklist", "add")
    opened(request, "checklist-item", "add")
    form = BookForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = _made(form.cleaned_data, request.user)
        except Refused as refused:
            form.add_error("file", str(refused))
        else:
            items = sum(one.items.count() for one in made)
            messages.success(
                request, _("已建立 %(lists)d 张检查表，%(items)d 条检查事项。") % {"lists": len(made), "items": items}
            )
            return redirect("ledger-list", "checklist")
    context = {"form": form, "current_code": "checklist-book"}
    return render(request, "hazards/checklist_book.html", context, status=422 if form.errors else 200)


def _made(data: dict[str, Any], actor: Any) -> list[Checklist]:
    upload = data["file"]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "book"
        with path.open("wb") as kept:
            for piece in upload.chunks():
                kept.write(piece)
        books = checklist_books.read(path, upload.name or "")
    return checklist_books.enter(
        books, valid_from_on=data["valid_from_on"], sector=data["sector"], kind=data["kind"], actor=actor
    )
