"""Everything found for each offer, one offer after the other, for whoever wants to check the first screen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from advisor.render import words
from advisor.render.offers import Report, citations, count_name, counts, findings, listed_once, offers, sentence
from advisor.render.page import Page, cells, sticky

_INDENT = 4
_TEXT = 16


def details(report: Report, page: Page) -> str:
    """Return the details of each offer, then what stands without any of them.

    Findings are those that the report lists: with `--all` it lists what was looked at and not found as well.
    """
    lines: list[str] = []
    for place, offer in enumerate(offers(report)):
        lines += [""] * bool(place) + _offer(report, page, offer)
    standing = findings(report.get("baseline"))
    if standing:
        lines += [""] * bool(lines) + _title(page, "Without any plea", "")
        lines += _parts(page, report, standing, {})
    return page.finish(lines) if lines else ""


def _title(page: Page, text: str, note: str) -> list[str]:
    shown = page.wrap(text, page.width, most=2)
    return [page.rule(), *page.with_tail([page.paint(line, "bold") for line in shown], page.clean(note))]


def _offer(report: Report, page: Page, offer: Mapping[str, Any]) -> list[str]:
    identity, title = str(offer.get("id")), str(offer.get("title") or "")
    lines = _title(page, f"{identity}: {title}" if title and title != identity else identity, _standing(report, offer))
    pleaded = counts(offer)
    for number, count in enumerate(pleaded):
        lines += _count(page, number, count)
    reason = (report.get("ranking_reasons") or {}).get(identity)
    lines += page.hang(" " * _INDENT, f"Place among the offers: {reason}") if reason else []
    return lines + _parts(page, report, findings(offer), dict(enumerate(map(count_name, pleaded))))


def _standing(report: Report, offer: Mapping[str, Any]) -> str:
    """Return how much harm the offer adds, and its place."""
    parts = [f"harm added: {offer['risk']}"] if offer.get("risk") else []
    ranking = [str(name) for name in report.get("ranking") or []]
    if len(ranking) > 1 and offer.get("id") in ranking:
        parts.append(f"{words.ordinal(ranking.index(str(offer['id'])) + 1)} of {len(ranking)} by least harm")
    return "; ".join(parts)


def _count(page: Page, number: int, count: Mapping[str, Any]) -> list[str]:
    """Return one count: what is pleaded to, what was ordered and what counts, how it is classified."""
    head = page.cell(f" {number + 1}", _INDENT)
    citation = sticky(page.clean(count.get("citation") or ""))
    lines = page.with_tail(page.hang(head, count_name(count), _INDENT), citation)
    if text := "; ".join(_terms(count)):
        lines += page.hang(" " * _INDENT, text)
    verdict = str(count.get("conviction") or "")
    if verdict:
        lines += _labelled(page, "Conviction", page.verdict(verdict))
    classified = _classified(page, count)
    return lines + (_labelled(page, "Classified", classified) if classified else [])


def _terms(count: Mapping[str, Any]) -> list[str]:
    ordered, term = sentence(count), (count.get("term") or {}).get("text")
    longest = (count.get("max_term") or {}).get("text")
    disposition = str(count.get("disposition") or "").replace("_", " ")
    return listed_once([
        disposition,
        ordered,
        f"counts as {term}" if term and term != ordered else "",
        f"the law allows up to {longest}" if longest else "",
    ])  # fmt: skip


def _classified(page: Page, count: Mapping[str, Any]) -> str:
    """Return the categories of a count by verdict, the surest first."""
    by_verdict: dict[str, list[str]] = {}
    for category, reading in (count.get("classified") or {}).items():
        verdict = str(reading.get("verdict")) if isinstance(reading, Mapping) else str(reading)
        relief = reading.get("relief_verdict") if isinstance(reading, Mapping) else None
        note = f" (for relief: {relief})" if relief and relief != verdict else ""
        by_verdict.setdefault(verdict, []).append(f"{str(category).replace('_', ' ')}{note}")
    ordered = sorted(by_verdict.items(), key=lambda item: -words.level(item[0]))
    return "; ".join(sticky(page.verdict(verdict)) + f": {', '.join(names)}" for verdict, names in ordered)


def _labelled(page: Page, label: str, text: str) -> list[str]:
    return page.hang(" " * _INDENT + page.cell(label, _TEXT - _INDENT), text, _TEXT)


def _parts(page: Page, report: Report, rows: list[Mapping[str, Any]], names: Mapping[int, str]) -> list[str]:
    """Return findings under their headings; those above `no` first, the gravest first."""
    lines: list[str] = []
    for heading in dict.fromkeys([*words.PARTS.values(), "Other findings"]):
        part = [row for row in rows if words.part(str(row.get("id"))) == heading]
        if not part:
            continue
        lines += ["", " " + page.paint(heading, "bold")]
        for row in sorted(part, key=lambda row: -words.level(row.get("verdict"))):
            lines += _finding(page, report, row, names)
    return lines


def _finding(page: Page, report: Report, row: Mapping[str, Any], names: Mapping[int, str]) -> list[str]:
    """Return one finding with all that the report says of it."""
    verdict = str(row.get("verdict") or "no")
    identity = str(row.get("id"))
    style = "" if words.is_gain(identity) else verdict
    head = " " * _INDENT + page.cell(page.verdict(verdict), _TEXT - _INDENT, style)
    name = words.unprefixed(words.title(identity, row.get("title")), words.part(identity))
    already = " (stands without this plea)" if row.get("new") is False and names else ""
    lines = page.hang(head, f"{name}{_letters(row)}{already}", _TEXT)
    if not words.level(verdict):
        return lines
    cites = page.clean("; ".join(map(sticky, citations([row]))))
    fits = cells(lines[-1]) + 2 + cells(cites) <= page.width
    lines = page.with_tail(lines, cites) if fits else lines + page.hang(" " * _TEXT, cites)
    for label, text in _notes(report, row, names):
        lines += page.hang(" " * _TEXT, f"{label}{text}")
    return lines


def _letters(row: Mapping[str, Any]) -> str:
    """Return the letters or kinds of a finding, each with its verdict where they differ."""
    by_detail = [part for part in row.get("by_detail") or [] if isinstance(part, Mapping)]
    if len({part.get("verdict") for part in by_detail}) > 1:
        named = [f"{part.get('detail')} {part.get('verdict')}" for part in by_detail]
    else:
        named = listed_once(str(detail) for detail in row.get("detail") or [])
    return f" ({', '.join(named)})" if named else ""


def _notes(report: Report, row: Mapping[str, Any], names: Mapping[int, str]) -> list[tuple[str, str]]:
    """Return label and text of each thing said about a finding, where there is something to say."""
    asked = report.get("asks") or {}
    readings = row.get("readings") or {}
    because = {"facts": "facts not given", "law": "the law is unsettled", "both": "facts not given and unsettled law"}
    notes = [
        ("", str(row.get("summary") or "")),
        ("Effect: ", str(row.get("effect") or "")),
        ("Rests on: ", ", ".join(_rows(row, names))),
        ("Readings: ", ", ".join(f"{key.replace('_', ' ')} {value}" for key, value in readings.items())),
        ("Open because: ", because.get(str(row.get("open_because")), "")),
        ("Missing: ", "; ".join(f"{asked.get(p) or words.fact(str(p))} ({p})" for p in row.get("needs") or [])),
        ("Falls away with: ", "; or ".join(str(way) for way in row.get("avoided_by") or [])),
        ("Not confirmed by anyone: ", ", ".join(str(name) for name in row.get("unverified") or [])),
    ]
    return [(label, text) for label, text in notes if text]


def _rows(row: Mapping[str, Any], names: Mapping[int, str]) -> list[str]:
    """Return which counts, earlier convictions and charges a finding rests on, where that is not plain."""
    pleaded = [number for number in row.get("counts") or [] if isinstance(number, int)]
    shown = [f"count {number + 1}" for number in pleaded] if len(names) > 1 or row.get("priors") else []
    shown += [f"earlier conviction {number + 1}" for number in row.get("priors") or [] if isinstance(number, int)]
    return shown + [f"charge {number + 1}" for number in row.get("charges") or [] if isinstance(number, int)]
