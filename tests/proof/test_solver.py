"""A solver that is interrupted, runs out of time or says something else than the diagrams proves nothing."""

from __future__ import annotations

import os
import signal
from contextlib import closing

import pytest

from sarcoma_tui.domain.laws import Laws, Never
from sarcoma_tui.domain.rules import In
from sarcoma_tui.proof import diagrams
from sarcoma_tui.proof.obligations import obligations
from sarcoma_tui.proof.prove import Outcome, _Run, prove
from sarcoma_tui.proof.solver import Replies, Reply

from .small import LOOK, OIL, REPLACE_IT, TRUE_IT, content, law, option, rule


def test_a_solver_that_is_killed() -> None:
    whole = content()
    wanted = obligations(whole, Laws())
    with closing(Replies(whole, wanted, 60)) as replies:
        os.kill(replies.pid, signal.SIGKILL)
        last = [replies.next(item) for item in wanted][-1]
    assert last.met is None
    assert "the solver was interrupted at " in last.why


def test_a_solver_that_takes_too_long() -> None:
    """What it does not answer in time is not decided, and neither is anything after it."""
    whole = content()
    wanted = obligations(whole, Laws())
    with closing(Replies(whole, wanted, 0)) as replies:
        os.kill(replies.pid, signal.SIGSTOP)
        first, second = replies.next(wanted[0]), replies.next(wanted[1])
    assert first == second == Reply(None, why=f"the solver gave no answer within 0 s at {wanted[0].id}")


def test_what_is_not_decided_is_not_proved() -> None:
    proof = prove(content(), law(Never(In("part", ("wheel",)), In("size", ()))), seconds=0)
    assert not proof.proved
    assert not proof.disagreed
    assert proof.with_status("not decided", "laws") or proof.with_status("not decided", "tables")


def test_readings_that_disagree() -> None:
    """A solver that reads other content finds what the diagrams do not, and is found out."""
    whole = content()
    other = content(
        TRUE_IT,
        REPLACE_IT,
        option("oil", rule("oil.chain", "offer", In("part", ("chain",)), strength="consider")),
        LOOK,
    )
    claim = law(Never(In("part", ("chain",)), verdicts=(("oil", ("consider",)),)))
    wanted = obligations(whole, claim)
    with closing(Replies(other, wanted, 60)) as replies:
        found = list(_Run(whole, wanted, replies, False).outcomes())
    assert "laws:law" in ids(found)
    assert "the solver finds a case, the other reading none" in [item.why for item in found]


def test_a_solver_whose_case_shows_nothing() -> None:
    """Both find a case, but what the solver found is none."""
    whole = content()
    other = content(
        TRUE_IT,
        REPLACE_IT,
        option("oil", rule("oil.chain", "offer", In("part", ("wheel",)), strength="standard")),
        LOOK,
    )
    wanted = tuple(
        item for item in obligations(whole, Laws()) if item.id in ("tables:size:gap", "alive:oil.chain")
    )
    lying = tuple(
        item for item in obligations(other, Laws()) if item.id in ("tables:size:gap", "alive:oil.chain")
    )
    with closing(Replies(other, lying, 60)) as replies:
        found = list(_Run(whole, wanted, replies, False).outcomes())
    assert ids(found) == ["alive:oil.chain"]


def ids(found: list[Outcome]) -> list[str]:
    return [item.obligation.id for item in found if item.status == "readings disagree"]


def test_diagrams_without_room_decide_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diagrams, "ROOM", 0)
    proof = prove(content(TRUE_IT, REPLACE_IT, OIL, LOOK), Laws())
    assert {item.why for item in proof.with_status("not decided", "tables")} == {"its diagrams are too large"}
    assert not proof.proved


def test_the_diagrams_alone_decide_where_there_is_no_solver() -> None:
    proof = prove(content(), Laws(), with_solver=False)
    assert proof.proved
    assert proof.by_solver is None
