"""`plea law`: the rules, and whether they hold together."""

from __future__ import annotations

from typing import Annotated

import typer

from advisor.cli.door import complain, enter
from advisor.cli.options import AsOf, LawFolder
from advisor.errors import LawFileError, LawNotInForce, UnknownNameError

app = typer.Typer(add_completion=False, no_args_is_help=True, help="Check, list and show the rules.")


@app.command()
def check(law: LawFolder = None) -> None:
    """Check every law file: keys, names, dates, layers, gaps. Exit code 4 if something is wrong."""
    enter(lambda: _check(law))


@app.command("list")
def list_rules(law: LawFolder = None, as_of: AsOf = None) -> None:
    """List every rule."""
    enter(lambda: _list(law, as_of), as_usage=(LawNotInForce,))


@app.command()
def show(
    rule: Annotated[str, typer.Argument(metavar="ID", help="A rule, such as grounds.aggravated-felony.theft.")],
    law: LawFolder = None,
    as_of: AsOf = None,
) -> None:
    """Show a rule: what it says, when it applies, what it turns on, and on which authority."""
    enter(lambda: _show(rule, law, as_of), as_usage=(UnknownNameError, LawNotInForce))


def _check(folder: LawFolder) -> None:
    from advisor.law import check_law
    from advisor.render.catalogue import print_page

    problems = check_law(law_dir=folder)
    if problems:
        complain("\n".join(str(problem) for problem in problems))
        raise typer.Exit(LawFileError.exit_code)
    print_page(lambda page: page.wrap("Every law file was read; nothing is wrong with their form.", page.width))


def _list(folder: LawFolder, as_of: AsOf) -> None:
    from advisor.law import load_law
    from advisor.render.catalogue import print_page, rule_lines

    rows = load_law(as_of=as_of, law_dir=folder).list_rules()
    print_page(lambda page: rule_lines(rows, page))


def _show(rule: str, folder: LawFolder, as_of: AsOf) -> None:
    from advisor.law import load_law
    from advisor.render.catalogue import print_page, text_lines

    text = load_law(as_of=as_of, law_dir=folder).show(rule)
    print_page(lambda page: text_lines(text, page))
