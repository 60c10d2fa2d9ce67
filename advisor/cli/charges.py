"""`plea charges`: the catalogue of offenses."""

from __future__ import annotations

from typing import Annotated

import typer

from advisor.cli.door import enter
from advisor.cli.options import LawFolder
from advisor.errors import UnknownNameError
from advisor.wording import did_you_mean

app = typer.Typer(add_completion=False, no_args_is_help=True, help="List, search and show offenses.")


@app.command("list")
def list_charges(law: LawFolder = None) -> None:
    """List every offense of the catalogue."""
    enter(lambda: _search("", law))


@app.command()
def search(
    words: Annotated[list[str], typer.Argument(help="Words of a name, or a section: `retail theft`, `3929`.")],
    law: LawFolder = None,
) -> None:
    """Find offenses by words of their name or by section."""
    enter(lambda: _search(" ".join(words), law))


@app.command()
def show(
    offense: Annotated[str, typer.Argument(metavar="ID", help="An offense, such as pa-18-3929-a-1.")],
    law: LawFolder = None,
) -> None:
    """Show an offense: elements, grades, how it is classified, and which pleas do less harm."""
    enter(lambda: _show(offense, law), as_usage=(UnknownNameError,))


def _search(text: str, folder: LawFolder) -> None:
    from advisor.law import load_law
    from advisor.render.catalogue import offense_lines, print_page

    rows = load_law(law_dir=folder).charges.search(text)
    print_page(lambda page: offense_lines(rows, text, page))


def _show(offense: str, folder: LawFolder) -> None:
    from advisor.law import load_law
    from advisor.render.catalogue import print_page, text_lines
    from advisor.render.offense_page import offense_page

    law = load_law(law_dir=folder)
    try:
        text = offense_page(law, offense)
    except UnknownNameError as error:
        if not error.nearest:
            alike = [line.id for line in law.charges.search(offense)[:5]]
            error.tell(help=did_you_mean(alike) or "`plea charges search WORD` finds ids")
        raise
    print_page(lambda page: text_lines(text, page))
