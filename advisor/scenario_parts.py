"""The smaller parts of a scenario: sentence, premise, relative, what an office looks at; each says what it takes."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator, model_validator

from advisor.scenario_values import (
    DayText,
    DurationText,
    Flag,
    Index,
    Level,
    Money,
    NotEmpty,
    OthersWord,
    Relation,
    Status,
    Text,
    Verdict,
    VerdictWord,
    refused,
    surely_longer,
)

_VERDICTS = get_args(Verdict)


class Given(BaseModel):
    """A part of a scenario: frozen, closed to unknown keys, and aware of what was said and what was not."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    # The keys whose null speaks ("never admitted"). Everywhere else a blank is the same as leaving the key out.
    null_speaks: ClassVar[frozenset[str]] = frozenset()

    def given(self, name: str) -> bool:
        """Return whether the key was written, be it as null."""
        return name in self.model_fields_set

    @model_validator(mode="before")
    @classmethod
    def _blank_is_absent(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        keys = {field.alias or name for name, field in cls.model_fields.items()} - cls.null_speaks
        return {key: value for key, value in data.items() if value is not None or key not in keys}


class Jurisdiction(Given):
    """Which state and which federal circuit; whether the law library covers them is decided later."""

    state: str | None = Field(default=None, pattern="^[A-Z]{2}$", description="Two capital letters")
    circuit: Annotated[Index, Field(ge=1, le=12)] | None = Field(default=None, description="The number of the circuit")


class Admission(Given):
    """One admission, where there were several."""

    date: DayText | None = Field(default=None, description="The day of this admission")
    as_status: Status | None = Field(
        default=None, alias="as", description="The status in which the person was admitted"
    )


class Relative(Given):
    """A family member whose status can matter for relief."""

    relation: Relation = Field(description="What this relative is to the defendant")
    status: Status | None = Field(default=None, description="The relative's own status")
    dependent: Flag | None = Field(default=None, description="Whether the relative depends on the defendant")


class OwnOffense(Given):
    """An offense that the catalogue lacks; how it is classified is then a premise, given beside it."""

    statute: Text | None = Field(default=None, description="The statute, as cited")
    name: Text | None = Field(default=None, validate_default=True, description="What the offense is called")
    max_term: DurationText | None = Field(default=None, description="The longest term that its law allows")
    level: Level | None = Field(default=None, description="The level by that place's own name")

    @field_validator("name")
    @classmethod
    def _is_called_something(cls, name: str | None, info: ValidationInfo) -> str | None:
        if name is None and info.data.get("statute", "") is None:
            raise refused("an own offense needs a `name`", "write at least `name` or `statute`")
        return name


class Premise(Given):
    """The verdict on one category, and where it differs, the reading when the applicant must prove."""

    verdict: VerdictWord = Field(description="Whether the offense is in the category")
    relief_verdict: VerdictWord | None = Field(
        default=None, description="The same where the applicant must prove it is not"
    )

    @model_validator(mode="before")
    @classmethod
    def _word_alone(cls, data: Any) -> Any:
        return data if isinstance(data, (dict, Premise)) else {"verdict": data}

    @field_validator("relief_verdict")
    @classmethod
    def _not_below(cls, relief: Verdict | None, info: ValidationInfo) -> Verdict | None:
        verdict = info.data.get("verdict")
        if verdict and relief and _VERDICTS.index(relief) < _VERDICTS.index(verdict):
            raise refused(f"the relief verdict `{relief}` is below `{verdict}`", "it is the same, or higher")
        return relief


class Classified(Given):
    """The premise for an own offense: a verdict per category, and what holds for all the others."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Premise]

    others: OthersWord = Field(description="Every category not named: `no` or `open`; it must be said")

    @property
    def categories(self) -> dict[str, Premise]:
        """Return the categories that were named, in the order written."""
        return self.__pydantic_extra__


class Description(Given):
    """A disposition described by what federal law asks about it."""

    plea: Literal["guilty", "nolo", "none"] | None = Field(default=None, description="The plea that was entered")
    facts_admitted: Flag | None = Field(default=None, description="Whether facts enough for guilt were admitted")
    restraint: Literal["court", "prosecutor", "none"] | None = Field(
        default=None, description="Who ordered a restraint"
    )


class Concurrent(Given):
    """The counts of the same list whose terms run at the same time as this one."""

    concurrent_with: Annotated[tuple[Index, ...], NotEmpty] = Field(
        description="Their numbers, from 0", json_schema_extra={"minItems": 1}
    )


class Sentence(Given):
    """What the judge ordered for one count, and the time actually confined."""

    confinement: DurationText | None = Field(
        default=None, description="All that was ordered, the suspended part included"
    )
    suspended: DurationText | None = Field(default=None, description="The part of the confinement that was suspended")
    home_confinement: DurationText | None = Field(
        default=None, description="Ordered to be served at home, beside confinement"
    )
    on_revocation: DurationText | None = Field(
        default=None, description="Ordered later for this count, beside confinement"
    )
    probation: DurationText | None = Field(default=None, description="Supervision in the community")
    confined: DurationText | None = Field(default=None, description="The time actually spent in confinement")
    fine_usd: Money | None = Field(default=None, description="Fine, in dollars")
    restitution_usd: Money | None = Field(default=None, description="Restitution, in dollars")

    @field_validator("suspended")
    @classmethod
    def _part_of_the_whole(cls, suspended: str | None, info: ValidationInfo) -> str | None:
        whole = info.data.get("confinement")
        if suspended and whole and surely_longer(suspended, whole):
            help_text = "`confinement` is all that was ordered, the suspended part too"
            raise refused(f"`{suspended}` suspended is longer than `{whole}`", help_text)
        return suspended


class Discretion(Given):
    """What an office that weighs consequences would look at."""

    severity: Literal["low", "moderate", "high", "most_serious"] | None = Field(
        None, description="How serious the conduct is"
    )
    violence: Literal["none", "threatened", "actual"] | None = Field(
        default=None, description="Violence, or a threat of it"
    )
    public_safety_risk: Literal["none", "some", "high"] | None = Field(default=None, description="The risk to others")
    witness_or_victim: Literal["none", "witness", "victim"] | None = Field(
        None, description="Needed by the office, in any case"
    )
