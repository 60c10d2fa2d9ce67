"""The house as built: imports point one way, each foreign library has one door, sizes are kept."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "advisor"
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "_compiled" not in path.parts)

#: Rooms from the bottom of the house to the top. A module may import from its own room and from those above it here.
FLOORS: tuple[tuple[str, ...], ...] = (
    ("wording",),
    ("errors",),
    ("days", "document"),
    ("terms", "reading"),
    ("findings", "scenario_values", "paths"),
    ("scenario_parts", "scenario_checks"),
    ("scenario",),
    ("scenario_reading",),
    ("law",),
    ("measures",),
    ("engines",),
    ("rows", "classified", "phrases", "derivation"),
    ("walker", "candidates", "menu"),
    ("concluding", "questions", "coverage", "report"),
    ("ranking", "counterfactuals"),
    ("case", "factors", "swaps", "counsel"),
    ("discretion",),
    ("explain", "render"),
    ("assess",),
    ("comparing",),
    ("cli", "testing"),
)
#: Each foreign library and the modules that may import it.
DOORS = {
    "durable_rules_engine": ("engines/rete.py",),
    "durable": (),
    "yaml": ("reading.py",),
    "polars": ("engines/column",),
    "numpy": ("engines/column",),
    "pydantic": ("scenario", "measures/person.py"),
    "pydantic_core": ("scenario",),
    "typer": ("cli/",),
    "click": ("cli/",),
    "rich": ("render/", "cli/"),
    "hypothesis": ("testing/",),
    "pytest": ("testing/",),
}
#: Longer than 300 lines, with the reason.
LONG: dict[str, str] = {}


def _room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "import_module" and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value


def _floor(room: str) -> int:
    return next(number for number, rooms in enumerate(FLOORS) if room in rooms)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_one_way(path: Path) -> None:
    room = _room(path)
    if room == "__init__":
        return
    for module in _imports(path):
        parts = module.split(".")
        if parts[0] == "advisor" and len(parts) > 1 and parts[1] != room:
            assert _floor(parts[1]) <= _floor(room), f"{room} imports {module}"


def test_every_room_has_a_floor() -> None:
    known = {room for rooms in FLOORS for room in rooms}

    assert {_room(path) for path in MODULES} - {"__init__"} <= known


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_foreign_library_has_one_door(path: Path) -> None:
    name = path.relative_to(PACKAGE).as_posix()
    for module in _imports(path):
        library = module.split(".")[0]
        if library in DOORS:
            assert any(name.startswith(door) for door in DOORS[library]), f"{name} imports {library}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_keeps_its_size(path: Path) -> None:
    name = path.relative_to(PACKAGE).as_posix()
    lines = len(path.read_text("utf-8").splitlines())

    assert lines <= 300 or name in LONG, f"{name} has {lines} lines"


def test_python_knows_no_statute() -> None:
    """No section, grade boundary or dollar figure of the law stands in the code outside docstrings and help texts."""
    banned = ("3929", "780-113", "10000.", "237(a)", "212(a)", "101(a)", "1227", "1182", "bovkun", "-3d-cir-", "-bia-")
    for path in MODULES:
        if _room(path) in ("testing", "cli", "render", "__init__"):
            continue
        tree = ast.parse(path.read_text("utf-8"))
        told = {id(node.body[0].value) for node in ast.walk(tree)
                if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and node.body
                and isinstance(node.body[0], ast.Expr)}  # fmt: skip
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
                for word in banned:
                    assert word not in node.value, f"{path.relative_to(PACKAGE)}: {node.value!r}"
