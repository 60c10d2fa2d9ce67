"""The commands: what each prints, and which options it hands on."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from advisor.cli.init import TEMPLATE
from advisor.errors import Problem
from advisor.render.words import DISCLAIMER

Plea = Callable[..., Any]
Core = Callable[..., list[Any]]


def flat(text: str) -> str:
    """Return what a framed message says, without frame and line breaks."""
    return " ".join(text.replace("│", " ").split())


# --- assess -----------------------------------------------------------------------------------------------------------


def test_assess_prints_the_first_screen_and_the_details(plea: Plea, core: Core) -> None:
    core()
    result = plea("assess", "scenario.yaml")

    assert result.exit_code == 0
    assert result.stdout.index("Counsel must say") < result.stdout.index("\noffer\n\n")
    assert DISCLAIMER in result.stdout
    assert "\x1b" not in result.stdout
    assert result.stderr == ""


def test_assess_hands_every_option_to_the_core(plea: Plea, core: Core, tmp_path: Path) -> None:
    requests = core()
    options = ["--as-of", "2020-01-31", "--all", "--policy", "philadelphia-2018", "--other-circuit", "--law"]
    plea("assess", "x.yaml", *options, str(tmp_path))

    (request,) = requests
    assert (request.scenario, request.as_of, request.law) == ("x.yaml", "2020-01-31", tmp_path)
    assert (request.show_all, request.policy, request.other_circuit) == (True, "philadelphia-2018", True)


def test_json_is_the_report_and_nothing_else(plea: Plea, core: Core, report: dict[str, Any]) -> None:
    core()
    first, second = plea("assess", "x.yaml", "--json"), plea("assess", "x.yaml", "--json")

    assert json.loads(first.stdout) == report
    assert first.stdout_bytes == second.stdout_bytes


def test_a_file_that_is_not_there_is_a_sentence(plea: Plea) -> None:
    result = plea("assess", "no-such-scenario.yaml")

    assert result.exit_code == 3
    assert result.stderr == "no-such-scenario.yaml: there is no such file\n"
    assert result.stdout == ""


@pytest.mark.parametrize("given", [b"", b"\xff\xfe", b"defendant: {status: lpr, borne: 1}\n", b"a: [\n"])
def test_standard_input_that_is_no_scenario_is_told_by_that_name(plea: Plea, given: bytes) -> None:
    result = plea("assess", "-", given=given)

    assert result.exit_code == 3
    assert result.stderr.startswith("standard input")
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["assess"], "plea assess: SCENARIO is missing help: a YAML or JSON file; `-` reads standard input"),
        (["assess", "x.yaml", "--as-of", "2026-02-30"], "`2026-02-30` is not a day"),
        (["assess", "x.yaml", "--as-of", "yesterday"], "is not a day"),
        (["assess", "x.yaml", "--jsn"], "--jsn: there is no such option help: did you mean `--json`?"),
        (["assess", "x.yaml", "--zzz"], "--zzz: there is no such option help: one of `--as-of`, `--json`"),
        (["assess", "x.yaml", "--as-of"], "--as-of: a value is missing"),
        (["assess", "x.yaml", "y.yaml"], "plea assess: `y.yaml` is more than the command takes"),
        (["assess", "x.yaml", "--law", "cli.py"], "--law: `cli.py` is a file, not a folder"),
        (["assess", "x.yaml", "--law", "no-such-folder"], "--law: there is no folder `no-such-folder`"),
        (["asses"], "plea: there is no command `asses` help: did you mean `assess`?"),
        (["charges", "find"], "plea charges: there is no command `find` help: one of `list`, `search`, `show`"),
        (["charges", "show", "retail"], "unknown offense `retail` help: did you mean `pa-18-"),
        (["charges", "show", "zzz"], "unknown offense `zzz` help: `plea charges search WORD` finds ids"),
        (["law", "show", "theft"], "help: did you mean `grounds.aggravated-felony.theft`?"),
        (["law", "show", "zzz"], "unknown rule `zzz` help: `plea law list` lists every rule"),
        (["law", "list", "--as-of", "1950-01-01"], "--as-of: the law of `1950-01-01` is not encoded"),
        (["law", "stale"], "plea law stale: --older-than is missing"),
        (["init", "tests"], "tests: a folder, not a file help: name a file in it: `tests/scenario.yaml`"),
        (["charges", "show"], "plea charges show: ID is missing help: an offense, such as"),
        (["explain", "x.yaml", "--finding", "a", "--why-not", "b"], "cannot stand together"),
    ],
)
def test_wrong_use_is_exit_code_2(plea: Plea, arguments: list[str], said: str) -> None:
    result = plea(*arguments)

    assert result.exit_code == 2
    assert said in flat(result.stderr)


# --- explain ----------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("trees")
def test_explain_shows_each_offer_under_the_disclaimer(plea: Plea, core: Core) -> None:
    core()
    result = plea("explain", "x.yaml")

    assert result.exit_code == 0
    assert "why offer None [likely]" in result.stdout
    assert DISCLAIMER in result.stdout


@pytest.mark.usefixtures("trees")
def test_why_not_asks_about_what_is_absent(plea: Plea, core: Core) -> None:
    requests = core()
    result = plea("explain", "x.yaml", "--plea", "offer", "--why-not", "deportable.firearm")

    assert "absent offer deportable.firearm [no]" in result.stdout
    assert requests[0].show_all


@pytest.mark.usefixtures("trees")
@pytest.mark.parametrize(
    ("option", "name", "help_text"),
    [
        ("--plea", "ofer", "did you mean `offer`?"),
        ("--finding", "inadmissible.cmt", "did you mean `inadmissible.cimt`"),
        ("--why-not", "deportable.firearms", "did you mean `deportable.firearm`"),
    ],
)
def test_an_unknown_id_in_an_option_is_wrong_use(
    plea: Plea, core: Core, option: str, name: str, help_text: str
) -> None:
    core()
    result = plea("explain", "x.yaml", option, name)

    assert result.exit_code == 2
    assert f"`{name}`" in result.stderr
    assert help_text in result.stderr


# --- charges, law, schema, version ------------------------------------------------------------------------------------


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["charges", "list"], "pa-18-3929-a-1  Retail theft: taking"),
        (["charges", "search", "retail"], "18 Pa.C.S. § 3929(a)(1)"),
        (["charges", "search", "piracy"], "No offense matches `piracy`"),
        (["law", "list"], "grounds.aggravated-felony.theft"),
    ],
)
def test_lists_stand_above_the_disclaimer(plea: Plea, arguments: list[str], said: str) -> None:
    result = plea(*arguments)

    assert result.exit_code == 0
    assert said in result.stdout
    assert result.stdout.endswith(f"{DISCLAIMER}\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["law", "show", "grounds.aggravated-felony.theft"], "    - term ordered: at least 1 year"),
        (["charges", "show", "pa-18-3929-a-1"], "How federal law classifies it"),
        (["charges", "show", "pa-18-3929"], "pa-18-3929-a-1: Taking merchandise"),
    ],
)
def test_pages_stand_above_the_disclaimer(plea: Plea, arguments: list[str], said: str) -> None:
    result = plea(*arguments)

    assert result.exit_code == 0
    assert said in result.stdout
    assert result.stdout.endswith(f"{DISCLAIMER}\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["charges", "show", "pa-18-3929-a-9"], "unknown offense `pa-18-3929-a-9`\nhelp: did you mean `pa-18-3929-a-"),
        (["law", "show", "grounds.theft"], "unknown rule `grounds.theft`"),
    ],
)
def test_an_unknown_id_in_an_argument_is_wrong_use(plea: Plea, arguments: list[str], said: str) -> None:
    result = plea(*arguments)

    assert result.exit_code == 2
    assert result.stderr.startswith(said)


@pytest.mark.parametrize(("problems", "code"), [([], 0), ([Problem("rules/a.yaml:3", "unknown key `wen`")], 4)])
def test_law_check_ends_with_4_if_something_is_wrong(
    plea: Plea, monkeypatch: pytest.MonkeyPatch, problems: list[Problem], code: int
) -> None:
    monkeypatch.setattr("advisor.law.check_law", lambda **_: problems, raising=False)
    result = plea("law", "check")

    assert result.exit_code == code
    assert ("rules/a.yaml:3: unknown key `wen`" in result.stderr) == bool(problems)


def test_the_schema_of_a_scenario_is_json(plea: Plea) -> None:
    result = plea("schema", "scenario")

    assert result.exit_code == 0
    assert json.loads(result.stdout)["$schema"]


@pytest.mark.usefixtures("library")
def test_the_version_names_software_law_and_engine(plea: Plea) -> None:
    result = plea("--version")

    assert result.exit_code == 0
    assert [line.split()[0] for line in result.stdout.splitlines()] == ["plea-advisor", "law", "engine"]
    assert "2026.11" in result.stdout


# --- init -------------------------------------------------------------------------------------------------------------


def test_init_writes_a_scenario_that_can_be_read(plea: Plea, tmp_path: Path) -> None:
    from advisor.scenario_reading import read_scenario

    file = tmp_path / "mine.yaml"
    result = plea("init", str(file))

    assert result.exit_code == 0
    assert file.read_text(encoding="utf-8") == TEMPLATE
    scenario, _ = read_scenario(file)
    assert [option.id for option in scenario.pleas or ()] == ["offer", "one-day-less", "disorderly"]


def test_init_never_overwrites_unless_forced(plea: Plea, tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text("mine")
    refused = plea("init", str(file))

    assert refused.exit_code == 2
    assert "--force" in refused.stderr
    assert file.read_text() == "mine"
    assert plea("init", str(file), "--force").exit_code == 0
    assert file.read_text(encoding="utf-8") == TEMPLATE


def test_init_where_no_file_can_be_is_a_sentence(plea: Plea, tmp_path: Path) -> None:
    result = plea("init", str(tmp_path / "no" / "such" / "folder.yaml"))

    assert result.exit_code == 2
    assert "there is no folder" in result.stderr


def test_init_prints_to_a_pipe(plea: Plea) -> None:
    assert plea("init", "-").stdout == TEMPLATE
