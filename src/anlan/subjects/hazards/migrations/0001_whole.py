import django.db.models.deletion
from django.db import migrations, models

import anlan.base.clock
import anlan.base.dictionaries.fields
import anlan.base.dictionaries.multiple
import anlan.base.people.fields
import anlan.base.places.fields
import anlan.base.tables
import anlan.kit.geo.models


class Migration(migrations.Migration):
    replaces = [
        ("hazards", "0001_initial"),
        ("hazards", "0002_tiles"),
        ("hazards", "0003_counts"),
        ("hazards", "0004_hazard_rules"),
        ("hazards", "0005_hazards_in_full"),
        ("hazards", "0006_inspecting"),
        ("hazards", "0002_lowering"),
        ("hazards", "0003_signatures"),
        ("hazards", "0004_past"),
        ("hazards", "0005_figures"),
        ("hazards", "0006_inspection_figures"),
    ]

    initial = True

    dependencies = [
        ("campaigns", "0003_ranked"),
        ("dictionaries", "0002_initial"),
        ("enterprises", "0003_past"),
        ("files", "0001_initial"),
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
                migrations.CreateModel(
                    name="Checklist",
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
                        ("code", models.CharField(blank=True, max_length=40, verbose_name="检查表编码")),
                        ("name", models.CharField(max_length=120, unique=True, verbose_name="检查表名称")),
                        ("edition", models.CharField(blank=True, max_length=20, verbose_name="版次")),
                        ("body", models.CharField(blank=True, max_length=120, verbose_name="检查主体")),
                        ("basis", models.CharField(blank=True, max_length=500, verbose_name="编制依据")),
                        ("valid_from_on", models.DateField(verbose_name="启用日期")),
                        ("valid_to_on", models.DateField(blank=True, null=True, verbose_name="停用日期")),
                        ("note", models.TextField(blank=True, verbose_name="说明")),
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
                                dictionary="inspection-kind",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="检查类型",
                            ),
                        ),
                        (
                            "sector",
                            anlan.base.dictionaries.fields.TermField(
                                blank=True,
                                dictionary="sector",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="适用行业",
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
                        "verbose_name": "检查表",
                        "verbose_name_plural": "检查表",
                        "indexes": [
                            models.Index(fields=["valid_from_on", "id"], name="hazards_che_valid_f_8f4746_idx")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("code", ""), _negated=True),
                                fields=("code",),
                                name="checklist_code_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ChecklistItem",
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
                        ("position", models.PositiveIntegerField(verbose_name="序号")),
                        ("code", models.CharField(blank=True, max_length=40, verbose_name="事项编码")),
                        ("section", models.CharField(blank=True, max_length=80, verbose_name="抽查类别")),
                        ("title", models.CharField(blank=True, max_length=200, verbose_name="检查事项")),
                        ("content", models.CharField(max_length=1000, verbose_name="检查内容")),
                        ("method", models.CharField(blank=True, max_length=300, verbose_name="检查方法")),
                        ("basis", models.CharField(blank=True, max_length=1000, verbose_name="检查依据")),
                        ("penalty", models.CharField(blank=True, max_length=1000, verbose_name="处罚依据")),
                        ("weighty", models.BooleanField(default=False, verbose_name="重点检查事项")),
                        ("major", models.BooleanField(default=False, verbose_name="不符合的提示重大隐患")),
                        (
                            "checklist",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="items",
                                to="hazards.checklist",
                                verbose_name="检查表",
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
                        "verbose_name": "检查事项",
                        "verbose_name_plural": "检查事项",
                        "constraints": [
                            models.UniqueConstraint(fields=("checklist", "position"), name="checklist_item_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PaperKind",
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
                        ("code", models.CharField(max_length=40, unique=True, verbose_name="文书代码")),
                        ("title", models.CharField(max_length=60, verbose_name="文书名称")),
                        ("stage", models.CharField(blank=True, max_length=20, verbose_name="阶段")),
                        (
                            "direction",
                            models.CharField(
                                choices=[("outward", "外部"), ("inward", "内部")],
                                default="outward",
                                max_length=8,
                                verbose_name="对内对外",
                            ),
                        ),
                        ("word", models.CharField(blank=True, max_length=20, verbose_name="文号代字")),
                        ("needs", models.CharField(blank=True, max_length=200, verbose_name="须先有的文书")),
                        (
                            "longest_days",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="最长期限（日）"),
                        ),
                        ("copies", models.PositiveSmallIntegerField(default=2, verbose_name="份数")),
                        ("basis", models.CharField(blank=True, max_length=300, verbose_name="依据")),
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
                        "verbose_name": "文书种类",
                        "verbose_name_plural": "文书种类",
                    },
                ),
                migrations.CreateModel(
                    name="Paper",
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
                            models.CharField(editable=False, max_length=24, unique=True, verbose_name="登记编号"),
                        ),
                        ("reference", models.CharField(blank=True, max_length=60, verbose_name="文号")),
                        ("addressee", models.CharField(max_length=120, verbose_name="当事人")),
                        ("issued_on", models.DateField(verbose_name="出具日期")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="要求期限")),
                        ("copies", models.PositiveSmallIntegerField(default=2, verbose_name="份数")),
                        ("about", models.CharField(blank=True, editable=False, max_length=40, verbose_name="所属台账")),
                        ("about_id", models.BigIntegerField(editable=False, null=True, verbose_name="所属记录")),
                        (
                            "about_label",
                            models.CharField(blank=True, editable=False, max_length=200, verbose_name="所属事项"),
                        ),
                        ("filled", models.JSONField(default=dict, editable=False, verbose_name="填写内容")),
                        (
                            "status",
                            models.CharField(
                                choices=[("issued", "已出具"), ("served", "已送达"), ("void", "已作废")],
                                default="issued",
                                editable=False,
                                max_length=8,
                                verbose_name="状态",
                            ),
                        ),
                        ("signer", models.CharField(blank=True, editable=False, max_length=40, verbose_name="签收人")),
                        ("served_on", models.DateField(blank=True, editable=False, null=True, verbose_name="送达日期")),
                        (
                            "served_how",
                            models.CharField(blank=True, editable=False, max_length=40, verbose_name="送达方式"),
                        ),
                        (
                            "refused",
                            models.CharField(blank=True, editable=False, max_length=200, verbose_name="拒签情况"),
                        ),
                        (
                            "void_reason",
                            models.CharField(blank=True, editable=False, max_length=200, verbose_name="作废理由"),
                        ),
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
                            "enterprise",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="enterprises.enterprise",
                                verbose_name="所涉企业",
                            ),
                        ),
                        (
                            "issued_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.user",
                                verbose_name="出具人",
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
                                verbose_name="属地",
                            ),
                        ),
                        (
                            "recipient",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="people.organisation",
                                verbose_name="送达单位",
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
                            "kind",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="papers",
                                to="hazards.paperkind",
                                verbose_name="文书种类",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "执法文书",
                        "verbose_name_plural": "执法文书",
                        "indexes": [
                            models.Index(fields=["issued_on", "id"], name="hazards_pap_issued__0ac846_idx"),
                            models.Index(fields=["place", "issued_on"], name="hazards_pap_place_i_df4d64_idx"),
                            models.Index(fields=["about", "about_id"], name="hazards_pap_about_25e5dd_idx"),
                            models.Index(fields=["status", "issued_on"], name="hazards_pap_status_61a0c2_idx"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("reference", ""), _negated=True),
                                fields=("reference",),
                                name="paper_reference_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Round",
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
                            models.CharField(editable=False, max_length=24, unique=True, verbose_name="轮次编号"),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="轮次名称")),
                        ("group", models.CharField(blank=True, max_length=80, verbose_name="检查组")),
                        ("leader", models.CharField(blank=True, max_length=40, verbose_name="带队领导")),
                        ("members", models.CharField(blank=True, max_length=300, verbose_name="组员")),
                        ("begins_on", models.DateField(verbose_name="开始日期")),
                        ("ends_on", models.DateField(verbose_name="结束日期")),
                        ("note", models.TextField(blank=True, verbose_name="检查要求")),
                        (
                            "campaign",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="campaigns.campaign",
                                verbose_name="所属行动",
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
                            "home",
                            anlan.base.places.fields.PlaceField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="places.place",
                                to_field="code",
                                verbose_name="检查方属地",
                            ),
                        ),
                        (
                            "kind",
                            anlan.base.dictionaries.fields.TermField(
                                dictionary="inspection-kind",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="检查类型",
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
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.organisation",
                                verbose_name="派出单位",
                            ),
                        ),
                        (
                            "place",
                            anlan.base.places.fields.PlaceField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="places.place",
                                to_field="code",
                                verbose_name="受检区域",
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
                        "verbose_name": "检查轮次",
                        "verbose_name_plural": "检查轮次",
                        "indexes": [
                            models.Index(fields=["begins_on", "id"], name="hazards_rou_begins__4b4315_idx"),
                            models.Index(fields=["place", "begins_on"], name="hazards_rou_place_i_ef69c2_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Inspection",
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
                            models.CharField(editable=False, max_length=24, unique=True, verbose_name="检查编号"),
                        ),
                        ("inspected_on", models.DateField(verbose_name="检查日期")),
                        ("inspectors", models.CharField(max_length=120, verbose_name="检查人员")),
                        ("conclusion", models.TextField(blank=True, verbose_name="检查情况")),
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
                            "enterprise",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="enterprises.enterprise",
                                verbose_name="被检查单位",
                            ),
                        ),
                        (
                            "kind",
                            anlan.base.dictionaries.fields.TermField(
                                dictionary="inspection-kind",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="检查类型",
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
                                verbose_name="检查单位",
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
                        (
                            "campaign",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="campaigns.campaign",
                                verbose_name="所属行动",
                            ),
                        ),
                        ("drawn", models.BooleanField(default=False, verbose_name="双随机抽取")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="应复查日期")),
                        ("experts", models.CharField(blank=True, max_length=120, verbose_name="参加专家")),
                        (
                            "home",
                            anlan.base.places.fields.PlaceField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="places.place",
                                to_field="code",
                                verbose_name="检查方属地",
                            ),
                        ),
                        ("joint", models.BooleanField(default=False, verbose_name="跨部门联合")),
                        ("leader", models.CharField(blank=True, max_length=40, verbose_name="带队领导")),
                        ("notified_on", models.DateField(blank=True, null=True, verbose_name="事前告知日期")),
                        ("published_on", models.DateField(blank=True, null=True, verbose_name="结果公开日期")),
                        ("published_where", models.CharField(blank=True, max_length=120, verbose_name="公开渠道")),
                        (
                            "rank",
                            anlan.base.dictionaries.fields.TermField(
                                blank=True,
                                dictionary="self-check-rank",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="自查层级",
                            ),
                        ),
                        (
                            "result",
                            anlan.base.dictionaries.fields.TermField(
                                blank=True,
                                dictionary="inspection-result",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="检查结果",
                            ),
                        ),
                        (
                            "revisit_of",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="revisits",
                                to="hazards.inspection",
                                verbose_name="复查哪次检查",
                            ),
                        ),
                        (
                            "revisited_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="hazards.inspection",
                                verbose_name="复查记录",
                            ),
                        ),
                        ("unit", models.CharField(blank=True, max_length=120, verbose_name="未入册单位")),
                        (
                            "checklist",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="hazards.checklist",
                                verbose_name="检查表",
                            ),
                        ),
                        (
                            "campaigns",
                            models.ManyToManyField(
                                related_name="inspections",
                                through="hazards.InspectionCampaign",
                                to="campaigns.campaign",
                                verbose_name="计入行动",
                            ),
                        ),
                        (
                            "round",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="inspections",
                                to="hazards.round",
                                verbose_name="检查轮次",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "监督检查",
                        "verbose_name_plural": "监督检查",
                        "indexes": [
                            models.Index(fields=["inspected_on", "id"], name="hazards_ins_inspect_bac4f8_idx"),
                            models.Index(fields=["place", "inspected_on"], name="hazards_ins_place_i_359730_idx"),
                            models.Index(fields=["kind", "inspected_on", "id"], name="hazards_ins_kind_id_917e0e_idx"),
                            models.Index(
                                condition=models.Q(("revisited_by", None)),
                                fields=["due_on", "id"],
                                name="inspection_revisit",
                            ),
                            models.Index(fields=["published_on", "inspected_on"], name="inspection_published"),
                            models.Index(
                                fields=["inspected_on", "enterprise", "unit", "kind", "place", "round"],
                                name="inspection_figures",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Hazard",
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
                        ("longitude", models.FloatField(blank=True, null=True, verbose_name="经度")),
                        ("latitude", models.FloatField(blank=True, null=True, verbose_name="纬度")),
                        (
                            "quadkey",
                            anlan.kit.geo.models.QuadkeyField(
                                db_index=True, editable=False, max_length=20, null=True, verbose_name="位置网格码"
                            ),
                        ),
                        (
                            "coordinate_source",
                            models.CharField(
                                choices=[
                                    ("wgs84", "CGCS2000 / WGS-84（天地图、GPS）"),
                                    ("gcj02", "GCJ-02（高德、腾讯地图）"),
                                    ("bd09", "BD-09（百度地图）"),
                                ],
                                default="wgs84",
                                max_length=5,
                                verbose_name="原坐标系",
                            ),
                        ),
                        (
                            "number",
                            models.CharField(editable=False, max_length=24, unique=True, verbose_name="隐患编号"),
                        ),
                        ("content", models.CharField(max_length=1000, verbose_name="隐患内容")),
                        ("unit", models.CharField(blank=True, max_length=120, verbose_name="责任单位")),
                        ("location", models.CharField(blank=True, max_length=200, verbose_name="隐患部位")),
                        (
                            "level",
                            models.CharField(
                                choices=[("general", "一般"), ("major", "重大")],
                                default="general",
                                max_length=8,
                                verbose_name="隐患级别",
                            ),
                        ),
                        ("basis", models.CharField(blank=True, max_length=300, verbose_name="判定依据")),
                        (
                            "mode",
                            models.CharField(
                                choices=[("on_the_spot", "立行立改"), ("deadline", "限期整改")],
                                default="deadline",
                                max_length=12,
                                verbose_name="整改方式",
                            ),
                        ),
                        ("found_on", models.DateField(verbose_name="发现日期")),
                        ("finder", models.CharField(blank=True, max_length=120, verbose_name="排查人")),
                        ("measure", models.TextField(blank=True, verbose_name="整改措施")),
                        (
                            "funds",
                            models.DecimalField(
                                blank=True, decimal_places=4, max_digits=12, null=True, verbose_name="整改资金（万元）"
                            ),
                        ),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="整改期限")),
                        ("person", models.CharField(blank=True, max_length=40, verbose_name="整改责任人")),
                        ("phone", models.CharField(blank=True, max_length=30, verbose_name="责任人电话")),
                        ("rectified_on", models.DateField(blank=True, null=True, verbose_name="整改完成日期")),
                        ("rectified_at_entry", models.BooleanField(default=False, verbose_name="登记时已整改")),
                        ("closed_on", models.DateField(blank=True, editable=False, null=True, verbose_name="销号日期")),
                        (
                            "returned",
                            models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="退回次数"),
                        ),
                        (
                            "extension_asked",
                            models.BooleanField(default=False, editable=False, verbose_name="延期待批"),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("found", "已登记"),
                                    ("ordered", "待整改"),
                                    ("rectifying", "整改中"),
                                    ("reviewing", "待复查"),
                                    ("passed", "待销号"),
                                    ("closed", "已销号"),
                                ],
                                default="found",
                                editable=False,
                                max_length=12,
                                verbose_name="状态",
                            ),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="备注")),
                        (
                            "category",
                            anlan.base.dictionaries.fields.TermField(
                                blank=True,
                                dictionary="hazard-category",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="隐患类别",
                            ),
                        ),
                        (
                            "consequence",
                            anlan.base.dictionaries.fields.TermField(
                                blank=True,
                                dictionary="accident-type",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="可能导致的事故",
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
                            "enterprise",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="enterprises.enterprise",
                                verbose_name="所在企业",
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
                            "source",
                            anlan.base.dictionaries.fields.TermField(
                                blank=True,
                                dictionary="hazard-source",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="隐患来源",
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
                            "inspection",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="hazards",
                                to="hazards.inspection",
                                verbose_name="检查记录",
                            ),
                        ),
                        (
                            "campaign",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="campaigns.campaign",
                                verbose_name="所属行动",
                            ),
                        ),
                        (
                            "campaigns",
                            models.ManyToManyField(
                                blank=True, related_name="hazards", to="campaigns.campaign", verbose_name="另行计入行动"
                            ),
                        ),
                        ("contingency", models.TextField(blank=True, verbose_name="应急预案与防范措施")),
                        (
                            "handed_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="移送执法日期"),
                        ),
                        (
                            "handed_reason",
                            models.CharField(blank=True, editable=False, max_length=500, verbose_name="移送理由"),
                        ),
                        ("outcome", models.TextField(blank=True, editable=False, verbose_name="整改结果")),
                        (
                            "passed_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="复查合格日期"),
                        ),
                        (
                            "planned_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="五落实日期"),
                        ),
                        (
                            "reopened",
                            models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="重新打开次数"),
                        ),
                        (
                            "reopened_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="重新打开日期"),
                        ),
                        ("reported_on", models.DateField(blank=True, null=True, verbose_name="重大隐患双报告日期")),
                        (
                            "review_due_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="复查期限"),
                        ),
                        (
                            "submitted_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="报请复查日期"),
                        ),
                        ("told_on", models.DateField(blank=True, null=True, verbose_name="向从业人员通报日期")),
                        (
                            "group",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="hazards",
                                to="hazards.hazardgroup",
                                verbose_name="同类隐患",
                            ),
                        ),
                        (
                            "criteria",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="hazards",
                                to="hazards.majorcriteria",
                                verbose_name="判定条款",
                            ),
                        ),
                        (
                            "lowering_by",
                            models.ForeignKey(
                                db_index=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.user",
                                verbose_name="降级申请人（待批）",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "事故隐患",
                        "verbose_name_plural": "事故隐患",
                        "indexes": [
                            models.Index(fields=["status", "found_on", "id"], name="hazards_haz_status_8b4023_idx"),
                            models.Index(fields=["status", "due_on", "id"], name="hazards_haz_status_8395ed_idx"),
                            models.Index(fields=["place", "found_on", "id"], name="hazards_haz_place_i_13aec6_idx"),
                            models.Index(fields=["level", "id"], name="hazards_haz_level_187a6b_idx"),
                            models.Index(fields=["mode", "found_on", "id"], name="hazards_haz_mode_c0d742_idx"),
                            models.Index(fields=["due_on", "id"], name="hazards_haz_due_on_90fc0b_idx"),
                            models.Index(fields=["quadkey", "status", "place"], name="hazard_tile"),
                            models.Index(
                                condition=models.Q(("extension_asked", True)),
                                fields=["status"],
                                name="hazard_extension",
                            ),
                            models.Index(
                                fields=[
                                    "place",
                                    "status",
                                    "due_on",
                                    "level",
                                    "extension_asked",
                                    "found_on",
                                    "review_due_on",
                                ],
                                name="hazard_scope",
                            ),
                            models.Index(fields=["status", "review_due_on"], name="hazard_review"),
                            models.Index(
                                condition=models.Q(("handed_on__isnull", False)),
                                fields=["handed_on", "id"],
                                name="hazard_handed",
                            ),
                            models.Index(
                                condition=models.Q(("lowering_by__isnull", False)),
                                fields=["lowering_by"],
                                name="hazard_lowering",
                            ),
                            models.Index(
                                fields=["quadkey", "status", "place", "found_on", "updated_at"], name="hazard_past"
                            ),
                            models.Index(
                                fields=[
                                    "found_on",
                                    "id",
                                    "mode",
                                    "status",
                                    "level",
                                    "rectified_on",
                                    "due_on",
                                    "place",
                                    "campaign",
                                    "inspection",
                                    "funds",
                                ],
                                name="hazard_figures",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Extension",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("asked_at", models.DateTimeField(verbose_name="申请时间")),
                        ("reason", models.CharField(max_length=500, verbose_name="申请理由")),
                        ("old_due_on", models.DateField(null=True, verbose_name="原期限")),
                        ("new_due_on", models.DateField(verbose_name="申请期限")),
                        ("granted", models.BooleanField(null=True, verbose_name="是否同意")),
                        ("decided_at", models.DateTimeField(null=True, verbose_name="审批时间")),
                        ("opinion", models.CharField(blank=True, max_length=500, verbose_name="审批意见")),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.user",
                                verbose_name="申请人",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.user",
                                verbose_name="审批人",
                            ),
                        ),
                        (
                            "hazard",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="extensions",
                                to="hazards.hazard",
                                verbose_name="隐患",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "延期申请",
                        "verbose_name_plural": "延期申请",
                    },
                ),
                migrations.CreateModel(
                    name="LatenessNotice",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "side",
                            models.CharField(
                                choices=[("firm", "整改"), ("bureau", "复查")], max_length=8, verbose_name="逾期环节"
                            ),
                        ),
                        ("due_on", models.DateField(verbose_name="期限")),
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
                        ("people", models.PositiveIntegerField(default=0, verbose_name="通知人数")),
                        ("told_at", models.DateTimeField(verbose_name="通知时间")),
                        (
                            "hazard",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="lateness",
                                to="hazards.hazard",
                                verbose_name="隐患",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "逾期通知",
                        "verbose_name_plural": "逾期通知",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("hazard", "side", "due_on", "after_days", "receiver"), name="lateness_told_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StopOrder",
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
                            models.CharField(editable=False, max_length=24, unique=True, verbose_name="停产编号"),
                        ),
                        (
                            "extent",
                            models.CharField(
                                choices=[("whole", "全部"), ("part", "局部")],
                                default="whole",
                                max_length=8,
                                verbose_name="范围",
                            ),
                        ),
                        ("part", models.CharField(blank=True, max_length=200, verbose_name="停用部位")),
                        ("reason", models.TextField(verbose_name="停产停业理由")),
                        ("basis", models.CharField(blank=True, max_length=300, verbose_name="法律依据")),
                        ("paper", models.CharField(blank=True, max_length=80, verbose_name="决定书文号")),
                        ("ordered_on", models.DateField(verbose_name="停产日期")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="计划恢复日期")),
                        (
                            "asked_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="申请恢复日期"),
                        ),
                        (
                            "reinspected_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="复查日期"),
                        ),
                        (
                            "reinspectors",
                            models.CharField(blank=True, editable=False, max_length=120, verbose_name="复查人员"),
                        ),
                        (
                            "resumed_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="恢复日期"),
                        ),
                        (
                            "refused",
                            models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="不同意恢复次数"),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[("stopped", "停产停业中"), ("asked", "申请恢复"), ("resumed", "已恢复")],
                                default="stopped",
                                editable=False,
                                max_length=8,
                                verbose_name="状态",
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
                            "enterprise",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                to="enterprises.enterprise",
                                verbose_name="企业",
                            ),
                        ),
                        (
                            "hazard",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="stops",
                                to="hazards.hazard",
                                verbose_name="所因隐患",
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
                        "verbose_name": "停产停业",
                        "verbose_name_plural": "停产停业",
                        "indexes": [
                            models.Index(fields=["ordered_on", "id"], name="hazards_sto_ordered_507342_idx"),
                            models.Index(fields=["status", "ordered_on"], name="hazards_sto_status_665821_idx"),
                            models.Index(fields=["place", "ordered_on"], name="hazards_sto_place_i_9ca230_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InspectionCampaign",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("by_hand", models.BooleanField(default=False, verbose_name="另行计入")),
                        (
                            "campaign",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="campaigns.campaign",
                                verbose_name="专项行动",
                            ),
                        ),
                        (
                            "inspection",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="hazards.inspection",
                                verbose_name="检查",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "检查计入行动",
                        "verbose_name_plural": "检查计入行动",
                        "constraints": [
                            models.UniqueConstraint(fields=("campaign", "inspection"), name="inspection_campaign_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InspectionPerson",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=40, verbose_name="姓名")),
                        (
                            "part",
                            models.CharField(
                                choices=[("leader", "带队领导"), ("inspector", "检查人员"), ("expert", "专家")],
                                default="inspector",
                                max_length=10,
                                verbose_name="参加身份",
                            ),
                        ),
                        ("turn", models.CharField(max_length=80, verbose_name="人次")),
                        (
                            "inspection",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="people",
                                to="hazards.inspection",
                                verbose_name="检查",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "检查参加人",
                        "verbose_name_plural": "检查参加人",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("inspection", "part", "name"), name="inspection_person_once"
                            )
                        ],
                        "indexes": [models.Index(fields=["turn", "part", "inspection"], name="inspection_turns")],
                    },
                ),
                migrations.CreateModel(
                    name="ItemAnswer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("asked", models.CharField(max_length=1000, verbose_name="检查内容")),
                        (
                            "verdict",
                            models.CharField(
                                choices=[("pass", "符合"), ("fail", "不符合"), ("none", "不适用")],
                                max_length=8,
                                verbose_name="结论",
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=500, verbose_name="说明")),
                        ("version", models.PositiveIntegerField(default=1, verbose_name="版本")),
                        ("answered_at", models.DateTimeField(verbose_name="填写时间")),
                        (
                            "answered_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.user",
                                verbose_name="填写人",
                            ),
                        ),
                        (
                            "hazard",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="hazards.hazard",
                                verbose_name="登记的隐患",
                            ),
                        ),
                        (
                            "inspection",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="answers",
                                to="hazards.inspection",
                                verbose_name="检查",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="hazards.checklistitem",
                                verbose_name="检查事项",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "检查项结论",
                        "verbose_name_plural": "检查项结论",
                        "constraints": [
                            models.UniqueConstraint(fields=("inspection", "item"), name="item_answer_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Lowering",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                                to="people.user",
                                verbose_name="申请人",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.user",
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
                migrations.CreateModel(
                    name="Signature",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "part",
                            models.CharField(
                                choices=[
                                    ("officer", "检查人员一"),
                                    ("second", "检查人员二"),
                                    ("party", "当事人现场负责人"),
                                    ("witness", "见证人一"),
                                    ("second_witness", "见证人二"),
                                ],
                                max_length=16,
                                verbose_name="签名身份",
                            ),
                        ),
                        ("name", models.CharField(max_length=40, verbose_name="姓名")),
                        ("certificate", models.CharField(blank=True, max_length=40, verbose_name="执法证号")),
                        ("refused", models.CharField(blank=True, max_length=200, verbose_name="拒签情况")),
                        ("content_sha256", models.CharField(max_length=64, verbose_name="所签文书摘要")),
                        ("signed_at", models.DateTimeField(verbose_name="签名时间")),
                        (
                            "paper",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="signatures",
                                to="hazards.paper",
                                verbose_name="执法文书",
                            ),
                        ),
                        (
                            "picture",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="files.attachment",
                                verbose_name="签名图",
                            ),
                        ),
                        (
                            "taken_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.user",
                                verbose_name="经办人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "文书签名",
                        "verbose_name_plural": "文书签名",
                        "ordering": ["signed_at", "id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("paper", "part"), name="signature_once_a_part"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("picture__isnull", False), ("refused", "")),
                                    models.Q(
                                        models.Q(("refused", ""), _negated=True),
                                        ("part", "party"),
                                        ("picture__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="signature_drawn_or_refused",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
