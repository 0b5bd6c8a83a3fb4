"""One figure by its code, its days and what narrows it."""

from datetime import date
from decimal import Decimal
from typing import Any

from tests.reports.papers.recount import bureau, safety
from tests.reports.papers.recount.exported import Exported
from tests.reports.papers.recount.rule import Days, Given

RULES = safety.RULES | bureau.RULES
# Code: what is divided, by what, times what.
SHARES: dict[str, tuple[str, str, int]] = {
    "hazard-rate": ("hazard-rectified", "hazard-found", 100),
    "enterprises-risk-system-rate": ("enterprises-risk-system", "enterprises", 100),
    "enterprises-self-assessed-rate": ("enterprises-self-assessed", "enterprises", 100),
    "enterprises-standardised-rate": ("enterprises-standardised", "enterprises", 100),
    "enterprises-insured-rate": ("enterprises-insured", "enterprises", 100),
    "enterprises-small-served-rate": ("enterprises-small-served", "enterprises-small", 100),
    "risk-points-treated-rate": ("risk-points-treated", "risk-points", 100),
    "equipment-installed-rate": ("equipment-installed", "equipment-required", 100),
    "equipment-in-service-rate": ("equipment-in-service", "equipment-installed", 100),
    "major-sources-connected-rate": ("major-sources-connected", "major-sources", 100),
    "tasks-rate": ("tasks-ordered-done", "tasks-ordered", 100),
    "accident-cases-rate": ("accident-cases-filed-closed", "accident-cases-filed", 100),
    "officers-qualified-rate": ("officers-qualified", "officers", 100),
    "accidents-direct-rate": ("accidents-direct-reported", "accidents", 100),
    "investigated-units-settled-rate": ("investigated-units-settled", "investigated-units", 100),
    "permit-saved-rate": ("permit-saved-days", "permit-legal-days", 100),
    "applications-in-time-rate": ("applications-in-time", "applications-decided", 100),
    "letters-rate": ("letters-due-signed", "letters-due", 100),
    "grassroots-acts-a-day": ("grassroots-acts", "grassroots-act-days", 1),
    "grassroots-acts-a-firm": ("grassroots-acts-at-firms", "grassroots-act-firms", 1),
    "key-period-on-duty-share": ("key-period-on-duty", "key-period-parts", 100),
    "key-period-standby-share": ("key-period-standby", "key-period-parts", 100),
    "key-period-leave-share": ("key-periods-leave-cancelled", "key-periods", 100),
    "video-patrols-a-day": ("video-patrols", "video-patrol-days", 1),
    "towns-with-team-share": ("towns-with-team", "towns", 100),
}
# Code: what is set against the same months of last year, and whether the difference itself is told.
CHANGES: dict[str, tuple[str, bool]] = {
    "accidents-difference": ("accidents", True),
    "accidents-change": ("accidents", False),
    "accident-deaths-difference": ("accident-deaths", True),
    "accident-deaths-change": ("accident-deaths", False),
    "funds-growth": ("funds-allocated", False),
}


def figure(exported: Exported, code: str, first: date, last: date, given: Given) -> Decimal | int | None:
    """The number, or none."""
    if code in SHARES:
        top, below, times = SHARES[code]
        parts = [figure(exported, one, first, last, given) for one in (top, below)]
        return None if not parts[1] or parts[0] is None else Decimal(parts[0]) * times / Decimal(parts[1])
    if code in CHANGES:
        of, absolute = CHANGES[code]
        now = figure(exported, of, first, last, given)
        before = figure(exported, of, first.replace(year=first.year - 1), last.replace(year=last.year - 1), given)
        if now is None or before is None or (not absolute and not before):
            return None
        return now - before if absolute else Decimal(now - before) * 100 / Decimal(before)
    found: Any = RULES[code].count(exported, Days(first, last, min(last, exported.today)), given)
    return found
