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
    ending,
    found,
    grade,
    listed_once,
    not_ruled_out,
    offers,
    open_note,
    places,
    stands_already,
)
from advisor.render.page import Page

#: The width of the questions; the answers begin right after it.
LABEL = 21
_NARROWEST, _WIDEST = 15, 26
_MARK = "*"
_DOUBT = "+"
_MOST_CHARGE = 3
_DASH = "\N{EN DASH}"
_CRIMES_ONLY = (
    "Inadmissible? and Travel at risk? speak of crimes alone: someone who is here without status can be inadmissible, "
    "and kept out after leaving, without any."
)


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
    return [*lines, "", *_notes(report, page)]


def scale(page: Page) -> str:
    """Return the line that says which sign is which word, and how they are ordered."""
    return f"Scale: {' > '.join(page.verdict(word) for word in reversed(words.VERDICTS))} (none found)"


def _block(report: Report, page: Page, part: list[Mapping[str, Any]], width: int) -> list[str]:
    """Return one block of columns: what each offer is, its answers, and where it stands among the others."""
    lines = list(_headings(page, part, width))
    for question, label in words.QUESTIONS.items():
        row = page.cell(label, LABEL)
        for offer in part:
            row += page.cell(_answer(page, offer, question), width, answer(offer, question))
        lines.append(row)
    order = places(report)
    duties = [words.DUTIES.get(str((offer.get("counsel_must_say") or {}).get("duty")), "") for offer in part]
    lines.append(_row(page, "Counsel must say", duties, width))
    lines.append(_row(page, "Harm added", [str(offer.get("risk") or "") for offer in part], width))
    if len(order) > 1:
        lines.append(_row(page, "Least harm first", [order.get(str(offer.get("id")), "") for offer in part], width))
    return lines


def _headings(page: Page, part: list[Mapping[str, Any]], width: int) -> Iterator[str]:
    """Yield the lines above the answers: the id, what is pleaded to, the sentence."""
    ids = [page.wrap(offer.get("id"), width - 1, most=2) for offer in part]
    charges = [_charge_lines(page, offer, width - 1) for offer in part]
    sentences = [_sentence_lines(page, offer, width - 1) for offer in part]
    for group, style in ((ids, "bold"), (charges, ""), (sentences, "")):
        for number in range(max((len(lines) for lines in group), default=0)):
            row = [lines[number] if number < len(lines) else "" for lines in group]
            yield " " * LABEL + "".join(page.cell(text, width, style) for text in row)


def _row(page: Page, label: str, values: list[str], width: int) -> str:
    shown = [page.clip(page.clean(value), width - 1) for value in values]
    return page.cell(label, LABEL) + "".join(page.cell(text, width) for text in shown)


def _charge_lines(page: Page, offer: Mapping[str, Any], width: int) -> list[str]:
    """Return what is pleaded to: where the name is long it is cut, and the grade is not."""
    pleaded = counts(offer)
    if not pleaded:
        return []
    more = f" and {len(pleaded) - 1} more" if len(pleaded) > 1 else ""
    whole = page.wrap(f"{count_name(pleaded[0])}{more}", width)
    if len(whole) <= _MOST_CHARGE:
        return whole
    end = page.wrap(f"{grade(pleaded[0])}{more}".strip(), width, most=2)
    return [*page.wrap(count_name({**pleaded[0], "grade": ""}), width, most=_MOST_CHARGE - 1), *end]


def _sentences(offer: Mapping[str, Any]) -> str:
    return "; ".join(listed_once(ending(count) for count in counts(offer)))


def _sentence_lines(page: Page, offer: Mapping[str, Any], width: int) -> list[str]:
    """Return the sentences of an offer; a range is set closer where that keeps it on one line."""
    lines = page.wrap(_sentences(offer), width, most=2)
    closer = page.wrap(_sentences(offer).replace(" to ", _DASH), width, most=2)
    return closer if len(closer) < len(lines) else lines


def _answer(page: Page, offer: Mapping[str, Any], question: str) -> str:
    verdict = answer(offer, question)
    note = open_note(offer, question) if verdict == "open" else ""
    mark = _MARK if words.level(verdict) and stands_already(offer, question) else ""
    doubt = _DOUBT if not_ruled_out(offer, question) else ""
    return page.clip(page.verdict(verdict, f"{': ' + note if note else ''}{doubt}{mark}"), _NARROWEST - 1)


def _notes(report: Report, page: Page) -> list[str]:
    """Return the scale, and what the marks in the table mean where they stand in it."""
    answers = [(offer, question) for offer in offers(report) for question in words.QUESTIONS]
    notes = {open_note(*one) for one in answers if answer(*one) == "open"}
    marks = [meaning for note, meaning in words.OPEN_MEANING.items() if note in notes]
    if any(words.level(answer(*one)) and stands_already(*one) for one in answers):
        marks.append(f"{_MARK} the same without this plea")
    if any(not_ruled_out(*one) for one in answers):
        marks.append(f"{_DOUBT} not shown by the record, and not ruled out by it")
    lines = [*page.wrap(scale(page), page.width), *page.wrap("; ".join(marks), page.width)]
    return lines + (page.wrap(_CRIMES_ONLY, page.width) if _removable_already(report) else [])


def _removable_already(report: Report) -> bool:
    """Return whether the status alone makes the person removable, which two of the rows leave out."""
    named = [row for row in found(report.get("baseline")) if row.get("id") == "removable"]
    return any("already" in (row.get("detail") or []) for row in named)
