from django.db import migrations, models

import anlan.base.tables


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        anlan.base.tables.CreateModels(
            models=[
                migrations.CreateModel(
                    name="Heartbeat",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("holder", models.CharField(max_length=120, unique=True, verbose_name="引擎进程")),
                        ("started_at", models.DateTimeField(verbose_name="启动时间")),
                        ("seen_at", models.DateTimeField(verbose_name="最近心跳")),
                    ],
                    options={
                        "verbose_name": "引擎心跳",
                        "verbose_name_plural": "引擎心跳",
                    },
                ),
                migrations.CreateModel(
                    name="Lease",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=80, unique=True, verbose_name="名称")),
                        ("holder", models.CharField(blank=True, max_length=120, verbose_name="持有者")),
                        ("version", models.PositiveBigIntegerField(default=0, verbose_name="版本")),
                        ("until_at", models.DateTimeField(verbose_name="有效至")),
                    ],
                    options={
                        "verbose_name": "后台租约",
                        "verbose_name_plural": "后台租约",
                    },
                ),
                migrations.CreateModel(
                    name="PartRun",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=60, unique=True, verbose_name="任务")),
                        ("due_at", models.DateTimeField(verbose_name="下次运行")),
                        ("started_at", models.DateTimeField(blank=True, null=True, verbose_name="上次开始")),
                        ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="上次结束")),
                        ("ok", models.BooleanField(null=True, verbose_name="成功")),
                        ("error", models.TextField(blank=True, verbose_name="错误")),
                        ("lag_seconds", models.FloatField(default=0, verbose_name="延迟（秒）")),
                        ("runs", models.PositiveBigIntegerField(default=0, verbose_name="运行次数")),
                        ("failures", models.PositiveIntegerField(default=0, verbose_name="连续失败次数")),
                    ],
                    options={
                        "verbose_name": "后台任务运行情况",
                        "verbose_name_plural": "后台任务运行情况",
                        "ordering": ["name"],
                    },
                ),
                migrations.CreateModel(
                    name="SelfAudit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField(verbose_name="时间")),
                        ("ok", models.BooleanField(verbose_name="正常")),
                        ("findings", models.JSONField(default=list, verbose_name="发现")),
                        ("told", models.BooleanField(null=True, verbose_name="已报心跳")),
                        ("trouble", models.CharField(blank=True, max_length=200, verbose_name="心跳失败原因")),
                    ],
                    options={
                        "verbose_name": "自检结果",
                        "verbose_name_plural": "自检结果",
                        "indexes": [models.Index(fields=["at"], name="engine_self_at_18e8dc_idx")],
                    },
                ),
            ],
        ),
    ]
