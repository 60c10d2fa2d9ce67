"""Which counts belong together: one scheme, terms that run at the same time."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.findings import Group
from advisor.scenario import Concurrent, Count


def case_of(role: str, conviction_date: str | None) -> str:
    """Return the name of a count's case: counts of one list and one day of conviction are one case."""
    return f"{role} {conviction_date or 'as_of'}"


def scheme_of(count: Count, case: str, path: str) -> Group:
    """Return the scheme of a count: its number, or unknown within its case."""
    if count.scheme is None:
        return Group(case, None, (f"{path}.scheme",))
    return Group(case, str(count.scheme))


def sentence_groups(counts: Sequence[Count], cases: Sequence[str], paths: Sequence[str]) -> list[Group]:
    """Return for each count of a list the group within which its term runs.

    A count alone in its case, and one that runs consecutively, stands by itself; where all the others of a case do,
    so does the last. Where nothing is said it may run with any of its case.
    """
    numbers: list[str | None] = [None] * len(counts)
    for index, count in enumerate(counts):
        mates = [other for other, case in enumerate(cases) if case == cases[index]]
        if count.runs == "consecutive" or len(mates) == 1:
            numbers[index] = f"{index}"
    for index, count in enumerate(counts):
        if count.runs == "concurrent":
            _join(index, [other for other, case in enumerate(cases) if case == cases[index]], numbers, counts)
        elif isinstance(count.runs, Concurrent):
            _join(index, list(count.runs.concurrent_with), numbers, counts)
    for case in set(cases):
        loose = [index for index, number in enumerate(numbers) if number is None and cases[index] == case]
        if len(loose) == 1:
            numbers[loose[0]] = f"{loose[0]}"
    # What runs consecutively is a case of its own here: no count of which nothing is said may turn out to run with it.
    return [
        Group(path if count.runs == "consecutive" else case, number, () if number is not None else (f"{path}.runs",))
        for count, case, number, path in zip(counts, cases, numbers, paths, strict=True)
    ]


def _join(index: int, partners: list[int], numbers: list[str | None], counts: Sequence[Count]) -> None:
    """Put a count into one group with its partners, those that run consecutively left out."""
    members = [index, *(other for other in partners if other < len(counts) and counts[other].runs != "consecutive")]
    name = min((number for member in members if (number := numbers[member]) is not None), default=f"{min(members)}")
    merged = {numbers[member] for member in members} - {None}
    for other, number in enumerate(numbers):
        if other in members or number in merged:
            numbers[other] = name
