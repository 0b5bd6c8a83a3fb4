import django.db.models.deletion
from django.db import migrations, models

import anlan.base.clock
import anlan.base.dictionaries.fields
import anlan.base.people.fields
import anlan.base.places.fields
import anlan.base.tables
import anlan.subjects.governance.models.about


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0003_ranked"),
        ("dictionaries", "0002_initial"),
        ("enterprises", "0004_firms"),
        ("governance", "0002_supervision"),
        ("people", "0003_alter_user_totp_secret"),
        ("places", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="lessonreceipt",
            name="chased",
            field=models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="催收次数"),
        ),
        migrations.AddField(
            model_name="listing",
            name="urged",
            field=models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="催办次数"),
        ),
        migrations.AddField(
            model_name="supervisionorder",
            name="urged",
            field=models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="催办次数"),
        ),
        anlan.base.tables.CreateModels(
            models=[
                migrations.CreateModel(
                    name="CommitteeMember",
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
                        ("key", models.BooleanField(default=False, verbose_name="重点成员单位")),
                        ("duty", models.TextField(blank=True, verbose_name="安全生产职责")),
                        (
                            "inner_unit",
                            models.CharField(blank=True, max_length=80, verbose_name="安全生产监管内设机构"),
                        ),
                        ("inner_unit_on", models.DateField(blank=True, null=True, verbose_name="内设机构设置日期")),
                        (
                            "inner_staff",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="内设机构人数"),
                        ),
                        ("contact", models.CharField(blank=True, max_length=40, verbose_name="联络员")),
                        ("phone", models.CharField(blank=True, max_length=30, verbose_name="联系电话")),
                        ("from_on", models.DateField(verbose_name="加入日期")),
                        ("to_on", models.DateField(blank=True, null=True, verbose_name="退出日期")),
                        (
                            "committee",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.organisation",
                                verbose_name="安委会、专委会",
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
                            "role",
                            anlan.base.dictionaries.fields.TermField(
                                blank=True,
                                dictionary="committee-role",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="成员身份",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.organisation",
                                verbose_name="成员单位",
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
                        "verbose_name": "委员会成员单位",
                        "verbose_name_plural": "委员会成员单位",
                        "indexes": [
                            models.Index(fields=["from_on", "id"], name="governance__from_on_559a23_idx"),
                            models.Index(fields=["place", "from_on", "id"], name="governance__place_i_dafd67_idx"),
                            models.Index(fields=["inner_unit_on", "id"], name="governance__inner_u_0549aa_idx"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("to_on", None)),
                                fields=("committee", "unit"),
                                name="committee_member_once",
                                violation_error_message="这个单位已经是该委员会的成员。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GrassrootsAct",
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
                        ("done_on", models.DateField(verbose_name="日期")),
                        (
                            "party",
                            anlan.subjects.governance.models.about.PartyField(
                                blank=True, editable=False, max_length=200, verbose_name="企业"
                            ),
                        ),
                        ("person", models.CharField(blank=True, max_length=60, verbose_name="履职人")),
                        ("problems", models.PositiveIntegerField(default=0, verbose_name="发现问题数")),
                        ("people", models.PositiveIntegerField(blank=True, null=True, verbose_name="参加或咨询人数")),
                        (
                            "materials",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="发放资料（份）"),
                        ),
                        ("content", models.TextField(blank=True, verbose_name="情况")),
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
                            "enterprise",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="enterprises.enterprise",
                                verbose_name="宣传企业",
                            ),
                        ),
                        (
                            "kind",
                            anlan.base.dictionaries.fields.TermField(
                                dictionary="grassroots-act",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="履职事项",
                            ),
                        ),
                        (
                            "place",
                            anlan.base.places.fields.PlaceField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="places.place",
                                to_field="code",
                                verbose_name="网格、村社",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.organisation",
                                verbose_name="组织单位",
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
                        "verbose_name": "基层履职记录",
                        "verbose_name_plural": "基层履职记录",
                        "indexes": [
                            models.Index(fields=["done_on", "id"], name="governance__done_on_777010_idx"),
                            models.Index(fields=["place", "done_on", "id"], name="governance__place_i_9012d9_idx"),
                            models.Index(fields=["kind", "done_on", "place"], name="governance__kind_id_6dfb27_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Target",
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
                        ("name", models.CharField(max_length=120, verbose_name="指标名称")),
                        (
                            "plan",
                            models.CharField(
                                blank=True,
                                help_text="如：“十四五”应急管理规划。",
                                max_length=120,
                                verbose_name="所属规划或要点",
                            ),
                        ),
                        ("year", models.PositiveIntegerField(verbose_name="目标年度")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="完成时限")),
                        ("measured_in", models.CharField(blank=True, max_length=20, verbose_name="计量单位")),
                        (
                            "bound",
                            models.CharField(
                                choices=[("at_least", "不低于"), ("at_most", "不高于")],
                                default="at_least",
                                max_length=10,
                                verbose_name="要求",
                            ),
                        ),
                        (
                            "base",
                            models.DecimalField(
                                blank=True, decimal_places=4, max_digits=16, null=True, verbose_name="基期值"
                            ),
                        ),
                        ("goal", models.DecimalField(decimal_places=4, max_digits=16, verbose_name="目标值")),
                        (
                            "actual",
                            models.DecimalField(
                                blank=True, decimal_places=4, max_digits=16, null=True, verbose_name="实际值"
                            ),
                        ),
                        ("measured_on", models.DateField(blank=True, null=True, verbose_name="实际值截至")),
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
                            "document",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="campaigns.document",
                                verbose_name="依据文件",
                            ),
                        ),
                        (
                            "kind",
                            anlan.base.dictionaries.fields.TermField(
                                blank=True,
                                dictionary="target-kind",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="指标类别",
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
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.organisation",
                                verbose_name="责任单位",
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
                        "verbose_name": "目标指标",
                        "verbose_name_plural": "目标指标",
                        "indexes": [
                            models.Index(fields=["year", "name", "id"], name="governance__year_1212a0_idx"),
                            models.Index(fields=["place", "year"], name="governance__place_i_51f319_idx"),
                            models.Index(fields=["due_on", "id"], name="governance__due_on_f94470_idx"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("name", "year", "place", "plan"),
                                name="target_once_a_year",
                                violation_error_message="这一年已经有同名的目标指标。",
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
