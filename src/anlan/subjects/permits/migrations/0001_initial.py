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
        ("enterprises", "0004_firms"),
        ("hazards", "0006_inspecting"),
        ("people", "0003_alter_user_totp_secret"),
        ("places", "0001_initial"),
    ]

    operations = [
        anlan.base.tables.CreateModels(
            models=[
                migrations.CreateModel(
                    name="PermitItem",
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
                        ("name", models.CharField(max_length=120, verbose_name="事项名称")),
                        ("basis", models.CharField(blank=True, max_length=300, verbose_name="设定依据")),
                        ("accept_days", models.PositiveSmallIntegerField(default=5, verbose_name="受理时限（工作日）")),
                        ("legal_days", models.PositiveSmallIntegerField(verbose_name="法定时限（工作日）")),
                        ("promised_days", models.PositiveSmallIntegerField(verbose_name="承诺时限（工作日）")),
                        (
                            "valid_years",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="证书有效期（年）"),
                        ),
                        ("series", models.CharField(blank=True, max_length=20, verbose_name="证书编号前缀")),
                        ("materials", models.TextField(blank=True, help_text="一行一件。", verbose_name="申请材料")),
                        ("published_on", models.DateField(blank=True, null=True, verbose_name="公示日期")),
                        ("published_where", models.CharField(blank=True, max_length=200, verbose_name="公示载体")),
                        ("walked_on", models.DateField(blank=True, null=True, verbose_name="“走流程”日期")),
                        ("walked_issues", models.TextField(blank=True, verbose_name="“走流程”发现的问题")),
                        ("walked_fixed_on", models.DateField(blank=True, null=True, verbose_name="问题整改日期")),
                        ("active", models.BooleanField(default=True, verbose_name="在用")),
                        (
                            "category",
                            anlan.base.dictionaries.fields.TermField(
                                blank=True,
                                dictionary="permit-category",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="类别",
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
                        "verbose_name": "行政许可事项",
                        "verbose_name_plural": "行政许可事项",
                        "indexes": [models.Index(fields=["active", "id"], name="permits_per_active_5e1305_idx")],
                    },
                ),
                migrations.CreateModel(
                    name="Permit",
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
                        ("number", models.CharField(max_length=60, unique=True, verbose_name="证书编号")),
                        ("holder", models.CharField(max_length=120, verbose_name="持证人")),
                        ("credit_code", models.CharField(blank=True, max_length=18, verbose_name="统一社会信用代码")),
                        ("person", models.CharField(blank=True, max_length=40, verbose_name="主要负责人")),
                        ("phone", models.CharField(blank=True, max_length=30, verbose_name="联系电话")),
                        ("scope_text", models.CharField(blank=True, max_length=300, verbose_name="许可范围")),
                        ("address", models.CharField(blank=True, max_length=200, verbose_name="地址")),
                        ("issued_on", models.DateField(verbose_name="发证日期")),
                        ("valid_from_on", models.DateField(verbose_name="有效期起")),
                        ("expires_on", models.DateField(blank=True, null=True, verbose_name="有效期止")),
                        ("ended_on", models.DateField(editable=False, null=True, verbose_name="终止日期")),
                        (
                            "end_reason",
                            models.CharField(blank=True, editable=False, max_length=300, verbose_name="终止原因"),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("valid", "有效"),
                                    ("renewed", "已延续换证"),
                                    ("not_renewed", "到期不再核发"),
                                    ("cancelled", "已注销"),
                                    ("revoked", "已撤销或吊销"),
                                ],
                                default="valid",
                                editable=False,
                                max_length=12,
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
                                verbose_name="监管企业",
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
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="permits",
                                to="permits.permititem",
                                verbose_name="许可事项",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "许可证",
                        "verbose_name_plural": "许可证",
                        "indexes": [
                            models.Index(fields=["status", "expires_on", "id"], name="permits_per_status_39f68f_idx"),
                            models.Index(fields=["expires_on", "id"], name="permits_per_expires_ca33e7_idx"),
                            models.Index(fields=["issued_on", "id"], name="permits_per_issued__d338b0_idx"),
                            models.Index(fields=["item", "status", "ended_on"], name="permits_per_item_id_0d8fba_idx"),
                            models.Index(fields=["place", "id"], name="permits_per_place_i_46dbf3_idx"),
                            models.Index(fields=["quadkey", "status", "place"], name="permit_tile"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PermitApplication",
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
                            models.CharField(editable=False, max_length=24, unique=True, verbose_name="办件编号"),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("first", "首次申请"),
                                    ("renewal", "延续"),
                                    ("change", "变更"),
                                    ("end", "注销"),
                                ],
                                default="first",
                                max_length=8,
                                verbose_name="申请类型",
                            ),
                        ),
                        ("applicant", models.CharField(max_length=120, verbose_name="申请人")),
                        ("credit_code", models.CharField(blank=True, max_length=18, verbose_name="统一社会信用代码")),
                        ("person", models.CharField(blank=True, max_length=40, verbose_name="联系人")),
                        ("phone", models.CharField(blank=True, max_length=30, verbose_name="联系电话")),
                        ("received_on", models.DateField(verbose_name="收件日期")),
                        ("content", models.TextField(blank=True, verbose_name="申请内容")),
                        ("accepted_on", models.DateField(editable=False, null=True, verbose_name="受理日期")),
                        (
                            "promised_days",
                            models.PositiveSmallIntegerField(
                                editable=False, null=True, verbose_name="承诺时限（工作日）"
                            ),
                        ),
                        (
                            "legal_days",
                            models.PositiveSmallIntegerField(
                                editable=False, null=True, verbose_name="法定时限（工作日）"
                            ),
                        ),
                        (
                            "paused_days",
                            models.PositiveSmallIntegerField(
                                default=0, editable=False, verbose_name="不计时（工作日）"
                            ),
                        ),
                        ("due_on", models.DateField(editable=False, null=True, verbose_name="期限")),
                        ("legal_due_on", models.DateField(editable=False, null=True, verbose_name="法定期限")),
                        ("decided_on", models.DateField(editable=False, null=True, verbose_name="决定日期")),
                        (
                            "used_days",
                            models.PositiveSmallIntegerField(
                                editable=False, null=True, verbose_name="办理用时（工作日）"
                            ),
                        ),
                        ("in_time", models.BooleanField(editable=False, null=True, verbose_name="按承诺办结")),
                        (
                            "decision_paper",
                            models.CharField(blank=True, editable=False, max_length=80, verbose_name="决定书文号"),
                        ),
                        ("reason", models.CharField(blank=True, editable=False, max_length=500, verbose_name="理由")),
                        ("delivered_on", models.DateField(editable=False, null=True, verbose_name="送达日期")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("received", "收件待审"),
                                    ("supplementing", "待补正"),
                                    ("accepted", "审查中"),
                                    ("paused", "中止计时"),
                                    ("granted", "准予许可"),
                                    ("denied", "不予许可"),
                                    ("rejected", "不予受理"),
                                    ("withdrawn", "已撤回"),
                                ],
                                default="received",
                                editable=False,
                                max_length=14,
                                verbose_name="状态",
                            ),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="备注")),
                        (
                            "certificate",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="granted_by",
                                to="permits.permit",
                                verbose_name="发给的许可证",
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
                                verbose_name="监管企业",
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
                            "permit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="applications",
                                to="permits.permit",
                                verbose_name="原许可证",
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
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="applications",
                                to="permits.permititem",
                                verbose_name="许可事项",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "许可办件",
                        "verbose_name_plural": "许可办件",
                        "indexes": [
                            models.Index(fields=["received_on", "id"], name="permits_per_receive_e45ac0_idx"),
                            models.Index(fields=["status", "due_on", "id"], name="permits_per_status_15094a_idx"),
                            models.Index(fields=["due_on", "id"], name="permits_per_due_on_8e4d81_idx"),
                            models.Index(fields=["decided_on", "id"], name="permits_per_decided_77b7b5_idx"),
                            models.Index(fields=["place", "received_on", "id"], name="permits_per_place_i_41a0fd_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PermitPause",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "cause",
                            models.CharField(
                                choices=[
                                    ("supplement", "申请人补正"),
                                    ("hearing", "听证"),
                                    ("experts", "专家评审"),
                                    ("tests", "检验、检测、检疫"),
                                    ("appraisal", "鉴定"),
                                    ("auction", "招标、拍卖"),
                                ],
                                max_length=12,
                                verbose_name="原因",
                            ),
                        ),
                        ("text", models.CharField(blank=True, max_length=500, verbose_name="说明")),
                        ("begun_on", models.DateField(verbose_name="停止计时")),
                        ("ended_on", models.DateField(null=True, verbose_name="恢复计时")),
                        ("days", models.PositiveSmallIntegerField(default=0, verbose_name="不计时（工作日）")),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="pauses",
                                to="permits.permitapplication",
                                verbose_name="许可办件",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.user",
                                verbose_name="办理人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "许可计时中止",
                        "verbose_name_plural": "许可计时中止",
                        "ordering": ["application", "begun_on", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_on", None)),
                                fields=("application",),
                                name="permit_pause_one_open",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Complaint",
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
                            models.CharField(editable=False, max_length=24, unique=True, verbose_name="举报编号"),
                        ),
                        ("title", models.CharField(max_length=120, verbose_name="举报事项")),
                        ("content", models.TextField(blank=True, verbose_name="举报内容")),
                        ("sender_number", models.CharField(blank=True, max_length=60, verbose_name="转办编号")),
                        ("received_at", models.DateTimeField(verbose_name="接到时间")),
                        ("return_due_on", models.DateField(blank=True, null=True, verbose_name="要求回复日期")),
                        ("anonymous", models.BooleanField(default=False, verbose_name="匿名")),
                        ("reporter", models.CharField(blank=True, max_length=40, verbose_name="举报人")),
                        ("phone", models.CharField(blank=True, max_length=30, verbose_name="举报人电话")),
                        ("unit", models.CharField(blank=True, max_length=120, verbose_name="被举报单位")),
                        ("address", models.CharField(blank=True, max_length=200, verbose_name="地点")),
                        ("accept_due_on", models.DateField(editable=False, null=True, verbose_name="受理期限")),
                        ("accepted_at", models.DateTimeField(editable=False, null=True, verbose_name="受理时间")),
                        ("assigned_at", models.DateTimeField(editable=False, null=True, verbose_name="交办时间")),
                        ("due_on", models.DateField(editable=False, null=True, verbose_name="期限")),
                        ("checked_on", models.DateField(editable=False, null=True, verbose_name="核查日期")),
                        (
                            "result",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("true", "属实"),
                                    ("partly", "部分属实"),
                                    ("false", "不属实"),
                                    ("unclear", "无法查实"),
                                ],
                                editable=False,
                                max_length=8,
                                verbose_name="核查结果",
                            ),
                        ),
                        ("finding", models.TextField(blank=True, editable=False, verbose_name="核查情况")),
                        ("answered_on", models.DateField(editable=False, null=True, verbose_name="反馈日期")),
                        ("answer", models.TextField(blank=True, editable=False, verbose_name="反馈内容")),
                        ("closed_on", models.DateField(editable=False, null=True, verbose_name="办结日期")),
                        (
                            "moved_to",
                            models.CharField(blank=True, editable=False, max_length=120, verbose_name="移送单位"),
                        ),
                        (
                            "reward",
                            models.DecimalField(
                                decimal_places=2,
                                editable=False,
                                max_digits=10,
                                null=True,
                                verbose_name="奖励金额（元）",
                            ),
                        ),
                        ("rewarded_on", models.DateField(editable=False, null=True, verbose_name="奖励日期")),
                        ("clue_on", models.DateField(editable=False, null=True, verbose_name="转执法线索日期")),
                        (
                            "clue_number",
                            models.CharField(blank=True, editable=False, max_length=40, verbose_name="案件编号"),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("received", "待受理"),
                                    ("accepted", "待交办"),
                                    ("assigned", "核查中"),
                                    ("checked", "待反馈"),
                                    ("closed", "已办结"),
                                    ("refused", "不予受理"),
                                    ("moved", "已移送"),
                                ],
                                default="received",
                                editable=False,
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="备注")),
                        (
                            "category",
                            anlan.base.dictionaries.fields.TermField(
                                blank=True,
                                dictionary="complaint-category",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="类别",
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
                                verbose_name="被举报企业",
                            ),
                        ),
                        (
                            "handler",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.organisation",
                                verbose_name="承办单位",
                            ),
                        ),
                        (
                            "hazard",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="hazards.hazard",
                                verbose_name="转成的隐患",
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
                                dictionary="complaint-source",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="来源",
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
                        "verbose_name": "投诉举报",
                        "verbose_name_plural": "投诉举报",
                        "indexes": [
                            models.Index(fields=["received_at", "id"], name="permits_com_receive_7ff07f_idx"),
                            models.Index(fields=["status", "due_on", "id"], name="permits_com_status_3f9c62_idx"),
                            models.Index(fields=["due_on", "id"], name="permits_com_due_on_fe4a1e_idx"),
                            models.Index(fields=["place", "received_at", "id"], name="permits_com_place_i_a89dee_idx"),
                            models.Index(fields=["source", "closed_on"], name="permits_com_source__4a4c1d_idx"),
                            models.Index(fields=["quadkey", "status", "place"], name="complaint_tile"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("sender_number", ""), _negated=True),
                                fields=("source", "sender_number"),
                                name="complaint_sender_number_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ComplaintLimit",
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
                            "accept_days",
                            models.PositiveSmallIntegerField(
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(3650),
                                ],
                                verbose_name="受理（工作日）",
                            ),
                        ),
                        (
                            "check_days",
                            models.PositiveSmallIntegerField(
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(3650),
                                ],
                                verbose_name="办结（日）",
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
                            "source",
                            anlan.base.dictionaries.fields.TermField(
                                blank=True,
                                dictionary="complaint-source",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="来源",
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
                        "verbose_name": "举报办理时限",
                        "verbose_name_plural": "举报办理时限",
                        "indexes": [models.Index(fields=["active", "id"], name="permits_com_active_5e00e7_idx")],
                    },
                ),
            ],
        ),
    ]
