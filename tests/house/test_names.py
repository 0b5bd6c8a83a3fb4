"""Names say what a thing is: no drawers for odds and ends, labels as the packages, every model in the glossary."""

import re

from django.apps import apps
from django.db.models import Model

from tests.house.sources import ROOT, SOURCE, name_of, written_by_us

DRAWERS = {"util", "utils", "helper", "helpers", "common", "manager", "managers", "misc", "stuff", "tools"}


def our_models() -> list[type[Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("anlan.")]


def test_no_drawers() -> None:
    named = []
    for path in written_by_us(".py", ".html", ".js", ".css"):
        parts = {part.removesuffix(path.suffix).strip("_") for part in path.relative_to(ROOT).parts}
        words = {word for part in parts for word in part.split("_")}
        if words & DRAWERS:
            named.append(name_of(path))
    assert named == []


def test_application_labels_are_the_packages_names() -> None:
    ours = [config for config in apps.get_app_configs() if config.name.startswith("anlan.")]
    assert ours
    assert {config.label: config.name.rpartition(".")[2] for config in ours} == {
        config.label: config.label for config in ours
    }


def test_models_are_named_in_chinese() -> None:
    chinese = re.compile(r"[一-鿿]")
    assert our_models()
    assert [model.__name__ for model in our_models() if not chinese.search(str(model._meta.verbose_name))] == []


def test_every_model_is_in_the_glossary() -> None:
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(\w+)`", glossary))
    missing = sorted(
        f"{model.__name__} {model._meta.verbose_name}" for model in our_models() if model.__name__ not in named
    )
    assert missing == []


def test_modules_say_what_they_are_for() -> None:
    silent = []
    for path in written_by_us(".py", under=SOURCE):
        text = path.read_text(encoding="utf-8")
        if "migrations" not in path.parts and text.strip() and not re.match(r'(#.*\n)*r?"""\S', text):
            silent.append(name_of(path))
    assert silent == []
