"""The arguments and options that several commands share."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer


def _day(text: str | None) -> str | None:
    """Refuse what is no day before anything is read."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise typer.BadParameter(f"`{text}` is not a day; write it as 2026-11-23") from None


ScenarioArgument = Annotated[
    str, typer.Argument(metavar="SCENARIO", help="A YAML or JSON file; `-` reads standard input.", show_default=False)
]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", callback=_day, help="Apply the law of this day (2026-11-23)."),
]
LawFolder = Annotated[
    Path | None,
    typer.Option("--law", metavar="DIR", exists=True, file_okay=False, help="Put the law files of this folder first."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the report as JSON, for other programs.")]
ShowAll = Annotated[bool, typer.Option("--all", help="List what was looked at and not found as well.")]
Policy = Annotated[
    str | None, typer.Option("--policy", metavar="ID", help="Weigh the case by this prosecutor's policy.")
]
OtherCircuit = Annotated[
    bool,
    typer.Option("--other-circuit", help="Answer for a circuit that is not covered, with what its courts decide open."),
]
