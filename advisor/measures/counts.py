"""One count as a row: the facts, the measures and the classification that the rules look at."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from advisor.errors import ScenarioError, did_you_mean, nearest
from advisor.findings import FAR, NEVER, UNSURE, Group, Length, Pair, Row, Span, Value, Words, flag, word
from advisor.findings import LEVEL_OF
from advisor.law.entries import Answer, Offense
from advisor.law.library import Law
from advisor.measures.dates import Known, day_span, given_day, no_years, not_before, years
from advisor.measures.disposing import afterwards, disposition_facts, orders_no_confinement, outcome_of, with_grade
from advisor.measures.given import drug_facts, given_facts
from advisor.measures.grouping import case_of, scheme_of
from advisor.measures.person import Dates
from advisor.measures.sentences import confined_days, custody_to_serve, days_of, max_term, term_ordered
from advisor.scenario import Count, OwnOffense
from advisor.terms import Amount, Day, Term, parse_duration, scaled

LEVEL_OF_GRADE = {
    **dict.fromkeys(("F1", "F2", "F3", "felony", "murder-1", "murder-2", "murder-3"), "felony"),
    **dict.fromkeys(("M1", "M2", "M3", "misdemeanor"), "misdemeanor"),
    **dict.fromkeys(("summary", "infraction"), "infraction"),
}


@dataclass(frozen=True, slots=True)
class Decider:
    """The rule engine as far as a charge file needs it.

    Attributes:
        grades: Returns the grade entries that are in play on a row.
        categories: Returns the verdict pair of each category that the file answers.
    """

    grades: Callable[[Offense, Row], Sequence[Answer]]
    categories: Callable[[Offense, Row], Mapping[str, Pair]]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a count stands: its list, its number and its path in the scenario."""

    role: str
    index: int
    path: str


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a count is read with: the law, the person's facts and days, and the engine."""

    law: Law
    person: Mapping[str, Value]
    dates: Dates
    decide: Decider


def count_row(count: Count, place: Place, group: Group, around: Surroundings) -> Row:
    """Return the row of one count.

    Raises:
        ScenarioError: A name is unknown, a grade is not one of the offense, or a term is above its maximum.
    """
    law = around.law
    offense = None if isinstance(count.offense, OwnOffense) else law.offense(count.offense, f"{place.path}.offense")
    row = Row(place.path, "count", place.role, place.index, dict(around.person))
    row.facts |= given_facts(count, law, offense, place.path)
    row.facts |= drug_facts(row.facts["drug"], law)
    row.facts |= {
        "role": word(place.role),
        "outcome": word(outcome_of(count, place.role)),
        "appeal": word(count.appeal or "none"),
        "inchoate": word(count.inchoate or "none"),
        "afterwards": afterwards(count, law, place.path),
        "place": word("pennsylvania" if offense else "elsewhere"),
        "scheme": scheme_of(count, case_of(place.role, count.conviction_date), place.path),
        "sentence_group": group,
    }
    row.facts |= disposition_facts(count, place.role, law, place.path)
    row.facts |= _days(count, place, around)
    _grade_and_terms(count, offense, row, around)
    _released(count, row, around)
    _classify(count, offense, row, around)
    return row


def _days(count: Count, place: Place, around: Surroundings) -> dict[str, Value]:
    """Return the days of the count and how they stand to the person's."""
    dates = around.dates
    now = Known(Day(dates.as_of, dates.as_of))
    convicted = given_day(count.conviction_date, f"{place.path}.conviction_date") if count.conviction_date else now
    committed = given_day(count.offense_date, f"{place.path}.offense_date", latest=convicted.day.last)
    window = _window(dates.admissions, committed)
    return {
        "offense_date": day_span(committed),
        "conviction_date": day_span(convicted),
        "years_after_admission": years(window, committed) if window else no_years(),
        "committed_before_admission": _before(committed, window),
        "convicted_after_admission": not_before(convicted, dates.admissions[0]) if dates.admissions else _unadmitted(around),
        "residence_years_at_offense": _since(dates.resided, committed, "defendant.resided_since"),
        "presence_years_at_offense": _since(dates.present, committed, "defendant.present_since"),
        "age_at_offense": years(dates.born, committed),
        "years_before_application": years(committed, dates.application),
        "years_convicted_before_application": years(convicted, dates.application),
    }


def _unadmitted(around: Surroundings) -> Words:
    return flag(False) if around.person["admitted"] == flag(False) else flag(None, "defendant.admitted_on")


def _window(admissions: Sequence[Known], committed: Known) -> Known | None:
    """Return the admission by virtue of which the person was here when the offense was committed.

    Where the day of the offense is known too roughly to say, every admission that may be the one is within the bounds.
    """
    if not admissions:
        return None
    possible = [each for each in admissions if each.day.first <= committed.day.last]
    surely = [each for each in possible if each.day.last <= committed.day.first]
    candidates = [*surely[-1:], *(each for each in possible if each not in surely)] or [admissions[0]]
    first, last = min(each.day.first for each in candidates), max(each.day.last for each in candidates)
    paths = tuple(path for each in candidates for path in each.paths)
    return Known(Day(first, last), *(paths or committed.paths))


def _before(committed: Known, window: Known | None) -> Words:
    if window is None:
        return flag(False)
    answer = not_before(committed, window)
    if answer.possible is None:
        return answer
    return flag("true" not in answer.possible)


def _since(start: Known | None, end: Known, path: str) -> Span:
    if start is None:
        return Span(0, FAR, unknown=(path,))
    return years(start, end)


def _grade_and_terms(count: Count, offense: Offense | None, row: Row, around: Surroundings) -> None:
    """Put the grade, its maximum and the term ordered on a row."""
    row.facts["grade"] = row.facts["level"] = Words(None)
    graded, grade = _graded(count, offense, row, around)
    row.facts["grade"] = grade
    row.facts["level"] = _level(count, grade, row.key)
    own = count.offense if isinstance(count.offense, OwnOffense) else None
    if own is not None and own.max_term is not None:
        count_of_own = count.model_copy(update={"max_term": count.max_term or own.max_term})
        most = max_term(count_of_own, (), row.key)
    else:
        most = max_term(count, graded, row.key)
    no_time = orders_no_confinement(count, row.role, around.law)
    ordered = term_ordered(count, most, no_time, row.key)
    row.facts["max_term"] = most
    row.facts["term_ordered"] = ordered
    row.facts["custody_to_serve"] = custody_to_serve(count, ordered, row.key)
    row.facts["confined_days"] = confined_days(count, ordered, row.key)
    row.facts["proceeding"] = with_grade(row.facts["proceeding"], grade, row.facts["level"], row.key)  # type: ignore[arg-type]


def _graded(
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
    in_play = list(around.decide.grades(offense, row)) if count.grade is None else [
        answer for answer in _still_possible(offense, count.grade, row, around)
    ]
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
    """Leave out the grades whose maximum is below the term ordered; refuse the sentence where none is left."""
    if count.max_term is not None or count.sentence is None or count.sentence.confinement is None:
        return graded
    ordered = parse_duration(count.sentence.confinement).high
    kept = [(grade, most) for grade, most in graded if not _above(ordered, parse_duration(most).high)]
    if kept or not graded:
        return kept
    longest = graded[-1] if len(graded) == 1 else max(graded, key=lambda pair: days_of(parse_duration(pair[1]).high))
    raise ScenarioError(
        f"`{count.sentence.confinement}` is above the maximum of `{longest[1]}` for grade {longest[0]}",
        path=f"{path}.sentence.confinement",
        value=count.sentence.confinement,
        help="write a lawful term, or `max_term` where the law of that day allowed more",
    )


def _above(ordered: Term, most: Term) -> bool:
    if most.life:
        return False
    if ordered.life:
        return True
    unit = ("months", most.months) if most.months else ("days", most.days)
    low, _ = scaled(ordered, Amount(unit[1], unit[0]))  # type: ignore[arg-type]
    return low > 2 * unit[1]


def _level(count: Count, grade: Words, path: str) -> Words:
    if isinstance(count.offense, OwnOffense) and count.offense.level is not None:
        return word(count.offense.level)
    if grade.possible is None:
        return Words(None, unknown=(f"{path}.offense.level",))
    levels = frozenset(LEVEL_OF_GRADE[each] for each in grade.possible)
    return Words(levels, unknown=grade.unknown if len(levels) > 1 else ())


def _released(count: Count, row: Row, around: Surroundings) -> None:
    """Put on a row how long before the application confinement for it ended."""
    confined = row.facts["confined_days"]
    where = f"{row.key}.released_on"
    if count.released_on is not None:
        value: Span = years(given_day(count.released_on, where), around.dates.application)
    elif isinstance(confined, Span) and confined.high == 0:
        value = Span(FAR, FAR)
    elif count.given("released_on"):
        value = Span(-FAR, -1)
    else:
        committed = row.facts["years_before_application"]
        most = committed.high if isinstance(committed, Span) else FAR
        nothing_served = isinstance(confined, Span) and confined.low == 0
        value = Span(-FAR, FAR if nothing_served else most, unknown=(where, *confined.unknown))
    row.facts["years_released_before_application"] = value


def _classify(count: Count, offense: Offense | None, row: Row, around: Surroundings) -> None:
    vocabulary = around.law.vocabulary
    if offense is not None:
        row.because["offense"] = offense.id
        row.categories |= around.decide.categories(offense, row)
    else:
        row.categories |= _premise(count, around.law, row.key)
    if "domestic_relation" not in row.categories or offense is not None:
        row.categories["domestic_relation"] = _relation(count, offense, row)
    row.categories = {name: pair for name, pair in row.categories.items() if name in vocabulary.categories}


def _premise(count: Count, law: Law, path: str) -> dict[str, Pair]:
    """Return the classification that an own offense comes with.

    Raises:
        ScenarioError: It names a category that does not exist.
    """
    classified = count.classified
    if classified is None:
        return {}
    known = law.vocabulary.categories
    found: dict[str, Pair] = {}
    for name, premise in classified.categories.items():
        if name not in known:
            raise ScenarioError(f"unknown category `{name}`", path=f"{path}.classified.{name}", value=name,
                                help=did_you_mean(nearest(name, known)))  # fmt: skip
        shown = LEVEL_OF[premise.verdict]
        found[name] = Pair(shown, max(shown, LEVEL_OF[premise.relief_verdict or premise.verdict]))
    rest = UNSURE if classified.others == "open" else NEVER
    for name, category in known.items():
        if name in found or (name == "domestic_relation" and count.facts and "victim" in count.facts):
            continue
        given = [found[other] for other in category.premise_default if other in found and other in classified.categories]
        if category.premise_default and given:
            found[name] = Pair(max(pair[0] for pair in given), max(pair[1] for pair in given))
        else:
            found[name] = rest
    return found


_PROTECTED = frozenset(("spouse", "former_spouse", "cohabitant", "co_parent", "similarly_situated", "protected"))


def _relation(count: Count, offense: Offense | None, row: Row) -> Pair:
    """Return whether the victim is protected; any reliable evidence may show it, so a silent record is unknown.

    A child may or may not be protected by the family law of the place.
    """
    victim = row.facts["victim"]
    if not isinstance(victim, Words) or victim.possible is None or victim.silent:
        return UNSURE
    if victim.possible <= _PROTECTED:
        return Pair(4, 4)
    return UNSURE if "child" in victim.possible or "other" in victim.possible else NEVER


def conviction_day(row: Row) -> date | None:
    """Return the day of conviction if it is known exactly."""
    value = row.facts["conviction_date"]
    if isinstance(value, Span) and value.low == value.high:
        return date.fromordinal(value.low)
    return None


def term_of(row: Row, fact: str) -> Length:
    """Return a term that stands on a row."""
    value = row.facts[fact]
    if not isinstance(value, Length):
        raise TypeError(f"{fact} is not a term")
    return value
