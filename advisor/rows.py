"""From a scenario to the rows of its baseline and of each plea option."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from advisor.engines.catalogue import decider
from advisor.errors import AdvisorError, Problem, ScenarioError
from advisor.findings import Row
from advisor.law.library import Law
from advisor.measures.counts import count_row
from advisor.measures.grouping import case_of, sentence_groups
from advisor.measures.person import assumptions, dates_of, person_facts
from advisor.measures.surroundings import Place, Surroundings
from advisor.scenario import Count, Scenario

PERSON = "person"


@dataclass(frozen=True, slots=True)
class Rows:
    """Every row of a scenario.

    Attributes:
        person: The person's own row.
        standing: Priors and charges: what stands without any plea.
        pleas: For each option, in the order given, its counts.
        priors_unknown: Whether it was not said if there are priors.
        assumed: The defaults of the contract that were used, as `path: value`.
    """

    person: Row
    standing: tuple[Row, ...]
    pleas: tuple[tuple[Row, ...], ...]
    priors_unknown: bool
    assumed: tuple[str, ...]


def build_rows(scenario: Scenario, law: Law, as_of: date) -> Rows:
    """Return every row of a scenario.

    Raises:
        ScenarioError: With every problem of every count.
    """
    dates = dates_of(scenario, as_of)
    person = Row(PERSON, "person", facts=person_facts(scenario, dates))
    around = Surroundings(law, person.facts, dates, decider(law), scenario.defendant.priors == ())
    problems: list[Problem] = []
    priors = _list(scenario.defendant.priors or (), "prior", "defendant.priors", around, problems)
    charges = _list(scenario.charges or (), "charge", "charges", around, problems)
    pleas = tuple(
        _list(plea.counts, "plea", f"pleas[{number}].counts", around, problems)
        for number, plea in enumerate(scenario.pleas or ())
    )
    if problems:
        raise ScenarioError.of(problems)
    return Rows(person, (*priors, *charges), pleas, scenario.defendant.priors is None, tuple(_assumed(scenario)))


def _list(
    counts: Sequence[Count], role: str, path: str, around: Surroundings, problems: list[Problem]
) -> tuple[Row, ...]:
    paths = [f"{path}[{index}]" for index in range(len(counts))]
    groups = sentence_groups(counts, [case_of(role, count.conviction_date) for count in counts], paths)
    rows = []
    for index, (count, group) in enumerate(zip(counts, groups, strict=True)):
        try:
            rows.append(count_row(count, Place(role, index, paths[index]), group, around))
        except AdvisorError as error:
            problems += error.problems
    return tuple(rows)


_COUNT_DEFAULTS = (
    ("outcome", "convicted"),
    ("disposition", "guilty"),
    ("conviction_date", "as_of"),
    ("appeal", "none"),
    ("afterwards", "none"),
    ("inchoate", "none"),
)


def _assumed(scenario: Scenario) -> list[str]:
    used = assumptions(scenario)
    listed = [("defendant.priors", scenario.defendant.priors or ())]
    listed += [(f"pleas[{number}].counts", plea.counts) for number, plea in enumerate(scenario.pleas or ())]
    for path, counts in listed:
        for index, count in enumerate(counts):
            used += [f"{path}[{index}].{name}: {value}" for name, value in _COUNT_DEFAULTS if _was_used(count, name)]
    for index, count in enumerate(scenario.charges or ()):
        if count.outcome is None:
            used.append(f"charges[{index}].outcome: charged")
    return used


def _was_used(count: Count, name: str) -> bool:
    if getattr(count, name) is not None:
        return False
    return name not in ("disposition", "conviction_date") or count.outcome in (None, "convicted")
