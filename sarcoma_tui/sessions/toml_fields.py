"""Taking the parts of a session file one by one, with a fault for each that is not what it should be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

from sarcoma_tui.domain.questions import Answer, nearest, shown
from sarcoma_tui.files.faults import Fault, KeyPath
from sarcoma_tui.files.toml import Document
from sarcoma_tui.sessions.ids import is_safe

_NEVER = datetime(1, 1, 1, tzinfo=UTC)  # stands in for a time that could not be read; its fault is kept


class Fields:
    """One table of a document: each getter takes a key out; what is left in the end is unknown (`rest`)."""

    def __init__(
        self, document: Document, path: KeyPath, table: dict[str, object], faults: list[Fault]
    ) -> None:
        """A table at a path; faults are added to the list."""
        self._document, self._path, self._faults = document, path, faults
        self._left = dict(table)
        self._names = tuple(table)

    @classmethod
    def of(cls, document: Document, faults: list[Fault]) -> Fields:
        """The top level of a document."""
        return cls(document, (), document.data, faults)

    @property
    def rest(self) -> dict[str, object]:
        """The keys that no getter took."""
        return self._left

    def text(self, key: str, required: bool = False) -> str:
        """A text; empty when it is not there."""
        value = self._left.pop(key, None)
        if isinstance(value, str):
            return value
        self._refuse(key, value, "a text", required)
        return ""

    def identifier(self, key: str) -> str:
        """A text that may become part of a path."""
        value = self._left.pop(key, None)
        if is_safe(value):
            return str(value)
        self._refuse(key, value, "an id of letters, digits, - and _", required=True)
        return ""

    def whole(self, key: str, default: int | None = None) -> int:
        """A whole number from 0; without a default it must be there."""
        value = self._left.pop(key, None)
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1 << 31:
            return value
        self._refuse(key, value, "a whole number from 0", required=default is None)
        return default or 0

    def time(self, key: str) -> datetime:
        """A time with a zone, in UTC."""
        return self.time_or_none(key, required=True) or _NEVER

    def time_or_none(self, key: str, required: bool = False) -> datetime | None:
        """The same where it may be left out."""
        value = self._left.pop(key, None)
        if isinstance(value, datetime) and value.tzinfo is not None:
            try:
                return value.astimezone(UTC)
            except OverflowError:
                pass  # the first or the last hours that a calendar can hold
        self._refuse(key, value, "a time as 2026-11-23T09:12:44Z", required)
        return None

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; empty when it is not there."""
        value = self._left.pop(key, None)
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(value)
        self._refuse(key, value, "a list of texts", required=False)
        return ()

    def table(self, key: str, required: bool = False) -> Fields | None:
        """A table below this one."""
        value = self._left.pop(key, None)
        if isinstance(value, dict):
            return Fields(self._document, (*self._path, key), value, self._faults)
        self._refuse(key, value, "a table", required)
        return None

    def tables(self, key: str) -> Iterator[Fields]:
        """The tables of a list; none when it is not there."""
        value = self._left.pop(key, None)
        if isinstance(value, list) and all(isinstance(item, dict) for item in value):
            for index, item in enumerate(value):
                yield Fields(self._document, (*self._path, key, index), item, self._faults)
        else:
            self._refuse(key, value, "a list of tables", required=False)

    def refuse(self, key: str, found: str, allowed: str) -> None:
        """Add a fault at a key of this table."""
        close = None if key in self._names else nearest(key, self._names)
        self._faults.append(self._document.fault((*self._path, key), found, allowed, close))

    def _refuse(self, key: str, value: object, allowed: str, required: bool) -> None:
        if value is not None:
            self.refuse(key, shown(value), allowed)
        elif required:
            self.refuse(key, "nothing", allowed)


def as_answer(value: object) -> Answer | None:
    """A value in the form of an answer, whatever its question; None where no answer has such a form."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool | datetime):
        return None
    if isinstance(value, int):
        return Decimal(value)
    if isinstance(value, Decimal):
        return value if value.is_finite() else None
    if isinstance(value, date):
        return value
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    return None
