"""The Typer app. Only the command that is asked for is imported, so that starting costs little more than Typer."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

#: A command and its module under this package, in the order of the help.
COMMANDS = {
    "assess": "assess",
    "explain": "explain",
    "charges": "charges",
    "law": "law",
    "schema": "schema",
    "init": "init",
}


class Commands(TyperGroup):
    """The commands, each imported when it is looked up."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names of the commands."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return a command, or None for a name that is none."""
        if cmd_name not in COMMANDS:
            return None
        command = get_command(import_module(f"advisor.cli.{COMMANDS[cmd_name]}").app)
        command.name = cmd_name
        return command

    def main(self, *args: Any, **options: Any) -> Any:
        """Run the command line; what the library refuses is told as every other mistake is."""
        if not options.get("standalone_mode", True):
            return super().main(*args, **options)
        try:
            code = super().main(*args, **{**options, "standalone_mode": False})
        except typer.Abort:
            code = 1
        except Exception as error:
            if not hasattr(error, "format_message"):
                raise
            code = _told(error)
        sys.exit(code if isinstance(code, int) else 0)


def _told(error: Any) -> int:
    """Print how the command was used wrongly, and return the exit code for it."""
    from advisor.cli.door import WrongUse, complain
    from advisor.cli.usage import is_help, usage_problem

    if is_help(error):
        # The library has printed the help by itself, or brings it as its message.
        typer.echo(error.message, nl=False)
    else:
        complain(str(usage_problem(error)))
    return WrongUse.exit_code


def _version(wanted: bool) -> None:
    if wanted:
        from advisor.cli.version import print_version

        print_version()
        raise typer.Exit


app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="What a plea means for a noncitizen, under federal immigration law and Pennsylvania's criminal law. "
    "For education only. Not legal advice.",
    epilog="Start with: plea init scenario.yaml, then plea assess scenario.yaml",
)


@app.callback()
def start(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the versions and leave."),
    ] = False,
) -> None:
    """Take the options that stand before a command."""
