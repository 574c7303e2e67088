"""Any session that can be, as lines: no wider than the screen, no fault, no character that acts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from sarcoma_tui.files.visible import visible
from sarcoma_tui.packs.load import load_pack
from sarcoma_tui.sessions import desk
from sarcoma_tui.sessions.difference import difference
from sarcoma_tui.sessions.session import Decision, Session, SetAside, Status
from sarcoma_tui.sessions.shown import pack_ref
from sarcoma_tui.sessions.store import Listed
from sarcoma_tui.sessions.toml_read import Read
from sarcoma_tui.tui.lines import Line, strip
from sarcoma_tui.tui.review_lines import (
    Row,
    draft_row,
    matching,
    preview_lines,
    preview_rule,
    review_row,
    row_line,
    titles_line,
)
from sarcoma_tui.tui.session_lines import SessionView, session_lines
from sarcoma_tui.tui.session_words import STATUS, group_words, local, stage_words
from tests.sessions.generated import sessions

from .saved import NOON
from .terminal import PACK

SMALL = load_pack(PACK)
OF_LARGE = settings(
    max_examples=40,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
STATUSES: list[Status] = list(STATUS)


def listed_of(session: Session, status: Status = "saved", reason: str = "") -> Listed:
    """The row of a store for a session."""
    situation = session.answers.get("situation")
    return Listed(
        id=session.id,
        label=session.label,
        status=status,
        revision=session.revision,
        created=session.created,
        saved=session.saved,
        tags=session.tags,
        groups=session.shown.groups if session.shown else {},
        situation=situation if isinstance(situation, str) else None,
        pack=session.pack,
        path=Path(f"/data/sessions/{session.id}.toml"),
        reason=reason,
    )


def painted(lines: list[Line], width: int) -> str:
    """The lines as they are painted, each exactly so wide."""
    strips = [strip(shown, width) for shown in lines]
    assert all(row.cell_length == width for row in strips)
    return "".join(row.text for row in strips)


@OF_LARGE
@given(sessions(), st.sampled_from(STATUSES), st.text(max_size=40), st.integers(40, 140))
def test_rows_and_previews_fit_and_cannot_act(
    session: Session, status: Status, reason: str, width: int
) -> None:
    listed = listed_of(session, status, reason)
    for row in (review_row(listed, SMALL), draft_row(listed, session, "Stage I", SMALL)):
        for read in (None, reason, Read(session, reason)):
            lines = [
                row_line(row, width, (31, 28)),
                preview_rule(row),
                *preview_lines(row, read, SMALL, width),
            ]
            shown = painted(lines, width)
            assert visible(shown) == shown


@OF_LARGE
@given(sessions(), st.integers(56, 140))
def test_a_whole_session_fits_and_cannot_act(session: Session, width: int) -> None:
    view = SessionView(listed_of(session), Read(session), SMALL, difference(session, SMALL))
    lines = session_lines(view, width)
    shown = painted(lines, width)
    assert visible(shown) == shown
    assert all(cell_len(shown.text) <= width for shown in lines if not shown.rule)
    titles = [shown.left[0].text for shown in lines if shown.sticky]
    assert titles[1:-1] == ["Answers", "Shown then", "Then and today", "Decision", "Notes"]
    assert titles[-1].startswith("Changes since")
    count = next(shown.right[0].text for shown in lines if shown.text.startswith("Answers"))
    assert count.split(",")[0] == str(len(session.answers))


@OF_LARGE
@given(st.lists(sessions(), max_size=6), st.text(max_size=6))
def test_a_filter_keeps_the_order_and_only_what_holds_every_word(found: list[Session], typed: str) -> None:
    rows = [review_row(listed_of(session), SMALL) for session in found]
    kept = matching(rows, typed)
    assert list(kept) == [row for row in rows if row in kept]
    words = typed.casefold().split()
    for row in rows:
        assert (row in kept) == all(word in row.words for word in words)


def a_row(**changes: object) -> Row:
    listed = Listed(
        id="01X", label="clinic-14", status="saved", revision=3,
        created=datetime(2026, 11, 20, 12, tzinfo=UTC), saved=None, tags=("mdt",), groups={}, situation=None,
        pack=None, path=Path("/data/sessions/01X.toml"), reason="",
    )  # fmt: skip
    return review_row(replace(listed, **changes), SMALL)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("saved", "new diagnosis"), ("draft", "draft, new diagnosis"), ("damaged", "damaged, new diagnosis"),
        ("newer-format", "newer format, new diagnosis"), ("trashed", "in the trash, new diagnosis"),
        ("conflict-copy", "conflict copy, new diagnosis"),
    ],
)  # fmt: skip
def test_every_status_but_saved_has_its_word(status: Status, said: str) -> None:
    row = a_row(status=status, situation="new-diagnosis")
    assert row.about == said
    assert said in row_line(row, 100, (31, 28)).text


def test_a_line_feed_in_a_file_begins_no_entry_but_in_the_notes() -> None:
    session = desk.begin("01X", pack_ref(SMALL), (), NOON, "a\nStandard  Amputation")
    trick = "x\nChosen: Amputation"
    decision = Decision(chosen=(trick,), set_aside=(SetAside(option=trick, reason=trick),), notes="a\nb")
    session = replace(session, tags=(trick,), answers={trick: trick, "site": trick}, decision=decision)
    view = SessionView(listed_of(session), Read(session), SMALL, difference(session, SMALL))
    row = review_row(listed_of(session), SMALL)
    lines = [*session_lines(view, 120), *preview_lines(row, Read(session, trick), SMALL, 120)]
    assert [shown.text for shown in lines if shown.text.startswith("Chosen: Amp")] == []
    assert [shown.text for shown in lines if shown.text in ("a", "b")] == ["a", "b"]


def test_a_session_without_a_label_says_so_and_a_damaged_file_goes_by_its_name() -> None:
    assert a_row(label="").label == "(no label)"
    assert a_row(label="", status="damaged").label == "01X"


@pytest.mark.parametrize(
    ("groups", "few", "named"),
    [
        ({}, "", ""),
        ({"ajcc8": (), "uicc9": ()}, "", "AJCC 8 none  UICC 9 none"),
        ({"ajcc8": ("IIIA",), "uicc9": ("IIIA",)}, "IIIA", "AJCC 8 IIIA  UICC 9 IIIA"),
        ({"ajcc8": ("IV",), "uicc9": ("IIIB",)}, "IV | IIIB", "AJCC 8 IV  UICC 9 IIIB"),
        ({"ajcc8": ("IA", "IB")}, "IA/IB", "AJCC 8 IA, IB"),
        ({"ajcc8": ("IA", "IB", "II")}, "IA or 2 more", "AJCC 8 IA, IB, II"),
        ({"ajcc8": ("IA", "IB", "II", "IIIA", "IIIB")}, "open", "AJCC 8 open"),
        ({"ajcc7": ("IIC",)}, "IIC", "ajcc7 IIC"),
        ({"ajcc8": ("IX",)}, "IX", "AJCC 8 IX"),
    ],
)
def test_a_stage_in_few_cells_and_by_body(groups: dict[str, tuple[str, ...]], few: str, named: str) -> None:
    assert stage_words(SMALL, groups) == few
    assert group_words(SMALL, groups) == named


def test_the_titles_of_the_columns_stand_over_them() -> None:
    row = a_row(groups={"ajcc8": ("IV",), "uicc9": ("IIIB",)}, situation="new-diagnosis")
    for width in (58, 68, 78):
        titles = titles_line(("AJCC 8 | UICC 9", "Situation", "Saved"), width, (31, 28))
        title, shown = strip(titles, width).text, strip(row_line(row, width, (31, 28)), width).text
        assert title.index("Situation") == shown.index("new diagnosis")
        assert title.index("Saved") == shown.index("2026-")
        over = "AJCC 8 | UICC 9" if "AJCC" in title else "Stage"
        assert title.index(over) == shown.index("IV | IIIB")


@pytest.mark.parametrize("year", [1, 9999])
def test_a_time_at_the_end_of_the_calendar_is_shown_all_the_same(
    year: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    import time

    for zone in ("AAA+11", "AAA-11"):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        assert ":" in local(datetime(year, 1 if year == 1 else 12, 1 if year == 1 else 31, 12, tzinfo=UTC))
    monkeypatch.undo()
    time.tzset()
