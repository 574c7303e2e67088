"""Every system call of a commit, a save and a move: the process dies there, or the call fails there."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from sarcoma_tui.domain.questions import Answer
from sarcoma_tui.sessions.drafts import pending
from sarcoma_tui.sessions.session import Session
from sarcoma_tui.sessions.toml_read import loads
from sarcoma_tui.sessions.writer import resume
from tests.faults.job import LAST, go_on, prepare, temporary
from tests.faults.tally import TALLY
from tests.faults.tracing import CALLS, Server, calls_in
from tests.sessions.making import CONTENT, FORM, ID, answered, store_in

SCENARIOS = ("first-commit", "append", "segment", "first-save", "next-save", "move")
ERRORS = ("ENOSPC", "EIO", "EACCES", "EROFS", "EDQUOT", "EMFILE")
FEW = 3
"""A call made no oftener than this meets every error (in the scenarios that are done most), else one."""
MOST_EACH = {"segment": 1, "first-save": 5, "move": 8}
"""Of a call that is made oftener, so many are killed and so many fail, spread over all; else `MANY`."""
MANY = 16

Answers = dict[str, Answer]


class Case:
    """One scenario: what is on disk before it, and how often it makes which call."""

    def __init__(self, scenario: str, server: Server, folder: Path) -> None:
        self.scenario, self._server, self._folder = scenario, server, folder
        self._template, self.log = folder / "template", folder / "log"
        self._template.mkdir(mode=0o700)
        self.before: Session = prepare(scenario, self._template)
        saved = self._template / "sessions" / f"{ID}.toml"
        self.saved = saved.read_text() if saved.exists() else ""
        self.data = folder / "data"
        outcome = self.run()
        assert outcome == {"error": "", "left": []}
        self.calls = calls_in(self.log)

    def run(self, *inject: str) -> dict[str, object] | None:
        """A run on a fresh copy of what was there before."""
        shutil.rmtree(self.data, ignore_errors=True)
        shutil.copytree(self._template, self.data)
        return self._server.run(self.scenario, self.data, self.log, *inject)

    @property
    def after(self) -> Answers:
        """The answers when it is done."""
        session = answered(self.before) if self.scenario == "first-commit" else self.before
        committed = dict(session.answers)
        if self.scenario != "move":
            committed[LAST.question] = LAST.answer
        return committed

    def points(self) -> Iterator[tuple[str, int, int]]:
        """Each call with its number, and how often it is made."""
        for call, count in sorted(self.calls.items()):
            step = -(-count // MOST_EACH.get(self.scenario, MANY))
            for number in sorted({*range(1, count + 1, step), count}):
                yield call, number, count


@pytest.fixture(params=SCENARIOS)
def case(request: pytest.FixtureRequest, server: Server, fast: Path) -> Case:
    return Case(request.param, server, fast)


def test_the_calls_are_those_of_a_durable_write(server: Server, fast: Path) -> None:
    made: Counter[str] = Counter()
    for scenario in SCENARIOS:
        (fast / scenario).mkdir()
        made += Case(scenario, server, fast / scenario).calls
    assert {"openat", "write", "fsync", "fdatasync"} <= made.keys() <= set(CALLS.split(","))
    for one in ("rename", "unlink", "mkdir", "link"):
        assert any(call.startswith(one) for call in made), f"no {one} was made, so none was tested"


def test_killed_at_any_call_nothing_committed_is_lost(case: Case) -> None:
    for call, number, _ in case.points():
        outcome = case.run("-e", f"inject={call}:signal=KILL:when={number}")
        where = f"{case.scenario}, killed at {call} {number}"
        assert outcome is None, where
        TALLY["calls killed"] += 1
        _still_there(case, where)


def test_a_call_that_fails_is_said_and_can_be_retried(case: Case) -> None:
    for call, number, count in case.points():
        for error in ERRORS if count <= FEW else (ERRORS[number % len(ERRORS)],):
            outcome = case.run("-e", f"inject={call}:error={error}:when={number}")
            where = f"{case.scenario}, {call} {number} fails with {error}: {outcome}"
            assert outcome is not None and "raised" not in outcome, where
            TALLY["calls failed"] += 1
            assert outcome["left"] == [], where
            assert outcome["error"] or not _is_essential(case, call), where
            if outcome["error"]:
                _said_well(case, outcome, where)
            _complete(case, where)


def test_a_record_whose_sync_failed_is_not_trusted(server: Server, fast: Path) -> None:
    case = Case("append", server, fast)
    assert not any(call.startswith("rename") for call in case.calls)
    case.run("-e", "inject=fdatasync:error=EIO:when=1")
    TALLY["calls failed"] += 1
    assert "rename" in case.log.read_text(), "the draft was written anew, as another file"


@pytest.mark.parametrize("scenario", ["append", "next-save"])
def test_an_interrupted_call_is_made_again(scenario: str, server: Server, fast: Path) -> None:
    case = Case(scenario, server, fast)
    for call, number, _ in case.points():
        if call in ("openat", "write", "fsync", "fdatasync"):
            outcome = case.run("-e", f"inject={call}:error=EINTR:when={number}")
            where = f"{scenario}, {call} {number} interrupted"
            assert outcome == {"error": "", "left": []}, where
            _complete(case, where)


def _is_essential(case: Case, call: str) -> bool:
    """Whether a failure of this call must never pass in silence: writes but for a lock's name for people."""
    names_lock = case.scenario in ("first-commit", "move")
    return call in ("fsync", "fdatasync", "link", "linkat") or (call == "write" and not names_lock)


def _said_well(case: Case, outcome: dict[str, object], where: str) -> None:
    """The message names a file and what to do; the saved file is the old one or, whole, the new one."""
    text = str(outcome["error"])
    assert str(case.data) in text or str(CONTENT) in text, where
    assert outcome["advice"], where
    saved = str(outcome["saved"])
    if saved == case.saved or (case.scenario == "move" and not saved):
        return
    assert case.scenario.endswith("save"), where
    assert loads(saved.encode(), "x").session.answers == case.after, where
    if case.saved:
        assert (case.data / "history" / ID / "1.toml").read_text() == case.saved, where


def _still_there(case: Case, where: str) -> None:
    """Every committed answer is found by the next start, and work goes on."""
    store = store_in(case.data)
    rows = [*store.listed(), *store.trashed()]
    assert all(row.status in ("saved", "draft", "trashed") for row in rows), where
    saved = case.data / "sessions" / f"{ID}.toml"
    if saved.exists() and saved.read_text() != case.saved:
        assert loads(saved.read_bytes(), "x").session.answers == case.after, where
    while rows := store.trashed():
        store.restore(rows[0])  # its draft goes along
    if not store.listed():
        assert case.scenario == "first-commit", where
        return
    session, writer = resume(store, store.find(ID), FORM)
    writer.close()
    found = dict(session.answers)
    if found not in (case.after, dict(case.before.answers)):
        TALLY["answers lost"] += sum(found.get(key) != value for key, value in case.before.answers.items())
        pytest.fail(f"{where}: {found}")
    assert go_on(store).answers == {**found, "size_cm": "unknown"}, where
    assert temporary(case.data) == [], where
    if case.saved:
        kept = [path.read_text() for path in (case.data / "history" / ID).glob("*.toml")]
        assert case.saved in kept, f"{where}: the revision before is gone"


def _complete(case: Case, where: str) -> None:
    """After a retry everything is as if nothing had failed."""
    store = store_in(case.data)
    session, writer = resume(store, store.find(ID), FORM)
    writer.close()
    assert dict(session.answers) == case.after, where
    if case.saved and case.scenario.endswith("save"):
        assert [path.name for path in (case.data / "history" / ID).iterdir()] == ["1.toml"], where
    pending(store)  # drops a draft that a save could not
    assert (case.data / "drafts" / f"{ID}.toml").exists() != case.scenario.endswith("save"), where
    assert [row.status for row in store.listed() if row.status not in ("saved", "draft")] == [], where
    assert temporary(case.data) == [], where
