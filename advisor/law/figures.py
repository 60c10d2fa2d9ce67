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
from advisor.wording import quoted

UNITS = ("years", "months", "days", "count", "usd", "grams", "date")
_KEYS = ("id", "title", "unit", "versions", "checked", "notes")
_VERSION_KEYS = ("effective_from", "effective_to", "before", "value", "authority", "notes")
_SCALE_OF = {"years": "years", "months": "number", "days": "number", "count": "number", "usd": "money",
             "grams": "grams", "date": "date"}  # fmt: skip
_NO_VOCABULARY = Vocabulary({}, {}, {}, {}, {}, {})


def id_of_figure(name: str) -> str:
    """Return the id that the path of a figure's file gives."""
    return PurePosixPath(name).stem.replace("-", "_")


def compile_threshold(node: Node, problems: list[Problem]) -> list[dict[str, Any]]:
    """Return the figure of a file, or nothing after noting its mistakes."""
    parser = Parser(node, _NO_VOCABULARY, None)
    data = parser.part((), node.value, _KEYS, ("id", "title", "unit", "versions", "checked"))
    expected = id_of_figure(node.name)
    if data.get("id", expected) != expected:
        parser.report(("id",), f"the id {quoted(data['id'])} does not fit the path of the file", f"write `{expected}`")
    unit = str(data["unit"]) if parser.word((), data, "unit", "unit", UNITS) else ""
    parser.checked(data)
    versions = [_version(version, index, unit, parser) for index, version in enumerate(data.get("versions", ()))]
    problems += parser.problems
    return [] if parser.problems else [{**data, "versions": versions, "file": node.name}]


def _version(given: object, index: int, unit: str, parser: Parser) -> dict[str, Any]:
    at = ("versions", index)
    version = parser.part(at, given, _VERSION_KEYS, ("effective_from", "value", "authority"))
    parser.before(version, at)
    if unit and "value" in version:
        try:
            number = on_scale(_SCALE_OF[unit], version["value"])
        except TextNotUnderstood as failure:
            parser.report((*at, "value"), failure.message, failure.help)
        else:
            return {**version, "number": number, "line": parser.node.line(*at)}
    return version


def threshold_of(entry: Mapping[str, Any], version: Mapping[str, Any]) -> Threshold:
    """Return a figure as one version has it."""
    return Threshold(
        entry["id"], entry["title"], entry["unit"], str(version["value"]), version["number"],
        tuple(version["authority"]),
    )  # fmt: skip
