"""A report as the core makes it, written by hand: an invented person with four offers.

The law in it is illustrative; tests of the renderers need shapes and lengths, not holdings.
"""

from __future__ import annotations

import copy
from typing import Any

_THEFT = {"offense": "pa-18-3929-a-1", "name": "Retail theft", "citation": "18 Pa.C.S. § 3929(a)(1)", "grade": "M1"}
_FIVE_YEARS = {"days": 1825, "text": "5 years"}
_CITES = {
    "deportable.aggravated_felony": [
        "INA 237(a)(2)(A)(iii), 8 U.S.C. 1227(a)(2)(A)(iii)",
        "INA 101(a)(43)(G)",
        "Bovkun (3d Cir. 2002)",
    ],
    "deportable.cimt_within_five_years": ["INA 237(a)(2)(A)(i)", "Matter of Diaz-Lizarraga (BIA 2016)"],
    "inadmissible.cimt": ["INA 212(a)(2)(A)(i)(I)"],
    "aggravated_felony": ["INA 101(a)(43)(G)"],
    "removable": ["INA 240(c)(3)"],
    "seeking_admission": ["INA 101(a)(13)(C)(v)"],
    "particularly_serious": ["INA 208(b)(2)(B)(i)", "Matter of N-A-M- (BIA 2007)"],
    "detention.mandatory_criminal": ["INA 236(c)(1)(B)"],
    "bar.lpr_cancellation_aggravated_felony": ["INA 240A(a)(3)"],
    "bar.asylum": ["INA 208(b)(2)(B)(i)"],
    "bar.withholding": ["INA 241(b)(3)(B)"],
    "bar.voluntary_departure": ["INA 240B(b)(1)(C)"],
    "bar.waiver_212h": ["INA 212(h)"],
    "bar.good_moral_character_permanent": ["INA 101(f)(8)"],
    "bar.good_moral_character_temporary": ["INA 101(f)(3)"],
    "relief.lpr_cancellation": ["INA 240A(a)"],
    "relief.cat_deferral": ["8 C.F.R. § 1208.17"],
    "relief.naturalization": ["INA 316"],
}
_TITLES = {
    "deportable.aggravated_felony": "Deportable: aggravated felony",
    "deportable.cimt_within_five_years": "Deportable: a turpitude crime within five years of admission",
    "inadmissible.cimt": "Inadmissible: crime involving moral turpitude",
    "aggravated_felony": "Aggravated felony",
    "removable": "Removable",
    "seeking_admission": "Travel: a returning resident would be treated as asking for admission",
    "particularly_serious": "Particularly serious crime",
    "detention.mandatory_criminal": "Mandatory detention for the conviction",
    "bar.lpr_cancellation_aggravated_felony": "Bars cancellation for residents: aggravated felony",
    "bar.asylum": "Bars asylum",
    "bar.withholding": "Bars withholding of removal",
    "bar.voluntary_departure": "Bars voluntary departure",
    "bar.waiver_212h": "Bars the 212(h) waiver",
    "bar.good_moral_character_permanent": "Bars good moral character for good (no citizenship)",
    "bar.good_moral_character_temporary": "Bars good moral character for a time (delays citizenship)",
    "relief.lpr_cancellation": "Stays open: cancellation for residents",
    "relief.cat_deferral": "Stays open: deferral under the Torture Convention",
    "relief.naturalization": "Stays open: citizenship by naturalization",
}


def _factor(identity: str, title: str, pull: str, value: object, verified: str = "true") -> dict[str, Any]:
    return {"id": identity, "title": title, "pull": pull, "value": value, "verified": verified,
            "why": f"Why {title.lower()} is weighed.", "authority": [], "needs": []}  # fmt: skip


_DISCRETION = {
    "policy": "philadelphia-2018",
    "office": "An office",
    "title": "Counsel looks for a charge of like weight",
    "outcome": "favours_swap",
    "factors": [
        _factor("severity", "Severity of the allegations", "for_swap", "low"),
        _factor("years_in_us", "Time in the United States", "for_swap", 8),
        _factor("record", "Criminal record", "against", 2),
        _factor("violence", "Violence", "unknown", None),
        _factor("public_safety", "Risk to others", "neutral", "none", verified="false"),
    ],
    "excluded": [],
    "options": [{"id": "disorderly", "kind": "swap", "text": "Another charge; it would ease removal."}],
    "limits": "The weights are not published.",
    "invented": "All of it.",
}
_THEFT_REASON = "Taking goods with intent to deprive is turpitude; done less than five years after 10 Jan 2022."
_DISORDERLY_REASON = "Disorderly conduct asks for no vicious will, so turpitude is not expected."
_ARD_REASON = "The prosecutor defers the case and no plea is entered, so there should be no conviction."


def finding(identity: str, verdict: str, summary: str, **more: Any) -> dict[str, Any]:
    """Return one finding with the keys of the contract."""
    return {
        "id": identity, "title": _TITLES.get(identity), "summary": summary, "cites": _CITES.get(identity, []),
        "detail": [], "by_detail": [], "verdict": verdict, "counts": [0], "priors": [], "charges": [], "new": True,
        "rule": [identity], "authority": [], "because": {}, "needs": [], "open_because": None, "avoided_by": [],
        "unverified": [], **more,
    }  # fmt: skip


def sample_report() -> dict[str, Any]:
    """Return a fresh copy of the sample."""
    return copy.deepcopy(_REPORT)


def _questions(*answers: tuple[str, list[str]]) -> dict[str, Any]:
    names = ("deportable", "inadmissible", "detained", "relief_lost", "citizenship_delayed", "travel")
    return {name: {"verdict": verdict, "findings": ids} for name, (verdict, ids) in zip(names, answers, strict=True)}


def _as_offered() -> dict[str, Any]:
    letter = "Twelve months were ordered, and of a range the maximum counts: a theft offense of letter G."
    findings = [
        finding("deportable.aggravated_felony", "certain", letter, detail=["G-theft"],
                by_detail=[{"detail": "G-theft", "verdict": "certain", "counts": [0]}],
                avoided_by=["pleas[0].counts[0].sentence.confinement: 364 days", "pleas[0].counts[0].disposition: ard",
                            "pleas[0].counts[0].offense: pa-18-5503"]),
        finding("deportable.cimt_within_five_years", "likely", _THEFT_REASON, unverified=["diaz-lizarraga-bia-2016"],
                avoided_by=["pleas[0].counts[0].disposition: ard", "pleas[0].counts[0].offense: pa-18-5503"]),
        finding("inadmissible.cimt", "likely", "The law allowed five years, so the petty offense exception is out.",
                avoided_by=["pleas[0].counts[0].disposition: ard", "pleas[0].counts[0].offense: pa-18-5503"]),
        finding("aggravated_felony", "certain", letter),
        finding("removable", "certain", "By the two grounds of deportability."),
        finding("seeking_admission", "certain", "A resident with such a crime asks to be let in anew."),
        finding("particularly_serious", "open", "Weighed case by case.", open_because="law"),
        finding("detention.mandatory_criminal", "certain", "It follows the ground of deportability."),
        finding("bar.lpr_cancellation_aggravated_felony", "certain", "An aggravated felony bars it."),
        finding("bar.asylum", "certain", "An aggravated felony is particularly serious for asylum."),
        finding("bar.withholding", "open", "Under five years in aggregate, it is weighed.", open_because="law"),
        finding("bar.voluntary_departure", "certain", "An aggravated felony bars it."),
        finding("bar.waiver_212h", "certain", "Admitted as a resident, then an aggravated felony."),
        finding("bar.good_moral_character_permanent", "certain", "An aggravated felony bars it for good."),
        finding("bar.good_moral_character_temporary", "likely", "A turpitude crime within the five years."),
        finding("relief.cat_deferral", "open", "No crime bars it.", needs=["defendant.fear_of_return"],
                open_because="facts"),
    ]  # fmt: skip
    answers = _questions(
        ("certain", ["deportable.aggravated_felony", "deportable.cimt_within_five_years"]),
        ("likely", ["inadmissible.cimt"]),
        ("certain", ["detention.mandatory_criminal"]),
        ("certain", ["bar.lpr_cancellation_aggravated_felony", "bar.asylum", "bar.withholding",
                     "bar.voluntary_departure", "bar.waiver_212h", "particularly_serious"]),
        ("certain", ["bar.good_moral_character_permanent", "bar.good_moral_character_temporary"]),
        ("certain", ["seeking_admission", "inadmissible.cimt"]),
    )  # fmt: skip
    text = "Removal will follow, no bond will be set, and almost no relief will be left."
    return _offer(("offer", "As offered", "severe", "6 to 12 months"), findings, answers, ("clear", text))


def _one_day_less() -> dict[str, Any]:
    findings = [
        finding("deportable.cimt_within_five_years", "likely", _THEFT_REASON, unverified=["diaz-lizarraga-bia-2016"],
                avoided_by=["pleas[1].counts[0].disposition: ard", "pleas[1].counts[0].offense: pa-18-5503"]),
        finding("inadmissible.cimt", "likely", "The law allowed five years, so the petty offense exception is out.",
                avoided_by=["pleas[1].counts[0].grade: M3", "pleas[1].counts[0].disposition: ard",
                            "pleas[1].counts[0].offense: pa-18-5503"]),
        finding("removable", "likely", "By the ground of deportability."),
        finding("seeking_admission", "likely", "A resident with such a crime asks to be let in anew."),
        finding("bar.good_moral_character_temporary", "likely", "A turpitude crime within the five years."),
        finding("relief.lpr_cancellation", "likely", "Seven years of residence were complete before the offense."),
        finding("relief.cat_deferral", "open", "No crime bars it.", needs=["defendant.fear_of_return"],
                open_because="facts"),
    ]  # fmt: skip
    answers = _questions(
        ("likely", ["deportable.cimt_within_five_years"]), ("likely", ["inadmissible.cimt"]), ("no", []), ("no", []),
        ("likely", ["bar.good_moral_character_temporary"]), ("likely", ["seeking_admission", "inadmissible.cimt"]),
    )  # fmt: skip
    text = "Removal may follow, since a court could hold retail theft to be turpitude."
    return _offer(("364-days", "One day less than a year", "moderate", "364 days"), findings, answers, ("may", text))


def _lesser(identity: str, title: str, reason: str, sentence: str) -> dict[str, Any]:
    findings = [
        finding("deportable.cimt_within_five_years", "unlikely", reason),
        finding("inadmissible.cimt", "unlikely", reason),
        finding("removable", "unlikely", "By the ground of deportability."),
        finding("seeking_admission", "unlikely", "A resident with such a crime asks to be let in anew."),
        finding("bar.good_moral_character_temporary", "unlikely", "A turpitude crime within the five years."),
        finding("relief.lpr_cancellation", "certain", "Seven years of residence were complete before the offense."),
        finding("relief.naturalization", "likely", "No bar is expected."),
    ]
    answers = _questions(
        ("unlikely", ["deportable.cimt_within_five_years"]), ("unlikely", ["inadmissible.cimt"]), ("no", []),
        ("no", []), ("unlikely", ["bar.good_moral_character_temporary"]),
        ("unlikely", ["seeking_admission", "inadmissible.cimt"]),
    )  # fmt: skip
    text = "It may still be read as turpitude; whether it will be is not settled."
    return _offer((identity, title, "low", sentence), findings, answers, ("may", text))


def _disorderly() -> dict[str, Any]:
    offer = _lesser("disorderly", "Another charge", _DISORDERLY_REASON, "30 days")
    offer["counts"] = [{
        "offense": "pa-18-5503", "name": "Disorderly conduct", "citation": "18 Pa.C.S. § 5503",
        "grade": "M3", "conviction": "certain", "disposition": "guilty", "sentence": "30 days",
        "term": {"days": 30, "text": "30 days"}, "max_term": {"days": 365, "text": "1 year"},
        "classified": {"cimt": {"verdict": "unlikely", "authority": ["pa-18-5503"]}},
    }]  # fmt: skip
    return offer


def _ard() -> dict[str, Any]:
    offer = _lesser("ard", "Diversion before trial", _ARD_REASON, "ARD, 12 months")
    offer["counts"][0].update(conviction="unlikely", disposition="ard", term={"days": 0, "text": "0 days"})
    delayed = finding(
        "bar.good_moral_character_temporary", "open", "The conduct itself may be weighed.",
        open_because="both", needs=["defendant.application_on"],
    )  # fmt: skip
    offer["findings"] = [row for row in offer["findings"] if row["id"] != delayed["id"]] + [delayed]
    offer["questions"]["citizenship_delayed"]["verdict"] = "open"
    return offer


def _offer(
    what: tuple[str, str, str, str], findings: list[dict[str, Any]], answers: dict[str, Any], must_say: tuple[str, str]
) -> dict[str, Any]:
    identity, title, risk, sentence = what
    count = {
        **_THEFT, "conviction": "certain", "disposition": "guilty", "sentence": sentence, "max_term": _FIVE_YEARS,
        "term": {"days": 365 if risk == "severe" else 364, "text": "12 months" if risk == "severe" else "364 days"},
        "classified": {
            "theft": {"verdict": "certain", "authority": ["pa-18-3929"]},
            "cimt": {"verdict": "likely", "authority": ["diaz-lizarraga-bia-2016"]},
            "laken_riley": {"verdict": "certain", "authority": ["pub-l-119-1"]},
        },
    }  # fmt: skip
    return {
        "id": identity, "title": title, "risk": risk, "questions": answers, "counts": [count], "findings": findings,
        "counsel_must_say": {"duty": must_say[0], "text": must_say[1]},
    }  # fmt: skip


_REPORT: dict[str, Any] = {
    "schema": "plea-advisor/report/1",
    "disclaimer": "For education only. Not legal advice.",
    "title": "Retail theft, green-card holder",
    "jurisdiction": {"state": "PA", "circuit": 3},
    "law_as_of": "2026-11-23",
    "engine": {"name": "durable-rules", "version": "2.0.28"},
    "rules_version": "sha256:5a3f0c9d1e27b84460aa17c2f9d3be01",
    "assumed": [
        "pleas[0].counts[0].appeal: none", "pleas[0].counts[0].afterwards: none", "pleas[1].counts[0].appeal: none",
        "pleas[1].counts[0].afterwards: none", "pleas[2].counts[0].appeal: none", "defendant.order_of_removal: false",
    ],
    "needs": ["defendant.citizen_parent", "defendant.priors"],
    "baseline": {"findings": []},
    "not_covered": ["unlawful presence", "health grounds"],
    "pleas": [_as_offered(), _one_day_less(), _disorderly(), _ard()],
    "ranking": ["disorderly", "ard", "364-days", "offer"],
    "names": {"pa-18-5503": "18 Pa.C.S. § 5503, Disorderly conduct", "health grounds": "Drug abuse, or a disorder"},
    "citations": {"diaz-lizarraga-bia-2016": "Matter of Diaz-Lizarraga, 26 I&N Dec. 847 (BIA 2016)"},
    "discretion": _DISCRETION,
    "lessons": [],
}  # fmt: skip
