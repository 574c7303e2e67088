"""A proof in words: what was counted, what holds, and every failure with its place and its case."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sarcoma_tui.files.visible import visible
from sarcoma_tui.packs.read import ReadPack
from sarcoma_tui.proof.cases import Shown, case_text
from sarcoma_tui.proof.counts import Counts
from sarcoma_tui.proof.obligations import GROUPS
from sarcoma_tui.proof.prove import Outcome, Proof
from sarcoma_tui.proof.written import share

_KINDS: Final = ("rule", "notice", "schedule", "row", "fact", "option", "law", "impossible", "question")


def told(proof: Proof, read: ReadPack) -> str:
    """The whole proof as lines."""
    failures = [
        line for outcome in proof.outcomes if _is_told(outcome, proof) for line in _failure(outcome, read)
    ]
    return "\n".join([*failures, *_summary(proof, read), _verdict(proof)]) + "\n"


def _summary(proof: Proof, read: ReadPack) -> Iterator[str]:
    info = read.content.info
    yield f"{info.id} {info.version}: {info.title} ({info.status})"
    yield f"readings     diagrams; {proof.by_solver or 'no solver'}"
    if proof.counts is not None:
        yield from _counted(proof.counts)
    for group in GROUPS:
        whole = [item for item in proof.outcomes if item.obligation.group == group]
        if whole:
            yield f"{group:<13}{len(proof.with_status('holds', group))} of {len(whole)} hold"
    for entry in read.content.impossible:
        yield f"assumed      {entry.id}: {visible(entry.text)}"


def _counted(counts: Counts) -> Iterator[str]:
    yield f"cases        {counts.cases:,}".replace(",", " ")
    if counts.ended:
        part, whole = sum(item.ended for item in counts.ended), sum(item.cases for item in counts.ended)
        yield f"ended        {share(part, whole):.4%} of the cases of a tumour end in a notice"
    ended = [item for item in counts.ended if item.ended]
    for item in ended:
        yield f"             {' / '.join(item.results)}: {share(item.ended, item.cases):.4%}"


def _is_told(outcome: Outcome, proof: Proof) -> bool:
    """A dead rule is told once, not for each of its values; what rests on broken tables is only counted."""
    if outcome.status == "holds" or outcome.why == "it rests on tables that do not hold":
        return False
    name = f"alive:{outcome.obligation.entry}"
    dead = outcome.status == "fails" and outcome.obligation.group == "alive" and outcome.obligation.id != name
    return not dead or not any(item.obligation.id == name for item in proof.with_status("fails", "alive"))


def _failure(outcome: Outcome, read: ReadPack) -> Iterator[str]:
    obligation = outcome.obligation
    yield f"{place_of(obligation.entry, read)}{obligation.id}: {outcome.status}"
    yield f"    must be: {visible(obligation.says)}"
    yield f"    found:   {visible(outcome.why)}"
    if outcome.shown is not None:
        yield from _case(outcome.shown)
    yield ""


def _case(shown: Shown) -> Iterator[str]:
    for name, answers in (("case", shown.answers), ("against", shown.other)):
        if answers is not None:
            lines = case_text(answers).split("[answers]\n")[1].splitlines()
            yield f"    {name + ':':<9}" + ("every case" if not lines else lines[0])
            yield from (f"             {line}" for line in lines[1:])
    if not shown.certain:
        yield "             (some completions of this case show it)"


def place_of(entry: str, read: ReadPack) -> str:
    """File and line of an entry, with a colon and a space behind; of a shared rule where it is written."""
    places = read.names.places
    for kind in _KINDS:
        if entry in places[kind]:
            return f"{places[kind][entry].text}: "
    for name, place in places["shared"].items():
        if entry.endswith(f".{name}"):
            return f"{place.text}: "
    return ""


def _verdict(proof: Proof) -> str:
    total = len(proof.outcomes)
    if proof.disagreed:
        number = len(proof.with_status("readings disagree"))
        return f"the two readings disagree on {number} of {total} obligations: this is a fault of the program"
    open_ones = len(proof.with_status("not decided"))
    failed = len(proof.with_status("fails"))
    if failed or open_ones:
        undecided = f", {open_ones} not decided" if open_ones else ""
        return f"not proved: {failed} of {total} obligations fail{undecided}"
    return f"proved: all {total} obligations hold for every case"
