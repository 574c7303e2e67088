"""A document held against its model: every difference as a fault in our words, on its line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import ValidationError

from sarcoma_tui.domain.questions import nearest, shown
from sarcoma_tui.files.faults import Fault, KeyPath
from sarcoma_tui.files.toml import Document
from sarcoma_tui.packs.words import Allowed, Model


def shape_faults(document: Document, model: type[Model]) -> list[Fault]:
    """Every way in which a document does not have the shape of its model; none: it can be built."""
    try:
        model.model_validate(document.data)
    except ValidationError as error:
        items = [dict(item) for item in error.errors(include_url=False)]
        slips = [_slip(model, item) for item in items]
        return [
            _fault(document, model, item)
            for item in items
            if item["type"] != "missing" or item["loc"] not in slips
        ]
    return []


def _slip(model: type[Model], error: dict[str, Any]) -> KeyPath | None:
    """The key that was meant by an unknown one: that it is missing need not be said twice."""
    if error["type"] != "extra_forbidden":
        return None
    path = error["loc"]
    meant = nearest(str(path[-1]), _keys(_annotation(model, path[:-1])))
    return None if meant is None else (*path[:-1], meant)


def _fault(document: Document, model: type[Model], error: dict[str, Any]) -> Fault:
    path: KeyPath = tuple(error["loc"])
    if error["type"] == "extra_forbidden":
        names = _keys(_annotation(model, path[:-1]))
        return document.fault(path, "an unknown key", ", ".join(names), nearest(str(path[-1]), names))
    allowed, names = _allowed(_annotation(model, path))
    if error["type"] == "missing":
        return document.fault(path, "no such key", allowed)
    value = error["input"]
    found = error["msg"] if error["type"] == "found" else shown(value)
    if value == []:
        found = "an empty list"
    return document.fault(path, found, allowed, nearest(value, names) if isinstance(value, str) else None)


def _annotation(model: type[Model], path: KeyPath) -> Any:
    """The declared type of what stands at a path below a model."""
    annotation: Any = model
    for part in path:
        annotation = _inner(annotation, part)
    return annotation


def _inner(annotation: Any, part: str | int) -> Any:
    bare = _bare(annotation)
    if isinstance(bare, type) and issubclass(bare, Model):
        for name, field in bare.model_fields.items():
            if part == (field.alias or name):
                return Annotated[(field.annotation, *field.metadata)] if field.metadata else field.annotation
        return list[str]  # the one model with keys of its own names facts and their results
    arguments = get_args(bare)
    return arguments[-1] if arguments else Any


def _bare(annotation: Any) -> Any:
    """A type without its constraints, and without `| None`."""
    while True:
        if get_origin(annotation) is Annotated:
            annotation = get_args(annotation)[0]
        elif len(some := [part for part in _alternatives(annotation) if part is not type(None)]) == 1:
            annotation = some[0]
        else:
            return annotation


def _alternatives(annotation: Any) -> Iterator[Any]:
    if get_origin(annotation) is Union or type(annotation).__name__ == "UnionType":
        yield from get_args(annotation)


def _markers(annotation: Any) -> Iterator[Allowed]:
    """The words that stand with a type, through `| None`."""
    if get_origin(annotation) is Annotated:
        yield from (item for item in get_args(annotation)[1:] if isinstance(item, Allowed))
        yield from _markers(get_args(annotation)[0])
    for part in _alternatives(annotation):
        yield from _markers(part)


def _keys(annotation: Any) -> list[str]:
    bare = _bare(annotation)
    return [field.alias or name for name, field in bare.model_fields.items()] if _is_model(bare) else []


def _is_model(bare: Any) -> bool:
    return isinstance(bare, type) and issubclass(bare, Model)


_PLAIN = {str: "text", bool: "true or false", int: "a whole number", dict: "a table"}


def _allowed(annotation: Any) -> tuple[str, list[str]]:
    """What a type allows, in words, and the names among which the nearest is sought."""
    words = next(_markers(annotation), None)
    if words is not None:
        return words.words, []
    bare = _bare(annotation)
    if get_origin(bare) is Literal:
        names = [str(value) for value in get_args(bare)]
        return ", ".join(names), names
    if get_origin(bare) is list:
        return f"a list; each: {_allowed(get_args(bare)[0])[0]}", []
    if _is_model(bare):
        return f"a table with {', '.join(_keys(bare))}", []
    return _PLAIN.get(get_origin(bare) or bare, "another value"), []
