"""What a prosecutor's office makes of a case under its policy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.assess import assess_document
from advisor.discretion import default_policy, weigh
from advisor.document import Node
from advisor.errors import Problem
from advisor.findings import VERDICTS
from advisor.law.library import law_of
from advisor.law.policies import OUTCOMES, RISKS
from advisor.law.tables import check_table
from advisor.paths import ABSENT
from advisor.rows import build_rows
from advisor.scenario_reading import scenario_from_dict

LAW = law_of(date(2026, 11, 23))
PHILADELPHIA = "philadelphia-2018"
WORDS = {
    name: LAW.vocabulary.facts[name].words
    for name in ("severity", "violence", "public_safety_risk", "witness_or_victim")
}
THEFT = {"offense": "pa-18-3929-a-1", "grade": "M1"}
#: Everything that speaks for leniency and nothing against.
MILD = {"severity": "low", "violence": "none", "public_safety_risk": "none", "witness_or_victim": "none"}

discretions = st.fixed_dictionaries({}, optional={name: st.sampled_from(words) for name, words in WORDS.items()})


def scenario(
    *options: Mapping[str, Any], discretion: Mapping[str, str] = MILD, charge: Mapping[str, Any] = THEFT, **person: Any
) -> dict[str, Any]:
    """Return a scenario of one count per option; the first is as offered, twelve months for a retail theft."""
    counts = [{**THEFT, "sentence": {"confinement": "12 months"}}, *options]
    known = {"status": "lpr", "resided_since": "2016-03-01", "relatives": [], "priors": [], **person}
    return {
        "as_of": "2026-11-23",
        "defendant": known,
        "charges": [dict(charge)],
        "pleas": [{"id": f"p{number}", "counts": [dict(count)]} for number, count in enumerate(counts)],
        "discretion": dict(discretion),
    }


def weighed(data: dict[str, Any], *risks: str, policy: str | Mapping[str, Any] = PHILADELPHIA) -> dict[str, Any]:
    """Return what an office makes of a scenario whose options add harm of these words, each as sure as it is grave."""
    read = scenario_from_dict(data)
    words = [*risks, *["severe"] * (len(data["pleas"]) - len(risks))]
    pleas = [
        {
            "id": plea["id"],
            "risk": word,
            "questions": {"deportable": {"verdict": VERDICTS[RISKS.index(word)]}},
            "findings": [],
        }
        for plea, word in zip(data["pleas"], words, strict=True)
    ]
    chosen = LAW.policy(policy) if isinstance(policy, str) else policy
    assert chosen is not None
    return weigh(chosen, read, build_rows(read, LAW, LAW.as_of), {"pleas": pleas})


def told(said: str, problems: Sequence[str]) -> bool:
    """Return whether one problem was found, and in these words."""
    return len(problems) == 1 and said in problems[0]


def pulls(result: Mapping[str, Any]) -> dict[str, str]:
    return {factor["id"]: factor["pull"] for factor in result["factors"]}


DISORDERLY = {"offense": "pa-18-5503"}
DAY_LESS = {**THEFT, "sentence": {"confinement": "364 days"}}
ARD = {**THEFT, "disposition": "ard"}
#: The last rule of every policy, and the head of a factor or an excluded class.
LAST = {"give": "considered", "otherwise": True}
NAMED = {"id": "x", "title": "X", "why": "Y"}
SILENT = {**THEFT, "sentence": {"confinement": "12 months"}, "facts": {"value_usd": "unspecified"}}


def faults(policy: Mapping[str, Any]) -> list[str]:
    """Return what a check of the law finds wrong with a policy."""
    problems: list[Problem] = []
    check_table(Node(policy, {}, f"rules/4-discretion/{policy['id']}.yaml"), LAW.vocabulary, problems)
    return [str(problem) for problem in problems]


class TestShippedPolicies:
    @pytest.mark.parametrize("name", LAW.policy_ids)
    def test_each_is_of_the_right_shape_and_names_what_exists(self, name: str) -> None:
        policy = LAW.policy(name)

        assert policy is not None
        assert policy["id"] == name
        assert faults(policy) == []

    def test_one_is_the_default(self) -> None:
        defaults = [name for name in LAW.policy_ids if (LAW.policy(name) or {}).get("default")]

        assert defaults == [PHILADELPHIA]
        assert default_policy(LAW) == PHILADELPHIA

    @pytest.mark.parametrize("name", LAW.policy_ids)
    def test_what_was_made_up_for_teaching_says_so(self, name: str) -> None:
        policy = LAW.policy(name) or {}

        assert len(policy["invented"]) > 10
        assert len(policy["limits"]) > 10

    def test_figures_stand_in_the_files(self) -> None:
        moved = deepcopy(dict(LAW.policy(PHILADELPHIA) or {}))
        years = next(factor for factor in moved["factors"] if factor["id"] == "years_in_us")
        years["states"] = [{"at_least": 30, "pull": "for_swap"}]

        assert pulls(weighed(scenario()))["years_in_us"] == "for_swap"
        assert pulls(weighed(scenario(), policy=moved))["years_in_us"] == "neutral"


class TestExcluded:
    @given(
        discretions,
        st.sampled_from([name for name in LAW.policy_ids if "murder" in str((LAW.policy(name) or {}).get("excluded"))]),
        st.sampled_from(["pa-18-2502-a", "pa-18-2502-b", "pa-18-2502-c"]),
        st.sampled_from(["charge", "option"]),
        st.sampled_from(["none", "attempt", "conspiracy"]),
    )
    def test_murder_is_never_eligible_where_it_is_excluded(
        self, discretion: dict[str, str], policy: str, offense: str, place: str, inchoate: str
    ) -> None:
        murder = {"offense": offense, "inchoate": inchoate}
        if place == "charge":
            result = weighed(
                scenario(DISORDERLY, discretion=discretion, charge=murder), "severe", "none", policy=policy
            )
        else:
            result = weighed(scenario(murder, discretion=discretion), "severe", "none", policy=policy)

        assert result["outcome"] == "not_eligible"

    def test_a_murder_of_another_place_is_excluded_by_its_classification(self) -> None:
        own = {"offense": {"name": "Murder"}, "classified": {"murder": "certain", "others": "no"}}
        result = weighed(scenario(charge=own))

        assert result["outcome"] == "not_eligible"
        assert [(entry["id"], entry["rows"]) for entry in result["excluded"]] == [("murder", ["charges[0]"])]

    def test_what_may_be_excluded_is_left_open_and_says_what_is_missing(self) -> None:
        result = weighed(scenario(DISORDERLY, discretion={"violence": "none"}), "severe", "low")

        assert result["outcome"] == "considered"
        assert [(entry["id"], entry["verdict"], entry["needs"]) for entry in result["excluded"]] == [
            ("gravest", "open", ["discretion.severity"])
        ]

    def test_possibly_excluded_is_not_said_of_a_case_that_surely_is(self) -> None:
        outcome = [{"give": "declined", "when": {"excluded": "possibly"}}, LAST]
        policy = {**(LAW.policy(PHILADELPHIA) or {}), "outcome": outcome}
        charge = {"offense": "pa-18-2502-a"}

        assert weighed(scenario(discretion={}), policy=policy)["outcome"] == "declined"
        assert weighed(scenario(discretion={}, charge=charge), policy=policy)["outcome"] == "considered"

    def test_a_charge_that_was_dismissed_excludes_nothing(self) -> None:
        gone = {"offense": "pa-18-2502-a", "outcome": "dismissed"}

        assert weighed(scenario(charge=gone))["excluded"] == []

    def test_a_prior_is_record_and_excludes_nothing(self) -> None:
        prior = {"offense": "pa-18-2502-a", "conviction_date": "2010-01-01"}
        result = weighed(scenario(priors=[prior]))

        assert result["excluded"] == []
        assert pulls(result)["record"] == "neutral"

    def test_a_section_takes_in_its_subsections_and_no_other_section(self) -> None:
        killing = weighed(scenario(charge={"offense": "pa-18-2503-b"}))
        assault = weighed(scenario(charge={"offense": "pa-18-2701-a-1"}))

        assert [entry["id"] for entry in killing["excluded"]] == ["homicide"]
        assert assault["excluded"] == []


class TestFactors:
    @pytest.mark.parametrize(
        ("factor", "expected", "change"),
        [
            ("severity", "for_swap", {"severity": "low"}),
            ("severity", "neutral", {"severity": "moderate"}),
            ("severity", "against", {"severity": "high"}),
            ("violence", "against", {"violence": "actual"}),
            ("violence", "neutral", {"violence": "threatened"}),
            ("public_safety", "against", {"public_safety_risk": "high"}),
            ("public_safety", "neutral", {"public_safety_risk": "some"}),
            ("witness_or_victim", "for_swap", {"witness_or_victim": "victim"}),
            ("witness_or_victim", "for_swap", {"witness_or_victim": "witness"}),
            ("witness_or_victim", "neutral", {"witness_or_victim": "none"}),
        ],
    )
    def test_what_the_office_is_told(self, factor: str, expected: str, change: dict[str, str]) -> None:
        assert pulls(weighed(scenario(discretion={**MILD, **change})))[factor] == expected

    @pytest.mark.parametrize(
        ("factor", "expected", "person"),
        [
            ("years_in_us", "for_swap", {"resided_since": "2021-11-23"}),
            ("years_in_us", "neutral", {"resided_since": "2021-11-24"}),
            ("years_in_us", "unknown", {"resided_since": "2021-11"}),
            ("years_in_us", "for_swap", {"resided_since": "2010"}),
            ("dependents", "for_swap", {"relatives": [{"relation": "child", "dependent": True}]}),
            ("dependents", "neutral", {"relatives": [{"relation": "child", "dependent": False}]}),
            ("dependents", "unknown", {"relatives": [{"relation": "child"}]}),
            ("record", "for_swap", {"priors": []}),
            ("record", "neutral", {"priors": [{**THEFT, "conviction_date": "2015-01-01"}]}),
            (
                "record",
                "against",
                {"priors": [{**THEFT, "conviction_date": day} for day in ("2015-01-01", "2016-01-01")]},
            ),
        ],
    )
    def test_what_the_person_brings(self, factor: str, expected: str, person: dict[str, Any]) -> None:
        assert pulls(weighed(scenario(**person)))[factor] == expected

    @pytest.mark.parametrize(
        ("expected", "word", "severity"),
        [
            ("for_swap", "severe", "moderate"),
            ("for_swap", "high", "low"),
            ("neutral", "moderate", "low"),
            ("neutral", "severe", "high"),
            ("neutral", "none", "low"),
        ],
    )
    def test_disproportion_sets_the_harm_against_the_offense(self, expected: str, word: str, severity: str) -> None:
        result = weighed(scenario(discretion={**MILD, "severity": severity}), word)

        assert pulls(result)["disproportion"] == expected

    @pytest.mark.parametrize("name", LAW.policy_ids)
    def test_what_is_not_known_never_pulls(self, name: str) -> None:
        data = scenario(discretion={})
        data["defendant"] = {"status": "lpr"}
        result = weighed(data, policy=name)
        known = {"consequence", "violent_felony", "serious_or_violent_felony"}

        for factor in result["factors"]:
            assert factor["id"] in known or factor["pull"] == "unknown", factor
            assert factor["id"] == "consequence" or factor["pull"] in ("unknown", "neutral"), factor

    def test_an_unknown_factor_says_what_to_ask(self) -> None:
        data = scenario(discretion={})
        data["defendant"] = {"status": "lpr"}
        needs = {factor["id"]: factor["needs"] for factor in weighed(data)["factors"]}

        assert needs["severity"] == ["discretion.severity"]
        assert needs["dependents"] == ["defendant.relatives"]
        assert needs["record"] == ["defendant.priors"]
        assert needs["disproportion"] == ["discretion.severity"]

    def test_where_every_possible_value_pulls_one_way_it_is_known(self) -> None:
        maybe = [{"relation": "child", "dependent": True}, {"relation": "parent"}]
        factor = next(each for each in weighed(scenario(relatives=maybe))["factors"] if each["id"] == "dependents")

        assert (factor["pull"], factor["value"]) == ("for_swap", "1 to 2")

    def test_a_value_between_two_figures_is_not_overlooked(self) -> None:
        states = [{"at_most": 3, "pull": "neutral"}, {"less_than": 5, "pull": "against"}]
        factor = {**NAMED, "source": {"fact": "dependents"}, "states": states}
        policy = {**(LAW.policy("no-policy") or {}), "factors": [factor]}
        relatives = [{"relation": "child"}] * 9

        assert pulls(weighed(scenario(relatives=relatives), policy=policy)) == {"x": "unknown"}

    def test_the_values_are_shown_as_they_are_spoken_of(self) -> None:
        values = {factor["id"]: factor["value"] for factor in weighed(scenario())["factors"]}

        assert values["years_in_us"] == 10
        assert values["severity"] == "low"
        assert values["disproportion"] == "harm severe, severity low"

    def test_without_an_option_there_is_no_harm_to_weigh(self) -> None:
        data = scenario()
        data["pleas"] = []
        result = weighed(data)

        assert result["outcome"] == "considered"
        assert result["options"] == []
        assert pulls(result)["disproportion"] == "unknown"

    def test_what_a_scenario_has_no_place_for_is_always_unknown(self) -> None:
        result = weighed(scenario(DISORDERLY), "severe", "none", policy="alameda-2012")

        assert pulls(result)["concession"] == "unknown"
        assert result["outcome"] == "considered"


class TestOptions:
    @pytest.mark.parametrize(
        ("expected", "count"),
        [
            ("swap", DISORDERLY),
            ("swap", {**THEFT, "grade": "M2"}),
            ("swap", {**THEFT, "inchoate": "attempt"}),
            ("disposition", ARD),
            ("sentence", DAY_LESS),
            ("sentence", {**DAY_LESS, "grade": None}),
            ("record", SILENT),
            ("same", {**THEFT, "sentence": {"confinement": "12 months"}}),
        ],
    )
    def test_each_kind_of_departure_has_its_word(self, expected: str, count: dict[str, Any]) -> None:
        kinds = [option["kind"] for option in weighed(scenario(count))["options"]]

        assert kinds == ["offered", expected]

    def test_a_count_that_is_dropped_is_a_swap(self) -> None:
        data = scenario(DAY_LESS)
        data["pleas"][0]["counts"].append(dict(THEFT))

        assert weighed(data)["options"][1]["kind"] == "swap"

    def test_an_option_that_eases_nothing_is_not_milder_for_its_name(self) -> None:
        data = scenario(DISORDERLY)
        data["pleas"][0]["id"] = "z"

        assert weighed(data, "severe", "severe")["options"][1]["milder"] is False

    def test_it_says_what_an_option_would_spare(self) -> None:
        option = weighed(scenario(DISORDERLY), "severe", "low")["options"][1]

        assert option["milder"] is True
        assert option["spares"] == [{"question": "deportable", "from": "certain", "to": "unlikely"}]
        assert option["risk"] == {"from": "severe", "to": "low"}
        assert option["text"] == "Another charge; it would ease removal (certain to unlikely)."

    def test_it_says_what_an_option_would_cost(self) -> None:
        option = weighed(scenario(DISORDERLY), "low", "severe")["options"][1]

        assert option["milder"] is False
        assert option["text"] == "Another charge; it would worsen removal (unlikely to certain)."


class TestOutcome:
    @pytest.mark.parametrize(
        ("expected", "options", "risks"),
        [
            ("favours_swap", [DISORDERLY], ["severe", "low"]),
            ("favours_swap", [DAY_LESS, DISORDERLY], ["severe", "moderate", "low"]),
            ("favours_sentence", [DAY_LESS, DISORDERLY], ["severe", "low", "moderate"]),
            ("favours_sentence", [DAY_LESS], ["severe", "moderate"]),
            ("favours_sentence", [ARD], ["severe", "low"]),
            ("favours_swap", [ARD, DISORDERLY], ["severe", "low", "moderate"]),
            ("considered", [DAY_LESS], ["severe", "high"]),
            ("considered", [DISORDERLY], ["severe", "severe"]),
            ("considered", [DISORDERLY], ["moderate", "low"]),
            ("considered", [], ["severe"]),
        ],
    )
    def test_the_best_milder_option_names_it(self, expected: str, options: list[Any], risks: list[str]) -> None:
        assert weighed(scenario(*options), *risks)["outcome"] == expected

    def test_a_high_risk_to_others_is_declined(self) -> None:
        risky = {**MILD, "public_safety_risk": "high"}

        assert weighed(scenario(DISORDERLY, discretion=risky), "severe", "low")["outcome"] == "declined"

    def test_one_thing_against_does_not_stop_it_and_three_decline_it(self) -> None:
        priors = [{**THEFT, "conviction_date": day} for day in ("2015-01-01", "2016-01-01")]
        violent = {**MILD, "violence": "actual"}
        grave = {**violent, "severity": "high"}

        one, two, three = (
            weighed(scenario(DISORDERLY, discretion=given, priors=record), "severe", "low")["outcome"]
            for given, record in ((violent, []), (violent, priors), (grave, priors))
        )

        assert (one, two, three) == ("favours_swap", "considered", "declined")

    @given(discretions, st.lists(st.sampled_from(RISKS), min_size=3, max_size=3), st.sampled_from(LAW.policy_ids))
    def test_every_case_has_an_outcome_under_every_policy(
        self, discretion: dict[str, str], risks: list[str], policy: str
    ) -> None:
        result = weighed(scenario(DAY_LESS, DISORDERLY, discretion=discretion), *risks, policy=policy)

        assert result["outcome"] in OUTCOMES
        assert result["policy"] == policy

    @given(discretions, st.sampled_from(RISKS), st.sampled_from(LAW.policy_ids))
    def test_the_order_of_the_other_options_does_not_matter(
        self, discretion: dict[str, str], word: str, policy: str
    ) -> None:
        one = weighed(scenario(DAY_LESS, DISORDERLY, discretion=discretion), "severe", word, "low", policy=policy)
        other = weighed(scenario(DISORDERLY, DAY_LESS, discretion=discretion), "severe", "low", word, policy=policy)

        assert word == "low" or one["outcome"] == other["outcome"]

    def test_offices_differ_on_the_same_file(self) -> None:
        some = {**MILD, "public_safety_risk": "some"}
        data = scenario(DISORDERLY, discretion=some)

        assert {name: weighed(data, "severe", "low", policy=name)["outcome"] for name in LAW.policy_ids} == {
            "alameda-2012": "considered",
            "baltimore-2017": "considered",
            "brooklyn-2017": "declined",
            "california-2016": "considered",
            "los-angeles-2022": "favours_swap",
            "manhattan-2019": "considered",
            "no-policy": "considered",
            "philadelphia-2018": "favours_swap",
            "santa-clara-2011": "favours_swap",
        }

    def test_an_office_that_needs_to_know_the_risk_leaves_it_open_until_it_does(self) -> None:
        silent = {name: word for name, word in MILD.items() if name != "public_safety_risk"}
        asked, told = (
            weighed(scenario(DISORDERLY, discretion=given), "severe", "low", policy="brooklyn-2017")["outcome"]
            for given in (silent, MILD)
        )

        assert (asked, told) == ("considered", "favours_swap")

    def test_a_shoplifting_case_from_end_to_end(self) -> None:
        report = assess_document(scenario_from_dict(scenario(DAY_LESS, DISORDERLY)), LAW)

        assert report["discretion"]["policy"] == PHILADELPHIA
        assert report["discretion"]["outcome"] == "favours_swap"
        assert report["ranking"][0] == "p2"


PLAIN = LAW.policy("no-policy") or {}
PLACES = dict.fromkeys(RISKS, 1)


class TestFaultyPolicies:
    @pytest.mark.parametrize(
        ("said", "change"),
        [
            ("the key `office` is missing", {"office": ABSENT}),
            ("`office` is empty", {"office": None}),
            ("unknown word for harm `graver`", {"grave_from": "graver"}),
            ("the id `nobody` is not the name of the file", {"id": "nobody"}),
            ("`factors` cannot be a block of keys", {"factors": {}}),
            ("`excluded` cannot be a list", {"excluded": ["murder"]}),
            ("`default` cannot be `yes`", {"default": "yes"}),
        ],
    )
    def test_its_head_is_checked(self, said: str, change: dict[str, Any]) -> None:
        changed = {key: value for key, value in {**PLAIN, **change}.items() if value is not ABSENT}
        problems: list[Problem] = []
        check_table(Node(changed, {}, "rules/4-discretion/no-policy.yaml"), LAW.vocabulary, problems)

        assert [problem.place for problem in problems] == ["rules/4-discretion/no-policy.yaml:1"]
        assert said in str(problems[0])

    @pytest.mark.parametrize(
        ("said", "rule"),
        [
            ("unknown outcome `favors_swap`", {"give": "favors_swap", "when": {"excluded": "surely"}}),
            ("the key `when` is missing", {"give": "declined"}),
            ("a condition needs exactly one of its words", {"give": "declined", "when": {}}),
            ("`when` cannot be `soon`", {"give": "declined", "when": "soon"}),
            ("a condition needs exactly one", {"give": "declined", "when": {"excluded": "surely", "all": []}}),
            ("unknown word `sure` for `excluded`", {"give": "declined", "when": {"excluded": "sure"}}),
            ("`all` cannot be an empty list", {"give": "declined", "when": {"all": []}}),
            ("`any` cannot be a block of keys", {"give": "declined", "when": {"any": {"excluded": "surely"}}}),
            ("a number of pulls is missing", {"give": "declined", "when": {"pull": "against"}}),
            ("stands where a number belongs", {"give": "declined", "when": {"pull": "against", "at_least": None}}),
            ("finer than can be compared", {"give": "declined", "when": {"pull": "against", "at_least": 0.5}}),
            ("unknown factor `y`", {"give": "declined", "when": {"pull": "against", "at_most": 1, "factors": ["y"]}}),
            ("unknown kind of option `swop`", {"give": "declined", "when": {"best_option": ["swop"]}}),
            ("`best_option` cannot be `swap`", {"give": "declined", "when": {"best_option": "swap"}}),
            ("unknown key `lifts`", {"give": "declined", "when": {"best_option": ["swap"], "lifts": True}}),
        ],
    )
    def test_an_outcome_is_checked(self, said: str, rule: dict[str, Any]) -> None:
        assert told(said, faults({**PLAIN, "outcome": [rule, LAST]}))

    @pytest.mark.parametrize(
        ("said", "rule"),
        [
            ("`otherwise: true` in place of `when`", {"give": "considered", "when": {"excluded": "surely"}}),
            ("the last rule holds in every case", {"give": "considered", "otherwise": False}),
        ],
    )
    def test_the_last_outcome_holds_always(self, said: str, rule: dict[str, Any]) -> None:
        assert told(said, faults({**PLAIN, "outcome": [rule]}))

    @pytest.mark.parametrize(
        ("said", "test"),
        [
            ("a test needs exactly one of its words", {"crime": "murder"}),
            ("did you mean `category`?", {"categroy": "murder"}),
            ("`test` cannot be an empty list", []),
            ("unknown category `murdr`\nhelp: did you mean `murder`", {"any": [{"category": "murdr"}]}),
            ("unknown reported finding `aggravated_felny`", {"all": [{"finding": "aggravated_felny"}]}),
            ("unknown reported finding `petty_offense`", {"finding": "petty_offense"}),
            ("`offenses` cannot be `pa-18-2502`", {"offenses": "pa-18-2502"}),
            ("`offenses` cannot be a list", {"offenses": [{}]}),
            ("unknown fact `severty`\nhelp: did you mean `severity`", {"fact": "severty", "is": "low"}),
            ("unknown word `hihg` of `severity`", {"fact": "severity", "one_of": ["low", "hihg"]}),
            ("`one_of` needs a list of words", {"fact": "severity", "one_of": "low"}),
            ("is a word and cannot be compared by `at_least`", {"fact": "severity", "at_least": 2}),
            ("a fact needs exactly one comparison", {"fact": "severity"}),
            ("a fact needs exactly one comparison", {"fact": "dependents", "at_least": 1, "at_most": 2}),
            ("stands where a number belongs", {"fact": "dependents", "at_least": "one"}),
            ("`term_ordered` is a duration, which a policy cannot compare", {"fact": "term_ordered", "at_least": 1}),
            ("add `unit: years`", {"fact": "years_in_us", "at_least": 5}),
            ("leave `unit` out", {"fact": "dependents", "at_least": 5, "unit": "years"}),
            ("unknown unit `months`", {"fact": "years_in_us", "at_least": 5, "unit": "months"}),
        ],
    )
    def test_a_test_is_checked(self, said: str, test: Any) -> None:
        assert told(said, faults({**PLAIN, "excluded": [{**NAMED, "test": test}]}))

    @pytest.mark.parametrize(
        ("said", "source", "state"),
        [
            ("a source needs exactly one of its words", {}, {"is": "low"}),
            ("unknown measure `gaps`", {"measure": "gaps"}, {"is": "low"}),
            ("a state needs exactly one comparison", {"fact": "severity"}, {}),
            ("unknown pull `away`", {"fact": "severity"}, {"is": "low", "pull": "away"}),
            ("unknown unit `months`", {"fact": "years_in_us", "unit": "months"}, {"at_least": 1}),
            ("unknown fact of the person `grade`", {"fact": "grade"}, {"is": "M1"}),
            ("unknown fact of the person `severty`\nhelp: did you mean `severity`", {"fact": "severty"}, {"is": "low"}),
            ("unknown word `hgih` of `severity`", {"fact": "severity"}, {"is": "hgih"}),
            ("a block of keys stands where a word of `severity`", {"fact": "severity"}, {"one_of": ["low", {}]}),
            ("unknown word `grave` of `risk`", {"measure": "risk"}, {"is": "grave"}),
            ("unknown word `maybe` of `test`", {"test": {"category": "murder"}}, {"is": "maybe"}),
            ("stands where a number belongs", {"measure": "prior_convictions"}, {"at_least": "two"}),
            ("the key `offense` is missing", {"measure": "gap", "consequence": PLACES}, {"at_least": 1}),
            ("`offense` belongs to the measure `gap` alone", {"measure": "risk", "offense": {}}, {"is": "low"}),
            ("`not_asked` cannot be an empty list", {"not_asked": []}, {"is": "low"}),
        ],
    )
    def test_a_factor_is_checked(self, said: str, source: dict[str, Any], state: dict[str, Any]) -> None:
        factor = {**NAMED, "source": source, "states": [{"pull": "against", **state}]}

        assert told(said, faults({**PLAIN, "factors": [factor]}))

    def test_every_word_for_harm_and_for_severity_has_its_place_in_a_gap(self) -> None:
        places = {"consequence": {**PLACES, "high": [1]}, "offense": {"low": 1, "moderate": 2, "hihg": 3}}
        factor = {**NAMED, "source": {"measure": "gap", **places}, "states": []}

        assert [each.partition(": ")[2] for each in faults({**PLAIN, "factors": [factor]})] == [
            "a list stands where a number belongs\nhelp: write digits, without quotation marks",
            "unknown key `hihg`\nhelp: did you mean `high`?",
            "the key `most_serious` is missing",
        ]
