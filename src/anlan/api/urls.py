"""Addresses of the API, loaded with the first call: its endpoints and schemas take seconds that no start waits for."""

from anlan.api.root import api

urlpatterns = api.urls[0]
