"""The closed list of names that rules, charge files and scenarios may use, and the scale of each kind of fact."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from advisor.errors import LawFileError, TextNotUnderstood
from advisor.law.conditions import CategoryIs, Condition, FindingIs
from advisor.law.entries import Aggregate, CategoryEntry, FactEntry, FindingEntry

FILE = "rules/vocabulary.yaml"
#: The kinds of fact that can be given under a count's `facts`.
GIVEN_KINDS = ("flag", "word", "name", "number", "money", "grams")
#: Facts that a count gives under keys of their own.
_KEYS_OF_A_COUNT = ("outcome", "appeal", "inchoate")
_MOST_DIGITS = 18
#: What a fact on priors is, by its kind, for a person who has none.
_WITHOUT_PRIORS: Mapping[str, bool | int] = {"flag": False, "number": 0, "money": 0, "grams": 0}


class Vocabulary(NamedTuple):
    """Every name, by what it names."""

    involves: Mapping[str, str]
    facts: Mapping[str, FactEntry]
    categories: Mapping[str, CategoryEntry]
    findings: Mapping[str, FindingEntry]
    aggregates: Mapping[str, Aggregate]
    questions: Mapping[str, tuple[str, ...]]

    def reported(self) -> tuple[FindingEntry, ...]:
        """Return the findings that a report may list for a plea."""
        return tuple(entry for entry in self.findings.values() if not entry.inner and not entry.per_count)

    def question_findings(self, question: str) -> tuple[str, ...]:
        """Return the findings behind one of the six questions, patterns such as `deportable.*` spelled out."""
        wanted: list[str] = []
        for pattern in self.questions[question]:
            if pattern.endswith(".*"):
                wanted += [name for name in self.findings if name.startswith(pattern[:-1])]
            else:
                wanted.append(pattern)
        return tuple(wanted)

    def reads(self, category: str, involved: frozenset[str]) -> bool:
        """Return whether what an offense involves leaves a category to be answered."""
        entry = self.categories[category]
        return all(involved & frozenset(group) for group in entry.needs)


def finding_patterns(findings: Iterable[str]) -> tuple[str, ...]:
    """Return the patterns under which a question may take in findings, such as `deportable.*`."""
    return tuple(dict.fromkeys(f"{name.rpartition('.')[0]}.*" for name in findings if "." in name))


def build_vocabulary(data: Mapping[str, Any]) -> Vocabulary:
    """Return the vocabulary from the plain data of its file.

    Raises:
        LawFileError: A part is missing or of the wrong shape.
    """
    try:
        facts = {name: _fact(name, entry) for name, entry in data["facts"].items()}
        categories = {name: _category(name, entry) for name, entry in data["categories"].items()}
        findings = {name: _finding(name, entry) for name, entry in data["findings"].items()}
        aggregates = {name: _aggregate(name, entry) for name, entry in data["aggregates"].items()}
        questions = {name: tuple(entry) for name, entry in data["questions"].items()}
        return Vocabulary(dict(data["involves"]), facts, categories, findings, aggregates, questions)
    except (KeyError, TypeError, AttributeError, ValueError) as failure:
        raise LawFileError(f"the vocabulary cannot be read: {failure}", file=FILE) from None


def fact_entry(name: str, entry: Mapping[str, Any]) -> FactEntry:
    """Return one fact from its plain data; a charge file's own `asks` have the same shape."""
    return _fact(name, {"about": "count", "by": "scenario", **entry})


def is_given(name: str, about: object, by: object, sources: object) -> bool:
    """Return whether a fact of the vocabulary is one that a scenario gives under a count's `facts`."""
    return about == "count" and by == "scenario" and not sources and name not in _KEYS_OF_A_COUNT


def _fact(name: str, entry: Mapping[str, Any]) -> FactEntry:
    words = tuple(str(word) for word in entry.get("words", ()))
    if entry["kind"] == "flag":
        words = ("true", "false")
    return FactEntry(
        name,
        entry["kind"],
        entry["about"],
        entry.get("by", "scenario"),
        words,
        bool(entry.get("plea", False)),
        entry.get("ask", ""),
        tuple(entry.get("from", ())),
        entry.get("label", ""),
        entry.get("without_priors", _WITHOUT_PRIORS.get(entry["kind"]) if name.startswith("prior_") else None),
    )


def _category(name: str, entry: Mapping[str, Any]) -> CategoryEntry:
    default = entry.get("premise_default", ())
    return CategoryEntry(
        name,
        entry["title"],
        tuple(tuple(group) for group in entry["needs"]),
        (default,) if isinstance(default, str) else tuple(default),
        bool(entry.get("circumstance", False)),
        bool(entry.get("detention_only", False)),
        dict(entry.get("by_fact", {})),
        tuple(entry.get("authority", ())),
    )


def _finding(name: str, entry: Mapping[str, Any]) -> FindingEntry:
    return FindingEntry(
        name,
        entry["about"],
        entry["title"],
        entry.get("reading", "shown"),
        entry.get("shown_if"),
        entry.get("harm", "up"),
        bool(entry.get("inner", False)),
        bool(entry.get("per_count", False)),
        entry.get("who", "noncitizens") == "noncitizens",
    )


def _aggregate(name: str, entry: Mapping[str, Any]) -> Aggregate:
    return Aggregate(
        name,
        entry["title"],
        tuple(entry["roles"]),
        tuple(_where(item) for item in entry["where"]),
        entry["fold"],
        entry.get("of"),
        entry.get("longest_within"),
        entry.get("among"),
        entry["grows"] == "up",
        entry.get("unknown_priors", "ignored") == "counted",
    )


def _where(item: Mapping[str, str]) -> Condition:
    if "finding" in item:
        return FindingIs(item["finding"])
    return CategoryIs(item["category"])


def on_scale(kind: str, value: object) -> int:
    """Return a bare value of a law file or a scenario on its kind's integer scale.

    Unit:
        money: cents; grams: milligrams; date: days since year 1; years: half steps; number: as it is.

    Raises:
        TextNotUnderstood: The value is not of this kind.
    """
    if kind == "date":
        try:
            return date.fromisoformat(str(value)).toordinal()
        except ValueError:
            raise TextNotUnderstood(f"cannot read `{value}` as a day", "write `2016-11-16`") from None
    if isinstance(value, bool):
        raise TextNotUnderstood(f"`{str(value).lower()}` is not a number", "write it in digits")
    factor = {"money": 100, "grams": 1000, "years": 2, "number": 1}[kind]
    try:
        exact = Decimal(str(value))
    except InvalidOperation:
        exact = Decimal("NaN")
    if not exact.is_finite():
        raise TextNotUnderstood(f"`{value}` is not a number", "write it in digits")
    # A text may hold more zeros than a computer can write out.
    if exact.adjusted() > _MOST_DIGITS:
        raise TextNotUnderstood(f"`{value}` is too large to be compared")
    exact *= factor
    if exact != exact.to_integral_value():
        raise TextNotUnderstood(f"`{value}` is finer than can be compared", "round it")
    return int(exact)
