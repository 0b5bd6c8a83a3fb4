"""``manage.py start_bureau``: what an empty installation needs before anybody can sign in.

Makes the county, the dictionaries and lines that the program brings (edited in the browser afterwards), and the first
system administrator, whose password is printed once and must be changed.
"""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from anlan.base.dictionaries import shipped
from anlan.base.people import roles, services
from anlan.base.people.lines import LINES
from anlan.base.people.models import Line, Organisation, Posting
from anlan.base.places import codes
from anlan.base.places.models import Place
from anlan.kit.notify.channels.defaults import in_app
from anlan.subjects.accidents import services as accidents
from anlan.subjects.enforcement.services import seeding as enforcement
from anlan.subjects.governance import seeding as governance
from anlan.subjects.incidents import seeding
from anlan.subjects.permits import services as permits


class Command(BaseCommand):
    """Exit code 0 when the bureau stands, 1 when nothing was made."""

    help = "为正式使用开局：建县区、单位、字典、条线和第一个系统管理员。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--code", required=True, help="县区代码，6 位或 12 位")
        parser.add_argument("--name", required=True, help="县区名称，如 某某县")
        parser.add_argument("--bureau", default="", help="单位名称，默认为县区名称加“应急管理局”")
        parser.add_argument("--admin", default="admin", help="第一个系统管理员的用户名")
        parser.add_argument("--json", action="store_true", help="以 JSON 输出")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with transaction.atomic():
                password = self._start(options)
        except (codes.BadCode, ValidationError) as wrong:
            raise CommandError("；".join(getattr(wrong, "messages", [str(wrong)]))) from wrong
        if options["json"]:
            self.stdout.write(json.dumps({"username": options["admin"], "password": password}))
        else:
            self.stdout.write(
                f"已开局。系统管理员 {options['admin']} 的首次口令：{password}（只显示这一次，登录后须修改）"
            )
            self.stdout.write("下一步：用 manage.py places load 或“区划”台账导入乡镇村社，再在“用户管理”里建账号。")

    def _start(self, options: dict[str, Any]) -> str:
        code = codes.pad(options["code"])
        if codes.level_of(code) != 3:
            raise CommandError("--code 应为县区代码。")
        if Posting.objects.filter(role__code=roles.SYSADMIN).exists():
            raise CommandError("已经有系统管理员了，不能重复开局。")
        Place.objects.get_or_create(code=code, defaults={"name": options["name"], "level": codes.level_of(code)})
        shipped.offer()
        for line, name in LINES:
            Line.objects.get_or_create(code=line, defaults={"name": name, "parent_id": line[:-2] or None})
        seeding.limits()
        seeding.policy()
        accidents.seed()
        permits.seed()
        governance.sheets()
        governance.steps(code)
        enforcement.limits()
        enforcement.formulas()
        in_app()
        bureau = options["bureau"] or f"{options['name']}应急管理局"
        organisation, _made = Organisation.objects.get_or_create(name=bureau, defaults={"place_id": code})
        user, password = services.create_account(options["admin"], "系统管理员", actor=None, organisation=organisation)
        services.appoint(user, roles.SYSADMIN, code, actor=None)
        return password
