"""The basis of an option says why: every rule and whether it holds, every answer used or missing."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sarcoma_tui.domain.insight import basis
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.questions import Answer
from sarcoma_tui.domain.rules import All, AllOf, Any, Between, Condition, In, Not
from sarcoma_tui.packs.load import load_pack
from sarcoma_tui.reports.explanation import OTHERWISE, more_sets, otherwise
from sarcoma_tui.tui.conditions import condition_text
from sarcoma_tui.tui.sources import source_lines, sources_text
from sarcoma_tui.tui.widgets.basis_lines import basis_lines, question_of

from .conftest import Opened, app_of, press
from .snapshot import text_of

IIIA: dict[str, Answer] = {
    "situation": "new-diagnosis", "site": "limb", "size_cm": Decimal("7.5"), "grade": "G3",
    "nodes": "N0", "metastases": "M0",
}  # fmt: skip


OPERATED: dict[str, Answer] = {
    "situation": "after-planned-surgery", "site": "lower-limb", "depth": "deep", "size_cm": Decimal("7.5"),
    "histology": "synovial", "grade": "G3", "nodes": "N0", "metastases": "M0", "margin": "R0",
}  # fmt: skip

GIST: dict[str, Answer] = {
    "situation": "new-diagnosis", "gist_site": "gastric-or-omental", "histology": "gist",
    "size_cm": Decimal("8.0"), "mitoses_per_5mm2": Decimal(10), "tumour_rupture": "no", "nodes": "N0",
    "metastases": "M0", "resectability": "resectable", "fit_for_surgery": "fit",
    "biomarkers": ("pdgfra-d842v",),
}  # fmt: skip


def told(pack: Pack, option: str, answers: dict[str, Answer], width: int = 76) -> str:
    lines = basis_lines(pack, answers, basis(pack, answers, option), width)
    return "\n".join(line.text for line in lines)


def test_a_standard_with_what_would_overrule_it(pack: Pack) -> None:
    text = told(pack, "neoadjuvant-radiotherapy", IIIA)
    assert "* Standard for this case" in text
    assert "! An open answer could overrule it: Pregnancy" in text
    assert "+ Holds: standard\n    Lowers the chance of return." in text
    assert "? May hold, depending on the answer to: Pregnancy\n    Harm to the child." in text
    assert "  Grade: G3" in text
    assert "  Pregnancy: not asked" in text
    assert "Source: Book 2026" in text
    assert "0 of 3 rules of this option signed by a clinician" in text


def test_an_avoid_names_the_offer_that_it_overrules(pack: Pack) -> None:
    text = told(pack, "neoadjuvant-radiotherapy", {**IIIA, "pregnancy": "yes"})
    assert "x To be avoided in this case" in text
    assert "An offer holds, and is overruled" in text
    assert "+ Holds\n    Harm to the child." in text


def test_an_overruled_offer_that_only_may_hold_is_told_so() -> None:
    """Regorafenib waits for resectability; that it is avoided in a liposarcoma does not."""
    answers: dict[str, Answer] = {
        "situation": "new-diagnosis", "site": "lower-limb", "depth": "deep", "size_cm": Decimal("7.5"),
        "histology": "liposarcoma-pleomorphic", "grade": "G3", "nodes": "N0", "metastases": "M0",
    }  # fmt: skip
    text = told(load_pack(), "regorafenib", answers)
    assert "? May hold: consider" in text
    assert "x An offer may hold, and is overruled: see below" in text


def test_the_reason_of_an_avoid_stands_on_the_first_screen() -> None:
    """Radiotherapy after surgery has most rules of all; what rules it out here was the last of them."""
    answers: dict[str, Answer] = {
        "situation": "new-diagnosis", "site": "retroperitoneum", "size_cm": Decimal("18.0"),
        "histology": "liposarcoma-dedifferentiated", "grade": "G2", "nodes": "N0", "metastases": "M0",
    }  # fmt: skip
    text = told(load_pack(), "adjuvant-radiotherapy", answers)
    reason = text.index("What rules it out\n+ Holds\n")
    assert text.count("\n", 0, reason) < 12
    offers, others = text.index("What offers it"), text.index("What else could rule it out")
    assert reason < offers < others
    assert "- Does not hold" not in text[reason:offers]
    assert "+ Holds" not in text[others:].partition("\nAnswers used")[0]


@pytest.mark.parametrize("option", ["adjuvant-radiotherapy", "imatinib", "amputation", "doxorubicin"])
@pytest.mark.parametrize("answers", [{}, OPERATED, GIST])
def test_every_rule_is_told_once(option: str, answers: dict[str, Answer]) -> None:
    shipped = load_pack()
    text = told(shipped, option, answers, 4000)
    marks = [line for line in text.splitlines() if line.startswith(("+ Holds", "? May hold", "- Does not"))]
    assert len(marks) == len(shipped.options[option].rules)


def test_asked_and_not_known_is_told_from_not_asked(pack: Pack) -> None:
    text = told(pack, "neoadjuvant-radiotherapy", {**IIIA, "pregnancy": "unknown"})
    assert "  Pregnancy: not known" in text
    assert "  Declined: not asked" in text


def test_what_does_not_hold_says_for_whom_it_would(pack: Pack) -> None:
    text = told(pack, "limb-sparing-excision", IIIA)
    assert "- Does not hold: consider" in text
    assert "For: Situation: new diagnosis; Metastases: M1" in text


def test_no_id_of_a_question_or_value_stands_in_the_text(pack: Pack) -> None:
    names = [q.id for q in pack.content.questions if "_" in q.id]
    names += [v.id for q in pack.content.questions for v in q.values if "-" in v.id]
    for option in pack.options:
        text = told(pack, option, IIIA)
        assert [name for name in names if name in text] == []


@pytest.mark.parametrize("width", [40, 56, 76, 116])
def test_every_line_fits(pack: Pack, width: int) -> None:
    for option in pack.options:
        assert all(len(line) <= width for line in told(pack, option, IIIA, width).splitlines())


@pytest.mark.parametrize(
    ("condition", "text"),
    [
        (All(()), "always"),
        (Any(()), "never"),
        (In("site", ("limb", "trunk")), "Site: limb or trunk"),
        (In("declined", ("none",)), "Declined: none"),
        (AllOf("metastatic_sites", ("lung", "bone")), "Metastatic sites: lung and bone"),
        (Between("size_cm", over=Decimal(5), up_to=Decimal(10)), "Size: over 5 and up to 10 cm"),
        (Not(In("pregnancy", ("yes",))), "not (Pregnancy: yes)"),
        (In("age_group", ("older",)), "Age group: older"),
        (
            All((In("site", ("limb",)), Any((In("grade", ("G3",)), In("nodes", ("N1",)))))),
            "Site: limb; (Grade: G3 or Nodes: N1)",
        ),
    ],
)
def test_conditions_in_words(pack: Pack, condition: Condition, text: str) -> None:
    assert condition_text(pack, condition) == text


def test_a_source_says_whether_it_was_read(pack: Pack) -> None:
    assert sources_text(pack, ["book"]) == "Source: Book 2026"
    assert sources_text(pack, []) == "No source given"
    assert source_lines(pack, "book", 76)[0].text == "  Book 2026: A book for tests. Read for this content"


async def test_a_conflict_heads_the_basis_too(opened: Opened) -> None:
    async with opened("I") as pilot:
        await press(pilot, "down", "down", "7", "enter", *("down",) * 3, "3", "tab", "w")
        assert "! Stated stage: stage I, but the findings give" in text_of(app_of(pilot))


def test_every_answer_that_blocks_leads_to_its_question() -> None:
    """Also where several block together."""
    shipped, several = load_pack(), 0
    for option in ("organ-resection", "trabectedin", "avapritinib"):
        found = basis(shipped, OPERATED, option)
        lines = basis_lines(shipped, OPERATED, found, 76)
        for number, names in enumerate(found.blocked_by.sets):
            keys = [line.key for line in lines if line.key and line.key.endswith(f"blocks {number}")]
            assert list(dict.fromkeys(map(question_of, keys))) == list(names)
            several += len(names) > 1
    assert several


def test_answers_that_bar_an_offer_only_together_are_not_told_as_reasons() -> None:
    """Imatinib is offered in this very case without the marker: being a GIST is no reason against it."""
    shipped = load_pack()
    text = told(shipped, "imatinib", GIST)
    assert "because of" not in text
    assert OTHERWISE in text
    assert "\n  Biomarkers (now PDGFRA D842V)\n" in text
    assert "\n  or both Situation (now new diagnosis)\n    and Histology (now GIST)\n" in text


@pytest.mark.parametrize(
    ("names", "first", "said"),
    [
        (("grade",), True, "Grade (now G3)"),
        (("grade",), False, "or Grade (now G3)"),
        (("grade", "nodes"), True, "both Grade (now G3) and Nodes (now N0)"),
        (("grade", "nodes"), False, "or both Grade (now G3) and Nodes (now N0)"),
        (
            ("size_cm", "grade", "nodes"),
            False,
            "or together Size (now 7.5 cm) and Grade (now G3) and Nodes (now N0)",
        ),
    ],
)
def test_answers_that_count_only_together_are_told_together(
    pack: Pack, names: tuple[str, ...], first: bool, said: str
) -> None:
    assert " ".join(otherwise(pack, IIIA, names, first)) == said


def test_sets_that_are_not_told_are_counted() -> None:
    assert more_sets(1) == "or 1 more set of answers"
    assert more_sets(12) == "or one of 12 more sets of answers"
