"""The health suite: each check speaks up on a law with one mistake, and the shipped law has none."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from advisor.engines import layout
from advisor.engines.cuts import ClauseCompiler
from advisor.law import check_law, law_notices, load_law
from advisor.law.checks import sizes
from advisor.law.conditions import from_plain
from advisor.law.contract import FINDINGS
from advisor.law.files import law_files, relative_name, shipped_root
from advisor.reading import read_document
from advisor.render.words import SHORT

Edited = Callable[..., Path]

RULE = "rules/2-grounds/aggravated-felony/burglary.yaml"
FIREARM = "rules/2-grounds/deportable/firearm.yaml"
FLIGHT = "rules/2-grounds/deportable/high-speed-flight.yaml"
CIMTS = "rules/2-grounds/deportable/multiple-cimts.yaml"
TURPITUDE = "rules/1-classification/cimt-conviction.yaml"
COMPLETED = "rules/2-grounds/aggravated-felony/completed.yaml"
SUMMARY = "rules/1-classification/conviction/summary.yaml"
LAKEN_RILEY = "rules/3-consequences/detention/laken-riley.yaml"
YEAR = "rules/thresholds/one-year-term.yaml"
RETAIL = "charges/pa/18/3929.yaml"
LIBRARY_THEFT = "charges/pa/18/3929.1.yaml"
VOCABULARY = "rules/vocabulary.yaml"
CASES = "rules/authorities/cases.yaml"
DISPOSITIONS = "charges/pa/dispositions.yaml"
SENTENCING = "charges/pa/sentencing.yaml"
POLICY = "rules/4-discretion/philadelphia-2018.yaml"

SIDES = "split: {for: [v-z-s-bia-2000], against: [pa-18-3929.1]}"
SPLIT = "split: {for: [s-wong-bia-2022], against: [castillo-3d-cir-2013, eslamizar-bia-2004]}"
FROM_1996 = "  - effective_from: 1996-09-30\n    before: not_encoded\n"


@cache
def standing() -> frozenset[str]:
    """Return what is wrong with the shipped law by itself, so that one mistake there fails one test and not fifty."""
    return frozenset(str(problem) for problem in check_law())


def messages(folder: Path) -> list[str]:
    """Return the problems that a folder brings to the law as texts, the place included."""
    return [text for text in map(str, check_law(folder)) if text not in standing()]


def test_the_shipped_law_has_no_problems() -> None:
    assert not standing()


# --- one file by itself -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        (RULE, "turns_on:", "turn_on:", "unknown key `turn_on`"),
        (RULE, "turns_on: ", "notes: ", "the key `turns_on` is missing"),
        (RULE, "id: grounds.aggravated-felony.burglary", "id: grounds.burglary", "the id `grounds.burglary` does not"),
        (RULE, "concludes: aggravated_felony_object", "concludes: aggravated_felon", "unknown finding"),
        (RULE, "about: count", "about: person", "is about the count"),
        (RULE, "category: burglary", "category: burglry", "unknown category `burglry`"),
        (RULE, "finding: conviction", "finding: convicted", "unknown finding `convicted`"),
        (RULE, "fact: term_ordered", "fact: term_orderd", "did you mean `term_ordered`?"),
        (RULE, "at_least: one_year_term", "at_least: one_year", "unknown threshold `one_year`"),
        (RULE, "at_least: one_year_term", "at_least: 365", "the figure `365` stands where"),
        (RULE, "at_least: one_year_term", "at_least: fraud_loss", "cannot bound `term_ordered`"),
        (RULE, "is: solicitation", "is: solicited", "unknown word `solicited` for `inchoate`"),
        (RULE, "strength: certain", "strength: sure", "unknown verdict `sure`"),
        (RULE, "dated_by: as_of", "dated_by: today", "unknown word `today` for `dated_by`"),
        (RULE, "effective_from: 1996-09-30", "effective_from: 19960930", "`effective_from` cannot be `19960930`"),
        (RULE, "authority: [ina-101-a-43-g]", "authority: ina-101-a-43-g", "`authority` cannot be `ina-101-a-43-g`"),
        (RULE, "checked: {date:", "checked: {dates:", "unknown key `dates`"),
        (RULE, "date: 2026-11-2", "date: 2026-11-3", "the day of the last check cannot be `2026-11-3"),
        (RULE, "checked: {", "notes: {", "the key `checked` is missing"),
        (SUMMARY, f"    {SPLIT}\n", "", "a rule of strength `open` says who stands on each side"),
        (SUMMARY, "split: {for: [s-wong-bia-2022]", "split: {for: []", "nobody stands under `for`"),
        (YEAR, "id: one_year_term", "id: a_year", "the id `a_year` does not fit the path of the file"),
        (YEAR, "unit: years", "unit: fortnights", "unknown unit `fortnights`"),
        (YEAR, "value: 1,", "value: soon,", "`soon` is not a number"),
        (RETAIL, "id: pa-18-3929\n", "id: pa-18-3930\n", "the id `pa-18-3930` does not fit the path of the file"),
        (RETAIL, "family: theft", "family: thefts", "unknown family `thefts`"),
        (RETAIL, "involves: [property", "involves: [proprety", "unknown word `proprety` for `involves`"),
        (RETAIL, "mens_rea: [intentional]", "mens_rea: [wicked]", "unknown mental state `wicked`"),
        (LIBRARY_THEFT, "category: fraud_deceit", "category: theft", "does not answer the category `fraud_deceit`"),
        (RETAIL, "verdict: likely", "verdict: probably", "unknown verdict `probably`"),
        (RETAIL, "grade: F2", "grade: F9", "unknown grade `F9`"),
        (RETAIL, "checked: {date: ", "checked: {date: yesterday-", "the last check cannot be `yesterday-2026"),
        (LIBRARY_THEFT, f"        {SIDES}\n", "", "an `open` answer says"),
        (CASES, "  treatment: good_law\n", "  treatment: overruled\n", "unknown treatment `overruled`"),
        (CASES, "  treatment: good_law\n", "  treatment: vacated\n", "is not good law without a word on why"),
        (CASES, "  verified: true\n", "  verified: maybe\n", "`verified` cannot be `maybe`"),
        (DISPOSITIONS, "guilt: judgment", "guilt: guilty", "unknown word `guilty` of `guilt`"),
        (SENTENCING, "grade: F1, max: 20 years", "grade: F1, max: long", "cannot read `long` as a duration"),
        (VOCABULARY, "needs: [[property, money]]", "needs: [[property, cash]]", "unknown word `cash` of `involves`"),
        (VOCABULARY, "fold: distinct", "fold: median", "unknown fold `median`"),
        (VOCABULARY, "finding: cimt_after_admission", "finding: cimts", "unknown finding `cimts`"),
        (VOCABULARY, "detained: [detention.*]", "detained: [custody.*]", "unknown finding `custody.*`"),
        (VOCABULARY, "kind: duration,", "kind: length,", "unknown kind of fact `length`"),
        ("rules/library.yaml", "holds: complete\n", "holds: mostly\n", "unknown degree of completeness `mostly`"),
        ("rules/drugs.yaml", "kind: narcotic", "kind: opiate", "unknown kind of drug `opiate`"),
        (POLICY, "give: ", "gives: ", "unknown key `gives`"),
    ],
)  # fmt: skip
def test_a_mistake_in_one_file_is_found_at_its_line(edited: Edited, name: str, old: str, new: str, said: str) -> None:
    found = [message for message in messages(edited(name, (old, new))) if said in message]

    assert found
    assert all(message.startswith(name) for message in found)


def test_all_mistakes_are_found_in_one_run(edited: Edited) -> None:
    edited(RULE, ("turns_on:", "turn_on:"))
    folder = edited(RETAIL, ("family: theft", "family: thefts"))

    places = {message.split(":")[0] for message in messages(folder)}

    assert places == {RULE, RETAIL}


@pytest.mark.parametrize("name", ["rules/2-ground/theft.yaml", "rules/theft.yaml", "rules/authorities/books.yaml"])
def test_a_file_in_no_known_place_is_not_passed_over(edited: Edited, name: str) -> None:
    assert any(f"{name}: no law file has its place here" in each for each in messages(edited(RULE, as_file=name)))


def test_a_file_that_nothing_reads_is_told(edited: Edited) -> None:
    found = messages(edited(RULE, as_file="rules/2-grounds/deportable/theft.yml"))

    assert found == [
        "rules/2-grounds/deportable/theft.yml: this file is not read\nhelp: law files end in `.yaml`",
    ]


def test_a_folder_without_law_files_is_told(tmp_path: Path) -> None:
    assert "the folder holds neither `rules` nor `charges`" in messages(tmp_path)[0]


def test_a_broken_vocabulary_does_not_hide_behind_a_flood(edited: Edited) -> None:
    found = messages(edited(VOCABULARY, ("questions:", "quests:")))

    assert {message.split(":")[0] for message in found} == {VOCABULARY}
    assert len(found) == 1


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("  aggravated_felony_object: {", "  agravated_felony_object: {", "unknown finding `aggravated_felony_object`"),
        ("  conviction: {", "  convicton: {", "unknown finding `conviction`"),
    ],
)
def test_a_name_that_nothing_defines_is_told_once(edited: Edited, old: str, new: str, said: str) -> None:
    (found,) = messages(edited(VOCABULARY, (old, new)))

    assert re.search(f"{said}, here and in [0-9]+ other places\nhelp: is it missing or misspelt in {VOCABULARY}", found)


def test_a_key_that_many_entries_misspell_is_told_once(edited: Edited) -> None:
    (found,) = messages(edited(CASES, *[("  holding:", "  holdings:")] * 5))

    assert re.search(r"unknown key `holdings`, here and in 4 other places\nhelp: did you mean `holding`\?", found)


@pytest.mark.parametrize("edit", [("unit: years", "unti: years"), ("id: one_year_term", "id: one_year_trm"),
                                  ("versions:", "versions"), ("value: 1,", "value: one,")])  # fmt: skip
def test_a_mistake_in_a_figure_is_no_mistake_of_the_rules_that_ask_for_it(
    edited: Edited, edit: tuple[str, str]
) -> None:
    (found,) = messages(edited(YEAR, edit))

    assert found.startswith(YEAR)


# --- names ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (RULE, "authority: [ina-101-a-43-g]", "authority: [ina-101-a-43-gg]"),
        (RULE, "from: ina-101-a-48-b", "from: ina-101-a-48-bb"),
        (RULE, "against: [ina-101-a-43-g]", "against: [ina-101-a-43-gg]"),
        (SUMMARY, "against: [castillo-3d-cir-2013, ", "against: [castilo-3d-cir-2013, "),
        (YEAR, "authority: [ina-101-a-43-g, ", "authority: [ina-101-a-43-gg, "),
        (RETAIL, "authority: [baghdad-3d-cir-2022]", "authority: [bagdad-3d-cir-2022]"),
        (DISPOSITIONS, "authority: [ina-101-a-48-a]", "authority: [ina-101-a-48-aa]"),
        (POLICY, "authority: [", "authority: [no-such-authority, "),
    ],
)
def test_every_authority_exists(edited: Edited, name: str, old: str, new: str) -> None:
    (found,) = messages(edited(name, (old, new)))

    assert found.startswith(name)
    assert "unknown authority" in found


def test_every_plea_with_less_harm_exists(edited: Edited) -> None:
    (found,) = messages(edited(RETAIL, ("{id: pa-18-5503, why", "{id: pa-18-5599, why")))

    assert "unknown offense `pa-18-5599`" in found


def test_a_detail_that_is_read_is_concluded(edited: Edited) -> None:
    (found,) = messages(edited(COMPLETED, ("finding: aggravated_felony_object", "finding: aggravated_felony_object\n"
                                           "          detail: G-thefts")))  # fmt: skip

    assert "unknown detail `G-thefts` of `aggravated_felony_object`" in found


def test_a_rule_inherits_from_something(edited: Edited) -> None:
    found = messages(edited(COMPLETED, ("finding: aggravated_felony_object", "finding: cimt_conviction")))

    assert any("inherits details and reads no finding that has any" in each for each in found)


def test_a_word_of_a_grading_factor_is_listed(edited: Edited) -> None:
    (found,) = messages(edited(RETAIL, ("{fact: grading_factor, is: disaster}", "{fact: grading_factor, is: flood}")))

    assert "unknown grading factor `flood` of `pa-18-3929-a-1`" in found


def test_an_answer_does_not_ask_for_a_grade_that_the_offense_never_has(edited: Edited) -> None:
    (found,) = messages(edited(RETAIL, ("{fact: grade, one_of: [F1, F2, F3]}", "{fact: grade, is: murder-1}")))

    assert "`pa-18-3929-a-1` is never graded murder-1" in found


def test_a_grade_is_not_decided_by_what_follows_from_it(edited: Edited) -> None:
    old = "{grade: M2, when: {fact: prior_retail_thefts, at_least: 1}}"
    (found,) = messages(edited(RETAIL, (old, "{grade: M2, when: {fact: confined_days, at_least: 1}}")))

    assert "`confined_days` follows from the grade" in found


# --- dates ------------------------------------------------------------------------------------------------------------


def later(first: str, more: str = "") -> str:
    """Return a second version of the theft rule."""
    return (
        f"  - effective_from: {first}\n{more}    dated_by: as_of\n    when: {{category: theft}}\n"
        "    strength: certain\n    authority: [ina-101-a-43-g]\nturns_on:"
    )


@pytest.mark.parametrize(
    ("edits", "said"),
    [
        ([("effective_from: 1996-09-30", "effective_from: 1996-09-30\n    effective_to: 1996-09-29")],
         "it ends on 1996-09-29, before it starts on 1996-09-30"),
        ([("    before: not_encoded\n", "")], "does not say what was law before its first day"),
        ([("turns_on:", later("2010-01-01"))], "overlap: one starts on 2010-01-01, and the one before it does not end"),
        ([(FROM_1996, f"{FROM_1996}    effective_to: 2010-01-01\n"), ("turns_on:", later("2010-01-01"))], "overlap"),
        ([(FROM_1996, f"{FROM_1996}    effective_to: 2009-12-30\n"), ("turns_on:", later("2010-01-01"))],
         "covers the days from 2009-12-31 to 2009-12-31"),
        ([(FROM_1996, f"{FROM_1996}    effective_to: 2009-12-31\n"),
          ("turns_on:", later("2010-01-01").replace("as_of", "convicted"))], "have different `dated_by`"),
        ([("dated_by: as_of", "dated_by: committed")], "would be silent for counts before 1996-09-30"),
        ([("effective_from: 1996-09-30", "effective_from: 1990-01-01")],
         "asks for `one_year_term`, whose figure is not known from 1990-01-01 to 1996-09-29"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_dates_of_a_rule_is_found(edited: Edited, edits: list[tuple[str, str]], said: str) -> None:
    assert any(said in message for message in messages(edited(RULE, *edits)))


@pytest.mark.parametrize("more", ["    before: no_such_law\n", "    before: not_encoded\n"])
def test_a_gap_may_be_declared(edited: Edited, more: str) -> None:
    ended = (FROM_1996, f"{FROM_1996}    effective_to: 2009-12-30\n")

    assert not any(
        "covers the days" in each for each in messages(edited(RULE, ended, ("turns_on:", later("2010-01-01", more))))
    )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("effective_to: 2016-11-15", "effective_to: 2016-11-14", "for the days from 2016-11-15 to 2016-11-15"),
        ("effective_from: 2016-11-16", "effective_from: 2016-11-20", "for the days from 2016-11-16 to 2016-11-19"),
        ("effective_to: 2016-11-15", "effective_from: 2016-11-15", "for the days before 2016-11-15"),
        ("dated_by: convicted", "dated_by: committed", "have different `dated_by`"),
        (
            "effective_to: 2016-11-15",
            "effective_from: 2016-11-17\n        effective_to: 2016-11-15",
            "before it starts",
        ),
    ],
)
def test_the_answers_of_a_charge_file_leave_no_silent_gap(edited: Edited, old: str, new: str, said: str) -> None:
    assert any(said in message for message in messages(edited(LIBRARY_THEFT, (old, new))))


# --- order ------------------------------------------------------------------------------------------------------------


def test_a_ground_does_not_read_a_consequence(edited: Edited) -> None:
    asked = "        - finding: conviction\n"
    (found,) = messages(edited(FLIGHT, (asked, f"{asked}        - finding: bar.tps\n")))

    assert found.startswith(FLIGHT)
    assert "a rule of `2-grounds` reads `bar.tps`, which `3-consequences` concludes" in found


def test_a_finding_does_not_rest_on_itself(edited: Edited) -> None:
    found = messages(edited(TURPITUDE, ("category: cimt", "finding: inadmissible.cimt")))

    assert any("rests on itself" in message for message in found)


def test_a_circle_through_an_aggregate_names_what_counts_what(edited: Edited) -> None:
    name = "rules/1-classification/cimt-offense.yaml"
    alone = "      finding: cimt_conviction\n"
    counted = f"      all:\n        -{alone[5:]}        - {{fact: other_turpitude_offenses, at_least: 1}}\n"
    (found,) = messages(edited(name, (alone, counted)))

    assert re.fullmatch(
        rf"{name}:[0-9]+: `cimt_offense` rests on itself\nhelp: take one of these conditions away: "
        rf"`cimt_offense` reads `other_turpitude_offenses` in {name}:[0-9]+; "
        rf"`other_turpitude_offenses` counts `cimt_offense` in {VOCABULARY}",
        found,
    )


def test_an_exception_of_one_count_does_not_excuse_another(edited: Edited) -> None:
    (found,) = messages(edited(CIMTS, ("    strength:", "    unless:\n      - finding: petty_offense\n    strength:")))

    assert "`petty_offense` of one count would excuse every other count of the person" in found
    assert "write the exception in a rule about the count" in found


def test_a_ground_asks_for_a_conviction_or_says_that_none_is_needed(edited: Edited) -> None:
    (found,) = messages(edited(FIREARM, ("        - finding: conviction\n", "")))

    assert "does not ask whether there is a conviction" in found
    assert (
        messages(
            edited(
                FIREARM,
                ("        - finding: conviction\n", ""),
                ("about: count\n", "about: count\nconviction: not_needed\n"),
            )
        )
        == []
    )


# --- twice ------------------------------------------------------------------------------------------------------------


def test_two_rules_do_not_ask_and_conclude_the_same(edited: Edited) -> None:
    moved = ("id: grounds.aggravated-felony.burglary", "id: grounds.aggravated-felony.larceny")
    turned = (
        "        - finding: conviction\n        - category: burglary\n",
        "        - category: burglary\n        - finding: conviction\n",
    )
    found = messages(edited(RULE, moved, turned, as_file="rules/2-grounds/aggravated-felony/larceny.yaml"))

    assert any("asks and concludes what `grounds.aggravated-felony.larceny` does" in each for each in found)


ENTRY = "- {id: ina-101-a-43, citation: INA 101(a)(43), says: Again., verified: false}\n"


def test_an_offense_stands_in_one_file_only(edited: Edited) -> None:
    name = "charges/pa/18/3929.9.yaml"
    (found,) = messages(edited(LIBRARY_THEFT, ("id: pa-18-3929.1\n", "id: pa-18-3929.9\n"), as_file=name))

    assert f"{name}:" in found
    assert "two offense entries are called `pa-18-3929-1`" in found


def test_an_authority_stands_in_one_table_only(edited: Edited) -> None:
    (found,) = messages(
        edited("rules/authorities/regulations.yaml", ("- id: cfr-21-1308-11\n", f"{ENTRY}- id: cfr-21-1308-11\n"))
    )

    assert "two authority entries are called `ina-101-a-43`" in found


AT_150 = "{grade: M1, when: {fact: value_usd, at_least: 150}}"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("{grade: summary, otherwise: true}", "{grade: summary, when: {fact: value_usd, less_than: 150}}",
         "end in a condition"),
        (AT_150, "{grade: M1, otherwise: true}", "one before it holds otherwise"),
        (AT_150, "{grade: M1, when: {fact: prior_retail_thefts, at_least: 1}}", "one before it asks the same"),
    ],
)  # fmt: skip
def test_an_entry_can_be_reached(edited: Edited, old: str, new: str, said: str) -> None:
    assert any(said in message for message in messages(edited(RETAIL, (old, new))))


def test_an_answer_behind_one_that_always_holds_is_shadowed(edited: Edited) -> None:
    first = "      - category: fraud_deceit\n"
    before = f"{first}        verdict: likely\n        why: Said before.\n        authority: [pa-18-3929]\n"
    (found,) = messages(edited(LIBRARY_THEFT, (first, f"{before}        verified: false\n{first}")))

    assert "is never reached: one before it holds in every case" in found


# --- use --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("  cimt: {title", "  arson: {title: Arson, needs: [[damage]]}\n  cimt: {title", "`arson`"),
        ("  turpitude_schemes:", "  spare: {over: counts, roles: [plea], where: [{finding: conviction}], fold: number, "
         "grows: up, title: spare}\n  turpitude_schemes:", "nothing reads the aggregate `spare`"),
        ("  cimt_conviction: {", "  spare: {about: count, inner: true, title: Spare}\n  cimt_conviction: {",
         "nothing reads the inner finding `spare`"),
        ("  property: taking", "  weather: storms\n  property: taking", "the word of `involves` `weather`"),
    ],
)  # fmt: skip
def test_every_name_of_the_vocabulary_is_used(edited: Edited, old: str, new: str, said: str) -> None:
    assert any(said in message for message in messages(edited(VOCABULARY, (old, new))))


def test_every_threshold_is_used(edited: Edited) -> None:
    name = "rules/thresholds/two-years-term.yaml"
    (found,) = messages(edited(YEAR, ("id: one_year_term", "id: two_years_term"), as_file=name))

    assert found == f"{name}:1: no rule asks for the figure `two_years_term`"


def test_a_reported_finding_is_concluded_or_named_as_not_covered(edited: Edited) -> None:
    folder = edited(FLIGHT, ("concludes: deportable.high_speed_flight", "concludes: deportable.firearm"))
    (found,) = messages(folder)

    assert "no rule concludes `deportable.high_speed_flight`" in found
    edited(
        "rules/library.yaml",
        ("not_covered:\n", "not_covered:\n  - {id: deportable.high_speed_flight, title: Flight, why: Seldom.}\n"),
    )
    assert messages(folder) == []


def test_what_reports_promise_is_among_the_findings(edited: Edited) -> None:
    found = messages(edited(VOCABULARY, ("  deportable.high_speed_flight: {about: count, reading: shown, harm: up",
                                         "  deportable.high_speed_flight: {about: count, inner: true")))  # fmt: skip

    assert any("reports promise the finding `deportable.high_speed_flight`" in message for message in found)
    assert set(FINDINGS) == set(SHORT)


# --- size -------------------------------------------------------------------------------------------------------------


def test_a_rule_that_the_engine_cannot_hold_is_found(edited: Edited) -> None:
    words = "[F1, F2, F3, M1, M2, M3, summary]"
    wide = "        - category: burglary\n" + 2 * f"        - {{fact: grade, one_of: {words}}}\n"
    (found,) = messages(edited(RULE, ("        - category: burglary\n", wide)))

    assert "can be met in 49 ways, and the engine holds 48" in found


def test_a_figure_that_the_engine_cannot_hold_is_found(edited: Edited) -> None:
    found = messages(edited("rules/thresholds/fraud-loss.yaml", ("value: 10000", "value: 30000000")))

    assert any("`30000000` is too large to be compared" in message for message in found)


def test_the_limits_are_the_engine_s() -> None:
    assert (sizes.MOST_CONJUNCTIONS, sizes.MOST_SLOTS) == (layout.MAX_CLAUSES, layout.MAX_PROPERTIES)
    assert sizes.LARGEST_FIGURE == layout.MAX_CONSTANT


def test_conjunctions_and_values_are_counted_as_the_engine_makes_them() -> None:
    law = load_law("2026-11-23")

    for entry in law.compiled["rules"]:
        condition = from_plain(entry["versions"][0]["condition"])
        compiler = ClauseCompiler(law.vocabulary)
        clauses = compiler.clauses("rule", condition)
        assert len(clauses) <= sizes.conjunctions(condition), entry["id"]
        assert len(compiler.slots) <= sizes.slot_count(condition), entry["id"]


# --- notices ----------------------------------------------------------------------------------------------------------


def test_an_authority_that_nothing_cites_is_a_notice(edited: Edited) -> None:
    old = "# Federal regulations"
    text = "- {id: cfr-1-1, citation: 1 CFR 1, says: Nothing., verified: false}\n"
    folder = edited(
        "rules/authorities/regulations.yaml", ("- id: cfr-21-1308-11\n", f"{text}- id: cfr-21-1308-11\n"), (old, old)
    )

    assert messages(folder) == []
    assert any("nothing cites the authority `cfr-1-1`" in str(notice) for notice in law_notices(folder))


def test_leaning_on_what_has_fallen_is_a_notice(edited: Edited) -> None:
    entry = "- id: ina-237-a-2-c\n"
    fallen = f"{entry}  treatment: vacated\n  treatment_since: 2020\n  treatment_note: For this test.\n"
    folder = edited("rules/authorities/statutes.yaml", (entry, fallen))

    assert messages(folder) == []
    assert any(str(notice).startswith(FIREARM) for notice in law_notices(folder))


def test_there_are_no_notices_while_something_is_wrong(edited: Edited) -> None:
    assert law_notices(edited(RULE, ("turns_on:", "turn_on:"))) == []


# --- whatever stands in the files -------------------------------------------------------------------------------------

JUNK: list[Any] = [None, True, 0, -1, 3.5, 10**12, "", "x", [], ["x"], [["x"]], {}, {"a": 1}, [{}], [None]]
FOLDERS = ("rules/1", "rules/2", "rules/thresholds", VOCABULARY, "rules/drugs", "rules/library", "rules/risk",
           "rules/authorities", "rules/4", DISPOSITIONS, SENTENCING, "charges/pa/18", "charges/pa/35")  # fmt: skip


def places(value: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the path of everything inside a value."""
    pairs = (
        list(value.items()) if isinstance(value, dict) else list(enumerate(value)) if isinstance(value, list) else []
    )
    return [path for key, inner in pairs for path in [(*at, key), *places(inner, (*at, key))]]


@pytest.mark.parametrize("seed", range(39))
def test_no_content_of_a_law_file_makes_the_check_itself_fail(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    root = shipped_root()
    every = {relative_name(path, root): path for path in law_files(root)}
    name = chance.choice([each for each in every if each.startswith(FOLDERS[seed % len(FOLDERS)])])
    value = deepcopy(read_document(every[name]).value)
    *outer, last = chance.choice(places(value))
    inner = value
    for key in outer:
        inner = inner[key]
    inner[last] = deepcopy(chance.choice(JUNK))
    target = tmp_path / name
    target.parent.mkdir(parents=True)
    target.write_text(json.dumps(value), encoding="utf-8")

    assert all(problem.message and "\n" not in problem.message for problem in check_law(tmp_path))
