import anlan.base.clock
import anlan.base.dictionaries.fields
import anlan.base.people.fields
import anlan.base.places.fields
import anlan.base.secrets
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("dictionaries", "0002_initial"),
        ("people", "0003_alter_user_totp_secret"),
        ("places", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="QuietHours",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "urgency",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "特急"), (2, "紧急"), (3, "一般"), (4, "低")], unique=True, verbose_name="紧急程度"
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
            name="Channel",
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
                    models.BooleanField(default=False, help_text="真实通道拒收演练消息。", verbose_name="真实发送"),
                ),
                ("position", models.PositiveSmallIntegerField(default=1, verbose_name="顺序")),
                ("options", models.JSONField(blank=True, default=dict, verbose_name="参数")),
                ("secret", anlan.base.secrets.SealedTextField(blank=True, editable=False, verbose_name="密钥")),
                ("rate", models.FloatField(default=10, verbose_name="每秒条数")),
                ("timeout_seconds", models.PositiveSmallIntegerField(default=10, verbose_name="超时（秒）")),
                ("slow_seconds", models.PositiveSmallIntegerField(default=10, verbose_name="慢的界限（秒）")),
                ("slow_share", models.FloatField(default=0.2, verbose_name="慢的比例上限")),
                ("cost", models.DecimalField(decimal_places=4, default=0, max_digits=8, verbose_name="单价（元/条）")),
                ("failures", models.PositiveIntegerField(default=0, editable=False, verbose_name="连续失败")),
                ("broken_until_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="熔断至")),
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
            name="Contact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                    models.Index(condition=models.Q(("failures__gt", 0)), fields=["failed_at"], name="contact_failing"),
                    models.Index(fields=["stopped_at"], name="notify_cont_stopped_e55da5_idx"),
                ],
            },
        ),
        migrations.CreateModel(
            name="EarlyReceipt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                        choices=[(1, "特急"), (2, "紧急"), (3, "一般"), (4, "低")], default=3, verbose_name="紧急程度"
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
                    models.Index(condition=models.Q(("state", "open")), fields=["expires_at"], name="notice_expiry"),
                    models.Index(fields=["about", "about_id", "id"], name="notify_noti_about_4c418d_idx"),
                    models.Index(fields=["stream", "sequence"], name="notify_noti_stream_95fd59_idx"),
                    models.Index(fields=["created_at", "id"], name="notify_noti_created_98e132_idx"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Addressee",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("group", models.CharField(blank=True, max_length=80, verbose_name="分组")),
                ("required", models.BooleanField(default=True, verbose_name="须本人或代理人答复")),
                ("covered_at", models.DateTimeField(null=True, verbose_name="由他人答复时间")),
                ("step", models.PositiveSmallIntegerField(default=0, verbose_name="第几步")),
                ("called_at", models.DateTimeField(null=True, verbose_name="叫应时间")),
                ("sent_at", models.DateTimeField(null=True, verbose_name="最早发出")),
                ("delivered_at", models.DateTimeField(null=True, verbose_name="最早送达")),
                ("seen_at", models.DateTimeField(null=True, verbose_name="最早看到")),
                ("answered_at", models.DateTimeField(null=True, verbose_name="答复时间")),
                ("arrived_at", models.DateTimeField(null=True, verbose_name="到位时间")),
                (
                    "word",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("seen", "已看到"),
                            ("understood", "明白"),
                            ("on_the_way", "已出发"),
                            ("arrived", "已到位"),
                            ("need_help", "需要支援"),
                            ("unable", "无法到达"),
                            ("handed_over", "已转交"),
                            ("escalated", "请求上报"),
                        ],
                        max_length=12,
                        verbose_name="答复",
                    ),
                ),
                ("remind_at", models.DateTimeField(null=True, verbose_name="再提醒时间")),
                ("reminders", models.PositiveSmallIntegerField(default=0, verbose_name="已再提醒次数")),
                ("failed", models.BooleanField(default=False, verbose_name="联系不上")),
                (
                    "deputy",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="people.person",
                        verbose_name="替补",
                    ),
                ),
                (
                    "instead_of",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="deputies",
                        to="notify.addressee",
                        verbose_name="替谁",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="addressed",
                        to="people.person",
                        verbose_name="人员",
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
                        verbose_name="村社",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                        verbose_name="所属单位",
                    ),
                ),
                (
                    "notice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="addressees",
                        to="notify.notice",
                        verbose_name="通知",
                    ),
                ),
            ],
            options={
                "verbose_name": "通知对象",
                "verbose_name_plural": "通知对象",
                "indexes": [
                    models.Index(fields=["notice", "group"], name="notify_addr_notice__8d58c5_idx"),
                    models.Index(fields=["notice", "place"], name="notify_addr_notice__ba83eb_idx"),
                    models.Index(fields=["person", "notice"], name="notify_addr_person__849900_idx"),
                    models.Index(
                        condition=models.Q(("answered_at", None), ("covered_at", None), ("required", True)),
                        fields=["notice", "id"],
                        name="addressee_open",
                    ),
                    models.Index(
                        condition=models.Q(("remind_at__isnull", False)), fields=["remind_at"], name="addressee_remind"
                    ),
                ],
                "constraints": [models.UniqueConstraint(fields=("notice", "person"), name="notice_person")],
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=80, unique=True, verbose_name="幂等键")),
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
                        verbose_name="通道类型",
                    ),
                ),
                ("address", models.CharField(max_length=200, verbose_name="号码或地址")),
                ("text", models.TextField(verbose_name="内容")),
                (
                    "urgency",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "特急"), (2, "紧急"), (3, "一般"), (4, "低")], default=3, verbose_name="紧急程度"
                    ),
                ),
                ("exercise", models.BooleanField(default=False, verbose_name="演练")),
                ("step", models.PositiveSmallIntegerField(default=0, verbose_name="第几步")),
                ("parts", models.PositiveSmallIntegerField(default=1, verbose_name="条数")),
                ("cost", models.DecimalField(decimal_places=4, default=0, max_digits=10, verbose_name="费用（元）")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "待发"),
                            ("taken", "发送中"),
                            ("sent", "已发"),
                            ("delivered", "已送达"),
                            ("failed", "发送失败"),
                            ("dropped", "不再发送"),
                            ("bundled", "并入他条"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("due_at", models.DateTimeField(verbose_name="应发时间")),
                ("expires_at", models.DateTimeField(null=True, verbose_name="失效时间")),
                ("leased_until_at", models.DateTimeField(null=True, verbose_name="占用至")),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="尝试次数")),
                ("created_at", models.DateTimeField(default=anlan.base.clock.now, verbose_name="生成时间")),
                ("sent_at", models.DateTimeField(null=True, verbose_name="发出时间")),
                ("delivered_at", models.DateTimeField(null=True, verbose_name="送达时间")),
                ("provider_id", models.CharField(blank=True, max_length=80, verbose_name="网关编号")),
                ("error", models.CharField(blank=True, max_length=300, verbose_name="失败原因")),
                ("lease", models.PositiveIntegerField(default=0, editable=False, verbose_name="占用序号")),
                ("unsure", models.BooleanField(default=False, editable=False, verbose_name="结果不明")),
                (
                    "addressee",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deliveries",
                        to="notify.addressee",
                        verbose_name="对象",
                    ),
                ),
                (
                    "bundled_into",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="bundle",
                        to="notify.delivery",
                        verbose_name="并入",
                    ),
                ),
                (
                    "channel",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="notify.channel",
                        verbose_name="通道",
                    ),
                ),
                (
                    "notice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deliveries",
                        to="notify.notice",
                        verbose_name="通知",
                    ),
                ),
            ],
            options={
                "verbose_name": "发送记录",
                "verbose_name_plural": "发送记录",
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ("waiting", "taken"))),
                        fields=["kind", "urgency", "due_at", "id"],
                        name="delivery_queue",
                    ),
                    models.Index(fields=["state", "id"], name="notify_deli_state_f3643b_idx"),
                    models.Index(fields=["notice", "state"], name="notify_deli_notice__72221b_idx"),
                    models.Index(fields=["addressee", "id"], name="notify_deli_address_60ece2_idx"),
                    models.Index(fields=["provider_id"], name="notify_deli_provide_d01903_idx"),
                    models.Index(fields=["channel", "sent_at"], name="delivery_channel"),
                    models.Index(fields=["address", "-id"], name="notify_deli_address_7f87e4_idx"),
                ],
            },
        ),
        migrations.CreateModel(
            name="NoticeEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=anlan.base.clock.now, verbose_name="时间")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("started", "发起"),
                            ("step", "叫应"),
                            ("repeated", "重复叫应"),
                            ("round", "重新一轮"),
                            ("nobody", "无人可叫，已跳过"),
                            ("skipped", "都已答复，已跳过"),
                            ("deputy", "由代理人接替"),
                            ("by_hand", "人工叫应"),
                            ("handed_over", "转交"),
                            ("escalated", "提前上报"),
                            ("reminded", "再次提醒"),
                            ("resent", "重新发送"),
                            ("acted", "已有行动"),
                            ("ended", "结束"),
                        ],
                        max_length=12,
                        verbose_name="事项",
                    ),
                ),
                ("text", models.CharField(blank=True, max_length=300, verbose_name="说明")),
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
                    "notice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="events",
                        to="notify.notice",
                        verbose_name="通知",
                    ),
                ),
            ],
            options={
                "verbose_name": "通知时间线",
                "verbose_name_plural": "通知时间线",
                "indexes": [models.Index(fields=["notice", "id"], name="notify_noti_notice__c544ca_idx")],
            },
        ),
        migrations.CreateModel(
            name="Policy",
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
                ("within_minutes", models.PositiveIntegerField(blank=True, null=True, verbose_name="限时（分钟）")),
                ("rounds", models.PositiveSmallIntegerField(default=0, verbose_name="整套重复次数")),
                (
                    "remind_minutes",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="答复后未行动再提醒（分钟）"),
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
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="顺序")),
                ("delay_minutes", models.PositiveIntegerField(default=0, verbose_name="上一步之后（分钟）")),
                ("targets", models.JSONField(blank=True, default=list, verbose_name="对象")),
                ("deputies", models.BooleanField(default=False, verbose_name="叫替补")),
                ("channels", models.JSONField(blank=True, default=list, verbose_name="通道顺序")),
                ("repeats", models.PositiveSmallIntegerField(default=0, verbose_name="重复次数")),
                ("repeat_minutes", models.PositiveSmallIntegerField(default=5, verbose_name="重复间隔（分钟）")),
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
            name="Preference",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
            name="RecipientList",
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
        migrations.CreateModel(
            name="ListMember",
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
            name="Reply",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=120, unique=True, verbose_name="幂等键")),
                ("address", models.CharField(max_length=200, verbose_name="号码")),
                ("text", models.CharField(max_length=500, verbose_name="内容")),
                ("at", models.DateTimeField(verbose_name="时间")),
                (
                    "door",
                    models.CharField(
                        choices=[
                            ("link", "链接"),
                            ("sms", "短信"),
                            ("voice", "语音按键"),
                            ("app", "站内"),
                            ("board", "值班代录"),
                        ],
                        max_length=8,
                        verbose_name="途径",
                    ),
                ),
                ("word", models.CharField(blank=True, max_length=12, verbose_name="读作")),
                ("aside", models.BooleanField(default=False, verbose_name="待人工处理")),
                ("handled_at", models.DateTimeField(null=True, verbose_name="处理时间")),
                (
                    "addressee",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="replies",
                        to="notify.addressee",
                        verbose_name="对象",
                    ),
                ),
                (
                    "handled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="people.user",
                        verbose_name="处理人",
                    ),
                ),
            ],
            options={
                "verbose_name": "回复",
                "verbose_name_plural": "回复",
                "indexes": [
                    models.Index(fields=["at", "id"], name="notify_repl_at_a886fe_idx"),
                    models.Index(
                        condition=models.Q(("aside", True), ("handled_at", None)), fields=["id"], name="reply_aside"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Absence",
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
        migrations.CreateModel(
            name="Answer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "word",
                    models.CharField(
                        choices=[
                            ("seen", "已看到"),
                            ("understood", "明白"),
                            ("on_the_way", "已出发"),
                            ("arrived", "已到位"),
                            ("need_help", "需要支援"),
                            ("unable", "无法到达"),
                            ("handed_over", "已转交"),
                            ("escalated", "请求上报"),
                        ],
                        max_length=12,
                        verbose_name="答复",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                ("at", models.DateTimeField(default=anlan.base.clock.now, verbose_name="时间")),
                (
                    "door",
                    models.CharField(
                        choices=[
                            ("link", "链接"),
                            ("sms", "短信"),
                            ("voice", "语音按键"),
                            ("app", "站内"),
                            ("board", "值班代录"),
                        ],
                        max_length=8,
                        verbose_name="途径",
                    ),
                ),
                ("longitude", models.FloatField(null=True, verbose_name="经度")),
                ("latitude", models.FloatField(null=True, verbose_name="纬度")),
                ("key", models.CharField(max_length=120, unique=True, verbose_name="幂等键")),
                (
                    "addressee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="notify.addressee",
                        verbose_name="对象",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="people.user",
                        verbose_name="代录人",
                    ),
                ),
            ],
            options={
                "verbose_name": "答复",
                "verbose_name_plural": "答复",
                "indexes": [models.Index(fields=["addressee", "id"], name="notify_answ_address_57ad2e_idx")],
            },
        ),
    ]
