"""The words of the content: what a clinician reads makes no promise and shows no name meant for machines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sarcoma_tui.domain.pack import Pack

NEVER_SAID = {
    "recommended treatment": re.compile(r"recommended treatment", re.IGNORECASE),
    "safe": re.compile(r"\b(?:safe|safely)\b", re.IGNORECASE),
    "guarantee": re.compile(r"\bguarantee", re.IGNORECASE),
    "you should": re.compile(r"\byou (?:should|must)\b", re.IGNORECASE),
    "benign, of a lump": re.compile(
        r"\b(?:lump|mass|it) (?:is|was|looks|seems)(?: \w+)? benign\b", re.IGNORECASE
    ),
}
AMERICAN = re.compile(
    r"\b(?:tumors?|hemo|hemangio|estrogen|leukemia|esophag|center|centers|gray scale)\w*", re.I
)
RAW_ID = re.compile(r"\b[a-z]+_[a-z_0-9]+\b|\bundiagnosed-lump\b|\bnot-yet-typed\b|\btrunk-extremity\b")
PLACEHOLDER = re.compile(r"\b(?:TODO|TBD|FIXME|XXX|lorem)\b|\?\?")


def texts(pack: Pack) -> Iterator[tuple[str, str]]:
    """Every text that a person reads, with where it stands."""
    content = pack.content
    for option in content.options:
        parts = (option.title, option.short, option.summary, option.what_it_is, option.aims, option.burden)
        yield from ((option.id, text) for text in (*parts, *option.practical, option.ask_the_patient))
        yield from ((rule.id, rule.text) for rule in option.rules)
    for notice in content.notices:
        yield from ((notice.id, text) for text in (notice.title, notice.text))
    for question in content.questions:
        yield from ((question.id, text) for text in (question.label, question.help, question.why))
        yield from ((f"{question.id}={value.id}", value.label) for value in question.values)
        yield from ((f"{question.id}={value.id}", value.help) for value in question.values)
    for stage in content.stages:
        yield from ((f"stage {stage.id}", text) for text in (stage.title, stage.card, stage.means))
    for fact in content.facts:
        yield from ((fact.id, text) for text in (fact.title, fact.help, *fact.labels))
    yield from ((schedule.id, schedule.title) for schedule in content.schedules)
    yield from ((entry.id, entry.text) for entry in content.impossible)


def sentences(pack: Pack) -> Iterator[tuple[str, str]]:
    """The texts that are whole sentences: reasons, notices, conflicts, what an option is."""
    content = pack.content
    for option in content.options:
        yield from ((rule.id, rule.text) for rule in option.rules)
        parts = (option.summary, option.what_it_is, option.aims, option.burden, *option.practical)
        yield from ((option.id, text) for text in parts)
    yield from ((notice.id, notice.text) for notice in content.notices)
    yield from ((entry.id, entry.text) for entry in content.impossible)
    yield from ((stage.id, stage.means) for stage in content.stages)


def found(pack: Pack, pattern: re.Pattern[str]) -> list[tuple[str, str]]:
    """Where a pattern stands, with the text."""
    return [(where, text) for where, text in texts(pack) if pattern.search(text)]


DENIED = re.compile(r"(?:no answer|nothing|does not|never)[^.]*(?:benign|harmless)", re.IGNORECASE)


def test_no_lump_is_called_benign(pack: Pack) -> None:
    content = pack.content
    lump = [("urgency", text) for text in (*pack.facts["urgency"].labels, *pack.facts["lump_concern"].labels)]
    lump += [(item.id, item.text) for item in content.notices if "lump" in item.id]
    lump += [
        (rule.id, rule.text)
        for option in content.options
        if option.id
        in ("urgent-ultrasound", "routine-ultrasound", "sarcoma-centre-referral", "emergency-care")
        for rule in option.rules
    ]
    assert len(lump) > 15
    for where, text in lump:
        assert not re.search(r"benign|harmless", DENIED.sub("", text), re.IGNORECASE), (where, text)


def test_no_text_promises_or_decides(pack: Pack) -> None:
    assert {said: found(pack, pattern) for said, pattern in NEVER_SAID.items() if found(pack, pattern)} == {}


def test_words_are_spelled_as_clinicians_in_europe_spell_them(pack: Pack) -> None:
    assert found(pack, AMERICAN) == []


def test_no_text_shows_a_name_meant_for_files(pack: Pack) -> None:
    assert found(pack, RAW_ID) == []


def test_no_text_is_unfinished(pack: Pack) -> None:
    assert found(pack, PLACEHOLDER) == []


def test_every_sentence_begins_large_and_ends_with_a_stop(pack: Pack) -> None:
    odd = [(where, text) for where, text in sentences(pack) if not text.endswith(".")]
    assert odd == []
    assert [(where, text) for where, text in sentences(pack) if text[0].islower() and text[0].isascii()] == []


def test_a_reason_is_short_enough_to_be_read(pack: Pack) -> None:
    rules = [rule for option in pack.content.options for rule in option.rules]
    assert [rule.id for rule in rules if len(rule.text) > 420] == []


def test_every_rule_and_notice_stands_on_sources_that_have_a_year(pack: Pack) -> None:
    content = pack.content
    last = int(content.info.review_by[:4])
    cited = [(rule.id, rule.sources) for option in content.options for rule in option.rules]
    cited += [(notice.id, notice.sources) for notice in content.notices]
    for where, sources in cited:
        assert sources, where
        for name in sources:
            assert 1950 < pack.sources[name].year <= last, (where, name)


def test_no_rule_is_signed_and_nothing_says_reviewed(pack: Pack) -> None:
    assert pack.signed_count == 0
    assert (pack.content.info.status, pack.content.info.reviewed) == ("draft", None)


def test_each_source_says_who_and_what_and_no_two_are_one(pack: Pack) -> None:
    sources = pack.content.sources
    assert [source.id for source in sources if not (source.body and source.title and source.kind)] == []
    for key in ("doi", "pmid"):
        given = [getattr(source, key) for source in sources if getattr(source, key)]
        assert len(given) == len(set(given)), key
