"""Derivation trees: why a finding holds, or which condition keeps it from holding.

A tree is the reasoning and not the record of the engine: steps that only pass on a verdict are joined, plain facts that
hold share a line, a branch that was shown is named and not drawn again, and of the ways to an absent finding the
nearest ones are drawn and the others named.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from advisor.render import phrasing, words
from advisor.render.branches import Branch, branch_of
from advisor.render.offers import Report
from advisor.render.page import Page, kept, sticky
from advisor.render.screen import heading
from advisor.render.table import scale

Node = Mapping[str, Any]

_NARROWEST = 24
_NOTHING = f"{words.NOTHING_FOUND}; `--why-not` and the id of a finding show what keeps it from holding"
_STATES = {
    "unknown": "not given",
    "unspecified": "the record is silent",
    "assumed": "taken as the ordinary course",
}


@dataclass(slots=True)
class _Drawing:
    """One drawing: the page, the branches that stand on it already, and whether counts are told apart."""

    page: Page
    numbered: bool = False
    drawn: set[tuple[str, str]] = field(default_factory=set)
    given: set[str] = field(default_factory=set)
    lines: list[str] = field(default_factory=list)


def derivations(report: Report, sections: Sequence[tuple[str, Sequence[Node]]], page: Page) -> str:
    """Return derivation trees under their headings.

    Args:
        report: The report that the trees belong to; its title and law stand on top.
        sections: A heading and its trees; a heading without a tree says that nothing was found.
        page: Where the text goes.
    """
    lines = heading(report, page)
    for name, trees in sections:
        lines += ["", *(page.paint(line, "bold") for line in page.wrap(name, page.width))]
        drawing = _Drawing(page, _several_counts(trees))
        for number, root in enumerate(trees):
            drawing.lines += [""] * bool(number)
            _draw(drawing, branch_of(root), "", "", None)
        lines += drawing.lines or page.hang("  ", _NOTHING)
    return page.finish([*lines, "", *page.wrap(scale(page), page.width)])


def _several_counts(trees: Sequence[Node]) -> bool:
    """Return whether the trees speak of more than one count of a plea."""
    waiting, found = list(trees), set()
    while waiting:
        node = waiting.pop()
        found |= phrasing.rows_named(str(node.get("says") or ""))
        waiting += [child for child in node.get("children") or [] if isinstance(child, Mapping)]
    return len(found) > 1


def _draw(drawing: _Drawing, branch: Branch, lead: str, under: str, parent: Branch | None) -> None:
    """Draw a branch and what it rests on.

    Args:
        drawing: Where to draw.
        branch: The branch.
        lead: What stands before its first line.
        under: What stands before its later lines and its children.
        parent: The branch above; what it says already (verdict, law file) is not repeated.
    """
    page = drawing.page
    says = f"given: {'; '.join(branch.plain)}" if branch.plain else branch.says
    says = phrasing.without_rows(says, numbered=drawing.numbered)
    key = (says, branch.verdict)
    known = bool(branch.children) and key in drawing.drawn
    drawing.drawn.add(key)
    rests = bool(branch.children) and not known
    sign = page.paint(page.shape(branch.verdict), branch.verdict) if branch.verdict else " "
    stem = page.paint(page.clean("│ "), "dim") if rests else "  "
    told = branch.plain or (parent and branch.verdict == parent.verdict)
    word = f" [{branch.verdict}]" if branch.verdict and not told else ""
    width = page.width - len(under) - 2
    rows = page.wrap(f"{says}{word}{' ' + sticky('(as above)') if known else ''}", width) or [""]
    notes = [] if known else [row for note in _notes(branch, parent, width) for row in page.wrap(note, width)]
    drawing.lines += [f"{lead}{sign} {rows[0]}", *(f"{under}{stem}{row}" for row in rows[1:])]
    drawing.lines += [f"{under}{stem}{page.paint(row, 'dim')}" for row in notes]
    if rests:
        _draw_children(drawing, branch, under)


def _draw_children(drawing: _Drawing, branch: Branch, under: str) -> None:
    page = drawing.page
    if len(under) > page.width - _NARROWEST:
        drawing.lines.append(under + page.clean("└ … see --json"))
        return
    shown = [child for child in (_fresh(drawing, child) for child in branch.children) if child]
    for number, child in enumerate(shown):
        last = number == len(shown) - 1
        fork, trunk = ("└─ ", "   ") if last else ("├─ ", "│  ")
        _draw(drawing, child, under + page.clean(fork), under + page.clean(trunk), branch)


def _fresh(drawing: _Drawing, branch: Branch) -> Branch | None:
    """Return a branch without the plain facts that stand in this drawing already; None where nothing is left."""
    if not branch.plain:
        return branch
    plain = tuple(text for text in branch.plain if text not in drawing.given)
    drawing.given.update(plain)
    return replace(branch, plain=plain) if plain else None


def _notes(branch: Branch, parent: Branch | None, width: int) -> list[str]:
    """Return what is said below a branch: the fact that is missing, the distance, both readings, source and place."""
    notes = [_fact(branch.fact, branch.says), branch.by_how_much]
    if len(set(branch.readings.values())) > 1:
        notes.append(", ".join(f"{name.replace('_', ' ')}: {value}" for name, value in branch.readings.items()))
    file = branch.where.rpartition(":")[0]
    near = bool(parent) and file == (parent.where if parent else "").rpartition(":")[0]
    place = f"line {branch.where.rpartition(':')[2]}" if near and file else branch.where
    sources = "; ".join(kept(phrasing.short_cite(cite), width) for cite in branch.authority)
    notes.append(" · ".join(filter(None, (sources, kept(place, width)))))
    return [note for note in notes if note]


def _fact(fact: Mapping[str, Any], says: str) -> str:
    """Return a fact that the step does not tell already: where it would be given, or that it is taken."""
    state = str(fact.get("state") or fact.get("known") or "")
    state = state if state in _STATES else next((name for name in _STATES if fact.get(name)), "")
    name = str(fact.get("name") or "").replace("_", " ")
    value = "" if fact.get("value") is None or state == "unknown" else str(fact["value"])
    path = f" ({fact['path']})" if fact.get("path") else ""
    if not name or (not state and not path and (value in says or fact.get("state") == "classified")):
        return ""
    told = ", ".join(filter(None, (value, _STATES.get(state, "")))) or "not given"
    return f"{name}: {told}{path}"
