"""Reading a scenario: from a file, from text or from Python data, with every fault named at its place.

The validating library speaks of types and classes; nobody who writes a scenario should meet those words. This module
translates each refusal into a sentence of ours, with the line, the path and the nearest word that would be right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from advisor.errors import Problem, ScenarioError
from advisor.reading import Node, PathInDocument, path_text, read_document, read_text_document
from advisor.scenario import (
    Admission,
    Concurrent,
    Count,
    Defendant,
    Description,
    Discretion,
    Given,
    Jurisdiction,
    OwnOffense,
    PleaOption,
    Premise,
    Relative,
    Scenario,
    Sentence,
)
from advisor.scenario_values import meant_word, shown
from advisor.wording import did_you_mean, nearest, quoted

DEEPEST = 30

# Which keys stand below which key; items of a list count as standing below the list's key.
MODELS: dict[str, type[Given]] = {
    "": Scenario,
    "jurisdiction": Jurisdiction,
    "defendant": Defendant,
    "admissions": Admission,
    "relatives": Relative,
    "priors": Count,
    "charges": Count,
    "pleas": PleaOption,
    "counts": Count,
    "offense": OwnOffense,
    "classified": Premise,
    "disposition": Description,
    "sentence": Sentence,
    "runs": Concurrent,
    "discretion": Discretion,
}

MISSING = {
    "status": "say the immigration status of today, such as `lpr`",
    "defendant": "every scenario is about a person: `defendant: {status: lpr}`",
    "others": "write `others: no` or `others: open`; silence about the other categories is not read as no",
    "counts": "a plea option lists at least one count",
    "offense": "an id of the catalogue, or `{statute: ..., name: ...}` with `classified`",
    "id": "give the option a short name, such as `offer`",
    "concurrent_with": "list the numbers of the other counts, the first of them 0",
    "relation": "say who the relative is, such as `child`",
    "verdict": "say whether the offense is in the category, such as `likely`",
}

# How what stands below a key is written, for whoever wrote something else there.
COUNT = "{offense: pa-18-5503}"
EXAMPLES = {
    "jurisdiction": "{state: PA, circuit: 3}",
    "defendant": "{status: lpr}",
    "admissions": "{date: 2018-05-03, as: nonimmigrant}",
    "relatives": "{relation: child, status: usc}",
    **dict.fromkeys(("priors", "charges", "counts"), COUNT),
    "pleas": f"{{id: offer, counts: [{COUNT}]}}",
    "classified": "{theft: certain, others: no}",
    "sentence": "{confinement: 6 to 12 months}",
    "facts": "{value_usd: 180}",
    "runs": "{concurrent_with: [0]}",
    "discretion": "{severity: low}",
}
ONE_KEY = "{key: value}"

EXPECTED = {
    "int_type": ("a whole number", "write digits alone"),
    "tuple_type": ("a list", "begin each item with a dash, or put the list in `[` and `]`"),
    "string_type": ("a text", "put it in quotes"),
    "string_pattern_mismatch": ("a state", "two capital letters, such as `PA`"),
}
# What people write for a flag, beside the words themselves in quotation marks.
MEANT_FLAGS = {
    **dict.fromkeys(("true", "yes", "y", "on"), "true"),
    **dict.fromkeys(("false", "no", "n", "off"), "false"),
}


def read_scenario(source: str | Path, text: str | bytes | None = None) -> tuple[Scenario, Node]:
    """Return the scenario of a file, or of a text, and the document it was read from.

    Args:
        source: A path; or, with `text`, the name to call it by (`-` is called standard input).
        text: The document itself, if it does not stand in a file; bytes are UTF-8.

    Returns:
        The scenario, and the document with its line numbers.

    Raises:
        ScenarioError: It cannot be read, or says something that cannot be; all problems are carried together.
    """
    if text is None:
        node = read_document(Path(source), error=ScenarioError)
    else:
        node = read_text_document(text, "standard input" if str(source) == "-" else str(source), error=ScenarioError)
    return _validated(node.value, node), node


def scenario_from_dict(data: Mapping[str, Any]) -> Scenario:
    """Return the scenario that plain Python data describe.

    Raises:
        ScenarioError: The data say something that cannot be; all problems are carried together.
    """
    return _validated(_plain(data, ()), None)


def lawful_scenario(data: dict[str, Any]) -> Scenario | None:
    """Return the scenario that plain data describe, or None, without a word, where they say something that cannot be.

    Args:
        data: As a document gives it: dicts, lists and scalars, days as texts.
    """
    try:
        return Scenario.model_validate(data)
    except ValidationError:
        return None


def _validated(data: Any, node: Node | None) -> Scenario:
    if not isinstance(data, dict):
        help_text = "start with `defendant:` and its `status:`"
        message = f"a scenario is a block of keys, not {shown(data)}"
        raise ScenarioError.of([Problem(node.place() if node else "", message, help_text)])
    try:
        return Scenario.model_validate(data)
    except ValidationError as failure:
        raise _error(data, failure.errors(include_url=False), node) from None


def _error(data: dict[str, Any], errors: Iterable[ErrorDetails], node: Node | None) -> ScenarioError:
    """Return one error with a problem for each refusal, in the order of the lines."""
    placed = _without_misspelt([(_path_in(data, error["loc"]), error) for error in errors])
    if node:
        placed.sort(key=lambda pair: node.line(*pair[0]))
    problems = {}
    for path, error in placed:
        place = ": ".join(filter(None, [node.place(*path) if node else "", path_text(path)]))
        message, help_text = _said(path, error)
        if error["type"] == "missing" and node and path in node.lines:
            message = f"{quoted(path[-1])} is empty"
        problems[place, message] = Problem(place, message, help_text)
    raised = ScenarioError.of(problems.values())
    raised.path, raised.value = path_text(placed[0][0]), placed[0][1]["input"]
    return raised


def _without_misspelt(placed: list[tuple[PathInDocument, ErrorDetails]]) -> list[tuple[PathInDocument, ErrorDetails]]:
    """Leave out that a key is missing where an unknown key beside it is a slip of the pen for it."""
    meant = set()
    for path, error in placed:
        model = _model_of(path[:-1])
        if error["type"] == "extra_forbidden" and model:
            meant |= {(*path[:-1], name) for name in nearest(str(path[-1]), _keys(model), 1)}
    return [(path, error) for path, error in placed if error["type"] != "missing" or path not in meant]


def _path_in(data: object, location: tuple[int | str, ...]) -> PathInDocument:
    """Return where a refusal points in what was written; the marks of the models in between are left out."""
    path: list[int | str] = []
    here = data
    for part in location:
        if isinstance(here, dict) and (part in here or not str(part).startswith("<")):
            path.append(part)
            here = here.get(part)
        elif isinstance(here, (list, tuple)) and isinstance(part, int) and part < len(here):
            path.append(part)
            here = here[part]
    return tuple(path)


def _said(path: PathInDocument, error: ErrorDetails) -> tuple[str, str]:
    """Return the sentence and the help for one refusal."""
    kind, context, value = error["type"], error.get("ctx", {}), error["input"]
    if kind == "scenario":
        return context["message"], context["help"]
    key = str(path[-1]) if path else ""
    if kind == "extra_forbidden":
        return f"unknown key {quoted(key)}", _key_help(key, _model_of(path[:-1]))
    if kind == "missing":
        return f"{quoted(key)} is missing", MISSING.get(key, "it must be said")
    if kind == "literal_error":
        return _word_said(key, value, re.findall(r"'([^']*)'", context["expected"]))
    if kind == "bool_type":
        return _flag_said(value)
    if kind in ("greater_than_equal", "less_than_equal"):
        return _bound_said(value, **context)
    if kind in EXPECTED:
        expected, help_text = EXPECTED[kind]
        if kind == "tuple_type" and value in ("none", "no", "None"):
            help_text = "write `[]` if there are none, and leave the key out if that is not known"
        return f"{shown(value)} is not {expected}", help_text
    if kind in ("model_type", "dict_type", "model_attributes_type"):
        name = next((part for part in reversed(path) if isinstance(part, str)), "")
        return f"{shown(value)} stands where keys and values belong", f"write them like `{EXAMPLES.get(name, ONE_KEY)}`"
    return f"{shown(value)} cannot stand here", ""


def _word_said(key: str, value: object, words: list[str]) -> tuple[str, str]:
    listed = f"one of {', '.join(map(quoted, words))}"
    if not isinstance(value, str):
        return f"{shown(value)} is not a word for {quoted(key)}", listed
    help_text = meant_word(value, words) or did_you_mean(nearest(value, words))
    return f"unknown word {quoted(value)} for {quoted(key)}", help_text or listed


def _flag_said(value: object) -> tuple[str, str]:
    if value in ("true", "false"):
        return f"{shown(value)} in quotation marks is a text", "take the quotation marks away"
    word = MEANT_FLAGS.get(str(value).strip().lower()) if isinstance(value, str) else None
    wanted = f"`{word}`" if word else "`true` or `false`"
    return f"{shown(value)} is not `true` or `false`", f"write {wanted}; leave the key out if it is not known"


def _bound_said(value: object, ge: int | None = None, le: int | None = None) -> tuple[str, str]:
    if ge is not None:
        return f"{shown(value)} is below {ge or 'zero'}", f"the numbers here begin with {ge}"
    return f"{shown(value)} is too large", f"at most {le:,}"


def _model_of(path: PathInDocument) -> type[Given] | None:
    """Return the model whose keys stand at a path."""
    names = [part for part in path if isinstance(part, str)]
    if "classified" in names[-2:-1]:
        return Premise
    return MODELS.get(names[-1] if names else "")


def _keys(model: type[Given]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


def _key_help(key: str, model: type[Given] | None) -> str:
    close = nearest(key, _keys(model)) if model else ()
    holding = [parent for parent, other in MODELS.items() if key in _keys(other)]
    # A key of counts is wanted under the `counts` of this option rather than under the priors of the person.
    first = holding[0] if holding else None
    elsewhere = next((parent for parent in holding if model and parent in _keys(model)), first)
    if close or elsewhere is None:
        return did_you_mean(close) or _key_list(model)
    return f"{quoted(key)} belongs under {quoted(elsewhere)}" if elsewhere else f"{quoted(key)} belongs at the top"


def _key_list(model: type[Given] | None) -> str:
    if model is None:
        return "write `key: value`"
    more = "; what the record shows of it stands under `facts`" if model is Count else ""
    return f"the keys here are {', '.join(map(quoted, _keys(model)))}{more}"


def _plain(data: object, path: PathInDocument) -> Any:
    """Return data as the reader would have given them: plain dicts and lists, days as texts."""
    if len(path) > DEEPEST:
        raise ScenarioError("the data are nested too deep, or hold themselves", path=path_text(path[:3]) + "...")
    if isinstance(data, Mapping):
        for key in data:
            if not isinstance(key, str):
                raise ScenarioError(f"the key {quoted(key)} is no text", path=path_text(path), help="put it in quotes")
        return {key: _plain(value, (*path, key)) for key, value in data.items()}
    if isinstance(data, (list, tuple)):
        return [_plain(value, (*path, index)) for index, value in enumerate(data)]
    return data.isoformat() if isinstance(data, date) else data
