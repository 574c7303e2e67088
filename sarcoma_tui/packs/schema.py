"""The shape of a pack's other files, and which model each file has."""

from __future__ import annotations

import re
from typing import Annotated, Final, Literal

from pydantic import Field

from sarcoma_tui.packs.schema_case import ExamplesFile, ImpossibleFile, QuestionsFile, StageFile, TableFile
from sarcoma_tui.packs.schema_laws import LawsFile
from sarcoma_tui.packs.words import (
    FILLED,
    Allowed,
    EntryId,
    IsoDate,
    Line32,
    Line40,
    Line48,
    Line200,
    Model,
    Paragraph,
    Sources,
    Statement,
    Strength,
    Version,
    When,
    Year,
)

Modality = Literal[
    "surgery",
    "radiotherapy",
    "chemotherapy",
    "targeted",
    "immunotherapy",
    "regional",
    "ablation",
    "supportive",
    "surveillance",
    "diagnostics",
    "referral",
    "trial",
]
Phase = Literal["work-up", "neoadjuvant", "definitive", "adjuvant", "palliative", "follow-up"]
Intent = Literal["curative", "local-control", "palliative", "diagnostic", "any"]
SourceKind = Literal[
    "guideline",
    "trial",
    "meta-analysis",
    "registry",
    "staging",
    "label",
    "news",
    "patient-education",
    "review",
    "tool",
]


class SectionModel(Model):
    """One section of the form."""

    id: EntryId
    title: Line40


class RolesModel(Model):
    """Which questions and facts fill the fixed places of an assessment."""

    situation: str
    chapter: str
    stage_groups: Annotated[list[str], FILLED]
    route: str
    urgency: str
    tnm: list[Annotated[list[str], FILLED]]
    tnm_prefix: str
    means: str | None = None


class PackFile(Model):
    """`pack.toml`."""

    id: EntryId
    version: Version
    title: Line40
    editor: Line40
    status: Literal["draft", "reviewed"]
    reviewed: IsoDate | None = None
    review_by: IsoDate
    order: list[str] = []
    sections: Annotated[list[SectionModel], FILLED]
    option_order: Annotated[list[str], FILLED]
    roles: RolesModel


class EvidenceModel(Model):
    """Level and strength as a source states them."""

    level: Line40
    strength: Line40
    as_stated_by: str


class RuleModel(Model):
    """What every rule of an option has."""

    id: EntryId
    when: When
    because: Paragraph
    sources: Sources
    evidence: EvidenceModel | None = None
    alongside: str | None = None
    withdrawn: bool = False


class OfferModel(RuleModel):
    """A rule that offers its option."""

    strength: Strength


class AvoidModel(RuleModel):
    """A rule that says not to."""

    show: Literal["always"] | None = None
    by_wish: bool = False


class OptionModel(Model):
    """One option with its rules."""

    id: EntryId
    title: Line48
    short: Line32
    modality: Modality
    phase: Phase
    intent: Intent
    implements: list[Statement] = []
    excludes: list[str] = []
    summary: Paragraph
    what_it_is: Paragraph
    aims: Paragraph
    burden: Paragraph
    practical: list[Paragraph] = []
    ask_the_patient: Paragraph = ""
    offer: list[OfferModel] = []
    caution: list[RuleModel] = []
    avoid: list[AvoidModel] = []


class OptionsFile(Model):
    """`options/*.toml`."""

    options: list[OptionModel] = []


class SharedModel(AvoidModel):
    """One rule for many options: by modality, by id, minus exceptions."""

    kind: Literal["avoid", "caution"]
    modality: list[Modality] = []
    options: list[str] = []
    except_: Annotated[list[str], Field(alias="except")] = []


class SharedFile(Model):
    """`shared.toml`, and the files beside it in `shared/`."""

    shared: list[SharedModel] = []


class NoticeModel(Model):
    """A text that concerns the whole case."""

    id: EntryId
    level: Literal["info", "caution", "warning"]
    title: Line40
    text: Paragraph
    sources: Sources
    when: When
    implements: list[Statement] = []
    ends: bool = False


class NoticesFile(Model):
    """`notices.toml` and `notices/*.toml`."""

    notices: list[NoticeModel] = []


class ScheduleModel(Model):
    """One row of a follow-up plan."""

    id: EntryId
    title: Line200
    every_months: Annotated[int, Field(ge=1, le=120), Allowed("a whole number of months from 1")]
    until_month: (
        Annotated[int, Field(ge=1, le=1200), Allowed("a whole number of months, or no key")] | None
    ) = None
    sources: Sources
    when: When


class FollowUpFile(Model):
    """`follow_up.toml`."""

    schedules: list[ScheduleModel] = []


class SourceModel(Model):
    """One document that the content rests on."""

    id: EntryId
    body: Line40
    title: Line200
    year: Year
    kind: SourceKind
    doi: Line200 = ""
    pmid: Line32 = ""
    where: Line200 = ""
    checked: bool


class SourcesFile(Model):
    """`sources.toml`."""

    sources: list[SourceModel]


class SignatureModel(Model):
    """Who signed which rule or table (one of the two), and the SHA-256 of what was signed."""

    rule: str | None = None
    table: str | None = None
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$"), Allowed("64 digits of a SHA-256, small letters")]
    name: Line200
    role: Line200
    institution: Line200
    date: IsoDate


class SignaturesFile(Model):
    """`signatures.toml`."""

    signatures: list[SignatureModel] = []


FILES: Final[dict[str, tuple[str, type[Model]]]] = {
    "pack": (r"pack\.toml", PackFile),
    "sources": (r"sources\.toml", SourcesFile),
    "questions": (r"questions/[^/]+\.toml", QuestionsFile),
    "tables": (r"tables/[^/]+\.toml", TableFile),
    "options": (r"options/[^/]+\.toml", OptionsFile),
    "shared": (r"shared(?:/[^/]+)?\.toml", SharedFile),
    "notices": (r"notices(?:/[^/]+)?\.toml", NoticesFile),
    "follow_up": (r"follow_up\.toml", FollowUpFile),
    "impossible": (r"impossible\.toml", ImpossibleFile),
    "stages": (r"stages/[^/]+\.toml", StageFile),
    "examples": (r"examples/[^/]+\.toml", ExamplesFile),
    "laws": (r"laws(?:/[^/]+)?\.toml", LawsFile),
    "signatures": (r"signatures\.toml", SignaturesFile),
}
"""The files of a pack: kind, pattern of the path, model."""

PATHS: Final = (
    "pack.toml, sources.toml, questions/*.toml, tables/*.toml, options/*.toml, shared.toml, shared/*.toml, "
    "notices.toml, notices/*.toml, follow_up.toml, impossible.toml, stages/*.toml, examples/*.toml, "
    "laws.toml, laws/*.toml, signatures.toml"
)
REQUIRED: Final = ("pack.toml", "sources.toml")


def kind_of(inside: str) -> str | None:
    """The kind of the file at this path within a pack, or None where a pack has no such file."""
    return next((kind for kind, (pattern, _) in FILES.items() if re.fullmatch(pattern, inside)), None)
