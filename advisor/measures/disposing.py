"""How a count ended: what federal law asks about a disposition, and what came afterwards."""

from __future__ import annotations

from advisor.errors import UnknownNameError
from advisor.findings import Value, Words, word
from advisor.law.library import Law
from advisor.scenario import Count, Description
from advisor.wording import nearest

DEFAULT = "guilty"
_NEVER_TRIED = ("charged", "arrested", "dismissed")
_FACTS = ("guilt", "restraint", "proceeding", "diversion")


def outcome_of(count: Count, role: str) -> str:
    """Return how the count ended, by the default of its list where nothing is said."""
    return count.outcome or ("charged" if role == "charge" else "convicted")


def disposition_facts(count: Count, role: str, law: Law, path: str) -> dict[str, Value]:
    """Return guilt, restraint, proceeding and diversion of a count.

    Raises:
        UnknownNameError: There is no such disposition.
    """
    outcome = outcome_of(count, role)
    if outcome in _NEVER_TRIED:
        return _fixed("none", "none", "criminal", "none")
    if outcome == "admitted":
        return _fixed("facts_admitted", "none", "criminal", "none")
    if isinstance(count.disposition, Description):
        return _described(count.disposition, f"{path}.disposition")
    name = count.disposition or DEFAULT
    found = law.dispositions.get(name)
    if found is None:
        where = f"{path}.disposition"
        raise UnknownNameError(name, "disposition", nearest=nearest(name, law.dispositions), place=where)
    return {fact: _several(found.facts[fact], f"{path}.disposition") for fact in _FACTS}


def orders_no_confinement(count: Count, role: str, law: Law) -> bool:
    """Return whether the disposition by its nature orders no time (probation, ARD, a withdrawn charge)."""
    if outcome_of(count, role) != "convicted" or isinstance(count.disposition, Description):
        return False
    found = law.dispositions.get(count.disposition or DEFAULT)
    return found is not None and found.data.get("confinement") == "0 days"


def _fixed(guilt: str, restraint: str, proceeding: str, diversion: str) -> dict[str, Value]:
    return dict(zip(_FACTS, map(word, (guilt, restraint, proceeding, diversion)), strict=True))


def _several(words: tuple[str, ...], path: str) -> Words:
    return Words(frozenset(words), unknown=(path,) if len(words) > 1 else ())


def _described(described: Description, path: str) -> dict[str, Value]:
    plea = {"guilty": ("plea",), "nolo": ("nolo",), None: ("plea", "nolo")}.get(described.plea, ())
    admitted = {True: ("facts_admitted",), False: ("none",), None: ("facts_admitted", "none")}[described.facts_admitted]
    guilt = (*plea, *(admitted if described.plea in ("none", None) else ()))
    restraint = (described.restraint,) if described.restraint else ("court", "prosecutor", "none")
    return {
        "guilt": _several(guilt, f"{path}.plea" if described.plea is None else f"{path}.facts_admitted"),
        "restraint": _several(restraint, f"{path}.restraint"),
        "proceeding": word("criminal"),
        "diversion": word("pretrial" if guilt == ("none",) else "withheld"),
    }


def with_grade(proceeding: Value, grade: Words, level: Words, path: str) -> Words:
    """Return the kind of proceeding once the grade is known: a summary offense is tried as one."""
    if not isinstance(proceeding, Words) or proceeding.possible is None:
        raise TypeError("a proceeding is one of a few words")
    summary = _share(grade, "summary") | _share(level, "infraction")
    possible = set(proceeding.possible)
    if "criminal" in possible and "some" in summary:
        possible.add("summary")
        if "all" in summary:
            possible.discard("criminal")
    paths = proceeding.unknown if len(proceeding.possible) > 1 else ()
    return Words(frozenset(possible), unknown=(*paths, f"{path}.grade") if len(possible) > 1 else ())


def _share(words: Words, wanted: str) -> frozenset[str]:
    """Return "some" where a word is possible, and "all" beside it where no other is."""
    if words.possible is None or wanted not in words.possible:
        return frozenset()
    return frozenset(("some", "all")) if len(words.possible) == 1 else frozenset(("some",))


def afterwards(count: Count, law: Law, path: str) -> Words:
    """Return what came of the conviction.

    Raises:
        UnknownNameError: There is no such entry in the post-conviction catalogue.
    """
    name = count.afterwards or "none"
    if name == "none":
        return word("none")
    effect = law.post_convictions.get(name)
    if effect is None:
        valid = ("none", *law.post_convictions)
        where = f"{path}.afterwards"
        raise UnknownNameError(name, "post-conviction id", nearest=nearest(name, valid), place=where)
    return word(effect)
