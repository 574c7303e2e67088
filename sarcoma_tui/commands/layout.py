"""Plain values laid out for people: a key a line, texts wrapped, lists beneath their key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from textwrap import wrap

WIDTH = 98


def laid_out(value: Mapping[str, object], width: int = WIDTH) -> str:
    """A mapping as lines: its id first and alone, then what it says; what is empty is left out."""
    return "\n".join(_lines(value, 0, width)) + "\n"


def _lines(value: Mapping[str, object], indent: int, width: int) -> Iterator[str]:
    margin = " " * indent
    if "id" in value:
        yield f"{margin}{value['id']}"
        margin += "  "
    label = max((len(key) for key, part in value.items() if not _nested(part) and key != "id"), default=0)
    for key, part in value.items():
        if key == "id" or part in (None, "", [], {}, ()):
            continue
        if isinstance(part, list) and _nested(part):
            yield f"{margin}{key}"
            for inner in part:
                yield from _lines(inner, len(margin) + 2, width)
        else:
            start = f"{margin}{key:{label}}  "
            yield from wrap(
                _text(part),
                width,
                initial_indent=start,
                subsequent_indent=" " * len(start),
                break_on_hyphens=False,
                break_long_words=False,
            )


def _nested(part: object) -> bool:
    return isinstance(part, list) and bool(part) and isinstance(part[0], Mapping)


def _text(part: object) -> str:
    if isinstance(part, Mapping):
        from sarcoma_tui.commands.conditions import inline

        return inline(part)
    if isinstance(part, list | tuple):
        return ", ".join(str(item) for item in part)
    return {True: "yes", False: "no"}[part] if isinstance(part, bool) else str(part)
