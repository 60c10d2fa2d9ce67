"""How findings that rest on one another are told: which condition reads which finding, and where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from advisor.errors import LawFileError
from advisor.law.conditions import FactCompares, FactIs, FindingIs, leaves
from advisor.law.entries import Rule
from advisor.law.vocabulary import FILE, Vocabulary


def circle_error(names: Sequence[str], rules: Sequence[Rule], vocabulary: Vocabulary) -> LawFileError:
    """Return the error for a circle of findings and aggregates, placed at the condition that closes it.

    Args:
        names: Each rests on the next, and the last on the first.
        rules: Every rule of the day.
        vocabulary: The aggregates, which may stand in the circle.
    """
    start = names.index(min(name for name in names if name not in vocabulary.aggregates))
    turned = (*names[start:], *names[: start + 1])
    steps = [(name, read, *_where(name, read, rules, vocabulary)) for name, read in pairwise(turned)]
    told = [f"`{name}` reads `{read}` in {file}:{line}" if line else f"`{name}` counts `{read}` in {file}"
            for name, read, file, line in steps]  # fmt: skip
    _, _, file, line = next(step for step in reversed(steps) if step[3])
    error = LawFileError(f"`{turned[0]}` rests on itself", file=file, line=line, key=turned[0])
    return error.tell(help=f"take one of these conditions away: {'; '.join(told)}")


def _where(name: str, read: str, rules: Sequence[Rule], vocabulary: Vocabulary) -> tuple[str, int]:
    """Return the file and the line where one name reads another; an aggregate reads in the vocabulary, line 0."""
    for rule in rules:
        for leaf in leaves(rule.condition) if rule.concludes == name else ():
            if isinstance(leaf, FindingIs):
                burden = vocabulary.findings[leaf.finding].shown_if if leaf.as_reported else None
                found = read in (leaf.finding, burden)
            else:
                found = isinstance(leaf, FactIs | FactCompares) and leaf.fact == read
            if found:
                return rule.file, leaf.line
    return FILE, 0
