"""What the library holds and how completely: counts, how much is confirmed, what is missing, what is old.

All of it is counted from the law files; nothing is taken from what a page says about them, but for the list of what is
known to be missing, which stands in `rules/library.yaml`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from advisor.law import cache
from advisor.law.checks.parts import FIRST_DAY, LAST_DAY, day_after, day_before, findings_read, names_under
from advisor.law.conditions import from_plain
from advisor.law.differences import authorities_of
from advisor.law.library import Law
from advisor.law.tables import AUTHORITY_TABLES, LIBRARY

MARKS = ("true", "partly", "false")
_AUTHORITY_KEYS = frozenset(("authority", "for", "against"))


class Held(NamedTuple):
    """A file, or one authority of a table, and the day on which it was last held against its sources."""

    file: str
    kind: str
    checked: str
    id: str = ""


class Leaning(NamedTuple):
    """How many places lean on one authority."""

    rules: int
    answers: int
    tables: int

    @property
    def number(self) -> int:
        """All of them."""
        return self.rules + self.answers + self.tables


def coverage(law: Law) -> dict[str, Any]:
    """Return what the library holds, from its largest parts down to single gaps."""
    files = [cache.read_charge_file(law.compiled, name) for name in law.compiled["charge_names"]]
    answers = [answer for file in files for _, answer in _answers(file)]
    return {
        "law_version": law.version,
        "rules_version": law.rules_version,
        "covered": dict(law.library.get("covered", {})),
        "checked": law.library.get("checked", {}).get("date", ""),
        "grounds": [_ground(entry, law) for entry in law.library.get("grounds", ())],
        "titles": list(_titles(law, files)),
        "not_covered": [str(entry["id"]) for entry in law.library.get("not_covered", ())],
        "counts": _counts(law, files, answers),
        "verified": {
            "authorities": _shares(entry.verified for entry in law.authorities.values()),
            "answers": _shares(str(answer["verified"]).lower() for answer in answers),
            "grades": _shares(
                str(offense.get("grades_verified", False)).lower() for file in files for offense in file["offenses"]
            ),
        },
        "unverified": list(_unconfirmed(law, files)),
        "bare_open": [*_bare_rules(law), *_bare_answers(files)],
        "gaps": [*_gaps_of_rules(law), *_gaps_of_answers(files)],
    }


def files_checked(law: Law) -> list[Held]:
    """Return each rule, figure, charge file, table and authority with the day of its last check, the oldest first.

    A table without a day of its own (drugs, policies) is as old as the library says of itself; an authority without
    one as old as the library says of the tables of authorities.
    """
    found = [Held(entry["file"], "rule", entry["checked"]["date"]) for entry in law.compiled["rules"]]
    found += [Held(entry["file"], "figure", entry["checked"]["date"]) for entry in law.compiled["thresholds"]]
    for name in law.compiled["charge_names"]:
        file = cache.read_charge_file(law.compiled, name)
        found.append(Held(name, "charge file", file["checked"]["date"]))
    for name in law.compiled["table_names"]:
        found += _tables_checked(name, cache.read_table(law.compiled, name), law.library)
    return sorted(found, key=lambda held: (held.checked, held.file, held.id))


def _tables_checked(name: str, table: Any, library: Mapping[str, Any]) -> Iterator[Held]:
    """Yield the day of a table's last check, or of each of its authorities'."""
    own = str(library.get("checked", {}).get("date", FIRST_DAY))
    if name in AUTHORITY_TABLES:
        first = str(library.get("authorities_checked", own))
        yield from (Held(name, "authority", str(entry.get("checked", first)), str(entry["id"])) for entry in table)
        return
    checked = table.get("checked") if isinstance(table, Mapping) else None
    yield Held(name, "policy" if "/4-discretion/" in name else "table", str(checked["date"]) if checked else own)


def files_not_checked_since(law: Law, day: str) -> list[Held]:
    """Return each file and each authority whose last check lies before a day, the oldest first."""
    return [held for held in files_checked(law) if held.checked < day]


def _answers(file: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """Yield each answer of a charge file with its offense."""
    yield from ((offense, answer) for offense in file["offenses"] for answer in offense["classification"])


def _counts(law: Law, files: Sequence[Mapping[str, Any]], answers: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    compiled = law.compiled
    return {
        "rules": len(compiled["rules"]),
        "rule_versions": sum(len(entry["versions"]) for entry in compiled["rules"]),
        "thresholds": len(compiled["thresholds"]),
        "sections": len(files),
        "offenses": sum(len(file["offenses"]) for file in files),
        "answers": len(answers),
        "dated_answers": sum("effective_from" in answer or "effective_to" in answer for answer in answers),
        "categories": len(law.vocabulary.categories),
        "authorities": len(law.authorities),
        "policies": len(law.policy_ids),
    }


def _shares(marks: Iterable[str]) -> dict[str, int]:
    found = Counter(marks)
    return {"total": sum(found.values()), **{mark: found[mark] for mark in MARKS}}


def _ground(entry: Mapping[str, Any], law: Law) -> dict[str, Any]:
    findings = set(entry.get("findings", ()))
    rules = rules_under(law, findings)
    return {**_part(entry), "citation": entry.get("citation", ""), "findings": sorted(findings), "rules": len(rules)}


def rules_under(law: Law, findings: Iterable[str]) -> list[str]:
    """Return the rules that conclude some findings, and those that conclude the inner findings beneath them."""
    inner = {name for name, entry in law.vocabulary.findings.items() if entry.inner}
    wanted, found = set(findings), dict[str, None]()
    while True:
        more = [rule for rule in law.compiled["rules"] if rule["concludes"] in wanted and rule["id"] not in found]
        if not more:
            return list(found)
        found |= {rule["id"]: None for rule in more}
        for version in (version for rule in more for version in rule["versions"]):
            read = findings_read(from_plain(version["condition"]), law.vocabulary)
            wanted |= {finding for finding, _ in read} & inner


def _part(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": entry["id"],
        "title": entry["title"],
        "holds": entry["holds"],
        "missing": list(entry.get("missing", ())),
        "checked": entry["checked"]["date"],
    }


def _titles(law: Law, files: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield each title of a code with what it holds; one of a user's own that no library file names is told too."""
    held: dict[str, list[Mapping[str, Any]]] = {}
    for file in files:
        held.setdefault(title_of(file["file"]), []).append(file)
    named = {entry["id"]: _part(entry) for entry in law.library.get("titles", ())}
    for title in dict.fromkeys((*named, *held)):
        of_title = held.get(title, [])
        told = named.get(title) or {"id": title, "title": "", "holds": "not_said", "missing": [], "checked": ""}
        answers = [answer for file in of_title for _, answer in _answers(file)]
        yield {
            **told,
            "sections": len(of_title),
            "offenses": sum(len(file["offenses"]) for file in of_title),
            "answers": _shares(str(answer["verified"]).lower() for answer in answers),
        }


def title_of(file: str) -> str:
    """Return the title that a charge file belongs to: of `charges/pa/18/3929.yaml` it is `pa-18`."""
    return "-".join(file.split("/")[1:-1])


def _unconfirmed(law: Law, files: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield each authority that is not confirmed and that something leans on, the heaviest first."""
    leaning = _leaning(law, files)
    names = [name for name, entry in law.authorities.items() if entry.verified != "true" and leaning[name].number]
    for name in sorted(names, key=lambda name: (-leaning[name].number, name)):
        entry = law.authorities[name]
        yield {"id": name, "citation": entry.citation, "verified": entry.verified, **leaning[name]._asdict()}


def _leaning(law: Law, files: Sequence[Mapping[str, Any]]) -> dict[str, Leaning]:
    rules: Counter[str] = Counter()
    for entry in (*law.compiled["rules"], *law.compiled["thresholds"]):
        rules.update(set(authorities_of(entry["versions"])))
    answers: Counter[str] = Counter()
    for file in files:
        for _, answer in _answers(file):
            answers.update(set(authorities_of((answer,))))
    tables: Counter[str] = Counter()
    for name in law.compiled["table_names"]:
        if name not in (*AUTHORITY_TABLES, LIBRARY):
            tables.update(named for _, named in names_under(cache.read_table(law.compiled, name), _AUTHORITY_KEYS))
    return {name: Leaning(rules[name], answers[name], tables[name]) for name in law.authorities}


def _bare_rules(law: Law) -> Iterator[str]:
    """Yield each rule that is open at most and does not say who stands on each side."""
    for entry in law.compiled["rules"]:
        if any(version["strength"] == 2 and not version.get("split") for version in entry["versions"]):
            yield str(entry["id"])


def _bare_answers(files: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Yield each answer that is open for no fact and with no side named, so that it is a question and no law."""
    for file in files:
        for offense, answer in _answers(file):
            is_open = "open" in (answer["verdict"], answer.get("relief_verdict"))
            if is_open and answer["when"] is None and not answer.get("split"):
                yield f"{offense['id']}: {answer['category']}"


def _gaps_of_rules(law: Law) -> Iterator[dict[str, str]]:
    """Yield the days between the versions of a rule or a figure that none of them covers; law may end for good."""
    for entry in (*law.compiled["rules"], *law.compiled["thresholds"]):
        for first, last in _uncovered(entry["versions"], entry["versions"][0]["effective_from"]):
            if last < LAST_DAY:
                yield {"id": entry["id"], "from": first, "to": last}


def _gaps_of_answers(files: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, str]]:
    """Yield the days for which no entry answers a category that is answered for other days."""
    for file in files:
        for offense in file["offenses"]:
            by_category: dict[str, list[Mapping[str, Any]]] = {}
            for answer in offense["classification"]:
                by_category.setdefault(answer["category"], []).append(answer)
            for category, listed in by_category.items():
                for first, last in _uncovered(listed, FIRST_DAY):
                    yield {"id": f"{offense['id']}: {category}", "from": first, "to": last}


def _uncovered(versions: Iterable[Mapping[str, Any]], since: str) -> Iterator[tuple[str, str]]:
    """Yield the stretches of days from a first day on that no version covers."""
    first = since
    for start, end in sorted(
        (each.get("effective_from", since), each.get("effective_to", LAST_DAY)) for each in versions
    ):
        if start > first:
            yield first, day_before(start)
        if end == LAST_DAY:
            return
        first = max(first, day_after(end))
    yield first, LAST_DAY
