"""Authorities as a page lists them: citation, what each stands for, and how far anyone has confirmed it."""

from __future__ import annotations

from collections.abc import Iterable

from advisor.law.entries import Authority
from advisor.law.library import Law
from advisor.render.conditions import STEP
from advisor.render.words import day

_MARKS = {"true": "confirmed", "partly": "confirmed in part", "false": "not confirmed by anyone"}
_TREATMENTS = {
    "limited": "limited by later law",
    "superseded": "superseded",
    "vacated": "vacated",
    "unknown": "its later treatment is not known",
}


def mark(verified: object) -> str:
    """Return in words how far something was confirmed."""
    return _MARKS.get(str(verified).lower(), _MARKS["false"])


def cited(names: Iterable[str], law: Law) -> str:
    """Return the citations of some authorities in one line."""
    return "; ".join(law.citations.get(name, name) for name in names)


def authority_lines(names: Iterable[str], law: Law) -> list[str]:
    """Return each authority once, under two headings: texts, and decided cases."""
    known = [law.authorities[name] for name in dict.fromkeys(names) if name in law.authorities]
    lines: list[str] = []
    for heading, cases in (("Authorities", False), ("Cases", True)):
        listed = [entry for entry in known if bool(entry.court) is cases]
        if listed:
            lines += ["", heading, *(line for entry in listed for line in _lines(entry))]
    return lines


def _lines(entry: Authority) -> list[str]:
    notes = [mark(entry.verified)]
    if entry.court and not entry.precedential:
        notes.append("not precedential")
    if entry.treatment in _TREATMENTS:
        since = f" since {day(entry.treatment_since)}" if entry.treatment_since else ""
        note = f": {entry.treatment_note}" if entry.treatment_note else ""
        notes.append(f"{_TREATMENTS[entry.treatment]}{since}{note}")
    return [f"{STEP}{entry.citation} [{'; '.join(notes)}]", f"{STEP * 2}{entry.says}"]
