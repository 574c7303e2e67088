"""The lists of Guidance as lines: how the content stands and its parts, one part, what a search found."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.tui.guidance.items import PARTS, Item, Kind, items
from sarcoma_tui.tui.guidance.search import Hit
from sarcoma_tui.tui.guidance.state import FilesState
from sarcoma_tui.tui.lines import BLANK, Line, Piece, StyleName, heading, line, wrapped

_NAME = 10  # cells before what is said
_TITLE = 11  # cells of the title of a part
_KIND = 11  # cells of the kind of what was found
_WORDS = {"schedule": "follow-up"}
PART = "part"
"""What the key of a part begins with."""


def overview_lines(pack: Pack, files: FilesState | None, today: date, width: int) -> list[Line]:
    """How the content stands, then its parts; `files` is None until they are read."""
    return [*standing_lines(pack, files, today, width), BLANK, *_parts(pack)]


def _parts(pack: Pack) -> Iterator[Line]:
    for kind, (title, about) in PARTS.items():
        count = len(items(pack, kind))
        left = (Piece(f"{title:<{_TITLE}}"), Piece(f"{count:>4}  "), Piece(about, "quiet"))
        yield Line(left, key=f"{PART}:{kind}")


def standing_lines(pack: Pack, files: FilesState | None, today: date, width: int) -> list[Line]:
    """What the content is, who signed it, when it is to be reviewed, whether it is proved."""
    info, signed = pack.content.info, pack.signed_count
    past = info.review_by < today.isoformat()
    reviewed = f"reviewed {info.reviewed}" if info.reviewed else "never reviewed by a clinician"
    due = f"was due by {info.review_by}: that day is past" if past else f"due by {info.review_by}"
    by = files.signers if files is not None else ()
    proved = files is not None and files.proof == "proved"
    count = f"{signed} of {pack.rule_count} rules signed by a clinician"
    return [
        *_said("Content", f"{info.title} {info.version}, {info.status}", width),
        *_said("Sign-off", count, width, "" if signed == pack.rule_count else "bad"),
        *(row for name in by for row in _said("", f"by {name}", width)),
        *_said("Review", f"{reviewed}, {due}", width, "bad" if past else ""),
        *_said(
            "Proof",
            files.text if files else "its certificate is being read ..",
            width,
            "good" if proved else "",
        ),
    ]


def _said(name: str, text: str, width: int, style: StyleName = "") -> list[Line]:
    return wrapped(f"{name:<{_NAME}}{text}", width, indent=_NAME, style=style)


def part_lines(pack: Pack, kind: Kind) -> list[Line]:
    """The entries of one part, under the headings they stand under."""
    lines: list[Line] = []
    listed = items(pack, kind)
    for index, item in enumerate(listed):
        if item.group and (index == 0 or listed[index - 1].group != item.group):
            count = sum(other.group == item.group for other in listed)
            lines += [*([BLANK] if lines else []), heading(item.group, str(count))]
        lines.append(_entry(item))
    return lines or [line("The content has none")]


def _entry(item: Item) -> Line:
    right = (Piece(item.aside, "quiet"),) if item.aside else ()
    if item.kind == "stage":  # what a card says is longer than a title: it gives way
        return Line((Piece(item.title), Piece(f"  {item.aside}", "quiet")), key=item.key)
    return Line((Piece(item.title),), right, key=item.key)


def found_lines(named: list[Hit], told: list[Hit]) -> list[Line]:
    """What a search found: by name first, then in the text, with the words around it."""
    lines: list[Line] = []
    for title, hits in (("By name", named), ("In the text", told)):
        if hits:
            lines += [*([BLANK] if lines else []), heading(title, str(len(hits)))]
            lines += [_hit(hit) for hit in hits]
    return lines or [line("Nothing matches; backspace takes a letter back")]


def _hit(hit: Hit) -> Line:
    item = hit.item
    left = (Piece(f"{_WORDS.get(item.kind, item.kind):<{_KIND}}", "quiet"), Piece(item.title))
    where = (Piece(f"  {hit.where}", "quiet"),) if hit.where else ()
    return Line((*left, *where), key=item.key)
