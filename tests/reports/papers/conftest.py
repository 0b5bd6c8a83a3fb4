"""The world that papers are written in: hazards of two towns in two years, counted by hand in the figures' tests."""

from tests.reports.figures.test_counting import world

__all__ = ["world"]
