import django.db.models.deletion
from django.db import migrations, models

import anlan.base.clock
import anlan.base.dictionaries.multiple
import anlan.base.places.fields
import anlan.base.tables
import anlan.subjects.duty.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0003_alter_user_totp_secret"),
        ("places", "0001_initial"),
    ]

    operations = [
        anlan.base.tables.CreateModels(
            models=[
                migrations.CreateModel(
                    name="CalendarKey",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("nonce", models.CharField(max_length=40, verbose_name="随机数")),
                        ("made_at", models.DateTimeField(default=anlan.base.clock.now, verbose_name="生成时间")),
                        (
                            "person",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="people.person",
                                verbose_name="人员",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "日历订阅",
                        "verbose_name_plural": "日历订阅",
                    },
                ),
                migrations.CreateModel(
                    name="DutyPost",
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
                        ("name", models.CharField(max_length=60, unique=True, verbose_name="岗位名称")),
                        ("phone", models.CharField(blank=True, max_length=40, verbose_name="值班电话")),
                        (
                            "starts",
                            models.CharField(
                                default="08:00",
                                help_text="如 08:00；两班为 08:00、20:00。",
                                max_length=60,
                                verbose_name="交接时刻",
                            ),
                        ),
                        ("hours", models.PositiveSmallIntegerField(default=24, verbose_name="每班小时数")),
                        ("leaders", models.PositiveSmallIntegerField(default=1, verbose_name="带班领导人数")),
                        ("members", models.PositiveSmallIntegerField(default=2, verbose_name="值班员人数")),
                        ("standby", models.PositiveSmallIntegerField(default=0, verbose_name="备勤人数")),
                        (
                            "round_the_clock",
                            models.BooleanField(
                                default=True,
                                help_text="全天不断岗，每班至少两人并有领导带班。",
                                verbose_name="24 小时双人值守",
                            ),
                        ),
                        (
                            "skills",
                            anlan.base.dictionaries.multiple.TermsField(
                                blank=True, dictionary="duty-skill", verbose_name="每班须有的技能"
                            ),
                        ),
                        ("rest_hours", models.PositiveSmallIntegerField(default=24, verbose_name="班后休息（小时）")),
                        ("longest_run", models.PositiveSmallIntegerField(default=2, verbose_name="最多连值（天）")),
                        ("warn_days", models.PositiveSmallIntegerField(default=3, verbose_name="缺班提前几天提醒")),
                        ("remind_hours", models.PositiveSmallIntegerField(default=12, verbose_name="上岗前几小时提醒")),
                        (
                            "answer_minutes",
                            models.PositiveSmallIntegerField(default=10, verbose_name="抽查应答时限（分钟）"),
                        ),
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
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.organisation",
                                verbose_name="值班单位",
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
                        "verbose_name": "值班岗位",
                        "verbose_name_plural": "值班岗位",
                        "indexes": [models.Index(fields=["place", "name"], name="duty_dutypo_place_i_ebe8d4_idx")],
                    },
                ),
                migrations.CreateModel(
                    name="HandOver",
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
                        (
                            "taken_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="接班确认时间"),
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
                        "indexes": [
                            models.Index(fields=["handed_at", "id"], name="duty_handov_handed__8a2971_idx"),
                            models.Index(fields=["post", "handed_at"], name="duty_handov_post_id_4e02c8_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PostMember",
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
                        ("can_lead", models.BooleanField(default=False, verbose_name="可带班")),
                        ("can_serve", models.BooleanField(default=True, verbose_name="可值班")),
                        (
                            "skills",
                            anlan.base.dictionaries.multiple.TermsField(
                                blank=True, dictionary="duty-skill", verbose_name="技能"
                            ),
                        ),
                        ("share", models.PositiveSmallIntegerField(default=100, verbose_name="承担比例（%）")),
                        ("position", models.PositiveSmallIntegerField(default=1, verbose_name="轮值次序")),
                        (
                            "avoids",
                            models.CharField(
                                blank=True,
                                help_text="如：三、六。排班时尽量避开。",
                                max_length=20,
                                verbose_name="不便值班的星期",
                            ),
                        ),
                        ("active", models.BooleanField(default=True, verbose_name="参加值班")),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="备注")),
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                                verbose_name="人员",
                            ),
                        ),
                        (
                            "post",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="pool",
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
                        "verbose_name": "值班人员",
                        "verbose_name_plural": "值班人员",
                        "indexes": [models.Index(fields=["post", "position"], name="duty_postme_post_id_8ebca6_idx")],
                        "constraints": [models.UniqueConstraint(fields=("post", "person"), name="post_member_once")],
                    },
                ),
                migrations.CreateModel(
                    name="PresenceCheck",
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
                        (
                            "answer_seconds",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="应答用时（秒）"),
                        ),
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
                        "indexes": [
                            models.Index(fields=["checked_at", "id"], name="duty_presen_checked_7f9e21_idx"),
                            models.Index(fields=["result", "checked_at"], name="duty_presen_result_1021e8_idx"),
                            models.Index(fields=["post", "checked_at"], name="duty_presen_post_id_ea43c4_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReportDuty",
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
                        ("name", models.CharField(max_length=80, unique=True, verbose_name="报送事项")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("daily", "日报告"),
                                    ("zero", "零报告"),
                                    ("grid", "网格日报告"),
                                    ("other", "其他报送"),
                                ],
                                default="daily",
                                max_length=8,
                                verbose_name="类型",
                            ),
                        ),
                        (
                            "unit_kinds",
                            anlan.base.dictionaries.multiple.TermsField(
                                blank=True, dictionary="organisation-kind", verbose_name="报送单位类别"
                            ),
                        ),
                        (
                            "cycle",
                            models.CharField(
                                choices=[("daily", "每日"), ("weekly", "每周"), ("monthly", "每月")],
                                default="daily",
                                max_length=8,
                                verbose_name="周期",
                            ),
                        ),
                        (
                            "due_day",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="每周填 1–7（周一至周日），每月填 1–31；每日不填。",
                                null=True,
                                verbose_name="截止日",
                            ),
                        ),
                        (
                            "due_time",
                            models.CharField(
                                choices=[
                                    ("00:00", "00:00"),
                                    ("00:30", "00:30"),
                                    ("01:00", "01:00"),
                                    ("01:30", "01:30"),
                                    ("02:00", "02:00"),
                                    ("02:30", "02:30"),
                                    ("03:00", "03:00"),
                                    ("03:30", "03:30"),
                                    ("04:00", "04:00"),
                                    ("04:30", "04:30"),
                                    ("05:00", "05:00"),
                                    ("05:30", "05:30"),
                                    ("06:00", "06:00"),
                                    ("06:30", "06:30"),
                                    ("07:00", "07:00"),
                                    ("07:30", "07:30"),
                                    ("08:00", "08:00"),
                                    ("08:30", "08:30"),
                                    ("09:00", "09:00"),
                                    ("09:30", "09:30"),
                                    ("10:00", "10:00"),
                                    ("10:30", "10:30"),
                                    ("11:00", "11:00"),
                                    ("11:30", "11:30"),
                                    ("12:00", "12:00"),
                                    ("12:30", "12:30"),
                                    ("13:00", "13:00"),
                                    ("13:30", "13:30"),
                                    ("14:00", "14:00"),
                                    ("14:30", "14:30"),
                                    ("15:00", "15:00"),
                                    ("15:30", "15:30"),
                                    ("16:00", "16:00"),
                                    ("16:30", "16:30"),
                                    ("17:00", "17:00"),
                                    ("17:30", "17:30"),
                                    ("18:00", "18:00"),
                                    ("18:30", "18:30"),
                                    ("19:00", "19:00"),
                                    ("19:30", "19:30"),
                                    ("20:00", "20:00"),
                                    ("20:30", "20:30"),
                                    ("21:00", "21:00"),
                                    ("21:30", "21:30"),
                                    ("22:00", "22:00"),
                                    ("22:30", "22:30"),
                                    ("23:00", "23:00"),
                                    ("23:30", "23:30"),
                                ],
                                default="17:00",
                                max_length=5,
                                verbose_name="截止时刻",
                            ),
                        ),
                        ("key_periods_only", models.BooleanField(default=False, verbose_name="仅重要时段")),
                        ("starts_on", models.DateField(verbose_name="开始日期")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="结束日期")),
                        (
                            "form_fields",
                            models.TextField(
                                blank=True,
                                help_text="一行一项：名称｜类型（文字、整数、小数、是否、选项：甲、乙）｜必填",
                                verbose_name="填报内容",
                            ),
                        ),
                        (
                            "remind_minutes",
                            models.PositiveSmallIntegerField(default=60, verbose_name="截止前几分钟提醒"),
                        ),
                        (
                            "chase_minutes",
                            models.PositiveSmallIntegerField(default=30, verbose_name="超时后每几分钟催报"),
                        ),
                        ("chase_times", models.PositiveSmallIntegerField(default=3, verbose_name="最多催报次数")),
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
                    ],
                    options={
                        "verbose_name": "报送任务",
                        "verbose_name_plural": "报送任务",
                    },
                ),
                migrations.CreateModel(
                    name="ReportDue",
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
                        ("number", models.CharField(editable=False, max_length=24, unique=True, verbose_name="编号")),
                        ("period_on", models.DateField(verbose_name="报告日期")),
                        ("due_at", models.DateTimeField(verbose_name="截止时间")),
                        (
                            "status",
                            models.CharField(
                                choices=[("due", "待报送"), ("filed", "已报送"), ("excused", "免报")],
                                default="due",
                                editable=False,
                                max_length=8,
                                verbose_name="状态",
                            ),
                        ),
                        ("zero", models.BooleanField(default=False, editable=False, verbose_name="零报告")),
                        ("text", models.TextField(blank=True, editable=False, verbose_name="报告内容")),
                        (
                            "content",
                            models.JSONField(blank=True, default=dict, editable=False, verbose_name="填报数据"),
                        ),
                        (
                            "filed_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="报送时间"),
                        ),
                        (
                            "chased",
                            models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="催报次数"),
                        ),
                        (
                            "next_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="下次提醒"),
                        ),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="备注")),
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
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.organisation",
                                verbose_name="报送单位",
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
                            "duty",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="dues",
                                to="duty.reportduty",
                                verbose_name="报送事项",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "报送情况",
                        "verbose_name_plural": "报送情况",
                        "indexes": [
                            models.Index(fields=["due_at", "id"], name="duty_report_due_at_6b09d4_idx"),
                            models.Index(fields=["status", "due_at"], name="duty_report_status_276cb8_idx"),
                            models.Index(fields=["place", "due_at"], name="duty_report_place_i_1d2eab_idx"),
                            models.Index(
                                condition=models.Q(("status", "due")), fields=["next_at"], name="report_due_next"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("duty", "period_on", "unit"), name="report_due_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RosterRun",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("begins_on", models.DateField(verbose_name="从")),
                        ("ends_on", models.DateField(verbose_name="到")),
                        (
                            "way",
                            models.CharField(
                                choices=[("fair", "均衡排班"), ("turns", "按次序轮值")],
                                default="fair",
                                max_length=8,
                                verbose_name="方法",
                            ),
                        ),
                        (
                            "turn_unit",
                            models.CharField(
                                choices=[("hour", "小时"), ("day", "天"), ("week", "周"), ("month", "月")],
                                default="day",
                                max_length=5,
                                verbose_name="轮换单位",
                            ),
                        ),
                        ("turn_length", models.PositiveSmallIntegerField(default=1, verbose_name="每轮几个单位")),
                        ("seconds", models.PositiveSmallIntegerField(default=20, verbose_name="最多计算秒数")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "排队中"),
                                    ("running", "正在排班"),
                                    ("ready", "待采用"),
                                    ("adopted", "已采用"),
                                    ("dropped", "已放弃"),
                                    ("failed", "没有排成"),
                                ],
                                default="waiting",
                                max_length=8,
                                verbose_name="状态",
                            ),
                        ),
                        ("progress", models.PositiveSmallIntegerField(default=0, verbose_name="进度")),
                        ("asked_at", models.DateTimeField(default=anlan.base.clock.now, verbose_name="提出时间")),
                        ("leased_until_at", models.DateTimeField(null=True, verbose_name="占用至")),
                        ("ended_at", models.DateTimeField(null=True, verbose_name="结束时间")),
                        ("result", models.JSONField(default=dict, verbose_name="结果")),
                        ("error", models.CharField(blank=True, max_length=300, verbose_name="原因")),
                        (
                            "asked_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="people.user",
                                verbose_name="提出人",
                            ),
                        ),
                        ("posts", models.ManyToManyField(related_name="+", to="duty.dutypost", verbose_name="岗位")),
                    ],
                    options={
                        "verbose_name": "排班任务",
                        "verbose_name_plural": "排班任务",
                        "indexes": [models.Index(fields=["state", "id"], name="duty_roster_state_66b989_idx")],
                    },
                ),
                migrations.CreateModel(
                    name="Shift",
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
                        (
                            "name",
                            anlan.subjects.duty.models.ShiftName(editable=False, max_length=90, verbose_name="班次"),
                        ),
                        ("begins_at", models.DateTimeField(verbose_name="上岗时间")),
                        ("ends_at", models.DateTimeField(verbose_name="离岗时间")),
                        (
                            "leader_names",
                            models.CharField(blank=True, editable=False, max_length=200, verbose_name="带班领导"),
                        ),
                        (
                            "member_names",
                            models.CharField(blank=True, editable=False, max_length=400, verbose_name="值班员"),
                        ),
                        (
                            "standby_names",
                            models.CharField(blank=True, editable=False, max_length=400, verbose_name="备勤"),
                        ),
                        ("missing", models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="缺人数")),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="备注")),
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
                            "post",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="shifts",
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
                        "verbose_name": "班次",
                        "verbose_name_plural": "班次",
                        "indexes": [
                            models.Index(fields=["post", "begins_at"], name="duty_shift_post_id_30730d_idx"),
                            models.Index(fields=["begins_at", "id"], name="duty_shift_begins__04faa8_idx"),
                            models.Index(fields=["ends_at", "begins_at"], name="duty_shift_ends_at_cdcc9a_idx"),
                            models.Index(fields=["missing", "begins_at"], name="duty_shift_missing_275c2d_idx"),
                            models.Index(fields=["name"], name="duty_shift_name_39b49d_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ShiftPerson",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "part",
                            models.CharField(
                                choices=[("leader", "带班领导"), ("member", "值班员"), ("standby", "备勤")],
                                max_length=8,
                                verbose_name="职责",
                            ),
                        ),
                        ("held", models.BooleanField(default=False, verbose_name="手工安排")),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="duties",
                                to="people.person",
                                verbose_name="人员",
                            ),
                        ),
                        (
                            "shift",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="people",
                                to="duty.shift",
                                verbose_name="班次",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "班次人员",
                        "verbose_name_plural": "班次人员",
                        "indexes": [models.Index(fields=["person", "shift"], name="duty_shiftp_person__0b19f0_idx")],
                        "constraints": [models.UniqueConstraint(fields=("shift", "person"), name="shift_person_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Swap",
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
                        "indexes": [models.Index(fields=["status", "id"], name="duty_swap_status_373226_idx")],
                    },
                ),
            ],
        ),
    ]
