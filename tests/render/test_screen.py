"""The first screen: what a reader must find on it, and what must never stand there."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.render import words
from advisor.render.details import details
from advisor.render.offers import places
from advisor.render.page import Page, cells
from advisor.render.screen import first_screen

from .sample_report import finding, sample_report

PAGES = [Page(), Page(ascii_only=True), Page(width=44), Page(width=100), Page(colour=True)]
FORBIDDEN = ("safe", "cleared")


def screen(report: dict[str, Any], page: Page | None = None) -> str:
    return first_screen(report, page or Page(), "scenario.yaml")


def everything(report: dict[str, Any], page: Page) -> str:
    return screen(report, page) + details(report, page)


def too_wide(text: str, width: int) -> list[str]:
    return [line for line in text.splitlines() if cells(line) > width]


def flat(text: str) -> str:
    """Return a text without its line breaks and indents."""
    return " ".join(text.split())


def with_offers(number: int) -> dict[str, Any]:
    report = sample_report()
    first = report["pleas"][0]
    report["pleas"] = [{**copy.deepcopy(first), "id": f"option-{place}"} for place in range(number)]
    report["ranking"] = [offer["id"] for offer in report["pleas"]]
    return report


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_no_line_is_wider_than_the_page(page: Page) -> None:
    assert too_wide(everything(sample_report(), page), page.width) == []


@pytest.mark.parametrize("page", [page for page in PAGES if not page.colour], ids=str)
def test_without_colour_nothing_acts_on_the_terminal(page: Page) -> None:
    assert "\x1b" not in everything(sample_report(), page)


def test_colour_only_repeats_what_is_said_without_it() -> None:
    plain = everything(sample_report(), Page())
    painted = everything(sample_report(), Page(colour=True))

    assert painted != plain
    stripped = re.sub(r"\x1b\[[0-9;]*m", "", painted)
    assert [line.rstrip() for line in stripped.splitlines()] == plain.splitlines()


@pytest.mark.parametrize("word", words.VERDICTS)
def test_every_verdict_stands_with_its_own_sign(word: str) -> None:
    assert f"{words.SHAPES[word]} {word}" in screen(sample_report())
    assert f"{words.ASCII_SHAPES[word]} {word}" in screen(sample_report(), Page(ascii_only=True))


def test_ascii_pages_carry_nothing_else() -> None:
    assert everything(sample_report(), Page(ascii_only=True)).isascii()


@pytest.mark.parametrize("question", words.QUESTIONS.values())
def test_each_question_of_a_client_is_a_row(question: str) -> None:
    assert re.search(rf"^{re.escape(question)} +[■▲]", screen(sample_report()), re.MULTILINE)


@pytest.mark.parametrize("word", FORBIDDEN)
def test_no_word_promises_anything(word: str) -> None:
    assert word not in everything(sample_report(), Page()).lower()


def test_the_disclaimer_and_the_day_of_the_law_stand_on_top() -> None:
    top = screen(sample_report()).splitlines()[:2]

    assert top[0].endswith("law of 23 Nov 2026, Pennsylvania, 3d Cir.")
    assert top[1] == "For education only. Not legal advice."


def test_a_report_without_a_disclaimer_is_given_one() -> None:
    report = sample_report()
    del report["disclaimer"]

    assert words.DISCLAIMER in screen(report)


@pytest.mark.parametrize(
    "part",
    [
        "Without any plea: no consequence found under the rules encoded; earlier convictions are not known.",
        "a term of 364 days: aggravated felony (offer)",
        "ARD instead of a plea: every ground (offer, 364-days)",
        "18 Pa.C.S. § 5503 (disorderly conduct) instead: every ground (offer, 364-days)",
        "grade M3: inadmissible for turpitude (364-days)",
        "INA 237(a)(2)(A)(iii)",
        "What counsel must say",
        "whether a parent or grandparent is or was a citizen (ask this first)",
        "earlier convictions (write [] if there are none)",
        "whether there is a fear of harm on return (offer, 364-days)",
        "not settled",
        "2 matters not encoded and so not looked at",
        "1 source or reading not confirmed by anyone",
        "3 things taken for granted (no appeal, or its time has run;",
        "for another charge: severity of the allegations (low); time in the United States (8 years)",
        "against: criminal record (2)",
        "not known: violence",
        "invented for teaching: All of it.",
        "leans toward another charge",
        "plea explain scenario.yaml --plea offer",
        "engine durable-rules 2.0.28",
        "sha256:5a3f0c9d1e27",
    ],
)
def test_the_screen_says(part: str) -> None:
    assert part in flat(screen(sample_report()))


def test_the_duty_is_a_word_for_each_offer() -> None:
    row = next(line for line in screen(sample_report()).splitlines() if line.startswith("Counsel must say"))

    assert re.split(r" {2,}", row) == ["Counsel must say", "it will", "it may", "it may", "it may"]


def test_a_reason_that_offers_share_is_said_once() -> None:
    text = screen(sample_report())

    assert text.count("Taking goods with intent to deprive") == 1
    assert "offer, 364-days: Taking goods" in text


@pytest.mark.parametrize(("number", "blocks"), [(1, 1), (4, 1), (5, 2), (6, 2), (9, 3)])
def test_columns_that_do_not_fit_stand_in_another_block(number: int, blocks: int) -> None:
    text = screen(with_offers(number))

    assert text.count("Deportable?  ") == blocks
    assert too_wide(text, 80) == []
    headings = [line for line in text.splitlines() if line.startswith(" " * 21 + "option-")]
    assert " ".join(headings).split() == [f"option-{place}" for place in range(number)]


def test_long_titles_and_ids_end_in_an_ellipsis() -> None:
    report = sample_report()
    report["title"] = "A title that goes on " * 40
    report["pleas"][0]["id"] = "an-id-" * 30
    lines = screen(report).splitlines()

    assert too_wide("\n".join(lines), 80) == []
    assert lines[1].endswith("…")
    start = next(place for place, line in enumerate(lines) if line.startswith(" " * 21 + "an-id"))
    assert lines[start + 1][:35].endswith("…")


def test_wide_characters_are_counted_by_the_cells_they_take() -> None:
    report = sample_report()
    report["title"] = "小売店窃盗" * 20
    report["pleas"][1]["title"] = "十一か月" * 30

    assert too_wide(everything(report, Page()), 80) == []


def test_what_a_scenario_says_never_acts_on_the_terminal() -> None:
    report = sample_report()
    report["title"] = "\x1b[2Jgone\r\nnext\u202e"
    report["pleas"][0]["findings"][0]["summary"] = "tab\there\x07"
    text = everything(report, Page())

    assert not set("\x1b\r\x07\t\u202e") & set(text)
    assert "gone" in text


def test_what_stands_already_is_told_apart_from_what_a_plea_adds() -> None:
    report = sample_report()
    standing = finding("deportable.controlled_substance", "certain", "An earlier conviction.", priors=[0], new=False)
    report["baseline"]["findings"] = [standing]
    for offer in report["pleas"]:
        offer["findings"].append(standing)
        offer["questions"]["deportable"] = {"verdict": "certain", "findings": [standing["id"]]}
    text = screen(report)

    assert "Without any plea: ■ certain deportable: controlled substance (an earlier conviction.)" in flat(text)
    assert "■ certain*" in text
    assert "* the same without this plea" in text
    assert flat(text).lower().count("an earlier conviction.") == 1


def test_several_findings_that_stand_already_are_told_by_verdict() -> None:
    report = sample_report()
    report["baseline"]["findings"] = [
        finding("deportable.firearm", "certain", ""),
        finding("bar.asylum", "certain", ""),
        finding("bar.withholding", "certain", ""),
        finding("seeking_admission", "open", ""),
    ]

    assert (
        "■ certain deportable: firearm; barred: asylum, withholding of removal ◇ open seeks admission anew on return"
    ) in flat(screen(report))


def test_a_citation_is_short_on_the_screen_and_whole_in_the_details() -> None:
    assert "8 U.S.C." not in screen(sample_report())
    assert "INA 237(a)(2)(A)(iii), 8 U.S.C. 1227(a)(2)(A)(iii)" in details(sample_report(), Page())


def test_the_step_on_which_a_verdict_hangs_is_named() -> None:
    report = sample_report()
    weak = {"says": "Theft: The Board alone says so.", "verdict": "likely", "fact": {"state": "classified"}}
    rule = {"says": "A crime (pleas[0].counts[0])", "verdict": "likely", "where": "x.yaml:1",
            "children": [{"says": "admitted: yes", "verdict": "certain"}, weak]}  # fmt: skip
    row = next(row for row in report["pleas"][0]["findings"] if row["id"] == "inadmissible.cimt")
    row["because"] = {"says": "Inadmissible", "verdict": "likely", "children": [rule]}

    assert "exception is out. The Board alone says so." in flat(screen(report))
    assert "Hangs on: The Board alone says so." in details(report, Page())


def test_the_details_end_with_the_lists_in_full() -> None:
    ending = flat(details(sample_report(), Page()).rpartition("─" * 80)[2])

    assert "neither way risk to others (none, our reading, no source). Why risk to others is weighed." in ending
    assert "Taken for granted, unless the scenario says otherwise no appeal, or its time has run;" in ending
    assert "not confirmed by anyone Matter of Diaz-Lizarraga, 26 I&N Dec. 847 (BIA 2016)." in ending
    assert "Not encoded, so not looked at unlawful presence; drug abuse, or a disorder." in ending
    assert ending.endswith(words.DISCLAIMER)


def test_relief_that_a_plea_weakens_is_told_with_what_it_was() -> None:
    report = sample_report()
    report["baseline"]["findings"] = [finding("relief.asylum", "likely", "")]
    report["pleas"][0]["findings"].append(finding("relief.asylum", "unlikely", "", new=False))

    assert "Asylum (likely without this plea)" in details(report, Page())


def test_a_reason_is_given_once_in_an_offer_and_a_classification_once_in_all() -> None:
    text = flat(details(sample_report(), Page()))

    assert text.count("Twelve months were ordered") == 1
    assert text.count("Classified as under offer") == 2


def test_what_falls_away_is_told_by_change() -> None:
    assert "a term of 364 days: aggravated felony ARD" in flat(details(sample_report(), Page()))


def test_long_ids_are_cut_where_they_stay_clear() -> None:
    report = sample_report()
    report["pleas"][0]["id"] = "a-very-long-identifier-of-an-offer"

    assert "a-very-long-identifi…" in screen(report)
    assert "a term of 364 days: aggravated felony (a-very-long-identifi…)" in flat(screen(report))


def test_an_unknown_finding_is_shown_by_its_id_in_words() -> None:
    report = sample_report()
    strange = finding("deportable.some_new_ground", "open", "", title=None, cites=[], authority=["ina-237"])
    report["pleas"][3]["findings"].append({**strange, "open_because": "surprise", "needs": ["defendant.shoe_size"]})
    text = everything(report, Page())

    assert "Deportable: some new ground" in text
    assert "shoe size (ard)" in text


def test_a_scenario_without_pleas_shows_what_stands_already() -> None:
    report = {**sample_report(), "pleas": [], "ranking": []}
    text = screen(report)

    assert "No plea option is given" in text
    assert "Why" not in text


def test_offers_that_add_nothing_say_so_without_a_promise() -> None:
    report = sample_report()
    for offer in report["pleas"]:
        offer["findings"] = []
        offer["questions"] = {}
    text = screen(report)

    assert "no consequence found under the rules encoded for any of these offers" in text
    assert "What follows" not in text


def test_offers_that_add_no_ground_but_a_bar_do_not_say_that_nothing_was_found() -> None:
    report = sample_report()
    for offer in report["pleas"]:
        offer["findings"] = [{"id": "bar.nonlpr_cancellation", "verdict": "likely", "new": True}]
    text = screen(report)

    assert "no consequence found under the rules encoded for any" not in text
    assert "Why: no ground of deportability or inadmissibility that these offers add" in text


def test_a_person_without_status_is_told_that_two_rows_speak_of_crimes_alone() -> None:
    report = sample_report()
    assert "speak of crimes alone" not in screen(report)

    report["baseline"] = {"findings": [{"id": "removable", "verdict": "certain", "detail": ["already"]}]}
    assert "Inadmissible? and Travel at risk? speak of crimes alone" in screen(report)


def test_a_no_that_a_silent_record_does_not_rule_out_is_marked() -> None:
    report = sample_report()
    assert "not ruled out" not in screen(report)

    silent = {**finding("deportable.stalking", "no", ""), "readings": {"shown": "no", "not_excluded": "open"}}
    report["pleas"][0] |= {"findings": [silent], "questions": {}}
    assert "· no+" in screen(report)
    assert "+ not shown by the record, and not ruled out by it" in " ".join(screen(report).split())


def test_offers_that_nothing_tells_apart_share_a_place() -> None:
    report = sample_report()
    for offer in report["pleas"]:
        offer["findings"] = []
        offer["questions"] = {}

    assert set(places(report).values()) == {"1st, tied"}


def test_all_lists_what_was_not_found_without_its_reasons() -> None:
    report = sample_report()
    report["pleas"][0]["findings"].append(finding("deportable.firearm", "no", "No weapon is an element."))
    text = details(report, Page())

    assert "· no" in text
    assert "No weapon is an element" not in text


def _parts(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the path of everything below a value."""
    items: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        items = list(value.items())
    elif isinstance(value, list):
        items = list(enumerate(value))
    return [part for key, item in items for part in [(*path, key), *_parts(item, (*path, key))]]


def standing_report() -> dict[str, Any]:
    report = sample_report()
    standing = finding("deportable.firearm", "likely", "An earlier conviction.", priors=[0], new=False)
    report["baseline"]["findings"] = [standing]
    report["pleas"][2]["findings"].append(standing)
    return report


PATHS = _parts(standing_report())
DAMAGE: list[Callable[[Any], Any]] = [lambda _: None, lambda old: type(old)()]


@given(st.lists(st.tuples(st.sampled_from(PATHS), st.sampled_from(DAMAGE)), max_size=4), st.sampled_from(PAGES))
@settings(max_examples=150, deadline=None)
def test_a_report_with_parts_missing_is_still_shown(
    damage: list[tuple[tuple[Any, ...], Callable[[Any], Any]]], page: Page
) -> None:
    report: Any = standing_report()
    for path, change in damage:
        parent = report
        try:
            for key in path[:-1]:
                parent = parent[key]
            parent[path[-1]] = change(parent[path[-1]])
        except (KeyError, IndexError, TypeError):
            continue

    assert too_wide(everything(report, page), page.width) == []
