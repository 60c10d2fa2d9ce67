"""The sheet that text is laid out on: how wide it is, which characters it can carry, and whether it has colour.

Layout counts cells of a terminal, not characters, and colour is put on after the counting. Whatever comes from a
scenario passes `Page.clean` first: a title may hold escape sequences or line breaks, and must not act on the terminal.
"""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple, TextIO

from advisor.render.words import ASCII_SHAPES, COLOURS, SHAPES

PIPED_WIDTH = 80
NARROWEST, WIDEST = 44, 100

#: A space at which no line may break, as inside a citation; it is an ordinary space once the text is printed.
STICKY = "\N{NO-BREAK SPACE}"

_SAMPLE = "".join(SHAPES.values()) + "─├└│…§"
_STYLES = {"bold": "1", "dim": "2"}
_ASCII = {
    "§": "sec.", "…": "...", "\N{RIGHT SINGLE QUOTATION MARK}": "'", "\N{LEFT SINGLE QUOTATION MARK}": "'",
    "“": '"', "”": '"', "\N{EN DASH}": "-", "—": "-", "·": "-", "─": "-",
    "│": "|", "├": "|", "└": "`", "†": "+", STICKY: STICKY,
}  # fmt: skip


class Page(NamedTuple):
    """What the place that the text goes to can show.

    Attributes:
        width: Cells in a line; no line is longer.
        colour: Escape sequences for colour may be written.
        ascii_only: Nothing beyond ASCII may be written.
    """

    width: int = PIPED_WIDTH
    colour: bool = False
    ascii_only: bool = False

    def clean(self, text: object) -> str:
        """Return a text in one line, without anything that acts on a terminal, in characters this page can carry."""
        line = str(text)
        if not line.replace(STICKY, " ").isprintable():
            line = "".join(_harmless(character) for character in line)
        return line if not self.ascii_only or line.isascii() else "".join(_ascii(character) for character in line)

    def shape(self, verdict: str) -> str:
        """Return the sign of a verdict."""
        return (ASCII_SHAPES if self.ascii_only else SHAPES).get(verdict, "?")

    def verdict(self, word: str, note: str = "") -> str:
        """Return sign and word of a verdict, still without colour."""
        return f"{self.shape(word)} {self.clean(word)}{note}"

    def paint(self, text: str, style: str) -> str:
        """Return the text in a style (`bold`, `dim`) or in the colour of a verdict, if the page has colour."""
        code = _STYLES.get(style) or COLOURS.get(style, "")
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour and code and text.strip() else text

    def cell(self, text: str, width: int, style: str = "") -> str:
        """Return a text painted and filled with spaces up to a width."""
        return self.paint(text, style) + " " * max(0, width - cells(text))

    def rule(self) -> str:
        """Return a line across the page."""
        return self.paint(("-" if self.ascii_only else "─") * self.width, "dim")

    def clip(self, text: str, width: int) -> str:
        """Return a text cut to a width, with an ellipsis where something is missing."""
        if cells(text) <= width:
            return text
        mark = "..." if self.ascii_only else "…"
        kept = ""
        for character in text:
            if cells(kept + character) > width - len(mark):
                break
            kept += character
        return kept.rstrip() + mark

    def wrap(self, text: object, width: int, most: int = 0) -> list[str]:
        """Return a text in lines of at most a width; of more than `most` lines the last one ends in an ellipsis."""
        lines = _broken(self.clean(text), max(1, width))
        if not most or len(lines) <= most:
            return lines
        return [*lines[: most - 1], self.clip(f"{lines[most - 1]} {lines[most]}", width)]

    def hang(self, head: str, text: object, head_width: int | None = None, most: int = 0) -> list[str]:
        """Return a text that stands to the right of a head, its later lines indented under the first.

        The head may be painted; `head_width` is then its width in cells.
        """
        indent = cells(head) if head_width is None else head_width
        lines = self.wrap(text, self.width - indent, most)
        first = head + " " * (indent - cells(head)) if head_width is None else head
        return [(first if not number else " " * indent) + line for number, line in enumerate(lines or [""])]

    def with_tail(self, lines: list[str], tail: str) -> list[str]:
        """Return the lines with a note at the right edge: of the last line if it fits there, else of one more."""
        if not tail:
            return lines
        shown = self.clip(tail, self.width - 4)
        free = self.width - cells(lines[-1]) - cells(shown)
        if free >= 2:
            return [*lines[:-1], lines[-1] + " " * free + self.paint(shown, "dim")]
        return [*lines, " " * (self.width - cells(shown)) + self.paint(shown, "dim")]

    def finish(self, lines: Iterable[str]) -> str:
        """Return the lines as one text that ends with a line break."""
        return "\n".join(line.rstrip() for line in lines).replace(STICKY, " ") + "\n"


def page_for(stream: TextIO, environment: Mapping[str, str] = os.environ) -> Page:
    """Return the page of a stream: a terminal's own width and colour, or 80 columns without colour when piped."""
    terminal = stream.isatty()
    # An old console of Windows prints escape sequences as they are; its newer one says that it is there.
    understands = os.name != "nt" or bool(environment.get("WT_SESSION"))
    colour = terminal and understands and not environment.get("NO_COLOR") and environment.get("TERM") != "dumb"
    return Page(
        width=min(max(_columns(stream) if terminal else PIPED_WIDTH, NARROWEST), WIDEST),
        colour=colour,
        ascii_only=not _carries(_SAMPLE, stream.encoding or "ascii"),
    )


def write(text: str, stream: TextIO | None = None) -> None:
    """Write a text, with a question mark for each character that the stream's encoding lacks."""
    target = stream or sys.stdout
    encoding = target.encoding or "ascii"
    target.write(text.encode(encoding, "replace").decode(encoding))


def cells(text: str) -> int:
    """Return how many cells of a terminal a text takes, colour not counted."""
    if "\x1b" in text:
        text = "".join(part.partition("m")[2] if number else part for number, part in enumerate(text.split("\x1b[")))
    return len(text) if text.isascii() else sum(map(_cell, text))


def sticky(text: str) -> str:
    """Return a text that is not broken between lines."""
    return text.replace(" ", STICKY)


def kept(text: str, width: int) -> str:
    """Return a text that is not broken between lines, unless it is wider than a line is."""
    return sticky(text) if cells(text) <= width else text


@lru_cache(maxsize=4096)
def _cell(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _harmless(character: str) -> str:
    """Replace what a terminal would act upon: controls, line breaks, marks that turn the direction of writing."""
    if character.isprintable() or character == STICKY:
        return character
    if character.isspace():
        return " "
    return "" if unicodedata.category(character) == "Cf" else "\N{REPLACEMENT CHARACTER}"


def _ascii(character: str) -> str:
    if character.isascii():
        return character
    known = _ASCII.get(character)
    return known or unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode() or "?"


def _broken(text: str, width: int) -> list[str]:
    """Break a text at its spaces; a word that is wider than a line is cut."""
    lines: list[str] = []
    current, used = "", 0
    for word in (part for part in text.split(" ") if part):
        rest, needed = word, cells(word)
        if current and used + 1 + needed <= width:
            current, used = f"{current} {rest}", used + 1 + needed
            continue
        if current:
            lines.append(current)
        while needed > width:
            cut = _cut(rest, width)
            lines.append(rest[:cut])
            rest = rest[cut:]
            needed = cells(rest)
        current, used = rest, needed
    return [*lines, current] if current else lines


def _cut(word: str, width: int) -> int:
    """Return after how many characters (at least one) to break a word: after a hyphen, or where the line is full."""
    taken = 0
    for position, character in enumerate(word):
        taken += _cell(character)
        if taken > width:
            hyphen = word.rfind("-", 0, position) + 1
            return hyphen if hyphen > position // 2 else max(1, position)
    return len(word)


def _columns(stream: TextIO) -> int:
    try:
        return os.get_terminal_size(stream.fileno()).columns or PIPED_WIDTH
    except (OSError, ValueError):
        return PIPED_WIDTH


def _carries(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True
