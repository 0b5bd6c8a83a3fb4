"""One-time password secrets are sealed at rest; those written before are sealed here."""

from typing import Any

from django.db import migrations

import anlan.base.secrets


def seal_existing(apps: Any, schema_editor: Any) -> None:
    User = apps.get_model("people", "User")
    for user in User.objects.exclude(totp_secret="").only("pk", "totp_secret"):
        user.save(update_fields=["totp_secret"])


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="user",
            name="totp_secret",
            field=anlan.base.secrets.SealedTextField(blank=True, editable=False, verbose_name="动态口令密钥"),
        ),
        migrations.RunPython(seal_existing, migrations.RunPython.noop),
    ]
