import django.db.models.deletion
from django.db import migrations, models

import anlan.base.clock
import anlan.base.dictionaries.multiple
import anlan.base.people.fields
import anlan.base.places.fields
import anlan.base.tables


class Migration(migrations.Migration):
    dependencies = [
        ("dictionaries", "0002_initial"),
        ("hazards", "0003_counts"),
        ("people", "0003_alter_user_totp_secret"),
        ("places", "0001_initial"),
    ]

    operations = [
        anlan.base.tables.CreateModels(
            models=[
                migrations.CreateModel(
                    name="LatenessRule",
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
                            "side",
                            models.CharField(
                                choices=[("firm", "整改"), ("bureau", "复查")], max_length=8, verbose_name="逾期环节"
                            ),
                        ),
                        (
                            "level",
                            models.CharField(
                                blank=True,
                                choices=[("general", "一般"), ("major", "重大")],
                                max_length=8,
                                verbose_name="隐患级别",
                            ),
                        ),
                        ("after_days", models.PositiveSmallIntegerField(verbose_name="逾期满（天）")),
                        (
                            "receiver",
                            models.CharField(
                                choices=[
                                    ("enterprise", "企业"),
                                    ("village", "村社网格"),
                                    ("township", "乡镇街道"),
                                    ("enforcement", "执法大队"),
                                    ("safety_office", "安委办"),
                                    ("leader", "局领导"),
                                ],
                                max_length=16,
                                verbose_name="通知对象",
                            ),
                        ),
                        ("active", models.BooleanField(default=True, verbose_name="启用")),
                        ("note", models.CharField(max_length=100, verbose_name="规则名称")),
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
                        "verbose_name": "逾期提级规则",
                        "verbose_name_plural": "逾期提级规则",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("side", "level", "after_days", "receiver"), name="lateness_rule_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HazardGroup",
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
                            "number",
                            models.CharField(editable=False, max_length=24, unique=True, verbose_name="归并编号"),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="同类隐患名称")),
                        ("content", models.TextField(blank=True, verbose_name="共性问题")),
                        ("measure", models.TextField(blank=True, verbose_name="统一治理要求")),
                        ("raised_on", models.DateField(verbose_name="归并日期")),
                        ("note", models.TextField(blank=True, verbose_name="备注")),
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
                            "line",
                            anlan.base.people.fields.LineField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.line",
                                to_field="code",
                                verbose_name="监管条线",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.organisation",
                                verbose_name="牵头单位",
                            ),
                        ),
                        (
                            "place",
                            anlan.base.places.fields.PlaceField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="places.place",
                                to_field="code",
                                verbose_name="范围",
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
                        "verbose_name": "同类隐患",
                        "verbose_name_plural": "同类隐患",
                        "indexes": [
                            models.Index(fields=["raised_on", "id"], name="hazards_haz_raised__288649_idx"),
                            models.Index(fields=["place", "raised_on"], name="hazards_haz_place_i_8b6a96_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MajorCriteria",
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
                        ("standard", models.CharField(max_length=80, verbose_name="判定标准")),
                        ("document", models.CharField(blank=True, max_length=80, verbose_name="文号")),
                        ("section", models.CharField(max_length=80, verbose_name="章节")),
                        ("item", models.CharField(max_length=20, verbose_name="条目")),
                        ("text", models.TextField(verbose_name="判定情形")),
                        (
                            "sectors",
                            anlan.base.dictionaries.multiple.TermsField(
                                blank=True, dictionary="sector", verbose_name="适用行业"
                            ),
                        ),
                        ("keywords", models.CharField(blank=True, max_length=300, verbose_name="提示词")),
                        ("valid_from_on", models.DateField(blank=True, null=True, verbose_name="施行日期")),
                        ("valid_to_on", models.DateField(blank=True, null=True, verbose_name="废止日期")),
                        ("note", models.TextField(blank=True, verbose_name="备注")),
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
                        "verbose_name": "重大隐患判定标准",
                        "verbose_name_plural": "重大隐患判定标准",
                        "indexes": [
                            models.Index(fields=["valid_from_on", "id"], name="hazards_maj_valid_f_6f1ad4_idx")
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("standard", "section", "item"), name="major_criteria_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReviewTerm",
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
                            "level",
                            models.CharField(
                                choices=[("general", "一般"), ("major", "重大")], max_length=8, verbose_name="隐患级别"
                            ),
                        ),
                        ("valid_from_on", models.DateField(verbose_name="施行日期")),
                        ("working_days", models.PositiveSmallIntegerField(default=10, verbose_name="复查工作日")),
                        (
                            "photographs",
                            models.CharField(
                                choices=[("none", "不要求"), ("after", "整改后"), ("both", "整改前和整改后")],
                                default="after",
                                max_length=8,
                                verbose_name="报请复查所需照片",
                            ),
                        ),
                        ("basis", models.CharField(max_length=200, verbose_name="依据")),
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
                        "verbose_name": "复查时限",
                        "verbose_name_plural": "复查时限",
                        "constraints": [
                            models.UniqueConstraint(fields=("level", "valid_from_on"), name="review_term_once")
                        ],
                    },
                ),
            ],
        ),
    ]
