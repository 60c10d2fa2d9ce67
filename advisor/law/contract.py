"""What law files and the program owe each other, whatever a user's own files say.

Reports promise some findings, on which other programs rely; the program computes some facts, and asks for some of these
and for a few entries of tables by their names. Nothing here is imported on a normal run.
"""

from __future__ import annotations

from collections.abc import Mapping

_NAMES = {
    "deportable": "cimt_within_five_years multiple_cimts aggravated_felony high_speed_flight controlled_substance "
    "firearm domestic_violence stalking child_abuse protection_order failure_to_register security_offense "
    "trafficking_in_persons status_violation",
    "inadmissible": "cimt controlled_substance multiple_convictions drug_trafficking prostitution commercialized_vice "
    "money_laundering trafficking_in_persons",
    "detention": "mandatory_criminal laken_riley",
    "bar": "lpr_cancellation_aggravated_felony lpr_cancellation_residence nonlpr_cancellation asylum withholding "
    "voluntary_departure good_moral_character_temporary good_moral_character_permanent waiver_212h tps daca adjustment "
    "refugee_adjustment administrative_removal",
    "relief": "cat_deferral lpr_cancellation nonlpr_cancellation asylum withholding adjustment refugee_adjustment "
    "voluntary_departure naturalization u_visa t_visa",
}
FINDINGS = (
    "conviction",
    "aggravated_felony",
    "seeking_admission",
    "particularly_serious",
    "removable",
    *(f"{group}.{name}" for group, names in _NAMES.items() for name in names.split()),
)

#: What the program computes or asks for, by what it is about and by its kind.
_FACTS = {
    ("person", "word"): "status gmc_period severity violence public_safety_risk witness_or_victim",
    ("person", "flag"): "citizen resident admitted admission_by_adjustment admitted_as_resident adjusted_inside "
    "admission_unsettled seeking_admission entry_fraud fear_of_return order_of_removal citizen_parent was_resident "
    "citizen_spouse qualifying_relative",
    ("person", "years"): "resident_years residence_years presence_years years_in_us",
    ("person", "number"): "dependents",
    ("count", "word"): "role outcome guilt restraint proceeding diversion appeal afterwards inchoate place grade level "
    "drug_kind mens_rea",
    ("count", "name"): "drug",
    ("count", "flag"): "convicted_after_admission committed_before_admission drug_listed",
    ("count", "number"): "confined_days confined_days_in_period",
    ("count", "money"): "loss_usd",
    ("count", "date"): "offense_date conviction_date",
    ("count", "years"): "years_after_admission residence_years_at_offense presence_years_at_offense age_at_offense "
    "years_before_application years_released_before_application years_convicted_before_application",
    ("count", "duration"): "max_term term_ordered custody_to_serve",
    ("count", "group"): "scheme sentence_group",
}
#: What each of these facts is about, and its kind.
FACTS: Mapping[str, tuple[str, str]] = {name: about for about, names in _FACTS.items() for name in names.split()}
#: Those that a scenario gives under a count's `facts`; the program supplies the others.
UNDER_FACTS = ("drug", "loss_usd", "mens_rea")
#: The six questions that a client asks.
QUESTIONS = ("deportable", "inadmissible", "detained", "relief_lost", "citizenship_delayed", "travel")
#: The dispositions that stand where nothing is said, or that are proposed.
DISPOSITIONS = ("guilty", "ard")
#: The groups of the table of risk.
RISK_GROUPS = ("removal",)
