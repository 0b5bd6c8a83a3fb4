import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import anlan.base.clock
import anlan.base.dictionaries.fields
import anlan.base.dictionaries.multiple
import anlan.base.people.fields
import anlan.base.places.fields
import anlan.base.tables


class Migration(migrations.Migration):
    replaces = [
        ("campaigns", "0001_initial"),
        ("campaigns", "0002_alter_campaign_occasion"),
        ("campaigns", "0002_receipt_note"),
        ("campaigns", "0003_ranked"),
    ]

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
                    name="Campaign",
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
                        ("name", models.CharField(max_length=120, verbose_name="行动名称")),
                        ("short_name", models.CharField(blank=True, max_length=40, verbose_name="简称")),
                        ("number", models.CharField(blank=True, max_length=60, verbose_name="发文字号")),
                        (
                            "sectors",
                            anlan.base.dictionaries.multiple.TermsField(
                                blank=True, dictionary="sector", verbose_name="涉及行业"
                            ),
                        ),
                        ("begins_on", models.DateField(verbose_name="开始日期")),
                        ("ends_on", models.DateField(verbose_name="结束日期")),
                        (
                            "stage",
                            models.CharField(
                                choices=[("planned", "未开始"), ("running", "进行中"), ("ended", "已结束")],
                                default="planned",
                                editable=False,
                                max_length=8,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "started_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="实际开始"),
                        ),
                        ("ended_on", models.DateField(blank=True, editable=False, null=True, verbose_name="实际结束")),
                        (
                            "cadence",
                            models.CharField(
                                choices=[
                                    ("none", "不定期"),
                                    ("daily", "每日"),
                                    ("weekly", "每周"),
                                    ("monthly", "每月"),
                                    ("two-monthly", "每两月"),
                                    ("quarterly", "每季"),
                                ],
                                default="none",
                                max_length=12,
                                verbose_name="通报周期",
                            ),
                        ),
                        (
                            "occasion",
                            models.CharField(
                                blank=True,
                                help_text="如：吸取事故教训、节日节点。",
                                max_length=200,
                                verbose_name="部署起因",
                            ),
                        ),
                        ("aim", models.TextField(blank=True, verbose_name="目标")),
                        ("summary", models.TextField(blank=True, verbose_name="总结")),
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
                                dictionary="campaign-kind",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="行动类别",
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
                            "organiser",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.organisation",
                                verbose_name="牵头单位",
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="strands",
                                to="campaigns.campaign",
                                verbose_name="上级行动",
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
                        "verbose_name": "专项行动",
                        "verbose_name_plural": "专项行动",
                        "indexes": [
                            models.Index(fields=["begins_on", "id"], name="campaigns_c_begins__87a539_idx"),
                            models.Index(fields=["stage", "begins_on"], name="campaigns_c_stage_0130c8_idx"),
                            models.Index(fields=["place", "begins_on"], name="campaigns_c_place_i_b64ab2_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Document",
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
                        ("title", models.CharField(max_length=200, verbose_name="标题")),
                        (
                            "word",
                            models.CharField(
                                blank=True,
                                help_text="如：澜安委办。印发时据此编文号。",
                                max_length=30,
                                verbose_name="机关代字",
                            ),
                        ),
                        ("number", models.CharField(blank=True, max_length=60, verbose_name="文号")),
                        (
                            "direction",
                            models.CharField(
                                choices=[("out", "发文"), ("in", "收文")],
                                default="out",
                                max_length=4,
                                verbose_name="收发",
                            ),
                        ),
                        ("issuer", models.CharField(blank=True, max_length=120, verbose_name="发文单位")),
                        ("dated_on", models.DateField(verbose_name="成文日期")),
                        ("feedback_due_on", models.DateField(blank=True, null=True, verbose_name="反馈期限")),
                        ("content", models.TextField(blank=True, verbose_name="正文")),
                        (
                            "status",
                            models.CharField(
                                choices=[("draft", "草稿"), ("issued", "已印发"), ("withdrawn", "已废止")],
                                default="draft",
                                editable=False,
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "issued_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="印发时间"),
                        ),
                        (
                            "campaign",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="documents",
                                to="campaigns.campaign",
                                verbose_name="专项行动",
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
                            "kind",
                            anlan.base.dictionaries.fields.TermField(
                                blank=True,
                                dictionary="document-kind",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="文件类别",
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
                        "verbose_name": "文件",
                        "verbose_name_plural": "文件",
                        "indexes": [
                            models.Index(fields=["dated_on", "id"], name="campaigns_d_dated_o_7297e1_idx"),
                            models.Index(fields=["place", "dated_on", "id"], name="campaigns_d_place_i_7438dd_idx"),
                            models.Index(fields=["status", "dated_on"], name="campaigns_d_status_7d934c_idx"),
                            models.Index(fields=["campaign", "dated_on"], name="campaigns_d_campaig_dda275_idx"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("number", ""), _negated=True),
                                fields=("issuer", "number"),
                                name="document_number_once",
                                violation_error_message="这个发文单位已经有这个文号的文件。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Measure",
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
                        ("content", models.CharField(max_length=500, verbose_name="措施内容")),
                        ("position", models.PositiveSmallIntegerField(default=1, verbose_name="序号")),
                        ("lead", models.CharField(blank=True, max_length=200, verbose_name="牵头单位")),
                        ("issued_on", models.DateField(blank=True, null=True, verbose_name="提出日期")),
                        (
                            "campaign",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="measures",
                                to="campaigns.campaign",
                                verbose_name="专项行动",
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
                            "document",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="measures",
                                to="campaigns.document",
                                verbose_name="来源文件",
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
                        "verbose_name": "工作措施",
                        "verbose_name_plural": "工作措施",
                        "indexes": [
                            models.Index(fields=["document", "position"], name="campaigns_m_documen_89f495_idx"),
                            models.Index(fields=["campaign", "position"], name="campaigns_m_campaig_ddb370_idx"),
                            models.Index(fields=["position", "id"], name="campaigns_m_positio_690074_idx"),
                            models.Index(fields=["place", "position"], name="campaigns_m_place_i_6a0db2_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Meeting",
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
                        ("title", models.CharField(max_length=160, verbose_name="会议名称")),
                        ("held_on", models.DateField(verbose_name="召开日期")),
                        ("chair", models.CharField(blank=True, max_length=40, verbose_name="主持人")),
                        ("venue", models.CharField(blank=True, max_length=120, verbose_name="地点")),
                        ("attendees", models.PositiveIntegerField(blank=True, null=True, verbose_name="参会人数")),
                        ("units", models.PositiveIntegerField(blank=True, null=True, verbose_name="参会单位数")),
                        ("agenda", models.TextField(blank=True, verbose_name="议程")),
                        ("minutes", models.TextField(blank=True, verbose_name="会议纪要")),
                        (
                            "campaign",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="meetings",
                                to="campaigns.campaign",
                                verbose_name="专项行动",
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
                            "kind",
                            anlan.base.dictionaries.fields.TermField(
                                blank=True,
                                dictionary="meeting-kind",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="会议类型",
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
                                verbose_name="召开单位",
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
                            "topic",
                            anlan.base.dictionaries.fields.TermField(
                                blank=True,
                                dictionary="meeting-topic",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dictionaries.term",
                                verbose_name="议题类别",
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
                        "verbose_name": "会议",
                        "verbose_name_plural": "会议",
                        "indexes": [
                            models.Index(fields=["held_on", "id"], name="campaigns_m_held_on_dfde3a_idx"),
                            models.Index(fields=["place", "held_on"], name="campaigns_m_place_i_03b1ce_idx"),
                            models.Index(fields=["campaign", "held_on"], name="campaigns_m_campaig_b051d7_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WorkGroup",
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
                        ("name", models.CharField(max_length=80, verbose_name="工作组名称")),
                        ("leader", models.CharField(blank=True, max_length=40, verbose_name="组长")),
                        (
                            "sectors",
                            anlan.base.dictionaries.multiple.TermsField(
                                blank=True, dictionary="sector", verbose_name="负责行业"
                            ),
                        ),
                        ("formed_on", models.DateField(verbose_name="成立日期")),
                        ("dissolved_on", models.DateField(blank=True, null=True, verbose_name="撤销日期")),
                        ("duty", models.TextField(blank=True, verbose_name="职责")),
                        (
                            "campaign",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="groups",
                                to="campaigns.campaign",
                                verbose_name="专项行动",
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
                            "kind",
                            anlan.base.dictionaries.fields.TermField(
                                blank=True,
                                dictionary="work-group-kind",
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
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.organisation",
                                verbose_name="牵头单位",
                            ),
                        ),
                        (
                            "place",
                            anlan.base.places.fields.PlaceField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="places.place",
                                to_field="code",
                                verbose_name="负责片区",
                            ),
                        ),
                        (
                            "predecessor",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="successors",
                                to="campaigns.workgroup",
                                verbose_name="改组自",
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
                        "verbose_name": "工作组",
                        "verbose_name_plural": "工作组",
                        "indexes": [
                            models.Index(fields=["formed_on", "id"], name="campaigns_w_formed__a40f3d_idx"),
                            models.Index(fields=["place", "formed_on"], name="campaigns_w_place_i_321a1c_idx"),
                            models.Index(fields=["campaign", "formed_on"], name="campaigns_w_campaig_861643_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Task",
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
                            models.CharField(editable=False, max_length=24, unique=True, verbose_name="任务编号"),
                        ),
                        ("content", models.CharField(max_length=500, verbose_name="任务内容")),
                        ("requirement", models.TextField(blank=True, verbose_name="工作要求")),
                        ("partners", models.CharField(blank=True, max_length=300, verbose_name="配合单位")),
                        ("leader", models.CharField(blank=True, max_length=40, verbose_name="责任领导")),
                        ("person", models.CharField(blank=True, max_length=40, verbose_name="联系人")),
                        ("phone", models.CharField(blank=True, max_length=30, verbose_name="联系电话")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="完成时限")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "待下达"),
                                    ("ordered", "已下达"),
                                    ("working", "办理中"),
                                    ("reviewing", "待验收"),
                                    ("done", "已完成"),
                                    ("cancelled", "已撤销"),
                                ],
                                default="draft",
                                editable=False,
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "ordered_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="下达日期"),
                        ),
                        (
                            "received_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="签收时间"),
                        ),
                        (
                            "progress",
                            models.PositiveSmallIntegerField(
                                default=0,
                                editable=False,
                                validators=[django.core.validators.MaxValueValidator(100)],
                                verbose_name="进度（%）",
                            ),
                        ),
                        (
                            "progress_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="最近报进度"),
                        ),
                        ("result", models.TextField(blank=True, editable=False, verbose_name="完成情况")),
                        (
                            "submitted_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="报验时间"),
                        ),
                        (
                            "completed_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="完成日期"),
                        ),
                        (
                            "returned",
                            models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="退回次数"),
                        ),
                        ("urged", models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="催办次数")),
                        (
                            "extension_asked",
                            models.BooleanField(default=False, editable=False, verbose_name="延期待批"),
                        ),
                        (
                            "assigner",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.organisation",
                                verbose_name="交办单位",
                            ),
                        ),
                        (
                            "campaign",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tasks",
                                to="campaigns.campaign",
                                verbose_name="专项行动",
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
                            "document",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tasks",
                                to="campaigns.document",
                                verbose_name="来源文件",
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
                            "measure",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tasks",
                                to="campaigns.measure",
                                verbose_name="对应措施",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tasks",
                                to="campaigns.meeting",
                                verbose_name="来源会议",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.organisation",
                                verbose_name="责任单位",
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="parts",
                                to="campaigns.task",
                                verbose_name="上级任务",
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
                                verbose_name="行业",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="people.user",
                                verbose_name="报验人",
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
                            "group",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tasks",
                                to="campaigns.workgroup",
                                verbose_name="督导组",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "工作任务",
                        "verbose_name_plural": "工作任务",
                        "indexes": [
                            models.Index(fields=["status", "due_on", "id"], name="campaigns_t_status_201195_idx"),
                            models.Index(fields=["due_on", "id"], name="campaigns_t_due_on_290dbe_idx"),
                            models.Index(
                                fields=["organisation", "status", "due_on"], name="campaigns_t_organis_7c14c4_idx"
                            ),
                            models.Index(
                                fields=["campaign", "status", "due_on"], name="campaigns_t_campaig_135e0e_idx"
                            ),
                            models.Index(fields=["ordered_on", "id"], name="campaigns_t_ordered_fcc4ab_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TaskExtension",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("asked_at", models.DateTimeField(verbose_name="申请时间")),
                        ("reason", models.CharField(max_length=500, verbose_name="申请理由")),
                        ("old_due_on", models.DateField(null=True, verbose_name="原期限")),
                        ("new_due_on", models.DateField(verbose_name="申请延至")),
                        ("granted", models.BooleanField(null=True, verbose_name="是否同意")),
                        ("decided_at", models.DateTimeField(null=True, verbose_name="审批时间")),
                        ("opinion", models.CharField(blank=True, max_length=500, verbose_name="审批意见")),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.user",
                                verbose_name="申请人",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.user",
                                verbose_name="审批人",
                            ),
                        ),
                        (
                            "task",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="extensions",
                                to="campaigns.task",
                                verbose_name="工作任务",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "任务延期申请",
                        "verbose_name_plural": "任务延期申请",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("granted", None)), fields=("task",), name="task_extension_one_waits"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WorkGroupMember",
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
                        ("name", models.CharField(blank=True, max_length=40, verbose_name="姓名")),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("leader", "组长"),
                                    ("deputy", "副组长"),
                                    ("member", "成员"),
                                    ("liaison", "联络员"),
                                ],
                                default="member",
                                max_length=8,
                                verbose_name="组内职务",
                            ),
                        ),
                        ("from_on", models.DateField(verbose_name="加入日期")),
                        ("to_on", models.DateField(blank=True, null=True, verbose_name="退出日期")),
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
                            "group",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="members",
                                to="campaigns.workgroup",
                                verbose_name="工作组",
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
                        "verbose_name": "工作组成员",
                        "verbose_name_plural": "工作组成员",
                        "indexes": [
                            models.Index(fields=["group", "from_on", "id"], name="campaigns_w_group_i_8d87af_idx"),
                            models.Index(fields=["from_on", "id"], name="campaigns_w_from_on_7406a7_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DocumentReceipt",
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
                        ("sent_at", models.DateTimeField(verbose_name="发送时间")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="反馈期限")),
                        (
                            "read_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="签收时间"),
                        ),
                        (
                            "answered_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="反馈时间"),
                        ),
                        ("answer", models.TextField(blank=True, editable=False, verbose_name="反馈内容")),
                        (
                            "chased",
                            models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="催收次数"),
                        ),
                        (
                            "chased_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="最近催收"),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[("sent", "未签收"), ("read", "已签收"), ("answered", "已反馈")],
                                default="sent",
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
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="receipts",
                                to="campaigns.document",
                                verbose_name="文件",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.organisation",
                                verbose_name="接收单位",
                            ),
                        ),
                        (
                            "read_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="people.user",
                                verbose_name="签收人",
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
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="备注")),
                    ],
                    options={
                        "verbose_name": "文件签收",
                        "verbose_name_plural": "文件签收",
                        "indexes": [
                            models.Index(fields=["sent_at", "id"], name="campaigns_d_sent_at_eb1912_idx"),
                            models.Index(fields=["organisation", "sent_at"], name="campaigns_d_organis_45a9c3_idx"),
                            models.Index(fields=["status", "due_on"], name="campaigns_d_status_7d273a_idx"),
                            models.Index(fields=["due_on", "id"], name="campaigns_d_due_on_661bff_idx"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("document", "organisation"), name="document_receipt_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Bulletin",
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
                        ("title", models.CharField(max_length=160, verbose_name="标题")),
                        (
                            "cadence",
                            models.CharField(
                                choices=[
                                    ("none", "不定期"),
                                    ("daily", "每日"),
                                    ("weekly", "每周"),
                                    ("monthly", "每月"),
                                    ("two-monthly", "每两月"),
                                    ("quarterly", "每季"),
                                ],
                                default="none",
                                max_length=12,
                                verbose_name="周期",
                            ),
                        ),
                        ("from_on", models.DateField(verbose_name="统计起日")),
                        ("to_on", models.DateField(verbose_name="统计止日")),
                        ("text", models.TextField(blank=True, verbose_name="正文")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="应发日期")),
                        (
                            "ordinal",
                            models.PositiveIntegerField(blank=True, editable=False, null=True, verbose_name="期号"),
                        ),
                        ("ranking", models.JSONField(default=dict, editable=False, verbose_name="排名")),
                        (
                            "status",
                            models.CharField(
                                choices=[("draft", "草稿"), ("issued", "已印发")],
                                default="draft",
                                editable=False,
                                max_length=8,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "issued_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="印发时间"),
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
                                verbose_name="通报单位",
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
                            "campaign",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="bulletins",
                                to="campaigns.campaign",
                                verbose_name="专项行动",
                            ),
                        ),
                        (
                            "document",
                            models.OneToOneField(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="bulletin",
                                to="campaigns.document",
                                verbose_name="文件",
                            ),
                        ),
                        (
                            "ranked",
                            models.CharField(
                                choices=[("towns", "乡镇街道"), ("departments", "县直部门")],
                                default="towns",
                                max_length=12,
                                verbose_name="排名对象",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "通报",
                        "verbose_name_plural": "通报",
                        "indexes": [
                            models.Index(fields=["to_on", "id"], name="campaigns_b_to_on_201e2b_idx"),
                            models.Index(fields=["status", "due_on"], name="campaigns_b_status_a29532_idx"),
                            models.Index(fields=["place", "to_on"], name="campaigns_b_place_i_132e31_idx"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("campaign", "cadence", "from_on", "to_on"),
                                name="bulletin_once_a_period",
                                violation_error_message="这个行动在这一期已经有通报。",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("ordinal__isnull", False)),
                                fields=("campaign", "ordinal"),
                                name="bulletin_ordinal_once",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
