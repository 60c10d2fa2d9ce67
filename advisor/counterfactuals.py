"""What would change a finding: the unknown facts that matter, and small changes of the plea that make it fall away.

Derivations propose, assessing again disposes: nothing is listed that was not tried.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any, NamedTuple

from advisor.candidates import values_for
from advisor.concluding import Option, reported_reading, verdicts_of
from advisor.engines.deciding import RuleEngine
from advisor.errors import AdvisorError
from advisor.findings import CERTAIN, NO, OPEN, UNLIKELY
from advisor.law.library import Law
from advisor.menu import Change, changes_of
from advisor.paths import changed
from advisor.rows import Rows, build_rows
from advisor.scenario import Scenario
from advisor.scenario_reading import lawful_scenario
from advisor.walker import AskingWalker

#: Pairs of unknown facts are tried for a finding that no single one moves; so many at most.
_MOST_PAIRS = 24

Changes = tuple[tuple[str, Any], ...]


class Ground(NamedTuple):
    """What the searches over the options of one scenario have in common.

    Attributes:
        rows: The rows of the scenario as given.
        engine: One engine for all trials, which remembers what they share.
    """

    scenario: Scenario
    law: Law
    rows: Rows
    engine: RuleEngine


class Search:
    """Assess one plea option again and again with something changed."""

    def __init__(self, ground: Ground, number: int, option: Option) -> None:
        """Hold the option as plain data, alone, so that each trial stays small."""
        scenario, law = ground.scenario, ground.law
        self.law = law
        self.option = option
        self._ground = ground
        self._prefix = f"pleas[{number}]"
        data = scenario.model_dump(exclude_unset=True, by_alias=True, mode="json")
        self._data = {**data, "as_of": law.as_of.isoformat(), "pleas": [data["pleas"][number]]}
        self._plea = (scenario.pleas or ())[number]
        self._found: dict[str, dict[str, int] | None] = {}
        self.verdicts = verdicts_of(law, option.conclusions)
        self._walker = AskingWalker(law, option.counts, option.person, option.conclusions, option.priors_unknown)

    def try_out(self, changes: Changes) -> dict[str, int] | None:
        """Return the verdicts with some values changed, or None where that is no lawful scenario."""
        key = repr(changes)
        if key not in self._found:
            self._found[key] = self._assessed(changes)
        return self._found[key]

    def _assessed(self, changes: Changes) -> dict[str, int] | None:
        own = [(path.replace(self._prefix, "pleas[0]", 1) if path.startswith(self._prefix) else path, value)
               for path, value in changes]  # fmt: skip
        known = self._ground.rows if all(path.startswith(self._prefix) for path, _ in changes) else None
        try:
            scenario = lawful_scenario(changed(self._data, own))
            rows = build_rows(scenario, self.law, self.law.as_of, known) if scenario else None
        except (AdvisorError, LookupError, TypeError):
            return None
        if rows is None:
            return None
        counts = (*rows.pleas[0], *rows.standing)
        return verdicts_of(self.law, self._ground.engine.conclude(self.law, counts, rows.person, rows.priors_unknown))

    def needs(self) -> dict[str, list[str]]:
        """Return for each finding that is not settled the unknown facts, some value of which changes its verdict."""
        asked = {name: self._unknown_behind(name) for name in self._unsettled()}
        paths = dict.fromkeys(path for behind in asked.values() for path in behind)
        trials = {path: self._trials(path) for path in paths}
        needed: dict[str, list[str]] = {}
        for name, behind in asked.items():
            alone = [path for path in behind if self._moves(name, trials[path])]
            needed[name] = alone or list(self._in_pairs(name, behind, trials))
        return {name: found for name, found in needed.items() if found}

    def _unsettled(self) -> list[str]:
        """Return the findings that an answer could still move: neither `no` in both readings nor certain."""
        found = []
        for name, level in self.verdicts.items():
            pair = self.option.conclusions.pair("person", name)
            if pair[1] > NO and level < CERTAIN:
                found.append(name)
        return found

    def _unknown_behind(self, name: str) -> list[str]:
        entry = self.law.vocabulary.findings[name]
        paths: dict[str, None] = {}
        waiting, seen = [name], {name}
        while waiting:
            node = self._walker.finding(waiting.pop(), reported_reading(entry, self.option.conclusions), whole=True)
            for each in node.missing():
                paths.update(dict.fromkeys(each.unknown))
                below = each.fact["name"] if each.fact and each.fact.get("state") == "finding" else None
                if below is not None and below not in seen:
                    seen.add(below)
                    waiting.append(below)
        return list(paths)

    def _trials(self, path: str) -> list[Changes]:
        return list(values_for(path, self._data, self._prefix, self.law))

    def _moves(self, name: str, trials: Iterable[Changes]) -> bool:
        for changes in trials:
            found = self.try_out(changes)
            if found is not None and found[name] != self.verdicts[name]:
                return True
        return False

    def _in_pairs(self, name: str, behind: list[str], trials: dict[str, list[Changes]]) -> Iterator[str]:
        """Yield the facts that change a verdict only together with one other unknown."""
        found: dict[str, None] = {}
        tried = 0
        for number, first in enumerate(behind):
            for second in behind[number + 1 :]:
                for one, other in product(trials[first], trials[second]):
                    tried += 1
                    if tried > _MOST_PAIRS:
                        yield from found
                        return
                    verdicts = self.try_out((*one, *other))
                    if verdicts is not None and verdicts[name] != self.verdicts[name]:
                        found.update(dict.fromkeys((first, second)))
                        break
        yield from found

    def avoided_by(self) -> dict[str, list[str]]:
        """Return for each finding that stands the single changes of this plea under which it falls away."""
        standing = [name for name, level in self.verdicts.items() if level >= OPEN and self._harms(name)]
        if not standing:
            return {}
        found: dict[str, dict[str, Change]] = {name: {} for name in standing}
        for change in changes_of(self._plea, self.option.counts, self._prefix, self.law):
            # Of each kind of change the first that works is told; the menu lists the smallest first.
            asking = [name for name in standing if change.kind not in found[name]]
            verdicts = self.try_out(change.changes) if asking else None
            for name in asking:
                if verdicts is not None and verdicts[name] <= UNLIKELY:
                    found[name][change.kind] = change
        return {name: [change.says for change in changes.values()] for name, changes in found.items() if changes}

    def _harms(self, name: str) -> bool:
        return self.law.vocabulary.findings[name].harm == "up"
