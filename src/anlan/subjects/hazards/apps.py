"""Registers the hazards subject and, when the program is ready, its ledgers."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HazardsConfig(AppConfig):
    """隐患治理."""

    name = "anlan.subjects.hazards"
    label = "hazards"
    verbose_name = _("隐患治理")

    def ready(self) -> None:
        from anlan.kit.files import guards

        import_module("anlan.subjects.hazards.ledgers")
        import_module("anlan.subjects.hazards.boarding").register()
        guards.hold(import_module("anlan.subjects.hazards.papers.signing").holds)
        import_module("anlan.subjects.hazards.inspection_boards").register()
        from anlan.kit.pages.extra import Onward, add_page, lead_on

        add_page(_("安全监管"), _("从 Excel 建检查表"), "checklist-book", "checklist.add")
        lead_on(
            ("task", "round", "enterprise"),
            Onward(_("登记检查"), "clipboard-check", "inspection.add", "/inspections/about/{}/{}".format),
        )
        lead_on(
            ("inspection",),
            Onward(_("检查表"), "clipboard-check", "inspection.view", lambda code, pk: f"/inspections/{pk}/checklist"),
        )
        lead_on(
            ("inspection", "hazard", "case"),
            Onward(_("出具文书"), "file-text", "paper.add", "/papers/{}/{}/new".format),
        )
        lead_on(("paper",), Onward(_("现场签名"), "pencil", "paper.change", lambda code, pk: f"/papers/{pk}/sign"))
