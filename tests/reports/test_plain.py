"""Sessions as JSON: the same values for a parser, nothing that acts for a terminal."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from sarcoma_tui.files.visible import visible
from sarcoma_tui.reports.plain import as_json, listed_plain, session_plain
from sarcoma_tui.sessions.listing import Listed
from sarcoma_tui.sessions.session import Change, Decision, PackRef, PanelLine, Session, SetAside, Shown

AT = datetime(2026, 11, 23, 9, 12, 44, tzinfo=UTC)
PACK = PackRef(id="small", version="1", sha256="0" * 64, engine=1)
SESSION = Session(
    id="01A",
    created=AT,
    pack=PACK,
    label="clinic-14",
    revision=2,
    saved=AT,
    tags=("mdt",),
    answers={
        "size_cm": Decimal("7.5"),
        "age_years": Decimal("64.0"),
        "day": date(2024, 2, 29),
        "sites": ("lung",),
    },
    shown=Shown(
        groups={"ajcc8": ("IV",), "uicc9": ()},
        assessment_sha256="f" * 64,
        panel=(PanelLine(option="amputation", verdict="avoid"),),
    ),
    decision=Decision(chosen=("a",), set_aside=(SetAside(option="b", reason="wish"),), notes="two\nlines"),
    changes=(
        Change(at=AT, what="size_cm", before=None, after=Decimal("7.5")),
        Change(at=AT, what="sites", before=("lung",), after=None),
        Change(at=AT, what="decision", about="name", before=None, after=Decision(chosen=("a",))),
    ),
)
LISTED = Listed(
    id="01A",
    label="clinic-14",
    status="saved",
    revision=2,
    created=AT,
    saved=AT,
    tags=("mdt",),
    groups={"ajcc8": ("IV",), "uicc9": ()},
    situation="new-diagnosis",
    pack=PACK,
    path=Path("/data/sessions/01A.toml"),
    reason="",
)


@given(
    st.recursive(
        st.text() | st.integers() | st.none() | st.booleans(), lambda inner: st.lists(inner, max_size=3)
    )
)
def test_a_parser_reads_the_same_values(value: object) -> None:
    assert json.loads(as_json(value)) == value


@given(st.text(st.characters(codec="utf-8", categories=["Cc", "Cf", "Zl", "Zp", "L"])))
def test_no_control_character_is_left(text: str) -> None:
    shown = as_json(text)
    assert shown.endswith('"\n')
    assert visible(shown[:-1]) == shown[:-1]


def test_a_row_of_the_list() -> None:
    assert listed_plain(LISTED) == {
        "id": "01A",
        "label": "clinic-14",
        "status": "saved",
        "revision": 2,
        "created": "2026-11-23T09:12:44Z",
        "saved": "2026-11-23T09:12:44Z",
        "tags": ["mdt"],
        "ajcc8": ["IV"],
        "uicc9": [],
        "situation": "new-diagnosis",
        "pack": {"id": "small", "version": "1", "sha256": "0" * 64, "engine": 1},
        "path": "/data/sessions/01A.toml",
        "reason": "",
    }


def test_a_whole_session() -> None:
    plain = json.loads(as_json(session_plain(LISTED, SESSION, ("a remark",))))
    assert plain["answers"] == {"size_cm": 7.5, "age_years": 64, "day": "2024-02-29", "sites": ["lung"]}
    assert '"age_years": 64,' in as_json(plain)
    assert plain["remarks"] == ["a remark"]
    assert plain["shown"]["panel"] == [{"option": "amputation", "verdict": "avoid"}]
    assert plain["decision"] == {
        "chosen": ["a"],
        "set_aside": [{"option": "b", "reason": "wish"}],
        "notes": "two\nlines",
    }
    assert [(change.get("question"), change["from"], change["to"]) for change in plain["changes"]] == [
        ("size_cm", None, 7.5),
        ("sites", ["lung"], None),
        (None, None, {"chosen": ["a"], "set_aside": []}),
    ]
