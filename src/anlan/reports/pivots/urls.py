"""Addresses of the pivots."""

from django.urls import path

from anlan.reports.pivots import views

urlpatterns = [
    path("pivot/<str:code>/", views.page, name="pivot"),
    path("pivot/<str:code>/pivot.xlsx", views.workbook, name="pivot-workbook"),
]
