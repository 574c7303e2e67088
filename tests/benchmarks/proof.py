"""`python -m tests.benchmarks.proof` prints what proving the shipped content takes, each half by itself.

Budgets are for two cores: diagrams within 10 s, solver within 30 s, either within 1 GiB.
"""

from __future__ import annotations

import multiprocessing
import resource
import time
from collections.abc import Callable

from sarcoma_tui.packs.folder import read_files
from sarcoma_tui.packs.locate import installed_pack
from sarcoma_tui.packs.read import read_pack
from sarcoma_tui.proof.prove import prove
from sarcoma_tui.proof.solver import SolverReading, available


def main() -> None:
    """Measure each half in a process of its own, and print."""
    print(f"{'what':20} {'seconds':>9} {'budget':>8} {'MiB':>7} {'budget':>7}")
    halves: list[tuple[str, Callable[[], object], int]] = [("diagrams, counts", _diagrams, 10)]
    if available():
        halves.append(("solver", _solver, 30))
    for name, work, budget in halves:
        context = multiprocessing.get_context("fork")
        queue = context.SimpleQueue()
        process = context.Process(target=_measured, args=(work, queue))
        process.start()
        seconds, mebibytes = queue.get()
        process.join()
        print(f"{name:20} {seconds:9.1f} {budget:8} {mebibytes:7.0f} {1024:7}")


def _measured(work: Callable[[], object], queue: multiprocessing.SimpleQueue[tuple[float, float]]) -> None:
    start = time.perf_counter()
    work()
    seconds = time.perf_counter() - start
    queue.put((seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))


def _diagrams() -> None:
    read = read_pack(read_files(installed_pack()), laws=True)
    prove(read.content, read.laws, with_solver=False)


def _solver() -> None:
    from sarcoma_tui.proof.obligations import obligations

    read = read_pack(read_files(installed_pack()), laws=True)
    list(SolverReading(read.content).decide_all(obligations(read.content, read.laws)))


if __name__ == "__main__":
    main()
