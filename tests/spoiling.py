"""Ways to spoil a document: its tree (keys, values, their places) and its bytes."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from hypothesis import strategies as st

from advisor.document import PathInDocument

#: Words that mean something somewhere, and so are the likeliest to stand where they mean nothing or too much.
WORDS = (
    "", "no", "yes", "none", "open", "certain", "unspecified", "lpr", "usc", "M1", "felony", "pa-18-3929-a-1", "pa-18-901",
    "pa-18-3922", "guilty", "ard", "pardon", "convicted", "charged", "cimt", "364 days", "12 to 6 months", "life", "0 days",
    "99999 years", "2015", "2015-06", "2026-02-30", "1950-01-01", "9999-12-31", "0001-01-01", "as_of", "one_year_term",
    "conviction", "term_ordered", "ina-101-a-43-g", "a: b", "\u202e", "\x00", "x" * 500, "`", "\ud800",
)  # fmt: skip
KEYS = (
    "status", "offense", "grade", "facts", "counts", "priors", "sentence", "confinement", "classified", "others", "id",
    "fact", "finding", "category", "is", "at_least", "when", "unless", "all", "any", "versions", "authority", "otherwise",
    "split", "words", "needs", "", "0", "a.b[1]",
)  # fmt: skip
#: Pieces of YAML and JSON, and bytes that are neither.
PIECES = (
    b"\t", b"\x00", b"\xff", b"&a ", b"*a", b"<<: ", b"!!python/name:x ", b"{", b"}", b"[", b"]", b",", b": ", b":", b"- ",
    b"-", b"\n", b"\n\n", b"\r", b"  ", b"'", b'"', b"|", b">", b"#", b"%", b"---\n", b"...\n", b"? ", b"`", b"@", b"\\",
    b"\xe2\x80\xae", b"\xef\xbb\xbf", b"null", b"~", b"true", b".nan", b"1e999", b"0x1f", b"0777",
)  # fmt: skip

_scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 400),
    st.sampled_from((10**9, -(10**12), 10**17, 2.5, 0.001, -0.5, 1e12)),
    st.sampled_from(WORDS),
    st.text(max_size=8),
)
_values = st.recursive(
    _scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=3),
    max_leaves=4,
)


def places(tree: object, path: PathInDocument = ()) -> Iterator[PathInDocument]:
    """Yield the path of every key and item of a tree."""
    parts = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for part, inner in parts:
        yield (*path, part)
        yield from places(inner, (*path, part))


def at(tree: Any, path: PathInDocument) -> Any:
    for part in path:
        tree = tree[part]
    return tree


@st.composite
def spoilt_trees(draw: st.DrawFn, tree: Any, most: int = 3) -> Any:
    """Draw a tree with a few of its keys and values taken away, doubled, renamed, swapped or replaced."""
    spoilt = deepcopy(tree)
    for _ in range(draw(st.integers(1, most))):
        found = list(places(spoilt))
        if not found:
            return draw(_values)
        *way, last = draw(st.sampled_from(found))
        _spoil(draw, spoilt, at(spoilt, tuple(way)), last, found)
    return spoilt


def _spoil(draw: st.DrawFn, tree: Any, here: Any, last: str | int, found: list[PathInDocument]) -> None:
    act = draw(st.sampled_from(("replace", "delete", "rename", "double", "copy", "nest")))
    if act == "delete":
        del here[last]
    elif act == "rename" and isinstance(here, dict):
        letters = str(last)
        new = draw(st.sampled_from((*KEYS, letters[:-1], letters + "s", letters[1:] + letters[:1])))
        here[new] = here.pop(last)
    elif act == "double" and isinstance(here, list) and isinstance(last, int):
        here.insert(last, deepcopy(here[last]))
    elif act == "copy":
        here[last] = deepcopy(at(tree, draw(st.sampled_from(found))))
    elif act == "nest":
        here[last] = draw(st.sampled_from(([here[last]], {"is": here[last]}, [[here[last]]])))
    else:
        here[last] = draw(_values)


@st.composite
def spoilt_bytes(draw: st.DrawFn, data: bytes, most: int = 3) -> bytes:
    """Draw a text with a few of its bytes and lines cut off, put in, taken away, doubled or moved."""
    for _ in range(draw(st.integers(1, most))):
        place = draw(st.integers(0, len(data)))
        act = draw(st.sampled_from(("insert", "delete", "replace", "line", "cut")))
        if act == "cut":
            data = data[:place]
        elif act == "line":
            data = _with_a_line_moved(draw, data)
        else:
            piece = b"" if act == "delete" else draw(st.sampled_from(PIECES) | st.binary(min_size=1, max_size=3))
            end = place if act == "insert" else min(len(data), place + draw(st.integers(1, 12)))
            data = data[:place] + piece + data[end:]
    return data


def _with_a_line_moved(draw: st.DrawFn, data: bytes) -> bytes:
    lines = data.splitlines(keepends=True)
    if not lines:
        return data
    index = draw(st.integers(0, len(lines) - 1))
    line = lines.pop(index)
    put = draw(st.sampled_from(("nowhere", "twice", "elsewhere", "deeper", "shallower")))
    if put == "twice":
        lines[index:index] = [line, line]
    elif put == "elsewhere":
        lines.insert(draw(st.integers(0, len(lines))), line)
    elif put in ("deeper", "shallower"):
        lines.insert(index, b"  " + line if put == "deeper" else line.removeprefix(b"  "))
    return b"".join(lines)
