"""Reading TOML from outside: a document or exactly one fault, in bounded time, whatever the bytes."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sarcoma_tui.files.faults import Fault, key_text
from sarcoma_tui.files.toml import DEEPEST, Document, TomlError


def fault(data: bytes, limit: int = 1 << 20) -> Fault:
    with pytest.raises(TomlError) as caught:
        Document(data, "case.toml", limit)
    return caught.value.fault


def test_numbers_are_exact() -> None:
    assert Document(b"size = 7.10\ncount = 3", "x").data == {"size": Decimal("7.10"), "count": 3}


@pytest.mark.parametrize(
    ("data", "line", "key", "found"),
    [
        (b"a = 1\nb = 2\n\na = 3\n", 4, "a", "a key that stands twice"),
        (b"[a]\nx = 1\n[b]\n[a]\n", 4, "a", "a key that stands twice"),
        (b"a = { x = 1, x = 2 }\n", 1, "a.x", "a key that stands twice"),
        (b"[a]\nx = 1\n\n[a.b]\n[a]\nx = 2", 5, "a", "a key that stands twice"),
        (b"a = { x = 1 }\n[a.b]\n", 2, "a.b", "a table that was ended before at column 5"),
        (b"a = 1\nb = 2026-02-30\n", 2, "b", "a date or time that does not exist at column 5"),
        (b"a = 1\nb = tru\n", 2, "b", "a value that TOML does not know at column 5"),
        (b"a = 1\nb = 'x\nc = 'y'\n", 2, "b", "a line that ends within a text at column 7"),
        (b'a = 1\nb = "x', 2, "b", "a text without its closing quotes"),
        (b"a = 1\n= 2\n", 2, "", "a line that is no key, table or comment at column 1"),
        (b"a = 1 b = 2\n", 1, "a", "more text after a value at column 7"),
        (b"a = 1\nb = \x00\n", 2, "b", "a value that TOML does not know at column 5"),
        (b"a = 1\nbcd = \xff\n", 2, "", "byte 0xff at column 7, which is not UTF-8"),
        (b"\xef\xbb\xbfa = 1\n", 1, "", "a byte order mark at the start of the file"),
        (b"a = 1\nb = " + b"9" * 5000, 2, "b", "a number with too many digits"),
        (b"a = 1\nb = 9223372036854775808", 2, "b", "a number with too many digits"),
        (b"a = 1\nb = [[0x" + b"f" * 5000 + b"]]", 2, "b[0][0]", "a number with too many digits"),
        (b"a = 1\nb = 1e99999999999999999999", 2, "b", "a number with too many digits"),
    ],
)
def test_one_fault_with_its_line(data: bytes, line: int, key: str, found: str) -> None:
    assert fault(data) == Fault("case.toml", line, key, found, fault(data).allowed)


@pytest.mark.parametrize(
    "data",
    [
        b"\nx = " + b"[" * 200_000,
        b"\nx = " + b"[" * 60 + b"]" * 60,
        b"\nx = " + b"{a = " * 60_000,
        b"\n" + b"a." * 400_000 + b"a = 1",
        b"\n[" + b"a . " * 60 + b"a]\n",
        b"\n[[" + b"'a'." * 60 + b"a]]\n",
    ],
)
def test_nesting_is_bounded(data: bytes) -> None:
    found = fault(data)
    assert found.line == 2
    assert found.found == f"more than {DEEPEST} keys and lists within each other"


@pytest.mark.parametrize(
    "data",
    [
        b"a." * 50 + b'a = """' + b'\\"""\n' * 150_000,
        b"a" * 1_000_000,
        b"a ." * 300_000,
        b"a" * 500_000 + b" " * 500_000,
        b"a = '''" + b"a." * 500_000 + b"'''",
        b"a = 1\n" * 150_000,
        b"x = [" + b"1," * 500_000,
    ],
)
def test_no_bytes_take_for_ever(data: bytes) -> None:
    """Each of these took minutes, or would, where reading is quadratic: the suite would hang."""
    try:
        Document(data, "x")
    except TomlError as error:
        assert "\n" not in str(error)


def test_too_large_is_not_parsed() -> None:
    assert fault(b"#" * 2049, limit=2048) == Fault(
        "case.toml", 0, "", "more than 2 KiB", "a file of 2 KiB at most"
    )
    assert Document(b"#" * 2048, "x", 2048).data == {}


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")))
def test_any_bytes_give_a_document_or_one_line(data: bytes) -> None:
    try:
        Document(data, "case.toml")
    except TomlError as error:
        assert str(error).startswith("case.toml")
        assert str(error).isprintable()


_GOOD = b"""[a]
x = ["1", "2", { y = 2026-11-23, z = 7.5 }]
text = '''
[not.a.table]
'''
[[a.b]]
c.d = "\\"#" # comment
"""


@given(st.integers(0, len(_GOOD) - 1), st.integers(0, 255))
def test_any_changed_byte_gives_a_document_or_one_fault(position: int, byte: int) -> None:
    data = _GOOD[:position] + bytes([byte]) + _GOOD[position + 1 :]
    try:
        document = Document(data, "case.toml")
    except TomlError as error:
        assert 0 < error.fault.line <= data.count(b"\n") + 1
    else:
        assert document.line_of(("a", "b", 0, "c")) >= 1


def test_a_fault_is_one_line_without_living_characters() -> None:
    text = str(Fault("a\x1b.toml", 3, "x\u202ey", '"\x07\n\u200b"', "b, c", "b"))
    assert text == r'a\x1b.toml:3: x\u202ey: found "\x07\n\u200b"; allowed: b, c; nearest: b'


def test_a_fault_without_a_place_or_choice() -> None:
    assert str(Fault("pack.toml", 0, "", "no such file", "")) == "pack.toml: found no such file"


def test_what_was_found_is_shortened() -> None:
    text = str(Fault("x", 1, "", "a" * 100_000, "b"))
    assert len(text) < 200
    assert " ... " in text


def test_key_paths_are_written_as_people_write_them() -> None:
    path = ("options", 3, "offer", 0, "when", "extent.x")
    assert key_text(path) == 'options[3].offer[0].when."extent.x"'
