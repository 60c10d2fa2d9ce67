"""What holds of every case, whatever the law says of it; each exception that the law makes is named with its reason."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from advisor.assess import assess_document
from advisor.findings import Row, Words
from advisor.law.library import law_of
from advisor.scenario_reading import scenario_from_dict
from advisor.testing.drawing import CONFINEMENTS, about_days
from advisor.testing.invariants import (
    concluded_under,
    filling_in_never_crosses,
    more_is_never_milder,
    nothing_changes,
    nothing_is_found,
    verdicts_in,
)
from advisor.testing.strategies import counts, rows_or_none, scenario_data

LAW = law_of(date(2026, 11, 23))
REPORT = concluded_under(LAW)
CASES = scenario_data(LAW)
Data = dict[str, Any]
Path = tuple[str | int, ...]


def times(number: int) -> int:
    """Return a number of cases, as many times over as the profile asks for."""
    return number * settings().max_examples // 100


def _lawful(data: Data) -> None:
    assume(rows_or_none(data, LAW) is not None)


def _lists(data: Data) -> Iterator[Path]:
    """Yield where the counts stand."""
    yield "pleas", 0, "counts"
    yield from [("defendant", "priors")] * bool(data["defendant"].get("priors"))
    yield from [("charges",)] * bool(data.get("charges"))


def _at(data: Any, path: Path) -> Any:
    for part in path:
        data = data[part]
    return data


def _with(data: Data, path: Path, value: Any) -> Data:
    changed = deepcopy(data)
    _at(changed, path[:-1])[path[-1]] = value
    return changed


def _without(data: Data, path: Path) -> Data:
    changed = deepcopy(data)
    del _at(changed, path[:-1])[path[-1]]
    return changed


# --- order and status ---


def _backwards(data: Any) -> Any:
    return {key: _backwards(data[key]) for key in reversed(data)} if isinstance(data, dict) else data


@settings(max_examples=times(80))
@given(CASES, st.data())
def test_the_order_of_counts_and_keys_changes_nothing(data: Data, draw: st.DataObject) -> None:
    _lawful(data)
    other = deepcopy(data)
    for place in _lists(data):
        listed = draw.draw(st.permutations(_at(data, place)))
        _at(other, place[:-1])[place[-1]] = [_backwards(count) for count in listed]

    nothing_changes(REPORT, data, _backwards(other))


@settings(max_examples=times(40))
@given(CASES, CASES)
def test_the_order_of_options_changes_nothing(data: Data, another: Data) -> None:
    two = [*data["pleas"], {"id": "other", "counts": another["pleas"][0]["counts"]}]
    _lawful({**data, "pleas": two})

    nothing_changes(REPORT, {**data, "pleas": two}, {**data, "pleas": two[::-1]})


@settings(max_examples=times(40))
@given(CASES)
def test_a_citizen_has_no_findings(data: Data) -> None:
    citizen = _with(data, ("defendant", "status"), "usc")
    _lawful(citizen)

    nothing_is_found(REPORT, citizen)


# --- graver is never milder ---

#: The rules call a misdemeanor what is no felony, and a second one bars as a felony does. A term that may or may not be
#: above a year (366 days) leaves both open, though one of the two is sure.
EITHER_FELONY_OR_MISDEMEANOR = ("bar.tps",)


@settings(max_examples=times(120))
@given(CASES, st.data())
def test_a_longer_term_is_never_milder(data: Data, draw: st.DataObject) -> None:
    confined = [
        (*place, number, "sentence", "confinement")
        for place in _lists(data)
        for number, count in enumerate(_at(data, place))
        if "confinement" in count.get("sentence", {})
    ]
    assume(confined)
    path = draw.draw(st.sampled_from(confined))
    # A month of leeway: near misses of months and days are the matter of `terms`.
    longer = [text for text in CONFINEMENTS if about_days(text) > about_days(_at(data, path)) + 31]
    assume(longer)
    after = _with(data, path, draw.draw(st.sampled_from(longer)))
    # A term that only a graver grade allows says which grade it was; that is another offense, not a longer term.
    assume("grade" in _at(data, path[:-2]) or isinstance(_at(data, path[:-2])["offense"], dict))
    _lawful(data)
    _lawful(after)

    more_is_never_milder(REPORT, data, after, LAW, but=EITHER_FELONY_OR_MISDEMEANOR)


@settings(max_examples=times(120))
@given(CASES, counts(LAW))
def test_one_more_count_is_never_milder(data: Data, count: Data) -> None:
    # "Concurrent with the other counts" says of each of them that it runs with the others: an answer, not a count more.
    assume(count.get("runs") != "concurrent")
    after = _with(data, ("pleas", 0, "counts"), [*data["pleas"][0]["counts"], count])
    _lawful(after)

    more_is_never_milder(REPORT, data, after, LAW)


@settings(max_examples=times(120))
@given(CASES, counts(LAW, "prior"))
def test_one_more_prior_is_never_milder(data: Data, prior: Data) -> None:
    # Where priors are not known, naming one says that there is one, and may say that there are no others.
    assume("priors" in data["defendant"] and prior.get("runs") != "concurrent")
    after = _with(data, ("defendant", "priors"), [*data["defendant"]["priors"], prior])
    _lawful(after)

    more_is_never_milder(REPORT, data, after, LAW)


def test_a_short_count_beside_leaves_consecutive_terms_apart() -> None:
    def elsewhere(**said: Any) -> Data:
        offense = {"name": "elsewhere", "level": "felony", "max_term": "10 years"}
        return {"offense": offense, "classified": {"others": "no"}, **said}

    two = [
        elsewhere(sentence={"confinement": "3 years"}, runs="consecutive"),
        elsewhere(sentence={"confinement": "3 years"}),
    ]
    three = [*two, elsewhere(sentence={"confinement": "30 days"})]
    person = {"status": "lpr", "admitted_on": "2000-01-01", "priors": []}
    for listed in (two, three):
        case = {"as_of": "2026-11-23", "defendant": person, "pleas": [{"id": "offer", "counts": listed}]}
        assert REPORT(case)["offer"]["inadmissible.multiple_convictions"] == (4, 4)


#: The rule of the DACA program counts the time to be served in custody, and leaves a suspended sentence out.
COUNTS_CUSTODY_ALONE = "bar.daca"


@settings(max_examples=times(80))
@given(CASES, st.data())
def test_time_suspended_is_time_imposed(data: Data, draw: st.DataObject) -> None:
    ordered = [
        (*place, number, "sentence")
        for place in _lists(data)
        for number, count in enumerate(_at(data, place))
        if "confinement" in count.get("sentence", {})
    ]
    assume(ordered)
    path = draw.draw(st.sampled_from(ordered))
    whole = str(_at(data, path)["confinement"]).rpartition(" to ")[2]
    _lawful(data)

    def report(case: Data) -> Any:
        found = REPORT(case)
        return {option: {**pairs, COUNTS_CUSTODY_ALONE: (0, 0)} for option, pairs in found.items()}

    nothing_changes(report, _with(data, (*path, "suspended"), "0 days"), _with(data, (*path, "suspended"), whole))


# --- the law of unknowns ---

OF_A_PERSON = (
    "born", "admitted_on", "lpr_since", "adjusted_on", "resided_since", "present_since", "fear_of_return",
    "citizen_parent", "relatives", "priors",
)  # fmt: skip
OF_A_COUNT = ("sentence", "grade", "scheme", "runs", "offense_date")
OF_A_SENTENCE = ("confinement", "suspended", "confined")
#: Admitted, as their status says: `admitted_on: null` would contradict it, as it would contradict a list of admissions.
ADMITTED = ("refugee", "nonimmigrant", "visa_overstay", "vwp")


def _answers(data: Data) -> Iterator[Path]:
    """Yield every answer whose absence means that it is not known; what has a default in the contract is none."""
    person = data["defendant"]
    resident = person["status"] in ("lpr", "conditional_lpr")
    for name in OF_A_PERSON:
        if name in person and not _is_default(name, person, resident):
            yield "defendant", name
    for place in _lists(data):
        for number, count in enumerate(_at(data, place)):
            for path in _answers_of_count(count):
                yield *place, number, *path


def _is_default(name: str, person: Data, resident: bool) -> bool:
    if name in ("lpr_since", "adjusted_on"):
        # Nobody but a resident has been one, unless it is said.
        return not resident
    if name == "priors":
        # Priors not given may hold one more turpitude or drug crime; what else a prior would be, no unknown foresees.
        return bool(person["priors"])
    if name == "admitted_on" and person["admitted_on"] is None:
        return person["status"] in ADMITTED or "admissions" in person
    # A later entry of someone who is a resident is no admission.
    return name == "admitted_on" and resident and "lpr_since" in person and person["admitted_on"] > person["lpr_since"]


def _answers_of_count(count: Data) -> Iterator[Path]:
    sentence = count.get("sentence", {})
    # Probation or a fine alone is no time; neither is a disposition that orders none, nor a case without a conviction.
    convicted = count.get("outcome") in (None, "convicted")
    may_be_no_time = not convicted or count.get("disposition") not in (None, "pa-guilty-plea", "pa-nolo")
    for name in OF_A_COUNT:
        if name in count and not (name == "sentence" and may_be_no_time):
            yield (name,)
    for name in OF_A_SENTENCE:
        alone = name == "confinement" and (may_be_no_time or {*sentence} & {"probation", "fine_usd"})
        if name in sentence and not alone:
            yield "sentence", name
    for name, value in count.get("facts", {}).items():
        # `unspecified` is an answer of its own: the record will be silent.
        if value != "unspecified" and not _burden_is_met(name, value):
            yield "facts", name
    if isinstance(count["offense"], dict):
        for name in ("level", "max_term"):
            # Elsewhere a case is taken to be criminal unless it is said to be an infraction.
            if name in count["offense"] and count["offense"][name] != "infraction":
                yield "offense", name


def _burden_is_met(name: str, value: object) -> bool:
    """Return whether an answer shows an exception that the person must show, and the law presumes not to hold."""
    return (name, value) in (("weapon", "antique_firearm"), ("only_close_relatives", True))


@settings(max_examples=times(250))
@given(CASES, st.data())
def test_an_answer_never_moves_a_verdict_toward_open_or_across_it(data: Data, draw: st.DataObject) -> None:
    answers = list(_answers(data))
    assume(answers)
    path = draw.draw(st.sampled_from(answers))
    before = _without(data, path)
    _lawful(data)
    _lawful(before)
    if path[-1] == "grade":
        # A grade that the facts exclude contradicts them.
        assume(_at(data, path) in _grades(_row(before, path[:-1])))

    filling_in_never_crosses(REPORT, before, data)


def _row(data: Data, path: Path) -> Row:
    rows = rows_or_none(data, LAW)
    assert rows is not None
    key = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).lstrip(".")
    return next(row for row in (*rows.standing, *rows.pleas[0]) if row.key == key)


def _grades(row: Row) -> frozenset[str]:
    grade = row.facts["grade"]
    assert isinstance(grade, Words)
    return grade.possible or frozenset()


@pytest.mark.parametrize("answer", [{"weapon": "antique_firearm"}, {"only_close_relatives": True}], ids=str)
def test_an_exception_that_the_person_must_show_is_presumed_not_to_hold(answer: Data) -> None:
    """Not known, it leaves the ground likely; shown, it takes the ground away: the one answer that crosses."""
    category = "firearm_deportable" if "weapon" in answer else "alien_smuggling"
    count = {
        "offense": {"name": "elsewhere", "level": "felony", "max_term": "5 years"},
        "classified": {category: "certain", "others": "no"},
    }
    case = {
        "as_of": "2026-11-23",
        "defendant": {"status": "lpr", "admitted_on": "2016-03-01", "priors": []},
        "pleas": [{"id": "offer", "counts": [count]}],
    }
    ground = "deportable.firearm" if "weapon" in answer else "deportable.aggravated_felony"
    place = ("pleas", 0, "counts", 0, "facts")

    assert REPORT(case)["offer"][ground] == (3, 3)
    assert REPORT(_with(case, place, answer))["offer"][ground] == (0, 0)
    assert REPORT(_with(case, place, dict.fromkeys(answer, "unspecified")))["offer"][ground] == (4, 4)


# --- the finished report ---


@settings(max_examples=times(10))
@given(CASES)
def test_the_finished_report_keeps_to_the_conclusions(data: Data) -> None:
    _lawful(data)
    found = verdicts_in(assess_document(scenario_from_dict(data), LAW))

    for option, pairs in REPORT(data).items():
        listed = {name for name, pair in pairs.items() if pair != (0, 0)}
        assert set(found[option]) == listed
