"""`sarcoma-tui sessions list`: every session file, newest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import click

from sarcoma_tui.commands.saved import reason_of, store_given, told
from sarcoma_tui.commands.streams import result, tell
from sarcoma_tui.files.visible import visible
from sarcoma_tui.reports.plain import as_json, listed_plain
from sarcoma_tui.sessions.listing import Listed


@click.command("list")
@click.option("--json", "as_json_", is_flag=True, help="Print it as JSON.")
@click.option("--trash", "trashed", is_flag=True, help="What is in the trash instead.")
def command(as_json_: bool, trashed: bool) -> int:
    """List the sessions, newest first; exit status 1 where a file is damaged."""
    store = store_given()
    with told():
        found = store.trashed() if trashed else store.listed()
    if as_json_:
        result(as_json([listed_plain(listed) for listed in found]))
    else:
        result(
            "".join(f"{line}\n" for line in _lines(found)) or f"no sessions in {visible(str(store.data))}\n"
        )
    damaged = [listed for listed in found if listed.status == "damaged"]
    tell(*(reason_of(listed) for listed in found if listed.reason))
    return 1 if damaged else 0


def _lines(found: Iterable[Listed]) -> Iterator[str]:
    rows = [_row(listed) for listed in found]
    if not rows:
        return
    titles = ("id", "status", "saved", "stage", "label")
    widths = [max(map(len, column)) for column in zip(titles, *rows, strict=True)]
    for row in (titles, *rows):
        yield "  ".join(f"{text:{width}}" for text, width in zip(row, widths, strict=True)).rstrip()


def _row(listed: Listed) -> tuple[str, ...]:
    at = listed.saved or listed.created
    label = visible(listed.label) or ("" if listed.status == "damaged" else "(no label)")
    time = f"{at:%Y-%m-%d %H:%M}" if at else ""
    return visible(listed.id), listed.status, time, visible(_stage(listed)), label


def _stage(listed: Listed) -> str:
    """The stage sets of all bodies; where they agree, once."""
    sets = dict.fromkeys(_set(groups) for groups in listed.groups.values() if groups)
    return " / ".join(sets)


def _set(groups: tuple[str, ...]) -> str:
    """One group, a stretch of them; a set that ends in words (`not-stageable`) is no stretch: it is open."""
    if len(groups) == 1:
        return groups[0].replace("-", " ")
    return "open" if groups[-1].islower() else f"{groups[0]}..{groups[-1]}"
