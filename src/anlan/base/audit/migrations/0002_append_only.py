"""Lays the triggers that make the audit append-only on both databases."""

from django.db import migrations

from anlan.base.audit.guards import lay_in_migration, lift_in_migration


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [migrations.RunPython(lay_in_migration, lift_in_migration)]
