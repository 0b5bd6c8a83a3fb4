"""Addresses of enforcement's own pages. Those below ``draws/`` are open to anybody once a draw is published."""

from django.urls import path

from anlan.subjects.enforcement.views import boards, cases, draws, exchange

urlpatterns = [
    path("enforcement/rates", boards.rates, name="enforcement-rates"),
    path("enforcement/quotas", boards.quotas, name="enforcement-quotas"),
    path("enforcement/corps", boards.corps, name="enforcement-corps"),
    path("enforcement/exchange", exchange.page, name="enforcement-exchange"),
    path("enforcement/cases", cases.summary, name="enforcement-cases"),
    path("enforcement/cases/about/accident/<int:pk>", cases.about_accident, name="case-about-accident"),
    path("enforcement/cases/<int:pk>/hold", cases.hold, name="case-hold"),
    path("enforcement/cases/<int:pk>/money", boards.money, name="case-money"),
    path("enforcement/draws/<int:pk>/picks", draws.picks, name="draw-picks"),
    path("enforcement/draws/<int:pk>/register.txt", draws.register, name="draw-register"),
    path("enforcement/draws/<int:pk>/record.json", draws.record, name="draw-record"),
    path("draws/<str:number>", draws.public_page, name="draw-public"),
    path("draws/<str:number>/record.json", draws.public_record, name="draw-public-record"),
    path("draws/<str:number>/register.txt", draws.public_register, name="draw-public-register"),
]
