"""A policy of a prosecutor's office read strictly: the shape of every part, every name, every comparison.

The shape is told in rules/4-discretion/README.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from advisor.document import PathInDocument
from advisor.errors import TextNotUnderstood
from advisor.law.entries import WORD_KINDS, FactEntry
from advisor.law.items import Choice, choice_of, entries, names
from advisor.law.parsing import Parser
from advisor.law.policies import FOLDER, KINDS, MEASURES, OPERATORS, OUTCOMES, PULLS, RISKS, UNITS, UNKNOWN
from advisor.law.reader import kind_of
from advisor.law.shapes import (
    FLAG,
    MAPPING,
    MAPPINGS,
    NUMBER,
    SCALAR,
    SOME_MAPPINGS,
    SOME_TEXTS,
    TEXT,
    by_key,
)
from advisor.law.vocabulary import on_scale

_KEYS = (
    "id", "title", "office", "date", "authority", "verified", "in_words", "limits", "invented", "grave_from",
    "excluded", "factors", "outcome",
)  # fmt: skip
_EXCLUSION = ("id", "title", "test", "why")
_FACTOR = ("id", "title", "source", "states", "why")
_OWN_STANDING = ("authority", "verified")
_HEAD_SHAPES = by_key(
    {
        TEXT: "limits invented grave_from",
        SCALAR: "date",
        FLAG: "default",
        MAPPINGS: "excluded factors",
        SOME_MAPPINGS: "outcome",
    }
)
_FACTOR_SHAPES = by_key({MAPPING: "test source", MAPPINGS: "states"})
_STATE_SHAPES = by_key({TEXT: "pull"})
_OUTCOME_SHAPES = by_key({TEXT: "give"})
_TEST = Choice(
    "test",
    {"category": (), "offenses": (), "fact": (*OPERATORS, "unit"), "finding": (), "all": (), "any": ()},
    by_key({SOME_MAPPINGS: "all any", TEXT: "fact finding", SOME_TEXTS: "offenses"}),
)
_SOURCE = Choice(
    "source",
    {"fact": ("unit",), "measure": ("consequence", "offense"), "test": (), "not_asked": ()},
    by_key({TEXT: "fact measure not_asked", MAPPING: "test consequence offense"}),
)
_WHEN = Choice(
    "condition",
    {"excluded": (), "pull": ("factors", "at_least", "at_most"), "best_option": ("among", "lifts_grave_harm"),
     "all": (), "any": ()},
    by_key({SOME_MAPPINGS: "all any", TEXT: "excluded pull", SOME_TEXTS: "factors best_option among",
            FLAG: "lifts_grave_harm"}),
)  # fmt: skip


class _Scale(NamedTuple):
    """What a comparison is made with: one of some words (any, where there are none), or figures in a unit."""

    name: str
    words: Sequence[str] = ()
    unit: str = ""


_YES_OR_NO = ("true", "false")
_FIGURES = _Scale("the value", unit="number")


def check_policy(parser: Parser) -> None:
    """Note everything that is wrong with the policy that a parser holds."""
    data = parser.part((), parser.node.value, (*_KEYS, "default"), _KEYS, _HEAD_SHAPES)
    expected = parser.node.name.removeprefix(f"{FOLDER}/").removesuffix(".yaml")
    if data.get("id", expected) != expected:
        parser.report(("id",), f"the id `{data['id']}` is not the name of the file", f"write `{expected}`")
    parser.word((), data, "grave_from", "word for harm", RISKS)
    for at, entry in entries(data, "excluded"):
        found = parser.part(at, entry, (*_EXCLUSION, *_OWN_STANDING), _EXCLUSION, _FACTOR_SHAPES)
        if "test" in found:
            _test(parser, (*at, "test"), found["test"])
    for at, entry in entries(data, "factors"):
        found = parser.part(at, entry, (*_FACTOR, *_OWN_STANDING), _FACTOR, _FACTOR_SHAPES)
        scale = _source(parser, (*at, "source"), found["source"]) if "source" in found else None
        for place, state in entries(found, "states", at):
            _state(parser, place, state, scale)
    _outcome(parser, data)


def _test(parser: Parser, at: PathInDocument, data: object) -> None:
    word, test = choice_of(parser, at, data, _TEST)
    if word in ("all", "any"):
        for place, part in entries(test, word, at):
            _test(parser, place, part)
    elif word == "category":
        parser.word(at, test, word, "category", parser.vocabulary.categories)
    elif word == "finding":
        reported = [entry.name for entry in parser.vocabulary.reported()]
        parser.word(at, test, word, "reported finding", reported)
    elif word == "fact" and parser.word(at, test, word, "fact", parser.vocabulary.facts):
        _compared(parser, at, test, _scale(parser, at, test))


def _source(parser: Parser, at: PathInDocument, data: object) -> _Scale | None:
    """Return what the states of a factor are compared with; None where that cannot be said, or nothing is."""
    word, source = choice_of(parser, at, data, _SOURCE)
    if word == "test":
        _test(parser, (*at, "test"), source["test"])
        return _Scale("`test`", _YES_OR_NO)
    if word == "measure" and parser.word(at, source, word, "measure", MEASURES):
        return _measure(parser, at, source)
    if word == "fact":
        of_person = [entry.name for entry in parser.vocabulary.facts.values() if entry.about == "person"]
        if parser.word(at, source, word, "fact of the person", of_person):
            return _scale(parser, at, source)
    return None


def _measure(parser: Parser, at: PathInDocument, source: Mapping[str, Any]) -> _Scale:
    name = source["measure"]
    parts = {"consequence": RISKS, "offense": parser.vocabulary.facts["severity"].words}
    for key, words in parts.items():
        if name != "gap" and key in source:
            parser.report((*at, key), f"`{key}` belongs to the measure `gap` alone", "leave it out")
        elif name == "gap" and key not in source:
            parser.report(at, f"the key `{key}` is missing", f"give each of {', '.join(words)} a place")
        elif name == "gap":
            places = parser.part((*at, key), source[key], words, words)
            for word, place in places.items():
                _figure(parser, (*at, key, word), place, "number")
    return _Scale("`risk`", RISKS) if name == "risk" else _FIGURES


def _scale(parser: Parser, at: PathInDocument, data: Mapping[str, Any]) -> _Scale | None:
    """Return how a fact is compared, after checking that the unit is the one it is counted in."""
    entry: FactEntry = parser.vocabulary.facts[data["fact"]]
    unit = data.get("unit", "number")
    if not parser.known((*at, "unit"), unit, "unit", UNITS):
        return None
    if entry.kind in WORD_KINDS:
        return _Scale(f"`{entry.name}`", _YES_OR_NO if entry.kind == "flag" else entry.words)
    if entry.kind not in UNITS:
        message = f"`{entry.name}` is a {entry.kind}, which a policy cannot compare"
        parser.report((*at, "fact"), message, "name a fact that is a word, a number or years")
        return None
    if unit != entry.kind:
        years = entry.kind == "years"
        message = f"`{entry.name}` counts years" if years else f"`{entry.name}` is a plain number"
        parser.report((*at, "unit" if "unit" in data else "fact"), message,
                      "add `unit: years`" if years else "leave `unit` out")  # fmt: skip
    return _Scale(f"`{entry.name}`", unit=entry.kind)


def _state(parser: Parser, at: PathInDocument, data: object, scale: _Scale | None) -> None:
    state = parser.part(at, data, (*OPERATORS, "pull", "why"), ("pull",), _STATE_SHAPES)
    parser.word(at, state, "pull", "pull", PULLS)
    _compared(parser, at, state, scale)


def _compared(parser: Parser, at: PathInDocument, data: Mapping[str, Any], scale: _Scale | None) -> None:
    """Check that there is one comparison, and that it is made with what the value can be."""
    given = [operator for operator in OPERATORS if operator in data]
    if len(given) != 1:
        what = "fact" if "fact" in data else "state"
        parser.report(at, f"a {what} needs exactly one comparison", f"one of {', '.join(OPERATORS)}")
        return
    operator = given[0]
    asked, place = data[operator], (*at, operator)
    if operator == "one_of" and (not isinstance(asked, list) or not asked):
        parser.report(place, "`one_of` needs a list of words")
    elif scale is None:
        return
    elif scale.unit:
        for each in asked if operator == "one_of" else [asked]:
            _figure(parser, place, each, scale.unit)
    elif operator not in ("is", "one_of"):
        parser.report(place, f"{scale.name} is a word and cannot be compared by `{operator}`")
    else:
        for each in asked if operator == "one_of" else [asked]:
            word = str(each).lower() if isinstance(each, bool) else each
            parser.known(place, word, f"word of {scale.name}", scale.words or [each])


def _figure(parser: Parser, at: PathInDocument, value: object, unit: str) -> None:
    if not NUMBER.fits(value):
        parser.report(at, f"{kind_of(value)} stands where a number belongs", "write digits, without quotation marks")
        return
    try:
        on_scale(unit, value)
    except TextNotUnderstood as failure:
        parser.report(at, failure.message, failure.help)


def _outcome(parser: Parser, data: Mapping[str, Any]) -> None:
    rules = list(entries(data, "outcome"))
    factors = [entry["id"] for _, entry in entries(data, "factors") if isinstance(entry.get("id"), str)]
    for at, entry in rules:
        last = at == rules[-1][0]
        needed = ("give",) if last else ("give", "when")
        rule = parser.part(at, entry, ("give", "when", "otherwise"), needed, _OUTCOME_SHAPES)
        parser.word(at, rule, "give", "outcome", OUTCOMES)
        if last and ("when" in entry or rule.get("otherwise") is not True):
            parser.report(at, "the last rule holds in every case", "write `otherwise: true` in place of `when`")
        elif not last and "otherwise" in rule:
            parser.report((*at, "otherwise"), "only the last rule holds in every case", "leave `otherwise` out")
        if "when" in rule:
            _when(parser, (*at, "when"), rule["when"], factors)


def _when(parser: Parser, at: PathInDocument, data: object, factors: Sequence[str]) -> None:
    word, when = choice_of(parser, at, data, _WHEN)
    if word in ("all", "any"):
        for place, part in entries(when, word, at):
            _when(parser, place, part, factors)
    elif word == "excluded":
        parser.word(at, when, word, "word for `excluded`", ("surely", "possibly"))
    elif word == "best_option":
        names(parser, (*at, word), when[word], "kind of option", KINDS)
        names(parser, (*at, "among"), when.get("among", ()), "kind of option", KINDS)
    elif word == "pull":
        parser.word(at, when, word, "pull", (*PULLS, UNKNOWN))
        names(parser, (*at, "factors"), when.get("factors", ()), "factor", factors)
        bounds = [key for key in ("at_least", "at_most") if key in when]
        if not bounds:
            parser.report(at, "a number of pulls is missing", "write `at_least: 1` or `at_most: 0`")
        for key in bounds:
            _figure(parser, (*at, key), when[key], "number")
