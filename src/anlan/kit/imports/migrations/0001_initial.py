import django.db.models.deletion
from django.db import migrations, models

import anlan.base.clock
import anlan.base.tables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0002_initial"),
    ]

    operations = [
        anlan.base.tables.CreateModels(
            models=[
                migrations.CreateModel(
                    name="ImportSession",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("ledger", models.CharField(max_length=40, verbose_name="台账")),
                        ("name", models.CharField(max_length=150, verbose_name="文件名")),
                        ("sha256", models.CharField(max_length=64, verbose_name="内容摘要")),
                        ("size", models.PositiveBigIntegerField(verbose_name="大小（字节）")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("uploaded", "等待读取"),
                                    ("reading", "正在读取"),
                                    ("ready", "待确认"),
                                    ("confirming", "正在导入"),
                                    ("done", "已导入"),
                                    ("undoing", "正在撤销"),
                                    ("undone", "已撤销"),
                                    ("failed", "无法导入"),
                                    ("dropped", "已放弃"),
                                ],
                                default="uploaded",
                                max_length=12,
                                verbose_name="状态",
                            ),
                        ),
                        ("attempt", models.PositiveIntegerField(default=0, verbose_name="处理次数")),
                        ("leased_until_at", models.DateTimeField(null=True, verbose_name="处理占用至")),
                        ("progress", models.PositiveSmallIntegerField(default=0, verbose_name="进度")),
                        ("progress_words", models.CharField(blank=True, max_length=100, verbose_name="进度说明")),
                        ("error", models.TextField(blank=True, verbose_name="原因")),
                        ("stale", models.BooleanField(default=False, verbose_name="需要重新预览")),
                        ("sheet", models.CharField(blank=True, max_length=100, verbose_name="选用的工作表")),
                        ("sheets", models.JSONField(default=list, verbose_name="工作表")),
                        ("titles", models.JSONField(default=list, verbose_name="表头上方文字")),
                        ("header_first", models.PositiveIntegerField(default=0, verbose_name="表头首行")),
                        ("header_last", models.PositiveIntegerField(default=0, verbose_name="表头末行")),
                        ("context", models.JSONField(default=dict, verbose_name="日期背景")),
                        ("mapping", models.JSONField(default=dict, verbose_name="人工对应")),
                        ("columns", models.JSONField(default=list, verbose_name="列对应")),
                        ("samples", models.JSONField(default=list, verbose_name="列样例")),
                        ("notes", models.JSONField(default=list, verbose_name="提示")),
                        ("repairs", models.JSONField(default=dict, verbose_name="页面更正")),
                        ("clear_empty", models.BooleanField(default=False, verbose_name="空单元格清空原值")),
                        (
                            "coordinates",
                            models.CharField(
                                choices=[
                                    ("wgs84", "CGCS2000 / WGS-84（天地图、GPS）"),
                                    ("gcj02", "GCJ-02（高德、腾讯地图）"),
                                    ("bd09", "BD-09（百度地图）"),
                                ],
                                default="wgs84",
                                max_length=5,
                                verbose_name="坐标系",
                            ),
                        ),
                        ("counts", models.JSONField(default=dict, verbose_name="行数")),
                        ("created_at", models.DateTimeField(default=anlan.base.clock.now, verbose_name="上传时间")),
                        ("read_at", models.DateTimeField(null=True, verbose_name="读取时间")),
                        ("confirmed_at", models.DateTimeField(null=True, verbose_name="导入时间")),
                        ("undone_at", models.DateTimeField(null=True, verbose_name="撤销时间")),
                        (
                            "confirmed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.user",
                                verbose_name="确认人",
                            ),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.user",
                                verbose_name="上传人",
                            ),
                        ),
                        (
                            "undone_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.user",
                                verbose_name="撤销人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "导入",
                        "verbose_name_plural": "导入",
                        "indexes": [
                            models.Index(fields=["ledger", "id"], name="imports_imp_ledger_871803_idx"),
                            models.Index(fields=["state", "id"], name="imports_imp_state_912347_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ImportRow",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveIntegerField(verbose_name="次序")),
                        ("sheet", models.CharField(blank=True, max_length=100, verbose_name="工作表")),
                        ("sheet_row", models.PositiveIntegerField(verbose_name="行号")),
                        (
                            "kind",
                            models.CharField(
                                choices=[("new", "新增"), ("changed", "变更"), ("same", "相同"), ("refused", "退回")],
                                max_length=8,
                                verbose_name="结果",
                            ),
                        ),
                        ("target_id", models.BigIntegerField(null=True, verbose_name="已有记录")),
                        ("target_version", models.PositiveIntegerField(null=True, verbose_name="已有记录版本")),
                        ("values", models.JSONField(default=dict, verbose_name="值")),
                        ("before", models.JSONField(null=True, verbose_name="原值")),
                        ("reasons", models.JSONField(default=list, verbose_name="退回原因")),
                        ("cells", models.JSONField(null=True, verbose_name="原单元格")),
                        (
                            "session",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="rows",
                                to="imports.importsession",
                                verbose_name="导入",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "导入行",
                        "verbose_name_plural": "导入行",
                        "indexes": [
                            models.Index(fields=["session", "kind", "position"], name="imports_imp_session_a28e29_idx")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ImportEffect",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sheet_row", models.PositiveIntegerField(verbose_name="行号")),
                        ("object_id", models.BigIntegerField(verbose_name="记录")),
                        ("version_after", models.PositiveIntegerField(verbose_name="导入后版本")),
                        ("before", models.JSONField(null=True, verbose_name="原值")),
                        ("kept", models.CharField(blank=True, max_length=200, verbose_name="未撤销原因")),
                        (
                            "session",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="effects",
                                to="imports.importsession",
                                verbose_name="导入",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "导入结果",
                        "verbose_name_plural": "导入结果",
                        "indexes": [models.Index(fields=["session", "id"], name="imports_imp_session_2dd0c5_idx")],
                    },
                ),
                migrations.CreateModel(
                    name="HeaderMemory",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("ledger", models.CharField(max_length=40, verbose_name="台账")),
                        ("header", models.CharField(max_length=200, verbose_name="表头")),
                        ("field", models.CharField(blank=True, max_length=60, verbose_name="字段")),
                        ("chosen_at", models.DateTimeField(default=anlan.base.clock.now, verbose_name="选择时间")),
                        (
                            "chosen_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="people.user",
                                verbose_name="选择人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "表头记忆",
                        "verbose_name_plural": "表头记忆",
                        "constraints": [
                            models.UniqueConstraint(fields=("ledger", "header"), name="header_memory_once")
                        ],
                    },
                ),
            ],
        ),
    ]
