"""Decide clauses over one flat row with durable-rules; the only module that imports it.

A clause is a conjunction of comparisons on one row. Each becomes a rule of its own inside the engine, and each
comparison a condition of that rule: what `Ruleset.fire` returns is what the engine fired, and nothing else.

The C core is called directly. The library's Python face runs each firing through a function of ours, hides what that
function raises in the session's state, drops a firing that takes over ten seconds, changes the definition it is given,
and decodes the fact anew for each firing. The core needs four calls, has none of those traps, starts no thread, and
took a fifth of the time on the same rows.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import import_module
from threading import Lock
from typing import Final, Protocol, cast
from weakref import finalize

from advisor.engines.layout import MAX_CLAUSES, MAX_PROPERTIES, SENTINEL, Clause, Layout, Literal
from advisor.errors import AdvisorError, ConditionNotSupported, Problem

__all__ = ["MAX_CLAUSES", "MAX_PROPERTIES", "Clause", "Literal", "Ruleset", "engine_version", "shard"]

_TAKEN: Final = 0
_NOT_HANDLED: Final = 1
_DISTRIBUTION: Final = "durable_rules"
_INSTALL: Final = (
    "with a C compiler at hand, install it again by `CPPFLAGS=-DPyEval_CallObject=PyObject_CallObject "
    "pip install --no-cache-dir --force-reinstall durable_rules==2.0.28`"
)


class _Core(Protocol):
    """The part of the C module that is used; `None` as a session is the one that facts without a session go to."""

    error: type[Exception]

    def create_ruleset(self, name: str, definition: str, /) -> int: ...
    def delete_ruleset(self, handle: int, /) -> None: ...
    def assert_fact(self, handle: int, fact: str, /) -> tuple[int, int]: ...
    def start_action_for_state(self, handle: int, state: int, /) -> tuple[str, str] | None: ...
    def complete_and_start_action(self, handle: int, state: int, /) -> str | None: ...
    def delete_state(self, handle: int, session: str | None, /) -> None: ...


@cache
def _core() -> _Core:
    """Import the C module, its symbols bound as late as the system allows.

    CPython 3.13 has no `PyEval_CallObject` any more. The module calls it in storage callbacks, which nothing here sets,
    so it loads and works where that one symbol is looked up at its first call only. Windows has no such flags.
    """
    try:
        if sys.platform == "win32":
            return cast("_Core", import_module("durable_rules_engine"))
        flags = sys.getdlopenflags()
        sys.setdlopenflags(flags & ~os.RTLD_NOW | os.RTLD_LAZY)
        try:
            return cast("_Core", import_module("durable_rules_engine"))
        finally:
            sys.setdlopenflags(flags)
    except ImportError as error:
        raise AdvisorError(f"the rule engine cannot be loaded: {error}", help=_INSTALL) from error


def engine_version() -> tuple[str, str]:
    """Return the name and the version of the engine's distribution."""
    from importlib import metadata  # slow to load, and wanted only for the head of a report

    distribution = metadata.distribution(_DISTRIBUTION)
    # One line is wanted; the whole, which ends in a long description, is read by a parser of mails.
    lines = (distribution.read_text("METADATA") or "").partition("\n\n")[0].splitlines()
    stated = next((line.partition(":")[2].strip() for line in lines if line.startswith("Version:")), "")
    return _DISTRIBUTION, stated or distribution.version


class _Network:
    """A layout's clauses inside the engine, with no session alive between two facts."""

    def __init__(self, layout: Layout) -> None:
        self.layout: Final = layout
        self._core: Final = _core()
        self._ids: Final = {SENTINEL: SENTINEL} | {str(place): c.id for place, c in enumerate(layout.clauses)}
        self._handle: Final = self._core.create_ruleset("rows", layout.definition())
        # The Python face frees no ruleset at all (about 85 kB each).
        finalize(self, self._core.delete_ruleset, self._handle).atexit = False
        # CAUTION: deleting a session frees two buffers that only a firing sets, and a session that fired nothing would
        # free whatever stood in that memory. The sentinel's firing leaves both empty in the first place of the pool,
        # and as long as one session at a time is alive no other place is used.
        if self.fire(f'{{"id":"1","{SENTINEL}":1}}') != {SENTINEL}:
            raise _failure("did not fire the sentinel rule")

    def fire(self, fact: str) -> frozenset[str]:
        """Assert one fact, run what it fires in the calling thread, delete the session and return the ids."""
        core, handle = self._core, self._handle
        try:
            code, state = core.assert_fact(handle, fact)
        except core.error as error:
            raise _failure(f"refused a row: {error}") from error
        fired: list[str] = []
        if code != _NOT_HANDLED:
            # INVARIANT: a fact that is taken fires something. Else an engine at fault would read as "no clause holds".
            started = core.start_action_for_state(handle, state) if code == _TAKEN else None
            if started is None:
                raise _failure(f"fired nothing for a row that it took (code {code})")
            message: str | None = started[1]
            while message is not None:
                fired.append(self._ids[message[2 : message.index('"', 2)]])
                message = core.complete_and_start_action(handle, state)
        core.delete_state(handle, None)
        return frozenset(fired)


def _failure(what: str) -> AdvisorError:
    return AdvisorError(f"the rule engine {what}")


class Ruleset:
    """Clauses that are decided together over rows of one kind.

    The network is built for the first row, and again where `clauses` has changed since.

    Each ruleset has a lock: threads that share one take turns. An evaluation that is broken off (Ctrl-C, a failure of
    the engine) leaves a session behind; its network is given up with it, and the next row builds another.

    Attributes:
        name: What the ruleset is called.
        clauses: The compiled clauses; a change takes effect with the next row.
    """

    def __init__(self, name: str, clauses: Sequence[Clause]) -> None:
        """Check the clauses; the engine is neither loaded nor told yet.

        Raises:
            ValueError: The clauses break a limit, lack literals, or compare one slot with numbers and with words.
        """
        self.name: Final = name
        self.clauses = list(clauses)
        self._lock: Final = Lock()
        self._layout = Layout(clauses)
        self._network: _Network | None = None

    @property
    def slots(self) -> frozenset[str]:
        """Return the slots that a row must carry."""
        return self._current_layout().slots

    def fire(self, row: Mapping[str, int | str]) -> frozenset[str]:
        """Return the ids of the clauses whose every literal holds on the row.

        Args:
            row: For each slot a plain `int` or `str`, as the clauses compare it; other slots are not looked at.

        Raises:
            ValueError: A slot is missing, or a number is out of the engine's range.
            TypeError: A slot holds another type, `bool` and `None` included.
            AdvisorError: The engine cannot be loaded, or failed.
        """
        with self._lock:
            layout = self._current_layout()
            fact = layout.fact(row)
            network, self._network = self._network, None
            if network is None or network.layout is not layout:
                network = _Network(layout)
            fired = network.fire(fact)
            # INVARIANT: a network stands here only while it has no session.
            self._network = network
            return fired

    def _current_layout(self) -> Layout:
        """Return the layout of the clauses as they are now; unchanged ones compare by identity, which is quick."""
        if self._layout.clauses != self.clauses:
            self._layout = Layout(self.clauses)
        return self._layout


def shard(name: str, clauses: Sequence[Clause]) -> list[Ruleset]:
    """Spread clauses over rulesets that the engine can hold, all clauses of one rule in the same.

    Raises:
        ConditionNotSupported: One rule alone does not fit.
    """
    return [Ruleset(f"{name}.{number}", part) for number, part in enumerate(_parts(clauses))]


def _parts(clauses: Sequence[Clause]) -> Iterator[list[Clause]]:
    """Yield the clauses, rule by rule as they first come, in parts that fit."""
    rules: dict[str, list[Clause]] = {}
    for clause in clauses:
        rules.setdefault(clause.id.partition("#")[0], []).append(clause)
    part: list[Clause] = []
    slots: set[str] = set()
    for rule, own in rules.items():
        of_rule = _slots(own)
        if not _fits(len(own), of_rule):
            raise _too_large(rule, own)
        if part and not _fits(len(part) + len(own), slots | of_rule):
            yield part
            part, slots = [], set()
        part = part + own
        slots |= of_rule
    if part:
        yield part


def _slots(clauses: Sequence[Clause]) -> set[str]:
    return {literal.slot for clause in clauses for literal in clause.literals}


def _fits(clauses: int, slots: set[str]) -> bool:
    return clauses <= MAX_CLAUSES and len(slots) <= MAX_PROPERTIES


def _too_large(rule: str, clauses: Sequence[Clause]) -> ConditionNotSupported:
    """Return the error for a rule that does not fit into a ruleset of its own."""
    condition = f"{len(clauses)} conjunctions over {len(_slots(clauses))} slots"
    message = f"the rule comes to {condition}, and the engine holds {MAX_CLAUSES} over {MAX_PROPERTIES} in one rule"
    error = ConditionNotSupported.of([Problem(rule, message, "name a part of it as a finding of its own")])
    error.engine, error.condition, error.rule = _DISTRIBUTION, condition, rule
    return error
