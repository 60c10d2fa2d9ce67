"""What a report does not know: missing facts, unsettled law, what is not encoded, taken for granted or unconfirmed.

The first screen says how much there is of each and names what matters most; the lists in full end the details.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from advisor.render import phrasing, words
from advisor.render.grounds import and_more
from advisor.render.offers import Report, counts, found, grouped, listed_once, named, offers
from advisor.render.page import Page, kept
from advisor.wording import lowered

_MOST_UNKNOWN = 6
_MOST_TAKEN = 3
_WIDEST = 60
_AT_THE_END = "listed at the end"


def unknown(report: Report, page: Page) -> list[str]:
    """Return the facts that are missing, what no authority has settled, and how much was left out or taken."""
    pairs = [(str(path), "") for path in report.get("needs") or []]
    pairs += [
        (str(path), str(offer.get("id")))
        for offer in offers(report)
        for row in found(offer)
        for path in row.get("needs") or []
    ]
    groups = grouped((asked(report, path), offer) for path, offer in pairs)
    # A screen without offers asks for what the baseline misses.
    if not offers(report):
        groups = {asked(report, str(path)): [""] for path in _baseline_needs(report)} | groups
    lines: list[str] = []
    for phrase, ids in list(groups.items())[:_MOST_UNKNOWN]:
        lines += page.hang("  ", phrase if "" in ids else f"{phrase} ({named(ids, report)})", 4)
    lines += and_more(page, len(groups) - _MOST_UNKNOWN) + _unsettled(report, page) + _in_short(report, page)
    return [page.paint("Not known", "bold"), *lines] if lines else []


def at_the_end(report: Report, page: Page) -> list[str]:
    """Return in full what was not encoded, what was taken for granted, and what nobody has confirmed."""
    lists = (
        ("Taken for granted, unless the scenario says otherwise", taken(report)),
        ("Relied on, but not confirmed by anyone", unconfirmed(report)),
        ("Not encoded, so not looked at", _not_encoded(report)),
    )
    lines: list[str] = []
    for heading, items in lists:
        if items:
            lines += [""] * bool(lines) + [page.paint(line, "bold") for line in page.wrap(heading, page.width)]
            lines += page.hang("  ", f"{'; '.join(items)}.")
    return lines


def asked(report: Report, path: str) -> str:
    """Return a missing fact in words: ours, or the question that the report has for it."""
    last = words.leaf(path).rpartition(".")[2]
    question = (report.get("asks") or {}).get(last) or (report.get("asks") or {}).get(path)
    return words.FACTS.get(words.leaf(path)) or str(question or words.fact(path))


def taken(report: Report) -> list[str]:
    """Return the defaults that were used, in words."""
    return phrasing.taken(str(default) for default in report.get("assumed") or [])


def unconfirmed(report: Report) -> list[str]:
    """Return what the findings lean on that nobody has confirmed: citations, and how offenses are classified."""
    return unconfirmed_behind(
        report, (row for part in (*offers(report), report.get("baseline")) for row in found(part))
    )


def unconfirmed_behind(report: Report, rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return what some findings lean on that nobody has confirmed."""
    named_once = listed_once(str(name) for row in rows for name in row.get("unverified") or [])
    return listed_once(_source(report, name) for name in named_once)


def _source(report: Report, name: str) -> str:
    """Return an authority by its citation, or an offense's classification by the offense's."""
    identity, _, category = name.partition(": ")
    known = (report.get("citations") or {}).get(identity) or _citation_of(report, identity)
    offense = known or phrasing.offense(identity, report.get("names") or {})
    return kept(offense, _WIDEST) + (f" as {words.category(category)}" if category else "")


def _citation_of(report: Report, offense: str) -> str:
    """Return how a count of the report cites its offense; the last one, where several are of the same."""
    cited = {str(count.get("offense")): str(count.get("citation") or "") for o in offers(report) for count in counts(o)}
    return cited.get(offense, "")


def _baseline_needs(report: Report) -> Iterable[object]:
    return (path for row in found(report.get("baseline")) for path in row.get("needs") or [])


def _unsettled(report: Report, page: Page) -> list[str]:
    pairs = [
        (words.short(str(row.get("id")), row.get("title")), str(offer.get("id")))
        for offer in offers(report)
        for row in found(offer)
        if row.get("open_because") in ("law", "both") and not words.is_gain(str(row.get("id")))
    ]
    by_offers = grouped((named(ids, report), phrase) for phrase, ids in grouped(pairs).items())
    phrases = [f"{', '.join(about)} ({names})" for names, about in by_offers.items()]
    return page.hang("  ", f"what the law means, not settled: {'; '.join(phrases)}", 4, most=3) if phrases else []


def _in_short(report: Report, page: Page) -> list[str]:
    """Return what these counts may raise that is not encoded, and how much is listed at the end of each kind."""
    lines: list[str] = []
    if touching := [_matter(report, str(name)) for name in report.get("not_covered_here") or []]:
        lines += page.hang("  ", f"not encoded, though these counts may raise it: {'; '.join(touching)}", 4, most=3)
    missing, given, doubts = _not_encoded(report), taken(report), unconfirmed(report)
    telling = f" ({'; '.join(given[:_MOST_TAKEN])}{'; ...' if len(given) > _MOST_TAKEN else ''})"
    parts = listed_once((
        f"{_number(len(given), 'thing')} taken for granted{telling}" if given else "",
        f"{_number(len(doubts), 'source or reading', 'sources or readings')} not confirmed by anyone" if doubts else "",
        f"{_number(len(missing), 'matter')} not encoded and so not looked at" if missing else "",
    ))  # fmt: skip
    return lines + (page.hang("  ", f"{_AT_THE_END}: {', '.join(parts)}", 4) if parts else [])


def _number(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def _not_encoded(report: Report) -> list[str]:
    return listed_once(_matter(report, str(name)) for name in report.get("not_covered") or [])


def _matter(report: Mapping[str, Any], name: str) -> str:
    """Return a matter that is not encoded, by its title or its id in words."""
    title = str((report.get("names") or {}).get(name) or "")
    if title:
        return lowered(title)
    return name.replace(".", ": ").replace("_", " ")
