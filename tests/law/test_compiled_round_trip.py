"""The compiled law: the same after it was written and read, made anew when a file changes, and never in the way."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.errors import LawFileError
from advisor.law import cache
from advisor.law.compiling import compile_law
from advisor.law.conditions import (
    AllOf,
    AnyOf,
    CategoryIs,
    Condition,
    FactCompares,
    FactIs,
    FindingIs,
    Not,
    from_plain,
    to_plain,
)
from advisor.law.files import shipped_root
from advisor.law.library import Law, law_of
from advisor.terms import parse_day

DAY = parse_day("2026-11-23").first
RULE = "rules/2-grounds/aggravated-felony/theft.yaml"
ROOT = Path(__file__).resolve().parents[2]
OFFENSE = "pa-18-3929-a-1"

NAMES = st.text("abc_", min_size=1, max_size=4)
OPTIONAL = st.none() | NAMES
SILENCE = st.sampled_from(["split", "unknown", "no"])
LINES = st.integers(0, 99)
LEAVES: st.SearchStrategy[Condition] = st.one_of(
    st.builds(CategoryIs, NAMES, LINES),
    st.builds(FindingIs, NAMES, OPTIONAL, st.booleans(), LINES),
    st.builds(FactIs, NAMES, st.frozensets(NAMES, min_size=1, max_size=3), SILENCE, OPTIONAL, LINES),
    st.builds(
        FactCompares, NAMES, st.sampled_from([">=", ">", "<=", "<"]), st.integers(), OPTIONAL, OPTIONAL, SILENCE,
        OPTIONAL, LINES,
    ),
)  # fmt: skip


def _branches(inner: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    parts = st.lists(inner, min_size=1, max_size=3).map(tuple)
    return st.builds(AllOf, parts, LINES) | st.builds(AnyOf, parts, LINES) | st.builds(Not, inner, LINES)


@given(st.recursive(LEAVES, _branches, max_leaves=8))
def test_a_condition_comes_back_as_it_was_written(condition: Condition) -> None:
    assert from_plain(json.loads(json.dumps(to_plain(condition)))) == condition


def test_loading_dumping_and_loading_is_the_identity() -> None:
    law = compile_law([shipped_root()])

    assert json.loads(json.dumps(law)) == law


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the law files with a room for the compiled form, as a checkout has them."""
    for folder in ("rules", "charges"):
        shutil.copytree(shipped_root() / folder, tmp_path / folder)
    monkeypatch.setattr(cache, "shipped_root", lambda: tmp_path)
    monkeypatch.setattr(cache, "COMPILED", tmp_path / "_compiled")
    return tmp_path


def rule_of(law: dict[str, Any]) -> dict[str, Any]:
    """Return the theft rule of a compiled law."""
    found: dict[str, Any] = next(rule for rule in law["rules"] if rule["file"] == RULE)
    return found


def test_what_is_kept_is_the_law_that_was_made(checkout: Path) -> None:
    made = cache.read_compiled()
    kept = cache.read_compiled()

    assert kept is not made
    assert kept["charges"] == {}
    first, second = Law(made, DAY), Law(kept, DAY)
    assert first.rules == second.rules
    assert first.thresholds == second.thresholds
    assert first.offense(OFFENSE) == second.offense(OFFENSE)
    assert first.dispositions == second.dispositions
    assert first.authorities == second.authorities
    assert first.library == second.library
    assert first.rules_version == second.rules_version


def test_the_law_is_parsed_once(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.read_compiled()
    monkeypatch.setattr("advisor.law.compiling.compile_law", lambda roots: pytest.fail("parsed again"))

    assert cache.read_compiled()["rules"]


def test_a_file_that_changed_is_read_again(checkout: Path) -> None:
    before = cache.read_compiled()
    file = checkout / RULE
    file.write_text(file.read_text("utf-8").replace("Theft offense with", "A theft offense with"), "utf-8")
    after = cache.read_compiled()

    assert rule_of(after)["title"].startswith("A theft offense")
    assert before["hash"] != after["hash"]


def test_a_file_of_the_same_size_that_changed_is_read_again(checkout: Path) -> None:
    cache.read_compiled()
    file = checkout / RULE
    seen = file.stat()
    file.write_text(file.read_text("utf-8").replace("Theft offense", "Thugs offense"), "utf-8")
    os.utime(file, ns=(seen.st_atime_ns, seen.st_mtime_ns + 1))

    assert rule_of(cache.read_compiled())["title"].startswith("Thugs")


def test_a_file_that_is_gone_is_gone(checkout: Path) -> None:
    cache.read_compiled()
    (checkout / "charges/pa/18/3929.1.yaml").unlink()

    assert "pa-18-3929-1" not in cache.read_compiled()["offenses"]


def test_the_hash_is_that_of_the_content_alone(checkout: Path) -> None:
    before = cache.read_compiled()["hash"]
    file = checkout / RULE
    os.utime(file, ns=(0, 0))

    assert cache.read_compiled()["hash"] == before


def test_what_was_kept_and_cannot_be_read_is_made_anew(checkout: Path) -> None:
    cache.read_compiled()
    (checkout / "_compiled" / "law.json").write_text("{", "utf-8")

    assert cache.read_compiled()["rules"]


def test_a_folder_that_cannot_be_written_is_no_hindrance(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: Any) -> None:
        raise PermissionError("read-only")

    # Not by file modes: whoever runs the tests as root may write everywhere.
    monkeypatch.setattr(cache, "_write", refuse)
    law = Law(cache.read_compiled(), DAY)

    assert law.offense(OFFENSE).id == OFFENSE
    assert law.authorities
    assert not (checkout / "_compiled").exists()


def test_broken_law_is_not_kept(checkout: Path) -> None:
    file = checkout / RULE
    text = file.read_text("utf-8")
    file.write_text(text.replace("category: theft", "category: thefts"), "utf-8")

    with pytest.raises(LawFileError) as caught:
        cache.read_compiled()

    assert caught.value.exit_code == 4
    file.write_text(text, "utf-8")
    assert cache.read_compiled()["rules"]


def test_a_user_s_own_files_go_first_and_are_not_kept(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    own = tmp_path_factory.mktemp("own")
    target = own / RULE
    target.parent.mkdir(parents=True)
    target.write_text((checkout / RULE).read_text("utf-8").replace("Theft offense", "Own theft offense"), "utf-8")

    ours = cache.read_compiled(own)
    assert rule_of(ours)["title"].startswith("Own theft")
    assert len(ours["rules"]) == len(cache.read_compiled()["rules"])
    assert rule_of(cache.read_compiled())["title"].startswith("Theft")


def test_a_folder_without_law_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LawFileError, match="holds neither"):
        cache.read_compiled(tmp_path)


def test_the_form_for_the_wheel_is_the_one_that_is_kept(
    checkout: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("wheel")
    cache.store_compiled(folder)
    cache.read_compiled()

    kept = {path.name: path.read_text("utf-8") for path in (checkout / "_compiled").iterdir()}
    assert {path.name: path.read_text("utf-8") for path in folder.iterdir()} == {
        name: text for name, text in kept.items() if name != "stamp.json"
    }


def test_one_law_serves_a_process() -> None:
    assert law_of(DAY) is law_of(DAY)


def test_a_kept_law_is_loaded_without_what_is_needed_to_read_files() -> None:
    program = (
        "import sys; from advisor.law import load_law; load_law('2026-11-23').offense('pa-18-3929-a-1');"
        "print(sorted({'yaml', 'pydantic', 'typer', 'advisor.law.checks', 'advisor.law.parsing'} & set(sys.modules)))"
    )
    # The first run may have to read the files; the second finds what the first kept.
    runs = [subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
            for _ in range(2)]  # fmt: skip

    assert runs[-1].stdout == "[]\n"
