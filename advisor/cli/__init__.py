"""The command `plea`: it reads what the user wrote, calls the core, prints; it decides nothing about the law."""

from __future__ import annotations


def main() -> None:
    """Run the command line of this process and leave it with the exit code of the contract."""
    import typer

    from advisor.cli.door import enter

    try:
        enter(_run)
    except typer.Exit as ending:
        raise SystemExit(ending.exit_code) from None


def _run() -> None:
    """Start the commands; they are imported here so that an import that fails ends at the door too."""
    from advisor.cli.app import app

    app(prog_name="plea")
