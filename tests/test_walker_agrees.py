"""The walker that explains comes to the verdicts of the engine, rule by rule and row by row."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.assess import conclude, day_of
from advisor.findings import NEVER
from advisor.law.library import law_of
from advisor.rows import build_rows
from advisor.scenario import Scenario
from advisor.scenario_reading import read_scenario, scenario_from_dict
from advisor.walker import Walker
from tests.test_published_cases import CASES

FOLDER = Path(__file__).resolve().parents[1] / "examples"
#: An example with a law of its own is tested beside that law.
EXAMPLES = sorted(path for path in FOLDER.rglob("scenario*.yaml") if path.parent.name != "own-law")


def _compare(scenario: Scenario) -> int:
    law = law_of(day_of(scenario))
    rows = build_rows(scenario, law, law.as_of)
    compared = 0
    for own in ((), *rows.pleas):
        option = conclude(law, rows, own)
        walker = Walker(law, option.counts, option.person, option.conclusions, option.priors_unknown)
        for state in (*walker.counts, walker.person):
            held = option.conclusions.rules[state.row.key]
            for number, rule in enumerate(law.rules):
                if rule.about == state.row.about:
                    compared += 1
                    assert walker.rule_pair(number, state) == held.get(number, NEVER), (rule.id, state.row.key)
    return compared


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_walker_and_engine_agree_on_the_examples(path: Path) -> None:
    scenario, _ = read_scenario(path)

    assert _compare(scenario) > 0


@pytest.mark.parametrize("name", CASES)
def test_walker_and_engine_agree_on_the_published_cases(name: str) -> None:
    assert _compare(scenario_from_dict(CASES[name]["scenario"])) > 0
