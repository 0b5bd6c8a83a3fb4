"""Builds the demonstration county in an empty database: map, people, enterprises, two years of checks and hazards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from shapely.geometry import box

from anlan.base import clock
from anlan.base.audit.records import record
from anlan.base.dictionaries import shipped
from anlan.base.places.models import Drawing, Place, PlaceAlias, PlaceLevel
from anlan.base.places.queries import forget
from anlan.demo import (
    accidents,
    callouts,
    campaigns,
    duty,
    enforcement,
    enterprise_files,
    filing,
    firms,
    geography,
    governance,
    governance_daily,
    hazards_full,
    histories,
    inspections,
    left_states,
    monitoring,
    notices,
    past_figures,
    pasts,
    permits,
    placenames,
    reports,
    staff,
    teams,
    warnings,
)
from anlan.demo.geography import Area, County
from anlan.kit.notify.channels.defaults import console, in_app
from anlan.kit.search import index
from anlan.subjects.enterprises.models import Enterprise

ENTERPRISES, HAZARDS = 3_000, 20_000
SEARCHABLE = (
    "enterprise",
    "inspection",
    "hazard",
    "team",
    "team-member",
    "incident",
    "callout",
    "person",
    "warning",
    "broadcast-terminal",
    "device",
    "alarm",
    "case",
    "plan-item",
)


@dataclass(frozen=True)
class Built:
    """How much there is now."""

    places: int
    enterprises: int
    inspections: int
    hazards: int
    audited: int
    photographs: int


class NotEmpty(Exception):
    """There are places already: a county is built into an empty database only."""


def build(
    seed: int,
    scale: int = 1,
    say: Callable[[str], None] = lambda sentence: None,
    *,
    enterprises: int = ENTERPRISES,
    hazards: int = HAZARDS,
) -> Built:
    """Build it all; the same seed at the same moment gives the same rows. Raises `NotEmpty`."""
    if Place.objects.exists():
        raise NotEmpty("数据库里已经有区划，没有改动。演示县只能建在空的数据库里。")
    today = clock.today()
    county = geography.county(seed)
    begun = clock.now() - timedelta(days=histories.DAYS + 400)
    with transaction.atomic():
        shipped.offer()
        places = draw(county)
        people = staff.create(seed, county, begun)
    _keep_watch(seed, county, people, say)
    say(f"{len(county.towns)} 个乡镇、{len(county.villages)} 个村社，单位和账号已建好。")
    subjects = filing.file_enterprises(firms.firms(seed, county, enterprises * scale), people, today)
    _measure(seed, county, people, say)  # devices stand at enterprises
    filer = filing.Filer(seed, people, today)
    visited, filed = filer.file(histories.visits(seed, subjects, today, hazards * scale))
    say(f"{visited} 次检查、{filed} 处隐患已登记。")
    _oversee(seed, county, people, say)
    recent = [*filer.closed, *filer.open]
    with transaction.atomic():
        photographs = pasts.hang_photographs(recent, people)
        audited = pasts.write_audit(recent, people)
        left_states.create()
        built = Built(places, len(subjects), visited, filed, audited, photographs)
        told = {"seed": seed, "scale": scale, **vars(built)}
        record("demo.build", actor=None, kind="demo", label=placenames.COUNTY, after=told)
    _settle()
    reports.create(county, people, today)
    return built


def _keep_watch(seed: int, county: County, people: staff.Staff, say: Callable[[str], None]) -> None:
    """The emergency half: teams, incidents and call-outs, duty, warnings, stations."""
    with transaction.atomic():
        console()
        in_app()
        emergency = teams.create(seed, county, people) | callouts.create(seed, county, people)
        watch = duty.create(seed, county, people)
        warned = warnings.create(seed, county, people)
        notices.create(seed, county, people)
    say(f"{warned['members']} 名预警接收人、{warned['warnings']} 条预警、{warned['terminals']} 个广播终端已建好。")
    say(f"{watch['posts']} 个值班岗位、{watch['shifts']} 个班次、{watch['reports']} 份应报报告已排好。")
    say(f"{emergency['teams']} 支应急队伍、{emergency['incidents']} 起突发事件、{emergency['callouts']} 次叫应已建好。")


def _oversee(seed: int, county: County, people: staff.Staff, say: Callable[[str], None]) -> None:
    """All of safety supervision around the firms, inspections and hazards filed before."""
    _file_firms(seed, county, people, say)
    _campaign(seed, county, people, say)
    _enforce(seed, county, people, say)
    _inspect(seed, people, say)
    _supervise(seed, county, people, say)
    _round_hazards(seed, people, say)
    _answer_public(seed, county, people, say)


def _answer_public(seed: int, county: County, people: staff.Staff, say: Callable[[str], None]) -> None:
    """Accidents with what followed from them; permits and complaints."""
    with transaction.atomic():
        made = accidents.create(seed, county, people, clock.today())
        public = permits.create(seed, county, people, clock.today())
        known = past_figures.create(seed, county, people, clock.today())
    say(f"{made['accidents']} 起事故、{public['permits']} 张许可证、{public['complaints']} 件投诉举报已建好。")
    say(f"{known['figures']} 个往年数字、{known['proposed']} 个待确认的已建好。")


def _supervise(seed: int, county: County, people: staff.Staff, say: Callable[[str], None]) -> None:
    """Orders, lists, letters, leaders, talks, lessons, scores, money and the party programme."""
    with transaction.atomic():
        maker = governance.create(seed, county, people, clock.today())
        governance_daily.create(maker)
    made = maker.counts
    say(f"{made['supervision-order']} 件督办、{made['letter']} 份责任书、{made['assessment']} 份考核评分已建好。")


def _inspect(seed: int, people: staff.Staff, say: Callable[[str], None]) -> None:
    """Rounds, who took part, results, checklists and papers of the inspections filed before."""
    with transaction.atomic():
        made = inspections.create(seed, people, clock.today())
    say(f"{made['rounds']} 轮检查、{made['answered']} 项检查表结论、{made['papers']} 份执法文书已建好。")


def _enforce(seed: int, county: County, people: staff.Staff, say: Callable[[str], None]) -> None:
    """Officers, the yearly plan, draws with proof and cases."""
    with transaction.atomic():
        made = enforcement.create(seed, county, people, clock.today())
    say(f"{made['officers']} 名执法人员、{made['draws']} 次随机抽取、{made['cases']} 起案件已建好。")


def _round_hazards(seed: int, people: staff.Staff, say: Callable[[str], None]) -> None:
    """Criteria, rules of time, groups and stop-work orders."""
    with transaction.atomic():
        made = hazards_full.create(seed, people, clock.today())
    say(f"{made['clauses']} 条重大隐患判定条款、{made['groups']} 类同类隐患、{made['stops']} 起停产停业已建好。")


def _measure(seed: int, county: County, people: staff.Staff, say: Callable[[str], None]) -> None:
    """Stations and devices with their readings and alarms."""
    say(f"{Enterprise.objects.count()} 家企业已入册。")
    with transaction.atomic():
        sensed = monitoring.create(seed, county, people, clock.today())
    say(f"{sensed['devices']} 台监测设备、{sensed['readings']} 条监测数据、{sensed['alarms']} 起报警已建好。")


def _campaign(seed: int, county: County, people: staff.Staff, say: Callable[[str], None]) -> None:
    """Campaigns with their tasks, papers and bulletins, which count what was filed before."""
    with transaction.atomic():
        made = campaigns.create(seed, county, people, clock.today())
    say(f"{made['campaign']} 个专项行动、{made['task']} 项任务、{made['documentreceipt']} 份文件签收已建好。")


def _know_firms(seed: int, county: County, people: staff.Staff, say: Callable[[str], None]) -> None:
    """What stands at enterprises and is known of them, before anybody inspects."""
    _measure(seed, county, people, say)
    _file_firms(seed, county, people, say)


def _file_firms(seed: int, county: County, people: staff.Staff, say: Callable[[str], None]) -> None:
    """What is known of firms beside inspections: sources, risk points, insurance, experts, papers."""
    with transaction.atomic():
        kept = enterprise_files.create(seed, county, people, clock.today())
    say(f"{kept['risk_points']} 个风险点、{kept['sources']} 处重大危险源、{kept['policies']} 份安责险保单已入册。")


def draw(county: County) -> int:
    """Places with their boundaries, and waters and roads of the base map."""
    whole = county.area.shape.bounds
    city = Area(placenames.CITY_CODE, placenames.CITY, box(*whole), county.area.longitude, county.area.latitude, 0)
    levels = [
        (PlaceLevel.CITY, [city], None),
        (PlaceLevel.COUNTY, [county.area], lambda code: placenames.CITY_CODE),
        (PlaceLevel.TOWN, county.towns, lambda code: placenames.COUNTY_CODE),
        (PlaceLevel.VILLAGE, county.villages, lambda code: f"{code[:9]}000"),
    ]
    count = 0
    for level, areas, above in levels:
        rows = [_place(level, area, above(area.code) if above else None) for area in areas]
        Place.objects.bulk_create(rows, batch_size=200)
        count += len(rows)
    Drawing.objects.bulk_create(
        [Drawing(kind=f.kind, name=f.name, rank=f.rank, shape=geography.geojson(f.shape)) for f in county.features],
        batch_size=200,
    )
    PlaceAlias.objects.bulk_create([PlaceAlias(place_id=county.towns[0].code, name="城关镇")])
    forget()
    return count


def _place(level: PlaceLevel, area: Area, above: str | None) -> Place:
    drawn = level != PlaceLevel.CITY
    west, south, east, north = area.shape.bounds if drawn else (None, None, None, None)
    return Place(
        code=area.code,
        name=area.name,
        level=level,
        parent_id=above,
        longitude=area.longitude,
        latitude=area.latitude,
        shape=geography.geojson(area.shape) if drawn else None,
        west=west,
        south=south,
        east=east,
        north=north,
        population=area.population or None,
    )


def _settle() -> None:
    """Merge the search indexes and let the planner count what is there now."""
    for code in SEARCHABLE:
        index.tidy(code)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def counts(built: Built) -> dict[str, Any]:
    """The figures for a script."""
    return vars(built)
