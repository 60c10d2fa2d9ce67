"""Wrong use of the command line in the words of every other message: the place first, what is wrong, help apart.

The library that reads the command line speaks of parameters and draws a box; this is imported only when it refuses.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from advisor.errors import Problem
from advisor.wording import lowered, offered, quoted

#: The library's sentences, whose quotations it has in single quotation marks, and ours.
_SENTENCES: tuple[tuple[str, str], ...] = (
    (r"(?:dir|directory|path) (`.*`) does not exist", r"there is no folder \1"),
    (r"(?:dir|directory) (`.*`) is a file", r"\1 is a file, not a folder"),
    (r"got unexpected extra arguments? \((.*)\)", r"`\1` is more than the command takes"),
    (r"got unexpected extra argument\(s\) \((.*)\)", r"`\1` is more than the command takes"),
    (r"option `.*` requires an argument", "a value is missing"),
    (r"option `.*` does not take a value", "it takes no value"),
)


def usage_problem(error: Any) -> Problem:
    """Return what is wrong with a command line, from the exception that the library raised."""
    context = getattr(error, "ctx", None)
    return _TOLD.get(type(error).__name__, _sentence)(error, context)


def is_help(error: Any) -> bool:
    """Return whether a command was called without arguments and answers with its help."""
    return type(error).__name__ == "NoArgsIsHelpError"


def _no_option(error: Any, context: Any) -> Problem:
    name = str(error.option_name)
    return Problem(name, "there is no such option", offered(name, _options(context)) or _see_help(context))


def _no_value(error: Any, context: Any) -> Problem:
    name = str(error.option_name)
    return Problem(name, _ours(str(error.message)), _see_help(context))


def _missing(error: Any, context: Any) -> Problem:
    wanted = str(getattr(error.param, "help", None) or "").rstrip(".")
    return Problem(_command(context), f"{_named(error.param)} is missing", lowered(wanted) or _see_help(context))


def _bad_value(error: Any, context: Any) -> Problem:
    message, _, help_text = str(error.message).partition("; ")
    return Problem(_named(error.param), _ours(message), help_text)


def _sentence(error: Any, context: Any) -> Problem:
    message = str(error.message)
    unknown = re.match(r"No such command '(.*?)'", message)
    if context is not None and (unknown or message.startswith("Missing command")):
        name = unknown[1] if unknown else ""
        said = f"there is no command {quoted(name)}" if unknown else "a command is missing"
        return Problem(_command(context), said, offered(name, context.command.list_commands(context)))
    return Problem(_command(context), _ours(message), _see_help(context))


def _command(context: Any) -> str:
    return str(context.command_path) if context is not None else "plea"


def _see_help(context: Any) -> str:
    return f"`{_command(context)} --help` shows what it takes"


def _ours(message: str) -> str:
    """Return a sentence of the library as ours: lower case, no full stop, quotations in backticks."""
    plain = re.sub(r"'([^']*)'", lambda found: quoted(found[1]), message).rstrip(".")
    plain = plain[:1].lower() + plain[1:]
    for theirs, ours in _SENTENCES:
        if re.fullmatch(theirs, plain):
            return re.sub(theirs, ours, plain)
    return plain


def _named(param: Any) -> str:
    """Return how the help calls an option or an argument."""
    if param is None:
        return ""
    options = [str(name) for name in param.opts if name.startswith("--")]
    return options[0] if options else str(param.metavar or param.name).strip("[]").upper()


def _options(context: Any) -> Iterator[str]:
    if context is not None:
        for param in context.command.get_params(context):
            yield from (name for name in param.opts if name.startswith("-"))


_TOLD: dict[str, Callable[[Any, Any], Problem]] = {
    "NoSuchOption": _no_option,
    "MissingParameter": _missing,
    "BadParameter": _bad_value,
    "BadOptionUsage": _no_value,
}
