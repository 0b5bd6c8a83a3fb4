"""Registers the enforcement subject and, when the program is ready, its ledgers, pages, papers and hooks."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EnforcementConfig(AppConfig):
    """执法."""

    name = "anlan.subjects.enforcement"
    label = "enforcement"
    verbose_name = _("执法")

    def ready(self) -> None:
        import_module("anlan.subjects.enforcement.ledgers")
        from anlan.kit.pages.extra import Onward, add_page, lead_on
        from anlan.subjects.enforcement import casework
        from anlan.subjects.enforcement.services.cases import taken_from_hazard
        from anlan.subjects.hazards import handing

        casework.register()
        handing.on_hand_over(taken_from_hazard)
        lead_on(("accident",), Onward(_("立案查处"), "gavel", "case.add", "/enforcement/cases/about/{}/{}".format))
        lead_on(
            ("case",),
            Onward(_("查封扣押"), "packages", "coercive-measure.add", lambda code, pk: f"/enforcement/cases/{pk}/hold"),
        )
        lead_on(("coercive-measure",), Onward(_("出具文书"), "file-text", "paper.add", "/papers/{}/{}/new".format))
        add_page(_("执法"), _("案件和罚款"), "enforcement-cases", "case.view")
        add_page(_("执法"), _("五率"), "enforcement-rates", "plan-item.view")
        add_page(_("执法"), _("乡镇月度任务完成"), "enforcement-quotas", "town-quota.view")
        add_page(_("执法"), _("执法队伍"), "enforcement-corps", "officer.view")
        add_page(_("执法"), _("省系统对接"), "enforcement-exchange", "case.import")
