"""Addresses of imports, below each ledger's own."""

from django.urls import path

from anlan.kit.imports import views

urlpatterns = [
    path("import", views.new, name="import-new"),
    path("import/<int:pk>", views.page, name="import-session"),
    path("import/<int:pk>/state", views.state, name="import-state"),
    path("import/<int:pk>/choose", views.choose, name="import-choose"),
    path("import/<int:pk>/rows/<int:row>", views.repair, name="import-repair"),
    path("import/<int:pk>/confirm", views.confirm, name="import-confirm"),
    path("import/<int:pk>/undo", views.undo, name="import-undo"),
    path("import/<int:pk>/drop", views.drop, name="import-drop"),
    path("import/<int:pk>/refused.xlsx", views.refused_rows, name="import-refused"),
]
