"""What an office looks at in a case: the classes that it excludes, and which way each factor pulls.

A value that is not known stands for every value that it can still have; where those do not all pull the same way the
factor is unknown, and where they do not all meet a test the test is open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from advisor.case import Case
from advisor.findings import (
    FAR,
    LIKELY,
    NEVER,
    NO,
    OPEN,
    SURELY,
    UNSURE,
    VERDICTS,
    Pair,
    Row,
    Span,
    Value,
    Words,
    both,
    either,
    flag,
)
from advisor.law.policies import OPERATORS, UNKNOWN, Exclusion, Factor, Policy
from advisor.law.vocabulary import on_scale


def excluded_classes(policy: Policy, case: Case) -> Iterator[dict[str, Any]]:
    """Yield each class that the case is in, at `likely` or above, or may be in, at `open`."""
    for entry in policy.excluded:
        pair = tested(entry.test, case)
        if pair.not_excluded >= OPEN:
            yield _exclusion(entry, pair, case)


def _exclusion(entry: Exclusion, pair: Pair, case: Case) -> dict[str, Any]:
    sure = pair.shown >= LIKELY
    return {
        "id": entry.id,
        "title": entry.title,
        "verdict": VERDICTS[pair.shown if sure else OPEN],
        "rows": [row.key for row, offense in case.accused if _test(entry.test, row, offense, case) == pair],
        "why": entry.why,
        "authority": list(entry.authority),
        "verified": entry.verified,
        "needs": [] if sure else _asked(entry.test, case),
    }


def tested(test: Mapping[str, Any], case: Case) -> Pair:
    """Return whether a test holds of the person or of some count."""
    pair = _test(test, case.person, "", case)
    for row, offense in case.accused:
        pair = either(pair, _test(test, row, offense, case))
    return pair


def _test(test: Mapping[str, Any], row: Row, offense: str, case: Case) -> Pair:
    if "all" in test:
        pair = SURELY
        for part in test["all"]:
            pair = both(pair, _test(part, row, offense, case))
        return pair
    if "any" in test:
        pair = NEVER
        for part in test["any"]:
            pair = either(pair, _test(part, row, offense, case))
        return pair
    if "category" in test:
        return row.categories.get(test["category"], NEVER)
    if "offenses" in test:
        return SURELY if any(_takes_in(each, offense) for each in test["offenses"]) else NEVER
    if "finding" in test:
        level = case.found.get(test["finding"], NO)
        return Pair(level, level)
    return _fact_test(test, row)


def _takes_in(named: str, offense: str) -> bool:
    """Return whether an id of a policy takes in an offense: the same, a subsection of it, or one that begins so."""
    if named.endswith("*"):
        return offense.startswith(named[:-1])
    return offense == named or offense.startswith(f"{named}-")


def _fact_test(test: Mapping[str, Any], row: Row) -> Pair:
    if test["fact"] not in row.facts:
        return NEVER
    unit = test.get("unit", "number")
    values = list(_values(row.facts[test["fact"]], (test,), unit))
    held = {value is not None and _holds(test, value, unit) for value in values}
    return UNSURE if None in values or len(held) > 1 else SURELY if True in held else NEVER


def _asked(test: Mapping[str, Any], case: Case) -> list[str]:
    """Return the scenario paths whose answer a test may wait for."""
    found: dict[str, None] = {}
    for part in _leaves(test):
        for row in (case.person, *(row for row, _ in case.accused)):
            if part.get("fact") in row.facts:
                found.update(dict.fromkeys(row.facts[part["fact"]].unknown))
    return list(found)


def _leaves(test: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    parts = test.get("all", test.get("any"))
    if parts is None:
        yield test
    else:
        for part in parts:
            yield from _leaves(part)


def weighed(factor: Factor, case: Case) -> dict[str, Any]:
    """Return a factor with its value and the way it pulls."""
    value, unit = _value_of(factor, case)
    pulls = {_pull(factor, each, unit) for each in _values(value, factor.states, unit)}
    settled = len({pull for pull, _ in pulls}) == 1
    pull, why = min(pulls) if settled else (UNKNOWN, "")
    gap = factor.source.get("measure") == "gap"
    return {
        "id": factor.id,
        "title": factor.title,
        "pull": pull,
        "why": why or factor.why,
        "value": _gap_text(case) if gap else _shown(value, unit),
        "authority": list(factor.authority),
        "verified": factor.verified,
        "needs": list(value.unknown) if pull == UNKNOWN else [],
    }


def _value_of(factor: Factor, case: Case) -> tuple[Words | Span, str]:
    """Return what a factor looks at, and the scale of its figures."""
    source = factor.source
    if "fact" in source:
        value = case.person.facts[source["fact"]]
        if not isinstance(value, Words | Span):
            raise TypeError(f"{source['fact']} is neither a word nor a number")
        return value, source.get("unit", "number")
    if "test" in source:
        pair = tested(source["test"], case)
        answer = True if pair.shown >= LIKELY else False if pair.not_excluded < OPEN else None
        return flag(answer, *_asked(source["test"], case)), "number"
    if "not_asked" in source:
        return Words(None), "number"
    return _measure(source, case), "number"


def _measure(source: Mapping[str, Any], case: Case) -> Words | Span:
    if source["measure"] == "prior_convictions":
        return case.priors
    if source["measure"] == "risk":
        return Words(None, unknown=("pleas",)) if case.risk is None else Words(frozenset((case.risk,)))
    severity = case.person.facts["severity"]
    if case.risk is None:
        return Span(-FAR, FAR, unknown=("pleas", *severity.unknown))
    places = source["offense"]
    possible = severity.possible if isinstance(severity, Words) and severity.possible else frozenset(places)
    if not possible <= places.keys():
        return Span(-FAR, FAR, unknown=severity.unknown)
    gaps = [source["consequence"][case.risk] - places[word] for word in possible]
    return Span(min(gaps), max(gaps), unknown=severity.unknown)


def _values(value: Value, tests: Iterable[Mapping[str, Any]], unit: str) -> Iterator[str | int | None]:
    """Yield the values that a fact can have, as far as the comparisons tell them apart; None for any word at all."""
    if isinstance(value, Words):
        yield from [None] if value.possible is None else sorted(value.possible)
    elif isinstance(value, Span):
        figures = {figure for test in tests for figure in _figures(test, unit)}
        near = {figure + step for figure in figures for step in (-1, 0, 1)}
        yield from sorted({value.low, value.high, *(each for each in near if value.low < each < value.high)})
    else:
        yield None


def _figures(test: Mapping[str, Any], unit: str) -> Iterator[int]:
    """Yield the figures that a comparison sets, on the fact's scale."""
    for operator in OPERATORS:
        for asked in _list(test[operator]) if operator in test else ():
            if isinstance(asked, int | float) and not isinstance(asked, bool):
                yield on_scale(unit, asked)


def _list(asked: Any) -> Sequence[Any]:
    return asked if isinstance(asked, list) else (asked,)


def _pull(factor: Factor, value: str | int | None, unit: str) -> tuple[str, str]:
    """Return which way one possible value pulls, and the state's own reason where it gives one."""
    if value is None:
        return UNKNOWN, ""
    for state in factor.states:
        if _holds(state, value, unit):
            return str(state["pull"]), str(state.get("why", ""))
    return "neutral", ""


def _holds(test: Mapping[str, Any], value: str | int, unit: str) -> bool:
    """Return whether one value meets a comparison."""
    operator = next(each for each in OPERATORS if each in test)
    if isinstance(value, str):
        words = {str(word).lower() if isinstance(word, bool) else word for word in _list(test[operator])}
        return operator in ("is", "one_of") and value in words
    figures = list(_figures(test, unit))
    met = {
        "at_least": [value >= figure for figure in figures],
        "at_most": [value <= figure for figure in figures],
        "more_than": [value > figure for figure in figures],
        "less_than": [value < figure for figure in figures],
    }
    return any(met.get(operator, [value == figure for figure in figures]))


def _shown(value: Words | Span, unit: str) -> str | int | None:
    """Return a value as the report shows it; None where nothing is known."""
    if isinstance(value, Words):
        return None if value.possible is None else " or ".join(sorted(value.possible))
    low, high = (number // 2 if unit == "years" and abs(number) < FAR else number for number in (value.low, value.high))
    if low == high:
        return low
    if high >= FAR:
        return None if low <= 0 else f"{low} or more"
    return f"up to {high}" if low <= -FAR else f"{low} to {high}"


def _gap_text(case: Case) -> str:
    severity = case.person.facts["severity"]
    known = isinstance(severity, Words) and severity.possible
    return f"harm {case.risk or 'unknown'}, severity {' or '.join(sorted(known)) if known else 'unknown'}"
