"""T4: an unknown word is taken for a value of its own, which matches nothing at `open`."""

from __future__ import annotations

import pytest

from advisor.engines.slots import RowState, Vector, WordSlot
from advisor.findings import Words
from tests.planted.searching import Search, in_rules


@in_rules
def test_an_unknown_word_that_matches_nothing_is_found(found: Search, monkeypatch: pytest.MonkeyPatch) -> None:
    right = WordSlot.vector

    def of_its_own(self: WordSlot, state: RowState) -> Vector:
        value = state.row.facts[self.fact]
        if isinstance(value, Words) and value.possible is None and not value.silent:
            return ("unknown",) * 8
        return right(self, state)

    monkeypatch.setattr(WordSlot, "vector", of_its_own)

    assert found()
