"""What defense counsel must say about a plea option before it is taken.

The constitution asks counsel to tell a client what a plea does to the right to stay: plainly where the law is succinct
and clear, and otherwise at least that it may do harm.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from advisor.findings import CERTAIN, LEVEL_OF, LIKELY, NO, VERDICTS
from advisor.law.policies import RISKS
from advisor.ranking import ABOUT, STAY_FIRST, RiskTable, risk
from advisor.scenario import Scenario

_MOST_GROUNDS = 3
_REMOVAL = "removal"
_OVERALL = "removable"


def counsel(plea: Mapping[str, Any], scenario: Scenario, table: RiskTable) -> dict[str, Any]:
    """Return the duty that a plea option puts on counsel, and what is to be said.

    The duty is `clear` where the option adds a ground of removal that is certain: there the law is succinct and clear.
    Below that it is `may`, also where only something else is added, and `none` where nothing is. What is said goes
    beyond the duty: where removal is likely the client is told so.

    Args:
        plea: The option as the report describes it.
        scenario: The person.
        table: The table of `risk_table`, which knows what removes a person of this status.

    Returns:
        `duty`, `text`, and `citizenship_first`: whether citizenship is to be asked about before anything else.

    Source:
        padilla-us-2010; escobar-pa-super-2013.
    """
    person = scenario.defendant
    first = person.status != "usc" and person.citizen_parent is not False
    removal = table.groups[_REMOVAL].level(plea)
    added = risk(plea, table) != RISKS[0]
    duty = "clear" if removal == CERTAIN else "may" if added else "none"
    said = [_citizenship(person.citizen_parent)] if first else []
    if person.status == "usc":
        said.append("A conviction does not remove a citizen; see the papers that prove the citizenship.")
    else:
        already = list(_already(plea))
        surest, lesser = _grounds(table.groups[_REMOVAL].new(plea), removal)
        said.append(_about_removal(removal, "; ".join(surest), added, bool(already)))
        said += [f"Say also which grounds are less sure: {'; '.join(lesser)}."] if lesser else []
        said += [*already, *_about_the_rest(plea)]
    return {"duty": duty, "text": " ".join(said), "citizenship_first": first}


def _citizenship(citizen_parent: bool | None) -> str:
    """Return the question that comes before all others."""
    if citizen_parent:
        return (
            "A parent or grandparent is or was a citizen: find out first whether this person is a citizen too, "
            "since then none of this applies."
        )
    return "Ask first whether a parent or grandparent is or was a citizen: this person may be one without knowing it."


def _about_removal(removal: int, grounds: str, added: bool, already: bool) -> str:
    if removal == CERTAIN:
        return f"Say plainly that this plea makes the client removable ({grounds})."
    if removal == LIKELY:
        return f"Say that this plea is likely to bring removal ({grounds})."
    if removal > NO:
        return f"Say that this plea may lead to removal ({grounds}: {VERDICTS[removal]})."
    if added:
        further = "further ground" if already else "ground"
        return f"No {further} of removal was found, but say that this plea may do other harm under immigration law."
    return "Say that no consequence of this plea was found under the rules encoded, and what those leave out."


def _grounds(found: Sequence[Mapping[str, Any]], removal: int) -> tuple[list[str], list[str]]:
    """Return the names of the grounds that carry removal, and of those that are less sure with their verdicts."""
    named = [each for each in found if each["id"] != _OVERALL and LEVEL_OF[each["verdict"]] > NO]
    # A resident who asks to be let in is removed as inadmissible: then the overall finding is all there is.
    ordered = sorted(named or found, key=lambda each: -LEVEL_OF[each["verdict"]])
    surest = [each for each in ordered if LEVEL_OF[each["verdict"]] >= removal] or ordered
    lesser = [f"{_name(each)} ({each['verdict']})" for each in ordered if each not in surest]
    return _first([_name(each) for each in surest]), _first(lesser)


def _first(names: list[str]) -> list[str]:
    """Return the first names, and how many more there are."""
    more = len(names) - _MOST_GROUNDS
    return [*names[:_MOST_GROUNDS], f"{more} more"] if more > 0 else names


def _name(found: Mapping[str, Any]) -> str:
    title = str(found.get("title") or str(found["id"]).replace(".", ": ").replace("_", " "))
    return title.partition(": ")[2] or title


def _already(plea: Mapping[str, Any]) -> Iterable[str]:
    """Yield a reminder where the person can be removed without this plea."""
    for found in plea["findings"]:
        if found["id"] == _OVERALL and not found.get("new", True) and LEVEL_OF[found["verdict"]] >= LIKELY:
            yield "The person is removable without it too, so what it does to detention and relief counts most."


def _about_the_rest(plea: Mapping[str, Any]) -> Iterable[str]:
    """Yield what else the option adds, by the question that it answers worse."""
    levels = {about: _added(plea, question) for question, about in ABOUT.items() if question != STAY_FIRST[0]}
    parts = [f"{about} ({VERDICTS[level]})" for about, level in levels.items() if level > NO]
    if parts:
        yield f"Say also what comes with it: {', '.join(parts)}."


def _added(plea: Mapping[str, Any], question: str) -> int:
    """Return the level of what an option adds to a question, as the report says it or as its new findings show."""
    asked = plea["questions"].get(question) or {}
    if "adds" in asked:
        return LEVEL_OF[asked["adds"]]
    carried = asked.get("findings", ())
    new = [each for each in plea["findings"] if each.get("new", True) and each["id"] in carried]
    return max((LEVEL_OF[each["verdict"]] for each in new), default=NO)
