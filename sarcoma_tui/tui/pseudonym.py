"""A label is a pseudonym: what looks like a patient's name, number or address is pointed out."""

from __future__ import annotations

import re

_EMAIL = re.compile(r"\S@\S+\.\w")
_LONG_NUMBER = re.compile(r"(?<!\d)\d(?:[ ./-]?\d){9,12}(?!\d)")
_DATE = re.compile(
    r"(?<!\d)(?:\d{4}[./-]\d{1,2}[./-]\d{1,2}|\d{1,2}[./ -]\d{1,2}[./ -](?:\d{4}|\d{2}))(?!\d)"
)
_WORD = re.compile(r"[^\W\d_]{2,}")


def warning(label: str) -> str:
    """What a label looks like, as a sentence; "" when it looks like a pseudonym."""
    if _EMAIL.search(label):
        return "This looks like an e-mail address."
    if _DATE.search(label) and _WORD.search(_DATE.sub(" ", label)):
        return "This looks like a name with a birth date."
    if _LONG_NUMBER.search(label):
        return "This looks like a patient or insurance number."
    return ""
