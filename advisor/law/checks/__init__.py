"""The health suite: what is wrong with the law files, each by itself and all together.

`problems_of` finds what must not be shipped, `notices_of` what somebody should look at: an authority that nothing
cites, a fact that nothing reads, a rule that leans on a decision that is no longer good law.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from advisor.errors import LawFileError, Problem
from advisor.law.checks.dates import check_dates
from advisor.law.checks.duplicates import check_answers, check_ids, check_twins
from advisor.law.checks.layers import (
    check_convictions,
    check_layers,
    check_lifted_exceptions,
    check_strata,
    upward_notices,
)
from advisor.law.checks.parts import Library
from advisor.law.checks.references import (
    check_authorities,
    check_default_policy,
    check_details,
    check_grading,
    check_offenses_named,
)
from advisor.law.checks.sizes import check_sizes
from advisor.law.checks.uses import check_contract, check_uses, treatment_notices, unused_notices
from advisor.law.compiling import Draft, draft_of
from advisor.law.files import roots_of, stray_files
from advisor.law.repeats import told_once

Check = Callable[[Library], Iterable[Problem]]

_CHECKS: tuple[Check, ...] = (
    check_authorities, check_grading, check_dates, check_answers, check_twins, check_ids,
    check_layers, check_lifted_exceptions, check_convictions, check_sizes,
)  # fmt: skip
#: What a file with mistakes would hide from: each asks whether something stands anywhere at all.
_CHECKS_OF_THE_WHOLE: tuple[Check, ...] = (
    check_details, check_offenses_named, check_default_policy, check_contract, check_uses, check_strata,
)  # fmt: skip
_NOTICES: tuple[Check, ...] = (unused_notices, treatment_notices, upward_notices)


def problems_of(law_dir: Path | None = None) -> list[Problem]:
    """Return everything that is wrong with the shipped law, or with a user's own put before it."""
    try:
        roots = roots_of(law_dir)
    except LawFileError as failure:
        return list(failure.problems)
    strays = [Problem(name, "this file is not read", "law files end in `.yaml`") for name in stray_files(roots)]
    draft = draft_of(roots)
    problems = [*strays, *draft.problems, *_together(draft)]
    return told_once(sorted(problems, key=_place))


def notices_of(law_dir: Path | None = None) -> list[Problem]:
    """Return what is not wrong and worth a look; nothing while something is wrong.

    Raises:
        LawFileError: The folder holds no law files.
    """
    draft = draft_of(roots_of(law_dir))
    if draft.problems or draft.vocabulary is None:
        return []
    library = Library(draft.nodes, draft.law, draft.vocabulary, draft.unread)
    return [notice for check in _NOTICES for notice in check(library)]


def _together(draft: Draft) -> Iterator[Problem]:
    """Yield what is wrong between the files."""
    if draft.vocabulary is None:
        return
    library = Library(draft.nodes, draft.law, draft.vocabulary, draft.unread)
    for check in _CHECKS if draft.problems else (*_CHECKS, *_CHECKS_OF_THE_WHOLE):
        yield from check(library)


def _place(problem: Problem) -> tuple[str, int]:
    file, _, line = problem.place.rpartition(":")
    return (file, int(line)) if file and line.isdecimal() else (problem.place, 0)
