"""What follows from the grounds, question by question: detention, relief, citizenship, travel, and what stays."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from advisor.render import words
from advisor.render.grounds import holders
from advisor.render.offers import Report, answer, behind, found, offers
from advisor.render.page import Page
from advisor.render.table import LABEL

_EXPECTED = words.level("open")
_FOLLOWS = ("detained", "relief_lost", "citizenship_delayed", "travel")

#: A verdict by offer: what tells two consequences apart.
Spread = tuple[tuple[str, str], ...]
Gathered = dict[str, dict[str, Mapping[str, Any]]]


def follows(report: Report, page: Page) -> list[str]:
    """Return what follows from the grounds, and the relief that stays; offers are named where the table does not."""
    lines: list[str] = []
    for question in _FOLLOWS:
        row = _spread({str(offer.get("id")): answer(offer, question) for offer in offers(report)})
        lines += _listed(report, page, words.QUESTIONS[question], (_consequences(report, question), row))
    lines += _listed(report, page, "Relief that stays", (_gains(report), ()))
    return [page.paint("What follows", "bold"), *lines] if lines else []


def _consequences(report: Report, question: str) -> Gathered:
    """Return what answers a question without being a ground: by phrase, the finding of each offer.

    Only what decides the answer for some offer, or touches another relief, is worth a line; a lesser bar to the same
    thing (moral character for a time, where it is barred for good) is left to the details.
    """
    gathered: Gathered = {}
    for offer in offers(report):
        rows = [row for row in behind(offer, question) if not words.is_ground(str(row.get("id")))]
        kept = [row for row in rows if question == "relief_lost" or row.get("verdict") == answer(offer, question)]
        for row in kept:
            if row.get("new") is not False:
                phrase = words.short(str(row.get("id")), row.get("title"))
                gathered.setdefault(phrase, {})[str(offer.get("id"))] = row
    return gathered


def _gains(report: Report) -> Gathered:
    gathered: Gathered = {}
    for offer in offers(report):
        for row in found(offer):
            if words.is_gain(str(row.get("id"))) and words.level(row.get("verdict")) >= words.level("open"):
                phrase = words.short(str(row.get("id")), row.get("title"))
                gathered.setdefault(phrase, {})[str(offer.get("id"))] = row
    return gathered


def _spread(verdicts: Mapping[str, str]) -> Spread:
    """Return the offers whose verdict is open or worse; what is unlikely at most is left to the details."""
    return tuple((offer, verdict) for offer, verdict in verdicts.items() if words.level(verdict) >= _EXPECTED)


def _listed(report: Report, page: Page, label: str, what: tuple[Gathered, Spread]) -> list[str]:
    """Return a label and its phrases, those with the same verdicts together."""
    gathered, row = what
    by_spread: dict[Spread, list[str]] = {}
    for phrase, rows in gathered.items():
        spread = _spread({offer: str(finding.get("verdict")) for offer, finding in rows.items()})
        if spread:
            by_spread.setdefault(spread, []).append(phrase)
    lines: list[str] = []
    for spread, phrases in by_spread.items():
        held = "" if spread == row else f": {holders(report, page, spread)}"
        head = page.cell("" if lines else f" {label}", LABEL + 1)
        lines += page.hang(head, f"{', '.join(phrases)}{held}", most=3)
    return lines
