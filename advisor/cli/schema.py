"""`plea schema`: the shapes of scenario and report, as JSON Schema."""

from __future__ import annotations

import sys
from typing import Any

import typer

from advisor.cli.door import enter

app = typer.Typer(add_completion=False, no_args_is_help=True, help="Print a JSON Schema.")


@app.command()
def scenario() -> None:
    """Print the schema of a scenario."""
    enter(lambda: _print(_scenario()))


@app.command()
def report() -> None:
    """Print the schema of a report."""
    enter(lambda: _print(_report()))


def _scenario() -> dict[str, Any]:
    from advisor.scenario import scenario_schema

    return scenario_schema()


def _report() -> dict[str, Any]:
    from advisor.report import report_schema

    return report_schema()


def _print(document: dict[str, Any]) -> None:
    from advisor.render.machine import json_bytes

    sys.stdout.buffer.write(json_bytes(document))
