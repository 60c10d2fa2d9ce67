"""Conditions and values in plain words, for derivations."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from advisor.findings import FAR, Length, Span, Value, Words
from advisor.law.conditions import FactCompares, FactIs
from advisor.law.entries import FactEntry, Threshold
from advisor.terms import Term, format_term

_ASKED = {">=": "at least", ">": "more than", "<=": "at most", "<": "less than"}
_ASKED_OF_DAYS = {">=": "on or after", ">": "after", "<=": "up to", "<": "before"}
#: Half steps of a hundred years: nothing that people are asked about lasts so long.
_AGES = 200
_UNIT = {"usd": "dollars", "grams": "grams", "days": "days", "months": "months", "years": "years"}


def label(name: str) -> str:
    """Return a fact's name as words."""
    return name.removesuffix("_usd").removesuffix("_g").replace("_", " ")


def word_says(leaf: FactIs, value: Words, title: str) -> str:
    """Return what a word is, and which one is needed where it is another or not known."""
    wanted = " or ".join(_word(each) for each in sorted(leaf.words))
    flag = leaf.words <= {"true", "false"}
    if value.silent:
        return f"{title}: the record is silent; {wanted} is needed"
    if value.possible is None:
        return f"{title}{' (yes or no)' if flag else ''} is not known; {wanted} is needed"
    known = " or ".join(_word(each) for each in sorted(value.possible))
    shown = f"{title}: {known}" if flag else f"{title} is {known}"
    return shown if value.possible <= leaf.words else f"{shown}; {wanted} is needed"


def _word(word: str) -> str:
    return {"true": "yes", "false": "no"}.get(word, word.replace("_", " "))


def comparison_says(shown: str, figure: str, *, holds: bool) -> str:
    """Return what a figure is and which one is asked for: "term ordered is 364 days; at least 1 year is needed"."""
    return f"{shown} ({figure})" if holds else f"{shown}; {figure} is needed"


def asked_for(leaf: FactCompares, kind: str, thresholds: Mapping[str, Threshold]) -> str:
    """Return the figure of a comparison with its direction: "at least 1 year"."""
    asked = _ASKED_OF_DAYS if kind == "date" else _ASKED
    return f"{asked[leaf.operator]} {figure_of(leaf, kind, thresholds)}"


def figure_of(leaf: FactCompares, kind: str, thresholds: Mapping[str, Threshold]) -> str:
    """Return the figure of a comparison in the unit in which the law states it."""
    if leaf.threshold is not None and leaf.threshold in thresholds:
        threshold = thresholds[leaf.threshold]
        if threshold.unit == "date":
            return threshold.value
        if threshold.unit == "usd":
            return f"${int(threshold.value):,}"
        unit = _UNIT.get(threshold.unit, threshold.unit)
        return f"{threshold.value} {unit[:-1] if threshold.value == '1' else unit}"
    return number_text(leaf.constant, kind)


def number_text(number: int, kind: str) -> str:
    """Return a number of some kind as people write it."""
    if number >= FAR:
        return "without limit" if kind != "years" else "never"
    if number <= -FAR:
        return "unknown"
    if kind == "money":
        return f"${number / 100:,.2f}".removesuffix(".00")
    if kind == "grams":
        return f"{number / 1000:g} g"
    if kind == "date":
        return date.fromordinal(number).isoformat()
    if kind == "years":
        whole, more = divmod(number, 2)
        if number < 0:
            return "before it began"
        return f"{'more than ' if more else ''}{whole} {'year' if whole == 1 else 'years'}"
    return str(number)


def value_text(value: Value, entry: FactEntry) -> str:
    """Return a value as a derivation shows it."""
    if isinstance(value, Words):
        if value.silent:
            return "unspecified"
        return "not known" if value.possible is None else " or ".join(_word(each) for each in sorted(value.possible))
    if isinstance(value, Span):
        return span_text(value.low, value.high, entry.kind)
    if isinstance(value, Length):
        return length_text(value)
    return value.number or "not known"


def span_text(low: int, high: int, kind: str) -> str:
    """Return a number known within bounds."""
    if low == high:
        return number_text(low, kind)
    if kind == "years" and (high >= _AGES or low <= -_AGES):
        return "not known" if low < _AGES and (low <= 0 or high < FAR) else f"{number_text(low, kind)} at least"
    if kind == "date":
        if low < date(1900, 1, 1).toordinal():
            return f"not known (at the latest {number_text(high, kind)})"
        return f"between {number_text(low, kind)} and {number_text(high, kind)}"
    if high >= FAR:
        return "not known" if low <= 0 else f"{number_text(low, kind)} or more"
    if low <= -FAR:
        return f"not known (at most {number_text(high, kind)})"
    return f"between {number_text(low, kind)} and {number_text(high, kind)}"


def length_text(value: Length) -> str:
    """Return a term known within bounds."""
    if value.low == value.high:
        return format_term(value.low)
    if value.high.life and value.low == Term():
        return "not known"
    return f"not known (from {format_term(value.low)} to {format_term(value.high)})"
