"""Values to try for a fact that is not known: one on each side of every figure that the law compares it with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from advisor.law.conditions import Condition, FactCompares, FactIs, leaves
from advisor.law.entries import Answer, FactEntry, Offense
from advisor.law.library import Law
from advisor.paths import parts_of

Changes = tuple[tuple[str, Any], ...]

_TERMS = ("0 days", "6 months", "7 months", "364 days", "12 months", "2 years", "5 years")
_DAYS_CONFINED = ("0 days", "91 days", "180 days")
_YEARS_BACK = (0, 1, 4, 6, 8, 11, 16, 25)
_FLAGS = (True, False)
_RELATIVES: tuple[list[dict[str, Any]], ...] = ([], [{"relation": "spouse", "status": "usc", "dependent": True},
                   {"relation": "child", "status": "usc", "dependent": True}])  # fmt: skip


def values_for(path: str, data: dict[str, Any], prefix: str, law: Law) -> Iterator[Changes]:
    """Yield what to set in order to try a value of an unknown fact."""
    last = str(parts_of(path)[-1])
    if path == "defendant.priors":
        yield from (((path, value),) for value in ([], [_prior(law)]))
    elif last == "scheme":
        yield from _groupings(path, data, prefix, ("scheme", (1,), (900,)))
    elif last == "runs":
        yield from _groupings(
            path, data, prefix, ("runs", ("concurrent", "concurrent"), ("consecutive", "consecutive"))
        )
    elif ".facts." in path:
        yield from (((path, value),) for value in _fact_values(path, data, prefix, law))
    else:
        yield from (((path, value),) for value in _plain_values(path, last, data, prefix, law))


def _prior(law: Law) -> dict[str, Any]:
    """Return a prior that weighs in every count of priors: an old turpitude conviction, no aggravated felony."""
    day = date(law.as_of.year - 1, 1, 15).isoformat()
    return {
        "offense": {"name": "an earlier offense", "max_term": "6 months", "level": "misdemeanor"},
        "classified": {"cimt": "certain", "controlled_substance": "certain", "others": "no"},
        "offense_date": day,
        "conviction_date": day,
        "sentence": {"confinement": "0 days"},
    }


def _plain_values(path: str, last: str, data: dict[str, Any], prefix: str, law: Law) -> Iterable[Any]:
    if last == "confinement":
        return _TERMS
    if last in ("confined", "suspended"):
        return _DAYS_CONFINED
    if last == "grade":
        return _grades(path, data, prefix, law)
    if last == "max_term":
        return ("90 days", "1 year", "2 years", "10 years")
    if last == "level":
        return ("felony", "misdemeanor", "infraction")
    if last == "relatives":
        return _RELATIVES
    if last in ("fear_of_return", "citizen_parent", "facts_admitted"):
        return _FLAGS
    if last == "disposition":
        return ("guilty", "pa-section-17", "pa-nolle")
    if last in ("plea", "restraint"):
        return {"plea": ("guilty", "none"), "restraint": ("court", "none")}[last]
    if last == "witness_or_victim":
        return ("victim", "none")
    if last.endswith(("_on", "_date", "_since")) or last in ("born", "date"):
        return _days(law.as_of)
    return ()


def _days(as_of: date) -> Iterator[str]:
    for years in _YEARS_BACK:
        day = 28 if (as_of.month, as_of.day) == (2, 29) else as_of.day
        yield date(as_of.year - years, as_of.month, day).isoformat()
    yield date(2016, 1, 1).isoformat()
    yield date(1985, 1, 1).isoformat()


def _count_at(path: str, data: dict[str, Any], prefix: str) -> dict[str, Any]:
    here: Any = data
    for part in parts_of(path.replace(prefix, "pleas[0]", 1) if path.startswith(prefix) else path):
        if part in ("facts", "grade", "sentence"):
            break
        here = here[part]
    return here if isinstance(here, dict) else {}


def _offense_at(path: str, data: dict[str, Any], prefix: str, law: Law) -> Offense | None:
    offense = _count_at(path, data, prefix).get("offense")
    return law.offense(offense) if isinstance(offense, str) else None


def _grades(path: str, data: dict[str, Any], prefix: str, law: Law) -> Iterable[str]:
    offense = _offense_at(path, data, prefix, law)
    if offense is None:
        return ("F2", "M2", "summary")
    return dict.fromkeys(answer.grade for answer in offense.grades)


def _fact_values(path: str, data: dict[str, Any], prefix: str, law: Law) -> Iterable[Any]:
    name = str(parts_of(path)[-1])
    offense = _offense_at(path, data, prefix, law)
    own = offense.asks.get(name) if offense else None
    entry = own or law.vocabulary.facts.get(name)
    if entry is None:
        return ()
    if entry.kind == "flag":
        return _FLAGS
    if name == "drug":
        return ("cocaine", "marijuana", "a substance on no list")
    tested = list(_tested(name, offense, law))
    if any(category.by_fact.get("fact") == name for category in law.vocabulary.categories.values()):
        return entry.words
    if entry.kind in ("word", "name"):
        words = dict.fromkeys(word for leaf in tested if isinstance(leaf, FactIs) for word in sorted(leaf.words))
        return [*words, *(_another(entry, words))]
    return _numbers(entry, [leaf.constant for leaf in tested if isinstance(leaf, FactCompares)])


def _another(entry: FactEntry, words: Iterable[str]) -> list[str]:
    """Return a word that no condition names, so that the end of a list is tried too."""
    known = set(words)
    rest = [word for word in entry.words if word not in known]
    return rest[:1] if entry.words else ["none"]


def _numbers(entry: FactEntry, constants: Iterable[int]) -> list[Any]:
    scale = {"money": 100, "grams": 1000}.get(entry.kind, 1)
    values = {0, *(constant + step for constant in constants for step in (-scale, 0, scale))}
    return [value // scale if value % scale == 0 else value / scale for value in sorted(values) if value >= 0]


def _tested(name: str, offense: Offense | None, law: Law) -> Iterator[Condition]:
    """Yield every leaf of a rule or of the offense that tests a fact, directly or through what is measured of it."""
    for rule in law.rules:
        yield from (leaf for leaf in leaves(rule.condition) if getattr(leaf, "fact", None) == name)
    if offense is not None:
        answers = [*offense.grades, *(each for listed in offense.categories.values() for each in _flat(listed))]
        for answer in answers:
            if answer.when is not None:
                yield from (leaf for leaf in leaves(answer.when) if getattr(leaf, "fact", None) == name)


def _flat(answers: Iterable[Answer]) -> Iterator[Answer]:
    for answer in answers:
        yield answer
        yield from _flat(answer.inside)


def _groupings(path: str, data: dict[str, Any], prefix: str, kind: tuple[str, Any, Any]) -> Iterator[Changes]:
    """Yield for counts that may belong together: all of them do, and none does."""
    name, together, apart = kind
    base = path.rpartition("[")[0]
    here: Any = data
    for part in parts_of(base.replace(prefix, "pleas[0]", 1) if base.startswith(prefix) else base):
        here = here[part]
    paths = [f"{base}[{index}].{name}" for index, count in enumerate(here) if name not in count]
    yield tuple((each, together[0]) for each in paths)
    yield tuple((each, apart[0] if name == "runs" else 900 + index) for index, each in enumerate(paths))
