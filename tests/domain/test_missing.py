"""What each missing answer would do is true: with the answer the option has the verdict that was said."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sarcoma_tui.domain.assess import verdicts
from sarcoma_tui.domain.assessment import VERDICTS
from sarcoma_tui.domain.insight import basis
from sarcoma_tui.domain.missing import Missing, what_each_would_do
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.questions import NONE, Answer, Question
from sarcoma_tui.packs.load import load_pack
from sarcoma_tui.reports.missing import outcome_texts

from .generated import answers
from .test_insight import many, packed

CASES: tuple[dict[str, Answer], ...] = (
    {},
    {"situation": "new-diagnosis", "site": "lower-limb", "histology": "ups"},
    {"situation": "new-diagnosis", "site": "lower-limb", "depth": "deep", "size_cm": Decimal("7.5"),
     "histology": "synovial", "grade": "G3", "nodes": "N0", "metastases": "M0"},
    {"situation": "after-planned-surgery", "site": "retroperitoneum", "margin": "R1", "metastases": "M0"},
)  # fmt: skip
OPTIONS = ("wide-excision", "neoadjuvant-chemotherapy", "imatinib")


@pytest.fixture(scope="module")
def pack() -> Pack:
    """The shipped content."""
    return load_pack()


def span(shown: object) -> tuple[Decimal, Decimal]:
    assert isinstance(shown, tuple)
    low, high = shown
    return low, high


def points(question: Question, shown: object) -> Iterator[Answer]:
    """An answer as it is given; of a span of numbers the first and the last that can be."""
    if question.kind != "number":
        yield shown  # type: ignore[misc]
        return
    low, high = span(shown)
    grain = question.step or Decimal(1).scaleb(-question.decimals)
    yield low if not low % grain else low + grain - low % grain
    yield high - high % grain


def check(pack: Pack, held: dict[str, Answer], option: str, missing: Missing) -> None:
    """Every answer is there once, and each gives what was said."""
    question = pack.questions[missing.question]
    said = [answer for outcome in missing.outcomes for answer in outcome.answers]
    assert len(said) == len(set(map(str, said)))
    if question.kind == "choice":
        assert set(said) == set(question.names)
    elif question.kind == "choices":
        alone = {(name,) for name in question.names} | {(NONE,)}
        assert alone - {held.get(question.id)} <= set(
            said
        )  # where some is known also what is held and one more
    else:
        spans = sorted(map(span, said))
        assert (spans[0][0], spans[-1][1]) == (question.minimum, question.maximum)
        grain = Decimal(1).scaleb(-question.decimals)
        assert all(before[1] + grain == after[0] for before, after in pairwise(spans))
    for outcome in missing.outcomes:
        for shown in outcome.answers:
            for answer in points(question, shown):
                assert verdicts(pack, {**held, question.id: answer})[option] == outcome.verdict


@many
@given(st.integers(0, 2**48).map(Random))
def test_on_generated_packs(chance: Random) -> None:
    pack = packed(chance)
    held = answers(chance)
    for option in pack.options:
        for missing in what_each_would_do(pack, held, option, basis(pack, held, option).missing):
            check(pack, held, option, missing)


@pytest.mark.parametrize("held", CASES, ids=lambda case: f"{len(case)} answers")
@pytest.mark.parametrize("option", OPTIONS)
def test_on_the_shipped_content(pack: Pack, held: dict[str, Answer], option: str) -> None:
    found = basis(pack, held, option)
    now = found.line.verdict
    for missing in what_each_would_do(pack, held, option, found.missing):
        check(pack, held, option, missing)
        places = [VERDICTS.index(outcome.verdict) for outcome in missing.outcomes]
        assert places == sorted(set(places))
        texts = list(outcome_texts(pack, missing, now))
        if texts == ["changes nothing by itself"]:
            assert [outcome.verdict for outcome in missing.outcomes] == [now]
        else:
            assert len(texts) == len(missing.outcomes)
            assert all(": " in text for text in texts)


def test_in_words_for_a_clinician(pack: Pack) -> None:
    held: dict[str, Answer] = {**CASES[2], "resectability": "resectable"}

    def said(option: str, name: str) -> list[str]:
        verdict = basis(pack, held, option).line.verdict
        (missing,) = what_each_would_do(pack, held, option, (name,))
        return list(outcome_texts(pack, missing, verdict))

    assert said("neoadjuvant-chemotherapy", "lvef_percent") == ["from 50 %: consider", "up to 49 %: avoid"]
    assert said("wide-excision", "fit_for_surgery") == ["fit: standard", "unfit: avoid"]
