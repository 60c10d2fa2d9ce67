"""All rules of a law over the rows of one plea option, stratum by stratum, decided by durable-rules."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from weakref import WeakKeyDictionary

from advisor.engines.conclusions import Conclusions, FindingKey, inherited_sources
from advisor.engines.cuts import ClauseCompiler, CutRules
from advisor.engines.folds import FoldedAggregates
from advisor.engines.slots import RowState
from advisor.findings import NEVER, Pair, Row, both, either
from advisor.law.entries import Rule
from advisor.law.library import Law
from advisor.law.vocabulary import Vocabulary

PERSON = "person"
COUNT = "count"
#: Outcomes that an engine remembers; beyond it the memory is emptied and filled again.
_KEPT = 20_000


@dataclass(frozen=True, slots=True)
class CompiledStratum:
    """The rules of one stratum, compiled apart for counts and for the person."""

    count: CutRules | None
    person: CutRules | None


class CompiledLaw:
    """The rules of a law as rulesets of the engine.

    Attributes:
        rules: Every rule by its number; a rule's clauses carry it as their name.
        by_finding: For each finding the rules that conclude it, with their numbers.
        compiler: Tells readers how a single condition is held in the engine.
        strata: In the order of work.
        of_person: The findings that are about the person.
        facts: Every fact that a rule compares, that an aggregate folds, or that a category is read from.
        inherited: For a rule with `detail: inherited` the finding whose details it takes.
    """

    def __init__(self, law: Law) -> None:
        """Compile every condition; the rulesets are built for their first rows."""
        self.rules: tuple[Rule, ...] = law.rules
        self.by_finding: dict[str, list[tuple[int, Rule]]] = {}
        for number, rule in enumerate(law.rules):
            self.by_finding.setdefault(rule.concludes, []).append((number, rule))
        self.compiler = ClauseCompiler(law.vocabulary)
        self.of_person = frozenset(name for name, entry in law.vocabulary.findings.items() if entry.about == PERSON)
        numbers = {id(rule): number for number, rule in enumerate(law.rules)}
        self.inherited = inherited_sources(law)
        strata = []
        for level, stratum in enumerate(law.strata):
            parts = []
            for about in (COUNT, PERSON):
                conditions = {f"{numbers[id(rule)]}": rule.condition for rule in stratum.rules if rule.about == about}
                parts.append(CutRules(f"stratum {level} {about}", conditions, law.vocabulary) if conditions else None)
            strata.append(CompiledStratum(*parts))
        self.strata = tuple(strata)
        self.facts = frozenset(_facts(self.strata, law.vocabulary))


def _facts(strata: Iterable[CompiledStratum], vocabulary: Vocabulary) -> Iterator[str]:
    for stratum in strata:
        for rules in (stratum.count, stratum.person):
            yield from rules.facts if rules else ()
    for aggregate in vocabulary.aggregates.values():
        yield from filter(None, (aggregate.of, aggregate.longest_within))
    for category in vocabulary.categories.values():
        yield from [str(category.by_fact["fact"])] if category.by_fact else []


_COMPILED: WeakKeyDictionary[Law, CompiledLaw] = WeakKeyDictionary()


def compiled_law(law: Law) -> CompiledLaw:
    """Return the compiled rules of a law; each law is compiled once a process."""
    if law not in _COMPILED:
        _COMPILED[law] = CompiledLaw(law)
    return _COMPILED[law]


class RuleEngine:
    """Decide with durable-rules.

    One evaluation at a time per ruleset: each ruleset has a lock, so threads that share a law take turns.

    An engine remembers, as long as it lives, what a stratum came to over a row: trials of one case are alike in most of
    what each stratum looks at.
    """

    def __init__(self) -> None:
        """Begin without memories."""
        self._known: dict[tuple[CutRules, Hashable], _Outcome] = {}

    def conclude(self, law: Law, counts: Iterable[Row], person: Row, priors_unknown: bool) -> Conclusions:
        """Return every finding of the counts and the person."""
        compiled = compiled_law(law)
        states: list[RowState] = []
        folds = FoldedAggregates(law.vocabulary.aggregates, states, priors_unknown)
        states += [RowState(row, {}, folds) for row in counts]
        whole = RowState(person, {}, folds)
        held: dict[str, dict[int, Pair]] = {state.row.key: {} for state in (*states, whole)}
        for stratum in compiled.strata:
            if stratum.count is not None:
                for state in states:
                    held[state.row.key] |= self._run(stratum.count, state, compiled)
                _lift(states, whole)
            if stratum.person is not None:
                held[person.key] |= self._run(stratum.person, whole, compiled)
                _repeat(whole, states, compiled.of_person)
        findings = {state.row.key: state.findings for state in (*states, whole)}
        return Conclusions(findings, held)

    def _run(self, rules: CutRules, state: RowState, compiled: CompiledLaw) -> dict[int, Pair]:
        """Run one stratum over one row, add what it concludes to the row, and return the rules that held."""
        looked_at = rules, rules.looks_at(state)
        outcome = self._known.get(looked_at)
        if outcome is None:
            if len(self._known) >= _KEPT:
                self._known.clear()
            pairs = {int(name): pair for name, pair in rules.pairs(state).items()}
            outcome = self._known[looked_at] = _outcome(pairs, compiled)
        concluded = outcome.findings if not outcome.inheriting else _inherited(outcome, state)
        for key, pair in concluded.items():
            state.findings[key] = either(state.findings.get(key, NEVER), pair)
        return outcome.rules


class _Outcome(NamedTuple):
    """What a stratum came to over a row.

    Attributes:
        rules: The verdict of each rule that held.
        findings: What the rules conclude by themselves, each under its own strength.
        inheriting: Of rules that take the details of another finding: what they conclude, that finding, the verdict.
    """

    rules: dict[int, Pair]
    findings: dict[FindingKey, Pair]
    inheriting: tuple[tuple[str, str, Pair], ...]


def _outcome(pairs: dict[int, Pair], compiled: CompiledLaw) -> _Outcome:
    concluded: dict[FindingKey, Pair] = {}
    inheriting = []
    for number, pair in pairs.items():
        rule = compiled.rules[number]
        capped = Pair(min(pair[0], rule.strength), min(pair[1], rule.strength))
        source = compiled.inherited.get(number)
        if source is None:
            _conclude(concluded, rule.concludes, rule.detail, capped)
        else:
            inheriting.append((rule.concludes, source, capped))
    return _Outcome(pairs, concluded, tuple(inheriting))


def _inherited(outcome: _Outcome, state: RowState) -> dict[FindingKey, Pair]:
    """Return what is concluded with the details that other findings of the row have."""
    concluded = dict(outcome.findings)
    for concludes, source, capped in outcome.inheriting:
        for (finding, detail), own in state.findings.items():
            if finding == source and detail is not None:
                _conclude(concluded, concludes, detail, both(capped, own))
    return concluded


def _conclude(found: dict[FindingKey, Pair], finding: str, detail: str | None, pair: Pair) -> None:
    for key in {(finding, detail), (finding, None)}:
        found[key] = either(found.get(key, NEVER), pair)


def _lift(states: Sequence[RowState], whole: RowState) -> None:
    """Let the person hold what some count holds."""
    for state in states:
        for key, pair in state.findings.items():
            held = whole.findings.get(key, NEVER)
            if held is not pair:
                whole.findings[key] = either(held, pair)


def _repeat(whole: RowState, states: Sequence[RowState], own: frozenset[str]) -> None:
    """Let the counts hold what is concluded of the person, but not what is another count's."""
    for key, pair in whole.findings.items():
        if key[0] in own:
            for state in states:
                state.findings[key] = pair
