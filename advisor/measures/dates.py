"""Days as far as they are known, and the years between them."""

from __future__ import annotations

from datetime import date

from advisor.findings import FAR, Span, Words, flag
from advisor.terms import Day, parse_day, years_between

#: Nothing that a scenario speaks of lies before this day.
LONG_AGO = date(1700, 1, 1)
FAR_AHEAD = date(2199, 12, 31)


class Known:
    """A day that was given, or the bounds within which one that was not must lie.

    Attributes:
        day: The bounds.
        paths: The scenario paths that would narrow it; empty where it is exact.
    """

    __slots__ = ("day", "paths")

    def __init__(self, day: Day, *paths: str) -> None:
        """Hold the bounds, with where to ask."""
        self.day = day
        self.paths = () if day.exact else paths


def given_day(text: str | None, path: str, *, latest: date | None = None) -> Known:
    """Return a day as given; one that was not given lies anywhere up to the latest day it can be."""
    if text is None:
        return Known(Day(LONG_AGO, latest or FAR_AHEAD), path)
    return Known(parse_day(text), path)


def earlier_of(first: Known, second: Known) -> Known:
    """Return the earlier of two days."""
    day = Day(min(first.day.first, second.day.first), min(first.day.last, second.day.last))
    return Known(day, *first.paths, *second.paths)


def years(start: Known, end: Known) -> Span:
    """Return the calendar years from one day to another, on the half-step scale."""
    low, high = years_between(start.day, end.day)
    return Span(low, high, unknown=(*start.paths, *end.paths))


def no_years(*paths: str) -> Span:
    """Return years of which nothing is known."""
    return Span(-FAR, FAR, unknown=paths)


def day_span(known: Known) -> Span:
    """Return a day as its number, within its bounds."""
    return Span(known.day.first.toordinal(), known.day.last.toordinal(), unknown=known.paths)


def not_before(day: Known, start: Known) -> Words:
    """Return whether a day lies on or after another."""
    if day.day.first >= start.day.last:
        return flag(True)
    if day.day.last < start.day.first:
        return flag(False)
    return flag(None, *day.paths, *start.paths)
