"""Addresses of the screens."""

from django.urls import path

from anlan.reports.screens import views

urlpatterns = [
    path("lead/", views.lead, name="lead"),
    path("lead/rows", views.lead_rows, name="lead-rows"),
    path("wall/", views.wall, name="wall"),
    path("wall/rows", views.wall_rows, name="wall-rows"),
]
