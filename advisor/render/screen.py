"""The first screen: what differs between the offers, why, what is not known, and what counsel must say.

It is read top-down by someone who has a client waiting: the six answers side by side, then each ground that an offer
adds with the step on which it hangs, then what follows from the grounds. Whatever is the same for several offers is
said once, and whatever can wait stands in the details.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from advisor.render import phrasing, words
from advisor.render.following import follows
from advisor.render.grounds import why
from advisor.render.limits import unknown
from advisor.render.offers import Report, found, grouped, named, offers
from advisor.render.office import office
from advisor.render.page import Page, cells
from advisor.render.table import table

_MOST_STANDING = 4
_BARRED = "barred: "
_PRIORS = "defendant.priors"
_ALREADY = "Without any plea"
_SENTENCE = re.compile(r"(?<=[.?]) (?=[A-Z])")
#: What the row of the table and the lines above it say already; the details repeat it in words.
_IN_THE_TABLE = re.compile(r"Say (also|plainly|that) ")


def first_screen(report: Report, page: Page, source: str = "SCENARIO") -> str:
    """Return the first screen of a report.

    Args:
        report: The report as the contract describes it.
        page: Where the text goes.
        source: What the user called the scenario, for the commands named at the foot.
    """
    sections = (heading, _baseline, table, why, follows, _counsel, unknown, office)
    blocks = [lines for section in sections if (lines := section(report, page))]
    blocks.append(_foot(report, page, source))
    return page.finish(line for number, block in enumerate(blocks) for line in ([""] if number else []) + block)


def heading(report: Report, page: Page) -> list[str]:
    """Return the title, the law that is applied, and the line that stands in every output."""
    title = [page.paint(line, "bold") for line in page.wrap(report.get("title") or "Plea options", page.width, most=2)]
    return [*page.with_tail(title, page.clean(_law(report))), *page.wrap(words.DISCLAIMER, page.width)]


def version(report: Report) -> str:
    """Return which rules and which engine made the report."""
    engine = report.get("engine") or {}
    made = " ".join(str(part) for part in (engine.get("name"), engine.get("version")) if part)
    law = f"Law {report['law_version']}, rules" if report.get("law_version") else "Rules"
    return f"{law} {str(report.get('rules_version') or 'unknown')[:19]}{f', engine {made}' if made else ''}."


def _law(report: Report) -> str:
    """Return which law the report applies."""
    place = report.get("jurisdiction")
    given = place if isinstance(place, Mapping) else {}
    parts = [f"law of {words.day(report.get('law_as_of') or 'an unknown day')}", words.state(given.get("state"))]
    return ", ".join(filter(None, [*parts, words.circuit(given.get("circuit"))]))


def _baseline(report: Report, page: Page) -> list[str]:
    harms = [row for row in found(report.get("baseline")) if not words.is_gain(str(row.get("id")))]
    if not harms:
        label = f"{_ALREADY}: "
        unknown_priors = "; earlier convictions are not known" if _PRIORS in (report.get("needs") or []) else ""
        return page.hang(page.paint(label, "bold"), f"{words.NOTHING_FOUND}{unknown_priors}.", cells(label))
    if len(harms) == 1:
        label = f"{_ALREADY}: "
        return page.hang(page.paint(label, "bold"), _standing(page, harms[0]), cells(label))
    lines = [page.paint(f"{_ALREADY}, this stands already", "bold")]
    for verdict in reversed(words.VERDICTS):
        rows = [row for row in harms if row.get("verdict") == verdict]
        if rows:
            head = "  " + page.cell(page.verdict(verdict), 12, verdict)
            lines += page.hang(head, "; ".join(_harms(rows)), 14, most=_MOST_STANDING)
    return lines


def _standing(page: Page, row: Mapping[str, Any]) -> str:
    """Return the one finding that stands already, with its reason."""
    title = _harms([row])[0]
    said = title.startswith(_BARRED) or row.get("id") == "removable"
    reason = "" if said else phrasing.told(str(row.get("summary") or ""), title)
    return f"{page.verdict(str(row.get('verdict')))} {title}{f' ({reason[:1].lower()}{reason[1:]})' if reason else ''}"


def _harms(rows: list[Mapping[str, Any]]) -> list[str]:
    """Return findings in a few words, the bars together."""
    bars = [row for row in rows if str(row.get("id")).startswith("bar.")]
    told = [words.short(str(row.get("id")), row.get("title")) for row in rows if row not in bars]
    barred = [words.short(str(row.get("id"))) for row in bars]
    return [*told, f"{_BARRED}{', '.join(barred)}"] if barred else told


def _counsel(report: Report, page: Page) -> list[str]:
    """Return what counsel must say beyond the row of the table, sentence by sentence with the offers of each."""
    said = [(part, str(offer.get("id"))) for offer in offers(report) for part in _sentences(offer)]
    lines: list[str] = []
    for text, ids in grouped(said).items():
        lines += page.hang("  ", f"{named(ids, report)}: {text}", 4)
    return [page.paint("What counsel must say", "bold"), *lines] if lines else []


def _sentences(offer: Mapping[str, Any]) -> list[str]:
    text = str((offer.get("counsel_must_say") or {}).get("text") or "")
    parts = [part for part in _SENTENCE.split(text) if part]
    return [part for part in parts if not _IN_THE_TABLE.match(part)]


def _foot(report: Report, page: Page, source: str) -> list[str]:
    gravest = next(iter(reversed(report.get("ranking") or [])), None)
    option = f" --plea {gravest}" if gravest else ""
    reasons = page.hang("Reasons in full: ", f"plea explain {source}{option}")
    return [*reasons, *page.wrap(version(report), page.width)]
