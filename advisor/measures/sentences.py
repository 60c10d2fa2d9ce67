"""What a judge could order and did order for one count."""

from __future__ import annotations

from collections.abc import Iterable

from advisor.findings import FAR, Length, Span
from advisor.scenario import Count, Sentence
from advisor.terms import Amount, Term, add_terms, longest, parse_duration, run_of_months, scaled

NOTHING = Term()
WITHOUT_LIMIT = Term(life=True)
#: The parts of a sentence that order confinement; the others alone are no time at all.
_CONFINING = ("confinement", "suspended", "home_confinement", "on_revocation")
_OTHER = ("probation", "fine_usd", "restitution_usd")


def shortest(terms: Iterable[Term]) -> Term:
    """Return the shortest of several terms, by the average month."""
    return min(terms, key=lambda term: (term.life, 1461 * term.months + 48 * term.days), default=NOTHING)


def no_longer(first: Term, second: Term) -> Term:
    """Return the shorter of two terms."""
    return shortest((first, second))


def max_term(count: Count, graded: Iterable[tuple[str, str]], path: str) -> Length:
    """Return the longest term that the law allowed, over every grade that is in play.

    Args:
        count: `max_term` given for the count decides alone.
        graded: Grade and maximum of each entry in play.
        path: Where the count stands in the scenario.
    """
    if count.max_term is not None:
        known = parse_duration(count.max_term).high
        return Length(known, known)
    maxima = [parse_duration(maximum).high for _, maximum in graded]
    if not maxima:
        return Length(NOTHING, WITHOUT_LIMIT, unknown=(f"{path}.max_term",))
    low, high = shortest(maxima), longest(maxima)
    return Length(low, high, unknown=() if low == high else (f"{path}.grade",))


def term_ordered(count: Count, most: Length, no_confinement: bool, path: str) -> Length:
    """Return the longest term the judge ordered, served or not.

    A range counts by its maximum; the suspended part, confinement at home and time ordered on revocation count. A
    sentence of probation, a fine or restitution alone is no time; so is a disposition that orders none.

    Source:
        ina-101-a-48-b (suspended time); bovkun-3d-cir-2002 (maximum of a range); ilchuk-3d-cir-2006 (at home);
        perez-ramirez-bia-2010 (on revocation).
    """
    sentence = count.sentence
    where = f"{path}.sentence.confinement"
    if sentence is None:
        if no_confinement or _ended_without_sentence(count):
            return Length(NOTHING, NOTHING)
        return Length(NOTHING, most.high, unknown=(where,))
    if sentence.confinement is None and (_said(sentence, _CONFINING) or not _said(sentence, _OTHER)):
        if no_confinement and not _said(sentence, _CONFINING):
            return Length(NOTHING, NOTHING)
        low = _beside(sentence)
        return Length(low, add_terms(low, most.high), unknown=(where,))
    ordered = parse_duration(sentence.confinement).high if sentence.confinement is not None else NOTHING
    return _lawful(add_terms(ordered, _beside(sentence)), most.high)


def _lawful(ordered: Term, most: Term) -> Length:
    """Return a term as the law allows it: 181 days may be over six months, but not where these are the maximum."""
    if ordered.life or most.life or most.days:
        return Length(ordered, ordered)
    low, high = scaled(ordered, Amount(most.months, "months"))
    return Length(ordered, most if low <= 2 * most.months < high else ordered)


def _said(sentence: Sentence, names: Iterable[str]) -> bool:
    return any(getattr(sentence, name) is not None for name in names)


def _beside(sentence: Sentence) -> Term:
    total = NOTHING
    for text in (sentence.home_confinement, sentence.on_revocation):
        if text is not None:
            total = add_terms(total, parse_duration(text).high)
    return total


def _ended_without_sentence(count: Count) -> bool:
    return count.outcome in ("charged", "arrested", "dismissed", "admitted")


def custody_to_serve(count: Count, ordered: Length, path: str) -> Length:
    """Return how much of the term was to be served: the suspended part is left out, as far as it is known."""
    sentence = count.sentence
    if ordered.high == NOTHING:
        return ordered
    if sentence is None or sentence.confinement is None:
        return Length(NOTHING, ordered.high, unknown=ordered.unknown)
    if sentence.suspended is None:
        return Length(NOTHING, ordered.high, unknown=(f"{path}.sentence.suspended",))
    suspended = parse_duration(sentence.suspended).high
    if suspended == NOTHING:
        return ordered
    whole = parse_duration(sentence.confinement).high
    if whole == suspended:
        rest = _beside(sentence)
        return Length(rest, rest)
    if not (whole.life or suspended.life) and whole.months >= suspended.months and whole.days >= suspended.days:
        rest = Term(whole.months - suspended.months, whole.days - suspended.days)
        total = add_terms(rest, _beside(sentence))
        return Length(total, total)
    return Length(_beside(sentence), ordered.high)


def confined_days(count: Count, ordered: Length, path: str) -> Span:
    """Return the days actually spent in confinement; not given, anything up to the term ordered.

    Unit:
        Days; a month given stands for its shortest and longest.
    """
    sentence = count.sentence
    if sentence is not None and sentence.confined is not None:
        term = parse_duration(sentence.confined).high
        return Span(*days_of(term))
    if ordered.high == NOTHING:
        return Span(0, 0)
    return Span(0, days_of(ordered.high)[1], unknown=(f"{path}.sentence.confined",))


def days_of(term: Term) -> tuple[int, int]:
    """Return the fewest and the most days that a term can be."""
    if term.life:
        return FAR, FAR
    fewest, most = run_of_months(term.months)
    return fewest + term.days, most + term.days
