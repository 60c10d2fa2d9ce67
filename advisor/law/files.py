"""Where the law files are: beside the package in a checkout, inside it in a wheel, and a user's own before both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from advisor.errors import LawFileError, Problem

_PACKAGE = Path(__file__).resolve().parent
#: In a wheel the law files and their compiled form lie here.
_INSIDE = _PACKAGE / "_files"
COMPILED = _PACKAGE / "_compiled"
#: The folders of law files below a root.
FOLDERS = ("rules", "charges")
#: The tables of authorities.
AUTHORITIES = tuple(f"rules/authorities/{kind}.yaml" for kind in ("statutes", "regulations", "cases", "policies"))


def shipped_root() -> Path:
    """Return the folder that holds `rules` and `charges`.

    Raises:
        LawFileError: Neither the package nor the checkout holds them.
    """
    for root in (_INSIDE, _PACKAGE.parent.parent):
        if (root / "rules").is_dir() and (root / "charges").is_dir():
            return root
    raise LawFileError("the law files are missing", file="rules")


def roots_of(own: Path | None) -> tuple[Path, ...]:
    """Return the folders that hold law files, a user's own first.

    Raises:
        LawFileError: A folder holds none.
    """
    if own is None:
        return (shipped_root(),)
    if not any((own / folder).is_dir() for folder in FOLDERS):
        help_text = "name the folder in which one of them lies"
        raise LawFileError.of([Problem(str(own), "the folder holds neither `rules` nor `charges`", help_text)])
    return own, shipped_root()


def stray_files(roots: Iterable[Path]) -> Iterator[str]:
    """Yield the files below some roots that nothing reads, though they lie among law files."""
    for root in roots:
        for folder in FOLDERS:
            for path in sorted((root / folder).rglob("*")):
                if path.is_file() and path.suffix != ".yaml" and path.name != "README.md":
                    yield relative_name(path, root)


def law_files(root: Path) -> Iterator[Path]:
    """Yield every law file below a root, in a fixed order."""
    for folder in FOLDERS:
        yield from sorted((root / folder).rglob("*.yaml"))


def relative_name(path: Path, root: Path) -> str:
    """Return how messages and reports call a law file: `rules/2-grounds/...`."""
    return path.relative_to(root).as_posix()
