"""`plea law`: the rules, and whether they hold together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from advisor.cli.door import complain, enter
from advisor.cli.law_coverage import coverage, pages, stale
from advisor.cli.law_diff import diff
from advisor.cli.options import AsOf, LawFolder
from advisor.errors import LawFileError, LawNotInForce, UnknownNameError

if TYPE_CHECKING:
    from advisor.law.library import Law

Notices = Annotated[
    bool, typer.Option("--notices", help="List also what is not wrong and worth a look, such as unused authorities.")
]

app = typer.Typer(add_completion=False, no_args_is_help=True, help="Check, list, show and compare the rules.")


@app.command()
def check(law: LawFolder = None, notices: Notices = False) -> None:
    """Check every law file: keys, names, dates, layers, gaps. Exit code 4 if something is wrong."""
    enter(lambda: _check(law, notices))


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


# Each of these has a file of its own; they stand here in the order of the help.
for command in (diff, coverage, stale, pages):
    app.command()(command)


def _check(folder: LawFolder, notices: bool) -> None:
    from advisor.law import check_law, law_notices
    from advisor.render.catalogue import print_page, text_lines

    problems = check_law(law_dir=folder)
    if problems:
        complain("\n".join(str(problem) for problem in problems))
        raise typer.Exit(LawFileError.exit_code)
    found = [str(notice) for notice in law_notices(law_dir=folder)] if notices else []
    said = "Every law file was read; nothing is wrong with their form."
    print_page(
        lambda page: [*page.wrap(said, page.width), *(line for each in found for line in text_lines(each, page))]
    )


def _law(as_of: AsOf, folder: LawFolder) -> Law:
    from advisor.law import load_law

    try:
        return load_law(as_of=as_of, law_dir=folder)
    except LawNotInForce as error:
        error.tell(place="--as-of")
        raise


def _list(folder: LawFolder, as_of: AsOf) -> None:
    from advisor.render.catalogue import print_page, rule_lines

    rows = _law(as_of, folder).list_rules()
    print_page(lambda page: rule_lines(rows, page))


def _show(rule: str, folder: LawFolder, as_of: AsOf) -> None:
    from advisor.render.catalogue import print_page, text_lines
    from advisor.render.rule_page import rule_page

    law = _law(as_of, folder)
    try:
        text = rule_page(law, rule)
    except UnknownNameError as error:
        if not error.nearest:
            error.tell(help="`plea law list` lists every rule")
        raise
    print_page(lambda page: text_lines(text, page))
