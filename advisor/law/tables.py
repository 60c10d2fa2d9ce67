"""The tables beside the rules: authorities, drugs, dispositions, sentencing, and what the library covers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from advisor.document import Node, PathInDocument
from advisor.errors import Problem, TextNotUnderstood
from advisor.law.authority_file import check_authority
from advisor.law.charges import FAMILIES, GRADES
from advisor.law.contract import DISPOSITIONS as OWED_DISPOSITIONS
from advisor.law.files import AUTHORITIES
from advisor.law.parsing import Parser
from advisor.law.policies import FOLDER as POLICIES
from advisor.law.policy_file import check_policy
from advisor.law.risk_file import check_risk
from advisor.law.shapes import DAY, by_key
from advisor.law.vocabulary import Vocabulary
from advisor.terms import parse_duration

AUTHORITY_TABLES = AUTHORITIES
DRUGS = "rules/drugs.yaml"
LIBRARY = "rules/library.yaml"
RISK = "rules/risk.yaml"
DISPOSITIONS = "charges/pa/dispositions.yaml"
SENTENCING = "charges/pa/sentencing.yaml"

_DISPOSITION_FACTS = ("guilt", "restraint", "proceeding", "diversion")
_DISPOSITION_KEYS = ("id", "name", "citation", *_DISPOSITION_FACTS, "conviction", "authority", "verified")
_DISPOSITION_MORE = ("aliases", "ask", "confinement", "offered_for", "not_offered_in", "notes")
_AFTERWARDS_KEYS = ("id", "name", "effect", "still_a_conviction", "why", "authority", "verified")
_SENTENCE_KEYS = ("id", "topic", "says", "confidence", "authority", "verified")
_LIBRARY_KEYS = ("version", "covered", "grounds", "titles", "not_covered", "checked")
_LIBRARY_MORE = ("authorities_checked",)
_LIBRARY_SHAPES = by_key({DAY: "authorities_checked"})


def is_table(name: str) -> bool:
    """Return whether a file of this name has a place among the tables."""
    return name in _READERS or name.startswith(f"{POLICIES}/")


def check_table(node: Node, vocabulary: Vocabulary, problems: list[Problem]) -> bool:
    """Note every mistake of a table by itself, and return whether there is none."""
    parser = Parser(node, vocabulary, None)
    _READERS.get(node.name, check_policy)(parser)
    problems += parser.problems
    return not parser.problems


def _entries(parser: Parser, at: PathInDocument, entries: object) -> Iterator[tuple[PathInDocument, Any]]:
    """Yield the entries of a list with their places."""
    if not isinstance(entries, list):
        parser.report(at, "a list of entries belongs here")
        return
    for index, entry in enumerate(entries):
        yield (*at, index), entry


def _cases(parser: Parser) -> None:
    for at, entry in _entries(parser, (), parser.node.value):
        check_authority(parser, at, entry, is_case=True)


def _texts(parser: Parser) -> None:
    for at, entry in _entries(parser, (), parser.node.value):
        check_authority(parser, at, entry, is_case=False)


def _drugs(parser: Parser) -> None:
    needed = ("name", "kind", "authority", "verified")
    for at, entry in _entries(parser, (), parser.node.value):
        if parser.keys(at, entry, (*needed, "aliases", "listed", "note"), needed):
            parser.known((*at, "kind"), entry["kind"], "kind of drug", parser.vocabulary.facts["drug_kind"].words)


def _dispositions(parser: Parser) -> None:
    data = parser.node.value
    needed = ("dispositions", "checked")
    if not parser.keys((), data, ("id", *needed, "post_conviction", "sources"), needed):
        return
    parser.checked(data)
    for at, entry in _entries(parser, ("dispositions",), data["dispositions"]):
        if parser.keys(at, entry, (*_DISPOSITION_KEYS, *_DISPOSITION_MORE), _DISPOSITION_KEYS):
            for name in _DISPOSITION_FACTS:
                _words(parser, (*at, name), entry[name], name)
            _answer(parser, (*at, "conviction"), entry["conviction"], ("why",))
            _offered(parser, at, entry)
    if not parser.problems:
        _named_by_the_program(parser, data["dispositions"])
    for at, entry in _entries(parser, ("post_conviction",), data.get("post_conviction", [])):
        if parser.keys(at, entry, (*_AFTERWARDS_KEYS, "citation", "notes"), _AFTERWARDS_KEYS):
            _words(parser, (*at, "effect"), entry["effect"], "afterwards")
            _answer(parser, (*at, "still_a_conviction"), entry["still_a_conviction"])


def _named_by_the_program(parser: Parser, entries: list[Any]) -> None:
    """Check that the dispositions that the program asks for are there, by id or by alias."""
    known = {name for entry in entries for name in (entry["id"], *entry.get("aliases", ()))}
    for name in OWED_DISPOSITIONS:
        if name not in known:
            message = f"the program asks for the disposition `{name}`, which is not here"
            parser.report(("dispositions",), message, "let one have it as `id` or under `aliases`")


def _offered(parser: Parser, at: PathInDocument, entry: Mapping[str, Any]) -> None:
    """Check for what a disposition is offered: grades, and families of offenses where it is not."""
    parser.known((*at, "confinement"), entry.get("confinement", "0 days"), "confinement", ("0 days",))
    for key, kind, valid in (("offered_for", "grade", GRADES), ("not_offered_in", "family", FAMILIES)):
        for name in entry.get(key, ()):
            parser.known((*at, key), name, kind, valid)


def _words(parser: Parser, at: PathInDocument, value: object, fact: str) -> None:
    """Check that a word, or each of several, is one of a fact's."""
    for word in value if isinstance(value, list) else [value]:
        parser.known(at, word, f"word of `{fact}`", parser.vocabulary.facts[fact].words)


def _answer(parser: Parser, at: PathInDocument, answer: object, more: tuple[str, ...] = ()) -> None:
    keys = ("answer", "confidence", *more)
    if parser.keys(at, answer, keys, keys) and isinstance(answer, dict):
        parser.known((*at, "answer"), answer["answer"], "answer", ("yes", "no", "depends", "unsettled"))


def _sentencing(parser: Parser) -> None:
    data = parser.node.value
    if not parser.keys((), data, ("id", "grades", "rules", "sources", "checked"), ("grades", "rules", "checked")):
        return
    parser.checked(data)
    for at, entry in _entries(parser, ("grades",), data["grades"]):
        keys = ("grade", "max", "ungraded", "authority", "verified", "notes")
        if parser.keys(at, entry, keys, ("grade", "authority", "verified")):
            parser.known((*at, "grade"), entry["grade"], "grade", GRADES)
            _maximum(parser, at, entry)
    for at, entry in _entries(parser, ("rules",), data["rules"]):
        parser.keys(at, entry, (*_SENTENCE_KEYS, "example", "counts_as", "notes"), _SENTENCE_KEYS)


def _maximum(parser: Parser, at: PathInDocument, entry: Mapping[str, Any]) -> None:
    """Check that a grade has a maximum, or says that each of its statutes names one."""
    if "max" not in entry:
        if not entry.get("ungraded"):
            parser.report(at, f"the grade `{entry['grade']}` has no maximum", "add `max`, or say `ungraded: true`")
        return
    try:
        parse_duration(str(entry["max"]))
    except TextNotUnderstood as failure:
        parser.report((*at, "max"), str(failure.args[0]))


def _library(parser: Parser) -> None:
    data = parser.node.value
    found = parser.part((), data, (*_LIBRARY_KEYS, *_LIBRARY_MORE), _LIBRARY_KEYS, _LIBRARY_SHAPES)
    if not all(key in found for key in _LIBRARY_KEYS):
        return
    parser.checked(data)
    if parser.keys(("covered",), data["covered"], ("states", "circuits"), ("states", "circuits")):
        for name in ("states", "circuits"):
            if not isinstance(data["covered"][name], list) or not data["covered"][name]:
                parser.report(("covered", name), f"`{name}` needs a list")
    for part in ("grounds", "titles"):
        for at, entry in _entries(parser, (part,), data[part]):
            _part_of_library(parser, at, entry)
    for at, entry in _entries(parser, ("not_covered",), data["not_covered"]):
        if parser.keys(at, entry, ("id", "title", "why", "authority", "classified_as"), ("id", "title", "why")):
            for word in entry.get("classified_as", ()):
                parser.known((*at, "classified_as"), word, "category", parser.vocabulary.categories)


def _part_of_library(parser: Parser, at: PathInDocument, entry: Any) -> None:
    """Check what the library says of one ground or title."""
    needed = ("id", "title", "holds", "checked")
    if not parser.keys(at, entry, (*needed, "citation", "findings", "missing"), needed):
        return
    parser.known((*at, "holds"), entry["holds"], "degree of completeness", ("complete", "in_part"))
    parser.checked(entry, at)
    for name in entry.get("findings", ()):
        parser.known((*at, "findings"), name, "finding", parser.vocabulary.findings)
    if entry["holds"] == "in_part" and not entry.get("missing"):
        parser.report(at, f"`{entry['id']}` is in part and does not say what is missing", "add `missing`")


_READERS: Mapping[str, Callable[[Parser], None]] = {
    **dict.fromkeys(AUTHORITY_TABLES, _texts),
    "rules/authorities/cases.yaml": _cases,
    DRUGS: _drugs,
    DISPOSITIONS: _dispositions,
    SENTENCING: _sentencing,
    LIBRARY: _library,
    RISK: check_risk,
}
