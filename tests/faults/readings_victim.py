"""A process beside the receiver's trial: ``readings_victim.py prepare N`` or ``count``; prints one line of JSON."""

import json
import sys
from typing import Any

import django


def prepare(devices: int) -> dict[str, Any]:
    """Tables, a village, devices, one threshold."""
    from django.core.management import call_command

    from tests import factories
    from tests.subjects.monitoring import making

    call_command("migrate", verbosity=0)
    for code, name in ((factories.COUNTY, "澜川县"), (factories.STONE, "石泉镇"), (factories.STONE_VILLAGE, "石塘村")):
        factories.a_place(code, name)
    level = making.an_element("level", "水位", "m")
    for number in range(devices):
        kind = making.a_device(f"D{number}").kind
    making.a_threshold(level, 68.0, level="red", kind=kind)
    return {"devices": devices}


def count() -> dict[str, Any]:
    from django.db.models import Count, Sum

    from anlan.subjects.monitoring.models import Alarm, Reading, Stray

    readings = Reading.objects.aggregate(readings=Count("pk"), moments=Count("at", distinct=True), sum=Sum("value"))
    return readings | {
        "sum": round(readings["sum"] or 0, 3),
        "strays": Stray.objects.count(),
        "alarms": Alarm.objects.count(),
        "alarmed": Alarm.objects.values("device").distinct().count(),
    }


if __name__ == "__main__":
    django.setup()
    print(json.dumps(prepare(int(sys.argv[2])) if sys.argv[1] == "prepare" else count()))
