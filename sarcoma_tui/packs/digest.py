"""The SHA-256 by which a pack is known."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

SIGNATURES = "signatures.toml"


def pack_sha256(toml: Mapping[str, bytes]) -> str:
    """The digest of a pack: over `path NUL file-sha256 LF` of all its TOML files, sorted by path."""
    whole = hashlib.sha256()
    for inside in sorted(toml):
        whole.update(
            f"{inside}\0{hashlib.sha256(toml[inside]).hexdigest()}\n".encode("utf-8", "surrogateescape")
        )
    return whole.hexdigest()


def rules_sha256(toml: Mapping[str, bytes]) -> str:
    """The same without the signatures: what a proof names, and signing does not change."""
    return pack_sha256({inside: data for inside, data in toml.items() if inside != SIGNATURES})
