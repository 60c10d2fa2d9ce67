"""Everything found for each offer, one offer after the other, for whoever wants to check the first screen.

A reason that several findings of an offer share is given once, at the first of them; what would remove findings is
gathered under each offer; and the lists that concern the whole report end the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from advisor.render import phrasing, words
from advisor.render.counts import count_lines
from advisor.render.deciding import deciding_step
from advisor.render.grounds import ways_out
from advisor.render.limits import asked, at_the_end, unconfirmed_behind
from advisor.render.offers import Report, citations, count_name, counts, findings, found, listed_once, offers, places
from advisor.render.office import office_in_full
from advisor.render.page import Page, cells, kept, sticky

_INDENT = 4
_TEXT = 16
_BECAUSE = {"facts": "facts not given", "law": "the law is unsettled", "both": "facts not given and unsettled law"}
_READINGS = {"shown": "what the government could show", "not_excluded": "what the person could not rule out"}


def details(report: Report, page: Page) -> str:
    """Return the details of each offer, what stands without any of them, the office's weighing, and the limits.

    Findings are those that the report lists: with `--all` it lists what was looked at and not found as well.
    """
    blocks = [_offer(report, page, offer) for offer in offers(report)]
    if standing := findings(report.get("baseline")):
        blocks.append([*_title(page, "Without any plea", ""), *_parts(page, report, standing, None)])
    ending = [lines for lines in (office_in_full(report, page), at_the_end(report, page)) if lines]
    note = page.wrap(report.get("disclaimer") or words.DISCLAIMER, page.width)
    blocks.append([page.rule(), *(line for lines in ending for line in (*lines, "")), *note])
    return page.finish(line for number, block in enumerate(blocks) for line in ([""] if number else []) + block)


def _title(page: Page, text: str, note: str) -> list[str]:
    shown = page.wrap(text, page.width, most=2)
    return [page.rule(), *page.with_tail([page.paint(line, "bold") for line in shown], page.clean(note))]


def _offer(report: Report, page: Page, offer: Mapping[str, Any]) -> list[str]:
    identity, title = str(offer.get("id")), str(offer.get("title") or "")
    lines = _title(page, f"{identity}: {title}" if title and title != identity else identity, _standing(report, offer))
    lines += count_lines(report, page, offer)
    said = ((offer.get("counsel_must_say") or {}).get("text"), (report.get("ranking_reasons") or {}).get(identity))
    for label, text in zip(("Counsel", "Place"), said, strict=True):
        lines += page.hang(" " * _INDENT + page.cell(label, _TEXT - _INDENT), text, _TEXT) if text else []
    return lines + _parts(page, report, findings(offer), offer) + _ways_out(report, page, offer)


def _standing(report: Report, offer: Mapping[str, Any]) -> str:
    """Return how much harm the offer adds, and its place."""
    parts = [f"harm added: {offer['risk']}"] if offer.get("risk") else []
    order = places(report)
    if len(order) > 1 and offer.get("id") in order:
        place, _, tied = order[str(offer["id"])].partition(",")
        parts.append(f"{place} of {len(order)}{' (tied)' if tied else ''} by least harm")
    return "; ".join(parts)


def _parts(page: Page, report: Report, rows: list[Mapping[str, Any]], offer: Mapping[str, Any] | None) -> list[str]:
    """Return findings under their headings; those above `no` first, the gravest first."""
    lines: list[str] = []
    said: set[str] = set()
    for heading in dict.fromkeys([*words.PARTS.values(), "Other findings"]):
        part = [row for row in rows if words.part(str(row.get("id"))) == heading]
        if not part:
            continue
        lines += ["", " " + page.paint(heading, "bold")]
        for row in sorted(part, key=lambda row: -words.level(row.get("verdict"))):
            lines += _finding(page, row, _without(report, offer, row))
            if words.level(row.get("verdict")):
                for note in _notes(report, row, offer):
                    lines += page.hang(" " * _TEXT, note) if note not in said else []
                    said.add(note)
    return lines


def _without(report: Report, offer: Mapping[str, Any] | None, row: Mapping[str, Any]) -> str:
    """Return what the verdict would be without the plea, where that is worth saying; of a `no` its other reading."""
    other = (row.get("readings") or {}).get("not_excluded")
    if not words.level(row.get("verdict")) and words.level(other):
        return f" (not shown; what the person could not rule out: {other})"
    if offer is None or row.get("new") is not False:
        return ""
    before = next((r for r in findings(report.get("baseline")) if r.get("id") == row.get("id")), {})
    verdict = str(before.get("verdict") or "no")
    if words.is_gain(str(row.get("id"))) and verdict != row.get("verdict"):
        return f" ({verdict} without this plea)"
    return " (the same without this plea)"


def _finding(page: Page, row: Mapping[str, Any], note: str) -> list[str]:
    """Return the lines of one finding: verdict, name, kinds, citations."""
    verdict = str(row.get("verdict") or "no")
    identity = str(row.get("id"))
    style = "" if words.is_gain(identity) else verdict
    head = " " * _INDENT + page.cell(page.verdict(verdict), _TEXT - _INDENT, style)
    name = words.unprefixed(words.title(identity, row.get("title")), words.part(identity))
    lines = page.hang(head, f"{name}{_letters(row)}{note}", _TEXT)
    cites = page.clean("; ".join(map(sticky, citations([row]))))
    if not words.level(verdict) or not cites:
        return lines
    if cells(lines[-1]) + 2 + cells(cites) <= page.width:
        return page.with_tail(lines, cites)
    # A citation that is wider than what is left of a line may break after all.
    loose = "; ".join(kept(cite, page.width - _TEXT - 1) for cite in citations([row]))
    return lines + [page.paint(line, "dim") for line in page.hang(" " * _TEXT, loose)]


def _letters(row: Mapping[str, Any]) -> str:
    """Return the letters or kinds of a finding, each with its verdict where they differ."""
    by_detail = [part for part in row.get("by_detail") or [] if isinstance(part, Mapping)]
    if len({part.get("verdict") for part in by_detail}) > 1:
        kinds = [f"{words.kind(str(part.get('detail')))} {part.get('verdict')}" for part in by_detail]
    else:
        kinds = listed_once(words.kind(str(detail)) for detail in row.get("detail") or [])
    return f" ({', '.join(kinds)})" if kinds else ""


def _notes(report: Report, row: Mapping[str, Any], offer: Mapping[str, Any] | None) -> Iterable[str]:
    """Yield each thing said about a finding: reason, deciding step, rows, readings, what is open and missing."""
    name = words.title(row.get("id"), row.get("title"))
    reason = phrasing.told(str(row.get("summary") or ""), name)
    step = phrasing.told(deciding_step(row), f"{name} {reason}")
    readings = row.get("readings") or {}
    notes = (
        ("", reason),
        ("Hangs on: ", step if step not in reason else ""),
        ("Effect: ", str(row.get("effect") or "")),
        ("Rests on: ", ", ".join(_rows(row, offer))),
        ("Not confirmed by anyone: ", "; ".join(unconfirmed_behind(report, [row]))),
        ("", "; ".join(f"{_READINGS.get(key, key)}: {value}" for key, value in readings.items())),
        ("Open because: ", _BECAUSE.get(str(row.get("open_because")), "")),
        ("Missing: ", "; ".join(f"{asked(report, str(path))} ({path})" for path in row.get("needs") or [])),
    )
    return (f"{label}{text[:1].upper()}{text[1:]}" if not label else f"{label}{text}" for label, text in notes if text)


def _rows(row: Mapping[str, Any], offer: Mapping[str, Any] | None) -> list[str]:
    """Return which counts, earlier convictions and charges a finding rests on, where that is not plain."""
    pleaded = [number for number in row.get("counts") or [] if isinstance(number, int)]
    priors = [f"earlier conviction {number + 1}" for number in row.get("priors") or [] if isinstance(number, int)]
    names = dict(enumerate(map(count_name, counts(offer)))) if offer else {}
    several = len(names) > 1 or bool(priors)
    shown = [f"count {number + 1} ({names.get(number, 'count')})" for number in pleaded] if several else []
    charged = [f"charge {number + 1}" for number in row.get("charges") or [] if isinstance(number, int)]
    return shown + priors + ([] if pleaded else charged)


def _ways_out(report: Report, page: Page, offer: Mapping[str, Any]) -> list[str]:
    """Return by change which findings of an offer would fall away."""
    identity = str(offer.get("id"))
    rows = [(identity, row) for row in found(offer) if not words.is_gain(str(row.get("id")))]
    heavy = [row for _, row in rows if words.level(row.get("verdict")) >= words.level("open")]
    numbered = [identity] if len(counts(offer)) > 1 else []
    lines: list[str] = []
    for change, by_offer in ways_out(report, rows, numbered).items():
        lines += page.hang(" " * _INDENT, f"{change}: {_gone(by_offer[identity], heavy)}", _INDENT + 2)
    return ["", " " + page.paint("What falls away (unlikely or no) with", "bold"), *lines] if lines else []


def _gone(gone: list[Mapping[str, Any]], heavy: list[Mapping[str, Any]]) -> str:
    ids = [row.get("id") for row in gone]
    left = [row for row in heavy if row.get("id") not in ids]
    if len(left) < len(gone) and len(gone) > 1:
        but = f" but {words.listed([phrasing.brief(str(row.get('id'))) for row in left])}" if left else ""
        return f"everything above that is open or worse{but}"
    return words.listed(listed_once(phrasing.brief(str(identity)) for identity in ids))
