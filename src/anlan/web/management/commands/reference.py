"""``manage.py reference``: write docs/reference/ledgers.md anew from the declarations."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from anlan.web import reference


class Command(BaseCommand):
    """Exit code 0."""

    help = "从台账声明生成参考文档。"

    def handle(self, *args: Any, **options: Any) -> None:
        page = settings.ROOT / "docs" / "reference" / "ledgers.md"
        page.write_text(reference.text(), encoding="utf-8")
        self.stdout.write(str(page.relative_to(settings.ROOT)))
