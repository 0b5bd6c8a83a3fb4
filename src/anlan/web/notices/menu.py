"""Puts the pages of notices into the menu."""

from django.utils.translation import gettext_lazy as _

from anlan.kit.pages.extra import add_page
from anlan.web.notices import phones, rights

add_page(_("值班值守"), _("通知叫应"), "notice-list", rights.VIEW)
add_page(_("值班值守"), _("联系方式核对"), "notice-contacts", rights.VIEW)
add_page(_("系统管理"), _("发送队列"), "notice-queue", rights.QUEUE)
add_page(_("值班值守"), _("免打扰与通道"), "notice-quiet-hours", "call-policy.view")
if phones.allowed_here():
    add_page(_("值班值守"), _("演示手机"), "notice-phones", rights.VIEW)
