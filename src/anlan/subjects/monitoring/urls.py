"""Addresses of the pages of monitoring that are no ledger's."""

from django.urls import path

from anlan.subjects.monitoring import views

urlpatterns = [
    path("monitoring/push", views.push, name="monitoring-push"),
    path("monitoring/health", views.health, name="monitoring-health"),
    path("monitoring/devices/<int:pk>/now", views.now, name="monitoring-now"),
    path("monitoring/devices/<int:pk>/series.json", views.series, name="monitoring-series"),
    path("monitoring/feeds/<int:pk>/issue", views.issue_token, name="monitoring-issue"),
    path("monitoring/feeds/<int:pk>/token", views.token, name="monitoring-token"),
]
