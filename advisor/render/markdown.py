"""A text page of a rule or an offense as Markdown: the same words, its parts under headings and its lines in lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

_CODE = re.compile(r"(`[^`]*`)")
_ACTIVE = re.compile(r"([*<\\]|\](?=\())")


class Block(NamedTuple):
    """One part of a text page.

    Attributes:
        heading: Its heading; empty for the lines at the head of the page.
        lines: Its lines, with the indent that they have.
    """

    heading: str
    lines: tuple[str, ...]


def blocks_of(text: str) -> list[Block]:
    """Return the parts of a text page: what stands before the first heading, then each heading with its lines."""
    found: list[tuple[str, list[str]]] = [("", [])]
    after_blank = False
    for line in text.splitlines():
        if line and not line.startswith(" ") and after_blank:
            found.append((line, []))
        elif line:
            found[-1][1].append(line)
        after_blank = not line
    return [Block(heading, tuple(lines)) for heading, lines in found]


def listed(lines: Sequence[str]) -> Iterator[str]:
    """Yield indented lines as a list, each line one step deeper than the nearest one above that is indented less.

    A single line is a paragraph.
    """
    if len(lines) == 1:
        yield escaped(lines[0].strip().removeprefix("- "))
        return
    open_indents: list[int] = []
    for line in lines:
        indent = len(line) - len(line.lstrip(" "))
        while open_indents and open_indents[-1] >= indent:
            open_indents.pop()
        yield f"{'  ' * len(open_indents)}- {escaped(line.strip().removeprefix('- '))}"
        open_indents.append(indent)


def section(block: Block, level: int) -> Iterator[str]:
    """Yield a part with its heading, a heading without lines as a paragraph."""
    if not block.lines:
        yield from ("", escaped(block.heading))
        return
    yield from ("", f"{'#' * level} {escaped(block.heading)}", "", *listed(block.lines))


def escaped(text: str) -> str:
    """Return a text in which nothing but code in backticks has a meaning for Markdown."""
    parts = _CODE.split(text)
    return "".join(part if number % 2 else _ACTIVE.sub(r"\\\1", part) for number, part in enumerate(parts))


def page_of(lines: Iterable[str]) -> str:
    """Return lines as a file: no blank at its beginning, none doubled, one line break at the end."""
    kept: list[str] = []
    for line in lines:
        if line or (kept and kept[-1]):
            kept.append(line.rstrip())
    return "\n".join(kept).strip("\n") + "\n"
