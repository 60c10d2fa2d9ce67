"""The law of two days side by side, as a page and as plain data: what begins, ends and changes, on which authority."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from advisor.findings import VERDICTS
from advisor.law.conditions import from_plain
from advisor.law.differences import LawChange
from advisor.law.library import Law
from advisor.render import words
from advisor.render.authorities import cited, mark
from advisor.render.conditions import STEP, ConditionWriter
from advisor.render.offense_page import offense_writer

SCHEMA = "plea-advisor/law-difference/1"
_HEADINGS = {"rule": "Rules", "threshold": "Figures", "answer": "Answers of charge files"}
_COUNTED = {"rule": ("rule", "rules"), "threshold": ("figure", "figures"), "answer": ("answer", "answers")}
_OF_DAY = {"as_of": "", "committed": "for offenses ", "convicted": "for convictions "}


def law_changes_document(before: Law, after: Law, changes: Sequence[LawChange]) -> dict[str, Any]:
    """Return the differences for other programs."""
    return {
        "schema": SCHEMA,
        "disclaimer": words.DISCLAIMER,
        "from": before.as_of.isoformat(),
        "to": after.as_of.isoformat(),
        "law_version": after.version,
        "rules_version": after.rules_version,
        "changes": [_plain(change, after) for change in changes],
    }


def _plain(change: LawChange, law: Law) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "id": change.id,
        "title": change.title,
        "file": change.file,
        "change": change.how,
        "differs": list(change.parts),
        "since": change.since,
        "dated_by": change.dated_by,
        "before": [_plain_version(change, version, law) for version in change.before],
        "after": [_plain_version(change, version, law) for version in change.after],
        "authority": list(change.authority),
        "cites": [law.citations.get(name, name) for name in change.authority],
        "used_by": list(change.used_by),
    }


def _plain_version(change: LawChange, version: Mapping[str, Any], law: Law) -> dict[str, Any]:
    kept = ("effective_from", "effective_to", "verdict", "relief_verdict", "value", "why", "authority", "split",
            "verified")  # fmt: skip
    told = {key: version[key] for key in kept if version.get(key) is not None}
    if change.kind == "rule":
        told["strength"] = VERDICTS[version["strength"]]
        told["conditions"] = ConditionWriter(law).rule(from_plain(version["condition"]), "")
    elif version.get("when"):
        told["when"] = _when(change, version, law)
    return told


def law_changes_page(before: Law, after: Law, changes: Sequence[LawChange]) -> str:
    """Return the differences as a text, grouped by rules, figures and answers."""
    lines = [f"The law of {words.day(before.as_of)} and the law of {words.day(after.as_of)}", _summary(changes)]
    for kind, heading in _HEADINGS.items():
        listed = [change for change in changes if change.kind == kind]
        if listed:
            lines += ["", heading]
        for change in listed:
            lines += _entry(change, after)
    return "\n".join(lines)


def _summary(changes: Sequence[LawChange]) -> str:
    if not changes:
        return "No rule, figure or answer of the library differs between them."
    found = Counter((change.kind, change.how) for change in changes)
    told = [
        f"{number} {_COUNTED[kind][number > 1]} {how.rstrip('s') if number > 1 else how}"
        for (kind, how), number in found.items()
    ]
    return f"{', '.join(told)}."


def _entry(change: LawChange, law: Law) -> Iterator[str]:
    yield f"{STEP}{change.id}"
    yield f"{STEP * 2}{change.title}"
    yield f"{STEP * 2}{_how(change)}"
    if change.kind == "rule":
        yield from _rule(change, law)
    for label, versions in (("Was", change.before), ("Now", change.after)):
        if change.kind == "threshold":
            yield from (f"{STEP * 2}{label}: {version['value']}" for version in versions)
        elif change.kind == "answer":
            yield from (line for version in versions for line in _answer(change, label, version, law))
    if change.used_by:
        yield f"{STEP * 2}Asked for by: {', '.join(change.used_by)}"
    yield f"{STEP * 2}Authority: {cited(change.authority, law)}"


def _how(change: LawChange) -> str:
    verb = change.how[:1].upper() + change.how[1:]
    parts = f": {', '.join(change.parts)}" if change.parts else ""
    since = f" {_OF_DAY[change.dated_by]}from {words.day(change.since)}" if change.since else ""
    return f"{verb}{since}{parts}."


def _rule(change: LawChange, law: Law) -> Iterator[str]:
    """Yield strength and conditions of a rule where they are not the same; of one that begins or ends nothing more."""
    if change.how != "changes":
        return
    for label, versions in (("Was", change.before), ("Now", change.after)):
        for version in versions:
            if "strength" in change.parts:
                yield f"{STEP * 2}{label}: {VERDICTS[version['strength']]} at most"
            if "conditions" in change.parts:
                yield f"{STEP * 2}{label}:"
                yield from ConditionWriter(law).rule(from_plain(version["condition"]), STEP * 3)


def _answer(change: LawChange, label: str, version: Mapping[str, Any], law: Law) -> Iterator[str]:
    when = f", if {_when(change, version, law)}" if version.get("when") else ""
    when = ", in every other case" if version.get("otherwise") else when
    relief = version.get("relief_verdict", version["verdict"])
    proof = f" ({relief} where the person must prove eligibility)" if relief != version["verdict"] else ""
    yield f"{STEP * 2}{label}: {version['verdict']}{proof}{when} [{mark(version['verified'])}]"
    yield f"{STEP * 3}{version['why']}"


def _when(change: LawChange, version: Mapping[str, Any], law: Law) -> str:
    offense_id = change.id.partition(": ")[0]
    file = law.charges.file(offense_id)
    offense = next(each for each in file["offenses"] if each["id"] == offense_id)
    return offense_writer(offense, law).in_line(from_plain(version["when"]))
