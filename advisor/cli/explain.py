"""`plea explain`: why a finding holds, or what keeps it from holding."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from typing import Annotated, Any

import typer

from advisor.cli.door import WrongUse, enter
from advisor.cli.options import AsOf, LawFolder, ScenarioArgument
from advisor.cli.reports import Request, report_of
from advisor.render import words
from advisor.wording import offered, quoted

app = typer.Typer(add_completion=False)

PleaId = Annotated[str | None, typer.Option("--plea", metavar="ID", help="Only this plea option; default: each.")]
FindingId = Annotated[
    str | None,
    typer.Option("--finding", metavar="ID", help="Only this finding (deportable.aggravated_felony); default: each."),
]
WhyNot = Annotated[
    str | None, typer.Option("--why-not", metavar="FINDING", help="Show what keeps this finding from holding.")
]
Section = tuple[str, list[dict[str, Any]]]


@app.command()
def explain(
    scenario: ScenarioArgument,
    plea: PleaId = None,
    finding: FindingId = None,
    why_not: WhyNot = None,
    law: LawFolder = None,
    as_of: AsOf = None,
) -> None:
    """Show the reasoning behind findings: conditions, facts, authorities, and the place in the law files."""
    # With a finding named, findings that are `no` are needed too: they tell an id from a slip of the pen.
    request = Request(scenario, as_of, law, show_all=bool(finding or why_not))
    enter(lambda: _print(request, plea, finding, why_not), as_usage=request.as_usage)


def _print(request: Request, plea: str | None, finding: str | None, why_not: str | None) -> None:
    if finding and why_not:
        raise WrongUse("`--finding` and `--why-not` cannot stand together", help="ask one question at a time")
    report = report_of(request)
    sections = _sections(report, plea, finding, why_not)
    from advisor.render.page import page_for, write
    from advisor.render.tree import derivations

    write(derivations(report, sections, page_for(sys.stdout)))


def _sections(report: dict[str, Any], plea: str | None, finding: str | None, absent: str | None) -> list[Section]:
    """Return a heading and the trees of each plea option that was asked about."""
    from advisor.explain import explain as reasons
    from advisor.explain import why_not

    offers = report.get("pleas") or []
    known = {str(offer["id"]): str(offer.get("title") or "") for offer in offers}
    _checked(plea, "plea option", known, "--plea")
    listed = [row["id"] for part in (*offers, report.get("baseline") or {}) for row in part.get("findings") or []]
    _checked(finding or absent, "finding", {*words.SHORT, *listed}, "--finding" if finding else "--why-not")
    sections: list[Section] = []
    wanted: list[str | None] = [plea] if plea else [*known] or [None]
    for name in wanted:
        trees = why_not(report, plea=name, finding=absent) if absent else reasons(report, plea=name, finding=finding)
        asked = f"; why not {absent}" if absent else ""
        sections.append((f"{_heading(name, known)}{asked}", trees))
    return sections


def _heading(name: str | None, titles: Mapping[str, str]) -> str:
    if name is None:
        return "Without any plea"
    return name if titles[name] in ("", name) else f"{name}: {titles[name]}"


def _checked(name: str | None, kind: str, known: Iterable[str], option: str) -> None:
    """Refuse an id that does not exist as a wrong use of the command."""
    names = tuple(known)
    if name is not None and name not in names:
        help_text = offered(name, sorted(names)) or "leave the option out to see each of them"
        raise WrongUse(f"unknown {kind} {quoted(name)}", place=option, help=help_text if names else "there are none")
