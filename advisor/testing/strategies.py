"""Hypothesis strategies for scenarios: persons, counts, sentences and whole cases under a law.

The plainer value stands first in every list, so that what fails shrinks to a short story: one resident, one plea, no
priors. Everything is drawn as plain data, as a file would hold it; `scenarios` turns it into the model and leaves out
what the law refuses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from hypothesis import strategies as st

from advisor.engines.catalogue import decider
from advisor.errors import AdvisorError
from advisor.findings import VERDICTS
from advisor.law.conditions import Condition, FactCompares, FactIs, leaves
from advisor.law.entries import WORD_KINDS, Answer, FactEntry
from advisor.law.library import Law
from advisor.measures.given import SILENT, fact_entries, law_facts
from advisor.measures.grades import ordinary_maximum
from advisor.rows import Rows, build_rows
from advisor.scenario import Scenario
from advisor.scenario_reading import scenario_from_dict
from advisor.terms import nominal_days, parse_duration

__all__ = [
    "counts",
    "decider",
    "offense_facts",
    "own_offenses",
    "persons",
    "rows_or_none",
    "scenario_data",
    "scenarios",
    "sentences",
]

Data = dict[str, Any]

STATUSES = (
    "lpr", "without_inspection", "lpr", "nonimmigrant", "refugee", "asylee", "usc", "conditional_lpr", "visa_overstay",
    "vwp", "parolee", "daca", "tps", "u_nonimmigrant", "t_nonimmigrant", "withholding", "asylum_applicant",
    "vawa_or_sij", "applicant_abroad",
)  # fmt: skip
#: Around each boundary that the law draws, and far from it.
CONFINEMENTS = (
    "6 months", "12 months", "0 days", "30 days", "5 days", "90 days", "91 days", "181 days", "183 days", "184 days",
    "185 days", "364 days", "365 days", "366 days", "11 months 29 days", "6 to 12 months", "11.5 to 23 months",
    "2 to 4 years", "3 years", "5 years", "1825 days", "1826 days", "1827 days", "59 months 31 days", "5 to 10 years",
    "20 years", "life",
)  # fmt: skip
DAYS = ("2026-05-02", "2022-03", "2019-06-15", "2015", "2004-02-29", "1996-10-01", "1990-11-28", "2025-11-24")
CONVICTED = (None, "2026-06-01", "2022-09-09", "2019-12-31", "2016", "2005-01-10", "1996-12-01", "1990-12-12")
ADMITTED = ("2022-01-10", "2016-03-01", "2000-07", "1985-01-01", "2021-05-02", "2026-01-01")
SINCE = ("2016-11-23", "2000-07", "2019", "2018-06-01", "1990-01-01", "2024-01-01")
BORN = ("1990-02-11", "1969", "2001-05-03", "2008-06-01", "1987-07-01")
SCHEMES = (None, None, 1, 2)
RELATIVES = (
    {"relation": "spouse", "status": "usc"},
    {"relation": "child", "status": "usc", "dependent": True},
    {"relation": "spouse", "status": "lpr", "dependent": False},
    {"relation": "parent"},
    {"relation": "sibling", "status": "usc"},
)
LEVELS = ("misdemeanor", "felony", "infraction", None)
MAXIMA = ("6 months", "1 year", "2 years", "5 years", "366 days", "20 years", "life", "90 days", "5 days")
DISPOSITIONS = ("pa-guilty-plea", "pa-probation", "pa-ard", "pa-section-17", "pa-nolo")
DESCRIBED = (
    {"plea": "guilty", "restraint": "court"},
    {"plea": "nolo"},
    {"plea": "none", "facts_admitted": True, "restraint": "court"},
    {"plea": "none", "restraint": "prosecutor"},
    {"restraint": "none"},
)


def _rarely(strategy: st.SearchStrategy[Any], times: int = 4) -> st.SearchStrategy[Any]:
    """Return a value once in so many times, and otherwise None, which is left out."""
    return st.sampled_from((*(False,) * (times - 1), True)).flatmap(lambda drawn: strategy if drawn else st.none())


def _some(**parts: st.SearchStrategy[Any]) -> st.SearchStrategy[Data]:
    """Return a mapping of those parts that are not None."""
    return st.fixed_dictionaries(parts).map(lambda data: {key: value for key, value in data.items() if value is not None})


NULL = object()


def _nulls(data: Data) -> Data:
    return {key: None if value is NULL else value for key, value in data.items()}


def persons(law: Law, priors: st.SearchStrategy[Any] | None = None) -> st.SearchStrategy[Data]:
    """Return the data of a defendant; priors are empty, unknown or a few counts."""
    listed = st.lists(counts(law, role="prior"), max_size=2) if priors is None else priors
    return _some(
        status=st.sampled_from(STATUSES),
        admitted_on=st.sampled_from((*ADMITTED, NULL, None)),
        lpr_since=st.sampled_from((None, *SINCE[:3])),
        adjusted_on=_rarely(st.sampled_from((NULL, *SINCE[:2]))),
        admissions=_rarely(st.lists(_admissions(), min_size=1, max_size=2), 8),
        resided_since=st.sampled_from((None, *SINCE)),
        present_since=st.sampled_from((None, *SINCE)),
        notice_to_appear_on=_rarely(st.sampled_from(("2025-01-01", "2026")), 6),
        application_on=_rarely(st.sampled_from(("2026-10-01", "2024-06", "2030-01-01")), 6),
        born=st.sampled_from((None, *BORN)),
        seeking_admission=_rarely(st.booleans(), 3),
        entry_fraud=_rarely(st.booleans(), 5),
        order_of_removal=_rarely(st.booleans(), 5),
        fear_of_return=st.sampled_from((None, True, False)),
        citizen_parent=_rarely(st.booleans(), 6),
        relatives=st.one_of(st.none(), st.lists(st.sampled_from(RELATIVES), max_size=2)),
        priors=st.one_of(st.just([]), listed, st.none()),
    ).map(_nulls)


def _admissions() -> st.SearchStrategy[Data]:
    return _some(date=st.sampled_from((*ADMITTED, None)), **{"as": st.sampled_from(("lpr", "nonimmigrant", None))})


def sentences(longest_days: float | None = None) -> st.SearchStrategy[Data | None]:
    """Return what was ordered for one count, no confinement above so many days; None is a sentence not yet known."""
    possible = [text for text in CONFINEMENTS if longest_days is None or _about_days(text) <= longest_days]
    parts = _some(
        confinement=st.sampled_from((*possible, None) if possible else (None,)),
        probation=_rarely(st.sampled_from(("1 year", "90 days"))),
        home_confinement=_rarely(st.sampled_from(("60 days", "6 months")), 8),
        on_revocation=_rarely(st.sampled_from(("1 day", "6 months")), 8),
        fine_usd=_rarely(st.sampled_from((200, 199.99)), 6),
        confined=_rarely(st.sampled_from(("0 days", "180 days", "6 months", "200 days"))),
        suspended=_rarely(st.just("0 days")),
    )
    return st.one_of(parts.flatmap(_suspended), st.none())


def _suspended(sentence: Data) -> st.SearchStrategy[Data]:
    """Suspend nothing, or all that was ordered."""
    if "suspended" not in sentence or "confinement" not in sentence:
        return st.just(sentence)
    whole = str(sentence["confinement"]).partition(" to ")
    text = f"{whole[2]}" if whole[1] else whole[0]
    return st.sampled_from(("0 days", text)).map(lambda part: {**sentence, "suspended": part})


def _about_days(text: str) -> float:
    days = nominal_days(parse_duration(text).high)
    return float("inf") if days is None else days


def own_offenses(law: Law) -> st.SearchStrategy[Data]:
    """Return the keys of a count whose offense the catalogue lacks: `offense` and the premise under `classified`."""
    word = st.sampled_from(("certain", "unlikely", "likely", "open", "no"))
    reading = st.fixed_dictionaries({"verdict": word, "relief_verdict": word}).map(_in_order)
    names = st.sampled_from(("cimt", *law.vocabulary.categories))
    answers = st.dictionaries(names, st.one_of(word, reading), min_size=1, max_size=4)
    others = st.sampled_from(("no", "no", "open"))
    offense = _some(name=st.just("theft elsewhere"), level=st.sampled_from(LEVELS), max_term=st.sampled_from((*MAXIMA, None)))
    return st.builds(
        lambda own, named, rest: {"offense": own, "classified": {**named, "others": rest}}, offense, answers, others
    )


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
    listed = st.sampled_from(law.offense_ids).flatmap(lambda name: _catalogue_count(law, name))
    elsewhere = own_offenses(law).flatmap(lambda own: st.builds(_merged, st.just(own), _own_parts(law)))
    drawn = st.one_of(listed, elsewhere) if offense is None else offense
    return st.builds(_merged, drawn, _some(**_course(law, role)))


def _merged(*parts: Data) -> Data:
    return {key: value for part in parts for key, value in part.items() if value not in (None, {})}


def _course(law: Law, role: str) -> dict[str, st.SearchStrategy[Any]]:
    """Return what happened in the case, apart from the offense and the sentence."""
    if role == "charge":
        return {
            "offense_date": st.sampled_from((*DAYS, None)),
            "outcome": st.sampled_from((None, "arrested", "dismissed")),
        }
    described = st.one_of(st.sampled_from(tuple(dict.fromkeys((*DISPOSITIONS, *law.dispositions)))), st.sampled_from(DESCRIBED))
    return {
        "offense_date": st.sampled_from((*DAYS, None)),
        "conviction_date": st.sampled_from(CONVICTED if role == "prior" else CONVICTED[:1] * 5 + CONVICTED[1:2]),
        "disposition": _rarely(described, 3),
        "outcome": st.sampled_from((None, None, None, None, None, "admitted", "convicted", "arrested")),
        "scheme": st.sampled_from(SCHEMES),
        "runs": st.sampled_from((None, None, "concurrent", "consecutive")),
        "released_on": _rarely(st.sampled_from(("2026-07-01", "2020-01-01")), 8),
        "appeal": _rarely(st.sampled_from(("pending", "waived")), 8),
        "afterwards": _rarely(st.sampled_from(tuple(law.post_convictions) or ("none",)), 5),
        "inchoate": _rarely(st.sampled_from(("attempt", "conspiracy", "solicitation")), 5),
    }


def _own_parts(law: Law) -> st.SearchStrategy[Data]:
    facts = st.fixed_dictionaries({}, optional=_strategies(law, law_facts(law), _rule_leaves(law)))
    return _some(sentence=sentences(), facts=facts)


def _catalogue_count(law: Law, name: str) -> st.SearchStrategy[Data]:
    offense = law.offense(name)
    graded = {answer.grade: _about_days(answer.max_term or ordinary_maximum(answer.grade, law)) for answer in offense.grades}
    return st.sampled_from((None, None, *graded)).flatmap(
        lambda grade: _some(
            offense=st.just(name),
            grade=st.just(grade),
            sentence=sentences(min(graded.values()) if grade is None else graded[grade]),
            facts=offense_facts(law, name),
        )
    )


@lru_cache(maxsize=1024)
def offense_facts(law: Law, name: str) -> st.SearchStrategy[Data]:
    """Return values, around each figure and word that is tested, for the facts an offense or a rule asks about."""
    offense = law.offense(name)
    lists: Sequence[Sequence[Answer]] = (offense.grades, *offense.categories.values())
    tested = [leaf for answers in lists for leaf in _answer_leaves(answers)]
    return st.fixed_dictionaries({}, optional=_strategies(law, fact_entries(law, offense), [*tested, *_rule_leaves(law)]))


def _answer_leaves(answers: Sequence[Answer]) -> Iterator[Condition]:
    for answer in answers:
        if answer.when is not None:
            yield from leaves(answer.when)
        yield from _answer_leaves(answer.inside)


@lru_cache(maxsize=8)
def _rule_leaves(law: Law) -> tuple[Condition, ...]:
    return tuple(leaf for rule in law.rules for leaf in leaves(rule.condition))


def _strategies(
    law: Law, entries: dict[str, FactEntry], tested: Sequence[Condition]
) -> dict[Any, st.SearchStrategy[Any]]:
    """Return a strategy for each fact that some condition tests."""
    words: dict[str, dict[str, None]] = {}
    figures: dict[str, dict[int, None]] = {}
    for leaf in tested:
        if isinstance(leaf, FactIs) and leaf.fact in entries:
            words.setdefault(leaf.fact, {}).update(dict.fromkeys(sorted(leaf.words)))
        elif isinstance(leaf, FactCompares) and leaf.fact in entries:
            figures.setdefault(leaf.fact, {})[leaf.constant] = None
    found: dict[Any, st.SearchStrategy[Any]] = {
        name: _words(entries[name], list(tests)) for name, tests in words.items()
    }
    found |= {name: _figures(entries[name], list(tests)) for name, tests in figures.items()}
    if "drug" in entries and any(isinstance(leaf, FactIs) and leaf.fact.startswith("drug_") for leaf in tested):
        found["drug"] = st.sampled_from(("marijuana", "cocaine", "heroin", SILENT, *law.drugs))
    return found


def _words(entry: FactEntry, tested: list[str]) -> st.SearchStrategy[Any]:
    if entry.kind == "flag":
        return st.sampled_from((True, False, SILENT))
    other = [word for word in entry.words if word not in tested][:2] or (["other"] if not entry.words else [])
    return st.sampled_from((*tested, *other, SILENT))


_SCALES: dict[str, Callable[[int], Any]] = {
    "number": int,
    "money": lambda number: number / 100,
    "grams": lambda number: number / 1000,
}


def _figures(entry: FactEntry, tested: list[int]) -> st.SearchStrategy[Any]:
    """Return the figures that are asked about, one step to either side, none and silence."""
    if entry.kind in WORD_KINDS or entry.kind not in _SCALES:
        return st.just(SILENT)
    near = sorted({max(0, figure + step) for figure in tested for step in (-1, 0, 1)})
    return st.sampled_from((*(_SCALES[entry.kind](figure) for figure in near), 0, SILENT))


def scenario_data(law: Law, as_of: str = "2026-11-23") -> st.SearchStrategy[Data]:
    """Return a whole case as plain data; the law may still refuse it (a term above the maximum)."""
    option = st.lists(counts(law), min_size=1, max_size=3)
    return _some(
        as_of=st.just(as_of),
        defendant=persons(law),
        charges=_rarely(st.lists(counts(law, role="charge"), min_size=1, max_size=1)),
        pleas=st.lists(option, min_size=1, max_size=1).map(
            lambda lists: [{"id": f"option-{place}", "counts": each} for place, each in enumerate(lists)]
        ),
        discretion=_rarely(_some(witness_or_victim=st.sampled_from(("victim", "witness", "none"))), 6),
    )


def rows_or_none(data: Data, law: Law) -> Rows | None:
    """Return the rows of a case, or None where the scenario or the law refuses it."""
    try:
        return build_rows(scenario_from_dict(data), law, law.as_of)
    except AdvisorError:
        return None


def scenarios(law: Law) -> st.SearchStrategy[Scenario]:
    """Return a whole case that the law accepts."""
    return scenario_data(law).filter(lambda data: rows_or_none(data, law) is not None).map(scenario_from_dict)
