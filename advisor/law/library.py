"""The law of one day: which rules, figures and answers are in force, and in which order they are worked out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from advisor.errors import LawNotInForce, UnknownNameError
from advisor.law import cache
from advisor.law.catalogue import disposition_table, offense_of
from advisor.law.conditions import AllOf, AnyOf, Condition, FactCompares, FactIs, Not, from_plain
from advisor.law.entries import Authority, Disposition, Offense, Rule, Threshold
from advisor.law.files import AUTHORITIES
from advisor.law.index import ChargeIndex
from advisor.law.naming import HOME, tree_of
from advisor.law.reach import encoded_from, in_force, whole_law_from
from advisor.law.strata import strata_of
from advisor.law.vocabulary import Vocabulary, build_vocabulary, on_scale
from advisor.wording import nearest


class Law:
    """The library as it stands on one day.

    Attributes:
        as_of: The day.
        vocabulary: Every name.
        thresholds: The figures in force.
        rules: The rules in force, in a fixed order.
        strata: Rules grouped so that each group reads only conclusions of earlier groups.
        rules_version: Hash of all law files.
    """

    def __init__(self, compiled: dict[str, Any], as_of: date) -> None:
        """Resolve the compiled law for a day.

        Raises:
            LawNotInForce: Some rule is encoded only from a later day on.
        """
        self.as_of = as_of
        self.compiled = compiled
        self.vocabulary: Vocabulary = _vocabulary_of(compiled)
        self.rules_version: str = compiled["hash"]
        day = as_of.isoformat()
        self.thresholds = {entry["id"]: _threshold(entry, day) for entry in compiled["thresholds"]}
        moved = compiled.get("figures_moved", any(len(entry["versions"]) > 1 for entry in compiled["thresholds"]))
        figures = self.thresholds if moved else None
        try:
            self.rules: tuple[Rule, ...] = tuple(
                rule for entry in compiled["rules"] for rule in _rules(entry, day, figures, self.vocabulary)
            )
        except LawNotInForce:
            # Which rule refused first is of no use to whoever asked for the day.
            raise LawNotInForce("", day, whole_law_from(compiled["rules"], day)) from None
        self.strata = strata_of(self.rules, self.vocabulary)
        self._offenses: dict[str, Offense] = {}

    @property
    def version(self) -> str:
        """The law's own version, apart from the software's."""
        return str(self.library.get("version", ""))

    def list_rules(self) -> list[tuple[str, str]]:
        """Return id and title of each rule in force, in the order of the files."""
        return list(dict.fromkeys((rule.id, rule.title) for rule in self.rules))

    def rule_entry(self, rule_id: str) -> Mapping[str, Any]:
        """Return a rule with all its versions, in force on the day or not.

        Raises:
            UnknownNameError: There is no such rule.
        """
        by_id: dict[str, Mapping[str, Any]] = {entry["id"]: entry for entry in self.compiled["rules"]}
        if rule_id not in by_id:
            within = [name for name in by_id if rule_id and rule_id in name.split(".")]
            raise UnknownNameError(rule_id, "rule", nearest=within or nearest(rule_id, by_id))
        return by_id[rule_id]

    @cached_property
    def charges(self) -> ChargeIndex:
        """The catalogue of offenses: ids, and what a search finds."""
        return ChargeIndex(self.compiled)

    @property
    def offense_ids(self) -> tuple[str, ...]:
        """Every offense id of the catalogue."""
        return tuple(self.compiled["offenses"])

    @cached_property
    def states(self) -> tuple[str, ...]:
        """The states that are covered: those the library names, and those whose offenses a user's own files add."""
        named = tuple(self.library.get("covered", {}).get("states", (HOME.upper(),)))
        added = (tree_of(name).upper() for name in self.compiled["offenses"].values())
        return tuple(dict.fromkeys((*named, *added)))

    def offense(self, offense_id: str, place: str = "") -> Offense:
        """Return one offense of the catalogue as it stands on the day.

        Raises:
            UnknownNameError: There is no such offense.
        """
        if offense_id not in self._offenses:
            name = self.compiled["offenses"].get(offense_id)
            if name is None:
                raise UnknownNameError(
                    offense_id, "offense", nearest=nearest(offense_id, self.offense_ids), place=place
                )
            file = cache.read_charge_file(self.compiled, name)
            self._offenses[offense_id] = offense_of(file, offense_id, self.as_of.isoformat())
        return self._offenses[offense_id]

    def charge_file(self, offense_id: str) -> Mapping[str, Any]:
        """Return the file that holds an offense, in its compiled form."""
        self.offense(offense_id)
        return cache.read_charge_file(self.compiled, self.compiled["offenses"][offense_id])

    @cached_property
    def dispositions(self) -> Mapping[str, Disposition]:
        """Every disposition by id and by alias."""
        return disposition_table(cache.read_table(self.compiled, "charges/pa/dispositions.yaml"))

    @cached_property
    def post_convictions(self) -> Mapping[str, str]:
        """For each id of the post-conviction catalogue, the word of the fact `afterwards`."""
        table = cache.read_table(self.compiled, "charges/pa/dispositions.yaml") or {}
        return {entry["id"]: entry["effect"] for entry in table.get("post_conviction", ())}

    @cached_property
    def sentencing(self) -> Mapping[str, Any]:
        """The ordinary maxima by grade and the sentencing rules."""
        return dict(cache.read_table(self.compiled, "charges/pa/sentencing.yaml") or {})

    @cached_property
    def drugs(self) -> Mapping[str, Mapping[str, Any]]:
        """Every drug by its name and aliases, in lower case."""
        table = cache.read_table(self.compiled, "rules/drugs.yaml") or {}
        named: dict[str, Mapping[str, Any]] = {}
        for entry in table.get("drugs", table) if isinstance(table, dict) else table:
            for name in (entry["name"], *entry.get("aliases", ())):
                named[str(name).lower()] = entry
        return named

    @cached_property
    def authorities(self) -> Mapping[str, Authority]:
        """The table of authorities."""
        found: dict[str, Authority] = {}
        for name in AUTHORITIES:
            for entry in cache.read_table(self.compiled, name) or ():
                found[entry["id"]] = _authority(entry)
        return found

    @cached_property
    def citations(self) -> Mapping[str, str]:
        """The citation of every authority, by id."""
        return dict(cache.read_brief(self.compiled)["citations"])

    @cached_property
    def unverified(self) -> frozenset[str]:
        """The ids of the authorities that no one has confirmed in full."""
        return frozenset(cache.read_brief(self.compiled)["unverified"])

    def policy(self, policy_id: str) -> Mapping[str, Any] | None:
        """Return an office's policy, or None where there is none of that id."""
        table = cache.read_table(self.compiled, f"rules/4-discretion/{policy_id}.yaml")
        return None if table is None else dict(table)

    @property
    def policy_ids(self) -> tuple[str, ...]:
        """The ids of the policies of offices."""
        prefix = "rules/4-discretion/"
        return tuple(
            name.removeprefix(prefix).removesuffix(".yaml")
            for name in self.compiled["table_names"]
            if name.startswith(prefix)
        )

    @cached_property
    def library(self) -> Mapping[str, Any]:
        """What is in and how completely (`rules/library.yaml`)."""
        return dict(cache.read_table(self.compiled, "rules/library.yaml") or {})


@lru_cache(maxsize=4)
def _compiled(own: Path | None) -> dict[str, Any]:
    return cache.read_compiled(own)


@lru_cache(maxsize=32)
def law_of(day: date, own: Path | None = None) -> Law:
    """Return the law of a day; each is made once a process."""
    return Law(_compiled(own), day)


def _vocabulary_of(compiled: dict[str, Any]) -> Vocabulary:
    if "vocabulary_object" not in compiled:
        compiled["vocabulary_object"] = build_vocabulary(compiled["vocabulary"])
    built: Vocabulary = compiled["vocabulary_object"]
    return built


def _threshold(entry: Mapping[str, Any], day: str) -> Threshold:
    version = in_force(entry["versions"], day) or entry["versions"][0]
    return Threshold(
        entry["id"], entry["title"], entry["unit"], str(version["value"]), version["number"],
        tuple(version["authority"]),
    )  # fmt: skip


def _rules(
    entry: Mapping[str, Any], day: str, thresholds: Mapping[str, Threshold] | None, vocabulary: Vocabulary
) -> list[Rule]:
    """Return what stands of one rule on a day; versions that look to another day keep it as a condition."""
    by_fact = [version for version in entry["versions"] if version["dated_by"] != "as_of"]
    found = [_rule(entry, version, thresholds, vocabulary) for version in by_fact]
    by_day = [version for version in entry["versions"] if version["dated_by"] == "as_of"]
    current = in_force(by_day, day)
    if current is not None:
        found.append(_rule(entry, current, thresholds, vocabulary))
    elif encoded_from(entry, day):
        raise LawNotInForce(entry["id"], day)
    return found


def _rule(
    entry: Mapping[str, Any], version: Mapping[str, Any], thresholds: Mapping[str, Threshold] | None,
    vocabulary: Vocabulary,
) -> Rule:  # fmt: skip
    condition = from_plain(version["condition"])
    if thresholds is not None:
        condition = _retimed(condition, thresholds)
    extra: list[Condition] = []
    if vocabulary.findings[entry["concludes"]].noncitizens:
        extra.append(FactIs("citizen", frozenset(("false",))))
    if version["dated_by"] != "as_of":
        extra += date_conditions(version)
    if extra:
        condition = AllOf((*extra, condition), version["line"])
    return Rule(
        entry["id"], entry["title"], entry["concludes"], entry["about"], condition, version["strength"],
        entry.get("detail"), tuple(version["authority"]), entry["file"], version["line"], version.get("split"),
        entry.get("turns_on", ""), entry.get("in_words", ""), version["effective_from"],
    )  # fmt: skip


def date_conditions(version: Mapping[str, Any]) -> list[Condition]:
    """Return the conditions on the day of the offense or conviction that a dated version stands for."""
    fact = {"committed": "offense_date", "convicted": "conviction_date"}[version["dated_by"]]
    found: list[Condition] = []
    if "effective_from" in version:
        found.append(FactCompares(fact, ">=", on_scale("date", version["effective_from"])))
    if "effective_to" in version:
        found.append(FactCompares(fact, "<=", on_scale("date", version["effective_to"])))
    return found


def _retimed(condition: Condition, thresholds: Mapping[str, Threshold]) -> Condition:
    """Return a condition with the figures of the day."""
    match condition:
        case AllOf(parts, line):
            return AllOf(tuple(_retimed(part, thresholds) for part in parts), line)
        case AnyOf(parts, line):
            return AnyOf(tuple(_retimed(part, thresholds) for part in parts), line)
        case Not(part, line):
            return Not(_retimed(part, thresholds), line)
        case FactCompares(fact, operator, _, unit, str() as name, silence, source, line):
            number = thresholds[name].number * (2 if unit in ("months", "days") else 1)
            return FactCompares(fact, operator, number, unit, name, silence, source, line)
    return condition


def _authority(entry: Mapping[str, Any]) -> Authority:
    return Authority(
        entry["id"],
        entry["citation"],
        str(entry.get("court", "")),
        str(entry.get("decided", entry.get("date", ""))),
        bool(entry.get("precedential", True)),
        str(entry.get("holding", entry.get("says", ""))),
        str(entry.get("treatment", "")),
        str(entry.get("link", "")),
        str(entry.get("verified", "false")).lower(),
        str(entry.get("treatment_note", "")),
        str(entry.get("treatment_since", "")),
    )
