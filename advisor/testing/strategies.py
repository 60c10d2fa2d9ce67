"""Hypothesis strategies for scenarios: persons, counts, sentences and whole cases under a law.

The plainer value stands first in every list, so that what fails shrinks to a short story: one resident, one plea, no
priors. Everything is drawn as plain data, as a file would hold it; `scenarios` turns it into the model and leaves out
what the law refuses. Small invented laws are in `small_laws`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from hypothesis import strategies as st

from advisor.errors import AdvisorError
from advisor.findings import VERDICTS
from advisor.law.library import Law
from advisor.measures.grades import ordinary_maximum
from advisor.rows import Rows, build_rows
from advisor.scenario import Scenario
from advisor.scenario_reading import scenario_from_dict
from advisor.testing.asked import law_facts_given, offense_facts
from advisor.testing.drawing import Data, about_days, merged, persons_with, rarely, sentences, several, some

__all__ = [
    "Data",
    "counts",
    "offense_facts",
    "own_offenses",
    "persons",
    "rows_or_none",
    "scenario_data",
    "scenarios",
    "sentences",
]

#: The day of an offense that is pleaded to now, and of earlier ones the day of offense and conviction and of release.
DAYS = ("2026-05-02", "2022-03", "2019-06-15", "2015", "2004-02-29", "1996-10-01", "1990-11-28", "2025-11-24", None)
EARLIER = (
    ("2019-06-15", "2019-12-31", None), ("2022-03", "2022-09-09", "2024-01-05"), ("2015", "2016", "2018-02-01"),
    ("2004-02-29", "2005-01-10", None), ("1996-10-01", "1996-12-01", "1998-05-05"), ("1990-11-28", "1990-12-12", None),
    ("2026-05-02", "2026-06-01", None), (None, "2019-12-31", None), (None, None, None),
)  # fmt: skip
SCHEMES = (None, None, 1, 2)
LEVELS = ("misdemeanor", "felony", "infraction", None)
MAXIMA = ("6 months", "1 year", "2 years", "5 years", "366 days", "20 years", "life", "90 days", "5 days")
#: Most often a diversion before trial, of which a conviction is unlikely.
DISPOSITIONS = (
    "pa-guilty-plea", "pa-probation", "pa-ard", "pa-section-17", "pa-nolo", "pa-indirect-contempt", "pa-ard",
    "pa-ard-dui", "pa-ard-dui", "pa-amp-1", "pa-ard", "pa-indirect-contempt", "pa-ard", "pa-ard-dui",
)  # fmt: skip
DESCRIBED = (
    {"plea": "guilty", "restraint": "court"},
    {"plea": "nolo"},
    {"plea": "none", "facts_admitted": True, "restraint": "court"},
    {"plea": "none", "restraint": "prosecutor"},
    {"restraint": "none"},
)


def own_offenses(law: Law, leaning: Sequence[str] = ()) -> st.SearchStrategy[Data]:
    """Return the keys of a count whose offense the catalogue lacks: `offense` and the premise under `classified`.

    Args:
        law: The categories are those of its vocabulary.
        leaning: Categories that are always answered, so that several counts may fall under one ground.
    """
    often = ("certain", "unlikely", "likely", "unlikely", "likely", "unlikely", "unlikely", "open", "unlikely", "no")
    word = st.sampled_from(often)
    reading = st.fixed_dictionaries({"verdict": word, "relief_verdict": word}).map(_in_order)
    answer = st.one_of(word, word, reading)
    names = st.sampled_from(("cimt", *law.vocabulary.categories))
    answers = st.sampled_from((1, 6, 12, 20)).flatmap(
        lambda size: st.dictionaries(names, answer, min_size=size, max_size=size)
    )
    always = st.fixed_dictionaries(dict.fromkeys(leaning, st.one_of(st.just("certain"), answer)))
    offense = some(
        name=st.just("theft elsewhere"), level=st.sampled_from(LEVELS), max_term=st.sampled_from((*MAXIMA, None))
    )
    return st.builds(
        lambda own, named, leant, rest: {"offense": own, "classified": {**named, **leant, "others": rest}},
        offense, answers, always, st.sampled_from(("no", "no", "no", "open")),
    )  # fmt: skip


def _in_order(reading: Data) -> Data:
    low, high = sorted(reading.values(), key=VERDICTS.index)
    return {"verdict": low, "relief_verdict": high}


def counts(law: Law, role: str = "plea", offense: st.SearchStrategy[Data] | None = None) -> st.SearchStrategy[Data]:
    """Return the data of one count of a plea, of a prior or of a charge.

    Args:
        law: Offenses, facts, dispositions and post-convictions are drawn from it.
        role: plea | prior | charge.
        offense: Another source of the offense with its own keys; by default the catalogue or an offense elsewhere.
    """
    drawn = st.one_of(_listed(law), _elsewhere(law)) if offense is None else offense
    return st.builds(merged, drawn, _course(law, role))


def _listed(law: Law) -> st.SearchStrategy[Data]:
    return st.sampled_from(law.offense_ids).flatmap(lambda name: _catalogue_count(law, name))


def _elsewhere(law: Law, leaning: Sequence[str] = ()) -> st.SearchStrategy[Data]:
    return own_offenses(law, leaning).flatmap(
        lambda own: st.builds(merged, st.just(own), _own_parts(law, own["offense"].get("max_term", "life")))
    )


def _course(law: Law, role: str) -> st.SearchStrategy[Data]:
    """Return what happened in the case, apart from the offense and the sentence."""
    if role == "charge":
        return some(offense_date=st.sampled_from(DAYS), outcome=st.sampled_from((None, "arrested", "dismissed")))
    listed = st.sampled_from(DISPOSITIONS)
    described = st.one_of(
        listed, listed, listed, listed, st.sampled_from(tuple(law.dispositions)), st.sampled_from(DESCRIBED)
    )
    afterwards = ("vacatur-unexplained", "pardon", *law.post_convictions)
    parts = some(
        disposition=rarely(described, 2),
        outcome=st.sampled_from((None, None, None, None, None, "admitted", "admitted", "convicted", "arrested")),
        scheme=st.sampled_from(SCHEMES),
        runs=st.sampled_from((None, None, "concurrent", "consecutive")),
        appeal=rarely(st.sampled_from(("pending", "waived")), 8),
        afterwards=rarely(st.sampled_from(afterwards)),
        inchoate=rarely(st.sampled_from(("attempt", "conspiracy", "solicitation", "conspiracy", "solicitation")), 3),
    )
    return st.builds(merged, parts, _earlier() if role == "prior" else _now())


def _now() -> st.SearchStrategy[Data]:
    return some(
        offense_date=st.sampled_from(DAYS),
        conviction_date=rarely(st.just("2026-11-30"), 8),
        released_on=rarely(st.just("2026-12-24"), 8),
    )


def _earlier() -> st.SearchStrategy[Data]:
    names = ("offense_date", "conviction_date", "released_on")
    return st.sampled_from(EARLIER).map(lambda days: dict(zip(names, days, strict=True)))


def _own_parts(law: Law, longest: str) -> st.SearchStrategy[Data]:
    return some(sentence=sentences(about_days(longest)), facts=law_facts_given(law))


def _catalogue_count(law: Law, name: str) -> st.SearchStrategy[Data]:
    offense = law.offense(name)
    graded = {
        answer.grade: about_days(answer.max_term or ordinary_maximum(answer.grade, law)) for answer in offense.grades
    }
    return st.sampled_from((None, None, *graded)).flatmap(
        lambda grade: some(
            offense=st.just(name),
            grade=st.just(grade),
            sentence=sentences(min(graded.values()) if grade is None else graded[grade]),
            facts=offense_facts(law, name),
        )
    )


#: What several counts of one case may have in common; grounds that take two of a kind are rare otherwise.
LEANINGS = ("cimt", "dui", "controlled_substance", "aggravated_felony_other", "prostitution", *("dui",) * 6)


def scenario_data(law: Law, as_of: str = "2026-11-23") -> st.SearchStrategy[Data]:
    """Return a whole case as plain data; the law may still refuse it (a term above the maximum)."""
    leant = st.sampled_from((*LEANINGS, *law.vocabulary.categories)).flatmap(lambda name: _case(law, as_of, (name,)))
    return st.one_of(_case(law, as_of, ()), leant)


@lru_cache(maxsize=256)
def _case(law: Law, as_of: str, leaning: tuple[str, ...]) -> st.SearchStrategy[Data]:
    elsewhere = _elsewhere(law, leaning)
    offense = st.one_of(elsewhere, elsewhere, _listed(law)) if leaning else None
    counted = several(counts(law, offense=offense), (2, 1, 3) if leaning else (1, 1, 2, 3))
    return some(
        as_of=st.just(as_of),
        defendant=persons_with(counts(law, "prior", offense)),
        charges=rarely(st.lists(counts(law, "charge", offense), min_size=1, max_size=1)),
        pleas=counted.map(lambda listed: [{"id": "offer", "counts": listed}]),
        discretion=rarely(some(witness_or_victim=st.sampled_from(("victim", "witness", "none"))), 6),
    )


def persons(law: Law) -> st.SearchStrategy[Data]:
    """Return the data of a defendant, with priors of the law's own offenses and others."""
    return persons_with(counts(law, "prior"))


def rows_or_none(data: Data, law: Law) -> Rows | None:
    """Return the rows of a case, or None where the scenario or the law refuses it."""
    try:
        return build_rows(scenario_from_dict(data), law, law.as_of)
    except AdvisorError:
        return None


def scenarios(law: Law) -> st.SearchStrategy[Scenario]:
    """Return a whole case that the law accepts."""
    return scenario_data(law).filter(lambda data: rows_or_none(data, law) is not None).map(scenario_from_dict)
