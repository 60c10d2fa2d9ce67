"""The law as typed, checked and dated objects: `load_law` is the door.

Nothing is imported before it is used: loading a compiled law needs no YAML, and most commands need no checks.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from advisor.errors import Problem
    from advisor.law.library import Law

__all__ = ["check_law", "law_notices", "load_law"]


def load_law(as_of: str | date | None = None, law_dir: Path | None = None) -> Law:
    """Return the law as it stands on a day.

    Args:
        as_of: The day, as a date or written like 2026-11-23; today if not given.
        law_dir: A folder of law files that come before the shipped ones.

    Raises:
        LawFileError: A law file is wrong.
        LawNotInForce: The library does not reach back to that day.
        ScenarioError: The day cannot be read.
    """
    from advisor.law.library import law_of

    return law_of(_day(as_of), law_dir)


def check_law(law_dir: Path | None = None) -> list[Problem]:
    """Return everything that is wrong with the law files, each by itself and all together; empty if nothing is."""
    from advisor.law.checks import problems_of

    return problems_of(law_dir)


def law_notices(law_dir: Path | None = None) -> list[Problem]:
    """Return what is not wrong with the law files and worth a look, such as an authority that nothing cites."""
    from advisor.law.checks import notices_of

    return notices_of(law_dir)


def _day(as_of: str | date | None) -> date:
    if as_of is None:
        return date.today()
    if isinstance(as_of, date):
        return date(as_of.year, as_of.month, as_of.day)
    try:
        return date.fromisoformat(as_of)
    except (TypeError, ValueError):
        from advisor.errors import ScenarioError
        from advisor.wording import quoted

        raise ScenarioError(
            f"{quoted(as_of)} is not a day", path="as_of", value=as_of, help="write `2026-11-23`"
        ) from None
