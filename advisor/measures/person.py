"""The person's facts: what a status says about admission, and how long this person has been here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from advisor.findings import FAR, Span, Value, Words, flag, word
from advisor.measures.dates import LONG_AGO, Known, earlier_of, given_day, no_years, years
from advisor.scenario import Defendant, Discretion, Scenario
from advisor.terms import Day, parse_day

#: What each status says about admission; a status that is missing says nothing.
ADMITTED = {
    **dict.fromkeys(("lpr", "conditional_lpr", "refugee", "nonimmigrant", "visa_overstay", "vwp"), True),
    **dict.fromkeys(("without_inspection", "parolee", "applicant_abroad", "usc"), False),
}
RESIDENT = ("lpr", "conditional_lpr")
#: Granted after entry without inspection, these may or may not be an admission.
UNSETTLED = ("u_nonimmigrant", "t_nonimmigrant")
PROTECTED_RESIDENTS = ("usc", *RESIDENT)
_CLOSE = ("spouse", "parent", "child")


class Dates(NamedTuple):
    """The days that a count is measured against.

    Attributes:
        as_of: The day whose law is asked for.
        admissions: Each admission that starts a window, earliest first; empty where there was none.
        application: The day that counts back.
    """

    as_of: date
    admissions: tuple[Known, ...]
    application: Known
    resided: Known | None
    present: Known | None
    born: Known


def assumptions(scenario: Scenario) -> list[str]:
    """Return the defaults of the contract that this defendant's part used, as `path: value`."""
    person = scenario.defendant
    used = []
    if scenario.as_of is None:
        used.append("as_of: today")
    for name, value in (
        ("seeking_admission", "false"),
        ("entry_fraud", "false"),
        ("order_of_removal", "false"),
    ):
        if getattr(person, name) is None:
            used.append(f"defendant.{name}: {value}")
    if not person.given("notice_to_appear_on"):
        used.append("defendant.notice_to_appear_on: null")
    if person.application_on is None:
        used.append("defendant.application_on: as_of")
    return used


def is_admitted(person: Defendant) -> Words:
    """Return whether the person was ever inspected and admitted: by the status, `admitted_on` or a listed admission."""
    says = ADMITTED.get(person.status)
    if says is not None:
        return flag(says)
    if person.admitted_on is not None or person.admissions:
        return flag(True)
    if person.given("admitted_on"):
        return flag(None) if person.status in UNSETTLED else flag(False)
    return flag(None, "defendant.admitted_on")


def dates_of(scenario: Scenario, as_of: date) -> Dates:
    """Return the days that counts are measured against."""
    person = scenario.defendant
    application = given_day(person.application_on, "defendant.application_on") if person.application_on else None
    return Dates(
        as_of,
        _admissions(person, as_of),
        application or Known(Day(as_of, as_of)),
        _since(person.resided_since, "defendant.resided_since", as_of),
        _since(person.present_since, "defendant.present_since", as_of),
        given_day(person.born, "defendant.born", latest=as_of),
    )


def _since(text: str | None, path: str, as_of: date) -> Known | None:
    return None if text is None else given_day(text, path, latest=as_of)


def _admissions(person: Defendant, as_of: date) -> tuple[Known, ...]:
    """Return the admissions; a resident's later entries are none, and residence granted inside is one."""
    listed = [(index, entry) for index, entry in enumerate(person.admissions or ()) if entry.date is not None]
    if listed:
        found: list[Known] = []
        seen_resident = False
        for index, entry in sorted(listed, key=lambda pair: parse_day(str(pair[1].date)).first):
            resident = entry.as_status in RESIDENT
            if not (resident and seen_resident):
                found.append(given_day(entry.date, f"defendant.admissions[{index}].date"))
            seen_resident = seen_resident or resident
        return tuple(found)
    if ADMITTED.get(person.status) is False:
        return ()
    if person.admitted_on is not None:
        return (given_day(person.admitted_on, "defendant.admitted_on"),)
    resident = person.status in RESIDENT
    if person.given("admitted_on"):
        if not resident:
            return ()
        granted = person.adjusted_on or person.lpr_since
        path = "defendant.adjusted_on" if person.adjusted_on else "defendant.lpr_since"
        return (given_day(granted, path, latest=as_of),)
    latest = parse_day(person.lpr_since).last if resident and person.lpr_since else as_of
    return (Known(Day(LONG_AGO, latest), "defendant.admitted_on"),)


def person_facts(scenario: Scenario, dates: Dates) -> dict[str, Value]:
    """Return every fact of the person."""
    person = scenario.defendant
    resident = person.status in RESIDENT
    facts: dict[str, Value] = {
        "status": word(person.status),
        "citizen": flag(person.status == "usc"),
        "resident": flag(resident),
        "admitted": is_admitted(person),
        "admission_by_adjustment": flag(resident and person.given("admitted_on") and person.admitted_on is None),
        "admission_unsettled": flag(
            person.status in UNSETTLED and person.given("admitted_on") and person.admitted_on is None
        ),
        "admitted_as_resident": _admitted_as_resident(person),
        "adjusted_inside": _adjusted_inside(person),
        "seeking_admission": flag(bool(person.seeking_admission) or person.status == "applicant_abroad"),
        "entry_fraud": flag(bool(person.entry_fraud)),
        "order_of_removal": flag(bool(person.order_of_removal)),
        "fear_of_return": flag(person.fear_of_return, "defendant.fear_of_return"),
        "citizen_parent": flag(person.citizen_parent, "defendant.citizen_parent"),
        "was_resident": flag(resident or person.lpr_since is not None),
    }
    facts |= _time_here(person, dates)
    facts |= _family(person)
    facts |= _discretion(scenario.discretion)
    return facts


def _adjusted_inside(person: Defendant) -> Words:
    if person.adjusted_on is not None:
        return flag(True)
    if person.given("adjusted_on") or (person.status not in RESIDENT and person.lpr_since is None):
        return flag(False)
    if person.given("admitted_on") and person.admitted_on is None:
        return flag(True)
    if person.admitted_on is not None and person.lpr_since is not None:
        entered, resident = parse_day(person.admitted_on), parse_day(person.lpr_since)
        # Whoever entered before may have adjusted inside or come back with an immigrant visa; the two days do not say.
        if entered.first >= resident.last:
            return flag(False)
    return flag(None, "defendant.adjusted_on")


def _admitted_as_resident(person: Defendant) -> Words:
    if any(entry.as_status in RESIDENT for entry in person.admissions or ()):
        return flag(True)
    if person.status not in RESIDENT and person.lpr_since is None:
        return flag(False)
    inside = _adjusted_inside(person)
    if inside.possible is None:
        return inside
    # Whoever adjusted inside may have come in as a resident later, which only a list of admissions shows.
    return flag("true" not in inside.possible)


def _time_here(person: Defendant, dates: Dates) -> dict[str, Value]:
    now = Known(Day(dates.as_of, dates.as_of))
    end = now
    if person.notice_to_appear_on is not None:
        end = earlier_of(now, given_day(person.notice_to_appear_on, "defendant.notice_to_appear_on"))
    resident_since = _since(person.lpr_since, "defendant.lpr_since", dates.as_of)
    return {
        "resident_years": years(resident_since, now) if resident_since else _unknown_years("defendant.lpr_since"),
        "residence_years": years(dates.resided, end) if dates.resided else _unknown_years("defendant.resided_since"),
        "presence_years": years(dates.present, end) if dates.present else _unknown_years("defendant.present_since"),
        "years_in_us": _years_in_us(dates, now),
    }


def _unknown_years(path: str) -> Span:
    return Span(0, FAR, unknown=(path,))


def _years_in_us(dates: Dates, now: Known) -> Span:
    starts = [known for known in (dates.present, dates.resided) if known is not None]
    if not starts:
        return no_years("defendant.present_since")
    return years(min(starts, key=lambda known: known.day.first), now)


def _family(person: Defendant) -> dict[str, Value]:
    path = "defendant.relatives"
    if person.relatives is None:
        unknown = flag(None, path)
        period = Words(frozenset(("three_years", "five_years")), unknown=(path,))
        return {
            "citizen_spouse": unknown,
            "qualifying_relative": unknown,
            "dependents": Span(0, FAR, unknown=(path,)),
            "gmc_period": period if person.status in PROTECTED_RESIDENTS else word("ten_years"),
        }
    spouse = _any(relative.status == "usc" if relative.status else None
                  for relative in person.relatives if relative.relation == "spouse")  # fmt: skip
    close = _any(relative.status in PROTECTED_RESIDENTS if relative.status else None
                 for relative in person.relatives if relative.relation in _CLOSE)  # fmt: skip
    surely = sum(relative.dependent is True for relative in person.relatives)
    maybe = sum(relative.dependent is None for relative in person.relatives)
    return {
        "citizen_spouse": flag(spouse, path),
        "qualifying_relative": flag(close, path),
        "dependents": Span(surely, surely + maybe, unknown=(path,) if maybe else ()),
        "gmc_period": _period(person, spouse),
    }


def _any(answers: Iterable[bool | None]) -> bool | None:
    """Return whether some answer is yes; None where none is and some is unknown."""
    every = list(answers)
    return True if True in every else None if None in every else False


def _period(person: Defendant, citizen_spouse: bool | None) -> Words:
    if person.status not in PROTECTED_RESIDENTS:
        return word("ten_years")
    if citizen_spouse is None:
        return Words(frozenset(("three_years", "five_years")), unknown=("defendant.relatives",))
    return word("three_years" if citizen_spouse else "five_years")


def _discretion(discretion: Discretion | None) -> dict[str, Value]:
    names = ("severity", "violence", "public_safety_risk", "witness_or_victim")
    return {name: word(getattr(discretion, name, None), f"discretion.{name}") for name in names}
