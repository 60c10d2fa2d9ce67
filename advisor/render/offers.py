"""What the renderers read out of a report: an offer's counts, its answers, and findings gathered across offers.

A report made by hand or by an older version may lack parts; whatever is missing is left out, never guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from advisor.render import words

Report = Mapping[str, Any]


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


def because_note(because: Iterable[object]) -> str:
    """Return the note for the reasons why something is open."""
    given = {str(reason) for reason in because if reason}
    together = "both" if len(given) > 1 else next(iter(given), "")
    return words.OPEN_BECAUSE.get(together, "")


def count_name(count: Mapping[str, Any]) -> str:
    """Return what a count is called, with its grade."""
    offense = count.get("offense")
    name = count.get("name") or (offense.get("name") if isinstance(offense, Mapping) else offense) or "count"
    grade = count.get("grade")
    return f"{name} {grade}" if isinstance(grade, str) and grade else str(name)


def sentence(count: Mapping[str, Any]) -> str:
    """Return a count's sentence as it was written, or the term that counts."""
    written = count.get("sentence")
    if isinstance(written, str) and written:
        return written
    return str((count.get("term") or {}).get("text") or "")


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
    """Return offers by name, or `every offer` where more than one is all of them."""
    total = len(offers(report))
    return "every offer" if 1 < total == len(ids) else words.listed(ids)


def citations(rows: Iterable[Mapping[str, Any]], most: int = 0) -> list[str]:
    """Return the citations of findings, each once, in order; authority ids where no citation is given."""
    unique = listed_once(str(cite) for row in rows for cite in row.get("cites") or row.get("authority") or [])
    return unique[:most] if most else unique


def listed_once(texts: Iterable[str]) -> list[str]:
    """Return texts in their order, each once, without empty ones."""
    return [text for text in dict.fromkeys(texts) if text]
