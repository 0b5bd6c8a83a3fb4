"""``manage.py report``: write a report, check a template, read an old report's text."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.base.people.models import User
from anlan.base.places.models import Place, PlaceLevel
from anlan.reports.papers import converting, drafts, freezing, outlines, spans
from anlan.reports.papers.models import ReportTemplate
from anlan.reports.papers.setting import Setting
from anlan.reports.papers.word import NotWord
from anlan.subjects.campaigns.models import Campaign
from anlan.subjects.incidents.models import Incident


class Command(BaseCommand):
    """Exit codes: 0 done, 1 the template or text has faults, 2 wrong usage."""

    help = "生成报告：report 提纲或模板名称 --year 2025 --out F.docx；report check 模板.docx；report read 文本。"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="提纲（annual、monthly……）或本局模板的名称；或 check、read、list")
        parser.add_argument("file", nargs="?", default="", help="check 的模板，read 的文本文件，- 为标准输入")
        parser.add_argument("--period", default="", help="2025、2025H1、2026-11、2026-W47、2026-11-22、起日..止日")
        parser.add_argument("--year", default="", help="同 --period 年份")
        parser.add_argument("--area", default="", help="乡镇名称或编码：全部数字只统计该地")
        parser.add_argument("--campaign", default="", help="专项行动的名称或简称")
        parser.add_argument("--event", default="", help="事件编号")
        parser.add_argument("--user", default="", help="按该用户可见的记录统计；不写则为全部记录")
        parser.add_argument("--out", default="", help="写到这个 .docx 文件；写 .pdf 的由 LibreOffice 转成 PDF")
        parser.add_argument("--json", action="store_true", help="按 JSON 输出数字、口径和核对结果")

    def handle(self, *args: Any, **options: Any) -> None:
        name = options["name"]
        if name == "list":
            for one in outlines.shipped().values():
                self.stdout.write(f"{one.slug}\t{one.name}")
        elif name == "check":
            self._check(_file(options["file"]), as_json=options["json"])
        elif name == "read":
            if not options["file"]:
                raise CommandError(_("请写要读的文件，- 为标准输入。"), returncode=2)
            from anlan.reports.history import commands as history

            code = history.read(options["file"], options["json"])
            if code:
                sys.exit(code)
        else:
            self._write(name, options)

    def _check(self, path: Path, *, as_json: bool) -> None:
        try:
            made = drafts.check(path.read_bytes())
        except NotWord as wrong:
            raise CommandError(str(wrong)) from wrong
        if as_json:
            faults = [vars(fault) for fault in made.faults]
            told = {"ok": not faults, "tags": made.tags, "needs": made.needs, "faults": faults}
            self.stdout.write(json.dumps(told, ensure_ascii=False))
        else:
            for fault in made.faults:
                self.stdout.write(f"{fault.tag}\t{fault.sentence}\t{fault.part}{fault.paragraph}")
            self.stdout.write(
                _("%(tags)d 个标签，%(faults)d 处要改。") % {"tags": made.tags, "faults": len(made.faults)}
            )
        if made.faults:
            sys.exit(1)

    def _write(self, name: str, options: dict[str, Any]) -> None:
        source, setting, user = _source(name), _setting(options), _user(options["user"])
        try:
            draft = drafts.written(source.data, setting, user)
            if options["out"]:
                path, made = Path(options["out"]), draft.word()
                path.write_bytes(converting.pdf(made) if path.suffix.lower() == ".pdf" else made)
        except (NotWord, converting.NoPdf, OSError) as wrong:
            raise CommandError(str(wrong)) from wrong
        kept = freezing.kept(draft.paragraphs, draft.answers)
        faults = [{"tag": tag.text, "sentence": one.sentence} for tag, one in draft.answers.nothing.items()]
        if options["json"]:
            told = {"name": source.name, "period": setting.period.code, "out": options["out"], "faults": faults}
            told |= {key: kept[key] for key in ("figures", "tables", "findings")}
            self.stdout.write(json.dumps(told, ensure_ascii=False))
        else:
            for one in kept["figures"]:
                self.stdout.write(f"{one['name']}\t{one['text']}\t{one['why']}")
            for one in (*kept["findings"], *faults):
                self.stdout.write(one["sentence"])
        if faults:
            sys.exit(1)


def _file(text: str) -> Path:
    path = Path(text)
    if not text or not path.is_file():
        raise CommandError(_("没有这个文件：%(path)s") % {"path": text or "—"}, returncode=2)
    return path


def _source(name: str) -> drafts.Source:
    known = outlines.shipped()
    one = known.get(name) or next((each for each in known.values() if each.name == name), None)
    if one is not None:
        return drafts.of_outline(one)
    template = ReportTemplate.objects.filter(name=name).first()
    if template is None:
        raise CommandError(
            _("没有名为“%(name)s”的提纲或模板，可用：%(known)s。") % {"name": name, "known": "、".join(known)},
            returncode=2,
        )
    return drafts.of_template(template)


def _setting(options: dict[str, Any]) -> Setting:
    text = options["period"] or options["year"] or str(clock.today().year)
    try:
        period = spans.read(text)
    except ValueError as wrong:
        raise CommandError(str(wrong), returncode=2) from wrong
    places = Place.objects.filter(level__gte=PlaceLevel.COUNTY).order_by("level", "code")
    area, campaign, event = options["area"], options["campaign"], options["event"]
    place = places.filter(name=area).first() or places.filter(code=area).first() if area else places.first()
    found = [
        (area, place),
        (campaign, campaign and _campaign(campaign)),
        (event, event and Incident.objects.filter(number=event).first()),
    ]
    for asked, row in found:
        if asked and not row:
            raise CommandError(_("没有找到“%(name)s”。") % {"name": asked}, returncode=2)
    return Setting(period, clock.today(), settings.ANLAN_BUREAU, place, found[1][1] or None, found[2][1] or None)


def _campaign(name: str) -> Campaign | None:
    rows = Campaign.objects.order_by("-pk")
    return rows.filter(name=name).first() or rows.filter(short_name=name).first()


def _user(name: str) -> User | None:
    if not name:
        return None
    user = User.objects.filter(username=name).first()
    if user is None:
        raise CommandError(_("没有用户“%(name)s”。") % {"name": name}, returncode=2)
    return user
