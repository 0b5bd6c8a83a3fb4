"""Addresses of the indicators' pages."""

from django.urls import path

from anlan.reports.catalogue import views

urlpatterns = [
    path("indicators/", views.catalogue, name="indicators"),
    path("indicators/values", views.values, name="indicator-values"),
    path("indicators/measuring", views.measuring, name="indicator-measuring"),
    path("indicators/<str:code>/", views.one, name="indicator"),
]
