import django.db.models.deletion
from django.db import migrations, models

import anlan.base.clock
import anlan.base.dictionaries.fields
import anlan.base.people.fields
import anlan.base.places.fields
import anlan.base.secrets
import anlan.base.tables


class Migration(migrations.Migration):
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
                    name="Channel",
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
                        ("code", models.SlugField(max_length=30, unique=True, verbose_name="代码")),
                        ("name", models.CharField(max_length=40, verbose_name="名称")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("console", "演示手机"),
                                    ("inapp", "站内"),
                                    ("sms", "短信"),
                                    ("gsm", "短信猫"),
                                    ("voice", "语音电话"),
                                    ("email", "邮件"),
                                    ("wecom", "企业微信群"),
                                    ("dingtalk", "钉钉群"),
                                    ("feishu", "飞书群"),
                                    ("webhook", "接口推送"),
                                    ("broadcast", "应急广播"),
                                ],
                                max_length=12,
                                verbose_name="类型",
                            ),
                        ),
                        ("active", models.BooleanField(default=True, verbose_name="启用")),
                        (
                            "live",
                            models.BooleanField(
                                default=False, help_text="真实通道拒收演练消息。", verbose_name="真实发送"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=1, verbose_name="顺序")),
                        ("options", models.JSONField(blank=True, default=dict, verbose_name="参数")),
                        ("secret", anlan.base.secrets.SealedTextField(blank=True, editable=False, verbose_name="密钥")),
                        ("rate", models.FloatField(default=10, verbose_name="每秒条数")),
                        ("timeout_seconds", models.PositiveSmallIntegerField(default=10, verbose_name="超时（秒）")),
                        ("slow_seconds", models.PositiveSmallIntegerField(default=10, verbose_name="慢的界限（秒）")),
                        ("slow_share", models.FloatField(default=0.2, verbose_name="慢的比例上限")),
                        (
                            "cost",
                            models.DecimalField(
                                decimal_places=4, default=0, max_digits=8, verbose_name="单价（元/条）"
                            ),
                        ),
                        ("failures", models.PositiveIntegerField(default=0, editable=False, verbose_name="连续失败")),
                        (
                            "broken_until_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="熔断至"),
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
                            "fallback",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="notify.channel",
                                verbose_name="备用通道",
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
                        "verbose_name": "发送通道",
                        "verbose_name_plural": "发送通道",
                        "ordering": ["position", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="Notice",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.CharField(max_length=120, unique=True, verbose_name="幂等键")),
                        ("topic", models.CharField(max_length=40, verbose_name="事项")),
                        ("about", models.CharField(blank=True, max_length=40, verbose_name="所涉台账")),
                        ("about_id", models.BigIntegerField(null=True, verbose_name="所涉记录")),
                        ("stream", models.CharField(blank=True, max_length=80, verbose_name="序列")),
                        ("sequence", models.PositiveIntegerField(default=0, verbose_name="序号")),
                        ("title", models.CharField(max_length=120, verbose_name="标题")),
                        ("text", models.TextField(verbose_name="内容")),
                        (
                            "urgency",
                            models.PositiveSmallIntegerField(
                                choices=[(1, "特急"), (2, "紧急"), (3, "一般"), (4, "低")],
                                default=3,
                                verbose_name="紧急程度",
                            ),
                        ),
                        ("exercise", models.BooleanField(default=False, verbose_name="演练")),
                        (
                            "rule",
                            models.CharField(
                                choices=[
                                    ("none", "不需回复"),
                                    ("first", "一人回复即可"),
                                    ("everyone", "人人都要回复"),
                                    ("quorum", "限时内满人数"),
                                ],
                                default="none",
                                max_length=10,
                                verbose_name="答复规则",
                            ),
                        ),
                        ("quorum", models.PositiveIntegerField(null=True, verbose_name="需答复人数")),
                        ("within_seconds", models.PositiveIntegerField(null=True, verbose_name="限时（秒）")),
                        ("remind_seconds", models.PositiveIntegerField(null=True, verbose_name="再提醒（秒）")),
                        ("words", models.JSONField(default=list, verbose_name="可选答复")),
                        ("steps", models.JSONField(default=list, verbose_name="步骤快照")),
                        ("step", models.PositiveSmallIntegerField(default=0, verbose_name="已到步骤")),
                        ("repeat", models.PositiveSmallIntegerField(default=0, verbose_name="本步已重复")),
                        ("round", models.PositiveSmallIntegerField(default=0, verbose_name="第几轮")),
                        ("rounds", models.PositiveSmallIntegerField(default=0, verbose_name="整套重复次数")),
                        ("step_at", models.DateTimeField(null=True, verbose_name="本步开始时间")),
                        ("next_at", models.DateTimeField(null=True, verbose_name="下一步时间")),
                        ("expires_at", models.DateTimeField(null=True, verbose_name="失效时间")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "进行中"),
                                    ("answered", "已答复"),
                                    ("exhausted", "已叫完仍无答复"),
                                    ("cancelled", "已取消"),
                                    ("expired", "已过期"),
                                    ("done", "已送完"),
                                ],
                                default="open",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=anlan.base.clock.now, verbose_name="发起时间")),
                        ("ended_at", models.DateTimeField(null=True, verbose_name="结束时间")),
                        (
                            "created_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="people.user",
                                verbose_name="发起人",
                            ),
                        ),
                        (
                            "line",
                            anlan.base.people.fields.LineField(
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
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="places.place",
                                to_field="code",
                                verbose_name="属地",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "通知",
                        "verbose_name_plural": "通知",
                        "indexes": [
                            models.Index(condition=models.Q(("state", "open")), fields=["next_at"], name="notice_next"),
                            models.Index(
                                condition=models.Q(("state", "open")), fields=["expires_at"], name="notice_expiry"
                            ),
                            models.Index(fields=["about", "about_id", "id"], name="notify_noti_about_4c418d_idx"),
                            models.Index(fields=["stream", "sequence"], name="notify_noti_stream_95fd59_idx"),
                            models.Index(fields=["created_at", "id"], name="notify_noti_created_98e132_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Policy",
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
                        ("code", models.SlugField(max_length=40, unique=True, verbose_name="代码")),
                        ("name", models.CharField(max_length=60, verbose_name="名称")),
                        (
                            "rule",
                            models.CharField(
                                choices=[
                                    ("none", "不需回复"),
                                    ("first", "一人回复即可"),
                                    ("everyone", "人人都要回复"),
                                    ("quorum", "限时内满人数"),
                                ],
                                default="first",
                                max_length=10,
                                verbose_name="答复规则",
                            ),
                        ),
                        ("quorum", models.PositiveIntegerField(blank=True, null=True, verbose_name="需答复人数")),
                        (
                            "within_minutes",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="限时（分钟）"),
                        ),
                        ("rounds", models.PositiveSmallIntegerField(default=0, verbose_name="整套重复次数")),
                        (
                            "remind_minutes",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="答复后未行动再提醒（分钟）"
                            ),
                        ),
                        ("words", models.JSONField(blank=True, default=list, verbose_name="可选答复")),
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
                        "verbose_name": "叫应策略",
                        "verbose_name_plural": "叫应策略",
                    },
                ),
                migrations.CreateModel(
                    name="PolicyStep",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(verbose_name="顺序")),
                        ("delay_minutes", models.PositiveIntegerField(default=0, verbose_name="上一步之后（分钟）")),
                        ("targets", models.JSONField(blank=True, default=list, verbose_name="对象")),
                        ("deputies", models.BooleanField(default=False, verbose_name="叫替补")),
                        ("channels", models.JSONField(blank=True, default=list, verbose_name="通道顺序")),
                        ("repeats", models.PositiveSmallIntegerField(default=0, verbose_name="重复次数")),
                        (
                            "repeat_minutes",
                            models.PositiveSmallIntegerField(default=5, verbose_name="重复间隔（分钟）"),
                        ),
                        (
                            "policy",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="notify.policy"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "叫应步骤",
                        "verbose_name_plural": "叫应步骤",
                        "ordering": ["policy", "position"],
                        "constraints": [models.UniqueConstraint(fields=("policy", "position"), name="policy_step")],
                    },
                ),
                migrations.CreateModel(
                    name="RecipientList",
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
                        ("name", models.CharField(max_length=80, unique=True, verbose_name="名单名称")),
                        ("active", models.BooleanField(default=True, verbose_name="启用")),
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
                            "purpose",
                            anlan.base.dictionaries.fields.TermField(
                                blank=True,
                                dictionary="recipient-purpose",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="用途",
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
                        "verbose_name": "接收名单",
                        "verbose_name_plural": "接收名单",
                    },
                ),
            ],
        ),
    ]
