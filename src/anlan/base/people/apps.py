"""Registers the people application and sees that every role exists after each migration."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    """Organisations, persons, users and roles."""

    name = "anlan.base.people"
    label = "people"
    verbose_name = _("机构与人员")

    def ready(self) -> None:
        from anlan.base.people.roles import seed_after_migrate

        post_migrate.connect(seed_after_migrate, sender=self)
