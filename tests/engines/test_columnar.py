"""The column engine decides as the oracle does: on shipped cases, on random scenarios, under random small laws."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from copy import copy
from datetime import date
from pathlib import Path
from typing import Any
from weakref import ref

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from advisor.engines import column_tables
from advisor.engines.column_tables import ANY, SILENT, Case, byte_of, compared, count_schema, pair_of, tables
from advisor.engines.columnar import ColumnLaw, column_law, conclude_all
from advisor.findings import NEVER, VERDICTS
from advisor.law.library import Law, law_of
from advisor.reading import read_document
from advisor.rows import build_rows
from advisor.scenario_reading import read_scenario, scenario_from_dict
from advisor.testing.small_laws import SmallCase, small_cases, small_laws
from advisor.testing.strategies import rows_or_none, scenario_data
from tests.oracle import Case as Oracle

ROOT = Path(__file__).resolve().parents[2]
LAW = law_of(date(2026, 11, 23))
SCENARIOS = 2_000 * settings().max_examples // 100


def differences(law: Law, cases: Sequence[Case]) -> dict[Any, Any]:
    """Return where the columns and the oracle differ, by case, row, finding and detail.

    What is concluded of the person stands on the person's row alone.
    """
    found: dict[Any, Any] = {}
    of_person = {name for name, entry in law.vocabulary.findings.items() if entry.about == "person"}
    for number, (case, conclusions) in enumerate(zip(cases, conclude_all(law, cases), strict=True)):
        ours = {(row, *key): pair for row, held in conclusions.findings.items() for key, pair in held.items()}
        theirs = Oracle(law, *case).concluded()
        for key in ours | theirs:
            repeated = key[0] != "person" and key[1] in of_person
            if not repeated and ours.get(key, NEVER) != theirs.get(key, NEVER):
                found[number, *key] = (ours.get(key), theirs.get(key))
    return found


def cases_of(rows: Any) -> list[Case]:
    return [((*own, *rows.standing), rows.person, rows.priors_unknown) for own in ((), *rows.pleas)]


def test_every_example_and_published_case_is_decided_as_by_the_oracle() -> None:
    paths = sorted((ROOT / "examples").glob("*/scenario.yaml"))
    published = ROOT.parent / "shared" / "cases" / "published.yaml"
    scenarios = [read_scenario(path)[0] for path in paths if path.parent.name != "own-law"]
    if published.is_file():
        scenarios += [scenario_from_dict(case["scenario"]) for case in read_document(published).value]
    by_day: dict[date, list[Case]] = {}
    for scenario in scenarios:
        day = date.fromisoformat(scenario.as_of) if scenario.as_of else LAW.as_of
        by_day.setdefault(day, []).extend(cases_of(build_rows(scenario, law_of(day), day)))

    assert sum(map(len, by_day.values())) > len(paths)
    for day, cases in by_day.items():
        assert differences(law_of(day), cases) == {}


@pytest.mark.parametrize("day", [date(2026, 11, 23), date(2015, 6, 1)])
def test_random_scenarios_are_decided_as_by_the_oracle(day: date) -> None:
    law = law_of(day)
    cases: list[Case] = []

    @settings(max_examples=SCENARIOS if day == LAW.as_of else SCENARIOS // 10, phases=[Phase.generate])
    @given(scenario_data(law, as_of=day.isoformat()))
    def collect(data: dict[str, Any]) -> None:
        rows = rows_or_none(data, law)
        cases.extend(cases_of(rows) if rows is not None else ())

    collect()

    assert len(cases) > SCENARIOS // 10
    assert differences(law, cases) == {}


@settings(max_examples=settings().max_examples * 2)
@given(small_laws(), st.tuples(small_cases(), small_cases(), small_cases()))
def test_small_laws_of_any_shape_are_decided_as_by_the_oracle(law: Law, cases: Sequence[SmallCase]) -> None:
    assert differences(law, cases) == {}


def test_every_verdict_pair_is_a_byte_of_its_own() -> None:
    pairs = [(shown, not_excluded) for shown in range(5) for not_excluded in range(5)]

    assert [pair_of(byte_of(pair)) for pair in pairs] == pairs
    assert len({byte_of(pair) for pair in pairs}) == len(pairs) == len(VERDICTS) ** 2


def test_no_rows_at_all_are_decided_too() -> None:
    assert conclude_all(LAW, []) == []


def test_a_law_is_compiled_once() -> None:
    assert column_law(LAW) is column_law(LAW)


def test_a_compiled_law_is_forgotten_with_the_law() -> None:
    law = copy(law_of(LAW.as_of))
    column_law(law)
    gone = ref(law)
    del law
    gc.collect()

    assert gone() is None


def test_a_condition_that_columns_cannot_express_is_refused_when_the_law_is_compiled() -> None:
    class Unheard(tuple[Any, ...]):
        """A kind of condition that nobody has told the columns of."""

    law = law_of(LAW.as_of)
    rule = law.rules[0]._replace(condition=Unheard())
    with pytest.raises(TypeError, match="no form in columns"):
        ColumnLaw(_WithRules(law, (rule, *law.rules[1:])))  # type: ignore[arg-type]


class _WithRules:
    """A law with other rules in place of its own, one for one."""

    def __init__(self, law: Law, rules: tuple[Any, ...]) -> None:
        place = {id(old): new for old, new in zip(law.rules, rules, strict=True)}
        self.rules, self.vocabulary = rules, law.vocabulary
        self.strata = tuple(
            stratum._replace(rules=tuple(place[id(rule)] for rule in stratum.rules)) for stratum in law.strata
        )


def test_a_word_that_has_no_bit_is_another_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(column_tables, "OTHER", 3)
    with pytest.raises(ValueError, match="more words than a column has bits"):
        compared(LAW)


def test_the_tables_have_the_columns_that_are_told() -> None:
    scenario = read_scenario(ROOT / "examples" / "shoplifting" / "scenario.yaml")[0]
    counts, persons = tables(compared(LAW), cases_of(build_rows(scenario, LAW, LAW.as_of)))

    assert counts.schema == count_schema(compared(LAW))
    assert persons["option"].to_list() == list(range(persons.height))
    assert ANY < 1 << SILENT
