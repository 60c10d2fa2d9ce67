"""How the door to the rule engine is opened, shared, and shut when something breaks."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from advisor.engines import rete
from advisor.engines.rete import Clause, Literal, Ruleset, engine_version, shard
from advisor.errors import AdvisorError, ConditionNotSupported

ROOT = Path(rete.__file__).parents[2]


def ruleset(*literals: Literal) -> Ruleset:
    """Return a ruleset of one clause, called `c`."""
    return Ruleset("test", [Clause("c", literals)])


class Interrupting(dict[str, str]):
    """Ids that are interrupted while the firings are read."""

    def __getitem__(self, key: str) -> str:
        raise KeyboardInterrupt


class Waiting(dict[str, str]):
    """Ids that keep the thread which reads them until they are released."""

    def __init__(self, ids: dict[str, str]) -> None:
        super().__init__(ids)
        self.reached, self.released = threading.Event(), threading.Event()

    def __getitem__(self, key: str) -> str:
        self.reached.set()
        self.released.wait(10)
        return super().__getitem__(key)


class BrokenCore:
    """The C module, with calls replaced by what an engine at fault would answer."""

    def __init__(self, **calls: Callable[..., Any]) -> None:
        self.replaced = calls
        self.real = rete._core()

    def __getattr__(self, name: str) -> Any:
        return self.replaced.get(name) or getattr(self.real, name)


class TestBrokenOff:
    def test_an_interrupt_surfaces_and_the_next_row_is_right(self) -> None:
        rules = ruleset(Literal("n", ">=", 3))
        assert rules.fire({"n": 3}) == {"c"}
        assert rules._network is not None
        rules._network._ids = Interrupting()  # type: ignore[misc]

        with pytest.raises(KeyboardInterrupt):
            rules.fire({"n": 3})

        assert rules.fire({"n": 2}) == frozenset()
        assert rules.fire({"n": 3}) == {"c"}

    def test_a_bad_row_does_not_cost_the_network(self) -> None:
        rules = ruleset(Literal("n", ">=", 3))
        rules.fire({"n": 3})
        network = rules._network

        with pytest.raises(ValueError, match="no slot"):
            rules.fire({})

        assert rules._network is network

    @pytest.mark.parametrize(
        ("calls", "message"),
        [
            ({"assert_fact": lambda *_: (2, 1)}, r"fired nothing for a row that it took \(code 2\)"),
            ({"assert_fact": lambda *_: (3, 0)}, r"code 3"),
            ({"start_action_for_state": lambda *_: None}, r"code 0"),
        ],
    )
    def test_an_answer_that_must_not_happen_is_an_error_and_never_a_no(
        self, calls: dict[str, Callable[..., Any]], message: str
    ) -> None:
        rules = ruleset(Literal("n", ">=", 3))
        rules.fire({"n": 3})
        assert rules._network is not None
        rules._network._core = BrokenCore(**calls)  # type: ignore[misc]

        with pytest.raises(AdvisorError, match=message):
            rules.fire({"n": 3})

        assert rules.fire({"n": 3}) == {"c"}

    def test_a_refusal_of_the_engine_is_translated(self) -> None:
        def refuse(*_: object) -> None:
            raise rete._core().error("Could not assert fact, error code: 303")

        rules = ruleset(Literal("n", ">=", 3))
        rules.fire({"n": 3})
        assert rules._network is not None
        rules._network._core = BrokenCore(assert_fact=refuse)  # type: ignore[misc]

        with pytest.raises(AdvisorError, match=r"the rule engine refused a row: .*303") as caught:
            rules.fire({"n": 3})

        assert caught.value.exit_code == 1
        assert rules.fire({"n": 3}) == {"c"}

    def test_a_sentinel_that_does_not_fire_is_an_error(self, monkeypatch: pytest.MonkeyPatch) -> None:
        core = BrokenCore(assert_fact=lambda *_: (1, 1), delete_state=lambda *_: None)
        monkeypatch.setattr(rete, "_core", lambda: core)

        with pytest.raises(AdvisorError, match="did not fire the sentinel"):
            ruleset(Literal("n", ">=", 3)).fire({"n": 3})


class TestLoading:
    @pytest.fixture(autouse=True)
    def fresh_door(self) -> Iterator[None]:
        rete._core.cache_clear()
        yield
        rete._core.cache_clear()

    def test_the_engine_is_loaded_by_the_first_row_and_not_before(self) -> None:
        program = """
import sys
from advisor.engines.rete import Clause, Literal, Ruleset, shard
rules = shard("r", [Clause("c#0", (Literal("n", ">=", 3),))])[0]
assert rules.slots == {"n"}
assert not [name for name in sys.modules if "durable" in name]
assert rules.fire({"n": 3}) == {"c#0"}
print(*(name for name in sys.modules if "durable" in name))
"""
        run = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)

        assert run.stdout.split() == ["durable_rules_engine"]

    @pytest.mark.parametrize("reason", ["undefined symbol: PyEval_CallObject", "No module named 'durable'"])
    def test_a_failing_import_names_the_cure(self, reason: str, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(_name: str) -> None:
            raise ImportError(reason)

        monkeypatch.setattr(rete, "import_module", fail)

        with pytest.raises(AdvisorError) as caught:
            ruleset(Literal("n", ">=", 3)).fire({"n": 3})

        assert caught.value.exit_code == 1
        assert reason in caught.value.problems[0].message
        assert "CPPFLAGS=-DPyEval_CallObject=PyObject_CallObject" in caught.value.problems[0].help

    @pytest.mark.skipif(sys.platform == "win32", reason="Windows has no dlopen flags")
    @pytest.mark.parametrize("fails", [False, True])
    def test_symbols_are_bound_late_and_the_flags_are_put_back(
        self, fails: bool, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before = sys.getdlopenflags()
        seen: list[int] = []

        def load(name: str) -> object:
            seen.append(sys.getdlopenflags())
            if fails:
                raise ImportError(name)
            return object()

        monkeypatch.setattr(rete, "import_module", load)
        if fails:
            with pytest.raises(AdvisorError):
                rete._core()
        else:
            rete._core()

        assert [flags & (os.RTLD_LAZY | os.RTLD_NOW) for flags in seen] == [os.RTLD_LAZY]
        assert sys.getdlopenflags() == before

    def test_windows_is_loaded_without_flags(self, monkeypatch: pytest.MonkeyPatch) -> None:
        loaded = object()
        monkeypatch.setattr(sys, "platform", "win32")
        monkeypatch.delattr(sys, "setdlopenflags", raising=False)
        monkeypatch.delattr(sys, "getdlopenflags", raising=False)
        monkeypatch.setattr(rete, "import_module", lambda _name: loaded)

        assert rete._core() is loaded

    def test_the_version_is_the_one_whose_traps_were_measured(self) -> None:
        assert engine_version() == ("durable_rules", "2.0.28")


class TestThreads:
    def test_no_thread_is_started(self) -> None:
        before = threading.enumerate()
        ruleset(Literal("n", ">=", 3)).fire({"n": 3})

        assert threading.enumerate() == before

    def test_threads_may_share_a_ruleset(self) -> None:
        rules = Ruleset("shared", [Clause(f"c{number}", (Literal("n", ">=", number),)) for number in range(20)])

        def fire(number: int) -> bool:
            return rules.fire({"n": number}) == {f"c{place}" for place in range(number + 1)}

        with ThreadPoolExecutor(8) as pool:
            assert all(pool.map(fire, [*range(20)] * 100))

    def test_a_second_thread_waits_its_turn(self) -> None:
        rules = ruleset(Literal("n", ">=", 3))
        rules.fire({"n": 3})
        assert rules._network is not None
        ids = rules._network._ids = Waiting(rules._network._ids)  # type: ignore[misc]

        with ThreadPoolExecutor(2) as pool:
            first = pool.submit(rules.fire, {"n": 3})
            assert ids.reached.wait(10)
            second = pool.submit(rules.fire, {"n": 2})
            with pytest.raises(TimeoutError):
                second.result(0.1)
            ids.released.set()

            assert first.result(10) == {"c"}
            assert second.result(10) == frozenset()

    def test_threads_may_each_have_a_ruleset(self) -> None:
        def fire(limit: int) -> bool:
            rules = ruleset(Literal("n", ">=", limit))
            return all(bool(rules.fire({"n": number})) == (number >= limit) for number in range(500))

        with ThreadPoolExecutor(4) as pool:
            assert all(pool.map(fire, range(0, 500, 60)))


class TestShard:
    @staticmethod
    def rule(name: str, size: int) -> list[Clause]:
        return [Clause(f"{name}#{number}", (Literal(f"{name}|{number}", "==", 1),)) for number in range(size)]

    def test_nothing_makes_no_ruleset(self) -> None:
        assert shard("none", []) == []

    def test_a_rule_stays_in_one_ruleset(self) -> None:
        sizes = [30, 18, 1, 48, 5, 43, 1]
        clauses = [clause for number, size in enumerate(sizes) for clause in self.rule(f"r{number}", size)]
        parts = shard("count.1", clauses)

        assert [rules.name for rules in parts] == [f"count.1.{number}" for number in range(5)]
        assert [len(rules.clauses) for rules in parts] == [48, 1, 48, 48, 1]
        assert [clause for rules in parts for clause in rules.clauses] == clauses

    def test_clauses_of_one_rule_come_together_wherever_they_stand(self) -> None:
        mixed = [*self.rule("a", 24), *self.rule("b", 24), *self.rule("c", 24)][::-1]
        parts = shard("mixed", mixed)

        assert [{clause.id[0] for clause in rules.clauses} for rules in parts] == [{"b", "c"}, {"a"}]

    def test_a_rule_of_too_many_clauses_is_sent_back(self) -> None:
        with pytest.raises(ConditionNotSupported, match="49 conjunctions") as caught:
            shard("large", [*self.rule("small", 2), *self.rule("grounds.large", 49)])

        error = caught.value
        assert (error.engine, error.rule, error.exit_code) == ("durable_rules", "grounds.large", 4)
        assert error.problems[0].place == "grounds.large"
        assert "a finding of its own" in error.problems[0].help

    def test_slots_count_too(self) -> None:
        wide = [
            Clause(name, tuple(Literal(f"{name}{place}", "==", 1) for place in range(size)))
            for name, size in [("a", 200), ("b", 52), ("c", 1)]
        ]

        assert [[clause.id for clause in rules.clauses] for rules in shard("wide", wide)] == [["a", "b"], ["c"]]
        with pytest.raises(ConditionNotSupported, match="over 253 slots"):
            shard("wide", [Clause("a", tuple(Literal(f"s{place}", "==", 1) for place in range(253)))])
