"""The counts of an offer in detail: what is pleaded to, what was ordered and what counts, how it is classified."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from advisor.render import phrasing, words
from advisor.render.offers import Report, count_name, counts, listed_once, offers, sentence
from advisor.render.page import Page, kept, sticky

_INDENT = 4
_TEXT = 16

#: A verdict, what it is where the applicant must prove, the reason, and whether nobody has confirmed it.
Reading = tuple[str, str, str, bool]


def count_lines(report: Report, page: Page, offer: Mapping[str, Any]) -> list[str]:
    """Return the counts of an offer; a classification that an earlier offer shows is not repeated."""
    lines: list[str] = []
    for number, count in enumerate(counts(offer)):
        head = page.cell(f" {number + 1}", _INDENT)
        citation = sticky(page.clean(count.get("citation") or ""))
        lines += page.with_tail(page.hang(head, count_name(count), _INDENT), citation)
        if text := "; ".join(_terms(count)):
            lines += page.hang(" " * _INDENT, text)
        if count.get("conviction"):
            verdict = str(count["conviction"])
            lines += page.hang(_head(page, "Conviction"), page.verdict(verdict), _TEXT)
        lines += _classified(page, count, _shown_before(report, offer, count))
    return lines


def _head(page: Page, label: str) -> str:
    return " " * _INDENT + page.cell(label, _TEXT - _INDENT)


def _terms(count: Mapping[str, Any]) -> list[str]:
    ordered, term = sentence(count), (count.get("term") or {}).get("text")
    longest = (count.get("max_term") or {}).get("text")
    return listed_once([
        phrasing.disposition(str(count.get("disposition") or "")),
        ordered,
        f"counts as {term}" if term and term != ordered else "",
        f"the law allows up to {longest}" if longest else "",
    ])  # fmt: skip


def _shown_before(report: Report, offer: Mapping[str, Any], count: Mapping[str, Any]) -> str:
    """Return the offer, earlier than this one, whose count of the same offense is classified the same."""
    for other in offers(report):
        if other is offer:
            return ""
        for each in counts(other):
            same = each.get("offense") == count.get("offense") and each.get("classified") == count.get("classified")
            if same and count.get("classified"):
                return str(other.get("id"))
    return ""


def _classified(page: Page, count: Mapping[str, Any], before: str) -> list[str]:
    """Return the categories of a count, the surest first, each with its reason; equal reasons once."""
    readings = count.get("classified") or {}
    if before:
        return page.hang(_head(page, "Classified"), f"as under {before}", _TEXT)
    by_reading: dict[Reading, list[str]] = {}
    cited: dict[Reading, list[str]] = {}
    for category, reading in readings.items():
        key = _reading(reading)
        by_reading.setdefault(key, []).append(words.category(str(category)))
        cites = reading.get("cites") if isinstance(reading, Mapping) else None
        cited[key] = listed_once([*cited.get(key, ()), *(phrasing.short_cite(str(cite)) for cite in cites or [])])
    lines = [" " * _INDENT + "Classified"] if by_reading else []
    for key, names in sorted(by_reading.items(), key=lambda item: -words.level(item[0][0])):
        verdict, relief, reason, unconfirmed = key
        note = f" (for relief: {relief})" if relief and relief != verdict else ""
        head = " " * _INDENT + page.cell(page.verdict(verdict), _TEXT - _INDENT, verdict)
        sources = (
            f" [{'; '.join(kept(cite, page.width - _TEXT - 2) for cite in cited[key])}]"
            if cited[key] and reason
            else ""
        )
        doubt = " (not confirmed by anyone)" if unconfirmed and reason else ""
        text = f"{', '.join(names)}{note}{f': {reason}' if reason else ''}{sources}{doubt}"
        lines += page.hang(head, text, _TEXT)
    return lines


def _reading(reading: object) -> Reading:
    if not isinstance(reading, Mapping):
        return str(reading), "", "", False
    verdict, relief, why = (str(reading.get(key) or "") for key in ("verdict", "relief_verdict", "why"))
    return verdict, relief, why, reading.get("verified") is False
