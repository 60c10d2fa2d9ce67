"""T1: one whole pass per level, a negation looking at its own level instead of the opposite one."""

from __future__ import annotations

import pytest

from advisor.engines import cuts
from advisor.engines.slots import CUTS
from tests.planted.searching import Search, in_rules


@in_rules
def test_a_negation_that_looks_at_its_own_level_is_found(found: Search, monkeypatch: pytest.MonkeyPatch) -> None:
    same_level = tuple(CUTS.index((level, 1 - reading)) for level, reading in CUTS)
    monkeypatch.setattr(cuts, "MIRRORED", same_level)

    assert found()
