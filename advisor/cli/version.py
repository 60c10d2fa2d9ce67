"""`plea --version`: which software, which law, which engine."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from advisor.errors import AdvisorError


def print_version() -> None:
    """Print the three versions that a report depends on; law that cannot be read does not hide the other two."""
    from advisor.render.catalogue import print_page

    lines = [
        f"plea-advisor {_installed('plea-advisor') or '(a checkout, not installed)'}",
        f"law {_law()}",
        f"engine durable-rules {_installed('durable-rules') or '(not installed)'}",
    ]
    print_page(lambda page: [line for text in lines for line in page.wrap(text, page.width)], note=False)


def _installed(distribution: str) -> str:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return ""


def _law() -> str:
    from advisor.law import load_law

    try:
        law = load_law()
    except AdvisorError:
        return "(cannot be read; try: plea law check)"
    return f"{law.version}, rules {law.rules_version}"
