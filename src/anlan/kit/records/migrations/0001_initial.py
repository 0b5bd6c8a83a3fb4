from django.db import migrations, models

import anlan.base.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Unindexed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40, verbose_name="台账")),
                ("keys", models.JSONField(verbose_name="记录")),
                ("created_at", models.DateTimeField(default=anlan.base.clock.now, verbose_name="写入时间")),
            ],
            options={
                "verbose_name": "待检索记录",
                "verbose_name_plural": "待检索记录",
            },
        ),
    ]
