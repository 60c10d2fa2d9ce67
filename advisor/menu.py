"""The changes of a plea that are tried against a finding, smallest first of each kind.

They change what a plea can change: the term, the grade, how the case ends, what the record says, the charge itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from advisor.engines.catalogue import catalogue_rules
from advisor.engines.deciding import compiled_law
from advisor.findings import Row, Words
from advisor.law.library import Law
from advisor.law.naming import HOME, tree_of
from advisor.paths import ABSENT
from advisor.scenario import Count, OwnOffense, PleaOption

#: Terms that stand just on the near side of a figure of the law, longest first.
TERMS = ("364 days", "6 months", "0 days")
#: Grades from grave to light.
GRADES = ("F1", "F2", "F3", "felony", "M1", "M2", "M3", "misdemeanor", "summary")
_MENTAL_STATES = ("reckless", "negligent")


class Change(NamedTuple):
    """One change.

    Attributes:
        kind: What is changed; of each kind the first that works is told.
        says: `path: value`, as the report lists it.
        changes: The values to set.
    """

    kind: str
    says: str
    changes: tuple[tuple[str, Any], ...]


def changes_of(plea: PleaOption, rows: Sequence[Row], prefix: str, law: Law) -> Iterator[Change]:
    """Yield the changes of a plea that are worth trying."""
    by_key = {row.key: row for row in rows}
    for index, count in enumerate(plea.counts):
        path = f"{prefix}.counts[{index}]"
        row = by_key[path]
        yield from _terms(count, path)
        yield from _grades(count, row, path, law)
        yield from _dispositions(count, row, path, law)
        yield from _record(count, row, path, law)
        yield from _other_charges(count, path, law)


def _change(kind: str, path: str, value: object, *more: tuple[str, Any]) -> Change:
    return Change(f"{path}.{kind}", f"{path}: {value}", ((path, value), *more))


def _terms(count: Count, path: str) -> Iterator[Change]:
    given = count.sentence.confinement if count.sentence else None
    for term in TERMS:
        if term != given:
            gone = [(f"{path}.sentence.{name}", ABSENT) for name in ("suspended", "home_confinement", "on_revocation")]
            yield _change("term", f"{path}.sentence.confinement", term, *gone)


def _grades(count: Count, row: Row, path: str, law: Law) -> Iterator[Change]:
    if isinstance(count.offense, OwnOffense):
        return
    current = row.facts["grade"]
    worst = min((GRADES.index(grade) for grade in _known(current) if grade in GRADES), default=0)
    offense = law.offense(count.offense)
    in_play = {answer.grade for answer in catalogue_rules(offense, law).grades(row)}
    for grade in GRADES[worst + 1 :]:
        if grade in in_play:
            yield _change("grade", f"{path}.grade", grade)


def _fits(count: Count, other: str, law: Law) -> bool:
    """Return whether another charge fits what was said of the count; what was not said fits every charge."""
    given = count.facts or {}
    wanted = law.offense(other).data.get("fits") or {}
    return all(given.get(name, words[0]) in words for name, words in wanted.items())


def _known(value: object) -> frozenset[str]:
    return value.possible or frozenset() if isinstance(value, Words) else frozenset()


def _dispositions(count: Count, row: Row, path: str, law: Law) -> Iterator[Change]:
    """Yield diversion before trial where a case of this grade is offered it; for an own offense that is not known."""
    table = law.dispositions["ard"].data
    offered = frozenset(table.get("offered_for", ()))
    grades = _known(row.facts["grade"])
    if isinstance(count.offense, str):
        offense = law.offense(count.offense)
        # The catalogue of dispositions is that of one state; what another offers is not known.
        if tree_of(offense.file) != HOME or offense.family in table.get("not_offered_in", ()):
            return
    if count.disposition != "ard" and count.outcome in (None, "convicted") and grades & offered:
        yield _change("disposition", f"{path}.disposition", "ard", (f"{path}.sentence", ABSENT))


def _record(count: Count, row: Row, path: str, law: Law) -> Iterator[Change]:
    """Yield what the record could say instead, where the offense turns on it."""
    given = count.facts or {}
    if "loss_usd" in given or row.categories.get("fraud_deceit", (0, 0))[1] > 0:
        yield _change("loss", f"{path}.facts.loss_usd", 10000)
    if row.categories.get("controlled_substance", (0, 0))[1] > 0:
        yield _change("drug", f"{path}.facts.drug", "unspecified")
    for state in _MENTAL_STATES if _is_tested("mens_rea", count, law) else ():
        if given.get("mens_rea") != state:
            yield _change("mens_rea", f"{path}.facts.mens_rea", state)


def _is_tested(fact: str, count: Count, law: Law) -> bool:
    """Return whether the rules, or the file of the offense, look at a fact at all."""
    if fact in compiled_law(law).facts:
        return True
    return isinstance(count.offense, str) and fact in catalogue_rules(law.offense(count.offense), law).facts


def _other_charges(count: Count, path: str, law: Law) -> Iterator[Change]:
    if isinstance(count.offense, OwnOffense):
        return
    file = law.charge_file(count.offense)
    offense = law.offense(count.offense)
    listed = [*(offense.data.get("safer_pleas") or ()), *(file.get("safer_pleas") or ())]
    for entry in listed:
        other = str(entry["id"])
        if other in law.offense_ids and other != count.offense and _fits(count, other, law):
            cleared = [(f"{path}.{name}", ABSENT) for name in ("grade", "max_term", "facts")]
            yield Change(f"{path}.offense", f"{path}.offense: {other}", ((f"{path}.offense", other), *cleared))
