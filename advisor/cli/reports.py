"""From what the user handed in to a report: the calls of the core that `assess` and `explain` share."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from advisor.errors import AdvisorError, LawNotInForce, Problem, ScenarioError

if TYPE_CHECKING:
    from advisor.scenario import Scenario

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Request:
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
    def as_usage(self) -> tuple[type[AdvisorError], ...]:
        """Return the errors that the options caused: a day that no law covers, where an option named the day."""
        return (LawNotInForce,) if self.as_of else ()


def report_of(request: Request) -> dict[str, Any]:
    """Return the report that a request asks for.

    Raises:
        AdvisorError: The scenario or the law files are wrong, or an option names what does not exist.
    """
    scenario = _scenario(request)
    from advisor.assess import assess_document
    from advisor.law import load_law

    law = load_law(as_of=scenario.as_of, law_dir=request.law)
    return assess_document(
        scenario, law, show_all=request.show_all, policy=request.policy, other_circuit=request.other_circuit
    )


def _scenario(request: Request) -> Scenario:
    """Return the scenario, with the day that the command names in place of its own."""
    from advisor.scenario_reading import read_scenario

    text = _standard_input() if request.scenario == STANDARD_INPUT else None
    scenario, _ = read_scenario(request.scenario, text)
    return scenario.model_copy(update={"as_of": request.as_of}) if request.as_of else scenario


def _standard_input() -> str:
    """Return what is piped in; bytes, because a scenario is UTF-8 whatever the terminal speaks."""
    from advisor.document import MOST_BYTES

    try:
        return sys.stdin.buffer.read(MOST_BYTES + 1).decode("utf-8")
    except UnicodeDecodeError:
        raise ScenarioError.of([Problem("standard input", "the text is not UTF-8")]) from None
