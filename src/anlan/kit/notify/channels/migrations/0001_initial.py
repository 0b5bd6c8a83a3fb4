import django.db.models.deletion
from django.db import migrations, models

import anlan.base.clock
import anlan.base.tables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("notify", "0001_initial"),
        ("people", "0003_alter_user_totp_secret"),
    ]

    operations = [
        anlan.base.tables.CreateModels(
            models=[
                migrations.CreateModel(
                    name="Pace",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("allowance", models.FloatField(default=0, verbose_name="可发条数")),
                        ("at", models.DateTimeField(verbose_name="计算时间")),
                        (
                            "channel",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="pace",
                                to="notify.channel",
                                verbose_name="通道",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "通道配速",
                        "verbose_name_plural": "通道配速",
                    },
                ),
                migrations.CreateModel(
                    name="ChannelCheck",
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
                                choices=[("link", "线路检测"), ("trial", "测试发送")], max_length=5, verbose_name="方式"
                            ),
                        ),
                        ("at", models.DateTimeField(default=anlan.base.clock.now, verbose_name="时间")),
                        ("ok", models.BooleanField(verbose_name="正常")),
                        ("seconds", models.FloatField(default=0, verbose_name="用时（秒）")),
                        ("text", models.CharField(blank=True, max_length=300, verbose_name="结果")),
                        ("address", models.CharField(blank=True, max_length=200, verbose_name="测试号码")),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="people.user",
                                verbose_name="操作人",
                            ),
                        ),
                        (
                            "channel",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="checks",
                                to="notify.channel",
                                verbose_name="通道",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "通道检测",
                        "verbose_name_plural": "通道检测",
                        "indexes": [models.Index(fields=["channel", "-id"], name="channel_check")],
                    },
                ),
                migrations.CreateModel(
                    name="ChannelMinute",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField(verbose_name="分钟")),
                        ("sent", models.PositiveIntegerField(default=0, verbose_name="已发")),
                        ("failed", models.PositiveIntegerField(default=0, verbose_name="失败")),
                        ("slow", models.PositiveIntegerField(default=0, verbose_name="慢")),
                        ("seconds", models.FloatField(default=0, verbose_name="用时合计（秒）")),
                        (
                            "channel",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="minutes",
                                to="notify.channel",
                                verbose_name="通道",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "通道分钟统计",
                        "verbose_name_plural": "通道分钟统计",
                        "constraints": [models.UniqueConstraint(fields=("channel", "at"), name="channel_minute")],
                    },
                ),
                migrations.CreateModel(
                    name="ModemPiece",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("address", models.CharField(max_length=30, verbose_name="号码")),
                        ("reference", models.PositiveIntegerField(verbose_name="参考号")),
                        ("total", models.PositiveSmallIntegerField(verbose_name="总段数")),
                        ("position", models.PositiveSmallIntegerField(verbose_name="第几段")),
                        ("text", models.CharField(max_length=160, verbose_name="内容")),
                        ("at", models.DateTimeField(default=anlan.base.clock.now, verbose_name="时间")),
                        (
                            "channel",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="notify.channel",
                                verbose_name="通道",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "短信分段",
                        "verbose_name_plural": "短信分段",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("channel", "address", "reference", "total", "position"), name="modem_piece"
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
