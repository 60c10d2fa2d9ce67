"""T6: an aggregate is counted once, at `likely`."""

from __future__ import annotations

import pytest

from advisor.engines.folds import FoldedAggregates
from advisor.engines.slots import CUTS
from advisor.findings import LIKELY, SHOWN, Row
from advisor.terms import Amount
from tests.planted.searching import Search, in_rules


@in_rules
def test_an_aggregate_counted_once_is_found(found: Search, monkeypatch: pytest.MonkeyPatch) -> None:
    right = FoldedAggregates.number

    def once(self: FoldedAggregates, name: str, row: Row, amount: Amount | None) -> tuple[int, ...]:
        return (right(self, name, row, amount)[CUTS.index((LIKELY, SHOWN))],) * len(CUTS)

    monkeypatch.setattr(FoldedAggregates, "number", once)

    assert found()
