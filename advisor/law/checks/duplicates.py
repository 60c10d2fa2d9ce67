"""Whether anything stands twice: ids, rules, answers that an earlier one leaves nothing to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from advisor.errors import Problem
from advisor.law.checks.parts import LAST_DAY, Entry, Library, RuleVersion, day_after
from advisor.law.conditions import Condition, to_plain
from advisor.law.tables import AUTHORITY_TABLES, DISPOSITIONS, DRUGS, LIBRARY


def check_twins(library: Library) -> Iterator[Problem]:
    """Yield each rule that has the conditions and the conclusion of another one on the same day."""
    seen: dict[str, list[RuleVersion]] = {}
    for each in library.versions:
        rule, version = each.rule, each.version
        key = repr((rule["concludes"], rule.get("detail"), version["dated_by"], plain_form(each.condition)))
        for other in seen.get(key, ()):
            # Two versions of one rule that overlap are told as such.
            if other.rule["id"] != rule["id"] and _overlap(other, each):
                yield Problem(each.place, f"`{rule['id']}` asks and concludes what `{other.rule['id']}` does",
                              f"take one of the two away; the other stands in {other.place}")  # fmt: skip
        seen.setdefault(key, []).append(each)


def _overlap(one: RuleVersion, other: RuleVersion) -> bool:
    first = max(one.version["effective_from"], other.version["effective_from"])
    return bool(first <= min(one.version.get("effective_to", LAST_DAY), other.version.get("effective_to", LAST_DAY)))


def plain_form(condition: Condition) -> Any:
    """Return a condition without its lines, the parts of each `all` and `any` in one order and lone parts bare."""
    return _plain_form(to_plain(condition))


def _plain_form(plain: list[Any]) -> Any:
    kind, _, *rest = plain
    if kind in ("all", "any"):
        parts: list[Any] = []
        for part in map(_plain_form, rest):
            parts += part[1] if part[0] == kind else [part]
        ordered = sorted({repr(part): part for part in parts}.items())
        return ordered[0][1] if len(ordered) == 1 else (kind, [part for _, part in ordered])
    if kind == "not":
        return (kind, _plain_form(rest[0]))
    # The authority of a condition is no part of what it asks.
    return (kind, *(rest[:-1] if kind in ("is", "compare") else rest))


def check_answers(library: Library) -> Iterator[Problem]:
    """Yield each entry of a charge file that can never be reached, and each list of grades that may end in nothing."""
    for entries in _lists(library.answers):
        yield from _shadowed(entries)
    for entries in _lists(library.grades):
        yield from _grades(entries)


def _lists(entries: Iterable[Entry]) -> Iterable[list[Entry]]:
    """Return the entries that are tried in one order."""
    found: dict[tuple[str, str, str], list[Entry]] = {}
    for entry in entries:
        key = (entry.file["file"], entry.offense["id"], entry.data.get("category", ""))
        found.setdefault(key, []).append(entry)
    return found.values()


def _shadowed(entries: Sequence[Entry]) -> Iterator[Problem]:
    taken: list[tuple[str, str]] = []
    asked: list[tuple[str, tuple[str, str]]] = []
    for entry in entries:
        name = f"`{entry.data['category']}` of `{entry.offense['id']}`"
        if _covered(entry.days, taken):
            yield Problem(entry.place, f"this answer on {name} is never reached: one before it holds in every case",
                          "put the specific answer first")  # fmt: skip
        elif entry.condition is not None:
            form = repr(plain_form(entry.condition))
            if any(form == other and _covered(entry.days, [days]) for other, days in asked):
                yield Problem(entry.place, f"this answer on {name} is never reached: one before it asks the same")
            asked.append((form, entry.days))
        else:
            taken.append(entry.days)
        if entry.data.get("otherwise") and entry.condition is not None:
            yield Problem(
                entry.place, f"this answer on {name} says `otherwise` and has a condition", "drop one of them"
            )


def _covered(days: tuple[str, str], stretches: Iterable[tuple[str, str]]) -> bool:
    """Return whether every day of a stretch lies in one of some others."""
    first, last = days
    for start, end in sorted(stretches):
        if start > first:
            return False
        if end >= last:
            return True
        first = max(first, day_after(end))
    return False


def _grades(entries: Sequence[Entry]) -> Iterator[Problem]:
    name = f"the grades of `{entries[0].offense['id']}`"
    if entries[-1].condition is not None:
        yield Problem(entries[-1].place, f"{name} end in a condition, so that there may be none",
                      "let the last say `otherwise: true`")  # fmt: skip
    asked: set[str] = set()
    for number, entry in enumerate(entries):
        if entry.data.get("otherwise") and number < len(entries) - 1:
            yield Problem(
                entries[number + 1].place, f"this one of {name} is never reached: one before it holds otherwise"
            )
        if entry.condition is not None:
            form = repr(plain_form(entry.condition))
            if form in asked:
                yield Problem(entry.place, f"this one of {name} is never reached: one before it asks the same")
            asked.add(form)


def check_ids(library: Library) -> Iterator[Problem]:
    """Yield each id that two entries bear."""
    offenses = [(offense["id"], f"{file['file']}:{offense['line']}")
                for file in library.law["charges"].values() for offense in file["offenses"]]  # fmt: skip
    yield from _twice("offense", offenses)
    yield from _twice("authority", [pair for name in AUTHORITY_TABLES for pair in _ids(library, name)])
    yield from _twice("drug", [(word.lower(), place) for name, place, entry in _entries(library, DRUGS, "name")
                               for word in (name, *entry.get("aliases", ()))])  # fmt: skip
    for part in ("dispositions", "post_conviction"):
        named = _entries(library, DISPOSITIONS, "id", part)
        yield from _twice("disposition", [(word, place) for name, place, entry in named
                                          for word in (name, *entry.get("aliases", ()))])  # fmt: skip
    yield from _twice("entry", [(name, place) for name, place, _ in _entries(library, LIBRARY, "id", "not_covered")])


def _ids(library: Library, table: str) -> list[tuple[str, str]]:
    return [(name, place) for name, place, _ in _entries(library, table, "id")]


def _entries(library: Library, table: str, key: str, part: str = "") -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield name, place and data of each entry of a table or of a part of one."""
    node = library.nodes.get(table)
    value = node.value if node and table in library.law["tables"] else []
    at = (part,) if part else ()
    entries = value.get(part, []) if part and isinstance(value, dict) else value
    for index, entry in enumerate(entries if isinstance(entries, list) else []):
        if node and isinstance(entry, dict) and isinstance(entry.get(key), str):
            yield entry[key], node.place(*at, index), entry


def _twice(kind: str, named: Iterable[tuple[str, str]]) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for name, place in named:
        if name in first:
            help_text = f"rename one of them; the other stands in {first[name]}"
            yield Problem(place, f"two {kind} entries are called `{name}`", help_text)
        first.setdefault(name, place)
