"""Walk the conditions of one plea option, to say why a finding stands or does not.

The walker evaluates the same conditions as the engine, one by one, and must come to the same verdicts; what it adds is
why. A finding that is reported by itself is not unfolded inside another's tree.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import eq, ge, gt, le, lt, ne

from advisor.classified import classification
from advisor.derivation import Node, as_exception, deciding, over
from advisor.engines.conclusions import Conclusions
from advisor.engines.deciding import compiled_law
from advisor.engines.folds import FoldedAggregates
from advisor.engines.slots import CUTS, MIRRORED, RowState, Test, amount_of
from advisor.findings import (
    LIKELY,
    NEVER,
    NO,
    NOT_EXCLUDED,
    OPEN,
    SHOWN,
    SURELY,
    VERDICTS,
    Group,
    Pair,
    Row,
    Words,
    both,
    either,
)
from advisor.law.conditions import AllOf, AnyOf, CategoryIs, Condition, FactCompares, FactIs, FindingIs, Not
from advisor.law.entries import FactEntry, Rule
from advisor.law.library import Law
from advisor.phrases import asked_for, comparison_says, label, span_text, value_text, word_says

_SETTLED = (NEVER, SURELY)
_HOLDS = {"==": eq, "!=": ne, ">=": ge, ">": gt, "<=": le, "<": lt}


class Walker:
    """Walk the conditions of one plea option's rows."""

    def __init__(
        self, law: Law, counts: Sequence[Row], person: Row, conclusions: Conclusions, priors_unknown: bool
    ) -> None:
        """Hold the rows with the findings that the engine concluded."""
        self.law = law
        self.conclusions = conclusions
        states: list[RowState] = []
        self.folds = FoldedAggregates(law.vocabulary.aggregates, states, priors_unknown)
        states += [RowState(row, dict(conclusions.findings[row.key]), self.folds) for row in counts]
        self.counts = states
        self.person = RowState(person, dict(conclusions.findings[person.key]), self.folds)
        compiled = compiled_law(law)
        self.compiler = compiled.compiler
        self.priors_unknown = priors_unknown
        self._by_finding = compiled.by_finding
        self._rules: dict[tuple[int, str, bool], Node] = {}
        self._leaves: dict[tuple[int, str], Node] = {}

    def finding(self, name: str, reading: int, *, whole: bool = False) -> Node:
        """Return why a finding stands as it does; `whole` keeps also what does not decide."""
        entry = self.law.vocabulary.findings[name]
        pair = self.person.findings.get((name, None), NEVER)
        states = [self.person] if entry.about == "person" else self.counts
        steps = [(*each, state) for state in states for each in self._by_finding.get(name, ())]
        return over(entry.title, pair, self._rules_of(steps, whole, reading), ())

    def _rules_of(self, steps: list[tuple[int, Rule, RowState]], whole: bool, reading: int) -> list[Node]:
        """Return the derivations of rules; unless the whole is wanted only of those that decide."""
        kept = steps if whole else deciding(steps, [self._concluded(*step) for step in steps], reading)
        return [self._rule(*step, whole) for step in kept]

    def _concluded(self, number: int, rule: Rule, state: RowState) -> Pair:
        """Return the verdict that the engine came to by a rule; a walk comes to the same."""
        held = self.conclusions.rules[state.row.key].get(number, NEVER)
        return Pair(min(held[0], rule.strength), min(held[1], rule.strength))

    def _rule(self, number: int, rule: Rule, state: RowState, whole: bool) -> Node:
        key = (number, state.row.key, whole)
        if key not in self._rules:
            self._rules[key] = self._built(rule, state, whole)
        return self._rules[key]

    def _built(self, rule: Rule, state: RowState, whole: bool) -> Node:
        inner = self.walk(rule.condition, state, whole)
        capped = Pair(min(inner.pair[0], rule.strength), min(inner.pair[1], rule.strength))
        title = rule.title if state.row.about == "person" else f"{rule.title} ({state.row.key})"
        node = over(title, capped, [inner] if not inner.children else inner.children, rule.authority)
        node.where = f"{rule.file}:{rule.line}"
        node.unsettled = inner.pair[0] > rule.strength == OPEN or inner.pair[1] > rule.strength == OPEN
        if state.row.about == "count" and capped != NEVER:
            node.rows = node.rows | {state.row.key}
        return node

    def rule_pair(self, number: int, state: RowState) -> Pair:
        """Return a rule's verdict before it is capped, as the walker finds it."""
        return self.walk(self.law.rules[number].condition, state, whole=True).pair

    def walk(self, condition: Condition, state: RowState, whole: bool) -> Node:
        """Return the verdict of a condition with what it rests on."""
        match condition:
            case AllOf(parts):
                return self._all(parts, state, whole)
            case AnyOf(parts):
                children = [self.walk(part, state, whole) for part in parts]
                pair = NEVER
                for child in children:
                    pair = either(pair, child.pair)
                pairs = [child.pair for child in children]
                return over("one of these", pair, children if whole else deciding(children, pairs, 0) or children, ())
            case Not(part):
                inner = self.walk(part, state, whole)
                return as_exception(inner)
            case FindingIs():
                return self._finding(condition, state, whole)
        key = (id(condition), state.row.key)
        if key not in self._leaves:
            if isinstance(condition, CategoryIs):
                self._leaves[key] = self._category(condition.category, state)
            else:
                self._leaves[key] = self._leaf(condition, state)
        return self._leaves[key]

    def _all(self, parts: Sequence[Condition], state: RowState, whole: bool) -> Node:
        children: list[Node] = []
        pair = SURELY
        for part in parts:
            child = self.walk(part, state, whole)
            pair = both(pair, child.pair)
            nested = isinstance(part, AllOf) and child.children
            children += child.children if nested else [child]
        if not whole and pair == NEVER:
            children = [child for child in children if child.pair == NEVER]
        return over("all of these", pair, children, ())

    def _finding(self, leaf: FindingIs, state: RowState, whole: bool) -> Node:
        entry = self.law.vocabulary.findings[leaf.finding]
        pair = self._test_pair(self.compiler.test(leaf, False), state)
        detail = f" ({leaf.detail})" if leaf.detail else ""
        if not entry.inner and not entry.per_count and leaf.finding != "aggravated_felony":
            rows = self._rows_of(leaf, state) if pair != NEVER else frozenset()
            return Node(f"{entry.title}{detail}", pair, rows=rows, fact={"name": leaf.finding, "state": "finding"})
        states = [self.person] if entry.about == "person" else (self.counts if state.row.about == "person" else [state])
        steps = [
            (number, rule, each) for each in states
            for number, rule in self._by_finding.get(leaf.finding, ())
            if leaf.detail is None or rule.detail in (leaf.detail, "inherited")
        ]  # fmt: skip
        return over(f"{entry.title}{detail}", pair, self._rules_of(steps, whole, 1), ())

    def _rows_of(self, leaf: FindingIs, state: RowState) -> frozenset[str]:
        if state.row.about == "count":
            return frozenset((state.row.key,))
        key = (leaf.finding, leaf.detail)
        best = max((each.findings.get(key, NEVER)[1] for each in self.counts), default=NO)
        return frozenset(each.row.key for each in self.counts if best and each.findings.get(key, NEVER)[1] == best)

    def _category(self, category: str, state: RowState) -> Node:
        pair = state.row.categories.get(category, NEVER)
        title = self.law.vocabulary.categories[category].title
        because = classification(self.law, state.row, category)
        return Node(
            f"{title}: {because['why']}" if because["why"] else title,
            pair,
            tuple(because["authority"]),
            because["where"],
            {"name": category, "value": VERDICTS[pair.shown], "state": "classified"},
            rows=frozenset((state.row.key,)) if pair != NEVER else frozenset(),
            unknown=tuple(because["unknown"]),
            unsettled=OPEN in pair and not because["unknown"],
            unverified=tuple(because["unverified"]) if pair != NEVER else (),
        )

    def _leaf(self, leaf: Condition, state: RowState) -> Node:
        if not isinstance(leaf, FactIs | FactCompares):
            raise TypeError(f"not a leaf: {leaf!r}")
        pair = self._test_pair(self.compiler.test(leaf, False), state)
        authority = (leaf.source,) if leaf.source else ()
        if leaf.fact in self.law.vocabulary.aggregates:
            return self._aggregate(leaf, pair, state, authority)  # type: ignore[arg-type]
        entry = self._entry(leaf.fact, state.row)
        value = state.row.facts[leaf.fact]
        if isinstance(leaf, FactIs) and isinstance(value, Words):
            says = word_says(leaf, value, entry.label or label(leaf.fact))
        elif isinstance(leaf, FactCompares):
            says = self._figure_says(
                leaf, entry.kind, f"{entry.label or label(leaf.fact)} is {value_text(value, entry)}", pair
            )
        silent = getattr(value, "silent", False)
        missing = tuple(value.unknown) if pair not in (SURELY, NEVER) else ()
        told = "unspecified" if silent else "unknown" if missing else "given"
        fact = {"name": leaf.fact, "value": value_text(value, entry), "state": told}
        if value.unknown:
            fact["path"] = value.unknown[0]
        return Node(says, pair, authority, fact=fact, figure=isinstance(leaf, FactCompares),
                    unknown=() if silent and leaf.silence != "unknown" else missing)  # fmt: skip

    def _figure_says(self, leaf: FactCompares, kind: str, shown: str, pair: Pair) -> str:
        return comparison_says(shown, asked_for(leaf, kind, self.law.thresholds), holds=pair == SURELY)

    def _entry(self, name: str, row: Row) -> FactEntry:
        known = self.law.vocabulary.facts.get(name)
        return known or FactEntry(name, "word", "count")

    def _aggregate(self, leaf: FactCompares, pair: Pair, state: RowState, authority: tuple[str, ...]) -> Node:
        aggregate = self.law.vocabulary.aggregates[leaf.fact]
        numbers = self.folds.number(leaf.fact, state.row, amount_of(leaf))
        folded = self.law.vocabulary.facts[aggregate.of] if aggregate.of else None
        kind = "number" if folded is None or aggregate.fold == "distinct" else folded.kind
        rows = self.folds.rows(leaf.fact, state.row, 1, 1)
        shown = self._aggregate_shown(rows, numbers, kind, aggregate.of)
        verb = "is" if aggregate.fold == "earliest" else "are"
        says = self._figure_says(leaf, kind, f"{aggregate.title} {verb} {shown}", pair)
        unknown: list[str] = []
        for row in rows:
            for name in (aggregate.of, aggregate.longest_within):
                if name and _matters(row, name, rows):
                    unknown += row.facts[name].unknown
        if self.priors_unknown and aggregate.counts_unknown_priors:
            unknown.append("defendant.priors")
        decided = pair in (SURELY, NEVER)
        return Node(says, pair, authority, rows=frozenset(row.key for row in rows) if pair != NEVER else frozenset(),
                    figure=True, fact={"name": leaf.fact, "value": shown, "state": "counted"},
                    unknown=() if decided else tuple(dict.fromkeys(unknown)))  # fmt: skip

    def _aggregate_shown(self, rows: Sequence[Row], numbers: tuple[int, ...], kind: str, of: str | None) -> str:
        if kind != "duration":
            # What is at least so many likely, and at most so many at open.
            low, high = sorted((numbers[CUTS.index((LIKELY, SHOWN))], numbers[CUTS.index((OPEN, NOT_EXCLUDED))]))
            return span_text(low, high, kind)
        terms = [value_text(row.facts[str(of)], self.law.vocabulary.facts[str(of)]) for row in rows]
        return ", plus ".join(terms) or "0 days"

    def _test_pair(self, test: Test, state: RowState) -> Pair:
        values = test.slot.vector(state)
        if test.negated:
            values = tuple(values[index] for index in MIRRORED)
        held = {
            value: any(all(_HOLDS[each.op](value, each.constant) for each in part) for part in test.alternatives)
            for value in set(values)
        }
        best = [0, 0]
        for (level, reading), value in zip(CUTS, values, strict=True):
            if held[value]:
                best[reading] = max(best[reading], level)
        return Pair(best[0], best[1])


class AskingWalker(Walker):
    """Walk only the steps that an answer could still move: what is settled either way is neither told nor unfolded."""

    def _rule(self, number: int, rule: Rule, state: RowState, whole: bool) -> Node:
        pair = self._concluded(number, rule, state)
        return Node("", pair) if pair in _SETTLED else super()._rule(number, rule, state, whole)

    def _finding(self, leaf: FindingIs, state: RowState, whole: bool) -> Node:
        return self._settled(leaf, state) or super()._finding(leaf, state, whole)

    def _category(self, category: str, state: RowState) -> Node:
        pair = state.row.categories.get(category, NEVER)
        return Node("", pair) if pair in _SETTLED else super()._category(category, state)

    def _leaf(self, leaf: Condition, state: RowState) -> Node:
        return self._settled(leaf, state) or super()._leaf(leaf, state)

    def _settled(self, leaf: Condition, state: RowState) -> Node | None:
        pair = self._test_pair(self.compiler.test(leaf, False), state)
        return Node("", pair) if pair in _SETTLED else None


def _matters(row: Row, name: str, rows: Sequence[Row]) -> bool:
    """Return whether a fact could change an aggregate: which group a count belongs to does only beside its own case."""
    value = row.facts[name]
    if not isinstance(value, Group):
        return True
    cases = [other.facts[name] for other in rows if other.key != row.key]
    return any(isinstance(other, Group) and other.case == value.case for other in cases)
