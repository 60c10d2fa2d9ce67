"""T8: the first entry that may apply wins, though it is only unknown whether it does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from advisor.engines.catalogue import CatalogueRules
from advisor.findings import NEVER, SURELY, Pair, both
from advisor.law.entries import Answer
from tests.planted.searching import Search, in_charges


@in_charges
def test_the_first_entry_that_may_apply_winning_is_found(found: Search, monkeypatch: pytest.MonkeyPatch) -> None:
    def first(self: CatalogueRules, answers: Sequence[Answer], pairs: Mapping[str, Pair]) -> Pair:
        for answer in answers:
            name = self._names.get(id(answer))
            condition = SURELY if name is None else pairs.get(name, NEVER)
            if condition != NEVER:
                then = first(self, answer.inside, pairs) if answer.inside or not answer.why else Pair(*answer.verdict)
                return both(condition, then)
        return NEVER

    monkeypatch.setattr(CatalogueRules, "_tried", first)

    assert found()
