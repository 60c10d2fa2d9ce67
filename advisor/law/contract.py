"""What reports promise: the findings that other programs rely on, whatever a user's own law files say."""

from __future__ import annotations

_NAMES = {
    "deportable": "cimt_within_five_years multiple_cimts aggravated_felony high_speed_flight controlled_substance "
    "firearm domestic_violence stalking child_abuse protection_order failure_to_register",
    "inadmissible": "cimt controlled_substance multiple_convictions drug_trafficking prostitution commercialized_vice",
    "detention": "mandatory_criminal laken_riley",
    "bar": "lpr_cancellation_aggravated_felony lpr_cancellation_residence nonlpr_cancellation asylum withholding "
    "voluntary_departure good_moral_character_temporary good_moral_character_permanent waiver_212h tps daca adjustment "
    "refugee_adjustment",
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
