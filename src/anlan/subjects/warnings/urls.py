"""Addresses of warnings beyond their ledgers."""

from django.urls import path

from anlan.subjects.warnings.views import board, composing, now, public, receiving

urlpatterns = [
    path("warnings/", now.now_page, name="warnings-now"),
    path("warnings/shapes.json", now.shapes, name="warning-shapes"),
    path("warnings/draft", composing.draft_page, name="warning-draft"),
    path("warnings/upload", receiving.upload_page, name="warning-upload"),
    path("warnings/text", receiving.text_page, name="warning-text"),
    path("warnings/cap.atom", public.feed, name="warning-feed-atom"),
    path("warnings/cap/<str:identifier>.xml", public.cap_file, name="warning-public-cap"),
    path("warnings/intake/<int:pk>/raw", receiving.raw, name="warning-raw"),
    path("warnings/intake/<int:pk>/retry", receiving.retry, name="warning-retry"),
    path("warnings/<int:pk>/", now.card, name="warning-card"),
    path("warnings/<int:pk>/area", composing.area_page, name="warning-area"),
    path("warnings/<int:pk>/affected", composing.affected, name="warning-affected"),
    path("warnings/<int:pk>/reach", board.reach_page, name="warning-reach"),
    path("warnings/<int:pk>/reach/rows", board.reach_rows, name="warning-reach-rows"),
    path("warnings/<int:pk>/poster", now.poster, name="warning-poster"),
    path("warnings/<int:pk>/cap.xml", now.cap_file, name="warning-cap"),
    path("warnings/<int:pk>/national.xml", now.national_file, name="warning-national"),
]
