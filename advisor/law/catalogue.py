"""An offense of the catalogue as it stands on one day, and the dispositions of cases.

Entries of one category are tried in order. Where the answer changed on the day of the offense or of the conviction, the
line of days is cut at each change and the answers of each stretch stand inside an entry that asks for the day: so a day
that is known only to the year keeps both stretches in play, and not the end of the list beside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from advisor.findings import LEVEL_OF
from advisor.law.conditions import Condition, FactCompares, from_plain
from advisor.law.entries import Answer, Disposition, Offense
from advisor.law.vocabulary import fact_entry

_DATE_FACT = {"committed": "offense_date", "convicted": "conviction_date"}
_FIRST_DAY, _LAST_DAY = "0001-01-01", "9999-12-31"


def offense_of(file: Mapping[str, Any], offense_id: str, day: str) -> Offense:
    """Return one offense of a compiled charge file, with the answers of the day."""
    data = next(entry for entry in file["offenses"] if entry["id"] == offense_id)
    by_category: dict[str, list[Mapping[str, Any]]] = {}
    for entry in data["classification"]:
        by_category.setdefault(entry["category"], []).append(entry)
    return Offense(
        data["id"],
        data["citation"],
        data["name"],
        file["family"],
        tuple(_grade(entry) for entry in data["grades"]),
        {category: _answers(entries, day) for category, entries in by_category.items()},
        {name: fact_entry(name, entry) for name, entry in (data.get("asks") or {}).items()},
        file["file"],
        data,
    )


def _grade(entry: Mapping[str, Any]) -> Answer:
    return Answer(_condition(entry["when"]), grade=entry["grade"], max_term=entry["max"], line=entry["line"])


def _condition(plain: Any) -> Condition | None:
    return None if plain is None else from_plain(plain)


def _answers(entries: Sequence[Mapping[str, Any]], day: str) -> tuple[Answer, ...]:
    """Return the entries of one category, those that look to another day cut into stretches."""
    current = [
        entry
        for entry in entries
        if entry.get("dated_by", "as_of") != "as_of"
        or entry.get("effective_from", _FIRST_DAY) <= day <= entry.get("effective_to", _LAST_DAY)
    ]
    dated = [entry for entry in current if entry.get("dated_by", "as_of") != "as_of"]
    if not dated:
        return tuple(_answer(entry) for entry in current)
    fact = _DATE_FACT[dated[0]["dated_by"]]
    starts = sorted({_FIRST_DAY, *_boundaries(dated)}, reverse=True)
    return tuple(
        Answer(
            None if start == _FIRST_DAY else FactCompares(fact, ">=", date.fromisoformat(start).toordinal()),
            line=dated[0]["line"],
            inside=tuple(_answer(entry) for entry in current if _covers(entry, start)),
        )
        for start in starts
    )


def _boundaries(dated: Iterable[Mapping[str, Any]]) -> Iterable[str]:
    for entry in dated:
        if "effective_from" in entry:
            yield entry["effective_from"]
        if "effective_to" in entry:
            yield (date.fromisoformat(entry["effective_to"]) + timedelta(days=1)).isoformat()


def _covers(entry: Mapping[str, Any], start: str) -> bool:
    if entry.get("dated_by", "as_of") == "as_of":
        return True
    return bool(entry.get("effective_from", _FIRST_DAY) <= start <= entry.get("effective_to", _LAST_DAY))


def _answer(entry: Mapping[str, Any]) -> Answer:
    verdict = LEVEL_OF[entry["verdict"]]
    relief = LEVEL_OF[entry.get("relief_verdict", entry["verdict"])]
    return Answer(
        _condition(entry["when"]),
        (verdict, max(verdict, relief)),
        why=entry["why"],
        authority=tuple(entry["authority"]),
        split=entry.get("split"),
        verified=str(entry["verified"]).lower(),
        line=entry["line"],
    )


def disposition_table(table: Mapping[str, Any] | None) -> dict[str, Disposition]:
    """Return every disposition by its id and by each alias."""
    found: dict[str, Disposition] = {}
    for entry in (table or {}).get("dispositions", ()):
        facts = {name: _several(entry[name]) for name in ("guilt", "restraint", "proceeding", "diversion")}
        disposition = Disposition(entry["id"], entry["name"], facts, entry)
        for name in (entry["id"], *entry.get("aliases", ())):
            found[name] = disposition
    return found


def _several(value: object) -> tuple[str, ...]:
    return tuple(str(item) for item in value) if isinstance(value, list) else (str(value),)
