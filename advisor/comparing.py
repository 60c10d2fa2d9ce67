"""One scenario under the law of two days: which verdicts change, and what carries each change.

What carries a change is not guessed from the texts. The scenario is concluded again on the later day with the earlier
law put back, all of it and then piece by piece: where a verdict goes back too, that piece carries it. What stays
changed although all the law is put back comes from the days of the case itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from advisor.assess import assess_document, conclude
from advisor.concluding import verdicts_of
from advisor.engines.deciding import RuleEngine
from advisor.findings import LEVEL_OF, VERDICTS
from advisor.law.differences import LawChange, law_differences, without
from advisor.law.library import Law
from advisor.report import DISCLAIMER
from advisor.rows import build_rows
from advisor.scenario import Scenario

SCHEMA = "plea-advisor/report-difference/1"
#: Keys of a scenario that hold a day, beside those that say so by their end.
_DAYS = ("born", "date")
_DAY_ENDS = ("_on", "_date", "_since")

#: The verdict of each finding, of the baseline first and then of each option.
Verdicts = Sequence[Mapping[str, int]]


@dataclass(slots=True)
class _Pieces:
    """The scenario on the later day, with the earlier law put back as a whole or in pieces.

    Attributes:
        changes: What changed in the law and could touch the case.
        known: The verdicts with some of the changes put back, by the ids of those.
    """

    scenario: Scenario
    before: Law
    after: Law
    changes: Sequence[LawChange]
    known: dict[frozenset[str], Verdicts] = field(default_factory=dict)

    def verdict(self, option: int, finding: str, back: Sequence[LawChange]) -> int:
        """Return the verdict on a finding with some changes of the law put back."""
        ids = frozenset(change.id for change in back)
        if ids not in self.known:
            self.known[ids] = _verdicts(self.scenario, without(self.after, back, self.before.as_of))
        return self.known[ids][option].get(finding, 0)

    def carrying(self, option: int, finding: str, now: int) -> list[LawChange]:
        """Return each change without which a verdict would not be what it is now.

        Where none is such alone, the fewest that are together: from all that changed one after the other is left in
        force as long as the verdict stays away.
        """
        alone = [change for change in self.changes if self.verdict(option, finding, [change]) != now]
        if alone:
            return alone
        back = list(self.changes)
        for change in self.changes:
            rest = [each for each in back if each is not change]
            if self.verdict(option, finding, rest) != now:
                back = rest
        return back


def compare_reports(scenario: Scenario, before: Law, after: Law) -> dict[str, Any]:
    """Return what differs between the reports on a scenario under the law of two days.

    The scenario is taken on each of the days: what it does not date (the conviction, an application) moves along.

    Args:
        scenario: The case; its own `as_of` does not count.
        before: The law of the first day.
        after: The law of the second, from the same files.

    Raises:
        ScenarioError: The scenario names what does not exist, or a place that is not covered.
    """
    laws = before, after
    cases = [scenario.model_copy(update={"as_of": law.as_of.isoformat()}) for law in laws]
    old, new = (assess_document(case, law, show_all=True) for case, law in zip(cases, laws, strict=True))
    changes = law_differences(before, after)
    named = _offenses_named(scenario)
    touched = [change for change in changes if change.kind != "answer" or change.id.partition(": ")[0] in named]
    pieces = _Pieces(cases[1], before, after, touched)
    options = [_option(number, pair, pieces) for number, pair in enumerate(_pairs(old, new))]
    carried = {each["id"] for option in options for finding in option["findings"] for each in finding["carried_by"]}
    return {
        "schema": SCHEMA,
        "disclaimer": DISCLAIMER,
        "title": scenario.title or "",
        "from": before.as_of.isoformat(),
        "to": after.as_of.isoformat(),
        "law_version": after.version,
        "rules_version": after.rules_version,
        "later_days": list(_later_days(scenario, before.as_of.isoformat())),
        "options": options,
        "ranking": {"before": old["ranking"], "after": new["ranking"]},
        "law_changes_without_effect": len([change for change in changes if change.id not in carried]),
    }


def _offenses_named(scenario: Scenario) -> set[str]:
    lists = [scenario.defendant.priors, scenario.charges, *(plea.counts for plea in scenario.pleas or ())]
    return {count.offense for counts in lists for count in counts or () if isinstance(count.offense, str)}


def _verdicts(case: Scenario, law: Law) -> Verdicts:
    rows, engine = build_rows(case, law, law.as_of), RuleEngine()
    options = [conclude(law, rows, counts, engine) for counts in ((), *rows.pleas)]
    return [verdicts_of(law, option.conclusions) for option in options]


def _pairs(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """Yield the baseline of both reports, and then each option of both."""
    yield old["baseline"], new["baseline"]
    yield from zip(old["pleas"], new["pleas"], strict=True)


def _option(number: int, pair: tuple[Mapping[str, Any], Mapping[str, Any]], pieces: _Pieces) -> dict[str, Any]:
    old, new = pair
    was = {finding["id"]: finding for finding in old["findings"]}
    findings = [
        _finding(number, was[finding["id"]], finding, pieces)
        for finding in new["findings"]
        if _told(was[finding["id"]]) != _told(finding)
    ]
    return {
        "id": new.get("id"),
        "title": new.get("title", ""),
        "risk": {"before": old.get("risk"), "after": new.get("risk")},
        "findings": findings,
        "classified": list(_classified(old, new)),
    }


def _told(finding: Mapping[str, Any]) -> tuple[str, tuple[str, ...]]:
    return finding["verdict"], tuple(sorted(finding["detail"]))


def _finding(number: int, old: Mapping[str, Any], new: Mapping[str, Any], pieces: _Pieces) -> dict[str, Any]:
    """Return one finding that is not the same, with what carries the change."""
    name = new["id"]
    was, now = LEVEL_OF[old["verdict"]], LEVEL_OF[new["verdict"]]
    earlier = pieces.verdict(number, name, pieces.changes)
    carriers = pieces.carrying(number, name, now) if earlier != now else []
    by = [*(["law"] if earlier != now else []), *(["days"] if earlier != was else [])]
    return {
        "id": name,
        "title": new["title"],
        "before": old["verdict"],
        "after": new["verdict"],
        "detail": {"before": old["detail"], "after": new["detail"]},
        "because": by or ["detail"],
        "carried_by": [_carrier(change, pieces.after) for change in carriers],
        "together": len(carriers) > 1 and pieces.verdict(number, name, carriers[:1]) == now,
        "under_the_earlier_law": VERDICTS[earlier],
        "summary": {"before": old["summary"], "after": new["summary"]},
    }


def _carrier(change: LawChange, law: Law) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "id": change.id,
        "title": change.title,
        "change": change.how,
        "since": change.since,
        "authority": list(change.authority),
        "cites": [law.citations.get(name, name) for name in change.authority],
    }


def _classified(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield each category that a count of an option is classified as otherwise."""
    for number, (was, now) in enumerate(zip(old.get("counts", ()), new.get("counts", ()), strict=True)):
        for category in dict.fromkeys((*was["classified"], *now["classified"])):
            verdicts = [_reading(count["classified"].get(category)) for count in (was, now)]
            if verdicts[0] != verdicts[1]:
                yield {
                    "count": number, "offense": now["offense"], "category": category,
                    "before": verdicts[0], "after": verdicts[1],
                    "why": now["classified"].get(category, {}).get("why", ""),
                }  # fmt: skip


def _reading(classified: Mapping[str, Any] | None) -> str:
    return str(classified["verdict"]) if classified else VERDICTS[0]


def _later_days(scenario: Scenario, day: str) -> Iterator[str]:
    """Yield the paths of the days in a scenario that come after a day, so that the case could not have stood then."""
    yield from (path for path, text in _days_in(scenario.model_dump(exclude_none=True, by_alias=True)) if text > day)


def _days_in(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for key, part in value.items():
            here = f"{path}.{key}" if path else str(key)
            if isinstance(part, str) and (key in _DAYS or key.endswith(_DAY_ENDS)):
                yield here, part
            else:
                yield from _days_in(part, here)
    elif isinstance(value, list | tuple):
        for index, part in enumerate(value):
            yield from _days_in(part, f"{path}[{index}]")
