"""Which digit answers what, and how answers read."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest

from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.questions import Question, Value
from sarcoma_tui.tui.answers import choices_line, digits, in_words


def choice(*ids: str, labels: tuple[str, ...] = ()) -> Question:
    pairs = zip(ids, labels or ids, strict=True)
    return Question("q", "s", "choice", "Q", values=tuple(Value(name, label) for name, label in pairs))


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (choice("superficial", "deep"), {"1": "superficial", "2": "deep"}),
        (choice("0", "1", "2", "3", "4"), {str(n): str(n) for n in range(5)}),
        (choice("0", "1", "2", "3-or-more"), {"0": "0", "1": "1", "2": "2", "3": "3-or-more"}),
        (choice("N0", "N1"), {"0": "N0", "1": "N1"}),
        (choice("R0", "R1", "R2"), {"0": "R0", "1": "R1", "2": "R2"}),
        (choice("G1", "G2", "G3", "GX"), {"1": "G1", "2": "G2", "3": "G3", "4": "GX"}),
        (choice("1", "2", "3"), {"1": "1", "2": "2", "3": "3"}),
        (choice("a", "1"), {}),
        (choice("no", "yes", labels=("no", "1 or more")), {}),
        (choice("x", "y", labels=("AJCC 8", "UICC 9")), {"1": "x", "2": "y"}),
        (choice(*"abcdefghi"), dict(zip("123456789", "abcdefghi", strict=True))),
        (choice(*"abcdefghij"), {}),
        (Question("q", "s", "choices", "Q", values=(Value("a", "a"),)), {}),
    ],
)
def test_digits(question: Question, expected: dict[str, str]) -> None:
    assert digits(question) == expected


def test_answers_in_words(pack: Pack) -> None:
    questions = pack.questions
    assert in_words(questions["size_cm"], Decimal("7.5")) == "7.5 cm"
    assert in_words(questions["site"], "limb") == "limb"
    assert in_words(questions["site"], "unknown") == "not known"
    assert in_words(questions["metastatic_sites"], ("lung", "unknown")) == "lung, others not known"
    assert in_words(questions["metastatic_sites"], ("none",)) == "none"
    assert in_words(questions["surgery_date"], date(2026, 2, 28)) == "2026-02-28"


def test_the_line_above_the_keys_says_what_a_line_takes(pack: Pack) -> None:
    line = choices_line(pack.questions["depth"], 80)
    assert line == " 1 superficial  2 deep   - not known   backspace clear   enter: list"
    ecog = choices_line(pack.questions["ecog"], 80)
    assert ecog == " 0 fully active  1 light work  2 cares for self  3 three or more   - not known"
    assert choices_line(pack.questions["histology"], 80).startswith(" enter: list of 11")
    assert choices_line(pack.questions["size_cm"], 80).startswith(" digits: 0.1 to 60 cm")


def test_every_line_fits(pack: Pack) -> None:
    for question in pack.content.questions:
        assert len(choices_line(question, 60)) <= 60


def test_as_much_else_is_said_as_leaves_every_value_whole() -> None:
    grades = choice("G1", "G2", "G3", labels=("G1 low", "G2 intermediate", "G3 high"))
    values = " 1 G1 low  2 G2 intermediate  3 G3 high"
    assert choices_line(grades, 90) == f"{values}   - not known   backspace clear   enter: list"
    assert choices_line(grades, 80) == f"{values}   - not known   enter: list"
    assert choices_line(grades, 54) == f"{values}   - not known"
    assert choices_line(grades, 50) == " 1 G1 low  2 G2 interme..  3 G3 high   - not known"


def test_a_cut_value_is_still_told_from_one_that_begins_alike() -> None:
    growth = choice("a", "b", "c", labels=("no growth", "growing", "growing rapidly"))
    assert choices_line(growth, 51) == " 1 no gro..  2 growing  3 growing r..   - not known"


def test_values_for_which_even_that_is_too_narrow_are_counted() -> None:
    labels = ("within the organ", "into the serosa", "beyond the serosa", "next organ", "two sites")
    line = choices_line(choice(*"abcde", labels=labels), 57)
    assert line == " 1 within th..  .. 4 more, enter lists them   - not known"
    alike = choice("a", "b", labels=("below the left knee, behind", "below the left knee, in front"))
    assert choices_line(alike, 50) == " enter: list of 2   - not known"


@pytest.mark.parametrize("width", [60, 80])
def test_every_digit_that_answers_is_shown_or_counted(pack: Pack, width: int) -> None:
    for question in pack.content.questions:
        line = choices_line(question, width)
        more = re.search(r"\.\. (\d) more, enter lists them", line)
        shown = [digit for digit in digits(question) if f" {digit} " in line.partition(" ..")[0]]
        assert len(shown) + int(more[1] if more else 0) == len(digits(question))
