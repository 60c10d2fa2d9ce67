"""`plea law diff`: the law of two days, or one scenario's reports under both."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from advisor.cli.door import WrongUse, enter
from advisor.cli.options import AsJson, LawFolder
from advisor.errors import LawNotInForce

_DAY_HELP = "written as 2016-11-16"


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise typer.BadParameter(f"`{text}` is not a day; write it as 2026-11-23") from None


First = Annotated[str, typer.Argument(metavar="FIRST", callback=_day, help=f"The earlier day, {_DAY_HELP}.")]
Second = Annotated[str, typer.Argument(metavar="SECOND", callback=_day, help=f"The later day, {_DAY_HELP}.")]
OfScenario = Annotated[
    str | None,
    typer.Option("--scenario", metavar="FILE", help="Compare the reports on this scenario; `-` reads standard input."),
]


def diff(
    first: First, second: Second, scenario: OfScenario = None, law: LawFolder = None, as_json: AsJson = False
) -> None:
    """Show what differs between the law of two days, or between one scenario's reports under both.

    Without a scenario: the rules, figures and answers that begin, end or change. With one: which verdicts change, offer
    by offer, and which rule or answer carries the change.
    """
    enter(lambda: _print(first, second, scenario, law, as_json), as_usage=(LawNotInForce,))


def _print(first: str, second: str, scenario: str | None, folder: Path | None, as_json: bool) -> None:
    if first > second:
        raise WrongUse(f"`{first}` comes after `{second}`", place="FIRST", help="write the earlier day first")
    from advisor.law.differences import laws_of

    try:
        before, after = laws_of(date.fromisoformat(first), date.fromisoformat(second), folder)
    except LawNotInForce as error:
        error.tell(place="FIRST" if error.date == first else "SECOND")
        raise
    if scenario is None:
        from advisor.law.differences import law_differences
        from advisor.render.law_changes import law_changes_document, law_changes_page

        changes = law_differences(before, after)
        _write(law_changes_document(before, after, changes) if as_json else law_changes_page(before, after, changes))
        return
    from advisor.cli.reports import Request, compared_reports
    from advisor.render.report_changes import report_changes_page

    document = compared_reports(Request(scenario), before, after)
    _write(document if as_json else report_changes_page(document))


def _write(told: object) -> None:
    if isinstance(told, str):
        from advisor.render.catalogue import print_page, text_lines

        print_page(lambda page: text_lines(told, page))
        return
    from advisor.render.machine import json_bytes

    sys.stdout.buffer.write(json_bytes(told))
