"""Addresses of every ledger's doors."""

from django.urls import path

from anlan.kit.pages import detail, doors, editing, lists

urlpatterns = [
    path("l/<slug:code>/", lists.list_page, name="ledger-list"),
    path("l/<slug:code>/rows", lists.rows, name="ledger-rows"),
    path("l/<slug:code>/counts", lists.counts, name="ledger-counts"),
    path("l/<slug:code>/chart", lists.chart, name="ledger-chart"),
    path("l/<slug:code>/views", lists.views, name="ledger-views"),
    path("l/<slug:code>/new", editing.create, name="ledger-new"),
    path("l/<slug:code>/bulk", editing.bulk, name="ledger-bulk"),
    path("l/<slug:code>/check/<slug:field>", editing.check_field, name="ledger-check"),
    path("l/<slug:code>/pick", doors.pick, name="ledger-pick"),
    path("l/<slug:code>/template.xlsx", doors.template, name="ledger-template"),
    path("l/<slug:code>/export.<slug:form>", doors.export_rows, name="ledger-export"),
    path("l/<slug:code>/tiles/<int:z>/<int:x>/<int:y>.json", doors.tile, name="ledger-tile"),
    path("l/<slug:code>/<int:pk>/", detail.detail_page, name="ledger-detail"),
    path("l/<slug:code>/<int:pk>/card", detail.card, name="ledger-card"),
    path("l/<slug:code>/<int:pk>/edit", editing.edit, name="ledger-edit"),
    path("l/<slug:code>/<int:pk>/delete", editing.delete, name="ledger-delete"),
    path("l/<slug:code>/<int:pk>/attach", editing.attach, name="ledger-attach"),
    path("l/<slug:code>/<int:pk>/move/<slug:move_code>", editing.move, name="ledger-move"),
    path("l/<slug:code>/<int:pk>/reveal/<slug:field>", detail.reveal, name="ledger-reveal"),
]
