"""From the plain data of a law file to conditions, with every mistake noted at its line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from advisor.document import Node, PathInDocument
from advisor.errors import Problem, TextNotUnderstood, did_you_mean, nearest
from advisor.law.conditions import AllOf, AnyOf, CategoryIs, Condition, FactCompares, FactIs, FindingIs, Not
from advisor.law.entries import WORD_KINDS, FactEntry, Threshold
from advisor.law.shapes import BEFORE, is_day, misshapen
from advisor.law.vocabulary import Vocabulary, on_scale

WORD_OPERATORS = ("is", "one_of")
ORDERS = {
    "at_least": ">=",
    "at_most": "<=",
    "more_than": ">",
    "less_than": "<",
    "before": "<",
    "on_or_after": ">=",
}
OPERATORS = (*WORD_OPERATORS, *ORDERS)
_FACT_KEYS = ("fact", *OPERATORS, "circumstance", "from")


@dataclass(slots=True)
class Parser:
    """Read the conditions of one file.

    Attributes:
        thresholds: The named figures of the day; None in charge files, where figures stand bare.
        own: Facts that the file itself asks for.
        level: What may be tested: "rule" (everything) or "charge" (facts of the count alone).
        problems: What was found wrong, to be shown together.
    """

    node: Node
    vocabulary: Vocabulary
    thresholds: Mapping[str, Threshold] | None
    own: Mapping[str, FactEntry] = field(default_factory=dict)
    level: str = "rule"
    about: str = "count"
    problems: list[Problem] = field(default_factory=list)

    def report(self, path: PathInDocument, message: str, help: str = "") -> None:
        """Note a problem at a place of the file."""
        self.problems.append(Problem(self.node.place(*path), message, help))

    def known(self, path: PathInDocument, name: object, kind: str, valid: Iterable[str]) -> bool:
        """Return whether a name exists, and note the nearest ones if it does not."""
        names = tuple(valid)
        if isinstance(name, str) and name in names:
            return True
        self.report(path, f"unknown {kind} `{name}`", did_you_mean(nearest(str(name), names)))
        return False

    def keys(self, path: PathInDocument, data: object, allowed: Iterable[str], needed: Iterable[str] = ()) -> bool:
        """Check the keys of a mapping and what stands under them; return whether it can be read on."""
        if not isinstance(data, dict):
            self.report(path, "a mapping of keys and values belongs here")
            return False
        names = tuple(allowed)
        wrong = [key for key in data if self.known((*path, key), key, "key", names) and misshapen(key, data[key])]
        for key in wrong:
            wanted = misshapen(key, data[key])
            self.report((*path, key), f"`{key}` is not of the shape that belongs here", f"write {wanted}")
        missing = [key for key in needed if key not in data]
        for key in missing:
            self.report(path, f"the key `{key}` is missing")
        return not missing and not wrong

    def checked(self, data: Mapping[str, Any], path: PathInDocument = ()) -> None:
        """Check when a file or entry was last held against its authorities, and against which."""
        at, entry = (*path, "checked"), data["checked"]
        if self.keys(at, entry, ("date", "against"), ("date", "against")) and not is_day(entry["date"]):
            self.report((*at, "date"), "the day of the last check cannot be read", "write it like 2026-11-24")

    def before(self, version: Mapping[str, Any], at: PathInDocument) -> None:
        """Check the word on what was law before a version."""
        self.known((*at, "before"), version.get("before", "no_such_law"), "word for `before`", BEFORE)

    def split(self, data: Mapping[str, Any], path: PathInDocument) -> None:
        """Check that an unsettled answer names somebody on each side."""
        if "split" in data and self.keys((*path, "split"), data["split"], ("for", "against"), ("for", "against")):
            for side in ("for", "against"):
                if not data["split"][side]:
                    self.report((*path, "split", side), f"nobody stands under `{side}`")

    def condition(self, data: object, path: PathInDocument, silence: str = "split") -> Condition | None:
        """Return a condition, or None after noting why it cannot be read."""
        if not isinstance(data, dict) or not data:
            self.report(path, "a condition belongs here", "write `all`, `any`, `category`, `finding` or `fact`")
            return None
        kinds = [key for key in ("all", "any", "category", "finding", "fact") if key in data]
        if len(kinds) != 1:
            self.report(path, "a condition has exactly one of `all`, `any`, `category`, `finding`, `fact`")
            return None
        return getattr(self, f"_{kinds[0]}")(data, path, silence)  # type: ignore[no-any-return]

    def _all(self, data: dict[str, Any], path: PathInDocument, silence: str) -> Condition | None:
        return self._parts(data, path, silence, "all")

    def _any(self, data: dict[str, Any], path: PathInDocument, silence: str) -> Condition | None:
        return self._parts(data, path, silence, "any")

    def _parts(self, data: dict[str, Any], path: PathInDocument, silence: str, kind: str) -> Condition | None:
        self.keys(path, data, (kind,))
        items = data[kind]
        if not isinstance(items, list) or not items:
            self.report((*path, kind), f"`{kind}` needs a list of conditions")
            return None
        parts = [self.condition(item, (*path, kind, index), silence) for index, item in enumerate(items)]
        whole = tuple(part for part in parts if part is not None)
        if len(whole) != len(parts):
            return None
        line = self.node.line(*path, kind)
        return AllOf(whole, line) if kind == "all" else AnyOf(whole, line)

    def _category(self, data: dict[str, Any], path: PathInDocument, silence: str) -> Condition | None:
        self.keys(path, data, ("category",))
        if self.level == "charge":
            self.report(path, "a charge file asks for facts alone, not for categories")
            return None
        if self.about == "person":
            self.report(path, "a category belongs to a count, and this rule is about the person")
            return None
        name = data["category"]
        ok = self.known((*path, "category"), name, "category", self.vocabulary.categories)
        return CategoryIs(name, self.node.line(*path, "category")) if ok else None

    def _finding(self, data: dict[str, Any], path: PathInDocument, silence: str) -> Condition | None:
        self.keys(path, data, ("finding", "detail", "as_reported"))
        if self.level == "charge":
            self.report(path, "a charge file asks for facts alone, not for findings")
            return None
        name = data["finding"]
        if not self.known((*path, "finding"), name, "finding", self.vocabulary.findings):
            return None
        line = self.node.line(*path, "finding")
        if misshapen("detail", data.get("detail", "none")):
            return None
        return FindingIs(name, data.get("detail"), data.get("as_reported") is True, line)

    def _fact(self, data: dict[str, Any], path: PathInDocument, silence: str) -> Condition | None:
        if not self.keys(path, data, _FACT_KEYS) or not isinstance(data.get("from", ""), str):
            self.report(path, "the condition on a fact cannot be read", "write `{fact: NAME, is: WORD}`")
            return None
        given = [key for key in OPERATORS if key in data]
        if len(given) != 1:
            self.report(path, "a fact is asked exactly one thing", f"one of {', '.join(OPERATORS)}")
            return None
        entry = self._entry(data["fact"], (*path, "fact"))
        if entry is None:
            return None
        if data.get("circumstance"):
            silence = "unknown"
        if entry.kind in WORD_KINDS:
            return self._word_test(entry, data, given[0], path, silence)
        if given[0] in WORD_OPERATORS:
            return self._equality(entry, data, given[0], path, silence)
        return self._comparison(entry, data, given[0], path, silence)

    def _entry(self, name: object, path: PathInDocument) -> FactEntry | None:
        aggregates = self.vocabulary.aggregates if self.level == "rule" else {}
        valid = [*self.vocabulary.facts, *self.own, *aggregates]
        if not self.known(path, name, "fact", valid) or not isinstance(name, str):
            return None
        if name in aggregates:
            return self._aggregate_entry(name, path)
        entry = self.own.get(name) or self.vocabulary.facts[name]
        if self.about == "person" and entry.about == "count":
            self.report(path, f"`{name}` is a fact of a count, and this rule is about the person")
            return None
        if entry.kind == "group":
            self.report(path, f"`{name}` is folded by aggregates and not compared")
            return None
        return entry

    def _aggregate_entry(self, name: str, path: PathInDocument) -> FactEntry | None:
        aggregate = self.vocabulary.aggregates[name]
        if aggregate.among is not None and self.about == "person":
            self.report(path, f"`{name}` is a number of each count, and this rule is about the person")
            return None
        folded = self.vocabulary.facts[aggregate.of] if aggregate.of else None
        kind = "number" if folded is None or aggregate.fold == "distinct" else folded.kind
        return FactEntry(name, kind, self.about, "measure")

    def _word_test(
        self, entry: FactEntry, data: dict[str, Any], operator: str, path: PathInDocument, silence: str
    ) -> Condition | None:
        if operator not in WORD_OPERATORS:
            self.report((*path, operator), f"`{entry.name}` is a word and cannot be compared by `{operator}`")
            return None
        given = data[operator] if operator == "one_of" else [data[operator]]
        if not isinstance(given, list) or not given:
            self.report((*path, operator), "`one_of` needs a list of words")
            return None
        if not all(isinstance(word, str | int | float) for word in given):
            self.report((*path, operator), f"`{entry.name}` is compared with a word")
            return None
        words = [_as_word(word) for word in given]
        valid = entry.words or words
        known = [self.known((*path, operator), word, f"word of `{entry.name}`", valid) for word in words]
        if not all(known):
            return None
        return FactIs(entry.name, frozenset(words), silence, data.get("from"), self.node.line(*path, "fact"))

    def _equality(
        self, entry: FactEntry, data: dict[str, Any], operator: str, path: PathInDocument, silence: str
    ) -> Condition | None:
        """Read `is: 2` of a number as at least and at most."""
        if operator == "one_of" or entry.kind == "duration":
            self.report((*path, operator), f"`{entry.name}` is a number and cannot be tested by `{operator}`")
            return None
        parts = []
        for order in ("at_least", "at_most"):
            rest = {key: value for key, value in data.items() if key != "is"}
            part = self._comparison(entry, {**rest, order: data["is"]}, order, path, silence)
            if part is None:
                return None
            parts.append(part)
        return AllOf(tuple(parts), self.node.line(*path, "fact"))

    def _comparison(
        self, entry: FactEntry, data: dict[str, Any], operator: str, path: PathInDocument, silence: str
    ) -> Condition | None:
        value = data[operator]
        line = self.node.line(*path, "fact")
        threshold = self.thresholds.get(value) if self.thresholds and isinstance(value, str) else None
        if threshold is not None:
            if not _fits(entry.kind, threshold.unit):
                self.report(path, f"`{threshold.name}` is a figure in {threshold.unit} and cannot bound `{entry.name}`")
                return None
            unit = threshold.unit if entry.kind == "duration" else None
            number = threshold.number
            if entry.kind == "duration" and threshold.unit in ("months", "days"):
                number *= 2
            source = data.get("from") or None
            return FactCompares(entry.name, ORDERS[operator], number, unit, threshold.name, silence, source, line)
        return self._bare(entry, operator, data, path, silence)

    def _bare(
        self, entry: FactEntry, operator: str, data: dict[str, Any], path: PathInDocument, silence: str
    ) -> Condition | None:
        """Read a figure that stands in the rule itself: in charge files any, elsewhere only a count of rows."""
        value, at, line = data[operator], (*path, operator), self.node.line(*path, "fact")
        if self.thresholds is not None and (entry.kind != "number" or isinstance(value, str)):
            valid = self.thresholds
            self.report(at, f"unknown threshold `{value}`", did_you_mean(nearest(str(value), valid)))
            return None
        if entry.kind == "duration":
            self.report(at, f"`{entry.name}` is compared with a named threshold only")
            return None
        try:
            number = on_scale(entry.kind, value)
        except TextNotUnderstood as failure:
            self.report(at, str(failure.args[0]))
            return None
        return FactCompares(entry.name, ORDERS[operator], number, None, None, silence, data.get("from"), line)

    def exceptions(self, items: object, path: PathInDocument) -> list[Condition]:
        """Return the items of `unless`, each negated; `burden: person` lets silence defeat the exception."""
        if not isinstance(items, list) or not items:
            self.report(path, "`unless` needs a list of conditions")
            return []
        found: list[Condition] = []
        for index, item in enumerate(items):
            at = (*path, index)
            silence = "split"
            plain = item
            if isinstance(item, dict) and "burden" in item:
                self.known((*at, "burden"), item["burden"], "burden", ("person",))
                plain, silence = {key: value for key, value in item.items() if key != "burden"}, "no"
            part = self.condition(plain, at, silence)
            if part is not None:
                found.append(Not(part, self.node.line(*at)))
        return found


def _as_word(word: object) -> str:
    return str(word).lower() if isinstance(word, bool) else str(word)


def _fits(kind: str, unit: str) -> bool:
    """Return whether a threshold's unit can bound a fact of this kind."""
    units = {
        "duration": ("years", "months", "days"),
        "years": ("years",),
        "money": ("usd",),
        "grams": ("grams",),
        "date": ("date",),
        "number": ("days", "count"),
    }
    return unit in units.get(kind, ())
