"""`vault create`, `recovery`, `escrow`, `staff` and `passphrase`: who can unlock what is kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .options import Ask
from .secrets import secret, typed_back
from .unlocking import as_option, data_option, folder_of, told, unlocked

if TYPE_CHECKING:
    from bht_assist.vault.vault import Vault

_PATH = click.Path(path_type=Path)
KEEP_IT = "Write this recovery key down and lock it away. It is shown this once:"


@click.command()
@click.option("--as", "who", required=True, metavar="NAME", help="Your name or initials.")
@data_option
def create(who: str, data: Path | None) -> None:
    """Begin to keep drafts on this computer, sealed under a passphrase."""
    from bht_assist.vault import opening

    with told():
        made, key = opening.create(folder_of(data), who, _new_passphrase())
    try:
        _show_recovery_key(made, key)
    finally:
        made.close()


def _show_recovery_key(opened: Vault, key: str) -> None:
    """Show the key and have it typed back: a key that was not written down is none."""
    from bht_assist.vault import staff
    from bht_assist.vault.troubles import Refused

    click.echo(KEEP_IT, err=True)
    click.echo(key)
    while (typed := typed_back("Type it back from the paper")) is not None:
        try:
            if staff.is_recovery_key(opened, typed):
                return
            click.echo("That is another key. Look at the paper again.", err=True)
        except Refused as error:
            click.echo(str(error), err=True)


@click.command()
@data_option
@as_option
@click.option("--use", is_flag=True, help="Get back in with the key you have.")
@click.option("--escrow", type=_PATH, metavar="PRIVATE", help="With --use: the facility's key.")
def recovery(data: Path | None, who: str, *, use: bool, escrow: Path | None) -> None:
    """Make a new recovery key; with --use, set a new passphrase by the one there is."""
    from bht_assist.vault import staff

    if use:
        _get_back_in(data, who, escrow)
        return
    with unlocked(data, who) as opened:
        _show_recovery_key(opened, staff.make_recovery_key(opened))


def _get_back_in(data: Path | None, who: str, escrow: Path | None) -> None:
    from bht_assist.vault import rescue

    if not who:
        raise Ask("Say whose passphrase is to be set: --as NAME")
    with told():
        if escrow:
            key = _key_file(escrow)
            opened = rescue.with_escrow_key(folder_of(data), key, who, _new_passphrase())
        else:
            typed = secret("Recovery key")
            opened = rescue.with_recovery_key(folder_of(data), typed, who, _new_passphrase())
        opened.close()
    click.echo(f"{who} has a new passphrase.")


def _new_passphrase() -> str:
    return secret("New passphrase", new=True)


def _key_file(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Ask(f"{path} can't be read: {error.strerror}. Check its name.") from None


@click.command()
@click.argument("public", type=_PATH)
@data_option
@as_option
def escrow(public: Path, data: Path | None, who: str) -> None:
    """Let the facility's escrow key in: the PUBLIC half, in PEM; the other half stays elsewhere."""
    from bht_assist.vault import rescue, staff

    with unlocked(data, who) as opened:
        staff.add_escrow(opened, rescue.public_half(_key_file(public)))
    click.echo("The escrow key opens the drafts from now on.")


@click.command()
@data_option
@as_option
@click.option("--add", metavar="NAME", help="Let a colleague in, who types a passphrase.")
@click.option("--remove", metavar="NAME", help="Take a colleague's way in away; all keys change.")
def staff(data: Path | None, who: str, add: str | None, remove: str | None) -> None:
    """Say who can unlock the drafts; let somebody in, or out."""
    from bht_assist.vault import keys, opening
    from bht_assist.vault import staff as colleagues

    with unlocked(data, who) as opened:
        if add:
            name = opening.staff_name(add)
            colleagues.add(opened, name, secret(f"New passphrase of {name}", new=True))
        if remove:
            colleagues.remove(opened, remove)
        slots = [each for each in colleagues.slots(opened) if each.kind == keys.PASSPHRASE]
    click.echo("\n".join(sorted(each.staff for each in slots)))


@click.command()
@data_option
@as_option
def passphrase(data: Path | None, who: str) -> None:
    """Change your passphrase."""
    from bht_assist.vault import opening
    from bht_assist.vault import staff as colleagues

    with told():
        now = secret("Passphrase")
        opened = opening.unlock(folder_of(data), now, who)
        try:
            colleagues.change_passphrase(opened, now, _new_passphrase())
        finally:
            opened.close()
    click.echo("The passphrase is changed.")
