"""A model with a point that only these tests know."""

from django.db import models
from django.test.utils import isolate_apps

from anlan.kit.geo.models import Located
from anlan.kit.geo.tiles import tile_index

with isolate_apps("anlan.kit.geo"):

    class Site(Located):
        """Somewhere with a name and a colour."""

        name = models.CharField(max_length=40)
        colour = models.CharField(max_length=10, null=True, choices=[("red", "红"), ("blue", "蓝")])
        kind = models.CharField(max_length=10, default="")
        town = models.CharField(max_length=12, default="")

        class Meta:
            app_label = "geo"
            db_table = "geo_test_site"
            indexes = [tile_index("colour", "geo_test_site_tile")]
