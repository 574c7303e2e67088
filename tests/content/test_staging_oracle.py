"""Every settled cell of the outside oracle, and every boundary of T by size, given as that single result."""

from __future__ import annotations

import pytest

from sarcoma_tui.domain.pack import Pack
from tests.content.staging import (
    EXTENT_WHERE_SIZE_COUNTS,
    SITES,
    fact,
    grade_or_mitoses,
    groups,
    in_cm,
    size_bands,
    stage,
    table,
    tumour,
    ways_to_be,
)

CELLS = [
    (chapter, t, n, m, grade, group)
    for (chapter, n, m, grade), by_t in table("oracle_groups.txt")
    for t, group in by_t.items()
]
SIZED = [chapter for (chapter,), _ in table("oracle_sizes.txt")]


def test_the_oracle_holds_every_chapter_with_groups() -> None:
    assert len(CELLS) == 296
    assert {cell[0] for cell in CELLS} == set(SITES) - {"head-neck", "viscera", "orbit"}


def ways(chapter: str, t: str, n: str, m: str, grade: str) -> list[dict[str, object]]:
    """All answers that describe a cell: every site of the chapter, both ends of the size band."""
    found = {name: value for name, value in (("nodes", n), ("metastases", m)) if not value.endswith("X")}
    return [
        {**tumour(chapter, site), **size, **found, **grade_or_mitoses(grade)}
        for site in SITES[chapter]
        for size in ways_to_be(chapter, t)
    ]


@pytest.mark.parametrize("chapter", sorted({cell[0] for cell in CELLS}))
def test_ajcc8_agrees_with_every_settled_cell(pack: Pack, chapter: str) -> None:
    disagree = [
        (cell, case, given)
        for cell in CELLS
        if cell[0] == chapter
        for case in ways(*cell[:5])
        if (given := groups(pack, **case)["ajcc8"]) != (cell[5],)
    ]
    assert not disagree


@pytest.mark.parametrize("chapter", sorted({cell[0] for cell in CELLS}))
def test_uicc9_agrees_but_for_nodes_alone_in_limb_and_trunk(pack: Pack, chapter: str) -> None:
    for cell in CELLS:
        if cell[0] != chapter:
            continue
        nodes_alone = chapter == "trunk-extremity" and cell[2:4] == ("N1", "M0")
        for case in ways(*cell[:5]):
            expected = "IIIB" if nodes_alone else cell[5]
            if case["site"] == "breast":
                expected = "not-stageable"
            assert groups(pack, **case)["uicc9"] == (expected,), case


@pytest.mark.parametrize("chapter", SIZED)
def test_t_at_every_millimetre_around_a_boundary(pack: Pack, chapter: str) -> None:
    extent = EXTENT_WHERE_SIZE_COUNTS.get(chapter, {})
    for site in SITES[chapter]:
        for t, (first, last) in size_bands(chapter).items():
            for millimetres in {first, first + 1, (first + last) // 2, last - 1, last}:
                given = fact(
                    pack, "t_category", **tumour(chapter, site), **extent, size_cm=in_cm(millimetres)
                )
                assert given == (t,), (site, millimetres)


@pytest.mark.parametrize(
    ("size", "t"), [("5.0", "T1"), ("5.1", "T2"), ("10.0", "T2"), ("10.1", "T3"), ("15.1", "T4")]
)
def test_a_limit_belongs_to_the_lower_category(pack: Pack, size: str, t: str) -> None:
    line = stage(
        pack, site="lower-limb", histology="synovial", size_cm=size, grade="G3", nodes="N0", metastases="M0"
    )
    assert line.tnm == f"{t} N0 M0 G3"


VISCERAL = {
    "confined": "T1",
    "serosa": "T2a",
    "beyond-serosa": "T2b",
    "adjacent-organ": "T3",
    "two-sites": "T4a",
    "three-to-five-sites": "T4b",
    "over-five-sites": "T4c",
}


@pytest.mark.parametrize(("extent", "t"), VISCERAL.items())
@pytest.mark.parametrize("site", SITES["viscera"])
def test_organs_take_t_from_extent_and_have_no_group(pack: Pack, site: str, extent: str, t: str) -> None:
    for size in ("0.1", "60"):
        line = stage(
            pack, site=site, histology="leiomyosarcoma", visceral_extent=extent, size_cm=size, grade="G2",
            nodes="N1", metastases="M0",
        )  # fmt: skip
        assert line.tnm == f"{t} N1 M0 G2"
        assert dict(line.groups) == {"ajcc8": ("no-group",), "uicc9": ("no-group",)}


EXTENT_SETS_T = [
    ("head-neck", "head_neck_extent", "t4a-structure", "T4a"),
    ("head-neck", "head_neck_extent", "t4b-structure", "T4b"),
    ("orbit", "orbital_extent", "bony-wall", "T3"),
    ("orbit", "orbital_extent", "globe-or-periorbital", "T4"),
]


@pytest.mark.parametrize(("site", "question", "extent", "t"), EXTENT_SETS_T)
def test_invasion_sets_t_whatever_the_size(pack: Pack, site: str, question: str, extent: str, t: str) -> None:
    for size in ("0.1", "2.0", "4.1", "60"):
        line = stage(pack, site=site, histology="ups", size_cm=size, **{question: extent})
        assert line.tnm == f"{t} N? M? G?"
        assert dict(line.groups) == {"ajcc8": ("no-group",), "uicc9": ("no-group",)}


def test_what_is_not_answered_stays_open(pack: Pack) -> None:
    line = stage(pack, site="lower-limb", histology="leiomyosarcoma", size_cm="7.5", grade="G3")
    assert line.tnm == "T2 N? M? G3"
    assert dict(line.groups) == {"ajcc8": ("IIIA", "IV"), "uicc9": ("IIIA", "IIIB", "IV")}
    assert {"nodes", "metastases"} <= set(line.decides)
    assert not {"size_cm", "grade", "site", "depth", "age_years"} & set(line.decides)


def test_high_grade_of_open_size_is_any_of_three(pack: Pack) -> None:
    given = groups(pack, site="trunk-wall", histology="ups", grade="G3", nodes="N0", metastases="M0")
    assert given == {"ajcc8": ("II", "IIIA", "IIIB"), "uicc9": ("II", "IIIA", "IIIB")}
