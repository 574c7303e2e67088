"""What the worked examples must show: every trap, route, urgency and option; and how long a file may be."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from sarcoma_tui.domain.pack import Pack
from tests.content.conftest import CONTENT
from tests.content.test_contract import URGENCIES, WITHDRAWN

OFFERED = ("standard", "consider")
NOT_OFFERED = ("avoid", "not-indicated")
NEAR = 2
"""Two cases are near each other that differ in so many questions at most."""
TRAPS = range(1, 26)
ROUTES_EACH = 3
LONGEST = 400
REGISTERS = ("sources.toml",)
"""Lists that are looked up and not read aloud."""


@dataclass(frozen=True)
class Example:
    """One worked example as it is written."""

    id: str
    title: str
    answers: dict[str, Any]
    expect: dict[str, Any]

    def offers(self, option: str, verdicts: tuple[str, ...]) -> bool:
        return self.expect.get("verdicts", {}).get(option) in verdicts

    def settled(self, fact: str) -> str | None:
        """The one result of a fact that is expected, if it is one."""
        results = self.expect.get(fact) or []
        return results[0] if len(results) == 1 else None


def written() -> Iterator[Example]:
    """Every example of the content."""
    for path in sorted((CONTENT / "examples").glob("*.toml")):
        for entry in tomllib.loads(path.read_text(encoding="utf-8"))["examples"]:
            yield Example(entry["id"], entry["title"], entry["answers"], entry["expect"])


EXAMPLES = list(written())


def apart(one: Example, other: Example) -> int:
    """In how many questions two examples differ."""
    names = {*one.answers, *other.answers}
    return sum(one.answers.get(name) != other.answers.get(name) for name in names)


def test_there_are_enough_and_each_expects_something() -> None:
    assert len(EXAMPLES) >= 150
    assert [example.id for example in EXAMPLES if not example.expect] == []


@pytest.mark.parametrize("trap", TRAPS)
def test_every_fact_most_often_got_wrong_has_its_example(trap: int) -> None:
    shown = [example for example in EXAMPLES if re.match(rf"11\.{trap} ", example.title)]
    assert shown
    assert all({*example.expect} - {"conflicts", "ignored", "notices"} for example in shown)


def test_every_route_has_three_examples(pack: Pack) -> None:
    routes = dict.fromkeys(pack.facts["route"].results, 0)
    for example in EXAMPLES:
        if (route := example.settled("route")) is not None:
            routes[route] += 1
    assert {route: count for route, count in routes.items() if count < ROUTES_EACH} == {}


def test_every_urgency_has_an_example() -> None:
    assert {example.settled("urgency") for example in EXAMPLES} >= set(URGENCIES)


def test_every_option_is_offered_in_one_case_and_near_it_in_another_is_not(pack: Pack) -> None:
    alone = []
    for option in pack.options:
        offered = [example for example in EXAMPLES if example.offers(option, OFFERED)]
        not_offered = [example for example in EXAMPLES if example.offers(option, NOT_OFFERED)]
        if not any(apart(one, other) <= NEAR for one, other in product(offered, not_offered)):
            alone.append(option)
    assert set(alone) == set(WITHDRAWN)


def test_every_situation_has_examples(pack: Pack) -> None:
    shown = {example.answers.get("situation") for example in EXAMPLES}
    assert shown >= set(pack.questions["situation"].names)


def test_every_type_stands_in_an_example(pack: Pack) -> None:
    shown = {example.answers.get("histology") for example in EXAMPLES}
    assert [name for name in pack.questions["histology"].names if name not in shown] == []


def files() -> list[Path]:
    return [path for path in sorted(CONTENT.rglob("*.toml")) if path.name not in REGISTERS]


@pytest.mark.parametrize("path", files(), ids=lambda path: str(path.relative_to(CONTENT)))
def test_a_file_can_be_read_aloud(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) < LONGEST
