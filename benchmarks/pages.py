"""The list of hazards in all the ways that people turn it, and its counts."""

from collections.abc import Iterator

from benchmarks.calling import Caller, after
from benchmarks.measuring import Case
from benchmarks.raw import Raw
from benchmarks.samples import Samples

ROWS = b"data-tick value="


def cases(samples: Samples, raw: Raw) -> Iterator[Case]:
    """All of them, of a county user unless said otherwise."""
    county, town = Caller(samples.county_user), Caller(samples.town_user)

    def page(name: str, label: str, query: str, brought: object, caller: Caller = county) -> Case:
        return Case(f"list-{name}", label, lambda: caller.get(f"/l/hazard/?{query}").count(ROWS), brought, times=15)  # type: ignore[arg-type]

    low, high = samples.town_range
    within = "h.place_id >= %s AND h.place_id < %s"
    yield page("plain", "列表首页", "", raw.page(""))
    yield page("town", "按乡镇筛选", f"place={samples.town}", raw.page(f"WHERE {within}", low, high))
    yield page(
        "join",
        "按企业行业筛选（跨表）",
        f"enterprise-sector={samples.sector}",
        raw.page(
            "WHERE en.sector_id = %s", samples.sector, join="JOIN enterprises_enterprise en ON en.id = h.enterprise_id"
        ),
    )
    yield page("status", "按状态筛选", "status=reviewing", raw.page("WHERE h.status = 'reviewing'"))
    yield page("sorted", "按期限排序", "sort=due_on", raw.page("", by="due_on, id"))
    day, key = samples.middle
    beyond = "WHERE h.found_on <= %s AND (h.found_on < %s OR h.id < %s)"
    yield page("deep", "翻到一半处", f"after={after(day, key)}", raw.page(beyond, day, day, key))
    yield page("last", "末页", "at=last", raw.page("", by="found_on, id"))
    for name, text in (("common", samples.common), ("rare", samples.rare)):
        found = raw.matching("hazard", text, 10**9)
        label = f"搜索“{text}”（{len(found):,} 处）"
        yield page(f"search-{name}", label, f"q={text}", _searching(raw, text))
    yield page("township", "乡镇用户的列表", "", raw.page(f"WHERE {within}", low, high), town)
    yield page(
        "township-status",
        "乡镇用户按状态筛选",
        "status=reviewing",
        raw.page(f"WHERE {within} AND h.status = 'reviewing'", low, high),
        town,
    )
    yield from _counts(samples, raw, county, town)


def _searching(raw: Raw, text: str) -> object:
    """All hits by the index, then the newest fifty of them."""
    if raw.vendor == "sqlite":
        tokens = " ".join(text[place : place + 2] for place in range(len(text) - 1))
        return raw.page("WHERE h.id IN (SELECT rowid FROM search_hazard WHERE search_hazard MATCH %s)", f'"{tokens}"')
    asked = " <-> ".join(f"'{text[place : place + 2]}'" for place in range(len(text) - 1))
    return raw.page("WHERE h.id IN (SELECT id FROM search_hazard WHERE words @@ %s::tsquery)", asked)


def _counts(samples: Samples, raw: Raw, county: Caller, town: Caller) -> Iterator[Case]:
    chips = (
        "",
        "status <> 'closed'",
        f"status <> 'closed' AND due_on < '{samples.today}'",
        "status = 'reviewing'",
        "status = 'passed'",
        "status <> 'closed' AND extension_asked",
        "level = 'major'",
    )

    def counted(within: str, *params: str) -> int:
        for chip in chips:
            where = " AND ".join(part for part in (within, chip) if part)
            raw.rows(f"SELECT COUNT(*) FROM hazards_hazard{f' WHERE {where}' if where else ''}", *params)
        return len(chips)

    def asked(caller: Caller) -> int:
        return caller.get("/l/hazard/counts").count(b"<b>")

    low, high = samples.town_range
    yield Case("counts", "总数与快捷筛选数", lambda: asked(county), lambda: counted(""), before=county.forget)
    yield Case(
        "counts-township",
        "乡镇用户的总数与快捷筛选数",
        lambda: asked(town),
        lambda: counted("place_id >= %s AND place_id < %s", low, high),
        before=town.forget,
    )
