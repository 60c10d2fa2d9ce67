"""How long three plea options take inside one process: their verdicts, and then what would change them.

Two figures apart: the verdicts alone (rows, and what the engine concludes of them), and with `needs` and `avoided_by`,
which assess the case again for each fact and each change that is tried. Before each run the compiled rules forget what
they fired, so that every row is asserted to the engine again; `remembered` is the same without that.
"""

from __future__ import annotations

import argparse
import cProfile
import gc
import pstats
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parents[1]
SCENARIO = ROOT / "examples" / "shoplifting" / "scenario.yaml"
OPTIONS = 3
GOALS = {"verdicts": 20, "with needs and avoided_by": 250}

if TYPE_CHECKING:
    from advisor.law.library import Law
    from advisor.scenario import Scenario


def main() -> None:
    arguments = _arguments()
    sys.path.insert(0, str(ROOT))
    scenario, law = _case(arguments.scenario)
    work: dict[str, Callable[[], Any]] = {
        "verdicts": lambda: _verdicts(scenario, law),
        "with needs and avoided_by": lambda: _further(scenario, law),
        "the whole report": lambda: _report(scenario, law),
    }
    print(f"{len(scenario.pleas or ())} plea options, {arguments.runs} runs, medians in ms:")
    for name, body in work.items():
        first = _milliseconds(body)
        anew = median(_milliseconds(body, forget=True) for _ in range(arguments.runs))
        remembered = median(_milliseconds(body) for _ in range(arguments.runs))
        goal = f"   goal {GOALS[name]}" if name in GOALS else ""
        print(f"  {name:<26} {anew:6.1f}   remembered {remembered:6.1f}   first {first:6.1f}{goal}")
    for name in GOALS:
        print(f"\nWhere the time of `{name}` goes:")
        _profile(work[name], arguments.lines)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--runs", type=int, default=30, help="how often each is run (default: 30)")
    parser.add_argument("--lines", type=int, default=12, help="lines of the profile (default: 12)")
    parser.add_argument("--scenario", type=Path, default=SCENARIO, help="what is assessed; its first three options")
    return parser.parse_args()


def _case(path: Path) -> tuple[Scenario, Law]:
    from advisor.law import load_law
    from advisor.scenario_reading import read_scenario

    scenario, _ = read_scenario(path)
    scenario = scenario.model_copy(update={"pleas": (scenario.pleas or ())[:OPTIONS]})
    return scenario, load_law(as_of=scenario.as_of)


def _verdicts(scenario: Scenario, law: Law) -> list[dict[str, int]]:
    from advisor.assess import conclude
    from advisor.concluding import verdicts_of
    from advisor.engines.deciding import RuleEngine
    from advisor.rows import build_rows

    rows, engine = build_rows(scenario, law, law.as_of), RuleEngine()
    return [verdicts_of(law, conclude(law, rows, own, engine).conclusions) for own in rows.pleas]


def _further(scenario: Scenario, law: Law) -> list[tuple[dict[str, list[str]], dict[str, list[str]]]]:
    from advisor.assess import conclude
    from advisor.counterfactuals import Ground, Search
    from advisor.engines.deciding import RuleEngine
    from advisor.rows import build_rows

    rows, engine = build_rows(scenario, law, law.as_of), RuleEngine()
    ground, found = Ground(scenario, law, rows, engine), []
    for number, own in enumerate(rows.pleas):
        search = Search(ground, number, conclude(law, rows, own, engine))
        found.append((search.needs(), search.avoided_by()))
    return found


def _report(scenario: Scenario, law: Law) -> dict[str, Any]:
    from advisor.assess import assess_document

    return assess_document(scenario, law)


def _milliseconds(body: Callable[[], Any], *, forget: bool = False) -> float:
    if forget:
        _forget()
    gc.collect()
    start = time.perf_counter()
    body()
    return (time.perf_counter() - start) * 1e3


def _forget() -> None:
    """Make every compiled ruleset of the process forget what it fired."""
    from advisor.engines.cuts import Shard

    for each in gc.get_objects():
        if isinstance(each, Shard):
            each.fired.clear()


def _profile(body: Callable[[], Any], lines: int) -> None:
    _forget()
    profile = cProfile.Profile()
    profile.runcall(body)
    found = pstats.Stats(profile, stream=sys.stdout)
    found.sort_stats("tottime").print_stats(lines)


if __name__ == "__main__":
    main()
