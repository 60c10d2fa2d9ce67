"""T7: an exception of one count is lifted to the person, so that a petty count excuses another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from advisor.engines import deciding
from advisor.engines.slots import RowState
from advisor.findings import NEVER, either
from advisor.law.conditions import AllOf, AnyOf, Condition, FindingIs, Not, leaves
from advisor.testing.small_laws import FINDINGS
from tests.planted.searching import SHIPPED, Search, in_small_laws, in_the_shipped_law

EXCEPTIONS = {
    in_the_shipped_law: lambda: {name for rule in SHIPPED.rules for name in _excepting(rule.condition)},
    in_small_laws: lambda: set(FINDINGS),
}


def _excepting(condition: Condition) -> Iterator[str]:
    if isinstance(condition, Not):
        yield from (leaf.finding for leaf in leaves(condition) if isinstance(leaf, FindingIs))
    elif isinstance(condition, AllOf | AnyOf):
        for part in condition.parts:
            yield from _excepting(part)


@pytest.mark.parametrize("found", EXCEPTIONS, ids=["shipped", "small"])
def test_an_exception_lifted_to_the_person_is_found(found: Search, monkeypatch: pytest.MonkeyPatch) -> None:
    right, excepting = deciding._lift, EXCEPTIONS[found]()

    def lifted(states: Sequence[RowState], whole: RowState) -> None:
        right(states, whole)
        for key, pair in whole.findings.items():
            for state in states if key[0] in excepting else ():
                state.findings[key] = either(state.findings.get(key, NEVER), pair)

    monkeypatch.setattr(deciding, "_lift", lifted)

    assert found()
