"""Mutants: one change each, told apart from the same content in other words, and what catches them."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from sarcoma_tui.domain.compile import compile_pack
from sarcoma_tui.domain.rules import All, Between, In
from sarcoma_tui.packs.examples import run_examples
from sarcoma_tui.packs.folder import read_files
from sarcoma_tui.packs.raw import RawPack
from sarcoma_tui.packs.read import read_pack
from sarcoma_tui.proof.diagrams import DiagramReading
from sarcoma_tui.proof.mutants import mutants
from sarcoma_tui.proof.mutate import CAUGHT, mutate
from sarcoma_tui.proof.touched import TouchedExamples
from tests.cli.running import run

from .small import REPLACE_IT, TRUE_IT, content, option, rule

KINDS = {
    "offer removed", "avoid removed", "caution removed", "strength swapped", "value dropped", "value added",
    "threshold moved", "comparator flipped", "rows swapped", "gate dropped",
}  # fmt: skip


LARGE_CAN_BE_B = """
[[laws]]
id = "law.large-can-be-b"
says = "Only a wheel has a large bend; it can be grade B."
never = { when = { grade = "B", bend = "B2" }, not = { part = "wheel" } }
sources = ["manual"]
"""


def test_each_mutant_is_other_content() -> None:
    whole = content()
    found = list(mutants(whole))
    assert all(mutant.make() != whole for mutant in found)
    made = [mutant.make() for mutant in found]
    assert all(one != other for index, one in enumerate(made) for other in made[:index])


def test_every_kind_is_there(mended: Path) -> None:
    assert {mutant.kind for mutant in mutants(read_pack(read_files(mended)).content)} == KINDS


def test_thresholds_move_by_one_step_of_the_answers() -> None:
    moved = [mutant.make() for mutant in mutants(content()) if mutant.kind == "threshold moved"]
    assert [one.facts[2].rows[0].when for one in moved[:1]] == [Between("bend", up_to=Decimal("5.1"))]
    flipped = [mutant.make() for mutant in mutants(content()) if mutant.kind == "comparator flipped"]
    assert flipped[0].facts[2].rows[0].when == Between("bend", under=Decimal(5))


def test_a_shared_rule_changes_at_every_option() -> None:
    rusty = In("rust", ("some", "much"))
    options = [
        option(item.id, *item.rules[:1], rule(f"{item.id}.no", "avoid", rusty))
        for item in (TRUE_IT, REPLACE_IT)
    ]
    removed = [mutant for mutant in mutants(content(*options)) if mutant.kind == "avoid removed"]
    assert [mutant.entry for mutant in removed] == ["true-it.no"]
    assert [len(one.rules) for one in removed[0].make().options] == [1, 1]


def test_what_catches_them(mended: Path) -> None:
    read = read_pack(read_files(mended), laws=True)
    found = mutate(read, 1000, 1)
    assert len(found) == len(list(mutants(read.content)))
    by = {(item.mutant.kind, item.mutant.entry): item for item in found}
    assert by["offer removed", "oil-chain.chain"].caught in ("laws", "rest of the proof")
    assert by["strength swapped", "oil-chain.chain"].by == "laws:law.chains-are-oiled"
    assert by["comparator flipped", "bend.small"].caught == "tables"
    assert by["threshold moved", "urgency.soon"].caught == "tables"
    assert by["strength swapped", "look-closer.always"].by == "small-bend"
    assert by["value added", "visits.first"].caught == "nothing"
    assert {item.caught for item in found} <= set(CAUGHT)


def test_pairs_that_cannot_stand_together_are_changed_too(mended: Path) -> None:
    """What they leave possible is what every law is held against."""
    with (mended / "laws.toml").open("a") as file:
        file.write(LARGE_CAN_BE_B)
    read = read_pack(read_files(mended), laws=True)
    found = mutate(read, 1000, 1, meant=lambda mutant: mutant.entry == "graded-large")
    by = {item.mutant.done: item.by for item in found}
    assert len(by) == 2
    assert by["grade with B"] == "laws:law.large-can-be-b:applies"


def test_what_fails_already_catches_nothing(mended: Path) -> None:
    """Else a law that is broken would pass for one that notices everything."""
    with (mended / "laws.toml").open("a") as file:
        file.write(LARGE_CAN_BE_B.replace('part = "wheel"', 'part = "chain"'))
    found = mutate(read_pack(read_files(mended), laws=True), 1000, 1)
    assert not [item for item in found if item.by == "laws:law.large-can-be-b"]
    assert any(item.caught == "nothing" for item in found)


def test_an_example_that_fails_already_catches_nothing(mended: Path) -> None:
    """The same of an example, though a mutant may disturb it in other ways as well."""
    before = mutate(read_pack(read_files(mended), laws=True), 1000, 1)
    assert "small-bend" in {item.by for item in before}
    examples = mended / "examples/first.toml"
    examples.write_text(examples.read_text().replace('shop_group = ["I"]', 'shop_group = ["II"]', 1))
    read = read_pack(read_files(mended), laws=True)
    assert [item.example for item in run_examples(compile_pack(read.content), read.raw)] == ["small-bend"]
    found = mutate(read, 1000, 1)
    assert "small-bend" not in {item.by for item in found}
    assert {item.caught for item in found} > {"nothing"}


def test_what_a_neighbour_rests_on_is_missed_when_it_goes(mended: Path) -> None:
    """A rule that stands beside another is at home in no content without that one: loading says so."""
    beside = replace(rule("true-it.near", "caution", In("rust", ("much",))), alongside=TRUE_IT.rules[0].id)
    whole = content(replace(TRUE_IT, rules=(*TRUE_IT.rules, beside)), REPLACE_IT)
    read = replace(read_pack(read_files(mended)), content=whole, raw=RawPack())
    by = {item.mutant.entry: item for item in mutate(read, 1000, 1) if item.mutant.kind.endswith("removed")}
    assert (by[TRUE_IT.rules[0].id].caught, by[TRUE_IT.rules[0].id].by) == ("load", "true-it.near")


def test_the_same_content_in_other_words_is_set_aside(mended: Path) -> None:
    """A value that adds no case changes nothing, and is not counted as missed."""
    never_box = rule(
        "wax.a",
        "offer",
        All((In("part", ("chain",)), In("situation", ("ridden", "raced")))),
        strength="standard",
    )
    whole = content(*content().options, option("wax", never_box))
    read = replace(read_pack(read_files(mended)), content=whole, raw=RawPack())
    by = {(item.mutant.entry, item.mutant.done): item.caught for item in mutate(read, 1000, 1)}
    assert by["wax.a", "situation with box"] == "the same content"
    assert by["wax.a", "situation without raced"] == "nothing"
    assert by["oil.chain", "the offer itself"] == "nothing"


def test_the_command(tmp_path: Path, mended: Path) -> None:
    out = run(tmp_path, "content", "mutate", "--n", "15", "--seed", "3", "--pack", mended).good()
    assert "mutants      15" in out
    numbers = dict(
        re.findall(
            r"^(load|tables|laws|rest of the proof|examples|nothing|the same content) +(\d+)$", out, re.M
        )
    )
    assert sum(map(int, numbers.values())) == 15
    survivors = [line for line in out.splitlines() if re.match(r".*\.toml:\d+: ", line)]
    assert len(survivors) == int(numbers["nothing"])
    assert run(tmp_path, "content", "mutate", "--n", "15", "--seed", "3", "--pack", mended).out == out


def test_only_examples_that_a_change_touches_are_assessed_again(mended: Path) -> None:
    """What they say of a mutant is what all of them say."""
    read = read_pack(read_files(mended), laws=True)
    base = DiagramReading(read.content)
    touched = TouchedExamples(read, base)
    said = []
    for mutant in mutants(read.content):
        reading = DiagramReading(mutant.make(), (), base.builder)
        if not reading.faults and reading.variables == base.variables:
            first = next(run_examples(compile_pack(mutant.make()), read.raw), None)
            assert touched.mismatch(reading) == first
            said.append(first)
    assert None in said
    assert any(said)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path, mended: Path) -> None:
    ran = run(tmp_path, "content", "mutate", "--pack", mended, "--in", "options/wheel.toml")
    assert (ran.status, ran.out) == (2, "")
    assert 'no file of the content "options/wheel.toml"; nearest: options/wheels.toml' in ran.told[-1]


def test_mutants_of_one_file(tmp_path: Path, mended: Path) -> None:
    every = ("content", "mutate", "--n", "1000", "--pack", mended)
    whole = run(tmp_path, *every).good().splitlines()
    part = run(tmp_path, *every, "--in", "options/wheels.toml").good().splitlines()
    here = [line for line in whole if "options/wheels.toml:" in line]
    assert set(here) == {line for line in part if ".toml:" in line}
    assert 0 < len(here) < len([line for line in whole if ".toml:" in line])
