"""Whether rules build on one another in one direction, and read a count's findings where that count stands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from advisor.errors import LawFileError, LawNotInForce, Problem
from advisor.law.checks.parts import Library, RuleVersion, findings_read, layer_of, signed_leaves
from advisor.law.compiling import LAYERS
from advisor.law.conditions import FindingIs, leaves
from advisor.law.library import Law

_GROUNDS = LAYERS.index("2-grounds") + 1


def check_layers(library: Library) -> Iterator[Problem]:
    """Yield each rule of a reported finding that reads what only a higher layer concludes."""
    for each, finding, line, layer in _upward(library):
        if not library.vocabulary.findings[each.rule["concludes"]].inner:
            yield _upward_problem(each, finding, line, layer)


def upward_notices(library: Library) -> Iterator[Problem]:
    """Yield the same of inner findings: the order of work is computed, so only the folder misleads."""
    for each, finding, line, layer in _upward(library):
        if library.vocabulary.findings[each.rule["concludes"]].inner:
            yield _upward_problem(each, finding, line, layer)


def _upward(library: Library) -> Iterator[tuple[RuleVersion, str, int, int]]:
    layers: dict[str, int] = {}
    for rule in library.law["rules"]:
        layers[rule["concludes"]] = max(layer_of(rule), layers.get(rule["concludes"], 0))
    for each in library.versions:
        for finding, line in findings_read(each.condition, library.vocabulary):
            if layers.get(finding, 0) > each.layer:
                yield each, finding, line, layers[finding]


def _upward_problem(each: RuleVersion, finding: str, line: int, layer: int) -> Problem:
    folders = f"`{LAYERS[each.layer - 1]}` reads `{finding}`, which `{LAYERS[layer - 1]}` concludes"
    return Problem(f"{each.rule['file']}:{line}", f"a rule of {folders}", "move the rule to the later folder")


def check_strata(library: Library) -> Iterator[Problem]:
    """Yield each finding that rests on itself, on any day on which the law changed."""
    days = {version[key] for rule in library.law["rules"] for version in rule["versions"]
            for key in ("effective_from", "effective_to") if key in version}  # fmt: skip
    told: set[str] = set()
    for day in sorted({*days, date.today().isoformat()}):
        try:
            Law({**library.law, "hash": "", "offenses": {}, "table_names": []}, date.fromisoformat(day))
        except LawNotInForce:
            continue
        except LawFileError as failure:
            # On another day the same findings may rest on one another by other versions.
            if failure.args[0] not in told:
                told.add(failure.args[0])
                yield from failure.problems


def check_lifted_exceptions(library: Library) -> Iterator[Problem]:
    """Yield each exception on the person that reads a count's finding: one count would excuse another."""
    for each in library.versions:
        if each.rule["about"] != "person":
            continue
        for leaf, negated in signed_leaves(each.condition):
            if negated and isinstance(leaf, FindingIs) and library.vocabulary.findings[leaf.finding].about == "count":
                help_text = "write the exception in a rule about the count, and read the finding of that rule here"
                message = f"`{leaf.finding}` of one count would excuse every other count of the person"
                yield Problem(f"{each.rule['file']}:{leaf.line}", message, help_text)


def check_convictions(library: Library) -> Iterator[Problem]:
    """Yield each ground on a count that neither asks for a conviction nor says that none is needed."""
    for each in library.versions:
        if each.layer != _GROUNDS or each.rule["about"] != "count":
            continue
        reads = any(isinstance(leaf, FindingIs) and leaf.finding == "conviction" for leaf in leaves(each.condition))
        if not reads and each.rule.get("conviction") != "not_needed":
            help_text = "add `finding: conviction` to `when`, or write `conviction: not_needed` above the versions"
            yield Problem(each.place, f"`{each.rule['id']}` does not ask whether there is a conviction", help_text)
