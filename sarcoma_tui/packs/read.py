"""From the files of a pack to its content, or to every fault of every file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sarcoma_tui.domain.laws import Laws
from sarcoma_tui.domain.pack import Content
from sarcoma_tui.domain.questions import nearest
from sarcoma_tui.domain.rules import Condition
from sarcoma_tui.files.faults import Fault, KeyPath
from sarcoma_tui.files.toml import Document, TomlError
from sarcoma_tui.packs.agreement import agreement_faults
from sarcoma_tui.packs.build import Builder, Conditions
from sarcoma_tui.packs.conditions import ConditionReader
from sarcoma_tui.packs.cycles import cycle_faults
from sarcoma_tui.packs.digest import pack_sha256
from sarcoma_tui.packs.errors import PackError
from sarcoma_tui.packs.folder import FILE_LIMIT, PackFiles
from sarcoma_tui.packs.given import given_faults
from sarcoma_tui.packs.laws import LawReader
from sarcoma_tui.packs.names import Names, declared
from sarcoma_tui.packs.raw import PackDocument, RawPack
from sarcoma_tui.packs.references import CONDITIONS, reference_faults
from sarcoma_tui.packs.schema import FILES, PATHS, REQUIRED, kind_of
from sarcoma_tui.packs.shape import shape_faults
from sarcoma_tui.packs.signing import void

LAWS: Final = "laws"
"""The kind of file that only a proof and a check of the content read."""


@dataclass(frozen=True, slots=True)
class ReadPack:
    """The content of a pack with its raw documents and its names, which tell where each entry stands.

    `void` are the rules and tables under which a signature no longer holds. `laws` are there where
    they were asked for.
    """

    content: Content
    raw: RawPack
    names: Names
    void: tuple[str, ...]
    laws: Laws


def read_pack(files: PackFiles, laws: bool = False) -> ReadPack:
    """The checked content of a pack, not compiled; its laws only where they are asked for.

    Raises:
        PackError: with every fault of every file.
    """
    raw, faults = _parsed(files, laws)
    for kind in raw.documents:
        for item in raw.of(kind):
            faults += shape_faults(item.document, FILES[kind][1])
    names = declared(raw)
    faults += [*names.faults, *reference_faults(raw, names)]
    faults += [*agreement_faults(raw, names), *given_faults(raw, names)]
    reader = ConditionReader(names)
    conditions = dict(_conditions(raw, reader))
    faults += reader.faults or cycle_faults(_reads(raw, conditions), names)
    lawyer = LawReader.of(raw, names)
    faults += lawyer.check()
    if faults:
        raise PackError(faults)
    builder = Builder(raw, conditions, pack_sha256(files.toml))
    content = builder.content()
    return ReadPack(content, raw, names, void(content, builder.signatures()), lawyer.laws())


def _parsed(files: PackFiles, laws: bool) -> tuple[RawPack, list[Fault]]:
    """The documents of a pack, and the faults of files that are none, are missing or do not belong."""
    raw = RawPack()
    faults = [Fault(files.name(odd), 0, "", "a file that a pack does not have", PATHS) for odd in files.odd]
    for inside, data in files.toml.items():
        kind = kind_of(inside)
        if kind == LAWS and not laws:
            continue
        if kind is None:
            near = nearest(inside, [path for path in PATHS.split(", ") if "*" not in path])
            faults.append(Fault(files.name(inside), 0, "", "a file that a pack does not have", PATHS, near))
            continue
        try:
            document = Document(data, files.name(inside), FILE_LIMIT)
        except TomlError as error:
            faults.append(error.fault)
            raw.broken.add(kind)
        else:
            raw.documents.setdefault(kind, []).append(PackDocument(inside, document))
    for inside in REQUIRED:
        if inside not in files.toml:
            faults.append(Fault(files.name(inside), 0, "", "no such file", "a pack has it"))
            raw.broken.add(inside.removesuffix(".toml"))
    return raw, faults


def _conditions(raw: RawPack, reader: ConditionReader) -> Iterator[tuple[tuple[str, KeyPath], Condition]]:
    """Every condition by its place: file and key path."""
    for where in CONDITIONS:
        for place, value in raw.tables(*where):
            condition = reader.read(value, place, comparators=where[0] == "tables")
            yield (place.document.name, place.path), condition


def _reads(raw: RawPack, conditions: Conditions) -> dict[str, list[Condition]]:
    """For each question its gate, for each fact the conditions of its table."""
    tables = {item.document.name: str(item.document.data.get("id")) for item in raw.of("tables")}
    gates = {
        (place.document.name, (*place.path, "asked_when")): str(entry.get("id"))
        for place, entry in raw.tables("questions", "questions", "*")
    }
    reads: dict[str, list[Condition]] = {}
    for key, condition in conditions.items():
        name = gates.get(key) or tables.get(key[0])
        if name is not None:
            reads.setdefault(name, []).append(condition)
    return reads
