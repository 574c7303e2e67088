"""Content that passed every check, as values of the domain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TypeAlias, TypeVar

from sarcoma_tui.domain.facts import Fact, Row
from sarcoma_tui.domain.pack import (
    Content,
    PackInfo,
    Roles,
    Section,
    Source,
    Stage,
    StageSection,
)
from sarcoma_tui.domain.questions import Question, read_answer
from sarcoma_tui.domain.rules import ALWAYS, Condition, Evidence, Impossible, Notice, Option, Rule, Schedule
from sarcoma_tui.files.faults import KeyPath
from sarcoma_tui.packs.question import question_of
from sarcoma_tui.packs.raw import PackDocument, RawPack
from sarcoma_tui.packs.schema import (
    AvoidModel,
    FollowUpFile,
    NoticesFile,
    OfferModel,
    OptionModel,
    OptionsFile,
    PackFile,
    RuleModel,
    SharedFile,
    SharedModel,
    SignaturesFile,
    SourcesFile,
)
from sarcoma_tui.packs.schema_case import ImpossibleFile, QuestionsFile, StageFile, TableFile
from sarcoma_tui.packs.signing import Signature, signed
from sarcoma_tui.packs.words import Model

Conditions: TypeAlias = Mapping[tuple[str, KeyPath], Condition]
"""Every condition of the pack by its place: name of the document, and key path."""

M = TypeVar("M", bound=Model)


class Builder:
    """Builds the content of a pack in which there is no fault."""

    def __init__(self, raw: RawPack, conditions: Conditions, sha256: str) -> None:
        """Take what was parsed, the conditions read from it, and the digest of the pack."""
        self._raw = raw
        self._conditions = conditions
        self._sha256 = sha256
        _, self._pack = next(self._models("pack", PackFile))

    def content(self) -> Content:
        """The whole content, its signed rules marked."""
        return signed(self._unsigned(), self.signatures())

    def signatures(self) -> list[Signature]:
        """The signatures of the pack, those that no longer hold too."""
        files = self._models("signatures", SignaturesFile)
        return [
            Signature(str(model.rule or model.table), model.sha256)
            for _, file in files
            for model in file.signatures
        ]

    def _unsigned(self) -> Content:
        pack = self._pack
        questions = tuple(self._questions())
        return Content(
            info=PackInfo(
                pack.id,
                pack.version,
                pack.title,
                pack.editor,
                pack.status,
                pack.reviewed,
                pack.review_by,
                self._sha256,
            ),
            roles=_roles(pack),
            sections=tuple(Section(item.id, item.title) for item in pack.sections),
            questions=questions,
            gates=dict(self._gates()),
            facts=tuple(self._facts()),
            options=tuple(self._options()),
            notices=tuple(self._notices()),
            schedules=tuple(self._schedules()),
            impossible=tuple(self._impossible()),
            stages=tuple(self._stages({question.id: question for question in questions})),
            sources=tuple(self._sources()),
            order=tuple(pack.order),
        )

    def _models(self, kind: str, model: type[M]) -> Iterator[tuple[PackDocument, M]]:
        for item in self._raw.of(kind):
            yield item, model.model_validate(item.document.data)

    def _condition(self, item: PackDocument, *path: str | int) -> Condition:
        return self._conditions.get((item.document.name, path), ALWAYS)

    def _question_files(self) -> Iterator[tuple[PackDocument, QuestionsFile]]:
        """In the order of the form's sections."""
        files = {item.stem: (item, model) for item, model in self._models("questions", QuestionsFile)}
        yield from (files[section.id] for section in self._pack.sections)

    def _questions(self) -> Iterator[Question]:
        for item, file in self._question_files():
            yield from (question_of(model, item.stem) for model in file.questions)

    def _gates(self) -> Iterator[tuple[str, Condition]]:
        for item, file in self._question_files():
            for index, model in enumerate(file.questions):
                if model.asked_when is not None:
                    yield model.id, self._condition(item, "questions", index, "asked_when")

    def _facts(self) -> Iterator[Fact]:
        for item, table in self._models("tables", TableFile):
            rows = tuple(
                Row(row.id, self._condition(item, "rows", index, "when"), row.then)
                for index, row in enumerate(table.rows)
            )
            yield Fact(
                table.id,
                table.title,
                tuple(table.results),
                rows,
                self._condition(item, "defined_when"),
                tuple(table.labels or ()),
                table.open_as or "",
                tuple(table.sources),
                table.help,
            )

    def _options(self) -> Iterator[Option]:
        """In the order of `option_order`, each with the shared rules that are for it after its own."""
        options = {}
        for item, file in self._models("options", OptionsFile):
            for index, model in enumerate(file.options):
                options[model.id] = (model, tuple(self._own_rules(item, index, model)))
        for option_id in self._pack.option_order:
            model, rules = options[option_id]
            yield _option(model, (*rules, *self._shared_rules(model)))

    def _own_rules(self, item: PackDocument, index: int, option: OptionModel) -> Iterator[Rule]:
        for kind, models in (("offer", option.offer), ("caution", option.caution), ("avoid", option.avoid)):
            for position, model in enumerate(models):
                yield _rule(model, self._condition(item, "options", index, kind, position, "when"))

    def _shared_rules(self, option: OptionModel) -> Iterator[Rule]:
        for item, file in self._models("shared", SharedFile):
            for index, model in enumerate(file.shared):
                if option.id not in model.except_ and (
                    option.id in model.options or option.modality in model.modality
                ):
                    rule = _rule(model, self._condition(item, "shared", index, "when"))
                    alongside = f"{option.id}.{model.alongside}" if model.alongside else ""
                    yield replace(rule, id=f"{option.id}.{model.id}", alongside=alongside)

    def _notices(self) -> Iterator[Notice]:
        for item, file in self._models("notices", NoticesFile):
            for index, model in enumerate(file.notices):
                yield Notice(
                    model.id,
                    model.level,
                    model.title,
                    model.text,
                    tuple(model.sources),
                    self._condition(item, "notices", index, "when"),
                    tuple(model.implements),
                    model.ends,
                )

    def _schedules(self) -> Iterator[Schedule]:
        for item, file in self._models("follow_up", FollowUpFile):
            for index, model in enumerate(file.schedules):
                when = self._condition(item, "schedules", index, "when")
                yield Schedule(
                    model.id, model.title, model.every_months, model.until_month, tuple(model.sources), when
                )

    def _impossible(self) -> Iterator[Impossible]:
        for item, file in self._models("impossible", ImpossibleFile):
            for index, model in enumerate(file.impossible):
                never = self._condition(item, "impossible", index, "never")
                yield Impossible(model.id, never, model.text, tuple(model.stated), tuple(model.found))

    def _stages(self, questions: Mapping[str, Question]) -> Iterator[Stage]:
        """In the order of the chooser."""
        files = [model for _, model in self._models("stages", StageFile)]
        for model in sorted(files, key=lambda file: file.order):
            yield Stage(
                model.id,
                model.title,
                model.card,
                model.means,
                {name: read_answer(questions[name], raw) for name, raw in model.answers.items()},
                tuple(StageSection(part.title, tuple(part.questions)) for part in model.sections),
                model.start_at,
                tuple(model.implements),
            )

    def _sources(self) -> Iterator[Source]:
        for _, file in self._models("sources", SourcesFile):
            yield from (Source(**model.model_dump()) for model in file.sources)


def _roles(pack: PackFile) -> Roles:
    roles = pack.roles
    return Roles(
        roles.situation,
        roles.chapter,
        tuple(roles.stage_groups),
        roles.route,
        roles.urgency,
        tuple(tuple(part) for part in roles.tnm),
        roles.tnm_prefix,
        roles.means or "",
    )


def _rule(model: RuleModel, when: Condition) -> Rule:
    evidence = model.evidence
    avoid = model if isinstance(model, AvoidModel) else None
    shared = model if isinstance(model, SharedModel) else None
    offer = model if isinstance(model, OfferModel) else None
    return Rule(
        id=model.id,
        kind="offer" if offer else shared.kind if shared else "avoid" if avoid else "caution",
        strength=offer.strength if offer else None,
        when=when,
        text=model.because,
        sources=tuple(model.sources),
        evidence=Evidence(**evidence.model_dump()) if evidence else None,
        show_always=avoid is not None and avoid.show == "always",
        by_wish=avoid is not None and avoid.by_wish,
        alongside=model.alongside or "",
        withdrawn=model.withdrawn,
    )


def _option(model: OptionModel, rules: tuple[Rule, ...]) -> Option:
    return Option(
        id=model.id,
        title=model.title,
        short=model.short,
        modality=model.modality,
        phase=model.phase,
        intent=model.intent,
        rules=rules,
        implements=tuple(model.implements),
        excludes=tuple(model.excludes),
        summary=model.summary,
        what_it_is=model.what_it_is,
        aims=model.aims,
        burden=model.burden,
        practical=tuple(model.practical),
        ask_the_patient=model.ask_the_patient,
    )
