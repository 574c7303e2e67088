"""Staging in few words for tests: from plain values to answers, to the groups that the program gives."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from sarcoma_tui.domain.assess import assess, verdicts
from sarcoma_tui.domain.assessment import Assessment, Conflict, StageLine
from sarcoma_tui.domain.case import read_case
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.questions import Answer, read_answer

HERE = Path(__file__).parent
LARGEST_MM = 600
"""The largest size that can be answered."""

SITES = {
    "trunk-extremity": ("upper-limb", "lower-limb", "trunk-wall", "breast"),
    "retroperitoneum": ("retroperitoneum",),
    "head-neck": ("head-neck",),
    "viscera": ("abdominal-viscera", "thoracic-viscera"),
    "orbit": ("orbit",),
    "uterus": ("uterus",),
    "gist-gastric": ("abdominal-viscera",),
    "gist-non-gastric": ("abdominal-viscera",),
}
EXTENT_WHERE_SIZE_COUNTS = {
    "head-neck": {"head_neck_extent": "no-critical-structure"},
    "orbit": {"orbital_extent": "no-bone-or-globe"},
    "uterus": {"uterine_extent": "confined"},
}
UTERINE_EXTENT = {
    "T2": "pelvis",
    "T3a": "one-abdominal-site",
    "T3b": "several-abdominal-sites",
    "T4": "bladder-or-rectum",
}


def answers(pack: Pack, **raw: object) -> dict[str, Answer]:
    """Raw values as canonical answers; sizes may be given as text ("7.5")."""
    given: dict[str, Answer] = {}
    for name, value in raw.items():
        question = pack.questions[name]
        if question.kind == "number" and isinstance(value, str):
            value = Decimal(value)
        given[name] = read_answer(question, value)
    return given


def said(pack: Pack, **raw: object) -> Assessment:
    """The assessment of raw values."""
    return assess(pack, answers(pack, **raw))


def stage(pack: Pack, **raw: object) -> StageLine:
    """The stage line of a new diagnosis with these values."""
    line = said(pack, **{"situation": "new-diagnosis", **raw}).stage
    assert line is not None
    return line


def groups(pack: Pack, **raw: object) -> dict[str, tuple[str, ...]]:
    """The stage groups by body of a new diagnosis with these values, which do not contradict each other."""
    case = read_case(pack, answers(pack, **{"situation": "new-diagnosis", **raw}))
    assert not case.conflicts
    return {body: case.results(body) for body in pack.content.roles.stage_groups}


def judged(pack: Pack, **raw: object) -> dict[str, str]:
    """The verdict of every option for a new diagnosis, unless the values say otherwise."""
    return dict(verdicts(pack, answers(pack, **{"situation": "new-diagnosis", **raw})))


def conflicts(pack: Pack, **raw: object) -> tuple[Conflict, ...]:
    """What of these values cannot stand together, for a new diagnosis unless they say otherwise."""
    return read_case(pack, answers(pack, **{"situation": "new-diagnosis", **raw})).conflicts


def set_aside(pack: Pack, **raw: object) -> tuple[str, ...]:
    """The answered questions whose gate is closed."""
    case = read_case(pack, answers(pack, **raw))
    return tuple(name for name in case.answers if case.closed(name))


def words(pack: Pack, option_id: str) -> str:
    """Everything that an option says, in small letters."""
    option = pack.options[option_id]
    rules = [rule.text for rule in option.rules]
    parts = (option.summary, option.what_it_is, option.aims, option.burden, *option.practical, *rules)
    return " ".join(parts).lower()


def fact(pack: Pack, fact_id: str, **raw: object) -> tuple[str, ...]:
    """The results that a fact can still have, for a new diagnosis unless the values say otherwise."""
    return read_case(pack, answers(pack, **{"situation": "new-diagnosis", **raw})).results(fact_id)


def table(name: str) -> Iterator[tuple[list[str], dict[str, str]]]:
    """The lines of a test table: the words before the colon, and the pairs after it."""
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            head, _, tail = line.partition(" : ")
            yield head.split(), dict(pair.split("=") for pair in tail.split())


def size_bands(chapter: str) -> dict[str, tuple[int, int]]:
    """T category by size: the first and the last millimetre of each, within what can be answered."""
    bands = next(pairs for head, pairs in table("oracle_sizes.txt") if head == [chapter])
    return {
        t: (int(low), min(int(high), LARGEST_MM))
        for millimetres, t in bands.items()
        for low, high in [millimetres.split("-")]
    }


def in_cm(millimetres: int) -> Decimal:
    """Millimetres as centimetres with one decimal."""
    return Decimal(millimetres).scaleb(-1)


def tumour(chapter: str, site: str) -> dict[str, object]:
    """Site and histology of a tumour that this chapter stages."""
    if chapter == "gist-gastric":
        return {"site": site, "histology": "gist", "gist_site": "gastric-or-omental"}
    if chapter == "gist-non-gastric":
        return {"site": site, "histology": "gist", "gist_site": "jejunum-ileum"}
    return {"site": site, "histology": "leiomyosarcoma"}


def ways_to_be(chapter: str, t: str) -> list[dict[str, object]]:
    """Answers that give a T category: both ends of its size band, or its extent; TX leaves it open."""
    if t == "TX":
        return [{}]
    if chapter == "uterus" and t in UTERINE_EXTENT:
        return [{"uterine_extent": UTERINE_EXTENT[t]}]
    if chapter == "uterus" and t == "T1":
        return [{"uterine_extent": "confined"}]
    extent = EXTENT_WHERE_SIZE_COUNTS.get(chapter, {})
    return [{**extent, "size_cm": in_cm(end)} for end in size_bands(chapter)[t]]


def grade_or_mitoses(code: str) -> dict[str, object]:
    """Answers for a grade or a mitotic rate; `-` and `unknown` leave it open."""
    if code in ("-", "unknown"):
        return {}
    if code in ("low", "high"):
        return {"mitoses_per_5mm2": 5 if code == "low" else 6}
    return {"grade": code}
