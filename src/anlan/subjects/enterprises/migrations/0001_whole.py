from decimal import Decimal

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import anlan.base.clock
import anlan.base.dictionaries.fields
import anlan.base.dictionaries.multiple
import anlan.base.people.fields
import anlan.base.places.fields
import anlan.base.tables
import anlan.kit.geo.models
import anlan.subjects.enterprises.computed


class Migration(migrations.Migration):
    replaces = [
        ("enterprises", "0001_initial"),
        ("enterprises", "0002_tiles"),
        ("enterprises", "0003_files"),
        ("enterprises", "0004_firms"),
        ("enterprises", "0002_claims"),
        ("enterprises", "0003_past"),
    ]

    initial = True

    dependencies = [
        ("dictionaries", "0002_initial"),
        ("people", "0003_alter_user_totp_secret"),
        ("places", "0001_initial"),
    ]

    operations = [
        anlan.base.tables.CreateModels(
            models=[
                migrations.CreateModel(
                    name="Enterprise",
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
                        ("name", models.CharField(max_length=120, verbose_name="企业名称")),
                        ("credit_code", models.CharField(blank=True, max_length=18, verbose_name="统一社会信用代码")),
                        (
                            "size",
                            models.CharField(
                                blank=True,
                                choices=[("large", "大型"), ("medium", "中型"), ("small", "小型"), ("micro", "微型")],
                                max_length=8,
                                verbose_name="规模",
                            ),
                        ),
                        (
                            "flags",
                            anlan.base.dictionaries.multiple.TermsField(
                                blank=True, dictionary="enterprise-flag", verbose_name="重点标识"
                            ),
                        ),
                        (
                            "operation",
                            models.CharField(
                                choices=[("open", "在产"), ("stopped", "停产"), ("closed", "关闭")],
                                default="open",
                                max_length=8,
                                verbose_name="经营状态",
                            ),
                        ),
                        (
                            "risk",
                            models.CharField(
                                blank=True,
                                choices=[("red", "红"), ("orange", "橙"), ("yellow", "黄"), ("blue", "蓝")],
                                help_text="登记了风险点的企业，等级随最高的风险点自动确定。",
                                max_length=8,
                                verbose_name="风险等级",
                            ),
                        ),
                        ("employees", models.PositiveIntegerField(blank=True, null=True, verbose_name="从业人数")),
                        ("legal_person", models.CharField(blank=True, max_length=40, verbose_name="法定代表人")),
                        ("legal_phone", models.CharField(blank=True, max_length=30, verbose_name="法定代表人电话")),
                        ("officer", models.CharField(blank=True, max_length=40, verbose_name="安全负责人")),
                        ("phone", models.CharField(blank=True, max_length=30, verbose_name="安全负责人电话")),
                        ("address", models.CharField(blank=True, max_length=200, verbose_name="地址")),
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
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="people.organisation",
                                verbose_name="企业账号所属单位",
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
                                dictionary="sector",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="监管行业",
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
                        ("park", models.CharField(blank=True, max_length=60, verbose_name="所在园区")),
                        (
                            "risk_system_on",
                            models.DateField(blank=True, null=True, verbose_name="风险管控体系建成日期"),
                        ),
                    ],
                    options={
                        "verbose_name": "监管企业",
                        "verbose_name_plural": "监管企业",
                        "indexes": [
                            models.Index(fields=["place", "id"], name="enterprises_place_i_09008b_idx"),
                            models.Index(fields=["name", "id"], name="enterprises_name_be7b6b_idx"),
                            models.Index(fields=["risk", "id"], name="enterprises_risk_82ed2c_idx"),
                            models.Index(fields=["updated_at", "id"], name="enterprises_updated_6321ac_idx"),
                            models.Index(fields=["quadkey", "risk", "place"], name="enterprise_tile"),
                            models.Index(fields=["quadkey", "risk", "place", "created_at"], name="enterprise_past"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("credit_code", ""), _negated=True),
                                fields=("credit_code",),
                                name="enterprise_credit_code_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Expert",
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
                        (
                            "specialities",
                            anlan.base.dictionaries.multiple.TermsField(
                                blank=True, dictionary="expert-speciality", verbose_name="专业"
                            ),
                        ),
                        ("employer", models.CharField(blank=True, max_length=120, verbose_name="工作单位")),
                        ("title", models.CharField(blank=True, max_length=60, verbose_name="职称或资格")),
                        ("certificate", models.CharField(blank=True, max_length=60, verbose_name="证书编号")),
                        ("id_number", models.CharField(blank=True, max_length=18, verbose_name="身份证号")),
                        ("phone", models.CharField(blank=True, max_length=30, verbose_name="电话")),
                        (
                            "cadence",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("day", "每日"),
                                    ("week", "每周"),
                                    ("ten-days", "每旬"),
                                    ("month", "每月"),
                                    ("quarter", "每季度"),
                                    ("half", "每半年"),
                                    ("year", "每年"),
                                ],
                                help_text="对每家服务企业至少多久一次。",
                                max_length=12,
                                verbose_name="服务周期",
                            ),
                        ),
                        (
                            "day_fee",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=10,
                                null=True,
                                verbose_name="服务费标准（元/天）",
                            ),
                        ),
                        ("hired_on", models.DateField(blank=True, null=True, verbose_name="聘任日期")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="聘期至")),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="解聘日期")),
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
                                verbose_name="服务企业",
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
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="people.organisation",
                                verbose_name="账号所属单位",
                            ),
                        ),
                        (
                            "place",
                            anlan.base.places.fields.PlaceField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="places.place",
                                to_field="code",
                                verbose_name="服务区域",
                            ),
                        ),
                        (
                            "tier",
                            anlan.base.dictionaries.fields.TermField(
                                dictionary="expert-tier",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="层级",
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
                        "verbose_name": "专家",
                        "verbose_name_plural": "专家",
                        "indexes": [
                            models.Index(fields=["place", "id"], name="enterprises_place_i_de17b6_idx"),
                            models.Index(fields=["name", "id"], name="enterprises_name_5fcc88_idx"),
                            models.Index(fields=["tier", "id"], name="enterprises_tier_id_a2fef5_idx"),
                            models.Index(fields=["due_on", "id"], name="enterprises_due_on_8847fd_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ExpertService",
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
                        ("topic", models.CharField(max_length=200, verbose_name="服务内容")),
                        ("due_on", models.DateField(verbose_name="计划日期")),
                        ("served_on", models.DateField(blank=True, editable=False, null=True, verbose_name="服务日期")),
                        (
                            "days",
                            models.DecimalField(
                                blank=True,
                                decimal_places=1,
                                editable=False,
                                max_digits=4,
                                null=True,
                                verbose_name="服务天数",
                            ),
                        ),
                        (
                            "issues_found",
                            models.PositiveIntegerField(
                                blank=True, editable=False, null=True, verbose_name="发现问题隐患数"
                            ),
                        ),
                        (
                            "issues_fixed",
                            models.PositiveIntegerField(
                                blank=True, editable=False, null=True, verbose_name="指导治理数"
                            ),
                        ),
                        (
                            "trained",
                            models.PositiveIntegerField(blank=True, editable=False, null=True, verbose_name="培训人次"),
                        ),
                        ("summary", models.TextField(blank=True, editable=False, verbose_name="服务情况")),
                        (
                            "rating",
                            models.PositiveSmallIntegerField(
                                blank=True, editable=False, null=True, verbose_name="评价（1–5分）"
                            ),
                        ),
                        ("rated_on", models.DateField(blank=True, editable=False, null=True, verbose_name="评价日期")),
                        (
                            "fee",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                editable=False,
                                max_digits=12,
                                null=True,
                                verbose_name="服务费（元）",
                            ),
                        ),
                        ("paid_on", models.DateField(blank=True, editable=False, null=True, verbose_name="支付日期")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("planned", "待服务"),
                                    ("delivered", "已服务"),
                                    ("confirmed", "已评价"),
                                    ("cancelled", "已取消"),
                                ],
                                default="planned",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="enterprises.enterprise",
                                verbose_name="企业",
                            ),
                        ),
                        (
                            "expert",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="enterprises.expert",
                                verbose_name="专家",
                            ),
                        ),
                        (
                            "kind",
                            anlan.base.dictionaries.fields.TermField(
                                dictionary="expert-service-kind",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="服务类型",
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
                        "verbose_name": "专家服务",
                        "verbose_name_plural": "专家服务",
                        "indexes": [
                            models.Index(fields=["enterprise", "served_on"], name="enterprises_enterpr_0dd151_idx"),
                            models.Index(fields=["expert", "served_on"], name="enterprises_expert__ed1a2d_idx"),
                            models.Index(fields=["status", "due_on"], name="enterprises_status_49ac1b_idx"),
                            models.Index(fields=["due_on", "id"], name="enterprises_due_on_01f252_idx"),
                            models.Index(fields=["served_on", "id"], name="enterprises_served__3d8c0c_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MajorHazardSource",
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
                        ("number", models.CharField(max_length=30, unique=True, verbose_name="编号")),
                        ("name", models.CharField(max_length=80, verbose_name="单元名称")),
                        (
                            "kind",
                            models.CharField(
                                choices=[("production", "生产单元"), ("storage", "储存单元")],
                                default="storage",
                                max_length=12,
                                verbose_name="单元类型",
                            ),
                        ),
                        (
                            "boundary",
                            models.CharField(
                                blank=True,
                                help_text="生产单元以切断阀分，储罐区以防火堤分，仓库以独立建筑分。",
                                max_length=200,
                                verbose_name="单元划分",
                            ),
                        ),
                        ("people_500m", models.PositiveIntegerField(default=0, verbose_name="500米内常住人口")),
                        ("key_process", models.BooleanField(default=False, verbose_name="重点监管危险化工工艺")),
                        ("key_chemical", models.BooleanField(default=False, verbose_name="重点监管危险化学品")),
                        ("started_on", models.DateField(blank=True, null=True, verbose_name="投用日期")),
                        (
                            "s_value",
                            anlan.subjects.enterprises.computed.ComputedDecimal(
                                decimal_places=4, editable=False, max_digits=16, null=True, verbose_name="S值"
                            ),
                        ),
                        (
                            "r_value",
                            anlan.subjects.enterprises.computed.ComputedDecimal(
                                decimal_places=4, editable=False, max_digits=16, null=True, verbose_name="R值"
                            ),
                        ),
                        (
                            "level",
                            anlan.subjects.enterprises.computed.ComputedWord(
                                choices=[
                                    ("1", "一级"),
                                    ("2", "二级"),
                                    ("3", "三级"),
                                    ("4", "四级"),
                                    ("none", "不构成"),
                                    ("open", "待补充"),
                                ],
                                default="open",
                                editable=False,
                                max_length=8,
                                verbose_name="级别",
                            ),
                        ),
                        ("assessed_on", models.DateField(blank=True, null=True, verbose_name="安全评估日期")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="评估有效期至")),
                        ("filed_on", models.DateField(blank=True, editable=False, null=True, verbose_name="备案日期")),
                        (
                            "file_number",
                            models.CharField(blank=True, editable=False, max_length=60, verbose_name="备案编号"),
                        ),
                        (
                            "retired_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="核销日期"),
                        ),
                        ("principal", models.CharField(blank=True, max_length=40, verbose_name="主要负责人")),
                        ("principal_phone", models.CharField(blank=True, max_length=30, verbose_name="主要负责人电话")),
                        ("technician", models.CharField(blank=True, max_length=40, verbose_name="技术负责人")),
                        (
                            "technician_phone",
                            models.CharField(blank=True, max_length=30, verbose_name="技术负责人电话"),
                        ),
                        ("operator", models.CharField(blank=True, max_length=40, verbose_name="操作负责人")),
                        ("operator_phone", models.CharField(blank=True, max_length=30, verbose_name="操作负责人电话")),
                        ("connected_on", models.DateField(blank=True, null=True, verbose_name="接入在线监测日期")),
                        ("disconnected_on", models.DateField(blank=True, null=True, verbose_name="断开在线监测日期")),
                        (
                            "status",
                            models.CharField(
                                choices=[("unfiled", "未备案"), ("filed", "已备案"), ("retired", "已核销")],
                                default="unfiled",
                                editable=False,
                                max_length=8,
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="enterprises.enterprise",
                                verbose_name="企业",
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
                        "verbose_name": "重大危险源",
                        "verbose_name_plural": "重大危险源",
                        "indexes": [
                            models.Index(fields=["level", "id"], name="enterprises_level_685d21_idx"),
                            models.Index(fields=["status", "id"], name="enterprises_status_1b1969_idx"),
                            models.Index(fields=["due_on", "id"], name="enterprises_due_on_54eac3_idx"),
                            models.Index(fields=["r_value", "id"], name="enterprises_r_value_dd56c3_idx"),
                            models.Index(fields=["quadkey", "level"], name="source_tile"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("enterprise", "name"), name="source_name_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MonitoringEquipment",
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
                        ("name", models.CharField(max_length=80, verbose_name="装置或部位")),
                        ("required", models.PositiveIntegerField(verbose_name="应装数量")),
                        ("installed", models.PositiveIntegerField(default=0, verbose_name="已装数量")),
                        ("in_service", models.PositiveIntegerField(default=0, verbose_name="有效投用数量")),
                        ("installed_on", models.DateField(blank=True, null=True, verbose_name="安装日期")),
                        ("checked_on", models.DateField(blank=True, null=True, verbose_name="最近检测校验日期")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="下次检测校验日期")),
                        ("out_since_on", models.DateField(blank=True, null=True, verbose_name="停用起始日期")),
                        ("out_reason", models.CharField(blank=True, max_length=200, verbose_name="停用原因")),
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
                            "source",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="enterprises.majorhazardsource",
                                verbose_name="重大危险源",
                            ),
                        ),
                        (
                            "system",
                            anlan.base.dictionaries.fields.TermField(
                                dictionary="safety-system",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="系统",
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
                        "verbose_name": "安全监测设施",
                        "verbose_name_plural": "安全监测设施",
                        "indexes": [
                            models.Index(fields=["enterprise", "system"], name="enterprises_enterpr_9fa365_idx"),
                            models.Index(fields=["system", "id"], name="enterprises_system__c3f1bf_idx"),
                            models.Index(fields=["due_on", "id"], name="enterprises_due_on_a7eed5_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RiskScheme",
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
                        ("name", models.CharField(max_length=60, unique=True, verbose_name="方案名称")),
                        (
                            "method",
                            models.CharField(
                                choices=[("lec", "LEC 法（D=L×E×C）"), ("ls", "LS 法（R=L×S）")],
                                max_length=4,
                                verbose_name="方法",
                            ),
                        ),
                        ("red", models.DecimalField(decimal_places=2, max_digits=8, verbose_name="红色界限")),
                        ("orange", models.DecimalField(decimal_places=2, max_digits=8, verbose_name="橙色界限")),
                        ("yellow", models.DecimalField(decimal_places=2, max_digits=8, verbose_name="黄色界限")),
                        ("inclusive", models.BooleanField(default=False, verbose_name="含界限值")),
                        ("preferred", models.BooleanField(default=False, verbose_name="默认方案")),
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
                        "verbose_name": "风险评价方案",
                        "verbose_name_plural": "风险评价方案",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("preferred", True)),
                                fields=("method",),
                                name="one_preferred_scheme_a_method",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RiskPoint",
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
                        ("number", models.CharField(max_length=30, unique=True, verbose_name="编号")),
                        ("name", models.CharField(max_length=80, verbose_name="风险点")),
                        ("location", models.CharField(blank=True, max_length=120, verbose_name="部位")),
                        ("factors", models.TextField(blank=True, verbose_name="危险有害因素")),
                        (
                            "consequences",
                            anlan.base.dictionaries.multiple.TermsField(
                                blank=True, dictionary="accident-type", verbose_name="可能的事故类型"
                            ),
                        ),
                        ("found_on", models.DateField(verbose_name="辨识日期")),
                        (
                            "method",
                            models.CharField(
                                choices=[("lec", "LEC 法（D=L×E×C）"), ("ls", "LS 法（R=L×S）")],
                                default="lec",
                                max_length=4,
                                verbose_name="评价方法",
                            ),
                        ),
                        (
                            "likelihood",
                            models.DecimalField(
                                blank=True, decimal_places=1, max_digits=5, null=True, verbose_name="可能性 L"
                            ),
                        ),
                        (
                            "exposure",
                            models.DecimalField(
                                blank=True, decimal_places=1, max_digits=5, null=True, verbose_name="暴露频率 E"
                            ),
                        ),
                        (
                            "consequence",
                            models.DecimalField(
                                blank=True,
                                decimal_places=1,
                                max_digits=5,
                                null=True,
                                verbose_name="后果 C（LS 法为 S）",
                            ),
                        ),
                        (
                            "direct",
                            models.CharField(
                                blank=True,
                                choices=[("red", "红"), ("orange", "橙"), ("yellow", "黄"), ("blue", "蓝")],
                                max_length=8,
                                verbose_name="直接判定",
                            ),
                        ),
                        ("direct_basis", models.CharField(blank=True, max_length=200, verbose_name="直接判定依据")),
                        (
                            "score",
                            anlan.subjects.enterprises.computed.ComputedDecimal(
                                decimal_places=2, editable=False, max_digits=9, null=True, verbose_name="风险值"
                            ),
                        ),
                        (
                            "level",
                            anlan.subjects.enterprises.computed.ComputedWord(
                                blank=True,
                                choices=[("red", "红"), ("orange", "橙"), ("yellow", "黄"), ("blue", "蓝")],
                                editable=False,
                                max_length=8,
                                verbose_name="风险等级",
                            ),
                        ),
                        ("engineering", models.TextField(blank=True, verbose_name="工程技术措施")),
                        ("management", models.TextField(blank=True, verbose_name="管理措施")),
                        ("training", models.TextField(blank=True, verbose_name="培训教育措施")),
                        ("protection", models.TextField(blank=True, verbose_name="个体防护措施")),
                        ("response", models.TextField(blank=True, verbose_name="应急处置措施")),
                        (
                            "rank",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("company", "公司级"),
                                    ("department", "部门级"),
                                    ("team", "班组级"),
                                    ("post", "岗位级"),
                                ],
                                max_length=12,
                                verbose_name="管控层级",
                            ),
                        ),
                        ("person", models.CharField(blank=True, max_length=40, verbose_name="责任人")),
                        ("phone", models.CharField(blank=True, max_length=30, verbose_name="责任人电话")),
                        (
                            "cadence",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("day", "每日"),
                                    ("week", "每周"),
                                    ("ten-days", "每旬"),
                                    ("month", "每月"),
                                    ("quarter", "每季度"),
                                    ("half", "每半年"),
                                    ("year", "每年"),
                                ],
                                max_length=12,
                                verbose_name="排查周期",
                            ),
                        ),
                        ("checked_on", models.DateField(blank=True, null=True, verbose_name="最近排查日期")),
                        (
                            "due_on",
                            anlan.subjects.enterprises.computed.ComputedDay(
                                editable=False, null=True, verbose_name="下次排查日期"
                            ),
                        ),
                        (
                            "treated_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="整治完成日期"),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[("controlled", "管控中"), ("treated", "整治完成")],
                                default="controlled",
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
                                verbose_name="企业",
                            ),
                        ),
                        (
                            "kind",
                            anlan.base.dictionaries.fields.TermField(
                                blank=True,
                                dictionary="risk-point-kind",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="类型",
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
                            "scheme",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="enterprises.riskscheme",
                                verbose_name="评价方案",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "风险点",
                        "verbose_name_plural": "风险点",
                        "indexes": [
                            models.Index(
                                fields=["enterprise", "status", "level"], name="enterprises_enterpr_440a0a_idx"
                            ),
                            models.Index(fields=["place", "id"], name="enterprises_place_i_aeafca_idx"),
                            models.Index(fields=["level", "id"], name="enterprises_level_104b8c_idx"),
                            models.Index(fields=["status", "due_on"], name="enterprises_status_6af70b_idx"),
                            models.Index(fields=["due_on", "id"], name="enterprises_due_on_7fd5ee_idx"),
                            models.Index(fields=["score", "id"], name="enterprises_score_39afe0_idx"),
                            models.Index(fields=["found_on", "id"], name="enterprises_found_o_fa81a5_idx"),
                            models.Index(fields=["quadkey", "level", "place"], name="risk_point_tile"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SafetyProvider",
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
                        ("name", models.CharField(max_length=120, unique=True, verbose_name="机构名称")),
                        ("credit_code", models.CharField(blank=True, max_length=18, verbose_name="统一社会信用代码")),
                        ("qualification", models.CharField(blank=True, max_length=80, verbose_name="资质证书编号")),
                        ("scope_of_work", models.CharField(blank=True, max_length=200, verbose_name="业务范围")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="资质有效期至")),
                        ("contact", models.CharField(blank=True, max_length=40, verbose_name="联系人")),
                        ("phone", models.CharField(blank=True, max_length=30, verbose_name="联系电话")),
                        ("address", models.CharField(blank=True, max_length=200, verbose_name="地址")),
                        ("blamed_on", models.DateField(blank=True, null=True, verbose_name="查处日期")),
                        ("blamed_for", models.CharField(blank=True, max_length=200, verbose_name="查处情况")),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="退出日期")),
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
                                dictionary="provider-kind",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="机构类别",
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
                        "verbose_name": "服务机构",
                        "verbose_name_plural": "服务机构",
                        "indexes": [
                            models.Index(fields=["due_on", "id"], name="enterprises_due_on_b30b37_idx"),
                            models.Index(fields=["kind", "id"], name="enterprises_kind_id_2c4a58_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InsurancePolicy",
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
                        ("number", models.CharField(max_length=60, unique=True, verbose_name="保单号")),
                        ("insured", models.PositiveIntegerField(blank=True, null=True, verbose_name="参保人数")),
                        (
                            "cover",
                            models.DecimalField(
                                blank=True, decimal_places=4, max_digits=12, null=True, verbose_name="保额（万元）"
                            ),
                        ),
                        (
                            "premium",
                            models.DecimalField(
                                blank=True, decimal_places=4, max_digits=12, null=True, verbose_name="保费（万元）"
                            ),
                        ),
                        (
                            "prevention",
                            models.DecimalField(
                                blank=True,
                                decimal_places=4,
                                max_digits=12,
                                null=True,
                                verbose_name="事故预防费用（万元）",
                            ),
                        ),
                        ("starts_on", models.DateField(verbose_name="保险起期")),
                        ("due_on", models.DateField(verbose_name="保险止期")),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="退保日期")),
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="enterprises.enterprise",
                                verbose_name="投保企业",
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
                            "insurer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="enterprises.safetyprovider",
                                verbose_name="保险机构",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "安责险保单",
                        "verbose_name_plural": "安责险保单",
                        "indexes": [
                            models.Index(fields=["enterprise", "due_on"], name="enterprises_enterpr_d3c334_idx"),
                            models.Index(fields=["due_on", "id"], name="enterprises_due_on_9fd777_idx"),
                            models.Index(fields=["starts_on", "id"], name="enterprises_starts__490815_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InsuranceService",
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
                        ("due_on", models.DateField(verbose_name="计划服务日期")),
                        (
                            "delivered_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="服务日期"),
                        ),
                        (
                            "people",
                            models.PositiveIntegerField(blank=True, editable=False, null=True, verbose_name="服务人数"),
                        ),
                        (
                            "issues_found",
                            models.PositiveIntegerField(
                                blank=True, editable=False, null=True, verbose_name="发现问题隐患数"
                            ),
                        ),
                        (
                            "issues_fixed",
                            models.PositiveIntegerField(
                                blank=True, editable=False, null=True, verbose_name="指导整改数"
                            ),
                        ),
                        (
                            "fee",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                editable=False,
                                max_digits=12,
                                null=True,
                                verbose_name="服务费用（元）",
                            ),
                        ),
                        ("summary", models.TextField(blank=True, editable=False, verbose_name="服务情况")),
                        (
                            "rating",
                            models.PositiveSmallIntegerField(
                                blank=True, editable=False, null=True, verbose_name="企业评价（1–5分）"
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("planned", "待服务"),
                                    ("delivered", "已服务"),
                                    ("confirmed", "已评价"),
                                    ("cancelled", "已取消"),
                                ],
                                default="planned",
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
                            "kind",
                            anlan.base.dictionaries.fields.TermField(
                                dictionary="safety-service-kind",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="服务项目",
                            ),
                        ),
                        (
                            "policy",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="enterprises.insurancepolicy",
                                verbose_name="保单",
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
                            "provider",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="enterprises.safetyprovider",
                                verbose_name="实施机构",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "保险服务",
                        "verbose_name_plural": "保险服务",
                        "indexes": [
                            models.Index(fields=["policy", "id"], name="enterprises_policy__f3d75e_idx"),
                            models.Index(fields=["status", "due_on"], name="enterprises_status_3dc5da_idx"),
                            models.Index(fields=["due_on", "id"], name="enterprises_due_on_448ddb_idx"),
                            models.Index(fields=["delivered_on", "id"], name="enterprises_deliver_d900c8_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ServiceContract",
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
                        ("subject", models.CharField(max_length=200, verbose_name="服务内容")),
                        ("visits_agreed", models.PositiveSmallIntegerField(default=1, verbose_name="约定服务次数")),
                        ("visits_made", models.PositiveSmallIntegerField(default=0, verbose_name="已服务次数")),
                        ("last_visit_on", models.DateField(blank=True, null=True, verbose_name="最近服务日期")),
                        ("issues_found", models.PositiveIntegerField(default=0, verbose_name="发现问题隐患数")),
                        (
                            "fee",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=12, null=True, verbose_name="合同金额（元）"
                            ),
                        ),
                        ("paid_by_public", models.BooleanField(default=False, verbose_name="政府购买服务")),
                        ("starts_on", models.DateField(verbose_name="合同起期")),
                        ("due_on", models.DateField(verbose_name="合同止期")),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="提前终止日期")),
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="enterprises.enterprise",
                                verbose_name="企业",
                            ),
                        ),
                        (
                            "provider",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="enterprises.safetyprovider",
                                verbose_name="服务机构",
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
                        "verbose_name": "社会化服务合同",
                        "verbose_name_plural": "社会化服务合同",
                        "indexes": [
                            models.Index(fields=["enterprise", "due_on"], name="enterprises_enterpr_13f1f3_idx"),
                            models.Index(fields=["due_on", "id"], name="enterprises_due_on_a3938c_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SourceSubstance",
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
                            "name",
                            models.CharField(
                                help_text="品名、别名或 CAS 号。", max_length=120, verbose_name="危险化学品"
                            ),
                        ),
                        (
                            "quantity",
                            models.DecimalField(
                                decimal_places=4,
                                max_digits=14,
                                validators=[django.core.validators.MinValueValidator(Decimal(0))],
                                verbose_name="设计最大量（吨）",
                            ),
                        ),
                        (
                            "classes",
                            models.CharField(
                                blank=True,
                                help_text="表2、表4 的符号，如 J3、W5.3；多个用顿号隔开。表1 有名称的可不填。",
                                max_length=60,
                                verbose_name="危险性类别",
                            ),
                        ),
                        ("form", models.CharField(blank=True, max_length=80, verbose_name="状态和条件")),
                        ("place_of_use", models.CharField(blank=True, max_length=80, verbose_name="所在设备")),
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
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="enterprises.majorhazardsource",
                                verbose_name="重大危险源",
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
                        "verbose_name": "重大危险源物质",
                        "verbose_name_plural": "重大危险源物质",
                        "indexes": [models.Index(fields=["source", "id"], name="enterprises_source__23bca7_idx")],
                    },
                ),
                migrations.CreateModel(
                    name="Standardisation",
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
                        ("self_assessed_on", models.DateField(blank=True, null=True, verbose_name="自评完成日期")),
                        (
                            "score",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=5, null=True, verbose_name="得分"
                            ),
                        ),
                        (
                            "grade",
                            models.CharField(
                                blank=True,
                                choices=[("1", "一级"), ("2", "二级"), ("3", "三级"), ("small", "小微达标")],
                                max_length=6,
                                verbose_name="等级",
                            ),
                        ),
                        ("graded_on", models.DateField(blank=True, null=True, verbose_name="定级日期")),
                        ("certificate", models.CharField(blank=True, max_length=80, verbose_name="证书编号")),
                        ("assessor", models.CharField(blank=True, max_length=120, verbose_name="评审单位")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="有效期至")),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="撤销日期")),
                        ("end_reason", models.CharField(blank=True, max_length=200, verbose_name="撤销原因")),
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="enterprises.enterprise",
                                verbose_name="企业",
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
                        "verbose_name": "标准化",
                        "verbose_name_plural": "标准化",
                        "indexes": [
                            models.Index(fields=["enterprise", "due_on"], name="enterprises_enterpr_7fff42_idx"),
                            models.Index(fields=["grade", "id"], name="enterprises_grade_6123f0_idx"),
                            models.Index(fields=["due_on", "id"], name="enterprises_due_on_212341_idx"),
                            models.Index(fields=["self_assessed_on", "id"], name="enterprises_self_as_be2b7b_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Certificate",
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
                        ("number", models.CharField(max_length=80, verbose_name="证书编号")),
                        (
                            "holder",
                            models.CharField(
                                choices=[("firm", "单位证照"), ("person", "人员证书")],
                                default="firm",
                                max_length=8,
                                verbose_name="持证对象",
                            ),
                        ),
                        ("person", models.CharField(blank=True, max_length=40, verbose_name="持证人")),
                        ("id_number", models.CharField(blank=True, max_length=18, verbose_name="身份证号")),
                        ("authority", models.CharField(blank=True, max_length=120, verbose_name="发证机关")),
                        (
                            "scope_of_work",
                            models.CharField(blank=True, max_length=200, verbose_name="许可范围或作业项目"),
                        ),
                        ("issued_on", models.DateField(blank=True, null=True, verbose_name="发证日期")),
                        ("review_on", models.DateField(blank=True, null=True, verbose_name="复审日期")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="有效期至")),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="注销日期")),
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="enterprises.enterprise",
                                verbose_name="企业",
                            ),
                        ),
                        (
                            "kind",
                            anlan.base.dictionaries.fields.TermField(
                                dictionary="certificate-kind",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="证照类别",
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
                        "verbose_name": "安全证照",
                        "verbose_name_plural": "安全证照",
                        "indexes": [
                            models.Index(fields=["enterprise", "due_on"], name="enterprises_enterpr_9051f0_idx"),
                            models.Index(fields=["due_on", "id"], name="enterprises_due_on_2fdcb6_idx"),
                            models.Index(fields=["holder", "id"], name="enterprises_holder_d340a9_idx"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("kind", "number"), name="certificate_number_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ConstructionProject",
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
                        ("name", models.CharField(max_length=120, verbose_name="项目名称")),
                        ("content", models.TextField(blank=True, verbose_name="建设内容")),
                        (
                            "investment",
                            models.DecimalField(
                                blank=True, decimal_places=4, max_digits=14, null=True, verbose_name="总投资（万元）"
                            ),
                        ),
                        (
                            "safety_investment",
                            models.DecimalField(
                                blank=True,
                                decimal_places=4,
                                max_digits=14,
                                null=True,
                                verbose_name="安全设施投资（万元）",
                            ),
                        ),
                        ("approval", models.CharField(blank=True, max_length=80, verbose_name="立项文号")),
                        ("proposed_on", models.DateField(verbose_name="立项日期")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="本阶段期限")),
                        (
                            "conditions_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="安全条件审查日期"),
                        ),
                        (
                            "conditions_paper",
                            models.CharField(
                                blank=True, editable=False, max_length=80, verbose_name="安全条件审查文号"
                            ),
                        ),
                        (
                            "design_on",
                            models.DateField(
                                blank=True, editable=False, null=True, verbose_name="安全设施设计审查日期"
                            ),
                        ),
                        (
                            "design_paper",
                            models.CharField(blank=True, editable=False, max_length=80, verbose_name="设计审查文号"),
                        ),
                        (
                            "trial_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="试生产开始日期"),
                        ),
                        (
                            "accepted_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="竣工验收日期"),
                        ),
                        (
                            "acceptance_paper",
                            models.CharField(blank=True, editable=False, max_length=80, verbose_name="验收报告编号"),
                        ),
                        (
                            "stopped_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="终止日期"),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("proposed", "立项"),
                                    ("conditions", "安全条件通过"),
                                    ("design", "设计审查通过"),
                                    ("trial", "试生产"),
                                    ("accepted", "竣工验收"),
                                    ("stopped", "终止"),
                                ],
                                default="proposed",
                                editable=False,
                                max_length=12,
                                verbose_name="阶段",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="enterprises.enterprise",
                                verbose_name="建设单位",
                            ),
                        ),
                        (
                            "kind",
                            anlan.base.dictionaries.fields.TermField(
                                dictionary="project-kind",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="建设性质",
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
                        "verbose_name": "建设项目三同时",
                        "verbose_name_plural": "建设项目三同时",
                        "indexes": [
                            models.Index(fields=["status", "due_on"], name="enterprises_status_8086ae_idx"),
                            models.Index(fields=["due_on", "id"], name="enterprises_due_on_a95a80_idx"),
                            models.Index(fields=["proposed_on", "id"], name="enterprises_propose_3ecb36_idx"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("enterprise", "name"), name="project_name_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Contractor",
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
                        ("name", models.CharField(max_length=120, verbose_name="承包单位")),
                        ("credit_code", models.CharField(blank=True, max_length=18, verbose_name="统一社会信用代码")),
                        ("work", models.CharField(max_length=200, verbose_name="承包内容")),
                        ("qualification", models.CharField(blank=True, max_length=120, verbose_name="资质")),
                        ("leader", models.CharField(blank=True, max_length=40, verbose_name="现场负责人")),
                        ("phone", models.CharField(blank=True, max_length=30, verbose_name="现场负责人电话")),
                        ("people", models.PositiveIntegerField(blank=True, null=True, verbose_name="作业人数")),
                        ("agreed_on", models.DateField(blank=True, null=True, verbose_name="安全协议签订日期")),
                        ("disclosed_on", models.DateField(blank=True, null=True, verbose_name="安全交底日期")),
                        ("trained_on", models.DateField(blank=True, null=True, verbose_name="入厂培训日期")),
                        ("starts_on", models.DateField(blank=True, null=True, verbose_name="进场日期")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="协议到期日期")),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="退场日期")),
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="enterprises.enterprise",
                                verbose_name="发包企业",
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
                        "verbose_name": "外包队伍",
                        "verbose_name_plural": "外包队伍",
                        "indexes": [
                            models.Index(fields=["enterprise", "due_on"], name="enterprises_enterpr_917469_idx"),
                            models.Index(fields=["due_on", "id"], name="enterprises_due_on_6465ed_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InsuranceClaim",
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
                        ("reference", models.CharField(blank=True, max_length=60, verbose_name="报案号")),
                        ("claimant", models.CharField(max_length=120, verbose_name="报案人或被保险人")),
                        ("phone", models.CharField(blank=True, max_length=30, verbose_name="联系电话")),
                        ("happened_on", models.DateField(verbose_name="出险日期")),
                        ("cause", models.CharField(max_length=300, verbose_name="出险原因和损失")),
                        ("reported_on", models.DateField(verbose_name="报案日期")),
                        (
                            "estimated",
                            models.DecimalField(
                                blank=True, decimal_places=4, max_digits=12, null=True, verbose_name="估损金额（万元）"
                            ),
                        ),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="理赔期限")),
                        (
                            "accepted_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="认定有效日期"),
                        ),
                        (
                            "settled_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="结案日期"),
                        ),
                        (
                            "paid",
                            models.DecimalField(
                                blank=True,
                                decimal_places=4,
                                editable=False,
                                max_digits=12,
                                null=True,
                                verbose_name="赔付金额（万元）",
                            ),
                        ),
                        (
                            "refused_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="不予赔付日期"),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("reported", "已报案"),
                                    ("valid", "有效报案"),
                                    ("settled", "理赔结案"),
                                    ("refused", "不予赔付"),
                                ],
                                default="reported",
                                editable=False,
                                max_length=8,
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
                            "insurer",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="enterprises.safetyprovider",
                                verbose_name="保险机构",
                            ),
                        ),
                        (
                            "kind",
                            anlan.base.dictionaries.fields.TermField(
                                dictionary="insurance-kind",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="险种",
                            ),
                        ),
                        (
                            "place",
                            anlan.base.places.fields.PlaceField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="places.place",
                                to_field="code",
                                verbose_name="出险地",
                            ),
                        ),
                        (
                            "policy",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="enterprises.insurancepolicy",
                                verbose_name="保单",
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
                        "verbose_name": "保险理赔",
                        "verbose_name_plural": "保险理赔",
                        "indexes": [
                            models.Index(fields=["reported_on", "id"], name="enterprises_reporte_cb9e0e_idx"),
                            models.Index(fields=["status", "due_on"], name="enterprises_status_d70db1_idx"),
                            models.Index(fields=["place", "reported_on"], name="enterprises_place_i_c7e853_idx"),
                            models.Index(fields=["settled_on", "id"], name="enterprises_settled_a2548f_idx"),
                        ],
                    },
                ),
            ],
        ),
    ]
