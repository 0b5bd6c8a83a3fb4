import django.db.models.deletion
from django.db import migrations, models

import anlan.base.clock
import anlan.base.tables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_initial"),
    ]

    operations = [
        anlan.base.tables.CreateModels(
            models=[
                migrations.CreateModel(
                    name="Token",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("digest", models.CharField(max_length=64, unique=True, verbose_name="摘要")),
                        ("created_at", models.DateTimeField(default=anlan.base.clock.now, verbose_name="签发时间")),
                        ("expires_at", models.DateTimeField(verbose_name="失效时间")),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="api_tokens",
                                to="people.user",
                                verbose_name="用户",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "接口令牌",
                        "verbose_name_plural": "接口令牌",
                    },
                ),
                migrations.CreateModel(
                    name="KeptAnswer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.CharField(max_length=100, verbose_name="幂等键")),
                        ("digest", models.CharField(max_length=64, verbose_name="请求摘要")),
                        ("status", models.PositiveSmallIntegerField(default=0, verbose_name="状态码")),
                        ("body", models.TextField(blank=True, verbose_name="应答")),
                        ("created_at", models.DateTimeField(default=anlan.base.clock.now, verbose_name="时间")),
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
                        "verbose_name": "幂等应答",
                        "verbose_name_plural": "幂等应答",
                        "indexes": [models.Index(fields=["user", "created_at"], name="api_keptans_user_id_d83f99_idx")],
                        "constraints": [models.UniqueConstraint(fields=("user", "key"), name="kept_answer_once")],
                    },
                ),
            ],
        ),
    ]
