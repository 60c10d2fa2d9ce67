"""T3: categories have a reading where the applicant must prove, findings do not."""

from __future__ import annotations

import pytest

from advisor.engines.slots import FindingSlot, RowState, Vector, reached
from advisor.findings import Pair
from tests.planted.searching import Search, in_rules


@in_rules
def test_a_finding_read_on_one_side_only_is_found(found: Search, monkeypatch: pytest.MonkeyPatch) -> None:
    def shown_alone(self: FindingSlot, state: RowState) -> Vector:
        shown = state.findings.get((self.finding, self.detail), Pair(0, 0)).shown
        return reached(Pair(shown, shown))

    monkeypatch.setattr(FindingSlot, "vector", shown_alone)

    assert found()
