"""The documentation cannot drift: its commands run, its links lead somewhere, its screen is the program's own."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from advisor.cli.app import app

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted(
    path
    for path in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").rglob("*.md"))
    if path.is_file()
)
NAMES = [path.relative_to(ROOT).as_posix() for path in PAGES]
#: Generated from the law files, with an index of their own.
LAW = ROOT / "docs" / "law"

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")
_SCREEN = re.compile(r"<!-- screen: (plea [^\n]*?) -->\n```text\n(.*?)```", re.DOTALL)


def _commands(page: str) -> Iterator[str]:
    """Yield each line of a shell block that calls the program by its name."""
    for language, body in _FENCE.findall((ROOT / page).read_text("utf-8")):
        if language == "sh":
            yield from (line.strip() for line in body.splitlines() if line.strip().startswith("plea "))


def _programs(page: str) -> Iterator[str]:
    yield from (body for language, body in _FENCE.findall((ROOT / page).read_text("utf-8")) if language == "python")


def _screens(page: str) -> Iterator[tuple[str, str]]:
    yield from _SCREEN.findall((ROOT / page).read_text("utf-8"))


def _printed(command: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, shlex.split(command)[1:], prog_name="plea")
    return result.exit_code, result.output


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a folder with the examples and the rules, in which commands may write files."""
    for folder in ("examples", "rules", "charges"):
        (tmp_path / folder).symlink_to(ROOT / folder, target_is_directory=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("checkout")
@pytest.mark.parametrize("page", [name for name in NAMES if any(_commands(name))])
def test_every_command_that_a_page_shows_runs(page: str) -> None:
    # In order: one command may write what the next one reads.
    for command in _commands(page):
        code, output = _printed(command)
        assert code == 0, f"{command}\n{output}"


@pytest.mark.usefixtures("checkout")
@pytest.mark.parametrize("page", [name for name in NAMES if any(_programs(name))])
def test_every_piece_of_python_that_a_page_shows_runs(page: str) -> None:
    for body in _programs(page):
        exec(compile(body, page, "exec"), {})


@pytest.mark.parametrize("page", NAMES)
def test_every_link_to_a_file_leads_to_one(page: str) -> None:
    links = [link for link in _LINK.findall((ROOT / page).read_text("utf-8")) if "://" not in link]

    assert [link for link in links if not ((ROOT / page).parent / link).exists()] == []


@pytest.mark.usefixtures("checkout")
def test_the_screen_of_the_readme_is_what_the_program_prints() -> None:
    screens = list(_screens("README.md"))

    assert screens
    for command, shown in screens:
        code, output = _printed(command)
        lines = shown.splitlines()
        assert code == 0, output
        assert lines == output.splitlines()[: len(lines)], "paste the new screen, as far down as the block goes"
        assert max(map(len, lines)) <= 80


def test_the_readme_says_first_that_it_is_for_education_only() -> None:
    text = (ROOT / "README.md").read_text("utf-8")

    assert text.index("For education only") < 100
    assert "not legal advice" in text


def test_the_readme_has_one_command_to_start_and_one_to_test() -> None:
    lines = (ROOT / "README.md").read_text("utf-8").splitlines()
    set_up = [line for line in lines if line.startswith("    python3 -m venv")]

    assert len(set_up) == 2
    assert set_up[0].endswith(".venv/bin/plea assess examples/shoplifting/scenario.yaml")
    assert set_up[1].endswith("-m pytest -n auto --dist worksteal")


def _not_named(folder: Path, pages: list[Path]) -> list[str]:
    index = (folder / "README.md").read_text("utf-8")
    names = [page.relative_to(folder).as_posix() for page in pages]
    return [name for name in names if name != "README.md" and f"({name})" not in index]


def test_every_page_is_named_by_the_index_of_the_documentation() -> None:
    pages = [page for page in (ROOT / "docs").rglob("*.md") if LAW not in page.parents]

    assert _not_named(ROOT / "docs", [*pages, LAW / "README.md"]) == []


def test_every_page_of_the_law_is_named_by_the_index_of_the_law() -> None:
    assert _not_named(LAW, list(LAW.rglob("*.md"))) == []


#: The keys that the shared contract names; all others are additions of this project.
# fmt: off
_SHARED = {
    "schema", "disclaimer", "law_as_of", "engine", "rules_version", "assumed", "baseline", "not_covered", "pleas",
    "ranking", "discretion", "id", "title", "risk", "questions", "counts", "findings", "counsel_must_say", "offense",
    "conviction", "term", "max_term", "classified", "detail", "by_detail", "verdict", "priors", "charges", "new",
    "rule", "authority", "because", "needs", "open_because", "avoided_by", "unverified", "readings", "policy",
    "outcome", "factors",
}
# fmt: on


@pytest.mark.usefixtures("checkout")
def test_every_key_that_a_report_adds_to_the_contract_is_named() -> None:
    page = (ROOT / "docs" / "contract.md").read_text("utf-8")
    report = json.loads(_printed("plea assess examples/assault-three-subsections/scenario.yaml --json")[1])
    parts = [report, report["discretion"], *report["pleas"]]
    parts += [row for plea in report["pleas"] for row in (*plea["findings"], *plea["counts"])]

    added = {key for part in parts for key in part} - _SHARED

    assert {key for key in added if f"`{key}`" not in page and f".{key}`" not in page} == set()


def test_no_page_promises_what_the_program_cannot() -> None:
    # The rules of style name the words that they forbid, and a statute may speak of driving as it likes.
    promised = re.compile(r"\b(safe|safely|cleared|guarantee\w*)\b", re.IGNORECASE)
    names = [name for name in NAMES if name != "CONTRIBUTING.md" and LAW not in (ROOT / name).parents]
    texts = {name: (ROOT / name).read_text("utf-8") for name in names}

    assert {name: found for name, text in texts.items() if (found := promised.findall(text))} == {}
