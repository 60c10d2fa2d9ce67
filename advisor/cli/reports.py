"""From what the user handed in to a report: the calls of the core that `assess` and `explain` share."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from advisor.cli.door import WrongUse
from advisor.errors import AdvisorError, LawFileError, LawNotInForce, Problem, ScenarioError, UnknownNameError

if TYPE_CHECKING:
    from advisor.document import Node
    from advisor.law.library import Law
    from advisor.scenario import Scenario

STANDARD_INPUT = "-"


class Request(NamedTuple):
    """What a command was asked.

    Attributes:
        scenario: A path, or `-` for standard input.
        as_of: The law of this day, whatever the scenario says.
        law: A folder of law files that come first.
        show_all: List findings that are `no` too.
        policy: The id of a prosecutor's policy.
        other_circuit: Accept a circuit that the library does not cover.
    """

    scenario: str
    as_of: str | None = None
    law: Path | None = None
    show_all: bool = False
    policy: str | None = None
    other_circuit: bool = False

    @property
    def name(self) -> str:
        """Return how messages call the scenario."""
        return "standard input" if self.scenario == STANDARD_INPUT else self.scenario

    @property
    def as_usage(self) -> tuple[type[AdvisorError], ...]:
        """Return the errors that the options caused: a day that no law covers, where an option named the day."""
        return (LawNotInForce,) if self.as_of else ()


def report_of(request: Request) -> dict[str, Any]:
    """Return the report that a request asks for.

    Raises:
        AdvisorError: The scenario or the law files are wrong, or an option names what does not exist.
    """
    scenario, document = _scenario(request)
    from advisor.assess import assess_document
    from advisor.law import load_law

    try:
        _check(request.law)
        law = load_law(as_of=scenario.as_of, law_dir=request.law)
        return assess_document(
            scenario, law, show_all=request.show_all, policy=request.policy, other_circuit=request.other_circuit
        )
    except AdvisorError as error:
        error.problems = _placed(error, request, document)
        raise


def _check(own: Path | None) -> None:
    """Refuse a user's own law files that do not hold together with the shipped ones, which are checked before.

    A rule that contradicts another loads all the same, and its reports would look like any other.
    """
    if own is not None:
        from advisor.law import check_law

        problems = check_law(own)
        if problems:
            raise LawFileError.of(problems)


def compared_reports(request: Request, before: Law, after: Law) -> dict[str, Any]:
    """Return what differs between the reports on a scenario under the law of two days.

    Raises:
        AdvisorError: The scenario is wrong.
    """
    scenario, document = _scenario(request)
    from advisor.comparing import compare_reports

    try:
        return compare_reports(scenario, before, after)
    except AdvisorError as error:
        error.problems = _placed(error, request, document)
        raise


def _scenario(request: Request) -> tuple[Scenario, Node]:
    """Return the scenario, with the day that the command names in place of its own, and how it was written."""
    from advisor.scenario_reading import read_scenario

    text = _standard_input() if request.scenario == STANDARD_INPUT else None
    scenario, document = read_scenario(request.scenario, text)
    return scenario.model_copy(update={"as_of": request.as_of}) if request.as_of else scenario, document


def _placed(error: AdvisorError, request: Request, document: Node) -> tuple[Problem, ...]:
    """Return the problems of an error with file and line before each path in the scenario, in the order of the lines.

    The core knows paths, not files. What an option named is placed there; law files name their own lines.
    """
    if isinstance(error, UnknownNameError) and error.exit_code == WrongUse.exit_code:
        return tuple(problem._replace(place="--policy") for problem in error.problems)
    if isinstance(error, LawNotInForce):
        # Which rule begins last is of no use to whoever asked for the day.
        place = "--as-of" if request.as_of else f"{document.place('as_of')}: as_of"
        return tuple(problem._replace(place=place) for problem in error.problems)
    if not isinstance(error, ScenarioError | UnknownNameError):
        return error.problems
    from advisor.paths import parts_of

    found = sorted(error.problems, key=lambda problem: document.line(*parts_of(problem.place)))
    return tuple(
        problem._replace(place=f"{document.place(*parts_of(problem.place))}: {problem.place}") for problem in found
    )


def _standard_input() -> bytes:
    """Return what is piped in; bytes, because a scenario is UTF-8 whatever the terminal speaks."""
    from advisor.document import MOST_BYTES

    return sys.stdin.buffer.read(MOST_BYTES + 1)
