"""What differs between the law of two days: rules, figures and answers that begin, end or change.

Versions are looked up by the day itself, whatever their `dated_by`: a version for convictions from some day on is in
force on that day for who is convicted then. So what is told is the law for a case of the one day and of the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Literal

from advisor.errors import LawNotInForce
from advisor.law import cache
from advisor.law.conditions import FactCompares, FactIs, from_plain, leaves
from advisor.law.index import full_name
from advisor.law.library import Law, law_of

Kind = Literal["rule", "threshold", "answer"]
Version = Mapping[str, Any]

_FIRST_DAY, _LAST_DAY = "0001-01-01", "9999-12-31"
#: What tells of a version's place and days, and not of what it says.
_FRAME = ("line", "effective_from", "effective_to", "before", "dated_by")
#: What the parts of a version are called where they differ, in the order in which a reader asks for them.
_PARTS = {
    "verdict": "verdict", "relief_verdict": "verdict where the person must prove", "strength": "strength",
    "value": "figure", "condition": "conditions", "when": "conditions", "otherwise": "conditions", "split": "sides",
    "authority": "authority", "why": "reason", "verified": "how far it was confirmed",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class LawChange:
    """One rule, figure or answer that is not the same on both days.

    Attributes:
        kind: rule | threshold | answer.
        id: The id of the rule or figure; of an answer its offense and category, `pa-18-3929-a-1: cimt`.
        title: What it is about.
        how: begins | ends | changes.
        parts: What differs between the two, where there are two.
        dated_by: Which day decides: as_of | committed | convicted.
        before: What was in force on the first day; entries in order for an answer.
        after: The same of the second day.
        used_by: For a figure the rules that ask for it.
    """

    kind: Kind
    id: str
    title: str
    file: str
    how: str
    parts: tuple[str, ...]
    dated_by: str
    before: tuple[Version, ...]
    after: tuple[Version, ...]
    used_by: tuple[str, ...] = ()

    @property
    def authority(self) -> tuple[str, ...]:
        """The authorities of what is in force on the second day, or of what ended."""
        return tuple(dict.fromkeys(authorities_of(self.after or self.before)))

    @property
    def since(self) -> str:
        """The day on which the last of the changes took effect, or an empty text where that is not written."""
        first = [version["effective_from"] for version in self.after if "effective_from" in version]
        ended = [_day_after(version["effective_to"]) for version in self.before if "effective_to" in version]
        return max(first or ended, default="")


def law_differences(before: Law, after: Law) -> list[LawChange]:
    """Return what differs between two days of one library: rules first, then figures, then answers.

    Args:
        before: The law of the first day.
        after: The law of the second, from the same files.
    """
    days = before.as_of.isoformat(), after.as_of.isoformat()
    compiled = after.compiled
    found = [*_of_rules(compiled, days), *_of_thresholds(compiled, days)]
    for name in compiled["charge_names"]:
        found += _of_answers(cache.read_charge_file(compiled, name), days)
    return found


def laws_of(first: date, second: date, own: Path | None = None) -> tuple[Law, Law]:
    """Return the law of two days.

    Raises:
        LawNotInForce: One of the days lies before the first day from which every rule is known; it is named.
    """
    compiled = law_of(date.max, own).compiled
    begins = first_day(compiled)
    for day in (first, second):
        if day.isoformat() < begins:
            raise LawNotInForce("", day, begins)
    return law_of(first, own), law_of(second, own)


def first_day(compiled: Mapping[str, Any]) -> str:
    """Return the first day for which no rule refuses to answer."""
    firsts: list[Version] = [
        next((version for version in entry["versions"] if version["dated_by"] == "as_of"), {})
        for entry in compiled["rules"]
    ]
    return max(
        (version["effective_from"] for version in firsts if version.get("before") == "not_encoded"), default=_FIRST_DAY
    )


def without(law: Law, changes: Iterable[LawChange], first: date) -> Law:
    """Return a day's law as if some of what changed since an earlier day had stayed as it was.

    A version that was in force on the earlier day goes on, and one that began after it never begins. Versions for
    convictions or offenses of still earlier days are left alone.
    """
    named = {(change.kind, change.id) for change in changes}
    days = first.isoformat(), law.as_of.isoformat()
    compiled = dict(law.compiled)
    rules = (_as_before(entry, ("rule", entry["id"]) in named, days) for entry in compiled["rules"])
    compiled["rules"] = [entry for entry in rules if entry["versions"]]
    figures = ((entry, ("threshold", entry["id"]) in named) for entry in compiled["thresholds"])
    # A figure that was not there yet stays: what asks for it may be left standing.
    compiled["thresholds"] = [
        kept if (kept := _as_before(entry, changed, days))["versions"] else entry for entry, changed in figures
    ]
    # Conditions carry the latest figures; with the figures put back they have to be looked up again.
    compiled["figures_moved"] = True
    compiled["charges"] = dict(compiled["charges"])
    for kind, name in named:
        if kind == "answer":
            offense_id, _, category = name.partition(": ")
            file = compiled["offenses"][offense_id]
            held = cache.read_charge_file(compiled, file)
            compiled["charges"][file] = _with_earlier_answers(held, (offense_id, category), days)
    return Law(compiled, law.as_of)


def _as_before(entry: Mapping[str, Any], changed: bool, days: tuple[str, str]) -> Mapping[str, Any]:
    return {**entry, "versions": _frozen(entry["versions"], days)} if changed else entry


def _with_earlier_answers(file: Mapping[str, Any], answer: tuple[str, str], days: tuple[str, str]) -> dict[str, Any]:
    offense_id, category = answer
    offenses = []
    for offense in file["offenses"]:
        if offense["id"] == offense_id:
            of_category = [entry for entry in offense["classification"] if entry["category"] == category]
            rest = [entry for entry in offense["classification"] if entry["category"] != category]
            offense = {**offense, "classification": [*rest, *_frozen(of_category, days)]}  # noqa: PLW2901 - a copy
        offenses.append(offense)
    return {**file, "offenses": offenses}


def _frozen(versions: Iterable[Version], days: tuple[str, str]) -> list[Version]:
    """Return versions as they would be if nothing had changed after the first day and up to the second."""
    first, second = days
    found: list[Version] = []
    for version in versions:
        if first < version.get("effective_from", _FIRST_DAY) <= second:
            continue
        ends = first <= version.get("effective_to", _LAST_DAY) < second
        found.append({key: part for key, part in version.items() if not (ends and key == "effective_to")})
    return found


def _of_rules(compiled: Mapping[str, Any], days: tuple[str, str]) -> Iterator[LawChange]:
    for entry in compiled["rules"]:
        before, after = (_in_force(entry["versions"], day) for day in days)
        if (compared := _compared(before, after)) is not None:
            yield LawChange("rule", entry["id"], entry["title"], entry["file"], *compared, before, after)


def _of_thresholds(compiled: Mapping[str, Any], days: tuple[str, str]) -> Iterator[LawChange]:
    for entry in compiled["thresholds"]:
        before, after = (_in_force(entry["versions"], day) for day in days)
        compared = _compared(before, after, ignored=("number",))
        if compared is not None:
            asked = _rules_asking(compiled, entry["id"])
            yield LawChange("threshold", entry["id"], entry["title"], entry["file"], *compared, before, after, asked)


def _of_answers(file: Mapping[str, Any], days: tuple[str, str]) -> Iterator[LawChange]:
    for offense in file["offenses"]:
        by_category: dict[str, list[Version]] = {}
        for entry in offense["classification"]:
            by_category.setdefault(entry["category"], []).append(entry)
        for category, entries in by_category.items():
            before, after = (_reached(_in_force(entries, day)) for day in days)
            if (compared := _compared(before, after)) is not None:
                name = f"{offense['id']}: {category}"
                title = f"{offense['citation']}, {full_name(file, offense)}"
                yield LawChange("answer", name, title, file["file"], *compared, before, after)


def _in_force(versions: Iterable[Version], day: str) -> tuple[Version, ...]:
    return tuple(
        version
        for version in versions
        if version.get("effective_from", _FIRST_DAY) <= day <= version.get("effective_to", _LAST_DAY)
    )


def _reached(entries: Sequence[Version]) -> tuple[Version, ...]:
    """Return the entries of a list that is tried in order, up to the first that holds whatever the facts are."""
    last = next((number for number, entry in enumerate(entries) if entry["when"] is None), len(entries))
    return tuple(entries[: last + 1])


def _compared(
    before: Sequence[Version], after: Sequence[Version], ignored: tuple[str, ...] = ()
) -> tuple[str, tuple[str, ...], str] | None:
    """Return how two lists of versions differ, in which parts, and by which day; None where they say the same."""
    old, new = ([_said(version, ignored) for version in versions] for versions in (before, after))
    if old == new:
        return None
    dated_by = next((str(version["dated_by"]) for version in (*after, *before) if "dated_by" in version), "as_of")
    if not old or not new:
        return "begins" if new else "ends", (), dated_by
    differing = {
        name
        for number in range(max(len(old), len(new)))
        for name in {**_at(old, number), **_at(new, number)}
        if _at(old, number).get(name) != _at(new, number).get(name)
    }
    parts = dict.fromkeys(word for name, word in _PARTS.items() if name in differing)
    return "changes", tuple(parts), dated_by


def _at(versions: Sequence[Mapping[str, Any]], number: int) -> Mapping[str, Any]:
    return versions[number] if number < len(versions) else {}


def _said(version: Version, ignored: tuple[str, ...]) -> dict[str, Any]:
    """Return what a version says, without its days and without the lines of its conditions."""
    said = {key: part for key, part in version.items() if key not in (*_FRAME, *ignored)}
    for key in ("condition", "when"):
        if said.get(key) is not None:
            said[key] = _without_lines(said[key])
    return said


def _without_lines(plain: Any) -> Any:
    """Return a plain condition without the line that stands second in each of its parts."""
    if isinstance(plain, list) and len(plain) > 1 and isinstance(plain[1], int) and isinstance(plain[0], str):
        return [plain[0], *(_without_lines(part) for part in plain[2:])]
    return plain


def _rules_asking(compiled: Mapping[str, Any], threshold: str) -> tuple[str, ...]:
    return tuple(
        entry["id"]
        for entry in compiled["rules"]
        if any(threshold in _figures_asked(version) for version in entry["versions"])
    )


def _figures_asked(version: Version) -> set[str | None]:
    return {leaf.threshold for leaf in leaves(from_plain(version["condition"])) if isinstance(leaf, FactCompares)}


def authorities_of(versions: Iterable[Version]) -> Iterator[str]:
    """Yield what some versions or answers lean on, the sources of single conditions and both sides included."""
    for version in versions:
        yield from version.get("authority", ())
        for leaf in leaves(from_plain(version["condition"])) if version.get("condition") else ():
            if isinstance(leaf, FactIs | FactCompares) and leaf.source:
                yield leaf.source
        for side in (version.get("split") or {}).values():
            yield from side


def _day_after(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
