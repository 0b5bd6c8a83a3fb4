import django.db.models.deletion
from django.db import migrations, models

import anlan.base.clock
import anlan.base.tables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_initial"),
    ]

    operations = [
        anlan.base.tables.CreateModels(
            models=[
                migrations.CreateModel(
                    name="Drawing",
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
                                choices=[("river", "河流"), ("water", "水面"), ("road", "公路"), ("rail", "铁路")],
                                max_length=8,
                                verbose_name="类别",
                            ),
                        ),
                        ("name", models.CharField(blank=True, max_length=60, verbose_name="名称")),
                        ("rank", models.PositiveSmallIntegerField(default=1, verbose_name="等级")),
                        ("shape", models.JSONField(verbose_name="图形")),
                    ],
                    options={
                        "verbose_name": "底图要素",
                        "verbose_name_plural": "底图要素",
                    },
                ),
                migrations.CreateModel(
                    name="Place",
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
                        ("code", models.CharField(max_length=15, unique=True, verbose_name="区划代码")),
                        ("name", models.CharField(max_length=60, verbose_name="名称")),
                        (
                            "level",
                            models.PositiveSmallIntegerField(
                                choices=[(2, "市"), (3, "县区"), (4, "镇街"), (5, "村社"), (6, "网格")],
                                verbose_name="层级",
                            ),
                        ),
                        ("longitude", models.FloatField(blank=True, null=True, verbose_name="经度")),
                        ("latitude", models.FloatField(blank=True, null=True, verbose_name="纬度")),
                        ("shape", models.JSONField(blank=True, null=True, verbose_name="边界")),
                        ("west", models.FloatField(blank=True, editable=False, null=True, verbose_name="西界")),
                        ("south", models.FloatField(blank=True, editable=False, null=True, verbose_name="南界")),
                        ("east", models.FloatField(blank=True, editable=False, null=True, verbose_name="东界")),
                        ("north", models.FloatField(blank=True, editable=False, null=True, verbose_name="北界")),
                        ("population", models.PositiveIntegerField(blank=True, null=True, verbose_name="人口")),
                        ("valid_from_on", models.DateField(blank=True, null=True, verbose_name="启用日期")),
                        ("valid_to_on", models.DateField(blank=True, null=True, verbose_name="停用日期")),
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
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="children",
                                to="places.place",
                                to_field="code",
                                verbose_name="上级",
                            ),
                        ),
                        (
                            "successor",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="predecessors",
                                to="places.place",
                                to_field="code",
                                verbose_name="并入",
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
                        "verbose_name": "区划",
                        "verbose_name_plural": "区划",
                        "ordering": ["code"],
                        "indexes": [
                            models.Index(fields=["level", "code"], name="places_plac_level_76f00f_idx"),
                            models.Index(fields=["name"], name="places_plac_name_39c762_idx"),
                            models.Index(fields=["level", "west", "east"], name="places_plac_level_e90278_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlaceAlias",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(blank=True, max_length=60, verbose_name="别名")),
                        ("code", models.CharField(blank=True, max_length=15, verbose_name="曾用代码")),
                        (
                            "place",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="aliases",
                                to="places.place",
                                to_field="code",
                                verbose_name="区划",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "区划别名",
                        "verbose_name_plural": "区划别名",
                        "indexes": [
                            models.Index(fields=["name"], name="places_plac_name_f1a6cd_idx"),
                            models.Index(fields=["code"], name="places_plac_code_740c52_idx"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("code", ""), ("name", ""), _negated=True),
                                name="place_alias_says_something",
                            ),
                            models.UniqueConstraint(fields=("place", "name", "code"), name="place_alias_once"),
                        ],
                    },
                ),
            ],
        ),
    ]
