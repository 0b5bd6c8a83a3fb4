import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import anlan.base.clock
import anlan.base.dictionaries.fields
import anlan.base.people.fields
import anlan.base.places.fields
import anlan.base.tables
import anlan.kit.geo.models
import anlan.subjects.accidents.derived


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("dictionaries", "0002_initial"),
        ("enterprises", "0003_files"),
        ("people", "0003_alter_user_totp_secret"),
        ("places", "0001_initial"),
    ]

    operations = [
        anlan.base.tables.CreateModels(
            models=[
                migrations.CreateModel(
                    name="Accident",
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
                            models.CharField(editable=False, max_length=24, unique=True, verbose_name="事故编号"),
                        ),
                        ("title", models.CharField(max_length=120, verbose_name="事故名称")),
                        ("occurred_at", models.DateTimeField(verbose_name="发生时间")),
                        ("production", models.BooleanField(default=True, verbose_name="生产经营性")),
                        ("counted", models.BooleanField(default=True, verbose_name="纳入统计")),
                        ("unit", models.CharField(blank=True, max_length=120, verbose_name="事故单位")),
                        ("address", models.CharField(blank=True, max_length=200, verbose_name="地点")),
                        ("deaths", models.PositiveIntegerField(blank=True, null=True, verbose_name="死亡（人）")),
                        ("missing", models.PositiveIntegerField(blank=True, null=True, verbose_name="下落不明（人）")),
                        (
                            "serious_injuries",
                            models.PositiveIntegerField(
                                blank=True,
                                help_text="含急性工业中毒。不掌握的留空，没有的填 0。",
                                null=True,
                                verbose_name="重伤（人）",
                            ),
                        ),
                        (
                            "minor_injuries",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="轻伤（人）"),
                        ),
                        (
                            "loss",
                            models.DecimalField(
                                blank=True,
                                decimal_places=4,
                                max_digits=12,
                                null=True,
                                verbose_name="直接经济损失（万元）",
                            ),
                        ),
                        (
                            "override",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                choices=[(1, "特别重大"), (2, "重大"), (3, "较大"), (4, "一般")],
                                null=True,
                                verbose_name="认定等级",
                            ),
                        ),
                        ("override_reason", models.CharField(blank=True, max_length=300, verbose_name="认定理由")),
                        (
                            "level",
                            anlan.subjects.accidents.derived.LevelField(
                                choices=[(1, "特别重大"), (2, "重大"), (3, "较大"), (4, "一般")],
                                editable=False,
                                null=True,
                                verbose_name="事故等级",
                            ),
                        ),
                        (
                            "firm_knew_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="单位负责人接报时间"),
                        ),
                        ("received_at", models.DateTimeField(verbose_name="县应急局接报时间")),
                        (
                            "firm_minutes",
                            models.PositiveIntegerField(editable=False, null=True, verbose_name="单位报告时限（分钟）"),
                        ),
                        (
                            "firm_due_at",
                            anlan.subjects.accidents.derived.ClockField(
                                editable=False,
                                minutes="firm_minutes",
                                null=True,
                                since="firm_knew_at",
                                verbose_name="单位报告期限",
                            ),
                        ),
                        (
                            "report_minutes",
                            models.PositiveIntegerField(editable=False, null=True, verbose_name="上报时限（分钟）"),
                        ),
                        (
                            "due_at",
                            anlan.subjects.accidents.derived.ClockField(
                                editable=False,
                                minutes="report_minutes",
                                null=True,
                                since="received_at",
                                verbose_name="上报期限",
                            ),
                        ),
                        ("reported_at", models.DateTimeField(blank=True, null=True, verbose_name="上报市局时间")),
                        (
                            "direct_reported_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="统计直报时间"),
                        ),
                        (
                            "fault",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("late", "迟报"),
                                    ("omitted", "漏报"),
                                    ("false", "谎报"),
                                    ("concealed", "瞒报"),
                                ],
                                max_length=10,
                                verbose_name="报告问题",
                            ),
                        ),
                        ("rescue_begun_at", models.DateTimeField(blank=True, null=True, verbose_name="处置开始")),
                        ("rescue_ended_at", models.DateTimeField(blank=True, null=True, verbose_name="处置结束")),
                        ("rescue", models.TextField(blank=True, verbose_name="应急处置情况")),
                        ("course", models.TextField(blank=True, verbose_name="事故经过")),
                        ("cause", models.TextField(blank=True, verbose_name="初步原因")),
                        (
                            "status",
                            models.CharField(
                                choices=[("registered", "待核实"), ("verified", "已核实"), ("void", "已核销")],
                                default="registered",
                                editable=False,
                                max_length=10,
                                verbose_name="状态",
                            ),
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
                                verbose_name="事故企业",
                            ),
                        ),
                        (
                            "group",
                            anlan.base.dictionaries.fields.TermField(
                                blank=True,
                                dictionary="enterprise-group",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="所属集团",
                            ),
                        ),
                        (
                            "kind",
                            anlan.base.dictionaries.fields.TermField(
                                blank=True,
                                dictionary="accident-kind",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="事故类别",
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
                            "sector",
                            anlan.base.dictionaries.fields.TermField(
                                dictionary="accident-sector",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="统计行业",
                            ),
                        ),
                        (
                            "sector_group",
                            anlan.subjects.accidents.derived.GroupField(
                                dictionary="accident-sector",
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="行业领域",
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
                        "verbose_name": "生产安全事故",
                        "verbose_name_plural": "生产安全事故",
                        "indexes": [
                            models.Index(fields=["occurred_at", "id"], name="accidents_a_occurre_902da0_idx"),
                            models.Index(fields=["place", "occurred_at", "id"], name="accidents_a_place_i_788c5f_idx"),
                            models.Index(fields=["sector_group", "occurred_at"], name="accidents_a_sector__41332e_idx"),
                            models.Index(fields=["level", "id"], name="accidents_a_level_3b7d75_idx"),
                            models.Index(fields=["deaths", "id"], name="accidents_a_deaths_3f4039_idx"),
                            models.Index(fields=["due_at"], name="accidents_a_due_at_ead76c_idx"),
                            models.Index(fields=["quadkey", "level", "place"], name="accident_tile"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AccidentCasualty",
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
                        ("position", models.PositiveSmallIntegerField(default=1, verbose_name="序号")),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("dead", "死亡"),
                                    ("missing", "下落不明"),
                                    ("serious", "重伤"),
                                    ("poisoned", "急性工业中毒"),
                                    ("minor", "轻伤"),
                                ],
                                max_length=8,
                                verbose_name="伤亡情况",
                            ),
                        ),
                        ("name", models.CharField(blank=True, max_length=40, verbose_name="姓名")),
                        ("id_number", models.CharField(blank=True, max_length=18, verbose_name="身份证号")),
                        (
                            "gender",
                            models.CharField(
                                blank=True,
                                choices=[("male", "男"), ("female", "女")],
                                max_length=6,
                                verbose_name="性别",
                            ),
                        ),
                        ("age", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="年龄")),
                        ("employer", models.CharField(blank=True, max_length=120, verbose_name="所在单位")),
                        ("post", models.CharField(blank=True, max_length=60, verbose_name="工种岗位")),
                        ("died_on", models.DateField(blank=True, null=True, verbose_name="死亡日期")),
                        ("hospital", models.CharField(blank=True, max_length=120, verbose_name="救治医院")),
                        ("lost_days", models.PositiveIntegerField(blank=True, null=True, verbose_name="损失工作日")),
                        ("note", models.CharField(blank=True, max_length=300, verbose_name="说明")),
                        (
                            "accident",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="casualties",
                                to="accidents.accident",
                                verbose_name="事故",
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
                        "verbose_name": "事故伤亡人员",
                        "verbose_name_plural": "事故伤亡人员",
                        "indexes": [
                            models.Index(fields=["outcome", "id"], name="accidents_a_outcome_fecfab_idx"),
                            models.Index(fields=["died_on", "id"], name="accidents_a_died_on_3dde92_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AccidentMeasure",
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
                        ("content", models.CharField(max_length=500, verbose_name="整改和防范措施")),
                        ("unit", models.CharField(max_length=120, verbose_name="责任单位")),
                        ("person", models.CharField(blank=True, max_length=40, verbose_name="责任人")),
                        ("due_on", models.DateField(verbose_name="完成期限")),
                        ("done_on", models.DateField(blank=True, null=True, verbose_name="完成日期")),
                        ("evidence", models.TextField(blank=True, verbose_name="落实情况")),
                        ("revisited_on", models.DateField(blank=True, null=True, verbose_name="回访核查日期")),
                        ("verified_by", models.CharField(blank=True, max_length=40, verbose_name="核查人")),
                        (
                            "returned",
                            models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="退回次数"),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[("open", "待落实"), ("done", "待核查"), ("verified", "已落实")],
                                default="open",
                                editable=False,
                                max_length=8,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "accident",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="measures",
                                to="accidents.accident",
                                verbose_name="事故",
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
                        "verbose_name": "事故整改措施",
                        "verbose_name_plural": "事故整改措施",
                        "indexes": [
                            models.Index(fields=["due_on", "id"], name="accidents_a_due_on_e3942e_idx"),
                            models.Index(fields=["status", "due_on", "id"], name="accidents_a_status_2bd965_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AccidentReport",
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
                            "step",
                            models.CharField(
                                choices=[
                                    ("firm", "事故单位报县应急局"),
                                    ("upward", "县应急局报市应急局"),
                                    ("government", "县应急局报县政府"),
                                    ("quick", "电话快报省应急厅"),
                                    ("sector", "行业部门通报县应急局"),
                                    ("follow", "续报"),
                                    ("statistics", "统计联网直报"),
                                ],
                                max_length=12,
                                verbose_name="报告环节",
                            ),
                        ),
                        ("sender", models.CharField(blank=True, max_length=80, verbose_name="报告单位")),
                        ("recipient", models.CharField(max_length=80, verbose_name="接收单位")),
                        (
                            "way",
                            models.CharField(
                                choices=[("phone", "电话"), ("written", "书面"), ("network", "网络")],
                                default="phone",
                                max_length=8,
                                verbose_name="方式",
                            ),
                        ),
                        ("known_at", models.DateTimeField(verbose_name="接到报告时间")),
                        (
                            "minutes",
                            models.PositiveIntegerField(editable=False, null=True, verbose_name="时限（分钟）"),
                        ),
                        (
                            "due_at",
                            anlan.subjects.accidents.derived.ClockField(
                                editable=False, minutes="minutes", null=True, since="known_at", verbose_name="报告期限"
                            ),
                        ),
                        ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="报告时间")),
                        ("content", models.TextField(blank=True, verbose_name="报告内容")),
                        (
                            "accident",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reports",
                                to="accidents.accident",
                                verbose_name="事故",
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
                        "verbose_name": "事故报告",
                        "verbose_name_plural": "事故报告",
                        "indexes": [
                            models.Index(fields=["known_at", "id"], name="accidents_a_known_a_b0f8d6_idx"),
                            models.Index(fields=["due_at"], name="accidents_a_due_at_7be425_idx"),
                            models.Index(fields=["sent_at", "id"], name="accidents_a_sent_at_8e1011_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AccidentRevision",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("revised_at", models.DateTimeField(verbose_name="变更时间")),
                        ("before", models.JSONField(default=dict, verbose_name="变更前")),
                        ("after", models.JSONField(default=dict, verbose_name="变更后")),
                        ("counted", models.BooleanField(default=True, verbose_name="计入统计")),
                        ("reason", models.CharField(max_length=300, verbose_name="变更原因")),
                        (
                            "accident",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="revisions",
                                to="accidents.accident",
                                verbose_name="事故",
                            ),
                        ),
                        (
                            "revised_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.user",
                                verbose_name="变更人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "伤亡变更",
                        "verbose_name_plural": "伤亡变更",
                        "ordering": ["accident", "revised_at", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="InquiryItem",
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
                        ("position", models.PositiveSmallIntegerField(default=1, verbose_name="次序")),
                        ("content", models.CharField(max_length=200, verbose_name="查什么")),
                        ("guidance", models.CharField(blank=True, max_length=300, verbose_name="怎么查")),
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
                            "scheme",
                            anlan.base.dictionaries.fields.TermField(
                                dictionary="inquiry-scheme",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="方案",
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
                        "verbose_name": "倒查事项",
                        "verbose_name_plural": "倒查事项",
                        "ordering": ["scheme", "position", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="Investigation",
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
                            models.CharField(editable=False, max_length=24, unique=True, verbose_name="调查编号"),
                        ),
                        ("organiser", models.CharField(max_length=120, verbose_name="牵头单位")),
                        ("leader", models.CharField(blank=True, max_length=40, verbose_name="调查组组长")),
                        ("members", models.TextField(blank=True, verbose_name="调查组成员")),
                        ("begun_on", models.DateField(verbose_name="成立日期")),
                        ("entrusted", models.BooleanField(default=False, verbose_name="委托事故单位调查")),
                        (
                            "extension_days",
                            models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="延长（日）"),
                        ),
                        (
                            "appraisal_days",
                            models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="技术鉴定（日）"),
                        ),
                        ("report_due_on", models.DateField(editable=False, null=True, verbose_name="报告期限")),
                        ("submitted_on", models.DateField(blank=True, null=True, verbose_name="提交报告日期")),
                        ("reply_due_on", models.DateField(editable=False, null=True, verbose_name="批复期限")),
                        ("approved_on", models.DateField(blank=True, null=True, verbose_name="批复日期")),
                        ("approval_paper", models.CharField(blank=True, max_length=80, verbose_name="批复文号")),
                        ("assess_due_on", models.DateField(editable=False, null=True, verbose_name="整改评估期限")),
                        ("due_on", models.DateField(editable=False, null=True, verbose_name="当前期限")),
                        (
                            "nature",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("liability", "责任事故"),
                                    ("no_liability", "非责任事故"),
                                    ("not_safety", "非生产安全事故"),
                                ],
                                max_length=12,
                                verbose_name="事故性质",
                            ),
                        ),
                        ("direct_cause", models.TextField(blank=True, verbose_name="直接原因")),
                        ("indirect_cause", models.TextField(blank=True, verbose_name="间接原因")),
                        ("opinion", models.TextField(blank=True, verbose_name="责任认定和处理建议")),
                        ("case_number", models.CharField(blank=True, max_length=80, verbose_name="行政处罚案号")),
                        ("published_on", models.DateField(blank=True, null=True, verbose_name="报告公布日期")),
                        (
                            "published_where",
                            models.CharField(blank=True, max_length=200, verbose_name="公布网址或载体"),
                        ),
                        ("closed_on", models.DateField(blank=True, null=True, verbose_name="结案日期")),
                        ("revisited_on", models.DateField(blank=True, null=True, verbose_name="回访日期")),
                        ("assessed_on", models.DateField(blank=True, null=True, verbose_name="整改评估日期")),
                        (
                            "assessment",
                            models.CharField(
                                blank=True,
                                choices=[("all", "全部落实"), ("part", "部分落实"), ("not", "未落实")],
                                max_length=4,
                                verbose_name="评估结论",
                            ),
                        ),
                        ("assessment_note", models.TextField(blank=True, verbose_name="评估情况")),
                        (
                            "assessment_published_on",
                            models.DateField(blank=True, null=True, verbose_name="评估公布日期"),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("running", "调查中"),
                                    ("reported", "报告待批复"),
                                    ("approved", "整改落实中"),
                                    ("closed", "已结案"),
                                ],
                                default="running",
                                editable=False,
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "accident",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="investigation",
                                to="accidents.accident",
                                verbose_name="事故",
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
                        "verbose_name": "事故调查",
                        "verbose_name_plural": "事故调查",
                        "indexes": [
                            models.Index(fields=["begun_on", "id"], name="accidents_i_begun_o_34453a_idx"),
                            models.Index(fields=["status", "due_on", "id"], name="accidents_i_status_c7b3e4_idx"),
                            models.Index(fields=["due_on", "id"], name="accidents_i_due_on_531be1_idx"),
                            models.Index(fields=["closed_on", "id"], name="accidents_i_closed__953f33_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InquiryAnswer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("scheme", models.CharField(max_length=100, verbose_name="方案")),
                        ("content", models.CharField(max_length=200, verbose_name="查什么")),
                        (
                            "finding",
                            models.CharField(
                                choices=[("clear", "已查清，无问题"), ("problem", "查出问题"), ("none", "不涉及")],
                                max_length=8,
                                verbose_name="结论",
                            ),
                        ),
                        ("text", models.TextField(blank=True, verbose_name="查明情况")),
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
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="answers",
                                to="accidents.inquiryitem",
                                verbose_name="倒查事项",
                            ),
                        ),
                        (
                            "investigation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="answers",
                                to="accidents.investigation",
                                verbose_name="事故调查",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "倒查结果",
                        "verbose_name_plural": "倒查结果",
                        "constraints": [
                            models.UniqueConstraint(fields=("investigation", "item"), name="inquiry_answer_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReportingLimit",
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
                        ("name", models.CharField(max_length=80, verbose_name="名称")),
                        (
                            "step",
                            models.CharField(
                                choices=[
                                    ("firm", "事故单位报县应急局"),
                                    ("upward", "县应急局报市应急局"),
                                    ("government", "县应急局报县政府"),
                                    ("quick", "电话快报省应急厅"),
                                    ("sector", "行业部门通报县应急局"),
                                    ("follow", "续报"),
                                    ("statistics", "统计联网直报"),
                                ],
                                max_length=12,
                                verbose_name="报告环节",
                            ),
                        ),
                        (
                            "gravest",
                            models.PositiveSmallIntegerField(
                                choices=[(1, "特别重大"), (2, "重大"), (3, "较大"), (4, "一般")],
                                default=1,
                                verbose_name="最高等级",
                            ),
                        ),
                        (
                            "lightest",
                            models.PositiveSmallIntegerField(
                                choices=[(1, "特别重大"), (2, "重大"), (3, "较大"), (4, "一般")],
                                default=4,
                                verbose_name="最低等级",
                            ),
                        ),
                        (
                            "minutes",
                            models.PositiveIntegerField(
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(86400),
                                ],
                                verbose_name="时限（分钟）",
                            ),
                        ),
                        ("basis", models.CharField(blank=True, max_length=200, verbose_name="依据")),
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
                        "verbose_name": "事故报告时限",
                        "verbose_name_plural": "事故报告时限",
                        "indexes": [models.Index(fields=["step", "active"], name="accidents_r_step_e9150d_idx")],
                    },
                ),
                migrations.CreateModel(
                    name="Sanction",
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
                            "subject",
                            models.CharField(
                                choices=[("person", "个人"), ("unit", "单位")],
                                default="person",
                                max_length=6,
                                verbose_name="追究对象",
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="姓名或单位名称")),
                        ("employer", models.CharField(blank=True, max_length=160, verbose_name="所在单位和职务")),
                        ("official", models.BooleanField(default=False, verbose_name="公职人员")),
                        (
                            "amount",
                            models.DecimalField(
                                blank=True, decimal_places=4, max_digits=12, null=True, verbose_name="金额（万元）"
                            ),
                        ),
                        ("authority", models.CharField(blank=True, max_length=120, verbose_name="决定机关")),
                        ("paper", models.CharField(blank=True, max_length=80, verbose_name="决定文号")),
                        ("decided_on", models.DateField(blank=True, null=True, verbose_name="决定日期")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="应落实日期")),
                        ("executed_on", models.DateField(blank=True, null=True, verbose_name="落实日期")),
                        ("note", models.CharField(blank=True, max_length=300, verbose_name="说明")),
                        (
                            "accident",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sanctions",
                                to="accidents.accident",
                                verbose_name="事故",
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
                                dictionary="sanction-kind",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="追究方式",
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
                        "verbose_name": "事故责任追究",
                        "verbose_name_plural": "事故责任追究",
                        "indexes": [
                            models.Index(fields=["decided_on", "id"], name="accidents_s_decided_2bb79d_idx"),
                            models.Index(fields=["kind", "decided_on"], name="accidents_s_kind_id_0fb6d4_idx"),
                            models.Index(fields=["due_on", "id"], name="accidents_s_due_on_a87d64_idx"),
                        ],
                    },
                ),
            ],
        ),
    ]
