"""A law with one file changed: a folder that is put before the shipped files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from advisor.law.files import shipped_root

Edit = tuple[str, str]
Edited = Callable[..., Path]


def shipped(name: str) -> str:
    """Return a shipped law file as it stands."""
    return (shipped_root() / name).read_text(encoding="utf-8")


@pytest.fixture
def edited(tmp_path: Path) -> Edited:
    """Return a function that copies a shipped file, changes texts in it, and returns the folder of the copy.

    A text that is not there is an error of the test, so that a change of the law cannot empty a test unseen.
    """

    def change(name: str, *edits: Edit, as_file: str = "") -> Path:
        text = shipped(name)
        for old, new in edits:
            assert old in text, f"{name} does not hold {old!r} any more"
            text = text.replace(old, new, 1)
        return write(as_file or name, text)

    def write(name: str, text: str) -> Path:
        target = tmp_path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
        return tmp_path

    return change


@pytest.fixture
def added(tmp_path: Path) -> Edited:
    """Return a function that writes a file of its own into the folder, and returns the folder."""

    def write(name: str, text: str) -> Path:
        target = tmp_path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
        return tmp_path

    return write
