from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Series",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=40, verbose_name="编号系列")),
                ("year", models.PositiveIntegerField(verbose_name="年度")),
                ("last", models.PositiveBigIntegerField(default=0, verbose_name="最后编号")),
            ],
            options={
                "verbose_name": "编号系列",
                "verbose_name_plural": "编号系列",
                "constraints": [models.UniqueConstraint(fields=("code", "year"), name="documents_series_once")],
            },
        ),
    ]
