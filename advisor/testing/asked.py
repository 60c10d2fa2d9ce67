"""Values for the facts that a law asks about: the words it tests, its figures, one step to either side, and silence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from hypothesis import strategies as st

from advisor.law.conditions import Condition, FactCompares, FactIs, leaves
from advisor.law.entries import Answer, FactEntry
from advisor.law.library import Law
from advisor.measures.given import SILENT, fact_entries, law_facts

__all__ = ["law_facts_given", "offense_facts"]

Data = dict[str, Any]


@lru_cache(maxsize=1024)
def offense_facts(law: Law, name: str) -> st.SearchStrategy[Data]:
    """Return values, around each figure and word that is tested, for the facts an offense or a rule asks about.

    What the offense itself fixes is left out.
    """
    offense = law.offense(name)
    lists: Sequence[Sequence[Answer]] = (offense.grades, *offense.categories.values())
    tested = [leaf for answers in lists for leaf in _answer_leaves(answers)]
    fixed = offense.data.get("fixes") or {}
    entries = {name: entry for name, entry in fact_entries(law, offense).items() if name not in fixed}
    return st.fixed_dictionaries({}, optional=_strategies(entries, [*tested, *_rule_leaves(law)]))


@lru_cache(maxsize=8)
def law_facts_given(law: Law) -> st.SearchStrategy[Data]:
    """Return values for the facts that the rules ask about, whatever the offense."""
    return st.fixed_dictionaries({}, optional=_strategies(law_facts(law), _rule_leaves(law)))


def _answer_leaves(answers: Sequence[Answer]) -> Iterator[Condition]:
    for answer in answers:
        if answer.when is not None:
            yield from leaves(answer.when)
        yield from _answer_leaves(answer.inside)


@lru_cache(maxsize=8)
def _rule_leaves(law: Law) -> tuple[Condition, ...]:
    return tuple(leaf for rule in law.rules for leaf in leaves(rule.condition))


def _strategies(entries: Mapping[str, FactEntry], tested: Sequence[Condition]) -> dict[Any, st.SearchStrategy[Any]]:
    """Return a strategy for each fact that some condition tests."""
    words: dict[str, dict[str, None]] = {}
    figures: dict[str, dict[int, None]] = {}
    for leaf in tested:
        if isinstance(leaf, FactIs) and leaf.fact in entries:
            words.setdefault(leaf.fact, {}).update(dict.fromkeys(sorted(leaf.words)))
        elif isinstance(leaf, FactCompares) and leaf.fact in entries:
            figures.setdefault(leaf.fact, {})[leaf.constant] = None
    found: dict[Any, st.SearchStrategy[Any]] = {
        name: _words(entries[name], list(tests)) for name, tests in words.items()
    }
    found |= {name: _figures(entries[name], list(tests)) for name, tests in figures.items()}
    if "drug" in entries and any(isinstance(leaf, FactIs) and leaf.fact.startswith("drug_") for leaf in tested):
        found["drug"] = st.sampled_from(("marijuana", "cocaine", "heroin", SILENT, *DRUGS))
    return found


def _words(entry: FactEntry, tested: list[str]) -> st.SearchStrategy[Any]:
    if entry.kind == "flag":
        return st.sampled_from((True, False, SILENT))
    other = [word for word in entry.words if word not in tested][:2] or (["other"] if not entry.words else [])
    return st.sampled_from((*tested, *other, SILENT))


#: Listed federally, not listed, and unknown to the law.
DRUGS = ("hemp", "nitazenes", "flunitrazepam", "oxycodone", "salvia", "no such drug")
_SCALES: dict[str, Callable[[int], Any]] = {
    "number": int,
    "money": lambda number: number / 100,
    "grams": lambda number: number / 1000,
}


def _figures(entry: FactEntry, tested: list[int]) -> st.SearchStrategy[Any]:
    """Return the figures that are asked about, one step to either side, none and silence."""
    if entry.kind not in _SCALES:
        return st.just(SILENT)
    near = sorted({max(0, figure + step) for figure in tested for step in (-1, 0, 1)})
    return st.sampled_from((*(_SCALES[entry.kind](figure) for figure in near), 0, SILENT))
