"""Every entry of the content can be read: in words, whole, in lines that fit, with links that lead on."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.packs.load import load_pack
from sarcoma_tui.tui.guidance.items import KINDS, Item, items, split_key
from sarcoma_tui.tui.guidance.lists import part_lines
from sarcoma_tui.tui.guidance.pages import opened_by_enter, page_lines, page_title
from sarcoma_tui.tui.guidance.search import Search
from sarcoma_tui.tui.guidance.tables import table_lines
from sarcoma_tui.tui.lines import Line
from sarcoma_tui.tui.sources import with_shorts

from .terminal import PACK

WIDTHS = (56, 76, 116)
REPR = re.compile(
    r"Decimal\(|: None\b|\b(In|AllOf|Any|Not|Between|All|Row)\(|object at 0x|\['|\('|frozenset|\{'"
)


@pytest.fixture(scope="module")
def real() -> Pack:
    """The content that comes with the program."""
    return load_pack(None)


def every(pack: Pack) -> list[Item]:
    return [item for kind in KINDS for item in items(pack, kind)]


def told(lines: list[Line]) -> str:
    """A page as one text, whatever its width."""
    return " ".join(" ".join(line.text for line in lines).split())


def ids_with_labels(pack: Pack) -> Iterator[str]:
    """Ids in which no word of a text is written, of what has a label for people."""
    for question in pack.content.questions:
        yield question.id
        yield from (value.id for value in question.values if value.id != value.label)
    for fact in pack.content.facts:
        yield fact.id
        yield from (result for result in fact.results if result != fact.label(result))
        yield from (row.id for row in fact.rows)
    for option in pack.content.options:
        yield option.id
        yield from (rule.id for rule in option.rules)
    yield from pack.sources
    yield from (notice.id for notice in pack.content.notices)
    yield from (schedule.id for schedule in pack.content.schedules)


def written_by_people(pack: Pack) -> str:
    """All that stands in the content as a text: a hyphen between two words there is no id."""
    content = pack.content
    texts: list[str] = []
    for question in content.questions:
        texts += [question.help, question.why, question.label]
        texts += [part for value in question.values for part in (value.label, value.help, *value.synonyms)]
    for fact in content.facts:
        texts += [fact.title, fact.help, *fact.labels]
    for option in content.options:
        texts += [
            option.title,
            option.short,
            with_shorts(pack, option.summary),
            option.what_it_is,
            option.aims,
            option.burden,
        ]
        texts += [option.ask_the_patient, option.modality, option.phase, option.intent]
        texts += [with_shorts(pack, text) for text in option.practical]
        texts += [rule.text for rule in option.rules]
    for notice in content.notices:
        texts += [notice.title, notice.text, notice.level]
    texts += [part for stage in content.stages for part in (stage.title, stage.card, stage.means)]
    for source in content.sources:
        texts += [source.title, source.body, source.where, source.doi, source.kind]
    texts += [schedule.title for schedule in content.schedules]
    return "\n".join(texts)


def ids_in(ids: re.Pattern[str], text: str) -> set[str]:
    return set(ids.findall(text))


def as_pattern(pack: Pack) -> re.Pattern[str]:
    marked = {name for name in ids_with_labels(pack) if set(name) & set("_-.")}
    return re.compile(rf"(?<![\w.-])(?:{'|'.join(map(re.escape, sorted(marked, key=len)[::-1]))})(?![\w-])")


@pytest.mark.parametrize("which", ["real", "small"])
def test_every_entry_is_in_words_and_fits(which: str, real: Pack, pack: Pack) -> None:
    content = real if which == "real" else pack
    ids = as_pattern(content)
    allowed = ids_in(ids, written_by_people(content))
    for item in every(content):
        for width in WIDTHS:
            lines = page_lines(content, item.key, width)
            at = max(index for index, line in enumerate(lines) if line.text.startswith("Id  "))
            page, last = lines[:at], "".join(line.text.strip() for line in lines[at:])
            assert last == f"Id  {item.id}"
            assert [line.text for line in lines if len(line.text) > width] == [], item.key
            text = told(page)
            assert REPR.search(text) is None, item.key
            assert ids_in(ids, text) - allowed == set(), item.key


@pytest.mark.parametrize("which", ["real", "small"])
def test_no_line_is_empty_where_a_text_belongs(which: str, real: Pack, pack: Pack) -> None:
    content = real if which == "real" else pack
    for item in every(content):
        lines = page_lines(content, item.key, 76)
        assert lines[0].text.strip(), item.key
        for before, after in pairwise(lines):
            assert before.text.strip() or after.text.strip(), item.key
            assert not before.rule or after.text.strip(), item.key
            assert not re.fullmatch(r"\s*\w+:\s*", before.text), item.key
        assert page_title(content, item.key)
    for kind in KINDS[:1] + KINDS[2:]:
        assert all(line.text.strip() for line in part_lines(content, kind) if line.key)


@pytest.mark.parametrize("which", ["real", "small"])
def test_every_link_leads_to_an_entry_and_every_rule_is_linked_from_its_option(
    which: str, real: Pack, pack: Pack
) -> None:
    content = real if which == "real" else pack
    known = {item.key for item in every(content)}
    for item in every(content):
        links = {line.key for line in page_lines(content, item.key, 76) if line.key}
        assert links <= known, item.key
        assert item.key not in links or item.kind == "option"
    for option in content.content.options:
        page = page_lines(content, f"option:{option.id}", 76)
        links = {line.key for line in page if line.key}
        assert {f"rule:{rule.id}" for rule in option.rules} <= links


def test_every_text_of_an_option_stands_on_its_page(real: Pack) -> None:
    for option in real.content.options:
        text = told(page_lines(real, f"option:{option.id}", 76))
        said = (option.title, option.summary, option.what_it_is, option.aims, option.burden)
        for wanted in (
            *said,
            *option.practical,
            option.ask_the_patient,
            *(rule.text for rule in option.rules),
        ):
            assert " ".join(with_shorts(real, wanted).split()) in text
        assert f"0 of {len(option.rules)} rule" in text


def test_a_source_names_everything_that_cites_it(real: Pack) -> None:
    content = real.content
    for source in content.sources:
        cited = {f"table:{fact.id}" for fact in content.facts if source.id in fact.sources}
        cited |= {f"notice:{notice.id}" for notice in content.notices if source.id in notice.sources}
        cited |= {f"schedule:{row.id}" for row in content.schedules if source.id in row.sources}
        cited |= {
            f"rule:{rule.id}"
            for option in content.options
            for rule in option.rules
            if source.id in rule.sources or (rule.evidence and rule.evidence.as_stated_by == source.id)
        }
        lines = page_lines(real, f"source:{source.id}", 76)
        assert {line.key for line in lines if line.key and split_key(line.key)[0] != "option"} == cited
        text = told(lines)
        assert f"Year {source.year}" in text
        assert ("not read for this content" in text) != source.checked


def test_a_table_is_a_table(pack: Pack) -> None:
    shown = [line.text for line in table_lines(pack, pack.facts["age_group"], 76)]
    assert shown == [
        "Age                Result",
        "-----------------  ------",
        "under 70 years     adult",
        "at least 70 years  older",
    ]


def test_a_table_of_many_columns_says_when_in_words(pack: Pack) -> None:
    shown = [line.text for line in table_lines(pack, pack.facts["ajcc8"], 56)]
    assert re.fullmatch(r"When +Result", shown[0])
    assert re.fullmatch(r"M category: M1 +IV", shown[2])
    assert shown[3] == ""
    assert re.fullmatch(r"M category: M0; N category: N1 +IV", shown[4])


@pytest.mark.parametrize("width", WIDTHS)
def test_every_row_of_every_table_is_there_with_its_result(real: Pack, width: int) -> None:
    for fact in real.content.facts:
        lines = [line.text for line in table_lines(real, fact, width)]
        dashes = next(index for index, line in enumerate(lines) if set(line) == {"-", " "})
        results = [line[lines[dashes].rindex("  ") + 2 :].split() for line in lines[dashes + 1 :]]
        words = [word for cells in results for word in cells]
        wanted = [word for row in fact.rows for word in fact.label(row.then).split()]
        assert "".join(words) == "".join(wanted), fact.id


def test_ids_of_sources_in_a_text_are_read_as_names(pack: Pack) -> None:
    assert with_shorts(pack, "By the (book) of (book, book).") == "By the (Book 2026) of (Book 2026)."
    assert with_shorts(pack, "A book (see the book) (book, page 3)") == "A book (see the book) (book, page 3)"


@pytest.mark.parametrize("which", ["real", "small"])
def test_everything_is_found_by_title_id_and_synonym(which: str, real: Pack, pack: Pack) -> None:
    content = real if which == "real" else pack
    search = Search(content)

    def found(typed: str) -> set[str]:
        return {hit.item.key for hits in search.find(typed) for hit in hits}

    assert search.size == len(every(content)) == len(found(""))
    for item in every(content):
        assert item.key in found(item.title.upper())
        assert item.key in found(item.id)
    for question in content.content.questions:
        for value in question.values:
            for name in (value.label, *value.synonyms):
                assert f"question:{question.id}" in found(name)


def test_a_search_says_where_the_words_are(real: Pack) -> None:
    search = Search(real)
    named, in_text = search.find("lms")
    assert "= LMS" in [hit.where for hit in named if hit.item.key == "question:histology"]
    _, in_text = search.find("wound slower")
    assert all("wound" in hit.where.casefold() or "slower" in hit.where.casefold() for hit in in_text)
    assert {hit.item.key for hit in search.find("no such words")[0]} == set()
    few = {hit.item.key for hits in search.find("radiotherapy pregnancy") for hit in hits}
    assert few == {hit.item.key for hits in search.find("pregnancy radiotherapy") for hit in hits}
    assert few < {hit.item.key for hits in search.find("radiotherapy") for hit in hits}


FRESH = """
import sys
from pathlib import Path
from sarcoma_tui.packs.load import load_pack
pack = load_pack(Path({pack!r}), Path({cache!r}))
from datetime import date
from sarcoma_tui.tui.screens.guidance import GuidanceScreen
from sarcoma_tui.tui.screens.guidance_page import GuidancePage
from sarcoma_tui.tui.guidance import items, lists, pages, search
import textual.geometry
opened = []
sys.addaudithook(lambda event, found: opened.append(found[0]) if event == "open" else None)
GuidanceScreen(); GuidancePage("option:doxorubicin")
lists.overview_lines(pack, None, date(2026, 11, 23), 76)
search.Search(pack).find("a")
for kind in items.KINDS:
    for item in items.items(pack, kind):
        pages.page_lines(pack, item.key, 76)
print([name for name in opened if not str(name).endswith((".py", ".pyc"))])
print(sorted(set(sys.modules) & {{"pydantic", "pysat"}}))
"""


def test_reading_opens_no_file_and_loads_no_validator(tmp_path: Path) -> None:
    load_pack(PACK, tmp_path)
    script = FRESH.format(pack=str(PACK), cache=str(tmp_path))
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n[]\n"


def test_enter_says_of_a_rule_that_it_opens_a_rule() -> None:
    """`RT after surgery: standard` would read as the verdict of a case in which it is avoided."""
    shipped = load_pack()
    told = {
        rule.id: opened_by_enter(shipped, f"rule:{rule.id}")
        for option in shipped.content.options
        for rule in option.rules
    }
    short = shipped.options["adjuvant-radiotherapy"].short
    standard = next(
        rule for rule in shipped.options["adjuvant-radiotherapy"].rules if rule.strength == "standard"
    )
    assert told[standard.id] == f"a rule of {short} that offers it as standard"
    assert all(text.startswith("a rule of ") for text in told.values())
    assert max(len(f" enter opens {text}") for text in told.values()) <= 80
    assert opened_by_enter(shipped, "question:grade") == "Grade"
