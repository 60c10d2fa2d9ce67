"""A condition of a law file as lines that a lawyer can check against the statute."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from advisor.law.conditions import AllOf, AnyOf, CategoryIs, Condition, FactCompares, FactIs, FindingIs, Not, leaves
from advisor.law.entries import FactEntry
from advisor.law.library import Law
from advisor.phrases import asked_for, label

STEP = "  "
_SILENCE = {
    "split": "",
    "unknown": "by whatever shows it, not the record alone",
    "no": "for the person to show; while it is not known, taken as unlikely",
}


@dataclass(frozen=True)
class ConditionWriter:
    """Write conditions in plain words.

    Attributes:
        own: Facts that a charge file itself asks for.
    """

    law: Law
    own: Mapping[str, FactEntry] = field(default_factory=dict)

    def rule(self, condition: Condition, indent: str) -> list[str]:
        """Return the lines of a rule: what must hold, and under `Unless` what defeats it."""
        parts = condition.parts if isinstance(condition, AllOf) else (condition,)
        asked = [part for part in parts if not isinstance(part, Not)]
        defeated = [part.part for part in parts if isinstance(part, Not)]
        lines = self.lines(asked[0] if len(asked) == 1 else AllOf(tuple(asked)), indent)
        if defeated:
            lines += [f"{indent}Unless:", *self._items(defeated, indent)]
        return lines

    def lines(self, condition: Condition, indent: str) -> list[str]:
        """Return the lines of a condition, its parts one step further in."""
        if isinstance(condition, AllOf | AnyOf):
            if span := self._span(condition):
                return [indent + span]
            head = "All of these:" if isinstance(condition, AllOf) else "One of these:"
            return [indent + head, *self._items(condition.parts, indent)]
        if isinstance(condition, Not):
            return [f"{indent}Not:", *self._items((condition.part,), indent)]
        return [indent + self.leaf(condition)]

    def in_line(self, condition: Condition) -> str:
        """Return a condition in one line, for a list of grades or answers."""
        if isinstance(condition, AllOf | AnyOf):
            if span := self._span(condition):
                return span
            # Words may be joined by "or" within a part, so the parts stand further apart.
            word = "; and " if isinstance(condition, AllOf) else "; or "
            return word.join(self._bracketed(part) for part in condition.parts)
        if isinstance(condition, Not):
            return f"not {self._bracketed(condition.part)}"
        return self.leaf(condition)

    def _bracketed(self, part: Condition) -> str:
        nested = isinstance(part, AllOf | AnyOf) and not self._span(part)
        return f"({self.in_line(part)})" if nested else self.in_line(part)

    def _items(self, parts: Iterable[Condition], indent: str) -> list[str]:
        found: list[str] = []
        for part in parts:
            first, *rest = self.lines(part, indent + STEP * 2)
            found += [f"{indent}{STEP}- {first.lstrip()}", *rest]
        return found

    def _span(self, condition: AllOf | AnyOf) -> str:
        """Return `is: 2` of a number, which is kept as at least and at most, in one phrase again."""
        if not isinstance(condition, AllOf) or len(condition.parts) != 2:
            return ""
        low, high = condition.parts
        if not (isinstance(low, FactCompares) and isinstance(high, FactCompares)):
            return ""
        same = (low.fact, low.constant, low.operator, high.operator) == (high.fact, high.constant, ">=", "<=")
        return self._noted(f"{self.fact(low.fact)}: {self._figure(low)}", low) if same else ""

    def leaf(self, condition: Condition) -> str:
        """Return one test in words."""
        match condition:
            case CategoryIs(category):
                return f"classified as: {self.law.vocabulary.categories[category].title} (`{category}`)"
            case FindingIs(finding, detail, as_reported):
                which = f", {detail}" if detail else ""
                read = ", as it is reported" if as_reported else ""
                return f"finding: {self.law.vocabulary.findings[finding].title}{which}{read} (`{finding}`)"
            case FactIs(fact, words):
                wanted = " or ".join(_word(each) for each in sorted(words))
                return self._noted(f"{self.fact(fact)}: {wanted}", condition)
            case FactCompares(fact):
                figure = asked_for(condition, self._kind(fact), self.law.thresholds)
                return self._noted(f"{self.fact(fact)}: {figure}", condition)
        raise TypeError(f"not a leaf: {condition!r}")

    def _noted(self, text: str, leaf: FactIs | FactCompares) -> str:
        source = self.law.citations.get(leaf.source or "", leaf.source or "")
        notes = [note for note in (_SILENCE[leaf.silence], source) if note]
        return f"{text} ({'; '.join(notes)})" if notes else text

    def _figure(self, leaf: FactCompares) -> str:
        """Return a bare figure, without the direction."""
        return asked_for(leaf, self._kind(leaf.fact), self.law.thresholds).removeprefix("at least ")

    def fact(self, name: str) -> str:
        """Return what a fact or aggregate is called."""
        if name in self.law.vocabulary.aggregates:
            return self.law.vocabulary.aggregates[name].title
        entry = self.own.get(name) or self.law.vocabulary.facts[name]
        return entry.label or label(name)

    def _kind(self, name: str) -> str:
        aggregate = self.law.vocabulary.aggregates.get(name)
        if aggregate is None:
            return (self.own.get(name) or self.law.vocabulary.facts[name]).kind
        counted = aggregate.of is None or aggregate.fold == "distinct"
        return "number" if counted else self.law.vocabulary.facts[str(aggregate.of)].kind

    def questions(self, conditions: Iterable[Condition]) -> list[str]:
        """Return the plain question behind each fact of some conditions, once."""
        asked: dict[str, str] = {}
        for condition in conditions:
            for leaf in leaves(condition):
                if isinstance(leaf, FactIs | FactCompares):
                    entry = self.own.get(leaf.fact) or self.law.vocabulary.facts.get(leaf.fact)
                    if entry is not None and entry.ask:
                        asked[self.fact(leaf.fact)] = f"{entry.ask}{_choice(entry.words)}"
        return [f"{name}: {question}" for name, question in asked.items()]


def _choice(words: Sequence[str]) -> str:
    if not words or tuple(words) == ("true", "false"):
        return ""
    return f" [{', '.join(_word(each) for each in words)}]"


def _word(word: str) -> str:
    return {"true": "yes", "false": "no"}.get(word, word.replace("_", " "))
