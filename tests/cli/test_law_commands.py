"""`plea law diff`, `coverage`, `stale` and `pages`: what they print, and how they refuse."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from advisor.render.words import DISCLAIMER

Plea = Callable[..., Any]

ROOT = Path(__file__).resolve().parents[2]
AVALON = str(ROOT / "examples" / "own-law")
ENTERED = str(ROOT / "examples" / "entered-without-inspection" / "scenario.yaml")


def flat(text: str) -> str:
    """Return what a framed message says, without frame and line breaks."""
    return " ".join(text.replace("│", " ").split())


# --- diff -------------------------------------------------------------------------------------------------------------


def test_diff_tells_what_begins_and_on_which_authority(plea: Plea) -> None:
    result = plea("law", "diff", "2025-01-28", "2025-01-29")

    assert result.exit_code == 0
    assert "1 rule begins." in result.stdout
    assert "Begins from 29 Jan 2025." in result.stdout
    assert "Laken Riley Act" in result.stdout
    assert DISCLAIMER in result.stdout


def test_diff_says_when_nothing_differs(plea: Plea) -> None:
    assert "No rule, figure or answer" in plea("law", "diff", "2026-11-22", "2026-11-23").stdout


def test_diff_shows_both_answers_with_their_reasons(plea: Plea) -> None:
    text = flat(plea("law", "diff", "2016-11-15", "2016-11-16").stdout)

    entry = text[text.index("pa-18-3934: cimt") :]
    assert "Changes for convictions from 16 Nov 2016" in entry
    assert entry.index("Was: unlikely") < entry.index("Now: likely")


def test_diff_as_json_is_for_programs(plea: Plea) -> None:
    result = plea("law", "diff", "2026-12-31", "2027-01-01", "--law", AVALON, "--json")
    document = json.loads(result.stdout)

    (change,) = document["changes"]
    assert (document["from"], document["to"]) == ("2026-12-31", "2027-01-01")
    assert (change["kind"], change["change"], change["since"]) == ("threshold", "changes", "2027-01-01")
    assert [version["value"] for version in (*change["before"], *change["after"])] == [1, 2]
    assert change["cites"] == ["Fair Terms Act (invented)"]


def test_a_rule_in_json_has_its_conditions_in_words(plea: Plea) -> None:
    (change,) = json.loads(plea("law", "diff", "2025-01-28", "2025-01-29", "--json").stdout)["changes"]

    assert change["after"][0]["strength"] in ("likely", "certain")
    assert any("Laken Riley" in line for line in change["after"][0]["conditions"])


def test_diff_of_a_scenario_names_what_carries_each_change(plea: Plea) -> None:
    result = plea("law", "diff", "2024-12-01", "2026-11-23", "--scenario", ENTERED)

    assert result.exit_code == 0
    assert "Carried by rule consequences.detention.laken-riley, since 29 Jan 2025" in flat(result.stdout)
    assert DISCLAIMER in result.stdout


def test_diff_of_a_scenario_reads_standard_input_and_prints_json(plea: Plea) -> None:
    given = Path(ENTERED).read_bytes()
    arguments = ("law", "diff", "2024-12-01", "2026-11-23", "--scenario", "-", "--json")

    first, second = plea(*arguments, given=given), plea(*arguments, given=given)

    assert first.stdout_bytes == second.stdout_bytes
    document = json.loads(first.stdout)
    assert document["schema"] == "plea-advisor/report-difference/1"
    assert [option["id"] for option in document["options"]][1:] == ["theft-m3", "retail-summary", "disorderly-summary"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["1990-01-01", "2026-11-23"],
            "FIRST: the law of `1990-01-01` is not encoded help: the law as a whole is encoded from 1998-10-09",
        ),
        (["1970-01-01", "1980-01-01"], "the law of `1970-01-01` is not encoded"),
        (["2026-11-23", "2016-11-16"], "`2026-11-23` comes after `2016-11-16` help: write the earlier day first"),
        (["2016-11-31", "2026-11-23"], "`2016-11-31` is not a day"),
        (["2016-11-16"], "plea law diff: SECOND is missing"),
        (["1990-01-01", "2026-11-23", "--scenario", ENTERED], "the law of `1990-01-01` is not encoded"),
    ],
)
def test_days_that_cannot_be_compared_are_wrong_use(plea: Plea, arguments: list[str], said: str) -> None:
    result = plea("law", "diff", *arguments)

    assert result.exit_code == 2
    assert said in flat(result.stderr)
    assert result.stdout == ""


def test_a_scenario_that_is_wrong_is_told_with_its_line(plea: Plea) -> None:
    result = plea("law", "diff", "2024-12-01", "2026-11-23", "--scenario", "-", given=b"defendant: {status: lrp}\n")

    assert result.exit_code == 3
    assert result.stderr.startswith("standard input:1: defendant.status")


def test_an_unknown_offense_of_a_scenario_is_told_with_its_line(plea: Plea) -> None:
    given = b"defendant: {status: lpr}\npleas:\n  - id: a\n    counts: [{offense: pa-18-9999}]\n"

    result = plea("law", "diff", "2024-12-01", "2026-11-23", "--scenario", "-", given=given)

    assert result.exit_code == 3
    assert result.stderr.startswith("standard input:4: pleas[0].counts[0].offense: unknown offense `pa-18-9999`")


# --- coverage and stale -----------------------------------------------------------------------------------------------


def test_coverage_tells_what_is_in_and_what_is_not(plea: Plea) -> None:
    result = plea("law", "coverage")

    assert result.exit_code == 0
    for heading in ("How much there is", "How much of it is confirmed", "Grounds and consequences", "Titles",
                    "Not confirmed, by how much leans on it", "Days that no version or answer covers"):  # fmt: skip
        assert heading in result.stdout
    assert "not in: " in result.stdout
    assert all(len(line) <= 80 for line in result.stdout.splitlines())


def test_coverage_as_json_counts_the_same(plea: Plea) -> None:
    document = json.loads(plea("law", "coverage", "--json").stdout)

    assert f"{document['counts']['rules']} rules" in plea("law", "coverage").stdout
    assert document["schema"] == "plea-advisor/coverage/1"
    assert document["bare_open"] == []


def test_coverage_of_law_of_ones_own_says_what_nobody_described(plea: Plea) -> None:
    assert "av-1: not described in rules/library.yaml, 2 sections, 3 offenses" in flat(
        plea("law", "coverage", "--law", AVALON).stdout
    )


def test_stale_lists_what_was_not_checked_since_a_day(plea: Plea) -> None:
    everything = json.loads(plea("law", "stale", "--older-than", "2999-01-01", "--json").stdout)["files"]

    assert {"rule", "figure", "charge file", "authority"} <= {each["kind"] for each in everything}
    assert "since 1 Jan 2999" in plea("law", "stale", "--older-than", "2999-01-01").stdout
    assert "Every law file was held against its sources" in plea("law", "stale", "--older-than", "2000-01-01").stdout


def test_stale_counts_back_in_days(plea: Plea) -> None:
    assert plea("law", "stale", "--older-than", "36500").exit_code == 0
    assert json.loads(plea("law", "stale", "--older-than", "36500", "--json").stdout)["files"] == []


@pytest.mark.parametrize("text", ["soon", "2026-13-01", "-3", "1000000", ""])
def test_what_is_neither_a_day_nor_a_number_of_days_is_wrong_use(plea: Plea, text: str) -> None:
    result = plea("law", "stale", f"--older-than={text}")

    assert result.exit_code == 2
    assert "neither a day nor a number of days" in flat(result.stderr)


# --- pages ------------------------------------------------------------------------------------------------------------


def test_pages_writes_the_law_into_a_folder(plea: Plea, tmp_path: Path) -> None:
    result = plea("law", "pages", str(tmp_path / "law"), "--law", AVALON)

    assert result.exit_code == 0
    assert "pages written." in result.stdout
    assert "Taking for keeps" in (tmp_path / "law" / "charges" / "av" / "1" / "110.md").read_text("utf-8")
    assert "(charges/av/1/110.md)" in (tmp_path / "law" / "README.md").read_text("utf-8")


def test_a_folder_that_cannot_be_written_is_a_sentence(plea: Plea, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")

    result = plea("law", "pages", str(tmp_path / "file" / "law"))

    assert result.exit_code == 2
    assert "Traceback" not in result.stderr
    assert "nothing can be written there" in flat(result.stderr)
