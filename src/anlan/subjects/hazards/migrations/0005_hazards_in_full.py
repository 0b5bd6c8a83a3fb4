import django.db.models.deletion
from django.db import migrations, models

import anlan.base.clock
import anlan.base.people.fields
import anlan.base.places.fields


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0001_initial"),
        ("dictionaries", "0002_initial"),
        ("enterprises", "0002_tiles"),
        ("hazards", "0004_hazard_rules"),
        ("people", "0003_alter_user_totp_secret"),
        ("places", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="LatenessNotice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "side",
                    models.CharField(
                        choices=[("firm", "整改"), ("bureau", "复查")], max_length=8, verbose_name="逾期环节"
                    ),
                ),
                ("due_on", models.DateField(verbose_name="期限")),
                ("after_days", models.PositiveSmallIntegerField(verbose_name="逾期满（天）")),
                (
                    "receiver",
                    models.CharField(
                        choices=[
                            ("enterprise", "企业"),
                            ("village", "村社网格"),
                            ("township", "乡镇街道"),
                            ("enforcement", "执法大队"),
                            ("safety_office", "安委办"),
                            ("leader", "局领导"),
                        ],
                        max_length=16,
                        verbose_name="通知对象",
                    ),
                ),
                ("people", models.PositiveIntegerField(default=0, verbose_name="通知人数")),
                ("told_at", models.DateTimeField(verbose_name="通知时间")),
                (
                    "hazard",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lateness",
                        to="hazards.hazard",
                        verbose_name="隐患",
                    ),
                ),
            ],
            options={
                "verbose_name": "逾期通知",
                "verbose_name_plural": "逾期通知",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("hazard", "side", "due_on", "after_days", "receiver"), name="lateness_told_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StopOrder",
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
                ("number", models.CharField(editable=False, max_length=24, unique=True, verbose_name="停产编号")),
                (
                    "extent",
                    models.CharField(
                        choices=[("whole", "全部"), ("part", "局部")],
                        default="whole",
                        max_length=8,
                        verbose_name="范围",
                    ),
                ),
                ("part", models.CharField(blank=True, max_length=200, verbose_name="停用部位")),
                ("reason", models.TextField(verbose_name="停产停业理由")),
                ("basis", models.CharField(blank=True, max_length=300, verbose_name="法律依据")),
                ("paper", models.CharField(blank=True, max_length=80, verbose_name="决定书文号")),
                ("ordered_on", models.DateField(verbose_name="停产日期")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="计划恢复日期")),
                ("asked_on", models.DateField(blank=True, editable=False, null=True, verbose_name="申请恢复日期")),
                ("reinspected_on", models.DateField(blank=True, editable=False, null=True, verbose_name="复查日期")),
                ("reinspectors", models.CharField(blank=True, editable=False, max_length=120, verbose_name="复查人员")),
                ("resumed_on", models.DateField(blank=True, editable=False, null=True, verbose_name="恢复日期")),
                ("refused", models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="不同意恢复次数")),
                (
                    "status",
                    models.CharField(
                        choices=[("stopped", "停产停业中"), ("asked", "申请恢复"), ("resumed", "已恢复")],
                        default="stopped",
                        editable=False,
                        max_length=8,
                        verbose_name="状态",
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
                    "enterprise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="enterprises.enterprise", verbose_name="企业"
                    ),
                ),
                (
                    "hazard",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stops",
                        to="hazards.hazard",
                        verbose_name="所因隐患",
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
                        verbose_name="监管条线",
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
                "verbose_name": "停产停业",
                "verbose_name_plural": "停产停业",
                "indexes": [
                    models.Index(fields=["ordered_on", "id"], name="hazards_sto_ordered_507342_idx"),
                    models.Index(fields=["status", "ordered_on"], name="hazards_sto_status_665821_idx"),
                    models.Index(fields=["place", "ordered_on"], name="hazards_sto_place_i_9ca230_idx"),
                ],
            },
        ),
        migrations.RemoveIndex(
            model_name="hazard",
            name="hazard_scope",
        ),
        migrations.AddField(
            model_name="hazard",
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
            model_name="hazard",
            name="campaigns",
            field=models.ManyToManyField(
                blank=True, related_name="hazards", to="campaigns.campaign", verbose_name="另行计入行动"
            ),
        ),
        migrations.AddField(
            model_name="hazard",
            name="contingency",
            field=models.TextField(blank=True, verbose_name="应急预案与防范措施"),
        ),
        migrations.AddField(
            model_name="hazard",
            name="handed_on",
            field=models.DateField(blank=True, editable=False, null=True, verbose_name="移送执法日期"),
        ),
        migrations.AddField(
            model_name="hazard",
            name="handed_reason",
            field=models.CharField(blank=True, editable=False, max_length=500, verbose_name="移送理由"),
        ),
        migrations.AddField(
            model_name="hazard",
            name="outcome",
            field=models.TextField(blank=True, editable=False, verbose_name="整改结果"),
        ),
        migrations.AddField(
            model_name="hazard",
            name="passed_on",
            field=models.DateField(blank=True, editable=False, null=True, verbose_name="复查合格日期"),
        ),
        migrations.AddField(
            model_name="hazard",
            name="planned_on",
            field=models.DateField(blank=True, editable=False, null=True, verbose_name="五落实日期"),
        ),
        migrations.AddField(
            model_name="hazard",
            name="reopened",
            field=models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="重新打开次数"),
        ),
        migrations.AddField(
            model_name="hazard",
            name="reopened_on",
            field=models.DateField(blank=True, editable=False, null=True, verbose_name="重新打开日期"),
        ),
        migrations.AddField(
            model_name="hazard",
            name="reported_on",
            field=models.DateField(blank=True, null=True, verbose_name="重大隐患双报告日期"),
        ),
        migrations.AddField(
            model_name="hazard",
            name="review_due_on",
            field=models.DateField(blank=True, editable=False, null=True, verbose_name="复查期限"),
        ),
        migrations.AddField(
            model_name="hazard",
            name="submitted_on",
            field=models.DateField(blank=True, editable=False, null=True, verbose_name="报请复查日期"),
        ),
        migrations.AddField(
            model_name="hazard",
            name="told_on",
            field=models.DateField(blank=True, null=True, verbose_name="向从业人员通报日期"),
        ),
        migrations.AddField(
            model_name="hazard",
            name="group",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="hazards",
                to="hazards.hazardgroup",
                verbose_name="同类隐患",
            ),
        ),
        migrations.AddField(
            model_name="hazard",
            name="criteria",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="hazards",
                to="hazards.majorcriteria",
                verbose_name="判定条款",
            ),
        ),
        migrations.AddIndex(
            model_name="hazard",
            index=models.Index(
                fields=["place", "status", "due_on", "level", "extension_asked", "found_on", "review_due_on"],
                name="hazard_scope",
            ),
        ),
        migrations.AddIndex(
            model_name="hazard",
            index=models.Index(fields=["status", "review_due_on"], name="hazard_review"),
        ),
        migrations.AddIndex(
            model_name="hazard",
            index=models.Index(
                condition=models.Q(("handed_on__isnull", False)), fields=["handed_on", "id"], name="hazard_handed"
            ),
        ),
    ]
