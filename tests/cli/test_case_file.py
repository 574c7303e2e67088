"""Case files: canonical answers, or every fault at once on its line."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.questions import Answer
from sarcoma_tui.files.faults import Fault
from sarcoma_tui.packs.case_file import MOST, CaseError, read_case_file
from sarcoma_tui.packs.load import load_pack
from sarcoma_tui.packs.slips import is_slip

from .running import SMALL

HEAD = "format = 1\n[answers]\n"


def answers(text: str, pack: Pack) -> dict[str, Answer]:
    return read_case_file(text.encode(), "case.toml", pack)


def faults(text: str | bytes, pack: Pack) -> tuple[Fault, ...]:
    with pytest.raises(CaseError) as caught:
        read_case_file(text if isinstance(text, bytes) else text.encode(), "case.toml", pack)
    return caught.value.faults


@pytest.mark.parametrize(
    ("line", "question", "answer"),
    [
        ('part = "wheel"', "part", "wheel"),
        ('part = "unknown"', "part", "unknown"),
        ("part = '''wheel'''", "part", "wheel"),
        ('"part" = "wheel"', "part", "wheel"),
        ("bend_mm = 5", "bend_mm", Decimal("5.0")),
        ("bend_mm = 5.00", "bend_mm", Decimal("5.0")),
        ("bend_mm = 7.50", "bend_mm", Decimal("7.5")),
        ("bend_mm = 75e-1", "bend_mm", Decimal("7.5")),
        ("bend_mm = 0x10", "bend_mm", Decimal("16.0")),
        ("bend_mm = 6_0", "bend_mm", Decimal("60.0")),
        ("bend_mm = 0.1", "bend_mm", Decimal("0.1")),
        ("bend_mm = 60.0", "bend_mm", Decimal("60.0")),
        ("score = -0.0", "score", Decimal("0.0")),
        ("score = 0", "score", Decimal("0.0")),
        ("score = 9.5", "score", Decimal("9.5")),
        ('score = "unknown"', "score", "unknown"),
        ("bought = 2024-02-29", "bought", date(2024, 2, 29)),
        ('bought = "unknown"', "bought", "unknown"),
        ('noises = "unknown"', "noises", "unknown"),
        ('noises = ["unknown"]', "noises", "unknown"),
        ('noises = ["none"]', "noises", ("none",)),
        ('noises = ["squeak", "click"]', "noises", ("click", "squeak")),
        ('noises = ["unknown", "click"]', "noises", ("click", "unknown")),
        ('noises = [\n  "click", # heard\n]', "noises", ("click",)),
    ],
)
def test_an_answer_in_canonical_form(line: str, question: str, answer: Answer, bicycle: Pack) -> None:
    found = answers(HEAD + line, bicycle)
    assert found == {question: answer}
    assert str(found[question]) == str(answer)


@pytest.mark.parametrize(
    "text",
    [
        'format = 1\nanswers.part = "wheel"\nanswers.bend_mm = 5',
        'format = 1\nanswers = { part = "wheel", bend_mm = 5 }',
        'format = 1\r\n[answers]\r\nbend_mm = 5\r\npart = "wheel"\r\n',
        '# a case\nformat = 1 # one\n\n[ answers ] # these\npart = "wheel"\nbend_mm = 5',
        'format = 0b1\n["answers"]\npart = "wheel"\nbend_mm = 5',
        '[answers]\npart = "wheel"\nbend_mm = 5\n[other]\n[[another]]\nx = 1\n[z]\nformat = 2',
        'title = "mine"\nformat = 1\nsituation = "ridden"\nanswers = { part = "wheel", bend_mm = 5 }',
    ],
)
def test_every_way_to_write_the_same(text: str, bicycle: Pack) -> None:
    text = text if "format = " in text.split("[z]")[0] else f"format = 1\n{text}"
    assert answers(text, bicycle) == {"part": "wheel", "bend_mm": Decimal("5.0")}


def test_answers_may_be_empty(bicycle: Pack) -> None:
    assert answers("format = 1\n[answers]", bicycle) == {}
    assert answers("answers = {}\nformat = 1", bicycle) == {}


NUMBER = '0.1 to 60 mm, one decimal, or "unknown"'
NOISES = "a list of click, squeak, none, unknown"

ONE_FAULT = [
    # what is no TOML has that one fault
    (
        "format = 1\n[answers]\npart = wheel",
        3,
        "answers.part",
        "a value that TOML does not know at column 8",
        None,
    ),
    (
        "format = 1\n[answers]\nbought = 2025-02-29",
        3,
        "answers.bought",
        "a date or time that does not exist",
        None,
    ),
    (
        "format = 1\n[answers]\npart = 'wheel'\n\npart = 'chain'",
        5,
        "answers.part",
        "a key that stands twice",
        None,
    ),
    ("format = 1\n[answers]\n[answers]\n", 3, "answers", "a key that stands twice", None),
    ("format = 1\nformat = 1\n[answers]\n", 2, "format", "a key that stands twice", None),
    ("answers.part = 'wheel'\nanswers.part = 'wheel'", 2, "answers.part", "a key that stands twice", None),
    ("format = 1\n[answers]\nbend_mm = 9223372036854775808", 3, "answers.bend_mm", "too many digits", None),
    (b"format = 1\n[answers]\npart = '\xff'", 3, "", "byte 0xff at column 9, which is not UTF-8", None),
    (b"\xef\xbb\xbfformat = 1\n[answers]\n", 1, "", "a byte order mark", None),
    ("{}", 1, "", "", None),
    ("\x00", 1, "", "", None),
    # the frame
    ("[answers]", 1, "format", "no such key", None),
    ("fromat = 1\n[answers]", 1, "fromat", '"fromat"', "format"),
    ("format = true\n[answers]", 1, "format", "true", None),
    ('\nformat = "1"\n[answers]', 2, "format", '"1" (text)', None),
    ("format = 1.0\n[answers]", 1, "format", "1.0", None),
    ("format = 2\n[answers]", 1, "format", "2", None),
    ("format = 0\n[answers]", 1, "format", "0", None),
    ("format = [1]\n[answers]", 1, "format", "a list", None),
    ("format = 1", 1, "answers", "no such table", None),
    ("format = 1\nanswers = 3", 2, "answers", "3", None),
    ("format = 1\n[[answers]]", 2, "answers", "a list", None),
    ("format = 1\n\n[answer]\npart = 'x'", 3, "answer", '"answer"', "answers"),
    ("format = 1\n[anwsers]", 2, "anwsers", '"anwsers"', "answers"),
    ("format = 1\n[Answers]", 2, "Answers", '"Answers"', "answers"),
    ("format = 1\n[answers]\n\n[answer]", 4, "answer", '"answer"', "answers"),
    # the answers
    (HEAD + "\nparts = 'wheel'", 4, "answers.parts", '"parts", which is no question', "part"),
    (HEAD + "[answers.parts]\nx = 1", 3, "answers.parts", '"parts", which is no question', "part"),
    (HEAD + "zzz = 1", 3, "answers.zzz", '"zzz", which is no question', None),
    (HEAD + "part = 'weel'", 3, "answers.part", '"weel" (text)', "wheel"),
    (HEAD + "part = 'Wheel'", 3, "answers.part", '"Wheel" (text)', "wheel"),
    (HEAD + "part = true", 3, "answers.part", "true", None),
    (HEAD + "part = 1", 3, "answers.part", "1", None),
    (HEAD + "part = ['wheel']", 3, "answers.part", "a list", None),
    (HEAD + "part.x = 1", 3, "answers.part", "a table", None),
    (HEAD + "part = 2024-02-29", 3, "answers.part", "2024-02-29", None),
    (HEAD + "grade = 'never-graded'", 3, "answers.grade", '"never-graded" (text)', None),
    (HEAD + "bend_mm = '7.5'", 3, "answers.bend_mm", '"7.5" (text)', None),
    (HEAD + "bend_mm = true", 3, "answers.bend_mm", "true", None),
    (HEAD + "bend_mm = 0", 3, "answers.bend_mm", "0", None),
    (HEAD + "bend_mm = 60.1", 3, "answers.bend_mm", "60.1", None),
    (HEAD + "bend_mm = -5", 3, "answers.bend_mm", "-5", None),
    (HEAD + "bend_mm = 5.01", 3, "answers.bend_mm", "5.01 with too many decimals", None),
    (
        HEAD + "bend_mm = 5.00000000000000000000000000000000000001",
        3,
        "answers.bend_mm",
        "too many decimals",
        None,
    ),
    (HEAD + "bend_mm = nan", 3, "answers.bend_mm", "NaN", None),
    (HEAD + "bend_mm = -inf", 3, "answers.bend_mm", "-Infinity", None),
    (HEAD + "bend_mm = 1e400", 3, "answers.bend_mm", "1E+400", None),
    (HEAD + "bend_mm = []", 3, "answers.bend_mm", "a list", None),
    (HEAD + "score = 7.3", 3, "answers.score", "7.3 between two steps", None),
    (HEAD + "bought = '2024-02-29'", 3, "answers.bought", '"2024-02-29" (text)', None),
    (
        HEAD + "bought = 2024-02-29T10:00:00Z",
        3,
        "answers.bought",
        "the date and time 2024-02-29T10:00:00+00:00",
        None,
    ),
    (
        HEAD + "bought = 2024-02-29 10:00:00",
        3,
        "answers.bought",
        "the date and time 2024-02-29T10:00:00",
        None,
    ),
    (HEAD + "bought = 10:00:00", 3, "answers.bought", "10:00:00", None),
    (HEAD + "bought = 20240229", 3, "answers.bought", "20240229", None),
    (HEAD + "noises = []", 3, "answers.noises", "an empty list", '["none"] or ["unknown"]'),
    (HEAD + "noises = 'click'", 3, "answers.noises", '"click" (text)', '["click"]'),
    (HEAD + "noises = ['clik']", 3, "answers.noises", '"clik" (text) in the list', "click"),
    (HEAD + "noises = ['click', 'click']", 3, "answers.noises", '"click" (text) twice', None),
    (HEAD + "noises = ['unknown', 'unknown']", 3, "answers.noises", '"unknown" (text) twice', None),
    (HEAD + "noises = ['click', 'none']", 3, "answers.noises", '"none" beside another member', None),
    (HEAD + "noises = ['unknown', 'none']", 3, "answers.noises", '"none" beside another member', None),
    (HEAD + "noises = [['click']]", 3, "answers.noises", "a list in the list", None),
    (HEAD + "noises = [{}]", 3, "answers.noises", "a table in the list", None),
    (HEAD + "noises = [true]", 3, "answers.noises", "true in the list", None),
]


@pytest.mark.parametrize(("text", "line", "key", "found", "nearest"), ONE_FAULT)
def test_one_fault(
    text: str | bytes, line: int, key: str, found: str, nearest: str | None, bicycle: Pack
) -> None:
    (fault,) = faults(text, bicycle)
    assert (fault.file, fault.line, fault.key, fault.nearest) == ("case.toml", line, key, nearest)
    assert found in fault.found
    assert fault.allowed


def test_the_nearest_value_of_another_type_or_case() -> None:
    small = load_pack(SMALL)

    def near(line: str) -> str | None:
        (fault,) = faults(HEAD + line, small)
        return fault.nearest

    assert near("ecog = 1") == '"1"'
    assert near("ecog = 7") is None
    assert near("pregnancy = true") == '"yes"'
    assert near("pregnancy = false") == '"no"'
    assert near("ecog = true") is None
    assert near("grade = 'g3'") == "G3"
    assert near("nodes = 'n0'") == "N0"
    assert near("NODES = 'N0'") == "nodes"


@pytest.mark.parametrize("line", ["bend_mm = '7.5'", "bend_mm = nan", "bend_mm = 5.01"])
def test_what_is_allowed_is_said(line: str, bicycle: Pack) -> None:
    assert faults(HEAD + line, bicycle)[0].allowed == NUMBER


def test_every_fault_of_a_list_is_told(bicycle: Pack) -> None:
    found = faults(HEAD + 'noises = ["clik", "none", "click", "click", ["a"], 3, "none"]', bicycle)
    assert {fault.allowed for fault in found} == {NOISES}
    assert [fault.found for fault in found] == [
        '"clik" (text) in the list',
        "a list in the list",
        "3 in the list",
        '"click" (text) twice',
        '"none" (text) twice',
        '"none" beside another member',
    ]


def test_no_format_and_no_answers_are_two_faults(bicycle: Pack) -> None:
    assert [fault.key for fault in faults("", bicycle)] == ["format", "answers"]


GOOD = {
    "part": ['"wheel"', '"unknown"'],
    "bend_mm": ["5", "7.5"],
    "noises": ['["click"]', '[\n"squeak",\n]'],
    "grade": ['"A"'],
}
BAD = {
    "part": ['"weel"', "1", "true"],
    "bend_mm": ["nan", '"5"', "61", "[\n\n1]"],
    "noises": ["[]", '["none",\n"click"]'],
    "grade": ["1979-05-27", "{}"],
    "pasrt": ["1"],
    '"a.b"': ["1"],
}


@given(data=st.data())
def test_every_fault_is_told_on_its_line_whatever_stands_around_it(
    data: st.DataObject, bicycle: Pack
) -> None:
    """Any lines in any order: the faulty ones are told, no other, each on the line where its key stands."""
    names = data.draw(st.lists(st.sampled_from([*BAD]), unique=True))
    dotted = data.draw(st.booleans())
    text = "format = 1\n" if dotted else HEAD
    expected = []
    for name in names:
        bad = name not in GOOD or data.draw(st.booleans())
        value = data.draw(st.sampled_from((BAD if bad else GOOD)[name]))
        text += data.draw(st.sampled_from(["", "\n", "# comment\n"]))
        if bad:
            expected.append((text.count("\n") + 1, f"answers.{name}"))
        text += f"answers.{name} = {value}\n" if dotted else f"{name} = {value}\n"
    if dotted and not names:
        return
    text = text.replace("\n", data.draw(st.sampled_from(["\n", "\r\n"])))
    if not expected:
        assert set(answers(text, bicycle)) == set(names)
        return
    assert [(fault.line, fault.key) for fault in faults(text, bicycle)] == expected


@given(
    lines=st.permutations(
        ['part = "wheel"', "bend_mm = 5", 'noises = ["click"]', "score = 1.5", "bought = 2024-02-29"]
    )
)
def test_the_order_of_the_keys_is_nothing(lines: list[str], bicycle: Pack) -> None:
    found = answers(HEAD + "\n".join(lines), bicycle)
    assert list(found) == [question for question in bicycle.questions if question in found]
    assert len(found) == len(lines)


def test_the_size_limit_is_a_mebibyte(bicycle: Pack) -> None:
    head = b"format = 1\n[answers]\n#"
    exact = head + b"x" * ((1 << 20) - len(head))
    assert read_case_file(exact, "case.toml", bicycle) == {}
    (fault,) = faults(exact + b"x", bicycle)
    assert (fault.line, fault.found) == (0, "more than 1024 KiB")


def test_so_many_faults_are_cut(bicycle: Pack) -> None:
    """What is no case file at all is refused in bounded time: the suite would hang otherwise."""
    found = faults(HEAD + "".join(f"a{number} = 1\n" for number in range(20_000)), bicycle)
    assert len(found) == MOST + 1
    assert found[-1].found == f"more than {MOST} faults"
    long = faults(HEAD + "noises = [" + "".join(f'"b{number}",' for number in range(20_000)) + "]", bicycle)
    assert len(long) == MOST + 1


SLIPS = "answer answerss anwsers asnwers answrs nswers Answers ANSWERS anwser answers_ ansers"
OTHERS = "answers banners saved tags changes changes_in_history shown decision draft pack format minor"


def test_what_is_a_slip() -> None:
    assert all(is_slip(word, "answers") for word in SLIPS.split())
    assert not any(is_slip(word, "answers") for word in OTHERS.split())


@given(st.integers(0, 6), st.sampled_from("abcxyz"))
def test_any_one_slip_of_a_finger_is_one(place: int, letter: str) -> None:
    word = "answers"
    swapped = word[:place] + word[place : place + 2][::-1] + word[place + 2 :]
    for slip in (word[:place] + word[place + 1 :], word[:place] + letter + word[place:], swapped):
        assert slip == word or is_slip(slip, word)
