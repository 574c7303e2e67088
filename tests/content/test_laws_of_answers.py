"""What holds for any answers: nothing changes by their order, by "unknown", by a wish that has no weight."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from sarcoma_tui.domain.assess import assess, verdicts
from sarcoma_tui.domain.case import read_case
from sarcoma_tui.domain.contract import to_json
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.questions import UNKNOWN
from tests.content.contract import QUESTIONS
from tests.content.staging import answers

few = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


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
def cases(draw: st.DrawFn, most: int = 12, without: frozenset[str] = frozenset()) -> dict[str, object]:
    """Answers to some questions."""
    names = st.lists(
        st.sampled_from([name for name in QUESTIONS if name not in without]), max_size=most, unique=True
    )
    return {name: draw(an_answer(name)) for name in draw(names)}


@few
@given(case=cases())
def test_the_order_of_answers_changes_nothing(pack: Pack, case: dict[str, object]) -> None:
    names = sorted(case, reverse=True)
    one, other = answers(pack, **case), answers(pack, **{name: case[name] for name in names})
    assert to_json(pack, assess(pack, one), True) == to_json(pack, assess(pack, other), True)


@few
@given(case=cases())
def test_unknown_and_not_asked_are_one_for_every_verdict_and_stage(
    pack: Pack, case: dict[str, object]
) -> None:
    asked = answers(pack, **case)
    blank = dict.fromkeys(QUESTIONS.keys() - asked.keys(), UNKNOWN)
    one, other = read_case(pack, asked), read_case(pack, {**asked, **blank})
    roots = [*(f"option:{name}" for name in pack.options), *(f"fact:{name}" for name in pack.facts)]
    assert [one.leaves(root) for root in roots] == [other.leaves(root) for root in roots]


@few
@given(case=cases(), name=st.sampled_from(list(QUESTIONS)), data=st.data())
def test_an_answer_never_makes_more_possible(
    pack: Pack, case: dict[str, object], name: str, data: st.DataObject
) -> None:
    case.pop(name, None)
    before = read_case(pack, answers(pack, **case))
    after = read_case(pack, answers(pack, **case, **{name: data.draw(an_answer(name))}))
    assume(not before.conflicts and not after.conflicts)
    for root in pack.roots:
        if root.startswith(("option:", "fact:", "notice:")):
            assert after.leaves(root) & ~before.leaves(root) == 0, root


@few
@given(case=cases(without=frozenset({"priorities"})), wish=an_answer("priorities"))
def test_priorities_change_no_verdict(pack: Pack, case: dict[str, object], wish: object) -> None:
    assert verdicts(pack, answers(pack, **case)) == verdicts(pack, answers(pack, **case, priorities=wish))


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


@few
@given(case=cases(without=frozenset({"not_available_here"})), lacking=st.sampled_from(list(NAMED_BY)))
def test_what_a_clinic_lacks_keeps_its_verdict_and_others_are_at_most_offered(
    pack: Pack, case: dict[str, object], lacking: str
) -> None:
    has = verdicts(pack, answers(pack, **case, not_available_here=["none"]))
    lacks = verdicts(pack, answers(pack, **case, not_available_here=[lacking]))
    for name, verdict in lacks.items():
        named = NAMED_BY[lacking]
        if name in named or pack.options[name].modality in named:
            assert verdict == has[name], name
        elif verdict != has[name]:
            assert (has[name], verdict) in (
                ("not-indicated", "consider"), ("not-indicated", "depends"), ("depends", "consider"),
            ), name  # fmt: skip


def read_by(pack: Pack, root: str) -> set[str]:
    """The questions that a diagram reads."""
    support, order = pack.supports[root], pack.variables.order
    return {order[level].question for level in range(len(order)) if support >> level & 1}


def test_no_verdict_reads_priorities_a_date_or_who_stated_the_stage(pack: Pack) -> None:
    for name in pack.options:
        read = read_by(pack, f"option:{name}")
        assert not read & {"priorities", "surgery_date", "stated_stage", "stated_stage_by"}, name


SAME = """
from pathlib import Path
from sarcoma_tui.domain.assess import assess
from sarcoma_tui.domain.contract import to_json
from sarcoma_tui.packs.load import load_pack
import hashlib, sys
pack = load_pack(Path(sys.argv[1]))
text = to_json(pack, assess(pack, {"situation": "new-diagnosis", "site": "lower-limb"}), True)
print(hashlib.sha256(text.encode()).hexdigest())
"""


@pytest.mark.parametrize("seed", ["1", "2"])
def test_another_process_compiles_the_same_pack_to_the_same_bytes(
    pack: Pack, content: str, seed: str
) -> None:
    here = to_json(pack, assess(pack, {"situation": "new-diagnosis", "site": "lower-limb"}), True)
    command = [sys.executable, "-c", SAME, content]
    there = subprocess.run(
        command, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
    )
    assert there.stdout.strip() == hashlib.sha256(here.encode()).hexdigest()
