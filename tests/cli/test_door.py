"""The way in and out of every command: sentences and exit codes, whatever happens inside."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typer

from advisor.cli.app import COMMANDS
from advisor.cli.door import enter
from advisor.errors import LawFileError, LawNotInForce, Problem, ScenarioError, UnknownNameError

Plea = Callable[..., Any]
Core = Callable[..., list[Any]]
ROOT = Path(__file__).resolve().parents[2]


# --- the door ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (ScenarioError("unknown key `borne`", path="defendant.borne"), 3),
        (LawFileError("unknown fact `term_orderd`", file="rules/theft.yaml", line=16, nearest=["term_ordered"]), 4),
        (UnknownNameError("nowhere", "policy", exit_code=2), 2),
        (LawNotInForce("grounds.theft", "1950-01-01", "1996-09-30"), 3),
    ],
)
def test_an_error_ends_with_its_own_code(plea: Plea, core: Core, error: Exception, code: int) -> None:
    core(error)
    result = plea("assess", "x.yaml")

    assert result.exit_code == code
    assert result.stderr == f"{error}\n"
    assert result.stdout == ""


def test_a_day_before_the_law_begins_is_wrong_use_where_an_option_named_it(plea: Plea, core: Core) -> None:
    core(LawNotInForce("grounds.theft", "1950-01-01", "1996-09-30"))

    assert plea("assess", "x.yaml", "--as-of", "1950-01-01").exit_code == 2


def test_all_problems_are_shown_together(plea: Plea, core: Core) -> None:
    core(ScenarioError.of([Problem("a", "first", "do this"), Problem("b", "second")]))

    assert plea("assess", "x.yaml").stderr == "a: first\nhelp: do this\nb: second\n"


def test_a_defect_of_ours_is_one_sentence_and_never_a_traceback(plea: Plea, core: Core) -> None:
    core(RuntimeError("KeyError: 'internal'"))
    result = plea("assess", "x.yaml")

    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
    assert "please report this defect" in result.stderr
    assert "KeyError" not in result.stderr
    assert "Traceback" not in result.stderr


def test_an_interruption_is_exit_code_130() -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    with pytest.raises(typer.Exit) as caught:
        enter(interrupted)

    assert caught.value.exit_code == 130


def test_a_message_never_acts_on_the_terminal(plea: Plea, core: Core) -> None:
    core(ScenarioError("unknown key \x1b[2J", path="pleas[0]"))

    assert "\x1b" not in plea("assess", "x.yaml").stderr


def test_a_reader_that_leaves_early_is_no_error() -> None:
    program = "import sys; sys.stdout.write('x' * 10**6)"
    script = f"from advisor.cli.door import enter\ndef body():\n    {program}\nenter(body)\n"
    with subprocess.Popen(
        [sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.read(10)
        child.stdout.close()
        errors = child.stderr.read()

    assert (child.returncode, errors) == (0, b"")


# --- the command as a whole -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(plea: Plea, command: str) -> None:
    result = plea(command, "--help")

    assert result.exit_code == 0
    assert "Usage: plea" in result.stdout


def test_a_checkout_is_a_command_too() -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    result = subprocess.run(
        [sys.executable, "cli.py", "assess", "no-such-file.yaml"],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert result.returncode == 3
    assert result.stderr == "no-such-file.yaml: there is no such file\n"


def test_starting_imports_neither_the_core_nor_the_renderers() -> None:
    script = "import sys; import advisor.cli.app; print(sorted(m for m in sys.modules if m.startswith('advisor')))"
    result = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)

    assert result.stdout.strip() == "['advisor', 'advisor.cli', 'advisor.cli.app']"
