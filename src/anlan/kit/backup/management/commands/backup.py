"""``manage.py backup [FILE]``: one consistent archive while the product runs."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from anlan.base import clock
from anlan.kit.backup import archive


class Command(BaseCommand):
    """Exit code 0 when the archive stands whole, 1 otherwise."""

    help = "备份数据库和附件到一个文件（运行中也可以做）。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", help="备份文件；默认放在 var/backups/")
        parser.add_argument("--json", action="store_true", help="以 JSON 输出")

    def handle(self, *args: Any, **options: Any) -> None:
        stamp = clock.now().strftime("%Y%m%d-%H%M%S")
        target = Path(options["file"] or Path(settings.ANLAN_VAR) / "backups" / f"anlan-{stamp}.zip")
        try:
            manifest = archive.write(target)
        except OSError as wrong:
            raise CommandError(f"备份没有完成：{wrong}") from wrong
        size = target.stat().st_size
        if options["json"]:
            self.stdout.write(json.dumps({"file": str(target), "bytes": size, "parts": len(manifest["parts"])}))
        else:
            self.stdout.write(
                f"已备份到 {target}（{size / 2**20:.1f} MB，{len(manifest['parts'])} 个部分，逐个留有校验值）。"
            )
