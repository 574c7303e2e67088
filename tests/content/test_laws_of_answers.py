"""What holds for any answers: nothing changes by their order, by "unknown", by a wish that has no weight."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sarcoma_tui.domain.assess import assess, verdicts
from sarcoma_tui.domain.case import read_case
from sarcoma_tui.domain.contract import to_json
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.questions import UNKNOWN
from tests.content.contract import QUESTIONS
from tests.content.staging import answers

few = settings(max_examples=25, deadline=None)
SEVERAL: dict[str, object] = {
    "situation": "new-diagnosis",
    "site": "lower-limb",
    "histology": "synovial",
    "size_cm": 7,
    "grade": "G3",
    "nodes": "N0",
    "metastases": "M0",
    "biomarkers": ["none"],
}


def an_answer(name: str) -> st.SearchStrategy[object]:
    """Any allowed answer to a question, as a file would hold it; numbers at whole steps."""
    asked = QUESTIONS[name]
    if asked.kind == "number":
        return st.integers(int(float(asked.bounds[0]) + 0.9), int(asked.bounds[1]))
    if asked.kind == "choices":
        members = st.lists(st.sampled_from(asked.values[1:]), min_size=1, max_size=3, unique=True)
        return st.one_of(st.just(["none"]), members, members.map(lambda named: [*named, "unknown"]))
    return st.dates() if asked.kind == "date" else st.sampled_from(asked.values)


@st.composite
def cases(draw: st.DrawFn, without: str = "") -> dict[str, object]:
    """Answers to some questions."""
    asked = [name for name in QUESTIONS if name != without]
    names = draw(st.lists(st.sampled_from(asked), max_size=12, unique=True))
    return {name: draw(an_answer(name)) for name in names}


def test_the_order_of_answers_changes_no_verdict_and_no_conflict(pack: Pack) -> None:
    @few
    @given(case=cases())
    def holds(case: dict[str, object]) -> None:
        one, other = answers(pack, **case), answers(pack, **{name: case[name] for name in sorted(case)[::-1]})
        assert verdicts(pack, one) == verdicts(pack, other)
        assert read_case(pack, one).conflicts == read_case(pack, other).conflicts

    holds()


def test_the_order_of_answers_changes_no_byte(pack: Pack) -> None:
    one = answers(pack, **SEVERAL)
    other = answers(pack, **{name: SEVERAL[name] for name in sorted(SEVERAL)[::-1]})
    assert list(one) != list(other)
    assert to_json(pack, assess(pack, one), True) == to_json(pack, assess(pack, other), True)


def test_unknown_and_not_asked_are_one_for_every_verdict_and_stage(pack: Pack) -> None:
    roots = [*(f"option:{name}" for name in pack.options), *(f"fact:{name}" for name in pack.facts)]

    @few
    @given(case=cases())
    def holds(case: dict[str, object]) -> None:
        asked = answers(pack, **case)
        blank = dict.fromkeys(QUESTIONS.keys() - asked.keys(), UNKNOWN)
        one, other = read_case(pack, asked), read_case(pack, {**asked, **blank})
        assert [one.leaves(root) for root in roots] == [other.leaves(root) for root in roots]

    holds()


def test_an_answer_never_makes_more_possible(pack: Pack) -> None:
    roots = [root for root in pack.roots if root.startswith(("option:", "fact:", "notice:"))]

    @few
    @given(case=cases(), name=st.sampled_from(list(QUESTIONS)), data=st.data())
    def holds(case: dict[str, object], name: str, data: st.DataObject) -> None:
        case.pop(name, None)
        before = read_case(pack, answers(pack, **case))
        after = read_case(pack, answers(pack, **case, **{name: data.draw(an_answer(name))}))
        assume(not before.conflicts and not after.conflicts)
        assert [root for root in roots if after.leaves(root) & ~before.leaves(root)] == []

    holds()


def test_priorities_change_no_verdict(pack: Pack) -> None:
    @few
    @given(case=cases(without="priorities"), wish=an_answer("priorities"))
    def holds(case: dict[str, object], wish: object) -> None:
        assert verdicts(pack, answers(pack, **case)) == verdicts(pack, answers(pack, **case, priorities=wish))

    holds()


NAMED_BY = {
    "mri": ("mri-primary", "brain-mri", "whole-body-or-spine-mri"),
    "ct": ("ct-primary", "ct-chest", "ct-abdomen-pelvis"),
    "radiotherapy": ("radiotherapy",),
    "sarcoma-centre": ("sarcoma-mdt", "sarcoma-centre-referral"),
    "molecular-pathology": ("molecular-pathology",),
    "chemotherapy": ("chemotherapy",),
    "ifosfamide-with-mesna": ("doxorubicin-ifosfamide", "ifosfamide-high-dose"),
    "intensive-surgery": ("retroperitoneal-en-bloc-resection",),
}
"""What a clinic may lack, and the options or the modality that this names."""


def test_what_a_clinic_lacks_keeps_its_verdict_and_others_are_at_most_offered(pack: Pack) -> None:
    more = {("not-indicated", "consider"), ("not-indicated", "depends"), ("depends", "consider")}

    @few
    @given(case=cases(without="not_available_here"), lacking=st.sampled_from(list(NAMED_BY)))
    def holds(case: dict[str, object], lacking: str) -> None:
        has = verdicts(pack, answers(pack, **case, not_available_here=["none"]))
        lacks = verdicts(pack, answers(pack, **case, not_available_here=[lacking]))
        for name in [name for name in has if has[name] != lacks[name]]:
            assert not {name, pack.options[name].modality} & set(NAMED_BY[lacking]), name
            assert (has[name], lacks[name]) in more, name

    holds()


def read_by(pack: Pack, root: str) -> set[str]:
    """The questions that a diagram reads."""
    support, order = pack.supports[root], pack.variables.order
    return {order[level].question for level in range(len(order)) if support >> level & 1}


def test_no_verdict_reads_priorities_a_date_or_who_stated_the_stage(pack: Pack) -> None:
    for name in pack.options:
        assert not read_by(pack, f"option:{name}") & {"priorities", "surgery_date", "stated_stage_by"}, name


SAME = """
import hashlib, json, sys
from pathlib import Path
from sarcoma_tui.domain.assess import assess
from sarcoma_tui.domain.contract import to_json
from sarcoma_tui.packs.load import load_pack
pack = load_pack(Path(sys.argv[1]))
print(hashlib.sha256(to_json(pack, assess(pack, json.loads(sys.argv[2])), True).encode()).hexdigest())
"""


@pytest.mark.parametrize("seed", ["1", "2"])
def test_another_process_compiles_the_same_pack_to_the_same_bytes(
    pack: Pack, content: str, seed: str
) -> None:
    case = {name: value for name, value in SEVERAL.items() if isinstance(value, str)}
    here = to_json(pack, assess(pack, answers(pack, **case)), True)
    there = subprocess.run(
        [sys.executable, "-c", SAME, content, json.dumps(case)],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    )
    assert there.stdout.strip() == hashlib.sha256(here.encode()).hexdigest()
