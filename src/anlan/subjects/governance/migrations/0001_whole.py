import django.db.models.deletion
from django.db import migrations, models

import anlan.base.clock
import anlan.base.dictionaries.fields
import anlan.base.dictionaries.multiple
import anlan.base.people.fields
import anlan.base.places.fields
import anlan.base.tables
import anlan.subjects.governance.models.about


class Migration(migrations.Migration):
    replaces = [("governance", "0001_initial"), ("governance", "0002_supervision"), ("governance", "0002_goals")]

    initial = True

    dependencies = [
        ("campaigns", "0003_ranked"),
        ("dictionaries", "0002_initial"),
        ("enterprises", "0004_firms"),
        ("people", "0003_alter_user_totp_secret"),
        ("places", "0001_initial"),
    ]

    operations = [
        anlan.base.tables.CreateModels(
            models=[
                migrations.CreateModel(
                    name="KeyPeriod",
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
                migrations.CreateModel(
                    name="EscalationRule",
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
                        ("name", models.CharField(max_length=60, verbose_name="规则名称")),
                        (
                            "mode",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("suggest", "建议"),
                                    ("remind", "提醒"),
                                    ("supervise", "督办"),
                                    ("assign", "交办"),
                                ],
                                help_text="不填为全部。",
                                max_length=10,
                                verbose_name="督办方式",
                            ),
                        ),
                        ("listings", models.BooleanField(default=True, verbose_name="也用于挂牌督办")),
                        ("days_late", models.PositiveSmallIntegerField(verbose_name="超期天数")),
                        (
                            "whom",
                            models.CharField(
                                choices=[
                                    ("target", "责任单位"),
                                    ("superior", "责任单位的上级"),
                                    ("issuer", "督办单位"),
                                    ("leader", "局领导"),
                                ],
                                max_length=10,
                                verbose_name="报告对象",
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
                        "verbose_name": "督办升级规则",
                        "verbose_name_plural": "督办升级规则",
                    },
                ),
                migrations.CreateModel(
                    name="Interview",
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
                        ("about", models.CharField(blank=True, editable=False, max_length=40, verbose_name="关联台账")),
                        (
                            "about_id",
                            models.PositiveBigIntegerField(
                                blank=True, editable=False, null=True, verbose_name="关联记录"
                            ),
                        ),
                        (
                            "number",
                            models.CharField(editable=False, max_length=24, unique=True, verbose_name="约谈编号"),
                        ),
                        ("title", models.CharField(max_length=200, verbose_name="约谈事由")),
                        ("held_on", models.DateField(verbose_name="约谈日期")),
                        ("host", models.CharField(max_length=80, verbose_name="约谈人")),
                        ("content", models.TextField(blank=True, verbose_name="约谈内容")),
                        (
                            "campaign",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="campaigns.campaign",
                                verbose_name="专项行动",
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
                            "kind",
                            anlan.base.dictionaries.fields.TermField(
                                dictionary="interview-kind",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="约谈方式",
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
                                verbose_name="约谈单位",
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
                            "reason",
                            anlan.base.dictionaries.fields.TermField(
                                blank=True,
                                dictionary="interview-reason",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="约谈原因",
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
                        "verbose_name": "约谈",
                        "verbose_name_plural": "约谈",
                        "indexes": [
                            models.Index(fields=["held_on", "id"], name="governance__held_on_19a537_idx"),
                            models.Index(fields=["place", "held_on", "id"], name="governance__place_i_4f2fd4_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Interviewee",
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
                        ("name", models.CharField(blank=True, max_length=60, verbose_name="被约谈人")),
                        ("post", models.CharField(blank=True, max_length=60, verbose_name="职务")),
                        (
                            "party",
                            anlan.subjects.governance.models.about.PartyField(
                                blank=True, editable=False, max_length=200, verbose_name="被约谈方"
                            ),
                        ),
                        ("phone", models.CharField(blank=True, max_length=30, verbose_name="联系电话")),
                        ("present", models.BooleanField(default=True, verbose_name="到场")),
                        ("measure", models.CharField(blank=True, max_length=500, verbose_name="整改要求")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="落实期限")),
                        ("result", models.TextField(blank=True, editable=False, verbose_name="落实情况")),
                        (
                            "done_on",
                            models.DateField(
                                blank=True,
                                help_text="补录已落实的才填；其余由办理步骤写入。",
                                null=True,
                                verbose_name="落实日期",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[("open", "待落实"), ("reported", "待核实"), ("done", "已落实")],
                                default="open",
                                editable=False,
                                max_length=10,
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
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="enterprises.enterprise",
                                verbose_name="被约谈企业",
                            ),
                        ),
                        (
                            "interview",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="parties",
                                to="governance.interview",
                                verbose_name="约谈",
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
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.organisation",
                                verbose_name="被约谈单位",
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
                        "verbose_name": "被约谈方",
                        "verbose_name_plural": "被约谈方",
                        "indexes": [
                            models.Index(fields=["status", "due_on", "id"], name="governance__status_57ad2f_idx"),
                            models.Index(fields=["place", "id"], name="governance__place_i_ccca82_idx"),
                            models.Index(fields=["due_on", "id"], name="governance__due_on_e168ff_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LeaderContact",
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
                            "visits_a_month",
                            models.PositiveSmallIntegerField(default=0, verbose_name="每月至少带队检查次数"),
                        ),
                        ("from_on", models.DateField(verbose_name="开始日期")),
                        ("to_on", models.DateField(blank=True, null=True, verbose_name="结束日期")),
                        ("duty", models.CharField(blank=True, max_length=500, verbose_name="包联职责")),
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
                                verbose_name="包联企业",
                            ),
                        ),
                        (
                            "kind",
                            anlan.base.dictionaries.fields.TermField(
                                dictionary="contact-kind",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="包联方式",
                            ),
                        ),
                        (
                            "leader",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                                verbose_name="包联领导",
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
                                verbose_name="包联条线",
                            ),
                        ),
                        (
                            "place",
                            anlan.base.places.fields.PlaceField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="places.place",
                                to_field="code",
                                verbose_name="包联区域",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.organisation",
                                verbose_name="包联单位",
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
                        "verbose_name": "领导包联",
                        "verbose_name_plural": "领导包联",
                        "indexes": [
                            models.Index(fields=["from_on", "id"], name="governance__from_on_f76b04_idx"),
                            models.Index(fields=["place", "from_on", "id"], name="governance__place_i_e169a6_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LeaderVisit",
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
                        ("visited_on", models.DateField(verbose_name="检查日期")),
                        ("people", models.PositiveIntegerField(blank=True, null=True, verbose_name="参加人数")),
                        ("problems", models.PositiveIntegerField(default=0, verbose_name="发现问题数")),
                        ("content", models.TextField(blank=True, verbose_name="检查情况")),
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
                                verbose_name="受检企业",
                            ),
                        ),
                        (
                            "kind",
                            anlan.base.dictionaries.fields.TermField(
                                blank=True,
                                dictionary="visit-kind",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="检查方式",
                            ),
                        ),
                        (
                            "leader",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                                verbose_name="带队领导",
                            ),
                        ),
                        (
                            "place",
                            anlan.base.places.fields.PlaceField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="places.place",
                                to_field="code",
                                verbose_name="检查地点",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.organisation",
                                verbose_name="受检单位",
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
                        "verbose_name": "领导带队检查",
                        "verbose_name_plural": "领导带队检查",
                        "indexes": [
                            models.Index(fields=["visited_on", "id"], name="governance__visited_b314da_idx"),
                            models.Index(fields=["place", "visited_on", "id"], name="governance__place_i_5e4879_idx"),
                            models.Index(fields=["leader", "visited_on"], name="governance__leader__b5e8d2_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Lesson",
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
                        ("about", models.CharField(blank=True, editable=False, max_length=40, verbose_name="关联台账")),
                        (
                            "about_id",
                            models.PositiveBigIntegerField(
                                blank=True, editable=False, null=True, verbose_name="关联记录"
                            ),
                        ),
                        ("number", models.CharField(editable=False, max_length=24, unique=True, verbose_name="编号")),
                        ("title", models.CharField(max_length=200, verbose_name="警示标题")),
                        ("content", models.TextField(verbose_name="案例情况")),
                        ("requirement", models.TextField(blank=True, verbose_name="举一反三要求")),
                        (
                            "unit_kinds",
                            anlan.base.dictionaries.multiple.TermsField(
                                blank=True, dictionary="organisation-kind", verbose_name="推送单位类别"
                            ),
                        ),
                        (
                            "sectors",
                            anlan.base.dictionaries.multiple.TermsField(
                                blank=True, dictionary="sector", verbose_name="推送企业行业"
                            ),
                        ),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="自查期限")),
                        ("issued_on", models.DateField(blank=True, editable=False, null=True, verbose_name="下发日期")),
                        (
                            "status",
                            models.CharField(
                                choices=[("draft", "起草"), ("issued", "已下发"), ("ended", "已结束")],
                                default="draft",
                                editable=False,
                                max_length=10,
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
                            "issuer",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.organisation",
                                verbose_name="下发单位",
                            ),
                        ),
                        (
                            "place",
                            anlan.base.places.fields.PlaceField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="places.place",
                                to_field="code",
                                verbose_name="推送范围",
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
                        "verbose_name": "警示教育",
                        "verbose_name_plural": "警示教育",
                        "indexes": [
                            models.Index(fields=["issued_on", "id"], name="governance__issued__fde778_idx"),
                            models.Index(fields=["place", "id"], name="governance__place_i_7d8526_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LetterRound",
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
                        ("name", models.CharField(max_length=120, unique=True, verbose_name="签订活动")),
                        ("begins_on", models.DateField(verbose_name="开始日期")),
                        ("due_on", models.DateField(verbose_name="签订期限")),
                        ("content", models.TextField(blank=True, verbose_name="文书内容")),
                        (
                            "campaign",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="campaigns.campaign",
                                verbose_name="专项行动",
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
                            "issuer",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.organisation",
                                verbose_name="发起单位",
                            ),
                        ),
                        (
                            "kind",
                            anlan.base.dictionaries.fields.TermField(
                                dictionary="letter-kind",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="文书类别",
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
                            "topic",
                            anlan.base.dictionaries.fields.TermField(
                                blank=True,
                                dictionary="letter-topic",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="主题",
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
                        "verbose_name": "责任书签订活动",
                        "verbose_name_plural": "责任书签订活动",
                        "indexes": [
                            models.Index(fields=["begins_on", "id"], name="governance__begins__f986f1_idx"),
                            models.Index(fields=["place", "begins_on", "id"], name="governance__place_i_ff26aa_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Letter",
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
                        ("signer", models.CharField(blank=True, max_length=60, verbose_name="签订人")),
                        ("post", models.CharField(blank=True, max_length=60, verbose_name="岗位")),
                        (
                            "party",
                            anlan.subjects.governance.models.about.PartyField(
                                blank=True, editable=False, max_length=200, verbose_name="签订方"
                            ),
                        ),
                        ("due_on", models.DateField(blank=True, editable=False, null=True, verbose_name="签订期限")),
                        ("signed_on", models.DateField(blank=True, null=True, verbose_name="签订日期")),
                        ("until_on", models.DateField(blank=True, null=True, verbose_name="有效期至")),
                        ("paper", models.CharField(blank=True, max_length=60, verbose_name="文书编号")),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="备注")),
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
                                verbose_name="签订企业",
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
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.organisation",
                                verbose_name="签订单位",
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
                            "round",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="letters",
                                to="governance.letterround",
                                verbose_name="签订活动",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "责任书",
                        "verbose_name_plural": "责任书",
                        "indexes": [
                            models.Index(fields=["round", "signed_on"], name="governance__round_i_49dbe7_idx"),
                            models.Index(fields=["place", "round", "signed_on"], name="governance__place_i_c92e1e_idx"),
                            models.Index(fields=["signed_on", "id"], name="governance__signed__e15203_idx"),
                            models.Index(fields=["due_on"], name="governance__due_on_f7eca4_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PartyBody",
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
                        ("name", models.CharField(max_length=120, verbose_name="党组织名称")),
                        ("founded_on", models.DateField(verbose_name="成立日期")),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="撤销日期")),
                        ("members", models.PositiveIntegerField(blank=True, null=True, verbose_name="党员数")),
                        ("secretary", models.CharField(blank=True, max_length=60, verbose_name="书记")),
                        (
                            "area",
                            anlan.base.dictionaries.fields.TermField(
                                blank=True,
                                dictionary="party-area",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="所在领域",
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
                            "kind",
                            anlan.base.dictionaries.fields.TermField(
                                dictionary="party-body-kind",
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
                                verbose_name="属地",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.organisation",
                                verbose_name="所属单位",
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
                        "verbose_name": "党组织",
                        "verbose_name_plural": "党组织",
                        "indexes": [
                            models.Index(fields=["founded_on", "id"], name="governance__founded_4039ef_idx"),
                            models.Index(fields=["place", "id"], name="governance__place_i_2aba9b_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PartyPost",
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
                        ("name", models.CharField(max_length=120, verbose_name="示范岗名称")),
                        ("holder", models.CharField(blank=True, max_length=60, verbose_name="责任党员")),
                        ("from_on", models.DateField(verbose_name="设立日期")),
                        ("to_on", models.DateField(blank=True, null=True, verbose_name="撤销日期")),
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
                                verbose_name="所在企业",
                            ),
                        ),
                        (
                            "kind",
                            anlan.base.dictionaries.fields.TermField(
                                blank=True,
                                dictionary="party-post-kind",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="类别",
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
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.organisation",
                                verbose_name="所属单位",
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
                        "verbose_name": "党员示范岗",
                        "verbose_name_plural": "党员示范岗",
                        "indexes": [
                            models.Index(fields=["from_on", "id"], name="governance__from_on_d82f8c_idx"),
                            models.Index(fields=["place", "id"], name="governance__place_i_354721_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Programme",
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
                        ("name", models.CharField(max_length=120, unique=True, verbose_name="方案名称")),
                        ("issuer", models.CharField(blank=True, max_length=120, verbose_name="印发单位")),
                        ("paper", models.CharField(blank=True, max_length=60, verbose_name="文号")),
                        ("begins_on", models.DateField(verbose_name="开始日期")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="结束日期")),
                        ("aim", models.TextField(blank=True, verbose_name="目标")),
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
                        "verbose_name": "党建方案",
                        "verbose_name_plural": "党建方案",
                        "indexes": [
                            models.Index(fields=["begins_on", "id"], name="governance__begins__53f8a5_idx"),
                            models.Index(fields=["place", "begins_on", "id"], name="governance__place_i_c3f83f_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Milestone",
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
                        ("name", models.CharField(max_length=80, verbose_name="节点")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="完成期限")),
                        ("requirement", models.CharField(blank=True, max_length=300, verbose_name="要求")),
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
                        (
                            "programme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="milestones",
                                to="governance.programme",
                                verbose_name="党建方案",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "党建节点",
                        "verbose_name_plural": "党建节点",
                        "indexes": [models.Index(fields=["position", "id"], name="governance__positio_d7c7d0_idx")],
                        "constraints": [
                            models.UniqueConstraint(fields=("programme", "name"), name="milestone_name_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PartyTeam",
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
                        ("name", models.CharField(max_length=120, verbose_name="队伍名称")),
                        ("founded_on", models.DateField(verbose_name="组建日期")),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="解散日期")),
                        ("members", models.PositiveIntegerField(blank=True, null=True, verbose_name="人数")),
                        ("captain", models.CharField(blank=True, max_length=60, verbose_name="负责人")),
                        ("phone", models.CharField(blank=True, max_length=30, verbose_name="联系电话")),
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
                                dictionary="party-team-kind",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="类别",
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
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.organisation",
                                verbose_name="组建单位",
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
                            "programme",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="teams",
                                to="governance.programme",
                                verbose_name="党建方案",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "党员队伍",
                        "verbose_name_plural": "党员队伍",
                        "indexes": [
                            models.Index(fields=["founded_on", "id"], name="governance__founded_2fa678_idx"),
                            models.Index(fields=["place", "id"], name="governance__place_i_9f7c6a_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PartyActivity",
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
                        ("title", models.CharField(max_length=160, verbose_name="活动名称")),
                        ("held_on", models.DateField(verbose_name="日期")),
                        ("quantity", models.PositiveIntegerField(default=1, verbose_name="数量（次、期、份）")),
                        ("participants", models.PositiveIntegerField(blank=True, null=True, verbose_name="参加人数")),
                        ("content", models.TextField(blank=True, verbose_name="内容")),
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
                                dictionary="party-activity-kind",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="活动类别",
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
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.organisation",
                                verbose_name="单位",
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
                            "body",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="activities",
                                to="governance.partybody",
                                verbose_name="党组织",
                            ),
                        ),
                        (
                            "team",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="activities",
                                to="governance.partyteam",
                                verbose_name="党员队伍",
                            ),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="activities",
                                to="governance.programme",
                                verbose_name="党建方案",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "党建活动",
                        "verbose_name_plural": "党建活动",
                        "indexes": [
                            models.Index(fields=["held_on", "id"], name="governance__held_on_145544_idx"),
                            models.Index(fields=["place", "held_on", "id"], name="governance__place_i_c3613a_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MilestoneRecord",
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
                        ("due_on", models.DateField(blank=True, editable=False, null=True, verbose_name="完成期限")),
                        ("done_on", models.DateField(blank=True, null=True, verbose_name="完成日期")),
                        (
                            "count",
                            models.PositiveIntegerField(
                                blank=True, help_text="如组建队伍支数、会议次数。", null=True, verbose_name="数量"
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=300, verbose_name="完成情况")),
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
                            "milestone",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="records",
                                to="governance.milestone",
                                verbose_name="节点",
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
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.organisation",
                                verbose_name="单位",
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
                            "programme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="records",
                                to="governance.programme",
                                verbose_name="党建方案",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "党建节点完成情况",
                        "verbose_name_plural": "党建节点完成情况",
                        "indexes": [
                            models.Index(fields=["programme", "unit"], name="governance__program_e520bc_idx"),
                            models.Index(fields=["place", "id"], name="governance__place_i_2a09bb_idx"),
                            models.Index(fields=["done_on", "id"], name="governance__done_on_c0e146_idx"),
                            models.Index(fields=["due_on"], name="governance__due_on_669613_idx"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("milestone", "unit"), name="milestone_unit_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ResponsibilityList",
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
                        ("name", models.CharField(max_length=120, unique=True, verbose_name="清单名称")),
                        ("paper", models.CharField(blank=True, max_length=60, verbose_name="文号")),
                        ("from_on", models.DateField(verbose_name="生效日期")),
                        ("to_on", models.DateField(blank=True, null=True, verbose_name="失效日期")),
                        (
                            "ledger",
                            models.CharField(
                                blank=True,
                                help_text="填台账代码，如 hazard；清单就是该台账在本属地的记录。",
                                max_length=40,
                                verbose_name="对应台账",
                            ),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="备注")),
                        (
                            "bearer",
                            anlan.base.dictionaries.fields.TermField(
                                blank=True,
                                dictionary="responsibility-bearer",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="责任主体",
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
                            "kind",
                            anlan.base.dictionaries.fields.TermField(
                                dictionary="responsibility-list-kind",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="清单类别",
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
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                                verbose_name="清单负责人",
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
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.organisation",
                                verbose_name="所属单位",
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
                        "verbose_name": "责任清单",
                        "verbose_name_plural": "责任清单",
                        "indexes": [
                            models.Index(fields=["from_on", "id"], name="governance__from_on_2ebd7a_idx"),
                            models.Index(fields=["place", "from_on", "id"], name="governance__place_i_f138bc_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ResponsibilityItem",
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
                        ("content", models.CharField(max_length=1000, verbose_name="职责内容")),
                        ("owner_name", models.CharField(blank=True, max_length=80, verbose_name="责任人（其他）")),
                        ("cadence", models.CharField(blank=True, max_length=60, verbose_name="履职频次")),
                        ("basis", models.CharField(blank=True, max_length=200, verbose_name="依据")),
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
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                                verbose_name="责任人",
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
                            "of_list",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="items",
                                to="governance.responsibilitylist",
                                verbose_name="责任清单",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "责任清单条目",
                        "verbose_name_plural": "责任清单条目",
                        "indexes": [
                            models.Index(fields=["of_list", "position", "id"], name="governance__of_list_41f6e8_idx"),
                            models.Index(fields=["position", "id"], name="governance__positio_be2c3d_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Sheet",
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
                        ("name", models.CharField(max_length=120, unique=True, verbose_name="评分表名称")),
                        (
                            "family",
                            models.CharField(
                                help_text="同一张表的各个版本用同一个系列名。", max_length=60, verbose_name="表系列"
                            ),
                        ),
                        ("revision", models.PositiveIntegerField(default=1, verbose_name="版本号")),
                        (
                            "unit_kinds",
                            anlan.base.dictionaries.multiple.TermsField(
                                blank=True, dictionary="organisation-kind", verbose_name="适用单位类别"
                            ),
                        ),
                        (
                            "pass_score",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=7, null=True, verbose_name="达标分"
                            ),
                        ),
                        (
                            "all_needed",
                            models.BooleanField(
                                default=False, help_text="如六有、三有：缺一项即不达标。", verbose_name="须全部达标"
                            ),
                        ),
                        ("from_on", models.DateField(blank=True, null=True, verbose_name="启用日期")),
                        ("source", models.CharField(blank=True, max_length=200, verbose_name="依据")),
                        (
                            "status",
                            models.CharField(
                                choices=[("draft", "起草"), ("in_force", "启用"), ("retired", "停用")],
                                default="draft",
                                editable=False,
                                max_length=10,
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
                            "kind",
                            anlan.base.dictionaries.fields.TermField(
                                dictionary="assessment-kind",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="考核类别",
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
                        "verbose_name": "考核评分表",
                        "verbose_name_plural": "考核评分表",
                        "constraints": [
                            models.UniqueConstraint(fields=("family", "revision"), name="sheet_revision_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Assessment",
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
                            models.CharField(editable=False, max_length=24, unique=True, verbose_name="考核编号"),
                        ),
                        ("year", models.PositiveIntegerField(verbose_name="年度")),
                        ("period", models.CharField(blank=True, max_length=40, verbose_name="考核期")),
                        ("assessed_on", models.DateField(verbose_name="考核日期")),
                        ("assessor", models.CharField(blank=True, max_length=80, verbose_name="考核人")),
                        ("opinion", models.TextField(blank=True, verbose_name="考核意见")),
                        ("of_items", models.PositiveIntegerField(default=0, editable=False, verbose_name="评分项数")),
                        ("answered", models.PositiveIntegerField(default=0, editable=False, verbose_name="已评项数")),
                        ("met", models.PositiveIntegerField(default=0, editable=False, verbose_name="达标项数")),
                        (
                            "score",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                editable=False,
                                max_digits=8,
                                null=True,
                                verbose_name="得分",
                            ),
                        ),
                        ("passed", models.BooleanField(editable=False, null=True, verbose_name="达标")),
                        (
                            "confirmed_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="确认日期"),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[("open", "评分中"), ("submitted", "待确认"), ("confirmed", "已确认")],
                                default="open",
                                editable=False,
                                max_length=10,
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
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.organisation",
                                verbose_name="被考核单位",
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
                            "sheet",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="assessments",
                                to="governance.sheet",
                                verbose_name="评分表",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "考核评分",
                        "verbose_name_plural": "考核评分",
                        "indexes": [
                            models.Index(fields=["assessed_on", "id"], name="governance__assesse_7d799e_idx"),
                            models.Index(fields=["place", "assessed_on", "id"], name="governance__place_i_07ac54_idx"),
                            models.Index(fields=["sheet", "year", "score"], name="governance__sheet_i_7ffe7f_idx"),
                            models.Index(fields=["status", "id"], name="governance__status_347909_idx"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("sheet", "unit", "year", "period"), name="assessment_unit_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SheetItem",
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
                        ("part", models.CharField(blank=True, max_length=60, verbose_name="分类")),
                        ("content", models.CharField(max_length=300, verbose_name="考核内容")),
                        ("criterion", models.TextField(blank=True, verbose_name="评分标准")),
                        (
                            "points",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=6, null=True, verbose_name="分值"
                            ),
                        ),
                        ("veto", models.BooleanField(default=False, verbose_name="一票否决")),
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
                            "sheet",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="items",
                                to="governance.sheet",
                                verbose_name="评分表",
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
                        "verbose_name": "评分项",
                        "verbose_name_plural": "评分项",
                        "indexes": [models.Index(fields=["position", "id"], name="governance__positio_87d5fb_idx")],
                        "constraints": [
                            models.UniqueConstraint(fields=("sheet", "position"), name="sheet_item_position_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Answer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("met", models.BooleanField(verbose_name="达标")),
                        (
                            "points",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=6, null=True, verbose_name="得分"
                            ),
                        ),
                        ("remark", models.CharField(blank=True, max_length=300, verbose_name="说明")),
                        (
                            "assessment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="answers",
                                to="governance.assessment",
                                verbose_name="考核评分",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="answers",
                                to="governance.sheetitem",
                                verbose_name="评分项",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "评分结果",
                        "verbose_name_plural": "评分结果",
                        "constraints": [
                            models.UniqueConstraint(fields=("assessment", "item"), name="assessment_answer_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Accountability",
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
                        ("about", models.CharField(blank=True, editable=False, max_length=40, verbose_name="关联台账")),
                        (
                            "about_id",
                            models.PositiveBigIntegerField(
                                blank=True, editable=False, null=True, verbose_name="关联记录"
                            ),
                        ),
                        (
                            "number",
                            models.CharField(editable=False, max_length=24, unique=True, verbose_name="问责编号"),
                        ),
                        ("person", models.CharField(blank=True, max_length=60, verbose_name="被问责人")),
                        ("post", models.CharField(blank=True, max_length=80, verbose_name="职务")),
                        ("unit_name", models.CharField(blank=True, max_length=120, verbose_name="单位（其他）")),
                        (
                            "party",
                            anlan.subjects.governance.models.about.PartyField(
                                blank=True, editable=False, max_length=200, verbose_name="单位"
                            ),
                        ),
                        (
                            "of_unit",
                            models.BooleanField(
                                default=False, help_text="被问责的是单位本身，如吊销证照。", verbose_name="对单位问责"
                            ),
                        ),
                        ("decided_on", models.DateField(verbose_name="决定日期")),
                        ("decided_by", models.CharField(blank=True, max_length=80, verbose_name="决定机关")),
                        ("paper", models.CharField(blank=True, max_length=60, verbose_name="文号")),
                        ("content", models.TextField(blank=True, verbose_name="问责事由")),
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
                                verbose_name="所在企业",
                            ),
                        ),
                        (
                            "measure",
                            anlan.base.dictionaries.fields.TermField(
                                dictionary="accountability-measure",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="问责方式",
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
                            "reason",
                            anlan.base.dictionaries.fields.TermField(
                                blank=True,
                                dictionary="accountability-reason",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="问责原因",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.organisation",
                                verbose_name="所在单位",
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
                        "verbose_name": "责任追究",
                        "verbose_name_plural": "责任追究",
                        "indexes": [
                            models.Index(fields=["decided_on", "id"], name="governance__decided_443213_idx"),
                            models.Index(fields=["place", "decided_on", "id"], name="governance__place_i_98af5b_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Award",
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
                        ("name", models.CharField(max_length=120, verbose_name="荣誉名称")),
                        ("year", models.PositiveIntegerField(verbose_name="年度")),
                        ("conferred_on", models.DateField(verbose_name="授予日期")),
                        ("conferred_by", models.CharField(blank=True, max_length=80, verbose_name="授予单位")),
                        ("person", models.CharField(blank=True, max_length=60, verbose_name="获奖个人")),
                        ("paper", models.CharField(blank=True, max_length=60, verbose_name="文号")),
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
                                dictionary="award-kind",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="荣誉类别",
                            ),
                        ),
                        (
                            "level",
                            anlan.base.dictionaries.fields.TermField(
                                dictionary="award-level",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="级别",
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
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.organisation",
                                verbose_name="获奖单位",
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
                        "verbose_name": "荣誉表彰",
                        "verbose_name_plural": "荣誉表彰",
                        "indexes": [
                            models.Index(fields=["conferred_on", "id"], name="governance__conferr_ba35a2_idx"),
                            models.Index(fields=["place", "conferred_on", "id"], name="governance__place_i_3c785c_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Fund",
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
                        ("name", models.CharField(max_length=120, verbose_name="资金名称")),
                        ("year", models.PositiveIntegerField(verbose_name="预算年度")),
                        ("allocated_on", models.DateField(verbose_name="拨付日期")),
                        (
                            "budget",
                            models.DecimalField(
                                blank=True, decimal_places=4, max_digits=14, null=True, verbose_name="预算（万元）"
                            ),
                        ),
                        ("amount", models.DecimalField(decimal_places=4, max_digits=14, verbose_name="拨付（万元）")),
                        (
                            "spent",
                            models.DecimalField(
                                decimal_places=4, default=0, max_digits=14, verbose_name="已支出（万元）"
                            ),
                        ),
                        ("payer", models.CharField(blank=True, max_length=80, verbose_name="拨款单位")),
                        ("paper", models.CharField(blank=True, max_length=60, verbose_name="文号")),
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
                                dictionary="fund-source",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="资金来源",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.organisation",
                                verbose_name="使用单位",
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
                            "use",
                            anlan.base.dictionaries.fields.TermField(
                                dictionary="fund-use",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="用途",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "资金",
                        "verbose_name_plural": "资金",
                        "indexes": [
                            models.Index(fields=["allocated_on", "id"], name="governance__allocat_9231ac_idx"),
                            models.Index(fields=["place", "allocated_on", "id"], name="governance__place_i_8e4a3e_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LessonReceipt",
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
                            "party",
                            anlan.subjects.governance.models.about.PartyField(
                                blank=True, editable=False, max_length=200, verbose_name="接收方"
                            ),
                        ),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="自查期限")),
                        (
                            "read_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="阅读时间"),
                        ),
                        (
                            "checked_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="自查日期"),
                        ),
                        (
                            "problems",
                            models.PositiveIntegerField(
                                blank=True, editable=False, null=True, verbose_name="自查发现问题数"
                            ),
                        ),
                        ("result", models.TextField(blank=True, editable=False, verbose_name="自查情况")),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="备注")),
                        (
                            "status",
                            models.CharField(
                                choices=[("sent", "待阅"), ("read", "待自查"), ("checked", "已自查")],
                                default="sent",
                                editable=False,
                                max_length=10,
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
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="enterprises.enterprise",
                                verbose_name="接收企业",
                            ),
                        ),
                        (
                            "lesson",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="receipts",
                                to="governance.lesson",
                                verbose_name="警示教育",
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
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.organisation",
                                verbose_name="接收单位",
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
                            "chased",
                            models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="催收次数"),
                        ),
                    ],
                    options={
                        "verbose_name": "警示教育回执",
                        "verbose_name_plural": "警示教育回执",
                        "indexes": [
                            models.Index(fields=["status", "due_on", "id"], name="governance__status_fea368_idx"),
                            models.Index(fields=["place", "id"], name="governance__place_i_66f912_idx"),
                            models.Index(fields=["lesson", "status"], name="governance__lesson__0cfdb2_idx"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("lesson", "enterprise"), name="lesson_enterprise_once"),
                            models.UniqueConstraint(
                                condition=models.Q(("enterprise", None)),
                                fields=("lesson", "unit"),
                                name="lesson_unit_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Listing",
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
                        ("about", models.CharField(blank=True, editable=False, max_length=40, verbose_name="关联台账")),
                        (
                            "about_id",
                            models.PositiveBigIntegerField(
                                blank=True, editable=False, null=True, verbose_name="关联记录"
                            ),
                        ),
                        ("number", models.CharField(editable=False, max_length=24, unique=True, verbose_name="编号")),
                        ("title", models.CharField(max_length=200, verbose_name="事项")),
                        ("target_name", models.CharField(blank=True, max_length=120, verbose_name="责任单位（其他）")),
                        (
                            "party",
                            anlan.subjects.governance.models.about.PartyField(
                                blank=True, editable=False, max_length=200, verbose_name="责任方"
                            ),
                        ),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="办理期限")),
                        ("reply", models.TextField(blank=True, editable=False, verbose_name="办理情况")),
                        (
                            "replied_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="回复日期"),
                        ),
                        (
                            "returned",
                            models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="退回次数"),
                        ),
                        (
                            "extended",
                            models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="延期次数"),
                        ),
                        (
                            "escalated_days",
                            models.PositiveSmallIntegerField(
                                default=0, editable=False, verbose_name="已升级到超期天数"
                            ),
                        ),
                        (
                            "told_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="通知时间"),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="备注")),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("state", "国家级"),
                                    ("province", "省级"),
                                    ("city", "市级"),
                                    ("county", "县级"),
                                    ("town", "乡镇级"),
                                ],
                                default="county",
                                max_length=10,
                                verbose_name="挂牌级别",
                            ),
                        ),
                        ("paper", models.CharField(blank=True, max_length=60, verbose_name="挂牌文号")),
                        ("content", models.TextField(blank=True, verbose_name="督办内容")),
                        ("requirement", models.TextField(blank=True, verbose_name="治理要求")),
                        ("listed_on", models.DateField(verbose_name="挂牌日期")),
                        ("publicised_on", models.DateField(blank=True, null=True, verbose_name="公示日期")),
                        (
                            "removed_on",
                            models.DateField(
                                blank=True,
                                help_text="补录已办结的才填；在办的由办理步骤写入。",
                                null=True,
                                verbose_name="摘牌日期",
                            ),
                        ),
                        (
                            "opinion",
                            models.CharField(blank=True, editable=False, max_length=500, verbose_name="摘牌意见"),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[("listed", "已挂牌"), ("asked", "申请摘牌"), ("removed", "已摘牌")],
                                default="listed",
                                editable=False,
                                max_length=10,
                                verbose_name="状态",
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
                                verbose_name="专项行动",
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
                                related_name="+",
                                to="enterprises.enterprise",
                                verbose_name="责任企业",
                            ),
                        ),
                        (
                            "issuer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.organisation",
                                verbose_name="督办单位",
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
                            "target",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.organisation",
                                verbose_name="责任单位",
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
                        ("urged", models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="催办次数")),
                    ],
                    options={
                        "verbose_name": "挂牌督办",
                        "verbose_name_plural": "挂牌督办",
                        "indexes": [
                            models.Index(fields=["listed_on", "id"], name="governance__listed__a03f2a_idx"),
                            models.Index(fields=["status", "due_on", "id"], name="governance__status_27c661_idx"),
                            models.Index(fields=["place", "listed_on", "id"], name="governance__place_i_3383e7_idx"),
                            models.Index(fields=["level", "listed_on", "id"], name="governance__level_2d79a8_idx"),
                            models.Index(fields=["about", "about_id"], name="governance__about_b7f15b_idx"),
                            models.Index(condition=models.Q(("told_at", None)), fields=["id"], name="listing_untold"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SupervisionOrder",
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
                        ("about", models.CharField(blank=True, editable=False, max_length=40, verbose_name="关联台账")),
                        (
                            "about_id",
                            models.PositiveBigIntegerField(
                                blank=True, editable=False, null=True, verbose_name="关联记录"
                            ),
                        ),
                        ("number", models.CharField(editable=False, max_length=24, unique=True, verbose_name="编号")),
                        ("title", models.CharField(max_length=200, verbose_name="事项")),
                        ("target_name", models.CharField(blank=True, max_length=120, verbose_name="责任单位（其他）")),
                        (
                            "party",
                            anlan.subjects.governance.models.about.PartyField(
                                blank=True, editable=False, max_length=200, verbose_name="责任方"
                            ),
                        ),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="办理期限")),
                        ("reply", models.TextField(blank=True, editable=False, verbose_name="办理情况")),
                        (
                            "replied_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="回复日期"),
                        ),
                        (
                            "returned",
                            models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="退回次数"),
                        ),
                        (
                            "extended",
                            models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="延期次数"),
                        ),
                        (
                            "escalated_days",
                            models.PositiveSmallIntegerField(
                                default=0, editable=False, verbose_name="已升级到超期天数"
                            ),
                        ),
                        (
                            "told_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="通知时间"),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="备注")),
                        (
                            "mode",
                            models.CharField(
                                choices=[
                                    ("suggest", "建议"),
                                    ("remind", "提醒"),
                                    ("supervise", "督办"),
                                    ("assign", "交办"),
                                ],
                                default="supervise",
                                max_length=10,
                                verbose_name="督办方式",
                            ),
                        ),
                        ("paper", models.CharField(blank=True, max_length=60, verbose_name="文号")),
                        ("content", models.TextField(blank=True, verbose_name="存在问题")),
                        ("requirement", models.TextField(blank=True, verbose_name="办理要求")),
                        ("issued_on", models.DateField(verbose_name="下发日期")),
                        (
                            "received_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="签收日期"),
                        ),
                        (
                            "closed_on",
                            models.DateField(
                                blank=True,
                                help_text="补录已办结的才填；在办的由办理步骤写入。",
                                null=True,
                                verbose_name="办结日期",
                            ),
                        ),
                        (
                            "raised",
                            models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="升级次数"),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("issued", "待签收"),
                                    ("working", "办理中"),
                                    ("replied", "待审核"),
                                    ("closed", "已办结"),
                                    ("withdrawn", "已撤销"),
                                ],
                                default="issued",
                                editable=False,
                                max_length=10,
                                verbose_name="状态",
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
                                verbose_name="专项行动",
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
                                related_name="+",
                                to="enterprises.enterprise",
                                verbose_name="责任企业",
                            ),
                        ),
                        (
                            "issuer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.organisation",
                                verbose_name="督办单位",
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
                            "source",
                            anlan.base.dictionaries.fields.TermField(
                                blank=True,
                                dictionary="supervision-source",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="问题来源",
                            ),
                        ),
                        (
                            "target",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.organisation",
                                verbose_name="责任单位",
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
                        ("urged", models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="催办次数")),
                    ],
                    options={
                        "verbose_name": "督办事项",
                        "verbose_name_plural": "督办事项",
                        "indexes": [
                            models.Index(fields=["issued_on", "id"], name="governance__issued__cf1ef9_idx"),
                            models.Index(fields=["status", "due_on", "id"], name="governance__status_aecdf5_idx"),
                            models.Index(fields=["status", "issued_on", "id"], name="governance__status_a9993a_idx"),
                            models.Index(fields=["place", "issued_on", "id"], name="governance__place_i_bdc7c6_idx"),
                            models.Index(fields=["mode", "issued_on", "id"], name="governance__mode_b5e956_idx"),
                            models.Index(fields=["due_on", "id"], name="governance__due_on_df442d_idx"),
                            models.Index(fields=["about", "about_id"], name="governance__about_468ca2_idx"),
                            models.Index(
                                condition=models.Q(("told_at", None)), fields=["id"], name="supervision_untold"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CommitteeMember",
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
                        ("key", models.BooleanField(default=False, verbose_name="重点成员单位")),
                        ("duty", models.TextField(blank=True, verbose_name="安全生产职责")),
                        (
                            "inner_unit",
                            models.CharField(blank=True, max_length=80, verbose_name="安全生产监管内设机构"),
                        ),
                        ("inner_unit_on", models.DateField(blank=True, null=True, verbose_name="内设机构设置日期")),
                        (
                            "inner_staff",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="内设机构人数"),
                        ),
                        ("contact", models.CharField(blank=True, max_length=40, verbose_name="联络员")),
                        ("phone", models.CharField(blank=True, max_length=30, verbose_name="联系电话")),
                        ("from_on", models.DateField(verbose_name="加入日期")),
                        ("to_on", models.DateField(blank=True, null=True, verbose_name="退出日期")),
                        (
                            "committee",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.organisation",
                                verbose_name="安委会、专委会",
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
                            "role",
                            anlan.base.dictionaries.fields.TermField(
                                blank=True,
                                dictionary="committee-role",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="成员身份",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.organisation",
                                verbose_name="成员单位",
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
                        "verbose_name": "委员会成员单位",
                        "verbose_name_plural": "委员会成员单位",
                        "indexes": [
                            models.Index(fields=["from_on", "id"], name="governance__from_on_559a23_idx"),
                            models.Index(fields=["place", "from_on", "id"], name="governance__place_i_dafd67_idx"),
                            models.Index(fields=["inner_unit_on", "id"], name="governance__inner_u_0549aa_idx"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("to_on", None)),
                                fields=("committee", "unit"),
                                name="committee_member_once",
                                violation_error_message="这个单位已经是该委员会的成员。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GrassrootsAct",
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
                        ("done_on", models.DateField(verbose_name="日期")),
                        (
                            "party",
                            anlan.subjects.governance.models.about.PartyField(
                                blank=True, editable=False, max_length=200, verbose_name="企业"
                            ),
                        ),
                        ("person", models.CharField(blank=True, max_length=60, verbose_name="履职人")),
                        ("problems", models.PositiveIntegerField(default=0, verbose_name="发现问题数")),
                        ("people", models.PositiveIntegerField(blank=True, null=True, verbose_name="参加或咨询人数")),
                        (
                            "materials",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="发放资料（份）"),
                        ),
                        ("content", models.TextField(blank=True, verbose_name="情况")),
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
                                verbose_name="宣传企业",
                            ),
                        ),
                        (
                            "kind",
                            anlan.base.dictionaries.fields.TermField(
                                dictionary="grassroots-act",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="履职事项",
                            ),
                        ),
                        (
                            "place",
                            anlan.base.places.fields.PlaceField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="places.place",
                                to_field="code",
                                verbose_name="网格、村社",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.organisation",
                                verbose_name="组织单位",
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
                        "verbose_name": "基层履职记录",
                        "verbose_name_plural": "基层履职记录",
                        "indexes": [
                            models.Index(fields=["done_on", "id"], name="governance__done_on_777010_idx"),
                            models.Index(fields=["place", "done_on", "id"], name="governance__place_i_9012d9_idx"),
                            models.Index(fields=["kind", "done_on", "place"], name="governance__kind_id_6dfb27_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Target",
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
                            "plan",
                            models.CharField(
                                blank=True,
                                help_text="如：“十四五”应急管理规划。",
                                max_length=120,
                                verbose_name="所属规划或要点",
                            ),
                        ),
                        ("year", models.PositiveIntegerField(verbose_name="目标年度")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="完成时限")),
                        ("measured_in", models.CharField(blank=True, max_length=20, verbose_name="计量单位")),
                        (
                            "bound",
                            models.CharField(
                                choices=[("at_least", "不低于"), ("at_most", "不高于")],
                                default="at_least",
                                max_length=10,
                                verbose_name="要求",
                            ),
                        ),
                        (
                            "base",
                            models.DecimalField(
                                blank=True, decimal_places=4, max_digits=16, null=True, verbose_name="基期值"
                            ),
                        ),
                        ("goal", models.DecimalField(decimal_places=4, max_digits=16, verbose_name="目标值")),
                        (
                            "actual",
                            models.DecimalField(
                                blank=True, decimal_places=4, max_digits=16, null=True, verbose_name="实际值"
                            ),
                        ),
                        ("measured_on", models.DateField(blank=True, null=True, verbose_name="实际值截至")),
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
                            "document",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="campaigns.document",
                                verbose_name="依据文件",
                            ),
                        ),
                        (
                            "kind",
                            anlan.base.dictionaries.fields.TermField(
                                blank=True,
                                dictionary="target-kind",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="指标类别",
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
                                verbose_name="责任单位",
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
                        "verbose_name": "目标指标",
                        "verbose_name_plural": "目标指标",
                        "indexes": [
                            models.Index(fields=["year", "name", "id"], name="governance__year_1212a0_idx"),
                            models.Index(fields=["place", "year"], name="governance__place_i_51f319_idx"),
                            models.Index(fields=["due_on", "id"], name="governance__due_on_f94470_idx"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("name", "year", "place", "plan"),
                                name="target_once_a_year",
                                violation_error_message="这一年已经有同名的目标指标。",
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
