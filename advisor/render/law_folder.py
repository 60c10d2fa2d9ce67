"""The whole law as a folder of Markdown pages: a page for each folder of rules and each section, and an index of both.

The text is that of `plea law show` and `plea charges show`. What the offenses of one section have in common is said
once, and so are the authorities that they lean on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

from advisor.law import cache
from advisor.law.coverage import rules_under, title_of
from advisor.law.library import Law, law_of
from advisor.render import words
from advisor.render.markdown import Block, blocks_of, escaped, page_of, section
from advisor.render.offense_page import offense_page
from advisor.render.rule_page import rule_page

_NOTE = (
    "For education only. Not legal advice. This page is generated from the law files: `plea law pages` writes it anew, "
    "and what is wrong in it is put right there."
)
#: Parts of an offense's page that are gathered at the end of its section.
_GATHERED = ("Authorities", "Cases")
_AT_THE_END = "Pages that showed the facts"
_EXCLUDED = "No, since the elements involve nothing of the kind"
_CATEGORIES = "categories.md"
#: A part that was said before is only referred to if saying it again takes more than this.
_SHORT = 160
_LAYERS = {
    "1-classification": "What a case is",
    "2-grounds": "Grounds",
    "3-consequences": "Consequences",
}


def law_folder(own: Path | None = None) -> dict[str, str]:
    """Return each page by its path in the folder, as of the day on which the library was last checked as a whole."""
    law = law_of(date.today(), own)
    law = law_of(date.fromisoformat(str(law.library["checked"]["date"])), own)
    pages = {path: _rules(path, entries, law) for path, entries in _by_folder(law).items()}
    files = [cache.read_charge_file(law.compiled, name) for name in law.compiled["charge_names"]]
    pages |= {_page_of_section(file): _section(file, law) for file in files}
    return {"README.md": _index(law, files), _CATEGORIES: _categories(law), **pages}


def write_law_folder(folder: Path, own: Path | None = None) -> tuple[int, list[Path]]:
    """Write every page into a folder, and remove pages in it whose rules or sections are gone.

    Returns:
        How many pages there are, and what was removed.
    """
    pages = law_folder(own)
    gone = [path for path in sorted(folder.rglob("*.md")) if path.relative_to(folder).as_posix() not in pages]
    for path in gone:
        if _NOTE in path.read_text("utf-8"):
            path.unlink()
    for name, text in pages.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return len(pages), [path for path in gone if not path.exists()]


def _page_of_rule(file: str) -> str:
    """Return the page that a rule stands on: that of its folder."""
    return f"{PurePosixPath(file).parent}.md"


def _page_of_section(file: Mapping[str, Any]) -> str:
    return f"{str(file['file']).removesuffix('.yaml')}.md"


def _by_folder(law: Law) -> dict[str, list[Mapping[str, Any]]]:
    found: dict[str, list[Mapping[str, Any]]] = {}
    for entry in law.compiled["rules"]:
        found.setdefault(_page_of_rule(entry["file"]), []).append(entry)
    return found


def _folder_title(path: str) -> str:
    _, layer, *rest = path.removesuffix(".md").split("/")
    return ": ".join([_LAYERS.get(layer, layer), *(part.replace("-", " ") for part in rest)])


def _rules(path: str, entries: Sequence[Mapping[str, Any]], law: Law) -> str:
    lines = [f"# {_folder_title(path)}", "", _NOTE, ""]
    lines += [f"- [{escaped(entry['title'])}](#{entry['id']})" for entry in entries]
    for entry in entries:
        head, *blocks = blocks_of(rule_page(law, entry["id"]))
        lines += ["", f'<a id="{entry["id"]}"></a>', "", f"## {escaped(head.lines[0])}", ""]
        lines += _paragraphs(head.lines[1:])
        lines += [line for block in blocks for line in section(block, 3)]
    return page_of(lines)


def _paragraphs(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield from (escaped(line), "")


def _section(file: Mapping[str, Any], law: Law) -> str:
    """Return the page of a section: each of its offenses, then what all of them lean on."""
    lines = [f"# {escaped(file['citation'])}: {escaped(file['name'])}", "", _NOTE, ""]
    lines += [f"- [{escaped(each['name'])}](#{each['id']}), {escaped(each['citation'])}" for each in file["offenses"]]
    said: dict[Block, str] = {}
    gathered: dict[str, dict[str, None]] = {}
    ends: dict[Block, None] = {}
    for offense in file["offenses"]:
        head, *blocks = blocks_of(offense_page(law, offense["id"]))
        lines += ["", f'<a id="{offense["id"]}"></a>', "", f"## {escaped(head.lines[0])}", ""]
        lines += _paragraphs(head.lines[1:])
        for block in blocks:
            if block.heading in _GATHERED:
                gathered.setdefault(block.heading, {}).update(dict.fromkeys(_pairs(block.lines)))
            elif block.heading == _AT_THE_END or not block.lines:
                ends[block] = None
            elif block.heading == _EXCLUDED:
                lines += [*section(Block(block.heading, block.lines[:1]), 3), "", _others(file)]
            else:
                lines += _once(block, offense["citation"], said)
    for heading in _GATHERED:
        if heading in gathered:
            both = [line for pair in gathered[heading] for line in pair.split("\n")]
            lines += section(Block(heading, tuple(both)), 2)
    lines += [line for block in ends for line in section(block, 2)]
    return page_of(lines)


def _others(file: Mapping[str, Any]) -> str:
    """Return the sentence that stands for the long list of what the elements have nothing to do with."""
    up = "../" * _page_of_section(file).count("/")
    return f"So every [category]({up}{_CATEGORIES}) that needs another word and is not answered above is `no`."


def _categories(law: Law) -> str:
    """Return the page of the categories, with the words that each needs."""
    meaning = (
        "What an offense may be classified as. A category is `no` for every offense whose elements involve none of "
        "the words that it needs; each other offense answers it."
    )
    lines = ["# Categories", "", _NOTE, "", meaning, "", "| category | | needs |", "|---|---|---|"]
    for name, entry in law.vocabulary.categories.items():
        needs = "; and ".join(" or ".join(group) for group in entry.needs) or "nothing: always answered"
        read = "read from the facts of the case" if entry.circumstance else needs
        lines.append(f"| `{name}` | {escaped(entry.title)} | {read} |")
    return page_of(lines)


def _pairs(lines: Sequence[str]) -> Iterator[str]:
    """Yield each authority with the line under it that says what it stands for."""
    for number in range(0, len(lines), 2):
        yield "\n".join(lines[number : number + 2])


def _once(block: Block, citation: str, said: dict[Block, str]) -> Iterator[str]:
    """Yield a part, or where it stands if another offense of the page has the same."""
    if sum(map(len, block.lines)) > _SHORT and block in said:
        yield from ("", f"### {escaped(block.heading)}", "", f"As for {escaped(said[block])}.")
        return
    said.setdefault(block, citation)
    yield from section(block, 3)


def _index(law: Law, files: Sequence[Mapping[str, Any]]) -> str:
    lines = [
        "# The law in plain words", "", _NOTE, "",
        f"Law {law.version}, as of {words.day(law.as_of)}. What is missing stands under each heading; "
        "`plea law coverage` counts what there is. What the answers on an offense are called: "
        f"[categories]({_CATEGORIES}).", "", "## By ground and consequence",
    ]  # fmt: skip
    for ground in law.library.get("grounds", ()):
        lines += ["", f"### {escaped(ground['title'])}", "", f"{escaped(ground['citation'])}.", ""]
        lines += _missing(ground)
        lines += [_link(rule_id, law) for rule_id in rules_under(law, ground.get("findings", ()))]
    lines += ["", "## Every folder of rules", ""]
    lines += [f"- [{_folder_title(path)}]({path}): {len(rules)}" for path, rules in sorted(_by_folder(law).items())]
    lines += ["", "## By title"]
    named: dict[str, Mapping[str, Any]] = {entry["id"]: entry for entry in law.library.get("titles", ())}
    for title, held in _by_title(files).items():
        entry = named.get(title, {})
        lines += ["", f"### {escaped(entry.get('title', title))}", "", *_missing(entry)]
        lines += [_line(file) for file in held]
    return page_of(lines)


def _missing(entry: Mapping[str, Any]) -> Iterator[str]:
    if entry.get("missing"):
        yield from (f"Not in: {escaped('; '.join(entry['missing']))}.", "")


def _link(rule_id: str, law: Law) -> str:
    entry = law.rule_entry(rule_id)
    return f"- [{escaped(entry['title'])}]({_page_of_rule(entry['file'])}#{rule_id})"


def _by_title(files: Iterable[Mapping[str, Any]]) -> dict[str, list[Mapping[str, Any]]]:
    found: dict[str, list[Mapping[str, Any]]] = {}
    for file in sorted(files, key=lambda file: _in_order(file["file"])):
        found.setdefault(title_of(file["file"]), []).append(file)
    return found


def _in_order(file: str) -> tuple[str, list[tuple[int, str]]]:
    """Return what puts sections in the order of the code: 307 before 2502, and 3929 before 3929.1."""
    parts = PurePosixPath(file).stem.replace("-", ".").split(".")
    return title_of(file), [(int(part), "") if part.isdecimal() else (0, part) for part in parts]


def _line(file: Mapping[str, Any]) -> str:
    offenses = file["offenses"]
    each = "" if len(offenses) == 1 else f", {len(offenses)} offenses"
    return f"- [{escaped(file['citation'])}: {escaped(file['name'])}]({_page_of_section(file)}){each}"
