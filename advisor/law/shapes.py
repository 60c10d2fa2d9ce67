"""What stands under each key of a law file: a text, a list of ids, a day, a mapping.

A key has one shape wherever it occurs, so one table serves every kind of file, and what comes after it need not ask
again whether a list is a list.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

#: How far a reading of an authority went.
MARKS = (True, False, "partly")
#: By which day a version is chosen: the one whose law is asked for, or the day of the offense or of the conviction.
DATED_BY = ("as_of", "committed", "convicted")
#: What stood before the first day of a version: nothing, which is silent, or law that is not encoded, which is refused.
BEFORE = ("no_such_law", "not_encoded")


def _text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _scalar(value: object) -> bool:
    return _text(value) or (isinstance(value, int | float) and not isinstance(value, bool))


def _texts(value: object) -> bool:
    return isinstance(value, list) and all(map(_text, value))


def _word_or_words(value: object) -> bool:
    return _text(value) or (_texts(value) and bool(value))


def _mapping(value: object) -> bool:
    return isinstance(value, dict)


def _mappings(value: object) -> bool:
    return isinstance(value, list) and all(map(_mapping, value))


def _some_mappings(value: object) -> bool:
    return _mappings(value) and bool(value)


def _flag(value: object) -> bool:
    return isinstance(value, bool)


def _mark(value: object) -> bool:
    return any(value is mark or (value == mark and isinstance(value, str)) for mark in MARKS)


def _day(value: object) -> bool:
    try:
        # The short form without hyphens is a day to the library and a number to whoever reads the file.
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _groups(value: object) -> bool:
    return isinstance(value, list) and all(map(_texts, value))


_SHAPES: Mapping[Callable[[object], bool], tuple[str, str]] = {
    _text: (
        "a text",
        "id title in_words concludes detail about turns_on notes note unit dated_by before strength citation "
        "name family elements safer_sentence grade category verdict relief_verdict why answer along kind ask word says "
        "holding court office treatment treatment_note link over fold of longest_within among grows unknown_priors by "
        "reading shown_if harm who topic confidence effect verified_scope version",
    ),
    _scalar: ("a text or a number", "max value decided example counts_as"),
    _texts: (
        "a list of texts",
        "authority sources mens_rea involves aliases words against for roles classified_as detention_names missing "
        "findings offered_for not_offered_in",
    ),
    _word_or_words: ("a word or a list of words", "guilt restraint proceeding diversion"),
    _mapping: ("a mapping of keys and values", "when split checked divisible asks fixes still_a_conviction"),
    _mappings: ("a list of mappings", "safer_pleas grading_factors post_conviction rules"),
    _some_mappings: (
        "a list of mappings, at least one",
        "versions offenses grades classification dispositions where not_covered",
    ),
    _flag: (
        "true or false",
        "otherwise circumstance as_reported plea listed precedential ungraded inner per_count detention_only",
    ),
    _mark: ("true, false or partly", "verified grades_verified"),
    _day: ("a day, written like 2016-11-16", "effective_from effective_to"),
    _groups: ("a list of lists of words", "needs"),
}
_BY_KEY = {key: (fits, wanted) for fits, (wanted, keys) in _SHAPES.items() for key in keys.split()}


def misshapen(key: str, value: object) -> str:
    """Return what belongs under a key, or an empty text where the value is of that shape."""
    known = _BY_KEY.get(key)
    return "" if known is None or known[0](value) else known[1]


def is_day(value: object) -> bool:
    """Return whether a value is a day of the calendar, written in full."""
    return _day(value)
