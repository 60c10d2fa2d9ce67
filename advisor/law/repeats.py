"""One cause told once: a name that many places have and that does not exist."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from advisor.errors import Problem
from advisor.law.reader import DEFINED_IN

#: A name that stands in more places than this is not misspelt in all of them.
_MOST = 3
_UNKNOWN = "unknown "


def told_once(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems in their order, an unknown name that stands in many places told at the first of them."""
    listed = list(dict.fromkeys(problems))
    places = Counter(problem.message for problem in listed)
    found: dict[str, Problem] = {}
    for problem in listed:
        more = places[problem.message] - 1
        if not problem.message.startswith(_UNKNOWN) or more < _MOST:
            found[str(problem)] = problem
        elif problem.message not in found:
            kind, _, _ = problem.message.removeprefix(_UNKNOWN).partition(" `")
            where = DEFINED_IN.get(kind)
            help_text = f"is it missing or misspelt in {where}?" if where else problem.help
            message = f"{problem.message}, here and in {more} other places"
            found[problem.message] = Problem(problem.place, message, help_text)
    return list(found.values())
