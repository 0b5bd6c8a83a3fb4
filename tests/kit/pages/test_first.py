"""Every page of the two ledgers answers."""

import pytest

from tests.factories import a_world

pytestmark = pytest.mark.django_db


def test_pages_answer(client):
    world = a_world()
    user = world.users["safety_office"]
    client.force_login(user)
    hazard = world.stone.hazard
    enterprise = world.stone.enterprise
    for url in [
        "/",
        "/figures",
        "/map",
        "/map/base.json",
        "/search?q=储罐",
        "/l/hazard/",
        "/l/hazard/rows",
        "/l/hazard/counts",
        "/l/hazard/chart?by=place",
        "/l/hazard/?q=围堰",
        "/l/hazard/chart?by=enterprise__sector",
        f"/l/hazard/{hazard.pk}/",
        f"/l/hazard/{hazard.pk}/card",
        f"/l/hazard/{hazard.pk}/edit",
        "/l/hazard/new",
        f"/l/hazard/{hazard.pk}/move/order",
        f"/l/enterprise/{enterprise.pk}/",
        "/l/enterprise/",
        "/l/enterprise/pick?q=化工",
        "/l/hazard/export.csv",
        "/l/hazard/export.xlsx",
        "/l/hazard/export.geojson",
        "/l/hazard/export.kml",
        "/l/hazard/template.xlsx",
        "/l/hazard/tiles/8/208/105.json",
        f"/l/hazard/bulk?id={hazard.pk}",
        "/l/place/",
        "/l/organisation/",
        "/l/person/",
        "/l/inspection/",
    ]:
        response = client.get(url)
        content = response.getvalue()
        assert response.status_code == 200, (url, response.status_code, content[:500])
