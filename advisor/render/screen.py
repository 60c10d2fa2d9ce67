"""The first screen: what differs between the offers, why, what is not known, and what counsel must say.

It is read top-down by someone who has a client waiting: the six answers side by side, then one reason for each ground
that an offer adds, then what follows from the grounds. Whatever is the same for several offers is said once.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from advisor.render import words
from advisor.render.grounds import and_more, follows, why, with_citations
from advisor.render.offers import Report, citations, found, grouped, listed_once, named, offers
from advisor.render.page import Page, cells
from advisor.render.table import table

_MOST_STANDING = 6
_MOST_UNKNOWN = 6
_ALREADY = "Without any plea: "


def first_screen(report: Report, page: Page, source: str = "SCENARIO") -> str:
    """Return the first screen of a report.

    Args:
        report: The report as the contract describes it.
        page: Where the text goes.
        source: What the user called the scenario, for the commands named at the foot.
    """
    sections = (_head, _baseline, table, why, follows, _counsel, _unknown, _office)
    blocks = [lines for section in sections if (lines := section(report, page))]
    blocks.append(_foot(report, page, source))
    return page.finish(line for number, block in enumerate(blocks) for line in ([""] if number else []) + block)


def heading(report: Report, page: Page) -> list[str]:
    """Return the title, the law that is applied, and the line that stands in every output."""
    title = [page.paint(line, "bold") for line in page.wrap(report.get("title") or "Plea options", page.width, most=2)]
    note = report.get("disclaimer") or words.DISCLAIMER
    return [*page.with_tail(title, page.clean(_law(report))), *page.wrap(note, page.width)]


def _law(report: Report) -> str:
    """Return which law the report applies."""
    place = report.get("jurisdiction")
    given = place if isinstance(place, Mapping) else {}
    parts = [f"law of {words.day(report.get('law_as_of') or 'an unknown day')}", words.state(given.get("state"))]
    return ", ".join(filter(None, [*parts, words.circuit(given.get("circuit"))]))


def _head(report: Report, page: Page) -> list[str]:
    return heading(report, page)


def _baseline(report: Report, page: Page) -> list[str]:
    harms = [row for row in found(report.get("baseline")) if not words.is_gain(str(row.get("id")))]
    if not harms:
        return page.hang(page.paint(_ALREADY, "bold"), f"{words.NOTHING_FOUND}.", cells(_ALREADY))
    lines = [page.paint(f"{_ALREADY}this stands already", "bold")]
    for row in sorted(harms, key=lambda row: -words.level(row.get("verdict")))[:_MOST_STANDING]:
        lines += _standing(page, row)
    return lines + and_more(page, len(harms) - _MOST_STANDING)


def _standing(page: Page, row: Mapping[str, Any]) -> list[str]:
    verdict = str(row.get("verdict"))
    summary = f". {row['summary']}" if row.get("summary") else ""
    text = f"{words.title(row.get('id'), row.get('title'))}{summary}"
    lines = page.hang("  " + page.cell(page.verdict(verdict), 12, verdict), text, 14)
    return with_citations(page, lines, citations([row]))


def _counsel(report: Report, page: Page) -> list[str]:
    said = ((_text(offer), str(offer.get("id"))) for offer in offers(report))
    lines: list[str] = []
    for text, ids in grouped(said).items():
        if text:
            lines += page.hang("  ", f"{named(ids, report)}: {text}")
    return [page.paint("What counsel must say", "bold"), *lines] if lines else []


def _text(offer: Mapping[str, Any]) -> str:
    return str((offer.get("counsel_must_say") or {}).get("text") or "")


def _unknown(report: Report, page: Page) -> list[str]:
    """Return the facts that are missing, then what no authority has settled."""
    pairs = [(str(path), "") for path in report.get("needs") or []]
    pairs += [
        (str(path), str(offer.get("id")))
        for offer in offers(report)
        for row in found(offer)
        for path in row.get("needs") or []
    ]
    asked = report.get("asks") or {}
    groups = grouped((str(asked.get(path) or words.fact(path)), offer) for path, offer in pairs)
    lines: list[str] = []
    for phrase, ids in list(groups.items())[:_MOST_UNKNOWN]:
        lines += page.hang("  ", phrase if "" in ids else f"{phrase} ({named(ids, report)})")
    lines += and_more(page, len(groups) - _MOST_UNKNOWN) + _unsettled(report, page) + _limits(report, page)
    return [page.paint("Not known", "bold"), *lines] if lines else []


def _unsettled(report: Report, page: Page) -> list[str]:
    pairs = [
        (words.short(str(row.get("id")), row.get("title")), str(offer.get("id")))
        for offer in offers(report)
        for row in found(offer)
        if row.get("open_because") in ("law", "both")
    ]
    by_offers = grouped((named(ids, report), phrase) for phrase, ids in grouped(pairs).items())
    phrases = [f"{', '.join(about)} ({names})" for names, about in by_offers.items()]
    return page.hang("  ", f"what the law means, not settled: {'; '.join(phrases)}", most=3) if phrases else []


def _limits(report: Report, page: Page) -> list[str]:
    """Return what was not looked at, what was taken for granted, and what nobody has confirmed."""
    lines: list[str] = []
    if missing := listed_once(map(str, report.get("not_covered") or [])):
        lines += page.hang("  ", f"not covered by these rules: {', '.join(missing)}", most=2)
    if taken := listed_once(words.plain(words.leaf(str(given))) for given in report.get("assumed") or []):
        lines += page.hang("  ", f"taken as the ordinary course: {', '.join(taken)}", most=2)
    rows = [row for offer in offers(report) for row in found(offer)]
    if doubts := listed_once(str(name) for row in rows for name in row.get("unverified") or []):
        lines += page.hang("  ", f"relied on but not confirmed by anyone: {', '.join(doubts)}", most=2)
    return lines


def _office(report: Report, page: Page) -> list[str]:
    weighed = report.get("discretion") or {}
    if not weighed.get("outcome"):
        return []
    outcome = words.OUTCOMES.get(str(weighed["outcome"]), str(weighed["outcome"]))
    factors = ", ".join(str(factor) for factor in weighed.get("factors") or [])
    looked = f" It looked at {factors}." if factors else ""
    label = "The prosecutor's office"
    policy = page.clean(f" ({weighed['policy']}): " if weighed.get("policy") else ": ")
    text = page.wrap(f"{label}{policy}{outcome}.{looked}", page.width, most=4)
    return [page.paint(label, "bold") + text[0].removeprefix(label), *text[1:]]


def _foot(report: Report, page: Page, source: str) -> list[str]:
    engine = report.get("engine") or {}
    version = " ".join(str(part) for part in (engine.get("name"), engine.get("version")) if part)
    rules = str(report.get("rules_version") or "unknown")
    made = f"Rules {rules[:19]}{f', engine {version}' if version else ''}."
    gravest = next(iter(reversed(report.get("ranking") or [])), None)
    option = f" --plea {gravest}" if gravest else ""
    return [*page.wrap(made, page.width), *page.hang("Reasons in full: ", f"plea explain {source}{option}")]
