"""What must agree within the content beyond names: files with ids, orders, results, citations, signatures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from pydantic import ValidationError

from sarcoma_tui.domain.questions import nearest, shown
from sarcoma_tui.files.faults import Fault
from sarcoma_tui.files.visible import visible
from sarcoma_tui.packs.names import Names
from sarcoma_tui.packs.question import disagreements
from sarcoma_tui.packs.raw import Place, RawPack, misnamed, texts
from sarcoma_tui.packs.schema_case import QuestionModel

_CITATION: Final = re.compile(r"\(([^()]*)\)")


def agreement_faults(raw: RawPack, names: Names) -> Iterator[Fault]:
    """A fault for everything that contradicts another part of the content."""
    yield from _texts(raw)
    yield from _pack(raw, names)
    yield from _questions(raw)
    yield from _tables(raw, names)
    yield from _rules(raw, names)
    yield from _shared(raw, names)
    yield from _signatures(raw, names)


def _texts(raw: RawPack) -> Iterator[Fault]:
    """No text or key holds a character that could act or hide; line breaks are for the shape to judge."""
    for kind in raw.documents:
        for item in raw.of(kind):
            waiting: list[tuple[Place, Any]] = [(Place(item.document, ()), item.document.data)]
            while waiting:
                place, value = waiting.pop()
                if isinstance(value, dict):
                    waiting += [(place / key, inner) for key, inner in value.items()]
                    value = "\n".join(value)
                elif isinstance(value, list):
                    waiting += [(place / index, inner) for index, inner in enumerate(value)]
                if isinstance(value, str) and visible(value, newlines=True) != value:
                    yield place.fault(shown(value), "no control character and nothing that cannot be seen")


def _pack(raw: RawPack, names: Names) -> Iterator[Fault]:
    for place, pack in raw.tables("pack"):
        if pack.get("status") == "reviewed" and "reviewed" not in pack:
            yield (place / "reviewed").fault("no such key", "the date of the review, as status says")
        for key in ("order", "option_order"):
            yield from _repeated(place / key, pack.get(key))
        listed = texts(pack.get("option_order"))
        for option, where in names.places["option"].items():
            if listed and option not in listed:
                yield (where / "id").fault(shown(option), "an option of option_order in pack.toml")
    for place, name in raw.each("pack", "roles", "situation"):
        situation = names.questions.get(str(name))
        if situation is not None and situation.kind != "choice":
            yield place.fault(f"a {situation.kind} question", "a choice question")
    yield from _section_files(raw, names)


def _section_files(raw: RawPack, names: Names) -> Iterator[Fault]:
    """Each section has its file of questions, and each such file its section."""
    files = {item.stem: item for item in raw.of("questions")}
    sections = names.places["section"]
    if "questions" not in raw.broken:
        for section, place in sections.items():
            if section not in files:
                yield (place / "id").fault(
                    f"no file questions/{section}.toml", "a section with its questions"
                )
    for stem, item in files.items():
        if sections and stem not in sections:
            words = "a file named as a section of pack.toml"
            yield misnamed(item, words, nearest(stem, sections))


def _repeated(place: Place, values: Any) -> Iterator[Fault]:
    found = texts(values)
    for index, value in enumerate(found):
        if value in found[:index]:
            yield (place / index).fault(f"{shown(value)} a second time", "each once")


def _questions(raw: RawPack) -> Iterator[Fault]:
    for place, entry in raw.tables("questions", "questions", "*"):
        try:
            model = QuestionModel.model_validate(entry)
        except ValidationError:
            continue  # its shape is at fault
        for path, found, allowed in disagreements(model):
            yield Place(place.document, (*place.path, *path)).fault(found, allowed)


def _tables(raw: RawPack, names: Names) -> Iterator[Fault]:
    for item in raw.of("tables"):
        place, table = Place(item.document, ()), item.document.data
        name = table.get("id")
        if isinstance(name, str) and item.stem != name.replace("_", "-"):
            yield misnamed(item, f"{name.replace('_', '-')}.toml, as its id")
        yield from _repeated(place / "results", table.get("results"))
        results = texts(table.get("results"))
        labels = table.get("labels")
        if isinstance(labels, list) and results and len(labels) != len(results):
            yield (place / "labels").fault(f"{len(labels)} labels", f"{len(results)}, one for each result")
    for place, row in raw.tables("tables", "rows", "*"):
        results = texts(place.document.data.get("results"))
        then = row.get("then")
        if isinstance(then, str) and results and then not in results:
            yield (place / "then").fault(shown(then), ", ".join(results), nearest(then, results))


def _rules(raw: RawPack, names: Names) -> Iterator[Fault]:
    """A rule's id begins with its option's, and every published figure names a source."""
    for place, option in raw.tables("options", "options", "*"):
        for kind in ("offer", "caution", "avoid"):
            rules = option.get(kind)
            for index, rule in enumerate(rules if isinstance(rules, list) else []):
                rule_id = str(rule.get("id")) if isinstance(rule, dict) and "id" in rule else ""
                if rule_id and not rule_id.startswith(f"{option.get('id')}."):
                    allowed = f"an id that begins with {option.get('id')}."
                    yield (place / kind / index / "id").fault(shown(rule_id), allowed)
        for index, text in enumerate(texts(option.get("practical"))):
            yield from _citation(place / "practical" / index, text, names)


def _citation(place: Place, text: str, names: Names) -> Iterator[Fault]:
    sources = names.places["source"]
    cited = [name.strip() for group in _CITATION.findall(text) for name in group.split(",")]
    if names.known("source") and not any(name in sources for name in cited):
        near = next((found for name in cited if (found := nearest(name, sources))), None)
        yield place.fault(shown(text[-40:]), "a text that ends in its sources, as (source-id)", near)


def _shared(raw: RawPack, names: Names) -> Iterator[Fault]:
    options = [entry for _, entry in raw.tables("options", "options", "*")]
    for place, entry in raw.tables("shared", "shared", "*"):
        if entry.get("kind") == "caution":
            for key in ("show", "by_wish"):
                if key in entry:
                    yield (place / key).fault("a key of avoid rules", "no such key in a caution")
        if not raw.broken & {"options"} and not any(_meant(entry, option) for option in options):
            yield place.fault("a rule for no option", "modality or options that some option has")
        for option in options:
            own = names.places["rule"].get(f"{option.get('id')}.{entry.get('id')}")
            if own is not None and _meant(entry, option):
                found = f"{shown(entry.get('id'))}, which makes an id that stands in {own.text} too"
                yield (place / "id").fault(found, "each id once")


def _meant(entry: dict[str, Any], option: dict[str, Any]) -> bool:
    """Whether a shared rule is for this option."""
    name = option.get("id")
    if name in texts(entry.get("except")):
        return False
    return name in texts(entry.get("options")) or option.get("modality") in texts(entry.get("modality"))


def _signatures(raw: RawPack, names: Names) -> Iterator[Fault]:
    """A signature is for a rule (a shared one: at one option) or a table that exists."""
    shared = [entry for _, entry in raw.tables("shared", "shared", "*") if isinstance(entry.get("id"), str)]
    options = [entry for _, entry in raw.tables("options", "options", "*")]
    rules = {*names.places["rule"]}
    rules |= {
        f"{option.get('id')}.{entry['id']}" for entry in shared for option in options if _meant(entry, option)
    }
    for place, entry in raw.tables("signatures", "signatures", "*"):
        if ("rule" in entry) == ("table" in entry):
            yield place.fault("both rule and table, or neither", "one of rule, table")
        for key, known in (("rule", rules), ("table", {*names.places["fact"]})):
            name = entry.get(key)
            if (
                isinstance(name, str)
                and name not in known
                and not raw.broken & {"options", "shared", "tables"}
            ):
                yield (place / key).fault(
                    shown(name), f"a {key} of the content", nearest(name, sorted(known))
                )
