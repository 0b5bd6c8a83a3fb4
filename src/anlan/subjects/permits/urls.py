"""Addresses of permits' own pages."""

from django.urls import path

from anlan.subjects.permits import views

urlpatterns = [path("permits/board", views.board, name="permit-board")]
