"""All addresses."""

from django.urls import include, path
from django.urls.resolvers import RoutePattern, URLResolver


class Later(URLResolver):
    """Addresses that load with the first call to one of them, not with the first link to any page.

    Its own namespace keeps their names out of the others', so the index of names can do without them until then.
    """

    def _populate(self) -> None:
        if "urlconf_module" in self.__dict__:
            super()._populate()


urlpatterns = [  # what is asked most stands first: every address before it is tried in vain
    path("l/<slug:code>/", include("anlan.kit.pages.urls")),
    path("l/<slug:code>/", include("anlan.kit.imports.urls")),
    Later(RoutePattern("api/v1/"), "anlan.api.urls", app_name="ninja", namespace="api"),
    path("", include("anlan.web.urls")),
    path("", include("anlan.kit.notify.hook_urls")),
    path("", include("anlan.subjects.incidents.urls")),
    path("", include("anlan.subjects.warnings.urls")),
    path("", include("anlan.subjects.campaigns.urls")),
    path("", include("anlan.subjects.duty.urls")),
    path("", include("anlan.subjects.accidents.urls")),
    path("", include("anlan.subjects.permits.urls")),
    path("", include("anlan.subjects.governance.urls")),
    path("", include("anlan.subjects.hazards.urls")),
    path("", include("anlan.subjects.enterprises.urls")),
    path("", include("anlan.subjects.enforcement.urls")),
    path("", include("anlan.reports.history.urls")),
    path("", include("anlan.reports.catalogue.urls")),
    path("", include("anlan.reports.pivots.urls")),
    path("", include("anlan.reports.screens.urls")),
    path("", include("anlan.reports.papers.urls")),
    path("", include("anlan.kit.files.urls")),
    path("", include("anlan.subjects.monitoring.urls")),
]
handler400 = "anlan.web.errors.bad_request"
handler403 = "anlan.web.errors.forbidden"
handler404 = "anlan.web.errors.missing"
handler500 = "anlan.web.errors.broken"
