"""Sources in words: who says it, in which year, and whether it was read for this content."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.tui.lines import Line, wrapped

UNREAD = "not read for this content"
_BRACKETED = re.compile(r"\(([^()]*)\)")


def sources_text(pack: Pack, names: Iterable[str]) -> str:
    """The sources of one entry in a row: `Source: ESMO 2021; NCCN 2022 (not read for this content)`."""
    told = [_short(pack, name) for name in names]
    return f"{'Source' if len(told) == 1 else 'Sources'}: {'; '.join(told)}" if told else "No source given"


def with_shorts(pack: Pack, text: str) -> str:
    """A text that cites by ids, `(astro-2021, uk-2024)`, as people read it: `(ASTRO 2021, UK 2024)`."""

    def named(found: re.Match[str]) -> str:
        names = [name.strip() for name in found[1].split(",")]
        if not all(name in pack.sources for name in names):
            return found[0]
        return f"({', '.join(dict.fromkeys(pack.sources[name].short for name in names))})"

    return _BRACKETED.sub(named, text)


def _short(pack: Pack, name: str) -> str:
    source = pack.sources.get(name)
    if source is None:
        return name
    return source.short if source.checked else f"{source.short} ({UNREAD})"


def source_lines(pack: Pack, name: str, width: int) -> list[Line]:
    """One source in full: title, body, year, where it is found, whether it was read."""
    source = pack.sources.get(name)
    if source is None:
        return wrapped(f"  {name}", width, indent=4)
    where = [
        f"doi {source.doi}" if source.doi else "",
        f"PubMed {source.pmid}" if source.pmid else "",
        source.where,
        "read for this content" if source.checked else UNREAD,
    ]
    told = "; ".join(part for part in where if part)
    title = source.title.rstrip(".")
    return wrapped(f"  {source.short}: {title}. {told[:1].upper()}{told[1:]}", width, indent=4)
