"""All addresses of the product, its API built once more with the third ledger in it."""

from django.urls import include, path

from anlan.api import root
from anlan.config.urls import handler400, handler403, handler404, handler500
from anlan.kit.ledger.registry import ledgers

__all__ = ["handler400", "handler403", "handler404", "handler500"]

urlpatterns = [
    path("", include("anlan.web.urls")),
    path("", include("anlan.kit.imports.urls")),
    path("", include("anlan.kit.pages.urls")),
    path("", include("anlan.kit.files.urls")),
    path("api/v1/", root.build(ledgers()).urls),
]
