"""`sarcoma-tui content prove`: the content held against its obligations over every case."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from sarcoma_tui.commands.given import pack_option
from sarcoma_tui.commands.streams import RefusedError, result, tell
from sarcoma_tui.packs.digest import rules_sha256
from sarcoma_tui.packs.errors import PackError
from sarcoma_tui.packs.folder import PackFiles, read_files
from sarcoma_tui.packs.locate import installed_pack
from sarcoma_tui.packs.read import ReadPack, read_pack
from sarcoma_tui.proof.obligations import GROUPS, Group
from sarcoma_tui.proof.prove import SECONDS, Outcome, Progress, Proof, prove
from sarcoma_tui.proof.tell import told
from sarcoma_tui.proof.written import case_files, certificate

DISAGREED = 3
"""Exit status where the two readings say different things: a fault of the program, not of the content."""


@click.command("prove")
@click.option("--json", "as_json", is_flag=True, help="Print the certificate, whether it holds or not.")
@click.option(
    "--only",
    multiple=True,
    type=click.Choice(GROUPS),
    help="Only these obligations; may be given several times.",
)
@click.option("--certificate", "to_certificate", metavar="FILE", help="Write the certificate to this file.")
@click.option("--cases", "to_cases", metavar="DIR", help="Write a case file for each failure.")
@click.option("--witnesses", "to_witnesses", metavar="DIR", help="Write a case file for each rule.")
@click.option("--without-solver", is_flag=True, help="Only by diagrams.")
@click.option(
    "--seconds",
    type=click.FloatRange(min=0),
    default=SECONDS,
    show_default=True,
    help="Limit for one obligation.",
)
@pack_option
def command(
    as_json: bool,
    only: tuple[Group, ...],
    to_certificate: str | None,
    to_cases: str | None,
    to_witnesses: str | None,
    without_solver: bool,
    seconds: float,
    pack_folder: Path | None,
) -> int:
    """Prove the content over every case that the questions can describe.

    Tables match exactly once, every case is answered, rules make a difference, options agree, laws hold.
    Exit status 1 with a case for each failure; 3 where diagrams and solver disagree.
    """
    if only and to_certificate:
        raise click.UsageError("--certificate needs the whole proof, without --only")
    files, read = read_given(pack_folder)
    proof = prove(
        read.content,
        read.laws,
        only or GROUPS,
        with_solver=False if without_solver else None,
        seconds=seconds,
        progress=progress_bar(),
        witnesses=to_witnesses is not None,
    )
    if proof.by_solver is None and not without_solver:
        tell("the solver is not installed (the proof extra): only the diagrams decide")
    _write(proof, to_cases, to_witnesses)
    written = certificate(read.content, proof, rules_sha256(files.toml))
    if to_certificate:
        _file(Path(to_certificate), _json(written))
    result(_json(written) if as_json else told(proof, read))
    return DISAGREED if proof.disagreed else 0 if proof.proved else 1


def read_given(folder: Path | None) -> tuple[PackFiles, ReadPack]:
    """The content of a folder (None: the installed one) with its laws.

    Raises:
        RefusedError: with one line for each fault, and status 1.
    """
    try:
        files = read_files(folder if folder is not None else installed_pack())
        return files, read_pack(files, laws=True)
    except PackError as error:
        raise RefusedError(
            *map(str, error.faults), "not proved: the content does not load", status=1
        ) from None


def _write(proof: Proof, to_cases: str | None, to_witnesses: str | None) -> None:
    """The case files that were asked for."""
    for folder, outcomes in (
        (to_cases, (item for item in proof.outcomes if item.status != "holds")),
        (to_witnesses, _rule_witnesses(proof)),
    ):
        for outcome in outcomes if folder is not None else ():
            for name, text in case_files(outcome):
                _file(Path(str(folder)) / name, text)


def _rule_witnesses(proof: Proof) -> Iterator[Outcome]:
    for item in proof.with_status("holds", "alive"):
        if item.obligation.id == f"alive:{item.obligation.entry}":
            yield item


def _file(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise RefusedError(f"sarcoma-tui: {path} could not be written: {reason}", status=1) from None


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def progress_bar() -> Progress | None:
    """A bar on a terminal; nothing anywhere else."""
    return _bar if sys.stderr is not None and sys.stderr.isatty() else None


def _bar(done: int, all_of_them: int) -> None:
    """One line that is written over; gone when all is done."""
    if done % 20 and done != all_of_them:
        return
    filled = 40 * done // all_of_them
    line = f"\r{'#' * filled}{'.' * (40 - filled)} {done} of {all_of_them}"
    sys.stderr.write(line if done < all_of_them else "\r" + " " * len(line) + "\r")
    sys.stderr.flush()
