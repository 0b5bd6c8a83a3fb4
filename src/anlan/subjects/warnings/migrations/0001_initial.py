import django.db.models.deletion
from django.db import migrations, models

import anlan.base.clock
import anlan.base.dictionaries.fields
import anlan.base.people.fields
import anlan.base.places.fields
import anlan.base.tables
import anlan.kit.geo.models


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
                    name="Consultation",
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
                        ("held_at", models.DateTimeField(verbose_name="会商时间")),
                        ("title", models.CharField(max_length=120, verbose_name="会商主题")),
                        ("chair", models.CharField(max_length=40, verbose_name="主持人")),
                        ("participants", models.CharField(max_length=400, verbose_name="参加单位和人员")),
                        ("opinions", models.TextField(verbose_name="各方意见")),
                        ("decision", models.TextField(verbose_name="会商结论")),
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
                            "kind",
                            anlan.base.dictionaries.fields.TermField(
                                blank=True,
                                dictionary="warning-kind",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="灾种",
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
                        "verbose_name": "会商研判",
                        "verbose_name_plural": "会商研判",
                        "indexes": [
                            models.Index(fields=["held_at", "id"], name="warnings_co_held_at_b654fa_idx"),
                            models.Index(fields=["place", "held_at"], name="warnings_co_place_i_328e0f_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Alert",
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
                        (
                            "identifier",
                            models.CharField(blank=True, max_length=120, unique=True, verbose_name="预警编号"),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[("own", "本级发布"), ("received", "接收")],
                                default="own",
                                editable=False,
                                max_length=8,
                                verbose_name="来源",
                            ),
                        ),
                        (
                            "message",
                            models.CharField(
                                choices=[("Alert", "首发"), ("Update", "更新"), ("Cancel", "解除")],
                                default="Alert",
                                editable=False,
                                max_length=8,
                                verbose_name="消息类型",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "草稿"),
                                    ("review", "待审批"),
                                    ("approved", "待发布"),
                                    ("issued", "生效中"),
                                    ("replaced", "已被更新"),
                                    ("lifted", "已解除"),
                                    ("expired", "已过期"),
                                    ("withdrawn", "已作废"),
                                ],
                                default="draft",
                                editable=False,
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "level",
                            models.CharField(
                                choices=[("red", "红色"), ("orange", "橙色"), ("yellow", "黄色"), ("blue", "蓝色")],
                                max_length=6,
                                verbose_name="预警级别",
                            ),
                        ),
                        ("sender", models.CharField(max_length=120, verbose_name="发布单位")),
                        ("sender_code", models.CharField(blank=True, max_length=14, verbose_name="发布单位编码")),
                        (
                            "cap_sender",
                            models.CharField(blank=True, editable=False, max_length=200, verbose_name="消息发送者"),
                        ),
                        ("headline", models.CharField(blank=True, max_length=200, verbose_name="标题")),
                        ("description", models.TextField(verbose_name="预警内容")),
                        ("instruction", models.TextField(blank=True, verbose_name="防御指南")),
                        ("area_text", models.CharField(blank=True, max_length=400, verbose_name="影响区域")),
                        ("areas", models.JSONField(blank=True, default=list, editable=False, verbose_name="区域代码")),
                        ("shapes", models.JSONField(blank=True, default=list, editable=False, verbose_name="区域图形")),
                        (
                            "issued_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="发布时间"),
                        ),
                        ("onset_at", models.DateTimeField(blank=True, null=True, verbose_name="预计影响时间")),
                        ("expires_at", models.DateTimeField(verbose_name="失效时间")),
                        (
                            "ended_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="结束时间"),
                        ),
                        (
                            "reason",
                            models.CharField(blank=True, editable=False, max_length=300, verbose_name="解除原因"),
                        ),
                        ("exercise", models.BooleanField(default=False, verbose_name="演练")),
                        ("lists", models.JSONField(blank=True, default=list, editable=False, verbose_name="接收名单")),
                        (
                            "refers",
                            models.JSONField(blank=True, default=list, editable=False, verbose_name="引用的编号"),
                        ),
                        (
                            "approved_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="审批时间"),
                        ),
                        (
                            "dispatched_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="发到村户时间"),
                        ),
                        (
                            "approved_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="people.user",
                                verbose_name="审批人",
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
                            "first",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="followers",
                                to="warnings.alert",
                                verbose_name="首发",
                            ),
                        ),
                        (
                            "kind",
                            anlan.base.dictionaries.fields.TermField(
                                dictionary="warning-kind",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="预警种类",
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
                                verbose_name="属地",
                            ),
                        ),
                        (
                            "previous",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="next",
                                to="warnings.alert",
                                verbose_name="上一条",
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
                            "consultation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="alerts",
                                to="warnings.consultation",
                                verbose_name="依据的会商",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "预警信息",
                        "verbose_name_plural": "预警信息",
                        "indexes": [
                            models.Index(fields=["issued_at", "id"], name="warnings_al_issued__080823_idx"),
                            models.Index(fields=["status", "expires_at", "id"], name="warnings_al_status_5cd726_idx"),
                            models.Index(fields=["status", "issued_at", "id"], name="warnings_al_status_02c1f8_idx"),
                            models.Index(fields=["place", "issued_at", "id"], name="warnings_al_place_i_e4300e_idx"),
                            models.Index(fields=["level", "id"], name="warnings_al_level_50c64c_idx"),
                            models.Index(fields=["quadkey", "level", "place"], name="alert_tile"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FireBan",
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
                        ("title", models.CharField(max_length=160, verbose_name="禁火令名称")),
                        ("number", models.CharField(blank=True, max_length=60, verbose_name="文号")),
                        ("issuer", models.CharField(max_length=120, verbose_name="发布机关")),
                        ("issued_on", models.DateField(verbose_name="发布日期")),
                        ("from_on", models.DateField(verbose_name="禁火开始")),
                        ("to_on", models.DateField(verbose_name="禁火结束")),
                        ("area", models.CharField(blank=True, max_length=300, verbose_name="区域说明")),
                        ("content", models.TextField(verbose_name="禁火内容")),
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
                            "place",
                            anlan.base.places.fields.PlaceField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="places.place",
                                to_field="code",
                                verbose_name="禁火区域",
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
                        "verbose_name": "禁火令",
                        "verbose_name_plural": "禁火令",
                        "indexes": [
                            models.Index(fields=["from_on", "id"], name="warnings_fi_from_on_5033b7_idx"),
                            models.Index(fields=["to_on", "id"], name="warnings_fi_to_on_b91b92_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TrustedSender",
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
                        ("sender", models.CharField(max_length=200, verbose_name="发送者标识")),
                        ("name", models.CharField(max_length=120, verbose_name="单位名称")),
                        ("certificate", models.TextField(verbose_name="证书（PEM）")),
                        (
                            "fingerprint",
                            models.CharField(blank=True, editable=False, max_length=64, verbose_name="证书指纹"),
                        ),
                        ("valid_from_at", models.DateTimeField(blank=True, null=True, verbose_name="启用时间")),
                        ("valid_until_at", models.DateTimeField(blank=True, null=True, verbose_name="停用时间")),
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
                        "verbose_name": "可信发送者",
                        "verbose_name_plural": "可信发送者",
                        "indexes": [models.Index(fields=["sender", "id"], name="warnings_tr_sender_34ed52_idx")],
                    },
                ),
                migrations.CreateModel(
                    name="WarningFeed",
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
                        ("name", models.CharField(max_length=80, verbose_name="订阅源名称")),
                        ("address", models.CharField(max_length=400, verbose_name="地址")),
                        (
                            "hosts",
                            models.CharField(
                                help_text="逗号分开；订阅源里的链接只到这些主机去取。",
                                max_length=400,
                                verbose_name="允许的主机",
                            ),
                        ),
                        ("every_minutes", models.PositiveSmallIntegerField(default=5, verbose_name="间隔（分钟）")),
                        ("active", models.BooleanField(default=True, verbose_name="启用")),
                        ("note", models.TextField(blank=True, verbose_name="备注")),
                        (
                            "next_at",
                            models.DateTimeField(default=anlan.base.clock.now, editable=False, verbose_name="下次取"),
                        ),
                        (
                            "asked_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="上次取"),
                        ),
                        (
                            "failures",
                            models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="连续失败"),
                        ),
                        (
                            "error",
                            models.CharField(blank=True, editable=False, max_length=300, verbose_name="失败原因"),
                        ),
                        ("etag", models.CharField(blank=True, editable=False, max_length=200, verbose_name="版本标记")),
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
                                verbose_name="属地",
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
                        "verbose_name": "预警订阅源",
                        "verbose_name_plural": "预警订阅源",
                        "indexes": [models.Index(fields=["active", "next_at"], name="warnings_wa_active_2891e1_idx")],
                    },
                ),
                migrations.CreateModel(
                    name="Intake",
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
                        ("received_at", models.DateTimeField(default=anlan.base.clock.now, verbose_name="收到时间")),
                        (
                            "door",
                            models.CharField(
                                choices=[
                                    ("file", "上传文件"),
                                    ("http", "接口推送"),
                                    ("feed", "订阅源"),
                                    ("text", "文本录入"),
                                ],
                                default="file",
                                max_length=5,
                                verbose_name="途径",
                            ),
                        ),
                        ("name", models.CharField(blank=True, max_length=400, verbose_name="文件名或来源")),
                        ("raw", models.TextField(blank=True, editable=False, verbose_name="原文")),
                        (
                            "digest",
                            models.CharField(blank=True, editable=False, max_length=64, verbose_name="原文摘要"),
                        ),
                        (
                            "verdict",
                            models.CharField(
                                choices=[("accepted", "已接收"), ("remarks", "接收，有疑点"), ("refused", "拒收")],
                                default="refused",
                                max_length=8,
                                verbose_name="结论",
                            ),
                        ),
                        ("reasons", models.TextField(blank=True, verbose_name="原因")),
                        ("sender", models.CharField(blank=True, max_length=200, verbose_name="发送者")),
                        ("identifier", models.CharField(blank=True, max_length=200, verbose_name="消息编号")),
                        ("headline", models.CharField(blank=True, max_length=400, verbose_name="标题")),
                        (
                            "attempts",
                            models.PositiveSmallIntegerField(default=1, editable=False, verbose_name="读取次数"),
                        ),
                        ("handled", models.BooleanField(default=False, verbose_name="已人工处理")),
                        ("note", models.TextField(blank=True, verbose_name="处理说明")),
                        (
                            "alert",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="intakes",
                                to="warnings.alert",
                                verbose_name="预警",
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
                            "feed",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="intakes",
                                to="warnings.warningfeed",
                                verbose_name="订阅源",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "预警接收记录",
                        "verbose_name_plural": "预警接收记录",
                        "indexes": [
                            models.Index(fields=["received_at", "id"], name="warnings_in_receive_5e4fdd_idx"),
                            models.Index(fields=["verdict", "handled", "id"], name="warnings_in_verdict_55614c_idx"),
                            models.Index(fields=["digest"], name="warnings_in_digest_c4cbd1_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WarningTemplate",
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
                        ("name", models.CharField(max_length=120, verbose_name="模板名称")),
                        (
                            "level",
                            models.CharField(
                                choices=[("red", "红色"), ("orange", "橙色"), ("yellow", "黄色"), ("blue", "蓝色")],
                                max_length=6,
                                verbose_name="预警级别",
                            ),
                        ),
                        (
                            "act",
                            models.CharField(
                                choices=[("issue", "发布"), ("update", "更新"), ("lift", "解除")],
                                default="issue",
                                max_length=6,
                                verbose_name="用途",
                            ),
                        ),
                        ("description", models.TextField(verbose_name="预警内容")),
                        ("instruction", models.TextField(blank=True, verbose_name="防御指南")),
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
                            "kind",
                            anlan.base.dictionaries.fields.TermField(
                                dictionary="warning-kind",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="预警种类",
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
                        "verbose_name": "预警模板",
                        "verbose_name_plural": "预警模板",
                        "indexes": [
                            models.Index(fields=["kind", "level", "act"], name="warnings_wa_kind_id_b8c370_idx")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BroadcastTerminal",
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
                        ("code", models.CharField(max_length=40, unique=True, verbose_name="终端编码")),
                        ("name", models.CharField(max_length=120, verbose_name="终端名称")),
                        ("site", models.CharField(blank=True, max_length=160, verbose_name="安装位置")),
                        ("households", models.PositiveIntegerField(blank=True, null=True, verbose_name="覆盖户数")),
                        ("population", models.PositiveIntegerField(blank=True, null=True, verbose_name="覆盖人口")),
                        ("radius", models.PositiveIntegerField(blank=True, null=True, verbose_name="覆盖半径（米）")),
                        (
                            "online",
                            models.CharField(
                                choices=[("online", "在线"), ("offline", "离线"), ("faulty", "故障")],
                                default="online",
                                max_length=8,
                                verbose_name="状况",
                            ),
                        ),
                        ("tested_on", models.DateField(blank=True, null=True, verbose_name="最近试播日期")),
                        ("keeper", models.CharField(blank=True, max_length=40, verbose_name="管护人")),
                        ("phone", models.CharField(blank=True, max_length=30, verbose_name="管护人电话")),
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
                            "kind",
                            anlan.base.dictionaries.fields.TermField(
                                dictionary="broadcast-kind",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="终端类型",
                            ),
                        ),
                        (
                            "place",
                            anlan.base.places.fields.PlaceField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="places.place",
                                to_field="code",
                                verbose_name="所在村社",
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
                        "verbose_name": "应急广播终端",
                        "verbose_name_plural": "应急广播终端",
                        "indexes": [
                            models.Index(fields=["place", "id"], name="warnings_br_place_i_81edad_idx"),
                            models.Index(fields=["online", "id"], name="warnings_br_online_19206f_idx"),
                            models.Index(fields=["tested_on", "id"], name="warnings_br_tested__f11579_idx"),
                            models.Index(fields=["quadkey", "online", "place"], name="broadcast_tile"),
                        ],
                    },
                ),
            ],
        ),
    ]
