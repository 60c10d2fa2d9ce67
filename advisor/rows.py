"""From a scenario to the rows of its baseline and of each plea option."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from advisor.engines.catalogue import decider
from advisor.errors import AdvisorError, Problem, ScenarioError, UnknownNameError
from advisor.findings import Group, Row
from advisor.law.library import Law
from advisor.measures.counts import count_row
from advisor.measures.given import law_facts
from advisor.measures.grouping import case_of, sentence_groups
from advisor.measures.person import assumptions, dates_of, person_facts
from advisor.measures.surroundings import Place, Surroundings
from advisor.paths import parts_of
from advisor.scenario import Count, OwnOffense, Scenario
from advisor.wording import did_you_mean, quoted

PERSON = "person"


class Rows(NamedTuple):
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


def build_rows(scenario: Scenario, law: Law, as_of: date, known: Rows | None = None) -> Rows:
    """Return every row of a scenario.

    Args:
        scenario: The case.
        law: The law of the day.
        as_of: The day.
        known: The rows of a scenario that differs in its pleas alone; what is not of the pleas is taken from there.

    Raises:
        ScenarioError: With every problem of every count.
    """
    dates = dates_of(scenario, as_of)
    person = known.person if known else Row(PERSON, "person", facts=person_facts(scenario, dates))
    around = Surroundings(law, person.facts, dates, decider(law), scenario.defendant.priors == ())
    problems: list[Problem] = []
    standing = known.standing if known else _standing(scenario, around, problems)
    pleas = tuple(
        _list(plea.counts, "plea", f"pleas[{number}].counts", around, problems)
        for number, plea in enumerate(scenario.pleas or ())
    )
    if problems:
        raise ScenarioError.of(problems)
    return Rows(person, standing, pleas, scenario.defendant.priors is None, tuple(_assumed(scenario)))


def _standing(scenario: Scenario, around: Surroundings, problems: list[Problem]) -> tuple[Row, ...]:
    priors = _list(scenario.defendant.priors or (), "prior", "defendant.priors", around, problems)
    return *priors, *_list(scenario.charges or (), "charge", "charges", around, problems)


def row_problems(scenario: Scenario, law: Law) -> tuple[Problem, ...]:
    """Return what keeps the rows of a scenario from being built."""
    try:
        build_rows(scenario, law, law.as_of)
    except AdvisorError as error:
        return error.problems
    return ()


def _list(
    counts: Sequence[Count], role: str, path: str, around: Surroundings, problems: list[Problem]
) -> tuple[Row, ...]:
    paths = [f"{path}[{index}]" for index in range(len(counts))]
    groups = sentence_groups(counts, [case_of(role, count.conviction_date) for count in counts], paths)
    rows = []
    for index, (count, group) in enumerate(zip(counts, groups, strict=True)):
        place = Place(role, index, paths[index])
        try:
            rows.append(count_row(count, place, group, around))
        except AdvisorError as error:
            problems += _with_help(error, around.law)
            problems += _further_problems(_without_wrong(count, error, place.path, around.law), place, group, around)
    return tuple(rows)


def _further_problems(count: Count | None, place: Place, group: Group, around: Surroundings) -> Iterator[Problem]:
    """Yield what else is wrong with a count from which what was found wrong has been taken away."""
    while count is not None:
        try:
            count_row(count, place, group, around)
            return
        except AdvisorError as error:
            yield from _with_help(error, around.law)
            count = _without_wrong(count, error, place.path, around.law)


_MAY_BE_LEFT_OUT = ("grade", "disposition", "sentence", "facts", "classified", "afterwards")


def _without_wrong(count: Count, error: AdvisorError, path: str, law: Law) -> Count | None:
    """Return a count without the keys that an error names, or None if nothing can be left out."""
    named = {parts_of(problem.place.removeprefix(path))[0] for problem in error.problems if problem.place != path}
    left_out: dict[str, Any] = {name: None for name in _MAY_BE_LEFT_OUT if name in named and getattr(count, name)}
    if "offense" in named:
        # The rest is looked at as if it were an offense of another place; what only the offense knows is left alone.
        known = {name: value for name, value in (count.facts or {}).items() if name in law_facts(law)}
        left_out |= {"offense": OwnOffense(name="unknown"), "classified": None, "grade": None, "facts": known or None}
    return count.model_copy(update=left_out) if left_out else None


def _with_help(error: AdvisorError, law: Law) -> tuple[Problem, ...]:
    """Return the problems of an error; where an unknown name is like no other, the help says where names are found."""
    if not isinstance(error, UnknownNameError) or error.nearest:
        return error.problems
    if error.kind == "offense":
        found = law.charges.search(error.name.replace("-", " ").replace("_", " "))
        help_text = did_you_mean([line.id for line in found[:5]]) or "`plea charges search WORD` finds ids"
    else:
        names = law.dispositions if error.kind == "disposition" else ("none", *law.post_convictions)
        help_text = f"one of {', '.join(map(quoted, names))}"
    return tuple(problem._replace(help=help_text) for problem in error.problems)


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
