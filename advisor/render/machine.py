"""Bytes for other programs: the same report gives the same bytes, on every platform and in every locale."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

#: The keys of the contract in the order in which a reader wants them; any other key follows, by name.
_ORDER = (
    "schema", "disclaimer", "title", "law_as_of", "jurisdiction", "engine", "rules_version", "assumed", "needs",
    "baseline", "not_covered", "pleas", "ranking", "ranking_reasons", "discretion", "policy", "outcome", "factors",
    "lessons", "id", "detail", "by_detail", "risk", "questions", "deportable", "inadmissible", "detained",
    "relief_lost", "citizenship_delayed", "travel", "offense", "name", "citation", "grade", "conviction", "verdict",
    "readings", "shown", "not_excluded", "relief_verdict", "summary", "term", "max_term", "days", "text",
    "classified", "counts", "findings", "priors", "charges", "new", "rule", "authority", "cites", "because", "says",
    "open_because", "avoided_by", "unverified", "duty", "counsel_must_say",
)  # fmt: skip
_PLACE = {key: place for place, key in enumerate(_ORDER)}


def json_bytes(document: Any) -> bytes:
    """Return a document as JSON: two spaces of indent, UTF-8, one line break at the end.

    Raises:
        ValueError: A number is not finite; JSON has no word for that.
        TypeError: Something in the document is no JSON value.
    """
    text = json.dumps(_ordered(document), ensure_ascii=False, indent=2, allow_nan=False)
    # What UTF-8 cannot carry (half of a surrogate pair) becomes the escape that JSON has for it.
    return text.encode("utf-8", "backslashreplace") + b"\n"


def _ordered(value: Any) -> Any:
    """Return a value with the keys of each mapping in one order, however it was built."""
    if isinstance(value, Mapping):
        return {key: _ordered(value[key]) for key in sorted(value, key=lambda key: (_PLACE.get(key, len(_PLACE)), key))}
    if isinstance(value, (list, tuple)):
        return [_ordered(item) for item in value]
    return value
