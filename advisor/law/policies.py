"""A prosecutor's office's policy as a typed object, and the words that every policy uses.

The compiled law carries policies as plain data, since only one of them is used in a run; they become objects here. They
were checked when the law was compiled.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

#: Where the policies of offices stand.
FOLDER = "rules/4-discretion"
PULLS = ("for_swap", "against", "neutral")
UNKNOWN = "unknown"
OUTCOMES = ("not_eligible", "declined", "considered", "favours_swap", "favours_sentence")
KINDS = ("swap", "disposition", "sentence", "record")
OPERATORS = ("is", "one_of", "at_least", "at_most", "more_than", "less_than")
MEASURES = ("prior_convictions", "risk", "gap")
UNITS = ("number", "years")
#: The words for the harm that an option adds, in order.
RISKS = ("none", "low", "moderate", "high", "severe")


class Exclusion(NamedTuple):
    """A class of case that the office does not look at."""

    id: str
    title: str
    test: Mapping[str, Any]
    why: str
    authority: tuple[str, ...]
    verified: str


class Factor(NamedTuple):
    """One thing that the office weighs.

    Attributes:
        source: Where its value comes from.
        states: Tried from the top; each holds an operator and the way it pulls.
    """

    id: str
    title: str
    source: Mapping[str, Any]
    states: tuple[Mapping[str, Any], ...]
    why: str
    authority: tuple[str, ...]
    verified: str


class Policy(NamedTuple):
    """What one office looks at, and what it then does.

    Attributes:
        grave_from: The word for harm from which on it counts as grave.
        outcome: What is given and when, tried from the top; the last holds always (None).
    """

    id: str
    title: str
    office: str
    limits: str
    invented: str
    grave_from: str
    excluded: tuple[Exclusion, ...]
    factors: tuple[Factor, ...]
    outcome: tuple[tuple[str, Mapping[str, Any] | None], ...]


def read_policy(data: Mapping[str, Any]) -> Policy:
    """Return a policy from the plain data of its file, which has been checked."""
    return Policy(
        data["id"], data["title"], data["office"], data["limits"], data["invented"], data["grave_from"],
        tuple(_exclusion(entry, data) for entry in data["excluded"]),
        tuple(_factor(entry, data) for entry in data["factors"]),
        tuple((entry["give"], entry.get("when")) for entry in data["outcome"]),
    )  # fmt: skip


def _exclusion(entry: Mapping[str, Any], policy: Mapping[str, Any]) -> Exclusion:
    return Exclusion(entry["id"], entry["title"], entry["test"], entry["why"], *_standing(entry, policy))


def _factor(entry: Mapping[str, Any], policy: Mapping[str, Any]) -> Factor:
    states = tuple(entry["states"])
    return Factor(entry["id"], entry["title"], entry["source"], states, entry["why"], *_standing(entry, policy))


def _standing(entry: Mapping[str, Any], policy: Mapping[str, Any]) -> tuple[tuple[str, ...], str]:
    """Return what an entry rests on and whether it was confirmed: its own word, else the policy's."""
    authority = tuple(entry.get("authority", policy["authority"]))
    return authority, str(entry.get("verified", policy["verified"])).lower()
