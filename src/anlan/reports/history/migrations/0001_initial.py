import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import anlan.base.clock
import anlan.base.places.fields
import anlan.base.tables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0003_alter_user_totp_secret"),
        ("places", "0001_initial"),
    ]

    operations = [
        anlan.base.tables.CreateModels(
            models=[
                migrations.CreateModel(
                    name="OldReport",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=120, verbose_name="报告名称")),
                        (
                            "year",
                            models.PositiveIntegerField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1949),
                                    django.core.validators.MaxValueValidator(2199),
                                ],
                                verbose_name="年度",
                            ),
                        ),
                        ("text", models.TextField(verbose_name="全文")),
                        ("read_at", models.DateTimeField(default=anlan.base.clock.now, verbose_name="读取时间")),
                        (
                            "place",
                            anlan.base.places.fields.PlaceField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="places.place",
                                to_field="code",
                                verbose_name="属地",
                            ),
                        ),
                        (
                            "read_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="people.user",
                                verbose_name="读取人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "往年报告",
                        "verbose_name_plural": "往年报告",
                        "indexes": [models.Index(fields=["place", "id"], name="history_old_place_i_b61004_idx")],
                    },
                ),
                migrations.CreateModel(
                    name="PastFigure",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                        (
                            "created_at",
                            models.DateTimeField(default=anlan.base.clock.now, editable=False, verbose_name="登记时间"),
                        ),
                        (
                            "updated_at",
                            models.DateTimeField(default=anlan.base.clock.now, editable=False, verbose_name="更新时间"),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="指标名称")),
                        (
                            "indicator",
                            models.CharField(
                                blank=True,
                                help_text="填指标的编码或名称；没有对应的不填。",
                                max_length=80,
                                verbose_name="对应指标",
                            ),
                        ),
                        (
                            "value",
                            models.DecimalField(
                                blank=True, decimal_places=4, max_digits=20, null=True, verbose_name="数值"
                            ),
                        ),
                        ("unit", models.CharField(blank=True, max_length=20, verbose_name="单位")),
                        ("from_on", models.DateField(verbose_name="起始日期")),
                        ("to_on", models.DateField(verbose_name="截止日期")),
                        ("campaign", models.CharField(blank=True, max_length=120, verbose_name="专项行动")),
                        ("source", models.CharField(blank=True, max_length=150, verbose_name="来源文件")),
                        ("sentence", models.TextField(blank=True, verbose_name="原文")),
                        ("approximate", models.CharField(blank=True, max_length=20, verbose_name="约数")),
                        ("bound", models.CharField(blank=True, max_length=20, verbose_name="上下限")),
                        ("section", models.CharField(blank=True, editable=False, max_length=200, verbose_name="章节")),
                        ("starts", models.PositiveIntegerField(editable=False, null=True, verbose_name="起始位置")),
                        ("ends", models.PositiveIntegerField(editable=False, null=True, verbose_name="结束位置")),
                        (
                            "status",
                            models.CharField(
                                choices=[("proposed", "待确认"), ("confirmed", "已确认"), ("refused", "不采用")],
                                default="proposed",
                                editable=False,
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("confirmed_at", models.DateTimeField(editable=False, null=True, verbose_name="确认时间")),
                        (
                            "confirmed_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="people.user",
                                verbose_name="确认人",
                            ),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="people.user",
                                verbose_name="登记人",
                            ),
                        ),
                        (
                            "place",
                            anlan.base.places.fields.PlaceField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="places.place",
                                to_field="code",
                                verbose_name="属地",
                            ),
                        ),
                        (
                            "report",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="figures",
                                to="history.oldreport",
                                verbose_name="往年报告",
                            ),
                        ),
                        (
                            "updated_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="people.user",
                                verbose_name="更新人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "往年数字",
                        "verbose_name_plural": "往年数字",
                        "indexes": [
                            models.Index(
                                fields=["indicator", "from_on", "to_on"], name="history_pas_indicat_f872ad_idx"
                            ),
                            models.Index(fields=["report", "starts"], name="history_pas_report__6556e1_idx"),
                            models.Index(fields=["from_on", "id"], name="history_pas_from_on_d8099c_idx"),
                            models.Index(fields=["place", "from_on", "id"], name="history_pas_place_i_5c0f80_idx"),
                            models.Index(fields=["status", "from_on", "id"], name="history_pas_status_9a745d_idx"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("status", "confirmed"), models.Q(("indicator", ""), _negated=True)),
                                fields=("indicator", "from_on", "to_on", "place", "campaign"),
                                name="one_confirmed_figure",
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
