"""Scenario paths such as `pleas[0].counts[1].facts.loss_usd`, followed and changed in plain data."""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import copy
from typing import Any

_PART = re.compile(r"([^.\[\]]+)|\[(\d+)\]")

#: A value that takes a key away instead of setting it.
ABSENT = object()


def parts_of(path: str) -> tuple[str | int, ...]:
    """Return a path's keys and numbers."""
    return tuple(int(number) if number else name for name, number in _PART.findall(path))


def changed(data: dict[str, Any], changes: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """Return a scenario's plain data with some values set; missing mappings on the way are made.

    What lies on the way to a change is copied, what does not is shared with the data given.
    """
    for path, value in changes:
        data = _changed(data, parts_of(path), value)
    return data


def _changed(here: Any, parts: Sequence[str | int], value: Any) -> Any:
    first, *rest = parts
    made = copy(here)
    if rest:
        made[first] = _changed(_inside(here, first), rest, value)
    elif value is ABSENT:
        made.pop(first, None)
    else:
        made[first] = value
    return made


def _inside(here: Any, part: str | int) -> Any:
    if isinstance(part, str) and isinstance(here, dict) and not isinstance(here.get(part), dict | list):
        return {}
    return here[part]
