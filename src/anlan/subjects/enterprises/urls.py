"""Addresses of enterprises' own pages."""

from django.urls import path

from anlan.subjects.enterprises import views

urlpatterns = [
    path("enterprises/mine", views.my_file, name="enterprise-mine"),
    path("enterprises/rates", views.rates, name="enterprise-rates"),
    path("enterprises/<int:pk>/file", views.firm_file, name="enterprise-file"),
    path("enterprises/sources/<int:pk>/calculation", views.calculation, name="source-calculation"),
    path("enterprises/sources/<int:pk>/calculation.xlsx", views.calculation_sheet, name="source-sheet"),
]
