"""The certificate of a proof: written beside the content, and read without a solver, pydantic or TOML.

It names the content by the digest of its files without the signatures. For other content it says nothing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias

from sarcoma_tui.domain.pack import ENGINE
from sarcoma_tui.packs.digest import rules_sha256
from sarcoma_tui.packs.errors import PackError
from sarcoma_tui.packs.folder import read_files
from sarcoma_tui.packs.locate import installed_pack

NAME: Final = "certificate.json"
FORMAT: Final = 1
LIMIT: Final = 4 << 20
"""No certificate is larger."""

Kind: TypeAlias = Literal["proved", "not-proved", "other-content", "damaged", "none"]


@dataclass(frozen=True, slots=True)
class State:
    """How the content stands to its certificate: `kind`, and a sentence for people."""

    kind: Kind
    text: str


def state(pack_folder: Path | None = None) -> State:
    """The state of the content in a folder (None: the installed one)."""
    try:
        files = read_files(pack_folder if pack_folder is not None else installed_pack())
    except PackError as error:
        return State("none", f"the content cannot be read: {error.faults[0]}")
    try:
        with (files.folder / NAME).open("rb") as file:
            certificate = json.loads(file.read(LIMIT))
        return _state(certificate, rules_sha256(files.toml))
    except FileNotFoundError:
        return State("none", "not proved: there is no certificate")
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return State("damaged", f"not proved: {NAME} cannot be read")


def _state(certificate: Mapping[str, Any], sha256: str) -> State:
    readings = certificate["readings"]
    if certificate["format"] != FORMAT or certificate["engine"] != ENGINE:
        return State("other-content", "not proved: the certificate is of another version of the program")
    if certificate["rules_sha256"] != sha256:
        return State("other-content", "not proved: the certificate is for other content")
    total = sum(group["all"] for group in certificate["obligations"].values())
    if certificate["proved"] is not True:
        failed = total - sum(group["hold"] for group in certificate["obligations"].values())
        return State("not-proved", f"not proved: {failed} of {total} obligations do not hold")
    solver = readings["solver"]
    by = f"by diagrams and by {solver}" if solver else "by diagrams alone"
    return State("proved", f"proved for every case: {total} obligations, {by}")
