"""What the rules conclude, worked out the slow way: every engine is compared with this page.

It is given the parsed law and the rows, and imports nothing of the program: nodes are told apart by their names, terms
are compared anew, and each finding is worked out when it is asked for, without strata, cuts or rulesets. Written from
the page on semantics. A pair is (shown, not excluded), each 0 to 4.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from itertools import product
from math import inf
from operator import ge, gt, le, lt
from typing import Any

NO, PRESUMED_NOT, OPEN, CERTAIN, SILENT = (0, 0), (1, 1), (2, 2), (4, 4), (0, 4)
ORDER = {">=": ge, ">": gt, "<=": le, "<": lt}


def least(pairs: Any) -> Any:
    shown, not_excluded = CERTAIN
    for pair in pairs:
        shown, not_excluded = min(shown, pair[0]), min(not_excluded, pair[1])
        if not_excluded == 0:
            break
    return shown, not_excluded


def most(pairs: Any) -> Any:
    return tuple(map(max, zip(NO, *pairs, strict=True)))


def mirrored(pair: Any) -> Any:
    return 4 - pair[1], 4 - pair[0]


@cache
def days_in(months: int) -> tuple[int, int]:
    """The fewest and the most days of so many months in a row."""
    first = [date(2001 + start // 12, start % 12 + 1, 1) for start in range(96)]
    runs = [1461 * (months // 48) + (first[start + months % 48] - first[start]).days for start in range(48)]
    return min(runs), max(runs)


def against(term: Any, number: int, unit: str) -> tuple[float, float]:
    """Whether a term is under (below 0), at (0) or over (above 0) a threshold, at least and at most."""
    months, days = term
    if unit == "days" or months == inf:
        return (inf, inf) if months == inf else tuple(most + days - number for most in days_in(months))  # type: ignore
    missing = number * (12 if unit == "years" else 1) - months
    if missing <= 0 or days == 0:
        return (days - missing,) * 2
    if missing == 12:  # 365 days are the year, 366 the year or more
        return (0, 1) if days == 366 else (days - 365,) * 2
    if missing == 1 and months and days <= 29:  # eleven months and 29 days
        return -1, -1
    low, high = (365 * missing // 12, days_in(missing)[1] - 1) if missing % 12 == 0 else days_in(missing)
    return (-1, -1) if days < low else (1, 1) if days > high else (-1, 0 if missing % 12 == 0 else 1)


def plain(value: Any) -> tuple[Any, ...]:
    """A term as months and days, a number as itself: so both can be added up part by part."""
    return (inf if value.life else value.months, value.days) if hasattr(value, "life") else (value,)


def placed(value: tuple[Any, ...], leaf: Any, end: int) -> float:
    """Where a value lies on the scale of a leaf's constant, at its low (0) or high (1) end."""
    if leaf.unit is None:
        return sum(value)
    side = against(value or (0, 0), leaf.constant // 2, leaf.unit)[end]
    return leaf.constant + (side > 0) - (side < 0)  # type: ignore[no-any-return]


def tested(leaf: Any, row: Any) -> Any:
    """A known fact is certain or no; an unknown one open, unless the law presumes that the exception fails."""
    value = row.facts[leaf.fact]
    if value.silent and leaf.silence != "unknown":
        return NO if leaf.silence == "no" else SILENT
    if type(leaf).__name__ == "FactIs":
        answers = {True, False} if value.possible is None else {word in leaf.words for word in value.possible}
    else:
        ends = placed(plain(value.low), leaf, 0), placed(plain(value.high), leaf, 1)
        answers = {ORDER[leaf.operator](end, leaf.constant) for end in ends}
    if value.silent or len(answers) == 2:
        return PRESUMED_NOT if leaf.silence == "no" else OPEN
    return CERTAIN if True in answers else NO


def read_in(node: Any) -> list[str]:
    """The findings that a condition reads, left to right."""
    below = getattr(node, "parts", None) or ([node.part] if hasattr(node, "part") else [])
    return [node.finding] if hasattr(node, "finding") else [name for each in below for name in read_in(each)]


class Case:
    """The person with one list of counts; every finding of every row can be asked for."""

    def __init__(self, law: Any, counts: Any = (), person: Any = None, priors_unknown: bool = False) -> None:
        self.aggregates, self.entries = law.vocabulary.aggregates, law.vocabulary.findings
        self.counts, self.person, self.priors_unknown = list(counts), person, priors_unknown
        self.rules = {name: [rule for rule in law.rules if rule.concludes == name] for name in self.entries}
        self.detailed = {rule.concludes for rule in law.rules if rule.detail}
        self.memo: dict[Any, Any] = {}

    def finding(self, row: Any, name: str) -> Any:
        """The greatest over its rules, by detail (None: over all); on the person a count's is that of some count."""
        if (row.key, name) not in self.memo:
            of_person = self.entries[name].about == "person"
            rows = [self.person] if of_person else self.counts if row is self.person else [row]
            found: Any = {None: NO}
            for rule, on in product(self.rules[name], rows):
                pair = least([self.pair(rule.condition, on), (rule.strength, rule.strength)])
                gained = {rule.detail: pair}
                if rule.detail == "inherited":
                    source = next(each for each in read_in(rule.condition) if each in self.detailed)
                    gained = {detail: least([pair, own]) for detail, own in self.finding(on, source).items() if detail}
                for key, each in [*gained.items(), *((None, each) for each in gained.values())]:
                    found[key] = most([found.get(key, NO), each])
            self.memo[row.key, name] = found
        return self.memo[row.key, name]

    def pair(self, node: Any, row: Any) -> Any:
        match type(node).__name__:
            case "AllOf":
                return least(self.pair(part, row) for part in node.parts)
            case "AnyOf":
                return most(self.pair(part, row) for part in node.parts)
            case "Not":
                return mirrored(self.pair(node.part, row))
            case "CategoryIs":
                return row.categories.get(node.category, NO)
            case "FindingIs":
                return self.reported(node, row) if node.as_reported else self.held(node, row)
        return self.folded(node, row) if node.fact in self.aggregates else tested(node, row)

    def held(self, node: Any, row: Any) -> Any:
        return self.finding(row, node.finding).get(node.detail, NO)

    def reported(self, node: Any, row: Any) -> Any:
        """The one side that a report shows, for both sides."""
        entry, pair = self.entries[node.finding], self.held(node, row)
        shown = self.finding(row, entry.shown_if)[None][0] >= 3 if entry.shown_if else entry.reading == "shown"
        return (pair[0], pair[0]) if shown else (pair[1], pair[1])

    def folded(self, leaf: Any, row: Any) -> Any:
        """An aggregate has a value per level and reading; compared against its growth it is a negation."""
        along = (leaf.operator in (">=", ">")) == self.aggregates[leaf.fact].grows_up
        reached = [0, 0]
        for level, reading in product((1, 2, 3, 4), (0, 1)):
            if ORDER[leaf.operator](self.number(leaf, row, level, reading), leaf.constant) == along:
                reached[reading] = level
        return tuple(reached) if along else mirrored(reached)

    def number(self, leaf: Any, row: Any, level: int, reading: int) -> float:
        of, sure = self.aggregates[leaf.fact], level >= 3
        end, taken = int(not sure), [
            other for other in self.counts
            if other.role in of.roles and beside(of.among, other, row, sure)
            and least(self.pair(where, other) for where in of.where)[reading] >= level
        ]  # fmt: skip
        more = int(self.priors_unknown and of.counts_unknown_priors and not sure)
        if of.fold == "number":
            return len(taken) + more
        values = [other.facts[of.of] for other in taken]
        if of.fold == "distinct":
            numbered = {value.case for value in values if value.number is not None}
            loose = [value.case for value in values if value.number is None]
            return (
                len({value.number for value in values} - {None}) + len(set(loose) - numbered if sure else loose) + more
            )
        if of.fold == "earliest":
            return min((value.high if sure else value.low for value in values), default=inf)
        sizes = [plain(value.low if sure else value.high) for value in values]
        if of.fold == "longest":
            return max(placed(size, leaf, end) for size in [(), *sizes])
        groups = [other.facts[of.longest_within] if of.longest_within else None for other in taken]
        return summed(list(zip(groups, sizes, strict=True)), leaf, end)

    def concluded(self) -> dict[Any, Any]:
        """Every finding above `no`, by row key, finding and detail."""
        found = {(row.key, name): self.finding(row, name) for row in (*self.counts, self.person) for name in self.rules}
        return {(*key, detail): pair for key, pairs in found.items() for detail, pair in pairs.items() if pair != NO}

    def grades(self, answers: Any, row: Any) -> list[Any]:
        """The grades in play: those whose condition does not fail, up to the first that surely holds."""
        found = []
        for answer in answers:
            pair = CERTAIN if answer.when is None else self.pair(answer.when, row)
            found += [answer] * (pair[1] > 0)
            if answer.when is not None and pair == CERTAIN:
                break
        return found

    def classified(self, answers: Any, row: Any) -> Any:
        """Entries tried in order, the end of the list `no`; what holds whichever of two applies, holds."""
        if not answers:
            return NO
        first, rest = answers[0], self.classified(answers[1:], row)
        then = self.classified(first.inside, row) if first.inside or not first.why else first.verdict
        when = CERTAIN if first.when is None else self.pair(first.when, row)
        return most([least([when, then]), least([mirrored(when), rest]), least([then, rest])])


def beside(among: str | None, other: Any, row: Any, sure: bool) -> bool:
    if among is None or other.key == row.key:
        return among is None
    theirs, ours = other.facts["offense_date"], row.facts["offense_date"]
    return among == "others" or (theirs.high <= ours.low if sure else theirs.low <= ours.high)


def summed(members: list[Any], leaf: Any, end: int) -> float:
    """Of each group the longest; at the low end what has no number joins the group of its case that adds least."""
    known: dict[Any, list[Any]] = {}
    loose: dict[Any, list[Any]] = {}
    for index, (group, size) in enumerate(members):
        if group is not None and group.number is None and end == 0:
            loose.setdefault(group.case, []).append(size)
        else:
            alone = group is None or group.number is None
            known.setdefault((index, None) if alone else (group.case, group.number), []).append(size)
    totals = []
    for chosen in product(*([key for key in known if key[0] == case] or [(case, None)] for case in loose)):
        joined = {key: known.get(key, []) for key in (*known, *chosen)}
        for key, case in zip(chosen, loose, strict=True):
            joined[key] = joined[key] + loose[case]
        sums = [tuple(map(sum, zip(*sizes, strict=True))) for sizes in product(*joined.values())]
        totals.append(max(placed(total, leaf, end) for total in sums))
    return min(totals)
