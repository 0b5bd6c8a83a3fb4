"""The bureau's indicators as data, one module a subject. Reads models and queries of subjects, nothing else of them."""

from importlib import import_module

SUBJECTS = (
    "hazards", "inspections", "campaigns", "orders", "enterprises", "enforcement", "accidents", "permits",
    "people", "dictionaries", "targets", "insurance", "coming", "governance", "party", "duty", "emergency",
)  # fmt: skip


def declare() -> None:
    """Register the indicators of all subjects; once, at start-up."""
    for name in SUBJECTS:
        import_module(f"anlan.reports.indicators.{name}")
