"""T5: what the record is silent about is read as a condition that fails, wherever it stands."""

from __future__ import annotations

import pytest

from advisor.engines.slots import NumberSlot, RowState, Vector, WordSlot
from advisor.findings import FAR
from tests.planted.searching import Search, in_rules


@in_rules
def test_silence_read_as_a_failing_condition_is_found(found: Search, monkeypatch: pytest.MonkeyPatch) -> None:
    words, numbers = WordSlot.vector, NumberSlot.vector

    def failing_word(self: WordSlot, state: RowState) -> Vector:
        return ("",) * 8 if state.row.facts[self.fact].silent else words(self, state)  # type: ignore[union-attr]

    def failing_number(self: NumberSlot, state: RowState) -> Vector:
        silent = not self.folded and state.row.facts[self.fact].silent  # type: ignore[union-attr]
        return (-FAR,) * 8 if silent else numbers(self, state)

    monkeypatch.setattr(WordSlot, "vector", failing_word)
    monkeypatch.setattr(NumberSlot, "vector", failing_number)

    assert found()
