"""Single tests as column expressions: each gives a byte, with a bit for each level of each reading that it reaches."""

from __future__ import annotations

from collections.abc import Collection

import polars as pl

from advisor.engines.column_tables import BEYOND, byte_of, pair_of, position_column
from advisor.engines.slots import amount_of
from advisor.findings import CERTAIN
from advisor.law.conditions import FactCompares

RISING = (">=", ">")
NOTHING, EVERYTHING = 0, 255
#: Verdict pairs as bytes: both open; both unlikely, as what is presumed not to be; nothing shown and nothing excluded.
OPEN_BYTE, PRESUMED_NOT, SILENT_BYTE = byte_of((2, 2)), byte_of((1, 1)), byte_of((0, 4))
#: Whether what is shown reaches likely.
SHOWN_LIKELY = 4


def negated_byte(byte: int) -> int:
    """Return a byte mirrored: the levels turned round, the two sides exchanged."""
    shown, not_excluded = pair_of(byte)
    return byte_of((CERTAIN - not_excluded, CERTAIN - shown))


#: Bytes that are no verdict pair do not occur; their place is filled to keep the others at theirs.
MIRROR = pl.Series("mirror", [negated_byte(byte) for byte in range(256)], dtype=pl.UInt8)


def lit(byte: int) -> pl.Expr:
    """Return a byte as an expression."""
    return pl.lit(byte, pl.UInt8)


def read_byte(name: str, columns: Collection[str], negated: bool = False) -> pl.Expr:
    """Return a column, or its negation; what stands nowhere is `no`."""
    if name not in columns:
        return lit(EVERYTHING if negated else NOTHING)
    return mirrored(pl.col(name)) if negated else pl.col(name)


def mirrored(byte: pl.Expr) -> pl.Expr:
    """Return the negation of a byte."""
    return pl.lit(MIRROR).gather(byte)


def where(holds: pl.Expr, byte: int) -> pl.Expr:
    """Return a byte where something holds, and none of its bits elsewhere."""
    return holds.cast(pl.UInt8) * lit(byte)


def compared_with(side: pl.Expr, leaf: FactCompares) -> pl.Expr:
    """Return whether a number stands to a constant as a comparison asks."""
    constant = pl.lit(leaf.constant, pl.Int64)
    return {">=": side >= constant, ">": side > constant, "<=": side <= constant, "<": side < constant}[leaf.operator]


def number_byte(leaf: FactCompares, negated: bool) -> pl.Expr:
    """Return the verdict of a comparison of a fact, known between its two ends."""
    ends = (f"{leaf.fact}.low", f"{leaf.fact}.high")
    amount = amount_of(leaf)
    if amount is not None:
        ends = (position_column(leaf.fact, amount, "low"), position_column(leaf.fact, amount, "high"))
    low, high = (compared_with(pl.col(name), leaf) for name in ends)
    return answered(low | high, low & high, pl.col(ends[0]) == -BEYOND, leaf.silence, negated)


def answered(may_hold: pl.Expr, must_hold: pl.Expr, silent: pl.Expr, silence: str, negated: bool) -> pl.Expr:
    """Return the verdict of a test from whether it may hold, whether it must, and whether the record is silent."""
    unsure = PRESUMED_NOT if silence == "no" else OPEN_BYTE
    unspoken = {"unknown": OPEN_BYTE, "no": NOTHING, "split": SILENT_BYTE}[silence]
    surely = EVERYTHING
    if negated:
        may_hold, must_hold = ~must_hold, ~may_hold
        unsure, unspoken = negated_byte(unsure), negated_byte(unspoken)
    byte = where(may_hold, unsure) | where(must_hold, surely)
    return pl.when(silent).then(lit(unspoken)).otherwise(byte)
