"""What the library holds, as a page: counts, how much is confirmed, what is missing, and which files are old."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from advisor.law.coverage import Held
from advisor.render import words
from advisor.render.authorities import mark
from advisor.render.conditions import STEP

#: So many unconfirmed authorities are told on the page; the JSON has every one.
MOST_TOLD = 25
#: So many old authorities of one table are named in its line; more are counted.
_FEW = 5
_HOLDS = {"complete": "complete", "in_part": "in part", "not_said": "not described in rules/library.yaml"}
_COUNTED = {
    "rules": "rules", "rule_versions": "versions of rules", "thresholds": "figures", "sections": "charge files",
    "offenses": "offenses", "answers": "answers on how an offense is classified", "dated_answers": "of them dated",
    "categories": "categories", "authorities": "authorities", "policies": "policies of prosecutors' offices",
}  # fmt: skip


def coverage_page(found: Mapping[str, Any]) -> str:
    """Return what `advisor.law.coverage` counted as a text."""
    covered = found["covered"]
    places = [*covered.get("states", ()), *(words.circuit(number) for number in covered.get("circuits", ()))]
    lines = [
        f"Law {found['law_version']}, {', '.join(places)}; last checked as a whole on {words.day(found['checked'])}"
    ]
    lines += ["", "How much there is", *(f"{STEP}{found['counts'][key]:>5} {says}" for key, says in _COUNTED.items())]
    lines += ["", "How much of it is confirmed", *_confirmed(found["verified"])]
    lines += ["", "Grounds and consequences", *(line for each in found["grounds"] for line in _ground(each))]
    lines += ["", "Titles", *(line for each in found["titles"] for line in _title(each))]
    lines += ["", "Not confirmed, by how much leans on it", *_unconfirmed(found["unverified"])]
    lines += ["", "Open for no fact and with no side named (there should be none)", *_listed(found["bare_open"])]
    gaps = [f"{gap['id']}: {_days(gap)}" for gap in found["gaps"]]
    lines += ["", "Days that no version or answer covers", *_listed(gaps)]
    lines += ["", f"Named as not encoded: {len(found['not_covered'])}", f"{STEP}{', '.join(found['not_covered'])}"]
    return "\n".join(lines)


def _confirmed(verified: Mapping[str, Mapping[str, int]]) -> Iterator[str]:
    for name, marks in verified.items():
        total = marks["total"] or 1
        yield (
            f"{STEP}{name}: {marks['true']} of {marks['total']} ({100 * marks['true'] // total} %), "
            f"{marks['partly']} in part, {marks['false']} not"
        )


def _ground(entry: Mapping[str, Any]) -> Iterator[str]:
    yield f"{STEP}{entry['title']}, {entry['citation']}: {_HOLDS[entry['holds']]}, {_number(entry['rules'], 'rule')}"
    yield from (f"{STEP * 2}- not in: {missing}" for missing in entry["missing"])


def _title(entry: Mapping[str, Any]) -> Iterator[str]:
    name = entry["title"] or entry["id"]
    held = f"{_number(entry['sections'], 'section')}, {_number(entry['offenses'], 'offense')}"
    answers = entry["answers"]
    yield f"{STEP}{name}: {_HOLDS[entry['holds']]}, {held}, {answers['true']} of {answers['total']} answers confirmed"
    yield from (f"{STEP * 2}- not in: {missing}" for missing in entry["missing"])


def _unconfirmed(entries: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for entry in entries[:MOST_TOLD]:
        yield f"{STEP}- {entry['citation']} [{mark(entry['verified'])}]: {_leaning(entry)}"
    rest = len(entries) - MOST_TOLD
    if rest > 0:
        yield f"{STEP}and {rest} more; `plea law coverage --json` lists every one"
    if not entries:
        yield f"{STEP}none"


def _leaning(entry: Mapping[str, Any]) -> str:
    kinds = (("rules", "rule"), ("answers", "answer"), ("tables", "other place"))
    return ", ".join(_number(entry[key], word) for key, word in kinds if entry[key])


def _number(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _listed(names: Sequence[str]) -> list[str]:
    return [f"{STEP}- {name}" for name in names] or [f"{STEP}none"]


def _days(gap: Mapping[str, str]) -> str:
    if gap["from"] == "0001-01-01":
        return f"up to {words.day(gap['to'])}"
    return f"from {words.day(gap['from'])}" + ("" if gap["to"] == "9999-12-31" else f" to {words.day(gap['to'])}")


def stale_page(files: Sequence[Held], day: str) -> str:
    """Return the files whose last check lies before a day, the oldest first; authorities in one line for each table."""
    if not files:
        return f"Every law file was held against its sources on {words.day(day)} or later."
    lines = [f"Not held against their sources since {words.day(day)}: {len(files)}"]
    for (checked, file, kind), group in groupby(files, lambda held: (held.checked, held.file, held.kind)):
        lines.append(f"{STEP}{words.day(checked)}  {file} ({_of_a_kind(kind, [held.id for held in group])})")
    return "\n".join(lines)


def _of_a_kind(kind: str, names: Sequence[str]) -> str:
    """Return what a line of old files is about: the kind, or the authorities by name, or how many they are."""
    if not any(names):
        return kind
    few = len(names) <= _FEW
    return ", ".join(names) if few else f"{len(names)} authorities; `plea law stale --json` lists each"
