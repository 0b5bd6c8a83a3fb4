import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import anlan.base.clock
import anlan.base.dictionaries.fields
import anlan.base.dictionaries.multiple
import anlan.base.people.fields
import anlan.base.places.fields
import anlan.base.tables


class Migration(migrations.Migration):
    replaces = [("enforcement", "0001_initial"), ("enforcement", "0002_accident"), ("enforcement", "0003_measures")]

    initial = True

    dependencies = [
        ("accidents", "0001_initial"),
        ("campaigns", "0001_initial"),
        ("dictionaries", "0002_initial"),
        ("enterprises", "0001_initial"),
        ("hazards", "0001_initial"),
        ("people", "0003_alter_user_totp_secret"),
        ("places", "0001_initial"),
    ]

    operations = [
        anlan.base.tables.CreateModels(
            models=[
                migrations.CreateModel(
                    name="Delegation",
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
                        ("name", models.CharField(max_length=120, verbose_name="委托名称")),
                        ("document", models.CharField(max_length=80, verbose_name="委托书文号")),
                        (
                            "powers",
                            anlan.base.dictionaries.multiple.TermsField(
                                blank=True, dictionary="delegated-power", verbose_name="委托事项"
                            ),
                        ),
                        ("begins_on", models.DateField(verbose_name="生效日期")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="截止日期")),
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
                                verbose_name="条线",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.organisation",
                                verbose_name="受委托单位",
                            ),
                        ),
                        (
                            "place",
                            anlan.base.places.fields.PlaceField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="places.place",
                                to_field="code",
                                verbose_name="乡镇街道",
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
                        "verbose_name": "执法委托",
                        "verbose_name_plural": "执法委托",
                        "indexes": [
                            models.Index(fields=["begins_on", "id"], name="enforcement_begins__280665_idx"),
                            models.Index(fields=["place", "begins_on"], name="enforcement_place_i_1963e9_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EnforcementPlan",
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
                        ("name", models.CharField(max_length=120, verbose_name="计划名称")),
                        (
                            "year",
                            models.PositiveSmallIntegerField(
                                validators=[
                                    django.core.validators.MinValueValidator(2000),
                                    django.core.validators.MaxValueValidator(2199),
                                ],
                                verbose_name="年度",
                            ),
                        ),
                        ("staff", models.PositiveSmallIntegerField(verbose_name="执法人员数")),
                        (
                            "statutory_days",
                            models.PositiveSmallIntegerField(
                                default=0, help_text="填 0 按国务院放假安排自动计算。", verbose_name="法定工作日"
                            ),
                        ),
                        ("other_days", models.PositiveIntegerField(default=0, verbose_name="其他执法工作日")),
                        ("non_enforcement_days", models.PositiveIntegerField(default=0, verbose_name="非执法工作日")),
                        (
                            "days_a_check",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=5, null=True, verbose_name="每户次平均工作日"
                            ),
                        ),
                        (
                            "approved_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="批准日期"),
                        ),
                        ("approval", models.CharField(blank=True, max_length=80, verbose_name="批准文号")),
                        ("reported_on", models.DateField(blank=True, null=True, verbose_name="报上级备案日期")),
                        (
                            "status",
                            models.CharField(
                                choices=[("drafted", "编制中"), ("approved", "已批准")],
                                default="drafted",
                                editable=False,
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
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
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.organisation",
                                verbose_name="编制单位",
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
                        "verbose_name": "执法计划",
                        "verbose_name_plural": "执法计划",
                        "indexes": [models.Index(fields=["place", "year"], name="enforcement_place_i_f509c9_idx")],
                        "constraints": [
                            models.UniqueConstraint(fields=("year", "organisation"), name="enforcement_plan_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Officer",
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
                        ("name", models.CharField(max_length=40, verbose_name="姓名")),
                        ("certificate_number", models.CharField(max_length=40, unique=True, verbose_name="执法证号")),
                        ("valid_until_on", models.DateField(verbose_name="证件有效期至")),
                        ("qualified", models.BooleanField(default=False, verbose_name="有相关学历或执业证")),
                        ("phone", models.CharField(blank=True, max_length=30, verbose_name="电话")),
                        ("joined_on", models.DateField(blank=True, null=True, verbose_name="入职日期")),
                        ("active", models.BooleanField(default=True, verbose_name="在岗")),
                        ("drawable", models.BooleanField(default=True, verbose_name="参加随机抽取")),
                        ("note", models.CharField(blank=True, max_length=300, verbose_name="备注")),
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
                                verbose_name="条线",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.organisation",
                                verbose_name="单位",
                            ),
                        ),
                        (
                            "person",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                                verbose_name="通讯录人员",
                            ),
                        ),
                        (
                            "place",
                            anlan.base.places.fields.PlaceField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="places.place",
                                to_field="code",
                                verbose_name="执法区域",
                            ),
                        ),
                        (
                            "qualification",
                            anlan.base.dictionaries.fields.TermField(
                                blank=True,
                                dictionary="officer-qualification",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="学历资格",
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
                        "verbose_name": "执法人员",
                        "verbose_name_plural": "执法人员",
                        "indexes": [
                            models.Index(fields=["name", "id"], name="enforcement_name_f9efcf_idx"),
                            models.Index(fields=["valid_until_on", "id"], name="enforcement_valid_u_880b17_idx"),
                            models.Index(fields=["place", "id"], name="enforcement_place_i_f45d5e_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Case",
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
                            models.CharField(editable=False, max_length=24, unique=True, verbose_name="案件编号"),
                        ),
                        ("provincial_number", models.CharField(blank=True, max_length=60, verbose_name="省系统案号")),
                        ("cause", models.CharField(max_length=300, verbose_name="案由")),
                        (
                            "party_kind",
                            models.CharField(
                                choices=[("unit", "单位"), ("person", "个人")],
                                default="unit",
                                max_length=6,
                                verbose_name="当事人类别",
                            ),
                        ),
                        ("party", models.CharField(blank=True, max_length=120, verbose_name="当事人")),
                        ("phone", models.CharField(blank=True, max_length=30, verbose_name="当事人电话")),
                        ("basis", models.CharField(blank=True, max_length=300, verbose_name="处罚依据")),
                        (
                            "strict_rules",
                            anlan.base.dictionaries.multiple.TermsField(
                                blank=True, dictionary="strict-rule", verbose_name="适用的四个一律"
                            ),
                        ),
                        ("violated_on", models.DateField(blank=True, null=True, verbose_name="违法行为终了日期")),
                        ("found_on", models.DateField(verbose_name="发现日期")),
                        ("about", models.CharField(blank=True, editable=False, max_length=40, verbose_name="来源台账")),
                        ("about_id", models.BigIntegerField(editable=False, null=True, verbose_name="来源记录")),
                        (
                            "major",
                            models.BooleanField(
                                default=False, help_text="须法制审核和集体讨论。", verbose_name="重大复杂"
                            ),
                        ),
                        ("hearing_right", models.BooleanField(default=False, verbose_name="有权要求听证")),
                        ("filed_on", models.DateField(blank=True, null=True, verbose_name="立案日期")),
                        ("investigated_on", models.DateField(blank=True, null=True, verbose_name="调查终结日期")),
                        ("reviewed_on", models.DateField(blank=True, null=True, verbose_name="法制审核日期")),
                        ("discussed_on", models.DateField(blank=True, null=True, verbose_name="集体讨论日期")),
                        ("notified_on", models.DateField(blank=True, null=True, verbose_name="告知日期")),
                        ("hearing_asked_on", models.DateField(blank=True, null=True, verbose_name="要求听证日期")),
                        ("heard_on", models.DateField(blank=True, null=True, verbose_name="听证日期")),
                        ("decided_on", models.DateField(blank=True, null=True, verbose_name="处罚决定日期")),
                        ("decision_number", models.CharField(blank=True, max_length=80, verbose_name="决定书文号")),
                        ("served_on", models.DateField(blank=True, null=True, verbose_name="送达日期")),
                        ("published_on", models.DateField(blank=True, null=True, verbose_name="公示日期")),
                        ("urged_on", models.DateField(blank=True, null=True, verbose_name="催告日期")),
                        ("court_on", models.DateField(blank=True, null=True, verbose_name="申请强制执行日期")),
                        ("executed_on", models.DateField(blank=True, null=True, verbose_name="执行完毕日期")),
                        ("closed_on", models.DateField(blank=True, null=True, verbose_name="结案日期")),
                        ("revisited_on", models.DateField(blank=True, null=True, verbose_name="回访日期")),
                        (
                            "revisit",
                            models.CharField(
                                blank=True,
                                choices=[("kept", "已落实"), ("partly", "部分落实"), ("failed", "未落实")],
                                max_length=8,
                                verbose_name="回访结果",
                            ),
                        ),
                        ("simple", models.BooleanField(default=False, editable=False, verbose_name="当场处罚")),
                        ("unpunished", models.BooleanField(default=False, editable=False, verbose_name="不予处罚")),
                        (
                            "penalties",
                            anlan.base.dictionaries.multiple.TermsField(
                                blank=True, dictionary="penalty-kind", verbose_name="处罚种类"
                            ),
                        ),
                        (
                            "fine",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=14,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="罚款（元）",
                            ),
                        ),
                        (
                            "reported_paid",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="随省系统表格导入；点“按省系统进度办理”后记为收缴。",
                                max_digits=14,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="省系统收缴（元）",
                            ),
                        ),
                        (
                            "collected",
                            models.DecimalField(
                                decimal_places=2, default=0, editable=False, max_digits=14, verbose_name="已收缴（元）"
                            ),
                        ),
                        ("due_on", models.DateField(editable=False, null=True, verbose_name="办理期限")),
                        (
                            "due_for",
                            models.CharField(blank=True, editable=False, max_length=40, verbose_name="期限事项"),
                        ),
                        ("extended_until_on", models.DateField(editable=False, null=True, verbose_name="延期至")),
                        ("deferred_until_on", models.DateField(editable=False, null=True, verbose_name="缓缴或分期至")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("clue", "线索"),
                                    ("filed", "调查取证"),
                                    ("reviewing", "审核中"),
                                    ("notified", "已告知"),
                                    ("decided", "待送达"),
                                    ("served", "执行中"),
                                    ("executed", "待结案"),
                                    ("closed", "已结案"),
                                    ("dropped", "不予立案或撤销"),
                                    ("moved", "已移送"),
                                ],
                                default="clue",
                                editable=False,
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="备注")),
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
                                to="enterprises.enterprise",
                                verbose_name="涉案企业",
                            ),
                        ),
                        (
                            "hazard",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="hazards.hazard",
                                verbose_name="移交的隐患",
                            ),
                        ),
                        (
                            "inspection",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="hazards.inspection",
                                verbose_name="检查记录",
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
                                verbose_name="办案机构",
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
                                dictionary="case-source",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="案件来源",
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
                            "violation",
                            anlan.base.dictionaries.fields.TermField(
                                blank=True,
                                dictionary="violation-kind",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="违法行为类别",
                            ),
                        ),
                        (
                            "delegation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cases",
                                to="enforcement.delegation",
                                verbose_name="执法委托",
                            ),
                        ),
                        (
                            "lead",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="enforcement.officer",
                                verbose_name="主办人员",
                            ),
                        ),
                        (
                            "second",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="enforcement.officer",
                                verbose_name="协办人员",
                            ),
                        ),
                        (
                            "accident",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accidents.accident",
                                verbose_name="涉及的事故",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "执法案件",
                        "verbose_name_plural": "执法案件",
                        "indexes": [
                            models.Index(fields=["found_on", "id"], name="enforcement_found_o_9805d6_idx"),
                            models.Index(fields=["filed_on", "id"], name="enforcement_filed_o_da3dcf_idx"),
                            models.Index(fields=["decided_on"], name="enforcement_decided_7bfa45_idx"),
                            models.Index(fields=["closed_on"], name="enforcement_closed__373cad_idx"),
                            models.Index(fields=["status", "due_on", "id"], name="enforcement_status_92cfd5_idx"),
                            models.Index(fields=["due_on", "id"], name="enforcement_due_on_8c18f8_idx"),
                            models.Index(fields=["place", "found_on", "id"], name="enforcement_place_i_05e5e4_idx"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("provincial_number", ""), _negated=True),
                                fields=("provincial_number",),
                                name="case_provincial_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("collected", 0), ("collected__lte", models.F("fine")), _connector="OR"
                                ),
                                name="case_paid_not_more",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FirmClosure",
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
                            models.CharField(editable=False, max_length=24, unique=True, verbose_name="关闭编号"),
                        ),
                        ("reason", models.CharField(max_length=300, verbose_name="关闭理由")),
                        ("basis", models.CharField(blank=True, max_length=200, verbose_name="依据")),
                        ("authority", models.CharField(blank=True, max_length=80, verbose_name="决定机关")),
                        ("proposed_on", models.DateField(verbose_name="提请日期")),
                        ("decided_on", models.DateField(editable=False, null=True, verbose_name="决定日期")),
                        ("carried_out_on", models.DateField(editable=False, null=True, verbose_name="实施日期")),
                        ("verified_on", models.DateField(editable=False, null=True, verbose_name="验收日期")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="实施期限")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("proposed", "提请关闭"),
                                    ("decided", "决定关闭"),
                                    ("carried_out", "已实施"),
                                    ("verified", "已验收"),
                                ],
                                default="proposed",
                                editable=False,
                                max_length=12,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="closures",
                                to="enforcement.case",
                                verbose_name="执法案件",
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
                                related_name="+",
                                to="enterprises.enterprise",
                                verbose_name="企业",
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
                        "verbose_name": "企业关闭",
                        "verbose_name_plural": "企业关闭",
                        "indexes": [
                            models.Index(fields=["proposed_on", "id"], name="enforcement_propose_15130c_idx"),
                            models.Index(fields=["place", "proposed_on"], name="enforcement_place_i_615b60_idx"),
                            models.Index(fields=["status", "id"], name="enforcement_status_c9c3a4_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Instalment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("due_on", models.DateField(verbose_name="应缴日期")),
                        ("amount", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="应缴金额（元）")),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="instalments",
                                to="enforcement.case",
                                verbose_name="执法案件",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "分期缴款",
                        "verbose_name_plural": "分期缴款",
                        "ordering": ["due_on", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="OfficerTraining",
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
                        ("title", models.CharField(max_length=120, verbose_name="培训名称")),
                        ("held_on", models.DateField(verbose_name="培训日期")),
                        ("hours", models.DecimalField(decimal_places=2, max_digits=6, verbose_name="学时")),
                        (
                            "score",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=6, null=True, verbose_name="考核成绩"
                            ),
                        ),
                        ("passed", models.BooleanField(default=True, verbose_name="考核合格")),
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
                                dictionary="officer-training-kind",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="培训类别",
                            ),
                        ),
                        (
                            "officer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="trainings",
                                to="enforcement.officer",
                                verbose_name="执法人员",
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
                        "verbose_name": "执法培训",
                        "verbose_name_plural": "执法培训",
                        "indexes": [
                            models.Index(fields=["held_on", "id"], name="enforcement_held_on_67b297_idx"),
                            models.Index(fields=["officer", "held_on"], name="enforcement_officer_4d00f7_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Payment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("paid_on", models.DateField(db_index=True, verbose_name="缴款日期")),
                        (
                            "amount",
                            models.DecimalField(
                                decimal_places=2,
                                max_digits=14,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="金额（元）",
                            ),
                        ),
                        ("receipt", models.CharField(blank=True, max_length=80, verbose_name="票据号")),
                        ("entered_by", models.CharField(blank=True, max_length=40, verbose_name="登记人")),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="payments",
                                to="enforcement.case",
                                verbose_name="执法案件",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "罚款收缴",
                        "verbose_name_plural": "罚款收缴",
                        "ordering": ["paid_on", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="RateFormula",
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
                        ("code", models.CharField(max_length=20, unique=True, verbose_name="编码")),
                        ("name", models.CharField(max_length=60, verbose_name="比率名称")),
                        ("numerator", models.CharField(max_length=300, verbose_name="分子")),
                        ("denominator", models.CharField(max_length=300, verbose_name="分母")),
                        (
                            "target",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=5, null=True, verbose_name="目标（%）"
                            ),
                        ),
                        ("definition", models.TextField(blank=True, verbose_name="统计口径")),
                        ("position", models.PositiveSmallIntegerField(default=1, verbose_name="次序")),
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
                        "verbose_name": "执法比率",
                        "verbose_name_plural": "执法比率",
                    },
                ),
                migrations.CreateModel(
                    name="Recusal",
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
                        ("reason", models.CharField(max_length=200, verbose_name="回避理由")),
                        ("declared_on", models.DateField(verbose_name="申报日期")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="截止日期")),
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
                                related_name="+",
                                to="enterprises.enterprise",
                                verbose_name="回避的企业",
                            ),
                        ),
                        (
                            "officer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="recusals",
                                to="enforcement.officer",
                                verbose_name="执法人员",
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
                        "verbose_name": "回避申报",
                        "verbose_name_plural": "回避申报",
                        "indexes": [
                            models.Index(fields=["declared_on", "id"], name="enforcement_declare_8cf276_idx"),
                            models.Index(fields=["officer", "enterprise"], name="enforcement_officer_f70b27_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StatutoryLimit",
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
                        ("code", models.CharField(max_length=20, unique=True, verbose_name="编码")),
                        ("matter", models.CharField(max_length=80, verbose_name="事项")),
                        ("trigger", models.CharField(blank=True, max_length=80, verbose_name="起算")),
                        ("amount", models.PositiveIntegerField(verbose_name="期限或限额")),
                        (
                            "unit",
                            models.CharField(
                                choices=[
                                    ("day", "日"),
                                    ("workday", "工作日"),
                                    ("month", "个月"),
                                    ("year", "年"),
                                    ("yuan", "元"),
                                    ("percent", "%"),
                                ],
                                default="day",
                                max_length=8,
                                verbose_name="单位",
                            ),
                        ),
                        ("basis", models.CharField(blank=True, max_length=200, verbose_name="依据")),
                        ("note", models.CharField(blank=True, max_length=300, verbose_name="说明")),
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
                        "verbose_name": "法定期限",
                        "verbose_name_plural": "法定期限",
                    },
                ),
                migrations.CreateModel(
                    name="SupervisionMatter",
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
                        ("code", models.CharField(max_length=40, unique=True, verbose_name="事项编码")),
                        ("name", models.CharField(max_length=160, verbose_name="抽查事项")),
                        (
                            "kind",
                            models.CharField(
                                choices=[("general", "一般检查事项"), ("key", "重点检查事项")],
                                default="general",
                                max_length=8,
                                verbose_name="事项类别",
                            ),
                        ),
                        ("objects_text", models.CharField(blank=True, max_length=200, verbose_name="检查对象")),
                        ("method", models.CharField(blank=True, max_length=80, verbose_name="检查方式")),
                        ("basis", models.TextField(blank=True, verbose_name="检查依据")),
                        ("content", models.TextField(blank=True, verbose_name="检查内容")),
                        ("ratio", models.CharField(blank=True, max_length=80, verbose_name="抽查比例")),
                        (
                            "yearly_limit",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="同一企业一年最多检查几次；不填不限。",
                                null=True,
                                verbose_name="每户每年上限",
                            ),
                        ),
                        ("joint", models.BooleanField(default=False, verbose_name="跨部门联合")),
                        ("active", models.BooleanField(default=True, verbose_name="应当开展")),
                        (
                            "category",
                            anlan.base.dictionaries.fields.TermField(
                                blank=True,
                                dictionary="matter-category",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="抽查类别",
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
                        "verbose_name": "抽查事项",
                        "verbose_name_plural": "抽查事项",
                        "indexes": [models.Index(fields=["place", "active"], name="enforcement_place_i_0fadc6_idx")],
                    },
                ),
                migrations.CreateModel(
                    name="DrawRule",
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
                        ("name", models.CharField(max_length=80, verbose_name="规则名称")),
                        (
                            "sectors",
                            anlan.base.dictionaries.multiple.TermsField(
                                blank=True, dictionary="sector", verbose_name="监管行业"
                            ),
                        ),
                        (
                            "red",
                            models.DecimalField(
                                decimal_places=2,
                                default=20,
                                max_digits=5,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="红色企业抽取比例（%）",
                            ),
                        ),
                        (
                            "orange",
                            models.DecimalField(
                                decimal_places=2,
                                default=10,
                                max_digits=5,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="橙色企业抽取比例（%）",
                            ),
                        ),
                        (
                            "yellow",
                            models.DecimalField(
                                decimal_places=2,
                                default=5,
                                max_digits=5,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="黄色企业抽取比例（%）",
                            ),
                        ),
                        (
                            "blue",
                            models.DecimalField(
                                decimal_places=2,
                                default=3,
                                max_digits=5,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="蓝色企业抽取比例（%）",
                            ),
                        ),
                        (
                            "unrated",
                            models.DecimalField(
                                decimal_places=2,
                                default=5,
                                max_digits=5,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="未评级企业抽取比例（%）",
                            ),
                        ),
                        (
                            "officers_each",
                            models.PositiveSmallIntegerField(
                                default=2,
                                validators=[
                                    django.core.validators.MinValueValidator(2),
                                    django.core.validators.MaxValueValidator(6),
                                ],
                                verbose_name="每户执法人员数",
                            ),
                        ),
                        (
                            "yearly_limit",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="本年已达到上限的企业不进入抽取名录。",
                                null=True,
                                verbose_name="每户每年检查上限",
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
                        (
                            "matter",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="enforcement.supervisionmatter",
                                verbose_name="抽查事项",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "抽取规则",
                        "verbose_name_plural": "抽取规则",
                    },
                ),
                migrations.CreateModel(
                    name="Draw",
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
                            models.CharField(editable=False, max_length=24, unique=True, verbose_name="抽取编号"),
                        ),
                        ("title", models.CharField(max_length=120, verbose_name="抽取名称")),
                        (
                            "seed_source",
                            models.CharField(
                                help_text="冻结之后才会产生、谁都能查到的号码，例如某期福利彩票开奖号码，或当众掷骰子的点数。",
                                max_length=200,
                                verbose_name="随机种子来源",
                            ),
                        ),
                        ("seed_due_at", models.DateTimeField(verbose_name="种子产生时间")),
                        ("due_on", models.DateField(verbose_name="检查完成期限")),
                        (
                            "sha256",
                            models.CharField(blank=True, editable=False, max_length=64, verbose_name="名录指纹"),
                        ),
                        ("frozen_at", models.DateTimeField(editable=False, null=True, verbose_name="冻结时间")),
                        ("seed", models.CharField(blank=True, editable=False, max_length=120, verbose_name="随机种子")),
                        ("drawn_at", models.DateTimeField(editable=False, null=True, verbose_name="抽取时间")),
                        ("picked", models.PositiveIntegerField(default=0, editable=False, verbose_name="抽中户数")),
                        ("published_on", models.DateField(editable=False, null=True, verbose_name="公示日期")),
                        (
                            "redraw_reason",
                            models.CharField(blank=True, editable=False, max_length=300, verbose_name="重抽理由"),
                        ),
                        ("rounds", models.JSONField(default=list, editable=False, verbose_name="各轮数量")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "待冻结"),
                                    ("frozen", "名录已冻结"),
                                    ("drawn", "已抽取"),
                                    ("published", "已公示"),
                                    ("replaced", "已被重抽"),
                                ],
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
                            "predecessor",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="successors",
                                to="enforcement.draw",
                                verbose_name="重抽自",
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
                            "rule",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="draws",
                                to="enforcement.drawrule",
                                verbose_name="抽取规则",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="draws",
                                to="enforcement.enforcementplan",
                                verbose_name="列入执法计划",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "随机抽取",
                        "verbose_name_plural": "随机抽取",
                        "indexes": [
                            models.Index(fields=["status", "id"], name="enforcement_status_14b06d_idx"),
                            models.Index(fields=["place", "id"], name="enforcement_place_i_0915f6_idx"),
                            models.Index(fields=["seed_due_at", "id"], name="enforcement_seed_du_84c88e_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DrawRegister",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("text", models.TextField(verbose_name="冻结的名录")),
                        ("objects_counted", models.PositiveIntegerField(verbose_name="对象数")),
                        ("officers_counted", models.PositiveIntegerField(verbose_name="人员数")),
                        ("excluded_counted", models.PositiveIntegerField(verbose_name="剔除数")),
                        ("frozen_at", models.DateTimeField(verbose_name="冻结时间")),
                        ("frozen_by", models.CharField(max_length=40, verbose_name="冻结人")),
                        (
                            "draw",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="register",
                                to="enforcement.draw",
                                verbose_name="随机抽取",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "抽取名录",
                        "verbose_name_plural": "抽取名录",
                    },
                ),
                migrations.CreateModel(
                    name="DrawPick",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveIntegerField(verbose_name="次序")),
                        ("round", models.PositiveSmallIntegerField(verbose_name="轮次")),
                        ("stratum", models.CharField(max_length=8, verbose_name="风险等级")),
                        ("ticket", models.CharField(max_length=82, verbose_name="票号")),
                        ("officer_ids", models.JSONField(default=list, verbose_name="执法人员次序")),
                        (
                            "draw",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="picks",
                                to="enforcement.draw",
                                verbose_name="随机抽取",
                            ),
                        ),
                        (
                            "enterprise",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="enterprises.enterprise",
                                verbose_name="企业",
                            ),
                        ),
                        (
                            "officers",
                            models.ManyToManyField(related_name="+", to="enforcement.officer", verbose_name="执法人员"),
                        ),
                    ],
                    options={
                        "verbose_name": "抽中对象",
                        "verbose_name_plural": "抽中对象",
                        "ordering": ["position"],
                        "constraints": [
                            models.UniqueConstraint(fields=("draw", "position"), name="draw_pick_position"),
                            models.UniqueConstraint(fields=("draw", "enterprise"), name="draw_pick_enterprise"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlanItem",
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
                            models.CharField(editable=False, max_length=24, unique=True, verbose_name="任务编号"),
                        ),
                        (
                            "way",
                            models.CharField(
                                choices=[
                                    ("random", "双随机抽查"),
                                    ("routine", "日常检查"),
                                    ("key", "重点检查"),
                                    ("special", "特殊重点领域"),
                                    ("complaint", "投诉举报"),
                                    ("assigned", "转办交办"),
                                    ("monitored", "监测发现"),
                                ],
                                default="routine",
                                max_length=10,
                                verbose_name="检查方式",
                            ),
                        ),
                        ("due_on", models.DateField(verbose_name="完成期限")),
                        ("notice_needed", models.BooleanField(default=True, verbose_name="应当事先告知")),
                        ("notified_on", models.DateField(blank=True, null=True, verbose_name="事先告知日期")),
                        ("done_on", models.DateField(blank=True, null=True, verbose_name="检查日期")),
                        ("publish_due_on", models.DateField(editable=False, null=True, verbose_name="公示期限")),
                        ("published_on", models.DateField(blank=True, null=True, verbose_name="公示日期")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("planned", "待检查"),
                                    ("done", "待公示"),
                                    ("published", "已公示"),
                                    ("dropped", "不再检查"),
                                ],
                                default="planned",
                                editable=False,
                                max_length=10,
                                verbose_name="状态",
                            ),
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
                            "draw",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="items",
                                to="enforcement.draw",
                                verbose_name="随机抽取",
                            ),
                        ),
                        (
                            "enterprise",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                to="enterprises.enterprise",
                                verbose_name="检查对象",
                            ),
                        ),
                        (
                            "inspection",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="hazards.inspection",
                                verbose_name="检查记录",
                            ),
                        ),
                        (
                            "lead",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="enforcement.officer",
                                verbose_name="主办人员",
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
                                verbose_name="承办机构",
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
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="items",
                                to="enforcement.enforcementplan",
                                verbose_name="执法计划",
                            ),
                        ),
                        (
                            "result",
                            anlan.base.dictionaries.fields.TermField(
                                blank=True,
                                dictionary="draw-result",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="检查结果",
                            ),
                        ),
                        (
                            "second",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="enforcement.officer",
                                verbose_name="协办人员",
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
                            "matter",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="enforcement.supervisionmatter",
                                verbose_name="抽查事项",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "检查任务",
                        "verbose_name_plural": "检查任务",
                        "indexes": [
                            models.Index(fields=["due_on", "id"], name="enforcement_due_on_14ebf9_idx"),
                            models.Index(fields=["status", "due_on", "id"], name="enforcement_status_c2565a_idx"),
                            models.Index(fields=["place", "due_on"], name="enforcement_place_i_504067_idx"),
                            models.Index(fields=["done_on"], name="enforcement_done_on_3b259f_idx"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("draw__isnull", False)),
                                fields=("draw", "enterprise"),
                                name="plan_item_draw_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TownQuota",
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
                        ("month_on", models.DateField(help_text="填当月任意一天，保存为 1 日。", verbose_name="月份")),
                        ("target", models.PositiveSmallIntegerField(verbose_name="应检查户次")),
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
                            "place",
                            anlan.base.places.fields.PlaceField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="places.place",
                                to_field="code",
                                verbose_name="乡镇街道",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="quotas",
                                to="enforcement.enforcementplan",
                                verbose_name="执法计划",
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
                        "verbose_name": "乡镇月度任务",
                        "verbose_name_plural": "乡镇月度任务",
                        "indexes": [models.Index(fields=["month_on", "id"], name="enforcement_month_o_9f60e2_idx")],
                        "constraints": [
                            models.UniqueConstraint(fields=("place", "month_on", "plan"), name="town_quota_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CaseTransfer",
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
                            models.CharField(editable=False, max_length=24, unique=True, verbose_name="移送编号"),
                        ),
                        (
                            "direction",
                            models.CharField(
                                choices=[("out", "移出"), ("in", "移入")],
                                default="out",
                                max_length=4,
                                verbose_name="方向",
                            ),
                        ),
                        ("title", models.CharField(max_length=200, verbose_name="案件名称")),
                        ("major", models.BooleanField(default=False, verbose_name="重大处罚案件")),
                        ("document", models.CharField(blank=True, max_length=80, verbose_name="移送文号")),
                        ("sent_on", models.DateField(verbose_name="移送日期")),
                        ("accepted_on", models.DateField(editable=False, null=True, verbose_name="受理日期")),
                        ("ended_on", models.DateField(editable=False, null=True, verbose_name="办结日期")),
                        ("outcome", models.CharField(blank=True, max_length=300, verbose_name="办理结果")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("sent", "待受理"),
                                    ("accepted", "已受理"),
                                    ("returned", "不予受理"),
                                    ("ended", "已办结"),
                                ],
                                default="sent",
                                editable=False,
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="transfers",
                                to="enforcement.case",
                                verbose_name="执法案件",
                            ),
                        ),
                        (
                            "counterpart",
                            anlan.base.dictionaries.fields.TermField(
                                blank=True,
                                dictionary="transfer-body",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="对方机关",
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
                            "crime",
                            anlan.base.dictionaries.fields.TermField(
                                blank=True,
                                dictionary="suspected-crime",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="涉嫌罪名",
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
                        "verbose_name": "案件移送",
                        "verbose_name_plural": "案件移送",
                        "indexes": [
                            models.Index(fields=["sent_on", "id"], name="enforcement_sent_on_50bd93_idx"),
                            models.Index(fields=["place", "sent_on"], name="enforcement_place_i_5f7e9c_idx"),
                            models.Index(fields=["status", "id"], name="enforcement_status_104e5f_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CoerciveMeasure",
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
                            models.CharField(editable=False, max_length=24, unique=True, verbose_name="措施编号"),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("seal", "查封"), ("seize", "扣押"), ("store", "先行登记保存")],
                                max_length=8,
                                verbose_name="措施种类",
                            ),
                        ),
                        ("objects_taken", models.CharField(max_length=300, verbose_name="场所、设施或财物")),
                        ("quantity", models.CharField(blank=True, max_length=60, verbose_name="数量")),
                        ("location", models.CharField(blank=True, max_length=120, verbose_name="存放地点")),
                        ("keeper", models.CharField(blank=True, max_length=60, verbose_name="保管人")),
                        ("approver", models.CharField(blank=True, max_length=40, verbose_name="批准人")),
                        ("approved_on", models.DateField(blank=True, null=True, verbose_name="批准日期")),
                        ("taken_on", models.DateField(verbose_name="实施日期")),
                        (
                            "urgent",
                            models.BooleanField(
                                default=False,
                                help_text="二十四小时内报告并补办批准手续。",
                                verbose_name="情况紧急先行实施",
                            ),
                        ),
                        ("document", models.CharField(blank=True, max_length=80, verbose_name="决定书（通知书）文号")),
                        ("due_on", models.DateField(editable=False, null=True, verbose_name="届满日期")),
                        ("asked_until_on", models.DateField(editable=False, null=True, verbose_name="申请延长至")),
                        (
                            "ask_reason",
                            models.CharField(blank=True, editable=False, max_length=300, verbose_name="延长理由"),
                        ),
                        ("extended_until_on", models.DateField(editable=False, null=True, verbose_name="延长至")),
                        (
                            "extension_document",
                            models.CharField(blank=True, editable=False, max_length=80, verbose_name="延长决定文号"),
                        ),
                        ("appraised_from_on", models.DateField(editable=False, null=True, verbose_name="送检日期")),
                        (
                            "appraisal_days",
                            models.PositiveIntegerField(default=0, editable=False, verbose_name="检测鉴定（天）"),
                        ),
                        ("disposed_on", models.DateField(blank=True, null=True, verbose_name="处理日期")),
                        ("disposal_document", models.CharField(blank=True, max_length=80, verbose_name="处理决定文号")),
                        (
                            "status",
                            models.CharField(
                                choices=[("running", "执行中"), ("appraised", "检测鉴定中"), ("disposed", "已处理")],
                                default="running",
                                editable=False,
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="备注")),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="measures",
                                to="enforcement.case",
                                verbose_name="执法案件",
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
                            "disposal",
                            anlan.base.dictionaries.fields.TermField(
                                blank=True,
                                dictionary="measure-disposal",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="处理结果",
                            ),
                        ),
                        (
                            "lead",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="enforcement.officer",
                                verbose_name="主办人员",
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
                            "second",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="enforcement.officer",
                                verbose_name="协办人员",
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
                        "verbose_name": "查封扣押和证据保存",
                        "verbose_name_plural": "查封扣押和证据保存",
                        "indexes": [
                            models.Index(fields=["taken_on", "id"], name="enforcement_taken_o_22df3c_idx"),
                            models.Index(fields=["status", "due_on", "id"], name="enforcement_status_bb2b3e_idx"),
                            models.Index(fields=["due_on", "id"], name="enforcement_due_on_ae51e4_idx"),
                            models.Index(fields=["place", "taken_on", "id"], name="enforcement_place_i_a8cd42_idx"),
                        ],
                    },
                ),
            ],
        ),
    ]
