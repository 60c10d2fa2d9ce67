"""A prosecutor's office's policy as a typed object, checked for its shape and, where the names are at hand, for those.

The compiled law carries policies as plain data, since only one of them is used in a run; they become objects here. The
shape is told in rules/4-discretion/README.md.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from advisor.errors import LawFileError, Problem, did_you_mean, nearest

PULLS = ("for_swap", "against", "neutral")
UNKNOWN = "unknown"
OUTCOMES = ("not_eligible", "declined", "considered", "favours_swap", "favours_sentence")
KINDS = ("swap", "disposition", "sentence", "record")
OPERATORS = ("is", "one_of", "at_least", "at_most", "more_than", "less_than")
MEASURES = ("prior_convictions", "risk", "gap")
UNITS = ("number", "years")
#: The words for the harm that an option adds, in order.
RISKS = ("none", "low", "moderate", "high", "severe")

_TEST_KEYS = ("category", "offenses", "fact", "finding", "all", "any")
_SOURCE_KEYS = ("fact", "measure", "test", "not_asked")
_WHEN_KEYS = ("excluded", "pull", "best_option", "all", "any")
_POLICY_KEYS = (
    "id", "title", "office", "date", "authority", "verified", "in_words", "limits", "invented", "grave_from",
    "excluded", "factors", "outcome",
)  # fmt: skip


class Exclusion(NamedTuple):
    """A class of case that the office does not look at."""

    id: str
    title: str
    test: Mapping[str, Any]
    why: str
    authority: tuple[str, ...]
    verified: str


class Factor(NamedTuple):
    """One thing that the office weighs.

    Attributes:
        source: Where its value comes from.
        states: Tried from the top; each holds an operator and the way it pulls.
    """

    id: str
    title: str
    source: Mapping[str, Any]
    states: tuple[Mapping[str, Any], ...]
    why: str
    authority: tuple[str, ...]
    verified: str


class Policy(NamedTuple):
    """What one office looks at, and what it then does.

    Attributes:
        grave_from: The word for harm from which on it counts as grave.
        outcome: What is given and when, tried from the top; the last holds always (None).
    """

    id: str
    title: str
    office: str
    limits: str
    invented: str
    grave_from: str
    excluded: tuple[Exclusion, ...]
    factors: tuple[Factor, ...]
    outcome: tuple[tuple[str, Mapping[str, Any] | None], ...]


def read_policy(data: Mapping[str, Any]) -> Policy:
    """Return a policy from the plain data of its file.

    Raises:
        LawFileError: The data has another shape; it carries every problem.
    """
    problems = list(policy_problems(data))
    if problems:
        raise LawFileError.of(problems)
    return Policy(
        data["id"], data["title"], data["office"], data["limits"], data["invented"], data["grave_from"],
        tuple(_exclusion(entry, data) for entry in data["excluded"]),
        tuple(_factor(entry, data) for entry in data["factors"]),
        tuple((entry["give"], entry.get("when")) for entry in data["outcome"]),
    )  # fmt: skip


def _exclusion(entry: Mapping[str, Any], policy: Mapping[str, Any]) -> Exclusion:
    return Exclusion(entry["id"], entry["title"], entry["test"], entry["why"], *_standing(entry, policy))


def _factor(entry: Mapping[str, Any], policy: Mapping[str, Any]) -> Factor:
    states = tuple(entry["states"])
    return Factor(entry["id"], entry["title"], entry["source"], states, entry["why"], *_standing(entry, policy))


def _standing(entry: Mapping[str, Any], policy: Mapping[str, Any]) -> tuple[tuple[str, ...], str]:
    """Return what an entry rests on and whether it was confirmed: its own word, else the policy's."""
    authority = tuple(entry.get("authority", policy["authority"]))
    return authority, str(entry.get("verified", policy["verified"])).lower()


def policy_problems(data: Mapping[str, Any], names: Mapping[str, Collection[str]] | None = None) -> Iterator[Problem]:
    """Yield everything that is wrong with a policy's data.

    Args:
        data: The data of the file.
        names: The names that exist, by the key that names them (`fact`, `category`, `finding`, `authority`); a key
            that is missing here is not checked.
    """
    check = _Check(f"rules/4-discretion/{data.get('id', '')}.yaml", names or {})
    yield from check.policy(data)


class _Check:
    """Walk a policy and yield what is wrong; each place is the file, each message names the part."""

    def __init__(self, file: str, names: Mapping[str, Collection[str]]) -> None:
        self._file = file
        self._names = names

    def _problem(self, where: str, message: str, help_text: str = "") -> Problem:
        return Problem(self._file, f"{where}: {message}" if where else message, help_text)

    def policy(self, data: Mapping[str, Any]) -> Iterator[Problem]:
        yield from self._keys("", data, _POLICY_KEYS, ("default",))
        yield from self._known("", "authority", data.get("authority") or ())
        yield from self._word("grave_from", data.get("grave_from"), RISKS)
        for part, own in (("excluded", ("test",)), ("factors", ("source", "states"))):
            for entry in data.get(part) or ():
                where = f"`{entry.get('id', part)}`"
                yield from self._keys(where, entry, ("id", "title", *own, "why"), ("authority", "verified"))
                yield from self._known(where, "authority", entry.get("authority") or ())
                yield from self._test(where, entry["test"]) if "test" in entry else ()
                yield from self._source(where, entry["source"]) if "source" in entry else ()
                yield from self._states(where, entry.get("states") or ())
        yield from self._outcome(data)

    def _outcome(self, data: Mapping[str, Any]) -> Iterator[Problem]:
        rules = data.get("outcome") or [{}]
        factors = [entry.get("id") for entry in data.get("factors") or ()]
        for number, rule in enumerate(rules):
            where = f"outcome {number + 1}"
            last = number == len(rules) - 1
            yield from self._keys(where, rule, ("give", "otherwise" if last else "when"), ())
            yield from self._word(where, rule.get("give"), OUTCOMES)
            yield from self._when(where, rule["when"], factors) if "when" in rule else ()

    def _when(self, where: str, when: Mapping[str, Any], factors: Sequence[Any]) -> Iterator[Problem]:
        key = self._one_of(when, _WHEN_KEYS)
        if key is None:
            yield self._problem(where, "a condition needs exactly one of its words", ", ".join(_WHEN_KEYS))
        elif key in ("all", "any"):
            for part in when[key]:
                yield from self._when(where, part, factors)
        elif key == "pull":
            yield from self._word(where, when["pull"], (*PULLS, UNKNOWN))
            for name in when.get("factors", ()):
                yield from self._word(where, name, factors)
            if not {"at_least", "at_most"} & set(when):
                yield self._problem(where, "a number of pulls is missing", "write `at_least: 1` or `at_most: 0`")
        elif key == "excluded":
            yield from self._word(where, when["excluded"], ("surely", "possibly"))
        else:
            yield from self._keys(where, when, ("best_option",), ("among", "lifts_grave_harm"))
            for kind in (*when["best_option"], *when.get("among", ())):
                yield from self._word(where, kind, KINDS)

    def _source(self, where: str, source: Mapping[str, Any]) -> Iterator[Problem]:
        key = self._one_of(source, _SOURCE_KEYS)
        if key is None:
            yield self._problem(where, "a source needs exactly one of its words", ", ".join(_SOURCE_KEYS))
        elif key == "fact":
            yield from self._known(where, "fact", (source["fact"],))
            yield from self._word(where, source.get("unit", "number"), UNITS)
        elif key == "test":
            yield from self._test(where, source["test"])
        elif key == "measure":
            yield from self._word(where, source["measure"], MEASURES)
            if source["measure"] == "gap":
                yield from self._keys(where, source, ("measure", "consequence", "offense"), ())
                yield from self._keys(where, source.get("consequence") or {}, RISKS, ())

    def _states(self, where: str, states: Sequence[Mapping[str, Any]]) -> Iterator[Problem]:
        for state in states:
            if self._one_of(state, OPERATORS) is None:
                yield self._problem(where, "a state needs exactly one comparison", ", ".join(OPERATORS))
            yield from self._word(where, state.get("pull"), PULLS)

    def _test(self, where: str, test: Mapping[str, Any]) -> Iterator[Problem]:
        key = self._one_of(test, _TEST_KEYS)
        if key is None:
            yield self._problem(where, "a test needs exactly one of its words", ", ".join(_TEST_KEYS))
        elif key in ("all", "any"):
            for part in test[key]:
                yield from self._test(where, part)
        elif key != "offenses":
            yield from self._known(where, key, (test[key],))
            if key == "fact" and self._one_of(test, OPERATORS) is None:
                yield self._problem(where, "a fact needs exactly one comparison", ", ".join(OPERATORS))
            yield from self._word(where, test.get("unit", "number"), UNITS)

    def _keys(
        self, where: str, entry: Mapping[str, Any], needed: Sequence[str], more: Sequence[str]
    ) -> Iterator[Problem]:
        for key in needed:
            if key not in entry:
                yield self._problem(where, f"the key `{key}` is missing")
        for key in entry:
            if key not in needed and key not in more:
                yield self._problem(where, f"unknown key `{key}`", did_you_mean(nearest(key, (*needed, *more))))

    def _word(self, where: str, word: Any, words: Collection[Any]) -> Iterator[Problem]:
        if word not in words:
            shown = [str(each).lower() if isinstance(each, bool) else str(each) for each in words]
            yield self._problem(where, f"unknown word `{word}`", f"one of: {', '.join(shown)}")

    def _known(self, where: str, kind: str, given: Sequence[str]) -> Iterator[Problem]:
        for name in given:
            if kind in self._names and name not in self._names[kind]:
                yield self._problem(where, f"unknown {kind} `{name}`", did_you_mean(nearest(name, self._names[kind])))

    def _one_of(self, entry: Mapping[str, Any], keys: Sequence[str]) -> str | None:
        found = [key for key in keys if key in entry]
        return found[0] if len(found) == 1 else None
