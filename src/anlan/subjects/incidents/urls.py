"""Addresses of call-outs, of a leader's team page, and of reports."""

from django.urls import path

from anlan.subjects.incidents.views import board, callouts, information, team

urlpatterns = [
    path("callouts/new", callouts.compose, name="callout-new"),
    path("callouts/latest", callouts.latest, name="callout-latest"),
    path("callouts/teams", callouts.team_rows, name="callout-teams"),
    path("callouts/<int:pk>/choose", callouts.choose, name="callout-choose"),
    path("callouts/<int:pk>/confirm", callouts.confirm, name="callout-confirm"),
    path("callouts/<int:pk>/board", board.board_page, name="callout-board"),
    path("callouts/<int:pk>/rows", board.board_rows, name="callout-rows"),
    path("callouts/<int:pk>/people", board.people, name="callout-people"),
    path("callouts/<int:pk>/again", board.act, {"what": "again"}, name="callout-again"),
    path("callouts/<int:pk>/deputies", board.act, {"what": "deputies"}, name="callout-deputies"),
    path("callouts/<int:pk>/more", board.add_form, name="callout-more"),
    path("callouts/<int:pk>/add", board.add, name="callout-add"),
    path("callouts/<int:pk>/enter", board.enter, name="callout-enter"),
    path("callouts/<int:pk>/positions.json", board.positions, name="callout-positions"),
    path("callouts/<int:pk>/sheet", board.sheet_page, name="callout-sheet"),
    path("t/<str:token>", team.team_page, name="callout-team"),
    path("incidents/reports/<int:pk>.docx", information.paper, name="incident-paper"),
    path("incidents/recipients/<int:pk>/sign", information.sign, name="incident-sign"),
]
