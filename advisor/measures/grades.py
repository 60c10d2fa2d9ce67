"""The grades of an offense that what was given leaves in play, and the maximum of each."""

from __future__ import annotations

from advisor.errors import ScenarioError
from advisor.findings import Row, Words, word
from advisor.law.entries import Answer, Offense
from advisor.law.library import Law
from advisor.measures.sentences import days_of
from advisor.measures.surroundings import Surroundings
from advisor.scenario import Count, OwnOffense
from advisor.terms import Amount, Term, parse_duration, scaled

LEVEL_OF_GRADE = {
    **dict.fromkeys(("F1", "F2", "F3", "felony", "murder-1", "murder-2", "murder-3"), "felony"),
    **dict.fromkeys(("M1", "M2", "M3", "misdemeanor"), "misdemeanor"),
    **dict.fromkeys(("summary", "infraction"), "infraction"),
}


def graded(
    count: Count, offense: Offense | None, row: Row, around: Surroundings
) -> tuple[list[tuple[str, str]], Words]:
    """Return grade and maximum of each entry in play, and the grade as a fact."""
    if offense is None:
        return [], Words(frozenset((count.grade,))) if count.grade else Words(None, unknown=(f"{row.key}.grade",))
    allowed = tuple(dict.fromkeys(answer.grade for answer in offense.grades))
    if count.grade is not None and count.grade not in allowed:
        help_text = f"it is graded {', '.join(allowed)}"
        raise ScenarioError(
            f"`{offense.id}` has no grade `{count.grade}`", path=f"{row.key}.grade", value=count.grade, help=help_text
        )
    in_play = (
        list(around.decide.grades(offense, row))
        if count.grade is None
        else _still_possible(offense, count.grade, row, around)
    )
    pairs = [(answer.grade, answer.max_term or ordinary_maximum(answer.grade, around.law)) for answer in in_play]
    pairs = _long_enough(count, pairs, row.key)
    possible = frozenset(grade for grade, _ in pairs)
    return pairs, Words(possible, unknown=(f"{row.key}.grade",) if len(possible) > 1 else ())


def _still_possible(offense: Offense, grade: str, row: Row, around: Surroundings) -> list[Answer]:
    """Return the entries of a given grade: those in play, or where the facts speak of another grade, all of it."""
    of_grade = [answer for answer in offense.grades if answer.grade == grade]
    in_play = [answer for answer in around.decide.grades(offense, row) if answer.grade == grade]
    return in_play or of_grade


def ordinary_maximum(grade: str, law: Law) -> str:
    """Return the ordinary maximum of a grade, as the sentencing table states it."""
    for entry in law.sentencing.get("grades", ()):
        if entry["grade"] == grade and "max" in entry:
            return str(entry["max"])
    return "life"


def _long_enough(count: Count, graded: list[tuple[str, str]], path: str) -> list[tuple[str, str]]:
    """Leave out the grades whose maximum is below a term that was ordered; refuse confinement above them all."""
    sentence = count.sentence
    if count.max_term is not None or sentence is None:
        return graded
    kept = graded
    for text in (sentence.home_confinement, sentence.on_revocation):
        kept = _allowing(text, kept) or kept
    allowed = _allowing(sentence.confinement, kept)
    if allowed or not graded:
        return allowed
    longest = max(graded, key=lambda pair: days_of(parse_duration(pair[1]).high))
    raise ScenarioError(
        f"`{sentence.confinement}` is above the maximum of `{longest[1]}` for grade {longest[0]}",
        path=f"{path}.sentence.confinement",
        value=sentence.confinement,
        help="write a lawful term, or `max_term` where the law of that day allowed more",
    )


def _allowing(text: str | None, graded: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the grades whose maximum is not below a term; where none is given, all."""
    if text is None:
        return graded
    ordered = parse_duration(text).high
    return [(grade, most) for grade, most in graded if not _above(ordered, parse_duration(most).high)]


def _above(ordered: Term, most: Term) -> bool:
    if most.life:
        return False
    if ordered.life:
        return True
    unit = ("months", most.months) if most.months else ("days", most.days)
    low, _ = scaled(ordered, Amount(unit[1], unit[0]))  # type: ignore[arg-type]
    return low > 2 * unit[1]


def level_of(count: Count, grade: Words, path: str) -> Words:
    """Return the level of a count: what an own offense states, else what its grade says."""
    if isinstance(count.offense, OwnOffense) and count.offense.level is not None:
        return word(count.offense.level)
    if grade.possible is None:
        return Words(None, unknown=(f"{path}.offense.level",))
    levels = frozenset(LEVEL_OF_GRADE[each] for each in grade.possible)
    return Words(levels, unknown=grade.unknown if len(levels) > 1 else ())
