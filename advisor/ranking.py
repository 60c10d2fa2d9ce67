"""The order of plea options, least harm first, and the one word for the harm that an option adds.

The order is partial at first: an option stands before another if it answers none of the six questions worse and one of
them better. Where each is better somewhere, a preference decides, which question counts first; then the verdicts of
the findings, the surest harm first; then the id, so that the order in which options are written never matters. Each
step respects the one before it, so a single comparison of keys gives the whole order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from advisor.errors import LawFileError, UnknownNameError
from advisor.findings import CERTAIN, LEVEL_OF, NO, OPEN, VERDICTS
from advisor.law.cache import read_table
from advisor.law.library import Law
from advisor.law.policies import RISKS
from advisor.scenario import Scenario
from advisor.wording import nearest

#: What each question is about, in a phrase.
ABOUT = {
    "deportable": "removal",
    "inadmissible": "inadmissibility",
    "detained": "detention",
    "relief_lost": "loss of relief",
    "citizenship_delayed": "delay of citizenship",
    "travel": "trouble on travel",
}

#: Stay in the country, stay out of detention, keep relief, naturalize, travel. Inadmissibility stands with relief,
#: since a green card is what it closes; where it removes a person, removal says so already.
STAY_FIRST = ("deportable", "detained", "relief_lost", "inadmissible", "citizenship_delayed", "travel")

RISK_FILE = "rules/risk.yaml"
_GAIN = "relief."

Plea = Mapping[str, Any]
#: The six answers from `open` upward, then as they are, then how many findings stand behind them, then the id.
Key = tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...], str]


def rank(pleas: Sequence[Plea], preferences: Sequence[str] = STAY_FIRST) -> list[str]:
    """Return the ids of the options of a report, least harm first.

    Args:
        pleas: The options as the report describes them.
        preferences: Which question counts first where neither of two options is better throughout; questions that
            are left out follow in the usual order.

    Raises:
        UnknownNameError: A preference is no question.
    """
    return [key[-1] for key in _sorted_keys(pleas, preferences)]


def reasons(pleas: Sequence[Plea], preferences: Sequence[str] = STAY_FIRST) -> dict[str, str]:
    """Return for each option one sentence that says why it stands where `rank` puts it.

    Raises:
        UnknownNameError: A preference is no question.
    """
    order = _order_of(preferences)
    keys = _sorted_keys(pleas, preferences)
    told = {keys[0][-1]: _why_first(keys, order)} if keys else {}
    for before, here in pairwise(keys):
        told[here[-1]] = _why_behind(before, here, order)
    return told


def _order_of(preferences: Sequence[str]) -> tuple[str, ...]:
    for name in preferences:
        if name not in STAY_FIRST:
            raise UnknownNameError(name, "question", nearest=nearest(name, STAY_FIRST), exit_code=2)
    return tuple(dict.fromkeys((*preferences, *STAY_FIRST)))


def _sorted_keys(pleas: Sequence[Plea], preferences: Sequence[str]) -> list[Key]:
    order = _order_of(preferences)
    gains = sorted({found["id"] for plea in pleas for found in plea["findings"] if found["id"].startswith(_GAIN)})
    keys: list[Key] = []
    for plea in pleas:
        answers = tuple(answer(plea, name) for name in order)
        # What is unlikely weighs against what is unlikely too, never against what is open or worse.
        weighty = tuple(level if level >= OPEN else NO for level in answers)
        keys.append((weighty, answers, _harms(plea, gains), str(plea["id"])))
    return sorted(keys)


def _told_apart(first: Key, second: Key) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the answers by which two options are told apart: from `open` upward, or where those are alike, all."""
    return (first[0], second[0]) if first[0] != second[0] else (first[1], second[1])


def answer(plea: Plea, question: str) -> int:
    """Return the level of an option's answer to one of the six questions."""
    return LEVEL_OF[(plea["questions"].get(question) or {}).get("verdict", VERDICTS[NO])]


def _harms(plea: Plea, gains: Iterable[str]) -> tuple[int, ...]:
    """Return how many findings are at least certain, likely, open, unlikely; relief that is lost is harm too."""
    levels = {found["id"]: LEVEL_OF[found["verdict"]] for found in plea["findings"]}
    harms = [level for name, level in levels.items() if not name.startswith(_GAIN)]
    harms += [CERTAIN - levels.get(name, NO) for name in gains]
    return tuple(sum(harm >= level for harm in harms) for level in range(CERTAIN, NO, -1))


def _why_first(keys: Sequence[Key], order: Sequence[str]) -> str:
    first = keys[0]
    if len(keys) == 1:
        return "It is the only option."
    weighty = any(key[0] != first[0] for key in keys)
    answers = [key[0] if weighty else key[1] for key in keys]
    apart = [name for place, name in enumerate(order) if len({each[place] for each in answers}) > 1]
    if not apart:
        if first[2] == keys[1][2]:
            return f"Nothing tells it apart from `{keys[1][-1]}`; the names decide."
        return "All options answer the six questions alike; this one carries fewer or less certain findings."
    if all(here <= there for each in answers for here, there in zip(answers[0], each, strict=True)):
        return "No option answers any question better."
    return f"No option is better on {ABOUT[apart[0]]}, which is the first thing that tells these options apart."


def _why_behind(before: Key, here: Key, order: Sequence[str]) -> str:
    """Return why an option follows the one directly before it."""
    ours, theirs = _told_apart(here, before)
    pairs = [(ABOUT[name], ours[place], theirs[place]) for place, name in enumerate(order)]
    worse = [f"{about} is {VERDICTS[own]} instead of {VERDICTS[other]}" for about, own, other in pairs if own > other]
    better = [about for about, own, other in pairs if own < other]
    if worse and better:
        return f"Behind `{before[-1]}`: {worse[0]}, which counts before {_listed(better)}, where it is better."
    if worse:
        return f"Behind `{before[-1]}`, which answers nothing worse: {_listed(worse)}."
    if before[2] != here[2]:
        return f"Behind `{before[-1]}`: the six answers are the same, but more or surer findings stand behind them."
    return f"Nothing tells it apart from `{before[-1]}`; the names decide."


def _listed(phrases: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(phrases[:-1]), *phrases[-1:]]))


class Group(NamedTuple):
    """Findings that are read together.

    Attributes:
        findings: Ids, or patterns such as `deportable.*`.
        within: A finding and its detail whose verdict the group cannot exceed.
    """

    findings: tuple[str, ...] = ()
    within: tuple[str, str] | None = None

    def level(self, plea: Plea) -> int:
        """Return the greatest verdict among the group's findings that are new with an option."""
        best = max((LEVEL_OF[found["verdict"]] for found in self.new(plea)), default=NO)
        return best if self.within is None else min(best, _detail_level(plea, *self.within))

    def new(self, plea: Plea) -> list[Mapping[str, Any]]:
        """Return the findings of the group that are new with an option; where it is not said, they are."""
        return [found for found in plea["findings"] if found.get("new", True) and self._holds(found["id"])]

    def _holds(self, name: str) -> bool:
        return any(name == each or (each.endswith("*") and name.startswith(each[:-1])) for each in self.findings)


def _detail_level(plea: Plea, name: str, detail: str) -> int:
    """Return the verdict of one detail of a finding; where its details are not told, of the finding as a whole."""
    for found in plea["findings"]:
        if found["id"] == name:
            parts = found.get("by_detail") or [{**found, "detail": detail}]
            return max((LEVEL_OF[part["verdict"]] for part in parts if part["detail"] == detail), default=NO)
    return NO


class RiskTable(NamedTuple):
    """The table behind the word for harm, for a person of one status.

    Attributes:
        groups: The named groups as they are for this person.
        rows: Each word with what asks for it and whether one of them is enough; tried from the top.
    """

    groups: Mapping[str, Group]
    rows: tuple[tuple[str, bool, tuple[tuple[Group, int], ...]], ...]


def risk_table(law: Law, scenario: Scenario) -> RiskTable:
    """Return the table of the law library for the person of a scenario.

    Raises:
        LawFileError: The table is missing or of another shape.
    """
    try:
        return table_from(read_table(law.compiled, RISK_FILE), scenario.defendant.status)
    except (KeyError, TypeError, ValueError, AttributeError) as failure:
        raise LawFileError(f"the table cannot be read: {failure}", file=RISK_FILE) from None


def table_from(data: Mapping[str, Any], status: str) -> RiskTable:
    """Return the table for one status, from the plain data of its file."""
    groups = {
        name: next((_group(entry) for entry in entries if status in entry["statuses"]), Group())
        for name, entries in data["groups"].items()
    }
    rows = []
    for entry in data["rows"]:
        every = "all" in entry
        tests = tuple(
            (groups[test["group"]] if "group" in test else _group(test), LEVEL_OF[test["at_least"]])
            for test in entry["all" if every else "any"]
        )
        rows.append((RISKS[RISKS.index(entry["word"])], not every, tests))
    return RiskTable(groups, tuple(rows))


def _group(entry: Mapping[str, Any]) -> Group:
    within = entry.get("within")
    return Group(tuple(entry["findings"]), (within["finding"], within["detail"]) if within else None)


def risk(plea: Plea, table: RiskTable) -> str:
    """Return the word for the harm that an option adds.

    Source:
        rules/risk.yaml.
    """
    for word, one_is_enough, tests in table.rows:
        held = [group.level(plea) >= level for group, level in tests]
        if any(held) if one_is_enough else all(held):
            return word
    return RISKS[0]
