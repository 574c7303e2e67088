"""The editors by themselves: what they take, what they refuse, what they make of it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.questions import Answer, AnswerError, Question, Value, read_answer
from sarcoma_tui.tui.widgets.editor import AnswerEditor, RefusedError
from sarcoma_tui.tui.widgets.finder import Finder
from sarcoma_tui.tui.widgets.number import DateEditor, NumberEditor
from sarcoma_tui.tui.widgets.picker import Entry, Picker, matching
from sarcoma_tui.tui.widgets.several import Several

ENTRIES = (
    Entry("lms", "leiomyosarcoma", ("LMS", "leiomyosarcoma")),
    Entry("lps", "myxoid liposarcoma", ("MLPS", "round cell liposarcoma")),
    Entry("ss", "synovial sarcoma", ("SS18-SSX",)),
    Entry("mpnst", "nerve sheath (MPNST)", ("Triton tumour",)),
)


def number_editor(pack: Pack, name: str = "size_cm") -> NumberEditor:
    return NumberEditor(pack.questions[name], lambda number: f"echo {number}")


def refused(editor: AnswerEditor, key: str | None = None) -> str:
    with pytest.raises(RefusedError) as caught:
        editor.answer(key)
    return str(caught.value)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("lms", "lms"),
        ("LEIO", "lms"),
        ("ssx", "ss"),
        ("triton", "mpnst"),
        ("lipo myx", "lps"),
        ("sarcoma", "ss"),
    ],
)
def test_typing_finds_by_label_synonym_and_id(typed: str, first: str) -> None:
    assert matching(ENTRIES, typed)[0][0].key == first


def test_a_match_by_another_name_tells_which() -> None:
    assert [name for _, name in matching(ENTRIES, "triton")] == ["Triton tumour"]
    assert matching(ENTRIES, "zzz") == []


def test_an_id_finds_and_is_never_shown() -> None:
    values = (Value("not-done", "not done", ("awaited",)), Value("sent_off", "on its way", ("on its way",)))
    picker = Picker(Question("q", "s", "choice", "Ultrasound", values=values), None)
    assert picker.hint("not-done") == " not done, awaited"
    assert picker.hint("sent_off") == " on its way"
    picker.type("not-")
    assert [line.text for line in picker.lines(35) if line.key == "not-done"] == ["not done"]


def test_the_finder_shows_no_id(pack: Pack) -> None:
    finder = Finder(pack)
    finder.type("size_cm")
    assert [line.text for line in finder.lines(35) if line.key] == [pack.questions["size_cm"].label]


@given(st.text(max_size=12))
def test_a_filter_never_fails(typed: str) -> None:
    assert len(matching(ENTRIES, typed)) <= len(ENTRIES)


def test_the_picker_offers_every_value_and_not_known(pack: Pack) -> None:
    picker = Picker(pack.questions["histology"], "synovial")
    keys = [line.key for line in picker.lines(35) if line.key]
    assert keys == [*pack.questions["histology"].names, "unknown"]
    assert picker.start_key() == "synovial"
    assert picker.answer("gist") == "gist"
    picker.type("zzz")
    assert "Nothing matches" in refused(picker)
    picker.wipe()
    picker.type("MF")
    picker.rub_out()
    assert any("MFH" in line.text for line in picker.lines(35))


@pytest.mark.parametrize("typed", ["7.5", "7,5", "07.5", " 7.5 "])
def test_comma_and_point_are_the_decimal_sign(pack: Pack, typed: str) -> None:
    editor = number_editor(pack)
    assert editor.type(typed) == ""
    assert editor.answer(None) == Decimal("7.5")
    assert editor.hint(None) == " echo 7.5"


@pytest.mark.parametrize("typed", ["1.000,5", "1,5,2", "1..5", ".,"])
def test_two_decimal_signs_are_refused(pack: Pack, typed: str) -> None:
    editor = number_editor(pack)
    assert "second decimal sign" in editor.type(typed)
    assert editor.typed == ""
    editor.type("1.")
    assert "second decimal sign" in editor.type(",")
    assert editor.typed == "1."


@pytest.mark.parametrize(
    "typed", ["12 mm", "1e5", "-3", "1_000", "\u0663", "\uff11\uff12", "x", "", "7\ufffd5", "1/2"]
)
def test_what_is_no_number_is_refused_whole(pack: Pack, typed: str) -> None:
    editor = number_editor(pack)
    assert editor.type(typed) != ""
    assert editor.typed == ""


@pytest.mark.parametrize("typed", ["0", "60.1", "999", "7.55", ".", "0.0"])
def test_a_number_that_is_not_allowed_is_refused_with_what_is(pack: Pack, typed: str) -> None:
    editor = number_editor(pack)
    editor.type(typed)
    assert "0.1 to 60" in refused(editor)
    assert "0.1 to 60" in editor.hint(None)


def test_a_whole_number_takes_no_decimal_sign(pack: Pack) -> None:
    editor = number_editor(pack, "age_years")
    editor.type("4")
    assert "Whole numbers" in editor.type(",")
    assert editor.answer(None) == Decimal(4)


@given(st.text(alphabet="0123456789.,", max_size=8))
def test_what_is_taken_is_what_was_typed(typed: str) -> None:
    """Never a digit moved or dropped: the taken number, written out, is the typed text."""
    question = Question("q", "s", "number", "Q", minimum=Decimal(0), maximum=Decimal(99), decimals=1)
    editor = NumberEditor(question, str)
    if editor.type(typed):
        return
    try:
        answer = editor.answer(None)
    except RefusedError:
        return
    assert answer == Decimal(typed.replace(",", "."))
    assert read_answer(question, answer) == answer


def date_editor(pack: Pack, typed: str = "") -> DateEditor:
    editor = DateEditor(pack.questions["surgery_date"], date(2026, 11, 23))
    for character in typed:
        assert editor.type(character) == ""
    return editor


def test_a_date_is_a_day_that_exists(pack: Pack) -> None:
    editor = date_editor(pack, "2026-02-3")
    assert "year-month-day" in refused(editor)
    editor.type("0")
    assert "no day 2026-02-30" in refused(editor)
    assert "no day 2026-02-30" in editor.hint(None)
    editor.rub_out()
    editor.rub_out()
    editor.type("28")
    assert editor.answer(None) == date(2026, 2, 28)
    assert editor.hint(None) == " Saturday 28 February 2026"
    assert editor.type("1") != ""


def test_a_date_is_taken_in_eight_digits_too_but_not_in_more(pack: Pack) -> None:
    editor = date_editor(pack, "20261103")
    assert editor.hint(None) == " Tuesday 3 November 2026"
    assert editor.answer(None) == date(2026, 11, 3)
    editor.type("12")
    assert editor.hint(None) == f" {refused(editor)}"
    assert refused(editor).startswith("2026110312 is not taken: a date is written year-month-day")


@pytest.mark.parametrize("typed", ["31.02.2026", "3.11.26", "11/03/2026", "2026/11/03", "2026.11.03"])
def test_points_and_slashes_stand_as_typed_and_are_refused(pack: Pack, typed: str) -> None:
    editor = date_editor(pack, typed)
    assert editor.inline == typed
    assert refused(editor) == f"{typed} is not taken: a date is written year-month-day, as 2026-11-23"
    assert editor.hint(None) == f" {refused(editor)}"


@pytest.mark.parametrize(
    "typed", ["2026-W48-1", "2026-W48", "2026-327", "202-611-03", "2026-1103", "-2026-11-3"]
)
def test_no_other_way_to_write_a_date_is_taken(pack: Pack, typed: str) -> None:
    editor = DateEditor(pack.questions["surgery_date"], date(2026, 11, 23))
    if not editor.type(typed):
        refused(editor)


def test_a_day_after_today_is_taken_and_said(pack: Pack) -> None:
    assert date_editor(pack, "2026-11-23").hint(None) == " Monday 23 November 2026"
    editor = date_editor(pack, "2026-11-24")
    assert editor.hint(None) == " Tuesday 24 November 2026, after today"
    assert editor.answer(None) == date(2026, 11, 24)


@pytest.mark.parametrize(
    ("keys", "answer"),
    [
        (["lung"], ("lung",)),
        (["bone", "lung"], ("lung", "bone")),
        (["lung", "lung", "liver"], ("liver",)),
        (["none"], ("none",)),
        (["lung", "none"], ("none",)),
        (["none", "lung"], ("lung",)),
        (["unknown"], "unknown"),
        (["lung", "unknown"], ("lung", "unknown")),
        (["lung", "unknown", "unknown"], ("lung",)),
        (["none", "unknown"], "unknown"),
        (["unknown", "none"], ("none",)),
    ],
)
def test_ticks_make_an_answer(pack: Pack, keys: list[str], answer: Answer) -> None:
    editor = Several(pack.questions["metastatic_sites"], None)
    for key in keys:
        editor.toggle(key)
    assert editor.answer(None) == answer
    again = Several(pack.questions["metastatic_sites"], answer)
    assert again.answer(None) == answer


def test_nothing_ticked_is_no_answer(pack: Pack) -> None:
    editor = Several(pack.questions["metastatic_sites"], None)
    assert "0 for none" in refused(editor)
    editor.toggle("lung")
    editor.toggle("lung")
    assert "0 for none" in refused(editor)


def test_ticked_and_not_ticked_differ_without_colour(pack: Pack) -> None:
    editor = Several(pack.questions["metastatic_sites"], ("lung", "unknown"))
    shown = [line.text for line in editor.lines(35)]
    assert "1 [x] lung" in shown
    assert "2 [?] liver" in shown
    editor.toggle("unknown")
    assert "2 [ ] liver" in [line.text for line in editor.lines(35)]


def test_letters_look_for_a_member_and_digits_after_them_tick_nothing(pack: Pack) -> None:
    editor = Several(pack.questions["metastatic_sites"], ("liver",))
    assert [action.name for action in editor.keymap if "1" in action.keys] == ["digit"]
    editor.type("pulm")
    assert [line.text for line in editor.lines(35) if line.key] == ["[ ] lung = pulmonary"]
    assert not any(set(action.keys) & set("0123456789-") for action in editor.keymap)
    editor.toggle("lung")
    assert not editor.searching
    assert editor.answer(None) == ("lung", "liver")


@pytest.mark.parametrize("typed", ["none", "not known", "liv"])
def test_a_search_finds_every_line_and_shows_its_tick(pack: Pack, typed: str) -> None:
    editor = Several(pack.questions["metastatic_sites"], None)
    before = {line.key: line.text[2:] for line in editor.lines(35) if line.key}
    editor.type(typed)
    found = [line for line in editor.lines(35) if line.key]
    assert found
    assert all(line.text.startswith(before[line.key or ""]) for line in found)


@given(st.lists(st.sampled_from(["lung", "liver", "bone", "none", "unknown"]), max_size=8))
def test_whatever_is_ticked_is_an_answer_or_refused(pack: Pack, keys: list[str]) -> None:
    question = pack.questions["metastatic_sites"]
    editor = Several(question, None)
    for key in keys:
        editor.toggle(key)
    try:
        answer = editor.answer(None)
    except RefusedError:
        return
    try:
        assert read_answer(question, answer) == answer
    except AnswerError as error:
        raise AssertionError(error) from None
