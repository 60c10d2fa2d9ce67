"""The law of two days: what begins, ends and changes, and the law as if it had not."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from advisor.errors import LawNotInForce
from advisor.law.differences import LawChange, first_day, law_differences, laws_of, without
from advisor.law.entries import Rule
from advisor.law.library import law_of

Edited = Callable[..., Path]

AVALON = Path(__file__).resolve().parents[2] / "examples" / "own-law"
REGISTER = "rules/2-grounds/deportable/failure-to-register.yaml"
LAKEN_RILEY = "consequences.detention.laken-riley"
LIBRARY_THEFT = "pa-18-3929-1: cimt"


def differences(first: str, second: str, own: Path | None = None) -> dict[str, LawChange]:
    before, after = laws_of(date.fromisoformat(first), date.fromisoformat(second), own)
    return {change.id: change for change in law_differences(before, after)}


def test_a_day_does_not_differ_from_itself() -> None:
    assert differences("2026-11-23", "2026-11-23") == {}


def test_a_rule_begins_on_its_first_day_with_its_authority() -> None:
    found = differences("2025-01-28", "2025-01-29")

    assert list(found) == [LAKEN_RILEY]
    change = found[LAKEN_RILEY]
    assert (change.kind, change.how, change.since) == ("rule", "begins", "2025-01-29")
    assert "pub-l-119-1" in change.authority
    assert change.before == ()


def test_an_answer_for_convictions_of_a_day_changes_on_that_day() -> None:
    found = differences("2016-11-15", "2016-11-16")

    change = found[LIBRARY_THEFT]
    assert (change.kind, change.how, change.dated_by, change.since) == ("answer", "changes", "convicted", "2016-11-16")
    assert "verdict" in change.parts
    assert "diaz-lizarraga-bia-2016" in change.authority
    assert {each.dated_by for each in found.values()} == {"convicted"}


def test_what_is_not_dated_never_differs() -> None:
    assert not any(": stalking" in name for name in differences("2000-01-01", "2026-11-23"))


def test_a_longer_stretch_holds_every_step_within_it() -> None:
    steps = {**differences("2014-01-01", "2019-01-01"), **differences("2019-01-01", "2026-11-23")}

    assert set(differences("2014-01-01", "2026-11-23")) <= set(steps)


def test_a_figure_changes_and_says_which_rules_ask_for_it() -> None:
    found = differences("2026-12-31", "2027-01-01", AVALON)

    change = found["one_year_term"]
    assert list(found) == ["one_year_term"]
    assert (change.kind, change.how, change.parts) == ("threshold", "changes", ("figure", "authority"))
    assert "grounds.aggravated-felony.theft" in change.used_by
    assert change.authority == ("fair-terms-act",)


def test_a_rule_ends_on_the_day_after_its_last(edited: Edited) -> None:
    folder = edited(REGISTER, ("    dated_by: as_of\n", "    effective_to: 2026-01-31\n    dated_by: as_of\n"))

    (change,) = differences("2026-01-01", "2026-03-01", folder).values()
    assert (change.how, change.since, change.after) == ("ends", "2026-02-01", ())
    assert change.authority


@pytest.mark.parametrize(
    ("old", "new", "parts"),
    [
        ("strength: certain", "strength: likely", ("strength",)),
        ("    when:", "    when:", ()),
    ],
)
def test_a_new_version_tells_in_which_parts_it_differs(
    edited: Edited, old: str, new: str, parts: tuple[str, ...]
) -> None:
    text = (Path(__file__).resolve().parents[2] / REGISTER).read_text("utf-8")
    version = text[text.index("  - effective_from") : text.index("turns_on")]
    later = version.replace("2006-07-27", "2026-02-01").replace("    before: no_such_law\n", "").replace(old, new)
    ended = ("    dated_by: as_of\n", "    effective_to: 2026-01-31\n    dated_by: as_of\n")
    folder = edited(REGISTER, ("turns_on", later + "turns_on"), ended)

    found = differences("2026-01-01", "2026-03-01", folder)

    # A version that says the same as the one before it changes nothing.
    assert [change.parts for change in found.values()] == ([parts] if parts else [])


def test_a_day_before_the_law_begins_is_refused_by_name() -> None:
    begins = date.fromisoformat(first_day(law_of(date(2026, 11, 23)).compiled))

    assert laws_of(begins, date(2026, 11, 23))[0].as_of == begins
    with pytest.raises(LawNotInForce, match=f"`{begins - timedelta(days=1)}` is not encoded") as refused:
        laws_of(begins - timedelta(days=1), date(2026, 11, 23))
    assert refused.value.first == begins.isoformat()


@pytest.mark.parametrize("first", ["1999-01-01", "2010-01-01", "2016-11-15", "2024-12-01"])
def test_with_all_that_changed_put_back_the_rules_are_those_of_the_first_day(first: str) -> None:
    before, after = laws_of(date.fromisoformat(first), date(2026, 11, 23))

    earlier = without(after, law_differences(before, after), before.as_of)

    assert list(map(_said, earlier.rules)) == list(map(_said, before.rules))
    assert earlier.as_of == after.as_of


def test_with_a_figure_put_back_the_conditions_carry_it() -> None:
    before, after = laws_of(date(2026, 12, 31), date(2027, 1, 1), AVALON)

    earlier = without(after, law_differences(before, after), before.as_of)

    assert earlier.thresholds["one_year_term"] == before.thresholds["one_year_term"]
    assert {rule.condition for rule in earlier.rules} == {rule.condition for rule in before.rules}
    assert {rule.condition for rule in after.rules} != {rule.condition for rule in before.rules}


def test_with_one_answer_put_back_every_other_stays() -> None:
    before, after = laws_of(date(2016, 11, 15), date(2026, 11, 23))
    change = next(each for each in law_differences(before, after) if each.id == LIBRARY_THEFT)

    earlier = without(after, (change,), before.as_of)

    old, new = earlier.offense("pa-18-3929-1").categories, after.offense("pa-18-3929-1").categories
    assert {name for name in new if old[name] != new[name]} == {"cimt"}
    assert earlier.offense("pa-18-3921-a").categories == after.offense("pa-18-3921-a").categories
    # The law itself is left as it was.
    assert new == law_of(date(2026, 11, 23)).offense("pa-18-3929-1").categories


def _said(rule: Rule) -> tuple[str, str, int]:
    """Return what a rule says, wherever it stands: a version may repeat an earlier one on other lines."""
    return rule.id, re.sub(r"line=\d+", "line", repr(rule.condition)), rule.strength
