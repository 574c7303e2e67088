"""The staging map is true: a cell is possible exactly if some full case with these answers is in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random

from hypothesis import given, reject, settings
from hypothesis import strategies as st

from sarcoma_tui.domain.case import read_case
from sarcoma_tui.domain.compile import CompileError, compile_pack
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.questions import Answer
from sarcoma_tui.domain.staging_map import Category, Cell, MapRow, staging_map
from sarcoma_tui.packs.load import load_pack

from .generated import POINTS, answers, content
from .naive import Naive, full_cases
from .test_insight import many

SHIPPED = load_pack()
Place = tuple[str, Cell, tuple[str | None, ...]]
"""Chapter, cell, and the group of each body."""


def staged(chance: Random) -> Pack:
    """A random pack whose chapter, category and group are its facts in random places."""
    made = content(chance)
    names = [fact.id for fact in made.facts]
    first, *rest = chance.sample(names, len(names))
    tnm = tuple((name,) for name in (rest or [first]))
    roles = replace(made.roles, chapter=first, tnm=tnm, stage_groups=(chance.choice(names),))
    try:
        return compile_pack(replace(made, roles=roles))
    except CompileError:
        reject()


def reached(pack: Pack, held: dict[str, Answer]) -> set[Place]:
    """Where the full cases are that agree with the answers."""
    return {
        place
        for full in full_cases(pack.content, POINTS)
        if full.coherent() and full.agrees(held)
        for place in place_of(pack, full)
    }


def place_of(pack: Pack, full: Naive) -> Iterator[Place]:
    roles = pack.content.roles
    chapter = full.fact(roles.chapter)
    if chapter is not None:
        cell = tuple(category(full, part) for part in roles.tnm)
        yield chapter, cell, tuple(full.fact(body) for body in roles.stage_groups)


def category(full: Naive, part: tuple[str, ...]) -> Category:
    found = ((name, full.fact(name)) for name in part)
    return next(((name, result) for name, result in found if result is not None), ("", ""))


def inside(row: MapRow, cell: Cell) -> bool:
    return all(one in part for one, part in zip(cell, row.parts, strict=True))


def check(pack: Pack, held: dict[str, Answer], places: set[Place]) -> None:
    tables = staging_map(pack, held)
    assert {table.chapter for table in tables} == {chapter for chapter, _, _ in places}
    standing = []
    for table in tables:
        mine = [place for place in places if place[0] == table.chapter]
        for _, cell, groups in mine:
            (row,) = [row for row in table.rows if inside(row, cell) and row.standing != "out"]
            told = zip(groups, row.groups, strict=True)
            assert all(group is None or group in possible for group, possible in told)
        for row in table.rows:
            assert (row.standing != "out") == any(inside(row, cell) for _, cell, _ in mine)
            standing.append(row.standing)
    assert ("current" in standing) == (standing.count("current") + standing.count("possible") == 1)


@many
@given(st.integers(0, 2**48).map(Random))
def test_on_generated_packs(chance: Random) -> None:
    pack = staged(chance)
    held = answers(chance)
    if read_case(pack, held).conflicts:
        reject()
    check(pack, held, reached(pack, held))


@settings(many, max_examples=12)
@given(st.integers(0, 2**48).map(Random))
def test_on_the_shipped_content(chance: Random) -> None:
    """Whatever is answered next stays within the chapters that were possible; one row alone is current."""
    pack, held = SHIPPED, dict[str, Answer]()
    asked = ["situation", "site", "histology", "grade", "nodes", "metastases", "depth", "size_cm"]
    chance.shuffle(asked)
    before: dict[str, set[Cell]] = {}
    for name in asked:
        question = pack.questions[name]
        if question.kind == "number":
            held[name] = chance.choice([low for low, _ in pack.variables.bands(question)])
        else:
            held[name] = chance.choice(question.names)
        if read_case(pack, held).conflicts:
            reject()
        tables = staging_map(pack, held)
        rows = [row for table in tables for row in table.rows if row.standing != "out"]
        assert ("current" in {row.standing for row in rows}) == (len(rows) == 1)
        case = read_case(pack, held)
        shown = {one for row in rows for part in row.parts for one in part}
        for name in (name for part in pack.content.roles.tnm for name in part if tables):
            assert {(name, result) for result in case.results(name)} <= shown
        assert not before or {table.chapter for table in tables} <= before.keys()
        before = {table.chapter: set() for table in tables}
