"""Dates as the law counts them: known to the day, the month or the year, and counted by the calendar."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from advisor.errors import TextNotUnderstood
from advisor.wording import quoted

_SHAPE = r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?"
# Far enough apart for every statute and every person, near enough to catch a slip and to keep date arithmetic in range.
_FIRST_YEAR, _LAST_YEAR = 1700, 2199
_HELP = "write `2015-06-02` (year, month, day), or `2015-06` or `2015` where no more is known"


@dataclass(frozen=True, slots=True)
class Day:
    """A day, known only to lie between two days; they are equal where it is known exactly.

    Attributes:
        first: The earliest that it can be.
        last: The latest that it can be.
    """

    first: date
    last: date

    def __post_init__(self) -> None:
        """Refuse a range that runs backwards."""
        if self.last < self.first:
            raise ValueError("the last day of a range lies before its first")

    @property
    def exact(self) -> bool:
        """Whether the day is known."""
        return self.first == self.last

    @property
    def text(self) -> str:
        """The day as a scenario writes it; a range that is no whole month or year is spelled out."""
        if self.exact:
            return self.first.isoformat()
        if self == _year(self.first.year):
            return f"{self.first.year:04}"
        if self == _month(self.first.year, self.first.month):
            return f"{self.first.year:04}-{self.first.month:02}"
        return f"{self.first.isoformat()} to {self.last.isoformat()}"

    def __str__(self) -> str:
        """Return the text."""
        return self.text


def parse_day(text: str | int | date) -> Day:
    """Return the day that a text names: `2015-06-02`, or `2015-06` or `2015` where no more is known.

    A bare year may come as a number, since that is how YAML reads it, and a `date` stands for itself.

    Raises:
        TextNotUnderstood: It has another shape, or there is no such day.
    """
    return _day(str(text).strip())


@lru_cache(maxsize=1024)
def _day(text: str) -> Day:
    found = re.fullmatch(_SHAPE, text)
    if found is None:
        raise TextNotUnderstood(f"cannot read {quoted(text)} as a date", _HELP)
    year, month, day = (int(part) if part else 0 for part in found.groups())
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise TextNotUnderstood(
            f"the year of {quoted(text)} is out of range", f"write a year from {_FIRST_YEAR} to {_LAST_YEAR}"
        )
    try:
        if found[3]:
            return Day(date(year, month, day), date(year, month, day))
        return _month(year, month) if found[2] else _year(year)
    except ValueError:
        raise TextNotUnderstood(f"there is no day {quoted(text)} in the calendar", _HELP) from None


def years_between(start: Day, end: Day) -> tuple[int, int]:
    """Return how many calendar years lie between two days, as a low and a high.

    The two differ while one of the days is known only within a month or a year. The count runs by the calendar, never
    by a number of days: five years and a day is more than five years, whatever leap days lie between.

    A day that is 29 February has its anniversary on 1 March in a common year: only then has the full year passed.

    Unit:
        Half steps: 2n is n years to the day, 2n + 1 more than n and less than n + 1; negative where the end lies
        before the start.
    """
    return _elapsed(start.last, end.first), _elapsed(start.first, end.last)


def anniversary(day: date, years: int) -> date:
    """Return the same day of the calendar some years on; 1 March where 29 February is missing."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # nothing else can be missing from a year
        return date(day.year + years, 3, 1)


def _elapsed(start: date, end: date) -> int:
    """Return the half steps from one known day to another."""
    if end < start:
        return -_elapsed(end, start)
    years = end.year - start.year
    if anniversary(start, years) > end:
        years -= 1
    return 2 * years + (anniversary(start, years) != end)


def _month(year: int, month: int) -> Day:
    """Return a whole month as a range of days."""
    first = date(year, month, 1)
    following = date(year + month // 12, month % 12 + 1, 1)
    return Day(first, following - timedelta(days=1))


def _year(year: int) -> Day:
    """Return a whole year as a range of days."""
    return Day(date(year, 1, 1), date(year, 12, 31))
