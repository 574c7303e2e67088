"""A compiled pack as one JSON text: the diagrams as flat arrays, everything else by its fields.

Reading it is on the path of every start: some ten thousand nodes and two thousand entries in a few
milliseconds.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import accumulate
from typing import Any

from sarcoma_tui.domain.diagrams import BOTTOM, TERMINALS, Diagrams, Edges
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.packs.codec import Codec


def dumps(pack: Pack) -> str:
    """The pack as text."""
    return json.dumps(_codec().encode(pack), ensure_ascii=False, separators=(",", ":"))


def loads(text: str) -> Pack:
    """The pack that `dumps` wrote.

    Raises:
        Exception: of any kind, where the text is not what `dumps` wrote.
    """
    with _without_collector():
        pack = _codec().decode(json.loads(text))
    if not isinstance(pack, Pack):
        raise TypeError(type(pack))
    return pack


def _codec() -> Codec:
    return Codec(Pack, {Diagrams: (_flat, _diagrams)})


def _flat(diagrams: Diagrams) -> list[list[int]]:
    """Levels, numbers of edges, masks and children of the inner nodes."""
    nodes = diagrams.edges[TERMINALS:]
    return [
        list(diagrams.levels[TERMINALS:]),
        [len(edges) for edges in nodes],
        [mask for edges in nodes for mask, _ in edges],
        [child for edges in nodes for _, child in edges],
    ]


def _diagrams(raw: Any) -> Diagrams:
    levels, counts, masks, children = raw
    pairs = list(zip(masks, children, strict=True))
    edges: list[Edges] = [()] * TERMINALS
    edges += [tuple(pairs[end - count : end]) for end, count in zip(accumulate(counts), counts, strict=True)]
    return Diagrams([BOTTOM] * TERMINALS + levels, edges)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Nothing here is garbage: looking for it among all the new values would double the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
