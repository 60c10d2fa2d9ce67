"""Why the answers are what they are: the grounds that the offers add, each told once, and what would remove them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from advisor.render import phrasing, words
from advisor.render.deciding import deciding_step
from advisor.render.offers import (
    Reason,
    Report,
    counts,
    found,
    grouped,
    listed_once,
    named,
    offers,
    reasons,
    short_citations,
)
from advisor.render.page import Page, cells, sticky

_MOST = 6
_MOST_CHANGES = 6
_INDENT = 4
#: How many lines a step may take on the first screen, by verdict from `no` to `certain`.
_LINES = (1, 1, 2, 3, 3)
_EXPECTED = words.level("open")
_NO_GROUND = (
    "no ground of deportability or inadmissibility that these offers add was found under the rules encoded; what else "
    "they do stands below"
)


def why(report: Report, page: Page) -> list[str]:
    """Return each ground that an offer adds, with its reason and citation, then what would remove it.

    A ground that no offer is expected to meet takes part of one line.
    """
    every = reasons(report)
    if not every:
        harm = any(map(_does_harm, offers(report)))
        nothing = _NO_GROUND if harm else f"{words.NOTHING_FOUND} for any of these offers"
        return page.wrap(f"Why: {nothing}.", page.width) if offers(report) else []
    expected = [reason for reason in every if reason.level >= _EXPECTED]
    lines = [page.paint("Why", "bold")]
    said: set[tuple[str, str]] = set()
    for reason in expected[:_MOST]:
        lines += _heading(page, reason) + _told(report, page, reason, said)
    lines += and_more(page, len(expected) - _MOST)
    return lines + _remote(report, page, every[len(expected) :]) + _ways_out(report, page, every)


def _does_harm(offer: Mapping[str, Any]) -> bool:
    """Return whether an offer adds something that is no ground, such as a bar to relief."""
    return any(row.get("new") is not False and not words.is_gain(str(row.get("id"))) for row in found(offer))


def and_more(page: Page, number: int) -> list[str]:
    """Return the line that says how many were left out here."""
    return page.hang("  ", f"and {number} more, in the details below") if number > 0 else []


def with_citations(page: Page, lines: list[str], cites: list[str], *, optional: bool = False) -> list[str]:
    """Return the lines with as many citations at the edge as fit there, two at most; one at least unless optional."""
    shown = [page.clean(sticky("; ".join(cites[:most]))) for most in (2, 1)]
    free = page.width - cells(lines[-1]) - 2
    return page.with_tail(lines, next((text for text in shown if cells(text) <= free), "" if optional else shown[-1]))


def holders(report: Report, page: Page, spread: Iterable[tuple[str, str]], *, words_too: bool = False) -> str:
    """Return offers by verdict, the surest first: each verdict by its sign, and by its word where wanted."""
    groups = grouped((verdict, offer) for offer, verdict in spread)
    ordered = sorted(groups.items(), key=lambda item: -words.level(item[0]))
    signs = {verdict: page.verdict(verdict) if words_too else page.shape(verdict) for verdict, _ in ordered}
    return "; ".join(sticky(f"{signs[verdict]} ") + named(ids, report) for verdict, ids in ordered)


def ways_out(
    report: Report, rows: Sequence[tuple[str, Mapping[str, Any]]], numbered: Iterable[str] = ()
) -> dict[str, dict[str, list[Mapping[str, Any]]]]:
    """Return what would remove findings: by change in words, the findings that it removes of each offer.

    Args:
        report: The report.
        rows: Offer and finding.
        numbered: The offers of several counts, where the count that changes is to be named.
    """
    names = report.get("names") or {}
    several = set(numbered)
    gathered: dict[str, dict[str, list[Mapping[str, Any]]]] = {}
    for offer, row in rows:
        for way in row.get("avoided_by") or []:
            spoken = phrasing.change(str(way), names, numbered=offer in several)
            gathered.setdefault(spoken, {}).setdefault(offer, []).append(row)
    return gathered


def of_several_counts(report: Report) -> list[str]:
    """Return the offers that plead to several counts."""
    return [str(offer.get("id")) for offer in offers(report) if len(counts(offer)) > 1]


def _heading(page: Page, reason: Reason) -> list[str]:
    details = listed_once(detail for row in reason.findings.values() for detail in _leading(row))
    short = words.short(reason.identity, reason.title)
    letters = f" ({', '.join(details)})" if details else ""
    title = f"{short[:1].upper()}{short[1:]}{letters}"
    lines = [f" {page.paint(line, 'bold')}" for line in page.wrap(title, page.width - 1, most=2)]
    return with_citations(page, lines, short_citations(reason.findings.values()))


def _leading(row: Mapping[str, Any]) -> list[str]:
    """Return the letters or kinds that are as sure as the finding itself; the others stand with the details."""
    by_detail = [part for part in row.get("by_detail") or [] if isinstance(part, Mapping)]
    leading = [str(part.get("detail")) for part in by_detail if part.get("verdict") == row.get("verdict")]
    return leading or [str(detail) for detail in row.get("detail") or []]


def _told(report: Report, page: Page, reason: Reason, said: set[tuple[str, str]]) -> list[str]:
    """Return the figure of a ground, then the offers by verdict with the step on which it hangs."""
    title, rows = reason.title, reason.findings
    figures = {offer: phrasing.told(str(row.get("summary") or ""), title) for offer, row in rows.items()}
    shared = next(iter(figures.values())) if len(set(figures.values())) == 1 else ""
    steps = {offer: phrasing.told(deciding_step(row), title) for offer, row in rows.items()}
    if not any(step and step not in shared for step in steps.values()):
        steps, shared = {}, ""
    lines = page.hang(" " * _INDENT, _ended(shared[:1].upper() + shared[1:])) if shared else []
    by_step: dict[str, list[tuple[str, str]]] = {}
    for offer, row in rows.items():
        step = _step(steps.get(offer, ""), figures[offer], shared)
        again = step and (offer, step) in said
        said.add((offer, step))
        by_step.setdefault("as above" if again else step, []).append((offer, str(row.get("verdict"))))
    for step, spread in by_step.items():
        text = holders(report, page, spread, words_too=True)
        most = _LINES[max(words.level(verdict) for _, verdict in spread)]
        lines += page.hang(" " * _INDENT, f"{text}: {_ended(step)}" if step else text, most=most)
    return lines


def _step(step: str, figure: str, shared: str) -> str:
    """Return what is said of one offer: the step on which it hangs, after the figure that is not said for all."""
    if shared:
        return "" if step in shared else step
    parts = listed_once((figure, "" if step in figure else step))
    return " ".join(_ended(part[:1].upper() + part[1:]) for part in parts) if len(parts) > 1 else "".join(parts)


def _ended(text: str) -> str:
    return text if text.endswith((".", "?")) else f"{text}."


def _remote(report: Report, page: Page, remote: Sequence[Reason]) -> list[str]:
    """Return the grounds that are at most unlikely, in one line."""
    told = [
        f"{reason.title[:1].lower()}{reason.title[1:]} ({named(list(reason.findings), report)})" for reason in remote
    ]
    head = f" {page.verdict('unlikely')}: "
    return page.hang(head, "; ".join(told), cells(head), most=3) if told else []


def _ways_out(report: Report, page: Page, every: Sequence[Reason]) -> list[str]:
    """Return by change which grounds would fall away, and of which offers."""
    rows = [(offer, row) for reason in every for offer, row in reason.findings.items()]
    heavy: dict[str, list[str]] = {}
    for offer, row in rows:
        if words.level(row.get("verdict")) >= _EXPECTED:
            heavy.setdefault(offer, []).append(str(row.get("id")))
    lines: list[str] = []
    gathered = ways_out(report, rows, of_several_counts(report))
    for change, by_offer in list(gathered.items())[:_MOST_CHANGES]:
        about = grouped((_grounds(gone, heavy.get(offer, [])), offer) for offer, gone in by_offer.items())
        text = "; ".join(f"{grounds} ({named(ids, report)})" for grounds, ids in about.items())
        lines += page.hang("  ", f"{change}: {text}", 4)
    more = and_more(page, len(gathered) - _MOST_CHANGES)
    return [f" {page.paint('A ground falls away (unlikely or no) with', 'bold')}", *lines, *more] if lines else []


def _grounds(gone: Sequence[Mapping[str, Any]], heavy: Sequence[str]) -> str:
    """Return which grounds fall away: every one of an offer, every one but a few, or those by name."""
    ids = [str(row.get("id")) for row in gone]
    left = [phrasing.brief(identity) for identity in heavy if identity not in ids]
    if len(ids) > 1 and len(left) < len(ids):
        return f"every ground{f' but {words.listed(left)}' if left else ''}"
    return words.listed([phrasing.brief(identity) for identity in ids])
