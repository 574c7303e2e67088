"""`python -m tests.benchmarks [ROUNDS]` prints the table of start, memory and engine figures.

Times of programs are ratios to something run beside them, by turns. The engine's are CPU milliseconds here,
and what they would be on the machine of the budgets: by how long `hello` takes here and there.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from shutil import rmtree

from sarcoma_tui.packs.load import load_pack

from .engine import cached, measured
from .start import by_turns, environment_in, finished, painted

HERE = Path(__file__).parent
PROGRAM = str(Path(sys.executable).with_name("sarcoma-tui"))
HELLO = [sys.executable, str(HERE / "hello.py")]
CASE = """format = 1
[answers]
situation = "new-diagnosis"
site = "lower-limb"
depth = "deep"
size_cm = 7.5
histology = "synovial"
grade = "G3"
nodes = "N0"
metastases = "M0"
"""
"""The example of the contract."""

THERE = 0.127
"""Seconds until `hello` is painted on the machine of the budgets."""


def main() -> None:
    """Measure and print."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 11
    with tempfile.TemporaryDirectory() as folder:
        for line in _starts(Path(folder), rounds):
            print(line, flush=True)
        for line in _engine(Path(folder)):
            print(line, flush=True)


def _starts(home: Path, rounds: int) -> Sequence[str]:
    environment = environment_in(home)
    case = home / "case.toml"
    case.write_text(CASE, encoding="utf-8")
    nothing = [sys.executable, "-c", "0"]

    def hello() -> float:
        return painted(HELLO, b"hello", environment).seconds

    def screen(wanted: bytes, *options: str) -> Callable[[], float]:
        return lambda: painted([PROGRAM, *options], wanted, environment).seconds

    def fresh() -> float:
        rmtree(home / "data" / "cache", ignore_errors=True)
        return painted([PROGRAM, "--stage", "II-III"], b"standard", environment).seconds

    def command(*words: str) -> Callable[[], float]:
        return lambda: finished([PROGRAM, *words], environment)

    command(
        "assess", str(case), "--json"
    )()  # writes the cache: a program that is killed once painted does not
    stage = screen(b"standard", "--stage", "II-III")
    lines = ["what                                       this     beside it   ratio   budget"]
    lines.append(_row("Home painted", by_turns(screen(b"New session"), hello, rounds), "hello", 1.15))
    lines.append(_row("stage screen with its panel, cached", by_turns(stage, hello, rounds), "hello", 1.3))
    lines.append(_row("the same, no cache yet", by_turns(fresh, hello, max(rounds // 3, 3)), "hello", 2.5))
    bare = "python -c 0"
    lines.append(
        _row("--version", by_turns(command("--version"), command_of(nothing, environment), rounds), bare, 4.5)
    )
    lines.append(
        _row("--help", by_turns(command("--help"), command_of(nothing, environment), rounds), bare, 4.5)
    )
    asked = by_turns(command("assess", str(case), "--json"), hello, rounds)
    lines.append(_row("assess --json, cached", asked, "hello", 0.8))
    here = painted([PROGRAM, "--stage", "II-III"], b"standard", environment).memory
    there = painted(HELLO, b"hello", environment).memory
    figures = f"{here / 1024:6.1f} MB {there / 1024:6.1f} MB {here / there:7.2f}"
    lines.append(f"{'memory of the stage screen':40} {figures}   <= 1.50  hello")
    return lines


def command_of(words: Sequence[str], environment: dict[str, str]) -> Callable[[], float]:
    """Seconds of a command, whenever asked."""
    return lambda: finished(words, environment)


def _row(what: str, found: tuple[float, float, float], beside: str, budget: float) -> str:
    this, other, ratio = found
    return f"{what:40} {this * 1000:6.0f} ms {other * 1000:6.0f} ms {ratio:7.2f}   <= {budget:.2f}  {beside}"


def _engine(home: Path) -> Iterable[str]:
    pack = load_pack(None, home / "data" / "cache")
    environment = environment_in(home)
    slower = min(painted(HELLO, b"hello", environment).seconds for _ in range(7)) / THERE
    counts = f"{len(pack.content.options)} options, {pack.rule_count} rules, {len(pack.diagrams)} nodes"
    yield f"\nengine: {counts}; this machine is {slower:.1f} times slower"
    yield f"{'what':52} {'here':>10} {'there':>10}   budget"
    for what, taken, budget in measured(pack):
        yield _engine_row(what, taken, slower, budget)
    yield _engine_row("load the content from the cache", cached(home / "data" / "cache"), slower, 20.0)


def _engine_row(what: str, taken: float, slower: float, budget: float | None) -> str:
    wanted = f"   <= {budget:g} ms" if budget is not None else ""
    return f"{what:52} {taken:7.2f} ms {taken / slower:7.2f} ms{wanted}"


if __name__ == "__main__":
    main()
