"""What the door to the rule engine promises, row by row."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor.engines import layout
from advisor.engines.rete import MAX_CLAUSES, MAX_PROPERTIES, Clause, Literal, Ruleset

COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    ">=": operator.ge,
    ">": operator.gt,
    "<=": operator.le,
    "<": operator.lt,
}
ODD_TEXTS = ["", " ", '"', "\\", "'", '\\"', "a\nb", "a\x00b", "\x7f", "é", "🜁", "\ud800", "$eq", "null", "0", "1"]


def ruleset(*literals: Literal) -> Ruleset:
    """Return a ruleset of one clause, called `c`."""
    return Ruleset("test", [Clause("c", literals)])


def holds(clause: Clause, row: Mapping[str, int | str]) -> bool:
    return all(COMPARISONS[literal.op](row[literal.slot], literal.constant) for literal in clause.literals)


class TestComparisons:
    @pytest.mark.parametrize("op", COMPARISONS)
    @pytest.mark.parametrize("value", [-1, 0, 363, 364, 365, 366, 10**9])
    @pytest.mark.parametrize("constant", [-1, 0, 365])
    def test_numbers_are_compared_as_numbers(self, op: str, value: int, constant: int) -> None:
        expected = COMPARISONS[op](value, constant)

        assert ruleset(Literal("days", op, constant)).fire({"days": value}) == ({"c"} if expected else frozenset())

    @pytest.mark.parametrize("op", ["==", "!="])
    @pytest.mark.parametrize("constant", ODD_TEXTS)
    def test_any_text_is_a_word(self, op: str, constant: str) -> None:
        rules = ruleset(Literal("word", op, constant))

        for value in ODD_TEXTS:
            expected = {"c"} if COMPARISONS[op](value, constant) else frozenset()
            assert rules.fire({"word": value}) == expected

    def test_any_text_is_a_slot(self) -> None:
        slots = [*ODD_TEXTS, "id", "sid", "$s", "warm", "f0", "a.b", "fact:term|low=~", "x" * 5000]
        clauses = [Clause(f"c{number}", (Literal(slot, "==", number),)) for number, slot in enumerate(slots)]

        for number, slot in enumerate(slots):
            row = dict.fromkeys(slots, -1) | {slot: number}
            assert Ruleset("test", clauses).fire(row) == {f"c{number}"}

    def test_two_unknown_words_equal_no_named_word(self) -> None:
        rules = Ruleset("test", [Clause("is", (Literal("w", "==", "a"),)), Clause("not", (Literal("w", "!=", "a"),))])

        assert rules.fire({"w": "a"}) == {"is"}
        assert rules.fire({"w": "b"}) == {"not"}
        assert rules.fire({"w": "c"}) == {"not"}

    @pytest.mark.parametrize("value", range(1, 8))
    def test_one_slot_may_be_tested_from_both_sides(self, value: int) -> None:
        rules = ruleset(Literal("n", ">=", 3), Literal("n", "<=", 5), Literal("n", "!=", 4))

        assert rules.fire({"n": value}) == ({"c"} if value in {3, 5} else frozenset())

    def test_a_literal_may_stand_twice(self) -> None:
        rules = ruleset(Literal("n", ">=", 3), Literal("n", ">=", 3))

        assert rules.fire({"n": 3}) == {"c"}
        assert rules.fire({"n": 2}) == frozenset()

    def test_clauses_with_the_same_literals_all_fire(self) -> None:
        rules = Ruleset("test", [Clause(f"c{number}", (Literal("n", "==", 1),)) for number in range(MAX_CLAUSES)])

        assert rules.fire({"n": 1}) == {f"c{number}" for number in range(MAX_CLAUSES)}
        assert rules.fire({"n": 0}) == frozenset()

    def test_the_largest_numbers_keep_their_order(self) -> None:
        limit = layout.MAX_CONSTANT
        rules = Ruleset("t", [Clause("low", (Literal("n", "<", -limit),)), Clause("high", (Literal("n", ">", limit),))])

        assert rules.fire({"n": limit}) == frozenset()
        assert rules.fire({"n": layout.MAX_NUMBER}) == {"high"}
        assert rules.fire({"n": -limit}) == frozenset()
        assert rules.fire({"n": -layout.MAX_NUMBER}) == {"low"}


NUMBERS = [f"number:{place}|low" for place in range(5)]
WORDS = [f"category.{place}=~" for place in range(4)]
VOCABULARY = ["theft", "fraud", "unknown", "", 'quo"te', "naïve"]
number_values = st.integers(-3, 8) | st.sampled_from([364, 365, 366, -(2**31) + 1, 2**31 - 1])
number_literals = st.builds(Literal, st.sampled_from(NUMBERS), st.sampled_from(list(COMPARISONS)), number_values)
word_literals = st.builds(Literal, st.sampled_from(WORDS), st.sampled_from(["==", "!="]), st.sampled_from(VOCABULARY))
conjunctions = st.lists(number_literals | word_literals, min_size=1, max_size=6).map(tuple)
rows = st.fixed_dictionaries(
    dict.fromkeys(NUMBERS, number_values) | {slot: st.sampled_from([*VOCABULARY, "other", "Theft"]) for slot in WORDS}
)


class TestAgainstPython:
    @given(st.lists(conjunctions, min_size=1, max_size=MAX_CLAUSES), st.lists(rows, min_size=1, max_size=8))
    @settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    def test_fires_exactly_the_clauses_that_hold(
        self, literals: list[tuple[Literal, ...]], facts: list[dict[str, int | str]]
    ) -> None:
        clauses = [Clause(f"rule{number}#0", conjunction) for number, conjunction in enumerate(literals)]
        rules = Ruleset("random", clauses)

        for row in facts:
            expected = {clause.id for clause in clauses if holds(clause, row)}
            assert rules.fire(row) == expected

    @given(st.data())
    @settings(max_examples=60, deadline=None)
    def test_a_full_ruleset_never_meets_the_bound_on_waiting_nodes(self, data: st.DataObject) -> None:
        row = dict.fromkeys(NUMBERS, 5)
        true = st.builds(Literal, st.sampled_from(NUMBERS), st.sampled_from([">=", "!=", ">"]), st.integers(-40, 4))
        several = st.lists(true, min_size=1, max_size=5).map(tuple)
        conjunction = data.draw(st.lists(several, min_size=MAX_CLAUSES, max_size=MAX_CLAUSES))
        clauses = [Clause(str(number), literals) for number, literals in enumerate(conjunction)]

        assert Ruleset("full", clauses).fire(row) == {clause.id for clause in clauses}


class TestLimits:
    def test_all_slots_and_all_clauses_fit_at_once(self) -> None:
        every = tuple(Literal(f"s{place}", ">=", 1) for place in range(MAX_PROPERTIES))
        clauses = [Clause(f"c{number}", every[number:]) for number in range(MAX_CLAUSES)]
        row = {literal.slot: 1 for literal in every}
        rules = Ruleset("full", clauses)

        assert rules.fire(row) == {clause.id for clause in clauses}
        assert rules.fire(row | {f"s{MAX_PROPERTIES - 1}": 0}) == frozenset()
        assert rules.fire(row | {"s0": 0}) == {clause.id for clause in clauses[1:]}

    @pytest.mark.parametrize(
        ("clauses", "message"),
        [
            ([], "1 to 48 clauses, not 0"),
            ([Clause(str(number), (Literal("n", "==", 1),)) for number in range(49)], "not 49"),
            ([Clause("c", ())], "clause `c` has no literal"),
            ([Clause("c", (Literal("n", "==", 1),)), Clause("c", (Literal("n", "==", 2),))], "have one id"),
            ([Clause("c", (Literal("n", "==", 1), Literal("n", "==", "a")))], "with numbers and with words"),
            ([Clause("c", (Literal("n", ">=", "a"),))], "words have no order"),
            ([Clause("c", (Literal("n", "=", 1),))], "unknown comparison `=`"),
            ([Clause("c", (Literal("n", "==", True),))], "not True"),
            ([Clause("c", (Literal("n", "==", 2**31),))], "beyond"),
            ([Clause("c", tuple(Literal(f"s{place}", "==", 1) for place in range(253)))], "at most 252 slots, not 253"),
        ],
    )
    def test_what_only_a_fault_of_ours_could_make_is_refused(self, clauses: list[Clause], message: str) -> None:
        with pytest.raises(ValueError, match=message):
            Ruleset("test", clauses)


class TestRows:
    def test_slots_are_those_the_clauses_test(self) -> None:
        assert ruleset(Literal("a", "==", 1), Literal("b|c", "!=", "x")).slots == {"a", "b|c"}

    def test_a_missing_slot_is_named(self) -> None:
        with pytest.raises(ValueError, match=r"the row has no slot `days\|low`"):
            ruleset(Literal("days|low", "!=", 1)).fire({"days": 1})

    def test_slots_that_no_clause_tests_are_not_looked_at(self) -> None:
        row: dict[str, Any] = {"n": 1, "other": None, "more": [1]}

        assert ruleset(Literal("n", "==", 1)).fire(row) == {"c"}

    @pytest.mark.parametrize("value", [True, False, None, "365", 365.0, [365], 365j])
    def test_a_number_is_a_plain_int(self, value: Any) -> None:
        rules = ruleset(Literal("a", "==", 1), Literal("days", ">=", 365))

        with pytest.raises(TypeError, match="slot `days` holds"):
            rules.fire({"a": 1, "days": value})

        assert rules.fire({"a": 1, "days": 365}) == {"c"}

    @pytest.mark.parametrize("value", [True, None, 1, b"a"])
    def test_a_word_is_a_plain_str(self, value: Any) -> None:
        with pytest.raises(TypeError, match="slot `w` holds"):
            ruleset(Literal("w", "!=", "a")).fire({"w": value})

    @pytest.mark.parametrize("value", [2**63, -(2**63), 10**30])
    def test_a_number_out_of_range_is_refused(self, value: int) -> None:
        with pytest.raises(ValueError, match="beyond"):
            ruleset(Literal("n", ">=", 1)).fire({"n": value})


class TestEditing:
    @pytest.mark.parametrize("op", COMPARISONS)
    @pytest.mark.parametrize("fired_before", [False, True])
    def test_a_changed_constant_changes_what_fires(self, op: str, fired_before: bool) -> None:
        row = {"n": 5}
        rules = ruleset(Literal("n", op, 5))
        if fired_before:
            assert rules.fire(row) == ({"c"} if COMPARISONS[op](5, 5) else frozenset())
        changed = {"==": 6, "!=": 6, ">=": 6, ">": 4, "<=": 4, "<": 6}[op]
        clause = rules.clauses[0]
        rules.clauses[0] = clause._replace(literals=(clause.literals[0]._replace(constant=changed),))

        assert rules.fire(row) == ({"c"} if COMPARISONS[op](5, changed) else frozenset())
        assert COMPARISONS[op](5, 5) != COMPARISONS[op](5, changed)

    def test_a_changed_slot_is_asked_of_the_row(self) -> None:
        rules = ruleset(Literal("a", "==", 1))
        rules.clauses[0] = Clause("c", (Literal("b", "==", 1),))

        assert rules.slots == {"b"}
        assert rules.fire({"b": 1}) == {"c"}

    def test_a_fault_brought_in_later_is_refused_too(self) -> None:
        rules = ruleset(Literal("a", "==", 1))
        rules.clauses.append(Clause("d", ()))

        with pytest.raises(ValueError, match="clause `d` has no literal"):
            rules.fire({"a": 1})
