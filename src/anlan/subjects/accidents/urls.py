"""Addresses of accidents' own pages."""

from django.urls import path

from anlan.subjects.accidents import views

urlpatterns = [
    path("accidents/monitor", views.monitor, name="accident-monitor"),
    path("accidents/investigations/<int:pk>/inquiries", views.inquiries, name="accident-inquiries"),
]
