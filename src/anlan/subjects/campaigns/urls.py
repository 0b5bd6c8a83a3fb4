"""Addresses of the running board, of dividing tasks, of documents received and of bulletins."""

from django.urls import path

from anlan.subjects.campaigns.views import board, bulletins, dividing, receipts

urlpatterns = [
    path("campaigns/board", board.board_page, name="campaign-board"),
    path("campaigns/board/rows", board.board_rows, name="campaign-board-rows"),
    path("campaigns/<int:pk>/order", board.order_all, name="campaign-order"),
    path("tasks/<int:pk>/divide", dividing.divide, name="task-divide"),
    path("documents/receipts/<int:pk>/open", receipts.open_receipt, name="receipt-open"),
    path("documents/receipts/<int:pk>/files/<int:file>", receipts.file_of, name="receipt-file"),
    path("campaigns/<int:pk>/bulletin", bulletins.begin, name="bulletin-begin"),
    path("bulletins/<int:pk>/sheet", bulletins.sheet, name="bulletin-sheet"),
    path("bulletins/<int:pk>.docx", bulletins.word, name="bulletin-word"),
]
