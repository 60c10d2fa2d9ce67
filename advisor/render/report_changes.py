"""The reports on one scenario under the law of two days, as a page: what changes, by offer, and what carries it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from advisor.render import words
from advisor.render.conditions import STEP
from advisor.render.phrasing import short_cite

_KINDS = {"rule": "rule", "threshold": "figure", "answer": "answer"}
#: So many days that come too late are named; the JSON has every one.
MOST_DAYS = 4
_DAYS = "the days of the case itself (what is not dated moves with the day of the report)"


def report_changes_page(document: Mapping[str, Any]) -> str:
    """Return what `advisor.comparing` found as a text."""
    lines = [_title(document), *_notes(document)]
    for option in document["options"]:
        lines += ["", *_option(option)]
    lines += ["", *_ranking(document["ranking"])]
    return "\n".join(lines).rstrip("\n")


def _title(document: Mapping[str, Any]) -> str:
    days = f"under the law of {words.day(document['from'])} and of {words.day(document['to'])}"
    return f"{document['title'] or 'The scenario'}, {days}"


def _notes(document: Mapping[str, Any]) -> Iterator[str]:
    number = document["law_changes_without_effect"]
    if number:
        told = "1 change of the law carries" if number == 1 else f"{number} changes of the law carry"
        yield f"{told} nothing here; `plea law diff {document['from']} {document['to']}` lists all."
    later = document["later_days"]
    if later:
        yield (
            f"The scenario names days after {words.day(document['from'])}, so the case could not have stood then: "
            f"{', '.join(later[:MOST_DAYS])}{f' and {len(later) - MOST_DAYS} more' if len(later) > MOST_DAYS else ''}."
        )


def _option(option: Mapping[str, Any]) -> Iterator[str]:
    yield _heading(option)
    if not option["findings"]:
        yield f"{STEP}No verdict changes."
    by_carrier: dict[tuple[str, ...], list[Mapping[str, Any]]] = {}
    for finding in option["findings"]:
        by_carrier.setdefault(tuple(_carried(finding)), []).append(finding)
    for carried, findings in by_carrier.items():
        yield from (f"{STEP}{line}{':' if line is carried[-1] else ','}" for line in carried)
        yield from (f"{STEP * 2}- {_change(finding)}" for finding in findings)
    for each in option["classified"]:
        count = f"count {each['count'] + 1}, {each['offense']}"
        yield f"{STEP}Classified otherwise: {count}, {each['category']}: {each['before']} to {each['after']}"
        yield f"{STEP * 2}{each['why']}"


def _heading(option: Mapping[str, Any]) -> str:
    if option["id"] is None:
        return "Without any plea"
    title = f": {option['title']}" if option["title"] not in ("", option["id"]) else ""
    risk = option["risk"]
    harm = f" (harm added: {risk['before']} to {risk['after']})" if risk["before"] != risk["after"] else ""
    return f"{option['id']}{title}{harm}"


def _change(finding: Mapping[str, Any]) -> str:
    changed = f"{finding['before']} to {finding['after']}"
    if finding["before"] == finding["after"]:
        old, new = (", ".join(finding["detail"][side]) or "none" for side in ("before", "after"))
        changed = f"{finding['after']} as before, {old} to {new}"
    return f"{words.title(finding['id'], finding['title'])}: {changed}"


def _carried(finding: Mapping[str, Any]) -> Iterator[str]:
    """Yield what carries a change; changes that are carried by the same are listed under it together."""
    if "detail" in finding["because"]:
        yield "The verdict stays and the kind of it differs"
    if "law" in finding["because"]:
        head = "Carried together by" if finding["together"] else "Carried by"
        for number, carrier in enumerate(finding["carried_by"]):
            since = f", since {words.day(carrier['since'])}" if carrier["since"] else ""
            cites = "; ".join(short_cite(cite) for cite in carrier["cites"][:3])
            yield f"{'and by' if number else head} {_KINDS[carrier['kind']]} {carrier['id']}{since} ({cites})"
    if "days" in finding["because"]:
        yield f"{'and in part by' if 'law' in finding['because'] else 'Carried by'} {_DAYS}"


def _ranking(ranking: Mapping[str, Sequence[str]]) -> Iterator[str]:
    if len(ranking["after"]) < 2:
        return
    if ranking["before"] == ranking["after"]:
        yield f"Least harm first, as before: {', '.join(ranking['after'])}."
    else:
        yield f"Least harm first was {', '.join(ranking['before'])}; now {', '.join(ranking['after'])}."
