"""A label that looks like a person's data is pointed out; a pseudonym is not."""

from __future__ import annotations

import pytest

from sarcoma_tui.tui.pseudonym import warning


@pytest.mark.parametrize(
    ("label", "like"),
    [
        ("jane.doe@example.org", "e-mail"),
        ("Jane Doe 12.03.1961", "birth date"),
        ("DOE 1961-03-12", "birth date"),
        ("Doe 12/3/61", "birth date"),
        ("1234567890", "number"),
        ("943 476 5919", "number"),
        ("A123456789012", "number"),
        ("1234567890123", "number"),
    ],
)
def test_warned(label: str, like: str) -> None:
    assert like in warning(label)


@pytest.mark.parametrize(
    "label", ["clinic-14", "mdt thursday 3", "", "2026-11-23", "case 12345678901234", "ward 7", "x@y"]
)
def test_not_warned(label: str) -> None:
    assert warning(label) == ""
