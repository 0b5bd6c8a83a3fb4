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
        ("enterprises", "0001_initial"),
        ("people", "0002_initial"),
        ("places", "0001_initial"),
    ]

    operations = [
        anlan.base.tables.CreateModels(
            models=[
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
                    ],
                    options={
                        "verbose_name": "监督检查",
                        "verbose_name_plural": "监督检查",
                        "indexes": [
                            models.Index(fields=["inspected_on", "id"], name="hazards_ins_inspect_bac4f8_idx"),
                            models.Index(fields=["place", "inspected_on"], name="hazards_ins_place_i_359730_idx"),
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
                    ],
                    options={
                        "verbose_name": "事故隐患",
                        "verbose_name_plural": "事故隐患",
                        "indexes": [
                            models.Index(fields=["found_on", "id"], name="hazards_haz_found_o_366ae2_idx"),
                            models.Index(fields=["status", "found_on", "id"], name="hazards_haz_status_8b4023_idx"),
                            models.Index(fields=["status", "due_on", "id"], name="hazards_haz_status_8395ed_idx"),
                            models.Index(fields=["place", "found_on", "id"], name="hazards_haz_place_i_13aec6_idx"),
                            models.Index(fields=["level", "id"], name="hazards_haz_level_187a6b_idx"),
                            models.Index(fields=["mode", "found_on", "id"], name="hazards_haz_mode_c0d742_idx"),
                            models.Index(fields=["due_on", "id"], name="hazards_haz_due_on_90fc0b_idx"),
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
            ],
        ),
    ]
