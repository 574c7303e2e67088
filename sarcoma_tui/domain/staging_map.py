"""The staging table of each chapter: which categories make which groups, and which cells a case can still be.

Nothing is read from rows: the diagrams of chapter, categories and groups are walked together, once for
whatever can be in those chapters and once for the case. Cells with the same groups are joined into rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from sarcoma_tui.domain.case import Case, read_case
from sarcoma_tui.domain.diagrams import TERMINALS, TRUE
from sarcoma_tui.domain.levels import levels_mask
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.questions import Answer, Answers
from sarcoma_tui.domain.reading import Reading

Category: TypeAlias = tuple[str, str]
"""A fact and its result; two empty texts where none of a part is defined."""

Cell: TypeAlias = tuple[Category, ...]
"""One category of each part of the TNM text."""

Groups: TypeAlias = tuple[tuple[str, ...], ...]
"""For each body the groups that a cell can have, in table order."""

Parts: TypeAlias = tuple[frozenset[Category], ...]
"""Cells that have the same groups, as the categories of each part."""

Standing: TypeAlias = Literal["current", "possible", "out"]


@dataclass(frozen=True, slots=True)
class MapRow:
    """Cells with the same groups: for each part the categories that any of the others goes with."""

    parts: tuple[frozenset[Category], ...]
    groups: Groups
    standing: Standing


@dataclass(frozen=True, slots=True)
class ChapterTable:
    """The table of one chapter. `categories` are all that stand in its rows, by part, in table order."""

    chapter: str
    categories: tuple[tuple[Category, ...], ...]
    rows: tuple[MapRow, ...]


def staging_map(pack: Pack, answers: Answers) -> tuple[ChapterTable, ...]:
    """The table of every chapter that these answers leave possible; none where nothing is staged."""
    now = _cells(read_case(pack, answers))
    frame = _cells(read_case(pack, _frame(pack, answers)))
    order = _order(pack)
    joined = {chapter: _joined(frame.get(chapter, cells)) for chapter, cells in now.items()}
    alone = sum(_inside(parts, now[name]) for name, rows in joined.items() for parts, _ in rows) == 1
    tables = []
    for chapter, rows in joined.items():
        categories = tuple(
            tuple(sorted({item for parts, _ in rows for item in parts[place]}, key=order.__getitem__))
            for place in range(len(pack.content.roles.tnm))
        )
        made = [MapRow(parts, groups, _standing(parts, now[chapter], alone)) for parts, groups in rows]
        ranked = sorted(made, key=lambda row: _rank(pack, order, row))
        tables.append(ChapterTable(chapter, categories, tuple(ranked)))
    results = pack.facts[pack.content.roles.chapter].results
    return tuple(sorted(tables, key=lambda table: results.index(table.chapter)))


def _inside(parts: tuple[frozenset[Category], ...], now: Iterable[Cell]) -> bool:
    """Whether a row has a cell that the case can still be."""
    return any(_holds(parts, cell) for cell in now)


def _standing(parts: tuple[frozenset[Category], ...], now: Iterable[Cell], alone: bool) -> Standing:
    if not _inside(parts, now):
        return "out"
    return "current" if alone else "possible"


def _frame(pack: Pack, answers: Answers) -> dict[str, Answer]:
    """The answers that make the table: all that the groups or the chapter read, but not the categories."""
    roles = pack.content.roles
    chapter = pack.supports[f"fact:{roles.chapter}"]
    categories = _read(pack, (name for part in roles.tnm for name in part)) & ~chapter
    kept = (_read(pack, roles.stage_groups) | chapter) & ~categories
    levels = pack.variables.levels
    return {name: answer for name, answer in answers.items() if levels_mask(levels.get(name, ())) & kept}


def _read(pack: Pack, facts: Iterable[str]) -> int:
    found = 0
    for name in facts:
        found |= pack.supports[f"fact:{name}"]
    return found


def _cells(case: Case) -> dict[str, dict[Cell, Groups]]:
    """By chapter every cell that some completion has, with the groups that it can have."""
    pack, roles = case.pack, case.pack.content.roles
    chapters = pack.facts[roles.chapter].results
    names = [roles.chapter, *(name for part in roles.tnm for name in part), *roles.stage_groups]
    found: dict[tuple[str, Cell], list[set[int]]] = {}
    for reading in case.readings:
        for leaves in _together(reading, names):
            results = dict(zip(names, leaves, strict=True))
            if results[roles.chapter] == len(chapters):
                continue  # nothing is staged there
            cell = tuple(_category(pack, part, results) for part in roles.tnm)
            key = (chapters[results[roles.chapter]], cell)
            groups = found.setdefault(key, [set() for _ in roles.stage_groups])
            for body, group in zip(roles.stage_groups, groups, strict=True):
                if results[body] < len(pack.facts[body].results):
                    group.add(results[body])
    tables: dict[str, dict[Cell, Groups]] = {}
    for (chapter, cell), sets in found.items():
        tables.setdefault(chapter, {})[cell] = tuple(
            tuple(pack.facts[body].results[index] for index in sorted(group))
            for body, group in zip(roles.stage_groups, sets, strict=True)
        )
    return tables


def _category(pack: Pack, part: tuple[str, ...], results: Mapping[str, int]) -> Category:
    for name in part:
        if results[name] < len(pack.facts[name].results):
            return name, pack.facts[name].results[results[name]]
    return "", ""


def _together(reading: Reading, names: list[str]) -> frozenset[tuple[int, ...]]:
    """The leaves that several facts have together, over the completions of a reading."""
    store = reading.scratch
    roots = [reading.restricted(reading.pack.roots[f"fact:{name}"]) for name in names]
    support = 0
    for name in names:
        support |= reading.pack.supports[f"fact:{name}"]
    memo: dict[tuple[int, ...], frozenset[tuple[int, ...]]] = {}

    def walked(nodes: tuple[int, ...]) -> frozenset[tuple[int, ...]]:
        if nodes in memo:
            return memo[nodes]
        inner = [node for node in nodes if node >= TERMINALS]
        if not inner:
            return frozenset((nodes[:-1],)) if nodes[-1] == TRUE else frozenset()
        level = min(store.levels[node] for node in inner)
        beyond = {
            tuple(_child(reading, node, level, index) for node in nodes)
            for index in range(reading.masks[level].bit_length())
            if reading.masks[level] >> index & 1
        }
        found = memo[nodes] = frozenset().union(*(walked(after) for after in beyond))
        return found

    return walked((*roots, reading.limit_of(support)))


def _child(reading: Reading, node: int, level: int, index: int) -> int:
    """Where one value of a variable leads from a node."""
    store = reading.scratch
    if store.levels[node] != level:
        return node
    return next(child for mask, child in store.edges[node] if mask >> index & 1)


def _joined(table: Mapping[Cell, Groups]) -> list[tuple[Parts, Groups]]:
    """Rows: cells that differ in one part alone and have the same groups become one, last part first."""
    rows = [(tuple(frozenset((category,)) for category in cell), groups) for cell, groups in table.items()]
    for part in reversed(range(len(rows[0][0]) if rows else 0)):
        merged: dict[tuple[Parts, Parts, Groups], frozenset[Category]] = {}
        for parts, groups in rows:
            key = (parts[:part], parts[part + 1 :], groups)
            merged[key] = merged.get(key, frozenset()) | parts[part]
        rows = [((*before, joined, *after), groups) for (before, after, groups), joined in merged.items()]
    return rows


def _holds(parts: Parts, cell: Cell) -> bool:
    return all(category in part for part, category in zip(parts, cell, strict=True))


def _order(pack: Pack) -> dict[Category, int]:
    """Where each category stands in its table."""
    names = [name for part in pack.content.roles.tnm for name in part]
    listed = [(name, result) for name in names for result in pack.facts[name].results]
    return {category: index for index, category in enumerate((*listed, ("", "")))}


def _rank(pack: Pack, order: Mapping[Category, int], row: MapRow) -> tuple[object, ...]:
    """By group, those of the first body first; then by category, the last part first."""
    groups = [
        [pack.facts[body].results.index(group) for group in found]
        for body, found in zip(pack.content.roles.stage_groups, row.groups, strict=True)
    ]
    return (groups, [min(order[category] for category in part) for part in reversed(row.parts)])
