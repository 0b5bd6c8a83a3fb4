"""Campaigns, governance, the party programme, duty, warnings, teams and the contacts book, counted again."""

from collections.abc import Mapping, Sequence
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
    lasting,
    link,
    of_all,
    term,
    total,
    words,
)

RUNNING = lasting("begins_on", "ends_on")
CAMPAIGNS = Rule(
    "campaigns.campaign", "", {"属地": area(), "专项": campaign("id"), "类别": term("kind")}, RUNNING
)  # fmt: skip


def stretch(tell: Any) -> Take:
    """From the first day of one campaign with what stands below it to the last; none of several."""

    def take(rows: Sequence[Row], _days: Days) -> int | None:
        keys = {r["id"] for r in rows}
        if sum(r["parent"] not in keys for r in rows) != 1:
            return None
        found: int = tell(min(r["begins_on"] for r in rows), max(r["ends_on"] for r in rows))
        return found

    return take


def rhythm(times: Mapping[str, int], *, unset: bool) -> Take:
    """What the one cadence of campaigns comes to; none where they differ. ``unset``: having none is a cadence too."""

    def take(rows: Sequence[Row], _days: Days) -> int | None:
        found = {r["cadence"] for r in rows if unset or r["cadence"] != "none"}
        return times.get(found.pop()) if len(found) == 1 else None

    return take


CADENCES = Rule("campaigns.campaign", "", {"专项": campaign("id")})
OF_CAMPAIGN: dict[str, Way] = {"属地": area(), "专项": campaign()}


def standing(row: Row, days: Days) -> bool:
    replaced = {
        one["predecessor"] for one in row.exported.rows("campaigns.workgroup")
        if one["formed_on"] is not None and one["formed_on"] <= days.last
    }  # fmt: skip
    return lasting("formed_on", "dissolved_on")(row, days) and row["id"] not in replaced


DOCUMENTS = Rule(
    "campaigns.document", "dated_on", OF_CAMPAIGN | {"类别": term("kind")}, lambda r, d: r["status"] == "issued"
)  # fmt: skip
TASKS = Rule(
    "campaigns.task", "ordered_on",
    {
        "属地": area("organisation.place"), "专项": campaign(), "行业": term("sector"),
        "层级": choice("organisation.place.level", 市=2, 县区=3, 镇街=4, 村社=5, 网格=6),
        "单位": link("organisation", "name", "short_name"),
    },
    lambda r, d: r["status"] not in ("draft", "cancelled"),
)  # fmt: skip
MEETINGS = Rule(
    "campaigns.meeting", "held_on",
    OF_CAMPAIGN | {"单位": link("organisation", "name", "short_name"), "类别": term("kind"), "主题": term("topic")},
)  # fmt: skip
LETTERS = Rule(
    "governance.letter", "signed_on", {"属地": area(), "类别": term("round.kind"), "主题": term("round.topic")}
)  # fmt: skip
DUE = Rule("governance.letter", "round.begins_on", LETTERS.ways)
ACTS = Rule("governance.grassrootsact", "done_on", {"属地": area(), "事项": term("kind")})
AT_FIRMS = ACTS.but(lambda r, d: r["enterprise"] is not None)


def member(row: Row, days: Days) -> bool:
    return lasting("from_on", "to_on")(row, days) or (row["from_on"] is None and row["to_on"] is None)


def village_days(rows: Sequence[Row], days: Days) -> int:
    """Villages that acted at all, on every day of the period so far."""
    return len({r["place"] for r in rows}) * ((days.now - days.first).days + 1)


def years_running(rows: Sequence[Row], days: Days) -> int:
    years = {r["year"] for r in rows}
    return next(n for n in range(len(years) + 1) if days.last.year - n not in years)


TEAM = lasting("founded_on", "ended_on")
PARTY_TEAMS = Rule("governance.partyteam", "", {"属地": area(), "类别": term("kind")}, TEAM)
ACTIVITIES = Rule("governance.partyactivity", "held_on", {"属地": area(), "类别": term("kind")})
POSTS = Rule("duty.dutypost", "", {"属地": area(), "岗位": words("name")}, lambda r, d: r["active"])
PERIODS = Rule(
    "governance.keyperiod", "", {"属地": area()}, lambda r, d: r["begins_at"] <= d.last and r["ends_at"] >= d.first
)  # fmt: skip
TEAMS = Rule(
    "resources.team", "",
    {
        "属地": area(), "类别": term("kind"), "级别": choice("level", 县级="county", 乡镇级="town", 村级="village"),
    },
    lambda r, d: r["active"],
)  # fmt: skip
PATROLS = Rule("monitoring.videopatrol", "patrolled_at", {"属地": area()})
TARGETS = Rule(
    "governance.target", "", {"指标": words("name"), "规划": words("plan"), "类别": term("kind"), "属地": area()},
    lambda r, d: r["year"] == d.last.year,
)  # fmt: skip
ANY: Where = lambda r, d: True  # noqa: E731
WARNINGS = Rule(
    "warnings.alert", "issued_at",
    {
        "属地": area(), "类别": term("kind"),
        "级别": choice("level", 红色="red", 橙色="orange", 黄色="yellow", 蓝色="blue"),
    },
    lambda r, d: not r["exercise"] and r["message"] != "Cancel"
    and r["status"] in ("issued", "replaced", "lifted", "expired"),
)  # fmt: skip


def hours(row: Row) -> Any:
    return 24 if row["round_the_clock"] else row["hours"]


def sectors(rows: Sequence[Row], _days: Days) -> int:
    return len({code for r in rows for code in r["sectors"] or ()})


RULES: dict[str, Rule] = {
    "campaign-days": CAMPAIGNS.but(ANY, stretch(lambda first, last: (last - first).days + 1)),
    "campaign-months": CAMPAIGNS.but(ANY, stretch(lambda first, last: round(((last - first).days + 1) / 30.4375))),
    "campaign-years": CAMPAIGNS.but(ANY, stretch(lambda first, last: last.year - first.year + 1)),
    "campaign-count": CAMPAIGNS.but(lambda r, d: r["parent"] is None),
    "campaign-sectors": CAMPAIGNS.but(ANY, sectors),
    "campaign-strands": Rule(
        "campaigns.campaign",
        "",
        {"属地": area(), "专项": campaign("parent")},
        lambda r, d: RUNNING(r, d) and r["parent"] is not None,
    ),
    "work-groups": Rule("campaigns.workgroup", "", OF_CAMPAIGN | {"类别": term("kind")}, standing),
    "campaign-measures": Rule("campaigns.measure", "issued_on", OF_CAMPAIGN),
    "documents-issued": DOCUMENTS,
    "document-units": DOCUMENTS.but(lambda r, d: r["issuer"] != "", different("issuer")),
    "tasks-ordered": TASKS,
    "tasks-done": Rule(TASKS.table, "completed_on", TASKS.ways, lambda r, d: r["status"] == "done"),
    "tasks-late": TASKS.but(
        lambda r, d: (
            r["status"] in ("ordered", "working", "reviewing") and r["due_on"] is not None and r["due_on"] < d.now
        )
    ),
    "tasks-ordered-done": TASKS.but(
        lambda r, d: r["status"] == "done" and r["completed_on"] is not None and r["completed_on"] <= d.last
    ),
    "bulletins-weekly": CADENCES.but(ANY, rhythm({"daily": 7, "weekly": 1}, unset=False)),
    "bulletins-quarterly": CADENCES.but(ANY, rhythm({"monthly": 3, "quarterly": 1}, unset=False)),
    "bulletin-months": CADENCES.but(ANY, rhythm({"monthly": 1, "two-monthly": 2, "quarterly": 3}, unset=True)),
    "supervision-orders": Rule(
        "governance.supervisionorder",
        "issued_on",
        OF_CAMPAIGN
        | {
            "方式": choice("mode", 建议="suggest", 提醒="remind", 督办="supervise", 交办="assign"),
            "来源": term("source"),
        },
        lambda r, d: r["status"] != "withdrawn",
    ),
    "listings": Rule(
        "governance.listing",
        "listed_on",
        OF_CAMPAIGN
        | {"级别": choice("level", 国家级="state", 省级="province", 市级="city", 县级="county", 乡镇级="town")},
    ),
    "meetings": MEETINGS,
    "meeting-units": MEETINGS.but(ANY, different("organisation")),
    "interviewed-firms": Rule(
        "governance.interviewee",
        "interview.held_on",
        {"属地": area(), "类别": term("interview.kind"), "专项": campaign("interview.campaign")},
        take=different("enterprise"),
    ),
    "letters-signed": LETTERS,
    "letter-firms": LETTERS.but(ANY, different("enterprise")),
    "letters-due": DUE,
    "letters-due-signed": DUE.but(lambda r, d: r["signed_on"] is not None and r["signed_on"] <= d.last),
    "funds-allocated": Rule(
        "governance.fund",
        "allocated_on",
        {"属地": area(), "用途": term("use"), "来源": term("source")},
        take=total("amount"),
    ),
    "committee-inner-units": Rule(
        "governance.committeemember",
        "",
        {"属地": area()},
        lambda r, d: member(r, d) and r["inner_unit"] != "",
        different("unit"),
    ),
    "leader-visits-least": Rule(
        "governance.leadercontact",
        "",
        {"属地": area()},
        lambda r, d: lasting("from_on", "to_on")(r, d) and (r["visits_a_month"] or 0) > 0,
        of_all(min, "visits_a_month"),
    ),
    "grassroots-acts": ACTS,
    "grassroots-act-days": ACTS.but(ANY, village_days),
    "grassroots-acts-at-firms": AT_FIRMS,
    "grassroots-act-firms": AT_FIRMS.but(ANY, different("enterprise")),
    "assessed-units-passed": Rule(
        "governance.assessment",
        "confirmed_on",
        {"属地": area(), "评分表": link("sheet", "name", "family")},
        lambda r, d: r["passed"],
        different("unit"),
    ),
    "award-years": Rule(
        "governance.award", "", {"属地": area(), "奖项": words("name"), "级别": term("level")}, take=years_running
    ),
    "party-bodies": Rule(
        "governance.partybody", "", {"属地": area(), "类别": term("kind"), "领域": term("area")}, TEAM
    ),
    "party-posts": Rule(
        "governance.partypost", "", {"属地": area(), "类别": term("kind")}, lasting("from_on", "to_on")
    ),
    "party-teams": PARTY_TEAMS,
    "party-team-units": PARTY_TEAMS.but(ANY, different("unit")),
    "party-activities": ACTIVITIES.but(ANY, total("quantity")),
    "party-activity-people": ACTIVITIES.but(ANY, total("participants")),
    "duty-hours": POSTS.but(ANY, of_all(min, hours)),
    "duty-days": POSTS.but(ANY, of_all(min, lambda r: 7 if r["round_the_clock"] else 5)),
    "duty-members": POSTS.but(ANY, of_all(min, "members")),
    "key-period-parts": PERIODS.but(ANY, total("of_parts")),
    "key-period-on-duty": PERIODS.but(ANY, total("on_duty_parts")),
    "key-period-standby": PERIODS.but(ANY, total("of_parts", "on_duty_parts")),
    "key-periods": PERIODS,
    "key-periods-leave-cancelled": PERIODS.but(lambda r, d: r["leave_cancelled"]),
    "reports-a-day": Rule(
        "duty.reportduty",
        "",
        {"属地": area(), "类别": choice("kind", 日报告="daily", 零报告="zero", 网格日报告="grid", 其他报送="other")},
        lambda r, d: r["active"] and lasting("starts_on", "ends_on")(r, d),
        of_all(max, lambda r: int(r["cycle"] == "daily")),
    ),
    "incidents-reported": Rule("incidents.incident", "reported_at", {"属地": area()}, lambda r, d: not r["exercise"]),
    "warnings-issued": WARNINGS,
    "consultations": Rule("warnings.consultation", "held_at", {"属地": area(), "类别": term("kind")}),
    "video-patrols": PATROLS,
    "video-patrol-days": PATROLS.but(ANY, lambda rows, d: (d.now - d.first).days + 1 if rows else 0),
    "devices": Rule(
        "monitoring.device",
        "",
        {"属地": area(), "类别": term("kind")},
        lambda r, d: r["active"] and (r["installed_on"] is None or r["installed_on"] <= d.last),
    ),
    "teams": TEAMS,
    "team-people": TEAMS.but(ANY, total("headcount")),
    "team-people-least": TEAMS.but(ANY, of_all(min, "headcount")),
    "team-muster-minutes": TEAMS.but(ANY, of_all(max, "muster_minutes")),
    "towns-with-team": TEAMS.but(lambda r, d: r["level"] == "town" and r["place.level"] == 4, different("place")),
    "towns": Rule("places.place", "", {"属地": area("code")}, lambda r, d: r["level"] == 4),
    "organisations": Rule("people.organisation", "", {"属地": area(), "类别": term("kind")}, lambda r, d: r["active"]),
    "persons": Rule(
        "people.person", "", {"属地": area("organisation.place"), "职务": words("post")}, lambda r, d: r["active"]
    ),
    "dictionary-entries": Rule(
        "dictionaries.term", "", {"字典": link("dictionary", "name", "code")}, lambda r, d: r["active"]
    ),
    "target-goal": TARGETS.but(ANY, of_all(max, "goal")),
    "target-actual": TARGETS.but(ANY, of_all(max, "actual")),
}
