"""An offense as a page: what must be proved, how it is graded, how federal law sees it, and which pleas harm less."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from advisor.errors import UnknownNameError
from advisor.law.conditions import Condition, from_plain
from advisor.law.index import full_name
from advisor.law.library import Law
from advisor.law.vocabulary import fact_entry
from advisor.render.authorities import authority_lines, cited, mark
from advisor.render.conditions import STEP, ConditionWriter
from advisor.render.words import day

_DATED_BY = {"as_of": "the law of", "committed": "offenses", "convicted": "convictions"}
_DIVISIBLE = {"yes": "Yes", "no": "No", "unsettled": "Unsettled"}


def offense_page(law: Law, name: str) -> str:
    """Return the page of an offense; of a section the list of its offenses.

    Raises:
        UnknownNameError: There is neither such an offense nor such a section.
    """
    file = law.charges.file(name)
    offense = next((each for each in file["offenses"] if each["id"] == name), None)
    if offense is None:
        return "\n".join(_section(file, law))
    return "\n".join(_OffenseWriter(file, offense, law).page())


def offense_writer(offense: Mapping[str, Any], law: Law) -> ConditionWriter:
    """Return the writer for the conditions of an offense, which knows the facts that the offense itself asks for."""
    own = {name: fact_entry(name, entry) for name, entry in (offense.get("asks") or {}).items()}
    graded = tuple(dict.fromkeys(grade["grade"] for grade in offense["grades"]))
    own["grade"] = law.vocabulary.facts["grade"]._replace(words=graded)
    return ConditionWriter(law, own)


def _section(file: Mapping[str, Any], law: Law) -> Iterator[str]:
    yield f"{file['citation']}: {file['name']}"
    yield f"{file['id']}, in {file['file']}"
    yield from _divisible(file, law)
    yield from ("", "Its offenses")
    for offense in file["offenses"]:
        yield f"{STEP}{offense['id']}: {offense['name']}, {offense['citation']}"


def _divisible(part: Mapping[str, Any], law: Law) -> Iterator[str]:
    if "divisible" in part:
        found = part["divisible"]
        yield from ("", "Divisible, so that the record of conviction may be looked at?")
        yield f"{STEP}{_DIVISIBLE[found['answer']]}, along: {found['along']}. {found['why']}"
        if found["authority"]:
            yield f"{STEP * 2}{cited(found['authority'], law)}"


class _OffenseWriter:
    """Write the parts of an offense's page."""

    def __init__(self, file: Mapping[str, Any], offense: Mapping[str, Any], law: Law) -> None:
        self.file = file
        self.offense = offense
        self.law = law
        self.writer = offense_writer(offense, law)

    def page(self) -> Iterator[str]:
        """Yield the lines of the page."""
        offense = self.offense
        yield f"{offense['citation']}: {full_name(self.file, offense)}"
        yield f"{offense['id']}, in {self.file['file']}"
        yield from ("", "What must be proved", STEP + offense["elements"])
        if offense.get("mens_rea"):
            yield f"{STEP}Mental state: {' or '.join(offense['mens_rea'])}."
        yield from self._grades()
        yield from self._asked()
        yield from _divisible(offense if "divisible" in offense else self.file, self.law)
        yield from self._classified()
        yield from self._excluded()
        if offense.get("turns_on"):
            yield from ("", "What it turns on", STEP + offense["turns_on"])
        yield from self._less_harm()
        if offense.get("notes"):
            yield from ("", "Notes", STEP + offense["notes"])
        yield from authority_lines(self._authorities(), self.law)
        yield from self._foot()

    def _grades(self) -> Iterator[str]:
        unconfirmed = "" if str(self.offense.get("grades_verified")).lower() == "true" else " (not confirmed by anyone)"
        yield from ("", f"Grades, tried from the top{unconfirmed}")
        for grade in self.offense["grades"]:
            longest = grade["max"] or self._ordinary(grade["grade"])
            when = f" if {self._when(grade)}" if grade["when"] else " otherwise" if grade.get("otherwise") else ""
            yield f"{STEP}- {grade['grade']}, up to {longest}{when}"
        factors = self.offense.get("grading_factors", ())
        if factors:
            yield f"{STEP}Words for the grading factor (`grading_factor`):"
            yield from (f"{STEP * 2}- {factor['word']}: {factor['says']}" for factor in factors)

    def _ordinary(self, grade: str) -> str:
        maxima = {entry["grade"]: entry.get("max") for entry in self.law.sentencing.get("grades", ())}
        return str(maxima.get(grade) or "a term that its statute names")

    def _when(self, entry: Mapping[str, Any]) -> str:
        return self.writer.in_line(from_plain(entry["when"]))

    def _asked(self) -> Iterator[str]:
        conditions: list[Condition] = [
            from_plain(entry["when"])
            for entry in (*self.offense["grades"], *self.offense["classification"])
            if entry["when"] is not None
        ]
        questions = self.writer.questions(conditions)
        if questions:
            yield from ("", "Facts that decide", *(f"{STEP}- {question}" for question in questions))
        fixed = self.offense.get("fixes") or {}
        if fixed:
            told = "; ".join(f"{self.writer.fact(name)}: {_plain(value)}" for name, value in fixed.items())
            yield f"{STEP}Settled by the offense itself: {told}."

    def _classified(self) -> Iterator[str]:
        yield from ("", "How federal law classifies it")
        answered = self.offense["classification"]
        for name, category in self.law.vocabulary.categories.items():
            entries = [entry for entry in answered if entry["category"] == name]
            if entries:
                yield f"{STEP}{category.title} (`{name}`)"
                for entry in entries:
                    yield from self._answer(entry)

    def _answer(self, entry: Mapping[str, Any]) -> Iterator[str]:
        relief = entry.get("relief_verdict", entry["verdict"])
        proof = f" ({relief} where the person must prove eligibility)" if relief != entry["verdict"] else ""
        when = (
            f", if {self._when(entry)}" if entry["when"] else ", in every other case" if entry.get("otherwise") else ""
        )
        yield f"{STEP * 2}- {entry['verdict']}{proof}{_dates(entry)}{when}"
        yield f"{STEP * 3}{entry['why']}"
        if entry.get("split"):
            yield f"{STEP * 3}For it: {cited(entry['split']['for'], self.law)}"
            yield f"{STEP * 3}Against it: {cited(entry['split']['against'], self.law)}"
        yield f"{STEP * 3}{cited(entry['authority'], self.law)} [this answer: {mark(entry['verified'])}]"

    def _excluded(self) -> Iterator[str]:
        """Yield the categories that are `no` because the elements involve nothing of the kind."""
        involved = frozenset(self.offense["involves"])
        vocabulary = self.law.vocabulary
        answered = {entry["category"] for entry in self.offense["classification"]}
        titles = [
            category.title
            for name, category in vocabulary.categories.items()
            if name not in answered and not category.circumstance and not vocabulary.reads(name, involved)
        ]
        if titles:
            yield from ("", "No, since the elements involve nothing of the kind")
            yield f"{STEP}Involved: {', '.join(sorted(involved))}."
            yield f"{STEP}{'; '.join(titles)}."

    def _less_harm(self) -> Iterator[str]:
        pleas = [*self.offense.get("safer_pleas", ()), *self.file.get("safer_pleas", ())]
        if pleas:
            yield from ("", "Pleas with less harm, to be tried with `plea assess`")
            yield from (f"{STEP}- {plea['id']} ({self._name(plea['id'])}): {plea['why']}" for plea in pleas)
        sentence = self.offense.get("safer_sentence") or self.file.get("safer_sentence")
        if sentence:
            yield from ("", "Sentence with less harm", STEP + sentence)

    def _name(self, target: str) -> str:
        try:
            file = self.law.charges.file(target)
        except UnknownNameError:
            return self.law.dispositions[target].name if target in self.law.dispositions else "not in the catalogue"
        return next((full_name(file, each) for each in file["offenses"] if each["id"] == target), str(file["name"]))

    def _authorities(self) -> Iterator[str]:
        for part in (self.file, self.offense):
            yield from part.get("divisible", {}).get("authority", ())
        for entry in self.offense["classification"]:
            yield from entry["authority"]
            for side in (entry.get("split") or {}).values():
                yield from side

    def _foot(self) -> Iterator[str]:
        sources = self.file.get("sources", ())
        if sources:
            yield from ("", "Pages that showed the facts", *(f"{STEP}{source}" for source in sources))
        checked = self.file["checked"]
        against = f" ({cited(checked['against'], self.law)})" if checked["against"] else ""
        yield from ("", f"Last held against its sources: {day(checked['date'])}{against}.")


def _dates(entry: Mapping[str, Any]) -> str:
    first, last = entry.get("effective_from"), entry.get("effective_to")
    if not first and not last:
        return ""
    span = " ".join([f"from {day(first)}"] * bool(first) + [f"up to {day(last)}"] * bool(last))
    return (
        f", for {_DATED_BY[entry.get('dated_by', 'as_of')]} {'days ' if entry.get('dated_by') == 'as_of' else ''}{span}"
    )


def _plain(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key.replace('_', ' ')} {inner}" for key, inner in value.items())
    return str(value).replace("_", " ")
