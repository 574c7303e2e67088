"""A pane of lines: cursor, scrolling, headings that stay, and only what changed is painted."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.geometry import Region

from sarcoma_tui.tui.lines import Line, heading, line, rule
from sarcoma_tui.tui.widgets.line_pane import LinePane

from .snapshot import text_of


class Panes(App[int]):
    CSS = "Screen { layout: horizontal; }"

    def __init__(self) -> None:
        super().__init__()
        self.pane = LinePane()

    def compose(self) -> ComposeResult:
        yield self.pane


def sections(count: int, each: int) -> list[Line]:
    lines: list[Line] = []
    for section in range(count):
        lines.append(rule(f"Section {section}", sticky=True))
        lines += [line(f"Line {section}.{index}", key=f"{section}.{index}") for index in range(each)]
    return lines


async def test_the_cursor_stays_on_its_key_when_lines_come_and_go() -> None:
    app = Panes()
    async with app.run_test(size=(30, 10)):
        app.pane.show(sections(3, 4))
        app.pane.go_to("1.2")
        app.pane.show([line("new", key="new"), *sections(3, 4)])
        assert app.pane.cursor_key == "1.2"
        app.pane.show([shown for shown in sections(3, 4) if shown.key != "1.2"])
        assert app.pane.cursor_key in ("1.1", "1.3")
        app.pane.show([line("no key")])
        assert app.pane.cursor_key is None


async def test_the_cursor_line_is_always_on_the_screen_and_marked() -> None:
    app = Panes()
    async with app.run_test(size=(30, 6)) as pilot:
        app.pane.show(sections(5, 6))
        for step in (1, 1, 7, 30, -2, -50, 100, -1, -1, -1, -1, -1, -1):
            app.pane.move(step)
            await pilot.pause()
            marked = [row for row in text_of(app).splitlines() if row.startswith(">")]
            assert marked == [f"> Line {app.pane.cursor_key}"]


async def test_the_heading_of_what_is_scrolled_stays_on_top() -> None:
    app = Panes()
    async with app.run_test(size=(30, 6)) as pilot:
        app.pane.show(sections(3, 8), head=[line("pinned")])
        app.pane.go_to("1.7")
        await pilot.pause()
        rows = text_of(app).splitlines()
        assert rows[0].strip() == "pinned"
        assert rows[1].startswith("- Section 1 ---")
        app.pane.move_to_end(last=False)
        await pilot.pause()
        assert text_of(app).splitlines()[1].startswith("- Section 0 ---")


async def test_what_stands_beyond_the_first_and_last_line_can_be_seen() -> None:
    app = Panes()
    async with app.run_test(size=(30, 5)) as pilot:
        app.pane.show([line("above"), *[line(f"{n}", key=f"{n}") for n in range(9)], line("beneath")])
        app.pane.move_to_end(last=True)
        await pilot.pause()
        assert "beneath" in text_of(app)
        app.pane.move_to_end(last=False)
        await pilot.pause()
        assert "above" in text_of(app)


async def test_a_pane_without_cursor_scrolls_by_lines_and_pages() -> None:
    app = Panes()
    async with app.run_test(size=(30, 5)):
        app.pane.show([line(str(number)) for number in range(50)])
        app.pane.move(1)
        assert app.pane.span == (1, 5)
        app.pane.scroll_page(1)
        assert app.pane.span == (4, 8)
        app.pane.scroll_lines(1000)
        assert app.pane.span == (45, 49)
        app.pane.scroll_page(-100)
        assert app.pane.span == (0, 4)


async def test_scrolling_carries_the_cursor_along() -> None:
    app = Panes()
    async with app.run_test(size=(30, 6)):
        app.pane.show(sections(4, 8))
        app.pane.scroll_page(2)
        first, last = app.pane.span
        keys = [shown.key for shown in app.pane.lines[first : last + 1]]
        assert app.pane.cursor_key in keys


async def test_only_rows_that_changed_are_painted() -> None:
    app = Panes()
    painted: list[Region] = []
    async with app.run_test(size=(30, 10)) as pilot:
        app.pane.show([line(f"{n}", key=f"{n}") for n in range(8)])
        await pilot.pause()
        refresh = app.pane.refresh

        def recorded(*regions: Region, **options: bool) -> LinePane:
            painted.extend(regions)
            return refresh(*regions, **options)

        app.pane.refresh = recorded  # type: ignore[method-assign]
        app.pane.show([line("changed" if n == 5 else f"{n}", key=f"{n}") for n in range(8)])
        assert [region.y for region in painted] == [5]
        painted.clear()
        app.pane.move(1)
        assert sorted(region.y for region in painted) == [0, 1]
        painted.clear()
        app.pane.show(list(app.pane.lines))
        assert painted == []


async def test_an_inactive_pane_shows_no_cursor() -> None:
    app = Panes()
    async with app.run_test(size=(30, 4)) as pilot:
        app.pane.show([line("a", key="a")])
        app.pane.active = False
        await pilot.pause()
        assert ">" not in text_of(app)


async def test_a_heading_can_tell_what_is_on_the_screen() -> None:
    class Counted(LinePane):
        def row(self, index: int) -> Line:
            shown = self.lines[index]
            first, last = self.span
            return heading("THINGS", f"{first}-{last}") if shown.sticky else shown

    app = Panes()
    app.pane = Counted()
    async with app.run_test(size=(30, 5)) as pilot:
        app.pane.show([heading("THINGS"), *[line(str(n), key=str(n)) for n in range(20)]])
        app.pane.go_to("10")
        await pilot.pause()
        assert text_of(app).splitlines()[0].endswith(f"{app.pane.span[0]}-{app.pane.span[1]}")


async def test_squeezed_to_nothing_and_back() -> None:
    app = Panes()
    async with app.run_test(size=(30, 10)) as pilot:
        app.pane.show(sections(3, 4), head=[line("pinned")] * 2)
        app.pane.go_to("2.1")
        for size in ((1, 1), (0, 0), (3, 2), (30, 10)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
        assert app.pane.cursor_key == "2.1"
        assert "> Line 2.1" in text_of(app)
