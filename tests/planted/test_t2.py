"""T2: a negation is mirrored, but not where a number is asked to be at most or less than a figure."""

from __future__ import annotations

import pytest

from advisor.engines import slots
from advisor.engines.cuts import ClauseCompiler
from advisor.engines.layout import Literal
from advisor.engines.slots import slot_key
from advisor.law.conditions import FactCompares
from tests.planted.searching import Search, in_rules


@in_rules
def test_a_falling_comparison_in_plain_use_is_found(found: Search, monkeypatch: pytest.MonkeyPatch) -> None:
    right = ClauseCompiler._number_test

    def unmirrored(self: ClauseCompiler, leaf: FactCompares, negated: bool) -> slots.Test:
        test = right(self, leaf, negated)
        if negated or leaf.fact in self.vocabulary.aggregates:
            return test
        key = slot_key(test.slot, False)
        ((literal,),) = test.alternatives
        return test._replace(negated=False, alternatives=((Literal(key, literal.op, literal.constant),),))

    monkeypatch.setattr(ClauseCompiler, "_number_test", unmirrored)

    assert found()
