"""Checks between the parts of a scenario that need no law: order of days, places of words, lists that must agree.

They read the values as written, before the models stand, so that a fault in one count does not hide another.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError, ValidatorFunctionWrapHandler
from pydantic_core import InitErrorDetails, PydanticCustomError

from advisor.scenario_values import day_or_none, raise_together, refused_at, shown

CONVICTED_OR_NOT = frozenset({"convicted", "charged", "arrested", "admitted"})
OUTCOMES = {
    "charges": frozenset({"charged", "arrested", "dismissed"}),
    "priors": CONVICTED_OR_NOT,
    "pleas": CONVICTED_OR_NOT,
}
PERSON_DAYS = ("admitted_on", "adjusted_on", "lpr_since", "resided_since", "present_since")
EVERY_OUTCOME = OUTCOMES["charges"] | CONVICTED_OR_NOT


def validated_with(value: object, handler: ValidatorFunctionWrapHandler, found: list[InitErrorDetails]) -> Any:
    """Return the validated value, or raise what its own models refuse together with what was found beside it."""
    try:
        result = handler(value)
    except ValidationError as failure:
        raise_together([*_details(failure), *found])
        raise
    raise_together(found)
    return result


def scenario_problems(data: object) -> list[InitErrorDetails]:
    """Return what does not fit together between the parts of a scenario, each fault placed from the root."""
    defendant, pleas = _part(data, "defendant"), _part(data, "pleas")
    lists: list[tuple[tuple[int | str, ...], object]] = [
        (("defendant", "priors"), _part(defendant, "priors")),
        (("charges",), _part(data, "charges")),
        *((("pleas", index, "counts"), _part(plea, "counts")) for index, plea in _rows(pleas)),
    ]
    born = _part(defendant, "born")
    found = [*_doubled_ids(pleas), *_days_before_birth(defendant, born)]
    for place, counts in lists:
        found.extend(_count_problems(place, list(_rows(counts)), born))
    return found


def _doubled_ids(pleas: object) -> Iterator[InitErrorDetails]:
    seen: dict[str, int] = {}
    for index, plea in _rows(pleas):
        name = _part(plea, "id")
        if isinstance(name, (str, int)) and seen.setdefault(" ".join(str(name).split()), index) != index:
            message = f"the id {shown(name)} is used by two plea options"
            yield refused_at(("pleas", index, "id"), name, message, "each option needs an id of its own")


def _days_before_birth(defendant: object, born: object) -> Iterator[InitErrorDetails]:
    birth = day_or_none(born)
    for name in PERSON_DAYS if birth else ():
        written = _part(defendant, name)
        day = day_or_none(written)
        if birth and day and day.last < birth.first:
            message = f"{shown(written)} lies before the birth on {shown(born)}"
            yield refused_at(("defendant", name), written, message, "correct one of the two days")


def _count_problems(
    place: tuple[int | str, ...], counts: list[tuple[int, object]], born: object
) -> Iterator[InitErrorDetails]:
    name = str(place[-1]) if place[0] != "pleas" else "pleas"
    for index, count in counts:
        outcome, committed = _part(count, "outcome"), _part(count, "offense_date")
        if isinstance(outcome, str) and outcome in EVERY_OUTCOME - OUTCOMES[name]:
            message = f"the outcome {shown(outcome)} does not belong under `{name}`"
            elsewhere = "`charges`" if outcome == "dismissed" else "`pleas` or under `defendant.priors`"
            yield refused_at((*place, index, "outcome"), outcome, message, f"list the count under {elsewhere}")
        birth, day = day_or_none(born), day_or_none(committed)
        if birth and day and day.last < birth.first:
            message = f"the offense day {shown(committed)} lies before the birth on {shown(born)}"
            yield refused_at((*place, index, "offense_date"), committed, message, "correct one of the two days")
        for problem in _partner_problems(index, _part(_part(count, "runs"), "concurrent_with"), len(counts)):
            yield InitErrorDetails(type=problem["type"], loc=(*place, *problem.get("loc", ())), input=problem["input"])


def _partner_problems(index: int, partners: object, size: int) -> Iterator[InitErrorDetails]:
    for at, partner in enumerate(partners if isinstance(partners, (list, tuple)) else ()):
        place = (index, "runs", "concurrent_with", at)
        if partner == index and not isinstance(partner, bool):
            yield refused_at(place, partner, f"count {shown(partner)} cannot run with itself", "name another count")
        elif isinstance(partner, int) and partner >= size:
            last = f"the counts here are numbered 0 to {size - 1}" if size > 1 else "the only count here is number 0"
            yield refused_at(place, partner, f"there is no count {shown(partner)} to run with", last)


def _rows(rows: object) -> Iterator[tuple[int, object]]:
    return enumerate(rows) if isinstance(rows, (list, tuple)) else iter(())


def _part(row: object, name: str) -> Any:
    return row.get(name) if isinstance(row, dict) else getattr(row, name, None)


def _details(failure: ValidationError) -> Iterator[InitErrorDetails]:
    for error in failure.errors(include_url=False):
        kind: str | PydanticCustomError = error["type"]
        context = error.get("ctx", {})
        if kind == "scenario":
            kind = PydanticCustomError("scenario", "{message}", context)
        yield InitErrorDetails(type=kind, loc=error["loc"], input=error["input"], ctx=context)
