"""The order of plea options and the word for the harm that each adds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.errors import LawFileError, UnknownNameError
from advisor.findings import VERDICTS
from advisor.law.cache import read_table
from advisor.law.library import law_of
from advisor.law.policies import RISKS
from advisor.questions import questions_of
from advisor.ranking import RISK_FILE, STAY_FIRST, RiskTable, rank, reasons, risk, table_from

LAW = law_of(date(2026, 11, 23))
TABLE: Mapping[str, Any] = read_table(LAW.compiled, RISK_FILE)
STATUSES = [word for word in LAW.vocabulary.facts["status"].words if word != "usc"]
REPORTED = [entry.name for entry in LAW.vocabulary.reported()]
HARMS = [name for name in REPORTED if LAW.vocabulary.findings[name].harm == "up"]


def option(identity: str, *, new: bool = True, **verdicts: str) -> dict[str, Any]:
    """Return an option with some findings; in a keyword `__` stands for the dot of a finding's id."""
    return option_of(identity, {name.replace("__", "."): verdict for name, verdict in verdicts.items()}, new=new)


def option_of(identity: str, verdicts: Mapping[str, str], *, new: bool = True) -> dict[str, Any]:
    findings = [{"id": name, "verdict": verdict, "new": new, "by_detail": []} for name, verdict in verdicts.items()]
    return {"id": identity, "questions": questions_of(LAW, findings), "findings": findings}


def table(status: str = "lpr") -> RiskTable:
    return table_from(TABLE, status)


verdicts = st.dictionaries(st.sampled_from(REPORTED), st.sampled_from(VERDICTS), max_size=6)
options = st.lists(verdicts, min_size=1, max_size=5).map(
    lambda drawn: [option_of(f"p{number}", each) for number, each in enumerate(drawn)]
)


class TestOrder:
    @given(options, st.randoms())
    def test_the_order_of_the_input_does_not_matter(self, pleas: list[dict[str, Any]], random: Any) -> None:
        expected = rank(pleas), reasons(pleas)
        shuffled = list(pleas)
        random.shuffle(shuffled)

        assert (rank(shuffled), reasons(shuffled)) == expected

    @given(options, st.data())
    def test_harm_that_is_added_never_moves_an_option_up(self, pleas: list[dict[str, Any]], data: Any) -> None:
        number = data.draw(st.integers(0, len(pleas) - 1))
        name = data.draw(st.sampled_from(HARMS))
        held = {found["id"]: found["verdict"] for found in pleas[number]["findings"]}
        level = data.draw(st.integers(VERDICTS.index(held.get(name, "no")), len(VERDICTS) - 1))
        graver = option_of(pleas[number]["id"], {**held, name: VERDICTS[level]})
        place = rank(pleas).index(graver["id"])

        assert rank([*pleas[:number], graver, *pleas[number + 1 :]]).index(graver["id"]) >= place

    @given(options)
    def test_an_option_that_is_worse_on_nothing_and_better_somewhere_stands_before(
        self, pleas: list[dict[str, Any]]
    ) -> None:
        order = rank(pleas)
        levels = {
            plea["id"]: [VERDICTS.index(plea["questions"][name]["verdict"]) for name in STAY_FIRST] for plea in pleas
        }

        for one, first in levels.items():
            for other, second in levels.items():
                if first != second and all(here <= there for here, there in zip(first, second, strict=True)):
                    assert order.index(one) < order.index(other)

    @given(options, st.data())
    def test_a_third_option_never_turns_two_others_round(self, pleas: list[dict[str, Any]], data: Any) -> None:
        left_out = data.draw(st.sampled_from(pleas))["id"]
        expected = [name for name in rank(pleas) if name != left_out]

        assert rank([plea for plea in pleas if plea["id"] != left_out]) == expected

    def test_staying_counts_before_liberty_unless_another_order_is_asked_for(self) -> None:
        detained = option("detained", detention__mandatory_criminal="certain", removable="unlikely")
        removed = option("removed", removable="likely")

        assert rank([removed, detained]) == ["detained", "removed"]
        assert rank([removed, detained], ("detained",)) == ["removed", "detained"]

    def test_relief_that_is_lost_decides_where_the_answers_are_equal(self) -> None:
        keeps = option("keeps", removable="certain", relief__cat_deferral="likely")
        loses = option("a-loses", removable="certain")

        assert rank([loses, keeps]) == ["keeps", "a-loses"]

    def test_equal_options_stand_by_name(self) -> None:
        assert rank([option("b"), option("a")]) == ["a", "b"]

    def test_no_option_has_no_order(self) -> None:
        assert rank([]) == []
        assert reasons([]) == {}

    def test_an_unknown_preference_is_refused_with_the_nearest(self) -> None:
        with pytest.raises(UnknownNameError) as caught:
            rank([option("a")], ("detaind",))

        assert caught.value.nearest[0] == "detained"
        assert caught.value.exit_code == 2


class TestReasons:
    @given(options)
    def test_every_option_has_one_sentence(self, pleas: list[dict[str, Any]]) -> None:
        told = reasons(pleas)

        assert list(told) == rank(pleas)
        assert all(sentence.endswith(".") and "\n" not in sentence for sentence in told.values())

    def test_an_only_option_says_so(self) -> None:
        assert reasons([option("a")]) == {"a": "It is the only option."}

    def test_an_option_worse_throughout_names_what_is_worse(self) -> None:
        told = reasons([option("a"), option("b", removable="likely", bar__asylum="open")])

        assert told["a"] == "No option answers any question better."
        assert told["b"] == (
            "Behind `a`, which answers nothing worse: removal is likely instead of no and "
            "loss of relief is open instead of no."
        )

    def test_a_trade_names_what_counted_first(self) -> None:
        told = reasons([option("a", bar__asylum="likely"), option("b", removable="likely")])

        assert told["a"].startswith("No option is better on removal")
        assert told["b"] == (
            "Behind `a`: removal is likely instead of no, which counts before loss of relief, where it is better."
        )

    def test_equal_answers_point_to_the_findings(self) -> None:
        one = option("a", removable="likely", deportable__firearm="likely")
        told = reasons([one, option("b", removable="likely")])

        assert "the six answers are the same" in told["a"]
        assert "answer the six questions alike" in told["b"]

    def test_nothing_at_all_apart_is_said(self) -> None:
        told = reasons([option("a"), option("b")])

        assert told == {
            "a": "Nothing tells it apart from `b`; the names decide.",
            "b": "Nothing tells it apart from `a`; the names decide.",
        }


class TestRisk:
    @pytest.mark.parametrize(
        ("expected", "verdicts"),
        [
            ("none", {}),
            ("none", {"relief.cat_deferral": "certain"}),
            ("low", {"deportable.firearm": "unlikely"}),
            ("low", {"inadmissible.cimt": "open"}),
            ("moderate", {"deportable.firearm": "open"}),
            ("moderate", {"inadmissible.cimt": "likely"}),
            ("high", {"deportable.firearm": "likely"}),
            ("high", {"bar.lpr_cancellation_residence": "likely"}),
            ("high", {"detention.mandatory_criminal": "certain"}),
            ("high", {"deportable.firearm": "certain", "bar.lpr_cancellation_residence": "open"}),
            ("severe", {"deportable.firearm": "likely", "bar.lpr_cancellation_residence": "likely"}),
            ("severe", {"removable": "certain", "bar.lpr_cancellation_aggravated_felony": "certain"}),
        ],
    )
    def test_a_resident_by_the_table(self, expected: str, verdicts: dict[str, str]) -> None:
        assert risk(option_of("a", verdicts), table()) == expected

    def test_what_stands_without_the_option_adds_nothing(self) -> None:
        standing = option("a", new=False, removable="certain", bar__lpr_cancellation_aggravated_felony="certain")

        assert risk(standing, table()) == "none"

    def test_a_person_never_admitted_is_removed_as_inadmissible(self) -> None:
        barred = option("a", inadmissible__cimt="likely", bar__nonlpr_cancellation="likely")

        assert risk(barred, table("without_inspection")) == "severe"
        assert risk(barred, table("nonimmigrant")) == "high"

    def test_where_admission_depends_removable_says_whether_inadmissibility_removes(self) -> None:
        found = {"inadmissible.cimt": "certain", "bar.daca": "certain", "removable": "certain"}
        admitted, never = option_of("a", found), option_of("a", found)
        for plea, level in ((admitted, "no"), (never, "certain")):
            plea["findings"][-1]["by_detail"] = [
                {"detail": "already", "verdict": "certain"},
                {"detail": "by-these-findings", "verdict": level},
            ]

        assert risk(never, table("daca")) == "severe"
        assert risk(admitted, table("daca")) == "high"

    def test_nobody_abroad_is_removed_so_it_is_never_severe(self) -> None:
        everything = option_of("a", dict.fromkeys(HARMS, "certain"))

        assert risk(everything, table("applicant_abroad")) == "high"

    @given(verdicts, st.sampled_from(HARMS), st.sampled_from(VERDICTS), st.sampled_from(STATUSES))
    def test_more_harm_never_gives_a_milder_word(
        self, held: dict[str, str], name: str, verdict: str, status: str
    ) -> None:
        before = risk(option_of("a", held), table(status))
        graver = max(VERDICTS.index(verdict), VERDICTS.index(held.get(name, "no")))
        after = risk(option_of("a", {**held, name: VERDICTS[graver]}), table(status))

        assert RISKS.index(after) >= RISKS.index(before)

    @given(verdicts, st.sampled_from(STATUSES))
    def test_nothing_that_is_possible_is_called_none(self, held: dict[str, str], status: str) -> None:
        harmful = any(name in HARMS and verdict != "no" for name, verdict in held.items())

        assert (risk(option_of("a", held), table(status)) != "none") is harmful

    def test_the_table_names_only_what_exists(self) -> None:
        entries = [entry for group in TABLE["groups"].values() for entry in group]
        tests = [test for row in TABLE["rows"] for test in row.get("all", row.get("any"))]
        named = [name for entry in (*entries, *tests) for name in entry.get("findings", ())]

        assert [row["word"] for row in TABLE["rows"]] == list(reversed(RISKS[1:]))
        assert TABLE["words"] == list(RISKS)
        for name in named:
            assert name in REPORTED or any(each.startswith(name.removesuffix("*")) for each in REPORTED), name
        assert {status for entry in entries for status in entry["statuses"]} <= set(STATUSES)

    def test_every_status_has_something_that_removes_and_one_main_relief(self) -> None:
        for status in STATUSES:
            groups = table(status).groups

            assert groups["removal"].findings, status
            assert groups["main_relief"].findings or status == "applicant_abroad", status

    def test_a_table_of_another_shape_is_a_fault_of_the_file(self) -> None:
        from advisor.ranking import risk_table
        from advisor.scenario_reading import scenario_from_dict

        law = law_of(date(2026, 11, 23))
        broken = {**law.compiled, "tables": {**law.compiled["tables"], RISK_FILE: {"groups": {}}}}

        class Broken:
            compiled = broken

        with pytest.raises(LawFileError):
            risk_table(Broken(), scenario_from_dict({"defendant": {"status": "lpr"}}))  # type: ignore[arg-type]
