import django.db.models.deletion
from django.db import migrations, models

import anlan.base.clock
import anlan.base.dictionaries.fields
import anlan.base.people.fields
import anlan.base.tables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("dictionaries", "0001_initial"),
    ]

    operations = [
        anlan.base.tables.CreateModels(
            models=[
                migrations.CreateModel(
                    name="User",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("password", models.CharField(max_length=128, verbose_name="password")),
                        ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                        ("username", models.CharField(max_length=60, unique=True, verbose_name="用户名")),
                        ("name", models.CharField(max_length=40, verbose_name="姓名")),
                        ("phone", models.CharField(blank=True, max_length=30, verbose_name="手机")),
                        ("email", models.EmailField(blank=True, max_length=254, verbose_name="邮箱")),
                        ("is_active", models.BooleanField(default=True, verbose_name="启用")),
                        ("must_change_password", models.BooleanField(default=False, verbose_name="须改口令")),
                        (
                            "password_set_at",
                            models.DateTimeField(editable=False, null=True, verbose_name="口令设置时间"),
                        ),
                        (
                            "failed_count",
                            models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="连续失败次数"),
                        ),
                        (
                            "locked_until_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="锁定至"),
                        ),
                        (
                            "last_seen_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="最近在线"),
                        ),
                        (
                            "totp_secret",
                            models.CharField(blank=True, editable=False, max_length=64, verbose_name="动态口令密钥"),
                        ),
                        ("totp_on", models.BooleanField(default=False, editable=False, verbose_name="动态口令已启用")),
                        (
                            "totp_step",
                            models.BigIntegerField(default=0, editable=False, verbose_name="已用动态口令时段"),
                        ),
                        (
                            "date_joined_at",
                            models.DateTimeField(default=anlan.base.clock.now, editable=False, verbose_name="建号时间"),
                        ),
                    ],
                    options={
                        "verbose_name": "用户",
                        "verbose_name_plural": "用户",
                        "ordering": ["username"],
                    },
                ),
                migrations.CreateModel(
                    name="PastPassword",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("hash", models.CharField(max_length=128, verbose_name="口令摘要")),
                        ("set_at", models.DateTimeField(default=anlan.base.clock.now, verbose_name="设置时间")),
                    ],
                    options={
                        "verbose_name": "历史口令",
                        "verbose_name_plural": "历史口令",
                    },
                ),
                migrations.CreateModel(
                    name="Person",
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
                        ("name", models.CharField(max_length=40, verbose_name="姓名")),
                        ("post", models.CharField(blank=True, max_length=60, verbose_name="职务")),
                        ("phone", models.CharField(blank=True, max_length=30, verbose_name="手机")),
                        ("phone2", models.CharField(blank=True, max_length=30, verbose_name="备用电话")),
                        ("email", models.EmailField(blank=True, max_length=254, verbose_name="邮箱")),
                        ("id_number", models.CharField(blank=True, max_length=18, verbose_name="身份证号")),
                        ("active", models.BooleanField(default=True, verbose_name="在岗")),
                    ],
                    options={
                        "verbose_name": "人员",
                        "verbose_name_plural": "人员",
                    },
                ),
                migrations.CreateModel(
                    name="Posting",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "任职",
                        "verbose_name_plural": "任职",
                    },
                ),
                migrations.CreateModel(
                    name="RecoveryCode",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("hash", models.CharField(max_length=64, verbose_name="摘要")),
                        ("used_at", models.DateTimeField(null=True, verbose_name="使用时间")),
                    ],
                    options={
                        "verbose_name": "动态口令恢复码",
                        "verbose_name_plural": "动态口令恢复码",
                    },
                ),
                migrations.CreateModel(
                    name="Role",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=30, unique=True, verbose_name="代码")),
                        ("name", models.CharField(max_length=40, verbose_name="名称")),
                        ("extra", models.JSONField(blank=True, default=list, verbose_name="增加的权限")),
                        ("removed", models.JSONField(blank=True, default=list, verbose_name="去掉的权限")),
                        ("position", models.PositiveSmallIntegerField(default=0, verbose_name="次序")),
                    ],
                    options={
                        "verbose_name": "角色",
                        "verbose_name_plural": "角色",
                        "ordering": ["position", "code"],
                    },
                ),
                migrations.CreateModel(
                    name="Session",
                    fields=[
                        (
                            "session_key",
                            models.CharField(
                                max_length=40, primary_key=True, serialize=False, verbose_name="session key"
                            ),
                        ),
                        ("session_data", models.TextField(verbose_name="session data")),
                        ("expire_date", models.DateTimeField(db_index=True, verbose_name="expire date")),
                        ("address", models.CharField(blank=True, max_length=45, verbose_name="来源地址")),
                        ("agent", models.CharField(blank=True, max_length=200, verbose_name="浏览器")),
                        ("began_at", models.DateTimeField(default=anlan.base.clock.now, verbose_name="登录时间")),
                        ("seen_at", models.DateTimeField(default=anlan.base.clock.now, verbose_name="最近操作")),
                    ],
                    options={
                        "verbose_name": "会话",
                        "verbose_name_plural": "会话",
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SignInGuard",
                    fields=[
                        (
                            "key",
                            models.CharField(max_length=120, primary_key=True, serialize=False, verbose_name="对象"),
                        ),
                        ("failed_count", models.PositiveIntegerField(default=0, verbose_name="失败次数")),
                        ("since_at", models.DateTimeField(verbose_name="起算时间")),
                        ("locked_until_at", models.DateTimeField(null=True, verbose_name="锁定至")),
                    ],
                    options={
                        "verbose_name": "登录失败计数",
                        "verbose_name_plural": "登录失败计数",
                    },
                ),
                migrations.CreateModel(
                    name="SignInPolicy",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("max_failures", models.PositiveSmallIntegerField(default=5, verbose_name="连续失败几次锁定")),
                        ("lock_minutes", models.PositiveSmallIntegerField(default=15, verbose_name="锁定分钟数")),
                        (
                            "max_failures_of_address",
                            models.PositiveSmallIntegerField(default=50, verbose_name="同一地址失败几次后暂停"),
                        ),
                        ("max_sessions", models.PositiveSmallIntegerField(default=3, verbose_name="同时在线会话数")),
                        ("idle_minutes", models.PositiveSmallIntegerField(default=30, verbose_name="无操作退出分钟数")),
                        ("absolute_hours", models.PositiveSmallIntegerField(default=12, verbose_name="最长登录小时数")),
                        ("password_length", models.PositiveSmallIntegerField(default=10, verbose_name="口令最短长度")),
                        (
                            "password_classes",
                            models.PositiveSmallIntegerField(default=3, verbose_name="口令至少含几类字符"),
                        ),
                        (
                            "password_history",
                            models.PositiveSmallIntegerField(default=5, verbose_name="不得重复最近几次口令"),
                        ),
                        (
                            "password_days",
                            models.PositiveSmallIntegerField(default=90, verbose_name="口令有效天数（0 为不限）"),
                        ),
                        (
                            "totp_roles",
                            models.JSONField(blank=True, default=list, verbose_name="必须启用动态口令的角色"),
                        ),
                    ],
                    options={
                        "verbose_name": "登录安全策略",
                        "verbose_name_plural": "登录安全策略",
                    },
                ),
                migrations.CreateModel(
                    name="Line",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=8, unique=True, verbose_name="条线代码")),
                        ("name", models.CharField(max_length=40, verbose_name="名称")),
                        ("active", models.BooleanField(default=True, verbose_name="启用")),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="children",
                                to="people.line",
                                to_field="code",
                                verbose_name="上级",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "条线",
                        "verbose_name_plural": "条线",
                        "ordering": ["code"],
                    },
                ),
                migrations.CreateModel(
                    name="Organisation",
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
                        ("name", models.CharField(max_length=120, verbose_name="名称")),
                        ("short_name", models.CharField(blank=True, max_length=40, verbose_name="简称")),
                        ("credit_code", models.CharField(blank=True, max_length=18, verbose_name="统一社会信用代码")),
                        ("phone", models.CharField(blank=True, max_length=40, verbose_name="电话")),
                        ("address", models.CharField(blank=True, max_length=200, verbose_name="地址")),
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
                                blank=True,
                                dictionary="organisation-kind",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="类别",
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
                            "line_superior",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="line_subordinates",
                                to="people.organisation",
                                verbose_name="条线上级",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "单位",
                        "verbose_name_plural": "单位",
                    },
                ),
            ],
        ),
    ]
