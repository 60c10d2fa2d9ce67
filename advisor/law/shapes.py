"""What stands under each key of a law file: a text, a list of ids, a day, a mapping.

A key has one shape wherever it occurs, so one table serves every kind of file, and what comes after it need not ask
again whether a list is a list. Where a kind of file uses a key in another way, its reader brings a table of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

#: How far a reading of an authority went.
MARKS = (True, False, "partly")
#: By which day a version is chosen: the one whose law is asked for, or the day of the offense or of the conviction.
DATED_BY = ("as_of", "committed", "convicted")
#: What stood before the first day of a version: nothing, which is silent, or law that is not encoded, which is refused.
BEFORE = ("no_such_law", "not_encoded")


class Shape(NamedTuple):
    """What may stand under a key.

    Attributes:
        fits: Whether a value is of this shape.
        wanted: What to write, as a message says it.
    """

    fits: Callable[[object], bool]
    wanted: str


def _text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _scalar(value: object) -> bool:
    return _text(value) or _number(value)


def _texts(value: object) -> bool:
    return isinstance(value, list) and all(map(_text, value))


def _some_texts(value: object) -> bool:
    return _texts(value) and bool(value)


def _word_or_words(value: object) -> bool:
    return _text(value) or _some_texts(value)


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


TEXT = Shape(_text, "a text")
NUMBER = Shape(_number, "a number")
SCALAR = Shape(_scalar, "a text or a number")
TEXTS = Shape(_texts, "a list of texts in `[` and `]`")
SOME_TEXTS = Shape(_some_texts, "a list of texts in `[` and `]`, at least one")
WORD_OR_WORDS = Shape(_word_or_words, "a word or a list of words")
MAPPING = Shape(_mapping, "keys and values below it, or in `{` and `}`")
MAPPINGS = Shape(_mappings, "a list: a dash, then keys and values")
SOME_MAPPINGS = Shape(_some_mappings, "a list of at least one: a dash, then keys and values")
FLAG = Shape(_flag, "true or false")
MARK = Shape(_mark, "true, false or partly")
DAY = Shape(_day, "a day of the calendar, such as 2016-11-16")
GROUPS = Shape(_groups, "a list of lists of words")


def by_key(keys: Mapping[Shape, str]) -> Mapping[str, Shape]:
    """Return the shape of each key, from the keys of each shape in one text."""
    return MappingProxyType({key: shape for shape, names in keys.items() for key in names.split()})


_BY_KEY = by_key(
    {
        TEXT: "id title in_words concludes detail about turns_on notes note unit dated_by before strength citation "
        "name family elements safer_sentence grade category verdict relief_verdict why answer along kind ask word says "
        "holding court office treatment treatment_note link over fold of longest_within among grows unknown_priors by "
        "reading shown_if harm who topic confidence effect verified_scope version label",
        SCALAR: "max value decided example counts_as",
        TEXTS: "authority sources mens_rea involves aliases against for roles classified_as detention_names missing "
        "findings offered_for not_offered_in",
        SOME_TEXTS: "words",
        WORD_OR_WORDS: "guilt restraint proceeding diversion premise_default",
        MAPPING: "when split checked divisible asks fixes still_a_conviction by_fact",
        MAPPINGS: "safer_pleas grading_factors post_conviction rules",
        SOME_MAPPINGS: "versions offenses grades classification dispositions where not_covered",
        FLAG: "otherwise circumstance as_reported plea listed precedential ungraded inner per_count detention_only",
        MARK: "verified grades_verified",
        DAY: "effective_from effective_to",
        GROUPS: "needs",
    }
)
_NONE_OF_ITS_OWN: Mapping[str, Shape] = MappingProxyType({})


def misshapen(key: str, value: object, own: Mapping[str, Shape] = _NONE_OF_ITS_OWN) -> str:
    """Return what belongs under a key, or an empty text where the value is of that shape."""
    shape = own.get(key) or _BY_KEY.get(key)
    return "" if shape is None or shape.fits(value) else shape.wanted


def is_day(value: object) -> bool:
    """Return whether a value is a day of the calendar, written in full."""
    return _day(value)
