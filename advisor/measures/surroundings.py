"""What a count is read with: the law, the person, the days, and the engine as far as a charge file needs it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from advisor.findings import Pair, Row, Value
from advisor.law.entries import Answer, Offense
from advisor.law.library import Law
from advisor.measures.person import Dates


class Decider(NamedTuple):
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


class Surroundings(NamedTuple):
    """What a count is read with: the law, the person's facts and days, the engine, and whether there are no priors."""

    law: Law
    person: Mapping[str, Value]
    dates: Dates
    decide: Decider
    no_priors: bool = False
