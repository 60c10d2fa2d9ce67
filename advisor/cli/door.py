"""The one way in and out of a command: whatever happens inside becomes sentences and an exit code.

0 a report was made, 1 a defect of ours, 2 wrong use of the command, 3 the scenario is invalid, 4 law files are
invalid, 130 interrupted. A traceback is never an answer.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

import typer

from advisor.errors import AdvisorError

INTERRUPTED = 130


class WrongUse(AdvisorError):
    """The command was used wrongly: an option or an argument asks for what cannot be."""

    exit_code = 2


def enter(body: Callable[[], None], *, as_usage: tuple[type[AdvisorError], ...] = ()) -> None:
    """Run the body of a command.

    Args:
        body: What the command does.
        as_usage: Errors that here mean a wrong option or argument, whatever they mean elsewhere.

    Raises:
        typer.Exit: The command ends with another code than 0.
    """
    try:
        body()
        sys.stdout.flush()
    except (typer.Exit, typer.Abort):
        raise
    except KeyboardInterrupt:
        raise typer.Exit(INTERRUPTED) from None
    except BrokenPipeError:
        _close_quietly()
    except Exception as error:
        raise typer.Exit(_told(error, as_usage)) from None


def complain(problems: str) -> None:
    """Print problems where they do not mix with a report."""
    from advisor.render.page import page_for, write

    page = page_for(sys.stderr)
    for line in problems.splitlines():
        write(page.clean(line) + "\n", sys.stderr)


def _told(error: Exception, as_usage: tuple[type[AdvisorError], ...]) -> int:
    """Print what went wrong and return the exit code for it."""
    if isinstance(error, AdvisorError):
        complain(str(error))
        return WrongUse.exit_code if isinstance(error, as_usage) else error.exit_code
    complain(f"something went wrong inside the program{_place(error)}: please report this defect with the command used")
    return 1


def _place(error: Exception) -> str:
    """Return the innermost place in our own code, for whoever gets the report of a defect."""
    home = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    place, trace = "", error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if os.path.abspath(file).startswith(home + os.sep):
            place = f" ({os.path.relpath(file, os.path.dirname(home))}, line {trace.tb_lineno})"
        trace = trace.tb_next
    return place


def _close_quietly() -> None:
    """Leave a pipe whose reader has gone, without a word from the interpreter when it flushes at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
