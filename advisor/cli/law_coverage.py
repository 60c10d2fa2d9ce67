"""`plea law coverage`, `stale` and `pages`: how complete the library is, which files are old, and all of it to read."""

from __future__ import annotations

import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated

import typer

from advisor.cli.door import WrongUse, enter
from advisor.cli.options import AsJson, LawFolder
from advisor.errors import LawNotInForce


def _day(text: str) -> str:
    """Return the day that a text names: a date, or so many days before today."""
    try:
        if text.isdecimal() and len(text) < 6:
            return (date.today() - timedelta(days=int(text))).isoformat()
        return date.fromisoformat(text).isoformat()
    except ValueError:
        message = f"`{text}` is neither a day nor a number of days; write 2026-11-23 or 90"
        raise typer.BadParameter(message) from None


OlderThan = Annotated[
    str,
    typer.Option(
        "--older-than",
        metavar="DATE|DAYS",
        callback=_day,
        help="A day (2026-11-23), or so many days before today (90).",
    ),
]


Folder = Annotated[
    Path,
    typer.Argument(metavar="DIR", file_okay=False, help="Where the pages go, such as docs/law.", show_default=False),
]


def coverage(law: LawFolder = None, as_json: AsJson = False) -> None:
    """Show what the library holds and how completely: counts, what is confirmed, what is missing, gaps."""
    enter(lambda: _coverage(law, as_json), as_usage=(LawNotInForce,))


def stale(older_than: OlderThan, law: LawFolder = None, as_json: AsJson = False) -> None:
    """List the rules, figures, charge files and tables that were not held against their sources since a day."""
    enter(lambda: _stale(older_than, law, as_json))


def pages(folder: Folder, law: LawFolder = None) -> None:
    """Write the whole law as Markdown pages into a folder, with an index by ground and by title."""
    enter(lambda: _pages(folder, law))


def _coverage(folder: Path | None, as_json: bool) -> None:
    from advisor.law import load_law
    from advisor.law.coverage import coverage as counted

    found = counted(load_law(law_dir=folder))
    if as_json:
        _write_json({"schema": "plea-advisor/coverage/1", **found})
        return
    from advisor.render.catalogue import print_page, text_lines
    from advisor.render.coverage_page import coverage_page

    print_page(lambda page: text_lines(coverage_page(found), page))


def _stale(day: str, folder: Path | None, as_json: bool) -> None:
    from advisor.law import load_law
    from advisor.law.coverage import files_not_checked_since

    files = files_not_checked_since(load_law(law_dir=folder), day)
    if as_json:
        listed = [held._asdict() for held in files]
        _write_json({"schema": "plea-advisor/stale/1", "not_checked_since": day, "files": listed})
        return
    from advisor.render.catalogue import print_page, text_lines
    from advisor.render.coverage_page import stale_page

    print_page(lambda page: text_lines(stale_page(files, day), page), note=False)


def _pages(folder: Path, own: Path | None) -> None:
    from advisor.render.catalogue import print_page
    from advisor.render.law_folder import write_law_folder

    try:
        written, removed = write_law_folder(folder, own)
    except OSError as error:
        raise WrongUse(f"nothing can be written there: {str(error.strerror).lower()}", place=str(folder)) from None
    gone = f", {len(removed)} removed whose rules or sections are gone" if removed else ""
    print_page(lambda page: page.wrap(f"{written} pages written{gone}.", page.width), note=False)


def _write_json(document: object) -> None:
    from advisor.render.machine import json_bytes

    sys.stdout.buffer.write(json_bytes(document))
