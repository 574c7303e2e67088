"""The shape of the files of laws: what names what is checked by `references`, what a law claims by `laws`."""

from __future__ import annotations

from typing import Annotated, Literal

from sarcoma_tui.packs.words import FILLED, EntryId, FactId, Model, Paragraph, Sources, When

FullVerdict = Literal["standard", "consider", "avoid", "not-indicated"]


class AlwaysModel(Model):
    """Some of these options has such a verdict, or some of these notices is shown."""

    when: When
    some_of: Annotated[list[str], FILLED] | None = None
    verdict: Annotated[list[FullVerdict], FILLED] | None = None
    notice: Annotated[list[str], FILLED] | None = None


class CompareModel(Model):
    """Two cases that differ in one answer alone, from best to worst."""

    question: str
    fact: FactId | None = None
    worse: Annotated[list[str], FILLED]
    when: When | None = None
    also: list[str] = []
    never_adds: Annotated[list[str], FILLED] | None = None
    never_lowers: Annotated[list[str], FILLED] | None = None


class ExactlyModel(Model):
    """Among these cases, here and nowhere else one thing is so: one of the last six."""

    when: When
    among: When | None = None
    verdict: dict[str, Annotated[list[FullVerdict], FILLED]] | None = None
    rule: dict[str, Literal["standard", "consider", "avoid", "caution"]] | None = None
    notice: str | None = None
    asked: str | None = None
    so: When | None = None
    schedule: str | None = None


class LawModel(Model):
    """One law, in exactly one of its four forms."""

    id: EntryId
    says: Paragraph
    never: When | None = None
    always: AlwaysModel | None = None
    compare: CompareModel | None = None
    exactly: ExactlyModel | None = None
    sources: Sources


class AnsweredModel(Model):
    """When a case counts as answered."""

    triage: When | None = None
    follow_up_counts: When | None = None
    never_ends: When | None = None
    shares_by: list[str] = []


class LawsFile(Model):
    """`laws.toml`, and the files beside it in `laws/`."""

    answered: AnsweredModel = AnsweredModel()
    laws: list[LawModel] = []
