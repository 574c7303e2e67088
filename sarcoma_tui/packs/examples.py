"""Worked examples of a pack: each is assessed, and whatever comes out otherwise is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sarcoma_tui.domain.assess import assess
from sarcoma_tui.domain.assessment import Assessment
from sarcoma_tui.domain.case import read_case
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.questions import Answers, Question, read_answer
from sarcoma_tui.files.visible import visible
from sarcoma_tui.packs.raw import Place, RawPack
from sarcoma_tui.packs.schema_case import ExpectModel


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One expectation of one example that was not met; `str()` is one line."""

    file: str
    line: int
    example: str
    key: str
    expected: str
    found: str

    def __str__(self) -> str:
        """The mismatch in one line."""
        where = f"{self.file}:{self.line}: {self.example}"
        return visible(f"{where}: {self.key}: expected {self.expected}, found {self.found}")


@dataclass(frozen=True, slots=True)
class Example:
    """One worked case: its id, where it stands, its answers and what is expected of them."""

    id: str
    place: Place
    answers: Answers
    expect: ExpectModel


def examples_of(questions: Mapping[str, Question], raw: RawPack) -> Iterator[Example]:
    """The examples in `raw`, a pack without faults that has these questions."""
    for place, example in raw.tables("examples", "examples", "*"):
        answers = {name: read_answer(questions[name], value) for name, value in example["answers"].items()}
        yield Example(example["id"], place, answers, ExpectModel.model_validate(example["expect"]))


def run_examples(pack: Pack, raw: RawPack) -> Iterator[Mismatch]:
    """Every expectation of the examples in `raw` (a pack without faults) that is not met."""
    for example in examples_of(pack.questions, raw):
        yield from run_example(pack, example)


def run_example(pack: Pack, example: Example) -> Iterator[Mismatch]:
    """Every expectation of one example that is not met."""
    for key, expected, found in _differences(pack, example.answers, example.expect):
        where = Place(example.place.document, (*example.place.path, "expect", *key))
        line = where.document.line_of(where.path)
        yield Mismatch(where.document.name, line, example.id, ".".join(key), expected, found)


def _differences(
    pack: Pack, answers: Answers, expect: ExpectModel
) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """Key, what was expected, what was found, for each expectation that is not met."""
    assessment = assess(pack, answers, deciding=False)  # no example expects what decides, which takes longest
    tnm = assessment.stage.tnm or "" if assessment.stage else ""
    if expect.tnm is not None and expect.tnm != tnm:
        yield ("tnm",), f'"{expect.tnm}"', f'"{tnm}"'
    if expect.situation is not None and expect.situation != (assessment.situation or ""):
        yield ("situation",), f'"{expect.situation}"', f'"{assessment.situation or ""}"'
    lists = {
        "conflicts": (expect.conflicts, [conflict.id for conflict in assessment.conflicts]),
        "ignored": (expect.ignored, assessment.ignored),
        "unknown": (expect.unknown, assessment.unknown),
        **{name: (results, _results(pack, answers, assessment, name)) for name, results in _facts(expect)},
    }
    for key, (wanted, given) in lists.items():
        if wanted is not None and set(wanted) != set(given):
            yield (key,), _list(wanted), _list(given)
    yield from _verdicts(assessment, expect)
    yield from _notices(assessment, expect)
    yield from _cautions(assessment, expect)


def _facts(expect: ExpectModel) -> Iterable[tuple[str, list[str]]]:
    extra: dict[str, Any] = expect.model_extra or {}
    return extra.items()


def _results(pack: Pack, answers: Answers, assessment: Assessment, fact: str) -> tuple[str, ...]:
    """What a fact can still be: as the assessment shows it where it does."""
    roles = pack.content.roles
    if fact in roles.stage_groups:
        return dict(assessment.stage.groups)[fact] if assessment.stage else ()
    return read_case(pack, answers).results(fact)


def _verdicts(assessment: Assessment, expect: ExpectModel) -> Iterator[tuple[tuple[str, ...], str, str]]:
    given = {line.option.id: line.verdict for line in (*assessment.options, *assessment.workup)}
    for option, verdict in expect.verdicts.items():
        if given[option] != verdict:
            yield ("verdicts", option), verdict, given[option]


def _notices(assessment: Assessment, expect: ExpectModel) -> Iterator[tuple[tuple[str, ...], str, str]]:
    holds = {line.notice.id: line.holds for line in assessment.notices}
    for notice in expect.notices:
        if holds.get(notice, "never") != "always":
            yield ("notices",), f"{notice} always", holds.get(notice, "never")
    for notice in expect.no_notices:
        if notice in holds:
            yield ("no_notices",), f"{notice} never", holds[notice]


def _cautions(assessment: Assessment, expect: ExpectModel) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """Cautions by the id of their rule; a shared one goes by its option and its own id."""
    lines = (*assessment.options, *assessment.workup)
    holds = {rule.rule.id: rule.holds for line in lines for rule in line.cautions}
    for caution in expect.cautions:
        if holds.get(caution, "never") != "always":
            yield ("cautions",), f"{caution} always", holds.get(caution, "never")
    for caution in expect.no_cautions:
        if caution in holds:
            yield ("no_cautions",), f"{caution} never", holds[caution]


def _list(values: Iterable[str]) -> str:
    return f"[{', '.join(values)}]"
