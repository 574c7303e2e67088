"""The README is true: its commands are those that are checked, its pictures are of this build."""

from __future__ import annotations

import re
from pathlib import Path

from . import screenshots

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "README.md").read_text(encoding="utf-8")
LINES = TEXT.splitlines()
RUN = "python3 -m venv .venv && .venv/bin/pip install -e . && .venv/bin/sarcoma-tui"
TEST = "python3 -m venv .venv && .venv/bin/pip install -e '.[dev]' && .venv/bin/pytest"


def place(wanted: str) -> int:
    """The number of the first line that holds a text."""
    return next(number for number, line in enumerate(LINES, 1) if wanted in line)


def test_the_first_screen_shows_and_installs() -> None:
    assert place("](screenshots/") <= 8
    assert LINES[place(RUN) - 1] == RUN
    assert LINES[place(TEST) - 1] == TEST
    assert max(place(RUN), place(TEST)) <= 15


def test_it_is_short_before_the_reference_part() -> None:
    before = TEXT.split("## Reference")[0]

    assert len(before.split()) <= 400


def test_every_link_leads_somewhere() -> None:
    for target in re.findall(r"\]\(([^)]+)\)", TEXT):
        if target.startswith("#"):
            headings = [line.lstrip("# ").lower().replace(" ", "-") for line in LINES if line.startswith("#")]
            assert target[1:] in headings
        else:
            assert (ROOT / target).is_file()


def test_the_pictures_are_what_this_build_shows() -> None:
    """`python -m tests.screenshots` draws them anew."""
    made = screenshots.made()

    assert {path.name for path in screenshots.FOLDER.iterdir()} == set(made)
    stale = [
        name for name, text in made.items() if (screenshots.FOLDER / name).read_text(encoding="utf-8") != text
    ]
    assert stale == []
