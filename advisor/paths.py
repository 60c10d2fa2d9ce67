"""Scenario paths such as `pleas[0].counts[1].facts.loss_usd`, followed and changed in plain data."""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy
from typing import Any

_PART = re.compile(r"([^.\[\]]+)|\[(\d+)\]")

#: A value that takes a key away instead of setting it.
ABSENT = object()


def parts_of(path: str) -> tuple[str | int, ...]:
    """Return a path's keys and numbers."""
    return tuple(int(number) if number else name for name, number in _PART.findall(path))


def changed(data: dict[str, Any], changes: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """Return a copy of a scenario's plain data with some values set; missing mappings on the way are made."""
    copy = deepcopy(data)
    for path, value in changes:
        *way, last = parts_of(path)
        here: Any = copy
        for part in way:
            here = _step(here, part)
        if value is ABSENT:
            here.pop(last, None)
        else:
            here[last] = value
    return copy


def _step(here: Any, part: str | int) -> Any:
    if isinstance(part, str) and isinstance(here, dict) and not isinstance(here.get(part), dict | list):
        here[part] = {}
    return here[part]
