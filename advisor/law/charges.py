"""One charge file: its offenses with grades and classification, read strictly."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from advisor.document import Node, PathInDocument
from advisor.errors import Problem, TextNotUnderstood
from advisor.findings import VERDICTS
from advisor.law.conditions import to_plain
from advisor.law.entries import FactEntry
from advisor.law.naming import HOME, file_id, tree_of
from advisor.law.parsing import Parser
from advisor.law.shapes import DATED_BY
from advisor.law.vocabulary import Vocabulary, fact_entry
from advisor.terms import parse_duration
from advisor.wording import nearest, offered, one_of, quoted

FILE_KEYS = ("id", "citation", "name", "family", "divisible", "offenses", "safer_pleas", "safer_sentence", "sources",
             "checked", "notes")  # fmt: skip
OFFENSE_KEYS = (
    "id", "citation", "name", "elements", "mens_rea", "grades", "grades_verified", "involves", "classification",
    "asks", "turns_on", "safer_pleas", "safer_sentence", "notes", "grading_factors", "divisible", "fixes", "fits",
    "detention_names",
)  # fmt: skip
ANSWER_KEYS = (
    "category", "verdict", "relief_verdict", "when", "otherwise", "effective_from", "effective_to", "dated_by",
    "split", "why", "authority", "verified", "verified_scope",
)  # fmt: skip
GRADE_KEYS = ("grade", "max", "when", "otherwise", "why")
FAMILIES = ("theft", "robbery", "burglary", "arson", "fraud", "assault", "homicide", "sex", "family", "weapons",
            "drugs", "justice", "order", "vehicles")  # fmt: skip
MENTAL_STATES = ("intentional", "knowing", "reckless", "negligent", "none")
GRADES = ("F1", "F2", "F3", "M1", "M2", "M3", "summary", "felony", "misdemeanor", "infraction", "murder-1", "murder-2",
          "murder-3")  # fmt: skip
_STATE = re.compile("[a-z]{2}")
#: Grades that every statute gives a maximum of its own.
_WITHOUT_ORDINARY = ("felony", "misdemeanor", "infraction")


def compile_charge_file(node: Node, vocabulary: Vocabulary, problems: list[Problem]) -> dict[str, Any] | None:
    """Return a charge file in its compiled form, or None after noting its mistakes."""
    parser = Parser(node, vocabulary, None, level="charge")
    data = parser.part((), node.value, FILE_KEYS, ("id", "citation", "name", "family", "offenses", "checked"))
    expected = file_id(node.name)
    if not _STATE.fullmatch(tree_of(node.name)):
        help_text = "name it `charges/<state>/<title>/<section>.yaml`"
        parser.report(("id",), "a charge file stands under the two small letters of its state", help_text)
    elif data.get("id", expected) != expected:
        parser.report(("id",), f"the id {quoted(data['id'])} does not fit the path of the file", f"write `{expected}`")
    parser.word((), data, "family", "family", FAMILIES)
    parser.checked(data)
    _divisible(data, (), parser)
    found = enumerate(data.get("offenses", ()))
    offenses = [_offense(offense, ("offenses", index), parser) for index, offense in found]
    _harm_less(data, (), parser)
    problems += parser.problems
    if parser.problems:
        return None
    head = {key: data[key] for key in FILE_KEYS if key in data and key != "offenses"}
    return {**head, "file": node.name, "offenses": offenses}


def _offense(given: object, at: PathInDocument, parser: Parser) -> dict[str, Any]:
    needed = ("id", "citation", "name", "elements", "grades", "involves", "classification")
    offense = parser.part(at, given, OFFENSE_KEYS, needed)
    parser.own = _asks(offense.get("asks", {}), (*at, "asks"), parser)
    for index, word in enumerate(offense.get("involves", ())):
        parser.known((*at, "involves", index), word, "word for `involves`", parser.vocabulary.involves)
    _divisible(offense, at, parser)
    _harm_less(offense, at, parser)
    _details(offense, at, parser)
    compiled = {key: value for key, value in offense.items() if key not in ("grades", "classification")}
    compiled["grades"] = _grades(offense.get("grades", []), (*at, "grades"), parser)
    compiled["classification"] = _classification(offense, at, parser)
    compiled["line"] = parser.node.line(*at)
    return compiled


def _divisible(data: Mapping[str, Any], at: PathInDocument, parser: Parser) -> None:
    if "divisible" in data:
        keys, here = ("answer", "along", "why", "authority"), (*at, "divisible")
        entry = parser.part(here, data["divisible"], keys, keys)
        parser.word(here, entry, "answer", "answer", ("yes", "no", "unsettled"))


def _harm_less(data: Mapping[str, Any], at: PathInDocument, parser: Parser) -> None:
    for index, plea in enumerate(data.get("safer_pleas", ())):
        parser.keys((*at, "safer_pleas", index), plea, ("id", "why"), ("id", "why"))


def _details(offense: Mapping[str, Any], at: PathInDocument, parser: Parser) -> None:
    """Check the mental states, the words of the grading factor, and the facts that the offense itself fixes."""
    for index, word in enumerate(offense.get("mens_rea", ())):
        parser.known((*at, "mens_rea", index), word, "mental state", MENTAL_STATES)
    for index, factor in enumerate(offense.get("grading_factors", ())):
        parser.keys((*at, "grading_factors", index), factor, ("word", "says"), ("word", "says"))
    for name in offense.get("fixes", ()):
        parser.known((*at, "fixes", name), name, "fact", (*parser.vocabulary.facts, *parser.own))


def _asks(asks: Mapping[str, Any], at: PathInDocument, parser: Parser) -> dict[str, FactEntry]:
    own: dict[str, FactEntry] = {}
    kinds = ("flag", "word", "name", "number", "money", "grams")
    for name, given in asks.items():
        entry = parser.part((*at, name), given, ("kind", "ask", "words", "plea"), ("kind", "ask"))
        if parser.word((*at, name), entry, "kind", "kind of fact", kinds):
            own[name] = fact_entry(name, entry)
    return own


def _grades(grades: list[Any], at: PathInDocument, parser: Parser) -> list[dict[str, Any]]:
    found = []
    for index, given in enumerate(grades):
        here = (*at, index)
        grade = parser.part(here, given, GRADE_KEYS, ("grade",))
        known = parser.word(here, grade, "grade", "grade", GRADES)
        if "max" in grade:
            _check_duration(grade["max"], (*here, "max"), parser)
        elif known and "max" not in given and _has_no_ordinary_maximum(grade["grade"], parser):
            message = f"the grade `{grade['grade']}` needs a `max`, since it has no ordinary one"
            parser.report(here, message, "add the statute's maximum, such as `max: 2 years`")
        most = str(grade["max"]) if "max" in grade else None
        found.append({**grade, "max": most, "line": parser.node.line(*here), "when": _when(grade, here, parser)})
    return found


def _has_no_ordinary_maximum(grade: str, parser: Parser) -> bool:
    return grade in _WITHOUT_ORDINARY or tree_of(parser.node.name) != HOME


def _classification(offense: Mapping[str, Any], at: PathInDocument, parser: Parser) -> list[dict[str, Any]]:
    found = []
    entries = offense.get("classification", ())
    for index, given in enumerate(entries):
        here = (*at, "classification", index)
        entry = parser.part(here, given, ANSWER_KEYS, ("category", "verdict", "why", "authority", "verified"))
        parser.word(here, entry, "category", "category", parser.vocabulary.categories)
        for key in ("verdict", "relief_verdict"):
            parser.word(here, entry, key, "verdict", VERDICTS)
        _check_dates(entry, here, parser)
        found.append({**entry, "line": parser.node.line(*here), "when": _when(entry, here, parser)})
    if entries:
        _check_answers(offense, at, [str(entry.get("category", "")) for entry in found], parser)
    return found


def _check_answers(offense: Mapping[str, Any], at: PathInDocument, answered: list[str], parser: Parser) -> None:
    """Silence is an error: what the elements involve opens categories, and each of them is answered."""
    involved = frozenset(map(str, offense.get("involves", ())))
    categories = parser.vocabulary.categories
    # A misspelt category was meant as an answer to those that it is like, and is told as misspelt.
    told = {*answered, *(meant for name in answered if name not in categories for meant in nearest(name, categories))}
    for name, category in categories.items():
        if name not in told and not category.circumstance and parser.vocabulary.reads(name, involved):
            opening = sorted(involved & {word for group in category.needs for word in group})
            what = f", or take {one_of(list(map(quoted, opening)))} out of `involves`" if opening else ""
            message = f"{quoted(offense.get('id', 'the offense'))} does not answer the category `{name}`"
            parser.report((*at, "classification"), message, f"answer it (`no` has to be said){what}")


def _check_dates(entry: Mapping[str, Any], at: PathInDocument, parser: Parser) -> None:
    if "dated_by" in entry:
        parser.word(at, entry, "dated_by", "word for `dated_by`", DATED_BY)
    elif "effective_from" in entry or "effective_to" in entry:
        help_text = f"add `dated_by`, {offered('', DATED_BY)}"
        parser.report(at, "an answer with dates says by which day it is chosen", help_text)
    parser.split(entry, at)
    if "open" in (entry.get("verdict"), entry.get("relief_verdict")) and "when" not in entry and "split" not in entry:
        help_text = "add `split: {for: [...], against: [...]}`, or a `when` on the fact it hangs on"
        parser.report(at, "an `open` answer says what holds each side", help_text)


def _when(entry: Mapping[str, Any], at: PathInDocument, parser: Parser) -> list[Any] | None:
    if "when" not in entry:
        return None
    condition = parser.condition(entry["when"], (*at, "when"))
    return None if condition is None else to_plain(condition)


def _check_duration(value: object, at: PathInDocument, parser: Parser) -> None:
    try:
        parse_duration(str(value))
    except TextNotUnderstood as failure:
        parser.report(at, failure.message, failure.help)
