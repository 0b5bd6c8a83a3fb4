"""Addresses of supervision's own pages."""

from django.urls import path

from anlan.subjects.governance.views import assessing, boards, grassroots, letters, orders

urlpatterns = [
    path("governance/board", orders.board, name="governance-board"),
    path("governance/about/<str:code>/<str:ledger>/<int:pk>", orders.about, name="governance-about"),
    path("governance/lists", boards.lists, name="governance-lists"),
    path("governance/letters", letters.coverage, name="governance-letters"),
    path("governance/letters/mine", letters.mine, name="governance-my-letters"),
    path("governance/letters/<int:pk>", letters.one_round, name="governance-letter-round"),
    path("governance/letters/<int:pk>/enlist", letters.enlist, name="governance-enlist"),
    path("governance/letter/<int:pk>/sign", letters.sign, name="governance-sign"),
    path("governance/grassroots", grassroots.grassroots, name="governance-grassroots"),
    path("governance/leaders", boards.leaders, name="governance-leaders"),
    path("governance/assessment/<int:pk>/answer", assessing.answer, name="governance-answer"),
    path("governance/ranking", assessing.ranking, name="governance-ranking"),
    path("governance/coverage", assessing.coverage, name="governance-coverage"),
    path("governance/funds", boards.funds, name="governance-funds"),
    path("governance/party", boards.party, name="governance-party"),
    path("governance/party/<int:pk>/spread", boards.spread, name="governance-spread"),
]
