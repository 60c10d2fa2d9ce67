"""What goes in: a person, what is pending against them, and the plea options to compare.

The models say what may be written and keep what was given apart from what was not. Absent means unknown: every
optional field is None when it is absent, `given` tells the two apart where null has a meaning of its own, and the few
defaults of the ordinary course of a plea are filled later, by the pipeline, which reports each one that it used.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    Discriminator,
    Field,
    Tag,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    field_validator,
    model_validator,
)

from advisor.scenario_checks import scenario_problems, validated_with
from advisor.scenario_parts import (
    Admission,
    Classified,
    Concurrent,
    Description,
    Discretion,
    Given,
    Jurisdiction,
    OwnOffense,
    Premise,
    Relative,
    Sentence,
)
from advisor.scenario_values import (
    Appeal,
    DayText,
    DurationText,
    ExactDayText,
    Facts,
    Flag,
    Grade,
    Inchoate,
    Index,
    NotEmpty,
    Outcome,
    Status,
    Text,
    day_or_none,
    refused,
    shown,
)

__all__ = [
    "Admission",
    "Classified",
    "Concurrent",
    "Count",
    "Defendant",
    "Description",
    "Discretion",
    "Given",
    "Jurisdiction",
    "OwnOffense",
    "PleaOption",
    "Premise",
    "Relative",
    "Scenario",
    "Sentence",
    "scenario_schema",
]

INCHOATE_SECTIONS = re.compile(r"pa-18-90([123])(-.*)?")
INCHOATE_WORDS = {"1": "attempt", "2": "solicitation", "3": "conspiracy"}
DEFINITIONS = re.compile(r"pa-18-3903(-.*)?")


def _kind_of(value: object) -> str:
    return "<mapping>" if isinstance(value, (dict, BaseModel)) else "<word>"


def _offense_id(value: object) -> object:
    if not isinstance(value, str):
        raise refused(f"{shown(value)} is no offense", "an id of the catalogue, or `{statute: ..., name: ...}`")
    value = value.strip()
    if inchoate := INCHOATE_SECTIONS.fullmatch(value):
        help_text = f"name the object as `offense` and add `inchoate: {INCHOATE_WORDS[inchoate[1]]}`"
        raise refused(f"`{value}` is not charged on its own here", help_text)
    if DEFINITIONS.fullmatch(value):
        raise refused(f"`{value}` holds definitions, not an offense", "name the offense itself")
    return value


OffenseId = Annotated[Text, BeforeValidator(_offense_id)]
AnyOffense = Annotated[
    Annotated[OffenseId, Tag("<word>")] | Annotated[OwnOffense, Tag("<mapping>")], Discriminator(_kind_of)
]
AnyDisposition = Annotated[
    Annotated[Text, Tag("<word>")] | Annotated[Description, Tag("<mapping>")], Discriminator(_kind_of)
]
AnyRun = Annotated[
    Annotated[Literal["consecutive", "concurrent"], Tag("<word>")] | Annotated[Concurrent, Tag("<mapping>")],
    Discriminator(_kind_of),
]


class Count(Given):
    """One count: of a plea option, a prior, or a charge that is pending or over."""

    null_speaks = frozenset({"released_on"})

    offense: AnyOffense = Field(description="An id of the charge catalogue, or an offense of your own")
    classified: Classified | None = Field(
        default=None, validate_default=True, description="The premise for an own offense"
    )
    grade: Grade | None = Field(default=None, description="Absent: every grade that the catalogue allows")
    max_term: DurationText | None = Field(
        default=None, description="Only where the law of that day gave another maximum"
    )
    offense_date: DayText | None = Field(default=None, description="When it was done")
    conviction_date: DayText | None = Field(default=None, description="Default: the day of `as_of`")
    released_on: DayText | None = Field(default=None, description="The day confinement for it ended; null: it has not")
    disposition: AnyDisposition | None = Field(default=None, description="An id of the dispositions, or a description")
    sentence: Sentence | None = Field(default=None, description="Absent: any lawful sentence")
    facts: Facts | None = Field(
        default=None, description="Facts of the count; `unspecified` where the record is silent"
    )
    scheme: Index | None = Field(default=None, description="Equal numbers: one scheme of misconduct and one occasion")
    runs: AnyRun | None = Field(default=None, description="How its term runs beside the other counts of the list")
    appeal: Appeal | None = Field(default=None, description="Direct appeal; default none")
    afterwards: Text | None = Field(default=None, description="none, or an id of what came after the conviction")
    inchoate: Inchoate | None = Field(default=None, description="`offense` is then the object; default none")
    outcome: Outcome | None = Field(default=None, description="Default convicted; under `charges`, charged")

    @field_validator("classified")
    @classmethod
    def _premise_where_the_catalogue_is_silent(
        cls, classified: Classified | None, info: ValidationInfo
    ) -> Classified | None:
        offense = info.data.get("offense")
        if isinstance(offense, OwnOffense) and classified is None:
            help_text = "name its categories and say `others: no` or `others: open`"
            raise refused("an own offense needs `classified`", help_text)
        if isinstance(offense, str) and classified is not None:
            help_text = "take it away; `classified` goes with an offense of your own"
            raise refused(f"`{offense}` is classified by the catalogue", help_text)
        return classified

    @field_validator("conviction_date", "released_on")
    @classmethod
    def _after_the_offense(cls, day: str | None, info: ValidationInfo) -> str | None:
        committed = info.data.get("offense_date")
        first, last = day_or_none(committed), day_or_none(day)
        if first and last and last.last < first.first:
            raise refused(f"`{day}` lies before the offense day `{committed}`", "correct one of the two days")
        return day


class PleaOption(Given):
    """One offer: the counts that would be pleaded to, and how each would be disposed of."""

    id: Text = Field(description="A short name of its own, used in the report")
    title: Text | None = Field(default=None, description="A heading for the report")
    counts: Annotated[tuple[Count, ...], NotEmpty] = Field(
        description="The counts of this option", json_schema_extra={"minItems": 1}
    )


class Defendant(Given):
    """The person: status, the days that the law counts from, family, and earlier convictions."""

    null_speaks = frozenset(
        {
            "admitted_on",
            "adjusted_on",
            "lpr_since",
            "resided_since",
            "present_since",
            "notice_to_appear_on",
            "application_on",
        }
    )

    status: Status = Field(description="The immigration status today")
    born: DayText | None = Field(default=None, description="The day of birth")
    citizen_parent: Flag | None = Field(default=None, description="A parent or grandparent is or was a citizen")
    admitted_on: DayText | None = Field(
        default=None, description="The admission that counts; null: never admitted at an entry"
    )
    admissions: tuple[Admission, ...] | None = Field(
        default=None, description="All admissions, where there were several"
    )
    adjusted_on: DayText | None = Field(
        default=None, description="Residence granted inside the country; null: not so granted"
    )
    lpr_since: DayText | None = Field(default=None, description="Permanent resident since")
    resided_since: DayText | None = Field(
        default=None, description="Continuous residence after admission in any status"
    )
    present_since: DayText | None = Field(default=None, description="Physical presence, for people never admitted")
    notice_to_appear_on: DayText | None = Field(default=None, description="A complete notice was served; default none")
    application_on: DayText | None = Field(
        default=None, description="An application whose day counts; default: `as_of`"
    )
    seeking_admission: Flag | None = Field(
        default=None, description="Treated as an applicant for admission; default false"
    )
    entry_fraud: Flag | None = Field(default=None, description="Got in, or tried to, by fraud; default false")
    fear_of_return: Flag | None = Field(default=None, description="Fears harm in the country of return")
    order_of_removal: Flag | None = Field(
        default=None, description="There already is an order of removal; default false"
    )
    relatives: tuple[Relative, ...] | None = Field(default=None, description="Family members")
    priors: tuple[Count, ...] | None = Field(
        default=None, description="Earlier convictions; an empty list: there are none"
    )


class Scenario(Given):
    """One case: who the person is, what is charged, and the plea options to compare."""

    title: Text | None = Field(default=None, description="A heading for the report")
    as_of: ExactDayText | None = Field(default=None, description="The law of this day; default: today")
    jurisdiction: Jurisdiction | None = Field(default=None, description="Default: Pennsylvania, Third Circuit")
    defendant: Defendant
    charges: tuple[Count, ...] | None = Field(default=None, description="Charges and arrests, pending or over")
    pleas: tuple[PleaOption, ...] | None = Field(default=None, description="The options; absent: the baseline alone")
    discretion: Discretion | None = Field(
        default=None, description="What an office that weighs consequences would look at"
    )

    @model_validator(mode="wrap")
    @classmethod
    def _parts_fit_together(cls, data: Any, handler: ValidatorFunctionWrapHandler) -> Any:
        return validated_with(data, handler, scenario_problems(data))


def scenario_schema(categories: Iterable[str] = ()) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a scenario, with the words that each key takes.

    Args:
        categories: The names that a premise may give a verdict on, if the vocabulary is at hand.
    """
    schema = Scenario.model_json_schema(by_alias=True)
    for model in (schema, *schema["$defs"].values()):
        for described in model["properties"].values():
            # Absent is not the same as null, so null is not announced as the default.
            described.pop("default", None)
    if names := sorted(categories):
        schema["$defs"]["Classified"]["propertyNames"] = {"enum": [*names, "others"]}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "plea-advisor/scenario/1", **schema}
