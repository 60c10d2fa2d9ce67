"""Whether the versions of each rule, figure and answer follow one another without overlap and without a silent gap."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from advisor.errors import Problem
from advisor.law.checks.parts import FIRST_DAY, LAST_DAY, Entry, Library, day_after, day_before
from advisor.law.conditions import FactCompares, leaves


def check_dates(library: Library) -> Iterator[Problem]:
    """Yield every mistake in the dates of rules, thresholds and answers."""
    for rule in library.law["rules"]:
        yield from _versions(rule, rule["file"])
        yield from _looked_back(rule)
    for threshold in library.law["thresholds"]:
        yield from _versions(threshold, threshold["file"])
    yield from _figures(library)
    by_category: dict[tuple[str, str, str], list[Entry]] = {}
    for entry in library.answers:
        key = (entry.file["file"], entry.offense["id"], entry.data["category"])
        by_category.setdefault(key, []).append(entry)
    for (_, offense, category), entries in by_category.items():
        if any(entry.days != (FIRST_DAY, LAST_DAY) for entry in entries):
            yield from _answers(f"`{category}` of `{offense}`", entries)


def _versions(entry: Mapping[str, Any], file: str) -> Iterator[Problem]:
    versions: Sequence[Mapping[str, Any]] = entry["versions"]
    place = f"{file}:{versions[0]['line']}"
    if "before" not in versions[0]:
        yield Problem(place, f"`{entry['id']}` does not say what was law before its first day",
                      "add `before: no_such_law` or `before: not_encoded`")  # fmt: skip
    if len({version.get("dated_by", "as_of") for version in versions}) > 1:
        yield Problem(place, f"the versions of `{entry['id']}` have different `dated_by`", "make it two rules")
        return
    for version in versions:
        yield from _order(f"{file}:{version['line']}", version)
    for earlier, later in pairwise(versions):
        yield from _seam(f"{file}:{later['line']}", entry["id"], earlier, later)


def _order(place: str, entry: Mapping[str, Any]) -> Iterator[Problem]:
    first, last = entry.get("effective_from", FIRST_DAY), entry.get("effective_to", LAST_DAY)
    if last < first:
        yield Problem(place, f"it ends on {last}, before it starts on {first}", "correct one of the two days")


def _seam(place: str, name: str, earlier: Mapping[str, Any], later: Mapping[str, Any]) -> Iterator[Problem]:
    last, first = earlier.get("effective_to", LAST_DAY), later["effective_from"]
    if first <= last:
        shown = f"ends on {last}" if last != LAST_DAY else "does not end"
        yield Problem(place, f"two versions of `{name}` overlap: one starts on {first}, and the one before it {shown}",
                      f"end the earlier one on {day_before(first)}, and keep them in the order of time")  # fmt: skip
    elif day_before(first) != last and "before" not in later:
        yield Problem(place, f"no version of `{name}` covers the days from {day_after(last)} to {day_before(first)}",
                      "say what stood there: `before: no_such_law` or `before: not_encoded`")  # fmt: skip


def _looked_back(rule: Mapping[str, Any]) -> Iterator[Problem]:
    """Refuse a version that looks to the day of the offense and leaves the days before it unencoded.

    A scenario is never refused for the day of one of its counts: the rule would be silent, and silence reads as `no`.
    """
    for version in rule["versions"]:
        if version["dated_by"] != "as_of" and version.get("before") == "not_encoded":
            yield Problem(f"{rule['file']}:{version['line']}",
                          f"`{rule['id']}` would be silent for counts before {version['effective_from']}",
                          "encode the earlier law, or say `before: no_such_law` if there was none")  # fmt: skip


def _figures(library: Library) -> Iterator[Problem]:
    """Yield each rule that is in force on a day for which a figure that it asks for is not known."""
    known = {threshold["id"]: threshold["versions"] for threshold in library.law["thresholds"]}
    for each in library.versions:
        span = (each.version["effective_from"], each.version.get("effective_to", LAST_DAY))
        compared = [leaf for leaf in leaves(each.condition) if isinstance(leaf, FactCompares)]
        for name in sorted({leaf.threshold for leaf in compared if leaf.threshold}):
            stretches = [(entry["effective_from"], entry.get("effective_to", LAST_DAY)) for entry in known[name]]
            missing = [(first, last) for first, last in _uncovered(stretches) if first <= span[1] and span[0] <= last]
            for first, last in missing:
                shown = f"from {max(first, span[0])} to {min(last, span[1])}"
                yield Problem(each.place, f"`{each.rule['id']}` asks for `{name}`, whose figure is not known {shown}",
                              "start the rule with the figure, or give the earlier figure")  # fmt: skip


def _answers(name: str, entries: Sequence[Entry]) -> Iterator[Problem]:
    words = {entry.data.get("dated_by", "as_of") for entry in entries if entry.days != (FIRST_DAY, LAST_DAY)}
    if len(words) > 1:
        yield Problem(entries[0].place, f"the answers on {name} have different `dated_by`", "give all of them the same")
        return
    for entry in entries:
        yield from _order(entry.place, entry.data)
    for first, last in _uncovered([entry.days for entry in entries]):
        until = f"from {first} to {last}" if first > FIRST_DAY else f"before {day_after(last)}"
        shown = until if last != LAST_DAY else f"from {first} on"
        yield Problem(entries[0].place, f"no entry answers {name} for the days {shown}",
                      "answer them; `no` has to be said")  # fmt: skip


def _uncovered(stretches: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the stretches of days that none of some stretches covers."""
    first = FIRST_DAY
    for start, end in sorted(stretches):
        if start > first:
            yield first, day_before(start)
        if end == LAST_DAY:
            return
        first = max(first, day_after(end))
    yield first, LAST_DAY
