"""Lines of TOML keys: in documents that nobody wrote, each value stands on the line that is told."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from decimal import Decimal
from random import Random
from typing import Any

import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from sarcoma_tui.files.faults import KeyPath
from sarcoma_tui.files.toml import Document

_TEXTS = (
    '"plain"',
    '"with # and [brackets] and = \\" quotes"',
    "'literal \\ # ]'",
    '"""\nseveral\nlines = 1\n[table]\n"""',
    '"""ends in quotes\\""""""',
    "'''\nit's\n\"\"\"\n'''",
    "'''two quotes at the end'''''",
    "2026-11-23 07:32:00",
    "07:32:00",
    "1_000.5e3",
    "true",
    "nan",
)


class Writer:
    """Writes a random document in every form that TOML has; each whole number in it is written once."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.number = 7_000_000
        self.keys = 0

    def key(self) -> str:
        self.keys += 1
        form = self.chance.choice(["k{}", '"k {}"', "'k.{}'", "k-{}", '"k\\u0041{}"', '"#{}"'])
        return form.format(self.keys)

    def blank(self) -> str:
        return self.chance.choice(["", "", " ", "\n", "  # ] comment = [\n", "\r\n"])

    def value(self, depth: int) -> str:
        kind = self.chance.random()
        if kind < 0.5 or depth == 0:
            self.number += 1
            return str(self.number)
        if kind < 0.7:
            return self.chance.choice(_TEXTS)
        count = self.chance.randint(0, 3)
        if kind < 0.87:
            parts = [f"{self.blank()}{self.value(depth - 1)}{self.blank()}" for _ in range(count)]
            ends = f",{self.blank()}" if parts and self.chance.random() < 0.5 else ""
            return f"[{','.join(parts)}{ends}{self.blank()}]"
        return "{" + ", ".join(self.pair(depth - 1) for _ in range(count)) + "}"

    def pair(self, depth: int) -> str:
        name = ".".join(self.key() for _ in range(self.chance.randint(1, 2)))
        equals = self.chance.choice(["=", " = ", "\t=  "])
        return f"{name}{equals}{self.value(depth)}"

    def pairs(self) -> str:
        lines = [f"{self.pair(3)} {self.comment()}\n" for _ in range(self.chance.randint(0, 4))]
        return "".join(lines)

    def comment(self) -> str:
        return self.chance.choice(["", "", '# """ not a text', "# [no.table]\n"])

    def document(self) -> str:
        text = self.pairs()
        for _ in range(self.chance.randint(0, 4)):
            name = self.key()
            for _ in range(self.chance.randint(1, 3)):
                text += f"[[ {name} ]] {self.comment()}\n{self.pairs()}"
                inner = self.key()
                for _ in range(self.chance.randint(0, 2)):
                    text += (
                        f"[[{name} . {inner}]]\n{self.pairs()}[{name}.{inner}.{self.key()}]\n{self.pairs()}"
                    )
            text += f"[{'.'.join(self.key() for _ in range(self.chance.randint(1, 3)))}]\n{self.pairs()}"
        return text


def leaves(value: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, Any]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from leaves(inner, (*path, index))
    else:
        yield path, value


@settings(max_examples=300)
@given(st.integers(0, 1 << 32))
def test_every_number_stands_on_the_line_that_is_told(seed: int) -> None:
    text = Writer(Random(seed)).document()
    document = Document(text.encode(), "x")
    assert str(document.data) == str(tomllib.loads(text, parse_float=Decimal))
    lines = text.split("\n")
    for path, value in leaves(document.data):
        if isinstance(value, int) and value > 7_000_000:
            assert str(value) in lines[document.line_of(path) - 1], path


_DATA = st.recursive(
    st.integers(0, 9) | st.text(max_size=20) | st.booleans(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=20,
)


@given(st.dictionaries(st.text(max_size=6), _DATA, max_size=4), st.booleans())
def test_every_key_of_any_table_has_a_line_of_its_own(data: dict[str, Any], multiline: bool) -> None:
    text = tomli_w.dumps({"first": 0, **data}, multiline_strings=multiline)
    document = Document(text.encode(), "x")
    lines = text.split("\n")
    for path, value in leaves(document.data):
        line = document.line_of(path)
        if isinstance(path[-1], str) and path != ("first",):
            assert "=" in lines[line - 1], (path, value)
        assert line > 1 or "first" in path or "first" not in data


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ((), 1),
        (("missing",), 1),
        (("options", 0), 2),
        (("options", 0, "offer", 1, "when", "size"), 9),
        (("options", 0, "offer", 1, "missing", "deeper"), 6),
        (("options", 1, "values", 1, "id"), 14),
        (("options", 1, "values", 9), 12),
        (("roles", "tnm", "x"), 17),
    ],
)
def test_what_is_not_there_takes_the_line_of_what_would_hold_it(path: KeyPath, line: int) -> None:
    text = """id = "x"
[[options]]
id = "a"
[[options.offer]]
id = "a.1"
[[options.offer]]
because = '''
'''
when.size = "x"
[[options]]
id = "b"
values = [
    { id = "1" },
    { id = "2" },
]
[roles]
tnm.x = 1
"""
    assert Document(text.encode(), "x").line_of(path) == line
