"""Addresses of the pages of no one subject."""

from django.urls import include, path

from anlan.web import auditing, onemap, operations, searching, today, workbench

urlpatterns = [
    path("", workbench.workbench, name="workbench"),
    path("figures", today.figures, name="figures"),
    path("strip", today.strip, name="strip"),
    path("search", searching.search_page, name="search"),
    path("map", onemap.map_page, name="map"),
    path("map/base.json", onemap.base_map, name="map-base"),
    path("map/tiles/<int:zoom>/<int:column>/<int:row>", onemap.ground_tile, name="map-ground-tile"),
    path("map/area", onemap.area, name="map-area"),
    path("map/counts", onemap.counts, name="map-counts"),
    path("system/audit", auditing.audit_list, name="audit-list"),
    path("system/operations", operations.operations, name="operations"),
    path("", include("anlan.web.account.urls")),
    path("", include("anlan.web.notices.urls")),
]
