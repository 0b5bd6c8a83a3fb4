import django.db.models.deletion
from django.db import migrations, models

USER = "people.user"


class Migration(migrations.Migration):
    dependencies = [
        ("hazards", "0006_inspecting"),
        ("people", "0003_alter_user_totp_secret"),
    ]

    operations = [
        migrations.AddField(
            model_name="hazard",
            name="lowering_by",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=USER,
                verbose_name="降级申请人（待批）",
            ),
        ),
        migrations.AddIndex(
            model_name="hazard",
            index=models.Index(
                condition=models.Q(("lowering_by__isnull", False)), fields=["lowering_by"], name="hazard_lowering"
            ),
        ),
        migrations.CreateModel(
            name="Lowering",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("asked_at", models.DateTimeField(verbose_name="申请时间")),
                ("reason", models.CharField(max_length=500, verbose_name="降级理由")),
                ("granted", models.BooleanField(null=True, verbose_name="是否同意")),
                ("decided_at", models.DateTimeField(null=True, verbose_name="审批时间")),
                ("opinion", models.CharField(blank=True, max_length=500, verbose_name="审批意见")),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=USER,
                        verbose_name="申请人",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=USER,
                        verbose_name="审批人",
                    ),
                ),
                (
                    "hazard",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lowerings",
                        to="hazards.hazard",
                        verbose_name="隐患",
                    ),
                ),
            ],
            options={
                "verbose_name": "重大隐患降级",
                "verbose_name_plural": "重大隐患降级",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by__isnull", True),
                            ("granted", False),
                            models.Q(("decided_by", models.F("asked_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="lowering_by_two",
                    )
                ],
            },
        ),
    ]
