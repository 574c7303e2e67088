"""Ids sort by time, never collide, and cannot lead a path astray."""

from __future__ import annotations

import pytest

from sarcoma_tui.sessions.ids import is_safe, new_id
from sarcoma_tui.sessions.places import Places


def test_ids_are_safe_unique_and_of_one_length() -> None:
    made = [new_id() for _ in range(1000)]
    assert len(set(made)) == 1000 and {len(each) for each in made} == {26}
    assert all(map(is_safe, made))
    assert [each[:10] for each in made] == sorted(each[:10] for each in made), "the first ten tell the time"


@pytest.mark.parametrize(
    "text", ["", ".", "..", "a/b", "a.b", "-x", "_x", "é", "a\n", "a" * 65, "a b", 7, None]
)
def test_what_is_no_id_never_becomes_a_path(tmp_path_factory: pytest.TempPathFactory, text: object) -> None:
    assert not is_safe(text)
    places = Places(tmp_path_factory.getbasetemp())
    if isinstance(text, str):
        for place in (places.session, places.draft, places.lock, places.history):
            with pytest.raises(ValueError, match="file name"):
                place(text)
