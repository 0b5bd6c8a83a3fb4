import django.core.serializers.json
import django.db.models.deletion
from django.db import migrations, models

import anlan.base.tables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0002_initial"),
    ]

    operations = [
        anlan.base.tables.CreateModels(
            models=[
                migrations.CreateModel(
                    name="AuditBlock",
                    fields=[
                        (
                            "number",
                            models.PositiveBigIntegerField(primary_key=True, serialize=False, verbose_name="块号"),
                        ),
                        ("sealed_at", models.DateTimeField(verbose_name="封存时间")),
                        ("algorithm", models.CharField(max_length=20, verbose_name="算法")),
                        ("previous", models.CharField(max_length=64, verbose_name="前块摘要")),
                        ("digest", models.CharField(max_length=64, verbose_name="摘要")),
                        ("count", models.PositiveIntegerField(verbose_name="条数")),
                        ("first_id", models.BigIntegerField(verbose_name="首条编号")),
                        ("last_id", models.BigIntegerField(verbose_name="末条编号")),
                        ("ranges", models.JSONField(verbose_name="编号区间")),
                        ("leaves", models.TextField(verbose_name="逐条摘要")),
                    ],
                    options={
                        "verbose_name": "审计封存块",
                        "verbose_name_plural": "审计封存块",
                        "ordering": ["number"],
                        "indexes": [models.Index(fields=["last_id"], name="audit_audit_last_id_952136_idx")],
                    },
                ),
                migrations.CreateModel(
                    name="AuditEntry",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField(verbose_name="时间")),
                        ("actor_name", models.CharField(blank=True, max_length=60, verbose_name="操作人姓名")),
                        ("act", models.CharField(max_length=60, verbose_name="操作")),
                        ("kind", models.CharField(blank=True, max_length=40, verbose_name="台账")),
                        ("object_id", models.CharField(blank=True, max_length=40, verbose_name="记录编号")),
                        ("label", models.CharField(blank=True, max_length=200, verbose_name="记录")),
                        (
                            "before",
                            models.JSONField(
                                encoder=django.core.serializers.json.DjangoJSONEncoder, null=True, verbose_name="操作前"
                            ),
                        ),
                        (
                            "after",
                            models.JSONField(
                                encoder=django.core.serializers.json.DjangoJSONEncoder, null=True, verbose_name="操作后"
                            ),
                        ),
                        ("address", models.CharField(blank=True, max_length=45, verbose_name="来源地址")),
                        ("request_id", models.CharField(blank=True, max_length=32, verbose_name="请求编号")),
                        (
                            "actor",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.user",
                                verbose_name="操作人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "审计记录",
                        "verbose_name_plural": "审计记录",
                        "indexes": [
                            models.Index(fields=["kind", "object_id", "id"], name="audit_audit_kind_c4a754_idx"),
                            models.Index(fields=["act", "id"], name="audit_audit_act_04b00a_idx"),
                            models.Index(fields=["at"], name="audit_audit_at_bd7d43_idx"),
                        ],
                    },
                ),
            ],
        ),
    ]
