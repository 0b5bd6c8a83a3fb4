import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import anlan.base.clock
import anlan.base.dictionaries.fields
import anlan.base.people.fields
import anlan.base.places.fields
import anlan.base.tables
import anlan.kit.geo.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("dictionaries", "0002_initial"),
        ("notify", "0003_reach"),
        ("people", "0003_alter_user_totp_secret"),
        ("places", "0001_initial"),
        ("resources", "0001_initial"),
    ]

    operations = [
        anlan.base.tables.CreateModels(
            models=[
                migrations.CreateModel(
                    name="Callout",
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
                            models.CharField(editable=False, max_length=24, unique=True, verbose_name="叫应编号"),
                        ),
                        ("title", models.CharField(max_length=120, verbose_name="叫应事由")),
                        ("text", models.TextField(verbose_name="通知内容")),
                        ("received_at", models.DateTimeField(verbose_name="接警时间")),
                        ("about", models.CharField(blank=True, editable=False, max_length=40, verbose_name="所涉台账")),
                        ("about_id", models.BigIntegerField(editable=False, null=True, verbose_name="所涉记录")),
                        ("muster_point", models.CharField(blank=True, max_length=200, verbose_name="集合地点")),
                        (
                            "minutes",
                            models.PositiveSmallIntegerField(
                                default=30,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(1440),
                                ],
                                verbose_name="集合时限（分钟）",
                            ),
                        ),
                        ("exercise", models.BooleanField(default=False, verbose_name="演练")),
                        ("targets", models.JSONField(default=list, editable=False, verbose_name="叫应对象")),
                        (
                            "key",
                            models.CharField(
                                editable=False, max_length=40, null=True, unique=True, verbose_name="幂等键"
                            ),
                        ),
                        ("called_at", models.DateTimeField(editable=False, null=True, verbose_name="发起时间")),
                        ("ended_at", models.DateTimeField(editable=False, null=True, verbose_name="结束时间")),
                        ("pace", models.PositiveSmallIntegerField(default=1, editable=False, verbose_name="重放倍速")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("prepared", "待发起"),
                                    ("running", "叫应中"),
                                    ("ended", "已结束"),
                                    ("cancelled", "已取消"),
                                ],
                                default="prepared",
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
                            "notice",
                            models.OneToOneField(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="notify.notice",
                                verbose_name="通知",
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
                            "policy",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="notify.policy",
                                verbose_name="叫应策略",
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
                        "verbose_name": "叫应",
                        "verbose_name_plural": "叫应",
                        "indexes": [
                            models.Index(fields=["received_at", "id"], name="incidents_c_receive_6ef441_idx"),
                            models.Index(fields=["status", "received_at", "id"], name="incidents_c_status_1fd94b_idx"),
                            models.Index(fields=["place", "received_at", "id"], name="incidents_c_place_i_a0ecb3_idx"),
                            models.Index(fields=["about", "about_id"], name="incidents_c_about_c6bc95_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CalloutResult",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("half_seconds", models.PositiveIntegerField(null=True, verbose_name="到位一半（秒）")),
                        ("ninety_seconds", models.PositiveIntegerField(null=True, verbose_name="到位九成（秒）")),
                        ("all_seconds", models.PositiveIntegerField(null=True, verbose_name="全部到位（秒）")),
                        ("measured_at", models.DateTimeField(verbose_name="测定时间")),
                        ("total", models.PositiveIntegerField(verbose_name="应到")),
                        ("sent", models.PositiveIntegerField(verbose_name="已发")),
                        ("answered", models.PositiveIntegerField(verbose_name="已答复")),
                        ("arrived", models.PositiveIntegerField(verbose_name="到位")),
                        ("unable", models.PositiveIntegerField(verbose_name="无法到达")),
                        ("silent", models.PositiveIntegerField(verbose_name="未答复")),
                        ("teams", models.PositiveIntegerField(default=0, verbose_name="队伍")),
                        ("teams_in_time", models.PositiveIntegerField(default=0, verbose_name="按时集合的队伍")),
                        (
                            "callout",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="result",
                                to="incidents.callout",
                                verbose_name="叫应",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "叫应结果",
                        "verbose_name_plural": "叫应结果",
                    },
                ),
                migrations.CreateModel(
                    name="CalloutSheet",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sealed_at", models.DateTimeField(verbose_name="封存时间")),
                        ("digest", models.CharField(max_length=64, verbose_name="摘要")),
                        ("content", models.JSONField(verbose_name="内容")),
                        ("entry_id", models.BigIntegerField(null=True, verbose_name="审计记录")),
                        (
                            "callout",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sheet",
                                to="incidents.callout",
                                verbose_name="叫应",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "叫应封存单",
                        "verbose_name_plural": "叫应封存单",
                    },
                ),
                migrations.CreateModel(
                    name="CalloutUnit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("half_seconds", models.PositiveIntegerField(null=True, verbose_name="到位一半（秒）")),
                        ("ninety_seconds", models.PositiveIntegerField(null=True, verbose_name="到位九成（秒）")),
                        ("all_seconds", models.PositiveIntegerField(null=True, verbose_name="全部到位（秒）")),
                        ("name", models.CharField(blank=True, max_length=80, verbose_name="单位")),
                        ("minutes", models.PositiveSmallIntegerField(verbose_name="集合时限（分钟）")),
                        ("percent", models.PositiveSmallIntegerField(default=100, verbose_name="到位达标比例（%）")),
                        ("metres", models.PositiveIntegerField(null=True, verbose_name="直线距离（米）")),
                        (
                            "travel_minutes",
                            models.PositiveSmallIntegerField(null=True, verbose_name="预计行程（分钟）"),
                        ),
                        ("total", models.PositiveIntegerField(default=0, verbose_name="应到")),
                        ("arrived", models.PositiveIntegerField(null=True, verbose_name="到位")),
                        ("mustered_seconds", models.PositiveIntegerField(null=True, verbose_name="集合完成（秒）")),
                        ("in_time", models.BooleanField(null=True, verbose_name="按时集合")),
                        (
                            "callout",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="units",
                                to="incidents.callout",
                                verbose_name="叫应",
                            ),
                        ),
                        (
                            "team",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="resources.team",
                                verbose_name="队伍",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "叫应单位",
                        "verbose_name_plural": "叫应单位",
                        "constraints": [models.UniqueConstraint(fields=("callout", "name"), name="callout_unit")],
                    },
                ),
                migrations.CreateModel(
                    name="Incident",
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
                            models.CharField(editable=False, max_length=24, unique=True, verbose_name="事件编号"),
                        ),
                        ("title", models.CharField(max_length=120, verbose_name="事件标题")),
                        ("received_at", models.DateTimeField(verbose_name="接报时间")),
                        ("occurred_at", models.DateTimeField(blank=True, null=True, verbose_name="发生时间")),
                        ("informant", models.CharField(blank=True, max_length=40, verbose_name="报告人")),
                        ("phone", models.CharField(blank=True, max_length=30, verbose_name="报告人电话")),
                        (
                            "level",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                choices=[(1, "特别重大"), (2, "重大"), (3, "较大"), (4, "一般")],
                                null=True,
                                verbose_name="事件级别",
                            ),
                        ),
                        ("address", models.CharField(blank=True, max_length=200, verbose_name="地点")),
                        ("situation", models.TextField(blank=True, verbose_name="基本情况")),
                        ("deaths", models.PositiveIntegerField(default=0, verbose_name="死亡（人）")),
                        ("missing", models.PositiveIntegerField(default=0, verbose_name="失踪（人）")),
                        ("trapped", models.PositiveIntegerField(default=0, verbose_name="被困（人）")),
                        ("injured", models.PositiveIntegerField(default=0, verbose_name="受伤（人）")),
                        ("evacuated", models.PositiveIntegerField(default=0, verbose_name="转移（人）")),
                        (
                            "loss",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                verbose_name="直接经济损失（万元）",
                            ),
                        ),
                        ("measures", models.TextField(blank=True, verbose_name="先期处置")),
                        ("next_steps", models.TextField(blank=True, verbose_name="拟采取措施")),
                        ("cause", models.CharField(blank=True, max_length=500, verbose_name="原因")),
                        ("exercise", models.BooleanField(default=False, verbose_name="演练")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("received", "已接报"),
                                    ("verified", "已核实"),
                                    ("reported", "已初报"),
                                    ("followed", "续报中"),
                                    ("closed", "已终报"),
                                    ("dismissed", "不属实"),
                                ],
                                default="received",
                                editable=False,
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("verified_at", models.DateTimeField(editable=False, null=True, verbose_name="核实时间")),
                        ("phoned_at", models.DateTimeField(editable=False, null=True, verbose_name="电话报告时间")),
                        ("reported_at", models.DateTimeField(editable=False, null=True, verbose_name="初报时间")),
                        ("closed_at", models.DateTimeField(editable=False, null=True, verbose_name="终报时间")),
                        ("phone_due_at", models.DateTimeField(editable=False, null=True, verbose_name="电话报告时限")),
                        ("report_due_at", models.DateTimeField(editable=False, null=True, verbose_name="书面初报时限")),
                        ("follow_due_at", models.DateTimeField(editable=False, null=True, verbose_name="下次续报时限")),
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
                            "kind",
                            anlan.base.dictionaries.fields.TermField(
                                blank=True,
                                dictionary="event-kind",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="事件类型",
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
                                dictionary="incident-source",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="信息来源",
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
                        "verbose_name": "突发事件",
                        "verbose_name_plural": "突发事件",
                        "indexes": [
                            models.Index(fields=["received_at", "id"], name="incidents_i_receive_78f32e_idx"),
                            models.Index(fields=["status", "received_at", "id"], name="incidents_i_status_02d927_idx"),
                            models.Index(fields=["place", "received_at", "id"], name="incidents_i_place_i_ac6fa4_idx"),
                            models.Index(fields=["level", "id"], name="incidents_i_level_f8b3ee_idx"),
                            models.Index(fields=["quadkey", "status", "place"], name="incident_tile"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InformationLimit",
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
                            "level",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                choices=[(1, "特别重大"), (2, "重大"), (3, "较大"), (4, "一般")],
                                null=True,
                                verbose_name="事件级别",
                            ),
                        ),
                        (
                            "report",
                            models.CharField(
                                choices=[
                                    ("phone", "电话报告"),
                                    ("first", "初报"),
                                    ("follow", "续报"),
                                    ("final", "终报"),
                                ],
                                default="first",
                                max_length=8,
                                verbose_name="报告种类",
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
                            "kind",
                            anlan.base.dictionaries.fields.TermField(
                                blank=True,
                                dictionary="event-kind",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="事件类型",
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
                        "verbose_name": "信息报送时限",
                        "verbose_name_plural": "信息报送时限",
                        "indexes": [models.Index(fields=["report", "active"], name="incidents_i_report_a1de27_idx")],
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
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("phone", "电话报告"),
                                    ("first", "初报"),
                                    ("follow", "续报"),
                                    ("final", "终报"),
                                ],
                                max_length=8,
                                verbose_name="种类",
                            ),
                        ),
                        ("ordinal", models.PositiveSmallIntegerField(verbose_name="第几次")),
                        ("number", models.CharField(max_length=24, unique=True, verbose_name="报送编号")),
                        ("text", models.TextField(verbose_name="内容")),
                        ("figures", models.JSONField(default=dict, verbose_name="数字")),
                        ("facts", models.JSONField(default=dict, verbose_name="事实")),
                        ("approver", models.CharField(blank=True, max_length=40, verbose_name="签发人")),
                        ("sent_at", models.DateTimeField(verbose_name="报送时间")),
                        ("due_at", models.DateTimeField(null=True, verbose_name="时限")),
                        (
                            "drafted_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.user",
                                verbose_name="填报人",
                            ),
                        ),
                        (
                            "incident",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="reports",
                                to="incidents.incident",
                                verbose_name="事件",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "信息报告",
                        "verbose_name_plural": "信息报告",
                        "ordering": ["incident", "sent_at", "id"],
                        "indexes": [models.Index(fields=["sent_at", "id"], name="incidents_r_sent_at_495210_idx")],
                        "constraints": [
                            models.UniqueConstraint(fields=("incident", "kind", "ordinal"), name="incident_report")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReportRecipient",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=80, verbose_name="报送对象")),
                        (
                            "way",
                            models.CharField(
                                choices=[
                                    ("phone", "电话"),
                                    ("network", "网络直报"),
                                    ("fax", "传真"),
                                    ("paper", "纸质送达"),
                                    ("message", "短信"),
                                ],
                                default="network",
                                max_length=8,
                                verbose_name="方式",
                            ),
                        ),
                        ("received_at", models.DateTimeField(null=True, verbose_name="签收时间")),
                        ("receiver", models.CharField(blank=True, max_length=40, verbose_name="签收人")),
                        (
                            "entered_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.user",
                                verbose_name="登记人",
                            ),
                        ),
                        (
                            "report",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="recipients",
                                to="incidents.report",
                                verbose_name="信息报告",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "报送对象",
                        "verbose_name_plural": "报送对象",
                        "constraints": [models.UniqueConstraint(fields=("report", "name"), name="report_recipient")],
                    },
                ),
            ],
        ),
    ]
