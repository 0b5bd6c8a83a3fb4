"""Addresses of history's own pages."""

from django.urls import path

from anlan.reports.history import views

urlpatterns = [
    path("reports/history/", views.home, name="history"),
    path("reports/history/indicators", views.indicators, name="history-indicators"),
    path("reports/history/entered", views.entered, name="history-entered"),
    path("reports/history/<int:pk>/", views.report, name="history-report"),
]
