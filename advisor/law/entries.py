"""The law files as typed objects: what stands in `rules/` and `charges/`, resolved for one day.

Named tuples rather than validating models: the reader has checked everything before these are made, and they are built
on every start.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from advisor.law.conditions import Condition

#: The kinds of fact and how each is compared.
WORD_KINDS = ("word", "flag", "name")
NUMBER_KINDS = ("number", "money", "grams", "years", "date")
FACT_KINDS = (*WORD_KINDS, *NUMBER_KINDS, "duration", "group")


class FactEntry(NamedTuple):
    """One fact of the vocabulary, or one that a charge file asks for.

    Attributes:
        name: Flat snake_case.
        kind: One of FACT_KINDS.
        about: "person" or "count".
        by: scenario | measure | charge.
        words: The closed list of a word; empty for names.
        plea: Whether a plea can change it.
        ask: The plain question behind it.
        sources: The scenario keys it is read from.
        label: What a derivation calls it, where its name does not read well.
        without_priors: What it is, if not given, for a person who has no priors; None where priors tell nothing.
    """

    name: str
    kind: str
    about: str
    by: str = "scenario"
    words: tuple[str, ...] = ()
    plea: bool = False
    ask: str = ""
    sources: tuple[str, ...] = ()
    label: str = ""
    without_priors: bool | int | None = None


class CategoryEntry(NamedTuple):
    """One category that an offense may be classified as.

    Attributes:
        needs: Groups of words, of each of which the elements must involve one.
        premise_default: Categories whose greatest verdict it takes, where a premise names them and not it.
        circumstance: It is read from a fact, which any reliable evidence may show, and not from the elements.
        detention_only: It matters for detention on arrest alone.
        by_fact: For a circumstance the fact, and the words under which it is certain or open.
    """

    name: str
    title: str
    needs: tuple[tuple[str, ...], ...] = ()
    premise_default: tuple[str, ...] = ()
    circumstance: bool = False
    detention_only: bool = False
    by_fact: Mapping[str, Any] = MappingProxyType({})
    authority: tuple[str, ...] = ()


class FindingEntry(NamedTuple):
    """One finding.

    Attributes:
        reading: "shown" or "not_excluded": the side that is reported.
        shown_if: A finding on the person under which the shown side is reported instead.
        harm: "up" where more is worse, "down" where more is better.
        inner: Never reported.
        per_count: Reported on each count, not for the plea.
        noncitizens: Holds of noncitizens alone.
    """

    name: str
    about: str
    title: str
    reading: str = "shown"
    shown_if: str | None = None
    harm: str = "up"
    inner: bool = False
    per_count: bool = False
    noncitizens: bool = True


class Aggregate(NamedTuple):
    """One number folded over the counts.

    Attributes:
        roles: The roles of the rows that may be taken in.
        where: Findings and categories that a row must have to be taken in.
        fold: number | sum | longest | distinct | earliest.
        of: The fact that is folded; None for a number of rows.
        longest_within: For a sum, the group within which only the longest counts.
        among: None for one number of the person; others | earlier_others for one number on each count.
        grows_up: False for a fold that shrinks with every row.
        counts_unknown_priors: Whether priors that were not given may hold one more.
    """

    name: str
    title: str
    roles: tuple[str, ...]
    where: tuple[Condition, ...]
    fold: str
    of: str | None = None
    longest_within: str | None = None
    among: str | None = None
    grows_up: bool = True
    counts_unknown_priors: bool = False


class Threshold(NamedTuple):
    """A dated figure, as it stands on one day; `number` is on the scale of its unit (cents, milligrams, 2n years)."""

    name: str
    title: str
    unit: str
    value: str
    number: int
    authority: tuple[str, ...] = ()


class Rule(NamedTuple):
    """One rule as it stands on one day.

    Attributes:
        id: The path with dots.
        condition: `when` and the negated items of `unless` together.
        strength: The highest verdict that it can give, 0 to 4.
        detail: Letter or kind of the finding; "inherited" takes those of the finding it reads.
        file: Where it stands, for the report.
    """

    id: str
    title: str
    concludes: str
    about: str
    condition: Condition
    strength: int
    detail: str | None
    authority: tuple[str, ...]
    file: str
    line: int
    split: Mapping[str, tuple[str, ...]] | None = None
    turns_on: str = ""
    in_words: str = ""
    effective_from: str = ""


class Answer(NamedTuple):
    """One entry of a list that is tried in order: a classification or a grade.

    Attributes:
        when: The condition; None holds always.
        verdict: For a classification, shown and not excluded; (0, 0) for a grade.
        grade: For a grade, its word.
        max_term: For a grade, the maximum where it is not the ordinary one.
        inside: Entries of their own that this one opens (the versions of a dated answer); the verdict is then theirs.
    """

    when: Condition | None
    verdict: tuple[int, int] = (0, 0)
    grade: str = ""
    max_term: str | None = None
    why: str = ""
    authority: tuple[str, ...] = ()
    split: Mapping[str, tuple[str, ...]] | None = None
    verified: str = "false"
    line: int = 0
    inside: "tuple[Answer, ...]" = ()


class Offense(NamedTuple):
    """One offense of the catalogue as it stands on one day.

    Attributes:
        grades: Tried in order.
        categories: For each category that is answered, its entries in order; the end of the list is `no`.
        asks: Facts of this file's own.
        data: The rest of the file's words (elements, safer pleas ...), for `plea charges show`.
    """

    id: str
    citation: str
    name: str
    family: str
    grades: tuple[Answer, ...]
    categories: Mapping[str, tuple[Answer, ...]]
    asks: Mapping[str, FactEntry]
    file: str
    data: Mapping[str, Any] = MappingProxyType({})


class Disposition(NamedTuple):
    """How a case ended: what may stand for each of the facts that decide whether it is a conviction."""

    id: str
    name: str
    facts: Mapping[str, tuple[str, ...]]
    data: Mapping[str, Any] = MappingProxyType({})


class Authority(NamedTuple):
    """One authority of the table."""

    id: str
    citation: str
    court: str = ""
    decided: str = ""
    precedential: bool = True
    says: str = ""
    treatment: str = ""
    link: str = ""
    verified: str = "false"
    treatment_note: str = ""
    treatment_since: str = ""
