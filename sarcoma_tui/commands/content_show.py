"""`sarcoma-tui content show`: what the content holds, in lists or one entry in full."""

from __future__ import annotations

import json
from pathlib import Path

import click

from sarcoma_tui.commands.content_entries import Entry
from sarcoma_tui.commands.content_kinds import KINDS, one_line
from sarcoma_tui.commands.given import pack_given, pack_option
from sarcoma_tui.commands.layout import laid_out
from sarcoma_tui.commands.lazy import unknown
from sarcoma_tui.commands.streams import result
from sarcoma_tui.domain.pack import Pack

COVERAGE = "coverage"
"""Not a kind of entries: counts over every case."""


@click.command("show")
@click.argument("what", metavar="KIND|ID")
@click.argument("entry", metavar="[ID]", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@pack_option
@click.pass_context
def command(
    context: click.Context, what: str, entry: str | None, as_json: bool, pack_folder: Path | None
) -> int:
    """Show a kind of entries, or one entry by its id.

    Kinds: questions, tables, options, rules, notices, stages, sources. `coverage` counts, for each
    situation and route, the cases in which a treatment is offered.
    """
    if what == COVERAGE and entry is None:
        result(_coverage(pack_folder, as_json))
        return 0
    pack = pack_given(pack_folder)
    if what in KINDS and entry is None:
        entries = KINDS[what](pack)
        result(_json(entries) if as_json else "".join(f"{one_line(what, item)}\n" for item in entries))
        return 0
    if entry is not None and what not in KINDS:
        raise click.UsageError(unknown("kind of entries", what, KINDS), context)
    kinds = [what] if entry is not None else list(KINDS)
    wanted = entry if entry is not None else what
    found = {str(item["id"]): item for kind in reversed(kinds) for item in KINDS[kind](pack)}
    if wanted not in found:
        names = list(found) if entry is not None else [*KINDS, COVERAGE, *found]
        kind = what.removesuffix("s") if entry is not None else "entry"
        raise click.UsageError(_unknown_entry(kind, wanted, names), context)
    result(_json(found[wanted]) if as_json else laid_out({**found[wanted], **_witness(pack, wanted)}))
    return 0


def _witness(pack: Pack, wanted: str) -> Entry:
    """Of a rule, a case in which it makes a difference."""
    if not any(rule.id == wanted for option in pack.content.options for rule in option.rules):
        return {}
    from sarcoma_tui.proof.witness import witness_text

    return {"witness": witness_text(pack.content, wanted)}


def _unknown_entry(kind: str, wanted: str, names: list[str]) -> str:
    """Some kinds have hundreds of entries: without a near one, where to find them."""
    message = unknown(kind, wanted, names)
    return message if "; nearest: " in message else f'no {kind} "{wanted}"; `content show` lists them by kind'


def _coverage(pack_folder: Path | None, as_json: bool) -> str:
    from sarcoma_tui.commands.content_coverage import coverage, plain, read_given, told

    groups = coverage(read_given(pack_folder))
    return _json(plain(groups)) if as_json else told(groups)


def _json(value: list[Entry] | Entry) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
