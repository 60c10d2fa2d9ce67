"""Bytes for other programs."""

from __future__ import annotations

import json
from typing import Any

import pytest

from advisor.render.machine import json_bytes

from .sample_report import sample_report


def turned(value: Any) -> Any:
    """Return the same document with the keys of every mapping in the opposite order."""
    if isinstance(value, dict):
        return {key: turned(value[key]) for key in reversed(value)}
    return [turned(item) for item in value] if isinstance(value, list) else value


def test_the_order_in_which_a_report_was_built_leaves_no_trace() -> None:
    assert json_bytes(turned(sample_report())) == json_bytes(sample_report())


def test_the_bytes_are_the_report() -> None:
    assert json.loads(json_bytes(sample_report())) == sample_report()


def test_the_schema_and_the_disclaimer_come_first() -> None:
    lines = json_bytes(sample_report()).decode().splitlines()

    assert lines[1] == '  "schema": "plea-advisor/report/1",'
    assert lines[2] == '  "disclaimer": "For education only. Not legal advice.",'


def test_the_text_is_utf_8_and_ends_with_one_line_break() -> None:
    data = json_bytes({"citation": "18 Pa.C.S. § 3929"})

    assert "§".encode() in data
    assert data.endswith(b"}\n")


def test_half_a_surrogate_pair_is_escaped() -> None:
    assert json.loads(json_bytes({"title": "\ud800"})) == {"title": "\ud800"}


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_number_that_json_lacks_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="Out of range"):
        json_bytes({"days": value})
