"""All addresses of the product, its API built once more with the third ledger in it."""

from django.urls import path

from anlan.api import root
from anlan.config import urls
from anlan.config.urls import handler400, handler403, handler404, handler500
from anlan.kit.ledger.registry import ledgers

__all__ = ["handler400", "handler403", "handler404", "handler500"]

API = "api/v1/"
urlpatterns = [entry for entry in urls.urlpatterns if str(entry.pattern) != API]
urlpatterns.append(path(API, root.build(ledgers()).urls))
