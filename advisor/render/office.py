"""What the prosecutor's office that the report was weighed by would make of the case."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from advisor.render import words
from advisor.render.offers import Report
from advisor.render.page import Page, cells

_LABEL = "The prosecutor's office"
_PULLS = {"for_swap": "for another charge", "against": "against", "unknown": "not known", "neutral": "neither way"}
_FIRST = ("for_swap", "against", "unknown")
_WIDTH = 22


def office(report: Report, page: Page) -> list[str]:
    """Return the outcome in words, and the factors by the way they pull."""
    weighed = report.get("discretion") or {}
    if not weighed.get("outcome"):
        return []
    label = f"{_LABEL} "
    rows = page.wrap(f"{label}{_outcome(weighed)}", page.width, most=3)
    lines = [page.paint(label, "bold") + rows[0].removeprefix(label), *rows[1:]]
    by_pull: dict[str, list[str]] = {}
    for factor in weighed.get("factors") or []:
        by_pull.setdefault(_pull(factor), []).append(_factor(factor))
    for pull in _FIRST if any(pull in by_pull for pull in _FIRST) else by_pull:
        if factors := by_pull.get(pull):
            lines += page.hang("  ", f"{_PULLS.get(pull, pull)}: {'; '.join(factors)}", 4, most=2)
    if invented := str(weighed.get("invented") or ""):
        text = f"invented for teaching: {invented}"
        fits = cells(text) + 2 <= page.width
        lines += page.hang("  ", text if fits else "invented for teaching in part; the details say which", 4)
    return lines


def office_in_full(report: Report, page: Page) -> list[str]:
    """Return every factor with its reason, and what the office would make of each offer."""
    weighed = report.get("discretion") or {}
    factors = [factor for factor in weighed.get("factors") or [] if isinstance(factor, Mapping)]
    if not factors:
        return []
    name = str(weighed.get("office") or _LABEL)
    title = f"{name}: {weighed.get('title') or weighed.get('policy') or ''}"
    lines = [page.paint(line, "bold") for line in page.wrap(title, page.width)]
    for pull in dict.fromkeys((*_PULLS, *map(_pull, factors))):
        rows = [factor for factor in factors if _pull(factor) == pull]
        for number, factor in enumerate(rows):
            head = "  " + page.cell("" if number else _PULLS.get(pull, pull), _WIDTH - 2)
            lines += page.hang(head, f"{_factor(factor)}. {factor.get('why') or ''}", _WIDTH)
    for entry in _mappings(weighed.get("excluded")):
        note = f" ({entry['verdict']})" if entry.get("verdict") else ""
        lines += _listed(page, "excluded", f"{entry.get('title') or entry.get('id')}{note}. {entry.get('why') or ''}")
    for option in _mappings(weighed.get("options")):
        lines += _listed(page, str(option.get("id")), str(option.get("text") or ""))
    for label in ("limits", "invented"):
        if weighed.get(label):
            lines += _listed(page, label, str(weighed[label]))
    return lines


def _outcome(weighed: Mapping[str, Any]) -> str:
    outcome = words.OUTCOMES.get(str(weighed["outcome"]), str(weighed["outcome"]))
    name = f" (policy {weighed['policy']})" if weighed.get("policy") else ""
    return f"{outcome}{name}"


def _pull(factor: object) -> str:
    return str(factor.get("pull") or "neutral") if isinstance(factor, Mapping) else "neutral"


def _factor(factor: object) -> str:
    """Return a factor with its value, and where no source stands behind it, that."""
    if not isinstance(factor, Mapping):
        return str(factor)
    title = str(factor.get("title") or factor.get("id"))
    value = factor.get("value")
    unit = "year" if factor.get("id") == "years_in_us" and isinstance(value, int) else ""
    shown = f"{value} {unit}{'' if value == 1 else 's'}" if unit else value
    notes = [] if value is None else [str(shown).replace("_", " ")]
    notes += ["our reading, no source"] if str(factor.get("verified")).lower() == "false" else []
    note = f" ({', '.join(notes)})" if notes else ""
    return f"{title[:1].lower()}{title[1:]}{note}"


def _listed(page: Page, label: str, text: str) -> list[str]:
    head = "  " + page.cell(page.clip(page.clean(label), _WIDTH - 3), _WIDTH - 2)
    return page.hang(head, text, _WIDTH)


def _mappings(value: object) -> list[Mapping[str, Any]]:
    return [entry for entry in value if isinstance(entry, Mapping)] if isinstance(value, list) else []
