"""`sarcoma-tui sessions export`: sessions as a file to hand on."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import MappingProxyType

import click

from sarcoma_tui.commands.given import pack_option
from sarcoma_tui.commands.lazy import unknown
from sarcoma_tui.commands.saved import session_given, store_given, told, words_given
from sarcoma_tui.commands.streams import RefusedError, result
from sarcoma_tui.files.durable import write
from sarcoma_tui.files.reach import read
from sarcoma_tui.files.visible import visible
from sarcoma_tui.reports.blocks import Blocks
from sarcoma_tui.reports.plain import as_json, session_plain
from sarcoma_tui.reports.session import Saved, session_blocks
from sarcoma_tui.sessions.places import SIZE_LIMIT


@click.command("export")
@click.argument("prefixes", metavar="ID...", nargs=-1, required=True)
@click.option("--to", "target", metavar="FILE", required=True, help="The file: .md, .txt, .json or .toml.")
@click.option("--force", is_flag=True, help="Replace the file if it is there.")
@pack_option
def command(prefixes: tuple[str, ...], target: str, force: bool, pack_folder: Path | None) -> int:
    """Write sessions into one file to hand on.

    Its ending says as what: .md a report in Markdown, .txt the same as plain text, .json every field, .toml
    the session file itself (one session alone). The file can be read by you alone (0600).
    """
    path = Path(target)
    make = _form(path, len(prefixes))
    _check(path, force)
    each = [session_given(store_given(), prefix) for prefix in prefixes]
    found = list({listed.path: (listed, whole) for listed, whole in each}.values())
    pack = words_given(pack_folder) if path.suffix.lower() in (".md", ".txt") else None
    data = make([Saved(listed, whole, pack) for listed, whole in found])
    _write(path, data, force)
    result(f"{len(found)} exported to {visible(str(path))}\n")
    return 0


def _form(path: Path, count: int) -> Callable[[list[Saved]], bytes]:
    """How a file with this ending is made.

    Raises:
        click.UsageError: there is no such form, or it holds one session alone.
    """
    form = _FORMS.get(path.suffix.lower())
    if form is None:
        raise click.UsageError(unknown("form of export", path.suffix, list(_FORMS)))
    if path.suffix.lower() == ".toml" and count > 1:
        raise click.UsageError("a .toml file holds one session; export them one by one, or as .json")
    return form


def _check(path: Path, force: bool) -> None:
    try:
        status = path.lstat()
    except FileNotFoundError:
        return
    except OSError as error:
        raise RefusedError(f"{path}: {(error.strerror or str(error)).lower()}") from None
    if not stat.S_ISREG(status.st_mode):
        raise RefusedError(f"{path}: is there, and is no regular file; choose another name")
    if not force:
        raise RefusedError(f"{path}: is there already; choose another name, or replace it with --force")


def _write(path: Path, data: bytes, force: bool) -> None:
    """Write the file; one that is there by now is replaced only with `force`."""
    with told():
        if force:
            write(path, data)
            return
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise RefusedError(f"{path}: {(error.strerror or str(error)).lower()}", status=1) from None
    os.close(descriptor)
    try:
        with told():
            write(path, data)
    except BaseException:
        path.unlink()
        raise


def _markdown(sessions: list[Saved]) -> bytes:
    from sarcoma_tui.reports.markdown import as_markdown

    return as_markdown(_reports(sessions)).encode()


def _text(sessions: list[Saved]) -> bytes:
    from sarcoma_tui.reports.text import as_text

    return as_text(_reports(sessions)).encode()


def _reports(sessions: list[Saved]) -> Blocks:
    today = date.today()
    return tuple(block for saved in sessions for block in session_blocks(saved, today, whole=True))


def _json(sessions: list[Saved]) -> bytes:
    plain = [session_plain(saved.listed, saved.session, saved.read.remarks) for saved in sessions]
    return as_json([{key: value for key, value in item.items() if key != "path"} for item in plain]).encode()


def _toml(sessions: list[Saved]) -> bytes:
    (saved,) = sessions
    with told():
        return read(saved.listed.path, SIZE_LIMIT, store_given().data)


_FORMS = MappingProxyType({".md": _markdown, ".txt": _text, ".json": _json, ".toml": _toml})
