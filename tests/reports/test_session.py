"""The report of a session: what was shown then, what is other today, in words where there are words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.packs.load import load_pack
from sarcoma_tui.reports.session import Saved, session_blocks
from sarcoma_tui.reports.text import as_text
from sarcoma_tui.sessions.session import Session
from sarcoma_tui.sessions.toml_read import Read
from tests.cli.running import SMALL

from .test_plain import LISTED, SESSION

DAY = date(2026, 11, 25)
TUMOURS = load_pack(SMALL)


def text(session: Session = SESSION, pack: Pack | None = TUMOURS, whole: bool = False, torn: str = "") -> str:
    return as_text(session_blocks(Saved(LISTED, Read(session, torn), pack), DAY, whole))


def flat(shown: str) -> str:
    return " ".join(shown.split())


def test_what_the_file_holds() -> None:
    shown = text()
    lines = shown.splitlines()
    assert lines[0] == "Session clinic-14"
    assert "Saved         2026-11-23 09:12 UTC" in lines
    assert "UICC 9 stage group  none" in lines
    assert "x Amputation (avoid)" in lines
    assert "+ a (chosen)" in lines
    assert "- b, set aside: wish" in lines
    assert lines[lines.index("NOTES") :][1:3] == ["two", "lines"]
    assert "2026-11-23 09:12 UTC  Size: nothing -> 7.5 cm" in lines
    assert "2026-11-23 09:12 UTC  decision: nothing -> a" in lines


def test_what_is_other_today() -> None:
    shown = flat(text())
    assert "Stage or options are not as they were shown (another content: " in shown
    assert (
        "~ Amputation: avoid -> not shown" in shown or "~ Limb-sparing wide excision: not shown -> " in shown
    )
    assert "sites: a question that this content does not know" in shown


def test_a_draft_has_nothing_to_compare_with() -> None:
    assert "Not saved yet" in text(replace(SESSION, shown=None, saved=None))
    assert "Saved never" in flat(text(replace(SESSION, shown=None, saved=None)))


def test_without_a_content_ids_stand_for_words() -> None:
    shown = text(pack=None)
    assert "TODAY" not in shown
    for line in ("ajcc8 IV", "x amputation (avoid)", "size_cm 7.5", "size_cm: nothing -> 7.5"):
        assert line in flat(shown)


def test_remarks_come_first() -> None:
    assert text(torn="drafts/x: the last change was cut off").splitlines()[3].startswith("! drafts/x:")


def test_a_whole_report_has_the_reasons_and_no_place_on_this_machine() -> None:
    whole, short = text(whole=True), text()
    assert str(LISTED.path) in short
    assert str(LISTED.path) not in whole
    assert "SOURCES" in whole
    assert "SOURCES" not in short
    assert whole.count("rules are signed") == 1
