"""Fills the past states of rows that moved before they were kept, from what the audit tells of their moves."""

from django.db import migrations

CHUNK = 2000


def tell(apps, schema_editor):
    entries = apps.get_model("audit", "AuditEntry").objects.using(schema_editor.connection.alias)
    past = apps.get_model("flow", "PastState").objects.using(schema_editor.connection.alias)
    told = entries.filter(before__has_key="status", after__has_key="status").order_by("id")
    made = []
    for entry in told.only("at", "kind", "object_id", "before").iterator(chunk_size=CHUNK):
        state = entry.before["status"]
        if entry.object_id.isdecimal() and isinstance(state, str) and 0 < len(state) <= 40:
            made.append(past.model(kind=entry.kind, row_id=int(entry.object_id), state=state, until_at=entry.at))
        if len(made) == CHUNK:
            past.bulk_create(made)
            made = []
    past.bulk_create(made)


class Migration(migrations.Migration):
    dependencies = [("flow", "0001_initial"), ("audit", "0002_append_only")]

    operations = [migrations.RunPython(tell, migrations.RunPython.noop)]
