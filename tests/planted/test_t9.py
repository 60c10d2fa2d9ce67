"""T9: `before` on an earliest is mirrored like any negation, so that no stop of time reaches `certain`."""

from __future__ import annotations

import pytest

from advisor.engines import slots
from advisor.engines.cuts import ClauseCompiler
from advisor.law.conditions import FactCompares
from advisor.law.vocabulary import Vocabulary
from tests.planted.searching import Search, in_rules


@in_rules
def test_a_mirrored_earliest_is_found(found: Search, monkeypatch: pytest.MonkeyPatch) -> None:
    right = ClauseCompiler._number_test

    def as_if_growing(self: ClauseCompiler, leaf: FactCompares, negated: bool) -> slots.Test:
        return right(_Growing(self.vocabulary), leaf, negated)  # type: ignore[arg-type]

    monkeypatch.setattr(ClauseCompiler, "_number_test", as_if_growing)

    assert found()


class _Growing:
    """A compiler's vocabulary in which every aggregate grows."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        growing = {name: each._replace(grows_up=True) for name, each in vocabulary.aggregates.items()}
        self.vocabulary = vocabulary._replace(aggregates=growing)
