import django.db.models.deletion
from django.db import migrations, models

import anlan.base.clock
import anlan.base.dictionaries.fields
import anlan.base.places.fields
import anlan.base.tables


class Migration(migrations.Migration):
    dependencies = [
        ("dictionaries", "0002_initial"),
        ("notify", "0002_messages"),
        ("people", "0003_alter_user_totp_secret"),
        ("places", "0001_initial"),
    ]

    operations = [
        anlan.base.tables.CreateModels(
            models=[
                migrations.CreateModel(
                    name="QuietHours",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "urgency",
                            models.PositiveSmallIntegerField(
                                choices=[(1, "特急"), (2, "紧急"), (3, "一般"), (4, "低")],
                                unique=True,
                                verbose_name="紧急程度",
                            ),
                        ),
                        ("from_time", models.TimeField(verbose_name="开始")),
                        ("to_time", models.TimeField(verbose_name="结束")),
                        ("active", models.BooleanField(default=True, verbose_name="启用")),
                    ],
                    options={
                        "verbose_name": "免打扰时段",
                        "verbose_name_plural": "免打扰时段",
                    },
                ),
                migrations.CreateModel(
                    name="Contact",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("address", models.CharField(max_length=200, unique=True, verbose_name="号码")),
                        ("verified_at", models.DateTimeField(null=True, verbose_name="最近由本人回复")),
                        ("delivered_at", models.DateTimeField(null=True, verbose_name="最近送达")),
                        ("failed_at", models.DateTimeField(null=True, verbose_name="最近失败")),
                        ("failures", models.PositiveIntegerField(default=0, verbose_name="连续失败")),
                        ("stopped_at", models.DateTimeField(null=True, verbose_name="退订时间")),
                    ],
                    options={
                        "verbose_name": "联系方式状况",
                        "verbose_name_plural": "联系方式状况",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("failures__gt", 0)), fields=["failed_at"], name="contact_failing"
                            ),
                            models.Index(fields=["stopped_at"], name="notify_cont_stopped_e55da5_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EarlyReceipt",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("provider_id", models.CharField(max_length=80, verbose_name="网关编号")),
                        ("state", models.CharField(max_length=10, verbose_name="状态")),
                        ("at", models.DateTimeField(verbose_name="时间")),
                        ("error", models.CharField(blank=True, max_length=300, verbose_name="原因")),
                        ("kept_at", models.DateTimeField(default=anlan.base.clock.now, verbose_name="收到时间")),
                    ],
                    options={
                        "verbose_name": "未配对的状态报告",
                        "verbose_name_plural": "未配对的状态报告",
                        "indexes": [
                            models.Index(fields=["kept_at"], name="notify_earl_kept_at_e902d0_idx"),
                            models.Index(fields=["provider_id"], name="notify_earl_provide_93fe08_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Guess",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("address", models.CharField(max_length=60, verbose_name="来源地址")),
                        ("at", models.DateTimeField(default=anlan.base.clock.now, verbose_name="时间")),
                    ],
                    options={
                        "verbose_name": "错误链接尝试",
                        "verbose_name_plural": "错误链接尝试",
                        "indexes": [
                            models.Index(fields=["address", "at"], name="notify_gues_address_67f315_idx"),
                            models.Index(fields=["at"], name="notify_gues_at_4e0f80_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Preference",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "urgency",
                            models.PositiveSmallIntegerField(
                                choices=[(1, "特急"), (2, "紧急"), (3, "一般"), (4, "低")], verbose_name="紧急程度"
                            ),
                        ),
                        (
                            "channels",
                            models.CharField(
                                choices=[
                                    ("sms", "只发短信"),
                                    ("sms,voice", "先短信，再电话"),
                                    ("voice,sms", "先电话，再短信"),
                                    ("sms+voice", "短信电话同时"),
                                    ("inapp", "只在站内"),
                                    ("email", "只发邮件"),
                                    ("sms+email", "短信邮件同时"),
                                ],
                                default="sms,voice",
                                max_length=30,
                                verbose_name="通道顺序",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="preferences",
                                to="people.person",
                                verbose_name="人员",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "个人通道顺序",
                        "verbose_name_plural": "个人通道顺序",
                        "indexes": [models.Index(fields=["urgency", "person"], name="notify_pref_urgency_efd8b8_idx")],
                        "constraints": [
                            models.UniqueConstraint(fields=("person", "urgency"), name="preference_person_urgency")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ListMember",
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
                        ("household", models.CharField(blank=True, max_length=80, verbose_name="联系户")),
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
                            "deputy",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="people.person",
                                verbose_name="替补",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                                verbose_name="人员",
                            ),
                        ),
                        (
                            "place",
                            anlan.base.places.fields.PlaceField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="places.place",
                                to_field="code",
                                verbose_name="村社",
                            ),
                        ),
                        (
                            "role",
                            anlan.base.dictionaries.fields.TermField(
                                blank=True,
                                dictionary="recipient-role",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="身份",
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
                            "list",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="members",
                                to="notify.recipientlist",
                                verbose_name="名单",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "名单人员",
                        "verbose_name_plural": "名单人员",
                        "indexes": [
                            models.Index(fields=["list", "place", "id"], name="notify_list_list_id_1d163b_idx"),
                            models.Index(fields=["place", "id"], name="notify_list_place_i_27fb67_idx"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("list", "person", "place", "household"), name="list_member")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CommunicationTest",
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
                        ("name", models.CharField(max_length=60, verbose_name="名称")),
                        ("next_at", models.DateTimeField(blank=True, null=True, verbose_name="下次时间")),
                        (
                            "every",
                            models.CharField(
                                choices=[("once", "一次"), ("week", "每周"), ("month", "每月")],
                                default="month",
                                max_length=6,
                                verbose_name="周期",
                            ),
                        ),
                        ("within_minutes", models.PositiveIntegerField(default=30, verbose_name="限时（分钟）")),
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
                        (
                            "list",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tests",
                                to="notify.recipientlist",
                                verbose_name="名单",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "通信测试",
                        "verbose_name_plural": "通信测试",
                        "indexes": [models.Index(fields=["next_at"], name="notify_comm_next_at_6ba948_idx")],
                    },
                ),
                migrations.CreateModel(
                    name="Absence",
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
                        ("from_at", models.DateTimeField(verbose_name="开始")),
                        ("to_at", models.DateTimeField(verbose_name="结束")),
                        ("reason", models.CharField(blank=True, max_length=200, verbose_name="事由")),
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
                            "deputy",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="people.person",
                                verbose_name="代理人",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="absences",
                                to="people.person",
                                verbose_name="人员",
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
                        "verbose_name": "外出与代理",
                        "verbose_name_plural": "外出与代理",
                        "indexes": [models.Index(fields=["person", "to_at"], name="notify_abse_person__bf25bf_idx")],
                    },
                ),
            ],
        ),
    ]
