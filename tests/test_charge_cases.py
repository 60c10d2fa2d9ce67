"""Each charge of `tests/cases/charges/` is graded and classified as its authority says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

import pytest

from advisor.engines.catalogue import CatalogueRules, catalogue_rules
from advisor.findings import LEVEL_OF, NEVER, VERDICTS, Length, Pair, Row, Span, Words
from advisor.law.conditions import FactCompares, from_plain, leaves
from advisor.law.entries import Answer
from advisor.law.library import Law, law_of
from advisor.reading import read_document
from advisor.rows import build_rows
from advisor.scenario_reading import scenario_from_dict
from tests.case_rows import NOW, ROOT
from tests.oracle import Case as Oracle

OF_THE_COUNT = ("grade", "offense_date", "conviction_date", "facts")
KEYS = {"name", "why", "as_of", "offense", *OF_THE_COUNT, "grades", "expect", "disagrees"}


@lru_cache(maxsize=1)
def charge_cases() -> list[dict[str, Any]]:
    found = []
    for path in sorted((ROOT / "charges").rglob("*.yaml")):
        name = path.relative_to(ROOT).as_posix()
        found += [{**case, "file": name} for case in read_document(path, name=f"tests/cases/{name}").value]
    return found


def _parameters() -> Iterator[Any]:
    for case in charge_cases():
        marks = []
        if "disagrees" in case:
            # A gap between the law and its encoding: strict, so that it reports when it is gone.
            marks.append(pytest.mark.xfail(strict=True, reason=str(case["disagrees"])))
        yield pytest.param(case, id=f"{case['offense']}: {case['name']}", marks=marks)


def _row(case: dict[str, Any]) -> tuple[Law, Row]:
    """Return the row that a scenario with this one count comes to."""
    count = {"offense": case["offense"]} | {key: case[key] for key in OF_THE_COUNT if case.get(key)}
    law = law_of(date.fromisoformat(case["as_of"]))
    scenario = scenario_from_dict(
        {
            "as_of": case["as_of"],
            "defendant": {"status": "lpr"},
            "pleas": [{"id": "case", "counts": [count]}],
        }
    )
    return law, build_rows(scenario, law, law.as_of).pleas[0][0]


def _rules(law: Law, case: dict[str, Any]) -> CatalogueRules:
    return catalogue_rules(law.offense(case["offense"]), law)


def _pair(answer: Any) -> Pair:
    if isinstance(answer, dict):
        return Pair(LEVEL_OF[answer["verdict"]], LEVEL_OF[answer["relief_verdict"]])
    return Pair(LEVEL_OF[answer], LEVEL_OF[answer])


def _words(pair: Pair) -> str:
    return f"{VERDICTS[pair.shown]} shown, {VERDICTS[pair.not_excluded]} not excluded"


@pytest.mark.parametrize("case", list(_parameters()))
def test_a_charge_is_classified_as_its_authority_says(case: dict[str, Any]) -> None:
    _, row = _row(case)

    expected = {category: _words(_pair(answer)) for category, answer in case.get("expect", {}).items()}

    assert expected == {category: _words(row.categories.get(category, NEVER)) for category in expected}
    if "grades" in case:
        grade = row.facts["grade"]
        assert isinstance(grade, Words)
        assert frozenset(case["grades"]) == grade.possible


@pytest.mark.parametrize("case", list(charge_cases()), ids=lambda case: f"{case['offense']}: {case['name']}")
def test_the_oracle_classifies_alike(case: dict[str, Any]) -> None:
    law, row = _row(case)
    for category, answers in law.offense(case["offense"]).categories.items():
        assert row.categories.get(category, NEVER) == Pair(*Oracle(law).classified(answers, row)), category


def _offenses() -> list[str]:
    return sorted({case["offense"] for case in charge_cases()})


def test_every_offense_has_cases_at_the_place_of_its_file() -> None:
    told = {path.relative_to(ROOT).as_posix() for path in (ROOT / "charges").rglob("*.yaml")}
    files = set(law_of(NOW).compiled["charge_names"])

    assert sorted(set(law_of(NOW).offense_ids) - set(_offenses())) == []
    assert sorted(files - told) == []
    assert sorted(told - files) == []


def _decided_lines(offense: str) -> tuple[set[int], set[int]]:
    """Return the lines of the answers and of the grades that alone are in play in some case."""
    answered: set[int] = set()
    graded: set[int] = set()
    for case in charge_cases():
        if case["offense"] == offense:
            law, row = _row(case)
            rules = _rules(law, case)
            for category in case.get("expect", {}):
                in_play = _worded(rules.in_play(row, category)[0])
                answered |= {in_play[0].line} if len(in_play) == 1 else set()
            in_play = list(rules.grades(row))
            graded |= {in_play[0].line} if len(in_play) == 1 else set()
    return answered, graded


def _worded(answers: list[Answer]) -> list[Answer]:
    return [answer for answer in answers if answer.why]


@pytest.mark.parametrize("offense", _offenses())
def test_every_answer_and_every_grade_decides_some_case(offense: str) -> None:
    data = law_of(NOW).offense(offense).data
    answered, graded = _decided_lines(offense)

    missing = [f"{entry['category']} of line {entry['line']}" for entry in data["classification"]
               if entry["line"] not in answered]  # fmt: skip
    missing += [f"grade {entry['grade']} of line {entry['line']}" for entry in data["grades"]
                if entry["line"] not in graded]  # fmt: skip

    assert not missing


#: Where a case says the day that decides, for each way of dating an answer.
DATED_BY = {"as_of": "as_of", "convicted": "conviction_date", "committed": "offense_date"}


@pytest.mark.parametrize("offense", _offenses())
def test_every_version_has_cases_on_its_first_and_last_day_and_beyond_them(offense: str) -> None:
    told = [case for case in charge_cases() if case["offense"] == offense]
    missing = []
    for entry in law_of(NOW).offense(offense).data["classification"]:
        key, category = DATED_BY[entry.get("dated_by", "as_of")], entry["category"]
        days = {str(case.get(key) or case["as_of"]) for case in told if category in case.get("expect", {})}
        missing += [f"{category} of line {entry['line']}: {day}" for day in _edges(entry) if day not in days]

    assert not missing


def _edges(entry: Mapping[str, Any]) -> Iterator[str]:
    for key, step in (("effective_from", -1), ("effective_to", 1)):
        if entry.get(key):
            day = date.fromisoformat(str(entry[key]))
            yield from (day.isoformat(), (day + timedelta(step)).isoformat())


@pytest.mark.parametrize("offense", _offenses())
def test_every_figure_has_a_case_on_each_side(offense: str) -> None:
    data = law_of(NOW).offense(offense).data
    rows = [_row(case)[1] for case in charge_cases() if case["offense"] == offense]
    plain = [entry["when"] for entry in (*data["grades"], *data["classification"]) if entry["when"] is not None]
    missing = []
    for leaf in (leaf for when in plain for leaf in leaves(from_plain(when)) if isinstance(leaf, FactCompares)):
        places = {place for row in rows if (place := _place(leaf, row)) is not None}
        wanted = {-1, 0} if leaf.operator in (">=", "<") else {0, 1}
        missing += [f"{leaf.fact} {place:+d} beside {leaf.constant}" for place in sorted(wanted - places)]

    assert not missing


def _place(leaf: FactCompares, row: Row) -> int | None:
    value = row.facts[leaf.fact]
    if isinstance(value, Length) or not isinstance(value, Span) or value.low != value.high:
        return None
    return value.low - leaf.constant if abs(value.low - leaf.constant) <= 1 else None


def test_every_charge_case_has_the_known_keys_and_a_reason() -> None:
    for case in charge_cases():
        assert set(case) - {"file"} <= KEYS, case["name"]
        assert len(str(case["why"]).split()) >= 4, case["name"]
        assert case["file"] == f"charges/{'/'.join(_place_of(case['offense']))}", case["name"]


def _place_of(offense: str) -> list[str]:
    return str(law_of(NOW).offense(offense).file).removeprefix("charges/").split("/")
