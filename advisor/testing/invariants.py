"""The laws that every report must keep, as functions that assert them of whatever works out the verdicts.

Each takes a `Report`: a function from a scenario's plain data to the verdict pair of every finding of every option. The
one of the shipped engine is `concluded_under(law)`; `verdicts_in` reads a finished report.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from advisor.engines.deciding import RuleEngine
from advisor.findings import LEVEL_OF, NEVER, NOT_EXCLUDED, OPEN, SHOWN, VERDICTS, Pair
from advisor.law.library import Law
from advisor.rows import build_rows
from advisor.scenario_reading import scenario_from_dict

__all__ = [
    "BASELINE",
    "Report",
    "concluded_under",
    "filling_in_never_crosses",
    "more_is_never_milder",
    "nothing_changes",
    "nothing_is_found",
    "verdicts_in",
]

Data = Mapping[str, Any]
#: By option (BASELINE: what stands without any) and by finding; a finding that is missing is `no`.
Verdicts = Mapping[str, Mapping[str, Pair]]
Report = Callable[[Data], Verdicts]

BASELINE = ""
_READINGS = {SHOWN: "shown", NOT_EXCLUDED: "not excluded"}


def concluded_under(law: Law) -> Report:
    """Return the report function of the shipped engine: every finding that a report may list, with both readings."""
    names = [entry.name for entry in law.vocabulary.reported()]

    def report(data: Data) -> Verdicts:
        scenario = scenario_from_dict(data)
        rows = build_rows(scenario, law, law.as_of)
        options = {BASELINE: (), **{plea.id: own for plea, own in zip(scenario.pleas or (), rows.pleas, strict=True)}}
        found: dict[str, Mapping[str, Pair]] = {}
        for option, own in options.items():
            counts = (*own, *rows.standing)
            concluded = RuleEngine().conclude(law, counts, rows.person, rows.priors_unknown)
            found[option] = {name: concluded.pair(rows.person.key, name) for name in names}
        return found

    return report


def verdicts_in(report: Mapping[str, Any]) -> Verdicts:
    """Return the verdicts of a finished report; where it gives one reading, that one stands for both."""
    options = {BASELINE: report["baseline"], **{plea["id"]: plea for plea in report["pleas"]}}
    return {option: {each["id"]: _pair(each) for each in part["findings"]} for option, part in options.items()}


def _pair(finding: Mapping[str, Any]) -> Pair:
    readings = finding.get("readings") or {"shown": finding["verdict"], "not_excluded": finding["verdict"]}
    return Pair(LEVEL_OF[readings["shown"]], LEVEL_OF[readings["not_excluded"]])


def nothing_is_found(report: Report, data: Data) -> None:
    """Assert that no finding of any option is above `no`."""
    for option, found in report(data).items():
        listed = {name: pair for name, pair in found.items() if pair != NEVER}
        assert not listed, f"{_named(option)}: {_shown(listed)}"


def nothing_changes(report: Report, before: Data, after: Data) -> None:
    """Assert that two ways to tell a case come to the same verdicts: another order, suspended time for served time."""
    first, second = report(before), report(after)
    assert set(first) == set(second), "the options are not the same"
    for option, found in first.items():
        changed = {
            name: (found.get(name, NEVER), second[option].get(name, NEVER))
            for name in {*found, *second[option]}
            if found.get(name, NEVER) != second[option].get(name, NEVER)
        }
        assert not changed, f"{_named(option)}: {_moved(changed)}"


def more_is_never_milder(report: Report, before: Data, after: Data, law: Law, but: Collection[str] = ()) -> None:
    """Assert that what is graver lowers no finding that harms and raises none that helps.

    Args:
        report: Works out the verdicts.
        before: A case.
        after: The same with a longer term, one more count or one more prior.
        law: Its vocabulary says which way each finding's harm runs.
        but: Findings of which the law itself says otherwise.
    """
    first, second = report(before), report(after)
    for option, found in first.items():
        changed = {}
        for entry in law.vocabulary.reported():
            old, new = found.get(entry.name, NEVER), second[option].get(entry.name, NEVER)
            harm, less = (new, old) if entry.harm == "up" else (old, new)
            if entry.name not in but and (harm.shown < less.shown or harm.not_excluded < less.not_excluded):
                changed[entry.name] = (old, new)
        assert not changed, f"{_named(option)}: {_moved(changed)}"


def filling_in_never_crosses(report: Report, before: Data, after: Data, but: Collection[str] = ()) -> None:
    """Assert the law of unknowns: an answer moves no verdict toward `open` or across it.

    Args:
        report: Works out the verdicts.
        before: A case in which something is not known.
        after: The same with that filled in.
        but: Findings of which the law itself says otherwise.
    """
    first, second = report(before), report(after)
    for option, found in first.items():
        changed = {}
        for name in {*found, *second[option]} - {*but}:
            old, new = found.get(name, NEVER), second[option].get(name, NEVER)
            if any(_crossed(old[reading], new[reading]) for reading in _READINGS):
                changed[name] = (old, new)
        assert not changed, f"{_named(option)}: {_moved(changed)}"


def _crossed(old: int, new: int) -> bool:
    return new < old if old > OPEN else new > old if old < OPEN else False


def _named(option: str) -> str:
    return f"option `{option}`" if option else "without any plea"


def _shown(found: Mapping[str, Pair]) -> str:
    return "; ".join(f"{name} is {_words(pair)}" for name, pair in found.items())


def _moved(changed: Mapping[str, tuple[Pair, Pair]]) -> str:
    return "; ".join(f"{name} went from {_words(old)} to {_words(new)}" for name, (old, new) in changed.items())


def _words(pair: Pair) -> str:
    return ", ".join(f"{VERDICTS[pair[reading]]} {word}" for reading, word in _READINGS.items())
