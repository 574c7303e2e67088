"""The names that files, reports and other programs rely on: questions, values, options, their promises."""

from __future__ import annotations

from decimal import Decimal
from itertools import chain

import pytest

from sarcoma_tui.domain.assess import verdicts
from sarcoma_tui.domain.case import read_case
from sarcoma_tui.domain.compile import AVOID
from sarcoma_tui.domain.contract import to_plain
from sarcoma_tui.domain.pack import Pack
from tests.content.contract import OPTIONS, QUESTIONS, SECTIONS
from tests.content.staging import answers, said

GRAIN = {"whole": (0, None), "one-decimal": (1, None), "half-points": (1, Decimal("0.5"))}
ALL_OPTIONS = list(chain.from_iterable(OPTIONS.values()))
GROUPS = (
    "I",
    "IA",
    "IB",
    "II",
    "III",
    "IIIA",
    "IIIB",
    "IIIC",
    "IV",
    "IVA",
    "IVB",
    "no-group",
    "not-stageable",
)
URGENCIES = ("emergency", "within-48-hours", "within-2-weeks", "routine-ultrasound", "safety-net")
WITHDRAWN = ("tazemetostat", "olaratumab")


def test_every_section_holds_its_questions_in_form_order(pack: Pack) -> None:
    given = {section.title: [] for section in pack.content.sections}  # type: dict[str, list[str]]
    titles = {section.id: section.title for section in pack.content.sections}
    for question in pack.content.questions:
        given[titles[question.section]].append(question.id)
    for title, names in SECTIONS.items():
        assert given[title][: len(names)] == names
    assert list(given) == list(SECTIONS)


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_question_is_as_the_contract_says(pack: Pack, name: str) -> None:
    question, asked = pack.questions[name], QUESTIONS[name]
    assert question.kind == asked.kind
    none = ("none",) if asked.kind == "choices" else ()
    assert (*none, *question.names) == asked.values
    if asked.bounds:
        low, high, grain = asked.bounds
        assert (question.minimum, question.maximum) == (Decimal(low), Decimal(high))
        assert (question.decimals, question.step) == GRAIN[grain]


def test_no_value_is_named_as_the_answers_that_every_question_has(pack: Pack) -> None:
    for question in pack.content.questions:
        assert not {"unknown", "none"} & set(question.names), question.id
        assert question.unstated not in (*question.names, "unknown", "none")


def test_options_stand_in_pack_order_and_new_ones_after_their_group(pack: Pack) -> None:
    order = [option.id for option in pack.content.options]
    assert [name for name in order if name in ALL_OPTIONS] == ALL_OPTIONS
    assert len(ALL_OPTIONS) == 81


@pytest.mark.parametrize("name", ALL_OPTIONS)
def test_every_option_has_the_modality_and_phase_of_its_group(pack: Pack, name: str) -> None:
    fixed = next(lines[name] for lines in OPTIONS.values() if name in lines)
    option = pack.options[name]
    assert option.modality in fixed[0].split("|")
    assert option.phase == fixed[1] if len(fixed) > 1 else option.phase != "work-up"
    assert option.title
    assert option.short
    assert option.summary
    assert option.what_it_is
    assert option.aims
    assert option.burden


def test_the_results_that_the_output_promises_stand_in_its_order(pack: Pack) -> None:
    assert pack.facts["ajcc8"].results == GROUPS
    assert pack.facts["uicc9"].results == GROUPS
    assert pack.facts["urgency"].results == URGENCIES
    assert pack.facts["route"].results[0] == "generic"
    assert pack.facts["chapter"].results == (
        "trunk-extremity", "retroperitoneum", "head-neck", "viscera", "gist-gastric", "gist-non-gastric",
        "orbit", "uterus", "unusual-histology", "none",
    )  # fmt: skip


@pytest.mark.parametrize("name", WITHDRAWN)
def test_a_withdrawn_drug_is_avoided_in_every_case_there_is(pack: Pack, name: str) -> None:
    assert read_case(pack, {}).leaves(f"option:{name}") == 1 << AVOID
    (line,) = (line for line in said(pack).options if line.option.id == name)
    assert [rule.holds for rule in line.because] == ["always"]
    assert line.overruled == ()
    assert "withdraw" in line.because[0].rule.text.lower()


DECLINED_CASES: list[dict[str, object]] = [
    {"situation": "new-diagnosis"},
    {"situation": "new-diagnosis", "stated_stage": "II-III", "site": "lower-limb", "histology": "synovial"},
    {"situation": "new-diagnosis", "site": "retroperitoneum", "resectability": "unresectable"},
    {"situation": "after-planned-surgery", "margin": "R1", "site": "head-neck"},
    {"situation": "local-recurrence", "prior_radiotherapy_at_site": "yes"},
    {"situation": "distant-recurrence", "metastases": "M1", "symptomatic": "yes", "histology": "ewing"},
    {"situation": "new-diagnosis", "histology": "gist", "metastases": "M1"},
]


@pytest.mark.parametrize("modality", ["surgery", "radiotherapy", "chemotherapy"])
@pytest.mark.parametrize("case", DECLINED_CASES)
def test_a_declined_modality_is_avoided_and_the_reason_says_declined(
    pack: Pack, modality: str, case: dict[str, object]
) -> None:
    for members in ([modality], [modality, "unknown"]):
        lines = [
            line for line in said(pack, **case, declined=members).options if line.option.modality == modality
        ]
        assert {line.option.id: line.verdict for line in lines if line.verdict != "avoid"} == {}
        for line in lines:
            reasons = [rule.rule.text.lower() for rule in line.because if rule.holds == "always"]
            assert any("declined" in reason for reason in reasons), line.option.id


def test_amputation_alone_can_be_declined(pack: Pack) -> None:
    case = {"situation": "new-diagnosis", "site": "lower-limb", "nodes": "N0", "metastases": "M0"}
    lost = {**case, "limb_salvage": "not-possible", "histology": "ups"}
    before, after = (verdicts(pack, answers(pack, **lost, declined=[one])) for one in ("none", "amputation"))
    assert (before["amputation"], after["amputation"]) == ("consider", "avoid")
    assert after["active-surveillance"] == "consider"
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"amputation", "active-surveillance"}


def test_other_treatment_is_not_declined_with_it(pack: Pack) -> None:
    case = {"situation": "new-diagnosis", "site": "lower-limb", "histology": "ups", "metastases": "M0"}
    before, after = (
        verdicts(pack, answers(pack, **case, declined=[one])) for one in ("none", "chemotherapy")
    )
    changed = {pack.options[name].modality for name in before if before[name] != after[name]}
    assert {before["limb-sparing-excision"], after["limb-sparing-excision"]} == {"standard"}
    assert not changed & {"surgery", "radiotherapy"}


def test_the_output_keeps_its_keys_in_their_order(pack: Pack) -> None:
    plain = to_plain(pack, said(pack, situation="new-diagnosis", stated_stage="II-III", site="lower-limb"))
    assert list(plain) == [
        "format", "engine", "pack", "situation", "stage", "route", "urgency", "conflicts", "options",
        "notices", "workup", "follow_up", "unanswered", "unknown", "ignored",
    ]  # fmt: skip
    info, options = plain["pack"], plain["options"]
    assert isinstance(info, dict)
    assert list(info) == ["id", "version", "sha256", "reviewed", "review_by", "rules", "rules_signed"]
    assert info["rules_signed"] == 0
    assert isinstance(options, list)
    assert list(options[0]) == [
        "id", "title", "modality", "phase", "intent", "implements", "verdict", "because", "cautions",
        "unless", "overruled", "decides", "folded",
    ]  # fmt: skip
