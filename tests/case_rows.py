"""The cases under `tests/cases/`: each file read, and each case as the rows that a rule looks at.

A case says what stands on the row: findings and categories as verdict words, facts as a scenario would write them.
What it does not name is `no` for findings and categories and unknown for facts; only that the person is no citizen is
taken as given, because every ground asks for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from advisor.engines.conclusions import FindingKey
from advisor.engines.folds import FoldedAggregates
from advisor.engines.slots import RowState
from advisor.findings import FAR, LEVEL_OF, NEVER, Group, Length, Pair, Row, Span, Value, Words, either, flag
from advisor.law.entries import WORD_KINDS, FactEntry
from advisor.law.library import Law, law_of
from advisor.law.vocabulary import on_scale
from advisor.reading import read_document
from advisor.terms import Term, parse_duration
from tests.oracle import Case as Oracle

ROOT = Path(__file__).resolve().parent / "cases"
LAYERS = ("1-classification", "2-grounds", "3-consequences")
NOW = date(2026, 11, 23)
SILENT = "unspecified"
CASE_KEYS = {"name", "why", "as_of", "facts", "counts", "priors_unknown", "expect", "disagrees"}
EXPECT_KEYS = {"verdict", "readings", "detail", "authority", "error"}


@dataclass(frozen=True)
class Case:
    """One case of one file; `rule` is the name of the rule file, `rules/2-grounds/...`."""

    rule: str
    data: Mapping[str, Any]

    @property
    def name(self) -> str:
        return str(self.data["name"])

    @property
    def as_of(self) -> date:
        return date.fromisoformat(str(self.data["as_of"]))

    @property
    def expect(self) -> Mapping[str, Any]:
        return dict(self.data["expect"])

    @property
    def expected(self) -> Pair:
        """The verdict in both readings."""
        readings = self.expect.get("readings")
        if readings is None:
            return Pair(LEVEL_OF[self.expect["verdict"]], LEVEL_OF[self.expect["verdict"]])
        return Pair(LEVEL_OF[readings["shown"]], LEVEL_OF[readings["not_excluded"]])


@dataclass
class Rows:
    """The row that the rule looks at, the counts that aggregates fold, and the person."""

    looked_at: RowState
    counts: list[RowState]
    person: RowState
    priors_unknown: bool


def cases() -> Iterator[Case]:
    """Yield every case, file by file."""
    for layer in LAYERS:
        for path in sorted((ROOT / layer).rglob("*.yaml")):
            rule = f"rules/{path.relative_to(ROOT).as_posix()}"
            for data in read_document(path, name=f"tests/cases/{path.relative_to(ROOT).as_posix()}").value:
                yield Case(rule, data)


@lru_cache(maxsize=1)
def rule_files() -> Mapping[str, Mapping[str, Any]]:
    """Return every rule file of the law in its compiled form, by its name."""
    return {entry["file"]: entry for entry in law_of(NOW).compiled["rules"]}


@lru_cache(maxsize=1024)
def law_of_one(rule: str, day: date) -> Law:
    """Return the law of a day with one rule file and no other."""
    return Law({**law_of(NOW).compiled, "rules": [rule_files()[rule]]}, day)


def day_before(day: str) -> date:
    return date.fromisoformat(day) - timedelta(days=1)


def rows_of(case: Case, law: Law, about: str) -> Rows:
    """Return the rows of a case."""
    states: list[RowState] = []
    priors_unknown = bool(case.data.get("priors_unknown", False))
    folds = FoldedAggregates(law.vocabulary.aggregates, states, priors_unknown)
    main = _state(case.data["facts"], "person" if about == "person" else "counts[0]", law, folds)
    others = [
        _state(facts, f"counts[{number}]", law, folds) for number, facts in enumerate(case.data.get("counts", ()), 1)
    ]
    if about == "count":
        states += [main, *others]
        return Rows(main, states, RowState(Row("person", "person"), {}, folds), priors_unknown)
    states += others
    for state in others:
        for key, pair in state.findings.items():
            main.findings[key] = either(main.findings.get(key, NEVER), pair)
    return Rows(main, states, main, priors_unknown)


def oracle_of(law: Law, rows: Rows) -> Oracle:
    """Return the oracle over the same rows, to which the findings given stand as worked out."""
    oracle = Oracle(law, [state.row for state in rows.counts], rows.person.row, rows.priors_unknown)
    for state in (*rows.counts, rows.looked_at):
        for name in {name for name, _ in state.findings}:
            oracle.memo[state.row.key, name] = {
                detail: tuple(pair) for (each, detail), pair in state.findings.items() if each == name
            }
    return oracle


def _state(facts: Mapping[str, Any], key: str, law: Law, folds: FoldedAggregates) -> RowState:
    row = Row(key, "person" if key == "person" else "count", str(facts.get("role", "plea")))
    findings: dict[FindingKey, Pair] = {}
    known = law.vocabulary.facts
    row.facts |= {name: _unknown(entry, row) for name, entry in known.items()}
    row.facts["citizen"] = flag(False)
    for name, value in facts.items():
        if name in known:
            row.facts[name] = _value(value, known[name], row)
        elif name in law.vocabulary.categories:
            row.categories[name] = _pair(value)
        elif name in law.vocabulary.findings:
            findings |= _finding(name, value)
        else:
            raise KeyError(f"`{name}` is no fact, category or finding")
    return RowState(row, findings, folds)


def _pair(value: Any) -> Pair:
    if isinstance(value, dict):
        return Pair(LEVEL_OF[value["shown"]], LEVEL_OF[value["not_excluded"]])
    return Pair(LEVEL_OF[value], LEVEL_OF[value])


def _finding(name: str, value: Any) -> dict[FindingKey, Pair]:
    """Return a finding as given: one verdict, or one for each detail."""
    if not isinstance(value, dict) or set(value) == {"shown", "not_excluded"}:
        return {(name, None): _pair(value)}
    found: dict[FindingKey, Pair] = {(name, detail): _pair(each) for detail, each in value.items()}
    whole = NEVER
    for pair in found.values():
        whole = either(whole, pair)
    return {**found, (name, None): whole}


def _case_of(row: Row) -> str:
    """Return the case that a count belongs to: the counts of one plea are one, each prior is its own."""
    return row.key if row.role == "prior" else row.role


def _unknown(entry: FactEntry, row: Row, silent: bool = False) -> Value:
    if entry.kind in WORD_KINDS:
        return Words(None, silent)
    if entry.kind == "duration":
        return Length(Term(), Term(life=True), silent)
    if entry.kind == "group":
        return Group(_case_of(row), None)
    return Span(-FAR if entry.kind == "years" else 0, FAR, silent)


def _value(value: Any, entry: FactEntry, row: Row) -> Value:
    if value == SILENT:
        return _unknown(entry, row, silent=True)
    if entry.kind in WORD_KINDS:
        given = value if isinstance(value, list) else [value]
        words = frozenset(str(each).lower() if isinstance(each, bool) else str(each) for each in given)
        if entry.words and not words <= set(entry.words):
            raise KeyError(f"{entry.name} has no word {value}")
        return Words(words)
    if entry.kind == "group":
        return Group(_case_of(row), str(value))
    if isinstance(value, dict):
        low, high = _value(value["at_least"], entry, row), _value(value["at_most"], entry, row)
        return Length(low.low, high.high) if isinstance(low, Length) else Span(low.low, high.high)  # type: ignore
    if entry.kind == "duration":
        term = parse_duration(value).high
        return Length(term, term)
    number = _years(str(value)) if entry.kind == "years" else on_scale(entry.kind, value)
    return Span(number, number)


def _years(text: str) -> int:
    """Return years on the half-step scale: `5 years` to the day, `5 years 1 day` beyond; `never` is without end."""
    if text == "never":
        return FAR
    term = parse_duration(text).high
    return 2 * (term.months // 12) + bool(term.months % 12 or term.days)
