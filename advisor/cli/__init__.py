"""The command `plea`: it reads what the user wrote, calls the core, prints; it decides nothing about the law."""

from __future__ import annotations

import gc
import os

#: So many objects may be made before the unreachable ones among them are looked for.
_MANY = 200_000


def main() -> None:
    """Run the command line of this process and leave it with the exit code of the contract."""
    # The process ends with its one report: garbage is hardly worth a search while it is made, and none at the end.
    gc.set_threshold(_MANY, 20, 50)
    # Plugins of the validating library are of no use here, and to look for them is to read of every package installed.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")
    import typer

    from advisor.cli.door import enter

    try:
        enter(_run)
    except typer.Exit as ending:
        raise SystemExit(ending.exit_code) from None
    finally:
        gc.freeze()


def _run() -> None:
    """Start the commands; they are imported here so that an import that fails ends at the door too."""
    from advisor.cli.app import app

    app(prog_name="plea")
