"""How ids, paths and citations of a report are spoken: changes of a plea, defaults that were used, sources in short."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

_CASE = re.compile(r"^(?P<name>.+?), \d+ [A-Z].*?\((?P<when>[^()]*\d{4})\)")
_COUNT = re.compile(r"^pleas\[\d+\]\.counts\[(\d+)\]\.")
_ROW = re.compile(r" ?\((?:pleas\[\d+\]\.counts|(?P<role>defendant\.priors|charges))\[(?P<number>\d+)\]\)")
_ROLES = {"defendant.priors": "earlier conviction", "charges": "charge"}

_DISPOSITIONS = {
    "ard": "ARD",
    "pa-ard": "ARD",
    "nolo_contendere": "no contest",
    "pa-nolo": "no contest",
    "probation_without_verdict": "probation without verdict",
    "pa-section-17": "probation without verdict",
}
_PLAIN_PLEAS = ("guilty", "pa-guilty-plea")

#: A default that was used, by key and value, and how it is spoken.
_TAKEN = {
    "outcome: convicted": "each plea ends in a conviction",
    "disposition: guilty": "a plea of guilty",
    "conviction_date: as_of": "convicted on the day of this report",
    "appeal: none": "no appeal, or its time has run",
    "afterwards: none": "nothing changes the conviction afterwards",
    "inchoate: none": "the completed offense",
    "outcome: charged": "what is pending is charged and no more",
    "seeking_admission: false": "not asking to be let in",
    "entry_fraud: false": "no fraud on entry",
    "order_of_removal: false": "no order of removal",
    "notice_to_appear_on: null": "no notice to appear served",
    "application_on: as_of": "any application is made on the day of this report",
}


def change(text: str, names: Mapping[str, str], *, numbered: bool = False) -> str:
    """Return a change of a plea in plain words.

    Args:
        text: `path: value`, as a finding's `avoided_by` lists it; any other text is returned as it stands.
        names: Citation and name of each offense that is named.
        numbered: Say which count is changed.
    """
    path, _, value = text.partition(": ")
    count = _COUNT.match(path)
    if count is None:
        return text
    spoken = _CHANGES.get(path[count.end() :], lambda given, _: f"{path[count.end() :]} {given}")(value, names)
    return f"{spoken} (count {int(count[1]) + 1})" if numbered else spoken


def _term(value: str, _: Mapping[str, str]) -> str:
    return "no confinement ordered" if value == "0 days" else f"a term of {value}"


def _instead(value: str, _: Mapping[str, str]) -> str:
    return f"{disposition(value)} instead of a plea"


def _loss(value: str, _: Mapping[str, str]) -> str:
    return f"loss of ${int(value):,} for this count" if value.isdigit() else f"loss of {value} for this count"


def _drug(value: str, _: Mapping[str, str]) -> str:
    return "a record that names no drug" if value == "unspecified" else f"a record that names {value}"


def _offense(value: str, names: Mapping[str, str]) -> str:
    return f"{offense(value, names)} instead"


_CHANGES: Mapping[str, Callable[[str, Mapping[str, str]], str]] = {
    "sentence.confinement": _term,
    "disposition": _instead,
    "grade": lambda value, _: f"grade {value}",
    "facts.loss_usd": _loss,
    "facts.drug": _drug,
    "facts.mens_rea": lambda value, _: f"a {value} record",
    "offense": _offense,
}


def offense(identity: str, names: Mapping[str, str]) -> str:
    """Return an offense as `citation (name)`, or by its id where the report does not name it."""
    citation, _, name = str(names.get(identity) or identity).partition(", ")
    # A name in capitals (DUI) keeps them.
    lowered = name[:1].lower() + name[1:] if name[1:2].islower() else name
    return f"{citation} ({lowered})" if name else citation


def disposition(identity: str) -> str:
    """Return how a case ends, in words; nothing for an ordinary plea of guilty."""
    if identity in _PLAIN_PLEAS:
        return ""
    return _DISPOSITIONS.get(identity) or identity.removeprefix("pa-").replace("-", " ").replace("_", " ")


def taken(defaults: Iterable[str]) -> list[str]:
    """Return the defaults that a report used in words, each once however many counts it was used for."""
    spoken: dict[str, None] = {}
    for default in defaults:
        key = default.rpartition("].")[2].removeprefix("defendant.")
        spoken[_TAKEN.get(key) or key.replace("_", " ")] = None
    return list(spoken)


def short_cite(citation: str) -> str:
    """Return a citation without its parallel: a statute by its first form, a decision by name, court and year."""
    case = _CASE.match(citation)
    if case:
        return f"{case['name']} ({case['when']})"
    return citation.partition(", 8 U.S.C.")[0]


def without_rows(says: str, *, numbered: bool = False) -> str:
    """Return a step of a derivation with the row that it is about in words, the plea's only count left unsaid."""

    def spoken(row: re.Match[str]) -> str:
        number = int(row["number"]) + 1
        if row["role"]:
            return f" ({_ROLES[row['role']]} {number})"
        return f" (count {number})" if numbered else ""

    return _ROW.sub(spoken, says)


def told(summary: str, title: str) -> str:
    """Return what a finding's reason says beyond its title; nothing where it only repeats it."""
    head, _, rest = summary.partition(": ")
    if _adds(head, title):
        return summary
    return rest


def _adds(text: str, title: str) -> bool:
    return bool(_telling(text) - _telling(title))


def _telling(text: str) -> set[str]:
    small = {"a", "an", "the", "of", "for", "by", "in", "is", "one", "involving", "moral", "those", "may", "be", "to"}
    return {word.rstrip("s") for word in re.findall(r"[a-z0-9]+", text.lower())} - small
