"""How many queries a page asks: the same for few rows and many, and never more than the baseline kept in a file.

``ANLAN_UPDATE_BASELINES=1`` writes the counts found into the file instead of comparing them.
"""

import json
import os
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from anlan.kit.ledger.declaration import Ledger
from tests.contracts.conftest import DECLARED
from tests.contracts.doors import Visitor
from tests.contracts.rows import many_rows
from tests.factories import a_world

pytestmark = pytest.mark.django_db

BASELINE = Path(__file__).parents[1] / "baselines" / "queries.json"
AIM = 8  # median of all list pages


def asked(visitor: Visitor, path: str) -> int:
    """Queries of a page whose dictionaries are at hand, as they are in service."""
    cache.clear()
    visitor.browser.get(path)
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert visitor.browser.get(path).status_code == 200
    return len([query for query in found.captured_queries if not query["sql"].startswith(("SAVEPOINT", "RELEASE"))])


def compare(found: dict[str, int]) -> None:
    """Refuse counts that have grown; a page not yet in the file must be put there."""
    kept = json.loads(BASELINE.read_text(encoding="utf-8")) if BASELINE.exists() else {}
    here = kept.setdefault(connection.vendor, {})
    if os.environ.get("ANLAN_UPDATE_BASELINES") == "1":
        here.update(found)
        BASELINE.write_text(json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        return
    assert {page: (count, here.get(page)) for page, count in found.items() if count > here.get(page, -1)} == {}


def test_a_list_asks_no_more_for_many_rows_than_for_few(ledger: Ledger, county: Any) -> None:
    visitor = Visitor(county.keeper)
    everything = ",".join(column.name for column in (*ledger.entered, *ledger.listed))
    paths = [
        f"/l/{ledger.code}/",
        f"/l/{ledger.code}/rows?cols={everything}",
        f"/l/{ledger.code}/export.csv?columns=all",
    ]
    paths += [f"/l/{ledger.code}/chart?by={name}" for name in ledger.chart]
    many_rows(ledger, county.stone, 10)
    few = {path: asked(visitor, path) for path in paths}
    many_rows(ledger, county.cloud, 50)
    assert {path: asked(visitor, path) for path in paths} == few


def test_no_page_asks_more_than_it_did(ledger: Ledger, county: Any) -> None:
    if ledger.code not in DECLARED:
        return  # only what is delivered has a baseline
    visitor = Visitor(county.keeper)
    rows = many_rows(ledger, county.stone, 20)
    at = f"/l/{ledger.code}/"
    pages = {
        "list": at,
        "rows": f"{at}rows",
        "detail": f"{at}{rows[0].pk}/",
        "edit": f"{at}{rows[0].pk}/edit",
        "new": f"{at}new",
    }
    compare({f"{ledger.code} {name}": asked(visitor, path) for name, path in pages.items()})


def test_the_pages_of_no_one_ledger_ask_no_more_than_they_did() -> None:
    world = a_world()
    found = {}
    for role in ("safety_office", "township", "enterprise", "leader"):
        visitor = Visitor(world.users[role])
        for name, path in {"workbench": "/", "figures": "/figures", "search": "/search?q=储罐", "map": "/map"}.items():
            found[f"{name} {role}"] = asked(visitor, path)
    compare(found)


def test_half_of_all_lists_ask_at_most_eight_times() -> None:
    kept = json.loads(BASELINE.read_text(encoding="utf-8"))
    for counts in kept.values():
        assert median(count for page, count in counts.items() if page.endswith(" list")) <= AIM
