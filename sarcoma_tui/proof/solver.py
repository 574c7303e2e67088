"""A solver asked about obligations, in a process of its own that can be ended at any time."""

from __future__ import annotations

import importlib.util
import multiprocessing
import signal
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import version
from multiprocessing.connection import Connection
from typing import Final

from sarcoma_tui.domain.pack import Content
from sarcoma_tui.proof.encoding import Answered, Clauses, Encoding, FullCase
from sarcoma_tui.proof.obligations import Obligation

NAME: Final = "CaDiCaL 1.9.5"
"""The solver within python-sat that is used."""

KEPT: Final = 100
"""So many models are tried before the solver is asked."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What the solver says of one obligation: `met` (None: no answer, and `why`), with its full cases."""

    met: bool | None
    case: FullCase | None = None
    other: FullCase | None = None
    why: str = ""


def available() -> bool:
    """Whether the solver is installed (the `proof` extra)."""
    return importlib.util.find_spec("pysat") is not None


def described() -> str:
    """The solver and its version, as a certificate names it."""
    return f"{NAME} in python-sat {version('python-sat')}"


@dataclass(frozen=True, slots=True)
class _Asked:
    """An obligation as literals that must all be true, and the second set of answers of a pair."""

    literals: tuple[int, ...]
    second: Answered | None


class SolverReading:
    """One content in one solver; what obligations share is encoded once.

    Models are kept for a while: most rules make their difference in a case that was found for another one.
    """

    def __init__(self, content: Content) -> None:
        """Start the solver; nothing is encoded yet."""
        from pysat.solvers import Cadical195

        self._solver = Cadical195()
        self._content = content
        self._answered = Answered(content, Clauses(self._solver.add_clause))
        self._encoding = Encoding(content, self._answered)
        self._beside: dict[tuple[str, ...], tuple[Answered, Encoding]] = {}
        self._models: deque[tuple[set[int], FullCase]] = deque(maxlen=KEPT)

    def decide_all(self, obligations: Sequence[Obligation]) -> Iterator[Reply]:
        """The reply to each obligation in turn; all are encoded before the first is asked."""
        asked = [self._asked(obligation) for obligation in obligations]
        return map(self._decided, asked)

    def _asked(self, obligation: Obligation) -> _Asked:
        literals = [self._encoding.statement(obligation.case)]
        if not obligation.anywhere:
            literals.append(self._encoding.coherent())
        if obligation.other is None:
            return _Asked(tuple(literals), None)
        second, beside = self._second(obligation.free)
        literals.append(beside.statement(obligation.other))
        if not obligation.anywhere:
            literals.append(beside.coherent())
        return _Asked(tuple(literals), second)

    def _second(self, free: tuple[str, ...]) -> tuple[Answered, Encoding]:
        """A second set of answers that differs in `free` alone, and what the content says of it."""
        if free not in self._beside:
            second = self._answered.shared(self._content, free)
            self._beside[free] = second, Encoding(self._content, second)
        return self._beside[free]

    def _decided(self, asked: _Asked) -> Reply:
        known = next((kept for kept in self._models if kept[0].issuperset(asked.literals)), None)
        if known is None:
            if not self._solver.solve(assumptions=asked.literals):
                return Reply(False)
            model = set(self._solver.get_model())
            known = (model, self._answered.case(model))
            self._models.appendleft(known)
        other = None if asked.second is None else asked.second.case(known[0])
        return Reply(True, known[1], other)

    def close(self) -> None:
        """Give the solver's memory back."""
        self._solver.delete()


class Replies:
    """The replies to obligations, one after the other, from a process that begins at once.

    One that takes longer than `seconds`, and all after it, have none. To be closed whatever happens.
    """

    def __init__(self, content: Content, obligations: Sequence[Obligation], seconds: float) -> None:
        """Start the process."""
        context = multiprocessing.get_context("fork")
        self._ours, theirs = context.Pipe(duplex=False)
        self._process = context.Process(target=_work, args=(content, obligations, theirs), daemon=True)
        self._process.start()
        theirs.close()
        self._seconds = seconds
        self._why = ""

    def next(self, obligation: Obligation) -> Reply:
        """The reply to the next obligation."""
        reply = None if self._why else _received(self._ours, self._seconds)
        if isinstance(reply, str):
            self._why = f"{reply} at {obligation.id}"
        return reply if isinstance(reply, Reply) else Reply(None, why=self._why)

    def close(self) -> None:
        """End the process."""
        self._ours.close()
        self._process.kill()
        self._process.join()

    @property
    def pid(self) -> int:
        """The process, for whoever wants to see what happens without it."""
        return self._process.pid or 0


def _received(connection: Connection, seconds: float) -> Reply | str:
    try:
        if not connection.poll(seconds):
            return f"the solver gave no answer within {seconds:g} s"
        reply = connection.recv()
    except (EOFError, OSError):
        return "the solver was interrupted"
    assert isinstance(reply, Reply)
    return reply


def _work(content: Content, obligations: Sequence[Obligation], connection: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    with suppress(BrokenPipeError):
        reading = SolverReading(content)
        for reply in reading.decide_all(obligations):
            connection.send(reply)
