"""What may be written over the API: the schema of each body, and the body as data of a form. Rules stay in the form."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Annotated, Any

from django import forms
from django.utils.translation import gettext as _
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StrictFloat,
    StrictInt,
    StrictStr,
    WithJsonSchema,
    create_model,
)

from anlan.api.outgoing import kind_of
from anlan.base.dictionaries import terms
from anlan.base.text import normalise
from anlan.kit.flow.moves import Move
from anlan.kit.ledger.columns import Column, choice_labels
from anlan.kit.ledger.declaration import Ledger
from anlan.kit.ledger.forms import form_class

FIRST_YEAR, LAST_YEAR = 1900, 2200
NAMED = 12  # so many allowed names stand in a sentence
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def storable(value: str) -> str:
    """Text that every database holds: no half of a surrogate pair, no NUL."""
    if "\x00" in value or any("\ud800" <= sign <= "\udfff" for sign in value):
        raise ValueError(_("含有无法保存的字符。"))
    return value


def day(value: str) -> str:
    """``2026-11-22`` and nothing else."""
    try:
        found = date.fromisoformat(value) if _DAY.fullmatch(value) else None
    except ValueError:
        found = None
    if found is None or not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise ValueError(_("日期应写成 2026-11-22。"))
    return value


def moment(value: str) -> str:
    """A moment of ISO 8601; without an offset it is Beijing time."""
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        found = None
    if found is None or not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise ValueError(_("时间应写成 2026-11-22T14:05:00+08:00。"))
    return value


def _unwrapped(key: str) -> Callable[[Any], Any]:
    """``{"code": "01", "name": "…"}``, as it was read, means the same as ``"01"``."""

    def value_of(given: Any) -> Any:
        whole = isinstance(given, dict) and key in given and set(given) <= {key, "name"}
        return given[key] if whole and isinstance(given.get("name", ""), str) else given

    return value_of


def _named(key: str, plain: Mapping[str, Any], note: str) -> WithJsonSchema:
    whole = {
        "type": "object",
        "properties": {key: dict(plain), "name": {"type": "string"}},
        "required": [key],
        "additionalProperties": False,
    }
    return WithJsonSchema({"anyOf": [dict(plain), whole], "description": note})


Text = Annotated[StrictStr, AfterValidator(storable)]
Day = Annotated[Text, AfterValidator(day), WithJsonSchema({"type": "string", "format": "date"})]
Moment = Annotated[Text, AfterValidator(moment), WithJsonSchema({"type": "string", "format": "date-time"})]
Number = Annotated[StrictFloat | StrictInt, Field(allow_inf_nan=False), WithJsonSchema({"type": "number"})]
Key = Annotated[StrictInt, Field(ge=1, lt=2**63)]


def coded(note: str, **shape: Any) -> Any:
    """A code or name, alone or as it was read; ``shape`` says more of it in the schema."""
    return Annotated[Text, BeforeValidator(_unwrapped("code")), _named("code", {"type": "string"} | shape, note)]


def linked(note: str) -> Any:
    """The id of a row, alone or as it was read."""
    return Annotated[Key, BeforeValidator(_unwrapped("id")), _named("id", {"type": "integer", "minimum": 1}, note)]


def new_model(ledger: Ledger, name: str) -> type[BaseModel]:
    """The body that adds a row; what must be there is documented by the schema and checked by the form."""
    required = [
        name
        for name, field in form_class(ledger).base_fields.items()
        if field.required and field.initial is None and not isinstance(field, forms.BooleanField)
    ]
    return _model(ledger, name, {"required": required} if required else {}, {})


def change_model(ledger: Ledger, name: str) -> type[BaseModel]:
    """The body that changes a row: the version it was read with, and only what changes."""
    version = (Key, Field(title="版本", description="读到这条记录时的 version；别人已经改过时返回 409。"))
    return _model(ledger, name, {}, {"version": version})


def _model(ledger: Ledger, name: str, extra: dict[str, Any], first: dict[str, Any]) -> type[BaseModel]:
    fields = dict(first)
    form = form_class(ledger)
    for column in ledger.entered:
        if (field := form.base_fields.get(column.name)) is not None:
            kind = _types.get(kind_of(column), _plain_type)(column, field)
            fields[column.name] = (_nullable(kind, field), Field(default=None, title=str(column.label)))
    config = ConfigDict(title=ledger.title, extra="forbid", protected_namespaces=(), json_schema_extra=extra)
    return create_model(name, __config__=config, **fields)


def _nullable(kind: Any, field: forms.Field) -> Any:
    return kind if field.required or isinstance(field, forms.BooleanField) else kind | None


def _plain_type(_column: Column, field: forms.Field) -> Any:
    return type_of_form_field(field)


def type_of_form_field(field: forms.Field) -> Any:
    """The schema type of a plain form field, as moves have them."""
    if isinstance(field, forms.ModelChoiceField):
        key = field.to_field_name
        return coded("代码") if key else linked("编号")
    for kind, made in _FORM_TYPES:
        if isinstance(field, kind):
            return made
    shape: dict[str, Any] = {"type": "string"}
    if longest := getattr(field, "max_length", None):
        shape["maxLength"] = longest
    if field.required:
        shape["minLength"] = 1
    return Annotated[Text, WithJsonSchema(shape)]


_FORM_TYPES: tuple[tuple[type[forms.Field], Any], ...] = (
    (forms.DateTimeField, Moment),
    (forms.DateField, Day),
    (forms.FloatField, Number),
    (forms.DecimalField, Number),
    (forms.IntegerField, StrictInt),
    (forms.BooleanField, StrictBool),
    (forms.MultipleChoiceField, list[Text]),
)


def choice_note(column: Column) -> str:
    """The values of a choice with what they mean."""
    labels = choice_labels(column.field)
    return "、".join(f"{value}（{label}）" for value, label in labels.items() if value not in ("", None))


def _choice_spellings(column: Column) -> list[str]:
    labels = choice_labels(column.field)
    pairs = [(str(value), str(label)) for value, label in labels.items() if value not in ("", None)]
    return list(dict.fromkeys(spelling for pair in zip(*pairs, strict=True) for spelling in pair))


_types: dict[str, Callable[[Column, forms.Field], Any]] = {
    "choice": lambda column, _field: coded(choice_note(column), enum=_choice_spellings(column)),
    "term": lambda column, _field: coded(f"字典 {column.field.dictionary} 的代码或名称"),
    "terms": lambda column, _field: Annotated[
        list[coded(f"字典 {column.field.dictionary} 的代码或名称")], Field(max_length=50)  # type: ignore[misc]
    ],
    "place": lambda _column, _field: coded("区划代码，12 位（网格 15 位）", pattern="^[0-9]{12}([0-9]{3})?$"),
    "line": lambda _column, _field: coded("条线代码，每级两位", pattern="^([0-9]{2}){1,4}$"),
    "link": lambda column, _field: linked(f"{column.field.remote_field.model._meta.verbose_name}的编号"),
    "coded": lambda column, _field: coded(f"{column.field.remote_field.model._meta.verbose_name}的代码"),
}


class Entered:
    """A body as data of the ledger's form, with sentences for what could not be understood."""

    def __init__(self, ledger: Ledger, body: BaseModel) -> None:
        self.data: dict[str, Any] = {}
        self.errors: dict[str, str] = {}
        columns = {column.name: column for column in ledger.entered}
        for name in body.model_fields_set:
            if name in columns:
                self._take(columns[name], getattr(body, name))

    def _take(self, column: Column, value: Any) -> None:
        if value is None:
            self.data[column.name] = [] if column.kind == "terms" else ""
            return
        try:
            self.data[column.name] = _readers.get(kind_of(column), _as_it_is)(column, value)
        except ValueError as wrong:
            self.data[column.name] = ""
            self.errors[column.name] = str(wrong)


def form_data(form: Any) -> dict[str, Any]:
    """What an unchanged form would send back: its initial values, masks included."""
    found = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    return {name: value for name, value in found.items() if value is not None}


def term_called(dictionary: str, text: str) -> Any:
    """The active term of a code or name. Raises ``ValueError`` with a sentence that names what there is."""
    term = next((term for term in terms.active(dictionary) if term.code == text), None)
    term = term or terms.by_name(dictionary).get(normalise(text))
    if term is None:
        names = [term.name for term in terms.active(dictionary)]
        shown = "、".join(names[:NAMED]) + (_(" 等") if len(names) > NAMED else "")
        raise ValueError(_("没有“%(text)s”，可填：%(names)s。") % {"text": text[:40], "names": shown})
    return term


def _as_it_is(_column: Column, value: Any) -> Any:
    return value


def _choice(column: Column, value: str) -> str:
    labels = {str(key): str(label) for key, label in choice_labels(column.field).items()}
    if value in labels:
        return value
    by_label = {label: key for key, label in labels.items()}
    if value in by_label:
        return by_label[value]
    allowed = "、".join(f"{key}（{label}）" for key, label in labels.items() if key)
    raise ValueError(_("没有“%(text)s”，可填：%(names)s。") % {"text": value[:40], "names": allowed})


_readers: dict[str, Callable[[Column, Any], Any]] = {
    "choice": _choice,
    "term": lambda column, value: str(term_called(column.field.dictionary, value).pk) if value else "",
    "terms": lambda column, value: [term_called(column.field.dictionary, item).code for item in value],
}


def move_model(made: Move, name: str) -> type[BaseModel]:
    """The body of a move: what its form asks for."""
    fields = made.form.base_fields if made.form is not None else {}
    required = [key for key, field in fields.items() if field.required and not isinstance(field, forms.BooleanField)]
    types: dict[str, Any] = {
        key: (_nullable(type_of_form_field(field), field), Field(default=None, title=str(field.label)))
        for key, field in fields.items()
    }
    extra: dict[str, Any] = {"required": required} if required else {}
    config = ConfigDict(title=str(made.label), extra="forbid", protected_namespaces=(), json_schema_extra=extra)
    return create_model(name, __config__=config, **types)
