"""Malformed input ends in sentences that say where, what, and what would be right, and in the exit code for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from advisor.cli.app import app
from advisor.errors import ScenarioError
from advisor.reading import read_document
from tests import shipped_law

ROOT = shipped_law.ROOT
BAD = Path("tests/bad")
EXPECTED: dict[str, dict[str, Any]] = read_document(ROOT / BAD / "expected.yaml").value
GOOD = "examples/shoplifting/scenario.yaml"
#: Words of the program and of its libraries, which say nothing to whoever wrote the file.
INNER_WORDS = re.compile(
    r"Error\b|Exception|Traceback|pydantic|yaml\.[a-z]|None\b|NoneType|\bdict\b|\bstr\b|\bint\b|<class|\bobject at\b"
)


@pytest.fixture(autouse=True)
def _at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let paths be those of a checkout, as the expected messages name them."""
    monkeypatch.chdir(ROOT)


@pytest.fixture
def _shipped_law_read_once() -> Iterator[None]:
    with shipped_law.read_once():
        yield


def plea(*arguments: str, given: bytes | None = None) -> tuple[int, str, str]:
    """Return the exit code, what was printed and what was said beside it."""
    result = CliRunner().invoke(app, list(arguments), input=given, prog_name="plea")
    return result.exit_code, result.stdout, result.stderr


def expected(kind: str) -> list[Any]:
    return [pytest.param(name, (told["exit"], "", told["message"]), id=name) for name, told in EXPECTED[kind].items()]


@pytest.mark.parametrize(("name", "told"), expected("scenarios"))
def test_a_malformed_scenario_is_refused_in_these_words(name: str, told: tuple[int, str, str]) -> None:
    assert plea("assess", str(BAD / "scenarios" / name)) == told


@pytest.mark.usefixtures("_shipped_law_read_once")
@pytest.mark.parametrize(("name", "told"), expected("law"))
def test_malformed_law_is_refused_in_these_words(name: str, told: tuple[int, str, str]) -> None:
    assert plea("law", "check", "--law", str(BAD / "law" / name)) == told


@pytest.mark.parametrize("kind", ["scenarios", "law"])
def test_every_malformed_input_has_its_words(kind: str) -> None:
    assert sorted(EXPECTED[kind]) == sorted(path.name for path in (ROOT / BAD / kind).iterdir())


def test_the_collection_does_not_shrink() -> None:
    assert len(EXPECTED["scenarios"]) >= 80
    assert len(EXPECTED["law"]) >= 37


@pytest.mark.parametrize("kind", ["scenarios", "law"])
def test_a_message_is_one_lower_case_sentence_without_inner_words(kind: str) -> None:
    for name, told in EXPECTED[kind].items():
        for line in told["message"].splitlines():
            # What the user wrote stands in backticks and may be anything.
            said = re.sub(r"`[^`]*`", "`x`", line)
            assert not INNER_WORDS.search(said.replace("None", "x") if name in line else said), line
            assert not said.endswith("."), line
            sentence = said.rpartition(": ")[2]
            assert sentence[0] == sentence[0].lower() or sentence.startswith(("PA", "JSON", "F2")), line


@pytest.mark.parametrize("name", list(EXPECTED["scenarios"]))
def test_a_message_begins_with_the_file_and_the_line(name: str) -> None:
    lines = [line for line in EXPECTED["scenarios"][name]["message"].splitlines() if not line.startswith("help: ")]
    # Only what concerns the document as a whole has no line.
    pattern = re.escape(str(BAD / "scenarios" / name)) + r"(:[1-9][0-9]*)?: \S"

    assert lines
    for line in lines:
        place = re.match(pattern, line)
        assert place, line
        assert place[1] or "the document is" in line, line


# --- law of one's own -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["02-unknown-fact", "14-overlapping-versions", "27-threshold-too-large"])
def test_no_report_is_made_with_law_that_does_not_hold_together(name: str) -> None:
    told = EXPECTED["law"][name]

    assert plea("assess", GOOD, "--law", str(BAD / "law" / name)) == (4, "", told["message"])


# --- what options ask for ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            ("assess", GOOD, "--as-of", "1950-01-01"),
            "--as-of: the law of `1950-01-01` is not encoded\nhelp: the law as a whole is encoded from 1998-10-09\n",
        ),
        (
            ("assess", GOOD, "--policy", "philadelphia-2081"),
            "--policy: unknown policy `philadelphia-2081`\nhelp: did you mean `philadelphia-2018`?\n",
        ),
        (
            ("explain", GOOD, "--plea", "ofer"),
            "--plea: unknown plea option `ofer`\nhelp: did you mean `offer`?\n",
        ),
        (
            ("explain", GOOD, "--plea", "x"),
            "--plea: unknown plea option `x`\nhelp: one of `364-days`, `ard`, `disorderly`, `offer`\n",
        ),
        (
            ("explain", GOOD, "--finding", "agravated_felony"),
            "--finding: unknown finding `agravated_felony`\n"
            "help: did you mean `aggravated_felony` or `deportable.aggravated_felony`?\n",
        ),
        (
            ("explain", GOOD, "--why-not", "removabel"),
            "--why-not: unknown finding `removabel`\nhelp: did you mean `removable`?\n",
        ),
    ],
)
def test_an_option_that_names_what_does_not_exist_is_wrong_use(arguments: tuple[str, ...], told: str) -> None:
    assert plea(*arguments) == (2, "", told)


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("assess", GOOD, "--as-of", "2026-02-30"), "2026-02-30"),
        (("assess", GOOD, "--law", "no-such-folder"), "no-such-folder"),
        (("assess", GOOD, "--law", GOOD), "shoplifting"),
        (("assess", GOOD, "--jsn"), "--jsn"),
        (("assess",), "SCENARIO"),
        (("asess", GOOD), "asess"),
        (("assess", GOOD, "--policy", "nobody"), "one of `"),
        (("explain", GOOD, "--finding", "x"), "leave the option out"),
    ],
)
def test_an_option_that_cannot_be_read_is_wrong_use(arguments: tuple[str, ...], word: str) -> None:
    code, printed, said = plea(*arguments)

    assert (code, printed) == (2, "")
    assert word in said
    assert "Traceback" not in said


def test_the_day_of_the_scenario_itself_is_a_fault_of_the_scenario() -> None:
    text = b"defendant: {status: lpr}\nas_of: 1950-01-01\n"
    told = "standard input:2: as_of: the law of `1950-01-01` is not encoded\n"
    told += "help: the law as a whole is encoded from 1998-10-09\n"

    assert plea("assess", "-", given=text) == (3, "", told)


def test_an_option_may_name_a_day_that_the_law_covers_in_place_of_one_that_it_does_not() -> None:
    text = b"defendant: {status: lpr}\nas_of: 1950-01-01\n"

    assert plea("assess", "-", "--as-of", "2026-11-23", given=text)[0] == 0


# --- where a scenario comes from --------------------------------------------------------------------------------------


def test_a_missing_file_and_a_folder_are_faults_of_the_scenario() -> None:
    assert plea("assess", "no-such-file.yaml") == (3, "", "no-such-file.yaml: there is no such file\n")
    assert plea("assess", "examples") == (3, "", "examples: a folder, not a file\n")
    told = "no-such-folder/x.yaml: there is no such file\nhelp: there is no folder `no-such-folder` either\n"
    assert plea("assess", "no-such-folder/x.yaml") == (3, "", told)
    other = GOOD.replace(".yaml", ".yml")
    assert plea("assess", other) == (3, "", f"{other}: there is no such file\nhelp: did you mean `{GOOD}`?\n")


def test_a_file_that_may_not_be_read_is_told_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr("builtins.open", refuse)

    with pytest.raises(ScenarioError, match="there is no right to read this file"):
        read_document("scenario.yaml")


@pytest.mark.parametrize("command", ["assess", "explain"])
def test_standard_input_is_read_and_named(command: str) -> None:
    text = (ROOT / GOOD).read_bytes()
    unknown = text.replace(b"pa-18-5503", b"pa-18-5553")

    assert plea(command, "-", given=text)[0] == 0
    code, printed, said = plea(command, "-", given=unknown)
    assert (code, printed) == (3, "")
    assert said.startswith("standard input:39: pleas[2].counts[0].offense: unknown offense `pa-18-5553`\n")


def test_standard_input_that_is_empty_or_not_utf_8_is_refused() -> None:
    assert plea("assess", "-", given=b"") == (3, "", "standard input: the document is empty\n")
    told = "standard input:2: the document is not written in UTF-8\nhelp: save the file as plain text in UTF-8\n"
    assert plea("assess", "-", given=b"title: x\ndefendant: \xff\n") == (3, "", told)


def test_all_problems_of_the_core_are_shown_in_the_order_of_the_lines() -> None:
    text = b"""\
pleas:
  - id: offer
    counts:
      - {offense: pa-18-3929-a-1, facts: {los_usd: 3}}
defendant:
  status: lpr
  priors: [{offense: pa-18-3922, disposition: gulty}]
jurisdiction: {state: NJ}
"""
    code, _, said = plea("assess", "-", given=text)
    places = re.findall(r"^standard input:([0-9]+): (\S+): ", said, re.M)

    assert code == 3
    assert places == [
        ("4", "pleas[0].counts[0].facts.los_usd"),
        ("7", "defendant.priors[0].disposition"),
        ("8", "jurisdiction.state"),
    ]


@pytest.mark.parametrize("form", ["--json", "--all"])
def test_a_refusal_leaves_nothing_half_made_on_standard_output(form: str) -> None:
    for name in ("41-everything-of-one-count.yaml", "54-state-not-covered.yaml", "82-cut-off.json"):
        code, printed, _ = plea("assess", form, str(BAD / "scenarios" / name))

        assert (code, printed) == (3, "")
