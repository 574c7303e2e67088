"""Values of the domain as plain JSON and back, driven by the fields of their dataclasses.

A dataclass is the list of its fields' values in order, without those that its class method `of` derives;
one of several (a condition) has its number as last item. Reading back is on the path of every start: lists
from the parser are filled in place, and no type is looked at twice.
"""

from __future__ import annotations

import sys
import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final, Literal, TypeAlias, Union, get_args, get_origin, get_type_hints

Encoder: TypeAlias = Callable[[Any], Any]
Decoder: TypeAlias = Callable[[Any], Any]

_PLAIN: Final = (str, int, bool, type(None))


class Codec:
    """Writes and reads values of one type, made of dataclasses, tuples, mappings, text, numbers and dates."""

    def __init__(self, kind: Any, own: Mapping[Any, tuple[Encoder, Decoder]] | None = None) -> None:
        """Prepare to read this type; `own` are types with a form of their own.

        Raises:
            TypeError: a field has a type that is not supported.
        """
        self._own = own or {}
        self._decoders: dict[Any, Decoder | None] = {kind: pair[1] for kind, pair in self._own.items()}
        self._types: dict[tuple[str, str], Any] = {}
        self._numbers: dict[type, int] = {}
        self._decode = self._decoder(kind) or _same

    def encode(self, value: Any) -> Any:
        """The value as lists, objects, text and numbers."""
        if type(value) in self._own:
            return self._own[type(value)][0](value)
        if is_dataclass(value):
            values = [self.encode(getattr(value, name)) for name in _stored(type(value))]
            number = self._numbers.get(type(value))
            return values if number is None else [*values, number]
        if isinstance(value, Decimal):
            return {"decimal": str(value)}
        if isinstance(value, date):
            return {"date": value.isoformat()}
        if isinstance(value, Mapping):
            return {key: self.encode(inner) for key, inner in value.items()}
        if isinstance(value, tuple | list):
            return [self.encode(inner) for inner in value]
        return value

    def decode(self, raw: Any) -> Any:
        """The value; `raw` is used up.

        Raises:
            Exception: of any kind, where `raw` is not what `encode` gave.
        """
        return self._decode(raw)

    def _decoder(self, kind: Any) -> Decoder | None:
        """How to read a type; None where JSON gives it as it is."""
        if kind in self._decoders:
            return self._decoders[kind]
        self._decoders[kind] = lambda raw: self._decoders[kind](raw)  # type: ignore[misc]  # for types in themselves
        self._decoders[kind] = found = self._new(kind)
        return found

    def _new(self, kind: Any) -> Decoder | None:
        origin, arguments = get_origin(kind), get_args(kind)
        if kind in _PLAIN or origin is Literal:
            return None
        if kind is Decimal or kind is date:
            return _special
        if origin in (Union, types.UnionType):
            return self._union(arguments)
        if origin is tuple and arguments[1:] == (...,):
            return _tuple_of(self._decoder(arguments[0]))
        if origin is not None and issubclass(origin, Mapping) and arguments[0] is str:
            return _mapping_of(self._decoder(arguments[1]))
        if is_dataclass(kind):
            return self._dataclass(kind)
        raise TypeError(f"{kind} is not supported")

    def _dataclass(self, kind: Any) -> Decoder:
        decoders = [self._decoder(hint) for hint in self._hints(kind)]
        special = [(index, decoder) for index, decoder in enumerate(decoders) if decoder is not None]
        made = getattr(kind, "of", kind)

        def decode(raw: Any) -> Any:
            for index, decoder in special:
                raw[index] = decoder(raw[index])
            return made(*raw)

        return decode

    def _hints(self, kind: Any) -> list[Any]:
        """The types of the stored fields. Written types are looked up once a module: it is slow."""
        module = kind.__module__
        written = {name: kind.__annotations__[name] for name in _stored(kind)}
        new = {text: text for text in written.values() if (module, text) not in self._types}
        if new:
            stand_in = types.SimpleNamespace(__annotations__=new)
            found = get_type_hints(stand_in, vars(sys.modules[module]))
            self._types |= {(module, text): type_ for text, type_ in found.items()}
        return [self._types[module, text] for text in written.values()]

    def _union(self, kinds: Sequence[Any]) -> Decoder | None:
        some = [kind for kind in kinds if kind is not type(None)]
        classes = [kind for kind in some if is_dataclass(kind)]
        if len(some) == 1:
            return _or_none(self._decoder(some[0]))
        if len(classes) == len(some):
            return self._one_of(classes)
        return _loose if set(some) - set(_PLAIN) else None

    def _one_of(self, classes: Sequence[Any]) -> Decoder:
        self._numbers |= {kind: number for number, kind in enumerate(classes)}
        decoders = [self._decoder(kind) or _same for kind in classes]
        return lambda raw: decoders[raw.pop()](raw)


def _stored(kind: Any) -> list[str]:
    """The fields that are written: those with a default of their own making are derived from the others."""
    return [field.name for field in fields(kind) if field.default_factory is MISSING]


def _same(raw: Any) -> Any:
    return raw


def _special(raw: Any) -> Any:
    ((name, text),) = raw.items()
    return Decimal(text) if name == "decimal" else date.fromisoformat(text)


def _loose(raw: Any) -> Any:
    """One of text, several texts, a number, a date."""
    if isinstance(raw, list):
        return tuple(raw)
    return _special(raw) if isinstance(raw, dict) else raw


def _or_none(decoder: Decoder | None) -> Decoder | None:
    if decoder is None:
        return None
    return lambda raw: None if raw is None else decoder(raw)


def _tuple_of(decoder: Decoder | None) -> Decoder:
    if decoder is None:
        return tuple
    return lambda raw: tuple(map(decoder, raw))


def _mapping_of(decoder: Decoder | None) -> Decoder | None:
    if decoder is None:
        return None
    return lambda raw: dict(zip(raw, map(decoder, raw.values()), strict=True))
