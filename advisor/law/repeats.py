"""One cause told once: a name that many places ask for and that nothing defines."""

from __future__ import annotations

from collections.abc import Iterable

from advisor.errors import Problem
from advisor.law.reader import DEFINED_IN

#: A name that stands in more places than this is not misspelt in all of them.
_MOST = 3


def told_once(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems in their order, an unknown name that stands in many places told at the first of them."""
    listed = list(dict.fromkeys(problems))
    places: dict[str, int] = {}
    for problem in listed:
        places[problem.message] = places.get(problem.message, 0) + 1
    found: dict[str, Problem] = {}
    for problem in listed:
        kind, _, _ = problem.message.removeprefix("unknown ").partition(" `")
        more = places[problem.message] - 1
        if not problem.message.startswith("unknown ") or kind not in DEFINED_IN or more < _MOST:
            found[str(problem)] = problem
        elif problem.message not in found:
            said, help_text = f"here and in {more} other places", f"is it missing or misspelt in {DEFINED_IN[kind]}?"
            found[problem.message] = Problem(problem.place, f"{problem.message}, {said}", help_text)
    return list(found.values())
