"""Two sessions as lines: in columns where there is room for two, else one beneath the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.reports.comparison import Section, Told, remarks, sections
from sarcoma_tui.tui.lines import Line, rule
from sarcoma_tui.tui.session_words import NO_LABEL, STATUS, local, written
from sarcoma_tui.tui.widgets.compare_lines import columns

if TYPE_CHECKING:
    from sarcoma_tui.sessions.comparison import Comparison
    from sarcoma_tui.sessions.session import Session
    from sarcoma_tui.sessions.store import Listed
    from sarcoma_tui.sessions.toml_read import Read

_TWO_COLUMNS = 66
"""Cells from which two columns can be read."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: the row that lists it, and what its file holds."""

    listed: Listed
    read: Read

    @property
    def session(self) -> Session:
        """What the file holds."""
        return self.read.session

    @property
    def named(self) -> str:
        """Its label, when it was saved or begun, and its state if it is not simply saved."""
        at = self.listed.saved or self.listed.created
        said = (self.listed.label or NO_LABEL, local(at) if at else "", STATUS[self.listed.status])
        return ", ".join(filter(None, said))


def compared_head(left: Side, right: Side, width: int) -> list[Line]:
    """Which session stands where: stays on top of what is scrolled."""
    return list(_both(f"Left: {left.named}", f"Right: {right.named}", width))


def compared_lines(left: Side, right: Side, found: Comparison, pack: Pack, width: int) -> list[Line]:
    """What has to be known first, then section by section."""
    lines: list[Line] = []
    for side, name in ((left, "Left"), (right, "Right")):
        for remark in _reasons(side):
            lines += written(f"! {name}: {remark}", width, indent=2)
    for remark in remarks(found):
        lines += written(f"! {remark}", width, indent=2)
    for section in sections(found, pack):
        lines.append(rule(section.title, sticky=True))
        lines += section_lines(section, width)
    return lines


def _reasons(side: Side) -> Iterable[str]:
    return dict.fromkeys(filter(None, (side.listed.reason, *side.read.remarks)))


def section_lines(section: Section, width: int) -> Iterator[Line]:
    """One section; of many names of which the same is said, what is said comes first, once."""
    if not section.same:
        for row in section.rows:
            yield from _row(row, width)
    elif len(section.alike) * 2 < len(section.rows):
        for said, names in section.alike.items():
            yield from written(f"{said}: {'; '.join(names)}", width, indent=4)
    else:
        for row in section.rows:
            yield from written(f"{row.name}: {row.left}", width, indent=2)


def _row(row: Told, width: int) -> Iterator[Line]:
    """A name over what either side says of it."""
    yield from written(row.name, width, indent=2)
    if width < _TWO_COLUMNS:
        yield from written(f"  left: {row.left}", width, indent=4)
        yield from written(f"  right: {row.right}", width, indent=4)
    else:
        yield from columns(_indented(row.left), _indented(row.right), width)


def _both(left: str, right: str, width: int) -> Iterator[Line]:
    """Two texts, each on its side."""
    if width < _TWO_COLUMNS:
        yield from written(left, width, indent=2)
        yield from written(right, width, indent=2)
    else:
        yield from columns((left,), (right,), width)


def _indented(text: str) -> Sequence[str]:
    return (f"  {text}",)
