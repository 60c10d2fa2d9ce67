"""One count as a row: the facts, the measures and the classification that the rules look at."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.days import anniversary
from advisor.findings import FAR, Group, Row, Span, Value, Words, flag, word
from advisor.law.entries import Offense
from advisor.law.naming import HOME, tree_of
from advisor.measures.dates import Known, day_span, given_day, no_years, not_before, years
from advisor.measures.disposing import afterwards, disposition_facts, orders_no_confinement, outcome_of, with_grade
from advisor.measures.given import drug_facts, given_facts
from advisor.measures.grades import graded, level_of
from advisor.measures.grouping import case_of, scheme_of
from advisor.measures.premises import premise, relation
from advisor.measures.sentences import confined_days, custody_to_serve, max_term, term_ordered
from advisor.measures.surroundings import Place, Surroundings
from advisor.scenario import Count, OwnOffense
from advisor.terms import Day

#: The periods of good moral character by their word in the vocabulary, in years.
PERIOD_YEARS = {"three_years": 3, "five_years": 5, "ten_years": 10}


def count_row(count: Count, place: Place, group: Group, around: Surroundings) -> Row:
    """Return the row of one count.

    Raises:
        ScenarioError: A name is unknown, a grade is not one of the offense, or a term is above its maximum.
    """
    law = around.law
    offense = None if isinstance(count.offense, OwnOffense) else law.offense(count.offense, f"{place.path}.offense")
    row = Row(place.path, "count", place.role, place.index, dict(around.person))
    row.facts |= given_facts(count, law, offense, place.path, no_priors=around.no_priors)
    row.facts |= drug_facts(row.facts["drug"], law)
    row.facts |= {
        "role": word(place.role),
        "outcome": word(outcome_of(count, place.role)),
        "appeal": word(count.appeal or "none"),
        "inchoate": word(count.inchoate or "none"),
        "afterwards": afterwards(count, law, place.path),
        "place": word("pennsylvania" if offense and tree_of(offense.file) == HOME else "elsewhere"),
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
        "convicted_after_admission": not_before(convicted, dates.admissions[0])
        if dates.admissions
        else _unadmitted(around),
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
    in_play, grade = graded(count, offense, row, around)
    row.facts["grade"] = grade
    row.facts["level"] = level_of(count, grade, row.key)
    own = count.offense if isinstance(count.offense, OwnOffense) else None
    if own is not None and own.max_term is not None:
        count_of_own = count.model_copy(update={"max_term": count.max_term or own.max_term})
        most = max_term(count_of_own, (), row.key)
    else:
        most = max_term(count, in_play, row.key)
    no_time = orders_no_confinement(count, row.role, around.law)
    ordered = term_ordered(count, most, no_time, row.key)
    row.facts["max_term"] = most
    row.facts["term_ordered"] = ordered
    row.facts["custody_to_serve"] = custody_to_serve(count, ordered, row.key)
    row.facts["confined_days"] = confined_days(count, ordered, row.key)
    row.facts["proceeding"] = with_grade(row.facts["proceeding"], grade, row.facts["level"], row.key)  # type: ignore[arg-type]


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
    row.facts["confined_days_in_period"] = _in_period(count, row, around)


def _in_period(count: Count, row: Row, around: Surroundings) -> Value:
    """Return how many of the days confined lie within the period of good moral character, its first day included."""
    confined, periods = row.facts["confined_days"], around.person["gmc_period"]
    if not isinstance(confined, Span) or not isinstance(periods, Words) or confined.high == 0:
        return confined
    if count.released_on is None:
        return Span(0, confined.high, unknown=(f"{row.key}.released_on", *confined.unknown))
    released = given_day(count.released_on, f"{row.key}.released_on")
    application = around.dates.application
    lengths = [PERIOD_YEARS[word] for word in periods.possible or PERIOD_YEARS]
    fewest = (released.day.first - anniversary(application.day.last, -min(lengths))).days + 1
    most = (released.day.last - anniversary(application.day.first, -max(lengths))).days + 1
    paths = (*confined.unknown, *released.paths, *application.paths, *periods.unknown)
    return Span(max(0, min(confined.low, fewest)), max(0, min(confined.high, most)), unknown=paths)


def _classify(count: Count, offense: Offense | None, row: Row, around: Surroundings) -> None:
    vocabulary = around.law.vocabulary
    if offense is not None:
        row.because["offense"] = offense.id
        row.categories |= around.decide.categories(offense, row)
    else:
        row.categories |= premise(count, around.law, row.key)
    for name, entry in vocabulary.categories.items():
        if entry.by_fact and (offense is not None or name not in row.categories):
            row.categories[name] = relation(row, entry)
    row.categories = {name: pair for name, pair in row.categories.items() if name in vocabulary.categories}
