"""Answers and results that the content itself gives: stage screens answer and ask, worked examples expect."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sarcoma_tui.domain.questions import AnswerError, nearest, read_answer, shown
from sarcoma_tui.files.faults import Fault
from sarcoma_tui.packs.names import Names
from sarcoma_tui.packs.raw import Place, RawPack, misnamed, texts
from sarcoma_tui.packs.schema_case import ExpectModel


def given_faults(raw: RawPack, names: Names) -> Iterator[Fault]:
    """A fault for every answer, question or result in stages and examples that cannot be."""
    yield from _stages(raw, names)
    yield from _examples(raw, names)


def _stages(raw: RawPack, names: Names) -> Iterator[Fault]:
    orders: dict[int, str] = {}
    for item in raw.of("stages"):
        place, stage = Place(item.document, ()), item.document.data
        if isinstance(stage.get("id"), str) and item.stem != stage["id"]:
            yield misnamed(item, f"{stage['id']}.toml, as its id")
        order = stage.get("order")
        if isinstance(order, int) and orders.setdefault(order, item.inside) != item.inside:
            yield (place / "order").fault(f"{order}, as in {orders[order]}", "a number of its own")
        yield from _answers(place / "answers", stage.get("answers"), names)
        asked: set[str] = set()
        for where, name in raw.each("stages", "sections", "*", "questions", "*"):
            if where.document is item.document and isinstance(name, str):
                if name in asked:
                    yield where.fault(f"{shown(name)} a second time", "each question once a screen")
                asked.add(name)
        start = stage.get("start_at")
        if isinstance(start, str) and start in names.places["question"] and start not in asked:
            yield (place / "start_at").fault(shown(start), "a question of this screen")


def _answers(place: Place, answers: Any, names: Names) -> Iterator[Fault]:
    """Answers that a stage or an example gives are valid ones."""
    for name, raw in answers.items() if isinstance(answers, dict) else ():
        if name not in names.places["question"]:
            fault = names.unknown("question", place / name, name)
            if fault is not None:
                yield fault
            continue
        question = names.questions[name]
        if question is not None:
            try:
                read_answer(question, raw)
            except AnswerError as error:
                yield (place / name).fault(error.found, error.allowed, error.nearest)


def _examples(raw: RawPack, names: Names) -> Iterator[Fault]:
    for place, example in raw.tables("examples", "examples", "*"):
        yield from _answers(place / "answers", example.get("answers"), names)
        expect = example.get("expect")
        for name, results in expect.items() if isinstance(expect, dict) else ():
            if name not in ExpectModel.model_fields:
                yield from _expected(place / "expect" / name, name, texts(results), names)


def _expected(place: Place, name: str, results: Iterable[str], names: Names) -> Iterator[Fault]:
    """The results that an example expects of a fact."""
    if name not in names.places["fact"]:
        if names.known("fact"):
            known = (*ExpectModel.model_fields, *names.places["fact"])
            words = ", ".join(ExpectModel.model_fields)
            yield place.fault("an unknown key", f"{words}, a fact of tables/", nearest(name, known))
        return
    allowed = names.results[name]
    for index, result in enumerate(results):
        if allowed is not None and result not in allowed:
            yield (place / index).fault(shown(result), ", ".join(allowed), nearest(result, allowed))
