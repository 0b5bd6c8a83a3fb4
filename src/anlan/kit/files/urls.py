"""Addresses of attachments."""

from django.urls import path

from anlan.kit.files import views

app_name = "files"
urlpatterns = [
    path("files/<int:pk>/thumb", views.thumb, name="thumb"),
    path("files/<int:pk>/<str:name>", views.serve, name="serve"),
]
