"""What the renderers read out of a report: an offer's counts, its answers, and findings gathered across offers.

A report made by hand or by an older version may lack parts; whatever is missing is left out, never guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from advisor.render import phrasing, words

Report = Mapping[str, Any]

_LONGEST_ID = 20
#: The findings behind the questions that are answered by what the government could show.
_SHOWN = {
    "deportable": ("deportable.",),
    "inadmissible": ("inadmissible.",),
    "detained": ("detention.",),
    "travel": ("inadmissible.", "seeking_admission"),
}


@dataclass(slots=True)
class Reason:
    """One ground across the offers: the finding by offer, in the order of the report."""

    identity: str
    title: str
    findings: dict[str, Mapping[str, Any]] = field(default_factory=dict)

    @property
    def level(self) -> int:
        """Return the greatest verdict that it has in any offer."""
        return max(words.level(finding.get("verdict")) for finding in self.findings.values())

    @property
    def differs(self) -> bool:
        """Return whether its verdict is not the same in each offer that has it."""
        return len({finding.get("verdict") for finding in self.findings.values()}) > 1


def offers(report: Report) -> list[Mapping[str, Any]]:
    """Return the plea options, in the order of the scenario."""
    return [offer for offer in report.get("pleas") or [] if isinstance(offer, Mapping)]


def findings(part: Mapping[str, Any] | None) -> list[Mapping[str, Any]]:
    """Return the findings of an offer or of the baseline."""
    return [finding for finding in (part or {}).get("findings") or [] if isinstance(finding, Mapping)]


def found(part: Mapping[str, Any] | None) -> list[Mapping[str, Any]]:
    """Return the findings above `no`."""
    return [finding for finding in findings(part) if words.level(finding.get("verdict"))]


def counts(offer: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the counts that an offer pleads to."""
    return [count for count in offer.get("counts") or [] if isinstance(count, Mapping)]


def answer(offer: Mapping[str, Any], question: str) -> str:
    """Return an offer's verdict on one of the six questions."""
    return str(((offer.get("questions") or {}).get(question) or {}).get("verdict") or "no")


def behind(offer: Mapping[str, Any], question: str) -> list[Mapping[str, Any]]:
    """Return the findings that an answer rests on, those that decide it first."""
    named = set(((offer.get("questions") or {}).get(question) or {}).get("findings") or [])
    rows = [finding for finding in found(offer) if finding.get("id") in named]
    return sorted(rows, key=lambda finding: -words.level(finding.get("verdict")))


def stands_already(offer: Mapping[str, Any], question: str) -> bool:
    """Return whether an answer is the same without this plea."""
    verdict = answer(offer, question)
    deciding = [finding for finding in behind(offer, question) if finding.get("verdict") == verdict]
    return any(finding.get("new") is False for finding in deciding)


def open_note(offer: Mapping[str, Any], question: str) -> str:
    """Return what an open answer waits for: facts, law, or both."""
    because = {finding.get("open_because") for finding in behind(offer, question) if finding.get("verdict") == "open"}
    return because_note(because)


def not_ruled_out(offer: Mapping[str, Any], question: str) -> bool:
    """Return whether an answer below `open` is one that the person could not prove: the record is silent."""
    prefixes = _SHOWN.get(question, ())
    return words.level(answer(offer, question)) < words.level("open") and any(
        str(row.get("id")).startswith(prefixes)
        and words.level((row.get("readings") or {}).get("not_excluded")) >= words.level("open")
        for row in findings(offer)
    )


def because_note(because: Iterable[object]) -> str:
    """Return the note for the reasons why something is open."""
    given = {str(reason) for reason in because if reason}
    together = "both" if len(given) > 1 else next(iter(given), "")
    return words.OPEN_BECAUSE.get(together, "")


def count_name(count: Mapping[str, Any]) -> str:
    """Return what a count is called, with its grade."""
    offense = count.get("offense")
    name = count.get("name") or (offense.get("name") if isinstance(offense, Mapping) else offense) or "count"
    return " ".join(filter(None, (str(name), grade(count))))


def grade(count: Mapping[str, Any]) -> str:
    """Return a count's grade; of more than two that are possible, that it is not known."""
    possible = count.get("grade")
    if not isinstance(possible, str):
        return ""
    return "(grade not known)" if possible.count(" or ") > 1 else possible


def sentence(count: Mapping[str, Any]) -> str:
    """Return a count's sentence as it was written, or the term that counts."""
    written = count.get("sentence")
    if isinstance(written, str) and written:
        return written
    term = count.get("term") or {}
    return "term not known" if term.get("days", 0) is None else str(term.get("text") or "")


def ending(count: Mapping[str, Any]) -> str:
    """Return how a count ends and with which sentence, in a few words: `ARD`, `6 to 12 months`, `no confinement`."""
    how = phrasing.disposition(str(count.get("disposition") or ""))
    ordered = sentence(count)
    if how and words.level(count.get("conviction")) < words.level("likely"):
        return how
    term = "no confinement" if ordered == "0 days" else ordered
    return ", ".join(filter(None, (how, term)))


def reasons(report: Report) -> list[Reason]:
    """Return the grounds that some offer adds, the gravest and those that differ first."""
    gathered: dict[tuple[str, str], Reason] = {}
    for offer in offers(report):
        for finding in found(offer):
            identity = str(finding.get("id"))
            if not words.is_ground(identity) or finding.get("new") is False:
                continue
            title = words.title(identity, finding.get("title"))
            reason = gathered.setdefault((identity, title), Reason(identity, title))
            reason.findings[str(offer.get("id"))] = finding
    return sorted(gathered.values(), key=lambda reason: (-reason.level, not reason.differs))


def grouped(pairs: Iterable[tuple[Any, str]]) -> dict[Any, list[str]]:
    """Return which offers share a thing, by the thing."""
    groups: dict[Any, list[str]] = {}
    for thing, offer in pairs:
        members = groups.setdefault(thing, [])
        if offer not in members:
            members.append(offer)
    return groups


def named(ids: list[str], report: Report) -> str:
    """Return offers by name, a long one cut if it stays clear; `every offer` where more than one is all of them."""
    every = [str(offer.get("id")) for offer in offers(report)]
    if 1 < len(every) == len(ids):
        return "every offer"
    return words.listed([_cut(identity, every) for identity in ids])


def _cut(identity: str, every: list[str]) -> str:
    start = identity[:_LONGEST_ID]
    clear = sum(other.startswith(start) for other in every) == 1
    return f"{start.rstrip('-')}…" if len(identity) > _LONGEST_ID + 1 and clear else identity


def citations(rows: Iterable[Mapping[str, Any]], most: int = 0) -> list[str]:
    """Return the citations of findings, each once, in order; authority ids where no citation is given."""
    unique = listed_once(str(cite) for row in rows for cite in row.get("cites") or row.get("authority") or [])
    return unique[:most] if most else unique


def short_citations(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return the citations of findings without their parallels, as a first screen has room for them."""
    return listed_once(map(phrasing.short_cite, citations(rows)))


def places(report: Report) -> dict[str, str]:
    """Return the place of each offer, least harm first; those that nothing tells apart share one and say so."""
    known = {str(offer.get("id")): _weight(offer) for offer in offers(report)}
    ranking = [str(name) for name in report.get("ranking") or []]
    found_at: dict[str, str] = {}
    for name in ranking:
        alike = [each for each in ranking if each == name or (name in known and known[name] == known.get(each))]
        shown = words.ordinal(ranking.index(alike[0]) + 1)
        found_at[name] = f"{shown}, tied" if len(alike) > 1 else shown
    return found_at


def _weight(offer: Mapping[str, Any]) -> tuple[list[str], list[tuple[bool, str]]]:
    """Return what the order of offers looks at: the six answers, and how sure the findings behind them are."""
    rows = [(words.is_gain(str(row.get("id"))), str(row.get("verdict"))) for row in found(offer)]
    return [answer(offer, question) for question in words.QUESTIONS], sorted(rows)


def listed_once(texts: Iterable[str]) -> list[str]:
    """Return texts in their order, each once, without empty ones."""
    return [text for text in dict.fromkeys(texts) if text]
