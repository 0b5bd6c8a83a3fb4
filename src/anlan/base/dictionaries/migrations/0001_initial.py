from django.db import migrations, models

import anlan.base.clock
import anlan.base.tables


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        anlan.base.tables.CreateModels(
            models=[
                migrations.CreateModel(
                    name="Dictionary",
                    fields=[
                        (
                            "code",
                            models.CharField(max_length=40, primary_key=True, serialize=False, verbose_name="代码"),
                        ),
                        ("name", models.CharField(max_length=60, verbose_name="名称")),
                        ("owner", models.CharField(blank=True, max_length=60, verbose_name="维护单位")),
                    ],
                    options={
                        "verbose_name": "字典",
                        "verbose_name_plural": "字典",
                        "ordering": ["code"],
                    },
                ),
                migrations.CreateModel(
                    name="Holiday",
                    fields=[
                        ("on", models.DateField(primary_key=True, serialize=False, verbose_name="日期")),
                        ("working", models.BooleanField(default=False, verbose_name="上班")),
                        ("name", models.CharField(blank=True, max_length=60, verbose_name="说明")),
                    ],
                    options={
                        "verbose_name": "节假日调整",
                        "verbose_name_plural": "节假日调整",
                        "ordering": ["on"],
                    },
                ),
                migrations.CreateModel(
                    name="Term",
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
                        ("code", models.CharField(max_length=40, verbose_name="代码")),
                        ("name", models.CharField(max_length=100, verbose_name="名称")),
                        ("position", models.PositiveIntegerField(default=0, verbose_name="次序")),
                        ("active", models.BooleanField(default=True, verbose_name="启用")),
                        (
                            "other_names",
                            models.CharField(
                                blank=True,
                                help_text="用顿号隔开；导入时这些写法也认得。",
                                max_length=400,
                                verbose_name="其他写法",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "字典项",
                        "verbose_name_plural": "字典项",
                        "ordering": ["dictionary", "position", "code"],
                    },
                ),
            ],
        ),
    ]
