"""Names that one place of the content uses and another must declare."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sarcoma_tui.files.faults import Fault
from sarcoma_tui.packs.names import Names
from sarcoma_tui.packs.raw import RawPack

_RULES: Final = tuple(("options", "options", "*", kind, "*") for kind in ("offer", "caution", "avoid"))

_USED: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("question", ("pack", "order", "*")),
    ("option", ("pack", "option_order", "*")),
    ("question", ("pack", "roles", "situation")),
    ("question", ("pack", "roles", "means")),
    ("fact", ("pack", "roles", "chapter")),
    ("fact", ("pack", "roles", "stage_groups", "*")),
    ("fact", ("pack", "roles", "route")),
    ("fact", ("pack", "roles", "urgency")),
    ("fact", ("pack", "roles", "tnm", "*", "*")),
    ("fact", ("pack", "roles", "tnm_prefix")),
    ("source", ("tables", "sources", "*")),
    *(("source", (*rule, "sources", "*")) for rule in _RULES),
    *(("source", (*rule, "evidence", "as_stated_by")) for rule in _RULES),
    *(("rule", (*rule, "alongside")) for rule in _RULES),
    ("option", ("options", "options", "*", "excludes", "*")),
    ("source", ("shared", "shared", "*", "sources", "*")),
    ("source", ("shared", "shared", "*", "evidence", "as_stated_by")),
    ("option", ("shared", "shared", "*", "options", "*")),
    ("option", ("shared", "shared", "*", "except", "*")),
    ("source", ("notices", "notices", "*", "sources", "*")),
    ("source", ("follow_up", "schedules", "*", "sources", "*")),
    ("question", ("impossible", "impossible", "*", "stated", "*")),
    ("finding", ("impossible", "impossible", "*", "found", "*")),
    ("question", ("stages", "start_at")),
    ("question", ("stages", "sections", "*", "questions", "*")),
    ("notice", ("examples", "examples", "*", "expect", "notices", "*")),
    ("notice", ("examples", "examples", "*", "expect", "no_notices", "*")),
    ("placed rule", ("examples", "examples", "*", "expect", "cautions", "*")),
    ("placed rule", ("examples", "examples", "*", "expect", "no_cautions", "*")),
    ("impossible", ("examples", "examples", "*", "expect", "conflicts", "*")),
    ("question", ("examples", "examples", "*", "expect", "ignored", "*")),
    ("question", ("examples", "examples", "*", "expect", "unknown", "*")),
    ("source", ("laws", "laws", "*", "sources", "*")),
    ("option", ("laws", "laws", "*", "always", "some_of", "*")),
    ("notice", ("laws", "laws", "*", "always", "notice", "*")),
    ("question", ("laws", "laws", "*", "compare", "question")),
    ("fact", ("laws", "laws", "*", "compare", "fact")),
    ("question", ("laws", "laws", "*", "compare", "also", "*")),
    ("option", ("laws", "laws", "*", "compare", "never_adds", "*")),
    ("fact", ("laws", "laws", "*", "compare", "never_lowers", "*")),
    ("notice", ("laws", "laws", "*", "exactly", "notice")),
    ("question", ("laws", "laws", "*", "exactly", "asked")),
    ("schedule", ("laws", "laws", "*", "exactly", "schedule")),
    ("fact", ("laws", "answered", "shares_by", "*")),
)
"""Kind of name, and where it is used."""

CONDITIONS: Final[tuple[tuple[str, ...], ...]] = (
    ("questions", "questions", "*", "asked_when"),
    ("tables", "defined_when"),
    ("tables", "rows", "*", "when"),
    *((*rule, "when") for rule in _RULES),
    ("shared", "shared", "*", "when"),
    ("notices", "notices", "*", "when"),
    ("follow_up", "schedules", "*", "when"),
    ("impossible", "impossible", "*", "never"),
)
"""Where conditions stand."""


def reference_faults(raw: RawPack, names: Names) -> Iterator[Fault]:
    """A fault for every name that nothing declares."""
    for kind, where in _USED:
        for place, value in raw.each(*where):
            if isinstance(value, str):
                fault = names.unknown(kind, place, value)
                if fault is not None:
                    yield fault
    for place, verdicts in raw.tables("examples", "examples", "*", "expect", "verdicts"):
        for option in verdicts:
            fault = names.unknown("option", place / option, option)
            if fault is not None:
                yield fault
