"""A signature holds for the exact meaning and words of a rule and of every table that it reaches."""

from __future__ import annotations

import pytest

from sarcoma_tui.packs.check import check_pack
from sarcoma_tui.packs.load import load_pack
from sarcoma_tui.packs.signing import rule_sha256, table_sha256

from .conftest import Copy


def sign(copy: Copy, *entries: str) -> None:
    """Sign these rules and tables as they now are."""
    content = load_pack(copy.folder).content
    digests = {("table", fact.id): table_sha256(fact) for fact in content.facts}
    digests |= {
        ("rule", rule.id): rule_sha256(option, rule) for option in content.options for rule in option.rules
    }
    text = ""
    for (kind, name), digest in digests.items():
        if name in entries:
            text += f'[[signatures]]\n{kind} = "{name}"\nsha256 = "{digest}"\nname = "A. Wright"\n'
            text += 'role = "mechanic"\ninstitution = "the shop"\ndate = "2026-01-01"\n'
    copy.write("signatures.toml", text.encode())


def signed(copy: Copy) -> list[str]:
    return [
        rule.id for option in load_pack(copy.folder).content.options for rule in option.rules if rule.signed
    ]


def test_nothing_is_signed_without_signatures(copy: Copy) -> None:
    assert signed(copy) == []


def test_a_rule_that_reaches_no_table_is_signed_alone(copy: Copy) -> None:
    sign(copy, "look-closer.always", "true-wheel.not-in-the-box")
    assert signed(copy) == ["true-wheel.not-in-the-box", "look-closer.always"]


def test_every_table_on_the_way_must_be_signed(copy: Copy) -> None:
    sign(copy, "oil-chain.chain")
    assert signed(copy) == []
    sign(copy, "oil-chain.chain", "chapter")
    assert signed(copy) == ["oil-chain.chain"]
    defined = 'defined_when = { not = { situation = "in-its-box" } }'
    copy.change("tables/chapter.toml", defined, 'defined_when = { route = "generic" }')
    (copy.folder / "signatures.toml").unlink()
    sign(copy, "oil-chain.chain", "chapter")
    assert signed(copy) == []
    sign(copy, "oil-chain.chain", "chapter", "route")
    assert signed(copy) == ["oil-chain.chain"]


def test_a_table_reached_by_a_gate_counts(copy: Copy) -> None:
    copy.change(
        "questions/state.toml", 'asked_when = { part = "wheel" }', 'asked_when = { chapter = "wheels" }'
    )
    sign(copy, "true-wheel.small", "bend")
    assert signed(copy) == []
    sign(copy, "true-wheel.small", "bend", "chapter")
    assert signed(copy) == ["true-wheel.small"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"Oil is what a chain wants."', '"Oil is all a chain wants."'),
        (
            'strength = "standard"\nwhen = { chapter = "chains" }',
            'strength = "consider"\nwhen = { chapter = "chains" }',
        ),
        ('{ chapter = "chains" }', '{ chapter = ["chains", "wheels"] }'),
        ('wants."\nsources = ["manual"]', 'wants."\nsources = ["manual", "club-letter"]'),
    ],
)
def test_a_change_of_words_or_meaning_voids_it(copy: Copy, old: str, new: str) -> None:
    sign(copy, "oil-chain.chain", "chapter")
    copy.change("options/others.toml", old, new)
    assert signed(copy) == []
    report = check_pack(copy.folder)
    assert report.void == ("oil-chain.chain",)
    assert not report.faults


def test_a_change_of_a_table_voids_it(copy: Copy) -> None:
    sign(copy, "true-wheel.small", "bend")
    assert signed(copy) == ["true-wheel.small"]
    copy.change("tables/bend.toml", 'labels = ["small", "large"]', 'labels = ["small", "big"]')
    assert signed(copy) == []
    assert check_pack(copy.folder).void == ("bend",)


def test_how_a_file_is_written_is_not_signed(copy: Copy) -> None:
    sign(copy, "true-wheel.small", "bend")
    copy.change("tables/bend.toml", "up_to = 5 ", "up_to = 5.0 ")
    written = 'when = { bend = "B1" }\nbecause = "A small'
    copy.change("options/wheels.toml", written, 'when.bend = ["B1"]\nbecause = "A  small')
    assert signed(copy) == ["true-wheel.small"]


@pytest.mark.parametrize(
    ("old", "new", "key", "near"),
    [
        (
            'rule = "look-closer.always"',
            'rule = "look-closer.alway"',
            "signatures[0].rule",
            "look-closer.always",
        ),
        ('rule = "look-closer.always"', 'table = "look-closer.always"', "signatures[0].table", None),
        ('rule = "look-closer.always"', 'rule = "look-closer.always"\ntable = "bend"', "signatures[0]", None),
        ('rule = "look-closer.always"\n', "", "signatures[0]", None),
        ('sha256 = "', 'sha256 = "g', "signatures[0].sha256", None),
        ('date = "2026-01-01"', 'date = "today"', "signatures[0].date", None),
    ],
)
def test_a_signature_that_cannot_be(copy: Copy, old: str, new: str, key: str, near: str | None) -> None:
    sign(copy, "look-closer.always")
    copy.change("signatures.toml", old, new)
    assert (copy.fault().key, copy.fault().nearest) == (key, near)
