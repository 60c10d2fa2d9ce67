"""Derivation trees: why a finding holds, or which condition keeps it from holding.

A branch that was shown already is named and not drawn again, and a law file is named where the tree enters it, so that
what a reader sees is the reasoning and not the same conviction proved under every ground.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from advisor.render import words
from advisor.render.offers import Report
from advisor.render.page import Page, sticky
from advisor.render.screen import heading
from advisor.render.table import scale

Node = Mapping[str, Any]

_NARROWEST = 24
_NOTHING = f"{words.NOTHING_FOUND}; `--why-not` and the id of a finding show what keeps it from holding"
_STATES = {
    "given": "",
    "unknown": "not given",
    "unspecified": "the record is silent",
    "assumed": "taken as the ordinary course",
}


@dataclass(slots=True)
class _Drawing:
    """One drawing: the page, and the branches that stand on it already."""

    page: Page
    drawn: set[tuple[str, str, str]] = field(default_factory=set)
    lines: list[str] = field(default_factory=list)


def derivations(report: Report, sections: Sequence[tuple[str, Sequence[Node]]], page: Page) -> str:
    """Return derivation trees under their headings.

    Args:
        report: The report that the trees belong to; its title, law and disclaimer stand on top.
        sections: A heading and its trees; a heading without a tree says that nothing was found.
        page: Where the text goes.
    """
    lines = heading(report, page)
    for name, trees in sections:
        lines += ["", *(page.paint(line, "bold") for line in page.wrap(name, page.width))]
        drawing = _Drawing(page)
        for root in trees:
            _draw(drawing, root, "", "", {})
        lines += drawing.lines or page.hang("  ", _NOTHING)
    return page.finish([*lines, "", *page.wrap(scale(page), page.width)])


def _draw(drawing: _Drawing, node: Node, lead: str, under: str, parent: Node) -> None:
    """Draw a node and its children.

    Args:
        drawing: Where to draw.
        node: The node.
        lead: What stands before its first line.
        under: What stands before its later lines and its children.
        parent: The node above; what it says already (verdict, law file) is not repeated.
    """
    page = drawing.page
    children = [child for child in node.get("children") or [] if isinstance(child, Mapping)]
    key = (str(node.get("says")), str(node.get("verdict")), str(node.get("where")))
    known = bool(children) and key in drawing.drawn
    drawing.drawn.add(key)
    verdict = str(node.get("verdict") or "")
    sign = page.paint(page.shape(verdict), verdict) if verdict else " "
    stem = page.paint(_drawn(page, "│ "), "dim") if children and not known else "  "
    word = f" [{verdict}]" if verdict and (verdict == "no" or verdict != parent.get("verdict")) else ""
    text = f"{node.get('says') or ''}{word}{' ' + sticky('(shown above)') if known else ''}"
    width = page.width - len(under) - 2
    rows = page.wrap(text, width) or [""]
    notes = [] if known else [row for note in _notes(node, _file(parent)) for row in page.wrap(note, width)]
    drawing.lines += page.with_tail([f"{lead}{sign} {rows[0]}"], _line(node, parent))[:1]
    drawing.lines += [f"{under}{stem}{row}" for row in rows[1:]]
    drawing.lines += [f"{under}{stem}{page.paint(row, 'dim')}" for row in notes]
    if not known:
        _draw_children(drawing, children, under, node if node.get("where") else {**node, "where": parent.get("where")})


def _draw_children(drawing: _Drawing, children: list[Node], under: str, parent: Node) -> None:
    page = drawing.page
    if children and len(under) > page.width - _NARROWEST:
        drawing.lines.append(under + _drawn(page, "└ … see --json"))
        return
    for number, child in enumerate(children):
        last = number == len(children) - 1
        branch, trunk = ("└─ ", "   ") if last else ("├─ ", "│  ")
        _draw(drawing, child, under + _drawn(page, branch), under + _drawn(page, trunk), parent)


def _drawn(page: Page, strokes: str) -> str:
    return page.clean(strokes)


def _notes(node: Node, file: str) -> list[str]:
    """Return what is said below a node: the fact and its source, the distance, both readings, authority and place."""
    fact = node.get("fact")
    notes = [_fact(fact)] if isinstance(fact, Mapping) else []
    notes.append(str(node.get("by_how_much") or ""))
    readings = node.get("readings")
    if isinstance(readings, Mapping) and len(set(readings.values())) > 1:
        notes.append(", ".join(f"{str(name).replace('_', ' ')}: {value}" for name, value in readings.items()))
    notes.append("; ".join(sticky(str(cite)) for cite in node.get("authority") or []))
    where = str(node.get("where") or "")
    if where and _file(node) != file:
        notes.append(where)
    return [note for note in notes if note]


def _fact(fact: Mapping[str, Any]) -> str:
    """Return a fact with its value and where in the scenario it stands or would stand."""
    state = next((text for name, text in _STATES.items() if name in (fact.get("state"), fact.get("known"))), None)
    if state is None:
        state = next((text for name, text in _STATES.items() if fact.get(name)), "")
    name = str(fact.get("name") or "fact").replace("_", " ")
    value = fact.get("value")
    shown = "" if value is None or state == _STATES["unknown"] else str(value)
    told = ", ".join(filter(None, (shown, state))) or "not given"
    path = f" ({fact['path']})" if fact.get("path") else ""
    return f"{name}: {told}{path}"


def _line(node: Node, parent: Node) -> str:
    """Return the line on which a condition stands, where its file is that of the node above."""
    file, _, line = str(node.get("where") or "").rpartition(":")
    return f"line {line}" if file and file == _file(parent) else ""


def _file(node: Node) -> str:
    """Return the law file of a node, without the line."""
    return str(node.get("where") or "").rpartition(":")[0]
