"""The six answers side by side: a column for each plea option, in blocks that fit the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from advisor.render import words
from advisor.render.offers import (
    Report,
    answer,
    count_name,
    counts,
    listed_once,
    offers,
    open_note,
    sentence,
    stands_already,
)
from advisor.render.page import Page

#: The width of the questions; the answers begin right after it.
LABEL = 21
_NARROWEST, _WIDEST = 15, 26
_MARK = "*"


def table(report: Report, page: Page) -> list[str]:
    """Return the table; offers that do not fit beside the others stand in a second block, never off the edge."""
    every = offers(report)
    if not every:
        return page.wrap("No plea option is given, so only what stands already was looked at.", page.width)
    most = max(1, (page.width + 1 - LABEL) // _NARROWEST)
    blocks = -(-len(every) // most)
    size = -(-len(every) // blocks)
    width = min((page.width + 1 - LABEL) // size, _WIDEST)
    lines: list[str] = []
    for start in range(0, len(every), size):
        lines += [""] * bool(lines) + _block(report, page, every[start : start + size], width)
    return lines + _notes(report, page)


def scale(page: Page) -> str:
    """Return the line that says which sign is which word, and how they are ordered."""
    return f"Scale: {' > '.join(page.verdict(word) for word in reversed(words.VERDICTS))} (none found)"


def _block(report: Report, page: Page, part: list[Mapping[str, Any]], width: int) -> list[str]:
    """Return one block of columns: what each offer is, its answers, and where it stands among the others."""
    lines = list(_headings(page, part, width))
    lines.append(" " * LABEL + page.paint(("-" if page.ascii_only else "─") * (width * len(part) - 1), "dim"))
    for question, label in words.QUESTIONS.items():
        row = page.cell(label, LABEL)
        for offer in part:
            row += page.cell(_answer(page, offer, question), width, answer(offer, question))
        lines.append(row)
    places = {str(name): words.ordinal(place) for place, name in enumerate(report.get("ranking") or [], 1)}
    duties = [words.DUTIES.get(str((offer.get("counsel_must_say") or {}).get("duty")), "") for offer in part]
    lines.append(_row(page, "Counsel must say", duties, width))
    lines.append(_row(page, "Harm added", [str(offer.get("risk") or "") for offer in part], width))
    if len(places) > 1:
        lines.append(_row(page, "Least harm first", [places.get(str(offer.get("id")), "") for offer in part], width))
    return lines


def _headings(page: Page, part: list[Mapping[str, Any]], width: int) -> Iterator[str]:
    """Yield the lines above the answers: the id, what is pleaded to, the sentence."""
    ids = [page.wrap(offer.get("id"), width - 1, most=2) for offer in part]
    charges = [page.wrap(_charge(offer), width - 1, most=3) for offer in part]
    sentences = [page.wrap(_sentences(offer), width - 1, most=2) for offer in part]
    for group, style in ((ids, "bold"), (charges, ""), (sentences, "")):
        for number in range(max((len(lines) for lines in group), default=0)):
            row = [lines[number] if number < len(lines) else "" for lines in group]
            yield " " * LABEL + "".join(page.cell(text, width, style) for text in row)


def _row(page: Page, label: str, values: list[str], width: int) -> str:
    shown = [page.clip(page.clean(value), width - 1) for value in values]
    return page.cell(label, LABEL) + "".join(page.cell(text, width) for text in shown)


def _charge(offer: Mapping[str, Any]) -> str:
    names = [count_name(count) for count in counts(offer)]
    more = f" and {len(names) - 1} more" if len(names) > 1 else ""
    return f"{names[0]}{more}" if names else ""


def _sentences(offer: Mapping[str, Any]) -> str:
    return "; ".join(listed_once(sentence(count) for count in counts(offer)))


def _answer(page: Page, offer: Mapping[str, Any], question: str) -> str:
    verdict = answer(offer, question)
    note = open_note(offer, question) if verdict == "open" else ""
    mark = _MARK if words.level(verdict) and stands_already(offer, question) else ""
    return page.clip(page.verdict(verdict, f"{': ' + note if note else ''}{mark}"), _NARROWEST - 1)


def _notes(report: Report, page: Page) -> list[str]:
    """Return the scale, and what the marks in the table mean where they stand in it."""
    answers = [(offer, question) for offer in offers(report) for question in words.QUESTIONS]
    notes = [scale(page)]
    if any(answer(*one) == "open" and open_note(*one) for one in answers):
        notes.append(words.OPEN_MEANING)
    if any(words.level(answer(*one)) and stands_already(*one) for one in answers):
        notes.append(f"{_MARK} The answer is the same without this plea.")
    return ["", *(line for note in notes for line in page.wrap(note, page.width))]
