from typing import Any

import django.db.models.deletion
from django.db import migrations, models

import anlan.base.clock
import anlan.base.dictionaries.fields
import anlan.base.people.fields
import anlan.base.places.fields
import anlan.base.tables
from anlan.subjects.hazards.visiting import names_in, turn_of

CHUNK = 2000


def keep_people(apps: Any, schema_editor: Any) -> None:
    """Those named in inspections of before become rows, as the ledger writes them for new ones."""
    inspections, people = (apps.get_model("hazards", name) for name in ("Inspection", "InspectionPerson"))
    made = []
    for row in inspections.objects.only("inspectors", "inspected_on", "organisation_id").iterator(chunk_size=CHUNK):
        for name in names_in(row.inspectors):
            turn = turn_of(name, row.inspected_on, row.organisation_id)
            made.append(people(inspection_id=row.pk, name=name, turn=turn))
        if len(made) >= CHUNK:
            people.objects.bulk_create(made)
            made = []
    people.objects.bulk_create(made)


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0001_initial"),
        ("dictionaries", "0002_initial"),
        ("enterprises", "0002_tiles"),
        ("hazards", "0005_hazards_in_full"),
        ("people", "0003_alter_user_totp_secret"),
        ("places", "0001_initial"),
    ]

    operations = [
        anlan.base.tables.CreateModels(
            models=[
                migrations.CreateModel(
                    name="Checklist",
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
                        ("code", models.CharField(blank=True, max_length=40, verbose_name="检查表编码")),
                        ("name", models.CharField(max_length=120, unique=True, verbose_name="检查表名称")),
                        ("edition", models.CharField(blank=True, max_length=20, verbose_name="版次")),
                        ("body", models.CharField(blank=True, max_length=120, verbose_name="检查主体")),
                        ("basis", models.CharField(blank=True, max_length=500, verbose_name="编制依据")),
                        ("valid_from_on", models.DateField(verbose_name="启用日期")),
                        ("valid_to_on", models.DateField(blank=True, null=True, verbose_name="停用日期")),
                        ("note", models.TextField(blank=True, verbose_name="说明")),
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
                                dictionary="inspection-kind",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="检查类型",
                            ),
                        ),
                        (
                            "sector",
                            anlan.base.dictionaries.fields.TermField(
                                blank=True,
                                dictionary="sector",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="适用行业",
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
                        "verbose_name": "检查表",
                        "verbose_name_plural": "检查表",
                        "indexes": [
                            models.Index(fields=["valid_from_on", "id"], name="hazards_che_valid_f_8f4746_idx")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("code", ""), _negated=True),
                                fields=("code",),
                                name="checklist_code_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ChecklistItem",
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
                        ("position", models.PositiveIntegerField(verbose_name="序号")),
                        ("code", models.CharField(blank=True, max_length=40, verbose_name="事项编码")),
                        ("section", models.CharField(blank=True, max_length=80, verbose_name="抽查类别")),
                        ("title", models.CharField(blank=True, max_length=200, verbose_name="检查事项")),
                        ("content", models.CharField(max_length=1000, verbose_name="检查内容")),
                        ("method", models.CharField(blank=True, max_length=300, verbose_name="检查方法")),
                        ("basis", models.CharField(blank=True, max_length=1000, verbose_name="检查依据")),
                        ("penalty", models.CharField(blank=True, max_length=1000, verbose_name="处罚依据")),
                        ("weighty", models.BooleanField(default=False, verbose_name="重点检查事项")),
                        ("major", models.BooleanField(default=False, verbose_name="不符合的提示重大隐患")),
                        (
                            "checklist",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="items",
                                to="hazards.checklist",
                                verbose_name="检查表",
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
                        "verbose_name": "检查事项",
                        "verbose_name_plural": "检查事项",
                        "constraints": [
                            models.UniqueConstraint(fields=("checklist", "position"), name="checklist_item_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InspectionCampaign",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("by_hand", models.BooleanField(default=False, verbose_name="另行计入")),
                        (
                            "campaign",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="campaigns.campaign",
                                verbose_name="专项行动",
                            ),
                        ),
                        (
                            "inspection",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="hazards.inspection",
                                verbose_name="检查",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "检查计入行动",
                        "verbose_name_plural": "检查计入行动",
                        "constraints": [
                            models.UniqueConstraint(fields=("campaign", "inspection"), name="inspection_campaign_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InspectionPerson",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=40, verbose_name="姓名")),
                        (
                            "part",
                            models.CharField(
                                choices=[("leader", "带队领导"), ("inspector", "检查人员"), ("expert", "专家")],
                                default="inspector",
                                max_length=10,
                                verbose_name="参加身份",
                            ),
                        ),
                        ("turn", models.CharField(max_length=80, verbose_name="人次")),
                        (
                            "inspection",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="people",
                                to="hazards.inspection",
                                verbose_name="检查",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "检查参加人",
                        "verbose_name_plural": "检查参加人",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("inspection", "part", "name"), name="inspection_person_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ItemAnswer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("asked", models.CharField(max_length=1000, verbose_name="检查内容")),
                        (
                            "verdict",
                            models.CharField(
                                choices=[("pass", "符合"), ("fail", "不符合"), ("none", "不适用")],
                                max_length=8,
                                verbose_name="结论",
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=500, verbose_name="说明")),
                        ("version", models.PositiveIntegerField(default=1, verbose_name="版本")),
                        ("answered_at", models.DateTimeField(verbose_name="填写时间")),
                        (
                            "answered_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.user",
                                verbose_name="填写人",
                            ),
                        ),
                        (
                            "hazard",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="hazards.hazard",
                                verbose_name="登记的隐患",
                            ),
                        ),
                        (
                            "inspection",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="answers",
                                to="hazards.inspection",
                                verbose_name="检查",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="hazards.checklistitem",
                                verbose_name="检查事项",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "检查项结论",
                        "verbose_name_plural": "检查项结论",
                        "constraints": [
                            models.UniqueConstraint(fields=("inspection", "item"), name="item_answer_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PaperKind",
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
                        ("code", models.CharField(max_length=40, unique=True, verbose_name="文书代码")),
                        ("title", models.CharField(max_length=60, verbose_name="文书名称")),
                        ("stage", models.CharField(blank=True, max_length=20, verbose_name="阶段")),
                        (
                            "direction",
                            models.CharField(
                                choices=[("outward", "外部"), ("inward", "内部")],
                                default="outward",
                                max_length=8,
                                verbose_name="对内对外",
                            ),
                        ),
                        ("word", models.CharField(blank=True, max_length=20, verbose_name="文号代字")),
                        ("needs", models.CharField(blank=True, max_length=200, verbose_name="须先有的文书")),
                        (
                            "longest_days",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="最长期限（日）"),
                        ),
                        ("copies", models.PositiveSmallIntegerField(default=2, verbose_name="份数")),
                        ("basis", models.CharField(blank=True, max_length=300, verbose_name="依据")),
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
                        "verbose_name": "文书种类",
                        "verbose_name_plural": "文书种类",
                    },
                ),
                migrations.CreateModel(
                    name="Paper",
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
                            "number",
                            models.CharField(editable=False, max_length=24, unique=True, verbose_name="登记编号"),
                        ),
                        ("reference", models.CharField(blank=True, max_length=60, verbose_name="文号")),
                        ("addressee", models.CharField(max_length=120, verbose_name="当事人")),
                        ("issued_on", models.DateField(verbose_name="出具日期")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="要求期限")),
                        ("copies", models.PositiveSmallIntegerField(default=2, verbose_name="份数")),
                        ("about", models.CharField(blank=True, editable=False, max_length=40, verbose_name="所属台账")),
                        ("about_id", models.BigIntegerField(editable=False, null=True, verbose_name="所属记录")),
                        (
                            "about_label",
                            models.CharField(blank=True, editable=False, max_length=200, verbose_name="所属事项"),
                        ),
                        ("filled", models.JSONField(default=dict, editable=False, verbose_name="填写内容")),
                        (
                            "status",
                            models.CharField(
                                choices=[("issued", "已出具"), ("served", "已送达"), ("void", "已作废")],
                                default="issued",
                                editable=False,
                                max_length=8,
                                verbose_name="状态",
                            ),
                        ),
                        ("signer", models.CharField(blank=True, editable=False, max_length=40, verbose_name="签收人")),
                        ("served_on", models.DateField(blank=True, editable=False, null=True, verbose_name="送达日期")),
                        (
                            "served_how",
                            models.CharField(blank=True, editable=False, max_length=40, verbose_name="送达方式"),
                        ),
                        (
                            "refused",
                            models.CharField(blank=True, editable=False, max_length=200, verbose_name="拒签情况"),
                        ),
                        (
                            "void_reason",
                            models.CharField(blank=True, editable=False, max_length=200, verbose_name="作废理由"),
                        ),
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
                            "enterprise",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="enterprises.enterprise",
                                verbose_name="所涉企业",
                            ),
                        ),
                        (
                            "issued_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.user",
                                verbose_name="出具人",
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
                            "recipient",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="people.organisation",
                                verbose_name="送达单位",
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
                            "kind",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="papers",
                                to="hazards.paperkind",
                                verbose_name="文书种类",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "执法文书",
                        "verbose_name_plural": "执法文书",
                        "indexes": [
                            models.Index(fields=["issued_on", "id"], name="hazards_pap_issued__0ac846_idx"),
                            models.Index(fields=["place", "issued_on"], name="hazards_pap_place_i_df4d64_idx"),
                            models.Index(fields=["about", "about_id"], name="hazards_pap_about_25e5dd_idx"),
                            models.Index(fields=["status", "issued_on"], name="hazards_pap_status_61a0c2_idx"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("reference", ""), _negated=True),
                                fields=("reference",),
                                name="paper_reference_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Round",
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
                            "number",
                            models.CharField(editable=False, max_length=24, unique=True, verbose_name="轮次编号"),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="轮次名称")),
                        ("group", models.CharField(blank=True, max_length=80, verbose_name="检查组")),
                        ("leader", models.CharField(blank=True, max_length=40, verbose_name="带队领导")),
                        ("members", models.CharField(blank=True, max_length=300, verbose_name="组员")),
                        ("begins_on", models.DateField(verbose_name="开始日期")),
                        ("ends_on", models.DateField(verbose_name="结束日期")),
                        ("note", models.TextField(blank=True, verbose_name="检查要求")),
                        (
                            "campaign",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="campaigns.campaign",
                                verbose_name="所属行动",
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
                            "home",
                            anlan.base.places.fields.PlaceField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="places.place",
                                to_field="code",
                                verbose_name="检查方属地",
                            ),
                        ),
                        (
                            "kind",
                            anlan.base.dictionaries.fields.TermField(
                                dictionary="inspection-kind",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="检查类型",
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
                                verbose_name="派出单位",
                            ),
                        ),
                        (
                            "place",
                            anlan.base.places.fields.PlaceField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="places.place",
                                to_field="code",
                                verbose_name="受检区域",
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
                        "verbose_name": "检查轮次",
                        "verbose_name_plural": "检查轮次",
                        "indexes": [
                            models.Index(fields=["begins_on", "id"], name="hazards_rou_begins__4b4315_idx"),
                            models.Index(fields=["place", "begins_on"], name="hazards_rou_place_i_ef69c2_idx"),
                        ],
                    },
                ),
            ],
        ),
        migrations.AddField(
            model_name="inspection",
            name="campaign",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="campaigns.campaign",
                verbose_name="所属行动",
            ),
        ),
        migrations.AddField(
            model_name="inspection",
            name="drawn",
            field=models.BooleanField(default=False, verbose_name="双随机抽取"),
        ),
        migrations.AddField(
            model_name="inspection",
            name="due_on",
            field=models.DateField(blank=True, null=True, verbose_name="应复查日期"),
        ),
        migrations.AddField(
            model_name="inspection",
            name="experts",
            field=models.CharField(blank=True, max_length=120, verbose_name="参加专家"),
        ),
        migrations.AddField(
            model_name="inspection",
            name="home",
            field=anlan.base.places.fields.PlaceField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="places.place",
                to_field="code",
                verbose_name="检查方属地",
            ),
        ),
        migrations.AddField(
            model_name="inspection",
            name="joint",
            field=models.BooleanField(default=False, verbose_name="跨部门联合"),
        ),
        migrations.AddField(
            model_name="inspection",
            name="leader",
            field=models.CharField(blank=True, max_length=40, verbose_name="带队领导"),
        ),
        migrations.AddField(
            model_name="inspection",
            name="notified_on",
            field=models.DateField(blank=True, null=True, verbose_name="事前告知日期"),
        ),
        migrations.AddField(
            model_name="inspection",
            name="published_on",
            field=models.DateField(blank=True, null=True, verbose_name="结果公开日期"),
        ),
        migrations.AddField(
            model_name="inspection",
            name="published_where",
            field=models.CharField(blank=True, max_length=120, verbose_name="公开渠道"),
        ),
        migrations.AddField(
            model_name="inspection",
            name="rank",
            field=anlan.base.dictionaries.fields.TermField(
                blank=True,
                dictionary="self-check-rank",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="dictionaries.term",
                verbose_name="自查层级",
            ),
        ),
        migrations.AddField(
            model_name="inspection",
            name="result",
            field=anlan.base.dictionaries.fields.TermField(
                blank=True,
                dictionary="inspection-result",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="dictionaries.term",
                verbose_name="检查结果",
            ),
        ),
        migrations.AddField(
            model_name="inspection",
            name="revisit_of",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="revisits",
                to="hazards.inspection",
                verbose_name="复查哪次检查",
            ),
        ),
        migrations.AddField(
            model_name="inspection",
            name="revisited_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="hazards.inspection",
                verbose_name="复查记录",
            ),
        ),
        migrations.AddField(
            model_name="inspection",
            name="unit",
            field=models.CharField(blank=True, max_length=120, verbose_name="未入册单位"),
        ),
        migrations.AlterField(
            model_name="inspection",
            name="enterprise",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                to="enterprises.enterprise",
                verbose_name="被检查单位",
            ),
        ),
        migrations.AddField(
            model_name="inspection",
            name="checklist",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="hazards.checklist",
                verbose_name="检查表",
            ),
        ),
        migrations.AddField(
            model_name="inspection",
            name="campaigns",
            field=models.ManyToManyField(
                related_name="inspections",
                through="hazards.InspectionCampaign",
                to="campaigns.campaign",
                verbose_name="计入行动",
            ),
        ),
        migrations.AddField(
            model_name="inspection",
            name="round",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="inspections",
                to="hazards.round",
                verbose_name="检查轮次",
            ),
        ),
        migrations.AddIndex(
            model_name="inspection",
            index=models.Index(fields=["kind", "inspected_on", "id"], name="hazards_ins_kind_id_917e0e_idx"),
        ),
        migrations.AddIndex(
            model_name="inspection",
            index=models.Index(
                condition=models.Q(("revisited_by", None)), fields=["due_on", "id"], name="inspection_revisit"
            ),
        ),
        migrations.AddIndex(
            model_name="inspection",
            index=models.Index(fields=["published_on", "inspected_on"], name="inspection_published"),
        ),
        migrations.RunPython(keep_people, migrations.RunPython.noop, elidable=True),
    ]
