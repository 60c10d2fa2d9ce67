"""How the words of a message are put: what the user wrote is quoted, and the nearest right names are offered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

# A name longer than this is no slip of the pen, and comparing it with every valid name would take long.
_LONGEST_NAME = 200
#: From here on the beginning of a name says which is meant.
_BEGINNING = 8
_LONGEST_QUOTE = 80
#: A list of at most so many names is read at a glance, and shown where no name is near.
_SHORT_LIST = 14


def printable(text: str) -> str:
    """Return a text with line breaks and control characters as escapes, since it may come from anybody."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def quoted(value: object) -> str:
    """Return what the user wrote, in backticks, fit for one line; a long text is cut."""
    text = str(value)
    short = text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 3] + "..."
    # Backticks within backticks would end the quotation early.
    return f"`{printable(short).replace('`', chr(39))}`"


def lowered(text: str) -> str:
    """Return a phrase as it stands inside a sentence; a name in capitals (DUI, U status) keeps them."""
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[:2].lower() == "a " else text


def did_you_mean(names: Sequence[str]) -> str:
    """Return the help that offers names, or an empty text if there are none to offer."""
    return f"did you mean {one_of([quoted(name) for name in names])}?" if names else ""


def one_of(names: Sequence[str]) -> str:
    """Return names as one is chosen from them: `a, b or c`."""
    return " or ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def offered(name: str, valid: Iterable[str]) -> str:
    """Return the help on a name that does not exist: those close to it, or all where they are few."""
    names = tuple(dict.fromkeys(valid))
    close = did_you_mean(nearest(name, names))
    if close or not names or len(names) > _SHORT_LIST:
        return close
    shown = ", ".join(map(quoted, names))
    return f"one of {shown}" if len(names) > 1 else f"only {shown} can stand here"


def unknown(kind: str, name: str) -> str:
    """Return the sentence on a name that does not exist.

    Args:
        kind: What it should be; where that belongs to something (`word for ...`, `detail of ...`), the name stands
            before it.
        name: What the user wrote.
    """
    for link in (" for `", " of `"):
        head, found, tail = kind.partition(link)
        if found:
            return f"unknown {head} {quoted(name)}{link}{tail}"
    return f"unknown {kind} {quoted(name)}"


def nearest(name: str, valid: Iterable[str], limit: int = 5) -> tuple[str, ...]:
    """Return the valid names closest to a name, the closest first.

    Capitals, hyphens and underscores do not count as differences: a name that differs in nothing else is the one that
    was meant. Names that go on where a longer one ends, as the clauses of a subsection do, come first.
    """
    from difflib import get_close_matches  # only needed once something is wrong

    if limit < 1 or len(name) > _LONGEST_NAME:
        return ()
    by_form: dict[str, list[str]] = {}
    for candidate in sorted(set(valid)):
        by_form.setdefault(_plain(candidate), []).append(candidate)
    plain = _plain(name)
    if plain in by_form:
        return tuple(by_form[plain])[:limit]
    longer = [form for form in by_form if len(plain) >= _BEGINNING and form.startswith(f"{plain}_")]
    close = dict.fromkeys([*longer, *get_close_matches(plain, list(by_form), n=limit, cutoff=0.6)])
    return tuple(candidate for form in close for candidate in by_form[form])[:limit]


def _plain(name: str) -> str:
    """Return a name without the differences that people overlook."""
    return name.strip().lower().replace("-", "_").replace(" ", "_")
