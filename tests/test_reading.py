"""The reader takes a narrow YAML and JSON, knows every line, and never fails but by saying what is wrong."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from advisor.document import MOST_BYTES, MOST_DEPTH, MOST_PROBLEMS, MOST_VALUES
from advisor.errors import AdvisorError, LawFileError, ScenarioError
from advisor.reading import Node, path_text, read_document, read_text_document


def read(text: str | bytes, name: str = "s.yaml") -> Any:
    """Return the value of a document."""
    return read_text_document(text, name).value


def problems(text: str | bytes, name: str = "s.yaml") -> list[str]:
    """Return what is wrong with a document, each as `place: message`, without the help."""
    with pytest.raises(ScenarioError) as caught:
        read_text_document(text, name)
    return [f"{problem.place}: {problem.message}" for problem in caught.value.problems]


@pytest.fixture(params=["libyaml", "pure Python"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Run a test with the fast parser, and with the slow one that stands in where the fast one is not installed."""
    if request.param == "libyaml" and not yaml.__with_libyaml__:
        pytest.skip("PyYAML was built without libyaml")
    monkeypatch.setattr(yaml, "__with_libyaml__", request.param == "libyaml")
    return str(request.param)


# --- what scalars mean ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("yes", "yes"),
        ("no", "no"),
        ("on", "on"),
        ("off", "off"),
        ("True", "True"),
        ("NO", "NO"),
        ("y", "y"),
        ("0", 0),
        ("12", 12),
        ("-3", -3),
        ("+3", 3),
        ("0.5", 0.5),
        (".5", 0.5),
        ("5.", 5.0),
        ("1e3", 1000.0),
        ("-1.5E-2", -0.015),
        ("999999999999999999", 999999999999999999),
        ("007", "007"),
        ("0x1f", "0x1f"),
        ("0o17", "0o17"),
        ("1_000", "1_000"),
        ("1,000", "1,000"),
        ("12:30", "12:30"),
        ("2015-06-02", "2015-06-02"),
        ("2015-06", "2015-06"),
        ("2001-12-14t21:59:43Z", "2001-12-14t21:59:43Z"),
        ("2015", 2015),
        ("nan", "nan"),
        ("inf", "inf"),
        ("1e", "1e"),
        ("+", "+"),
        (".", "."),
        ("'true'", "true"),
        ('"12"', "12"),
        ("''", ""),
        ('"~"', "~"),
        ("'.nan'", ".nan"),
        ("364 days", "364 days"),
        ("18 Pa.C.S. § 3929", "18 Pa.C.S. § 3929"),
        ("=", "="),
        ("Infinite", "Infinite"),
    ],
)
def test_a_scalar_means_only_what_it_plainly_says(parser: str, text: str, value: object) -> None:
    found = read(f"a: {text}\n")["a"]

    assert (type(found), found) == (type(value), value)


def test_an_empty_value_is_nothing(parser: str) -> None:
    assert read("a:\nb: 1\nc:\n  -\n") == {"a": None, "b": 1, "c": [None]}


def test_block_texts_keep_their_lines(parser: str) -> None:
    assert read("a: |\n  one\n  no\nb: >\n  two\n  three\n") == {"a": "one\nno\n", "b": "two three\n"}


def test_a_fraction_may_be_as_long_as_computers_write_it() -> None:
    assert read("0." + "1" * 38, "s.json") == 0.1111111111111111
    assert len(problems("0." + "1" * 39, "s.json")) == 1


@pytest.mark.parametrize(
    "text",
    [
        ".nan",
        ".NaN",
        "NaN",
        ".inf",
        "-.inf",
        "+.INF",
        "Infinity",
        "-Infinity",
        "1e999",
        "-1e999",
        "1000000000000000000",
        "1" * 5000,
        "0." + "1" * 50,
    ],
)
def test_what_is_no_usable_number_is_refused(parser: str, text: str) -> None:
    assert len(problems(f"x: 1\na: {text}\n")) == 1
    assert problems(f"x: 1\na: {text}\n")[0].startswith("s.yaml:2: `")
    assert problems(f"x: 1\na: {text}\n")[0].endswith("` is not a number that can be used")


# --- what is refused --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: 2\na: 3\n", ["s.yaml:3: the key `a` is given twice"]),
        ("a: {b: 1, 'b': 2}\n", ["s.yaml:1: the key `b` is given twice"]),
        ("a: 1\na: 2\na: 3\n", ["s.yaml:2: the key `a` is given twice", "s.yaml:3: the key `a` is given twice"]),
        (
            "a: &x 1\nb: *x\n",
            ["s.yaml:1: anchors and aliases are not allowed", "s.yaml:2: anchors and aliases are not allowed"],
        ),
        ("a: &x {b: 1}\n", ["s.yaml:1: anchors and aliases are not allowed"]),
        ("a: &x [1]\n", ["s.yaml:1: anchors and aliases are not allowed"]),
        ("*x : 1\n", ["s.yaml:1: anchors and aliases are not allowed"]),
        ("a: *\n", ["s.yaml:1: anchors and aliases are not allowed"]),
        ("<<: {a: 1}\n", ["s.yaml:1: merge keys are not allowed"]),
        ("b:\n  <<: [{a: 1}]\n", ["s.yaml:2: merge keys are not allowed"]),
        (
            "a: !!python/object/apply:os.system [ls]\n",
            ["s.yaml:1: the tag `tag:yaml.org,2002:python/object/apply:os.system` is not allowed"],
        ),
        ("a: !!str 1\n", ["s.yaml:1: the tag `tag:yaml.org,2002:str` is not allowed"]),
        ("a: !mine {b: 1}\n", ["s.yaml:1: the tag `!mine` is not allowed"]),
        ("a: ! 12\n", ["s.yaml:1: the tag `!` is not allowed"]),
        ("a: !<x\n", ["s.yaml:1: tags are not allowed"]),
        ("%YAML 1.1\n---\na: 1\n", ["s.yaml:1: directives are not allowed"]),
        ("%TAG ! tag:example.org,2000:\n---\na: 1\n", ["s.yaml:1: directives are not allowed"]),
        ("--- a\n--- b\n", ["s.yaml:2: text after the end of the document"]),
        ("a: 1\n...\nb: 1\n", ["s.yaml:3: text after the end of the document"]),
        ("1: a\n", ["s.yaml:1: the key `1` is not a text"]),
        ("true: a\n", ["s.yaml:1: the key `true` is not a text"]),
        ("null: a\n", ["s.yaml:1: the key `null` is not a text"]),
        ("1.5: a\n2.5: b\n", ["s.yaml:1: the key `1.5` is not a text", "s.yaml:2: the key `2.5` is not a text"]),
        ("? [a, b]\n: c\n", ["s.yaml:1: the key with several parts is not a text"]),
        ("? {a: {b: c}}\n: c\nd: 1\n", ["s.yaml:1: the key with several parts is not a text"]),
        ("{a:1}\n", ["s.yaml:1: the key `a:1` in braces has no value"]),
        (
            "a: {b: , c}\n",
            ["s.yaml:1: the key `b` in braces has no value", "s.yaml:1: the key `c` in braces has no value"],
        ),
        ("a:\n\tb: 1\n", ["s.yaml:2: a tab in the indentation"]),
        ("a: @x\n", ["s.yaml:1: no value can begin with `@`"]),
        ("a: `x`\n", ["s.yaml:1: no value can begin with a backtick"]),
        ("a: %x\n", ["s.yaml:1: no value can begin with `%`"]),
        ("a: b: c\n", ["s.yaml:1: a colon stands where no key can stand"]),
        ("x: 1\na: [1, 2\n\n\n", ["s.yaml:2: a bracket is never closed, or a comma is missing"]),
        ("a: {b: 1\n", ["s.yaml:1: a bracket is never closed, or a comma is missing"]),
        ("x: 1\na: 'b\n\n", ["s.yaml:2: a quotation mark is opened and never closed"]),
        ("a: 1\nb\n", ["s.yaml:2: a key without a colon"]),
        ("a:\n  - 1\n - 2\n", ["s.yaml:3: the line does not fit those above it"]),
        ("a: 'it's'\n", ["s.yaml:1: the line does not fit those above it"]),
        ('a: "\\q"\n', ["s.yaml:1: unknown escape in double quotes"]),
        ("]\n", ["s.yaml:1: a value is missing"]),
        ('a: "\\e[2J"\n', ["s.yaml:1: the character U+001B is not allowed"]),
        ('a: "\\0"\n', ["s.yaml:1: the character U+0000 is not allowed"]),
        ("a: x\nb: '\u202e'\n", ["s.yaml:2: the character U+202E is not allowed"]),
        ("a: x\nb: \x1b\n", ["s.yaml:2: the character U+001B is not allowed"]),
        ("a: x\u2028b: 1\n", ["s.yaml:1: the character U+2028 is not allowed"]),
        ('a: "b\n  \\q"\n', ["s.yaml:2: unknown escape in double quotes"]),
        ("a: [1,\n  ,]\n", ["s.yaml:2: a value is missing"]),
        ("# c\n%YAML x\n---\na: 1\n", ["s.yaml:2: directives are not allowed"]),
        ("\n\x1ba: 1\n", ["s.yaml:2: the character U+001B is not allowed"]),
        (b"\n\xff", ["s.yaml:2: the document is not written in UTF-8"]),
        ("", ["s.yaml: the document is empty"]),
        (" \n\n", ["s.yaml: the document is empty"]),
        ("# a comment\n", ["s.yaml: the document is empty"]),
        ("\ufeff", ["s.yaml: the document is empty"]),
        (b"a: x\nb: \xff\n", ["s.yaml:2: the document is not written in UTF-8"]),
        ("a: 1\n".encode("utf-16"), ["s.yaml:1: the document is not written in UTF-8"]),
        ("a: \ud800\n", ["s.yaml:1: the document is not written in UTF-8"]),
    ],
)
def test_what_is_not_allowed_is_named_with_its_line(parser: str, text: str | bytes, expected: list[str]) -> None:
    assert problems(text) == expected


def test_unlike_problems_are_shown_together() -> None:
    assert problems("a: 1\na: 2\nb: &x .nan\n3: !t x\n") == [
        "s.yaml:2: the key `a` is given twice",
        "s.yaml:3: anchors and aliases are not allowed",
        "s.yaml:3: `.nan` is not a number that can be used",
        "s.yaml:4: the key `3` is not a text",
        "s.yaml:4: the tag `!t` is not allowed",
    ]


def test_a_doubled_key_says_where_the_first_one_stands() -> None:
    with pytest.raises(ScenarioError) as caught:
        read_text_document("a: 1\n\nb: 2\na: 3\n", "s.yaml")

    assert str(caught.value) == "s.yaml:4: the key `a` is given twice\nhelp: it stands first in line 1"


def test_the_same_key_in_different_mappings_is_no_doubled_key(parser: str) -> None:
    assert read("a: {b: 1}\nc: {b: 1}\nd: [{b: 1}, {b: 1}]\n")["d"] == [{"b": 1}, {"b": 1}]


def test_a_quoted_merge_sign_is_an_ordinary_key_and_an_unquoted_one_an_ordinary_value(parser: str) -> None:
    assert read("'<<': {a: 1}\nb: <<\n") == {"<<": {"a": 1}, "b": "<<"}


def test_problems_are_cut_where_they_help_nobody() -> None:
    assert len(problems("a: .nan\n" * 1000)) == MOST_PROBLEMS


# --- bounds -----------------------------------------------------------------------------------------------------------


def test_the_limits_are_what_they_are_said_to_be() -> None:
    assert (MOST_BYTES, MOST_DEPTH, MOST_VALUES) == (2 * 2**20, 60, 200_000)


@pytest.mark.parametrize("name", ["s.yaml", "s.json"])
def test_depth_is_allowed_up_to_the_limit_and_refused_beyond(name: str) -> None:
    assert read("[" * MOST_DEPTH + "1" + "]" * MOST_DEPTH, name)
    deeper = "[" * (MOST_DEPTH + 1) + "1" + "]" * (MOST_DEPTH + 1)

    assert problems(deeper, name) == [f"{name}:1: the document is nested more than {MOST_DEPTH} levels deep"]


@pytest.mark.parametrize(
    "text", ["[" * 200_000, '{"a":' * 200_000, "{" * 200_000, "- " * 200_000, "a: " + "[" * 200_000]
)
def test_the_deepest_document_is_refused_at_once(text: str) -> None:
    begun = time.perf_counter()
    found = problems("# deep\n" + text)

    assert any(problem.startswith("s.yaml:2") for problem in found)
    assert any(f"more than {MOST_DEPTH} levels deep" in problem for problem in found)
    assert time.perf_counter() - begun < 5


def test_a_document_of_the_largest_size_is_read_and_a_larger_one_is_not() -> None:
    most = "a: " + "x" * (MOST_BYTES - 3)

    assert len(read(most)["a"]) == MOST_BYTES - 3
    assert problems(most + "x") == ["s.yaml: the document is larger than 2 MiB"]
    assert problems((most + "x").encode()) == ["s.yaml: the document is larger than 2 MiB"]


def test_size_is_counted_in_bytes() -> None:
    assert problems("a: " + "é" * (MOST_BYTES // 2)) == ["s.yaml: the document is larger than 2 MiB"]


def test_more_values_than_anybody_writes_are_refused() -> None:
    assert len(read("[" + "1," * (MOST_VALUES - 2) + "1]")) == MOST_VALUES - 1
    found = problems("[" + "1," * (MOST_VALUES - 1) + "1]")

    assert found == [f"s.yaml:1: the document holds more than {MOST_VALUES} values"]


def test_the_billion_laughs_are_refused_before_anything_is_built() -> None:
    text = "a: &a [x, x]\n" + "".join(
        f"{new}: &{new} [*{old}, *{old}]\n" for old, new in zip("abcdefg", "bcdefgh", strict=True)
    )

    assert {problem.partition(": ")[2] for problem in problems(text)} == {"anchors and aliases are not allowed"}


# --- JSON -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["s.json", "S.JSON", "s.yaml", "-"])
def test_json_is_read_whatever_the_name(name: str) -> None:
    text = '{\n\t"a": [1, -2.5, 1E3, true, false, null],\n\t"b":{"c":"\\u00e9\\ud83d\\ude00\\/","on":"no"}\n}'

    assert read(text, name) == {"a": [1, -2.5, 1000.0, True, False, None], "b": {"c": "é😀/", "on": "no"}}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"a": 1,\n"b": 2,}', ["s.json:2: invalid JSON at column 8: a key in double quotes is missing"]),
        ('{"a": 1\n"b": 2}', ["s.json:2: invalid JSON at column 1: a comma or a closing bracket is missing"]),
        ('{"a" 1}', ["s.json:1: invalid JSON at column 6: a colon is missing"]),
        ('{"a": }', ["s.json:1: invalid JSON at column 7: a value is missing"]),
        ("{a: 1}", ["s.json:1: invalid JSON at column 2: a key in double quotes is missing"]),
        ('{"a": 1} x', ["s.json:1: invalid JSON at column 10: text after the end of the document"]),
        ('{"a": "b', ["s.json:1: invalid JSON at column 7: a quotation mark is opened and never closed"]),
        ('{"a": "b\n"}', ["s.json:1: invalid JSON at column 9: a text must end on the line on which it begins"]),
        ('{"a": "\\q"}', ["s.json:1: invalid JSON at column 8: unknown escape"]),
        ('{"a": "\\u12"}', ["s.json:1: invalid JSON at column 9: unknown escape"]),
        ('{"a": 1,\n"a": 2}', ["s.json:2: the key `a` is given twice"]),
        ('{"a": 1, "\\u0061": 2}', ["s.json:1: the key `a` is given twice"]),
        (
            '{"a": NaN, "b": -Infinity}',
            [
                "s.json:1: `NaN` is not a number that can be used",
                "s.json:1: `-Infinity` is not a number that can be used",
            ],
        ),
        ('{"a": 1e999}', ["s.json:1: `1e999` is not a number that can be used"]),
        ('{"a": "\\u001b"}', ["s.json:1: the character U+001B is not allowed"]),
        ('{"a": "\\ud83d"}', ["s.json:1: the character U+D83D is not allowed"]),
        ("a: 1", ["s.json:1: invalid JSON at column 1: a value is missing"]),
        ("", ["s.json: the document is empty"]),
    ],
)
def test_wrong_json_is_named_with_its_line(text: str, expected: list[str]) -> None:
    assert problems(text, "s.json") == expected


def test_broken_json_of_unknown_origin_is_explained_as_yaml() -> None:
    assert problems('{"a": [1, 2', "-") == ["-:1: a bracket is never closed, or a comma is missing"]


# --- lines ------------------------------------------------------------------------------------------------------------

SCENARIO = """\
# a comment
title: Retail theft
pleas:
  - id: offer
    counts:
      - offense: pa-18-3929-a-1
        sentence: {confinement: 6 to 12 months,
                   suspended: 0 days}
  - id: own
"""


def test_every_key_and_item_knows_its_line(parser: str) -> None:
    node = read_text_document(SCENARIO, "s.yaml")

    assert node.line("title") == 2
    assert node.line("pleas") == 3
    assert node.line("pleas", 0) == 4
    assert node.line("pleas", 0, "counts", 0, "sentence") == 7
    assert node.line("pleas", 0, "counts", 0, "sentence", "suspended") == 8
    assert node.line("pleas", 1, "id") == 9
    assert node.place("pleas", 1, "id") == "s.yaml:9"


def test_what_has_no_line_takes_that_of_the_nearest_thing_around_it() -> None:
    node = read_text_document(SCENARIO, "s.yaml")

    assert node.line("pleas", 0, "counts", 0, "grade") == 6
    assert node.line("pleas", 7, "id") == 3
    assert node.line("defendant", "status") == 2
    assert Node(None, {}, "s.yaml").line("a") == 1


def test_lines_are_counted_alike_whatever_ends_them() -> None:
    for end in ("\n", "\r\n", "\r"):
        node = read_text_document(SCENARIO.replace("\n", end), "s.yaml")

        assert node.line("pleas", 1, "id") == 9


def test_lines_of_json_are_known_too() -> None:
    node = read_text_document('\n{"a":\n [1,\n  {"b": "x\\ny"}],\n "c": 2}', "s.json")
    expected = {(): 2, ("a",): 2, ("a", 0): 3, ("a", 1): 4, ("a", 1, "b"): 4, ("c",): 5}

    assert node.lines == expected


def test_a_path_is_written_as_people_write_it() -> None:
    assert path_text(("pleas", 1, "counts", 0, "sentence", "confinement")) == "pleas[1].counts[0].sentence.confinement"
    assert path_text((0, "a")) == "[0].a"
    assert path_text(()) == ""


# --- files ------------------------------------------------------------------------------------------------------------


def test_a_file_is_read_and_named_by_its_path(tmp_path: Path) -> None:
    file = tmp_path / "s.yaml"
    file.write_bytes(b"\xef\xbb\xbfa: no\n")
    node = read_document(file)

    assert (node.value, node.name) == ({"a": "no"}, str(file))
    assert read_document(str(file), name="short.yaml").name == "short.yaml"


def test_files_that_cannot_be_read_are_explained(tmp_path: Path) -> None:
    for path, said in (
        (tmp_path / "none.yaml", "there is no such file"),
        (tmp_path, "a folder, not a file"),
        (tmp_path / "a\0b", "the file cannot be read"),
    ):
        with pytest.raises(ScenarioError, match=said):
            read_document(path)


def test_a_file_without_end_is_refused() -> None:
    if not Path("/dev/zero").exists():
        pytest.skip("there is no endless file on this system")
    with pytest.raises(ScenarioError, match="larger than 2 MiB"):
        read_document("/dev/zero")


def test_law_files_raise_the_error_of_law_files(tmp_path: Path) -> None:
    file = tmp_path / "theft.yaml"
    file.write_text("a: 1\na: 2\n", encoding="utf-8")
    with pytest.raises(LawFileError) as caught:
        read_document(file, name="rules/theft.yaml", error=LawFileError)

    assert (caught.value.exit_code, caught.value.file, caught.value.line) == (4, "rules/theft.yaml", 2)


def test_nothing_but_the_standard_library_is_imported_at_the_start() -> None:
    code = (
        "import sys; before = set(sys.modules); import advisor.errors, advisor.reading, advisor.terms;"
        "print([n for n in {m.partition('.')[0] for m in set(sys.modules) - before} - {'advisor'}"
        " if n not in sys.stdlib_module_names])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path(__file__).parent.parent
    )

    assert done.stdout.strip() == "[]"


# --- laws of the reader -----------------------------------------------------------------------------------------------

# Tab and line feed are the only control characters that a document may hold.
TEXTS = st.text(
    alphabet=st.characters(
        codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp", "Cf", "Cn", "Co"], include_characters="\n\t"
    ),
    max_size=12,
)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(10**17) + 1, 10**18 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXTS
)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4), max_leaves=20
)


class WithoutAliases(yaml.SafeDumper):  # type: ignore[misc]
    """Write a value twice where it occurs twice."""

    def ignore_aliases(self, data: Any) -> bool:
        """Return that nothing is to be shared."""
        return True


class Quoting(WithoutAliases):
    """Write every text in double quotes, so that no other reader's idea of a number or a date matters."""


Quoting.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"'))


def typed(value: Any) -> Any:
    """Return a value beside its types, since 1, 1.0 and True are equal in Python."""
    if isinstance(value, dict):
        return {key: typed(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [typed(inner) for inner in value]
    return type(value), value


@given(VALUES, st.sampled_from([None, 1, "\t"]), st.booleans())
def test_whatever_is_written_as_json_is_read_back(value: Any, indent: int | str | None, ascii_only: bool) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)

    assert typed(read(text, "s.json")) == typed(value)


@given(VALUES)
def test_json_under_another_name_means_the_same(value: Any) -> None:
    text = json.dumps([value])

    assert typed(read(text, "-")) == typed(read(text, "s.json"))


@given(VALUES, st.booleans())
def test_whatever_is_written_as_quoted_yaml_is_read_back(value: Any, in_brackets: bool) -> None:
    text = yaml.dump([value], Dumper=Quoting, default_flow_style=in_brackets, allow_unicode=True)

    assert typed(read(text)) == typed([value])


KEYS = st.text(alphabet="abcdef", min_size=1, max_size=5)
TREES = st.recursive(
    st.integers(0, 9),
    lambda inner: st.lists(inner, min_size=1, max_size=3) | st.dictionaries(KEYS, inner, min_size=1, max_size=3),
    max_leaves=15,
)


@given(st.dictionaries(KEYS, TREES, min_size=1, max_size=4), st.sampled_from(["yaml", "json"]))
def test_the_line_of_a_key_is_the_line_on_which_it_stands(tree: dict[str, Any], kind: str) -> None:
    text = (
        json.dumps(tree, indent=1)
        if kind == "json"
        else yaml.dump(tree, Dumper=WithoutAliases, default_flow_style=False)
    )
    node = read_text_document(text, f"s.{kind}")
    keys = {path: line for path, line in node.lines.items() if path and isinstance(path[-1], str)}

    assert keys
    for path, line in keys.items():
        assert f"{path[-1]}:" in text.splitlines()[line - 1].replace('"', "")
    assert list(node.lines.values()) == sorted(node.lines.values())


def outcome(text: str | bytes, name: str) -> object:
    """Return what reading a document comes to: its value, or the places of what is wrong."""
    try:
        node = read_text_document(text, name)
    except AdvisorError as error:
        assert error.exit_code == 3
        for problem in error.problems:
            assert problem.message[0] in "`" or problem.message[0].islower()
            assert "\n" not in str(problem).partition("\nhelp: ")[0]
            assert not problem.message.endswith(".")
            assert "yaml." not in problem.message.replace("tag:yaml.", "")
        return "refused"
    return typed(node.value)


MARKS = "ab01 \n\n:-,.[]{}&*!|>'\"%@`#?~<=\t\\ue"


@given(st.text(alphabet=MARKS, max_size=40), st.sampled_from(["s.yaml", "s.json"]))
def test_no_arrangement_of_marks_breaks_the_reader(text: str, name: str) -> None:
    outcome(text, name)


@given(st.binary(max_size=60) | st.text(max_size=60))
def test_no_bytes_and_no_text_break_the_reader(text: str | bytes) -> None:
    outcome(text, "s.yaml")


@given(st.text(alphabet=MARKS.replace("\t", ""), max_size=30))
def test_both_parsers_read_the_same(text: str) -> None:
    if not yaml.__with_libyaml__:
        pytest.skip("PyYAML was built without libyaml")
    fast = outcome(text, "s.yaml")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml, "__with_libyaml__", False)
        slow = outcome(text, "s.yaml")

    # Where one of them refuses, nothing is misread; they differ in how much of the bracket syntax they take.
    assert fast == slow or "refused" in (fast, slow)
