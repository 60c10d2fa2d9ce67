"""Terms in columns: where one lies against a threshold, and what several come to, one after the other or together.

Where terms run together in a way that columns cannot tell apart (a term of an unknown group beside known ones of its
case, months against days in one group), the few options concerned are added up one by one, by the same code as for a
single case.
"""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from advisor.engines.column_tables import LIFE, position
from advisor.engines.folds import total_of
from advisor.findings import CERTAIN, UNLIKELY, Group, Length, Row
from advisor.law.entries import Aggregate
from advisor.terms import Amount, Term


def nothing_at(amount: Amount, *, high: bool) -> int:
    """Return where no time at all lies against a threshold."""
    return position(0, 0, amount)[high]


def total_terms(aggregate: Aggregate, amount: Amount, taken: pl.DataFrame, *, sure: bool) -> pl.DataFrame:
    """Return where the sum or the longest of the terms taken in lies against a threshold.

    Args:
        aggregate: What is folded.
        amount: The threshold.
        taken: The counts taken in, each with the number (`taker`) of the row that asks for them.
        sure: Whether the low end of each term counts, or the high one.

    Returns:
        One row for each taker that takes in some count: `taker`, `value` on the threshold's half-step scale.
    """
    end = "low" if sure else "high"
    within = [f"{aggregate.longest_within}.{part}" for part in ("case", "number") if aggregate.longest_within]
    months, days = f"{aggregate.of}.{end}.months", f"{aggregate.of}.{end}.days"
    terms = taken.select("taker", "row", *within, pl.col(months).alias("months"), pl.col(days).alias("days"))
    if aggregate.fold == "longest":
        placed = terms.select("taker", placed_at(terms["months"], terms["days"], amount, high=not sure))
        return placed.group_by("taker").agg(pl.max_horizontal(pl.col("value").max(), nothing_at(amount, high=not sure)))
    easy, hard = _summed(terms, aggregate.longest_within, sure)
    found = easy.select("taker", placed_at(easy["months"], easy["days"], amount, high=not sure))
    if not hard.height:
        return found
    level = CERTAIN if sure else UNLIKELY
    one_by_one = [
        {"taker": key[0], "value": total_of(aggregate, _rows(each, aggregate), amount, level)}
        for key, each in hard.group_by("taker")
    ]
    return pl.concat([found, pl.DataFrame(one_by_one, schema=found.schema)])


def placed_at(months: pl.Series, days: pl.Series, amount: Amount, *, high: bool) -> pl.Series:
    """Return where terms lie against a threshold (the column `value`); each term is worked out once."""
    terms = pl.DataFrame({"months": months, "days": days})
    known = terms.unique()
    sides = [position(month, day, amount)[high] for month, day in known.iter_rows()]
    table = known.with_columns(pl.Series("value", sides, dtype=pl.Int64))
    return terms.join(table, on=["months", "days"], how="left", maintain_order="left")["value"]


def _summed(terms: pl.DataFrame, within: str | None, sure: bool) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the sum of the terms of each taker, and apart the terms of those whose groups columns cannot tell."""
    if within is None:
        return terms.group_by("taker").agg(_added()), terms.clear()
    case, number = pl.col(f"{within}.case"), pl.col(f"{within}.number")
    alone = pl.when(number.is_null() & (not sure)).then(pl.col("row") + 1).otherwise(0)
    grouped = terms.with_columns(number.is_null().alias("loose"), alone.alias("alone")).group_by(
        "taker", case, number, "alone"
    ).agg(
        pl.col("loose").first(), pl.col("months").max().alias("most"), pl.col("days").max().alias("more"),
        ((pl.col("months") == pl.col("months").max()) & (pl.col("days") == pl.col("days").max())).any().alias("covers"),
    )  # fmt: skip
    life = pl.col("most") >= LIFE
    grouped = grouped.with_columns(
        pl.col("most").alias("months"), pl.when(life).then(0).otherwise("more").alias("days"), pl.col("covers") | life
    )
    # Low, a loose term joins a known group of its case: which one is for the sum to say.
    joins = (pl.col("loose").any() & (~pl.col("loose")).any()).over("taker", f"{within}.case") & sure
    grouped = grouped.with_columns((joins | ~pl.col("covers")).any().over("taker").alias("hard"))
    hard = grouped.filter("hard").select(pl.col("taker").unique())
    easy = grouped.filter(~pl.col("hard"))
    return easy.group_by("taker").agg(_added()), terms.join(hard, on="taker", how="semi")


def _added() -> Iterable[pl.Expr]:
    months, days = pl.col("months").cast(pl.Int64).sum().clip(0, LIFE), pl.col("days").cast(pl.Int64).sum()
    return months.alias("months"), pl.when(months >= LIFE).then(0).otherwise(days).alias("days")


def _rows(rows: pl.DataFrame, aggregate: Aggregate) -> list[Row]:
    """Return counts with no more on them than the terms and groups that are summed."""
    found = []
    within = str(aggregate.longest_within)
    for each in rows.iter_rows(named=True):
        term = Term(life=True) if each["months"] >= LIFE else Term(each["months"], each["days"])
        group = Group(each[f"{within}.case"], each[f"{within}.number"])
        found.append(Row(str(each["row"]), "count", facts={str(aggregate.of): Length(term, term), within: group}))
    return found
