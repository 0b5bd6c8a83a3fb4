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
        ("enterprises", "0002_tiles"),
        ("people", "0003_alter_user_totp_secret"),
        ("places", "0001_initial"),
    ]

    operations = [
        anlan.base.tables.CreateModels(
            models=[
                migrations.CreateModel(
                    name="Element",
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
                        ("code", models.CharField(max_length=30, unique=True, verbose_name="要素代码")),
                        ("name", models.CharField(max_length=40, verbose_name="要素名称")),
                        ("unit", models.CharField(blank=True, max_length=16, verbose_name="单位")),
                        ("decimals", models.PositiveSmallIntegerField(default=2, verbose_name="小数位数")),
                        (
                            "aliases",
                            models.CharField(
                                blank=True, help_text="多个用空格分开", max_length=300, verbose_name="协议代码"
                            ),
                        ),
                        ("lowest", models.FloatField(blank=True, null=True, verbose_name="量程下限")),
                        ("highest", models.FloatField(blank=True, null=True, verbose_name="量程上限")),
                        ("largest_step", models.FloatField(blank=True, null=True, verbose_name="两次之间最大变幅")),
                        ("zero_is_fault", models.BooleanField(default=False, verbose_name="突然归零算故障")),
                        (
                            "stuck_minutes",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="多久不变算故障（分钟）"),
                        ),
                        ("on_site", models.BooleanField(default=False, verbose_name="报警须到现场核查")),
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
                        "verbose_name": "监测要素",
                        "verbose_name_plural": "监测要素",
                    },
                ),
                migrations.CreateModel(
                    name="Station",
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
                        ("name", models.CharField(max_length=80, verbose_name="站点名称")),
                        ("address", models.CharField(blank=True, max_length=200, verbose_name="地址")),
                        ("keeper", models.CharField(blank=True, max_length=40, verbose_name="管护人")),
                        ("phone", models.CharField(blank=True, max_length=30, verbose_name="管护人电话")),
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
                                dictionary="station-kind",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="站点类型",
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
                                verbose_name="管理单位",
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
                        "verbose_name": "监测站点",
                        "verbose_name_plural": "监测站点",
                        "indexes": [
                            models.Index(fields=["place", "id"], name="monitoring__place_i_b994b7_idx"),
                            models.Index(fields=["name", "id"], name="monitoring__name_c19a9d_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Device",
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
                        ("serial", models.CharField(max_length=60, unique=True, verbose_name="设备编号")),
                        ("name", models.CharField(max_length=80, verbose_name="设备名称")),
                        ("wire", models.CharField(blank=True, max_length=60, verbose_name="通信地址")),
                        (
                            "interval_minutes",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="应报间隔（分钟）"),
                        ),
                        ("active", models.BooleanField(default=True, verbose_name="在用")),
                        ("installed_on", models.DateField(blank=True, null=True, verbose_name="安装日期")),
                        ("maker", models.CharField(blank=True, max_length=80, verbose_name="厂家型号")),
                        ("patroller", models.CharField(blank=True, max_length=40, verbose_name="巡查责任人")),
                        ("patroller_phone", models.CharField(blank=True, max_length=30, verbose_name="巡查责任人电话")),
                        ("guard", models.CharField(blank=True, max_length=40, verbose_name="防守责任人")),
                        ("guard_phone", models.CharField(blank=True, max_length=30, verbose_name="防守责任人电话")),
                        ("route", models.CharField(blank=True, max_length=300, verbose_name="人员转移路线")),
                        ("video", models.CharField(blank=True, max_length=300, verbose_name="视频地址")),
                        (
                            "upkeep_days",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="巡检周期（天）"),
                        ),
                        ("upkept_on", models.DateField(blank=True, editable=False, null=True, verbose_name="上次巡检")),
                        (
                            "upkeep_due_on",
                            models.DateField(
                                blank=True, db_index=True, editable=False, null=True, verbose_name="下次巡检"
                            ),
                        ),
                        (
                            "health",
                            models.CharField(
                                choices=[
                                    ("unknown", "未上线"),
                                    ("online", "在线"),
                                    ("silent", "离线"),
                                    ("faulty", "故障"),
                                ],
                                default="unknown",
                                editable=False,
                                max_length=8,
                                verbose_name="运行状况",
                            ),
                        ),
                        (
                            "heard_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="最近数据"),
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
                                verbose_name="所在企业",
                            ),
                        ),
                        (
                            "kind",
                            anlan.base.dictionaries.fields.TermField(
                                dictionary="device-kind",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="设备类型",
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
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="people.person",
                                verbose_name="接警人",
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
                            "station",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="devices",
                                to="monitoring.station",
                                verbose_name="所在站点",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "监测设备",
                        "verbose_name_plural": "监测设备",
                        "indexes": [
                            models.Index(fields=["place", "id"], name="monitoring__place_i_82d175_idx"),
                            models.Index(fields=["name", "id"], name="monitoring__name_2df260_idx"),
                            models.Index(fields=["health", "id"], name="monitoring__health_316ddf_idx"),
                            models.Index(fields=["heard_at", "id"], name="monitoring__heard_a_80922b_idx"),
                            models.Index(fields=["kind", "place"], name="monitoring__kind_id_6907d9_idx"),
                            models.Index(fields=["quadkey", "health", "place"], name="device_tile"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("wire", ""), _negated=True),
                                fields=("wire",),
                                name="device_wire_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Sensor",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("last_at", models.DateTimeField(null=True, verbose_name="最近时间")),
                        ("last_value", models.FloatField(null=True, verbose_name="最近值")),
                        ("good_at", models.DateTimeField(null=True, verbose_name="最近有效时间")),
                        ("good_value", models.FloatField(null=True, verbose_name="最近有效值")),
                        ("same_since_at", models.DateTimeField(null=True, verbose_name="数值从何时不变")),
                        ("doubt", models.JSONField(default=list, verbose_name="可疑值")),
                        ("watch", models.JSONField(default=dict, verbose_name="越限情况")),
                        (
                            "level",
                            models.CharField(
                                blank=True,
                                choices=[("red", "红色"), ("orange", "橙色"), ("yellow", "黄色"), ("blue", "蓝色")],
                                max_length=8,
                                verbose_name="报警级别",
                            ),
                        ),
                        (
                            "fault",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("silent", "离线"),
                                    ("gap", "数据中断"),
                                    ("zero", "突然归零"),
                                    ("jump", "数值突跳"),
                                    ("range", "超出量程"),
                                    ("stuck", "数值不变"),
                                    ("reported", "设备自报故障"),
                                    ("clock", "时钟不准"),
                                    ("other", "人工报修"),
                                ],
                                max_length=8,
                                verbose_name="故障",
                            ),
                        ),
                        (
                            "device",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sensors",
                                to="monitoring.device",
                                verbose_name="设备",
                            ),
                        ),
                        (
                            "element",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="monitoring.element",
                                verbose_name="要素",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "测点",
                        "verbose_name_plural": "测点",
                        "constraints": [models.UniqueConstraint(fields=("device", "element"), name="sensor_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Reading",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField(verbose_name="时间")),
                        ("value", models.FloatField(verbose_name="数值")),
                        (
                            "flag",
                            models.PositiveSmallIntegerField(
                                choices=[(0, "正常"), (1, "可疑"), (2, "设备自报故障"), (3, "按收到时间")],
                                default=0,
                                verbose_name="质量",
                            ),
                        ),
                        (
                            "sensor",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="readings",
                                to="monitoring.sensor",
                                verbose_name="测点",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "监测数据",
                        "verbose_name_plural": "监测数据",
                        "constraints": [models.UniqueConstraint(fields=("sensor", "at"), name="reading_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Stray",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("door", models.CharField(max_length=12, verbose_name="途径")),
                        ("address", models.CharField(blank=True, max_length=80, verbose_name="地址")),
                        ("reason", models.CharField(max_length=200, verbose_name="原因")),
                        ("count", models.PositiveBigIntegerField(default=1, verbose_name="次数")),
                        ("first_at", models.DateTimeField(default=anlan.base.clock.now, verbose_name="首次")),
                        ("last_at", models.DateTimeField(default=anlan.base.clock.now, verbose_name="最近")),
                        ("sample", models.TextField(blank=True, verbose_name="内容")),
                    ],
                    options={
                        "verbose_name": "未认领数据",
                        "verbose_name_plural": "未认领数据",
                        "indexes": [models.Index(fields=["last_at"], name="monitoring__last_at_f9de39_idx")],
                        "constraints": [
                            models.UniqueConstraint(fields=("door", "address", "reason"), name="stray_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Threshold",
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
                        ("name", models.CharField(max_length=80, verbose_name="阈值名称")),
                        (
                            "level",
                            models.CharField(
                                choices=[("red", "红色"), ("orange", "橙色"), ("yellow", "黄色"), ("blue", "蓝色")],
                                default="yellow",
                                max_length=8,
                                verbose_name="报警级别",
                            ),
                        ),
                        (
                            "side",
                            models.CharField(
                                choices=[("above", "达到或超过"), ("below", "达到或低于")],
                                default="above",
                                max_length=6,
                                verbose_name="方向",
                            ),
                        ),
                        ("value", models.FloatField(verbose_name="限值")),
                        ("minutes", models.PositiveIntegerField(default=0, verbose_name="持续（分钟）")),
                        ("hysteresis", models.FloatField(default=0, verbose_name="回差")),
                        ("check_minutes", models.PositiveIntegerField(default=30, verbose_name="核查时限（分钟）")),
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
                            "device",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="thresholds",
                                to="monitoring.device",
                                verbose_name="设备",
                            ),
                        ),
                        (
                            "element",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="thresholds",
                                to="monitoring.element",
                                verbose_name="要素",
                            ),
                        ),
                        (
                            "kind",
                            anlan.base.dictionaries.fields.TermField(
                                blank=True,
                                dictionary="device-kind",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="设备类型",
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
                        "verbose_name": "报警阈值",
                        "verbose_name_plural": "报警阈值",
                        "indexes": [
                            models.Index(fields=["place", "id"], name="monitoring__place_i_0b393f_idx"),
                            models.Index(fields=["element", "active"], name="monitoring__element_96bfca_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Upkeep",
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
                        ("done_on", models.DateField(verbose_name="巡检日期")),
                        ("inspector", models.CharField(max_length=60, verbose_name="巡检人")),
                        (
                            "condition",
                            models.CharField(
                                choices=[("sound", "完好"), ("mended", "当场修好"), ("broken", "需要维修")],
                                default="sound",
                                max_length=8,
                                verbose_name="设施状况",
                            ),
                        ),
                        ("findings", models.CharField(blank=True, max_length=500, verbose_name="巡检情况")),
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
                            "device",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="upkeeps",
                                to="monitoring.device",
                                verbose_name="设备",
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
                        "verbose_name": "设施巡检",
                        "verbose_name_plural": "设施巡检",
                        "indexes": [
                            models.Index(fields=["done_on", "id"], name="monitoring__done_on_af80a2_idx"),
                            models.Index(fields=["place", "done_on"], name="monitoring__place_i_a38304_idx"),
                            models.Index(fields=["device", "done_on"], name="monitoring__device__d8b0dd_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VideoPatrol",
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
                            models.CharField(editable=False, max_length=24, unique=True, verbose_name="巡查编号"),
                        ),
                        ("patrolled_at", models.DateTimeField(default=anlan.base.clock.now, verbose_name="巡查时间")),
                        ("patroller", models.CharField(max_length=60, verbose_name="巡查人")),
                        ("found", models.BooleanField(default=False, verbose_name="发现问题")),
                        ("findings", models.CharField(max_length=500, verbose_name="巡查情况")),
                        ("instruction", models.CharField(blank=True, max_length=500, verbose_name="调度指导")),
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
                            "device",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="monitoring.device",
                                verbose_name="摄像机",
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
                                verbose_name="被巡查企业",
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
                        "verbose_name": "视频巡查",
                        "verbose_name_plural": "视频巡查",
                        "indexes": [
                            models.Index(fields=["patrolled_at", "id"], name="monitoring__patroll_d0f863_idx"),
                            models.Index(fields=["place", "patrolled_at"], name="monitoring__place_i_069d7e_idx"),
                            models.Index(fields=["found", "patrolled_at"], name="monitoring__found_8ce23e_idx"),
                            models.Index(fields=["enterprise", "patrolled_at"], name="monitoring__enterpr_33cf9c_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Alarm",
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
                            models.CharField(editable=False, max_length=24, unique=True, verbose_name="报警编号"),
                        ),
                        ("content", models.CharField(max_length=300, verbose_name="报警内容")),
                        (
                            "origin",
                            models.CharField(
                                choices=[("device", "设备报警"), ("patrol", "视频巡查发现"), ("person", "人工登记")],
                                default="person",
                                editable=False,
                                max_length=8,
                                verbose_name="来源",
                            ),
                        ),
                        (
                            "level",
                            models.CharField(
                                choices=[("red", "红色"), ("orange", "橙色"), ("yellow", "黄色"), ("blue", "蓝色")],
                                default="yellow",
                                max_length=8,
                                verbose_name="级别",
                            ),
                        ),
                        ("value", models.FloatField(blank=True, null=True, verbose_name="报警值")),
                        ("raised_at", models.DateTimeField(default=anlan.base.clock.now, verbose_name="报警时间")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("raised", "待核查"),
                                    ("checking", "核查中"),
                                    ("dispatched", "处置中"),
                                    ("false_alarm", "误报"),
                                    ("closed", "已办结"),
                                ],
                                default="raised",
                                editable=False,
                                max_length=12,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "due_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="核查期限"),
                        ),
                        (
                            "over_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="恢复正常时间"),
                        ),
                        ("times", models.PositiveIntegerField(default=1, editable=False, verbose_name="触发次数")),
                        (
                            "checked_how",
                            models.CharField(
                                blank=True,
                                choices=[("site", "现场核查"), ("video", "视频核查"), ("phone", "电话核实")],
                                editable=False,
                                max_length=6,
                                verbose_name="核查方式",
                            ),
                        ),
                        (
                            "checked_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="核查时间"),
                        ),
                        (
                            "finding",
                            models.CharField(blank=True, editable=False, max_length=500, verbose_name="核查情况"),
                        ),
                        (
                            "outcome",
                            models.CharField(blank=True, editable=False, max_length=500, verbose_name="处置结果"),
                        ),
                        (
                            "closed_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="办结时间"),
                        ),
                        ("late_told", models.BooleanField(default=False, editable=False, verbose_name="已催办")),
                        (
                            "checked_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="people.user",
                                verbose_name="核查人",
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
                            "device",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="monitoring.device",
                                verbose_name="设备",
                            ),
                        ),
                        (
                            "element",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="monitoring.element",
                                verbose_name="要素",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "监测报警",
                        "verbose_name_plural": "监测报警",
                        "indexes": [
                            models.Index(fields=["raised_at", "id"], name="monitoring__raised__879008_idx"),
                            models.Index(fields=["status", "raised_at", "id"], name="monitoring__status_52f3e2_idx"),
                            models.Index(fields=["status", "due_at"], name="monitoring__status_8f8e10_idx"),
                            models.Index(
                                fields=["place", "status", "raised_at"], name="monitoring__place_i_9a9a88_idx"
                            ),
                            models.Index(fields=["device", "raised_at"], name="monitoring__device__992463_idx"),
                            models.Index(fields=["level", "raised_at"], name="monitoring__level_8c7f11_idx"),
                            models.Index(fields=["due_at", "id"], name="monitoring__due_at_5f4b26_idx"),
                            models.Index(fields=["quadkey", "status", "place"], name="alarm_tile"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Fault",
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
                        ("content", models.CharField(max_length=300, verbose_name="故障情况")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("silent", "离线"),
                                    ("gap", "数据中断"),
                                    ("zero", "突然归零"),
                                    ("jump", "数值突跳"),
                                    ("range", "超出量程"),
                                    ("stuck", "数值不变"),
                                    ("reported", "设备自报故障"),
                                    ("clock", "时钟不准"),
                                    ("other", "人工报修"),
                                ],
                                default="other",
                                max_length=8,
                                verbose_name="故障类型",
                            ),
                        ),
                        ("began_at", models.DateTimeField(default=anlan.base.clock.now, verbose_name="开始时间")),
                        (
                            "ended_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="恢复时间"),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[("open", "待处理"), ("repairing", "维修中"), ("ended", "已恢复")],
                                default="open",
                                editable=False,
                                max_length=12,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "remedy",
                            models.CharField(blank=True, editable=False, max_length=300, verbose_name="处理情况"),
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
                            "device",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="faults",
                                to="monitoring.device",
                                verbose_name="设备",
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
                        "verbose_name": "设备故障",
                        "verbose_name_plural": "设备故障",
                        "indexes": [
                            models.Index(fields=["began_at", "id"], name="monitoring__began_a_a98093_idx"),
                            models.Index(fields=["status", "began_at", "id"], name="monitoring__status_de378f_idx"),
                            models.Index(fields=["place", "status", "began_at"], name="monitoring__place_i_604ded_idx"),
                            models.Index(fields=["device", "status"], name="monitoring__device__24bcd6_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Feed",
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
                        ("name", models.CharField(max_length=80, verbose_name="接入名称")),
                        ("active", models.BooleanField(default=True, verbose_name="启用")),
                        (
                            "digest",
                            models.CharField(
                                blank=True, db_index=True, editable=False, max_length=64, verbose_name="令牌摘要"
                            ),
                        ),
                        (
                            "issued_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="令牌签发时间"),
                        ),
                        (
                            "heard_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="最近推送"),
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
                                verbose_name="建设单位",
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
                        "verbose_name": "数据接入",
                        "verbose_name_plural": "数据接入",
                        "indexes": [models.Index(fields=["place", "id"], name="monitoring__place_i_de9468_idx")],
                    },
                ),
            ],
        ),
    ]
