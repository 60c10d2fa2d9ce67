"""From the plain data of a law file to conditions, with every mistake noted at its line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from advisor.document import Node, PathInDocument
from advisor.errors import Problem, TextNotUnderstood
from advisor.law.conditions import AllOf, AnyOf, CategoryIs, Condition, FactCompares, FactIs, FindingIs, Not
from advisor.law.entries import WORD_KINDS, FactEntry, Threshold
from advisor.law.figure_names import UNITS_OF, figure_named
from advisor.law.reader import DEFINED_IN, Reader, kind_of
from advisor.law.vocabulary import Vocabulary, on_scale
from advisor.wording import did_you_mean, nearest, offered, one_of, quoted, unknown

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
_FACTS_ALONE = "write `{fact: NAME, is: WORD}`"
_OF_A_COUNT = "let a rule about the count conclude a finding, and read that finding here"
_KINDS = ("all", "any", "category", "finding", "fact")


@dataclass(slots=True)
class Parser(Reader):
    """Read the conditions of one file.

    Attributes:
        thresholds: The named figures of the day, None for one whose own file is wrong; None altogether in charge files,
            where figures stand bare.
        own: Facts that the file itself asks for.
        level: What may be tested: "rule" (everything) or "charge" (facts of the count alone).
        problems: What was found wrong, to be shown together.
    """

    node: Node
    vocabulary: Vocabulary
    thresholds: Mapping[str, Threshold | None] | None
    own: Mapping[str, FactEntry] = field(default_factory=dict)
    level: str = "rule"
    about: str = "count"
    problems: list[Problem] = field(default_factory=list)

    def condition(self, data: object, path: PathInDocument, silence: str = "split") -> Condition | None:
        """Return a condition, or None after noting why it cannot be read."""
        if not isinstance(data, dict) or not data:
            self.report(path, "a condition belongs here", "write `all`, `any`, `category`, `finding` or `fact`")
            return None
        kinds = [key for key in _KINDS if key in data]
        if len(kinds) == 1:
            return getattr(self, f"_{kinds[0]}")(data, path, silence)  # type: ignore[no-any-return]
        if kinds:
            shown = " and ".join(map(quoted, kinds))
            self.report(path, f"a condition asks one thing, and here stand {shown}", "list them under `all` or `any`")
            return None
        self._misspelt(data, path, silence)
        return None

    def _misspelt(self, data: dict[str, Any], path: PathInDocument, silence: str) -> None:
        """Note what stands where a condition should begin, and read on where it is a slip of the pen."""
        key = next(iter(data))
        if key == "not":
            self.report(path, "a condition has no `not`", "what keeps a rule from applying stands under `unless`")
            return
        self.report(path, unknown("key", key), offered(key, _KINDS))
        for meant in nearest(key, _KINDS, 1):
            self._read_as(path, key, meant)
            renamed = {meant if name == key else name: value for name, value in data.items()}
            self.condition(renamed, path, silence)

    def _all(self, data: dict[str, Any], path: PathInDocument, silence: str) -> Condition | None:
        return self._parts(data, path, silence, "all")

    def _any(self, data: dict[str, Any], path: PathInDocument, silence: str) -> Condition | None:
        return self._parts(data, path, silence, "any")

    def _parts(self, data: dict[str, Any], path: PathInDocument, silence: str, kind: str) -> Condition | None:
        self.keys(path, data, (kind,))
        items = data[kind]
        if not isinstance(items, list) or not items:
            self.report((*path, kind), f"`{kind}` needs a list of conditions", "begin each with a dash")
            return None
        parts = [self.condition(item, (*path, kind, index), silence) for index, item in enumerate(items)]
        whole = tuple(part for part in parts if part is not None)
        if len(whole) != len(parts):
            return None
        line = self.node.line(*path, kind)
        return AllOf(whole, line) if kind == "all" else AnyOf(whole, line)

    def _category(self, data: dict[str, Any], path: PathInDocument, silence: str) -> Condition | None:
        given = self.part(path, data, ("category",))
        if self.level == "charge":
            self.report(path, "a charge file asks for facts alone, not for categories", _FACTS_ALONE)
            return None
        if self.about == "person":
            self.report(path, "a category belongs to a count, and this rule is about the person", _OF_A_COUNT)
            return None
        name = data["category"]
        ok = "category" in given and self.known((*path, "category"), name, "category", self.vocabulary.categories)
        return CategoryIs(name, self.node.line(*path, "category")) if ok else None

    def _finding(self, data: dict[str, Any], path: PathInDocument, silence: str) -> Condition | None:
        given = self.part(path, data, ("finding", "detail", "as_reported"))
        if self.level == "charge":
            self.report(path, "a charge file asks for facts alone, not for findings", _FACTS_ALONE)
            return None
        name = data["finding"]
        if not self.known((*path, "finding"), name, "finding", self.vocabulary.findings):
            return None
        line = self.node.line(*path, "finding")
        if "detail" in data and "detail" not in given:
            return None
        return FindingIs(name, given.get("detail"), given.get("as_reported") is True, line)

    def _fact(self, data: dict[str, Any], path: PathInDocument, silence: str) -> Condition | None:
        before = len(self.problems)
        data = self.part(path, data, _FACT_KEYS)
        if not isinstance(data.get("from", ""), str):
            self.report((*path, "from"), f"`from` cannot be {kind_of(data['from'])}", "write the id of one authority")
        entry = self._entry(data["fact"], (*path, "fact"))
        given = [key for key in OPERATORS if key in data]
        if len(given) != 1:
            self._compared_otherwise_than_once(data["fact"], given, path)
        elif entry is not None:
            silence = "unknown" if data.get("circumstance") else silence
            found = self._test(entry, data, given[0], path, silence)
            return found if len(self.problems) == before else None
        return None

    def _compared_otherwise_than_once(self, fact: object, given: list[str], path: PathInDocument) -> None:
        listed = list(map(quoted, given or OPERATORS))
        if given:
            message = f"{kind_of(fact)} is compared more than once: by {' and '.join(listed)}"
            self.report(path, message, "write two conditions under `all`")
        else:
            self.report(path, f"{kind_of(fact)} is compared with nothing", f"add {one_of(listed)}")

    def _test(
        self, entry: FactEntry, data: dict[str, Any], operator: str, path: PathInDocument, silence: str
    ) -> Condition | None:
        if entry.kind in WORD_KINDS:
            return self._word_test(entry, data, operator, path, silence)
        if operator in WORD_OPERATORS:
            return self._equality(entry, data, operator, path, silence)
        return self._comparison(entry, data, operator, path, silence)

    def _entry(self, name: object, path: PathInDocument) -> FactEntry | None:
        aggregates = self.vocabulary.aggregates if self.level == "rule" else {}
        valid = [*self.vocabulary.facts, *self.own, *aggregates]
        if not self.known(path, name, "fact", valid) or not isinstance(name, str):
            return None
        if name in aggregates:
            return self._aggregate_entry(name, path)
        entry = self.own.get(name) or self.vocabulary.facts[name]
        if self.about == "person" and entry.about == "count":
            self.report(path, f"`{name}` is a fact of a count, and this rule is about the person", _OF_A_COUNT)
            return None
        if entry.kind == "group":
            self.report(path, f"`{name}` is folded by aggregates and not compared")
            return None
        return entry

    def _aggregate_entry(self, name: str, path: PathInDocument) -> FactEntry | None:
        aggregate = self.vocabulary.aggregates[name]
        if aggregate.among is not None and self.about == "person":
            self.report(path, f"`{name}` is a number of each count, and this rule is about the person", _OF_A_COUNT)
            return None
        folded = self.vocabulary.facts[aggregate.of] if aggregate.of else None
        kind = "number" if folded is None or aggregate.fold == "distinct" else folded.kind
        return FactEntry(name, kind, self.about, "measure")

    def _word_test(
        self, entry: FactEntry, data: dict[str, Any], operator: str, path: PathInDocument, silence: str
    ) -> Condition | None:
        if operator not in WORD_OPERATORS:
            message = f"`{entry.name}` is a word and cannot be compared by `{operator}`"
            self.report((*path, operator), message, "use `is` or `one_of`")
            return None
        given = data[operator] if operator == "one_of" else [data[operator]]
        if not isinstance(given, list) or not given:
            self.report((*path, operator), "`one_of` needs a list of words", "put them in `[` and `]`")
            return None
        if not all(isinstance(word, str | int | float) for word in given):
            self.report((*path, operator), f"`{entry.name}` is compared with a word", offered("", entry.words))
            return None
        words = [_as_word(word) for word in given]
        valid = entry.words or words
        known = [self.known((*path, operator), word, f"word for `{entry.name}`", valid) for word in words]
        if not all(known):
            return None
        return FactIs(entry.name, frozenset(words), silence, data.get("from"), self.node.line(*path, "fact"))

    def _equality(
        self, entry: FactEntry, data: dict[str, Any], operator: str, path: PathInDocument, silence: str
    ) -> Condition | None:
        """Read `is: 2` of a number as at least and at most."""
        if operator == "one_of" or entry.kind == "duration":
            message = f"`{entry.name}` is a number and cannot be tested by `{operator}`"
            self.report((*path, operator), message, "use `at_least`, `at_most`, `more_than` or `less_than`")
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
        value, line, source = data[operator], self.node.line(*path, "fact"), data.get("from") or None
        if not self.thresholds or not isinstance(value, str) or value not in self.thresholds:
            return self._bare(entry, operator, data, path, silence)
        threshold = self.thresholds[value]
        if threshold is None:
            # Its own file is wrong, which is told there; what stands here is never worked out.
            return FactCompares(entry.name, ORDERS[operator], 0, None, None, silence, source, line)
        units = UNITS_OF.get(entry.kind, ())
        if threshold.unit not in units:
            message = f"`{value}` is a figure in {threshold.unit} and cannot bound `{entry.name}`"
            self.report((*path, operator), message, f"name a figure in {one_of(units)}")
            return None
        unit = threshold.unit if entry.kind == "duration" else None
        number = threshold.number * (2 if unit in ("months", "days") else 1)
        return FactCompares(entry.name, ORDERS[operator], number, unit, value, silence, source, line)

    def _bare(
        self, entry: FactEntry, operator: str, data: dict[str, Any], path: PathInDocument, silence: str
    ) -> Condition | None:
        """Read a figure that stands in the rule itself: in charge files any, elsewhere only a count of rows."""
        value, at, line = data[operator], (*path, operator), self.node.line(*path, "fact")
        if self.thresholds is not None and (entry.kind != "number" or isinstance(value, str)):
            self._no_threshold(entry, value, at)
            return None
        if entry.kind == "duration":
            message = f"`{entry.name}` cannot be compared in a charge file"
            self.report(at, message, "ask for `grade`, or for a fact that decides the grade")
            return None
        try:
            number = on_scale(entry.kind, value)
        except TextNotUnderstood as failure:
            self.report(at, failure.message, failure.help)
            return None
        return FactCompares(entry.name, ORDERS[operator], number, None, None, silence, data.get("from"), line)

    def _no_threshold(self, entry: FactEntry, value: object, at: PathInDocument) -> None:
        """Note that no threshold stands here: a figure itself, or a name that is none."""
        thresholds = self.thresholds or {}
        if isinstance(value, str) and not value[:1].isdigit():
            close = did_you_mean(nearest(value, thresholds))
            self.report(at, unknown("threshold", value), close or f"the names stand in {DEFINED_IN['threshold']}")
        elif isinstance(value, str | int | float) and not isinstance(value, bool):
            message = f"the figure {quoted(value)} stands where the name of a threshold belongs"
            self.report(at, message, figure_named(entry, value, thresholds))
        else:
            self.report(at, f"{kind_of(value)} stands where the name of a threshold belongs")

    def exceptions(self, items: object, path: PathInDocument) -> list[Condition]:
        """Return the items of `unless`, each negated; `burden: person` lets silence defeat the exception."""
        if not isinstance(items, list) or not items:
            self.report(path, "`unless` needs a list of conditions", "begin each with a dash")
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
