"""`explain` and `changes` by the contract, and true: the change made in the case file gives what was said."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random
from typing import Any

import pytest
import tomli_w

from .conftest import Call

Write = Callable[[str], Path]

CASES: Mapping[str, Mapping[str, object]] = {
    "nothing": {},
    "a stage": {"situation": "new-diagnosis", "stated_stage": "II-III"},
    "example": {
        "situation": "new-diagnosis",
        "site": "lower-limb",
        "depth": "deep",
        "size_cm": 5.0,
        "histology": "synovial",
        "grade": "G3",
        "nodes": "N0",
        "metastases": "M0",
    },
    "operated": {
        "situation": "after-planned-surgery",
        "site": "retroperitoneum",
        "histology": "liposarcoma-dedifferentiated",
        "size_cm": 18,
        "grade": "G2",
        "nodes": "N0",
        "metastases": "M0",
        "margin": "R1",
        "declined": ["chemotherapy"],
        "not_available_here": ["mri", "unknown"],
    },
    "conflict": {
        "situation": "new-diagnosis",
        "site": "lower-limb",
        "stated_stage": "III",
        "metastases": "M1",
    },
    "lump": {"situation": "undiagnosed-lump", "grade": "G3", "lump_size_cm": 6.0},
}


def written(answers: Mapping[str, object]) -> str:
    """A case file with these answers."""
    return tomli_w.dumps({"format": 1, "answers": dict(answers)})


def assessed(call: Call, case: Write, answers: Mapping[str, object]) -> dict[str, Any]:
    """What `assess --json --all` says."""
    found: dict[str, Any] = json.loads(call("assess", case(written(answers)), "--json", "--all").good())
    return found


def verdicts(found: Mapping[str, Any]) -> dict[str, str]:
    """The verdict of every option."""
    return {line["id"]: line["verdict"] for line in (*found["options"], *found["workup"])}


def groups(found: Mapping[str, Any]) -> dict[str, list[str]]:
    """The stage sets; empty ones where nothing is staged."""
    stage = found["stage"] or {"ajcc8": [], "uicc9": []}
    return {body: stage[body] for body in ("ajcc8", "uicc9")}


def changed(answers: Mapping[str, object], question: str, answer: object) -> dict[str, object]:
    """The answers after one change; None takes the answer back."""
    left = {name: value for name, value in answers.items() if name != question}
    return left if answer is None else {**left, question: answer}


@pytest.mark.parametrize("name", CASES)
def test_a_sample_of_the_changes_comes_true(name: str, call: Call, case: Write) -> None:
    answers = CASES[name]
    now = assessed(call, case, answers)
    found = json.loads(call("changes", case(written(answers)), "--json").good())

    assert list(found) == ["format", "engine", "changes", "no_effect"]
    for item in Random(name).sample(found["changes"], min(12, len(found["changes"]))):
        assert list(item) == ["question", "answer", "answered_now", "stage", "options"]
        assert item["answered_now"] == answers.get(item["question"])
        then = assessed(call, case, changed(answers, item["question"], item["answer"]))
        assert item["stage"] == (groups(then) if groups(then) != groups(now) else None)
        before, after = verdicts(now), verdicts(then)
        moved = {
            option: (before[option], after[option]) for option in before if before[option] != after[option]
        }
        assert {line["option"]: (line["from"], line["to"]) for line in item["options"]} == moved


@pytest.mark.parametrize("name", CASES)
def test_what_has_no_effect_is_open_and_changes_nothing(name: str, call: Call, case: Write) -> None:
    answers = CASES[name]
    found = json.loads(call("changes", case(written(answers)), "--json").good())
    now = assessed(call, case, answers)
    unanswered = {item["question"] for item in now["unanswered"]} | set(now["unknown"])

    assert set(found["no_effect"]) <= unanswered
    assert not set(found["no_effect"]) & {item["question"] for item in found["changes"]}
    samples: dict[str, object] = {
        "surgery_date": None,
        "disease_free_interval_months": 12,
        "prior_ifosfamide": "yes",
    }
    for question, answer in samples.items():
        if question in found["no_effect"] and answer is not None:
            then = assessed(call, case, changed(answers, question, answer))
            assert (verdicts(then), groups(then)) == (verdicts(now), groups(now))


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize(
    "option", ["limb-sparing-excision", "adjuvant-radiotherapy", "pazopanib", "tazemetostat", "mri-primary"]
)
def test_an_explanation_says_what_the_contract_wants(name: str, option: str, call: Call, case: Write) -> None:
    answers = CASES[name]
    now = verdicts(assessed(call, case, answers))
    found = json.loads(call("explain", case(written(answers)), option, "--json").good())

    assert list(found)[:8] == [
        "format", "engine", "option", "verdict", "rules", "used", "missing", "blocked_by",
    ]  # fmt: skip
    assert (found["option"], found["verdict"]) == (option, now[option])
    for rule in found["rules"]:
        assert list(rule) == [
            "rule", "kind", "strength", "holds", "text", "sources", "signed", "conditions",
        ]  # fmt: skip
        for condition in rule["conditions"]:
            assert list(condition) == ["on", "wanted", "possible", "holds"]
    assert set(found["used"]) <= set(answers)
    assert not set(found["missing"]) & {
        question for question in answers if answers[question] != "unknown"
    } - {"not_available_here"}
    for taken in found["blocked_by"]:
        left = {question: answer for question, answer in answers.items() if question not in taken}
        assert verdicts(assessed(call, case, left))[option] in ("standard", "consider", "depends")
    if found["blocked_by"]:
        assert found["verdict"] in ("avoid", "not-indicated")


def test_an_unknown_option_is_named_with_the_nearest(call: Call, case: Write) -> None:
    ran = call("explain", case(written({})), "adjuvant-radiotherapie")

    assert (ran.status, ran.out) == (2, "")
    assert "nearest: adjuvant-radiotherapy" in ran.err


def test_a_set_that_blocks_is_told_as_what_could_be_otherwise(call: Call, case: Write) -> None:
    given = written({"histology": "gist", "biomarkers": ["pdgfra-d842v"], "situation": "new-diagnosis"})
    text = call("explain", case(given), "imatinib").good()

    assert "NOT OFFERED BECAUSE" not in text.upper()
    assert "Could be offered if answered otherwise".upper() in text.upper()
    assert "Biomarkers (now PDGFRA D842V)" in text


@pytest.mark.parametrize("command", [("explain", "amputation"), ("changes",)])
@pytest.mark.parametrize("name", CASES)
def test_the_texts_hold_no_raw_id_and_nothing_empty(
    name: str, command: tuple[str, ...], call: Call, case: Write
) -> None:
    file = case(written(CASES[name]))
    text = call(command[0], file, *command[1:]).good()

    assert text.isascii() or "\N{EN DASH}" not in text
    for raw in ("fit_for_surgery", "not_available_here", "after-planned-surgery", "Decimal(", "None", "()"):
        assert raw not in text
    assert "wanted :" not in text
    assert "wanted ;" not in text


@pytest.mark.parametrize("command", [("explain", "amputation"), ("changes",)])
def test_a_bad_case_is_refused_as_assess_refuses_it(
    command: tuple[str, ...], call: Call, case: Write
) -> None:
    file = case('format = 1\n[answers]\nsite = "leg"\ngrade = "G4"\n')
    ran = call(command[0], file, *command[1:])

    assert (ran.status, ran.out) == (2, "")
    assert len(ran.err.splitlines()) == 2
