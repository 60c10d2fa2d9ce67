"""`plea init`: a scenario to start from, with a word on each key."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from advisor.cli.door import WrongUse, enter

app = typer.Typer(add_completion=False)

TEMPLATE = """\
# A scenario for `plea assess`. Education only, not legal advice.
#
# Write what you know and leave out what you do not: an absent key is unknown, and the report says which
# unknown facts matter. Two exceptions, where silence has a meaning: see `priors` and `facts` below.

title: Retail theft, green-card holder        # a heading of your choice; no real names needed
as_of: 2026-11-23                             # the law of this day; leave it out for today
jurisdiction: {state: PA, circuit: 3}

defendant:
  status: lpr                     # usc, lpr, conditional_lpr, refugee, asylee, nonimmigrant, visa_overstay, vwp,
                                  # parolee, without_inspection, daca, tps, u_nonimmigrant, t_nonimmigrant,
                                  # withholding, asylum_applicant, vawa_or_sij, applicant_abroad
  citizen_parent: false           # is or was a parent or grandparent a citizen? ask this first
  admitted_on: 2022-01-10         # the admission that starts the five years; null: never admitted
  lpr_since: 2022-01-10
  resided_since: 2016-03-01       # living here without a break after an admission in any status
  priors: []                      # no earlier conviction; leave the key out if you do not know
  # born: 2001-02-11
  # fear_of_return: true
  # relatives: [{relation: child, status: usc, dependent: true}]

charges:                          # what is pending; an arrest alone can have consequences
  - {offense: pa-18-3929-a-1, grade: M1, offense_date: 2026-05-02}

pleas:                            # two or more options to compare; each has an id of your choice
  - id: offer
    title: As offered
    counts:
      - offense: pa-18-3929-a-1   # find ids with: plea charges search "retail theft"
        grade: M1                 # F1 F2 F3 M1 M2 M3 summary; absent: every grade that may apply
        offense_date: 2026-05-02
        conviction_date: 2026-11-30
        disposition: guilty       # or nolo_contendere, ard, probation_without_verdict
        sentence:
          confinement: 6 to 12 months   # all that is ordered, the suspended part too; of a range the maximum counts
          # suspended: 3 months
          # probation: 1 year
        facts:                    # what the record will show; `unspecified`: it will be silent
          value_usd: 180

  - id: one-day-less
    title: The same charge, one day less than a year
    counts:
      - offense: pa-18-3929-a-1
        grade: M1
        offense_date: 2026-05-02
        sentence: {confinement: up to 364 days}

  - id: disorderly
    title: Another charge
    counts:
      - offense: pa-18-5503
        grade: M3
        offense_date: 2026-05-02
        sentence: {confinement: 30 days}

# What a prosecutor's office would weigh; all of it is optional.
discretion:
  severity: low                   # low, moderate, high, most_serious
  violence: none                  # none, threatened, actual
"""


@app.command()
def init(
    file: Annotated[
        Path, typer.Argument(metavar="[FILE]", help="Where to write it; `-` prints it.", show_default=True)
    ] = Path("scenario.yaml"),
    force: Annotated[bool, typer.Option("--force", help="Overwrite the file if it exists.")] = False,
) -> None:
    """Write a commented scenario to start from."""
    enter(lambda: _write(file, force))


def _write(file: Path, force: bool) -> None:
    if str(file) == "-":
        sys.stdout.write(TEMPLATE)
        return
    if file.is_dir():
        raise WrongUse("a folder, not a file", place=str(file), help=f"name a file in it: `{file / 'scenario.yaml'}`")
    try:
        # "x" refuses in the same step in which it creates, so that no file is lost to a race.
        with file.open("w" if force else "x", encoding="utf-8", newline="\n") as target:
            target.write(TEMPLATE)
    except FileExistsError:
        raise WrongUse("the file exists already", place=str(file), help="`--force` overwrites it") from None
    except FileNotFoundError:
        raise WrongUse(f"there is no folder `{file.parent}`", place=str(file), help="make the folder first") from None
    except OSError as failure:
        said = (failure.strerror or "the file cannot be written").lower()
        raise WrongUse(f"the file cannot be written: {said}", place=str(file)) from None
    from advisor.render.page import page_for, write

    page = page_for(sys.stdout)
    write(page.finish(page.wrap(f"Written: {file}. Edit it, then: plea assess {file}", page.width)))
