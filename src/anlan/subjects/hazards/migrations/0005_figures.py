from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("hazards", "0004_past")]

    operations = [
        migrations.RemoveIndex(model_name="hazard", name="hazards_haz_found_o_366ae2_idx"),
        migrations.AddIndex(
            model_name="hazard",
            index=models.Index(
                fields=[
                    "found_on",
                    "id",
                    "mode",
                    "status",
                    "level",
                    "rectified_on",
                    "due_on",
                    "place",
                    "campaign",
                    "inspection",
                    "funds",
                ],
                name="hazard_figures",
            ),
        ),
    ]
