"""Pages that are no report: lists of offenses and rules, and the text of one of them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence

from advisor.render import words
from advisor.render.page import Page, cells, page_for, sticky, write

_WIDEST_ID = 42


def print_page(lines: Callable[[Page], Iterable[str]], *, note: bool = True) -> None:
    """Print lines on standard output, with the education-only line under them unless it is not about the law."""
    page = page_for(sys.stdout)
    foot = ["", *page.wrap(words.DISCLAIMER, page.width)] if note else []
    write(page.finish([*lines(page), *foot]))


def offense_lines(rows: Sequence[Sequence[str]], text: str, page: Page) -> list[str]:
    """Return offenses one to a line: id, name, citation."""
    if not rows:
        return page.wrap(f"No offense matches `{text}`; `plea charges list` shows every one.", page.width)
    return _columns([(identity, name, citation) for identity, citation, name in rows], page)


def rule_lines(rows: Sequence[str | Sequence[str]], page: Page) -> list[str]:
    """Return rules one to a line: id and title."""
    return _columns([(row,) if isinstance(row, str) else tuple(row) for row in rows], page)


def text_lines(text: str, page: Page) -> list[str]:
    """Return a text page by page width; a line keeps its indent, also where it is broken."""
    lines: list[str] = []
    for line in map(page.clean, text.rstrip("\n").split("\n")):
        if cells(line) <= page.width:
            lines.append(line)
            continue
        indent = " " * min(len(line) - len(line.lstrip(" ")), page.width // 2)
        # The later lines of an item stand under its text, not under its hyphen.
        mark = "- " if line.lstrip(" ").startswith("- ") else ""
        text = line.lstrip(" ").removeprefix(mark)
        first, *rest = page.wrap(text, page.width - len(indent) - len(mark)) or [""]
        lines += [indent + mark + first, *(indent + " " * len(mark) + part for part in rest)]
    return lines


def _columns(rows: list[tuple[str, ...]], page: Page) -> list[str]:
    """Return rows with the first cell as a column and the last at the right edge where it fits."""
    width = min(max(cells(page.clean(row[0])) for row in rows), _WIDEST_ID) + 2 if rows else 0
    lines: list[str] = []
    for first, *rest in rows:
        head = page.clean(first)
        if not rest:
            lines.append(head)
            continue
        start = page.cell(head, width) if cells(head) < width else head + " "
        text = page.hang(start, rest[0], max(width, cells(start)))
        lines += page.with_tail(text, sticky(page.clean(rest[1]))) if len(rest) > 1 else text
    return lines
