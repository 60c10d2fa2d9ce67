"""The case as a prosecutor's office looks at it: the person, what is alleged, the record, the harm that looms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from advisor.findings import FAR, LEVEL_OF, NO, Row, Span, Value, Words
from advisor.rows import Rows
from advisor.scenario import Count, OwnOffense, Scenario

_DISMISSED = frozenset(("dismissed",))


class Case(NamedTuple):
    """What an office looks at.

    Attributes:
        accused: Each charge that stands and each count of each option, with the offense as the scenario names it.
        priors: How many earlier convictions there are.
        risk: The word for the harm that the option as offered adds; None where there is no option.
        found: The greatest verdict of each finding over the options.
    """

    person: Row
    accused: tuple[tuple[Row, str], ...]
    priors: Span
    risk: str | None
    found: Mapping[str, int]


def case_of(scenario: Scenario, rows: Rows, report: Mapping[str, Any]) -> Case:
    """Return what an office looks at; the option that the scenario lists first is the one as offered."""
    charges = [row for row in rows.standing if row.role == "charge"]
    accused = [
        (row, offense_of(count))
        for row, count in zip(charges, scenario.charges or (), strict=True)
        if not _is_within(row.facts["outcome"], _DISMISSED)
    ]
    for own, plea in zip(rows.pleas, scenario.pleas or (), strict=True):
        accused += [(row, offense_of(count)) for row, count in zip(own, plea.counts, strict=True)]
    found: dict[str, int] = {}
    for option in report["pleas"]:
        for each in option["findings"]:
            found[each["id"]] = max(found.get(each["id"], NO), LEVEL_OF[each["verdict"]])
    offered = report["pleas"][0]["risk"] if report["pleas"] else None
    return Case(rows.person, tuple(accused), _priors(rows), offered, found)


def _priors(rows: Rows) -> Span:
    if rows.priors_unknown:
        return Span(0, FAR, unknown=("defendant.priors",))
    number = sum(row.role == "prior" for row in rows.standing)
    return Span(number, number)


def offense_of(count: Count) -> str:
    """Return an offense as it is compared: its id, or what an offense of another place is called."""
    offense = count.offense
    if isinstance(offense, OwnOffense):
        return " ".join((offense.statute or offense.name or "").lower().split())
    return offense


def _is_within(value: Value, words: frozenset[str]) -> bool:
    return isinstance(value, Words) and value.possible is not None and value.possible <= words
