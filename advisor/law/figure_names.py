"""Which threshold is meant where a rule has the figure itself."""

from __future__ import annotations

from collections.abc import Mapping

from advisor.errors import TextNotUnderstood
from advisor.law.entries import FactEntry, Threshold
from advisor.law.vocabulary import on_scale
from advisor.terms import Amount, Term, scaled
from advisor.wording import one_of, quoted

#: The units of the thresholds that can bound each kind of fact.
UNITS_OF: Mapping[str, tuple[str, ...]] = {
    "duration": ("years", "months", "days"),
    "years": ("years",),
    "money": ("usd",),
    "grams": ("grams",),
    "date": ("date",),
    "number": ("days", "count"),
}
_MOST = 5


def figure_named(fact: FactEntry, value: object, thresholds: Mapping[str, Threshold | None]) -> str:
    """Return the help on a figure that stands in a rule bare: the names under which it is kept, if there are any.

    Of several those come first, and alone, that have most words of the fact in their names.
    """
    units, words = UNITS_OF.get(fact.kind, ()), frozenset(fact.name.split("_"))
    shared: dict[int, list[str]] = {}
    for name, threshold in thresholds.items():
        if threshold is not None and threshold.unit in units and _is(fact.kind, value, threshold):
            named = f"{name.replace('_', ' ')} {threshold.title.lower()}"
            shared.setdefault(len(words & frozenset(named.split())), []).append(quoted(name))
    if not shared:
        return "figures stand in rules/thresholds and have names: add a file there, and write its name here"
    best = shared[max(shared)][:_MOST]
    return f"figures stand in rules/thresholds and have names: write {one_of(best)}"


def _is(kind: str, value: object, threshold: Threshold) -> bool:
    """Return whether a bare figure is that of a threshold; a term may have been meant in any unit."""
    try:
        if kind != "duration":
            return on_scale(kind, value) == threshold.number
        number = on_scale("number", value)
    except TextNotUnderstood:
        return False
    if number < 0:
        return False
    if threshold.unit == "days":
        return number == threshold.number
    years = threshold.unit == "years"
    amount = Amount(threshold.number // 2, "years") if years else Amount(threshold.number, "months")
    terms = [*[Term(months=12 * number)] * years, Term(months=number), Term(days=number)]
    return (2 * amount.number,) * 2 in [scaled(term, amount) for term in terms]
