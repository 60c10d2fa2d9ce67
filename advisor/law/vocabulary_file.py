"""The vocabulary read strictly: every key known, and every name that one entry uses of another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from advisor.document import Node, PathInDocument
from advisor.errors import Problem
from advisor.law.entries import FACT_KINDS
from advisor.law.parsing import Parser
from advisor.law.vocabulary import Vocabulary

_ROOMS = ("involves", "facts", "categories", "findings", "aggregates", "questions")
_ROLES = ("plea", "prior", "charge")
_FOLDS = ("number", "sum", "longest", "distinct", "earliest")
_ABOUT = ("count", "person")
_SUPPLIERS = ("scenario", "measure", "charge")


def check_vocabulary(node: Node) -> list[Problem]:
    """Return what is wrong with the vocabulary by itself."""
    parser = Parser(node, Vocabulary({}, {}, {}, {}, {}, {}), None)
    data = node.value
    rooms = data if isinstance(data, dict) else {}
    for name in rooms:
        parser.known((name,), name, "key", _ROOMS)
    for room in _ROOMS:
        if not isinstance(rooms.get(room), dict) or not rooms[room]:
            parser.report((room,), f"the vocabulary holds nothing under `{room}`")
    if not parser.problems:
        for room, check in _CHECKS.items():
            for name, entry in data[room].items():
                check(parser, (room, name), entry, data)
    return parser.problems


def _involves(parser: Parser, at: PathInDocument, entry: Any, data: Mapping[str, Any]) -> None:
    if not isinstance(entry, str):
        parser.report(at, f"`{at[-1]}` needs a text that says what it covers")


def _fact(parser: Parser, at: PathInDocument, entry: Any, data: Mapping[str, Any]) -> None:
    keys = ("kind", "about", "by", "words", "plea", "ask", "from", "label", "without_priors")
    if not parser.keys(at, entry, keys, ("kind", "about", "by")):
        return
    parser.known((*at, "kind"), entry["kind"], "kind of fact", FACT_KINDS)
    parser.known((*at, "about"), entry["about"], "kind of row", _ABOUT)
    parser.known((*at, "by"), entry["by"], "supplier", _SUPPLIERS)
    if (entry["kind"] == "word") != ("words" in entry):
        parser.report(at, f"`{at[-1]}` needs `words` exactly if it is a word")
    if not isinstance(entry.get("from", []), list):
        parser.report((*at, "from"), "`from` needs a list of scenario keys")


def _category(parser: Parser, at: PathInDocument, entry: Any, data: Mapping[str, Any]) -> None:
    keys = ("title", "needs", "premise_default", "circumstance", "detention_only", "by_fact", "authority")
    if not parser.keys(at, entry, keys, ("title", "needs")):
        return
    needed = [word for group in entry["needs"] for word in group]
    _each(parser, (*at, "needs"), needed, "word of `involves`", data["involves"])
    default = entry.get("premise_default", [])
    names = default if isinstance(default, list) else [default]
    _each(parser, (*at, "premise_default"), names, "category", data["categories"])


def _finding(parser: Parser, at: PathInDocument, entry: Any, data: Mapping[str, Any]) -> None:
    keys = ("about", "title", "reading", "shown_if", "harm", "inner", "per_count", "who")
    if not parser.keys(at, entry, keys, ("about", "title")):
        return
    parser.known((*at, "about"), entry["about"], "kind of row", _ABOUT)
    parser.known((*at, "reading"), entry.get("reading", "shown"), "reading", ("shown", "not_excluded"))
    parser.known((*at, "harm"), entry.get("harm", "up"), "direction", ("up", "down"))
    parser.known((*at, "who"), entry.get("who", "noncitizens"), "circle", ("noncitizens", "anyone"))
    if "shown_if" in entry:
        parser.known((*at, "shown_if"), entry["shown_if"], "finding", data["findings"])
    if not entry.get("inner") and not ("reading" in entry and "harm" in entry):
        parser.report(at, f"`{at[-1]}` is reported and does not say which reading, or which way harm runs",
                      "add `reading` and `harm`, or `inner: true`")  # fmt: skip


def _aggregate(parser: Parser, at: PathInDocument, entry: Any, data: Mapping[str, Any]) -> None:
    keys = ("over", "roles", "where", "fold", "of", "longest_within", "among", "grows", "unknown_priors", "title")
    if not parser.keys(at, entry, keys, ("over", "roles", "where", "fold", "grows", "title")):
        return
    _each(parser, (*at, "roles"), entry["roles"], "role", _ROLES)
    parser.known((*at, "fold"), entry["fold"], "fold", _FOLDS)
    parser.known((*at, "grows"), entry["grows"], "direction", ("down",) if entry["fold"] == "earliest" else ("up",))
    parser.known((*at, "among"), entry.get("among", "others"), "relation", ("others", "earlier_others"))
    parser.known((*at, "unknown_priors"), entry.get("unknown_priors", "ignored"), "word", ("counted", "ignored"))
    for index, item in enumerate(entry["where"]):
        for kind, valid in (("finding", data["findings"]), ("category", data["categories"])):
            if kind in item:
                parser.known((*at, "where", index), item[kind], kind, valid)
        if len(item) != 1 or not {"finding", "category"} & set(item):
            parser.report((*at, "where", index), "a row is chosen by a finding or a category")
    _folded(parser, at, entry, data["facts"])


def _folded(parser: Parser, at: PathInDocument, entry: Mapping[str, Any], facts: Mapping[str, Any]) -> None:
    """Check which fact is folded: none for a number, a group for distinct ones, else something that has an order."""
    if (entry["fold"] == "number") == ("of" in entry):
        parser.report(at, f"`{at[-1]}` names the fact that it folds (`of`), unless it counts rows")
        return
    for key in ("of", "longest_within"):
        if key in entry and parser.known((*at, key), entry[key], "fact", facts):
            kind = facts[entry[key]].get("kind") if isinstance(facts[entry[key]], dict) else None
            groups = key == "longest_within" or entry["fold"] == "distinct"
            if (kind == "group") != groups:
                parser.report((*at, key), f"`{entry[key]}` cannot be folded so", "groups are told apart, figures added")


def _question(parser: Parser, at: PathInDocument, entry: Any, data: Mapping[str, Any]) -> None:
    prefixes = {f"{name.rpartition('.')[0]}.*" for name in data["findings"] if "." in name}
    _each(parser, at, entry, "finding", (*data["findings"], *prefixes))


def _each(parser: Parser, at: PathInDocument, names: object, kind: str, valid: Iterable[str]) -> None:
    """Check that there is a list, and that each name in it exists."""
    if not isinstance(names, list):
        parser.report(at, "a list of names belongs here")
        return
    every = tuple(valid)
    for name in names:
        parser.known(at, name, kind, every)


_CHECKS: Mapping[str, Callable[[Parser, PathInDocument, Any, Mapping[str, Any]], None]] = {
    "involves": _involves,
    "facts": _fact,
    "categories": _category,
    "findings": _finding,
    "aggregates": _aggregate,
    "questions": _question,
}
