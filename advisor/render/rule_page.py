"""A rule as a page: what it says, when it applies, what it turns on, how sure it is, authorities, cases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from advisor.findings import VERDICTS
from advisor.law.conditions import FactCompares, FactIs, from_plain, leaves
from advisor.law.library import Law
from advisor.law.reach import in_force
from advisor.render.authorities import authority_lines, cited
from advisor.render.conditions import STEP, ConditionWriter
from advisor.render.words import day

_BEFORE = {
    "no_such_law": "Before that day there was no such law.",
    "not_encoded": "Earlier law is not encoded: a question about an earlier day is refused.",
}
_DATED_BY = {
    "as_of": "The day whose law is asked for decides.",
    "committed": "The day of the offense decides.",
    "convicted": "The day of the conviction decides.",
}
_STRENGTH = {
    "certain": "Certain, where its conditions are: the text or binding authority settles it.",
    "likely": "Likely at most, however sure its conditions are: strong authority, or a strong reading, and no more.",
    "open": "Open at most, however sure its conditions are: it is contested.",
    "unlikely": "Unlikely at most: strong authority stands the other way, and nobody has ruled it out.",
}


def rule_page(law: Law, rule_id: str) -> str:
    """Return the page of a rule, with all its versions.

    Raises:
        UnknownNameError: There is no such rule.
    """
    entry = law.rule_entry(rule_id)
    versions = entry["versions"]
    lines = [*_head(entry, law)]
    for version in versions:
        heading = f" ({_span(version)})" if len(versions) > 1 else ""
        lines += ["", f"What it says{heading}", *_says(entry, version, law)]
    lines += ["", "When it applies", *(line for version in versions for line in _applies(version, law))]
    lines += ["", "What it turns on", STEP + entry["turns_on"], "", "How sure", *_sure(versions, law)]
    lines += authority_lines(_authorities(versions), law)
    checked = entry["checked"]
    lines += ["", f"Last held against its sources: {day(checked['date'])} ({cited(checked['against'], law)})."]
    return "\n".join(lines)


def _head(entry: Mapping[str, Any], law: Law) -> Iterator[str]:
    finding = law.vocabulary.findings[entry["concludes"]]
    details = {"inherited": ", with the details of what it reads", None: ""}
    detail = details.get(entry.get("detail"), f", detail {entry.get('detail')}")
    subject = "of the person" if entry["about"] == "person" else "of each count"
    yield entry["title"]
    yield f"{entry['id']}, in {entry['file']}"
    yield f"Concludes {subject}: {finding.title} (`{finding.name}`{detail})."
    if finding.noncitizens:
        yield "Asked of noncitizens alone."


def _says(entry: Mapping[str, Any], version: Mapping[str, Any], law: Law) -> list[str]:
    condition = from_plain(version["condition"])
    writer = ConditionWriter(law)
    lines = [STEP + entry["in_words"]] if entry.get("in_words") else []
    lines += writer.rule(condition, STEP)
    if entry.get("conviction") == "not_needed":
        lines.append(f"{STEP}No conviction is needed.")
    questions = writer.questions((condition,))
    if questions:
        lines += ["", f"{STEP}What is asked:", *(f"{STEP * 2}- {question}" for question in questions)]
    return lines


def _span(version: Mapping[str, Any]) -> str:
    last = f" to {day(version['effective_to'])}" if "effective_to" in version else ""
    return f"from {day(version['effective_from'])}{last}"


def _applies(version: Mapping[str, Any], law: Law) -> Iterator[str]:
    span = _span(version)
    now = version["dated_by"] == "as_of" and in_force((version,), law.as_of.isoformat()) is None
    yield f"{STEP}{span[:1].upper()}{span[1:]}{f'; not in force on {day(law.as_of)}' if now else ''}."
    if "before" in version:
        yield STEP + _BEFORE[version["before"]]
    yield STEP + _DATED_BY[version["dated_by"]]


def _sure(versions: list[Mapping[str, Any]], law: Law) -> Iterator[str]:
    for version in versions:
        heading = f"{_span(version)}: " if len(versions) > 1 else ""
        yield f"{STEP}{heading}{_STRENGTH.get(VERDICTS[version['strength']], VERDICTS[version['strength']])}"
        if version.get("split"):
            yield f"{STEP * 2}For it: {cited(version['split']['for'], law)}"
            yield f"{STEP * 2}Against it: {cited(version['split']['against'], law)}"


def _authorities(versions: list[Mapping[str, Any]]) -> Iterator[str]:
    """Yield what the versions lean on, the sources of single conditions included."""
    for version in versions:
        yield from version["authority"]
        for leaf in leaves(from_plain(version["condition"])):
            if isinstance(leaf, FactIs | FactCompares) and leaf.source:
                yield leaf.source
        for side in (version.get("split") or {}).values():
            yield from side
