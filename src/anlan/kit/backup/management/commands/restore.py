"""``manage.py restore FILE``: put an archive back."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from anlan.kit.backup import archive


class Command(BaseCommand):
    """Exit code 0 when everything was put back and checked, 1 when nothing was touched."""

    help = "从备份文件恢复。请先停止服务。"
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="备份文件")
        parser.add_argument("--force", action="store_true", help="覆盖现有数据")
        parser.add_argument("--json", action="store_true", help="以 JSON 输出")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            manifest = archive.read(Path(options["file"]), force=options["force"])
        except archive.Unusable as refused:
            raise CommandError(str(refused)) from refused
        if options["json"]:
            self.stdout.write(json.dumps({"made_at": manifest["made_at"], "parts": len(manifest["parts"])}))
        else:
            self.stdout.write(f"已恢复到 {manifest['made_at']} 的状态，{len(manifest['parts'])} 个部分全部核对无误。")
