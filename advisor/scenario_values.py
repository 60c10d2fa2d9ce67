"""Words and values as they stand in a scenario: closed word lists, days, durations, money and names.

Every value is checked where it is read and kept as it was written; turning it into law's units is the work of
`terms` and `measures`. A refusal carries its own plain sentence, which `scenario_reading` passes on unchanged.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, StrictBool, StrictInt, ValidationError, WithJsonSchema
from pydantic_core import InitErrorDetails, PydanticCustomError

from advisor.errors import TextNotUnderstood
from advisor.terms import Day, parse_day, parse_duration, run_of_months
from advisor.wording import did_you_mean, quoted

Verdict = Literal["no", "unlikely", "open", "likely", "certain"]
Status = Literal[
    "usc", "lpr", "conditional_lpr", "refugee", "asylee", "nonimmigrant", "visa_overstay", "vwp", "parolee",
    "without_inspection", "daca", "tps", "u_nonimmigrant", "t_nonimmigrant", "withholding", "asylum_applicant",
    "vawa_or_sij", "applicant_abroad",
]  # fmt: skip
Grade = Literal[
    "F1", "F2", "F3", "M1", "M2", "M3", "summary", "felony", "misdemeanor", "murder-1", "murder-2", "murder-3"
]
Level = Literal["felony", "misdemeanor", "infraction"]
Relation = Literal["spouse", "child", "parent", "sibling", "grandparent", "grandchild", "other"]
Outcome = Literal["convicted", "charged", "arrested", "admitted", "dismissed"]
Appeal = Literal["none", "pending", "waived"]
Inchoate = Literal["none", "attempt", "conspiracy", "solicitation"]
Flag = StrictBool

#: What people write for a word of a closed list, beside the word itself.
MEANT_WORDS = {
    **dict.fromkeys(("citizen", "us_citizen", "american"), "usc"),
    **dict.fromkeys(("green_card", "green_card_holder", "permanent_resident", "resident"), "lpr"),
    **dict.fromkeys(("undocumented", "ewi", "no_status"), "without_inspection"),
    **dict.fromkeys(("wife", "husband"), "spouse"),
    **dict.fromkeys(("son", "daughter"), "child"),
    **dict.fromkeys(("mother", "father"), "parent"),
    **dict.fromkeys(("brother", "sister"), "sibling"),
    **dict.fromkeys(("acquitted", "withdrawn"), "dismissed"),
    **dict.fromkeys(("visitor", "tourist", "student"), "nonimmigrant"),
    "pending": "charged",
}
_NO_DAY = ("none", "never", "no", "n/a", "not yet")
LARGEST_NUMBER = 10**12
LONGEST_TEXT = 300


def shown(value: object) -> str:
    """Return a value as a message can quote it: a short word in backticks, or what kind of thing it is."""
    if value is None:
        return "nothing"
    if isinstance(value, (bool, str)):
        return quoted(str(value).lower() if isinstance(value, bool) else value) if value != "" else "an empty text"
    if isinstance(value, (int, float, Decimal)):
        exact = Decimal(value)
        return "a number of that size" if exact.is_finite() and abs(exact) >= 10**15 else quoted(value)
    if isinstance(value, dict):
        return "a block of keys"
    return "a list" if isinstance(value, (list, tuple)) else "a value of this kind"


def meant_word(written: str, words: Iterable[str]) -> str:
    """Return the help that offers the word of a list that is meant by another, or an empty text."""
    meant = MEANT_WORDS.get(written.strip().lower().replace(" ", "_").replace("-", "_"))
    return did_you_mean([meant]) if meant is not None and meant in words else ""


def refused(message: str, help_text: str = "") -> PydanticCustomError:
    """Return the error that refuses a value with a sentence of ours and, apart from it, what would be right."""
    return PydanticCustomError("scenario", "{message}", {"message": message, "help": help_text})


def refused_at(place: tuple[int | str, ...], value: object, message: str, help_text: str = "") -> InitErrorDetails:
    """Return a refusal that points inside the value under validation."""
    return InitErrorDetails(type=refused(message, help_text), loc=place, input=value)


def raise_together(found: list[InitErrorDetails]) -> None:
    """Raise all refusals as one, so that none hides another; do nothing if there are none."""
    if found:
        raise ValidationError.from_exception_data("scenario", found)


def _day_text(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, (str, int, date)):
        raise refused(f"{shown(value)} is not a date", "write `2015-06-02` (year, month, day), or `2015-06` or `2015`")
    try:
        return parse_day(value).text
    except TextNotUnderstood as error:
        none = str(value).strip().lower() in _NO_DAY
        help_text = "write `null` where there is none, and leave the key out where it is not known"
        raise refused(error.message, help_text if none else error.help) from error


def _exact_day_text(value: object) -> str:
    help_text = "the law is read as of a single day, such as `2026-11-23`"
    try:
        day = _day_text(value)
    except PydanticCustomError as error:
        raise refused(error.message(), help_text) from error
    if len(day) != len("2015-06-02"):
        raise refused(f"{shown(value)} is not one day", help_text)
    return day


def _duration_text(value: object) -> str:
    if not isinstance(value, str):
        raise refused(f"{shown(value)} is not a duration", "a duration names its unit: `364 days`, `6 to 12 months`")
    try:
        return parse_duration(value).text
    except TextNotUnderstood as error:
        raise refused(error.message, error.help) from error


def _number(value: object) -> int | float:
    if isinstance(value, Decimal) and value.is_finite():
        value = int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise refused(f"{shown(value)} is not a number", "write the number alone, such as `200` or `199.99`")
    if not math.isfinite(value):
        raise refused(f"{shown(value)} is not a usable number", "write the number alone, such as `200` or `199.99`")
    if value > LARGEST_NUMBER:
        raise refused(f"{shown(value)} is too large", f"at most {LARGEST_NUMBER:,}")
    if value < 0:
        raise refused(f"{shown(value)} is below zero", "amounts and counts start at 0")
    return value


def _text(value: object) -> str:
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**15:
        value = str(value)
    if not isinstance(value, str):
        raise refused(f"{shown(value)} is not a text", "put the text in quotation marks")
    plain = " ".join(value.split())
    if not plain or not plain.isprintable() or len(plain) > LONGEST_TEXT:
        raise refused(f"{shown(value)} cannot stand here", f"one line of 1 to {LONGEST_TEXT} printable characters")
    return plain


def cents(value: float | Decimal) -> int:
    """Return an amount of dollars as whole cents, exactly.

    Args:
        value: Dollars as written; a float counts as the shortest decimal that reads back as it.

    Returns:
        The amount in cents.

    Unit:
        Dollars in, whole cents out.

    Raises:
        ValueError: The amount has a fraction of a cent.
    """
    exact = Decimal(str(value)) * 100
    if exact != exact.to_integral_value():
        raise ValueError(f"{value} has a fraction of a cent")
    return int(exact)


def _money(value: object) -> int | float:
    number = _number(value)
    try:
        cents(number)
    except ValueError as error:
        raise refused(f"{shown(value)} has a fraction of a cent", "write dollars with at most two decimals") from error
    return number


def _fact(value: object) -> bool | int | float | str:
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, (int, float, Decimal)):
        return _number(value)
    raise refused(f"{shown(value)} is not a single value", "write a word, a number, `true`, `false` or `unspecified`")


def _facts_said(facts: object) -> object:
    # A name with nothing behind it says nothing: it is absent, like any blank.
    return {name: value for name, value in facts.items() if value is not None} if isinstance(facts, dict) else facts


def _facts(facts: dict[str, Any]) -> dict[str, Any]:
    found = []
    for name, value in facts.items():
        if not name.endswith("_usd") or isinstance(value, (bool, str)):
            continue
        try:
            _money(value)
        except PydanticCustomError as error:
            found.append(InitErrorDetails(type=error, loc=(name,), input=value))
    raise_together(found)
    return facts


def _not_empty(value: object) -> object:
    if value in ([], ()):
        raise refused("the list is empty", "name at least one")
    return value


def _verdict(value: object) -> object:
    # `no` is the one word that an ordinary YAML library turns into a boolean; nothing else can be meant by it here.
    return "no" if value is False else value


def surely_longer(first: str, second: str) -> bool:
    """Return whether the maximum of one duration exceeds that of another whatever the calendar says."""
    one, other = parse_duration(first).high, parse_duration(second).high
    if one.life or other.life:
        return one.life and not other.life
    return run_of_months(one.months)[0] + one.days > run_of_months(other.months)[1] + other.days


def day_or_none(value: object) -> Day | None:
    """Return the day that a raw value names, or None if it names none (another check says so)."""
    try:
        return parse_day(_day_text(value))
    except PydanticCustomError:
        return None


NotEmpty = BeforeValidator(_not_empty)
_DAY_SCHEMA = {"type": ["string", "integer"], "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"}
_FACT_SCHEMA = {"type": ["string", "number", "boolean"]}
_AMOUNT_SCHEMA = {"type": "number", "minimum": 0, "maximum": LARGEST_NUMBER}

DayText = Annotated[str, BeforeValidator(_day_text), WithJsonSchema(_DAY_SCHEMA)]
ExactDayText = Annotated[str, BeforeValidator(_exact_day_text), WithJsonSchema({"type": "string", "format": "date"})]
DurationText = Annotated[
    str, BeforeValidator(_duration_text), WithJsonSchema({"type": "string", "examples": ["364 days", "6 to 12 months"]})
]
Money = Annotated[int | float, BeforeValidator(_money), WithJsonSchema(_AMOUNT_SCHEMA)]
Text = Annotated[
    str, BeforeValidator(_text), WithJsonSchema({"type": "string", "minLength": 1, "maxLength": LONGEST_TEXT})
]
Fact = Annotated[bool | int | float | str, BeforeValidator(_fact), WithJsonSchema(_FACT_SCHEMA)]
Facts = Annotated[dict[str, Fact], AfterValidator(_facts), BeforeValidator(_facts_said)]
VerdictWord = Annotated[Verdict, BeforeValidator(_verdict)]
OthersWord = Annotated[Literal["no", "open"], BeforeValidator(_verdict)]
Index = Annotated[StrictInt, Field(ge=0, le=10**9)]
