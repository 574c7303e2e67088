"""An offer stands unless: each named revision takes it off, and no revision that does so is missing."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from random import Random

from hypothesis import given, reject

from sarcoma_tui.domain.assess import verdicts
from sarcoma_tui.domain.case import read_case
from sarcoma_tui.domain.compile import CompileError, compile_pack
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.questions import Answer, Question
from sarcoma_tui.domain.stability import OFFERED, revised, revisions

from .generated import POINTS, answers, content
from .test_insight import many, seeds

STEP = Decimal(1)
ORDERS: dict[str, dict[str, object]] = {
    "a": {"revise": ("a0", "a2", "a1")},
    "b": {"revise": ("b0", "b1")},
    "d": {"revise_by": STEP},
}


def packed(chance: Random) -> Pack:
    """A random pack of which some questions have an order."""
    made = content(chance)
    questions = tuple(replace(item, **ORDERS.get(item.id, {})) for item in made.questions)  # type: ignore[arg-type]
    try:
        return compile_pack(replace(made, questions=questions))
    except CompileError:
        reject()


def near(question: Question, now: Answer) -> list[Answer]:
    """Every answer that a second look can come to, one by one."""
    if question.revise and now in question.revise:
        place = question.revise.index(str(now))
        return [name for index, name in enumerate(question.revise) if abs(index - place) == 1]
    if question.revise_by is not None and isinstance(now, Decimal):
        return [point for point in POINTS if point != now and abs(point - now) <= question.revise_by]
    return []


@many
@given(seeds)
def test_what_takes_an_offer_off_is_all_there_is_and_comes_true(chance: Random) -> None:
    pack = packed(chance)
    held = answers(chance)
    now = verdicts(pack, held)
    closed = {question.id for question in pack.content.questions if read_case(pack, held).closed(question.id)}
    for option in pack.options:
        found = revisions(pack, held, option)
        for item in found:
            assert item.answer in near(pack.questions[item.question], held[item.question])
            assert verdicts(pack, {**held, item.question: item.answer})[option] == item.verdict
        expected = {
            (question.id, verdicts(pack, {**held, question.id: answer})[option])
            for question in pack.content.questions
            if question.id in held and question.id not in closed and now[option] in OFFERED
            for answer in near(question, held[question.id])
        }
        taking_off = {(name, verdict) for name, verdict in expected if verdict not in OFFERED}
        assert {(item.question, item.verdict) for item in found} == taking_off


def test_without_an_order_nothing_is_revised() -> None:
    pack = compile_pack(content(Random(1)))
    held: dict[str, Answer] = {"a": "a0", "b": "b1", "d": Decimal(1)}
    assert list(revised(read_case(pack, held))) == []
