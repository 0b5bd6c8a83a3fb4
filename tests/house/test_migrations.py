"""Migrations create their tables whole, since Django renders every model anew for each operation."""

import pytest
from django.core.management.base import CommandError
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader

from anlan.base.tables import CreateModels, single
from anlan.web.management.commands.fold import INITIAL, folded


def test_tables_are_created_with_their_indexes_and_constraints() -> None:
    found = MigrationLoader(None).disk_migrations
    replaced = {each for migration in found.values() for each in migration.replaces}
    ours = {
        f"{app}.{name}": migration.operations
        for (app, name), migration in found.items()
        if migration.__module__.startswith("anlan.") and (app, name) not in replaced
    }
    assert len(ours) > 25
    later = {}
    for name, packed in ours.items():
        operations = single(packed)
        created = {op.name_lower for op in operations if isinstance(op, migrations.CreateModel)}
        added = [op for op in operations if isinstance(op, (migrations.AddIndex, migrations.AddConstraint))]
        if found := sorted({op.model_name for op in added if op.model_name_lower in created}):
            later[name] = found
        if sum(isinstance(op, migrations.CreateModel) for op in packed) > 1:
            later[name] = sorted(created)
    assert later == {}, "run: manage.py fold APP"


def made(*operations: migrations.operations.base.Operation) -> migrations.Migration:
    migration = migrations.Migration(INITIAL, "shop")
    migration.operations = list(operations)
    return migration


def test_indexes_constraints_and_links_go_into_their_tables() -> None:
    link = models.ForeignKey("shop.town", models.CASCADE)
    found = folded(
        made(
            migrations.CreateModel("House", [("id", models.BigAutoField(primary_key=True))]),
            migrations.CreateModel("Town", [("id", models.BigAutoField(primary_key=True))]),
            migrations.AddField("house", "town", link),
            migrations.AddIndex("house", models.Index(fields=["town"], name="by_town")),
            migrations.AddConstraint("house", models.UniqueConstraint(fields=["town"], name="one_a_town")),
            migrations.RunPython(migrations.RunPython.noop),
        )
    )
    assert [type(op).__name__ for op in found] == ["CreateModels", "RunPython"]
    assert isinstance(found[0], CreateModels)
    town, house = found[0].models
    assert (town.name, house.name) == ("Town", "House")
    assert [name for name, _field in house.fields] == ["id", "town"]
    assert [index.name for index in house.options["indexes"]] == ["by_town"]
    assert [constraint.name for constraint in house.options["constraints"]] == ["one_a_town"]


def test_tables_that_link_to_each_other_are_left_to_a_person() -> None:
    with pytest.raises(CommandError, match="circle"):
        folded(
            made(
                migrations.CreateModel("Egg", [("id", models.BigAutoField(primary_key=True))]),
                migrations.CreateModel("Hen", [("id", models.BigAutoField(primary_key=True))]),
                migrations.AddField("egg", "hen", models.ForeignKey("shop.hen", models.CASCADE)),
                migrations.AddField("hen", "egg", models.ForeignKey("shop.egg", models.CASCADE)),
            )
        )
