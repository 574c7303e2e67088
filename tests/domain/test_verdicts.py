"""How a set of verdicts is shown, and which rules stand beside it."""

from __future__ import annotations

import json
from dataclasses import replace
from random import Random

import pytest

from sarcoma_tui.domain.assess import assess, verdict_of
from sarcoma_tui.domain.compile import AVOID, CONSIDER, NOT_INDICATED, STANDARD, compile_pack
from sarcoma_tui.domain.contract import to_json
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.rules import In, Option, Rule

from .generated import content


@pytest.mark.parametrize(
    ("leaves", "shown"),
    [
        ({AVOID}, "avoid"),
        ({NOT_INDICATED}, "not-indicated"),
        ({NOT_INDICATED, AVOID}, "not-indicated"),
        ({STANDARD}, "standard"),
        ({STANDARD, AVOID}, "standard"),
        ({CONSIDER}, "consider"),
        ({STANDARD, CONSIDER}, "consider"),
        ({STANDARD, CONSIDER, AVOID}, "consider"),
        ({STANDARD, NOT_INDICATED}, "depends"),
        ({CONSIDER, NOT_INDICATED, AVOID}, "depends"),
    ],
)
def test_a_set_of_verdicts_is_shown_as_the_design_says(leaves: set[int], shown: str) -> None:
    assert verdict_of(sum(1 << leaf for leaf in leaves)) == shown


RULES = (
    Rule("o.standard", "offer", "standard", In("a", ("a0",)), "t", ("s",)),
    Rule("o.consider", "offer", "consider", In("a", ("a0", "a1")), "t", ("s",)),
    Rule("o.avoid", "avoid", None, In("b", ("b0",)), "t", ("s",)),
    Rule("o.caution", "caution", None, In("b", ("b1",)), "t", ("s",)),
)


@pytest.fixture
def pack() -> Pack:
    option = Option("o", "O", "O", "surgery", "definitive", "any", RULES)
    folded = replace(option, id="p", rules=(Rule("p.avoid", "avoid", None, In("a", ("a0",)), "t", ("s",)),))
    shown = replace(option, id="q", rules=(replace(folded.rules[0], id="q.avoid", show_always=True),))
    base = replace(content(Random(2)), options=(option, folded, shown), impossible=(), gates={})
    return compile_pack(base)


def lines(pack: Pack, **answers: str) -> dict[str, dict[str, object]]:
    found = json.loads(to_json(pack, assess(pack, answers), everything=True))
    return {line["id"]: line for line in found["options"]}


def rules(line: dict[str, object], key: str) -> list[tuple[str, str]]:
    entries = line[key]
    assert isinstance(entries, list)
    return [(entry["rule"], entry["holds"]) for entry in entries]


def test_an_offer_that_may_be_overruled_says_unless_and_what_decides(pack: Pack) -> None:
    line = lines(pack, a="a0")["o"]
    assert line["verdict"] == "standard"
    assert rules(line, "because") == [("o.standard", "always")]
    assert line["unless"] == [
        {
            "rule": "o.avoid",
            "holds": "possibly",
            "text": "t",
            "sources": ["s"],
            "signed": False,
            "decides": ["b"],
        }
    ]
    assert rules(line, "cautions") == [("o.caution", "possibly")]
    assert line["decides"] == ["b"]


def test_an_avoid_lists_the_offers_beneath_it(pack: Pack) -> None:
    line = lines(pack, a="a0", b="b0")["o"]
    assert (line["verdict"], line["unless"], line["decides"]) == ("avoid", [], [])
    assert rules(line, "because") == [("o.avoid", "always")]
    assert rules(line, "overruled") == [("o.standard", "always"), ("o.consider", "always")]
    assert line["folded"] is False


def test_depends_lists_every_offer_still_possible_and_the_questions_that_decide(pack: Pack) -> None:
    line = lines(pack, b="b1")["o"]
    assert line["verdict"] == "depends"
    assert rules(line, "because") == [("o.standard", "possibly"), ("o.consider", "possibly")]
    assert line["decides"] == ["a"]


def test_an_avoid_that_nothing_contests_is_folded_unless_it_asks_to_be_seen(pack: Pack) -> None:
    found = lines(pack, a="a0")
    assert (found["p"]["verdict"], found["p"]["folded"]) == ("avoid", True)
    assert (found["q"]["verdict"], found["q"]["folded"]) == ("avoid", False)


def test_the_order_is_by_verdict_then_by_pack(pack: Pack) -> None:
    assert list(lines(pack, a="a0", b="b1")) == ["o", "p", "q"]
    assert [line["verdict"] for line in lines(pack, a="a2", b="b1").values()] == ["not-indicated"] * 3
    assert json.loads(to_json(pack, assess(pack, {"a": "a2", "b": "b1"})))["options"] == []
