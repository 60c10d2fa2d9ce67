"""The dated figures of `rules/thresholds`, each on the integer scale of its unit."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from advisor.document import Node
from advisor.errors import Problem, TextNotUnderstood
from advisor.law.entries import Threshold
from advisor.law.parsing import Parser
from advisor.law.vocabulary import Vocabulary, on_scale

UNITS = ("years", "months", "days", "count", "usd", "grams", "date")
_KEYS = ("id", "title", "unit", "versions", "checked", "notes")
_VERSION_KEYS = ("effective_from", "effective_to", "before", "value", "authority", "notes")
_SCALE_OF = {"years": "years", "months": "number", "days": "number", "count": "number", "usd": "money",
             "grams": "grams", "date": "date"}  # fmt: skip
_NO_VOCABULARY = Vocabulary({}, {}, {}, {}, {}, {})


def compile_threshold(node: Node, problems: list[Problem]) -> list[dict[str, Any]]:
    """Return the figure of a file, or nothing after noting its mistakes."""
    parser = Parser(node, _NO_VOCABULARY, None)
    data = node.value
    versions: list[dict[str, Any]] = []
    if parser.keys((), data, _KEYS, ("id", "title", "unit", "versions", "checked")):
        expected = PurePosixPath(node.name).stem.replace("-", "_")
        if data["id"] != expected:
            parser.report(("id",), f"the id `{data['id']}` is not the path's", f"write `{expected}`")
        parser.known(("unit",), data["unit"], "unit", UNITS)
        parser.checked(data)
        versions = [_version(version, index, data["unit"], parser) for index, version in enumerate(data["versions"])]
    problems += parser.problems
    return [] if parser.problems else [{**data, "versions": versions, "file": node.name}]


def _version(version: dict[str, Any], index: int, unit: str, parser: Parser) -> dict[str, Any]:
    at = ("versions", index)
    if not parser.keys(at, version, _VERSION_KEYS, ("effective_from", "value", "authority")):
        return version
    parser.before(version, at)
    try:
        number = on_scale(_SCALE_OF.get(unit, "number"), version["value"])
    except TextNotUnderstood as failure:
        parser.report((*at, "value"), str(failure.args[0]))
        return version
    return {**version, "number": number, "line": parser.node.line(*at)}


def threshold_of(entry: Mapping[str, Any], version: Mapping[str, Any]) -> Threshold:
    """Return a figure as one version has it."""
    return Threshold(
        entry["id"], entry["title"], entry["unit"], str(version["value"]), version["number"],
        tuple(version["authority"]),
    )  # fmt: skip
