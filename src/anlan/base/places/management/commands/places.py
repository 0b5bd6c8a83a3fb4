"""``manage.py places load | boundaries | find``: division lists, boundaries, and trying what a name means."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from anlan.base.audit.context import acting
from anlan.base.places import queries, services


class Command(BaseCommand):
    """Exit codes: 0 done, 1 nothing was loaded."""

    help = "导入区划表（load）、边界（boundaries），或按名称查区划（find）。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("job", choices=("load", "boundaries", "find"))
        parser.add_argument("what", nargs="+", help="文件；find 时为名称或代码")
        parser.add_argument("--root", metavar="代码=名称", help="表里没有的县区，如 990121=澜川县")
        parser.add_argument("--within", default="", help="find 的范围：区划代码")
        parser.add_argument("--json", action="store_true", help="输出 JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        with acting():
            try:
                told = getattr(self, options["job"])(options)
            except services.BadDivisions as error:
                raise CommandError("\n".join(error.problems[:50])) from error
        if options["json"]:
            self.stdout.write(json.dumps(told, ensure_ascii=False))
        else:
            self.stdout.write("\n".join(f"{name}：{value}" for name, value in told.items()))

    def load(self, options: dict[str, Any]) -> dict[str, Any]:
        """Several lists are loaded together, so that towns and villages may stand in files of their own."""
        rows: list[tuple[str, str]] = []
        if options["root"]:
            code, _equals, name = options["root"].partition("=")
            rows.append((code, name))
        for file in options["what"]:
            rows += services.read_list(_read(file))
        result = services.load(rows)
        return {
            "added": result.added,
            "renamed": result.renamed,
            "same": result.same,
            "absent": result.absent,
        }

    def boundaries(self, options: dict[str, Any]) -> dict[str, Any]:
        """Each file is one GeoJSON FeatureCollection."""
        taken, problems = 0, []
        for file in options["what"]:
            try:
                collection = json.loads(_read(file))
            except ValueError as error:
                raise CommandError(_("%(file)s 不是 GeoJSON：%(error)s") % {"file": file, "error": error}) from error
            count, refused = services.load_boundaries(collection)
            taken += count
            problems += refused
        return {"taken": taken, "refused": problems}

    def find(self, options: dict[str, Any]) -> dict[str, Any]:
        """What each name may mean."""
        gazetteer = queries.Gazetteer(options["within"])
        return {
            text: [f"{place.code} {place.name}" for place in gazetteer.candidates(text)] for text in options["what"]
        }


def _read(file: str) -> bytes:
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise CommandError(_("读不了文件 %(file)s：%(error)s") % {"file": file, "error": error.strerror}) from error
