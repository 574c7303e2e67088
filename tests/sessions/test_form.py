"""A session's file: every session comes back from its own bytes, and the bytes are those of the contract."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sarcoma_tui.sessions.desk import apply
from sarcoma_tui.sessions.events import Answered
from sarcoma_tui.sessions.log_scan import START, is_plain, without_panel
from sarcoma_tui.sessions.session import Change, Decision, PackRef, PanelLine, Session, SetAside, Shown
from sarcoma_tui.sessions.toml_draft import dumps_draft, dumps_records, is_growable, loads_draft
from sarcoma_tui.sessions.toml_form import dumps
from sarcoma_tui.sessions.toml_read import DamagedError, loads
from tests.sessions.generated import changes, sessions

GOLDEN = (Path(__file__).parent / "known.toml").read_bytes()
DAY = datetime(2026, 11, 23, tzinfo=UTC)
PICKED = Decision(
    chosen=("limb-sparing-excision", "neoadjuvant-radiotherapy"),
    set_aside=(SetAside(option="neoadjuvant-chemotherapy", reason="patient's wish"),),
)
NOTES = "Seen with the surgeon.\n\nSecond look in two weeks."
slow = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def at(hour: int, minute: int, second: int = 0) -> datetime:
    return DAY.replace(hour=hour, minute=minute, second=second)


KNOWN = Session(
    id="01JDBQ3S0000000000000000AA",
    created=at(9, 12, 44),
    pack=PackRef(id="sts", version="2026.11", sha256="0" * 64, engine=1),
    label="clinic-14",
    revision=7,
    saved=at(9, 20, 2),
    tags=("mdt-thursday",),
    answers={
        "site": "lower-limb",
        "size_cm": Decimal("7.5"),
        "grade": "unknown",
        "metastatic_sites": ("lung", "unknown"),
        "surgery_date": date(2026, 10, 1),
    },
    shown=Shown(
        groups={"ajcc8": ("IIIA",), "uicc9": ("IIIA",)},
        assessment_sha256="1" * 64,
        panel=(
            PanelLine(option="limb-sparing-excision", verdict="standard"),
            PanelLine(option="amputation", verdict="avoid"),
        ),
    ),
    decision=replace(PICKED, notes=NOTES),
    changes=(
        Change(at=at(9, 13, 10), what="size_cm", before=Decimal("7.0"), after=Decimal("7.5")),
        Change(at=at(9, 14), what="depth", before="deep", after=None),
        Change(at=at(9, 15), what="label", before="", after="clinic-14", about="name"),
        Change(at=at(9, 16), what="notes", before="", after=NOTES, about="name"),
        Change(at=at(9, 17), what="decision", before=Decision(), after=PICKED, about="name"),
    ),
)


def test_a_known_session_has_these_bytes() -> None:
    assert dumps(KNOWN).decode() == GOLDEN.decode()
    assert loads(GOLDEN, "x").session == KNOWN


@slow
@given(sessions())
def test_every_session_comes_back_from_its_bytes(session: Session) -> None:
    data = dumps(session)
    try:
        found = loads(data, "x").session
    except DamagedError:
        assert len(data) > 1 << 20
        return
    assert found == session
    assert dumps(found) == data, "and gives the same bytes again: a save changes nothing that was not changed"
    assert list(found.answers) == list(session.answers)


@slow
@given(sessions(least_changes=1))
def test_the_head_ends_where_the_first_change_begins(session: Session) -> None:
    data = dumps(session)
    head = tomllib.loads(data[: data.find(START)].decode())
    assert "changes" not in head and head["decision"]["notes"] == session.decision.notes


@slow
@given(sessions(least_changes=1, unreadable=False))
def test_a_draft_grows_record_by_record(session: Session) -> None:
    first = replace(session, changes=session.changes[:1])
    grown = dumps_draft(first) + b"".join(dumps_records([change]) for change in session.changes[1:])
    assert grown == dumps_draft(session)
    assert is_growable(grown)
    assert loads_draft(grown, "x").session.changes == session.changes


def known(session: Session) -> list[Change]:
    """The changes without the keys that only a newer program knows."""
    return [replace(change, extra={}) for change in session.changes]


@slow
@given(sessions(least_changes=2, unreadable=False), st.data())
def test_a_draft_cut_within_its_last_record_loses_that_record_alone(
    session: Session, data: st.DataObject
) -> None:
    whole = dumps_draft(session)
    last = len(dumps_records(session.changes[-1:]))
    cut = data.draw(st.integers(1, last))
    read = loads_draft(whole[:-cut], "drafts/x.toml")
    if known(read.session) == known(session):
        assert whole[:-cut].endswith(b"\n"), "between two lines: what is gone is nothing, or no key of ours"
    else:
        assert read.session.changes == session.changes[:-1]
        assert read.torn.startswith("drafts/x.toml:") or cut == last
        assert bool(read.torn) == (cut != last)


def test_a_record_torn_right_after_the_head_is_dropped() -> None:
    begun = replace(KNOWN, changes=KNOWN.changes[:1])
    whole = dumps_draft(begun)
    for cut in range(1, len(dumps_records(KNOWN.changes[:1])) - 1):
        with pytest.raises(DamagedError, match="before its first change"):
            loads_draft(whole[: -cut - 1], "x")


@slow
@given(st.lists(changes(), max_size=5))
def test_what_the_glance_takes_for_a_log_is_one(log: list[Change]) -> None:
    data = dumps(replace(KNOWN, changes=tuple(log)))
    start = data.find(START)
    if start >= 0 and is_plain(data[start:]):
        assert len(tomllib.loads(data[start:].decode())["changes"]) == len(log)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"2026-11-23T09:13:10Z", b"2026-02-30T09:13:10Z"),
        (b"from = 7.0", b"from = 07.0"),
        (b'"size_cm"', b'"size_cm\\q"'),
        (b'"size_cm"', b'"size\0cm"'),
        (b'"size_cm"', b'"size\xffcm"'),
        (b'"depth"', b'"depth'),
        (b"to = 7.5\n", b"to = 7.5\nto = 7.5\n"),
        (b"[[changes]]", b"[[changes]"),
    ],
)
def test_a_damaged_log_does_not_pass_at_a_glance(old: bytes, new: bytes) -> None:
    log = GOLDEN[GOLDEN.find(START) :]
    simple = log[: log.find(b"\n[[changes]]\nat = 2026-11-23T09:17:00Z")]
    assert is_plain(simple)
    assert not is_plain(simple.replace(old, new, 1))


@pytest.mark.parametrize(
    "text", ["9223372036854775807.0", "9223372036854775808.0", "-1e19", "1e999999", "1e2"]
)
def test_a_large_number_stays_readable(text: str) -> None:
    first = loads(GOLDEN.replace(b"size_cm = 7.5", f"size_cm = {text}".encode(), 1), "x").session
    assert loads(dumps(first), "x").session == first
    assert loads(dumps(loads(dumps(first), "x").session), "x").session == first


def test_an_answer_takes_the_place_of_what_was_none() -> None:
    data = GOLDEN.replace(b'site = "lower-limb"', b"site = true")
    found = loads(data, "x").session
    assert "site" not in found.answers and found.extra["answers"] == {"site": True}
    again = loads(dumps(apply(found, Answered("site", "orbit"), DAY)), "x").session
    assert again.answers["site"] == "orbit"


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        (b"format = 1", b"format = 0", 1, "format: found 0; allowed: 1"),
        (b'id = "01JDBQ3S0000000000000000AA"', b'id = "../x"', 4, "letters, digits"),
        (b"created = 2026-11-23T09:12:44Z", b'created = "today"', 6, "created"),
        (b"revision = 7", b"revision = -1", 3, "whole number"),
        (b'tags = ["mdt-thursday"]', b"tags = [1]", 8, "list of texts"),
        (b"engine = 1", b"engine = true", 14, "pack.engine"),
        (b'question = "depth"', b'queston = "depth"', 46, "nearest: queston"),
    ],
)
def test_a_fault_says_its_line(old: bytes, new: bytes, line: int, said: str) -> None:
    with pytest.raises(DamagedError) as caught:
        loads(GOLDEN.replace(old, new, 1), "sessions/x.toml")
    (fault,) = caught.value.faults
    assert fault.line == line and said in str(fault)


def test_a_file_that_ends_between_two_lines_of_its_head_is_damaged() -> None:
    head = GOLDEN[: GOLDEN.find(START)].splitlines(keepends=True)
    whole = b"".join(head)
    assert loads(whole, "x").session.label == "clinic-14"
    for kept in range(len(head)):
        with pytest.raises(DamagedError):
            loads(b"".join(head[:kept]), "x")


def test_a_newer_program_s_file_says_so() -> None:
    assert not loads(GOLDEN, "x").remarks
    (minor,) = loads(GOLDEN.replace(b"minor = 0", b"minor = 3"), "x").remarks
    assert "newer program" in minor and "kept" in minor
    newer = loads(GOLDEN.replace(b"format = 1", b"format = 2"), "x")
    assert newer.newer_format and "read only" in newer.remarks[0]
    strange = loads(b'format = 2\nid = 7\nanswers = "elsewhere"\n', "x")
    assert strange.newer_format, "whatever it holds"


@slow
@given(sessions(least_changes=1))
def test_a_head_without_its_panel_says_the_rest(session: Session) -> None:
    data = dumps(session)
    found = loads(without_panel(data), "x").session
    panel = found.shown.panel if found.shown and session.shown else ()
    shown = replace(session.shown, panel=panel) if session.shown else None
    assert found == replace(session, shown=shown)
    assert without_panel(data).count(b"\n") == data.count(b"\n")


def test_a_panel_as_it_is_written_is_left_out_and_a_damaged_one_is_not() -> None:
    left = loads(without_panel(GOLDEN), "x").session.shown
    assert left is not None and left.panel == () and left.groups == {"ajcc8": ("IIIA",), "uicc9": ("IIIA",)}
    for old, new in (
        (b'"avoid" }', b'"avoid }'),
        (b"option =", b"option ="[:-1]),
        (b'"avoid"', b"7"),
        (b"amputation", b"amput\xff"),
    ):
        damaged = GOLDEN.replace(old, new, 1)
        assert without_panel(damaged) == damaged
