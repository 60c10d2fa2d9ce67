"""Why the answers are what they are: the grounds that the offers add, and what follows from them.

A ground is told once for all offers that share it, a reason once for all grounds that share it. What follows from the
grounds is listed under its question, with the offers named only where they are not those of the table.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from advisor.render import words
from advisor.render.offers import (
    Reason,
    Report,
    answer,
    behind,
    citations,
    found,
    grouped,
    listed_once,
    named,
    offers,
    reasons,
)
from advisor.render.page import Page, cells, sticky
from advisor.render.table import LABEL

_MOST = 7
_VERDICT = 14
_FOLLOWS = ("detained", "relief_lost", "citizenship_delayed", "travel")

#: A verdict by offer: what tells two consequences apart.
Spread = tuple[tuple[str, str], ...]


def why(report: Report, page: Page) -> list[str]:
    """Return each ground that an offer adds, with its reason, its citation and what would remove it."""
    every = reasons(report)
    if not every:
        nothing = f"Why: {words.NOTHING_FOUND} for any of these offers."
        return page.wrap(nothing, page.width) if offers(report) else []
    lines = [page.paint("Why", "bold")]
    said: set[tuple[str, str]] = set()
    for reason in every[:_MOST]:
        lines += _heading(page, reason) + _reason(report, page, reason, said)
    return lines + and_more(page, len(every) - _MOST)


def follows(report: Report, page: Page) -> list[str]:
    """Return what follows from the grounds, question by question, and the relief that stays."""
    lines: list[str] = []
    for question in _FOLLOWS:
        row = {str(offer.get("id")): answer(offer, question) for offer in offers(report)}
        lines += _listed(report, page, words.QUESTIONS[question], _consequences(report, question), _spread(row))
    lines += _listed(report, page, "Relief that stays", _gains(report), ())
    return [page.paint("What follows", "bold"), *lines] if lines else []


def and_more(page: Page, number: int) -> list[str]:
    """Return the line that says how many were left out here."""
    return page.wrap(f" and {number} more, in the details below", page.width) if number > 0 else []


def with_citations(page: Page, lines: list[str], cites: list[str], *, optional: bool = False) -> list[str]:
    """Return the lines with as many citations at the edge as fit there, two at most; one at least unless optional."""
    shown = [page.clean(sticky("; ".join(cites[:most]))) for most in (2, 1)]
    free = page.width - cells(lines[-1]) - 2
    return page.with_tail(lines, next((text for text in shown if cells(text) <= free), "" if optional else shown[-1]))


def _heading(page: Page, reason: Reason) -> list[str]:
    details = listed_once(str(detail) for row in reason.findings.values() for detail in row.get("detail") or [])
    title = f"{reason.title} ({', '.join(details)})" if details else reason.title
    lines = [f" {page.paint(line, 'bold')}" for line in page.wrap(title, page.width - 1, most=2)]
    return with_citations(page, lines, citations(reason.findings.values()))


def _reason(report: Report, page: Page, reason: Reason, said: set[tuple[str, str]]) -> list[str]:
    """Return each verdict of a ground with its offers, the reason, and what would change it."""
    pairs = ((_told(finding, offer, said), offer) for offer, finding in reason.findings.items())
    groups = sorted(grouped(pairs).items(), key=lambda item: -words.level(item[0][0]))
    lines: list[str] = []
    for (verdict, summary, avoided), ids in groups:
        head = "  " + page.cell(page.verdict(verdict), _VERDICT - 2, verdict)
        names = named(ids, report)
        lines += page.hang(head, f"{names}: {summary}" if summary else names, _VERDICT)
        if avoided:
            lines += page.hang(" " * _VERDICT, f"Falls away with: {'; or '.join(avoided)}.", most=2)
    for offer, finding in reason.findings.items():
        said.add((offer, str(finding.get("summary"))))
    return lines


def _told(finding: Mapping[str, Any], offer: str, said: set[tuple[str, str]]) -> tuple[str, str, tuple[str, ...]]:
    """Return the verdict, the reason (unless an earlier ground gave it for this offer) and the ways out."""
    summary = str(finding.get("summary") or "")
    repeated = "for the same reason as above." if (offer, summary) in said else summary
    return str(finding.get("verdict")), repeated, tuple(str(way) for way in finding.get("avoided_by") or [])


def _consequences(report: Report, question: str) -> dict[str, dict[str, Mapping[str, Any]]]:
    """Return what answers a question without being a ground: by phrase, the finding of each offer.

    Only what decides the answer for some offer, or touches another relief, is worth a line; a lesser bar to the same
    thing (moral character for a time, where it is barred for good) is left to the details.
    """
    gathered: dict[str, dict[str, Mapping[str, Any]]] = {}
    for offer in offers(report):
        rows = [row for row in behind(offer, question) if not words.is_ground(str(row.get("id")))]
        kept = [row for row in rows if question == "relief_lost" or row.get("verdict") == answer(offer, question)]
        for row in kept:
            if row.get("new") is not False:
                phrase = words.short(str(row.get("id")), row.get("title"))
                gathered.setdefault(phrase, {})[str(offer.get("id"))] = row
    return gathered


def _gains(report: Report) -> dict[str, dict[str, Mapping[str, Any]]]:
    gathered: dict[str, dict[str, Mapping[str, Any]]] = {}
    for offer in offers(report):
        for row in found(offer):
            if words.is_gain(str(row.get("id"))) and words.level(row.get("verdict")) >= words.level("open"):
                phrase = words.short(str(row.get("id")), row.get("title"))
                gathered.setdefault(phrase, {})[str(offer.get("id"))] = row
    return gathered


def _spread(verdicts: Mapping[str, str]) -> Spread:
    return tuple((offer, verdict) for offer, verdict in verdicts.items() if words.level(verdict))


def _listed(
    report: Report, page: Page, label: str, gathered: Mapping[str, Mapping[str, Mapping[str, Any]]], row: Spread
) -> list[str]:
    """Return a label and its phrases, those with the same verdicts together."""
    by_spread: dict[Spread, list[str]] = {}
    for phrase, rows in gathered.items():
        spread = _spread({offer: str(finding.get("verdict")) for offer, finding in rows.items()})
        by_spread.setdefault(spread, []).append(phrase)
    lines: list[str] = []
    for spread, phrases in by_spread.items():
        holders = "" if spread == row else f": {_holders(report, page, spread)}"
        head = page.cell("" if lines else f" {label}", LABEL + 1)
        cites = citations(gathered[phrases[0]].values()) if len(phrases) == 1 else []
        lines += with_citations(page, page.hang(head, f"{', '.join(phrases)}{holders}"), cites, optional=True)
    return lines


def _holders(report: Report, page: Page, spread: Iterable[tuple[str, str]]) -> str:
    """Return the offers by verdict, each verdict by its sign alone."""
    groups = grouped((verdict, offer) for offer, verdict in spread)
    ordered = sorted(groups.items(), key=lambda item: -words.level(item[0]))
    return "; ".join(sticky(f"{page.shape(verdict)} ") + named(ids, report) for verdict, ids in ordered)
