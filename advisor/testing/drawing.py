"""What persons and sentences are drawn from, the plainest first, and how a part is left out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from advisor.terms import nominal_days, parse_duration

__all__ = ["Data", "about_days", "merged", "persons_with", "rarely", "sentences", "several", "some"]

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
ADMITTED = ("2022-01-10", "2016-03-01", "2000-07", "1985-01-01", "2021-05-02", "2026-01-01")
SINCE = ("2016-11-23", "2000-07", "2019", "2018-06-01", "1990-01-01", "2024-01-01")
BORN = ("1987-07-01", "1969", "1989", "1980-02-11")
RELATIVES = (
    {"relation": "spouse", "status": "usc"},
    {"relation": "child", "status": "usc", "dependent": True},
    {"relation": "spouse", "status": "lpr", "dependent": False},
    {"relation": "parent"},
    {"relation": "sibling", "status": "usc"},
)
#: Stands where null speaks: "never admitted".
NULL = object()


def rarely(strategy: st.SearchStrategy[Any], times: int = 4) -> st.SearchStrategy[Any]:
    """Return a value once in so many times, and otherwise None, which is left out."""
    return st.sampled_from((*(False,) * (times - 1), True)).flatmap(lambda drawn: strategy if drawn else st.none())


def some(**parts: st.SearchStrategy[Any]) -> st.SearchStrategy[Data]:
    """Return a mapping of those parts that are not None."""
    return st.fixed_dictionaries(parts).map(
        lambda data: {key: value for key, value in data.items() if value is not None}
    )


def several(strategy: st.SearchStrategy[Any], sizes: Sequence[int]) -> st.SearchStrategy[list[Any]]:
    """Return lists of one of these sizes."""
    return st.sampled_from(sizes).flatmap(lambda size: st.lists(strategy, min_size=size, max_size=size))


def merged(*parts: Data) -> Data:
    """Return several mappings as one, without what is empty; a part may be left out as a whole."""
    return {key: value for part in parts for key, value in part.items() if value not in (None, {})}


def _nulls(data: Data) -> Data:
    return {key: None if value is NULL else value for key, value in data.items()}


def persons_with(prior: st.SearchStrategy[Data]) -> st.SearchStrategy[Data]:
    """Return the data of a defendant; priors are none, a few counts or not known."""
    listed = several(prior, (1, 2))
    return some(
        status=st.sampled_from(STATUSES),
        admitted_on=st.sampled_from((*ADMITTED, NULL, None)),
        lpr_since=st.sampled_from((None, *SINCE[:3])),
        adjusted_on=rarely(st.sampled_from((NULL, *SINCE[:2]))),
        admissions=rarely(st.lists(_admissions(), min_size=1, max_size=2), 8),
        resided_since=st.sampled_from((None, *SINCE)),
        present_since=st.sampled_from((None, *SINCE)),
        notice_to_appear_on=rarely(st.sampled_from(("2025-01-01", "2026")), 6),
        application_on=rarely(st.sampled_from(("2026-10-01", "2024-06", "2030-01-01")), 6),
        born=st.sampled_from((None, *BORN)),
        seeking_admission=st.sampled_from((None, None, True, False)),
        entry_fraud=rarely(st.booleans(), 4),
        order_of_removal=rarely(st.booleans(), 5),
        fear_of_return=st.sampled_from((None, True, False)),
        citizen_parent=rarely(st.booleans(), 6),
        relatives=st.one_of(st.none(), st.lists(st.sampled_from(RELATIVES), max_size=2)),
        priors=st.one_of(st.just([]), listed, st.none()),
    ).map(_nulls)


def _admissions() -> st.SearchStrategy[Data]:
    return some(date=st.sampled_from((*ADMITTED, None)), **{"as": st.sampled_from(("lpr", "nonimmigrant", None))})


def sentences(longest_days: float | None = None) -> st.SearchStrategy[Data | None]:
    """Return what was ordered for one count, no confinement above so many days; None is a sentence not yet known."""
    possible = [text for text in CONFINEMENTS if longest_days is None or about_days(text) <= longest_days]
    parts = some(
        confinement=st.sampled_from((*possible, None) if possible else (None,)),
        probation=rarely(st.sampled_from(("1 year", "90 days"))),
        home_confinement=rarely(st.sampled_from(("60 days", "6 months")), 8),
        on_revocation=rarely(st.sampled_from(("1 day", "6 months")), 8),
        fine_usd=rarely(st.sampled_from((200, 199.99)), 6),
        confined=rarely(st.sampled_from(("0 days", "180 days", "6 months", "200 days"))),
        suspended=rarely(st.just("0 days")),
    )
    lawful = parts.map(lambda sentence: _within(sentence, float("inf") if longest_days is None else longest_days))
    return st.one_of(lawful.flatmap(_suspended), st.none())


def _within(sentence: Data, longest_days: float) -> Data:
    """Leave out what would take the whole above the maximum, and time confined above what was ordered."""
    beside = [name for name in ("home_confinement", "on_revocation") if name in sentence]
    ordered = sum(about_days(sentence[name]) for name in ("confinement", *beside) if name in sentence)
    dropped = beside if ordered > longest_days else []
    if "confinement" not in sentence or about_days(sentence.get("confined", "0 days")) > ordered or dropped:
        return {name: value for name, value in sentence.items() if name not in (*dropped, "confined")}
    return {name: value for name, value in sentence.items() if name not in dropped}


def _suspended(sentence: Data) -> st.SearchStrategy[Data]:
    """Suspend nothing, or all that was ordered."""
    if "suspended" not in sentence or "confinement" not in sentence:
        return st.just(sentence)
    whole = str(sentence["confinement"]).partition(" to ")
    text = f"{whole[2]}" if whole[1] else whole[0]
    return st.sampled_from(("0 days", text)).map(lambda part: {**sentence, "suspended": part})


def about_days(text: str) -> float:
    """Return about how many days a duration comes to; life has no end."""
    days = nominal_days(parse_duration(text).high)
    return float("inf") if days is None else days
