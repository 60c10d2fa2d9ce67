"""Hypothesis strategies for laws of a few invented rules, with rows and charge entries to try them on.

The shipped law uses a part of what the condition language allows; these use all of it: every fold, every kind of fact,
details that are inherited, exceptions with either burden, findings read as reported. What can be drawn is listed once,
the plainest first, and picked from the list: that is quick, and what fails shrinks to the plainest.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from itertools import combinations, product
from math import prod
from typing import Any

from hypothesis import strategies as st

from advisor.engines.layout import MAX_CLAUSES
from advisor.findings import FAR, Group, Length, Pair, Row, Span, Value, Words
from advisor.law.conditions import (
    AllOf,
    AnyOf,
    CategoryIs,
    Condition,
    FactCompares,
    FactIs,
    FindingIs,
    Not,
    leaves,
    to_plain,
)
from advisor.law.entries import Answer, Offense
from advisor.law.library import Law
from advisor.terms import Term

__all__ = ["SmallCase", "small_cases", "small_laws", "small_offenses", "written_law"]

DAY = date(2026, 11, 23)
COLORS = ("red", "green", "blue")
CATEGORIES = ("alpha", "beta")
#: In the order in which they may rest on each other.
FINDINGS = ("first", "standing", "second", "held", "third", "ended")
OF_PERSON = ("standing", "held", "ended")
ORDERS = (">=", "<", "<=", ">")
#: Figures of thresholds, each with its unit.
FIGURES = ((6, "months"), (1, "years"), (12, "months"), (5, "years"), (180, "days"), (0, "days"))
TERMS = (
    Term(), Term(6), Term(12), Term(0, 183), Term(0, 181), Term(0, 185), Term(0, 365), Term(0, 364), Term(0, 366),
    Term(11, 29), Term(60), Term(0, 1826), Term(0, 1827), Term(59, 31), Term(5, 30), Term(life=True),
)  # fmt: skip
_FACTS: dict[str, dict[str, Any]] = {
    "status": {"kind": "word", "about": "person", "words": list(COLORS)},
    "citizen": {"kind": "flag", "about": "person"},
    "years_here": {"kind": "years", "about": "person"},
    "color": {"kind": "word", "about": "count", "words": list(COLORS)},
    "size": {"kind": "number", "about": "count"},
    "loss": {"kind": "number", "about": "count"},
    "offense_date": {"kind": "date", "about": "count"},
    "term": {"kind": "duration", "about": "count"},
    "scheme": {"kind": "group", "about": "count"},
    "sentence_group": {"kind": "group", "about": "count"},
}
_WORDS, _NUMBERS = ("color", "status"), ("size", "loss", "years_here", "offense_date")
_FOLDS = (
    ("number", None, None), ("distinct", "scheme", None), ("earliest", "size", None), ("sum", "size", None),
    ("sum", "term", "sentence_group"), ("sum", "term", None), ("longest", "term", None), ("longest", "size", None),
)  # fmt: skip
_WHERE: tuple[list[dict[str, str]], ...] = (
    [{"finding": "first"}], [{"category": "alpha"}], [{"finding": "second"}],
    [{"finding": "first"}, {"category": "beta"}],
)  # fmt: skip


@cache
def _aggregates() -> dict[str, dict[str, Any]]:
    """Return every aggregate that there can be, by a name that tells it."""
    found: dict[str, dict[str, Any]] = {}
    for fold, where, among, counted in product(_FOLDS, _WHERE, (None, "others", "earlier_others"), (False, True)):
        entry = {
            "title": "folded", "fold": fold[0], "of": fold[1], "longest_within": fold[2], "where": where,
            "grows": "down" if fold[0] == "earliest" else "up", "among": among,
            "roles": ["plea", "prior"] if counted else ["plea"], "unknown_priors": "counted" if counted else "ignored",
        }  # fmt: skip
        named = [
            *fold,
            *(value for item in where for value in item.values()),
            among,
            "with_priors" if counted else None,
        ]
        found["_".join(str(part) for part in named if part)] = {k: v for k, v in entry.items() if v is not None}
    return found


@cache
def _vocabulary() -> dict[str, Any]:
    """Return the vocabulary as its file would hold it; `third` shows one side or, where `standing` holds, the other."""
    findings: dict[str, Any] = {
        name: {"about": "person" if name in OF_PERSON else "count", "title": name, "who": "anyone"} for name in FINDINGS
    }
    findings["second"]["reading"] = "not_excluded"
    findings["third"] |= {"reading": "not_excluded", "shown_if": "standing"}
    findings["ended"]["who"] = "noncitizens"
    categories = {name: {"title": name, "needs": []} for name in CATEGORIES}
    return {
        "involves": {}, "facts": _FACTS, "categories": categories, "findings": findings, "aggregates": _aggregates(),
        "questions": {},
    }  # fmt: skip


def written_law(rules: Sequence[dict[str, Any]], day: date = DAY) -> Law:
    """Return the law of a day that holds these rules, in the form in which `rule_of` writes them."""
    return Law(
        {"vocabulary": _vocabulary(), "hash": "small", "thresholds": [], "rules": list(rules), "offenses": {}}, day
    )


def rule_of(number: int, concludes: str, condition: Condition, strength: int = 4, detail: str | None = None) -> Any:
    """Return a rule as the compiled law holds it."""
    version = {
        "effective_from": "1996-09-30", "dated_by": "as_of", "condition": to_plain(condition), "strength": strength,
        "authority": [], "line": 1,
    }  # fmt: skip
    about = "person" if concludes in OF_PERSON else "count"
    return {
        "id": f"small.{number}", "title": concludes, "concludes": concludes, "about": about, "detail": detail,
        "file": f"rules/small-{number}.yaml", "versions": [version],
    }  # fmt: skip


@cache
def _leaves(concludes: str, place: str) -> st.SearchStrategy[Condition]:
    """Return the leaves that a rule may hold: in plain use, in an exception of either burden, in a charge entry."""
    of_person = concludes in OF_PERSON
    kinds = [_facts_asked(of_person, place)]
    if place != "charge":
        below = FINDINGS[: FINDINGS.index(concludes)]
        if not of_person:
            kinds.append([CategoryIs(name) for name in CATEGORIES])
            kinds.append(
                [FactCompares("term", order, 2 * number, unit) for (number, unit), order in product(FIGURES, ORDERS)]
            )
        # An exception is applied on its own row: of a count's findings the person reads only that some count has one.
        readable = [name for name in below if place == "plain" or not of_person or name in OF_PERSON]
        kinds += [[FindingIs(name, *each) for each in product((None, "a"), (False, True)) for name in readable]] * 2
        kinds += [_folds_asked(below, of_person)] * 2
    return st.one_of([_picked(kind) for kind in kinds if kind])


def _picked(listed: Sequence[Condition]) -> st.SearchStrategy[Condition]:
    """Return one of many, by its place: a strategy that held them itself would write them all out."""
    return st.integers(0, len(listed) - 1).map(lambda place: listed[place])


def _facts_asked(of_person: bool, place: str) -> list[Condition]:
    silences = ("no",) if place == "burden" else ("split", "unknown")
    sets = [frozenset(words) for size in (1, 2) for words in combinations(COLORS, size)]
    found: list[Condition] = []
    for fact, words, silence in product(("status",) if of_person else _WORDS, sets, silences):
        found.append(FactIs(fact, words, silence))
    numbers = ("years_here",) if of_person else _NUMBERS
    for fact, order, figure, silence in product(numbers, ORDERS, range(7), silences):
        found.append(FactCompares(fact, order, figure, silence=silence))
    return found


def _folds_asked(below: Sequence[str], of_person: bool) -> list[Condition]:
    found: list[Condition] = []
    for name, entry in _aggregates().items():
        if all(item.get("finding", "first") in below for item in entry["where"]) and not (
            of_person and "among" in entry
        ):
            if entry.get("of") == "term":
                found += [FactCompares(name, order, 2 * n, unit) for (n, unit), order in product(FIGURES, ORDERS)]
            else:
                found += [FactCompares(name, order, figure) for order, figure in product(ORDERS, range(5))]
    return found


@cache
def _conditions(concludes: str, depth: int, place: str) -> st.SearchStrategy[Condition]:
    leaf = _leaves(concludes, place)
    if depth == 0:
        return leaf
    pair = st.tuples(_conditions(concludes, depth - 1, place), _conditions(concludes, depth - 1, place))
    return st.one_of(leaf, st.builds(AllOf, pair), st.builds(AnyOf, pair))


@cache
def _rules(concludes: str) -> st.SearchStrategy[tuple[Condition, str | None, int]]:
    """Return what a rule for a finding asks, the detail it would give and its strength."""
    plain = st.lists(_conditions(concludes, 2, "plain"), min_size=1, max_size=2)
    excepted = st.lists(
        st.one_of(_conditions(concludes, 1, "exception"), _conditions(concludes, 1, "burden")).map(Not), max_size=2
    )
    whole = st.builds(lambda parts, others: AllOf((*parts, *others)), plain, excepted)
    detail = st.sampled_from((None, "a", "b", "inherited", "inherited"))
    whole = whole.filter(lambda condition: _conjunctions(condition, negated=False) <= MAX_CLAUSES)
    return st.tuples(whole, detail, st.sampled_from((4, 4, 4, 3, 2, 1)))


def _conjunctions(condition: Condition, negated: bool) -> int:
    """Return how many clauses a rule comes to; the engine holds so many in one rule and no more."""
    match condition:
        case Not(part):
            return _conjunctions(part, not negated)
        case AllOf(parts) | AnyOf(parts):
            several = [_conjunctions(part, negated) for part in parts]
            return prod(several) if isinstance(condition, AllOf) != negated else sum(several)
        case FactIs(_, words):
            return 1 if negated else len(words)
    return 1


_CONCLUDED = st.lists(st.sampled_from(FINDINGS), min_size=1, max_size=8)


@st.composite
def small_laws(draw: st.DrawFn) -> Law:
    """Return a law of one to eight rules, over counts and the person by turns."""
    detailed: set[str] = set()
    rules = []
    for number, concludes in enumerate(sorted(draw(_CONCLUDED), key=FINDINGS.index)):
        condition, detail, strength = draw(_rules(concludes))
        inherits = any(isinstance(leaf, FindingIs) and leaf.finding in detailed for leaf in leaves(condition))
        if detail == "inherited" and not inherits:
            detail = None
        if detail is not None:
            detailed.add(concludes)
        rules.append(rule_of(number, concludes, condition, strength, detail))
    return written_law(rules)


#: The counts, the person, and whether priors are unknown.
SmallCase = tuple[list[Row], Row, bool]

_SILENT = Span(0, FAR, silent=True)
_SPANS = (*(Span(n, n) for n in range(7)), Span(0, 2), Span(1, 3), Span(2, 5), Span(3, FAR), Span(0, FAR), Span(0, FAR))
_WORD_VALUES = (
    *(Words(frozenset(words)) for size in (1, 2, 3) for words in combinations(COLORS, size)),
    Words(None), Words(None, silent=True), Words(None), Words(None, silent=True),
)  # fmt: skip
_TERM_VALUES = (*(Length(term, term) for term in TERMS), Length(Term(), Term(life=True)), Length(Term(), Term(12)))
_GROUPS = tuple(Group(case, number) for case, number in product(("one", "two"), ("1", None, "2")))
_PAIRS = tuple(Pair(low, high) for low, high in product((4, 0, 2, 3, 1), repeat=2) if low <= high)
_CITIZENS = (Words(frozenset(("false",))), Words(frozenset(("false",))), Words(frozenset(("true",))))
_OF_PERSON: st.SearchStrategy[dict[str, Value]] = st.fixed_dictionaries({
    "status": st.sampled_from(_WORD_VALUES),
    "citizen": st.sampled_from(_CITIZENS),
    "years_here": st.sampled_from((*_SPANS, _SILENT, _SILENT)),
})  # fmt: skip
#: Only what no aggregate folds may be silent.
_OF_COUNT: st.SearchStrategy[dict[str, Value]] = st.fixed_dictionaries({
    "color": st.sampled_from(_WORD_VALUES), "size": st.sampled_from(_SPANS),
    "loss": st.sampled_from((*_SPANS, _SILENT, _SILENT)), "offense_date": st.sampled_from(_SPANS),
    "term": st.sampled_from(_TERM_VALUES), "scheme": st.sampled_from(_GROUPS),
    "sentence_group": st.sampled_from(_GROUPS),
})  # fmt: skip
_ANSWERED = st.fixed_dictionaries({name: st.sampled_from(_PAIRS) for name in CATEGORIES})
_COUNTS = st.lists(st.tuples(st.sampled_from(("plea", "prior", "charge")), _OF_COUNT, _ANSWERED), max_size=4)


@st.composite
def small_cases(draw: st.DrawFn) -> SmallCase:
    """Return rows for a small law: up to four counts, with facts known, unknown and silent."""
    person = Row("person", "person", facts=draw(_OF_PERSON))
    rows = [
        Row(f"counts[{place}]", "count", role, place, facts | person.facts, categories)
        for place, (role, facts, categories) in enumerate(draw(_COUNTS))
    ]
    return rows, person, draw(st.booleans())


_WHEN = st.one_of(_conditions("first", 1, "charge"), _conditions("first", 1, "charge"), st.none())
_GRADES = st.lists(st.tuples(_WHEN, st.sampled_from(("F1", "M1", "M2"))), max_size=4)
_ANSWERS = st.lists(st.tuples(_WHEN, st.sampled_from(_PAIRS)), min_size=1, max_size=4)


@st.composite
def small_offenses(draw: st.DrawFn) -> Offense:
    """Return an offense whose entries, for grades and for one category, are tried in order."""
    grades = tuple(Answer(when, grade=grade) for when, grade in draw(_GRADES))
    answers = [Answer(when, (pair.shown, pair.not_excluded), why="drawn") for when, pair in draw(_ANSWERS)]
    if draw(st.booleans()):
        answers.insert(0, Answer(draw(_WHEN), inside=tuple(answers[:2])))
    return Offense("small", "small", "small", "theft", grades, {"alpha": tuple(answers)}, {}, "charges/small.yaml")
