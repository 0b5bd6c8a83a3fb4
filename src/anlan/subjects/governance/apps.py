"""Registers the governance subject; when the program is ready its ledgers, pages and the buttons that lead there."""

from collections.abc import Callable
from importlib import import_module

from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

SUPERVISED = (
    "hazard",
    "inspection",
    "enterprise",
    "incident",
    "accident",
    "case",
    "complaint",
    "task",
    "campaign",
    "alarm",
)


class GovernanceConfig(AppConfig):
    """责任与督办."""

    name = "anlan.subjects.governance"
    label = "governance"
    verbose_name = _("责任与督办")

    def ready(self) -> None:
        import_module("anlan.subjects.governance.ledgers")
        from anlan.kit.pages.extra import Onward, add_page, lead_on
        from anlan.kit.records import writing

        models = import_module("anlan.subjects.governance.models")
        services = import_module("anlan.subjects.governance.services")
        writing.on_written(models.LetterRound, services.redate_letters)
        writing.on_written(models.Milestone, services.redate_records)
        for title, name, grant in (
            (_("督办统计"), "governance-board", "supervision-order.view"),
            (_("五张清单"), "governance-lists", "responsibility-list.view"),
            (_("责任书签订率"), "governance-letters", "letter.view"),
            (_("本单位责任书"), "governance-my-letters", "letter.view"),
            (_("领导带队检查统计"), "governance-leaders", "leader-visit.view"),
            (_("基层履职情况"), "governance-grassroots", "grassroots-act.view"),
            (_("考核排名"), "governance-ranking", "assessment.view"),
            (_("达标情况"), "governance-coverage", "assessment.view"),
            (_("资金同比"), "governance-funds", "fund.view"),
            (_("党建进度表"), "governance-party", "milestone-record.view"),
        ):
            add_page(_("责任督办"), title, name, grant)
        for title, icon, code, chases in (
            (_("督办"), "clipboard-text", "supervision-order", True),
            (_("挂牌督办"), "bookmark", "listing", False),
        ):
            lead_on(SUPERVISED, Onward(title, icon, f"{code}.add", _address(code), chases))


def _address(code: str) -> Callable[[str, int], str]:
    return lambda ledger, pk: reverse("governance-about", args=[code, ledger, pk])
