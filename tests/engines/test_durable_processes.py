"""What durable_rules 2.0.28 can only be seen doing in a process of its own: crashes, leaks, flags and threads.

Memory faults are made to show by an allocator that fills fresh memory (`MALLOC_PERTURB_`; glibc only).
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from advisor.engines import rete

ROOT = Path(rete.__file__).parents[2]
glibc = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the perturbed allocator is glibc's")


def alone(program: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a program in a process of its own."""
    shared = "import sys; sys.path.insert(0, '.')\n"
    return subprocess.run(
        [sys.executable, "-c", shared + program],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_the_host_of_the_python_face_starts_threads_and_the_door_does_not() -> None:
    run = alone(
        """
import threading
from advisor.engines.rete import Clause, Literal, Ruleset
rules = Ruleset("t", [Clause("c", (Literal("n", ">=", 3),))])
rules.fire({"n": 3}), rules.fire({"n": 2})
print(threading.active_count())
from durable import engine
engine.Host()
print(threading.active_count())
"""
    )

    assert run.stdout.split() == ["1", "3"], run.stderr


SESSIONS = """
import json
from advisor.engines import rete
core = rete._core()
patterns = {"warm": {"all": [{"m": {"warm": 1}}]}, "r": {"all": [{"m": {"n": 1}}]}}
handle = core.create_ruleset("sessions", json.dumps(patterns))

def warm_up():
    _, state = core.assert_fact(handle, '{"id":"1","warm":1}')
    core.start_action_for_state(handle, state)
    core.complete_and_start_action(handle, state)
    core.delete_state(handle, None)

"""
UNMATCHED = """core.assert_fact(handle, '{"id":"1","n":2}')\ncore.delete_state(handle, None)\n"""
UNFIRED = """core.assert_fact(handle, '{"id":"1","n":1}')\ncore.delete_state(handle, None)\n"""
SECOND = """core.assert_fact(handle, '{"id":"1","n":2}')
core.assert_fact(handle, '{"id":"1","sid":"second","n":2}')
core.delete_state(handle, "second")
"""


@glibc
class TestDeletion:
    @pytest.mark.parametrize("first", [UNMATCHED, UNFIRED], ids=["unmatched", "unfired"])
    def test_deleting_a_session_that_fired_nothing_crashes_until_the_sentinel_has_run(self, first: str) -> None:
        cold = alone(SESSIONS + first + "print('alive')", MALLOC_PERTURB_="165")
        warm = alone(SESSIONS + "warm_up()\n" + first * 50 + "print('alive')", MALLOC_PERTURB_="165")

        assert cold.returncode < 0, "the crash that the sentinel is for is gone"
        assert (warm.returncode, warm.stdout) == (0, "alive\n"), warm.stderr

    def test_the_sentinel_covers_one_session_at_a_time_only(self) -> None:
        run = alone(SESSIONS + "warm_up()\n" + SECOND, MALLOC_PERTURB_="165")

        assert run.returncode < 0, "a second live session is no longer a danger"

    def test_many_sessions_and_rulesets_leave_nothing_behind(self) -> None:
        """The soak: 300,000 sessions on one ruleset, 5,000 rulesets, and 300 that were broken off."""
        run = alone(
            """
import gc
from advisor.engines.rete import Clause, Literal, Ruleset

def resident():
    return int(open("/proc/self/statm").read().split()[1]) * 4096 >> 20

def clauses(size):
    return [Clause(str(n), (Literal("n", ">=", n), Literal("w", "!=", "x"), Literal("m", "<", 5))) for n in range(size)]

class Interrupting(dict):
    def __getitem__(self, key):
        raise KeyboardInterrupt

rules = Ruleset("soak", clauses(8))
before = 0
for number in range(300_000):
    n = number % 11 - 2
    expected = 0 if number % 3 == 0 else max(0, min(n + 1, 8))
    assert len(rules.fire({"n": n, "w": "x" if number % 3 == 0 else "y", "m": 0})) == expected
    before = before or (number > 2_000 and resident())
for number in range(5_000):
    rules = Ruleset("soak", clauses(1 + number % 12))
    assert len(rules.fire({"n": 5, "w": "y", "m": 0})) == min(6, 1 + number % 12)
grown = resident() - before
for number in range(300):
    rules._network._ids = Interrupting()
    try:
        rules.fire({"n": 5, "w": "y", "m": 0})
        raise AssertionError("not broken off")
    except KeyboardInterrupt:
        assert rules.fire({"n": -1, "w": "y", "m": 0}) == frozenset()
        assert len(rules.fire({"n": 2, "w": "y", "m": 0})) == 3
print(grown)
""",
            MALLOC_PERTURB_="165",
        )

        assert run.returncode == 0, run.stderr
        assert int(run.stdout) < 24


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no dlopen flags")
class TestImport:
    def test_the_door_puts_the_flags_back_in_a_fresh_process(self) -> None:
        run = alone(
            """
flags = sys.getdlopenflags()
from advisor.engines.rete import Clause, Literal, Ruleset
Ruleset("t", [Clause("c", (Literal("n", ">=", 3),))]).fire({"n": 3})
assert "durable_rules_engine" in sys.modules
print(sys.getdlopenflags() == flags)
"""
        )

        assert run.stdout == "True\n", run.stderr

    @pytest.mark.skipif(sys.version_info < (3, 13), reason="the symbol was removed in 3.13")
    def test_without_late_binding_the_import_fails_or_the_flag_was_set_at_install(self) -> None:
        run = alone("import durable_rules_engine")

        assert run.returncode == 0 or "PyEval_CallObject" in run.stderr
