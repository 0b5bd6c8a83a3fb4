import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("hazards", "0005_figures")]

    operations = [
        migrations.AlterField(
            model_name="inspectionperson",
            name="inspection",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="people",
                to="hazards.inspection",
                verbose_name="检查",
            ),
        ),
        migrations.AddIndex(
            model_name="inspection",
            index=models.Index(
                fields=["inspected_on", "enterprise", "unit", "kind", "place", "round"], name="inspection_figures"
            ),
        ),
        migrations.AddIndex(
            model_name="inspectionperson",
            index=models.Index(fields=["turn", "part", "inspection"], name="inspection_turns"),
        ),
    ]
