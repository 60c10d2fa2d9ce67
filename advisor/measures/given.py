"""The facts of a count as given: each name checked, each value brought to its scale, silence kept apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from advisor.errors import AdvisorError, Problem, ScenarioError, TextNotUnderstood
from advisor.findings import FAR, Span, Value, Words, flag
from advisor.law.entries import WORD_KINDS, FactEntry, Offense
from advisor.law.library import Law
from advisor.law.vocabulary import is_given, on_scale
from advisor.scenario import Count
from advisor.scenario_values import meant_word
from advisor.wording import did_you_mean, nearest, quoted

SILENT = "unspecified"
_NOT_KNOWN = ("unknown", "not known", "?")
_LEAVE_OUT = f"leave the fact out if it is not known; `{SILENT}` says that the record is silent on it"
_FACTOR = "grading_factor"


def fact_entries(law: Law, offense: Offense | None) -> dict[str, FactEntry]:
    """Return every fact that a count of this offense may be given, by name."""
    return {**law_facts(law), **(offense.asks if offense else {})}


def law_facts(law: Law) -> dict[str, FactEntry]:
    """Return the facts that stand under `facts` for every offense."""
    return {
        name: entry
        for name, entry in law.vocabulary.facts.items()
        if is_given(name, entry.about, entry.by, entry.sources)
    }


def given_facts(
    count: Count, law: Law, offense: Offense | None, path: str, *, no_priors: bool = False
) -> dict[str, Value]:
    """Return every fact under `facts`; one that is absent is unknown, or what the offense itself fixes.

    Where it was said that there are no priors, the facts that rest on priors are known too.

    Raises:
        ScenarioError: A name does not exist, or a value is not of its kind.
    """
    entries = _with_factors(fact_entries(law, offense), offense)
    given = count.facts or {}
    fixed: Mapping[str, Any] = (offense.data.get("fixes") or {}) if offense else {}
    problems: list[Problem] = []
    facts: dict[str, Value] = {}
    for name in given:
        if name not in entries:
            help_text = did_you_mean(nearest(name, entries)) or f"the facts here are {_listed(entries)}"
            problems.append(Problem(f"{path}.facts.{name}", f"unknown fact {quoted(name)}", help_text))
    for name, entry in entries.items():
        where = f"{path}.facts.{name}"
        try:
            if name in given:
                facts[name] = _value(given[name], entry, where)
            elif name in fixed:
                facts[name] = _fixed(fixed[name], entry, where)
            elif no_priors and entry.without_priors is not None:
                facts[name] = _value(entry.without_priors, entry, where)
            else:
                facts[name] = _unknown(entry, where)
        except AdvisorError as error:
            problems += error.problems
    if problems:
        raise ScenarioError.of(problems)
    return facts


def _with_factors(entries: dict[str, FactEntry], offense: Offense | None) -> dict[str, FactEntry]:
    """Return the facts with the words that an offense has for its grading factor; `none` is none of them."""
    factors = [str(factor["word"]) for factor in offense.data.get("grading_factors") or ()] if offense else []
    if factors and _FACTOR in entries:
        entries[_FACTOR] = entries[_FACTOR]._replace(words=tuple(dict.fromkeys((*factors, "none"))))
    return entries


def _unknown(entry: FactEntry, where: str) -> Value:
    if entry.kind in WORD_KINDS:
        return Words(None, unknown=(where,))
    return Span(0, FAR, unknown=(where,))


def _value(value: object, entry: FactEntry, where: str) -> Value:
    if value == SILENT:
        return Words(None, True, (where,)) if entry.kind in WORD_KINDS else Span(0, FAR, True, (where,))
    if entry.kind == "flag":
        if value in ("true", "false") and isinstance(value, str):
            message = f"{quoted(value)} in quotation marks is a text"
            raise ScenarioError(message, path=where, value=value, help="take the quotation marks away")
        if not isinstance(value, bool):
            raise _refused(value, where, "write `true`, `false` or `unspecified`")
        return flag(value)
    if entry.kind in WORD_KINDS:
        return _word(value, entry, where)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _refused(value, where, "write a number, or `unspecified`")
    if entry.kind == "number" and value != int(value):
        message = f"{quoted(value)} is not a whole number"
        raise ScenarioError(message, path=where, value=value, help="write digits alone")
    try:
        number = on_scale(entry.kind, value)
    except TextNotUnderstood as failure:
        raise ScenarioError(failure.message, path=where, value=value, help=failure.help) from None
    return Span(number, number)


def _word(value: object, entry: FactEntry, where: str) -> Words:
    if isinstance(value, bool):
        listed = f"one of {_listed(entry.words)}" if entry.words else "write a name"
        raise _refused(value, where, f"{listed}, or `{SILENT}`")
    text = str(value)
    if entry.words and text not in entry.words:
        close = meant_word(text, entry.words) or did_you_mean(nearest(text, entry.words))
        listed = f"one of {_listed(entry.words)}, or `{SILENT}`"
        help_text = _LEAVE_OUT if text in _NOT_KNOWN else close or listed
        message = f"unknown word {quoted(text)} for `{entry.name}`"
        raise ScenarioError(message, path=where, value=value, help=help_text)
    return Words(frozenset((text,)))


def _listed(names: Iterable[str]) -> str:
    return ", ".join(map(quoted, names))


def _refused(value: object, where: str, help_text: str) -> ScenarioError:
    shown = str(value).lower() if isinstance(value, bool) else value
    if shown in _NOT_KNOWN:
        help_text = _LEAVE_OUT
    message = f"{quoted(shown)} is not a value of this fact"
    return ScenarioError(message, path=where, value=value, help=help_text)


def _fixed(value: object, entry: FactEntry, where: str) -> Value:
    """Return what an offense itself says of a fact: a value, some words, or bounds."""
    if isinstance(value, list):
        return Words(frozenset(map(str, value)), unknown=(where,))
    if isinstance(value, dict):
        low = on_scale(entry.kind, value["at_least"]) if "at_least" in value else 0
        high = on_scale(entry.kind, value["at_most"]) if "at_most" in value else FAR
        return Span(low, high, unknown=(where,))
    return _value(value, entry, where)


def drug_facts(drug: Value, law: Law) -> dict[str, Value]:
    """Return whether the drug that the record names is federally listed, and which kind it is."""
    if not isinstance(drug, Words):
        raise TypeError("a drug is a name")
    if drug.possible is None:
        same = Words(None, drug.silent, drug.unknown)
        return {"drug_listed": same, "drug_kind": same}
    entry = law.drugs.get(min(drug.possible).strip().lower())
    if entry is None:
        return {"drug_listed": Words(None), "drug_kind": Words(None)}
    listed = entry.get("listed")
    kind = entry.get("kind")
    return {"drug_listed": flag(listed), "drug_kind": Words(frozenset((str(kind),)) if kind else None)}
