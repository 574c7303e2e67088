"""What comes in over a line: pastes whole and harmless, bytes of any kind."""

from __future__ import annotations

from codecs import getincrementaldecoder

from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual._xterm_parser import XTermParser

from sarcoma_tui.tui.driver import PASTE_LIMIT, PasteGuard

START, END = "\x1b[200~", "\x1b[201~"
PASTED = st.text(alphabet="ab1 \x1b[]31m;OPAJ~\x00\n", max_size=60).filter(lambda text: END not in text)


def received(*reads: str) -> list[events.Key | events.Paste]:
    """The events that come of these reads."""
    guard, parser = PasteGuard(), XTermParser()
    found = [event for read in reads for part in guard.sorted_out(read) for event in parser.feed(part)]
    return [event for event in found if isinstance(event, events.Key | events.Paste)]


@given(PASTED, st.data())
def test_a_paste_is_one_event_and_no_key_however_it_arrives(text: str, data: st.DataObject) -> None:
    stream = f"x{START}{text}{END}y"
    cuts = sorted(data.draw(st.lists(st.integers(7, len(stream) - 1), max_size=4)))
    reads = [stream[begin:end] for begin, end in zip([0, *cuts], [*cuts, len(stream)], strict=True)]
    found = received(*[read for read in reads if read])
    keys = [event.character for event in found if isinstance(event, events.Key)]
    pastes = [event.text for event in found if isinstance(event, events.Paste)]
    assert keys == ["x", "y"]
    assert pastes == [text.replace("\x1b", "\ufffd").replace("\x00", "")] or (
        not text and pastes in ([], [""])
    )


def test_a_huge_paste_is_cut() -> None:
    found = received(START, *["z" * 4096] * 250, END, "q")
    assert [type(event) for event in found] == [events.Paste, events.Key]
    assert isinstance(found[0], events.Paste)
    assert found[0].text == "z" * PASTE_LIMIT


def test_keys_pass_untouched() -> None:
    assert [event.key for event in received("\x1b[A", "a", "\x1b", "[B", "\x7f")] == [  # type: ignore[union-attr]
        "up", "a", "down", "backspace",
    ]  # fmt: skip


@given(st.binary(max_size=50))
def test_any_bytes_decode(data: bytes) -> None:
    decode = getincrementaldecoder("utf-8")("replace").decode
    parser, guard = XTermParser(), PasteGuard()
    text = decode(data)
    for part in guard.sorted_out(text):
        list(parser.feed(part))
