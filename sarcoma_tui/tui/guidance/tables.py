"""A table as a table: a column for each thing it asks and one for the result, where they fit; else two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len

from sarcoma_tui.domain.facts import Fact, Row
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.rules import All, AllOf, Atom, Between, Condition, In, Not
from sarcoma_tui.tui.conditions import condition_text
from sarcoma_tui.tui.lines import Line, Piece, wrapped

_NARROWEST = 13  # cells of a column
_GAP = "  "
_MEETS_ALL = "whatever is answered"


def table_lines(pack: Pack, fact: Fact, width: int) -> list[Line]:
    """The head, then the rows; a row of several lines is followed by a blank one."""
    columns = _columns(fact)
    if not columns or (len(columns) + 1) * (_NARROWEST + len(_GAP)) > width:
        return _grid(("When", "Result"), _in_words(pack, fact), _widths_of_two(pack, fact, width))
    head = (*(_title(pack, name) for name in columns), "Result")
    rows = [(*(_cell(pack, row, name) for name in columns), fact.label(row.then)) for row in fact.rows]
    return _grid(head, rows, _widths(head, rows, width))


def _columns(fact: Fact) -> tuple[str, ...]:
    """What the rows ask, in written order; empty where some row asks more than one thing in a part."""
    names: dict[str, None] = {}
    for row in fact.rows:
        for part in _parts(row.when):
            atom = _atom(part)
            if atom is None:
                return ()
            names[atom.on] = None
    return tuple(names)


def _parts(when: Condition) -> tuple[Condition, ...]:
    return when.parts if isinstance(when, All) else (when,)


def _atom(part: Condition) -> Atom | None:
    """The one thing that a part asks, or None."""
    inner = part.part if isinstance(part, Not) else part
    return inner if isinstance(inner, In | AllOf | Between) else None


def _title(pack: Pack, name: str) -> str:
    return pack.questions[name].label if name in pack.questions else pack.facts[name].title


def _cell(pack: Pack, row: Row, name: str) -> str:
    """What a row wants of one thing; `any` where it does not ask."""
    said = [part for part in _parts(row.when) if (atom := _atom(part)) and atom.on == name]
    return "; ".join(_wants(pack, part) for part in said) or "any"


def _wants(pack: Pack, part: Condition) -> str:
    """A part without the name of what it asks, which heads the column."""
    if isinstance(part, Not):
        return f"not {_wants(pack, part.part)}"
    atom = _atom(part)
    assert atom is not None
    return condition_text(pack, part).removeprefix(f"{_title(pack, atom.on)}: ")


def _in_words(pack: Pack, fact: Fact) -> list[tuple[str, ...]]:
    """Each row as condition and result."""
    return [
        (
            "; ".join(condition_text(pack, part) for part in _parts(row.when)) or _MEETS_ALL,
            fact.label(row.then),
        )
        for row in fact.rows
    ]


def _widths_of_two(pack: Pack, fact: Fact, width: int) -> tuple[int, ...]:
    longest = max((cell_len(fact.label(row.then)) for row in fact.rows), default=0)
    result = min(max(longest, len("Result")), width // 3)
    return (width - result - len(_GAP), result)


def _widths(head: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> tuple[int, ...]:
    """Columns as wide as what is in them; where that is too much, the widest give way."""
    wide = [max(cell_len(row[index]) for row in (head, *rows)) for index in range(len(head))]
    room = width - len(_GAP) * (len(head) - 1)
    while sum(wide) > room:
        wide[wide.index(max(wide))] -= 1
    return tuple(wide)


def _grid(head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int]) -> list[Line]:
    """Head and rows in columns; cells that do not fit go on beneath."""
    made = [_row(row, widths) for row in rows]
    lines = [Line((Piece(text, "strong"),)) for text in _row(head, widths)]
    lines.append(Line((Piece(_GAP.join("-" * width for width in widths), "quiet"),)))
    tall = any(len(texts) > 1 for texts in made)
    for index, texts in enumerate(made):
        lines += [Line((Piece(text),)) for text in texts]
        if tall and index < len(made) - 1:
            lines.append(Line())
    return lines


def _row(cells: Sequence[str], widths: Sequence[int]) -> list[str]:
    """The lines of one row."""
    columns = [_wrapped(cell, width) for cell, width in zip(cells, widths, strict=True)]
    return [_GAP.join(_at(columns, widths, index)).rstrip() for index in range(max(map(len, columns)))]


def _at(columns: Sequence[Sequence[str]], widths: Sequence[int], index: int) -> Iterator[str]:
    for column, width in zip(columns, widths, strict=True):
        text = column[index] if index < len(column) else ""
        yield text + " " * (width - cell_len(text))


def _wrapped(text: str, width: int) -> list[str]:
    return [line.text for line in wrapped(text, max(width, 1))]
