"""The sums that always hold between indicators, as data. Must not know reports."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Identity:
    """``whole`` = the sum of ``parts``, for the same period and qualifiers; codes of indicators."""

    whole: str
    parts: tuple[str, ...]


@dataclass(frozen=True)
class AtMost:
    """``part`` never exceeds ``whole``."""

    part: str
    whole: str


IDENTITIES = (
    Identity("hazard-found", ("hazard-rectified", "hazard-rectifying")),
    Identity("risk-points", ("risk-points-new", "risk-points-earlier")),
)
BOUNDS = (
    AtMost("hazard-major", "hazard-found"),
    AtMost("hazard-late", "hazard-rectifying"),
    AtMost("risk-points-treated", "risk-points"),
    AtMost("tasks-ordered-done", "tasks-ordered"),
    AtMost("accidents-larger", "accidents"),
    AtMost("accident-cases-filed-closed", "accident-cases-filed"),
    AtMost("investigated-units-settled", "investigated-units"),
    AtMost("enterprises-standardised", "enterprises"),
    AtMost("enterprises-insured", "enterprises"),
    AtMost("equipment-installed", "equipment-required"),
    AtMost("equipment-in-service", "equipment-installed"),
    AtMost("officers-qualified", "officers"),
)
