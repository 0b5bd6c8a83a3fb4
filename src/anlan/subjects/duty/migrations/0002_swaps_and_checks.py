import django.db.models.deletion
from django.db import migrations, models

import anlan.base.clock


class Migration(migrations.Migration):
    dependencies = [
        ("duty", "0001_initial"),
        ("people", "0003_alter_user_totp_secret"),
        ("places", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="HandOver",
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
                ("number", models.CharField(editable=False, max_length=24, unique=True, verbose_name="编号")),
                ("handed_at", models.DateTimeField(verbose_name="交接时间")),
                ("summary", models.TextField(verbose_name="本班情况")),
                ("pending", models.TextField(blank=True, verbose_name="移交待办")),
                ("equipment", models.CharField(blank=True, max_length=200, verbose_name="设备与物品")),
                (
                    "status",
                    models.CharField(
                        choices=[("written", "待接班"), ("taken", "已接班")],
                        default="written",
                        editable=False,
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("taken_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="接班确认时间")),
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
                    "giver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                        verbose_name="交班人",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="duty.dutypost",
                        verbose_name="岗位",
                    ),
                ),
                (
                    "taker",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                        verbose_name="接班人",
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
                "verbose_name": "交接班记录",
                "verbose_name_plural": "交接班记录",
            },
        ),
        migrations.CreateModel(
            name="PresenceCheck",
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
                ("number", models.CharField(editable=False, max_length=24, unique=True, verbose_name="编号")),
                ("checked_at", models.DateTimeField(default=anlan.base.clock.now, verbose_name="抽查时间")),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("call", "随机叫应"),
                            ("phone", "电话抽查"),
                            ("video", "视频点名"),
                            ("visit", "现场检查"),
                        ],
                        default="phone",
                        max_length=8,
                        verbose_name="方式",
                    ),
                ),
                (
                    "result",
                    models.CharField(
                        choices=[
                            ("waiting", "等待应答"),
                            ("present", "在岗"),
                            ("late", "应答超时"),
                            ("absent", "无人应答"),
                            ("unfit", "不符合要求"),
                        ],
                        default="present",
                        max_length=8,
                        verbose_name="结果",
                    ),
                ),
                ("answer_seconds", models.PositiveIntegerField(blank=True, null=True, verbose_name="应答用时（秒）")),
                (
                    "rules_kept",
                    models.CharField(
                        choices=[("unasked", "未查"), ("kept", "到位"), ("lacking", "不到位")],
                        default="unasked",
                        max_length=8,
                        verbose_name="制度执行",
                    ),
                ),
                (
                    "manned",
                    models.CharField(
                        choices=[("unasked", "未查"), ("kept", "到位"), ("lacking", "不到位")],
                        default="unasked",
                        max_length=8,
                        verbose_name="带班和双人值守",
                    ),
                ),
                (
                    "reporting_kept",
                    models.CharField(
                        choices=[("unasked", "未查"), ("kept", "到位"), ("lacking", "不到位")],
                        default="unasked",
                        max_length=8,
                        verbose_name="信息报送",
                    ),
                ),
                (
                    "linkage_kept",
                    models.CharField(
                        choices=[("unasked", "未查"), ("kept", "到位"), ("lacking", "不到位")],
                        default="unasked",
                        max_length=8,
                        verbose_name="应急联动",
                    ),
                ),
                ("finding", models.TextField(blank=True, verbose_name="发现问题")),
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
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                        verbose_name="被查人员",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="checks",
                        to="duty.dutypost",
                        verbose_name="岗位",
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
                "verbose_name": "值班抽查",
                "verbose_name_plural": "值班抽查",
            },
        ),
        migrations.CreateModel(
            name="Swap",
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
                ("number", models.CharField(editable=False, max_length=24, unique=True, verbose_name="编号")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="事由")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("asked", "待对方同意"),
                            ("agreed", "待批准"),
                            ("done", "已换班"),
                            ("refused", "未同意"),
                            ("withdrawn", "已撤回"),
                        ],
                        default="asked",
                        editable=False,
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                (
                    "back_shift",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="duty.shift",
                        verbose_name="换回班次",
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
                    "giver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                        verbose_name="调班人",
                    ),
                ),
                (
                    "shift",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="swaps",
                        to="duty.shift",
                        verbose_name="调出班次",
                    ),
                ),
                (
                    "taker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                        verbose_name="接班人",
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
                "verbose_name": "调班申请",
                "verbose_name_plural": "调班申请",
            },
        ),
        migrations.AddIndex(
            model_name="handover",
            index=models.Index(fields=["handed_at", "id"], name="duty_handov_handed__8a2971_idx"),
        ),
        migrations.AddIndex(
            model_name="handover",
            index=models.Index(fields=["post", "handed_at"], name="duty_handov_post_id_4e02c8_idx"),
        ),
        migrations.AddIndex(
            model_name="presencecheck",
            index=models.Index(fields=["checked_at", "id"], name="duty_presen_checked_7f9e21_idx"),
        ),
        migrations.AddIndex(
            model_name="presencecheck",
            index=models.Index(fields=["result", "checked_at"], name="duty_presen_result_1021e8_idx"),
        ),
        migrations.AddIndex(
            model_name="presencecheck",
            index=models.Index(fields=["post", "checked_at"], name="duty_presen_post_id_ea43c4_idx"),
        ),
        migrations.AddIndex(
            model_name="swap",
            index=models.Index(fields=["status", "id"], name="duty_swap_status_373226_idx"),
        ),
    ]
