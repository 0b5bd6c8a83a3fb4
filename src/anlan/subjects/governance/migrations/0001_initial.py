import django.db.models.deletion
from django.db import migrations, models

import anlan.base.clock
import anlan.base.dictionaries.fields
import anlan.base.people.fields
import anlan.base.places.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("dictionaries", "0002_initial"),
        ("people", "0003_alter_user_totp_secret"),
        ("places", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="KeyPeriod",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                (
                    "created_at",
                    models.DateTimeField(default=anlan.base.clock.now, editable=False, verbose_name="登记时间"),
                ),
                (
                    "updated_at",
                    models.DateTimeField(default=anlan.base.clock.now, editable=False, verbose_name="更新时间"),
                ),
                ("name", models.CharField(max_length=80, verbose_name="时段名称")),
                ("begins_at", models.DateTimeField(verbose_name="开始时间")),
                ("ends_at", models.DateTimeField(verbose_name="结束时间")),
                (
                    "on_duty_parts",
                    models.PositiveSmallIntegerField(
                        default=2, help_text="2/3 值班、1/3 备勤填 2。", verbose_name="在岗份数"
                    ),
                ),
                (
                    "of_parts",
                    models.PositiveSmallIntegerField(
                        default=3, help_text="2/3 值班、1/3 备勤填 3。", verbose_name="总份数"
                    ),
                ),
                ("leave_cancelled", models.BooleanField(default=True, verbose_name="取消休假")),
                ("daily_report", models.BooleanField(default=True, verbose_name="实行日报告")),
                ("checks_a_day", models.PositiveSmallIntegerField(default=2, verbose_name="每日抽查次数")),
                ("requirement", models.TextField(blank=True, verbose_name="工作要求")),
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
                    "kind",
                    anlan.base.dictionaries.fields.TermField(
                        blank=True,
                        dictionary="key-period-kind",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="dictionaries.term",
                        verbose_name="类别",
                    ),
                ),
                (
                    "line",
                    anlan.base.people.fields.LineField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.line",
                        to_field="code",
                        verbose_name="条线",
                    ),
                ),
                (
                    "place",
                    anlan.base.places.fields.PlaceField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.place",
                        to_field="code",
                        verbose_name="适用范围",
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
                "verbose_name": "重要时段",
                "verbose_name_plural": "重要时段",
                "indexes": [
                    models.Index(fields=["begins_at", "id"], name="governance__begins__bbd36c_idx"),
                    models.Index(fields=["ends_at"], name="governance__ends_at_9ee6cb_idx"),
                    models.Index(fields=["place", "begins_at"], name="governance__place_i_a65c95_idx"),
                ],
            },
        ),
    ]
