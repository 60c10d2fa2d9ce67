"""What the library covers: states and circuits, and what it names as not encoded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from advisor.errors import Problem, ScenarioError
from advisor.findings import LEVEL_OF, OPEN
from advisor.law.conditions import AllOf, Condition, FactCompares, FactIs, Not, leaves
from advisor.law.entries import Answer, Offense, Rule
from advisor.law.library import Law
from advisor.rows import Rows, row_problems
from advisor.scenario import Jurisdiction, Scenario


def check_jurisdiction(scenario: Scenario, law: Law, other_circuit: bool) -> bool:
    """Return whether the scenario asks for a circuit that the library does not cover, and may.

    Raises:
        ScenarioError: The state is not covered, or the circuit is not and `other_circuit` was not asked for.
    """
    states, circuits = law.states, law.library.get("covered", {}).get("circuits", [3])
    place = scenario.jurisdiction or Jurisdiction()
    problems: list[Problem] = []
    if place.state is not None and place.state not in states:
        problems.append(Problem("jurisdiction.state", f"the state `{place.state}` is not covered",
                                f"the library covers {', '.join(states)}"))  # fmt: skip
    other = place.circuit is not None and place.circuit not in circuits
    if other and not other_circuit:
        help_text = "`--other-circuit` shows it with every answer that rests on circuit authority left open"
        problems.append(Problem("jurisdiction.circuit", f"the circuit `{place.circuit}` is not covered", help_text))
    if problems:
        # What else is wrong is told in the same run.
        raise ScenarioError.of([*problems, *row_problems(scenario, law)])
    return other


def law_for_circuit(law: Law, other: bool) -> Law:
    """Return the law; for another circuit, with every answer that rests on circuit authority turned to open."""
    return OtherCircuitLaw(law) if other else law


class OtherCircuitLaw(Law):
    """The library as another circuit's court may read it: what a covered circuit decided is open there."""

    def __init__(self, law: Law) -> None:
        """Turn the rules; the offenses are turned when they are asked for."""
        super().__init__(law.compiled, law.as_of)
        courts = {f"{number}d_cir" for number in (2, 3)} | {f"{n}th_cir" for n in range(4, 12)} | {"1st_cir"}
        self._circuit_ids = {
            name for name, entry in law.authorities.items()
            if entry.court.replace("-", "_").replace(" ", "_").lower() in courts or "-cir-" in name
        }  # fmt: skip
        turned: list[Rule] = []
        for rule in self.rules:
            turned += self._turned(rule)
        self.rules = tuple(turned)
        from advisor.law.strata import strata_of

        self.strata = strata_of(self.rules, self.vocabulary)

    def _turned(self, rule: Rule) -> list[Rule]:
        """Return a rule at `open` where a circuit decided it, and one without an exception that a circuit made."""
        if self._circuit_ids & set(rule.authority) and not _also_elsewhere(rule.authority, self._circuit_ids):
            return [rule._replace(strength=min(rule.strength, OPEN))]
        kept = _without(rule.condition, self._circuit_ids)
        if kept is rule.condition:
            return [rule]
        return [rule, rule._replace(condition=kept, strength=min(rule.strength, OPEN))]

    def offense(self, offense_id: str, place: str = "") -> Offense:
        """Return an offense with every answer that rests on circuit authority turned to open."""
        offense = super().offense(offense_id, place)
        if offense.data.get("other_circuit"):
            return offense
        categories = {
            name: tuple(self._turned_answer(answer) for answer in answers)
            for name, answers in offense.categories.items()
        }
        turned = offense._replace(categories=categories, data={**offense.data, "other_circuit": True})
        self._offenses[offense_id] = turned
        return turned

    def _turned_answer(self, answer: Answer) -> Answer:
        inside = tuple(self._turned_answer(each) for each in answer.inside)
        if self._circuit_ids & set(answer.authority):
            return answer._replace(verdict=(OPEN, OPEN), inside=inside)
        return answer._replace(inside=inside)


def _also_elsewhere(authority: tuple[str, ...], circuit_ids: set[str]) -> bool:
    """Return whether a statute or a decision that binds everywhere carries a rule too."""
    return any(name not in circuit_ids for name in authority)


def _without(condition: Condition, circuit_ids: set[str]) -> Condition:
    """Return a condition without the exceptions that rest on a circuit's decision alone."""
    if not isinstance(condition, AllOf):
        return condition
    kept: list[Condition] = []
    changed = False
    for part in condition.parts:
        if isinstance(part, Not) and any(
            isinstance(leaf, FactIs | FactCompares) and leaf.source in circuit_ids for leaf in leaves(part.part)
        ):
            changed = True
            continue
        inner = _without(part, circuit_ids)
        changed = changed or inner is not part
        kept.append(inner)
    return AllOf(tuple(kept), condition.line) if changed else condition


def not_covered(law: Law, rows: Rows) -> list[str]:
    """Return what the library names as not encoded."""
    listed: list[Any] = list(law.library.get("not_covered", ()))
    return [str(entry["id"] if isinstance(entry, dict) else entry) for entry in listed]


def not_covered_here(law: Law, pleas: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return what is not encoded and a count may raise, as it is classified."""
    held = {
        category
        for plea in pleas for count in plea["counts"] for category, reading in count["classified"].items()
        if LEVEL_OF[reading.get("relief_verdict", reading["verdict"])] >= OPEN
    }  # fmt: skip
    entries = [entry for entry in law.library.get("not_covered", ()) if isinstance(entry, dict)]
    return [str(entry["id"]) for entry in entries if held & set(entry.get("classified_as", ()))]


def matters_not_covered(law: Law) -> dict[str, str]:
    """Return the title of each matter that is not encoded, by its id."""
    entries = [entry for entry in law.library.get("not_covered", ()) if isinstance(entry, dict)]
    return {str(entry["id"]): str(entry.get("title", "")) for entry in entries}
