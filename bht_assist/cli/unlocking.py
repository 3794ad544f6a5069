"""What the commands of `vault` share: their options, unlocking, and how they fail."""

from __future__ import annotations

import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .options import Ask, print_json
from .secrets import secret

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bht_assist.vault.records import Entry
    from bht_assist.vault.vault import Vault

data_option = click.option(
    "--data",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The folder with the drafts; this user's own, unless given.",
)
as_option = click.option("--as", "who", default="", metavar="NAME", help="Whose passphrase it is.")


def folder_of(data: Path | None) -> Path:
    from bht_assist.vault.places import data_folder

    return data_folder(data)


@contextmanager
def told() -> Iterator[None]:
    """Turn what the vault can't do into a sentence and an exit code."""
    from bht_assist.vault.troubles import VaultError

    try:
        yield
    except VaultError as error:
        raise Ask(str(error)) from None


@contextmanager
def unlocked(data: Path | None, who: str = "") -> Iterator[Vault]:
    """Unlock the vault for the time of one command."""
    from bht_assist.vault import opening

    with told():
        folder = folder_of(data)
        time.sleep(opening.seconds_to_wait(folder))
        opened = opening.unlock(folder, secret("Passphrase"), who)
        if opened.trouble:
            click.echo(opened.trouble, err=True)
        try:
            yield opened
        finally:
            opened.close()


def say(shape: dict[str, Any], words: str, *, as_json: bool) -> None:
    if as_json:
        print_json(shape)
    else:
        click.echo(words)


def shown(entry: Entry) -> dict[str, str]:
    from datetime import datetime

    updated = f"{datetime.fromtimestamp(entry.updated).astimezone():%Y-%m-%d %H:%M}"
    return {
        "code": entry.head.code,
        "flow": entry.head.flow,
        "updated": updated,
        "purge_after": entry.purge_after,
    }
