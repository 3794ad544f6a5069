"""`vault`: look after what is kept on this computer. Nothing a client said is ever printed."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from . import vault_keys
from .options import PROBLEMS, Ask, json_option, out_option, print_json, today
from .secrets import secret
from .unlocking import as_option, data_option, folder_of, say, shown, told, unlocked


@click.group()
def vault() -> None:
    """Look after the drafts that are kept on this computer: keys, backups, audit."""
    from bht_assist.vault.hardening import harden

    harden()


@vault.command()
@data_option
@json_option
def status(data: Path | None, *, as_json: bool) -> None:
    """Say what is kept and where. No passphrase is needed, and no draft is opened."""
    from bht_assist.vault import backups, opening

    with told():
        folder = folder_of(data)
        kept = opening.is_there(folder)
        names = opening.names(folder) if kept else ()
    copies = [each.name for each in backups.all_backups(folder)]
    shape = {"folder": str(folder), "kept": kept, "staff": list(names), "backups": copies}
    words = (
        f"Drafts are kept in {folder}.\nStaff with a passphrase: {', '.join(names)}\n"
        f"Backups: {len(copies)}{f', the last one {copies[0]}' if copies else ''}"
        if kept
        else f"Nothing is kept in {folder}."
    )
    say(shape, words, as_json=as_json)


@vault.command()
@data_option
@as_option
@json_option
def drafts(data: Path | None, who: str, *, as_json: bool) -> None:
    """List the drafts by code, conversation and date; never a name."""
    with unlocked(data, who) as opened:
        listing = opened.listed()
    rows = [shown(each) for each in listing.entries]
    lines = [
        f"{row['code']:12} {row['flow']:16} {row['updated']:16} {row['purge_after']}".rstrip()
        for row in rows
    ]
    lines += [f"{len(listing.damaged)} can't be opened"] if listing.damaged else []
    say({"drafts": rows, "damaged": len(listing.damaged)}, "\n".join(lines), as_json=as_json)
    if listing.damaged:
        sys.exit(PROBLEMS)


@vault.command()
@data_option
@as_option
@json_option
@click.option("--csv", "as_csv", is_flag=True, help="Print rows for a spreadsheet.")
@click.option("--verify", is_flag=True, help="Only say whether every entry is as it was written.")
def audit(data: Path | None, who: str, *, as_json: bool, as_csv: bool, verify: bool) -> None:
    """Show who did what and when, and whether anybody changed that since."""
    from bht_assist.vault.audit import to_csv, to_json

    with unlocked(data, who) as opened:
        verdict, rows = opened.trail.verify(), list(opened.store.audit())
    listed = [] if verify else to_json(rows)
    if as_json:
        result = {"whole": verdict.whole, "broken_at": verdict.broken_at, "say": verdict.say}
        print_json({"rows": listed, **result})
    elif as_csv:
        click.echo(to_csv(rows), nl=False)
    else:
        for row in listed:
            click.echo(f"{row['number']:5} {row['at']} {row['who']:12} {row['event']}")
        click.echo(verdict.say)
    if not verdict.whole:
        click.echo(verdict.say, err=True)
        sys.exit(PROBLEMS)


@vault.command()
@data_option
@as_option
@json_option
def backup(data: Path | None, who: str, *, as_json: bool) -> None:
    """Make a backup now, and let the oldest go."""
    from bht_assist.vault import backups

    with unlocked(data, who) as opened:
        made = backups.make(opened, folder_of(data))
    say({"backup": str(made)}, f"Made: {made}", as_json=as_json)


@vault.command()
@click.argument("path", required=False, type=click.Path(path_type=Path), metavar="[BACKUP]")
@data_option
@json_option
@click.option("--check", "check_only", is_flag=True, help="Only open it and every draft in it.")
def restore(path: Path | None, data: Path | None, *, as_json: bool, check_only: bool) -> None:
    """Put BACKUP, or the last one, in the place of what is kept; that stays beside it."""
    from bht_assist.vault import backups, opening

    folder = folder_of(data)
    with told():
        copies = backups.all_backups(folder)
        if path is None and not copies:
            raise Ask(f"There are no backups in {folder}.")
        chosen = path or copies[0]
        passphrase = secret("Passphrase of the backup")
        found = backups.checked(chosen, passphrase, opening.now)
        if not check_only:
            backups.restore(folder, chosen, passphrase, opening.now)
    shape = {"backup": str(chosen), "drafts": found.well, "damaged": found.damaged}
    done = "is whole" if check_only else "was put back"
    words = f"{chosen.name} {done}: {found.well} drafts open, {found.damaged} do not."
    say({**shape, "restored": not check_only}, words, as_json=as_json)
    if found.damaged:
        sys.exit(PROBLEMS)


@vault.command("export-draft")
@click.argument("code")
@out_option
@data_option
@as_option
@json_option
def export_draft(code: str, out: Path, data: Path | None, who: str, *, as_json: bool) -> None:
    """Seal one draft under a passphrase of its own, to take it to another computer."""
    from bht_assist.documents import files
    from bht_assist.vault import transfer
    from bht_assist.vault.audit import Event

    with unlocked(data, who) as opened:
        entry = next((each for each in opened.listed().entries if each.head.code == code), None)
        if entry is None:
            raise Ask(f"There is no draft “{code}”. To see them: bht-assist vault drafts")
        _, kept = opened.open(entry.id)
        sealed = transfer.packed(kept, secret("Passphrase for the journey", new=True))
        try:
            path = files.write(out, f"draft-{files.safe_name(code)}{transfer.ENDING}", sealed)
        except files.OutputError as error:
            raise Ask(str(error)) from None
        opened.tell(Event.SENT, entry.id)
    say({"file": str(path)}, f"Made: {path}", as_json=as_json)


@vault.command("import-draft")
@click.argument("path", type=click.Path(path_type=Path), metavar="FILE")
@data_option
@as_option
@json_option
def import_draft(path: Path, data: Path | None, who: str, *, as_json: bool) -> None:
    """Take in a draft from another computer, as a new one; no draft here is changed."""
    from bht_assist.vault import transfer
    from bht_assist.vault.audit import Event

    with unlocked(data, who) as opened:
        kept = transfer.unpacked(transfer.read(path), secret("Passphrase for the journey"))
        code = opened.free_code(f"{today():%m%d}")
        entry = opened.save(opened.blank(), transfer.arrived(kept, code))
        opened.tell(Event.TAKEN_IN, entry.id)
    say(shown(entry), f"Taken in as {code}.", as_json=as_json)


@vault.command()
@data_option
@as_option
@json_option
@click.option("--yes", is_flag=True, help="Do not ask.")
def purge(data: Path | None, who: str, *, as_json: bool, yes: bool) -> None:
    """Delete the drafts whose document was made long enough ago."""
    with unlocked(data, who) as opened:
        due = opened.due(today())
        if due and not yes and not as_json:
            click.confirm(f"Delete {len(due)} drafts for good?", abort=True)
        gone = opened.purge(today()) if yes or not as_json else 0
    shape = {"due": [shown(each) for each in due], "deleted": gone}
    say(shape, f"{gone} drafts deleted.", as_json=as_json)


for command in (
    vault_keys.create,
    vault_keys.recovery,
    vault_keys.escrow,
    vault_keys.staff,
    vault_keys.passphrase,
):
    vault.add_command(command)
