"""Whether everything exists that is named: authorities, details, offenses, words of a grading factor."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.document import Node
from advisor.errors import Problem
from advisor.law.checks.parts import Entry, Library, names_under
from advisor.law.conditions import FactCompares, FactIs, FindingIs, leaves
from advisor.law.policies import FOLDER as POLICIES
from advisor.law.reader import DEFINED_IN
from advisor.law.tables import AUTHORITY_TABLES, DISPOSITIONS
from advisor.law.vocabulary import FILE
from advisor.wording import offered, unknown

_AUTHORITY_KEYS = frozenset(("authority", "from", "for", "against"))
#: What is not known yet when a grade is looked for, since it follows from the grade.
_AFTER_THE_GRADE = ("grade", "level", "max_term", "term_ordered", "custody_to_serve", "confined_days",
                    "years_released_before_application")  # fmt: skip


def check_authorities(library: Library) -> Iterator[Problem]:
    """Yield each authority id that no table holds."""
    yield from (Problem(name, "this table of authorities is missing") for name in AUTHORITY_TABLES
                if name not in library.nodes and name not in library.unread)  # fmt: skip
    if not all(name in library.law["tables"] for name in AUTHORITY_TABLES):
        return
    for name, node in library.nodes.items():
        if name != FILE and name not in AUTHORITY_TABLES:
            for path, authority in names_under(node.value, _AUTHORITY_KEYS):
                if authority not in library.authorities:
                    yield _unknown(node.place(*path), "authority", authority, library.authorities)


def check_details(library: Library) -> Iterator[Problem]:
    """Yield each detail that is asked for and never concluded, and each rule that inherits from nothing."""
    details: dict[str, set[str]] = {}
    for rule in library.law["rules"]:
        if "detail" in rule:
            details.setdefault(rule["concludes"], set()).add(rule["detail"])
    for each in library.versions:
        read = [leaf for leaf in leaves(each.condition) if isinstance(leaf, FindingIs)]
        for leaf in read:
            known = details.get(leaf.finding, set())
            if leaf.detail is not None and leaf.detail not in known and "inherited" not in known:
                yield _unknown(f"{each.rule['file']}:{leaf.line}", f"detail of `{leaf.finding}`", leaf.detail, known)
        if each.rule.get("detail") == "inherited" and not any(leaf.finding in details for leaf in read):
            yield Problem(each.place, f"`{each.rule['id']}` inherits details and reads no finding that has any")


def check_offenses_named(library: Library) -> Iterator[Problem]:
    """Yield each offense or disposition that a charge file or a policy points to and that does not exist."""
    table = library.law["tables"].get(DISPOSITIONS, {})
    entries = [*table.get("dispositions", ()), *table.get("post_conviction", ())]
    valid = {*library.offense_ids, *(name for entry in entries for name in (entry["id"], *entry.get("aliases", ())))}
    for name, node in library.nodes.items():
        if name in library.law["charges"]:
            for path, target in _pleas_named(node):
                if target not in valid:
                    yield _unknown(node.place(*path), "offense", target, valid)
        elif name.startswith(f"{POLICIES}/"):
            for path, target in names_under(node.value, frozenset(("offenses",))):
                # A section takes in its subsections, and a star all that begin so.
                stem = target.removesuffix("*") if target.endswith("*") else f"{target}-"
                if not any(known == target or known.startswith(stem) for known in valid):
                    yield _unknown(node.place(*path), "offense", target, valid)


def _pleas_named(node: Node) -> Iterator[tuple[tuple[str | int, ...], str]]:
    parts = [((), node.value), *((("offenses", index), each) for index, each in enumerate(node.value["offenses"]))]
    for at, part in parts:
        for index, plea in enumerate(part.get("safer_pleas", ())):
            yield (*at, "safer_pleas", index, "id"), plea["id"]


def check_grading(library: Library) -> Iterator[Problem]:
    """Yield each word of a condition that the offense itself does not have."""
    for each in library.grades:
        for leaf in leaves(each.condition) if each.condition else ():
            if isinstance(leaf, FactIs | FactCompares) and leaf.fact in _AFTER_THE_GRADE:
                yield Problem(
                    f"{each.file['file']}:{leaf.line}", f"`{leaf.fact}` follows from the grade and cannot decide it"
                )
    for each in (*library.grades, *library.answers):
        yield from _words_of_the_offense(each)


def _words_of_the_offense(entry: Entry) -> Iterator[Problem]:
    grades = {grade["grade"] for grade in entry.offense["grades"]}
    factors = {factor["word"] for factor in entry.offense.get("grading_factors", ())}
    for leaf in leaves(entry.condition) if entry.condition else ():
        place = f"{entry.file['file']}:{getattr(leaf, 'line', 0)}"
        if not isinstance(leaf, FactIs):
            continue
        if leaf.fact == "grade" and not leaf.words & grades:
            asked = " or ".join(sorted(leaf.words))
            yield Problem(
                place, f"`{entry.offense['id']}` is never graded {asked}", f"it is graded {', '.join(sorted(grades))}"
            )
        if leaf.fact == "grading_factor":
            for word in sorted(leaf.words - factors):
                yield _unknown(place, f"grading factor of `{entry.offense['id']}`", word, factors)


def check_default_policy(library: Library) -> Iterator[Problem]:
    """Yield a problem unless exactly one policy is the one that is used where none is named."""
    policies = [node for name, node in library.nodes.items() if name.startswith(f"{POLICIES}/")]
    chosen = [node for node in policies if node.value.get("default")]
    if not chosen:
        yield Problem(POLICIES, "no policy is the one that is used where none is named", "give one `default: true`")
    # A user's own files come first; what is wrong is told of them, and not of the shipped ones.
    for node in chosen[:-1]:
        other = chosen[-1].place("default")
        yield Problem(node.place("default"), "two policies are to be used where none is named",
                      f"the other stands in {other}; leave it out here and name the policy")  # fmt: skip


def _unknown(place: str, kind: str, name: str, valid: object) -> Problem:
    names = [str(each) for each in valid] if isinstance(valid, (dict, set, list, tuple)) else []
    where = f"the names stand in {DEFINED_IN[kind]}" if kind in DEFINED_IN else ""
    return Problem(place, unknown(kind, name), offered(name, names) or where)
