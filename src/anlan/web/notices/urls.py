"""Addresses of the pages of notices."""

from django.urls import path

from anlan.web.notices import answering, board, checking, mine, phones, policies, queue

urlpatterns = [
    path("a/", answering.short, name="notice-no-answer"),
    path("a/<str:token>", answering.answer, name="notice-answer"),
    path("a/<str:token>/hand", answering.hand_over, name="notice-hand-over"),
    path("a/<str:token>/escalate", answering.escalate, name="notice-escalate-link"),
    path("notices/", board.notice_list, name="notice-list"),
    path("notices/mine", mine.mine, name="notice-mine"),
    path("notices/mine/<int:addressee>/answer", mine.answer, name="notice-mine-answer"),
    path("notices/mine/preferences", mine.preferences, name="notice-preferences"),
    path("notices/bell", mine.bell, name="notice-bell"),
    path("notices/queue", queue.queue, name="notice-queue"),
    path("notices/queue/rows", queue.queue_rows, name="notice-queue-rows"),
    path("notices/aside", queue.aside, name="notice-aside"),
    path("notices/aside/<int:pk>", queue.aside_done, name="notice-aside-done"),
    path("notices/contacts", queue.contacts, name="notice-contacts"),
    path("notices/policies/<int:pk>/steps", policies.steps, name="notice-policy-steps"),
    path("notices/quiet", policies.quiet_hours, name="notice-quiet-hours"),
    path("notices/channels/<int:pk>/settings", policies.channel_settings, name="notice-channel-settings"),
    path("notices/channels/<int:pk>/checks", checking.channel_checks, name="notice-channel-checks"),
    path("notices/<int:pk>", board.notice_page, name="notice-page"),
    path("notices/<int:pk>/board", board.notice_board, name="notice-board"),
    path("notices/<int:pk>/act/<str:what>", board.act, name="notice-act"),
    path("notices/<int:pk>/resend/<int:delivery>", board.resend, name="notice-resend"),
    path("notices/<int:pk>/record/<int:addressee>", board.record, name="notice-record"),
    path("phones", phones.phones, name="notice-phones"),
    path("phones/shown", phones.shown, name="notice-phones-shown"),
    path("phones/<int:delivery>/reply", phones.reply, name="notice-phones-reply"),
]
