"""Addresses of reports: outlines, preview, files, comparison."""

from django.urls import path

from anlan.reports.papers import views

urlpatterns = [
    path("reports/", views.outlines_page, name="report-outlines"),
    path("reports/outlines/<slug:slug>.docx", views.outline_word, name="report-outline-word"),
    path("reports/outlines/<slug:slug>/keep", views.keep_outline, name="report-outline-keep"),
    path("reports/templates/<int:pk>.docx", views.template_word, name="report-template-word"),
    path("reports/<int:pk>/", views.preview, name="report-preview"),
    path("reports/<int:pk>.docx", views.report_word, name="report-word"),
    path("reports/<int:pk>.pdf", views.report_pdf, name="report-pdf"),
    path("reports/<int:pk>/compare", views.compare, name="report-compare"),
]
