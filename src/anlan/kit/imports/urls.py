"""Addresses of imports, below each ledger's."""

from django.urls import path

from anlan.kit.imports import views

urlpatterns = [
    path("l/<slug:code>/import", views.new, name="import-new"),
    path("l/<slug:code>/import/<int:pk>", views.page, name="import-session"),
    path("l/<slug:code>/import/<int:pk>/state", views.state, name="import-state"),
    path("l/<slug:code>/import/<int:pk>/choose", views.choose, name="import-choose"),
    path("l/<slug:code>/import/<int:pk>/rows/<int:row>", views.repair, name="import-repair"),
    path("l/<slug:code>/import/<int:pk>/confirm", views.confirm, name="import-confirm"),
    path("l/<slug:code>/import/<int:pk>/undo", views.undo, name="import-undo"),
    path("l/<slug:code>/import/<int:pk>/drop", views.drop, name="import-drop"),
    path("l/<slug:code>/import/<int:pk>/refused.xlsx", views.refused_rows, name="import-refused"),
]
