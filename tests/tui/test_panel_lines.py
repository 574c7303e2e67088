"""The panel says of every option what the assessment says, once, at any width, and nothing else."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from sarcoma_tui.domain.assess import assess
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.questions import UNKNOWN, Answer, Question
from sarcoma_tui.reports.assessment import assessment_blocks
from sarcoma_tui.reports.blocks import Pairs
from sarcoma_tui.tui.lines import Line, strip
from sarcoma_tui.tui.widgets.panel_head import MARKS, head_lines, set_text, urgency_rows
from sarcoma_tui.tui.widgets.panel_lines import FOLD, OPTION, QUESTION, PanelState, changed, panel_lines
from sarcoma_tui.tui.widgets.panel_notes import counted, in_full
from sarcoma_tui.tui.work import Before

IN_ORDER = "Not answered, what to ask first on top"
WIDTHS = st.sampled_from([28, 41, 70])
NEW: dict[str, Answer] = {"situation": "new-diagnosis"}
IIIA: dict[str, Answer] = {
    **NEW, "site": "limb", "size_cm": Decimal("7.5"), "grade": "G3", "nodes": "N0", "metastases": "M0",
}  # fmt: skip


def answers_to(question: Question) -> st.SearchStrategy[Answer]:
    if question.kind == "choice":
        return st.sampled_from([*question.names, UNKNOWN])
    if question.kind == "choices":
        members = st.lists(st.sampled_from([*question.names, UNKNOWN]), min_size=1, unique=True)
        ordered = members.map(lambda chosen: tuple(n for n in (*question.names, UNKNOWN) if n in chosen))
        return ordered.map(lambda chosen: UNKNOWN if chosen == (UNKNOWN,) else chosen)
    return st.sampled_from([Decimal("4.0"), Decimal("7.5"), Decimal("12.0")])


def cases(pack: Pack) -> st.SearchStrategy[dict[str, Answer]]:
    asked = {q.id: answers_to(q) for q in pack.content.questions if q.kind != "date" and q.id != "age_years"}
    return st.fixed_dictionaries({}, optional=asked)


def state_of(pack: Pack, answers: dict[str, Answer], before: dict[str, Answer] | None = None) -> PanelState:
    stage = pack.content.stages[2]
    previous = Before(before, assess(pack, before)) if before is not None else None
    return PanelState(pack, stage, answers, assess(pack, answers), previous)


def shown(lines: list[Line], width: int = 41) -> list[str]:
    return [strip(line, width).text.rstrip() for line in lines]


@given(st.data(), WIDTHS, st.booleans())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_option_of_the_panel_has_a_line_or_is_counted(
    pack: Pack, data: st.DataObject, width: int, expanded: bool
) -> None:
    state = replace(state_of(pack, data.draw(cases(pack))), open=expanded)
    lines = panel_lines(state, width)
    on_panel = [
        item for item in (*state.found.options, *state.found.workup) if item.verdict in list(MARKS)[:4]
    ]
    keys = [line.key for line in lines if line.key and line.key.startswith(OPTION)]
    assert len(keys) == len(set(keys))
    folded = [line for line in lines if line.key and line.key.startswith(FOLD)]
    counts = [
        int(found[0])
        for line in folded
        if (line.key or "").split(":")[1] not in ("FOLLOW-UP", "NOTICES")
        and (found := re.findall(r"\d+", line.text))
    ]
    avoided = [int(line.text.rsplit(" ", 1)[1]) for line in folded if line.text.startswith("x avoid")]
    waiting = [count for count, line in zip(counts, folded, strict=False) if line.text.startswith("? ")]
    assert len(keys) + sum(avoided) + sum(waiting) == len(on_panel)
    if expanded:
        assert {OPTION + item.option.id for item in on_panel} == set(keys)


@given(st.data(), WIDTHS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_line_says_the_verdict_and_fits(pack: Pack, data: st.DataObject, width: int) -> None:
    state = state_of(pack, data.draw(cases(pack)))
    verdicts = {OPTION + item.option.id: item for item in (*state.found.options, *state.found.workup)}
    for line in panel_lines(state, width):
        text = strip(line, width).text
        assert cell_len(text) == width
        if line.key in verdicts:
            item = verdicts[line.key]
            assert text[0] == MARKS[item.verdict]
            assert text[2:].startswith(item.option.short[: min(len(item.option.short), 14)])


@given(st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_counts_count_everything(pack: Pack, data: st.DataObject) -> None:
    state = state_of(pack, data.draw(cases(pack)))
    tally = Counter(item.verdict for item in state.found.options)
    said = " ".join(shown(head_lines(pack, state.found, 41)))
    offered = f"* {tally['standard']} standard  o {tally['consider']} consider"
    assert f"{offered}  ? {tally['depends']}  x {tally['avoid']}" in said


@given(st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_marked_as_changed_is_what_changed(pack: Pack, data: st.DataObject) -> None:
    before, now = data.draw(cases(pack)), data.draw(cases(pack))
    state = state_of(pack, now, before)
    old = {item.option.id: item.verdict for item in assess(pack, before).options}
    moved = {
        item.option.id
        for item in state.found.options
        if old[item.option.id] != item.verdict
        and {old[item.option.id], item.verdict} != {"depends", "not-indicated"}
    }
    assert moved <= {key.removeprefix(OPTION) for key in changed(state)}
    assert not changed(replace(state, previous=Before(now, state.found)))
    marked = {line.key for line in panel_lines(replace(state, open=True), 41) if line.text[1:2] == "~"}
    assert {key for key in marked if key and key.startswith(OPTION)} <= changed(state)


def test_the_standard_case_reads_as_it_is_drawn(pack: Pack) -> None:
    state = state_of(pack, IIIA)
    assert shown(head_lines(pack, state.found, 41), 43)[0].startswith(
        "- AJCC 8 IIIA  UICC 9 IIIA  T2 N0 M0 G3 -"
    )
    lines = shown(panel_lines(state, 41))
    assert "* RT before surgery          ! Pregnancy?" in lines
    assert "x Amputation      The limb can be spared." in lines
    assert lines[: lines.index("WORK-UP")] == [
        "STANDARD", lines[1], lines[2], "CONSIDER", lines[4], "DEPENDS", lines[6], "AVOID", lines[8],
    ]  # fmt: skip


def test_a_set_that_does_not_fit_is_open_never_cut(pack: Pack) -> None:
    found = state_of(pack, {**NEW, "stated_stage": "II-III"}).found
    for width in range(16, 60):
        top = [
            row for row in shown(head_lines(pack, found, width), width + 2) if "AJCC" in row or "UICC" in row
        ]
        assert top
        assert not any(".." in row for row in top)


LEVELS = ("emergency, today", "within 48 hours", "routine")


@pytest.mark.parametrize(
    ("results", "width", "rows"),
    [
        ((), 38, ["OPTIONS"]),
        (("routine",), 38, ["Urgency of a lump: routine"]),
        (LEVELS[:2], 60, ["Urgency of a lump: emergency, today or within 48 hours"]),
        (LEVELS[:2], 38, ["Urgency of a lump: open"]),
        (LEVELS, 38, ["Urgency of a lump: open"]),
        (LEVELS[:1], 25, ["Urgency of a lump", "emergency, today"]),
    ],
)
def test_several_urgencies_that_do_not_fit_are_open_never_cut(
    pack: Pack, results: tuple[str, ...], width: int, rows: list[str]
) -> None:
    fact = replace(pack.facts["urgency"], title="Urgency of a lump", results=LEVELS, labels=())
    assert urgency_rows(fact, results, width) == rows


def test_the_urgency_stands_on_top_of_the_panel(pack: Pack) -> None:
    found = state_of(pack, {"situation": "undiagnosed-lump"}).found
    assert shown(head_lines(pack, found, 41), 43)[0].startswith("- Urgency: soon ---")
    assert shown(head_lines(pack, found, 12), 14)[:2] == ["- Urgency ----", "soon"]


def test_a_wish_that_nobody_uttered_carries_no_mark(pack: Pack) -> None:
    excision = "* Limb-sparing wide excision"
    assert excision in shown(panel_lines(state_of(pack, IIIA), 41))
    assert excision in shown(panel_lines(state_of(pack, {**IIIA, "declined": UNKNOWN}), 41))
    half = {**IIIA, "declined": ("radiotherapy", UNKNOWN)}
    assert f"{excision}  ! Declined?" in shown(panel_lines(state_of(pack, half), 41))


def test_a_conflict_takes_the_place_of_the_stage(pack: Pack) -> None:
    found = state_of(pack, {**IIIA, "stated_stage": "I"}).found
    lines = shown(head_lines(pack, found, 41))
    assert lines[0].startswith("- CONFLICT ---")
    assert (
        " ".join(part.strip() for part in lines[1:3]) == "! Stated stage: stage I, but the findings give IIIA"
    )


def test_while_nothing_is_settled_the_questions_that_settle_most_stand_on_top(pack: Pack) -> None:
    lines = shown(panel_lines(state_of(pack, {}), 41))
    assert lines[0] == "ASK FIRST"
    assert lines[1].startswith("Situation ")


def test_what_to_ask_first_says_of_what_and_stands_as_in_the_report(pack: Pack) -> None:
    cases: list[dict[str, Answer]] = [{}, NEW, {"site": "limb", "metastases": "M0"}]
    for answers in cases:
        state = state_of(pack, answers)
        lines = [item for item in panel_lines(state, 41) if (item.key or "").startswith(QUESTION)]
        report = assessment_blocks(pack, answers, state.found, date(2026, 11, 25))
        place = next(n for n, block in enumerate(report) if getattr(block, "text", "") == IN_ORDER)
        table = report[place + 1]
        assert isinstance(table, Pairs)
        assert [item.left[0].text for item in lines] == [label for label, _ in table.rows][: len(lines)]
        said = re.compile(r"1 option waits|\d+ options wait|bears on (1 option|\d+ options)")
        assert all(said.fullmatch(item.right[0].text) for item in lines)


def test_a_stage_that_is_settled_waits_for_nothing(pack: Pack) -> None:
    settled = {name: answer for name, answer in IIIA.items() if name != "situation"}
    assert assess(pack, settled).stage is not None
    assert not any("The stage waits for" in text for text in shown(panel_lines(state_of(pack, settled), 70)))
    assert any("The stage waits for" in text for text in shown(panel_lines(state_of(pack, NEW), 70)))


def test_until_what_decides_is_known_the_folded_lines_are_counted_alone(pack: Pack) -> None:
    state = state_of(pack, {})
    unnamed = tuple(replace(item, decides=()) for item in state.found.options)
    lines = shown(panel_lines(replace(state, found=replace(state.found, options=unnamed)), 41))
    waiting = sum(item.verdict == "depends" for item in unnamed)
    assert lines[lines.index("DEPENDS") + 1] == f"? {waiting}"


@pytest.mark.parametrize(
    ("results", "text"),
    [
        (("IIIA",), "IIIA"),
        (("IIIA", "IIIB"), "IIIA/IIIB"),
        (("IA", "IB", "II", "IIIA"), "IA to IIIA"),
        (("IA", "IB", "II", "IV"), "open"),
    ],
)
def test_a_set_of_groups_in_few_cells(pack: Pack, results: tuple[str, ...], text: str) -> None:
    assert set_text(pack.facts["ajcc8"], results) == text


@given(st.lists(st.text(alphabet="abc ", min_size=1, max_size=14), max_size=6), st.integers(0, 40))
def test_questions_are_named_as_far_as_they_fit_and_the_rest_is_counted(words: list[str], room: int) -> None:
    text = counted(words, room)
    assert len(text) <= room
    if words and room >= 2 and "+" in text:
        named = text.split(" +")[0].split(", ") if not text.startswith("+") else []
        assert int(text.rsplit("+", 1)[1]) == len(words) - len(named)


@pytest.mark.parametrize(
    ("room", "text"),
    [(8, "+3"), (9, "fit .. +2"), (10, "fit f.. +2"), (18, "fit for surgery +2"), (19, "fit for surgery +2")],
)
def test_where_no_question_fits_the_first_is_named_cut(room: int, text: str) -> None:
    assert counted(["fit for surgery", "resectability", "lines of treatment"], room) == text


def test_a_group_of_two_words_ends_no_stretch(pack: Pack) -> None:
    fact = pack.facts["ajcc8"]
    last = fact.results[-1]
    worded = replace(fact, labels=(*(fact.label(result) for result in fact.results[:-1]), "not staged"))

    assert set_text(fact, fact.results) == f"{fact.label(fact.results[0])} to {fact.label(last)}"
    assert set_text(worded, fact.results) == "open"


def test_a_question_that_is_open_is_told_as_one_and_never_as_a_condition(pack: Pack) -> None:
    """`standard, unless fit for surgery` was taken for its opposite."""
    found = state_of(pack, IIIA).found
    item = next(item for item in found.options if item.option.id == "neoadjuvant-radiotherapy")
    title = item.option.title
    full = f"{title}: standard; an open answer could overrule it: Pregnancy"
    assert in_full(pack, item, IIIA, len(full)) == full
    assert in_full(pack, item, IIIA, len(full) - 1) == f"{title}: standard; still to ask: Pregnancy"
    silent = next(item for item in assess(pack, IIIA, deciding=False).options if item.option.title == title)
    assert in_full(pack, silent, IIIA, 20) == f"{title}: standard; an open answer could overrule it"


def test_what_an_open_option_depends_on_are_answers(pack: Pack) -> None:
    waiting = [item for item in state_of(pack, NEW).found.options if item.verdict == "depends"]
    for item in waiting:
        names = ", ".join(pack.questions[name].label for name in item.decides)
        many = "s" if len(item.decides) > 1 else ""
        assert (
            in_full(pack, item, NEW, 76)
            == f"{item.option.title}: open, depends on the answer{many} to: {names}"
        )
    assert waiting


def test_how_many_options_wait_for_a_question_cannot_be_read_as_its_answer(pack: Pack) -> None:
    """`Grade 3` beside a grade that is open was taken for the grade."""
    lines = shown(panel_lines(state_of(pack, NEW), 70), 70)
    assert any("Grade (3)" in line for line in lines)
    assert not any("Grade 3" in line for line in lines)
