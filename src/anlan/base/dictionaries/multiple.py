"""A field that holds several terms of one dictionary, kept as text so that both databases filter it alike."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.db import models

from anlan.base.dictionaries import terms

if TYPE_CHECKING:

    class Text(models.TextField[Any, Any]):  # takes a tuple of codes as well as text
        _pyi_private_set_type: Any
        _pyi_private_get_type: Any

else:
    Text = models.TextField


class TermsField(Text):
    """Several term codes as ``,dust,ammonia,``; the Python value is a tuple of codes, ``()`` when there is none.

    Filter one with ``name__contains=TermsField.token("dust")``.
    """

    def __init__(self, dictionary: str = "", *args: Any, **kwargs: Any) -> None:
        self.dictionary = dictionary
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", tuple)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs["dictionary"] = self.dictionary
        kwargs.pop("default", None)
        return name, path, args, kwargs

    @staticmethod
    def token(code: str) -> str:
        """The text that marks a code within the stored value."""
        return f",{code},"

    def from_db_value(self, value: str | None, *_args: Any) -> tuple[str, ...]:
        return self.to_python(value)

    def to_python(self, value: Any) -> tuple[str, ...]:
        if isinstance(value, str):
            return tuple(part for part in value.split(",") if part)
        return tuple(value or ())

    def get_prep_value(self, value: Any) -> str:
        if isinstance(value, str) and value.startswith(","):
            return value
        codes = self.to_python(value)
        return f",{','.join(codes)}," if codes else ""

    def value_to_string(self, obj: models.Model) -> str:
        return self.get_prep_value(self.value_from_object(obj))

    def clean(self, value: Any, model_instance: models.Model | None) -> tuple[str, ...]:
        return self.to_python(value)

    def save_form_data(self, instance: models.Model, data: Any) -> None:
        """A tuple, as the database gives it back, so that an unchanged field shows no difference."""
        setattr(instance, self.name, self.to_python(data))

    def worded(self, value: Iterable[str]) -> str:
        """The names of the codes, joined by 、."""
        names = {term.code: term.name for term in terms.active(self.dictionary)}
        return "、".join(names.get(code, code) for code in value)

    def formfield(self, **kwargs: Any) -> Any:
        kwargs.pop("choices_form_class", None)
        return forms.MultipleChoiceField(
            choices=lambda: [(term.code, term.name) for term in terms.active(self.dictionary)],
            required=not self.blank,
            label=self.verbose_name,
            help_text=self.help_text,
            widget=forms.CheckboxSelectMultiple,
        )
