"""What is told of a number near a threshold is true, and no table that turns there is left out."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from random import Random

from hypothesis import given, reject
from hypothesis import strategies as st

from sarcoma_tui.domain.case import read_case
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.questions import Answer, Question
from sarcoma_tui.domain.rules import Between, Condition, atoms
from sarcoma_tui.domain.thresholds import Threshold, thresholds
from sarcoma_tui.packs.load import load_pack

from .generated import answers
from .test_insight import many, packed

SHIPPED = load_pack()
CASES: tuple[dict[str, Answer], ...] = (
    {"situation": "new-diagnosis", "site": "lower-limb", "histology": "ups", "grade": "G3", "nodes": "N0",
     "metastases": "M0"},
    {"situation": "new-diagnosis", "site": "abdominal-viscera", "histology": "gist", "nodes": "N0",
     "metastases": "M0", "gist_site": "gastric-or-omental", "tumour_rupture": "no"},
    {"situation": "new-diagnosis", "site": "head-neck", "histology": "ups",
     "head_neck_extent": "no-critical-structure"},
    {"situation": "undiagnosed-lump", "lump_depth": "superficial", "lump_growth": "no"},
    {"situation": "distant-recurrence", "histology": "leiomyosarcoma", "systemic_lines": "1"},
)  # fmt: skip


def cutting(pack: Pack, question: Question) -> list[str]:
    """The facts whose tables have a threshold on a question."""

    def cuts(condition: Condition) -> bool:
        return any(isinstance(one, Between) and one.on == question.id for one in atoms(condition))

    return [fact.id for fact in pack.content.facts if any(cuts(row.when) for row in fact.rows)]


def beside(pack: Pack, question: Question, now: Decimal) -> Iterator[Decimal]:
    """The nearest number in the band on either side, if a second look could come to it."""
    grain = question.step or Decimal(1).scaleb(-question.decimals)
    reach = question.revise_by or grain
    bands = pack.variables.bands(question)
    (here,) = [index for index, (low, high) in enumerate(bands) if low <= now <= high]
    for index, place in ((here - 1, 1), (here + 1, 0)):
        if 0 <= index < len(bands):
            edge = bands[index][place]
            step = edge % grain
            near = edge if not step else edge - step if place else edge + grain - step
            if abs(near - now) <= reach:
                yield near


def check(pack: Pack, held: dict[str, Answer]) -> None:
    told = {(item.question, item.beyond): item for item in thresholds(pack, held)}
    case = read_case(pack, held)
    expected = set()
    for question in pack.content.questions:
        now = held.get(question.id)
        if isinstance(now, Decimal) and not case.closed(question.id) and question.id in pack.variables.cuts:
            for near in beside(pack, question, now):
                if moved(pack, held, question, near):
                    expected.add((question.id, near))
                    true_of(pack, held, told[question.id, near])
    assert told.keys() == expected


def moved(pack: Pack, held: dict[str, Answer], question: Question, near: Decimal) -> list[str]:
    """The facts that the number alone turns from one result into another."""
    case, other = read_case(pack, held), read_case(pack, {**held, question.id: near})
    pairs = {name: (case.results(name), other.results(name)) for name in cutting(pack, question)}
    return [name for name, (now, then) in pairs.items() if len(now) == len(then) == 1 and now != then]


def true_of(pack: Pack, held: dict[str, Answer], item: Threshold) -> None:
    question = pack.questions[item.question]
    grain = question.step or Decimal(1).scaleb(-question.decimals)
    assert item.now == held[item.question]
    assert item.last == (abs(item.beyond - item.now) == grain)
    assert sorted(turn.fact for turn in item.turns) == sorted(moved(pack, held, question, item.beyond))
    case, other = read_case(pack, held), read_case(pack, {**held, item.question: item.beyond})
    for turn in (*item.turns, *item.groups):
        assert turn.before == case.results(turn.fact)
        assert turn.after == other.results(turn.fact)
        assert turn.before != turn.after
    for body in pack.content.roles.stage_groups:
        now, then = case.results(body), other.results(body)
        if now != then and 0 < len(now) <= 3 and 0 < len(then) <= 3:
            assert body in [turn.fact for turn in item.groups]


@many
@given(st.integers(0, 2**48).map(Random))
def test_on_generated_packs(chance: Random) -> None:
    pack, held = packed(chance), answers(chance)
    held["d"] = Decimal(chance.randint(0, 3))
    if read_case(pack, held).conflicts:
        reject()
    check(pack, held)


@many
@given(st.integers(0, 2**48).map(Random), st.sampled_from(CASES))
def test_on_the_shipped_content(chance: Random, start: dict[str, Answer]) -> None:
    """Numbers at and around every cut."""
    pack, held = SHIPPED, dict(start)
    numbers = [name for name in pack.variables.cuts if pack.questions[name].kind == "number"]
    for name in chance.sample(numbers, 4):
        question = pack.questions[name]
        grain = question.step or Decimal(1).scaleb(-question.decimals)
        low, high = chance.choice(pack.variables.bands(question))
        edge = chance.choice([low, high])
        edge -= edge % grain
        held[name] = min(max(edge + chance.choice([-1, 0, 1]) * grain, low), high)
        if held[name] % grain:  # type: ignore[operator]
            held[name] = edge
    if read_case(pack, held).conflicts:
        reject()
    check(pack, held)


def test_five_centimetres_is_the_last_of_t1() -> None:
    held: dict[str, Answer] = {**CASES[0], "size_cm": Decimal("5.0")}
    (item,) = [one for one in thresholds(SHIPPED, held) if one.beyond > Decimal(5)]
    assert (item.question, item.beyond, item.last) == ("size_cm", Decimal("5.1"), True)
    turns = {turn.fact: (turn.before, turn.after) for turn in (*item.turns, *item.groups)}
    assert turns["t_category"] == (("T1",), ("T2",))
    assert turns["ajcc8"] == (("II",), ("IIIA",))
