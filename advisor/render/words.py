"""The words and signs of a report: verdicts, questions, findings, duties, outcomes, and what a missing fact is called.

A verdict is shown three times over: by a word, by a sign whose shape carries its place on the scale, and by a colour
that only repeats it. No word here promises anything: the strongest good news is that no consequence was found.
"""

from __future__ import annotations

import re

DISCLAIMER = "For education only. Not legal advice."
NOTHING_FOUND = "no consequence found under the rules encoded"

#: From the least to the most.
VERDICTS = ("no", "unlikely", "open", "likely", "certain")
SHAPES = {"certain": "■", "likely": "▲", "open": "◇", "unlikely": "▽", "no": "·"}
ASCII_SHAPES = {"certain": "#", "likely": "^", "open": "?", "unlikely": "v", "no": "-"}
#: Codes of the terminal, distinct in brightness too. There is no green: it would promise something.
COLOURS = {"certain": "1;31", "likely": "33", "open": "35", "unlikely": "36", "no": "2"}

#: What a client asks, in the order of the report.
QUESTIONS = {
    "deportable": "Deportable?",
    "inadmissible": "Inadmissible?",
    "detained": "Detained?",
    "relief_lost": "Relief lost?",
    "citizenship_delayed": "Citizenship delayed?",
    "travel": "Travel at risk?",
}

#: What an `open` needs: an answer to a question, or a court's ruling.
OPEN_BECAUSE = {"facts": "ask", "law": "law", "both": "both"}
OPEN_MEANING = {"ask": "ask: a fact is missing", "law": "law: not settled", "both": "both: a fact and the law"}

DUTIES = {"clear": "it will", "may": "it may", "none": "nothing more"}

OUTCOMES = {
    "not_eligible": "would not weigh it: its policy excludes this class of case",
    "declined": "would weigh it and decline",
    "considered": "would weigh it; how it ends is open",
    "favours_swap": "leans toward another charge",
    "favours_sentence": "leans toward the same charge with another term",
}

#: Findings that state a reason of their own; every other one follows from them.
GROUND_PREFIXES = ("deportable.", "inadmissible.", "detention.laken_riley")

#: Every finding of the contract in a few words, those that a question leaves to say.
SHORT = {
    "deportable.cimt_within_five_years": "deportable: turpitude crime within five years of admission",
    "deportable.multiple_cimts": "deportable: two turpitude crimes, not one scheme",
    "deportable.aggravated_felony": "deportable: aggravated felony",
    "deportable.high_speed_flight": "deportable: flight from an immigration checkpoint",
    "deportable.controlled_substance": "deportable: controlled substance",
    "deportable.firearm": "deportable: firearm",
    "deportable.domestic_violence": "deportable: domestic violence",
    "deportable.stalking": "deportable: stalking",
    "deportable.child_abuse": "deportable: child abuse, neglect or abandonment",
    "deportable.protection_order": "deportable: protection order violated",
    "deportable.failure_to_register": "deportable: failure to register (federal)",
    "deportable.security_offense": "deportable: federal crime against the state",
    "deportable.trafficking_in_persons": "deportable: trafficking in persons",
    "deportable.status_violation": "deportable: nonimmigrant status ended by a crime of violence",
    "inadmissible.cimt": "inadmissible: crime involving moral turpitude",
    "inadmissible.controlled_substance": "inadmissible: controlled substance",
    "inadmissible.multiple_convictions": "inadmissible: convictions with five years in aggregate",
    "inadmissible.drug_trafficking": "inadmissible: reason to believe a drug trafficker",
    "inadmissible.prostitution": "inadmissible: prostitution",
    "inadmissible.commercialized_vice": "inadmissible: procuring or commercialized vice",
    "inadmissible.money_laundering": "inadmissible: money laundering",
    "inadmissible.trafficking_in_persons": "inadmissible: trafficking in persons",
    "conviction": "a conviction under the immigration definition",
    "aggravated_felony": "an aggravated felony",
    "removable": "removable",
    "seeking_admission": "seeks admission anew on return",
    "particularly_serious": "a particularly serious crime",
    "detention.mandatory_criminal": "held without bond for the conviction",
    "detention.laken_riley": "held without bond once arrested (Laken Riley Act)",
    "bar.lpr_cancellation_aggravated_felony": "cancellation of removal",
    "bar.lpr_cancellation_residence": "cancellation (seven years not reached)",
    "bar.nonlpr_cancellation": "cancellation of removal for non-residents",
    "bar.asylum": "asylum",
    "bar.withholding": "withholding of removal",
    "bar.voluntary_departure": "voluntary departure",
    "bar.good_moral_character_temporary": "good moral character for a time",
    "bar.good_moral_character_permanent": "good moral character permanently",
    "bar.waiver_212h": "212(h) waiver",
    "bar.tps": "Temporary Protected Status",
    "bar.daca": "DACA",
    "bar.adjustment": "a green card inside the country (unless waived)",
    "bar.refugee_adjustment": "a green card after refuge or asylum",
    "bar.administrative_removal": "a hearing before a judge (where an officer orders removal)",
    "relief.cat_deferral": "deferral under the Torture Convention",
    "relief.lpr_cancellation": "cancellation of removal",
    "relief.nonlpr_cancellation": "cancellation of removal for non-residents",
    "relief.asylum": "asylum",
    "relief.withholding": "withholding of removal",
    "relief.adjustment": "a green card inside the country",
    "relief.refugee_adjustment": "a green card after refuge or asylum",
    "relief.voluntary_departure": "voluntary departure",
    "relief.naturalization": "citizenship",
    "relief.u_visa": "U status (victims of crime)",
    "relief.t_visa": "T status (victims of trafficking)",
}

#: The parts of a detailed page, by the first word of a finding's id.
PARTS = {
    "removable": "Removal",
    "aggravated_felony": "Removal",
    "deportable": "Deportable",
    "inadmissible": "Inadmissible",
    "detention": "Detention",
    "bar": "Relief and status lost",
    "particularly_serious": "Relief and status lost",
    "seeking_admission": "Travel",
    "relief": "Relief that stays",
}

#: A fact that was not given, by the end of its path in the scenario.
FACTS = {
    "citizen_parent": "whether a parent or grandparent is or was a citizen (ask this first)",
    "admitted_on": "the day of admission",
    "admissions": "every admission, with its day",
    "adjusted_on": "the day residence was granted inside the country",
    "application_on": "the day of the application",
    "notice_to_appear_on": "the day a complete notice to appear was served",
    "born": "the date of birth",
    "lpr_since": "since when a permanent resident",
    "resided_since": "since when living here without a break after admission",
    "present_since": "since when in the country",
    "fear_of_return": "whether there is a fear of harm on return",
    "priors": "earlier convictions (write [] if there are none)",
    "relatives": "relatives, with their status",
    "status": "the immigration status",
    "grade": "the grade of the offense",
    "offense_date": "the day of the offense",
    "conviction_date": "the day of conviction",
    "released_on": "the day confinement ended",
    "max_term": "the longest term the law allowed",
    "sentence": "the sentence",
    "sentence.confinement": "the term ordered",
    "sentence.suspended": "how much of the term is suspended",
    "sentence.confined": "the days actually spent in confinement",
    "scheme": "whether the counts are one scheme",
    "runs": "whether the terms run together",
    "facts.loss_usd": "the loss to the victim",
    "facts.value_usd": "what the property was worth",
    "facts.drug": "which drug the record names",
    "facts.drug_quantity_g": "how many grams",
    "facts.own_use": "whether it was for own use",
    "facts.remuneration": "whether it was for pay",
    "facts.mens_rea": "the mental state that the record shows",
    "facts.paragraph": "which paragraph the record names",
    "facts.grading_factor": "which grading factor applies",
    "facts.victim": "who the victim was",
    "facts.victim_age": "how old the victim was",
    "facts.weapon": "which weapon",
    "facts.injury": "whether anyone was hurt",
    "facts.enjoined_after_admission": "whether the protection order still ran after admission",
    "facts.funds_usd": "how much money was laundered",
    "facts.property": "what kind of property",
    "facts.target_crime": "which crime was aimed at",
    "facts.prior_retail_thefts": "how many retail thefts before",
}

#: Categories whose name is more than the words of their id.
CATEGORIES = {
    "cimt": "moral turpitude",
    "fraud_deceit": "fraud or deceit",
    "crime_of_violence_person": "crime of violence against a person",
    "crime_of_violence_by_risk": "felony with a risk of force (16(b), counts only before 17 April 2018)",
    "obstruction": "obstruction of justice",
    "sexual_abuse_minor": "sexual abuse of a minor",
    "vehicle_trafficking": "trafficking in vehicles",
    "racketeering_gambling": "racketeering or gambling",
    "security_offense": "federal crime against the state",
    "national_security": "national defense or secret agents",
    "high_speed_flight": "flight from an immigration checkpoint",
    "larceny": "larceny by the state's name",
    "shoplifting": "shoplifting by the state's name",
    "assault_on_officer": "assault of an officer by the state's name",
    "firearm_deportable": "firearm (deportability)",
    "firearm_aggfel": "firearm (aggravated felony)",
    "laken_riley": "Laken Riley Act",
    "dui": "DUI",
    "domestic_relation": "protected victim",
    "aggravated_felony_other": "aggravated felony of a letter not said",
}

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ROW = re.compile(r"^(?:pleas\[\d+\]\.counts|defendant\.priors|charges)\[\d+\]\.")


def level(verdict: object) -> int:
    """Return the place of a verdict on the scale, 0 for a word that is not on it."""
    return VERDICTS.index(str(verdict)) if verdict in VERDICTS else 0


def fact(path: str) -> str:
    """Return a missing fact in words, from its path in the scenario."""
    name = leaf(path)
    return FACTS.get(name) or plain(name)


def plain(name: str) -> str:
    """Return a name of the scenario the way it is spoken."""
    return name.removeprefix("facts.").replace("_", " ")


def category(name: str) -> str:
    """Return a category that a count may be classified as, in words."""
    return CATEGORIES.get(name) or name.replace("_", " ")


def kind(detail: str) -> str:
    """Return a kind of a finding in words; a letter of the definition of aggravated felonies stays as it is."""
    return detail if detail[:1].isupper() else detail.replace("-", " ")


def leaf(path: str) -> str:
    """Return what a scenario path names, without the person or the row that it names it of."""
    return _ROW.sub("", path).removeprefix("defendant.")


def title(finding: object, given: object = None) -> str:
    """Return a finding's plain name: the one that the report gives, or one read off its id."""
    if given:
        return str(given)
    name = str(finding)
    known = SHORT.get(name) or name.replace(".", ": ").replace("_", " ")
    return known[:1].upper() + known[1:]


def short(finding: str, given: object = None) -> str:
    """Return the few words for a finding in a list under its question."""
    return SHORT.get(finding) or title(finding, given)


def part(finding: str) -> str:
    """Return under which heading of a detailed page a finding stands."""
    return PARTS.get(finding.partition(".")[0], "Other findings")


def is_ground(finding: str) -> bool:
    """Return whether a finding states a reason of its own, rather than what follows from another."""
    return finding.startswith(GROUND_PREFIXES)


def is_gain(finding: str) -> bool:
    """Return whether a finding is good news: relief that stays open."""
    return finding.startswith("relief.")


def ordinal(number: int) -> str:
    """Return a place in an order."""
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def listed(names: list[str]) -> str:
    """Return names in one phrase."""
    return ", ".join(names)


def day(text: object) -> str:
    """Return an ISO day the way people write one, and anything else as it stands."""
    found = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", str(text))
    if not found or not 1 <= int(found[2]) <= 12:
        return str(text)
    return f"{int(found[3])} {_MONTHS[int(found[2]) - 1]} {found[1]}"


def circuit(number: object) -> str:
    """Return a federal circuit as it is cited, or nothing where none is given."""
    return {"1": "1st Cir.", "2": "2d Cir.", "3": "3d Cir."}.get(str(number), f"{number}th Cir.") if number else ""


def state(code: object) -> str:
    """Return a state's name where it is covered, else its code."""
    return {"PA": "Pennsylvania"}.get(str(code), str(code or ""))


def unprefixed(name: str, heading: str) -> str:
    """Return a finding's name without the word that its heading says already."""
    for known in (f"{heading}: ", "Stays open: ", "Travel: "):
        if name.startswith(known):
            rest = name.removeprefix(known)
            return rest[:1].upper() + rest[1:]
    return name
