import django.db.models.deletion
from django.db import migrations, models

import anlan.base.clock
import anlan.base.people.fields
import anlan.base.places.fields
import anlan.base.tables
import anlan.reports.papers.outlines


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("campaigns", "0002_receipt_note"),
        ("incidents", "0001_initial"),
        ("people", "0003_alter_user_totp_secret"),
        ("places", "0001_initial"),
    ]

    operations = [
        anlan.base.tables.CreateModels(
            models=[
                migrations.CreateModel(
                    name="ReportTemplate",
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
                        ("name", models.CharField(max_length=120, unique=True, verbose_name="模板名称")),
                        (
                            "rhythm",
                            models.CharField(
                                choices=[
                                    ("day", "日"),
                                    ("week", "周"),
                                    ("ten-days", "旬"),
                                    ("month", "月"),
                                    ("quarter", "季"),
                                    ("half", "半年"),
                                    ("year", "年"),
                                    ("any", "自定义"),
                                ],
                                default="year",
                                max_length=8,
                                verbose_name="周期",
                            ),
                        ),
                        ("description", models.CharField(blank=True, max_length=300, verbose_name="用途说明")),
                        (
                            "outline",
                            models.TextField(
                                blank=True,
                                help_text="没有 Word 模板时按此生成：一行一段，“一、”“（一）”“1.”开头的是标题。上传了 Word 模板的不用填。",
                                verbose_name="提纲",
                            ),
                        ),
                        ("active", models.BooleanField(default=True, verbose_name="启用")),
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
                        "verbose_name": "报告模板",
                        "verbose_name_plural": "报告模板",
                        "indexes": [
                            models.Index(fields=["rhythm", "name"], name="papers_repo_rhythm_da5afa_idx"),
                            models.Index(fields=["place", "name"], name="papers_repo_place_i_d1f18d_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Report",
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
                        (
                            "title",
                            models.CharField(
                                blank=True,
                                help_text="不填则按模板和时段自动命名。",
                                max_length=160,
                                verbose_name="标题",
                            ),
                        ),
                        (
                            "outline",
                            models.CharField(
                                blank=True,
                                choices=anlan.reports.papers.outlines.choices,
                                help_text="与“本局模板”选填一个。",
                                max_length=40,
                                verbose_name="系统提纲",
                            ),
                        ),
                        (
                            "period",
                            models.CharField(
                                help_text="如 2026、2026年上半年、2026Q3、2026-11、2026-W47、2026-11-22。",
                                max_length=24,
                                verbose_name="时段",
                            ),
                        ),
                        ("begins_on", models.DateField(editable=False, null=True, verbose_name="统计起日")),
                        ("ends_on", models.DateField(editable=False, null=True, verbose_name="统计止日")),
                        (
                            "status",
                            models.CharField(
                                choices=[("draft", "草稿"), ("frozen", "已冻结")],
                                default="draft",
                                editable=False,
                                max_length=8,
                                verbose_name="状态",
                            ),
                        ),
                        ("content", models.JSONField(default=dict, editable=False, verbose_name="冻结的内容")),
                        (
                            "frozen_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="冻结时间"),
                        ),
                        ("note", models.CharField(blank=True, max_length=300, verbose_name="备注")),
                        (
                            "campaign",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="campaigns.campaign",
                                verbose_name="专项",
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
                            "event",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="incidents.incident",
                                verbose_name="事件",
                            ),
                        ),
                        (
                            "frozen_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="people.user",
                                verbose_name="冻结人",
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
                                help_text="选乡镇的，全部数字只统计该乡镇。",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="places.place",
                                to_field="code",
                                verbose_name="属地",
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
                        (
                            "template",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reports",
                                to="papers.reporttemplate",
                                verbose_name="本局模板",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "报告",
                        "verbose_name_plural": "报告",
                        "indexes": [
                            models.Index(fields=["ends_on", "id"], name="papers_repo_ends_on_5d6b04_idx"),
                            models.Index(fields=["status", "ends_on"], name="papers_repo_status_595e57_idx"),
                            models.Index(fields=["place", "ends_on"], name="papers_repo_place_i_8f4a80_idx"),
                            models.Index(fields=["template", "ends_on"], name="papers_repo_templat_1b90e6_idx"),
                            models.Index(fields=["outline", "ends_on"], name="papers_repo_outline_470d47_idx"),
                        ],
                    },
                ),
            ],
        ),
    ]
