import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0002_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="SavedView",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ledger", models.CharField(max_length=40, verbose_name="台账")),
                ("name", models.CharField(blank=True, max_length=40, verbose_name="名称")),
                ("query", models.CharField(blank=True, max_length=1000, verbose_name="查询条件")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.user",
                        verbose_name="用户",
                    ),
                ),
            ],
            options={
                "verbose_name": "我的视图",
                "verbose_name_plural": "我的视图",
                "constraints": [models.UniqueConstraint(fields=("user", "ledger", "name"), name="saved_view_once")],
            },
        ),
    ]
