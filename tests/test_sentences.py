"""What counts as the term ordered, within what the law allows."""

from __future__ import annotations

import pytest

from advisor.engines.slots import bounds
from advisor.findings import Length
from advisor.measures.sentences import term_ordered
from advisor.scenario import Count
from advisor.scenario_parts import Sentence
from advisor.terms import Amount, Term

SIX_MONTHS = Amount(6, "months")


def ordered(confinement: str, months: int) -> Length:
    """Return the term of a sentence under a maximum of so many months."""
    count = Count(offense="pa-18-5503", sentence=Sentence(confinement=confinement))
    return term_ordered(count, Length(Term(months), Term(months)), no_confinement=False, path="pleas[0].counts[0]")


@pytest.mark.parametrize(
    ("confinement", "maximum", "expected"),
    [
        # 181 to 184 days may be six months or more; what the law allows is no more than its maximum.
        ("181 days", 6, (11, 12)),
        ("184 days", 6, (11, 12)),
        ("181 days", 12, (11, 13)),
        ("180 days", 6, (11, 11)),
        ("6 months", 6, (12, 12)),
        ("185 days", 12, (13, 13)),
    ],
)
def test_a_term_in_days_is_not_above_the_maximum_in_months(
    confinement: str, maximum: int, expected: tuple[int, int]
) -> None:
    assert bounds(ordered(confinement, maximum), SIX_MONTHS) == expected


def test_366_days_under_a_maximum_of_a_year_are_the_year() -> None:
    assert bounds(ordered("366 days", 12), Amount(1, "years")) == (2, 2)
