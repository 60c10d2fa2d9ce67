"""The aggregates between the tables: a number for each option, or each count, and each cut, from the counts taken in.

An option with one count needs no folding: its number is the count's own, or that of none. The others are folded by
columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import polars as pl

from advisor.engines.column_tables import ROLES, category_column
from advisor.engines.column_terms import nothing_at, placed_at, total_terms
from advisor.engines.slots import CUTS
from advisor.findings import FAR
from advisor.law.conditions import CategoryIs, Condition, FindingIs
from advisor.law.entries import Aggregate
from advisor.terms import Amount

#: At this level and above what is low counts, below it what is high.
_SURE = 3
_ENDINGS = (".low", ".high", ".case", ".number", ".low.months", ".low.days", ".high.months", ".high.days")


def finding_column(finding: str, detail: str | None) -> str:
    """Return the name of a finding's column."""
    return f"finding {finding}/{detail or ''}"


def number_columns(name: str, amount: Amount | None) -> list[str]:
    """Return the names of an aggregate's columns, one for each cut."""
    scale = f" against {amount.number} {amount.unit}" if amount else ""
    return [f"{name}{scale} at {level}{'sn'[reading]}" for level, reading in CUTS]


class Fold(NamedTuple):
    """An aggregate as a comparison reads it: with the threshold where it folds terms."""

    aggregate: Aggregate
    amount: Amount | None

    @property
    def columns(self) -> list[str]:
        """The names of its columns."""
        return number_columns(self.aggregate.name, self.amount)


class Grouping:
    """Which options of a table have one count, and which have more.

    Attributes:
        alone: The rows of options with one count (`row`, `option`).
        rows: The rows of options with several.
        places: The first count of every option that has one, then the second of every option that has two ...
        priors_unknown: For each option 1 where priors may be there that were not given.
    """

    def __init__(self, counts: pl.DataFrame, persons: pl.DataFrame) -> None:
        """Count the rows of each option."""
        together = counts.select(pl.len().over("option") > 1).to_series()
        self.alone = counts.with_row_index("row").select("row", "option").filter(~together)
        self.rows = counts.with_row_index("row").select("row", "option").filter(together)
        numbered = counts.with_row_index("row").select(
            "row", "option", pl.int_range(pl.len()).over("option").alias("place")
        )
        parts = numbered.partition_by("place", maintain_order=True, include_key=False)
        self.places = [(part["row"].to_numpy(), part["option"].to_numpy()) for part in parts]
        self.priors_unknown = persons["priors_unknown"].cast(pl.Int64)
        self.height, self.width = persons.height, counts.height


def folded(fold: Fold, counts: pl.DataFrame, grouping: Grouping) -> list[pl.Series]:
    """Return an aggregate's number at each cut: for each person, or for each count where it is `among` others."""
    aggregate = fold.aggregate
    height = grouping.width if aggregate.among else grouping.height
    members = _members(aggregate, counts)
    alone = _alone(fold, members, grouping)
    several = _several(fold, members, grouping)
    found = []
    for name, cut in zip(fold.columns, CUTS, strict=True):
        sure = cut[0] >= _SURE
        column = pl.repeat(_nothing(fold, sure), height, dtype=pl.Int64, eager=True)
        for table in (alone, several):
            if table.height:
                column = column.scatter(table["taker"], table[name])
        more = _more(fold, counts, grouping) if not sure else None
        found.append((column if more is None else column + more).clip(-FAR, FAR).alias(name))
    return found


def _more(fold: Fold, counts: pl.DataFrame, grouping: Grouping) -> pl.Series | None:
    """Return how many rows more there may be at open and below: one where priors are not known."""
    aggregate = fold.aggregate
    if not aggregate.counts_unknown_priors or aggregate.fold not in ("number", "distinct"):
        return None
    return grouping.priors_unknown.gather(counts["option"]) if aggregate.among else grouping.priors_unknown


def _members(aggregate: Aggregate, counts: pl.DataFrame) -> pl.DataFrame:
    """Return of each count what an aggregate reads: whether it is taken in (the byte `taken`), and what is folded."""
    roles = [ROLES.index(role) for role in aggregate.roles]
    wanted = [f"{aggregate.of}{end}" for end in _ENDINGS if f"{aggregate.of}{end}" in counts.columns]
    group = [f"{aggregate.longest_within}.{part}" for part in ("case", "number") if aggregate.longest_within]
    dates = ["offense_date.low", "offense_date.high"] if aggregate.among == "earlier_others" else []
    taken = pl.when(pl.col("role").is_in(roles)).then(_chosen(aggregate.where, counts.columns)).otherwise(0)
    return counts.select("option", *dict.fromkeys((*wanted, *group, *dates)), taken.cast(pl.UInt8).alias("taken"))


def _chosen(where: Sequence[Condition], columns: Sequence[str]) -> pl.Expr:
    """Return the verdict that a row is one of those taken in."""
    whole = pl.lit(255, pl.UInt8)
    for part in where:
        if isinstance(part, CategoryIs):
            name = category_column(part.category)
        elif isinstance(part, FindingIs):
            name = finding_column(part.finding, part.detail)
        else:
            raise TypeError(f"rows are chosen by findings and categories, not by {part!r}")
        whole = whole & (pl.col(name) if name in columns else pl.lit(0, pl.UInt8))
    return whole


def _bit(cut: tuple[int, int]) -> pl.Expr:
    """Return whether a count is taken in at a cut."""
    level, reading = cut
    return (pl.col("taken") & pl.lit(1 << (4 * reading + level - 1), pl.UInt8)) != 0


def _nothing(fold: Fold, sure: bool) -> int:
    """Return what an aggregate of no rows comes to."""
    if fold.aggregate.fold == "earliest":
        return FAR
    if fold.amount is None or fold.aggregate.fold not in ("sum", "longest"):
        return 0
    return nothing_at(fold.amount, high=not sure)


def _alone(fold: Fold, members: pl.DataFrame, grouping: Grouping) -> pl.DataFrame:
    """Return the numbers of options with one count (`taker` and a column for each cut)."""
    if fold.aggregate.among or not grouping.alone.height:
        return pl.DataFrame({"taker": []}, schema={"taker": pl.UInt32})
    own = members[grouping.alone["row"]]
    own = own.with_columns(_one(fold, own, high=False).alias("low end"), _one(fold, own, high=True).alias("high end"))
    return own.select(
        pl.col("option").alias("taker"),
        *(
            pl.when(_bit(cut)).then(f"{'low' if cut[0] >= _SURE else 'high'} end")
            .otherwise(_nothing(fold, cut[0] >= _SURE)).alias(name)
            for name, cut in zip(fold.columns, CUTS, strict=True)
        ),
    )  # fmt: skip


def _one(fold: Fold, own: pl.DataFrame, *, high: bool) -> pl.Series:
    """Return what an aggregate of one row comes to."""
    aggregate = fold.aggregate
    if aggregate.fold in ("number", "distinct"):
        return pl.repeat(1, own.height, dtype=pl.Int64, eager=True)
    end = "high" if high else "low"
    if aggregate.fold == "earliest":
        return own[f"{aggregate.of}.{'low' if high else 'high'}"]
    if fold.amount is None:
        value = own[f"{aggregate.of}.{end}"]
        return value.clip(lower_bound=0) if aggregate.fold == "longest" else value
    placed = placed_at(own[f"{aggregate.of}.{end}.months"], own[f"{aggregate.of}.{end}.days"], fold.amount, high=high)
    return placed.clip(lower_bound=_nothing(fold, not high)) if aggregate.fold == "longest" else placed


def _several(fold: Fold, members: pl.DataFrame, grouping: Grouping) -> pl.DataFrame:
    """Return the numbers of options with several counts (`taker` and a column for each cut)."""
    aggregate = fold.aggregate
    rows = members[grouping.rows["row"]].with_columns(grouping.rows["row"])
    if aggregate.among is None:
        rows = rows.filter(pl.col("taken") > 0).with_columns(pl.col("option").alias("taker"))
        return _numbers(fold, rows, dict.fromkeys(CUTS, pl.lit(True)))
    dates = [name for name in ("offense_date.low", "offense_date.high") if aggregate.among == "earlier_others"]
    askers = rows.select("option", pl.col("row").alias("taker"), *(pl.col(name).alias(f"own {name}") for name in dates))
    pairs = askers.join(rows.filter(pl.col("taken") > 0), on="option").filter(pl.col("row") != pl.col("taker"))
    related = dict.fromkeys(CUTS, pl.lit(True))
    if dates:
        sure = pl.col("offense_date.high") <= pl.col("own offense_date.low")
        perhaps = pl.col("offense_date.low") <= pl.col("own offense_date.high")
        related = {cut: sure if cut[0] >= _SURE else perhaps for cut in CUTS}
    return _numbers(fold, pairs, related)


def _numbers(fold: Fold, rows: pl.DataFrame, related: dict[tuple[int, int], pl.Expr]) -> pl.DataFrame:
    """Return the number at each cut, a row for each taker; those that take in none are left out."""
    aggregate = fold.aggregate
    masks = {name: _bit(cut) & related[cut] for name, cut in zip(fold.columns, CUTS, strict=True)}
    ends = {name: cut[0] >= _SURE for name, cut in zip(fold.columns, CUTS, strict=True)}
    if not rows.height:
        return pl.DataFrame({"taker": []}, schema={"taker": pl.UInt32})
    if aggregate.fold == "distinct":
        return _distinct(str(aggregate.of), rows, masks, ends)
    if aggregate.fold in ("sum", "longest") and fold.amount is not None:
        return _terms(fold, rows, masks, ends)
    values = []
    for name, mask in masks.items():
        values.append(_folded_one(aggregate, mask, sure=ends[name]).alias(name))
    return rows.group_by("taker").agg(values)


def _folded_one(aggregate: Aggregate, mask: pl.Expr, *, sure: bool) -> pl.Expr:
    if aggregate.fold == "number":
        return mask.sum().cast(pl.Int64)
    if aggregate.fold == "earliest":
        column = pl.col(f"{aggregate.of}.{'high' if sure else 'low'}")
        return pl.when(mask).then(column).otherwise(FAR).min()
    column = pl.when(mask).then(pl.col(f"{aggregate.of}.{'low' if sure else 'high'}")).otherwise(0)
    return pl.max_horizontal(column.max(), 0) if aggregate.fold == "longest" else column.sum()


def _distinct(fact: str, rows: pl.DataFrame, masks: dict[str, pl.Expr], ends: dict[str, bool]) -> pl.DataFrame:
    """Return how many groups there are: low, one of unknown number is one already counted; high, each is its own.

    Within an option the numbers and the cases are told apart by one bit each.
    """
    number, case = pl.col(f"{fact}.number"), pl.col(f"{fact}.case")
    place = rows.with_columns(
        number.rank("dense").over("taker").fill_null(1).alias("number bit"),
        case.rank("dense").over("taker").alias("case bit"), number.is_null().alias("loose"),
    )  # fmt: skip
    one = pl.lit(1, pl.UInt64)
    bits = place.with_columns(
        (one * pl.lit(2, pl.UInt64).pow(pl.col("number bit") - 1)).cast(pl.UInt64).alias("number bit"),
        (one * pl.lit(2, pl.UInt64).pow(pl.col("case bit") - 1)).cast(pl.UInt64).alias("case bit"),
    )
    nothing = pl.lit(0, pl.UInt64)
    aggregated = []
    for name, mask in masks.items():
        known, loose = mask & ~pl.col("loose"), mask & pl.col("loose")
        numbers = pl.when(known).then("number bit").otherwise(nothing).bitwise_or().bitwise_count_ones()
        if ends[name]:
            unnumbered = pl.when(loose).then("case bit").otherwise(nothing).bitwise_or()
            numbered = pl.when(known).then("case bit").otherwise(nothing).bitwise_or()
            rest = (unnumbered & ~numbered).bitwise_count_ones()
        else:
            rest = loose.sum()
        aggregated.append((numbers.cast(pl.Int64) + rest.cast(pl.Int64)).alias(name))
    return bits.group_by("taker").agg(aggregated)


def _terms(fold: Fold, rows: pl.DataFrame, masks: dict[str, pl.Expr], ends: dict[str, bool]) -> pl.DataFrame:
    """Return where the sum or the longest of terms lies against the threshold at each cut."""
    aggregate, amount = fold.aggregate, fold.amount
    if amount is None:
        raise TypeError(f"{aggregate.name} is a term and needs a threshold")
    takers = rows.select(pl.col("taker").unique(maintain_order=True))
    found = takers
    for name, mask in masks.items():
        taken = rows.filter(mask)
        values = total_terms(aggregate, amount, taken, sure=ends[name]).rename({"value": name})
        found = found.join(values, on="taker", how="left", maintain_order="left")
    return found.with_columns(pl.col(name).fill_null(_nothing(fold, sure)) for name, sure in ends.items())
