"""Registers the enterprises subject and, when the program is ready, its ledgers, pages and what it listens to."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EnterprisesConfig(AppConfig):
    """监管对象."""

    name = "anlan.subjects.enterprises"
    label = "enterprises"
    verbose_name = _("监管对象")

    def ready(self) -> None:
        import_module("anlan.subjects.enterprises.ledgers")
        import_module("anlan.subjects.enterprises.services").listen()
        doors = import_module("anlan.subjects.enterprises.doors")
        from django.urls import reverse

        from anlan.kit.pages.extra import Onward, add_page, lead_on

        add_page(_("安全监管"), _("本企业一册"), "enterprise-mine", doors.MINE, front=True)
        add_page(_("安全监管"), _("企业安全指标"), "enterprise-rates", doors.RATES)
        lead_on(
            ("enterprise",),
            Onward(
                _("一企一册"), "file-text", "enterprise.view", lambda code, pk: reverse("enterprise-file", args=[pk])
            ),
        )
        lead_on(
            ("major-source",),
            Onward(
                _("辨识计算书"), "ruler-measure", "major-source.view",
                lambda code, pk: reverse("source-calculation", args=[pk]),
            ),
        )  # fmt: skip
