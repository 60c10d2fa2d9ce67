"""Whatever stands in a file, the command ends with a report or with sentences, never with a defect of its own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from advisor.cli.app import app
from advisor.reading import read_document
from tests import shipped_law
from tests.spoiling import spoilt_bytes, spoilt_trees

ROOT = shipped_law.ROOT
GOOD = ROOT / "examples/shoplifting/scenario.yaml"
#: One of each kind of file, and short ones, so that a change meets something.
LAW_FILES = (
    "rules/2-grounds/aggravated-felony/theft.yaml",
    "rules/2-grounds/deportable/cimt-within-five-years.yaml",
    "rules/1-classification/petty-offense.yaml",
    "rules/3-consequences/bars/tps-misdemeanors.yaml",
    "rules/thresholds/one-year-term.yaml",
    "rules/4-discretion/no-policy.yaml",
    "rules/4-discretion/philadelphia-2018.yaml",
    "rules/risk.yaml",
    "rules/vocabulary.yaml",
    "rules/library.yaml",
    "rules/drugs.yaml",
    "rules/authorities/regulations.yaml",
    "charges/pa/18/3929.yaml",
    "charges/pa/18/3929.1.yaml",
    "charges/pa/dispositions.yaml",
    "charges/pa/sentencing.yaml",
)
#: Every key that a scenario knows, in as few lines as that takes.
SCENARIO = """\
title: A title
as_of: 2026-11-23
jurisdiction: {state: PA, circuit: 3}
defendant:
  status: lpr
  born: 2006-02
  citizen_parent: false
  admitted_on: 2018-05-03
  admissions: [{date: 2018-05-03, as: nonimmigrant}, {date: 2022-01-10, as: lpr}]
  adjusted_on: 2022-01-10
  lpr_since: 2022-01-10
  resided_since: 2018
  present_since: 2018-05-03
  notice_to_appear_on: null
  application_on: 2026-06-01
  seeking_admission: false
  entry_fraud: false
  fear_of_return: true
  order_of_removal: false
  relatives: [{relation: spouse, status: usc, dependent: true}]
  priors:
    - {offense: pa-18-3922, conviction_date: 2020-03, grade: M2, sentence: {probation: 1 year}, released_on: null}
charges:
  - {offense: pa-18-3929-a-1, grade: M1, offense_date: 2026-05-02, outcome: arrested}
pleas:
  - id: offer
    title: As offered
    counts:
      - offense: pa-18-3929-a-1
        grade: M1
        max_term: 5 years
        offense_date: 2026-05-02
        conviction_date: 2026-11-20
        released_on: 2026-11-21
        disposition: guilty
        sentence: {confinement: 6 to 12 months, suspended: 0 days, probation: 1 year, confined: 40 days,
                   home_confinement: 30 days, on_revocation: 3 months, fine_usd: 200, restitution_usd: 180.5}
        facts: {value_usd: 180, property: other, mens_rea: unspecified, prior_retail_thefts: 1}
        scheme: 1
        runs: consecutive
        appeal: none
        afterwards: none
        inchoate: none
        outcome: convicted
      - {offense: pa-35-780-113-a-30-v, inchoate: conspiracy, facts: {drug: cocaine, drug_quantity_g: 2.5},
         runs: {concurrent_with: [0]}, disposition: {plea: nolo, facts_admitted: false, restraint: court}}
      - offense: {statute: "Cal. Penal Code § 484", name: petty theft, max_term: 6 months, level: misdemeanor}
        classified: {cimt: certain, controlled_substance: {verdict: no, relief_verdict: likely}, others: open}
discretion: {severity: low, violence: none, public_safety_risk: none, witness_or_victim: none}
"""


@pytest.fixture(autouse=True, scope="module")
def _shipped_law_read_once() -> Iterator[None]:
    with shipped_law.read_once():
        yield


#: One check of the law takes a third of a second; what fails is short as it is.
NOT_SHRUNK = (Phase.explicit, Phase.generate)


def times(number: int) -> int:
    """Return how many examples to try: a number of the default profile, more in a thorough one."""
    return number * settings().max_examples // 100


def told(*arguments: str, given: bytes | None = None) -> tuple[int, str]:
    """Return the exit code and what was printed, after checking what holds of every run."""
    result = CliRunner().invoke(app, list(arguments), input=given, prog_name="plea")

    assert result.exit_code in (0, 2, 3, 4), result.stderr
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert "Traceback" not in result.output
    if result.exit_code:
        assert result.stdout == ""
        assert result.stderr.strip()
        assert all(line.isprintable() for line in result.stderr.splitlines())
    else:
        assert result.stderr == ""
    return result.exit_code, result.stdout


def assessed(scenario: bytes) -> None:
    code, printed = told("assess", "-", "--json", given=scenario)

    assert code in (0, 3)
    if code == 0:
        report = json.loads(printed)
        assert set(report["ranking"]) == {plea["id"] for plea in report["pleas"]}


def in_json(tree: Any) -> bytes:
    """Return a tree as JSON; what is no character by itself stays an escape."""
    return json.dumps(tree).encode()


def test_what_is_spoilt_was_right_before() -> None:
    assert told("assess", "-", "--json", given=SCENARIO.encode())[0] == 0
    assert told("assess", str(GOOD))[0] == 0


@settings(max_examples=times(120))
@given(spoilt_trees(read_document(GOOD).value))
def test_a_scenario_with_spoilt_keys_and_values(tree: Any) -> None:
    assessed(in_json(tree))


@settings(max_examples=times(60))
@given(spoilt_bytes(SCENARIO.encode()))
def test_a_scenario_with_spoilt_bytes(data: bytes) -> None:
    assessed(data)


@settings(max_examples=times(60))
@given(spoilt_trees(read_document(GOOD).value, most=1), st.sampled_from(["explain", "assess"]))
def test_a_report_is_printed_whole_or_not_at_all(tree: Any, command: str) -> None:
    code, printed = told(command, "-", given=in_json(tree))

    assert (code == 0) == bool(printed)


def checked(name: str, data: bytes) -> None:
    """Check the law with one file of it spoilt; if nothing is found, a report must come of it."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / name
        file.parent.mkdir(parents=True)
        file.write_bytes(data)
        code, _ = told("law", "check", "--law", folder)
        assert code in (0, 4)
        if code == 0:
            # Law that begins later, or covers another place, is no fault of a law file but not what was asked for.
            assert told("assess", "--law", folder, str(GOOD), "--json")[0] in (0, 3)


@settings(max_examples=times(40), phases=NOT_SHRUNK)
@given(st.data(), st.sampled_from(LAW_FILES))
def test_a_law_file_with_spoilt_keys_and_values(data: st.DataObject, name: str) -> None:
    tree = data.draw(spoilt_trees(read_document(ROOT / name).value))
    checked(name, in_json(tree))


@settings(max_examples=times(20), phases=NOT_SHRUNK)
@given(st.data(), st.sampled_from(LAW_FILES))
def test_a_law_file_with_spoilt_bytes(data: st.DataObject, name: str) -> None:
    checked(name, data.draw(spoilt_bytes((ROOT / name).read_bytes())))
