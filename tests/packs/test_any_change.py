"""Whatever is done to a pack, it loads or its faults are told: never another error, never a hang."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from sarcoma_tui.files.toml import Document
from sarcoma_tui.packs.check import check_pack

from .conftest import MINIMAL

FILES = sorted(str(path.relative_to(MINIMAL)) for path in MINIMAL.rglob("*.toml"))

VALUES: st.SearchStrategy[Any] = st.recursive(
    st.sampled_from(
        ["", "wheel", "B1", "none", "unknown", "bend", "not", 0, 5, -1, True, 2**62, "x" * 5000, "\x07"]
    )
    | st.dates(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["any", "all", "not", "part", "bend", "over", "x", "id"]), inner, max_size=3
        )
    ),
    max_leaves=6,
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("any") / "pack"
    shutil.copytree(MINIMAL, folder)
    return folder


def check(folder: Path, inside: str, data: bytes) -> None:
    good = (folder / inside).read_bytes()
    (folder / inside).write_bytes(data)
    try:
        report = check_pack(folder)
        assert report.pack is not None or report.faults  # what stands for nothing is a fault, and loads
        for item in (*report.faults, *report.mismatches):
            assert str(item).isprintable()
    finally:
        (folder / inside).write_bytes(good)


@settings(deadline=None)
@given(st.sampled_from(FILES), st.data())
def test_any_byte_changed(folder: Path, inside: str, data: st.DataObject) -> None:
    raw = bytearray((MINIMAL / inside).read_bytes())
    raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    check(folder, inside, bytes(raw))


@settings(deadline=None)
@given(st.sampled_from(FILES), st.data())
def test_any_piece_taken_out(folder: Path, inside: str, data: st.DataObject) -> None:
    raw = (MINIMAL / inside).read_bytes()
    start = data.draw(st.integers(0, len(raw)))
    check(folder, inside, raw[:start] + raw[data.draw(st.integers(start, len(raw))) :])


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(FILES), st.data())
def test_any_value_replaced_by_any_other(folder: Path, inside: str, data: st.DataObject) -> None:
    table = Document((MINIMAL / inside).read_bytes(), inside).data
    holder, key = data.draw(st.sampled_from(list(_places(table))))
    if data.draw(st.booleans()):
        holder[key] = data.draw(VALUES)
    else:
        del holder[key]
    check(folder, inside, tomli_w.dumps(table).encode("utf-8", "replace"))


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every holder and key or index below a table."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield value, key
        yield from _places(inner)
