"""Addresses of the pages of inspections and hazards that are no ledger's own."""

from django.urls import path

from anlan.subjects.hazards.views import checklist, checklist_book, hazard, papers, setting_out, signing

urlpatterns = [
    path("inspections/<int:pk>/checklist", checklist.page, name="inspection-checklist"),
    path("inspections/<int:pk>/checklist/state", checklist.state, name="inspection-checklist-state"),
    path("inspections/<int:pk>/answers", checklist.save, name="inspection-answer"),
    path("inspections/<int:pk>/answers/<int:item>/photo", checklist.photograph, name="inspection-photograph"),
    path("inspections/<int:pk>/answers/<int:item>/hazard", checklist.hazard, name="inspection-hazard"),
    path("inspections/<int:pk>/campaigns", checklist.campaigns, name="inspection-campaigns"),
    path("inspections/about/<slug:code>/<int:pk>", setting_out.about, name="inspection-about"),
    path("checklists/book", checklist_book.page, name="checklist-book"),
    path("checklists/<int:pk>/edition", checklist.edition, name="checklist-edition"),
    path("papers/<int:pk>/sign", signing.page, name="paper-sign"),
    path("papers/<int:pk>/signatures", signing.beside, name="paper-signatures"),
    path("papers/<slug:code>/<int:pk>/", papers.about, name="papers-about"),
    path("papers/<slug:code>/<int:pk>/new", papers.choose, name="paper-choose"),
    path("papers/<slug:code>/<int:pk>/new/<slug:kind_code>", papers.write, name="paper-write"),
    path("hazards/advice", hazard.advice, name="hazard-advice"),
    path("hazards/groups/<int:pk>/progress", hazard.group_progress, name="hazard-group-progress"),
    path("hazards/<int:pk>/clocks", hazard.clocks, name="hazard-clocks"),
    path("hazards/<int:pk>/versions", hazard.versions_page, name="hazard-versions"),
    path("hazards/<int:pk>/campaigns", hazard.campaigns_page, name="hazard-campaigns"),
    path("hazards/<int:pk>/stop", hazard.stop, name="hazard-stop"),
]
