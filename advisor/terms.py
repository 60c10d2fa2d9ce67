"""Durations as the law counts them: "11.5 to 23 months", "one year", "time served (40 days)".

Months and days are kept apart, because a judge who orders twelve months and one who orders 365 days have said two
things, and a law that asks for "one year" or "six months" must be asked of each in the unit that was ordered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from advisor.days import Day, anniversary, parse_day, years_between
from advisor.errors import TextNotUnderstood
from advisor.wording import quoted

__all__ = [
    "Amount",
    "Day",
    "Duration",
    "Term",
    "Unit",
    "add_terms",
    "anniversary",
    "format_term",
    "longest",
    "nominal_days",
    "parse_day",
    "parse_duration",
    "run_of_months",
    "scaled",
    "years_between",
]

_NUMBER = r"[0-9]{1,5}(?:\.[0-9]{1,2}| ?1/2)?|1/2"
_UNIT = r"hours?|days?|weeks?|months?|years?"
_PART = rf"({_NUMBER}) ({_UNIT})"
_LENGTH = rf"(?:{_NUMBER}) (?:{_UNIT})(?:(?:, and |, | and | )(?:{_NUMBER}) (?:{_UNIT}))*"
_SERVED = r"time served(?: \(([^()]*)\))?"
_IN_ORDER = "write the shorter term first, such as `6 to 12 months`"
_SUSPENDED = "write all that was ordered as `confinement`, and the part of it that waits as `suspended`"
_HELP = "write `364 days`, `12 months`, `11.5 to 23 months`, `time served (40 days)` or `life`"
_LONGEST_TEXT = 120
_MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

Unit = Literal["days", "months", "years"]


@dataclass(frozen=True, slots=True)
class Term:
    """One length of time, months and days kept apart.

    Attributes:
        months: Whole months; a year is twelve.
        days: Days beside them.
        life: Longer than anything that can be counted; the other two are then 0.
    """

    months: int = 0
    days: int = 0
    life: bool = False

    def __post_init__(self) -> None:
        """Refuse a negative length, and a life term that is also counted."""
        if self.months < 0 or self.days < 0 or (self.life and (self.months or self.days)):
            raise ValueError("a term is a number of months and days, or life")


class Amount(NamedTuple):
    """A threshold of the law, in the unit in which the law states it."""

    number: int
    unit: Unit


class Duration(NamedTuple):
    """What was ordered or allowed.

    Attributes:
        low: The minimum of a range; None where none is stated.
        high: The maximum, which is what counts.
        text: As it was written.
    """

    low: Term | None
    high: Term
    text: str


def parse_duration(text: str | int) -> Duration:
    """Return the duration that a text states.

    Half a month counts 15 days and a week seven; only halves of months and years are read. Hours, in which sentences
    for drunk driving are ordered, count in whole days: 72 hours are three days, and any part of a day is a day.

    Raises:
        TextNotUnderstood: The text has another shape, or its minimum is longer than its maximum.

    Source:
        bovkun-3d-cir-2002 (of a range the maximum counts).
    """
    return _duration(str(text).strip())


@lru_cache(maxsize=1024)
def _duration(text: str) -> Duration:
    plain = " ".join(text.lower().replace("½", " 1/2").split())
    if not plain:
        raise TextNotUnderstood("a duration is missing", _HELP)
    if re.fullmatch(_NUMBER, plain):
        raise TextNotUnderstood(f"the duration {quoted(text)} has no unit", "write `364 days` or `12 months`")
    if len(plain) > _LONGEST_TEXT:
        raise TextNotUnderstood(f"cannot read {quoted(text)} as a duration", _HELP)
    if " less " in plain:
        raise TextNotUnderstood(
            f"cannot read {quoted(text)} as a duration", "write the length itself: `364 days` or `11 months 29 days`"
        )
    low_text, high_text = _ends(plain)
    high = _term(high_text, text)
    low = None if low_text is None else _term(_with_unit(low_text, high_text), text)
    if low is not None and _surely_longer(low, high):
        raise TextNotUnderstood(f"the minimum of {quoted(text)} is longer than its maximum", _IN_ORDER)
    return Duration(low, high, text)


def format_term(term: Term) -> str:
    """Return a term in words that `parse_duration` reads back: `12 months`, `5 years`, `11 months 15 days`."""
    if term.life:
        return "life"
    # A year is shown as the twelve months that courts order; from two years on, whole years read better.
    whole_years = term.months >= 24 and term.months % 12 == 0
    months = _counted(term.months // 12, "year") if whole_years else _counted(term.months, "month")
    parts = [months] * bool(term.months) + [_counted(term.days, "day")] * bool(term.days)
    return " ".join(parts) or "0 days"


def nominal_days(term: Term) -> int | None:
    """Return about how many days a term is, for display only: a year 365, a month a twelfth of it; None for life."""
    return None if term.life else term.months * 365 // 12 + term.days


def add_terms(first: Term, second: Term) -> Term:
    """Return two terms one after the other: months to months, days to days."""
    if first.life or second.life:
        return Term(life=True)
    return Term(first.months + second.months, first.days + second.days)


def longest(terms: Iterable[Term]) -> Term:
    """Return the longest of several terms; no time at all if there are none.

    CAUTION: months and days have no fixed order (six months against 183 days), so near misses go by the average month.
    Where a threshold decides, compare the positions that `scaled` gives.
    """
    return max(terms, key=lambda term: (term.life, 1461 * term.months + 48 * term.days), default=Term())


def scaled(term: Term, amount: Amount) -> tuple[int, int]:
    """Return where a term lies against a threshold, as a low and a high.

    The two differ where the calendar decides: 183 days against six months.

    Unit:
        Half steps of the threshold n: 2n is the threshold itself, 2n - 1 anything below, 2n + 1 anything above.
    """
    exact = 2 * amount.number
    low, high = (1, 1) if term.life else _against(term, amount)
    return exact + low, exact + high


def _against(term: Term, amount: Amount) -> tuple[int, int]:
    """Return whether a term is below (-1), at (0) or above (1) a threshold, at least and at most."""
    if amount.unit == "days":
        shortest, most = run_of_months(term.months)
        return _sign(shortest + term.days - amount.number), _sign(most + term.days - amount.number)
    gap = amount.number * (12 if amount.unit == "years" else 1) - term.months
    if gap <= 0 or not term.days:
        sign = _sign(-gap) or _sign(term.days)
        return sign, sign
    # Eleven months and 29 days are under a year even over a February; 29 days alone may be a month or not.
    if gap == 1 and term.months and term.days <= 29:
        return -1, -1
    return _days_against_months(term.days, gap)


def _days_against_months(days: int, months: int) -> tuple[int, int]:
    """Return whether a count of days is below, at or above a number of months, at least and at most.

    One year is 365 days, and 366 may be a year or more. Several years are undecided from 365 times n up to the day
    before the longest n years; months from their shortest run to their longest.
    """
    shortest, most = run_of_months(months)
    if months == 12:
        return (_sign(days - 365), _sign(days - 365)) if days != 366 else (0, 1)
    if months % 12 == 0:
        shortest, most = 365 * (months // 12), most - 1
    if days < shortest:
        return -1, -1
    if days > most:
        return 1, 1
    return -1, (0 if months % 12 == 0 else 1)


@cache
def run_of_months(months: int) -> tuple[int, int]:
    """Return how many days so many months in a row have, at least and at most (one leap day in four years).

    A negative number of months runs backwards and has a negative number of days.
    """
    cycle = [*_MONTH_LENGTHS * 3, *_MONTH_LENGTHS]
    cycle[37] = 29
    rounds, rest = divmod(months, 48)
    sums = [sum((cycle * 2)[start : start + rest]) for start in range(48)]
    return 1461 * rounds + min(sums), 1461 * rounds + max(sums)


def _ends(plain: str) -> tuple[str | None, str]:
    """Return minimum and maximum of a text as texts; the minimum is None where none is stated."""
    if plain.startswith("up to "):
        return None, plain.removeprefix("up to ")
    low, between, high = re.sub(r"(?<=[0-9a-z]) ?[-\u2013] ?(?=[0-9])", " to ", plain).partition(" to ")
    if not between:
        return None, low
    # Time served, of a length that was not stated, says nothing about the minimum.
    return (None if low == "time served" else low), high


def _with_unit(low: str, high: str) -> str:
    """Return the minimum with the unit of the maximum, where it has none of its own: `6 to 12 months`."""
    one = re.fullmatch(_PART, high)
    return f"{low} {one[2]}" if one and re.fullmatch(_NUMBER, low) else low


def _term(plain: str, written: str) -> Term:
    """Return the term that one end of a range states."""
    served = re.fullmatch(_SERVED, plain)
    if served and not served[1]:
        raise TextNotUnderstood(f"no length is given in {quoted(written)}", "write `time served (40 days)`")
    length = served[1].strip() if served else plain
    if length == "life" and not served:
        return Term(life=True)
    if not re.fullmatch(_LENGTH, length):
        help_text = _SUSPENDED if "suspend" in plain else _HELP
        raise TextNotUnderstood(f"cannot read {quoted(written)} as a duration", help_text)
    total = Term()
    for number, unit in re.findall(_PART, length):
        total = add_terms(total, _part(number, unit.rstrip("s"), written))
    return total


def _part(number: str, unit: str, written: str) -> Term:
    """Return the term of one number with its unit."""
    whole, _, rest = number.replace(" ", "").replace("1/2", ".5").partition(".")
    half = rest.rstrip("0")
    if half and (half != "5" or unit in ("hour", "day", "week")):
        raise TextNotUnderstood(f"cannot read {quoted(written)} as a duration", "only months and years may be halved")
    count = int(whole or 0)
    if unit == "year":
        return Term(months=12 * count + 6 * bool(half))
    if unit == "month":
        return Term(months=count, days=15 * bool(half))
    if unit == "hour":
        return Term(days=-(-count // 24))
    return Term(days=count * (7 if unit == "week" else 1))


def _surely_longer(low: Term, high: Term) -> bool:
    """Whether one term is longer than another however the calendar falls; what both have cancels out."""
    if low.life or high.life:
        return low.life and not high.life
    months, days = low.months - high.months, low.days - high.days
    return run_of_months(months)[0] + days > 0


def _counted(number: int, unit: str) -> str:
    """Return a number with its unit in the singular or the plural."""
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


def _sign(number: int) -> int:
    """Return -1, 0 or 1."""
    return (number > 0) - (number < 0)
