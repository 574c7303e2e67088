"""Which digit answers what, and how answers read."""

from __future__ import annotations

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
    assert choices_line(pack.questions["ecog"], 80).startswith(" 0 fully active  1 light work")
    assert choices_line(pack.questions["histology"], 80).startswith(" enter: list of 11")
    assert choices_line(pack.questions["size_cm"], 80).startswith(" digits: 0.1 to 60 cm")


def test_every_line_fits(pack: Pack) -> None:
    for question in pack.content.questions:
        assert len(choices_line(question, 60)) <= 60
