"""The table of risk read strictly: its words, the groups of findings, and the rows that are tried from the top."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from advisor.document import PathInDocument
from advisor.findings import VERDICTS
from advisor.law.contract import RISK_GROUPS
from advisor.law.items import Choice, choice_of, entries, names
from advisor.law.parsing import Parser
from advisor.law.policies import RISKS
from advisor.law.shapes import MAPPING, SOME_MAPPINGS, SOME_TEXTS, TEXT, by_key
from advisor.law.vocabulary import finding_patterns

_KEYS = ("id", "title", "words", "groups", "rows", "checked")
_SHAPES = by_key({MAPPING: "groups", SOME_MAPPINGS: "rows all any"})
_GROUP_SHAPES = by_key({SOME_TEXTS: "statuses findings", MAPPING: "within"})
_WITHIN_SHAPES = by_key({TEXT: "finding"})
_TEST = Choice(
    "test",
    {"group": (), "findings": ("within",)},
    by_key({SOME_TEXTS: "findings", MAPPING: "within", TEXT: "group at_least"}),
    ("at_least",),
)


def check_risk(parser: Parser) -> None:
    """Note everything that is wrong with the table of risk that a parser holds."""
    data = parser.part((), parser.node.value, _KEYS, _KEYS, _SHAPES)
    parser.checked(data)
    if data.get("words", [*RISKS]) != [*RISKS]:
        parser.report(("words",), "the words for harm are not those of the program", f"write [{', '.join(RISKS)}]")
    groups = data.get("groups", {})
    for name, rows in groups.items():
        _group(parser, ("groups", name), rows)
    for name in RISK_GROUPS if "groups" in data else ():
        if name not in groups:
            parser.report(("groups",), f"the program asks for the group `{name}`, which is not here")
    for at, row in entries(data, "rows"):
        _row(parser, at, row, groups)


def _group(parser: Parser, at: PathInDocument, rows: object) -> None:
    """Check what a group is for the people of each status."""
    if not SOME_MAPPINGS.fits(rows):
        parser.report(at, f"`{at[-1]}` needs a row for each status", f"write {SOME_MAPPINGS.wanted}")
        return
    for index, row in enumerate(rows if isinstance(rows, list) else ()):
        place = (*at, index)
        keys = ("statuses", "findings")
        found = parser.part(place, row, (*keys, "within"), keys, _GROUP_SHAPES)
        names(
            parser, (*place, "statuses"), found.get("statuses", ()), "status", parser.vocabulary.facts["status"].words
        )
        _findings(parser, place, found)


def _row(parser: Parser, at: PathInDocument, data: object, groups: Mapping[str, Any]) -> None:
    row = parser.part(at, data, ("word", "why", "all", "any"), ("word", "why"), _SHAPES)
    parser.word(at, row, "word", "word for harm", RISKS)
    given = [key for key in ("all", "any") if isinstance(data, dict) and key in data]
    if len(given) != 1:
        parser.report(at, "a row needs either `all` or `any`", "write which groups and findings ask for its word")
        return
    for place, test in entries(row, given[0], at):
        word, found = choice_of(parser, place, test, _TEST)
        parser.word(place, found, "at_least", "verdict", VERDICTS)
        if word == "group":
            parser.word(place, found, word, "group", groups)
        else:
            _findings(parser, place, found)


def _findings(parser: Parser, at: PathInDocument, data: Mapping[str, Any]) -> None:
    """Check the findings that are read together, and the one that they cannot exceed."""
    known = parser.vocabulary.findings
    names(parser, (*at, "findings"), data.get("findings", ()), "finding", (*known, *finding_patterns(known)))
    if "within" in data:
        place, keys = (*at, "within"), ("finding", "detail")
        within = parser.part(place, data["within"], keys, keys, _WITHIN_SHAPES)
        parser.word(place, within, "finding", "finding", known)
