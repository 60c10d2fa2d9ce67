"""Errors carry their parts, speak one language and survive the way between processes."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.errors import (
    AdvisorError,
    ConditionNotSupported,
    LawFileError,
    LawNotInForce,
    Problem,
    ScenarioError,
    TextNotUnderstood,
    UnknownNameError,
)
from advisor.wording import did_you_mean, nearest, offered, printable, quoted, unknown

ONE_OF_EACH = [
    AdvisorError("the compiled law is damaged", place="law.json", help="build it again"),
    LawFileError("unknown fact `term_orderd`", file="theft.yaml", line=16, key="term_orderd", nearest=["term_ordered"]),
    ScenarioError("the sentence has no unit", path="pleas[0].counts[0].sentence.confinement", value=364),
    UnknownNameError("pa-18-3929-a-9", "offense", nearest=("pa-18-3929-a-1",), place="pleas[0].counts[0].offense"),
    ConditionNotSupported("columns", "one_of: [a, b]", "grounds.firearm"),
    LawNotInForce("grounds.aggravated-felony.theft", "1990-01-01", "1996-09-30"),
]


def test_a_problem_shows_the_place_first_and_the_help_apart() -> None:
    expected = "theft.yaml:16: unknown fact `term_orderd`\nhelp: did you mean `term_ordered`?"

    assert str(Problem("theft.yaml:16", "unknown fact `term_orderd`", "did you mean `term_ordered`?")) == expected


def test_a_problem_without_place_and_help_is_its_message_alone() -> None:
    assert str(Problem("", "the document is empty")) == "the document is empty"


def test_a_place_cannot_steer_the_terminal() -> None:
    assert str(Problem("\x1b[2J.yaml", "the document is empty")) == "\\x1b[2J.yaml: the document is empty"


def test_all_problems_are_shown_together() -> None:
    error = ScenarioError.of([Problem("a", "one"), Problem("b", "two", "three")])

    assert str(error) == "a: one\nb: two\nhelp: three"
    assert len(error.problems) == 2


def test_no_problem_is_no_error() -> None:
    with pytest.raises(ValueError, match="at least one problem"):
        LawFileError.of([])


@pytest.mark.parametrize(
    ("kind", "exit_code"),
    [
        (AdvisorError, 1),
        (LawFileError, 4),
        (ScenarioError, 3),
        (UnknownNameError, 3),
        (ConditionNotSupported, 4),
        (LawNotInForce, 3),
    ],
)
def test_each_class_has_its_exit_code_however_it_is_built(kind: type[AdvisorError], exit_code: int) -> None:
    assert kind.exit_code == exit_code
    assert kind.of([Problem("a", "one")]).exit_code == exit_code


def test_a_law_file_error_names_file_line_key_and_nearest() -> None:
    error = ONE_OF_EACH[1]

    assert isinstance(error, LawFileError)
    assert (error.file, error.line, error.key, error.nearest) == ("theft.yaml", 16, "term_orderd", ("term_ordered",))
    assert str(error) == "theft.yaml:16: unknown fact `term_orderd`\nhelp: did you mean `term_ordered`?"


def test_a_law_file_error_without_a_line_names_the_file_alone() -> None:
    assert str(LawFileError("the document is empty", file="theft.yaml")) == "theft.yaml: the document is empty"


@pytest.mark.parametrize(
    ("place", "file", "line"),
    [
        ("rules/theft.yaml:16", "rules/theft.yaml", 16),
        ("rules/theft.yaml", "rules/theft.yaml", 0),
        ("C:\\rules\\theft.yaml", "C:\\rules\\theft.yaml", 0),
        ("C:\\theft.yaml:3", "C:\\theft.yaml", 3),
        ("", "", 0),
    ],
)
def test_several_problems_still_name_the_file_and_line_of_the_first(place: str, file: str, line: int) -> None:
    error = LawFileError.of([Problem(place, "one"), Problem("other.yaml:2", "two")])

    assert (error.file, error.line, error.key, error.nearest) == (file, line, "", ())


def test_a_scenario_error_keeps_path_and_value() -> None:
    error = ScenarioError("the sentence has no unit", path="pleas[0].sentence", value=364, help="write `364 days`")

    assert (error.path, error.value) == ("pleas[0].sentence", 364)
    assert str(error) == "pleas[0].sentence: the sentence has no unit\nhelp: write `364 days`"


def test_several_scenario_problems_take_the_path_of_the_first() -> None:
    error = ScenarioError.of([Problem("pleas[0]", "one"), Problem("pleas[1]", "two")])

    assert (error.path, error.value) == ("pleas[0]", None)


def test_an_unknown_name_offers_at_most_five() -> None:
    error = UnknownNameError("x", "offense", nearest=[f"x{number}" for number in range(9)])

    assert error.nearest == ("x0", "x1", "x2", "x3", "x4")
    assert str(error) == "unknown offense `x`\nhelp: did you mean `x0`, `x1`, `x2`, `x3` or `x4`?"


def test_an_unknown_name_in_an_option_is_a_wrong_use_of_the_command() -> None:
    assert UnknownNameError("x", "offense", exit_code=2).exit_code == 2


def test_an_unsupported_condition_names_engine_condition_and_rule() -> None:
    error = ConditionNotSupported("columns", "one_of: [a]", "grounds.firearm")

    assert (error.engine, error.condition, error.rule) == ("columns", "one_of: [a]", "grounds.firearm")
    assert str(error) == "grounds.firearm: the engine `columns` cannot express the condition `one_of: [a]`"


@pytest.mark.parametrize(
    ("first", "last", "help"),
    [
        ("1996-09-30", "", "\nhelp: the law as a whole is encoded from 1996-09-30"),
        ("", "2016-11-15", "\nhelp: the law as a whole is encoded to 2016-11-15"),
        ("1996-09-30", "2016-11-15", "\nhelp: the law as a whole is encoded from 1996-09-30 to 2016-11-15"),
        (None, None, ""),
    ],
)
def test_law_not_in_force_says_from_when_to_when_it_is_known(first: object, last: object, help: str) -> None:
    error = LawNotInForce("grounds.theft", "1990-01-01", first, last)

    assert str(error) == f"grounds.theft: the law of `1990-01-01` is not encoded{help}"
    assert (error.rule, error.date) == ("grounds.theft", "1990-01-01")


@pytest.mark.parametrize("error", [*ONE_OF_EACH, LawFileError.of([Problem("a:1", "one"), Problem("b:2", "two")])])
def test_an_error_crosses_a_process_boundary_with_all_its_parts(error: AdvisorError) -> None:
    copy = pickle.loads(pickle.dumps(error))

    assert type(copy) is type(error)
    assert vars(copy) == vars(error)
    assert str(copy) == str(error)
    assert copy.exit_code == error.exit_code


@pytest.mark.parametrize("error", ONE_OF_EACH)
def test_messages_are_one_lower_case_sentence_without_a_full_stop(error: AdvisorError) -> None:
    for problem in error.problems:
        assert problem.message[0].islower()
        assert not problem.message.endswith(".")
        assert "\n" not in problem.message


def test_a_text_that_cannot_be_read_keeps_message_and_help_apart() -> None:
    error = TextNotUnderstood("the duration `364` has no unit", "write `364 days`")

    assert isinstance(error, ValueError)
    assert (str(error), error.help) == ("the duration `364` has no unit", "write `364 days`")
    assert str(pickle.loads(pickle.dumps(error))) == str(error)


@given(st.text(max_size=300))
def test_a_quotation_is_one_short_printable_line_whatever_was_written(text: str) -> None:
    shown = quoted(text)

    assert shown.isprintable()
    assert shown.count("`") == 2
    assert len(shown) <= 82 * len("\\U00000000")


@given(
    st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["C", "Z"], exclude_characters="`"), max_size=80)
)
def test_ordinary_text_is_quoted_as_it_is(text: str) -> None:
    assert quoted(text) == f"`{text}`"
    assert printable(text) == text


def test_backticks_cannot_end_a_quotation() -> None:
    assert quoted("a`b") == "`a'b`"


def test_a_long_text_is_cut() -> None:
    assert quoted("x" * 80) == f"`{'x' * 80}`"
    assert quoted("x" * 500) == f"`{'x' * 77}...`"


@pytest.mark.parametrize(
    ("names", "help"),
    [
        ((), ""),
        (("a",), "did you mean `a`?"),
        (("a", "b"), "did you mean `a` or `b`?"),
        (("a", "b", "c"), "did you mean `a`, `b` or `c`?"),
    ],
)
def test_help_offers_names_in_a_sentence(names: tuple[str, ...], help: str) -> None:
    assert did_you_mean(names) == help


@pytest.mark.parametrize("written", ["term-ordered", "Term_Ordered", " TERM ORDERED ", "term_ordered"])
def test_capitals_hyphens_and_spaces_do_not_hide_a_name(written: str) -> None:
    assert nearest(written, ["loss_usd", "term_served", "term_ordered"])[0] == "term_ordered"


def test_the_closest_name_comes_first() -> None:
    assert nearest("term_orderd", ["term_older", "term_ordered", "cimt"])[0] == "term_ordered"


def test_names_that_go_on_where_one_ends_come_first() -> None:
    valid = ["pa-35-780-113-a-33", "pa-35-780-113-a-30-marijuana", "pa-35-780-113-a-30-other"]

    assert nearest("pa-35-780-113-a-30", valid)[:2] == ("pa-35-780-113-a-30-marijuana", "pa-35-780-113-a-30-other")


def test_nothing_close_is_nothing_offered() -> None:
    assert nearest("zzz", ["term_ordered", "cimt"]) == ()


def test_a_text_that_is_no_name_is_not_compared_at_all() -> None:
    assert nearest("a" * 100_000, ["a" * 100_000]) == ()


def test_no_more_names_than_asked_for() -> None:
    valid = [f"pa-18-39{number}" for number in range(10, 60)]

    assert len(nearest("pa-18-3999", valid)) == 5
    assert len(nearest("pa-18-3999", valid, limit=2)) == 2
    assert nearest("pa-18-3999", valid, limit=0) == ()


NAMES = st.text(alphabet="abc_-1", min_size=1, max_size=8)


@given(NAMES, st.lists(NAMES, max_size=8))
def test_the_names_offered_are_valid_and_do_not_depend_on_order(name: str, valid: list[str]) -> None:
    offered = nearest(name, valid)

    assert set(offered) <= set(valid)
    assert len(set(offered)) == len(offered)
    assert offered == nearest(name, reversed(valid))


@given(NAMES, st.lists(NAMES, max_size=4))
def test_a_valid_name_is_always_among_its_nearest(name: str, valid: list[str]) -> None:
    assert name in nearest(name, [name, *valid], limit=len(valid) + 1)


@pytest.mark.parametrize(
    ("name", "valid", "told"),
    [
        ("sur", ("sure", "open"), "did you mean `sure`?"),
        ("x", ("sure", "open"), "one of `sure`, `open`"),
        ("x", ("sure",), "only `sure` can stand here"),
        ("x", (), ""),
        ("x", tuple(f"name{number}" for number in range(15)), ""),
    ],
)
def test_a_short_list_is_shown_where_no_name_is_near(name: str, valid: tuple[str, ...], told: str) -> None:
    assert offered(name, valid) == told


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("verdict", "unknown verdict `x`"),
        ("kind of row", "unknown kind of row `x`"),
        ("word for `inchoate`", "unknown word `x` for `inchoate`"),
        ("detail of `removable`", "unknown detail `x` of `removable`"),
    ],
)
def test_an_unknown_name_stands_before_what_it_belongs_to(kind: str, told: str) -> None:
    assert unknown(kind, "x") == told


def test_a_name_in_other_capitals_is_the_one_that_was_meant() -> None:
    assert nearest("PA_18-5503", ("pa-18-5503", "pa-18-5504")) == ("pa-18-5503",)
