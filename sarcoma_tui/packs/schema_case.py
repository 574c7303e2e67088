"""The shape of what describes a case: questions, tables, impossible answers, stage screens, worked examples.

Models check shape alone. What names what, and what must agree, is checked by `references` and `agreement`.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from sarcoma_tui.packs.words import (
    FILLED,
    Allowed,
    EntryId,
    FactId,
    Line16,
    Line20,
    Line40,
    Line200,
    Model,
    Number,
    Paragraph,
    Statement,
    ValueId,
    When,
    Whole,
)


class ValueModel(Model):
    """One value of a question."""

    id: ValueId
    label: Line20
    synonyms: list[Line200] = []
    help: Paragraph = ""
    recorded: bool = False


class QuestionModel(Model):
    """One question; which keys go with which kind is checked by `agreement`.

    `recorded`: it is asked for the record alone, and nothing reads it; a value can say so too.
    """

    id: FactId
    kind: Literal["choice", "choices", "number", "date"]
    label: Line16
    help: Paragraph
    why: Paragraph
    implements: list[Statement] = []
    asked_when: When | None = None
    recorded: bool = False
    unstated: ValueId | None = None
    values: Annotated[list[ValueModel], FILLED] | None = None
    unit: Line16 | None = None
    minimum: Number | None = None
    maximum: Number | None = None
    decimals: Annotated[int, Field(ge=0, le=6), Allowed("a whole number from 0 to 6")] | None = None
    step: Number | None = None
    revise: (
        Annotated[list[ValueId], Field(min_length=2), Allowed("a list of value ids, at least two")] | None
    ) = None
    revise_by: Number | None = None


class QuestionsFile(Model):
    """`questions/<section>.toml`."""

    questions: Annotated[list[QuestionModel], FILLED]


class RowModel(Model):
    """One row of a table."""

    id: EntryId
    when: When
    then: str


class TableFile(Model):
    """`tables/<fact>.toml`: one fact."""

    id: FactId
    title: Line40
    results: Annotated[list[ValueId], Field(min_length=1, max_length=120), Allowed("1 to 120 result ids")]
    labels: list[Line200] | None = None
    open_as: Line16 | None = None
    defined_when: When | None = None
    sources: list[str] = []
    help: Paragraph = ""
    rows: Annotated[list[RowModel], FILLED]


class ImpossibleModel(Model):
    """Answers that cannot stand together."""

    id: EntryId
    never: When
    text: Paragraph
    stated: Annotated[list[str], FILLED]
    found: Annotated[list[str], FILLED]


class ImpossibleFile(Model):
    """`impossible.toml`."""

    impossible: list[ImpossibleModel] = []


class StageSectionModel(Model):
    """One heading of a stage screen."""

    title: Line40
    questions: Annotated[list[str], FILLED]


class StageFile(Model):
    """`stages/<id>.toml`: one stage screen."""

    id: EntryId
    order: Whole
    title: Line40
    card: Line200
    means: Paragraph
    start_at: str
    implements: list[Statement] = []
    answers: dict[str, Any] = {}
    sections: Annotated[list[StageSectionModel], FILLED]


class ExpectModel(Model):
    """What a worked example expects; further keys are facts with their possible results."""

    model_config = Model.model_config | {"extra": "allow"}
    __pydantic_extra__: dict[str, list[str]]

    tnm: str | None = None
    situation: str | None = None
    conflicts: list[str] | None = None
    ignored: list[str] | None = None
    unknown: list[str] | None = None
    verdicts: dict[str, Literal["standard", "consider", "depends", "avoid", "not-indicated"]] = {}
    notices: list[str] = []
    no_notices: list[str] = []
    cautions: list[str] = []
    no_cautions: list[str] = []


class ExampleModel(Model):
    """A worked case and what must come of it."""

    id: EntryId
    title: Line200
    answers: dict[str, Any]
    expect: ExpectModel


class ExamplesFile(Model):
    """`examples/*.toml`."""

    examples: list[ExampleModel] = []
