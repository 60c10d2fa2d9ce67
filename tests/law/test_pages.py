"""The law as a folder of pages: it is up to date, its links lead somewhere, and it says what the commands say."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from advisor.law.files import shipped_root
from advisor.law.library import law_of
from advisor.render.law_folder import law_folder, write_law_folder
from advisor.render.markdown import Block, blocks_of, escaped, listed, page_of, section
from advisor.render.rule_page import rule_page

DOCS = shipped_root() / "docs" / "law"
CHECKED = date.fromisoformat(law_of(date.today()).library["checked"]["date"])
_LINK = re.compile(r"\]\(([^)#\s]*)(?:#([^)\s]+))?\)")
#: The whole folder is meant to be read, so it may not grow without bound.
MOST_BYTES = 3_000_000


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return law_folder()


def test_the_pages_are_up_to_date(pages: dict[str, str]) -> None:
    written = {path.relative_to(DOCS).as_posix(): path.read_text("utf-8") for path in DOCS.rglob("*.md")}

    stale = sorted(name for name in pages.keys() | written.keys() if pages.get(name) != written.get(name))
    assert stale == [], "run `plea law pages docs/law`"


def test_every_rule_and_every_offense_has_a_place(pages: dict[str, str]) -> None:
    law = law_of(CHECKED)
    anchors = {anchor for text in pages.values() for anchor in re.findall(r'<a id="([^"]+)"></a>', text)}

    assert {entry["id"] for entry in law.compiled["rules"]} | set(law.offense_ids) == anchors


def test_every_link_leads_to_a_page_and_to_a_place_on_it(pages: dict[str, str]) -> None:
    broken = []
    for name, text in pages.items():
        for target, anchor in _LINK.findall(text):
            path = (Path(name).parent / target).as_posix() if target else name
            path = str(Path("/", path).resolve()).removeprefix("/")
            if path not in pages or (anchor and f'<a id="{anchor}"></a>' not in pages[path]):
                broken.append((name, target, anchor))

    assert broken == []


def test_a_page_says_what_the_command_says(pages: dict[str, str]) -> None:
    page = pages["rules/2-grounds/aggravated-felony.md"]

    for line in rule_page(law_of(CHECKED), "grounds.aggravated-felony.theft").splitlines():
        assert escaped(line.strip().removeprefix("- ")) in page


def test_the_authorities_of_a_section_stand_once(pages: dict[str, str]) -> None:
    page = pages["charges/pa/18/3929.md"]

    assert page.count("\n## Cases\n") == 1
    assert page.count("\n## Pages that showed the facts\n") == 1


def test_the_pages_are_of_a_size_that_can_be_read(pages: dict[str, str]) -> None:
    assert sum(len(text.encode()) for text in pages.values()) < MOST_BYTES
    assert all("education only" in text for text in pages.values())


def test_pages_of_what_is_gone_are_removed_and_nothing_else(tmp_path: Path, pages: dict[str, str]) -> None:
    for name, text in (("charges/pa/18/1.md", pages["charges/pa/18/3929.md"]), ("notes.md", "mine\n")):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    number, removed = write_law_folder(tmp_path)

    assert number == len(pages)
    assert removed == [tmp_path / "charges/pa/18/1.md"]
    assert (tmp_path / "notes.md").read_text("utf-8") == "mine\n"
    assert {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.md")} == {*pages, "notes.md"}


# --- Markdown ---------------------------------------------------------------------------------------------------------


def test_headings_part_a_page() -> None:
    text = "Title\nid, in file\n\nWhat it says\n  one\n\n  two\n\nLast checked: today."

    assert blocks_of(text) == [
        Block("", ("Title", "id, in file")),
        Block("What it says", ("  one", "  two")),
        Block("Last checked: today.", ()),
    ]


def test_lines_become_a_list_as_deep_as_they_are_indented() -> None:
    lines = ["  All of these:", "    - a", "    - One of these:", "        - b", "    - c", "  Unless:", "    - d"]

    assert list(listed(lines)) == [
        "- All of these:", "  - a", "  - One of these:", "    - b", "  - c", "- Unless:", "  - d",
    ]  # fmt: skip


def test_a_single_line_is_a_paragraph() -> None:
    assert list(section(Block("Notes", ("  Only this.",)), 3)) == ["", "### Notes", "", "Only this."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain (`a_b*c`)", "plain (`a_b*c`)"),
        ("2 * 3 < 7", r"2 \* 3 \< 7"),
        ("[open](shut)", r"[open\](shut)"),
        ("[confirmed]", "[confirmed]"),
    ],
)
def test_nothing_but_code_means_anything(text: str, expected: str) -> None:
    assert escaped(text) == expected


def test_a_page_has_no_doubled_blank_lines() -> None:
    assert page_of(["", "a", "", "", "b ", ""]) == "a\n\nb\n"
