"""Addresses of accidents' own pages."""

from django.urls import path

from anlan.subjects.accidents import views

urlpatterns = [
    path("accidents/monitor", views.monitor, name="accident-monitor"),
    path("accidents/investigations/<int:pk>/inquiries", views.inquiries, name="accident-inquiries"),
    path("accidents/investigations/<int:pk>/report.docx", views.investigation_report, name="investigation-report"),
    path("accidents/<int:pk>/report.docx", views.first_report, name="accident-report-word"),
    path("accidents/<int:pk>/governed", views.governed, name="accident-governed"),
    path("accidents/sanctions/<int:pk>/account", views.account, name="sanction-account"),
    path("accidents/sanctions/<int:pk>/hold", views.hold_to_account, name="sanction-hold"),
]
