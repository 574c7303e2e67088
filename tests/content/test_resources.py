"""What a clinic lacks: no verdict of what needs it moves; what stands in is listed with its cost, once."""

from __future__ import annotations

from itertools import combinations
from random import Random

import pytest

from sarcoma_tui.domain.assess import assess
from sarcoma_tui.domain.means import missing_means
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.questions import Answer
from sarcoma_tui.domain.referral import OFFERED, Missing, referral
from tests.content.contract import QUESTIONS
from tests.content.staging import answers

MEANS = "not_available_here"
LISTED = QUESTIONS[MEANS].values[1:]
LEG = {
    "situation": "new-diagnosis", "site": "lower-limb", "depth": "deep", "size_cm": 8, "histology": "ups",
    "grade": "G3", "nodes": "N0", "metastases": "M0", "resectability": "resectable", "fit_for_surgery": "fit",
}  # fmt: skip
SPREAD = {
    "situation": "new-diagnosis", "site": "lower-limb", "histology": "synovial", "metastases": "M1",
    "ecog": "0", "lvef_percent": 60, "creatinine_clearance_ml_min": 90, "prior_anthracycline_mg_m2": 0,
    "systemic_lines": "0", "pregnancy": "no", "declined": ["none"],
}  # fmt: skip
LOST = {**LEG, "resectability": "borderline", "limb_salvage": "not-possible"}
R1 = {**LEG, "situation": "after-planned-surgery", "margin": "R1"}
AWAITED = {"situation": "new-diagnosis", "site": "lower-limb", "histology": "not-yet-typed"}
STANDS_IN = [
    ("mri", "ct-primary", LEG, {**LEG, "site": "retroperitoneum"}),
    ("ct", "chest-radiograph", LEG, {**LEG, "histology": "desmoid"}),
    ("radiotherapy", "wide-excision", LEG, {**LEG, "grade": "G1"}),
    ("radiotherapy", "limb-sparing-excision", LEG, {**LEG, "grade": "G1"}),
    ("radiotherapy", "re-excision", R1, {**R1, "margin": "R0"}),
    ("radiotherapy", "amputation", LOST, {**LOST, "limb_salvage": "possible"}),
    ("radiotherapy", "amputation", LOST, {**LOST, "declined": ["amputation"]}),
    ("radiotherapy", "best-supportive-care", {**LEG, "fit_for_surgery": "unfit"}, LEG),
    ("sarcoma-centre", "pathology-review", LEG, {"situation": "undiagnosed-lump"}),
    ("sarcoma-centre", "core-biopsy", AWAITED, LEG),
    ("chemotherapy", "best-supportive-care", SPREAD, {**SPREAD, "metastases": "M0"}),
    ("chemotherapy", "hiv-treatment", {**LEG, "histology": "kaposi"}, LEG),
    ("ifosfamide-with-mesna", "doxorubicin", SPREAD, {**SPREAD, "lvef_percent": 40}),
]
"""A means, what stands in for it, a case in which it does and a near one in which it does not."""


def added(
    pack: Pack, case: dict[str, object], *missing: str
) -> tuple[dict[str, Answer], tuple[Missing, ...]]:
    """A case in which these means are missing, and what a referral would add to it."""
    given = answers(pack, **{**case, MEANS: list(missing) or ["none"]})
    return given, referral(pack, given, assess(pack, given, deciding=False))


def standing_in(pack: Pack, case: dict[str, object], means: str) -> set[str]:
    _, (missing,) = added(pack, case, means)
    return {item.line.option.id for item in missing.meanwhile}


@pytest.mark.parametrize(("means", "option", "case", "near"), STANDS_IN)
def test_what_stands_in_is_offered_here_and_not_in_the_near_case(
    pack: Pack, means: str, option: str, case: dict[str, object], near: dict[str, object]
) -> None:
    assert option in standing_in(pack, case, means)
    assert option not in standing_in(pack, near, means)
    _, nothing = added(pack, case)
    assert nothing == ()


def test_nothing_is_invented_where_the_facts_give_nothing(pack: Pack) -> None:
    """Facts 9.3 name no substitute for these two; the caution alone says where to turn."""
    named = {means for means, _, _, _ in STANDS_IN}
    assert set(LISTED) - named == {"molecular-pathology", "intensive-surgery"}
    for means in set(LISTED) - named:
        assert offers_reading(pack, means) == []


def offers_reading(pack: Pack, means: str) -> list[str]:
    """The offers whose condition reads a means, by id, from the diagrams: a way of its own."""
    levels = sum(
        1 << level
        for level, variable in enumerate(pack.variables.order)
        if variable.question == MEANS and variable.member == means
    )
    assert levels
    return [
        rule.id
        for option in pack.content.options
        for rule in option.rules
        if rule.kind == "offer" and pack.supports[f"rule:{rule.id}"] & levels
    ]


def test_no_verdict_reads_a_means_but_where_something_stands_in(pack: Pack) -> None:
    """Of every possible case: a verdict whose diagram does not read the answer cannot move with it."""
    levels = sum(1 << level for level, one in enumerate(pack.variables.order) if one.question == MEANS)
    reading = {item.id for item in pack.content.options if pack.supports[f"option:{item.id}"] & levels}
    assert reading == {"ct-primary", "chest-radiograph", "best-supportive-care"}


def test_every_offer_for_want_of_means_says_that_nobody_signed_it(pack: Pack) -> None:
    older = {"ct-primary.no-mri", "ct-primary.lump-no-mri", "chest-radiograph.no-ct"}
    for means in LISTED:
        for name in set(offers_reading(pack, means)) - older:
            (rule,) = [rule for item in pack.content.options for rule in item.rules if rule.id == name]
            assert not rule.signed
            assert rule.text.endswith("Advice for want of means; no clinician has signed it.")


def some_cases() -> list[tuple[dict[str, object], tuple[str, ...]]]:
    """Cases of every kind, each with one to three means missing; the same in every run."""
    random = Random(9)
    sites = ["lower-limb", "trunk-wall", "retroperitoneum", "uterus", "head-neck"]
    kinds = ["ups", "synovial", "kaposi", "desmoid", "ewing", "not-yet-typed"]
    situations = QUESTIONS["situation"].values
    lacking = [some for size in (1, 2, 3) for some in combinations(LISTED, size)]
    values: dict[str, list[object]] = {
        "site": list(sites),
        "histology": list(kinds),
        "metastases": ["M0", "M1"],
        "grade": ["G1", "G3", "GX"],
    }
    values |= {"size_cm": [4, 8], "resectability": ["resectable", "unresectable"]}
    values |= {"fit_for_surgery": ["fit", "unfit"], "situation": list(situations)}
    return [
        (
            {name: random.choice(some) for name, some in values.items() if random.random() < 0.8},
            random.choice(lacking),
        )
        for _ in range(60)
    ]


def test_every_offered_line_that_a_missing_means_touches_is_listed_under_it_once_and_no_other(
    pack: Pack,
) -> None:
    """What a means touches is found another way: a rule that holds with it missing, not with it at hand."""
    for case, lacking in some_cases():
        given, found = added(pack, case, *lacking)
        assert missing_means(pack, given) == tuple(item.means for item in found)
        panel = assess(pack, given, deciding=False)
        lines = [line for line in (*panel.options, *panel.workup) if line.verdict in OFFERED]
        for item in found:
            rest = [name for name in lacking if name != item.means] or ["none"]
            without = assess(pack, {**given, **answers(pack, **{MEANS: rest})}, deciding=False)
            before = {line.option.id: line for line in (*without.options, *without.workup)}
            touched = set()
            for line in lines:
                had = {caution.rule.id for caution in before[line.option.id].cautions}
                if {caution.rule.id for caution in line.cautions} - had:
                    touched.add(line.option.id)
            adds = [one.line.option.id for one in item.adds]
            meanwhile = [one.line.option.id for one in item.meanwhile]
            assert len(set(adds + meanwhile)) == len(adds) + len(meanwhile)
            assert touched <= set(adds + meanwhile)
            assert set(adds) == touched - set(meanwhile)
            assert set(adds + meanwhile) <= {line.option.id for line in lines}
            offers = {line.rule.id for one in item.meanwhile for line in one.rules}
            assert offers <= set(offers_reading(pack, item.means))
            assert all(one.rules for one in (*item.adds, *item.meanwhile))


def test_nothing_is_listed_where_nothing_is_said_or_known(pack: Pack) -> None:
    for case in (LEG, {**LEG, MEANS: "unknown"}, {**LEG, MEANS: ["none"]}):
        given = answers(pack, **case)
        assert referral(pack, given, assess(pack, given, deciding=False)) == ()
