"""Registers the campaigns subject and, when the program is ready, its ledgers, pages and buttons."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CampaignsConfig(AppConfig):
    """专项行动."""

    name = "anlan.subjects.campaigns"
    label = "campaigns"
    verbose_name = _("专项行动")

    def ready(self) -> None:
        import_module("anlan.subjects.campaigns.ledgers")
        from anlan.kit.pages.extra import Onward, add_page, lead_on

        add_page(_("责任督办"), _("挂图作战"), "campaign-board", "campaign.view")
        lead_on(("campaign",), Onward(_("挂图作战"), "chart-bar", "task.view", "/campaigns/board?{}={}".format))
        lead_on(("measure",), Onward(_("分解任务"), "plus", "task.add", "/l/task/new?{}={}".format))
        lead_on(("meeting",), Onward(_("交办事项"), "plus", "task.add", "/l/task/new?{}={}".format))
        lead_on(("campaign",), Onward(_("新增任务"), "plus", "task.add", "/l/task/new?{}={}".format))
        lead_on(("campaign",), Onward(_("导入任务清单"), "upload", "task.import", lambda code, pk: "/l/task/import"))
        lead_on(
            ("campaign",),
            Onward(_("起草通报"), "report-analytics", "bulletin.add", lambda code, pk: f"/campaigns/{pk}/bulletin"),
        )
