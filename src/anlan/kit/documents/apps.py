"""The Django application ``documents``; start-up wiring only."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    name = "anlan.kit.documents"
    label = "documents"
    verbose_name = _("文书编号")
