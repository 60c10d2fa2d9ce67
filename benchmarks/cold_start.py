"""How long `plea assess` takes from a cold start, beside the least that such a command can cost.

The two programs are run in turn, each in a process of its own, so that whatever slows the machine slows both. Both run
from bytecode that is kept in a temporary folder, and the law from its compiled form: the first runs make them and are
not counted.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median, quantiles
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
EMPTY = Path(__file__).resolve().with_name("empty_command.py")
SCENARIO = ROOT / "examples" / "shoplifting" / "scenario.yaml"
GOAL = 1.5


class Run(NamedTuple):
    """What one run took, in seconds: on the clock, and of the processor."""

    wall: float
    processor: float


def main() -> None:
    arguments = _arguments()
    empty = [sys.executable, str(EMPTY)]
    assess = [*_program(arguments.installed), "assess", str(arguments.scenario)]
    with tempfile.TemporaryDirectory() as folder:
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment["PYTHONPYCACHEPREFIX"] = folder
        for command in (empty, assess, assess):
            _run(command, environment)
        pairs = []
        for number in range(arguments.runs):
            # Who goes first changes, so that neither gains from what the other has left behind.
            order = (empty, assess) if number % 2 else (assess, empty)
            first, second = (_run(command, environment) for command in order)
            pairs.append((first, second) if number % 2 else (second, first))
    _report(pairs)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--runs", type=int, default=40, help="pairs of runs (default: 40)")
    parser.add_argument("--scenario", type=Path, default=SCENARIO, help="what is assessed")
    parser.add_argument("--installed", action="store_true", help="time the installed `plea`, not the checkout's cli.py")
    return parser.parse_args()


def _program(installed: bool) -> list[str]:
    if installed:
        return [str(Path(sys.executable).with_name("plea"))]
    return [sys.executable, str(ROOT / "cli.py")]


def _run(command: Sequence[str], environment: dict[str, str]) -> Run:
    before, start = _children(), time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)
    return Run(time.perf_counter() - start, _children() - before)


def _children() -> float:
    """Return the processor's time of all runs so far; 0 where the system does not tell (Windows)."""
    try:
        import resource
    except ImportError:
        return 0.0
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _report(pairs: Sequence[tuple[Run, Run]]) -> None:
    ratios = [assess.wall / empty.wall for empty, assess in pairs]
    low, _, high = quantiles(ratios, n=4)
    print(f"{len(pairs)} pairs of runs, medians:")
    for name, kind in (("clock", "wall"), ("processor", "processor")):
        empty, assess = (median(getattr(pair[side], kind) for pair in pairs) for side in (0, 1))
        if empty:
            print(f"  {name:<10} empty command {empty * 1e3:6.1f} ms   plea assess {assess * 1e3:6.1f} ms"
                  f"   ratio {assess / empty:.2f}")  # fmt: skip
    print(f"  ratio within a pair: median {median(ratios):.2f}, middle half {low:.2f} to {high:.2f}; goal {GOAL}")
    print("On a busy machine the processor's figures say more than the clock's.")


if __name__ == "__main__":
    main()
