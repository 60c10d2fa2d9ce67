"""What durable_rules 2.0.28 does where one would not expect it.

The engine's door leans on each of these, or is built around it. A test that fails here says that the engine behaves in
another way than was measured: read `advisor/engines/rete.py` again before anything is changed. What needs a process of
its own is in `test_durable_processes.py`.
"""

from __future__ import annotations

import json
from importlib import import_module
from typing import Any

import pytest

from advisor.engines import layout, rete
from advisor.engines.rete import Clause, Literal, Ruleset


@pytest.fixture
def core() -> Any:
    """Return the C module as the door loads it."""
    return rete._core()


def built(core: Any, rules: dict[str, Any], *, warm: bool = True) -> int:
    """Return the handle of a ruleset made of named patterns, its sentinel run as the door runs it."""
    patterns = {name: {"all": [{"m": pattern}]} for name, pattern in ({"warm": {"warm": 1}} | rules).items()}
    handle: int = core.create_ruleset("traps", json.dumps(patterns))
    if warm:
        assert fired(core, handle, {"warm": 1}) == ["warm"]
    return handle


def fired(core: Any, handle: int, fact: dict[str, Any], *, event: bool = False) -> list[str]:
    """Return the names that one message fires, in a session of its own."""
    text = json.dumps({"id": "1"} | fact)
    code, state = (core.assert_event if event else core.assert_fact)(handle, text)
    names = []
    started = core.start_action_for_state(handle, state) if code == 0 else None
    message = started and started[1]
    while message is not None:
        names += json.loads(message)
        message = core.complete_and_start_action(handle, state)
    core.delete_state(handle, None)
    return names


class TestBounds:
    @pytest.mark.parametrize(("patterns", "error"), [(64, None), (65, "error code: 303")])
    def test_one_fact_may_have_64_patterns_of_its_own_waiting(
        self, core: Any, patterns: int, error: str | None
    ) -> None:
        handle = built(core, {f"r{number}": {"$gte": {"n": number}} for number in range(patterns)})
        if error:
            with pytest.raises(core.error, match=error):
                fired(core, handle, {"n": 100})
        else:
            assert len(fired(core, handle, {"n": 100})) == patterns
        assert patterns > rete.MAX_CLAUSES

    @pytest.mark.parametrize(("slots", "error"), [(252, None), (253, "error code: 302")])
    def test_a_fact_has_room_for_252_slots_beside_the_two_ids(self, core: Any, slots: int, error: str | None) -> None:
        handle = built(core, {"r": {f"f{rete.MAX_PROPERTIES - 1}": 1}})
        fact = {f"f{place}": 1 for place in range(slots)}
        if error:
            with pytest.raises(core.error, match=error):
                core.assert_fact(handle, json.dumps({"id": "1"} | fact))
        else:
            assert fired(core, handle, fact) == ["r"]
        assert rete.MAX_PROPERTIES == 252

    def test_the_names_of_properties_have_hashes_of_their_own(self) -> None:
        """Properties are told apart by a 32-bit hash alone, and operators and settings are words in the same space."""

        def hashed(name: str) -> int:
            value = 0x811C9DC5
            for byte in name.encode():
                value = (value ^ byte) * 16777619 & 0xFFFFFFFF
            return value

        reserved = "id sid $s $m m all any pri count cap dist name $forward $i $l $r warm $time"
        operators = "$lt $lte $gt $gte $eq $neq $mt $imt $iall $iany $ex $nex $or $and $add $sub $mul $div"
        names = [*(f"f{place}" for place in range(rete.MAX_PROPERTIES)), *f"{reserved} {operators}".split()]

        assert hashed("$gte") == 3645344263
        assert len({hashed(name) for name in names}) == len(names)


class TestMatching:
    def test_a_message_that_nothing_matches_has_a_code_of_its_own(self, core: Any) -> None:
        handle = built(core, {"r": {"n": 1}})
        code, state = core.assert_fact(handle, '{"id":"1","n":2}')

        assert (code, state) == (rete._NOT_HANDLED, 1)
        assert core.start_action_for_state(handle, state) is None

    def test_a_fact_that_stands_already_has_another(self, core: Any) -> None:
        handle = built(core, {"r": {"n": 1}})

        assert core.assert_fact(handle, '{"id":"1","n":1}')[0] == rete._TAKEN
        assert core.assert_fact(handle, '{"id":"1","n":1}')[0] == 2

    def test_a_firing_names_its_rule_first(self, core: Any) -> None:
        handle = built(core, {"17": {"n": 1}})
        _, state = core.assert_fact(handle, '{"id":"1","n":1}')
        _, message = core.start_action_for_state(handle, state)

        assert message == '{"17":{"m":{"id":"1","n":1}}}'

    def test_a_fact_fires_every_rule_and_an_event_only_one(self, core: Any) -> None:
        handle = built(core, {"a": {"n": 1}, "b": {"n": 1}, "c": {"$gte": {"n": 0}}})

        assert sorted(fired(core, handle, {"n": 1})) == ["a", "b", "c"]
        assert len(fired(core, handle, {"n": 1}, event=True)) == 1

    def test_or_fires_once_for_each_true_branch(self, core: Any) -> None:
        handle = built(core, {"r": {"$or": [{"a": 1}, {"b": 1}, {"c": 1}]}})

        assert fired(core, handle, {"a": 1, "b": 1, "c": 0}) == ["r", "r"]

    @pytest.mark.parametrize("value", range(7))
    def test_and_may_test_one_property_twice(self, core: Any, value: int) -> None:
        handle = built(core, {"r": {"$and": [{"$gte": {"n": 2}}, {"$lte": {"n": 4}}]}})

        assert fired(core, handle, {"n": value}) == (["r"] if 2 <= value <= 4 else [])

    def test_and_takes_more_conditions_than_a_fact_has_room_for(self, core: Any) -> None:
        handle = built(core, {"r": {"$and": [{"$neq": {f"f{number % 250}": number}} for number in range(300)]}})

        assert fired(core, handle, {f"f{place}": -1 for place in range(250)}) == ["r"]
        assert fired(core, handle, {f"f{place}": -1 for place in range(250)} | {"f10": 260}) == []

    def test_a_missing_property_matches_nothing_not_even_unequal(self, core: Any) -> None:
        handle = built(core, {"r": {"$neq": {"n": 1}}, "misspelt": {"$neq": {"m": 1}}})

        assert fired(core, handle, {"n": 2}) == ["r"]
        assert fired(core, handle, {"other": 2}) == []

    def test_a_null_counts_as_something(self, core: Any) -> None:
        handle = built(core, {"r": {"$neq": {"n": 1}}})

        assert fired(core, handle, {"n": None}) == []
        assert core.assert_fact(built(core, {"r": {"$ex": {"n": 1}}}), '{"id":"1","n":null}')[0] == 0

    @pytest.mark.parametrize(
        ("value", "op", "constant"),
        [("365", "$gte", 365), ("365", "$eq", 365), ("-", "$lt", 5), (1, "$eq", True), (True, "$lt", 365)],
    )
    def test_types_are_mixed_without_complaint_but_never_reach_the_engine(
        self, core: Any, value: Any, op: str, constant: Any
    ) -> None:
        assert fired(core, built(core, {"r": {op: {"n": constant}}}), {"n": value}) == ["r"]

        word = next(word for word, code in layout._OPERATORS.items() if code == op)
        with pytest.raises((TypeError, ValueError)):
            Ruleset("t", [Clause("r", (Literal("n", word, constant),))]).fire({"n": value})


@pytest.mark.filterwarnings("ignore:datetime.datetime.utcfromtimestamp:DeprecationWarning")  # the library's own call
class TestPythonFace:
    """Why the door does without `durable.engine`."""

    @pytest.fixture
    def engine(self) -> Any:
        rete._core()  # before it, so that the C module is bound late here as well
        return import_module("durable.engine")

    @staticmethod
    def definition(run: object) -> dict[str, Any]:
        return {"r": {"all": [{"m": {"n": 1}}], "run": run}}

    def test_it_changes_the_definition_that_it_is_given(self, engine: Any) -> None:
        definition = self.definition(lambda _c: None)
        engine.Ruleset("face", None, definition)

        assert "run" not in definition["r"]

    @pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
    def test_it_hides_what_an_action_raises_in_the_state(self, engine: Any, error: type[BaseException]) -> None:
        def run(_c: Any) -> None:
            raise error("lost")

        answers: list[tuple[Any, Any]] = []
        rules = engine.Ruleset("face", None, self.definition(run))
        rules.do_actions(rules.assert_fact({"n": 1}), lambda problem, state: answers.append((problem, state)))

        assert [problem for problem, _ in answers] == [None]
        assert "lost" in answers[0][1]["exception"]

    def test_it_raises_where_nothing_matches_and_where_a_fact_stands_already(self, engine: Any) -> None:
        rules = engine.Ruleset("face", None, self.definition(lambda _c: None))

        with pytest.raises(engine.MessageNotHandledException):
            rules.assert_fact({"n": 2})
        rules.assert_fact({"n": 1})
        with pytest.raises(engine.MessageObservedException):
            rules.assert_fact({"n": 1})
