"""A proof as it is written down: the certificate, and case files of what fails and of what witnesses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from sarcoma_tui import __version__
from sarcoma_tui.domain.pack import ENGINE, Content
from sarcoma_tui.proof.cases import Shown, case_text
from sarcoma_tui.proof.certificate import FORMAT
from sarcoma_tui.proof.counts import Counts
from sarcoma_tui.proof.obligations import GROUPS
from sarcoma_tui.proof.prove import Outcome, Proof

_NOT_IN_NAMES: Final = re.compile(r"[^A-Za-z0-9.-]+")


def certificate(content: Content, proof: Proof, rules_sha256: str) -> dict[str, Any]:
    """Everything that a certificate says. Numbers of cases are texts: JSON readers would round them."""
    rules = [rule for option in content.options for rule in option.rules]
    return {
        "format": FORMAT,
        "proved": proof.proved,
        "rules_sha256": rules_sha256,
        "engine": ENGINE,
        "program": __version__,
        "pack": {"id": content.info.id, "version": content.info.version, "review_by": content.info.review_by},
        "readings": {"diagrams": True, "solver": proof.by_solver},
        "obligations": obligations_json(proof),
        "rules": len(rules),
        "rules_signed": sum(rule.signed for rule in rules),
        "witnesses": _witnesses(proof),
        "laws": _laws(proof),
        "assumptions": [{"id": entry.id, "text": entry.text} for entry in content.impossible],
        "counts": None if proof.counts is None else counts_json(proof.counts),
        "not_shown": [outcome_json(item) for item in proof.outcomes if item.status != "holds"],
    }


def obligations_json(proof: Proof) -> dict[str, dict[str, int]]:
    """By group: how many obligations there are, and how many hold."""
    return {
        group: {
            "all": sum(item.obligation.group == group for item in proof.outcomes),
            "hold": len(proof.with_status("holds", group)),
        }
        for group in GROUPS
    }


def outcome_json(outcome: Outcome) -> dict[str, Any]:
    """One outcome that is not as it should be."""
    return {
        "id": outcome.obligation.id,
        "says": outcome.obligation.says,
        "status": outcome.status,
        "why": outcome.why,
    }


def _witnesses(proof: Proof) -> int:
    return sum(item.status == "holds" and item.obligation.wanted for item in proof.outcomes)


def _laws(proof: Proof) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for item in proof.outcomes:
        if item.obligation.group == "laws":
            law = found.setdefault(
                item.obligation.entry, {"id": item.obligation.entry, "says": "", "holds": True}
            )
            law["says"] = law["says"] if item.obligation.wanted else item.obligation.says
            law["holds"] = law["holds"] and item.status == "holds"
    return list(found.values())


def counts_json(counts: Counts) -> dict[str, Any]:
    """The numbers of cases, each as text; shares are of the cases of their own line."""
    return {
        "cases": str(counts.cases),
        "by_situation_and_route": _texts(counts.by_place),
        "by_option_and_verdict": _texts(counts.verdicts),
        "ended_by_notice": {
            "facts": list(counts.ended_by),
            "shares": [
                {
                    "results": list(item.results),
                    "cases": str(item.cases),
                    "ended": str(item.ended),
                    "share": share(item.ended, item.cases),
                }
                for item in counts.ended
            ],
        },
    }


def _texts(numbers: Mapping[str, Mapping[str, int]]) -> dict[str, dict[str, str]]:
    return {name: {inner: str(number) for inner, number in line.items()} for name, line in numbers.items()}


def share(part: int, whole: int) -> float:
    """A share with six decimals; only nothing is 0."""
    if not part or not whole:
        return 0.0
    return max(part * 10**6 // whole, 1) / 10**6


def case_files(outcome: Outcome) -> Iterator[tuple[str, str]]:
    """The case files of an outcome: names without folder, and texts."""
    if outcome.shown is not None:
        name = _NOT_IN_NAMES.sub("_", outcome.obligation.id)
        yield from _files(name, outcome, outcome.shown)


def _files(name: str, outcome: Outcome, shown: Shown) -> Iterator[tuple[str, str]]:
    says = [outcome.obligation.id, outcome.obligation.says]
    if outcome.status != "holds":
        says.append(f"{outcome.status}: {outcome.why}")
    if not shown.certain:
        says.append("Not every completion of these answers shows it: some of it cannot be answered.")
    if shown.other is None:
        yield f"{name}.toml", case_text(shown.answers, *says)
    else:
        yield f"{name}_better.toml", case_text(shown.answers, *says, "The better of two cases.")
        yield f"{name}_worse.toml", case_text(shown.other, *says, "The worse of two cases.")
