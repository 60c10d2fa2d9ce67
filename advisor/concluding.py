"""From the conclusions about one plea option to the findings of the report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from advisor.derivation import Node, what_fails
from advisor.engines.conclusions import Conclusions
from advisor.findings import NEVER, NO, OPEN, VERDICTS, Pair, Row
from advisor.law.entries import FindingEntry
from advisor.law.library import Law
from advisor.walker import Walker

PERSON = "person"


@dataclass(slots=True)
class Option:
    """One plea option, or the baseline, with everything that is known of it.

    Attributes:
        counts: Its own counts with the priors and charges that stand beside them.
        conclusions: What the engine found.
    """

    counts: Sequence[Row]
    person: Row
    conclusions: Conclusions
    priors_unknown: bool
    walker: Walker | None = None
    needs: Mapping[str, list[str]] = field(default_factory=dict)
    avoided_by: Mapping[str, list[str]] = field(default_factory=dict)


def reported_reading(entry: FindingEntry, conclusions: Conclusions) -> int:
    """Return which side of a finding's pair is reported: the one that its own burden asks for."""
    if entry.reading == "shown":
        return 0
    if entry.shown_if is not None and conclusions.pair(PERSON, entry.shown_if).shown > OPEN:
        return 0
    return 1


def verdicts_of(law: Law, conclusions: Conclusions) -> dict[str, int]:
    """Return the reported verdict of every finding that is reported for a plea."""
    return {
        entry.name: conclusions.pair(PERSON, entry.name)[reported_reading(entry, conclusions)]
        for entry in law.vocabulary.reported()
    }


def findings_of(
    law: Law, option: Option, baseline: Mapping[str, int] | None, *, show_all: bool
) -> list[dict[str, Any]]:
    """Return every finding above `no`, and with `show_all` the rest; `baseline` tells what stands without the plea."""
    found = []
    for entry in law.vocabulary.reported():
        pair = option.conclusions.pair(PERSON, entry.name)
        if pair != NEVER or show_all:
            found.append(_finding(law, option, entry, pair, baseline))
    _open_with_what_they_read(found)
    return found


def _open_with_what_they_read(found: list[dict[str, Any]]) -> None:
    """Let a finding that is open only because of others say why they are."""
    waits = {each["id"]: {each["open_because"]} - {None} for each in found}
    for each in reversed([*found, *found, *found]):
        read = {why for name in each["reads"] for why in waits.get(name, ()) if each["verdict"] == VERDICTS[OPEN]}
        waits[each["id"]] |= read
    for each in found:
        reasons = waits[each["id"]]
        if each["verdict"] == VERDICTS[OPEN] and reasons:
            each["open_because"] = next(iter(reasons)) if len(reasons) == 1 else "both"
        del each["reads"]


def _finding(
    law: Law, option: Option, entry: FindingEntry, pair: Pair, baseline: Mapping[str, int] | None
) -> dict[str, Any]:
    reading = reported_reading(entry, option.conclusions)
    verdict = pair[reading]
    walker = option.walker or Walker(law, option.counts, option.person, option.conclusions, option.priors_unknown)
    option.walker = walker
    node = walker.finding(entry.name, reading, whole=verdict == NO)
    if verdict == NO:
        node = what_fails(node)
    steps, told = node.every(), _told(node)
    citations = law.citations
    resting = _resting(entry, option, reading, verdict, node)
    shown: dict[str, Any] = {
        "id": entry.name,
        "title": entry.title,
        "detail": _details(law, option, entry.name, reading),
        "by_detail": _by_detail(law, option, entry.name, reading),
        "verdict": VERDICTS[verdict],
        "counts": _indices(resting, option.counts, "plea"),
        "priors": _indices(resting, option.counts, "prior"),
        "charges": _indices(resting, option.counts, "charge"),
        "new": baseline is not None and verdict > baseline.get(entry.name, NO),
        "rule": _rules(steps),
        "authority": list(dict.fromkeys(name for each in steps for name in each.authority)),
        "cites": [citations.get(name, name) for name in _top_authorities(steps, told)],
        "summary": _summary(node, told),
        "because": node.plain(citations),
        "needs": list(option.needs.get(entry.name, ())),
        "open_because": _open_because(steps, verdict),
        "avoided_by": list(option.avoided_by.get(entry.name, ())),
        "unverified": _unverified(law, steps) if verdict > NO else [],
        "reads": [each.fact["name"] for each in steps if each.fact and each.fact.get("state") == "finding"],
    }
    if pair.shown != pair.not_excluded:
        shown["readings"] = {"shown": VERDICTS[pair.shown], "not_excluded": VERDICTS[pair.not_excluded]}
    return shown


def _resting(entry: FindingEntry, option: Option, reading: int, verdict: int, node: Node) -> frozenset[str]:
    """Return the counts that a finding rests on: of a count's finding those that carry the verdict."""
    if verdict == NO:
        return frozenset()
    if entry.about == "count":
        key = (entry.name, None)
        return frozenset(
            row.key for row in option.counts
            if option.conclusions.findings[row.key].get(key, NEVER)[reading] == verdict
        )  # fmt: skip
    return node.rows


def _indices(keys: frozenset[str], counts: Sequence[Row], role: str) -> list[int]:
    return sorted(row.index for row in counts if row.key in keys and row.role == role)


def _all_details(option: Option, name: str) -> dict[str, Pair]:
    held = option.conclusions.findings[PERSON]
    return {detail: pair for (finding, detail), pair in held.items() if finding == name and detail is not None}


def _details(law: Law, option: Option, name: str, reading: int) -> list[str]:
    held = _all_details(option, name)
    return [
        detail
        for detail, pair in sorted(held.items(), key=lambda item: (-item[1][reading], item[0]))
        if pair[reading] > NO
    ]


def _by_detail(law: Law, option: Option, name: str, reading: int) -> list[dict[str, Any]]:
    found = []
    for detail in _details(law, option, name, reading):
        best = option.conclusions.pair(PERSON, name, detail)[reading]
        keys = frozenset(
            row.key for row in option.counts
            if option.conclusions.findings[row.key].get((name, detail), NEVER)[reading] == best
        )  # fmt: skip
        entry = {"detail": detail, "verdict": VERDICTS[best], "counts": _indices(keys, option.counts, "plea")}
        priors = _indices(keys, option.counts, "prior")
        found.append({**entry, "priors": priors} if priors else entry)
    return found


def _is_rule(step: Node) -> bool:
    return step.where.startswith("rules/")


def _rules(steps: Iterable[Node]) -> list[str]:
    from advisor.law.naming import id_of_path

    return list(dict.fromkeys(id_of_path(each.where.rpartition(":")[0]) for each in steps if _is_rule(each)))


def _top_authorities(steps: Iterable[Node], told: Node | None) -> list[str]:
    """Return the authorities of the conclusion itself, of the letter before the ground that inherits it."""
    first = next(filter(_is_rule, steps), None)
    if first is None:
        return []
    named = [*(told.authority if told else ()), *first.authority]
    return list(dict.fromkeys(named))[:3]


def _told(node: Node) -> Node | None:
    """Return the rule that tells a reader most: the first on the way down that compares a figure, else the first."""
    first = None
    waiting = [node]
    while waiting:
        each = waiting.pop()
        if _is_rule(each):
            first = first or each
            if _figures(each):
                return each
        waiting += [child for child in reversed(each.children) if not child.exception]
    return first


def _figures(node: Node) -> list[Node]:
    """Return the figures that a rule compares, days of the calendar left out."""
    return [child for child in node.children if child.figure and not child.exception
            and child.fact and not str(child.fact["name"]).endswith("_date")]  # fmt: skip


def _summary(node: Node, told: Node | None) -> str:
    """Return the reason in a line: what the telling rule is, and the figure that decides it."""
    if told is None:
        return node.says
    title = told.says.partition(" (pleas[")[0].partition(" (defendant.")[0].partition(" (charges[")[0]
    figures = _figures(told)
    return f"{title}: {figures[0].says}" if figures else title


def _open_because(steps: Sequence[Node], verdict: int) -> str | None:
    """Return whether an open answer waits for facts, for the law, or for both."""
    if verdict != OPEN:
        return None
    facts = any(each.unknown for each in steps)
    law = any(each.unsettled for each in steps)
    if facts and law:
        return "both"
    return "facts" if facts else "law" if law else None


def _unverified(law: Law, steps: Iterable[Node]) -> list[str]:
    names: list[str] = []
    for each in steps:
        names += each.unverified
        names += [name for name in each.authority if name in law.unverified]
    return list(dict.fromkeys(names))
