import django.db.models.deletion
from django.db import migrations, models

import anlan.base.clock
import anlan.base.dictionaries.fields
import anlan.base.dictionaries.multiple
import anlan.base.people.fields
import anlan.base.places.fields
import anlan.kit.geo.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("dictionaries", "0002_initial"),
        ("people", "0002_initial"),
        ("places", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Enterprise",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
            ],
            options={
                "verbose_name": "监管企业",
                "verbose_name_plural": "监管企业",
                "indexes": [
                    models.Index(fields=["place", "id"], name="enterprises_place_i_09008b_idx"),
                    models.Index(fields=["name", "id"], name="enterprises_name_be7b6b_idx"),
                    models.Index(fields=["risk", "id"], name="enterprises_risk_82ed2c_idx"),
                    models.Index(fields=["updated_at", "id"], name="enterprises_updated_6321ac_idx"),
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
    ]
