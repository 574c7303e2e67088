"""Which chapter stages which type at which site, and whom UICC leaves out: every pair of the contract."""

from __future__ import annotations

import pytest

from sarcoma_tui.domain.pack import Pack
from tests.content.staging import fact, groups, stage

CHAPTER_OF_SITE = {
    "upper-limb": "trunk-extremity",
    "lower-limb": "trunk-extremity",
    "trunk-wall": "trunk-extremity",
    "breast": "trunk-extremity",
    "retroperitoneum": "retroperitoneum",
    "abdominal-viscera": "viscera",
    "thoracic-viscera": "viscera",
    "uterus": "uterus",
    "head-neck": "head-neck",
    "orbit": "orbit",
}
NEVER_STAGED = {"desmoid", "kaposi", "tenosynovial-giant-cell"}
ONLY_IN_THE_UTERUS = {"pecoma", "inflammatory-myofibroblastic"}
UNUSUAL = {
    "epithelioid",
    "clear-cell",
    "alveolar-soft-part",
    "extraskeletal-myxoid-chondrosarcoma",
    "desmoplastic-small-round-cell",
    "phyllodes-malignant",
}
UNUSUAL_OUTSIDE_THE_UTERUS = {"endometrial-stromal-low-grade"}
UNUSUAL_IN_HEAD_AND_NECK = {"angiosarcoma", "rhabdomyosarcoma-embryonal-alveolar"}
BY_SITE = {
    "ups", "myxofibrosarcoma", "leiomyosarcoma", "liposarcoma-well-differentiated",
    "liposarcoma-dedifferentiated", "liposarcoma-myxoid", "liposarcoma-pleomorphic", "synovial", "mpnst",
    "solitary-fibrous-tumour", "rhabdomyosarcoma-pleomorphic", "ewing", "dfsp", "dfsp-fibrosarcomatous",
    "epithelioid-haemangioendothelioma", "fibrosarcoma", "low-grade-fibromyxoid", "other-sarcoma",
    "not-yet-typed",
}  # fmt: skip
NOT_MEANT_FOR_UICC = {"dfsp", "dfsp-fibrosarcomatous", "angiosarcoma"}
HISTOLOGIES = (
    {"gist"} | NEVER_STAGED | ONLY_IN_THE_UTERUS | UNUSUAL | UNUSUAL_OUTSIDE_THE_UTERUS
    | UNUSUAL_IN_HEAD_AND_NECK | BY_SITE
)  # fmt: skip
NO_GROUP = ("head-neck", "viscera", "orbit", "unusual-histology")


def expected(site: str, histology: str) -> str:
    """The chapter as the contract words it; GIST goes by a question of its own."""
    if histology in NEVER_STAGED or (histology in ONLY_IN_THE_UTERUS and site != "uterus"):
        return "none"
    if site == "orbit":
        return "orbit"
    if histology in UNUSUAL or (histology in UNUSUAL_OUTSIDE_THE_UTERUS and site != "uterus"):
        return "unusual-histology"
    if histology in UNUSUAL_IN_HEAD_AND_NECK and site == "head-neck":
        return "unusual-histology"
    return CHAPTER_OF_SITE[site]


def test_the_table_of_this_test_holds_every_site_and_histology(pack: Pack) -> None:
    assert set(pack.questions["site"].names) == set(CHAPTER_OF_SITE)
    assert set(pack.questions["histology"].names) == HISTOLOGIES


@pytest.mark.parametrize("site", CHAPTER_OF_SITE)
def test_each_type_is_staged_by_its_chapter(pack: Pack, site: str) -> None:
    given = {name: fact(pack, "chapter", site=site, histology=name) for name in HISTOLOGIES - {"gist"}}
    assert given == {name: (expected(site, name),) for name in HISTOLOGIES - {"gist"}}


@pytest.mark.parametrize("site", CHAPTER_OF_SITE)
def test_gist_has_its_own_chapters_whatever_the_site(pack: Pack, site: str) -> None:
    tables = ("gist-gastric", "gist-non-gastric")
    assert fact(pack, "chapter", site=site, histology="gist") == tables
    for place in pack.questions["gist_site"].names:
        own = tables[place != "gastric-or-omental"]
        assert fact(pack, "chapter", site=site, histology="gist", gist_site=place) == (own,)


@pytest.mark.parametrize("site", CHAPTER_OF_SITE)
def test_ajcc_gives_no_group_where_the_chapter_has_none(pack: Pack, site: str) -> None:
    for name in HISTOLOGIES - {"gist"}:
        chapter, given = expected(site, name), groups(pack, site=site, histology=name)["ajcc8"]
        if chapter == "none":
            assert given == ("not-stageable",), name
        elif chapter in NO_GROUP:
            assert given == ("no-group",), name
        else:
            assert not {"no-group", "not-stageable"} & set(given), name


@pytest.mark.parametrize("site", CHAPTER_OF_SITE)
def test_uicc_leaves_out_breast_dfsp_and_angiosarcoma(pack: Pack, site: str) -> None:
    for name in HISTOLOGIES - {"gist"}:
        chapter, given = expected(site, name), groups(pack, site=site, histology=name)["uicc9"]
        if chapter == "none" or site == "breast" or name in NOT_MEANT_FOR_UICC:
            assert given == ("not-stageable",), name
        elif chapter in ("head-neck", "viscera", "orbit"):
            assert given == ("no-group",), name
        elif chapter == "unusual-histology":
            assert set(given) == {"not-stageable"} or set(given) == set(uicc_by_site(pack, site)), name
        else:
            assert not {"no-group", "not-stageable"} & set(given), name


def uicc_by_site(pack: Pack, site: str) -> tuple[str, ...]:
    """What UICC says of a common type at this site: the table that an unusual type of its list takes."""
    return groups(pack, site=site, histology="leiomyosarcoma")["uicc9"]


def test_an_unusual_type_takes_t_of_its_site(pack: Pack) -> None:
    case = {"histology": "epithelioid", "size_cm": "4.5", "grade": "G3", "nodes": "N0", "metastases": "M0"}
    assert stage(pack, site="upper-limb", **case).tnm == "T1 N0 M0 G3"
    assert (
        stage(pack, site="head-neck", head_neck_extent="no-critical-structure", **case).tnm == "T3 N0 M0 G3"
    )


def test_nothing_known_leaves_every_chapter_possible(pack: Pack) -> None:
    assert fact(pack, "chapter") == (
        "trunk-extremity", "retroperitoneum", "head-neck", "viscera", "gist-gastric", "gist-non-gastric",
        "orbit", "uterus", "unusual-histology", "none",
    )  # fmt: skip


def test_a_type_not_yet_known_leaves_every_chapter_of_the_site(pack: Pack) -> None:
    for given in ({}, {"histology": "unknown"}):
        assert set(fact(pack, "chapter", site="lower-limb", **given)) == {
            "trunk-extremity", "gist-gastric", "gist-non-gastric", "unusual-histology", "none",
        }  # fmt: skip
    assert fact(pack, "chapter", site="lower-limb", histology="not-yet-typed") == ("trunk-extremity",)
