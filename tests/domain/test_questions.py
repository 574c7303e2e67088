"""What counts as an answer: nothing coerced, nothing lost, and errors that say what would be right."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sarcoma_tui.domain.questions import UNKNOWN, AnswerError, Question, Value, nearest, read_answer

GRADE = Question("grade", "s", "choice", "Grade", values=(Value("low", "low"), Value("high", "high")))
SITES = Question("sites", "s", "choices", "Sites", values=(Value("lung", "lung"), Value("liver", "liver")))
SIZE = Question(
    "size", "s", "number", "Size", minimum=Decimal("0.1"), maximum=Decimal(60), decimals=1, unit="cm"
)
SCORE = Question(
    "score", "s", "number", "Score", maximum=Decimal(17), minimum=Decimal(0), decimals=1, step=Decimal("0.5")
)
DAY = Question("day", "s", "date", "Day")


@pytest.mark.parametrize(
    ("question", "raw", "answer"),
    [
        (GRADE, "low", "low"),
        (GRADE, "unknown", UNKNOWN),
        (SITES, ["liver", "lung"], ("lung", "liver")),
        (SITES, ["none"], ("none",)),
        (SITES, ["unknown"], UNKNOWN),
        (SITES, "unknown", UNKNOWN),
        (SITES, ["unknown", "lung"], ("lung", "unknown")),
        (SIZE, 5, Decimal("5.0")),
        (SIZE, Decimal("7.50"), Decimal("7.5")),
        (SCORE, Decimal("14.5"), Decimal("14.5")),
        (DAY, date(2026, 2, 28), date(2026, 2, 28)),
    ],
)
def test_answers_are_held_in_one_form(question: Question, raw: object, answer: object) -> None:
    found = read_answer(question, raw)
    assert found == answer
    assert type(found) is type(answer)


@pytest.mark.parametrize(
    ("question", "raw"),
    [
        (GRADE, "lo"),
        (GRADE, 1),
        (GRADE, True),
        (GRADE, ["low"]),
        (SITES, []),
        (SITES, ["lung", "lung"]),
        (SITES, ["none", "lung"]),
        (SITES, ["none", "unknown"]),
        (SITES, ["spleen"]),
        (SITES, "lung"),
        (SITES, [1]),
        (SIZE, "7.5"),
        (SIZE, True),
        (SIZE, 7.5),
        (SIZE, Decimal("7.55")),
        (SIZE, 0),
        (SIZE, Decimal("60.1")),
        (SIZE, Decimal("nan")),
        (SIZE, Decimal("inf")),
        (SCORE, Decimal("14.3")),
        (DAY, "2026-02-28"),
        (DAY, datetime(2026, 2, 28)),
    ],
)
def test_everything_else_is_refused_with_what_is_allowed(question: Question, raw: object) -> None:
    with pytest.raises(AnswerError) as caught:
        read_answer(question, raw)
    assert caught.value.allowed == question.allowed
    assert caught.value.found


def test_the_nearest_name_is_offered() -> None:
    with pytest.raises(AnswerError, match="nearest: high"):
        read_answer(GRADE, "hihg")
    assert nearest("xyzzy", GRADE.names) is None


@given(st.decimals(min_value=Decimal("0.1"), max_value=60, places=1))
def test_every_number_on_the_grid_is_itself(number: Decimal) -> None:
    assert read_answer(SIZE, number) == number
    assert SIZE.grid(number) == number * 10
