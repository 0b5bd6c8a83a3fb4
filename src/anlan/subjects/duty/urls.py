"""Addresses of duty's own pages."""

from django.urls import path

from anlan.subjects.duty.views import boards, reports, roster

urlpatterns = [
    path("duty/now", boards.now_page, name="duty-now"),
    path("duty/now/rows", boards.now_rows, name="duty-now-rows"),
    path("duty/wall", boards.wall, name="duty-wall"),
    path("duty/wall/rows", boards.wall_rows, name="duty-wall-rows"),
    path("duty/draw", boards.draw, name="duty-draw"),
    path("duty/phones", boards.phones, name="duty-phones"),
    path("duty/mine", boards.mine, name="duty-mine"),
    path("duty/mine/renew", boards.renew, name="duty-renew"),
    path("duty/calendar/<str:token>.ics", boards.calendar, name="duty-calendar"),
    path("duty/hours", boards.hours, name="duty-hours"),
    path("duty/roster", roster.month_page, name="duty-roster"),
    path("duty/roster/rows", roster.month_rows, name="duty-roster-rows"),
    path("duty/roster/make", roster.make, name="duty-make"),
    path("duty/roster/runs/<int:pk>", roster.run_page, name="duty-run"),
    path("duty/roster/runs/<int:pk>/state", roster.run_state, name="duty-run-state"),
    path("duty/roster/runs/<int:pk>/decide", roster.decide, name="duty-decide"),
    path("duty/shift/<int:pk>/people", roster.people_panel, name="duty-people"),
    path("duty/shift/<int:pk>/seat", roster.seat, name="duty-seat"),
    path("duty/shift/<int:pk>/stand-in", roster.stand_in, name="duty-stand-in"),
    path("duty/reports", reports.summary_page, name="duty-reports"),
    path("duty/reports/<int:pk>/fill", reports.fill, name="duty-fill"),
]
