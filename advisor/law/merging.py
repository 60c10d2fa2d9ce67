"""Two tables of authorities as one: a user's own entries are added to the shipped ones and may replace some of them.

Every other file of a user's replaces the shipped one of the same path as a whole. A table of authorities could not be
used in that way: whoever adds one statute would have to carry along every decision that the rules lean on.
"""

from __future__ import annotations

from typing import Any

from advisor.document import Node, PathInDocument


def merged(own: Node, shipped: Node) -> Node:
    """Return both tables in one document, the own entries first, without the shipped ones of the same id.

    A table that is no list is returned alone; what is wrong with it is told by whoever checks tables.
    """
    if not isinstance(own.value, list) or not isinstance(shipped.value, list):
        return own
    taken = {_id_of(entry) for entry in own.value} - {""}
    kept = [number for number, entry in enumerate(shipped.value) if _id_of(entry) not in taken]
    places = {number: len(own.value) + place for place, number in enumerate(kept)}
    lines: dict[PathInDocument, int] = dict(own.lines)
    for path, line in shipped.lines.items():
        if path and path[0] in places:
            lines[places[int(path[0])], *path[1:]] = line
    return Node([*own.value, *(shipped.value[number] for number in kept)], lines, own.name)


def _id_of(entry: Any) -> str:
    """Return the id of an entry, or nothing where it has none that could be one."""
    name = entry.get("id") if isinstance(entry, dict) else ""
    return name if isinstance(name, str) else ""
