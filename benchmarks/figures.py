"""The figures of an annual report: as the report asks them, by the best statements written by hand, and one by one."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings

from anlan.base import clock
from anlan.base.periods import Period
from anlan.reports.figures import counting, splitting
from anlan.reports.figures.counting import Ask
from anlan.reports.indicators import hazards, inspections
from anlan.reports.papers import drafts, outlines
from anlan.reports.papers.setting import Setting
from anlan.subjects.hazards.visiting import turns_between
from benchmarks.measuring import Case
from benchmarks.raw import Raw
from benchmarks.samples import Samples

HAZARDS = (
    hazards.found, hazards.rectified, hazards.rectifying, hazards.on_the_spot, hazards.major, hazards.late,
    hazards.funds,
)  # fmt: skip
VISITS = (
    inspections.firms, inspections.strangers, inspections.firm_days, inspections.stranger_days, inspections.rounds,
    inspections.alone, inspections.people, inspections.experts,
)  # fmt: skip
TOWNS, CAMPAIGNS = "属地", "专项"
BY_TOWN = (hazards.found, hazards.rectified, inspections.firms, inspections.strangers)
BY_CAMPAIGN = (hazards.found, hazards.rectified)
Figures = dict[str, Any]

COUNTED = "h.mode <> 'on_the_spot'"
DONE = "h.status IN ('passed', 'closed') AND (h.rectified_on IS NULL OR h.rectified_on <= %s)"
OF_HAZARDS = f"""
SELECT SUBSTR(h.place_id, 1, 9), COUNT(*) FILTER (WHERE {COUNTED}), COUNT(*) FILTER (WHERE {COUNTED} AND {DONE}),
COUNT(*) FILTER (WHERE h.mode = 'on_the_spot'), COUNT(*) FILTER (WHERE {COUNTED} AND h.level = 'major'),
COUNT(*) FILTER (
  WHERE {COUNTED} AND NOT ({DONE}) AND (h.rectified_on IS NULL OR h.rectified_on > %s) AND h.due_on < %s
), SUM(h.funds) FILTER (WHERE {COUNTED} AND {DONE})
FROM hazards_hazard h WHERE h.found_on >= %s AND h.found_on <= %s GROUP BY 1
"""
OF_CAMPAIGNS = f"""
WITH RECURSIVE above(member, top) AS (
  SELECT id, id FROM campaigns_campaign
  UNION SELECT a.member, c.parent_id FROM above a
    JOIN campaigns_campaign c ON c.id = a.top AND c.parent_id IS NOT NULL
), seen AS (
  SELECT h.id, h.campaign_id, h.inspection_id, CASE WHEN {DONE} THEN 1 END AS done FROM hazards_hazard h
  WHERE {COUNTED} AND h.found_on >= %s AND h.found_on <= %s
), ways AS (
  SELECT s.id, s.campaign_id AS member, s.done FROM seen s WHERE s.campaign_id IS NOT NULL
  UNION SELECT s.id, m.campaign_id, s.done FROM seen s JOIN hazards_hazard_campaigns m ON m.hazard_id = s.id
  UNION SELECT s.id, c.campaign_id, s.done FROM seen s
    JOIN hazards_inspectioncampaign c ON c.inspection_id = s.inspection_id
)
SELECT top, COUNT(*), COUNT(done) FROM (
  SELECT DISTINCT w.id, a.top, w.done FROM ways w JOIN above a ON a.member = w.member
) t GROUP BY top
"""
VISITED = "FROM hazards_inspection i WHERE i.kind_id <> {own} AND i.inspected_on >= %s AND i.inspected_on <= %s"
OF_TOWNS = f"""
SELECT SUBSTR(i.place_id, 1, 9), COUNT(DISTINCT i.enterprise_id),
COUNT(DISTINCT i.unit) FILTER (WHERE i.enterprise_id IS NULL) {VISITED} GROUP BY 1
"""
OF_VISITS = (
    f"SELECT COUNT(*) FROM (SELECT DISTINCT i.enterprise_id {VISITED} AND i.enterprise_id IS NOT NULL) t",
    f"SELECT COUNT(*) FROM (SELECT DISTINCT i.unit {VISITED} AND i.enterprise_id IS NULL) t",
    f"SELECT COUNT(*) FROM (SELECT DISTINCT i.enterprise_id, i.inspected_on {VISITED} AND i.enterprise_id > 0) t",
    f"SELECT COUNT(*) FROM (SELECT DISTINCT i.unit, i.inspected_on {VISITED} AND i.enterprise_id IS NULL) t",
    f"SELECT COUNT(*) FROM (SELECT DISTINCT i.round_id {VISITED} AND i.round_id IS NOT NULL) t",
    f"SELECT COUNT(*) {VISITED} AND i.round_id IS NULL",
)
OF_PEOPLE = """
SELECT COUNT(*) FILTER (WHERE NOT expert), COUNT(*) FILTER (WHERE expert) FROM (
  SELECT DISTINCT p.part = 'expert' AS expert, p.turn FROM hazards_inspectionperson p
  JOIN hazards_inspection i ON i.id = p.inspection_id
  WHERE i.kind_id <> {own} AND i.inspected_on >= %s AND i.inspected_on <= %s AND p.turn >= %s AND p.turn < %s
) t
"""


def cases(samples: Samples, raw: Raw) -> Iterator[Case]:
    """All of them, of the last year that is over."""
    year = Period.of("year", clock.today()).previous_year()
    own = raw.rows("SELECT id FROM dictionaries_term WHERE dictionary_id = 'inspection-kind' AND code = 'self'")[0][0]

    def by_hand() -> int:
        return len(_by_hand(raw, year, own))

    def alike() -> None:
        told, written = _told(year), _by_hand(raw, year, own)
        wrong = {name: (told[name], number) for name, number in written.items() if told.get(name) != number}
        if wrong or set(told) != set(written):
            raise RuntimeError(f"not what is counted by hand: {wrong or set(told) ^ set(written)}")

    def told_of_rows() -> str:
        whole = sum(raw.rows(f"SELECT COUNT(*) FROM hazards_{name}")[0][0] for name in ("hazard", "inspection"))
        told = _told(year)
        return f"共 {whole:,} 行，当年 {told['rows']:,} 行，{len(told)} 个数"

    yield Case("figures-report", f"{year.label}工作总结的全部数字", lambda: len(_report(year).answers.of), times=3)
    yield Case(
        "figures-pass", "其中隐患和检查的数字", lambda: len(_told(year)), by_hand, times=3,
        before=alike, note=told_of_rows,
    )  # fmt: skip
    yield Case(
        "figures-single", "同样的数字，一个指标一条语句", lambda: len(_one_by_one(year)),
        lambda: len(_told(year)), times=1, warm=False,
    )  # fmt: skip


def _report(year: Period) -> drafts.Draft:
    data = drafts.of_outline(outlines.shipped()["annual"]).data
    return drafts.written(data, Setting(year, clock.today(), settings.ANLAN_BUREAU))


def _told(year: Period) -> Figures:
    """As a report asks them: all at once."""
    asks = [Ask(one, year) for one in (*HAZARDS, *VISITS, inspections.times)]
    splits = [(Ask(one, year), title) for title, ones in ((TOWNS, BY_TOWN), (CAMPAIGNS, BY_CAMPAIGN)) for one in ones]
    made = splitting.reckon(asks, splits)
    numbers = {ask: made.values[ask].number for ask in asks}
    parts = {one: {part.key: part.value.number for part in parts} for one, parts in made.parts.items()}
    return _named(year, numbers, parts)


def _one_by_one(year: Period) -> Figures:
    asks = [Ask(one, year) for one in (*HAZARDS, *VISITS, inspections.times)]
    numbers = {ask: counting.compute([ask])[ask].number for ask in asks}
    parts: dict[Any, dict[Any, Any]] = {}
    for one in BY_TOWN:
        parts[Ask(one, year), TOWNS] = {part.key: part.value.number for part in splitting.split(Ask(one, year), TOWNS)}
    for one in BY_CAMPAIGN:
        kind = counting.dimension(one.facts, CAMPAIGNS)
        asked = {name: Ask(one, year, ((CAMPAIGNS, name),)) for name in kind.offered()}
        parts[Ask(one, year), CAMPAIGNS] = {
            name: number for name, ask in asked.items() if (number := counting.compute([ask])[ask].number)
        }
    return _named(year, numbers, parts)


def _named(year: Period, numbers: dict[Ask, Any], parts: dict[Any, dict[Any, Any]]) -> Figures:
    made: Figures = {ask.indicator.code: _exact(number) for ask, number in numbers.items()}
    made["rows"] = made["hazard-found"] + made["hazard-on-the-spot"] + made.pop("inspection-visits")
    for (ask, title), found in parts.items():
        made |= {f"{ask.indicator.code}/{title}/{key}": number for key, number in found.items() if number}
    return made


def _exact(number: Any) -> Any:
    return number if isinstance(number, int) else round(float(number or 0), 4)


def _by_hand(raw: Raw, year: Period, own: int) -> Figures:
    first, last = year.first.isoformat(), year.last.isoformat()
    lines = raw.rows(OF_HAZARDS, *(last,) * 5, first, last)
    found, done, at_once, major, late = (sum(line[place] for line in lines) for place in range(1, 6))
    made: Figures = {
        "hazard-found": found, "hazard-rectified": done, "hazard-rectifying": found - done,
        "hazard-on-the-spot": at_once, "hazard-major": major, "hazard-late": late,
        "hazard-funds": _exact(sum(float(line[6] or 0) for line in lines)),
    }  # fmt: skip
    made |= {f"hazard-found/{TOWNS}/{line[0]}": line[1] for line in lines}
    made |= {f"hazard-rectified/{TOWNS}/{line[0]}": line[2] for line in lines}
    for top, whole, closed in raw.rows(OF_CAMPAIGNS, last, first, last):
        made |= {f"hazard-found/{CAMPAIGNS}/{top}": whole, f"hazard-rectified/{CAMPAIGNS}/{top}": closed}
    for town, firms, strangers in raw.rows(OF_TOWNS.format(own=own), first, last):
        made |= {f"inspected-firms/{TOWNS}/{town}": firms, f"inspected-strangers/{TOWNS}/{town}": strangers}
    counted = [raw.rows(statement.format(own=own), first, last)[0][0] for statement in OF_VISITS]
    counted += raw.rows(OF_PEOPLE.format(own=own), first, last, *turns_between(year.first, year.last))[0]
    visits = raw.rows(f"SELECT COUNT(*) {VISITED}".format(own=own), first, last)[0][0]
    made |= {one.code: number for one, number in zip(VISITS, counted, strict=True)} | {"rows": found + at_once + visits}
    return {name: number for name, number in made.items() if number or "/" not in name}
