import django.db.models.deletion
from django.db import migrations, models

import anlan.base.clock
import anlan.base.dictionaries.multiple
import anlan.base.places.fields
import anlan.subjects.duty.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0003_alter_user_totp_secret"),
        ("places", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="DutyPost",
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
                        default=True, help_text="全天不断岗，每班至少两人并有领导带班。", verbose_name="24 小时双人值守"
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
                ("answer_minutes", models.PositiveSmallIntegerField(default=10, verbose_name="抽查应答时限（分钟）")),
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
            },
        ),
        migrations.CreateModel(
            name="PostMember",
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
            },
        ),
        migrations.CreateModel(
            name="Shift",
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
                ("name", anlan.subjects.duty.models.ShiftName(editable=False, max_length=90, verbose_name="班次")),
                ("begins_at", models.DateTimeField(verbose_name="上岗时间")),
                ("ends_at", models.DateTimeField(verbose_name="离岗时间")),
                ("leader_names", models.CharField(blank=True, editable=False, max_length=200, verbose_name="带班领导")),
                ("member_names", models.CharField(blank=True, editable=False, max_length=400, verbose_name="值班员")),
                ("standby_names", models.CharField(blank=True, editable=False, max_length=400, verbose_name="备勤")),
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
            },
        ),
        migrations.CreateModel(
            name="ShiftPerson",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
            },
        ),
        migrations.AddIndex(
            model_name="dutypost",
            index=models.Index(fields=["place", "name"], name="duty_dutypo_place_i_ebe8d4_idx"),
        ),
        migrations.AddIndex(
            model_name="postmember",
            index=models.Index(fields=["post", "position"], name="duty_postme_post_id_8ebca6_idx"),
        ),
        migrations.AddConstraint(
            model_name="postmember",
            constraint=models.UniqueConstraint(fields=("post", "person"), name="post_member_once"),
        ),
        migrations.AddIndex(
            model_name="shift",
            index=models.Index(fields=["post", "begins_at"], name="duty_shift_post_id_30730d_idx"),
        ),
        migrations.AddIndex(
            model_name="shift",
            index=models.Index(fields=["begins_at", "id"], name="duty_shift_begins__04faa8_idx"),
        ),
        migrations.AddIndex(
            model_name="shift",
            index=models.Index(fields=["ends_at", "begins_at"], name="duty_shift_ends_at_cdcc9a_idx"),
        ),
        migrations.AddIndex(
            model_name="shift",
            index=models.Index(fields=["missing", "begins_at"], name="duty_shift_missing_275c2d_idx"),
        ),
        migrations.AddIndex(
            model_name="shift",
            index=models.Index(fields=["name"], name="duty_shift_name_39b49d_idx"),
        ),
        migrations.AddIndex(
            model_name="shiftperson",
            index=models.Index(fields=["person", "shift"], name="duty_shiftp_person__0b19f0_idx"),
        ),
        migrations.AddConstraint(
            model_name="shiftperson",
            constraint=models.UniqueConstraint(fields=("shift", "person"), name="shift_person_once"),
        ),
    ]
