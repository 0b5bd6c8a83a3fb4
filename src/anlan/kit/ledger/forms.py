"""The form of a record, made from the ledger's groups: widgets people expect, masks kept, rules and scope checked."""

from datetime import UTC, date, datetime, time
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext as _

from anlan.base.dictionaries import terms
from anlan.base.dictionaries.fields import TermField
from anlan.base.dictionaries.models import Term
from anlan.base.places.models import Place
from anlan.kit.ledger import entry
from anlan.kit.ledger.declaration import Ledger
from anlan.kit.ledger.filters import FIRST_DAY, LAST_DAY
from anlan.kit.ledger.lists import visible
from anlan.kit.ledger.registry import ledger_of

_classes: dict[type[Ledger], "type[RecordForm]"] = {}


class PickInput(forms.TextInput):
    """A row of another ledger chosen by typing two characters: a hidden key with the row's name beside it."""

    template_name = "ledger/widgets/pick.html"
    input_type = "hidden"

    def __init__(self, address: str, names: Any) -> None:
        super().__init__()
        self.address, self.names = address, names

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"] |= {"address": self.address, "shown": self.names(value) if value not in (None, "") else ""}
        return context


class PickField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A foreign key limited to what the user may see. ``queryset`` is set per request by ``RecordForm``."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["widget"] = forms.HiddenInput()
        super().__init__(*args, **kwargs)
        self.error_messages["invalid_choice"] = _("请从列表里选择一条；您输入的没有找到，或不在您的范围内。")


class RecordForm(forms.ModelForm):  # type: ignore[type-arg]
    """Base of every ledger's form. Raises nothing; all faults stand beside their fields."""

    ledger: Ledger

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)
        self.adding = self.instance.pk is None
        place = self.ledger.scope.place
        if self.adding and place in self.fields and not self.initial.get(place):
            self.initial[place] = entry.default_place(user, f"{self.ledger.code}.add")
        for name, field in self.fields.items():
            field.disabled = field.disabled or (name in self.ledger.settled and not self.adding)
            if isinstance(field, PickField):
                self._limit(name, field)
            if isinstance(field, forms.TypedChoiceField) and (held := getattr(self.instance, name, None)) is not None:
                self._keep_choice(field, held)
            if name in self.ledger.masked and not self.adding and self.initial.get(name):
                self.initial[name] = self.ledger.masked[name](self.initial[name])

    def _keep_choice(self, field: forms.TypedChoiceField, held: Any) -> None:
        """A term that has since been put out of use stays choosable where it is held."""
        choices: list[Any] = list(field.choices)  # type: ignore[arg-type]
        if isinstance(held, Term) and str(held.pk) not in {str(value) for value, _label in choices}:
            field.choices = [*choices, (str(held.pk), str(held))]

    def _limit(self, name: str, field: PickField) -> None:
        model = field.queryset.model  # type: ignore[union-attr]
        target = ledger_of(model)
        address = f"/l/{target.code}/pick" if target else ""
        if model is Place:
            field.queryset = Place.objects.all()
        elif target is not None:
            held = getattr(self.instance, f"{name}_id", None)
            field.queryset = (
                visible(target, self.user) | model._base_manager.filter(pk=held) if held else visible(target, self.user)
            )
        key = field.to_field_name or "pk"

        def shown(value: Any) -> str:
            """The name of a row that this person may see; whatever else stands in an address names nothing."""
            try:
                row = field.queryset.filter(**{key: str(getattr(value, key, value)).replace("\x00", "")}).first()  # type: ignore[union-attr]
            except (ValueError, TypeError, OverflowError):
                return ""
            return str(row) if row else ""

        field.widget = PickInput(address, shown)
        field.widget.is_required = field.required

    def clean(self) -> dict[str, Any]:
        """Masks left as they stood keep the value behind them; then the ledger's rules and the user's scope."""
        values = super().clean() or {}
        for name, mask in self.ledger.masked.items():
            kept = getattr(self.instance, name, "")
            if name in values and not self.adding and kept and values[name] == mask(kept):
                values[name] = kept
            elif "*" in str(values.get(name) or ""):  # the mask of a value that somebody has changed since
                self.add_error(name, _("打码后的内容与现有的对不上，请填完整的。"))
        self.ledger.tidy(values)
        for name, sentence in self.ledger.check(values).items():
            self.add_error(name if name in self.fields else None, sentence)
        if not self.errors:
            action = "add" if self.adding else "change"
            for name, sentence in entry.scope_errors(self.ledger, self.user, action, self._placed(values)).items():
                self.add_error(name if name in self.fields else None, sentence)
        return values

    def _placed(self, values: dict[str, Any]) -> dict[str, Any]:
        """The values with those of the scope's fields that the form does not ask for."""
        scope = self.ledger.scope
        names = {path.split("__")[0] for path in (scope.place, scope.line, scope.organisation) if path}
        return {
            name: getattr(self.instance, name, None) for name in names if name not in values and not self.adding
        } | values

    def groups(self) -> list[tuple[Any, list[Any]]]:
        """(title, bound fields) of each group, for the template."""
        return [
            (group.title, [self[name] for name in group.fields if name in self.fields]) for group in self.ledger.groups
        ]


def form_class(ledger: Ledger) -> type[RecordForm]:
    """The form class of a ledger, made once by Django's own factory."""
    kept = _classes.get(type(ledger))
    if kept is None:
        names = [column.name for column in ledger.entered if column.field.editable]
        made: Any = forms.modelform_factory(
            ledger.model, form=ledger.form or RecordForm, fields=names, formfield_callback=_field
        )
        made.ledger = ledger
        kept = _classes[type(ledger)] = made
    return kept


def _field(field: Any, **kwargs: Any) -> Any:
    if isinstance(field, TermField):
        return forms.TypedChoiceField(
            choices=lambda: [("", "—"), *((str(term.pk), term.name) for term in terms.active(field.dictionary))],
            coerce=lambda value: next((term for term in terms.every(field.dictionary) if str(term.pk) == value), None),
            empty_value=None,
            required=not field.blank,
            label=field.verbose_name,
            help_text=field.help_text,
        )
    if isinstance(field, (models.ForeignKey, models.OneToOneField)):
        target = field.remote_field.model
        if target is not Place and ledger_of(target) is None:
            return field.formfield(empty_label="—", **kwargs)
        return field.formfield(form_class=PickField, **kwargs)
    if isinstance(field, models.DateField):
        return _dated(field, **kwargs)
    made = field.formfield(**kwargs)
    if made is not None and isinstance(field, models.TextField) and isinstance(made.widget, forms.Textarea):
        made.widget.attrs["rows"] = 3
    return made


def _dated(field: Any, **kwargs: Any) -> Any:
    """A day or a moment of this age; the first and last that Python knows do not survive a change of time zone."""
    first: date = FIRST_DAY
    last: date = LAST_DAY
    widget: forms.DateInput | forms.DateTimeInput = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    if isinstance(field, models.DateTimeField):
        first, last = (datetime.combine(day, time.min, UTC) for day in (first, last))
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    made = field.formfield(widget=widget, **kwargs)
    made.validators += [MinValueValidator(first), MaxValueValidator(last)]
    return made
