"""Every rule and notice is told twice: once as a rule, once as a law that says where exactly it holds.

The second telling is written from the words and their sources; the proof holds the two against each other.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from sarcoma_tui.domain.laws import Exactly
from sarcoma_tui.packs.folder import read_files
from sarcoma_tui.packs.locate import installed_pack
from sarcoma_tui.packs.read import ReadPack, read_pack


@pytest.fixture(scope="module")
def read() -> ReadPack:
    """The shipped content with its laws."""
    return read_pack(read_files(Path(installed_pack())), laws=True)


@pytest.fixture(scope="module")
def exact(read: ReadPack) -> list[Exactly]:
    """The laws that say where exactly something is so."""
    return [law.claim for law in read.laws.laws if isinstance(law.claim, Exactly)]


def test_every_rule(read: ReadPack, exact: list[Exactly]) -> None:
    """A rule that several options share is told once for all of them."""
    told = {claim.rule for claim in exact if claim.rule}
    written: dict[tuple[str, str, str], bool] = {}
    for option in read.content.options:
        for rule in option.rules:
            name = rule.id.removeprefix(f"{option.id}.")
            key = (name, rule.kind, rule.text)
            written[key] = written.get(key, False) or bool({rule.id, name} & told)
    assert not [key for key, is_told in written.items() if not is_told]


def test_every_notice(read: ReadPack, exact: list[Exactly]) -> None:
    told = {claim.notice for claim in exact}
    assert not [notice.id for notice in read.content.notices if notice.id not in told]


def test_every_question_that_is_not_always_asked(read: ReadPack, exact: list[Exactly]) -> None:
    told = {claim.asked for claim in exact}
    assert not [name for name in read.content.gates if name not in told]


def test_no_law_copies_the_words_of_a_rule(read: ReadPack) -> None:
    """It says for whom, not what the rule says to them."""
    words = {rule.text for option in read.content.options for rule in option.rules}
    words |= {notice.text for notice in read.content.notices}
    assert not [law.id for law in read.laws.laws if law.says in words]
