"""Every error that a user can meet.

A message is one sentence in lower case without a full stop; what the user wrote stands in backticks, the place comes
first and the help stands apart on a line of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar, NamedTuple, Self

from advisor.wording import did_you_mean, printable, quoted


class Problem(NamedTuple):
    """One thing that is wrong: where, what, and what would be right.

    Attributes:
        place: `file:line` or a path in the scenario; empty where there is none.
        message: One sentence, lower case, no full stop, no line break.
        help: What would be right, in the same wording; empty where nothing can be said.
    """

    place: str
    message: str
    help: str = ""

    def __str__(self) -> str:
        """Return the problem as it is shown: the place and the message, then the help on its own line."""
        first = printable(f"{self.place}: {self.message}" if self.place else self.message)
        return f"{first}\nhelp: {printable(self.help)}" if self.help else first


class AdvisorError(Exception):
    """Carry all problems of one run, so that they are shown together.

    Attributes:
        problems: At least one, in the order in which they were found.
        exit_code: What the command line ends with.
    """

    exit_code: int = 1

    def __init__(self, message: str, *, place: str = "", help: str = "") -> None:
        """Hold one problem; use `of` for several."""
        super().__init__(message)
        self.problems: tuple[Problem, ...] = (Problem(place, message, help),)

    @classmethod
    def of(cls, problems: Iterable[Problem]) -> Self:
        """Return one error that carries several problems.

        Raises:
            ValueError: There is no problem to carry.
        """
        every = tuple(problems)
        if not every:
            raise ValueError("an error needs at least one problem")
        error = cls.__new__(cls)
        Exception.__init__(error, every[0].message)
        error.__dict__.update(cls._parts_of(every[0]), problems=every)
        return error

    # What a class carries beside its problems, with the value that stands where nothing is known.
    _parts: ClassVar[dict[str, Any]] = {}

    @classmethod
    def _parts_of(cls, first: Problem) -> dict[str, Any]:
        """Return the parts of a class as far as its first problem tells them."""
        return dict(cls._parts)

    def __str__(self) -> str:
        """Return every problem, one after the other."""
        return "\n".join(str(problem) for problem in self.problems)

    def tell(self, **parts: str) -> Self:
        """Put another place, message or help into every problem; return the error itself, to be raised."""
        self.problems = tuple(problem._replace(**parts) for problem in self.problems)
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        """Let the error cross a process boundary whatever its constructor asks for."""
        return _restored, (type(self), self.args, self.__dict__)


class LawFileError(AdvisorError):
    """A law file is wrong.

    Attributes:
        file: The file as the reader knows it.
        line: The line, counted from 1; 0 where none can be named.
        key: The key or name that is wrong, empty where the line as a whole is.
        nearest: Valid names close to it.
    """

    exit_code = 4
    _parts: ClassVar[dict[str, Any]] = {"file": "", "line": 0, "key": "", "nearest": ()}

    def __init__(self, message: str, *, file: str, line: int = 0, key: str = "", nearest: Sequence[str] = ()) -> None:
        """Name the place by file and line, and offer the nearest valid names as help."""
        place = f"{file}:{line}" if line else file
        super().__init__(message, place=place, help=did_you_mean(nearest))
        self.file, self.line, self.key, self.nearest = file, line, key, tuple(nearest)

    @classmethod
    def _parts_of(cls, first: Problem) -> dict[str, Any]:
        """Read file and line back from the place of the first problem."""
        file, _, line = first.place.rpartition(":")
        found = {"file": file, "line": int(line)} if file and line.isdecimal() else {"file": first.place}
        return {**cls._parts, **found}


class ScenarioError(AdvisorError):
    """The input is wrong.

    Attributes:
        path: Where in the scenario (`pleas[1].counts[0].sentence.confinement`).
        value: What stood there.
    """

    exit_code = 3
    _parts: ClassVar[dict[str, Any]] = {"path": "", "value": None}

    def __init__(self, message: str, *, path: str = "", value: object = None, help: str = "") -> None:
        """Name the place by its path in the scenario."""
        super().__init__(message, place=path, help=help)
        self.path, self.value = path, value

    @classmethod
    def _parts_of(cls, first: Problem) -> dict[str, Any]:
        """Take the place of the first problem for the path."""
        return {**cls._parts, "path": first.place}


class UnknownNameError(AdvisorError):
    """An id or a name does not exist.

    Attributes:
        name: What was asked for.
        kind: What it should have been: `offense`, `fact`, `finding` ...
        nearest: Up to five valid names close to it.
    """

    exit_code = 3
    _parts: ClassVar[dict[str, Any]] = {"name": "", "kind": "", "nearest": ()}

    def __init__(
        self, name: str, kind: str, *, nearest: Sequence[str] = (), place: str = "", exit_code: int = 3
    ) -> None:
        """Say what is unknown, and end with another exit code where the name stood in an option or a law file."""
        super().__init__(f"unknown {kind} {quoted(name)}", place=place, help=did_you_mean(nearest[:5]))
        self.name, self.kind, self.nearest = name, kind, tuple(nearest[:5])
        self.exit_code = exit_code


class ConditionNotSupported(AdvisorError):
    """An engine cannot express a condition.

    Attributes:
        engine: The engine's name.
        condition: The condition, as the law file writes it.
        rule: The id of the rule in which it stands.
    """

    exit_code = 4
    _parts: ClassVar[dict[str, Any]] = {"engine": "", "condition": "", "rule": ""}

    def __init__(self, engine: str, condition: str, rule: str) -> None:
        """Say which engine cannot express what."""
        super().__init__(f"the engine {quoted(engine)} cannot express the condition {quoted(condition)}", place=rule)
        self.engine, self.condition, self.rule = engine, condition, rule


class LawNotInForce(AdvisorError):
    """Nothing that is encoded covers the date that was asked for.

    Attributes:
        rule: The id of the rule, or of whatever has the dates.
        date: The day asked for.
        first: The first day known; empty where none is.
        last: The last day known; empty where it is still in force.
    """

    exit_code = 3
    _parts: ClassVar[dict[str, Any]] = {"rule": "", "date": "", "first": "", "last": ""}

    def __init__(self, rule: str, date: object, first: object = "", last: object = "") -> None:
        """Say which day is not covered, and from when to when the law is known."""
        self.rule, self.date, self.first, self.last = rule, str(date), str(first or ""), str(last or "")
        known = " ".join([f"from {self.first}"] * bool(self.first) + [f"to {self.last}"] * bool(self.last))
        help_text = f"the law as a whole is encoded {known}" if known else ""
        super().__init__(f"the law of {quoted(self.date)} is not encoded", place=rule, help=help_text)


class TextNotUnderstood(ValueError):
    """A duration or a date that cannot be read; whoever knows the place turns it into an error with one.

    Attributes:
        message: One sentence, worded like every message here.
        help: What would be right.
    """

    def __init__(self, message: str, help: str = "") -> None:
        """Keep message and help apart, so that the caller can show them apart."""
        super().__init__(message, help)
        self.message, self.help = message, help

    def __str__(self) -> str:
        """Return the message alone."""
        return self.message


def _restored(kind: type[AdvisorError], args: tuple[Any, ...], parts: dict[str, Any]) -> AdvisorError:
    """Build an error again from its parts."""
    error = kind.__new__(kind)
    error.args = args
    error.__dict__.update(parts)
    return error
