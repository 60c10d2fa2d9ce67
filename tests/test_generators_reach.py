"""The generated cases reach what they should: each of the five words often, and every rule of the shipped law."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from hypothesis import given, settings

from advisor.engines.deciding import RuleEngine
from advisor.findings import VERDICTS
from advisor.law.library import law_of
from advisor.testing.strategies import rows_or_none, scenario_data

LAW = law_of(date(2026, 11, 23))
CASES = 400 * settings().max_examples // 100
#: A twentieth of all verdicts that the reports would give.
SHARE = 0.05
#: On the thorough run every rule fires fifty times; on the ordinary one a few may be missed.
THOROUGH = CASES >= 4_000


def test_generated_cases_reach_every_word_and_every_rule() -> None:
    words: Counter[str] = Counter()
    fired: Counter[str] = Counter({rule.id: 0 for rule in LAW.rules})

    @settings(max_examples=CASES)
    @given(scenario_data(LAW))
    def count(data: dict[str, Any]) -> None:
        rows = rows_or_none(data, LAW)
        if rows is None:
            return
        counts = (*rows.pleas[0], *rows.standing)
        concluded = RuleEngine().conclude(LAW, counts, rows.person, rows.priors_unknown)
        for entry in LAW.vocabulary.reported():
            words.update(VERDICTS[level] for level in concluded.pair(rows.person.key, entry.name))
        for row in (*counts, rows.person):
            fired.update(LAW.rules[number].id for number in concluded.rules[row.key])

    count()
    shares = {word: round(words[word] / words.total(), 3) for word in VERDICTS}

    assert min(shares.values()) >= SHARE, shares
    rare = sorted(rule for rule, times in fired.items() if times < (50 if THOROUGH else 1))
    assert len(rare) <= (0 if THOROUGH else len(fired) // 50), rare
