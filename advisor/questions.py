"""The six questions that a client asks, each the greatest verdict over a documented list of findings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from advisor.findings import LEVEL_OF, NO, VERDICTS
from advisor.law.library import Law


def questions_of(law: Law, findings: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return for each question its verdict, the findings that carry it, and what this option adds to it.

    Source:
        `questions` in rules/vocabulary.yaml lists the findings of each.
    """
    by_id = {finding["id"]: finding for finding in findings}
    return {name: _question(law.vocabulary.question_findings(name), by_id) for name in law.vocabulary.questions}


def _question(names: Sequence[str], by_id: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    levels = {name: LEVEL_OF[by_id[name]["verdict"]] for name in names if name in by_id}
    best = max(levels.values(), default=NO)
    added = max((level for name, level in levels.items() if by_id[name]["new"]), default=NO)
    carried = [name for name, level in levels.items() if level == best > NO]
    fresh = [name for name in levels if by_id[name]["new"]]
    return {"verdict": VERDICTS[best], "findings": carried, "adds": VERDICTS[added], "new_findings": fresh}
