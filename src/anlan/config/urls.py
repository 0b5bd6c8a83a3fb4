"""All addresses."""

from django.urls import include, path
from django.urls.resolvers import RoutePattern, URLResolver

NAMESPACE = "api"  # a name lets the resolver leave the API's own addresses unloaded until somebody calls them

urlpatterns = [
    path("", include("anlan.web.urls")),
    path("", include("anlan.kit.notify.hook_urls")),
    path("", include("anlan.kit.imports.urls")),
    path("", include("anlan.subjects.incidents.urls")),
    path("", include("anlan.subjects.warnings.urls")),
    path("", include("anlan.subjects.duty.urls")),
    path("", include("anlan.kit.pages.urls")),
    path("", include("anlan.kit.files.urls")),
    path("", include("anlan.subjects.monitoring.urls")),
    URLResolver(RoutePattern("api/v1/"), "anlan.api.urls", app_name="ninja", namespace=NAMESPACE),
]
handler400 = "anlan.web.errors.bad_request"
handler403 = "anlan.web.errors.forbidden"
handler404 = "anlan.web.errors.missing"
handler500 = "anlan.web.errors.broken"
