"""The page: width, encoding and colour follow from where the text goes."""

from __future__ import annotations

import io

import pytest

from advisor.render.page import Page, cells, page_for, sticky, write


class Terminal(io.TextIOWrapper):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def stream(encoding: str, terminal: bool = False) -> io.TextIOWrapper:
    return (Terminal if terminal else io.TextIOWrapper)(io.BytesIO(), encoding=encoding)


def test_a_pipe_has_80_columns_and_no_colour() -> None:
    assert page_for(stream("utf-8"), {}) == Page(width=80, colour=False, ascii_only=False)


@pytest.mark.parametrize(
    ("environment", "colour"),
    [({"TERM": "xterm"}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False), ({"NO_COLOR": ""}, True)],
)
def test_a_terminal_has_colour_unless_it_is_declined(environment: dict[str, str], colour: bool) -> None:
    # A Windows console says by this name that it understands colour.
    assert page_for(stream("utf-8", terminal=True), {"WT_SESSION": "1", **environment}).colour is colour


@pytest.mark.parametrize(("encoding", "ascii_only"), [("utf-8", False), ("ascii", True), ("latin-1", True)])
def test_signs_give_way_where_the_encoding_lacks_them(encoding: str, ascii_only: bool) -> None:
    assert page_for(stream(encoding), {}).ascii_only is ascii_only


def test_a_character_that_the_stream_lacks_does_not_stop_the_output() -> None:
    target = stream("ascii")
    write("§ 3929\n", target)
    target.flush()

    assert isinstance(target.buffer, io.BytesIO)
    assert target.buffer.getvalue() == b"? 3929\n"


def test_names_lose_their_marks_and_keep_their_letters_in_ascii() -> None:
    assert Page(ascii_only=True).clean("José Núñez, § 5 …") == "Jose Nunez, sec. 5 ..."


def test_a_citation_is_not_broken_between_lines() -> None:
    page = Page(width=20)
    lines = page.wrap(f"a ground under {sticky('INA 237(a)(2)')}", 20)

    assert page.finish(lines) == "a ground under\nINA 237(a)(2)\n"


def test_a_word_wider_than_the_line_is_cut() -> None:
    assert Page().wrap("abcdefgh ij", 3) == ["abc", "def", "gh", "ij"]


def test_a_long_id_is_broken_at_a_hyphen() -> None:
    assert Page().wrap("second-offer-with-a-long-name", 16) == ["second-offer-", "with-a-long-name"]


def test_a_tail_that_does_not_fit_takes_a_line_of_its_own() -> None:
    assert Page(width=10).with_tail(["123456"], "abc") == ["123456", "       abc"]
    assert Page(width=10).with_tail(["12345"], "abc") == ["12345  abc"]


@pytest.mark.parametrize(
    ("text", "width"), [("abc", 3), ("\x1b[1mabc\x1b[0m", 3), ("小売", 4), ("e\u0301", 1), ("■ no", 4)]
)
def test_cells(text: str, width: int) -> None:
    assert cells(text) == width
