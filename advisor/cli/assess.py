"""`plea assess`: the plea options side by side, then each in detail."""

from __future__ import annotations

import sys

import typer

from advisor.cli.door import enter
from advisor.cli.options import AsJson, AsOf, LawFolder, OtherCircuit, Policy, ScenarioArgument, ShowAll
from advisor.cli.reports import STANDARD_INPUT, Request, report_of

app = typer.Typer(add_completion=False)


@app.command()
def assess(  # noqa: PLR0913, PLR0917 - a parameter for each option
    scenario: ScenarioArgument,
    as_of: AsOf = None,
    as_json: AsJson = False,
    show_all: ShowAll = False,
    policy: Policy = None,
    law: LawFolder = None,
    other_circuit: OtherCircuit = False,
) -> None:
    """Compare plea options: six answers side by side, why, and what is not known.

    First one screen for all options, then the details of each. A consequence that is found is not an error:
    the exit code is 0 whenever a report was made.
    """
    request = Request(scenario, as_of, law, show_all, policy, other_circuit)
    enter(lambda: _print(request, as_json), as_usage=request.as_usage)


def _print(request: Request, as_json: bool) -> None:
    report = report_of(request)
    if as_json:
        from advisor.render.machine import json_bytes

        sys.stdout.buffer.write(json_bytes(report))
        return
    from advisor.render.details import details
    from advisor.render.page import page_for, write
    from advisor.render.screen import first_screen

    page = page_for(sys.stdout)
    name = "SCENARIO" if request.scenario == STANDARD_INPUT else request.scenario
    below = details(report, page)
    write(first_screen(report, page, name) + ("\n" + below if below else ""))
