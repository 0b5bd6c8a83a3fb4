"""Addresses of every ledger's doors, below the ledger's own."""

from django.urls import path

from anlan.kit.pages import detail, doors, editing, lists

urlpatterns = [
    path("", lists.list_page, name="ledger-list"),
    path("rows", lists.rows, name="ledger-rows"),
    path("counts", lists.counts, name="ledger-counts"),
    path("chart", lists.chart, name="ledger-chart"),
    path("views", lists.views, name="ledger-views"),
    path("new", editing.create, name="ledger-new"),
    path("bulk", editing.bulk, name="ledger-bulk"),
    path("check/<slug:field>", editing.check_field, name="ledger-check"),
    path("pick", doors.pick, name="ledger-pick"),
    path("template.xlsx", doors.template, name="ledger-template"),
    path("export.<slug:form>", doors.export_rows, name="ledger-export"),
    path("tiles/<int:z>/<int:x>/<int:y>.json", doors.tile, name="ledger-tile"),
    path("<int:pk>/", detail.detail_page, name="ledger-detail"),
    path("<int:pk>/card", detail.card, name="ledger-card"),
    path("<int:pk>/edit", editing.edit, name="ledger-edit"),
    path("<int:pk>/delete", editing.delete, name="ledger-delete"),
    path("<int:pk>/attach", editing.attach, name="ledger-attach"),
    path("<int:pk>/move/<slug:move_code>", editing.move, name="ledger-move"),
    path("<int:pk>/reveal/<slug:field>", detail.reveal, name="ledger-reveal"),
]
