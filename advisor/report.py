"""What comes out: the frame of a report, its counts, and its JSON Schema."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from advisor.classified import classification
from advisor.engines.rete import engine_version
from advisor.findings import FAR, NEVER, UNSURE, VERDICTS, Length, Row, Span, Words
from advisor.law.library import Law
from advisor.measures.sentences import days_of
from advisor.rows import Rows
from advisor.scenario import Count, OwnOffense, Scenario
from advisor.terms import format_term, nominal_days
from advisor.wording import lowered

SCHEMA = "plea-advisor/report/1"
#: What is asked of a part of a scenario that several facts are worked out from.
_ASKED = {
    "priors": "Are there any earlier convictions? (an empty list says there are none)",
    "admissions": "When was this person admitted each time, and in which status?",
    "adjusted_on": "When was residence granted inside the country?",
    "application_on": "When is the application made?",
    "born": "When was this person born?",
    "grade": "At which grade?",
    "lpr_since": "Since when has this person been a permanent resident?",
    "notice_to_appear_on": "When was a complete notice to appear served?",
    "relatives": "Which relatives does this person have here, and what is the status of each?",
    "released_on": "When did confinement for it end?",
    "suspended": "How much of the term is suspended?",
}
DISCLAIMER = (
    "For education only. This is not legal advice, it creates no lawyer-client relationship, and the law it encodes "
    "may be incomplete or out of date. A person who faces a charge needs a lawyer who knows immigration law."
)


def frame(scenario: Scenario, law: Law, rows: Rows) -> dict[str, Any]:
    """Return the head of a report: what it is, of which law, and which defaults it used."""
    name, version = engine_version()
    place = scenario.jurisdiction
    return {
        "schema": SCHEMA,
        "disclaimer": DISCLAIMER,
        "title": scenario.title or "",
        "law_as_of": law.as_of.isoformat(),
        "jurisdiction": {"state": (place and place.state) or "PA", "circuit": (place and place.circuit) or 3},
        "engine": {"name": name.replace("_", "-"), "version": version},
        "rules_version": law.rules_version,
        "law_version": str(law.library.get("version", "")),
        "assumed": list(rows.assumed),
        "needs": person_needs(rows),
        "asks": {**_own_asks(law, scenario), **asks(law)},
    }


def person_needs(rows: Rows) -> list[str]:
    """Return the facts that are asked once for the whole screen: whether there are priors, a citizen parent."""
    needs = ["defendant.priors"] if rows.priors_unknown else []
    citizen, parent = rows.person.facts["citizen"], rows.person.facts["citizen_parent"]
    if isinstance(citizen, Words) and citizen.possible == frozenset(("false",)) and isinstance(parent, Words):
        needs += ["defendant.citizen_parent"] if parent.possible is None else []
    return needs


def _own_asks(law: Law, scenario: Scenario) -> dict[str, str]:
    """Return the questions of the offenses' own that the counts of a scenario raise."""
    listed = (scenario.defendant.priors, scenario.charges, *(offer.counts for offer in scenario.pleas or ()))
    ids = {str(count.offense) for counts in listed for count in counts or () if isinstance(count.offense, str)}
    own = {name: entry.ask for each in sorted(ids) for name, entry in law.offense(each).asks.items()}
    return {name: ask for name, ask in own.items() if ask}


def asks(law: Law) -> dict[str, str]:
    """Return the plain question behind each fact, by the last part of its path."""
    found = dict(_ASKED)
    for entry in law.vocabulary.facts.values():
        for source in entry.sources or (entry.name,):
            found.setdefault(source.rpartition(".")[2], entry.ask)
    return {name: ask for name, ask in found.items() if ask}


def offense_names(law: Law, pleas: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Return citation and name of every offense that is named as another charge: `18 Pa.C.S. § 5503, ...`."""
    named: dict[str, str] = {}
    for plea in pleas:
        for finding in plea["findings"]:
            for change in finding["avoided_by"]:
                path, _, value = change.partition(": ")
                if path.endswith(".offense") and value not in named:
                    offense = law.offense(value)
                    named[value] = f"{offense.citation}, {offense.name}"
    return named


def unconfirmed_citations(law: Law, parts: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Return the citation of every authority that findings of the pleas and the baseline lean on unconfirmed."""
    named = [name for part in parts for finding in part["findings"] for name in finding["unverified"]]
    return {name: law.citations[name] for name in dict.fromkeys(named) if name in law.citations}


def count_entry(count: Count, row: Row, conviction: str, law: Law) -> dict[str, Any]:
    """Return one count of an option: what it is, whether it convicts, its terms and its classification."""
    own = count.offense if isinstance(count.offense, OwnOffense) else None
    offense = None if own else law.offense(str(count.offense))
    term, most = row.facts["term_ordered"], row.facts["max_term"]
    grade = row.facts["grade"]
    possible = sorted(grade.possible) if isinstance(grade, Words) and grade.possible else []
    sentence = count.sentence
    return {
        "offense": str(count.offense) if own is None else (own.statute or own.name or ""),
        "name": _name_of(count, law) if offense else (own.name if own else "") or "",
        "citation": offense.citation if offense else (own.statute if own else "") or "",
        "grade": " or ".join(possible),
        "conviction": conviction,
        "sentence": _sentence_text(sentence.confinement if sentence else None, count),
        "disposition": count.disposition if isinstance(count.disposition, str) else "",
        "term": _length(term),
        "max_term": _length(most),
        "classified": {
            name: _classified(law, row, name)
            for name in law.vocabulary.categories
            if name in row.categories and max(row.categories[name]) > 0 and _told(law, row, name)
        },
    }


def _name_of(count: Count, law: Law) -> str:
    """Return what an offense is called: of a section with several, the section's name before its own."""
    offense, file = law.offense(str(count.offense)), law.charge_file(str(count.offense))
    section, own = str(file["name"]), offense.name
    if len(file["offenses"]) == 1 or own.lower().startswith(section.lower()):
        return own
    return f"{section}: {lowered(own)}"


def _told(law: Law, row: Row, name: str) -> bool:
    """Return whether a category says something: who the victim was does not where no force is meant."""
    if not law.vocabulary.categories[name].circumstance or row.categories[name] != UNSURE:
        return True
    return row.categories.get("crime_of_violence_person", NEVER) != NEVER


def _sentence_text(confinement: str | None, count: Count) -> str:
    sentence = count.sentence
    if confinement is not None:
        return confinement
    if sentence is None:
        return ""
    parts = [f"{sentence.probation} probation"] if sentence.probation else []
    if sentence.fine_usd:
        parts.append(f"fine ${sentence.fine_usd:g}")
    return ", ".join(parts)


def _length(value: object) -> dict[str, Any]:
    """Return a term as days and words; where it is not known, its bounds."""
    if not isinstance(value, Length):
        raise TypeError("a term is a length")
    if value.low == value.high:
        return {"days": nominal_days(value.low), "text": format_term(value.low)}
    low, high = nominal_days(value.low), nominal_days(value.high)
    longest = "without limit" if value.high.life else format_term(value.high)
    return {"days": None, "text": f"{format_term(value.low)} to {longest}", "low_days": low, "high_days": high}


def _classified(law: Law, row: Row, name: str) -> dict[str, Any]:
    pair = row.categories[name]
    because = classification(law, row, name)
    citations = [law.citations.get(each, each) for each in because["authority"]]
    entry: dict[str, Any] = {"verdict": VERDICTS[pair.shown], "authority": because["authority"], "cites": citations,
                             "why": because["why"]}  # fmt: skip
    if pair.not_excluded != pair.shown:
        entry["relief_verdict"] = VERDICTS[pair.not_excluded]
    if because["unverified"]:
        entry["verified"] = False
    if because["unknown"]:
        entry["needs"] = because["unknown"]
    return entry


def day_bounds(value: object) -> tuple[int, int]:
    """Return a term or number in days, at least and at most, for summaries."""
    if isinstance(value, Length):
        return days_of(value.low)[0], days_of(value.high)[1]
    if isinstance(value, Span):
        return value.low, value.high
    return 0, FAR


def report_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a report."""
    verdict = {"enum": list(VERDICTS)}
    texts = {"type": "array", "items": {"type": "string"}}
    numbers = {"type": "array", "items": {"type": "integer", "minimum": 0}}
    detail = _object({"detail": {"type": "string"}, "verdict": verdict, "counts": numbers, "priors": numbers},
                     ("detail", "verdict", "counts"))  # fmt: skip
    finding = _object(
        {
            "id": {"type": "string"}, "title": {"type": "string"}, "detail": texts,
            "by_detail": {"type": "array", "items": detail}, "verdict": verdict, "counts": numbers, "priors": numbers,
            "charges": numbers, "new": {"type": "boolean"}, "rule": texts, "authority": texts, "cites": texts,
            "summary": {"type": "string"}, "because": {"type": "object"}, "needs": texts,
            "open_because": {"enum": ["facts", "law", "both", None]}, "avoided_by": texts, "unverified": texts,
            "readings": _object({"shown": verdict, "not_excluded": verdict}, ("shown", "not_excluded")),
        },
        ("id", "verdict", "counts", "priors", "charges", "new", "rule", "authority", "because", "needs",
         "open_because", "avoided_by", "unverified"),
    )  # fmt: skip
    question = _object(
        {"verdict": verdict, "findings": texts, "adds": verdict, "new_findings": texts}, ("verdict", "findings")
    )
    length = _object({"days": {"type": ["integer", "null"]}, "text": {"type": "string"}}, ("days", "text"))
    classified = _object({"verdict": verdict, "relief_verdict": verdict, "authority": texts}, ("verdict", "authority"))
    count = _object(
        {"offense": {"type": "string"}, "conviction": verdict, "term": length, "max_term": length,
         "classified": {"type": "object", "additionalProperties": classified}},
        ("offense", "conviction", "term", "max_term", "classified"),
    )  # fmt: skip
    findings = {"type": "array", "items": {"$ref": "#/$defs/finding"}}
    plea = _object(
        {
            "id": {"type": "string"}, "title": {"type": "string"},
            "risk": {"enum": ["none", "low", "moderate", "high", "severe"]},
            "questions": {"type": "object", "additionalProperties": question},
            "counts": {"type": "array", "items": count}, "findings": findings,
            "counsel_must_say": _object({"duty": {"enum": ["clear", "may", "none"]}, "text": {"type": "string"}},
                                        ("duty", "text")),
        },
        ("id", "title", "risk", "questions", "counts", "findings", "counsel_must_say"),
    )  # fmt: skip
    outcomes = ["not_eligible", "declined", "considered", "favours_swap", "favours_sentence"]
    head = {
        "schema": {"const": SCHEMA}, "disclaimer": {"type": "string"}, "law_as_of": {"type": "string"},
        "engine": _object({"name": {"type": "string"}, "version": {"type": "string"}}, ("name", "version")),
        "rules_version": {"type": "string"}, "assumed": texts,
        "baseline": _object({"findings": findings}, ("findings",)), "not_covered": texts,
        "pleas": {"type": "array", "items": plea}, "ranking": texts,
        "discretion": _object({"policy": {"type": "string"}, "outcome": {"enum": outcomes},
                               "factors": {"type": "array"}}, ("policy", "outcome", "factors")),
    }  # fmt: skip
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA, "$defs": {"finding": finding},
            **_object(head, tuple(head))}  # fmt: skip


def _object(properties: dict[str, Any], required: tuple[str, ...]) -> dict[str, Any]:
    """Return the schema of an object; fields may be added, so it is not closed."""
    return {"type": "object", "properties": properties, "required": list(required)}
