"""The law files, read strictly and turned into the plain form that is kept as JSON.

Everything that can be wrong with a file by itself is found here, with its line; what needs the whole library (cycles,
twins, gaps, unused names) is in `checks`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import reduce
from pathlib import Path
from typing import Any

from advisor.document import Node
from advisor.errors import LawFileError, Problem
from advisor.findings import VERDICTS
from advisor.law.charges import compile_charge_file
from advisor.law.conditions import AllOf, Condition, to_plain
from advisor.law.entries import Threshold
from advisor.law.figures import compile_threshold, id_of_figure, threshold_of
from advisor.law.files import law_files, relative_name
from advisor.law.merging import merged
from advisor.law.naming import id_of_path
from advisor.law.parsing import Parser
from advisor.law.repeats import told_once
from advisor.law.shapes import DATED_BY
from advisor.law.tables import AUTHORITY_TABLES, DISPOSITIONS, SENTENCING, check_table, is_table
from advisor.law.vocabulary import FILE, Vocabulary, build_vocabulary
from advisor.law.vocabulary_file import check_vocabulary
from advisor.reading import read_document
from advisor.wording import quoted

RULE_KEYS = (
    "id", "title", "in_words", "concludes", "detail", "about", "conviction", "versions", "turns_on", "checked", "notes",
)  # fmt: skip
VERSION_KEYS = (
    "effective_from", "effective_to", "before", "dated_by", "when", "unless", "strength", "authority", "split", "notes",
)  # fmt: skip
ABOUT = ("count", "person")
LAYERS = ("1-classification", "2-grounds", "3-consequences")


@dataclass(slots=True)
class Draft:
    """Every law file as it was read, compiled as far as it can be.

    Attributes:
        nodes: Each file that could be read, by its name.
        law: The compiled form; files with mistakes are missing from it.
        vocabulary: Every name, if the vocabulary could be read.
        problems: What is wrong with each file by itself.
        unread: The names of the files that could not be read at all.
    """

    nodes: dict[str, Node] = field(default_factory=dict)
    law: dict[str, Any] = field(
        default_factory=lambda: {"vocabulary": {}, "thresholds": [], "rules": [], "tables": {}, "charges": {}}
    )
    vocabulary: Vocabulary | None = None
    problems: list[Problem] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)


def compile_law(roots: Iterable[Path]) -> dict[str, Any]:
    """Return the whole law as plain data; the first root that holds a file of some name is the one that counts.

    The tables of authorities are an exception: they are read from every root, and the first that has an id counts.

    Raises:
        LawFileError: With every problem of every file.
    """
    draft = draft_of(roots)
    if draft.problems:
        raise LawFileError.of(told_once(draft.problems))
    return draft.law


def draft_of(roots: Iterable[Path]) -> Draft:
    """Return every law file read and compiled, with what is wrong noted instead of raised."""
    draft = Draft()
    for name, paths in _files(roots).items():
        read = [_read(path, name, draft.problems) for path in paths]
        nodes = [node for node in read if node is not None]
        if nodes:
            draft.nodes[name] = reduce(merged, nodes)
        else:
            draft.unread.add(name)
    if not _read_vocabulary(draft) or draft.vocabulary is None:
        return draft
    # A figure whose file is wrong has its name all the same, so that no rule is blamed for asking for it.
    latest: dict[str, Threshold | None] = {id_of_figure(name): None for name in draft.unread if _is_figure(name)}
    for name, node in draft.nodes.items():
        if _is_figure(name):
            entry = compile_threshold(node, draft.problems)
            draft.law["thresholds"] += entry
            latest[id_of_figure(name)] = threshold_of(entry[0], entry[0]["versions"][-1]) if entry else None
    for name, node in draft.nodes.items():
        _take(name, node, draft.vocabulary, latest, draft)
    return draft


def _is_figure(name: str) -> bool:
    return name.startswith("rules/thresholds/")


def _read_vocabulary(draft: Draft) -> bool:
    """Put the vocabulary into a draft; return whether there is one that can be read."""
    node = draft.nodes.get(FILE)
    if node is None:
        if not any(problem.place.startswith(FILE) for problem in draft.problems):
            draft.problems.append(Problem(FILE, "the vocabulary is missing"))
        return False
    found = check_vocabulary(node)
    if not found:
        try:
            draft.vocabulary = build_vocabulary(node.value)
        except LawFileError as failure:
            found += failure.problems
    draft.problems += found
    draft.law["vocabulary"] = node.value
    return draft.vocabulary is not None


def _take(name: str, node: Node, vocabulary: Vocabulary, latest: Mapping[str, Threshold | None], draft: Draft) -> None:
    """Put one file into its room of the compiled law."""
    parts = name.split("/")
    if parts[0] == "charges" and name not in (DISPOSITIONS, SENTENCING):
        charge_file = compile_charge_file(node, vocabulary, draft.problems)
        if charge_file is not None:
            draft.law["charges"][name] = charge_file
    elif parts[1] in LAYERS:
        rule = _rule(node, vocabulary, latest, draft.problems)
        if rule is not None:
            draft.law["rules"].append(rule)
    elif is_table(name):
        if check_table(node, vocabulary, draft.problems):
            draft.law["tables"][name] = node.value
    elif parts[1] != "thresholds" and name != FILE:
        draft.problems.append(Problem(name, "no law file has its place here", f"rules stand in {', '.join(LAYERS)}"))


def _files(roots: Iterable[Path]) -> dict[str, list[Path]]:
    """Return where each file is read from: the first root that holds it, for a table of authorities all of them."""
    files: dict[str, list[Path]] = {}
    for root in roots:
        for path in law_files(root):
            name = relative_name(path, root)
            if name not in files or name in AUTHORITY_TABLES:
                files.setdefault(name, []).append(path)
    return files


def _read(path: Path, name: str, problems: list[Problem]) -> Node | None:
    try:
        return read_document(path, name=name, error=LawFileError)
    except LawFileError as failure:
        problems += failure.problems
        return None


def _rule(
    node: Node, vocabulary: Vocabulary, latest: Mapping[str, Threshold | None], problems: list[Problem]
) -> dict[str, Any] | None:
    parser = Parser(node, vocabulary, latest)
    needed = ("id", "title", "concludes", "about", "versions", "turns_on", "checked")
    data = parser.part((), node.value, RULE_KEYS, needed)
    parser.about = _check_head(data, node, vocabulary, parser)
    parser.checked(data)
    versions = data.get("versions", ())
    compiled = [_version(version, ("versions", index), parser) for index, version in enumerate(versions)]
    problems += parser.problems
    if parser.problems:
        return None
    head = {key: data[key] for key in RULE_KEYS if key in data and key not in ("versions", "notes")}
    return {**head, "file": node.name, "versions": compiled}


def _check_head(data: Mapping[str, Any], node: Node, vocabulary: Vocabulary, parser: Parser) -> str:
    """Check what stands above the versions; return what the rule is about, as its finding has it."""
    expected = id_of_path(node.name)
    if data.get("id", expected) != expected:
        parser.report(("id",), f"the id {quoted(data['id'])} does not fit the path of the file", f"write `{expected}`")
    known = parser.word((), data, "about", "word for `about`", ABOUT)
    about = str(data["about"]) if known else ABOUT[0]
    if parser.word((), data, "concludes", "finding", vocabulary.findings):
        entry = vocabulary.findings[data["concludes"]]
        if known and entry.about != about:
            parser.report(("about",), f"`{entry.name}` is about the {entry.about}", f"write `about: {entry.about}`")
        about = entry.about
    parser.word((), data, "conviction", "word for `conviction`", ("not_needed",))
    return about


def _version(given: object, at: tuple[str | int, ...], parser: Parser) -> dict[str, Any]:
    version = parser.part(at, given, VERSION_KEYS, ("effective_from", "dated_by", "when", "strength", "authority"))
    parser.word(at, version, "dated_by", "word for `dated_by`", DATED_BY)
    parser.before(version, at)
    parser.word(at, version, "strength", "verdict", VERDICTS)
    parser.split(version, at)
    if version.get("strength") == "open" and "split" not in version:
        help_text = "add `split: {for: [...], against: [...]}`"
        parser.report((*at, "strength"), "a rule of strength `open` says who stands on each side", help_text)
    parts = [parser.condition(version["when"], (*at, "when"))] if "when" in version else []
    if "unless" in version:
        parts += parser.exceptions(version["unless"], (*at, "unless"))
    whole: Condition = AllOf(tuple(part for part in parts if part is not None), parser.node.line(*at, "when"))
    return {
        **{key: version[key] for key in ("effective_from", "effective_to", "before", "dated_by") if key in version},
        "strength": VERDICTS.index(version["strength"]) if version.get("strength") in VERDICTS else 0,
        "authority": version.get("authority"),
        "split": version.get("split"),
        "condition": to_plain(whole),
        "line": parser.node.line(*at),
    }
