"""Addresses of the API, loaded with the first call: what they import takes a moment that no start waits for."""

from django.urls import path

from anlan.api.cap import push
from anlan.api.root import api

urlpatterns = [path("cap", push, name="cap"), *api.urls[0]]
