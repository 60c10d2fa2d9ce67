"""Strict YAML and JSON with line numbers.

Everything that comes from outside is read here, so the reader is narrow on purpose: bounded size, depth and number of
values; no anchors, aliases, merge keys, tags or directives; one document; every key a text, and none twice. Only `true`
and `false` are booleans, so that `no` stays a word, and dates stay texts, so that nothing is guessed before the model
that knows what it wants has seen it.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from advisor.document import MOST_BYTES, Builder, Node, PathInDocument, Unreadable, path_text
from advisor.errors import AdvisorError, Problem, ScenarioError
from advisor.wording import did_you_mean, nearest, quoted

__all__ = ["Node", "PathInDocument", "path_text", "read_document", "read_text_document"]

_JSON_TOKEN = r'"(?:[^"\\]|\\.)*"|[{}\[\]]|[^\s{}\[\],:"]+'

_BRACKETS = "each `{` needs its `}`, each `[` its `]`"
_JSON_KEY = "put each key in double quotes, and no comma behind the last value"
_SECOND = ("text after the end of the document", "take away the line that begins with `---` or `...`")
_COLON = "put a text that holds a colon in quotation marks, or indent the key like those beside it"
# What the YAML library says -> what we say, the help, and whether the place is where the thing began.
_WORDINGS = (
    ("unexpected end of stream", "a quotation mark is opened and never closed", "close it where the text ends", True),
    ("',' or", "a bracket is never closed, or a comma is missing", _BRACKETS, True),
    ("mapping values", "a colon stands where no key can stand", _COLON, False),
    ("find expected ':'", "a key without a colon", "write `key: value`", True),
    ("escape", "unknown escape in double quotes", "use single quotes, or double the backslash", False),
    ("document start", *_SECOND, False),
    ("alphabetic or numeric", "anchors and aliases are not allowed", "quote a text that begins with `*` or `&`", False),
    ("node content", "a value is missing", "check brackets and commas", False),
    ("expected", "the line does not fit those above it", "check indentation, brackets and quotation marks", False),
)
_JSON_WORDINGS = (
    ("Expecting property name", "a key in double quotes is missing", _JSON_KEY),
    ("Illegal trailing comma", "a key in double quotes is missing", _JSON_KEY),
    ("Expecting ','", "a comma or a closing bracket is missing", _BRACKETS),
    ("Expecting ':'", "a colon is missing", 'write `"key": value`'),
    ("Expecting value", "a value is missing", "write `true`, `false`, `null`, a number, or a text in double quotes"),
    ("Extra data", "text after the end of the document", "take it away"),
    ("Invalid control", "a text must end on the line on which it begins", "write a line break in it as `\\n`"),
    ("Invalid \\", "unknown escape", "double the backslash"),
    ("Unterminated", "a quotation mark is opened and never closed", "close it where the text ends"),
)
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_ENDINGS = (".yaml", ".yml", ".json")
_MISSING = "there is no such file"
_NOT_READ: tuple[tuple[type[Exception], str], ...] = (
    (FileNotFoundError, _MISSING),
    (IsADirectoryError, "a folder, not a file"),
    (PermissionError, "there is no right to read this file"),
)
_DIRECTIVE = ("directives are not allowed", "remove the line that begins with `%`")


def read_document(path: Path | str, *, name: str = "", error: type[AdvisorError] = ScenarioError) -> Node:
    """Read a YAML or JSON file.

    Args:
        path: The file.
        name: What messages call it; the path if not given.
        error: The class that is raised: `LawFileError` for law files.

    Raises:
        AdvisorError: Of the class given; it carries every problem that could be found.
    """
    shown = name or str(path)
    try:
        with open(path, "rb") as file:
            data = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as failure:
        said = next((words for kind, words in _NOT_READ if isinstance(failure, kind)), "the file cannot be read")
        raise error.of([Problem(shown, said, _files_like(path) if said == _MISSING else "")]) from None
    return read_text_document(data, shown, error=error)


def _files_like(path: Path | str) -> str:
    """Return the help that offers the files beside a missing one whose names are like its own."""
    folder, stem = Path(path).parent, Path(path).stem
    try:
        beside = [file for file in folder.iterdir() if file.suffix in _ENDINGS and file.is_file()]
    except OSError:
        return f"there is no folder {quoted(folder)} either"
    close = nearest(stem, [file.stem for file in beside], 2)
    return did_you_mean([str(file) for file in sorted(beside) if file.stem in close])


def read_text_document(text: str | bytes, name: str, *, error: type[AdvisorError] = ScenarioError) -> Node:
    """Read a YAML or JSON document from memory, from standard input for instance.

    Args:
        text: The document; bytes must be UTF-8.
        name: What messages call it; a name that ends in `.json` asks for JSON and nothing else.
        error: The class that is raised.

    Raises:
        AdvisorError: Of the class given; it carries every problem that could be found.
    """
    builder = Builder(name)
    try:
        whole = _decoded(text, builder)
        if not _feed_json(whole, builder, only=name.lower().endswith(".json")):
            _feed_yaml(whole, builder)
    except Unreadable:
        pass
    if builder.problems:
        raise error.of(builder.problems)
    return Node(builder.root, builder.lines, name)


def _decoded(text: str | bytes, builder: Builder) -> str:
    """Return the document as a text of bounded size, without characters that mislead."""
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    if len(data) > MOST_BYTES:
        raise builder.fail(0, f"the document is larger than {MOST_BYTES // 1024 // 1024} MiB")
    if b"\0" in data and not data.startswith(_UTF_16):
        raise builder.fail(0, "the document is not a plain text", "save it as a text in UTF-8, not as PDF or Word")
    try:
        whole = data.decode("utf-8")
    except UnicodeDecodeError as failure:
        line = data.count(b"\n", 0, failure.start) + 1
        help_text = "save the file as plain text in UTF-8"
        raise builder.fail(line, "the document is not written in UTF-8", help_text) from None
    whole = whole.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    builder.check_characters(whole, 1)
    if not whole.strip():
        raise builder.fail(0, "the document is empty")
    if builder.problems:
        raise Unreadable
    return whole


def _feed_json(text: str, builder: Builder, *, only: bool) -> bool:
    """Feed the builder if the text is JSON, and say whether it was.

    The library checks the grammar and our own walk finds the lines, which the library does not tell.
    """
    if not only and text.lstrip()[0] not in "{[":
        return False
    try:
        json.loads(text, parse_int=str, parse_float=str)
    except RecursionError:
        raise builder.too_deep() from None
    except json.JSONDecodeError as failure:
        if not only:
            return False
        told = ((said, advice) for heard, said, advice in _JSON_WORDINGS if failure.msg.startswith(heard))
        said, advice = next(told, ("cannot be read", ""))
        raise builder.fail(failure.lineno, f"invalid JSON at column {failure.colno}: {said}", advice) from None
    line, seen = 1, 0
    for token in re.finditer(_JSON_TOKEN, text):
        line, seen = line + text.count("\n", seen, token.start()), token.start()
        _take_token(token[0], line, builder)
    return True


def _take_token(token: str, line: int, builder: Builder) -> None:
    """Feed the builder with one token of a JSON text."""
    if token in "{[":
        builder.open({} if token == "{" else [], line)
    elif token in "}]":
        builder.close()
    elif token[0] == '"':
        builder.add_quoted(json.loads(token), line)
    else:
        builder.add_plain(token, line)


def _feed_yaml(text: str, builder: Builder) -> None:
    """Feed the builder with the events of the YAML parser.

    Events, not the library's own tree: aliases are refused before anything is built from them, and the depth is known
    before the library recurses.
    """
    # Heavy to load, and a compiled law is used without it; the library carries no types of its own.
    import yaml

    loader = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
    flow: list[bool] = []
    try:
        for event in yaml.parse(text, Loader=loader):
            _take_event(event, flow, builder)
    except yaml.MarkedYAMLError as failure:
        raise _translated(failure, text, builder) from None
    except (yaml.YAMLError, ValueError, OverflowError):
        raise builder.fail(0, "the document cannot be read as YAML") from None
    if not builder.lines:
        raise builder.fail(0, "the document is empty")


def _take_event(event: Any, flow: list[bool], builder: Builder) -> None:
    """Feed the builder with one event; `flow` says of each open container whether it stands in brackets."""
    kind, line = type(event).__name__, event.start_mark.line + 1
    _refuse(event, kind, line, builder)
    if kind == "ScalarEvent":
        _take_scalar(event, line, bool(flow and flow[-1]), builder)
    elif kind in ("MappingStartEvent", "SequenceStartEvent"):
        builder.open({} if kind == "MappingStartEvent" else [], line)
        flow.append(bool(event.flow_style))
    elif kind in ("MappingEndEvent", "SequenceEndEvent"):
        builder.close()
        flow.pop()
    elif kind == "AliasEvent":
        builder.add("", line)


def _refuse(event: Any, kind: str, line: int, builder: Builder) -> None:
    """Report what YAML allows and this reader does not."""
    if kind == "DocumentStartEvent":
        if event.version or event.tags:
            builder.report(line, *_DIRECTIVE)
        if builder.lines:
            raise builder.fail(line, *_SECOND)
    elif getattr(event, "anchor", None) is not None:
        builder.report(
            line, "anchors and aliases are not allowed", "write it out, or quote a text that begins with `*` or `&`"
        )
    elif getattr(event, "tag", None) is not None:
        builder.report(line, f"the tag {quoted(event.tag)} is not allowed", "quote a text that begins with `!`")


def _take_scalar(event: Any, line: int, in_brackets: bool, builder: Builder) -> None:
    """Feed the builder with one scalar of a YAML text."""
    if event.style:
        builder.add_quoted(event.value, line)
        return
    if event.value == "<<" and not builder.expects_value():
        builder.report(line, "merge keys are not allowed", "write the keys out")
    if in_brackets and event.value == "" and builder.expects_value():
        # `{a:1}` is the key `a:1` without a value; nobody means that.
        message = f"the key {quoted(builder.key())} in braces has no value"
        builder.report(line, message, "write a space after the colon, and quotation marks around a text with a comma")
    builder.add_plain(event.value, line)


def _translated(failure: Any, text: str, builder: Builder) -> Unreadable:
    """Say in our words what the YAML parser found wrong."""
    mark, began = failure.problem_mark, failure.context_mark or failure.problem_mark
    said = f"{failure.problem} {failure.context}"
    if "nesting depth" in said:
        return builder.too_deep(mark.line + 1)
    if "directive" in said:
        return builder.fail(began.line + 1, *_DIRECTIVE)
    if "tag" in said and "token" not in said:
        return builder.fail(began.line + 1, "tags are not allowed", "quote a text that begins with `!`")
    if "cannot start any token" in said or "tab character" in said:
        character = _character(text, mark)
        if character == "\t":
            return builder.fail(mark.line + 1, "a tab in the indentation", "indent with spaces")
        shown = "a backtick" if character == "`" else quoted(character)
        return builder.fail(mark.line + 1, f"no value can begin with {shown}", "quote the text")
    for heard, message, advice, at_beginning in _WORDINGS:
        if heard in said:
            return builder.fail((began if at_beginning else mark).line + 1, message, advice)
    return builder.fail(mark.line + 1, "the document cannot be read as YAML")


def _character(text: str, mark: Any) -> str:
    """Return the character at a mark."""
    line = text.split("\n")[mark.line] if mark.line <= text.count("\n") else ""
    return line[mark.column : mark.column + 1]
