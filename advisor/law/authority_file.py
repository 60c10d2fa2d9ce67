"""An entry of the tables of authorities read strictly: its keys, how it was treated later and since when, its days."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from advisor.document import PathInDocument
from advisor.law.parsing import Parser
from advisor.law.shapes import DAY, Shape, by_key, is_day

TREATMENTS = ("good_law", "limited", "superseded", "vacated", "unknown")
#: Treatments that began on some day, which an entry has to name.
_FALLEN = ("limited", "superseded", "vacated")

CASE_KEYS = ("id", "citation", "court", "decided", "precedential", "holding", "treatment", "verified")
CASE_MORE = ("treatment_note", "treatment_since", "link", "notes", "checked")
TEXT_KEYS = ("id", "citation", "says", "verified")
TEXT_MORE = ("effective_from", "effective_to", "office", "date", "treatment", *CASE_MORE)


def _day_or_year(value: object) -> bool:
    is_year = isinstance(value, int) and not isinstance(value, bool) and 1000 <= value <= 9999
    return is_year or is_day(value)


_SHAPES = by_key({DAY: "checked", Shape(_day_or_year, "a day such as 2018-04-17, or a year"): "treatment_since"})


def check_authority(parser: Parser, at: PathInDocument, entry: object, is_case: bool) -> None:
    """Note everything that is wrong with one authority."""
    needed, more = (CASE_KEYS, CASE_MORE) if is_case else (TEXT_KEYS, TEXT_MORE)
    found = parser.part(at, entry, (*needed, *more), needed, _SHAPES)
    if not isinstance(entry, dict) or "id" not in found:
        return
    treatment = found.get("treatment", "good_law")
    if not parser.known((*at, "treatment"), treatment, "treatment", TREATMENTS) or treatment == "good_law":
        return
    if "treatment_note" not in entry:
        parser.report(at, f"`{found['id']}` is not good law without a word on why", "add `treatment_note`")
    if treatment in _FALLEN and "treatment_since" not in entry:
        message = f"`{found['id']}` is {treatment} without a day or a year from which"
        parser.report(at, message, "add `treatment_since`")
    _not_before_it_stood(parser, at, found)


def _not_before_it_stood(parser: Parser, at: PathInDocument, found: Mapping[str, Any]) -> None:
    """Check that a decision was not undone in a year before its own."""
    since = str(found.get("treatment_since", "9999"))
    if since[:4] < str(found.get("decided", since))[:4]:
        message = f"`{found['id']}` was decided after {since}, so nothing limited it then"
        parser.report((*at, "treatment_since"), message)
