"""The vocabulary read strictly: every key known, and every name that one entry uses of another."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from advisor.document import Node, PathInDocument
from advisor.errors import Problem, TextNotUnderstood
from advisor.law.contract import FACTS, QUESTIONS, UNDER_FACTS
from advisor.law.entries import FACT_KINDS, NUMBER_KINDS, WORD_KINDS
from advisor.law.items import entries, names
from advisor.law.parsing import Parser
from advisor.law.shapes import MAPPING, TEXT, TEXTS, by_key
from advisor.law.vocabulary import GIVEN_KINDS, Vocabulary, finding_patterns, is_given, on_scale
from advisor.wording import nearest

_ROOMS = ("involves", "facts", "categories", "findings", "aggregates", "questions")
_ROLES = ("plea", "prior", "charge")
_ABOUT = ("count", "person")
_SUPPLIERS = ("scenario", "measure", "charge")
_AMOUNTS = tuple(kind for kind in NUMBER_KINDS if kind != "date")
#: The kinds of fact that each fold takes.
_FOLDS: Mapping[str, tuple[str, ...]] = {
    "number": (), "sum": (*_AMOUNTS, "duration"), "longest": (*_AMOUNTS, "duration"), "distinct": ("group",),
    "earliest": NUMBER_KINDS,
}  # fmt: skip
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_FINDING_NAME = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?")
_ROOM_SHAPES = by_key({MAPPING: " ".join(_ROOMS)})
_FACT_SHAPES = by_key({TEXTS: "from"})
_BY_FACT_SHAPES = by_key({TEXT: "fact", TEXTS: "certain open"})
_WHERE_SHAPES = by_key({TEXT: "finding"})

#: More names than these are told by their number.
_FEW = 3

_Rooms = Mapping[str, Mapping[str, Any]]


def check_vocabulary(node: Node) -> list[Problem]:
    """Return what is wrong with the vocabulary by itself."""
    parser = Parser(node, Vocabulary({}, {}, {}, {}, {}, {}), None)
    rooms = parser.part((), node.value, _ROOMS, (), _ROOM_SHAPES)
    told = {problem.place for problem in parser.problems}
    for room in _ROOMS:
        if not rooms.get(room) and parser.node.place(room) not in told:
            parser.report(
                (room,), f"the vocabulary holds nothing under `{room}`", "copy the shipped one, and add to it"
            )
    if not parser.problems:
        for room, check in _CHECKS.items():
            for name, entry in rooms[room].items():
                _named(parser, (room, name))
                check(parser, (room, name), entry, rooms)
        _asked_for(parser, rooms)
    return parser.problems


def _named(parser: Parser, at: tuple[str, str]) -> None:
    room, name = at
    if not (_FINDING_NAME if room == "findings" else _NAME).fullmatch(name):
        parser.report(at, f"`{name}` is no name", "write small letters, digits and underscores")


def _says(data: Any, found: Mapping[str, Any], key: str) -> bool:
    """Return whether a key stands in an entry, misspelt or with what does not belong there; both have been told."""
    return key in found or (isinstance(data, dict) and key in data)


def _involves(parser: Parser, at: PathInDocument, entry: Any, rooms: _Rooms) -> None:
    if not TEXT.fits(entry):
        parser.report(at, f"`{at[-1]}` needs a text that says what it covers")


def _fact(parser: Parser, at: PathInDocument, data: Any, rooms: _Rooms) -> None:
    keys = ("kind", "about", "by", "words", "plea", "ask", "from", "label", "without_priors")
    entry = parser.part(at, data, keys, ("kind", "about", "by"), _FACT_SHAPES)
    kind = entry["kind"] if parser.word(at, entry, "kind", "kind of fact", FACT_KINDS) else ""
    parser.word(at, entry, "about", "kind of row", _ABOUT)
    parser.word(at, entry, "by", "supplier", _SUPPLIERS)
    if kind and (kind == "word") != _says(data, entry, "words"):
        parser.report(at, f"`{at[-1]}` needs `words` exactly if it is a word")
    if kind and "without_priors" in entry:
        _without_priors(parser, (*at, "without_priors"), entry, kind)


def _without_priors(parser: Parser, at: PathInDocument, entry: Mapping[str, Any], kind: str) -> None:
    """Check that what a fact is for a person without priors is a value of its kind."""
    value = entry["without_priors"]
    if kind == "flag" and not isinstance(value, bool):
        parser.report(at, "a flag is true or false", "write `false`")
    elif kind in WORD_KINDS and kind != "flag":
        parser.known(at, value, "word", entry.get("words", ()) if kind == "word" else [value])
    elif kind not in WORD_KINDS:
        try:
            on_scale(kind, value if isinstance(value, int | float) else "")
        except (TextNotUnderstood, KeyError):
            parser.report(at, f"a {kind} is no such value", "write a number, or leave it out")


def _category(parser: Parser, at: PathInDocument, data: Any, rooms: _Rooms) -> None:
    keys = ("title", "needs", "premise_default", "circumstance", "detention_only", "by_fact", "authority")
    entry = parser.part(at, data, keys, ("title", "needs"))
    for place, group in entries(entry, "needs", at):
        names(parser, place, group, "word of `involves`", rooms["involves"])
    default = entry.get("premise_default", [])
    for name in default if isinstance(default, list) else [default]:
        parser.known((*at, "premise_default"), name, "category", rooms["categories"])
    if entry.get("circumstance", False) != _says(data, entry, "by_fact"):
        parser.report(at, f"`{at[-1]}` is a circumstance exactly if it is read from a fact",
                      "give it both `circumstance: true` and `by_fact`, or neither")  # fmt: skip
    if "by_fact" in entry:
        _by_fact(parser, (*at, "by_fact"), entry["by_fact"], rooms["facts"])


def _by_fact(parser: Parser, at: PathInDocument, data: Any, facts: Mapping[str, Any]) -> None:
    keys = ("fact", "certain", "open")
    entry = parser.part(at, data, keys, keys, _BY_FACT_SHAPES)
    words = {name: fact["words"] for name, fact in facts.items()
             if isinstance(fact, dict) and fact.get("about") == "count" and TEXTS.fits(fact.get("words"))}  # fmt: skip
    if parser.word(at, entry, "fact", "fact that is a word of the count", words):
        for key in ("certain", "open"):
            names(parser, (*at, key), entry.get(key, ()), f"word of `{entry['fact']}`", words[entry["fact"]])


def _finding(parser: Parser, at: PathInDocument, data: Any, rooms: _Rooms) -> None:
    keys = ("about", "title", "reading", "shown_if", "harm", "inner", "per_count", "who")
    entry = parser.part(at, data, keys, ("about", "title"))
    parser.word(at, entry, "about", "kind of row", _ABOUT)
    parser.word(at, entry, "reading", "reading", ("shown", "not_excluded"))
    parser.word(at, entry, "harm", "direction", ("up", "down"))
    parser.word(at, entry, "who", "circle", ("noncitizens", "anyone"))
    parser.word(at, entry, "shown_if", "finding", rooms["findings"])
    if not entry.get("inner") and not all(_says(data, entry, key) for key in ("reading", "harm")):
        parser.report(at, f"`{at[-1]}` is reported and does not say which reading, or which way harm runs",
                      "add `reading` and `harm`, or `inner: true`")  # fmt: skip


def _aggregate(parser: Parser, at: PathInDocument, data: Any, rooms: _Rooms) -> None:
    keys = ("over", "roles", "where", "fold", "of", "longest_within", "among", "grows", "unknown_priors", "title")
    entry = parser.part(at, data, keys, ("over", "roles", "where", "fold", "grows", "title"))
    parser.word(at, entry, "over", "kind of row", ("counts",))
    names(parser, (*at, "roles"), entry.get("roles", ()), "role", _ROLES)
    parser.word(at, entry, "among", "relation", ("others", "earlier_others"))
    parser.word(at, entry, "unknown_priors", "word", ("counted", "ignored"))
    for index, item in enumerate(entry.get("where", ())):
        found = parser.part((*at, "where", index), item, ("finding", "category"), (), _WHERE_SHAPES)
        parser.word((*at, "where", index), found, "finding", "finding", rooms["findings"])
        parser.word((*at, "where", index), found, "category", "category", rooms["categories"])
        if len(item) != 1:
            parser.report((*at, "where", index), "a row is chosen by a finding or a category")
    if at[-1] in rooms["facts"]:
        parser.report(at, f"`{at[-1]}` is the name of a fact too", "give one of them another name")
    if parser.word(at, entry, "fold", "fold", _FOLDS):
        directions = ("down",) if entry["fold"] == "earliest" else ("up",)
        parser.word(at, entry, "grows", "direction", directions)
        _folded(parser, at, entry, rooms["facts"])


def _folded(parser: Parser, at: PathInDocument, entry: Mapping[str, Any], facts: Mapping[str, Any]) -> None:
    """Check which fact is folded: none for a number, a group for distinct ones, else something that has an order."""
    fold = entry["fold"]
    if (fold == "number") == ("of" in entry):
        parser.report(at, f"`{at[-1]}` names the fact that it folds (`of`), unless it counts rows")
        return
    if "longest_within" in entry and fold != "sum":
        parser.report((*at, "longest_within"), "only a sum takes the longest within a group", "leave it out")
    for key, kinds in (("of", _FOLDS[fold]), ("longest_within", ("group",))):
        if parser.word(at, entry, key, "fact", facts):
            name = entry[key]
            kind = facts[name].get("kind") if isinstance(facts[name], dict) else None
            if kind not in kinds:
                help_text = f"name a fact of the kind {' or '.join(kinds)}"
                parser.report((*at, key), f"`{name}` cannot be folded so", help_text)


def _question(parser: Parser, at: PathInDocument, entry: Any, rooms: _Rooms) -> None:
    parser.known(at, at[-1], "question", QUESTIONS)
    if not TEXTS.fits(entry):
        parser.report(at, "a list of findings belongs here", "write ids, or all that begin so, like `deportable.*`")
        return
    names(parser, at, entry, "finding", (*rooms["findings"], *finding_patterns(rooms["findings"])))


def _asked_for(parser: Parser, rooms: _Rooms) -> None:
    """Check that what the program itself asks for is there, and that each other fact is one that a count is given."""
    for room, kind, wanted in (("facts", "fact", FACTS), ("questions", "question", QUESTIONS)):
        missing = [name for name in wanted if name not in rooms[room]]
        if len(missing) > _FEW:
            shown = ", ".join(f"`{name}`" for name in missing[:_FEW])
            parser.report((room,), f"the program asks for {len(missing)} {kind}s that are not here, {shown} among them",
                          "a vocabulary is replaced as a whole: copy the shipped one and add to the copy")  # fmt: skip
        else:
            _lacking(parser, room, kind, missing, [name for name in rooms[room] if name not in wanted])
    for name, entry in rooms["facts"].items():
        if isinstance(entry, dict) and entry.get("about") in _ABOUT and entry.get("by") in _SUPPLIERS:
            _supplied(parser, ("facts", name), entry)


def _lacking(parser: Parser, room: str, kind: str, missing: Sequence[str], others: Sequence[str]) -> None:
    """Report what is missing; where one of the other names is near, it may be the same misspelt."""
    for name in missing:
        close = nearest(name, others, 1)
        at = (room, *close)
        parser.report(at, f"the program asks for the {kind} `{name}`, which is not here",
                      f"is it `{close[0]}`, misspelt?" if close else "")  # fmt: skip


def _supplied(parser: Parser, at: tuple[str, str], entry: Mapping[str, Any]) -> None:
    """Check that a fact is what the program takes it for, and that somebody supplies it."""
    name = at[1]
    for key, value in zip(("about", "kind"), FACTS.get(name, ()), strict=False):
        if key in entry and entry[key] != value:
            parser.report((*at, key), f"the program takes `{name}` for something else", f"write `{key}: {value}`")
    given = is_given(name, entry.get("about"), entry.get("by"), entry.get("from"))
    kind = entry.get("kind")
    if given and name in FACTS and name not in UNDER_FACTS:
        help_text = "say under `from` what it is read from, or `by: measure`"
        parser.report(at, f"`{name}` is not given under `facts`", help_text)
    elif not given and (name not in FACTS or name in UNDER_FACTS):
        help_text = "what a count is given under `facts` has `about: count`, `by: scenario` and no `from`"
        parser.report(at, f"nothing supplies the fact `{name}`", help_text)
    elif given and kind in FACT_KINDS and kind not in GIVEN_KINDS:
        help_text = f"one of {', '.join(GIVEN_KINDS)}"
        parser.report((*at, "kind"), f"a {kind} cannot be given under `facts`", help_text)


_CHECKS: Mapping[str, Callable[[Parser, PathInDocument, Any, _Rooms], None]] = {
    "involves": _involves,
    "facts": _fact,
    "categories": _category,
    "findings": _finding,
    "aggregates": _aggregate,
    "questions": _question,
}
