import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Attachment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40, verbose_name="台账")),
                ("object_id", models.BigIntegerField(null=True, verbose_name="记录")),
                ("slot", models.CharField(default="other", max_length=20, verbose_name="类别")),
                ("sha256", models.CharField(max_length=64, verbose_name="内容摘要")),
                ("name", models.CharField(max_length=150, verbose_name="文件名")),
                ("size", models.PositiveBigIntegerField(verbose_name="大小（字节）")),
                ("media_type", models.CharField(max_length=100, verbose_name="类型")),
                ("width", models.PositiveIntegerField(blank=True, null=True, verbose_name="宽")),
                ("height", models.PositiveIntegerField(blank=True, null=True, verbose_name="高")),
                ("longitude", models.FloatField(blank=True, null=True, verbose_name="拍摄经度")),
                ("latitude", models.FloatField(blank=True, null=True, verbose_name="拍摄纬度")),
                ("taken_at", models.DateTimeField(blank=True, null=True, verbose_name="拍摄时间")),
                ("position", models.PositiveIntegerField(blank=True, null=True, verbose_name="次序")),
                ("uploaded_at", models.DateTimeField(verbose_name="上传时间")),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="people.user",
                        verbose_name="上传人",
                    ),
                ),
            ],
            options={
                "verbose_name": "附件",
                "verbose_name_plural": "附件",
                "ordering": ["position", "id"],
                "indexes": [
                    models.Index(fields=["kind", "object_id"], name="files_of_object"),
                    models.Index(fields=["sha256"], name="files_by_content"),
                ],
            },
        ),
    ]
