"""How ids, paths and citations of a report are spoken: changes of a plea, defaults that were used, sources in short."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from advisor.render import words
from advisor.wording import lowered

_CASE = re.compile(r"^(?P<name>.+?), \d+ [A-Z].*?\((?P<when>[^()]*\d{4})\)")
_COUNT = re.compile(r"^pleas\[\d+\]\.counts\[(\d+)\]\.")
_ROW = re.compile(r" ?\((?:pleas\[\d+\]\.counts|(?P<role>defendant\.priors|charges))\[(?P<number>\d+)\]\)")
#: A ground in the fewest words, for lists of grounds.
_BRIEF = {
    "deportable.cimt_within_five_years": "turpitude within five years",
    "deportable.multiple_cimts": "two turpitude crimes",
    "deportable.child_abuse": "child abuse",
    "inadmissible.cimt": "inadmissible for turpitude",
    "inadmissible.controlled_substance": "inadmissible for drugs",
    "inadmissible.multiple_convictions": "inadmissible for five years in aggregate",
    "inadmissible.drug_trafficking": "inadmissible as a trafficker",
    "inadmissible.prostitution": "inadmissible for prostitution",
    "inadmissible.commercialized_vice": "inadmissible for vice",
    "inadmissible.money_laundering": "inadmissible for money laundering",
    "inadmissible.trafficking_in_persons": "inadmissible for trafficking in persons",
    "deportable.status_violation": "nonimmigrant status ended",
    "bar.administrative_removal": "removal by an officer",
    "bar.adjustment": "adjustment",
}
#: Words that tell nothing beside the name of a ground.
_SMALL = {
    "a", "an", "the", "of", "for", "by", "in", "i", "one", "involving", "moral", "those", "may", "be", "to",
    "conviction", "convicted", "after", "admission", "relating",
}  # fmt: skip
_EXCEPTION = "exception: "
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

#: A default that was used, by key and value, and how it is spoken; the most telling first.
_TAKEN = {
    "disposition: guilty": "a plea of guilty",
    "appeal: none": "no appeal, or its time has run",
    "seeking_admission: false": "not asking to be let in",
    "conviction_date: as_of": "convicted on the day of this report",
    "outcome: convicted": "each plea ends in a conviction",
    "afterwards: none": "nothing changes the conviction afterwards",
    "inchoate: none": "the completed offense",
    "outcome: charged": "what is pending is charged and no more",
    "application_on: as_of": "any application is made on the day of this report",
    "order_of_removal: false": "no order of removal",
    "notice_to_appear_on: null": "no notice to appear served",
    "entry_fraud: false": "no fraud on entry",
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
    key = path[count.end() :]
    spoken = _CHANGES[key](value, names) if key in _CHANGES else f"{words.plain(key)}: {value}"
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
    return f"{citation} ({lowered(name)})" if name else citation


def brief(finding: str) -> str:
    """Return a finding in the fewest words, without a comma in them."""
    return _BRIEF.get(finding) or words.short(finding).removeprefix("deportable: ").replace(", ", " ")


def disposition(identity: str) -> str:
    """Return how a case ends, in words; nothing for an ordinary plea of guilty."""
    if identity in _PLAIN_PLEAS:
        return ""
    return _DISPOSITIONS.get(identity) or identity.removeprefix("pa-").replace("-", " ").replace("_", " ")


def taken(defaults: Iterable[str]) -> list[str]:
    """Return the defaults that a report used in words, each once however many counts it was used for."""
    keys = dict.fromkeys(default.rpartition("].")[2].removeprefix("defendant.") for default in defaults)
    order = {key: place for place, key in enumerate(_TAKEN)}
    ordered = sorted(keys, key=lambda key: order.get(key, len(order)))
    return [_TAKEN.get(key) or key.replace("_", " ") for key in ordered]


def short_cite(citation: str) -> str:
    """Return a citation without its parallel: a statute by its first form, a decision by name, court and year."""
    case = _CASE.match(citation)
    if case:
        return f"{case['name']} ({case['when']})"
    return citation.partition(", 8 U.S.C.")[0]


def without_rows(says: str, *, numbered: bool = False, named: bool = True) -> str:
    """Return a step of a derivation with the row that it is about in words, or without it.

    Args:
        says: The step, with the row's path in the scenario behind it.
        numbered: Say which count of the plea; its only count is left unsaid.
        named: Say the row at all.
    """

    def spoken(row: re.Match[str]) -> str:
        if not named:
            return ""
        number = int(row["number"]) + 1
        if row["role"]:
            return f" ({_ROLES[row['role']]} {number})"
        return f" (count {number})" if numbered else ""

    return _ROW.sub(spoken, says)


def row_of(says: str) -> str:
    """Return the row that a step is about as it is written behind the step, or nothing."""
    row = _ROW.search(says)
    return row[0] if row else ""


def step(says: str, verdict: str) -> str:
    """Return a step of a derivation so that its verdict is one on what it says: an exception counts by its absence."""
    if not says.startswith(_EXCEPTION):
        return says
    return f"{'an exception applies' if verdict == 'no' else 'no exception'}: {says.removeprefix(_EXCEPTION)}"


def rows_named(says: str) -> set[str]:
    """Return the counts of a plea that a step names, by their paths in the scenario."""
    return {row[0] for row in _ROW.finditer(says) if not row["role"]}


def told(summary: str, title: str) -> str:
    """Return what a finding's reason says beyond its title; nothing where it only repeats it."""
    head, _, rest = summary.partition(": ")
    if _adds(head, title):
        return summary
    return rest


def _adds(text: str, title: str) -> bool:
    return bool(_telling(text) - _telling(title))


def _telling(text: str) -> set[str]:
    return {word.rstrip("s") for word in re.findall(r"[a-z0-9]+", text.lower())} - _SMALL
