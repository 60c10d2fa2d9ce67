"""Whether everything that is named is used, and everything that reports promise is concluded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from advisor.errors import Problem
from advisor.law.checks.parts import Library, findings_read, names_under
from advisor.law.conditions import CategoryIs, FactCompares, FactIs, FindingIs, leaves
from advisor.law.contract import FINDINGS
from advisor.law.tables import AUTHORITY_TABLES, LIBRARY
from advisor.law.vocabulary import FILE

_AUTHORITY_KEYS = frozenset(("authority", "from", "for", "against"))
#: Facts that the loader tests where a law is made for citizens not at all, or looks to the day of the count.
_TESTED_BY_THE_LOADER = ("citizen", "offense_date", "conviction_date")
_WORN = ("superseded", "vacated")


def check_contract(library: Library) -> Iterator[Problem]:
    """Yield each finding of the contract that nothing concludes and that is not named as not covered."""
    concluded = {rule["concludes"] for rule in library.law["rules"]}
    named = {entry["id"] for entry in (library.law["tables"].get(LIBRARY) or {}).get("not_covered", ())}
    if LIBRARY not in library.law["tables"]:
        yield Problem(LIBRARY, "the file that says what is covered is missing")
    for name in FINDINGS:
        entry = library.vocabulary.findings.get(name)
        if entry is None or entry.inner:
            yield Problem(FILE, f"reports promise the finding `{name}`, and it is not among the reported findings")
    for name in library.vocabulary.findings:
        if name not in concluded and name not in named:
            yield Problem(_entry_place(library, "findings", name), f"no rule concludes `{name}`",
                          "write one, or name it under `not_covered` in rules/library.yaml")  # fmt: skip


def check_uses(library: Library) -> Iterator[Problem]:
    """Yield each threshold, category, aggregate, inner finding and word of `involves` that nothing uses."""
    used = _Used(library)
    vocabulary = library.vocabulary
    for threshold in library.law["thresholds"]:
        if threshold["id"] not in used.thresholds:
            yield Problem(f"{threshold['file']}:1", f"no rule asks for the figure `{threshold['id']}`")
    inner = [name for name, entry in vocabulary.findings.items() if entry.inner]
    groups: tuple[tuple[str, str, Iterable[str], set[str]], ...] = (
        ("categories", "category", vocabulary.categories, used.categories),
        ("aggregates", "aggregate", vocabulary.aggregates, used.facts),
        ("findings", "inner finding", inner, used.findings),
        ("involves", "word of `involves`", vocabulary.involves, used.involves),
    )
    for room, kind, names, read in groups:
        for name in names:
            if name not in read:
                yield Problem(_entry_place(library, room, name), f"nothing reads the {kind} `{name}`")


def unused_notices(library: Library) -> Iterator[Problem]:
    """Yield each fact that nothing tests, and each authority that nothing cites."""
    used = _Used(library)
    tested = used.facts | set(_TESTED_BY_THE_LOADER)
    for name, node in library.nodes.items():
        if name.startswith("rules/4-discretion/"):
            tested |= {fact for _, fact in names_under(node.value, frozenset(("fact",)))}
    for name in library.vocabulary.facts:
        if name not in tested:
            yield Problem(
                _entry_place(library, "facts", name), f"no rule, charge file or policy tests the fact `{name}`"
            )
    cited = {
        authority
        for name, node in library.nodes.items()
        if name != FILE and name not in AUTHORITY_TABLES
        for _, authority in names_under(node.value, _AUTHORITY_KEYS)
    }
    for table in AUTHORITY_TABLES:
        for index, entry in enumerate(library.table(table)):
            if entry["id"] not in cited:
                yield Problem(library.nodes[table].place(index), f"nothing cites the authority `{entry['id']}`")


def treatment_notices(library: Library) -> Iterator[Problem]:
    """Yield each place that leans on an authority which has been superseded or vacated, and on no other."""
    for name, node in library.nodes.items():
        if name == FILE or name in AUTHORITY_TABLES:
            continue
        cited: dict[tuple[str | int, ...], list[str]] = {}
        for path, authority in names_under(node.value, frozenset(("authority",))):
            cited.setdefault(path, []).append(authority)
        for path, names in cited.items():
            if all(library.authorities.get(each, {}).get("treatment") in _WORN for each in names):
                yield Problem(node.place(*path), f"it leans on {' and '.join(names)}, which is no longer good law")


class _Used:
    """What rules, charge files and aggregates read."""

    def __init__(self, library: Library) -> None:
        vocabulary = library.vocabulary
        self.facts: set[str] = set()
        self.thresholds: set[str] = set()
        self.categories = {name for entry in vocabulary.categories.values() for name in entry.premise_default}
        self.findings = {entry.shown_if for entry in vocabulary.findings.values() if entry.shown_if}
        self.involves = {word for entry in vocabulary.categories.values() for group in entry.needs for word in group}
        for condition in library.conditions():
            for leaf in leaves(condition):
                if isinstance(leaf, CategoryIs):
                    self.categories.add(leaf.category)
                elif isinstance(leaf, FactIs | FactCompares):
                    self.facts.add(leaf.fact)
                    if isinstance(leaf, FactCompares) and leaf.threshold is not None:
                        self.thresholds.add(leaf.threshold)
            self.findings |= {name for name, _ in findings_read(condition, vocabulary)}
        for name in self.facts & set(vocabulary.aggregates):
            aggregate = vocabulary.aggregates[name]
            self.facts |= {fact for fact in (aggregate.of, aggregate.longest_within) if fact}
            for part in aggregate.where:
                self.categories |= {leaf.category for leaf in leaves(part) if isinstance(leaf, CategoryIs)}
                self.findings |= {leaf.finding for leaf in leaves(part) if isinstance(leaf, FindingIs)}


def _entry_place(library: Library, room: str, name: str) -> str:
    return library.nodes[FILE].place(room, name)
