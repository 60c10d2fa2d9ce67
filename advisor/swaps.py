"""Plea options set against the one as offered: in what each departs from it, and what it would spare or cost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from advisor.case import offense_of
from advisor.findings import VERDICTS
from advisor.law.policies import RISKS
from advisor.ranking import ABOUT, answer, rank
from advisor.scenario import Count, PleaOption

OFFERED, SAME = "offered", "same"

_WHAT = {
    "swap": "Another charge",
    "disposition": "The same charge, disposed of otherwise",
    "sentence": "The same charge, another term",
    "record": "The same charge and term, other facts on the record",
    SAME: "The same as offered",
}


def compared(options: Sequence[PleaOption], report: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return each option with its kind and with what it would spare and cost; the one listed first is as offered."""
    pleas = report["pleas"]
    if not options:
        return []
    ranking = report.get("ranking") or rank(pleas)
    found = [_entry(OFFERED, pleas[0], pleas[0], ranking)]
    for option, plea in zip(options[1:], pleas[1:], strict=True):
        found.append(_entry(kind_of(options[0], option), pleas[0], plea, ranking))
    return found


def _entry(kind: str, offered: Mapping[str, Any], plea: Mapping[str, Any], ranking: Sequence[str]) -> dict[str, Any]:
    spares = _changes(offered, plea, better=True)
    costs = _changes(offered, plea, better=False)
    lighter = RISKS.index(plea["risk"]) < RISKS.index(offered["risk"])
    ahead = ranking.index(plea["id"]) < ranking.index(offered["id"])
    return {
        "id": plea["id"],
        "kind": kind,
        "milder": kind != OFFERED and ahead and (bool(spares) or lighter),
        "risk": {"from": offered["risk"], "to": plea["risk"]},
        "spares": spares,
        "costs": costs,
        "text": "As offered." if kind == OFFERED else _text(_WHAT[kind], spares, costs),
    }


def _changes(offered: Mapping[str, Any], plea: Mapping[str, Any], *, better: bool) -> list[dict[str, str]]:
    found = []
    for question in ABOUT:
        before, after = answer(offered, question), answer(plea, question)
        if (after < before) if better else (after > before):
            found.append({"question": question, "from": VERDICTS[before], "to": VERDICTS[after]})
    return found


def _text(what: str, spares: Sequence[Mapping[str, str]], costs: Sequence[Mapping[str, str]]) -> str:
    parts = [f"it would ease {_listed(spares)}"] * bool(spares) + [f"it would worsen {_listed(costs)}"] * bool(costs)
    return f"{what}; {' but '.join(parts) or 'it would change no answer'}."


def _listed(changes: Sequence[Mapping[str, str]]) -> str:
    return ", ".join(f"{ABOUT[each['question']]} ({each['from']} to {each['to']})" for each in changes)


def kind_of(offered: PleaOption, other: PleaOption) -> str:
    """Return in what an option departs from the one as offered: the gravest departure names it.

    Another offense or another grade is a swap; a grade that one of the two leaves open is no difference.
    """
    mine, theirs = (sorted(plea.counts, key=_charge) for plea in (offered, other))
    if [_charge(count) for count in mine] != [_charge(count) for count in theirs]:
        return "swap"
    pairs = list(zip(mine, theirs, strict=True))
    if any(one.grade and two.grade and one.grade != two.grade for one, two in pairs):
        return "swap"
    for kind, names in (
        ("disposition", ("disposition", "outcome", "afterwards")),
        ("sentence", ("sentence", "runs", "released_on")),
        ("record", ("facts", "scheme")),
    ):
        if any(getattr(one, name) != getattr(two, name) for one, two in pairs for name in names):
            return kind
    return SAME


def _charge(count: Count) -> tuple[str, str]:
    return offense_of(count), count.inchoate or "none"
