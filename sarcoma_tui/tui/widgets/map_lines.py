"""The staging map as lines: categories with the groups that each body gives them, and what is possible."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len

from sarcoma_tui.domain.asking import stage_waits_for
from sarcoma_tui.domain.assessment import Assessment
from sarcoma_tui.domain.facts import Fact
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.staging_map import Category, ChapterTable, MapRow, Standing
from sarcoma_tui.reports.words import questions, results
from sarcoma_tui.tui.lines import BLANK, Line, Piece, StyleName, cut, line, rule, wrapped
from sarcoma_tui.tui.widgets.panel_head import bodies

_MARKS: dict[Standing, str] = {"current": "*", "possible": "?", "out": " "}
_STYLES: dict[Standing, StyleName] = {"current": "strong", "possible": "", "out": "quiet"}
_GAP = 2
_WIDEST = 22  # cells of a column of categories


def map_lines(pack: Pack, found: Assessment, tables: Sequence[ChapterTable], width: int) -> list[Line]:
    """Everything, for so many cells."""
    if found.stage is None:
        return [BLANK, *wrapped("Nothing is staged in this situation.", width)]
    lines = [*_state(pack, found, width), BLANK, line("* this case   ? still possible   else ruled out")]
    if len(tables) > 1:
        lines += wrapped(f"The chapter is still open: each of {len(tables)} has its own table.", width)
    for table in tables:
        lines += _table(pack, table)
    return lines


def _state(pack: Pack, found: Assessment, width: int) -> Iterator[Line]:
    """What is known of the stage: chapter, TNM text, groups, what they wait for."""
    assert found.stage is not None
    stage, chapter = found.stage, pack.facts[pack.content.roles.chapter]
    chapters = results(pack, chapter.id, stage.chapter)
    yield from wrapped(f"{chapter.title}: {chapters}", width, indent=2)
    if stage.tnm:
        yield from wrapped(f"TNM: {stage.tnm}", width, indent=2)
    for body, groups in stage.groups:
        said = results(pack, body, groups) or "none while answers disagree"
        yield from wrapped(f"{pack.facts[body].title}: {said}", width, indent=2)
    waits_for = stage_waits_for(found)
    if waits_for:
        yield from wrapped(f"The stage waits for: {questions(pack, waits_for)}", width, indent=2)


def _table(pack: Pack, table: ChapterTable) -> Iterator[Line]:
    """One chapter: its categories, and the groups that each body gives them."""
    titles, rows = _texts(pack, table)
    columns = [
        min(max(cell_len(text) for text in column), _WIDEST) for column in zip(titles, *rows, strict=True)
    ]
    yield BLANK
    yield rule(pack.facts[pack.content.roles.chapter].label(table.chapter), sticky=True)
    yield line("  " + _row(titles, columns), style="quiet")
    for row, texts in zip(table.rows, rows, strict=True):
        style = _STYLES[row.standing]
        yield Line((Piece(f"{_MARKS[row.standing]} {_row(texts, columns)}".rstrip(), style),))


def _texts(pack: Pack, table: ChapterTable) -> tuple[list[str], list[list[str]]]:
    """The titles of the columns that say something, and the cells of each row."""
    parts = [place for place, known in enumerate(table.categories) if known != (("", ""),)]
    titles = [_title(pack, table.categories[place]) for place in parts]
    titles += [name for name, _ in bodies(pack)]
    return titles, [_cells(pack, table, row, parts) for row in table.rows]


def _cells(pack: Pack, table: ChapterTable, row: MapRow, parts: Sequence[int]) -> list[str]:
    texts = [_categories(pack, row, table.categories[place], place) for place in parts]
    named = zip(pack.content.roles.stage_groups, row.groups, strict=True)
    return texts + [results(pack, body, groups) or "-" for body, groups in named]


def _categories(pack: Pack, row: MapRow, known: Sequence[Category], place: int) -> str:
    """The categories of a row in one part; `any` where it holds for every one that there is."""
    mine = [category for category in known if category in row.parts[place]]
    if len(mine) == len(known) > 1:
        return "any"
    return ", ".join(_category(pack, category) for category in mine)


def _category(pack: Pack, category: Category) -> str:
    """A category as the TNM text writes it; one that is no part of the notation by its label."""
    name, result = category
    if not name:
        return "-"
    fact = pack.facts[name]
    return result if len(_notation(fact)) == 1 and result.startswith(_notation(fact)) else fact.label(result)


def _title(pack: Pack, known: Sequence[Category]) -> str:
    name = next((name for name, _ in known if name), "")
    fact = pack.facts[name]
    return _notation(fact) if len(_notation(fact)) == 1 else fact.title


def _notation(fact: Fact) -> str:
    """The letter with which the TNM text writes a category: `T` of `T?`."""
    return fact.open_as.rstrip("?")


def _row(texts: Sequence[str], columns: Sequence[int]) -> str:
    shown = [cut(text, room) for text, room in zip(texts, columns, strict=True)]
    return "".join(
        text + " " * (room - cell_len(text) + _GAP) for text, room in zip(shown, columns, strict=True)
    ).rstrip()
