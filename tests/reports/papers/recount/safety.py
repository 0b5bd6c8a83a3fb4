"""Hazards, inspections, enterprises, enforcement, accidents and permits, counted again."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from re import split
from typing import Any

from tests.reports.papers.recount.exported import Row
from tests.reports.papers.recount.rule import (
    Days,
    Rule,
    Take,
    Way,
    Where,
    area,
    campaign,
    choice,
    different,
    link,
    marked,
    mean,
    of_all,
    term,
    total,
    within,
)

YES_OR_NO: Mapping[str, Any] = {"是": True, "否": False}


def campaigns_of(row: Row, through: str, column: str, *paths: str) -> set[int]:
    """Every campaign that a row counts for: named on it, on what it belongs to, or added to it."""

    def added() -> dict[int, set[int]]:
        made: dict[int, set[int]] = defaultdict(set)
        for one in row.exported.rows(through):
            made[one[column]].add(one["campaign"])
        return made

    by_row: dict[int, set[int]] = row.exported.once(through, added)
    return {row[path] for path in paths} | by_row.get(row["id"], set())


def of_inspection(row: Row, value: str) -> bool:
    if value == "未填":
        return row["campaign"] is None
    found = campaigns_of(row, "hazards.inspectioncampaign", "inspection", "campaign", "round.campaign")
    return bool(found & row.exported.campaigns(value))


def of_hazard(row: Row, value: str) -> bool:
    if value == "未填":
        return row["campaign"] is None
    found = campaigns_of(row, "hazards.hazard_campaigns", "hazard", "campaign")
    seen = row.exported.one("hazards.inspection", "id", row["inspection"])
    return bool(found & row.exported.campaigns(value)) or (seen is not None and of_inspection(seen, value))


def rectified(row: Row, days: Days) -> bool:
    done = row["rectified_on"]
    return row["status"] in ("passed", "closed") and (done is None or done <= days.last)


HAZARDS = Rule(
    "hazards.hazard", "found_on",
    {
        "属地": area(), "专项": of_hazard, "类别": term("category"), "来源": term("source"),
        "级别": choice("level", 一般="general", 重大="major"), "行业": term("enterprise.sector"),
    },
)  # fmt: skip
FOUND = HAZARDS.but(lambda r, d: r["mode"] != "on_the_spot")


def unit(row: Row) -> Any:
    return row["enterprise"] if row["enterprise"] is not None else row["unit"]


def names(text: str | None) -> set[str]:
    return {name for name in split(r"[、，,;；\s]+", text or "") if name}


def turns(who: Callable[[Row], set[str]]) -> Take:
    """A person of a body is one a day, whatever was seen."""
    return lambda rows, _days: len({(name, r["organisation"], r["inspected_on"]) for r in rows for name in who(r)})


def inspectors(row: Row) -> set[str]:
    return names(row["leader"]) | (names(row["inspectors"]) - names(row["experts"]))


INSPECTIONS = Rule(
    "hazards.inspection", "inspected_on",
    {
        "属地": area(), "专项": of_inspection, "类型": term("kind"), "行业": term("enterprise.sector"),
        "双随机": choice("drawn", **YES_OR_NO), "单位": link("organisation", "name", "short_name"),
    },
)  # fmt: skip
VISITS = INSPECTIONS.but(lambda r, d: r["kind.code"] != "self")


def in_force(table: str, begins: str = "starts_on", also: Where = lambda r, d: True) -> Where:
    """The firm has a row of another ledger that is in force."""

    def where(row: Row, days: Days) -> bool:
        return any(
            one["enterprise"] == row["id"] and also(one, days)
            and one[begins] is not None and one[begins] <= days.now and one["due_on"] is not None
            and one["due_on"] >= days.now and (one["ended_on"] is None or one["ended_on"] > days.now)
            for one in row.exported.rows(table)
        )  # fmt: skip

    return where


def assessed(row: Row, days: Days) -> bool:
    return any(
        one["enterprise"] == row["id"] and within(one["self_assessed_on"], days)
        for one in row.exported.rows("enterprises.standardisation")
    )


def by(column: str) -> Where:
    """A day no later than the last of the period."""
    return lambda r, d: r[column] is not None and r[column] <= d.last


FIRMS = Rule(
    "enterprises.enterprise", "",
    {
        "属地": area(), "行业": term("sector"),
        "规模": choice("size", 大型="large", 中型="medium", 小型="small", 微型="micro"),
        "标识": marked("flags", "enterprise-flag"), "标识除外": marked("flags", "enterprise-flag", without=True),
        "风险等级": choice("risk", 红="red", 橙="orange", 黄="yellow", 蓝="blue"),
    },
    lambda r, d: r["operation"] != "closed",
)  # fmt: skip
SMALL = FIRMS.but(lambda r, d: r["size"] in ("small", "micro"))
POINTS = Rule(
    "enterprises.riskpoint", "",
    {"属地": area(), "类型": term("kind"), "风险等级": FIRMS.ways["风险等级"], "行业": term("enterprise.sector")},
    lambda r, d: r["found_on"] is not None,
)  # fmt: skip
OF_FIRM: dict[str, Way] = {
    "属地": area("enterprise.place"), "行业": term("enterprise.sector"),
    "标识": marked("enterprise.flags", "enterprise-flag"),
}  # fmt: skip
EQUIPMENT = Rule("enterprises.monitoringequipment", "", OF_FIRM | {"系统": term("system")})
SOURCES = Rule(
    "enterprises.majorhazardsource", "", OF_FIRM,
    lambda r, d: r["level"] in "1234" and (r["retired_on"] is None or r["retired_on"] > d.now),
)  # fmt: skip
SERVICES = Rule("enterprises.expertservice", "served_on", OF_FIRM | {"层级": term("expert.tier")})


def connected(row: Row, days: Days) -> bool:
    on, off = row["connected_on"], row["disconnected_on"]
    return on is not None and on <= days.now and (off is None or off > days.now)


def engaged(times: Mapping[str, int]) -> Take:
    """How often at least, where all who are engaged come so often."""

    def take(rows: Sequence[Row], _days: Days) -> int | None:
        agreed = {r["cadence"] for r in rows if r["cadence"]}
        return min(times[one] for one in agreed) if agreed and agreed <= times.keys() else None

    return take


def still(row: Row, days: Days) -> bool:
    hired, ended, due = row["hired_on"], row["ended_on"], row["due_on"]
    return (
        (hired is None or hired <= days.now) and (ended is None or ended > days.now)
        and (due is None or due >= days.now)
    )  # fmt: skip


EXPERTS = Rule("enterprises.expert", "", {"层级": term("tier"), "属地": lambda r, v: True}, still)


def paid(rows: Sequence[Row], days: Days) -> Iterator[Row]:
    keys = {r["id"] for r in rows}
    exported = rows[0].exported if rows else None
    for one in exported.rows("enforcement.payment") if exported else ():
        if one["case"] in keys and within(one["paid_on"], days):
            yield one


def collected(rows: Sequence[Row], days: Days) -> Decimal:
    return sum((one["amount"] for one in paid(rows, days)), Decimal()) / 10000


CASES = Rule(
    "enforcement.case", "filed_on",
    {
        "属地": area(), "专项": campaign(), "违法行为": term("violation"), "来源": term("source"),
        "领域": term("accident.sector_group"), "处罚种类": marked("penalties", "penalty-kind"),
    },
)  # fmt: skip
OF_ACCIDENT = CASES.but(lambda r, d: r["accident"] is not None)


def on(rule: Rule, column: str) -> Rule:
    """The same rows by another day."""
    return Rule(rule.table, column, rule.ways, rule.where, rule.take)


def share(part: Where, whole: Where) -> Take:
    """Per cent of rows; none of nothing."""

    def take(rows: Sequence[Row], days: Days) -> Decimal | None:
        below = [r for r in rows if whole(r, days)]
        return Decimal(100 * sum(part(r, days) for r in below)) / len(below) if below else None

    return take


def covered(rows: Sequence[Row], _days: Days) -> Decimal | None:
    if not rows:
        return None
    active = {one["id"] for one in rows[0].exported.rows("enforcement.supervisionmatter") if one["active"]}
    return Decimal(100 * len(active & {r["matter"] for r in rows if r["done_on"] is not None})) / len(active)


CHECKS = Rule(
    "enforcement.planitem", "due_on",
    {"属地": area(), "专项": campaign(), "单位": link("organisation", "name", "short_name")},
    lambda r, d: r["status"] != "dropped",
)  # fmt: skip
DONE: Where = lambda r, d: r["done_on"] is not None  # noqa: E731
RATES: dict[str, Take] = {
    "random-check-rate": share(
        lambda r, d: r["way"] == "random",
        lambda r, d: r["way"] not in ("special", "complaint", "assigned", "monitored"),
    ),
    "matter-coverage-rate": covered,
    "check-completion-rate": share(
        lambda r, d: DONE(r, d) and r["done_on"] <= r["due_on"] and r["result"] is not None,
        lambda r, d: r["due_on"] <= d.now,
    ),
    "prior-notice-rate": share(
        lambda r, d: r["notified_on"] is not None and r["notified_on"] <= r["done_on"],
        lambda r, d: DONE(r, d) and r["notice_needed"],
    ),
    "result-publication-rate": share(
        lambda r, d: r["published_on"] is not None and r["published_on"] <= (r["publish_due_on"] or date.min),
        lambda r, d: DONE(r, d) and (
            r["published_on"] is not None or (r["publish_due_on"] is not None and r["publish_due_on"] <= d.now)
        ),
    ),
}  # fmt: skip
OFFICERS = Rule("enforcement.officer", "", {"属地": area()}, lambda r, d: r["active"])
TRANSFERS = Rule(
    "enforcement.casetransfer", "sent_on",
    {
        "属地": area(), "机关": term("counterpart"), "罪名": term("crime"),
        "重大处罚": choice("major", **YES_OR_NO),
    },
)  # fmt: skip
ACCIDENTS = Rule(
    "accidents.accident", "occurred_at",
    {
        "属地": area(), "领域": term("sector_group"), "行业": term("sector"), "集团": term("group"),
        "类别": term("kind"),
        "等级": choice("level", 特别重大=1, 重大=2, 较大=3, 一般=4),
    },
)  # fmt: skip
COUNTED = ACCIDENTS.but(lambda r, d: r["counted"])
AFTER: dict[str, Way] = {
    "属地": area("accident.place"), "领域": term("accident.sector_group"), "集团": term("accident.group"),
}  # fmt: skip
INQUIRIES = Rule("accidents.investigation", "closed_on", AFTER)
SANCTIONS = Rule("accidents.sanction", "decided_on", AFTER | {"方式": term("kind")})


def units(rows: Sequence[Row], _days: Days) -> int:
    return len({
        r["accident.enterprise"] if r["accident.enterprise"] is not None else r["accident.unit"] for r in rows
    })  # fmt: skip


def carried_out(row: Row, _days: Days) -> bool:
    left = {one["accident"] for one in row.exported.rows("accidents.accidentmeasure") if one["status"] != "verified"}
    return row["accident"] not in left


ITEMS = Rule("permits.permititem", "", {"类别": term("category")}, lambda r, d: r["active"])
OF_ITEM: dict[str, Way] = {"属地": area(), "事项": link("item", "name", "code"), "类别": term("item.category")}
PERMITS = Rule("permits.permit", "issued_on", OF_ITEM)
ASKED = Rule(
    "permits.permitapplication", "accepted_on",
    OF_ITEM | {"申请类型": choice("kind", 首次申请="first", 延续="renewal", 变更="change", 注销="end")},
)  # fmt: skip
COMPLAINTS = Rule(
    "permits.complaint", "received_at",
    {
        "属地": area(), "来源": term("source"), "类别": term("category"),
        "核查结果": choice("result", 属实="true", 部分属实="partly", 不属实="false", 无法查实="unclear"),
    },
)  # fmt: skip
DECIDED = on(ASKED, "decided_on")
CLOSURES = Rule("enforcement.firmclosure", "carried_out_on", {"属地": area(), "专项": campaign("case.campaign")})
CLAIMS = Rule(
    "enterprises.insuranceclaim", "accepted_on", {"属地": area(), "险种": term("kind")}
)  # fmt: skip

RULES: dict[str, Rule] = {
    "insurance-claims": CLAIMS,
    "insurance-claims-estimated": CLAIMS.but(lambda r, d: True, total("estimated")),
    "insurance-claims-paid": on(CLAIMS, "settled_on").but(lambda r, d: True, total("paid")),
    "hazard-found": FOUND,
    "hazard-rectified": FOUND.but(rectified),
    "hazard-rectifying": FOUND.but(lambda r, d: not rectified(r, d)),
    "hazard-ordered": FOUND.but(lambda r, d: r["mode"] == "deadline"),
    "hazard-on-the-spot": HAZARDS.but(lambda r, d: r["mode"] == "on_the_spot"),
    "hazard-major": FOUND.but(lambda r, d: r["level"] == "major"),
    "hazard-late": FOUND.but(
        lambda r, d: (
            not rectified(r, d)
            and r["due_on"] is not None
            and r["due_on"] < d.now
            and (r["rectified_on"] is None or r["rectified_on"] > d.now)
        )
    ),
    "hazard-funds": FOUND.but(rectified, total("funds")),
    "inspected-units": VISITS.but(lambda r, d: True, lambda rows, d: len({unit(r) for r in rows})),
    "inspected-unit-days": VISITS.but(
        lambda r, d: True, lambda rows, d: len({(unit(r), r["inspected_on"]) for r in rows})
    ),
    "inspection-visits": VISITS,
    "inspection-outings": VISITS.but(
        lambda r, d: True, lambda rows, d: len({("round", r["round"]) if r["round"] else r["id"] for r in rows})
    ),
    "inspection-person-days": VISITS.but(lambda r, d: True, turns(inspectors)),
    "inspection-expert-days": VISITS.but(lambda r, d: True, turns(lambda r: names(r["experts"]) - names(r["leader"]))),
    "self-checks": INSPECTIONS.but(lambda r, d: r["kind.code"] == "self"),
    "enterprises": FIRMS,
    "enterprises-risk-system": FIRMS.but(by("risk_system_on")),
    "enterprises-self-assessed": FIRMS.but(assessed),
    "enterprises-standardised": FIRMS.but(
        in_force("enterprises.standardisation", "graded_on", lambda r, d: bool(r["grade"]))
    ),
    "enterprises-insured": FIRMS.but(in_force("enterprises.insurancepolicy")),
    "enterprises-small": SMALL,
    "enterprises-small-served": SMALL.but(in_force("enterprises.servicecontract")),
    "risk-points": POINTS.but(by("found_on")),
    "risk-points-new": POINTS.but(lambda r, d: within(r["found_on"], d)),
    "risk-points-earlier": POINTS.but(lambda r, d: r["found_on"] < d.first),
    "risk-points-treated": POINTS.but(by("found_on")).but(by("treated_on")),
    "equipment-required": EQUIPMENT.but(lambda r, d: True, total("required")),
    "equipment-installed": EQUIPMENT.but(lambda r, d: True, total("installed")),
    "equipment-in-service": EQUIPMENT.but(lambda r, d: True, total("in_service")),
    "major-sources": SOURCES,
    "major-sources-connected": SOURCES.but(connected),
    "expert-services": SERVICES,
    "expert-served-firms": SERVICES.but(lambda r, d: True, different("enterprise")),
    "expert-services-fixed": SERVICES.but(lambda r, d: True, total("issues_fixed")),
    "expert-monthly": EXPERTS.but(lambda r, d: True, engaged({"ten-days": 3, "month": 1})),
    "expert-quarterly": EXPERTS.but(lambda r, d: True, engaged({"ten-days": 9, "month": 3, "quarter": 1})),
    "cases-filed": CASES,
    "cases-closed": on(CASES, "closed_on"),
    "punished-firms": on(CASES, "decided_on").but(lambda r, d: not r["unpunished"], different("enterprise")),
    "accident-cases-filed": OF_ACCIDENT,
    "accident-cases-filed-closed": OF_ACCIDENT.but(by("closed_on")),
    "fines-collected": on(CASES, "").but(lambda r, d: True, collected),
    "accident-fines-collected": on(OF_ACCIDENT, "").but(lambda r, d: True, collected),
    "closed-firms": CLOSURES.but(lambda r, d: True, different("enterprise")),
    "cases-received": TRANSFERS.but(lambda r, d: r["direction"] == "in"),
    "cases-sent": TRANSFERS.but(lambda r, d: r["direction"] == "out"),
    **{code: CHECKS.but(lambda r, d: True, take) for code, take in RATES.items()},
    "officers": OFFICERS,
    "officers-qualified": OFFICERS.but(lambda r, d: r["qualified"]),
    "town-quota": Rule("enforcement.townquota", "month_on", {"属地": area()}, take=of_all(mean, "target")),
    "accidents": COUNTED,
    "accident-deaths": COUNTED.but(lambda r, d: True, total("deaths")),
    "accident-injuries": COUNTED.but(lambda r, d: True, total("serious_injuries")),
    "accident-loss": COUNTED.but(lambda r, d: True, total("loss")),
    "accidents-larger": COUNTED.but(lambda r, d: r["level"] is not None and r["level"] <= 3),
    "accidents-direct-reported": COUNTED.but(lambda r, d: r["direct_reported_at"] is not None),
    "accidents-rescued": on(ACCIDENTS, "rescue_begun_at"),
    "investigations-closed": INQUIRIES,
    "investigated-units": INQUIRIES.but(lambda r, d: True, units),
    "investigated-units-settled": INQUIRIES.but(carried_out, units),
    "accident-sanctions": SANCTIONS,
    "accident-sanctioned-people": SANCTIONS.but(lambda r, d: r["subject"] == "person", different("name", "employer")),
    "inquiry-items": Rule("accidents.inquiryitem", "", {"方案": term("scheme")}, lambda r, d: r["active"]),
    "permits-issued": PERMITS,
    "permits-not-renewed": on(PERMITS, "ended_on").but(lambda r, d: r["status"] == "not_renewed"),
    "permit-legal-days": ITEMS.but(lambda r, d: True, total("legal_days")),
    "permit-saved-days": ITEMS.but(lambda r, d: True, total("legal_days", "promised_days")),
    "applications-accepted": ASKED,
    "applications-decided": DECIDED,
    "applications-in-time": DECIDED.but(lambda r, d: r["in_time"]),
    "complaints": COMPLAINTS,
    "complaints-closed": on(COMPLAINTS, "closed_on").but(lambda r, d: r["status"] == "closed"),
}
