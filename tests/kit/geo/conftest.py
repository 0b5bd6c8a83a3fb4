"""The table of the sites."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from tests.kit.geo.sites import Site


@pytest.fixture(scope="session")
def site_table(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock():
        with connection.schema_editor() as editor:
            editor.create_model(Site)
    yield
    with django_db_blocker.unblock():
        with connection.schema_editor() as editor:
            editor.delete_model(Site)


@pytest.fixture
def sites(site_table: None, db: None) -> type[Site]:
    return Site
