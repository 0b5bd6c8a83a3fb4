import django.db.models.deletion
from django.db import migrations, models

import anlan.base.clock
import anlan.base.places.fields
import anlan.base.tables


class Migration(migrations.Migration):
    dependencies = [
        ("dictionaries", "0002_initial"),
        ("notify", "0001_initial"),
        ("people", "0003_alter_user_totp_secret"),
        ("places", "0001_initial"),
    ]

    operations = [
        anlan.base.tables.CreateModels(
            models=[
                migrations.CreateModel(
                    name="Addressee",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                                condition=models.Q(("remind_at__isnull", False)),
                                fields=["remind_at"],
                                name="addressee_remind",
                            ),
                        ],
                        "constraints": [models.UniqueConstraint(fields=("notice", "person"), name="notice_person")],
                    },
                ),
                migrations.CreateModel(
                    name="Delivery",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                                choices=[(1, "特急"), (2, "紧急"), (3, "一般"), (4, "低")],
                                default=3,
                                verbose_name="紧急程度",
                            ),
                        ),
                        ("exercise", models.BooleanField(default=False, verbose_name="演练")),
                        ("step", models.PositiveSmallIntegerField(default=0, verbose_name="第几步")),
                        ("parts", models.PositiveSmallIntegerField(default=1, verbose_name="条数")),
                        (
                            "cost",
                            models.DecimalField(decimal_places=4, default=0, max_digits=10, verbose_name="费用（元）"),
                        ),
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
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                    name="Answer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                migrations.CreateModel(
                    name="Reply",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                                condition=models.Q(("aside", True), ("handled_at", None)),
                                fields=["id"],
                                name="reply_aside",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
