"""What a scenario may say, what it may not, and how it is told."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from advisor.errors import ScenarioError
from advisor.scenario import Count, Defendant, OwnOffense, PleaOption, Scenario, Sentence, scenario_schema
from advisor.scenario_reading import MODELS, read_scenario, scenario_from_dict
from advisor.scenario_values import Grade, Status, Verdict, cents

FULL = """\
title: Retail theft, green-card holder
as_of: 2026-11-23
jurisdiction: {state: PA, circuit: 3}
defendant:
  status: lpr
  born: 1996-02-11
  citizen_parent: false
  admitted_on: 2022-01-10
  admissions: [{date: 2010-05-01, as: nonimmigrant}, {date: 2022-01-10, as: lpr}]
  adjusted_on: null
  lpr_since: 2022-01-10
  resided_since: 2016-03-01
  present_since: 2016-03-01
  notice_to_appear_on: null
  application_on: null
  seeking_admission: false
  entry_fraud: false
  fear_of_return: false
  order_of_removal: false
  relatives: [{relation: child, status: usc, dependent: true}, {relation: spouse, status: lpr, dependent: false}]
  priors: []
charges:
  - {offense: pa-18-3929-a-1, grade: M1, offense_date: 2026-05-02}
pleas:
  - id: offer
    title: As offered
    counts:
      - offense: pa-18-3929-a-1
        grade: M1
        max_term: 5 years
        offense_date: 2026-05-02
        conviction_date: 2026-11-30
        released_on: null
        disposition: guilty
        sentence: {confinement: 6 to 12 months, suspended: 0 days, probation: 1 year, confined: 40 days,
                   home_confinement: 30 days, on_revocation: 3 months, fine_usd: 200, restitution_usd: 180}
        facts: {loss_usd: 180}
        scheme: 1
        runs: consecutive
        appeal: none
        afterwards: none
        inchoate: none
        outcome: convicted
      - {offense: pa-18-3922, runs: {concurrent_with: [0]},
         disposition: {plea: nolo, facts_admitted: false, restraint: court}}
  - id: own
    counts:
      - offense: {statute: "Cal. Penal Code § 484", name: petty theft, max_term: 6 months, level: misdemeanor}
        classified:
          {cimt: certain, theft: likely, controlled_substance: {verdict: no, relief_verdict: likely}, others: no}
        sentence: {confinement: 364 days}
discretion:
  severity: low
  violence: none
  public_safety_risk: none
  witness_or_victim: none
"""

SHORT: dict[str, Any] = {
    "defendant": {"status": "lpr", "born": "1990", "priors": [{"offense": "pa-18-3925", "conviction_date": "2015-06"}]},
    "charges": [{"offense": "pa-18-2701-a-1", "outcome": "arrested"}],
    "pleas": [
        {
            "id": "offer",
            "counts": [
                {
                    "offense": "pa-35-780-113-a-30-marijuana",
                    "offense_date": "2026-05",
                    "sentence": {"confinement": "4 to 23 months", "fine_usd": 199.5},
                    "facts": {"drug": "unspecified", "drug_quantity_g": 30, "own_use": True},
                },
                {
                    "offense": {"name": "theft", "max_term": "365 days"},
                    "classified": {
                        "theft": "certain",
                        "cimt": {"verdict": "open", "relief_verdict": "likely"},
                        "others": "no",
                    },
                    "runs": {"concurrent_with": [0]},
                },
            ],
        }
    ],
}


def refusal(data: object) -> ScenarioError:
    with pytest.raises(ScenarioError) as caught:
        scenario_from_dict(data)  # type: ignore[arg-type]
    return caught.value


def with_count(**count: Any) -> dict[str, Any]:
    row = {"offense": "pa-18-3929-a-1", **count}
    return {"defendant": {"status": "lpr"}, "pleas": [{"id": "offer", "counts": [row]}]}


def with_person(**person: Any) -> dict[str, Any]:
    return {"defendant": {"status": "lpr", **person}}


OWN = {"name": "theft"}


class TestWhatWasGiven:
    def test_every_key_of_the_contract_is_read(self) -> None:
        scenario, document = read_scenario("-", FULL)

        assert scenario.defendant.admitted_on == "2022-01-10"
        assert scenario.pleas is not None
        offer, own = scenario.pleas
        assert offer.counts[0].sentence is not None
        assert offer.counts[0].sentence.confinement == "6 to 12 months"
        assert isinstance(own.counts[0].offense, OwnOffense)
        assert own.counts[0].classified is not None
        assert own.counts[0].classified.others == "no"
        assert own.counts[0].classified.categories["theft"].verdict == "likely"
        assert own.counts[0].classified.categories["controlled_substance"].relief_verdict == "likely"
        assert document.line("pleas", 1, "counts", 0, "sentence") > document.line("charges")

    def test_a_file_is_read_by_its_path(self, tmp_path: Path) -> None:
        path = tmp_path / "case.yaml"
        path.write_text(FULL, encoding="utf-8")

        assert read_scenario(path)[0] == read_scenario("-", FULL)[0]

    def test_json_says_the_same_as_yaml(self) -> None:
        scenario, document = read_scenario("-", FULL)

        assert read_scenario("-", json.dumps(document.value))[0] == scenario

    def test_absent_and_null_are_told_apart_where_null_speaks(self) -> None:
        never = scenario_from_dict(with_person(admitted_on=None)).defendant
        unknown = scenario_from_dict(with_person()).defendant

        assert never.admitted_on is None
        assert unknown.admitted_on is None
        assert never.given("admitted_on")
        assert not unknown.given("admitted_on")

    def test_a_blank_elsewhere_is_the_same_as_no_key(self) -> None:
        blank = scenario_from_dict(with_count(grade=None, facts={"drug": None}, sentence={"confinement": None}))

        assert blank.pleas is not None
        count = blank.pleas[0].counts[0]
        assert not count.given("grade")
        assert count.facts == {}
        assert count.sentence is not None
        assert not count.sentence.given("confinement")

    def test_no_default_is_filled_in(self) -> None:
        scenario = scenario_from_dict(with_count())

        assert scenario.pleas is not None
        count = scenario.pleas[0].counts[0]
        assert count.model_fields_set == {"offense"}
        assert all(getattr(count, name) is None for name in Count.model_fields if name != "offense")

    def test_no_priors_and_unknown_priors_differ(self) -> None:
        none, unknown = with_person(priors=[]), with_person()

        assert scenario_from_dict(none).defendant.priors == ()
        assert scenario_from_dict(unknown).defendant.priors is None

    def test_a_day_may_be_a_year_a_month_or_a_date_of_python(self) -> None:
        person = scenario_from_dict(with_person(born=1996, lpr_since="2015-06", admitted_on=date(2015, 6, 2))).defendant

        assert (person.born, person.lpr_since, person.admitted_on) == ("1996", "2015-06", "2015-06-02")

    def test_silence_of_the_record_is_kept(self) -> None:
        scenario = scenario_from_dict(with_count(facts={"drug": "unspecified", "own_use": "unspecified"}))

        assert scenario.pleas is not None
        assert scenario.pleas[0].counts[0].facts == {"drug": "unspecified", "own_use": "unspecified"}

    def test_a_false_from_an_ordinary_yaml_library_is_the_verdict_no(self) -> None:
        scenario = scenario_from_dict(with_count(offense=OWN, classified={"cimt": False, "others": False}))

        assert scenario.pleas is not None
        classified = scenario.pleas[0].counts[0].classified
        assert classified is not None
        assert (classified.others, classified.categories["cimt"].verdict) == ("no", "no")

    def test_a_citizen_may_have_been_admitted(self) -> None:
        assert scenario_from_dict({"defendant": {"status": "usc", "admitted_on": "2001"}}).pleas is None

    def test_a_scenario_cannot_be_changed(self) -> None:
        scenario = scenario_from_dict(SHORT)

        with pytest.raises(ValidationError):
            scenario.title = "other"

    def test_models_can_be_built_in_python(self) -> None:
        sentence = Sentence(confinement="364 days")
        plea = PleaOption(id="offer", counts=(Count(offense="pa-18-3929-a-1", sentence=sentence),))
        built = Scenario(defendant=Defendant(status="lpr"), pleas=(plea,))

        assert built == scenario_from_dict(with_count(sentence={"confinement": "364 days"}))

    @pytest.mark.parametrize(
        "data",
        [
            {"defendant": {"status": "usc"}},
            {"defendant": {"status": "without_inspection", "admitted_on": None, "present_since": 2001}, "pleas": []},
            with_count(disposition="pa-ard-admission", sentence={"probation": "24 months"}),
            with_count(offense="pa-18-3502-a-2", inchoate="attempt", max_term="life"),
            with_count(
                offense=OWN, classified={"others": "open"}, disposition={"plea": "none", "restraint": "prosecutor"}
            ),
            with_count(outcome="admitted", afterwards="vacatur-unexplained", appeal="waived", scheme=3),
            with_count(sentence={"confinement": "time served (40 days)", "suspended": "0 days"}),
            {**with_person(), "charges": [{"offense": "pa-18-2702-a-1", "outcome": "dismissed"}], "title": 2026},
            SHORT,
        ],
    )
    def test_ordinary_scenarios_are_read_and_written_back(self, data: dict[str, Any]) -> None:
        scenario = scenario_from_dict(data)

        assert scenario_from_dict(scenario.model_dump(exclude_unset=True, by_alias=True)) == scenario


# What is written -> the path, the message and the help.
FAULTS: list[tuple[dict[str, Any], str, str, str]] = [
    (
        {"defendant": {}},
        "defendant.status",
        "`status` is missing",
        "say the immigration status of today, such as `lpr`",
    ),
    ({}, "defendant", "`defendant` is missing", "every scenario is about a person: `defendant: {status: lpr}`"),
    ({"defendant": {"status": "lrp"}}, "defendant.status", "unknown word `lrp` for `status`", "did you mean `lpr`?"),
    (with_person(bron="1990"), "defendant.bron", "unknown key `bron`", "did you mean `born`?"),
    ({**with_person(), "priors": []}, "priors", "unknown key `priors`", "`priors` belongs under `defendant`"),
    (
        with_person(born="1996-02-30"),
        "defendant.born",
        "there is no day `1996-02-30` in the calendar",
        "write `2015-06-02` (year, month, day), or `2015-06` or `2015` where no more is known",
    ),
    (
        with_person(fear_of_return="no"),
        "defendant.fear_of_return",
        "`no` is not `true` or `false`",
        "write `false`; leave the key out if it is not known",
    ),
    ({**with_person(), "as_of": 2026}, "as_of", "`2026` is not one day", "the law is read as of a single day"),
    ({**with_person(), "jurisdiction": {"state": "Pa."}}, "jurisdiction.state", "`Pa.` is not a state", "two capital"),
    (
        {**with_person(), "pleas": {"id": "offer"}},
        "pleas",
        "a block of keys is not a list",
        "begin each item with a dash",
    ),
    ({**with_person(), "pleas": [{"id": "offer"}]}, "pleas[0].counts", "`counts` is missing", "a plea option lists"),
    ({**with_person(), "pleas": [{"id": "a", "counts": []}]}, "pleas[0].counts", "the list is empty", "name at least"),
    (
        {**with_person(), "discretion": {"violence": "some"}},
        "discretion.violence",
        "unknown word `some`",
        "one of `none`",
    ),
    (with_count(grade="m1"), "pleas[0].counts[0].grade", "unknown word `m1` for `grade`", "did you mean `M1`?"),
    (with_count(confinement="1 year"), "pleas[0].counts[0].confinement", "unknown key", "`confinement` belongs under"),
    (
        with_count(sentence={"confinement": 12}),
        "pleas[0].counts[0].sentence.confinement",
        "`12` is not a duration",
        "a duration names its unit: `364 days`, `6 to 12 months`",
    ),
    (
        with_count(sentence={"confinement": "12 to 6 months"}),
        "pleas[0].counts[0].sentence.confinement",
        "the minimum of `12 to 6 months` is longer than its maximum",
        "",
    ),
    (
        with_count(sentence={"confinement": "12 months", "suspended": "13 months"}),
        "pleas[0].counts[0].sentence.suspended",
        "`13 months` suspended is longer than `12 months`",
        "`confinement` is all that was ordered",
    ),
    (with_count(sentence={"fine_usd": -1}), "pleas[0].counts[0].sentence.fine_usd", "`-1` is below zero", "amounts"),
    (with_count(facts={"drug_quantity_g": -3}), "pleas[0].counts[0].facts.drug_quantity_g", "`-3` is below zero", ""),
    (
        with_count(facts={"loss_usd": 0.005}),
        "pleas[0].counts[0].facts.loss_usd",
        "`0.005` has a fraction of a cent",
        "",
    ),
    (with_count(facts={"loss_usd": float("inf")}), "pleas[0].counts[0].facts.loss_usd", "`inf` is not a usable", ""),
    (
        with_count(facts={"drug": ["x"]}),
        "pleas[0].counts[0].facts.drug",
        "a list is not a single value",
        "write a word",
    ),
    (
        with_count(offense_date="2026-05-02", conviction_date="2026-05-01"),
        "pleas[0].counts[0].conviction_date",
        "`2026-05-01` lies before the offense day `2026-05-02`",
        "correct one of the two days",
    ),
    (
        with_count(offense="pa-18-903"),
        "pleas[0].counts[0].offense",
        "`pa-18-903` is not charged on its own here",
        "name the object as `offense` and add `inchoate: conspiracy`",
    ),
    (
        with_count(offense="pa-18-3903"),
        "pleas[0].counts[0].offense",
        "`pa-18-3903` holds definitions, not an offense",
        "name the offense itself",
    ),
    (with_count(offense=3), "pleas[0].counts[0].offense", "`3` is no offense", "an id of the catalogue"),
    (
        with_count(offense=OWN),
        "pleas[0].counts[0].classified",
        "an own offense needs `classified`",
        "name its categories",
    ),
    (
        with_count(classified={"others": "no"}),
        "pleas[0].counts[0].classified",
        "`pa-18-3929-a-1` is classified by the catalogue",
        "take it away; `classified` goes with an offense of your own",
    ),
    (
        with_count(offense=OWN, classified={"theft": "certain"}),
        "pleas[0].counts[0].classified.others",
        "`others` is missing",
        "write `others: no` or `others: open`",
    ),
    (
        with_count(offense=OWN, classified={"theft": "certian", "others": "no"}),
        "pleas[0].counts[0].classified.theft",
        "unknown word `certian` for `theft`",
        "did you mean `certain`?",
    ),
    (
        with_count(offense=OWN, classified={"theft": {"verdict": "likely", "relief_verdict": "no"}, "others": "no"}),
        "pleas[0].counts[0].classified.theft.relief_verdict",
        "the relief verdict `no` is below `likely`",
        "",
    ),
    (
        with_count(offense=OWN, classified={"others": "likely"}),
        "pleas[0].counts[0].classified.others",
        "unknown word `likely` for `others`",
        "one of `no`, `open`",
    ),
    (
        with_count(disposition={"plea": "guilt"}),
        "pleas[0].counts[0].disposition.plea",
        "unknown word `guilt`",
        "did you",
    ),
    (with_count(runs="parallel"), "pleas[0].counts[0].runs", "unknown word `parallel` for `runs`", "one of"),
    (
        with_count(runs={"concurrent_with": [0]}),
        "pleas[0].counts[0].runs.concurrent_with[0]",
        "count `0` cannot run with itself",
        "name another count",
    ),
    (
        with_count(runs={"concurrent_with": [4]}),
        "pleas[0].counts[0].runs.concurrent_with[0]",
        "there is no count `4` to run with",
        "the only count here is number 0",
    ),
    (with_count(scheme="one"), "pleas[0].counts[0].scheme", "`one` is not a whole number", "write digits alone"),
    (
        with_count(outcome="dismissed"),
        "pleas[0].counts[0].outcome",
        "the outcome `dismissed` does not belong under `pleas`",
        "list the count under `charges`",
    ),
    (
        {**with_person(), "charges": [{"offense": "pa-18-3925", "outcome": "convicted"}]},
        "charges[0].outcome",
        "the outcome `convicted` does not belong under `charges`",
        "list the count under `pleas` or under `defendant.priors`",
    ),
    (
        with_person(born="2000", priors=[{"offense": "pa-18-3925", "offense_date": "1999-12-31"}]),
        "defendant.priors[0].offense_date",
        "the offense day `1999-12-31` lies before the birth on `2000`",
        "correct one of the two days",
    ),
    ({**with_person(), "title": "two\x1blines"}, "title", "`two\\x1blines` cannot stand here", "one line of 1 to 300"),
]


class TestWhatIsRefused:
    @pytest.mark.parametrize(("data", "path", "message", "help_text"), FAULTS, ids=[fault[1] for fault in FAULTS])
    def test_each_fault_is_named_with_its_place_and_what_would_be_right(
        self, data: dict[str, Any], path: str, message: str, help_text: str
    ) -> None:
        error = refusal(data)

        assert [problem.place for problem in error.problems] == [path]
        assert error.problems[0].message.startswith(message)
        assert error.problems[0].help.startswith(help_text)
        assert error.path == path
        assert error.exit_code == 3

    def test_all_faults_are_shown_together_in_the_order_of_the_lines(self) -> None:
        text = """\
defendant:
  statuss: lpr
  born: 1996-13-01
pleas:
  - id: offer
    counts:
      - {offense: pa-18-3929-a-1, grade: M4}
      - {offense: pa-18-901}
  - id: offer
    counts:
      - offense: {name: theft}
        runs: {concurrent_with: [0]}
"""
        with pytest.raises(ScenarioError) as caught:
            read_scenario("case.yaml", text)

        assert [problem.place for problem in caught.value.problems] == [
            "case.yaml:2: defendant.statuss",
            "case.yaml:3: defendant.born",
            "case.yaml:7: pleas[0].counts[0].grade",
            "case.yaml:8: pleas[0].counts[1].offense",
            "case.yaml:9: pleas[1].id",
            "case.yaml:11: pleas[1].counts[0].classified",
            "case.yaml:12: pleas[1].counts[0].runs.concurrent_with[0]",
        ]
        assert "case.yaml:2: defendant.statuss: unknown key `statuss`\nhelp: did you mean `status`?" in str(
            caught.value
        )
        assert (caught.value.path, caught.value.value) == ("defendant.statuss", "lpr")

    @pytest.mark.parametrize("data", [None, [], "lpr", 3])
    def test_what_is_no_mapping_is_no_scenario(self, data: object) -> None:
        assert refusal(data).problems[0].message.startswith("a scenario is a block of keys, not ")

    def test_an_empty_text_and_a_missing_file_are_refused(self, tmp_path: Path) -> None:
        for source, text in (("-", ""), (tmp_path / "none.yaml", None)):
            with pytest.raises(ScenarioError):
                read_scenario(source, text)

    def test_data_that_hold_themselves_are_refused(self) -> None:
        data: dict[str, Any] = with_person()
        data["pleas"] = data

        assert "hold themselves" in refusal(data).problems[0].message

    def test_a_partial_date_that_leaves_the_order_open_is_taken(self) -> None:
        scenario_from_dict(with_count(offense_date="2026-05-02", conviction_date="2026-05"))
        scenario_from_dict(with_person(born="2000", priors=[{"offense": "pa-18-3925", "offense_date": "2000-01"}]))

    def test_a_suspended_part_of_another_unit_is_refused_only_if_surely_longer(self) -> None:
        scenario_from_dict(with_count(sentence={"confinement": "6 months", "suspended": "184 days"}))

        assert "longer than" in str(refusal(with_count(sentence={"confinement": "6 months", "suspended": "185 days"})))


class TestTheSchema:
    def test_every_model_is_known_to_the_messages(self) -> None:
        named = {model.__name__ for model in MODELS.values()} | {"Classified"}
        schema = scenario_schema()

        assert named == {"Scenario", *schema["$defs"]}

    def test_the_words_of_the_contract_are_listed(self) -> None:
        definitions = scenario_schema()["$defs"]

        assert definitions["Defendant"]["properties"]["status"]["enum"] == list(get_args(Status))
        assert definitions["Count"]["properties"]["grade"]["anyOf"][0]["enum"] == list(get_args(Grade))
        assert definitions["Premise"]["properties"]["verdict"]["enum"] == list(get_args(Verdict))
        assert definitions["Defendant"]["required"] == ["status"]

    def test_every_key_is_described(self) -> None:
        schema = scenario_schema(categories=["theft"])
        undescribed = [
            name
            for model in (schema, *schema["$defs"].values())
            for name, described in model["properties"].items()
            if "description" not in described and "$ref" not in described
        ]

        assert undescribed == []
        assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        assert schema["$defs"]["Classified"]["propertyNames"] == {"enum": ["theft", "others"]}
        assert json.loads(json.dumps(schema)) == schema


class TestMoney:
    @pytest.mark.parametrize(
        ("dollars", "expected"), [(180, 18000), (199.99, 19999), (0.1, 10), (Decimal("4.35"), 435)]
    )
    def test_cents_are_exact(self, dollars: float | Decimal, expected: int) -> None:
        assert cents(dollars) == expected

    @given(st.integers(min_value=0, max_value=10**12))
    def test_whole_cents_come_back_from_dollars(self, amount: int) -> None:
        assert cents(Decimal(amount) / 100) == amount
        assert cents(amount / 100) == amount

    def test_a_fraction_of_a_cent_is_refused(self) -> None:
        with pytest.raises(ValueError, match="fraction of a cent"):
            cents(0.001)


def places(data: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in items:
        yield (*path, key)
        yield from places(value, (*path, key))


SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=12),
    st.sampled_from(
        ["guilty", "2015", "1 year", "life", "none", "unspecified", "pa-18-901", "no", "concurrent", "lpr"]
    ),
    st.dates(),
    st.binary(max_size=3),
)
KEYS = st.one_of(
    st.text(max_size=8), st.sampled_from(["grade", "others", "verdict", "counts", "<word>", "concurrent_with"])
)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3), max_leaves=6
)


@st.composite
def mutated(draw: st.DrawFn) -> Any:
    """One ordinary scenario with a few things replaced, taken out or put in."""
    data = copy.deepcopy(SHORT)
    for _ in range(draw(st.integers(1, 4))):
        known = list(places(data))
        if not known:
            break
        *above, key = draw(st.sampled_from(known))
        parent: Any = data
        for part in above:
            parent = parent[part]
        act = draw(st.sampled_from(["replace", "remove", "add"]))
        if act == "replace":
            parent[key] = draw(VALUES)
        elif act == "remove":
            del parent[key]
        elif isinstance(parent, dict):
            parent[draw(KEYS)] = draw(VALUES)
        else:
            parent.append(draw(VALUES))
    return data


LIBRARY_WORDS = (
    "pydantic",
    "ValidationError",
    "input_value",
    "Field required",
    *(m.__name__ + "(" for m in MODELS.values()),
)


class TestWhateverIsWritten:
    @settings(max_examples=300, deadline=None)
    @given(mutated())
    def test_data_are_read_or_refused_in_our_words(self, data: Any) -> None:
        try:
            scenario = scenario_from_dict(data)
        except ScenarioError as error:
            assert error.problems
            for problem in error.problems:
                assert "\n" not in problem.message + problem.help
                assert not any(word in str(problem) for word in LIBRARY_WORDS)
        else:
            assert scenario_from_dict(scenario.model_dump(exclude_unset=True, by_alias=True)) == scenario

    @settings(max_examples=100, deadline=None)
    @given(mutated())
    def test_text_is_read_or_refused_in_our_words(self, data: Any) -> None:
        try:
            scenario, _ = read_scenario("-", json.dumps(data, default=str))
        except ScenarioError as error:
            assert all(problem.place.startswith("standard input") for problem in error.problems)
        else:
            assert isinstance(scenario, BaseModel)

    @settings(max_examples=100, deadline=None)
    @given(st.text(max_size=80))
    def test_any_text_is_read_or_refused(self, text: str) -> None:
        with pytest.raises(ScenarioError):
            read_scenario("-", text)
