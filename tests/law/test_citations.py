"""Every case in the table of authorities is cited so that somebody else can find it.

A reported decision is read by eyecite, which knows the reporters; what it has no rules for (docket numbers, alien
registration numbers, decisions known by name and day alone, the court and day in brackets) has a grammar here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
from eyecite import get_citations
from eyecite.models import FullCaseCitation

from advisor.law.files import shipped_root
from advisor.reading import read_document

CASES = read_document(shipped_root() / "rules/authorities/cases.yaml").value
Entry = Mapping[str, Any]

_MONTHS = ("Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")
_DAY = rf"(?:(?:{'|'.join(map(re.escape, _MONTHS))}) (?:\d{{1,2}}, )?)?\d{{4}}"
#: Each court as it stands in brackets, and the words of the table for it.
COURTS = {
    "": ("us", "pa"), "U.S.": ("us",), "BIA": ("bia",), "A.G.": ("ag",), "BIA, A.G.": ("bia", "ag"),
    "Central Office": ("ins_central_office",),
    **{f"{number} Cir.": (f"{number}_cir",) for number in
       ("1st", "2d", "3d", "4th", "5th", "6th", "7th", "8th", "9th", "10th", "11th")},
    "Pa.": ("pa",), "Pa. Super.": ("pa_super",), "Pa. Commw. Ct.": ("pa_commw",),
    "E.D. Pa.": ("ed_pa",), "M.D. Pa.": ("md_pa",), "W.D. Pa.": ("wd_pa",), "D.N.J.": ("d_nj",),
    "C.D. Cal.": ("cd_cal",), "N.D. Cal.": ("nd_cal",), "D.N.M.": ("d_nm",),
}  # fmt: skip
_CIRCUITS = frozenset(words[0] for court, words in COURTS.items() if court.endswith("Cir."))
#: Whose decisions a reporter prints, and the years of its volumes; a series that goes on has no last year.
REPORTERS: Mapping[str, tuple[frozenset[str], int, int]] = {
    "U.S.": (frozenset({"us"}), 1790, 9999),
    "S. Ct.": (frozenset({"us"}), 1882, 9999),
    "I. & N. Dec.": (frozenset({"bia", "ag", "ins_central_office"}), 1940, 9999),
    "F.2d": (_CIRCUITS, 1924, 1993),
    "F.3d": (_CIRCUITS, 1993, 2021),
    "F.4th": (_CIRCUITS, 2021, 9999),
    "F. App'x": (_CIRCUITS, 2001, 2021),
    "F. Supp. 2d": (frozenset({"ed_pa", "md_pa", "wd_pa", "d_nj"}), 1998, 2014),
    "F. Supp. 3d": (frozenset({"ed_pa", "md_pa", "wd_pa", "d_nj", "nd_cal"}), 2014, 9999),
    "A.2d": (frozenset({"pa", "pa_super", "pa_commw"}), 1938, 2010),
    "A.3d": (frozenset({"pa", "pa_super", "pa_commw"}), 2010, 9999),
    "Pa.": (frozenset({"pa"}), 1845, 9999),
    "Pa. Super.": (frozenset({"pa_super"}), 1895, 9999),
}
#: Printed years after it was decided, so that its volume stands among those of later years.
PRINTED_LATE = ("jurado-delgado-3d-cir-2009",)

_NAME = r"(?P<name>(?:Matter of )?[^(]+?)"
_NUMBER = r"Nos?\. [0-9A-Za-z:.-]+(?: C\.D\. \d{4})?(?:, [0-9-]+)*"
_REPORTED = re.compile(rf"{_NAME}, (?P<cite>\d+ [A-Z][^,(]*? (?:\d+|___)) \((?P<bracket>[^)]*)\)(?P<notes>.*)")
_NEUTRAL = re.compile(rf"{_NAME}, (?P<cite>(?P<year>\d{{4}}) PA Super \d+)")
_DOCKET = re.compile(
    rf"{_NAME}, (?P<cite>{_NUMBER}|A\d{{3}} \d{{3}} \d{{3}}|(?:No\. )?\d+ [EMW]AP \d{{4}})"
    r" \((?P<bracket>[^)]*)\)(?P<notes>.*)"
)
_BY_NAME = re.compile(r"(?P<name>[^(0-9]+?) \((?P<bracket>[^)]*)\)(?P<notes>.*)")
_NOTES = re.compile(
    r"(?: \((?:en banc|not precedential|unreported|unpublished(?:, divided|; § \d+(?:\([0-9a-z]\))*)?)\))*"
)
_ADDED = re.compile(rf", (?:cert\. granted|amended) {_DAY}$")


@dataclass(frozen=True)
class Cited:
    """A citation in its parts.

    Attributes:
        kind: reported | neutral | docket | by_name.
        cite: Volume, reporter and page, or the number; empty where there is none.
        court: The court as it stands in brackets.
    """

    kind: str
    name: str
    cite: str
    court: str
    year: str
    notes: str


def parsed(citation: str) -> Cited:
    """Return the parts of a citation.

    Raises:
        ValueError: It is of none of the forms.
    """
    if found := _NEUTRAL.fullmatch(citation):
        return Cited("neutral", found["name"], found["cite"], "Pa. Super.", found["year"], "")
    for kind, form in (("docket", _DOCKET), ("reported", _REPORTED), ("by_name", _BY_NAME)):
        found = form.fullmatch(citation)
        if found:
            court, year = _bracket(found["bracket"])
            if not _NOTES.fullmatch(found["notes"]):
                raise ValueError(f"the note `{found['notes']}` is not one of ours")
            return Cited(kind, found["name"], found.groupdict().get("cite") or "", court, year, found["notes"])
    raise ValueError("neither reporter, number nor court and day")


def _bracket(text: str) -> tuple[str, str]:
    """Return the court and the year of what stands in brackets."""
    added = _ADDED.search(text)
    if added and "cert. granted" in added[0]:
        court, day = text[: added.start()], added[0]
    else:
        plain = text[: added.start()] if added else text
        day = next((day for day in re.findall(rf"{_DAY}$", plain)), "")
        court = plain.removesuffix(day).rstrip()
    if not day or court not in COURTS:
        raise ValueError(f"`{text}` is no court with a day or a year")
    return court, day[-4:]


@cache
def _reporter(citation: str) -> FullCaseCitation:
    """Return what eyecite reads in a citation; a page that is not printed yet is written `___`."""
    (found,) = [each for each in get_citations(citation.replace("___", "1")) if isinstance(each, FullCaseCitation)]
    return found


def _unlike(entries: Iterable[Entry], check: Callable[[Entry], bool]) -> list[str]:
    """Return the citations for which a check does not hold."""
    return [f"{entry['id']}: {entry['citation']}" for entry in entries if not check(entry)]


def _is_well_formed(entry: Entry) -> bool:
    try:
        cited = parsed(entry["citation"])
    except ValueError:
        return False
    return cited.year == str(entry["decided"])[:4] and entry["court"] in COURTS[cited.court]


def test_every_citation_is_of_one_of_the_forms_with_court_and_year_of_its_entry() -> None:
    assert _unlike(CASES, _is_well_formed) == []


def _is_reported(entry: Entry) -> bool:
    return _is_well_formed(entry) and parsed(entry["citation"]).kind in ("reported", "neutral")


REPORTED = [entry for entry in CASES if _is_reported(entry)]


def _is_where_it_belongs(entry: Entry) -> bool:
    cited, found = parsed(entry["citation"]), _reporter(entry["citation"])
    courts, first, last = REPORTERS[found.corrected_reporter()]
    # A neutral citation has no bracket that a year could be read from.
    years = (cited.year, None) if cited.kind == "neutral" else (cited.year,)
    whole = found.matched_text() == cited.cite.replace("___", "1")
    return whole and entry["court"] in courts and first <= int(cited.year) <= last and found.metadata.year in years


def test_every_reported_decision_is_in_a_reporter_of_its_court_and_time() -> None:
    assert _unlike(REPORTED, _is_where_it_belongs) == []


def _volumes() -> Iterator[tuple[str, list[tuple[int, int, str]]]]:
    by_reporter: dict[str, list[tuple[int, int, str]]] = {}
    for entry in REPORTED:
        found = _reporter(entry["citation"])
        if entry["id"] not in PRINTED_LATE:
            volume = int(found.groups["volume"])
            by_reporter.setdefault(found.corrected_reporter(), []).append(
                (volume, int(str(entry["decided"])[:4]), entry["id"])
            )
    yield from ((reporter, sorted(listed)) for reporter, listed in by_reporter.items())


def test_a_later_volume_holds_no_earlier_decisions() -> None:
    """A slip in a volume or a year shows beside its neighbors; a volume may hold two years."""
    odd = []
    for reporter, listed in _volumes():
        latest = 0
        for volume, year, name in listed:
            if year < latest - 1:
                odd.append(f"{name}: {volume} {reporter}")
            latest = max(latest, year)

    assert odd == []


def _names_its_id(entry: Entry) -> bool:
    cited = parsed(entry["citation"])
    words = re.sub(r"[^a-z]+", "-", cited.name.lower()).split("-")
    # The office that decided before the Board had its own counts as the Board in an id.
    court = "bia" if entry["court"] == "ins_central_office" else entry["court"].replace("_", "-")

    name, _, rest = entry["id"].rpartition(f"-{court}-")
    return set(name.split("-")) <= set(words) and rest.split("-")[0] == cited.year


def test_every_id_is_formed_from_the_citation() -> None:
    assert _unlike(CASES, _names_its_id) == []


def test_no_decision_stands_in_the_table_twice() -> None:
    cites = Counter(parsed(entry["citation"]).cite for entry in CASES)
    whole = Counter(entry["citation"] for entry in CASES)

    assert [cite for cite, number in cites.items() if cite and number > 1 and not cite.startswith("A0")] == []
    assert [citation for citation, number in whole.items() if number > 1] == []


def _says_whether_it_binds(entry: Entry) -> bool:
    """Not precedential: unprinted by the court's own choice, of a trial court, or not decided yet."""
    said = ("not precedential", "unpublished", "unreported", "F. App'x")
    trial = entry["court"] not in ("us", "bia", "ag", "pa", "pa_super", "pa_commw", *_CIRCUITS)
    pending = "cert. granted" in entry["citation"]

    marked = any(word in entry["citation"] for word in said) or trial or pending
    return bool(entry["precedential"] is not marked)


def test_what_does_not_bind_says_so() -> None:
    assert _unlike(CASES, _says_whether_it_binds) == []


@pytest.mark.parametrize(
    ("citation", "kind"),
    [
        ("Bovkun v. Ashcroft, 283 F.3d 166 (3d Cir. 2002)", "reported"),
        ("Matter of Diaz-Lizarraga, 26 I&N Dec. 847 (BIA 2016)", "reported"),
        ("Blanche v. Lau, 609 U.S. ___ (June 23, 2026)", "reported"),
        ("Commonwealth v. Phillips, 2015 PA Super 259", "neutral"),
        ("Bah v. Barr, No. 18-1877 (4th Cir. Feb. 13, 2020)", "docket"),
        ("Chea, A027 321 642 (BIA Dec. 22, 2014) (unpublished; § 2701(a)(1))", "docket"),
        ("Commonwealth v. Shifflett, 26 MAP 2024 (Pa. May 30, 2025)", "docket"),
        ("Commonwealth v. Strunk, No. 96 MAP 2023 (Pa. Oct. 24, 2024)", "docket"),
        ("Cunha v. Freden (2d Cir. 2026)", "by_name"),
    ],
)
def test_the_grammar_knows_each_form(citation: str, kind: str) -> None:
    assert parsed(citation).kind == kind


@pytest.mark.parametrize(
    "citation",
    [
        "Bovkun v. Ashcroft, 283 F.3d 166",
        "Bovkun v. Ashcroft, 283 F.3d (3d Cir. 2002)",
        "Bovkun v. Ashcroft, 283 F.3d 166 (3rd Cir. 2002)",
        "Bovkun v. Ashcroft, 283 F.3d 166 (3d Cir.)",
        "Bovkun v. Ashcroft, 283 F.3d 166 (3d Cir. 2002) (good law)",
        "Bah v. Barr, No. 18-1877 (4th Cir. Febr. 13, 2020)",
        "Chea, A27 321 642 (BIA Dec. 22, 2014)",
        "Cunha v. Freden",
    ],
)
def test_the_grammar_refuses_what_is_none(citation: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parsed(citation)


def test_pages_of_one_volume_rise_with_the_day() -> None:
    """Within a volume of the Board's decisions the pages follow the days, where the table knows them."""
    days: dict[str, list[tuple[int, str, str]]] = {}
    for entry in REPORTED:
        found = _reporter(entry["citation"])
        if found.corrected_reporter() == "I. & N. Dec." and len(str(entry["decided"])) == len("2016-11-16"):
            page = (int(found.groups["page"]), str(entry["decided"]), entry["id"])
            days.setdefault(found.groups["volume"], []).append(page)

    assert [
        (one[2], two[2]) for listed in days.values() for one, two in pairwise(sorted(listed)) if one[1] > two[1]
    ] == []
