"""Only what differs is sent, and a terminal that gets it shows the same as one that got everything."""

from __future__ import annotations

from io import StringIO

import pyte
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from sarcoma_tui.tui.frame import Frame

WIDTH, HEIGHT = 12, 4
STYLES = (None, Style(bold=True), Style(reverse=True), Style(color="green"), Style(color="default"))
ROW = st.lists(
    st.tuples(st.text(alphabet="ab .漢é", max_size=6), st.sampled_from(STYLES)).map(
        lambda part: Segment(*part)
    ),
    max_size=4,
).map(lambda segments: Strip(segments).adjust_cell_length(WIDTH))
SCREEN = st.lists(ROW, min_size=HEIGHT, max_size=HEIGHT)


def console() -> Console:
    return Console(file=StringIO(), color_system="256", force_terminal=True)


def sent(frame: Frame, rows: list[Strip]) -> str:
    return frame.sequences([(0, y, (row,)) for y, row in enumerate(rows)], console(), WIDTH, HEIGHT)


def shown(*codes: str) -> list[list[tuple[str, bool, bool, str]]]:
    terminal = pyte.Screen(WIDTH, HEIGHT)
    stream = pyte.Stream(terminal)
    for code in codes:
        stream.feed(code)
    cells = [[terminal.buffer[y][x] for x in range(WIDTH)] for y in range(HEIGHT)]
    return [[(cell.data, cell.bold, cell.reverse, cell.fg) for cell in row] for row in cells]


@given(st.lists(SCREEN, min_size=2, max_size=5))
def test_differences_add_up_to_the_whole(screens: list[list[Strip]]) -> None:
    frame = Frame()
    steps = [sent(frame, rows) for rows in screens]
    assert shown(*steps) == shown(sent(Frame(), screens[-1]))


@given(SCREEN)
def test_what_is_shown_already_is_not_sent(rows: list[Strip]) -> None:
    frame = Frame()
    sent(frame, rows)
    assert sent(frame, rows) == ""


def test_one_changed_cell_costs_one_move_and_one_cell() -> None:
    frame = Frame()
    sent(frame, [Strip([Segment("abcdefghijkl")])])
    assert sent(frame, [Strip([Segment("abcdefghijkX")])]) == "\x1b[1;12HX"


def test_a_row_that_becomes_short_is_erased_not_overwritten() -> None:
    frame = Frame()
    sent(frame, [Strip([Segment("abcdefghijkl")])])
    assert sent(frame, [Strip([Segment("ab          ")])]) == "\x1b[1;3H\x1b[K"


def test_after_something_else_wrote_everything_is_sent() -> None:
    frame = Frame()
    rows = [Strip([Segment("abc")])]
    whole = sent(frame, rows)
    frame.forget()
    assert sent(frame, rows) == whole
    assert "\x1b[2J" in whole


def test_no_style_is_left_on() -> None:
    codes = sent(Frame(), [Strip([Segment("x" * WIDTH, Style(bold=True, color="red"))])])
    assert codes.endswith("\x1b[m")
