"""Drafts that last: the choice to keep them, saving, the lock, and going on another day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bht_assist.flows.session import Answered
from bht_assist.ui import keeping
from bht_assist.ui.flow import FlowScreen
from bht_assist.ui.home import HomeScreen
from bht_assist.ui.start import LOCKED
from bht_assist.vault import staff
from bht_assist.vault.places import VAULT
from bht_assist.vault.troubles import NotWritten

from .drafts import SECRET, WALK, opened, saved, unlocked, until, worked
from .person import TO_DRAFTS, at_the_screen, story

if TYPE_CHECKING:
    from pathlib import Path


DOWN = ["down"] * 9


@story
async def test_drafts_are_kept_once_somebody_wants_it_and_what_was_said_before_too(
    tmp_path: Path, data: Path
) -> None:
    async with at_the_screen(tmp_path, data=data) as person:
        await person.open("safety_plan")
        await person.go("coping")
        await person.type(f"{WALK}\n")
        assert not data.exists()
        person.app.pop_screen()
        await person.settle()
        await person.press(*DOWN, "enter")
        assert person.sees("Keep drafts on this computer", "Your name or initials")
        await person.type(f"ana\n{SECRET}\n{SECRET}\n")
        await worked(person)
        assert person.sees("The recovery key", "Type it back")
        recovery = person.app.screen._recovery  # type: ignore[attr-defined]
        await person.type(f"{recovery.lower().replace('-', ' ')}\n")
        await worked(person)
        assert isinstance(person.app.screen, HomeScreen)
        assert not person.sees("Keep drafts on this computer")
        await saved(person)
    vault = opened(data)
    entry = vault.listed().entries[0]
    assert WALK in str(vault.open(entry.id)[1].session)


@story
async def test_a_slip_in_the_recovery_key_is_told_and_it_can_be_typed_again(
    tmp_path: Path, data: Path
) -> None:
    async with at_the_screen(tmp_path, data=data) as person:
        person.app.keep_drafts()
        await person.settle()
        await person.type(f"ana\n{SECRET}\n{SECRET}\n")
        await worked(person)
        await person.type("XXXXX\n")
        await worked(person)
        assert person.sees("! A recovery key has 40 letters and digits")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("ana\nshort\nshort\n", "! "),
        (f"ana\n{SECRET}\n{SECRET}!\n", "! The two passphrases differ."),
        (f"\n{SECRET}\n{SECRET}\n", "! Give your name or initials"),
    ],
)
def test_a_choice_that_does_not_do_is_told_of(
    tmp_path: Path, data: Path, typed: str, told: str
) -> None:
    @story
    async def tell() -> None:
        async with at_the_screen(tmp_path, data=data) as person:
            person.app.keep_drafts()
            await person.settle()
            await person.type(typed)
            await worked(person)
            assert person.sees(told)
            assert not (data / VAULT).exists()

    tell()


@story
async def test_a_passphrase_opens_the_drafts_and_a_wrong_one_says_so(
    tmp_path: Path, there: Path
) -> None:
    async with at_the_screen(tmp_path, data=there) as person:
        assert person.sees("Drafts are kept on this computer", "Passphrase")
        await person.type("not the right passphrase\n")
        await worked(person)
        assert person.sees("! That passphrase does not open the drafts")
        assert not person.sees("not the right passphrase")
        await unlocked(person)
        assert isinstance(person.app.screen, HomeScreen)
        assert person.app.drafts.vault is not None
        assert "a wrong passphrase was tried once" in person.told


@story
async def test_somebody_can_work_without_the_drafts_and_unlock_them_later(
    tmp_path: Path, there: Path
) -> None:
    async with at_the_screen(tmp_path, data=there) as person:
        await person.press("escape")
        await until(lambda: person.sees("Unlock the drafts on this computer"))
        await person.press(*DOWN, "enter")
        await unlocked(person)
        assert not person.sees("Unlock the drafts")


@story
async def test_every_answer_is_saved_and_the_time_is_shown(tmp_path: Path, there: Path) -> None:
    async with at_the_screen(tmp_path, data=there) as person:
        await unlocked(person)
        await person.open("safety_plan")
        await person.go("coping")
        await person.type(f"{WALK}\n")
        await saved(person)
        assert person.sees("Saved", "M ")
        assert opened(there).listed().entries[0].head.flow == "safety_plan"


@story
async def test_each_making_of_papers_is_in_the_audit_trail(tmp_path: Path, there: Path) -> None:
    for _ in range(2):
        async with at_the_screen(tmp_path, data=there) as person:
            await unlocked(person)
            if not person.app.drafts.kept:
                await person.open("safety_plan", Answered("coping", ("Walk",)))
            else:
                await person.press(*TO_DRAFTS, "enter")
            await person.press("ctrl+s")
            for _ in range(2):
                await person.press("ctrl+s")
                await person.app.workers.wait_for_complete()
                await person.settle()
            await person.press("ctrl+l")
    vault = opened(there)
    assert [row.event for row in vault.store.audit()].count("document.made") == 4
    vault.close()


@story
async def test_what_is_half_typed_is_saved_too(tmp_path: Path, there: Path) -> None:
    async with at_the_screen(tmp_path, data=there) as person:
        await unlocked(person)
        await person.open("safety_plan")
        await person.go("coping")
        await person.type("half a wor")
        await saved(person)
        vault = opened(there)
        kept = vault.open(vault.listed().entries[0].id)[1]
        assert kept.half == {"coping": {"line": "half a wor"}}


@story
async def test_a_draft_is_gone_on_with_on_another_day(tmp_path: Path, there: Path) -> None:
    async with at_the_screen(tmp_path, data=there) as person:
        await unlocked(person)
        await person.open("safety_plan")
        await person.go("coping")
        await person.type(f"{WALK}\nhalf a wor")
        code = person.flow.draft.code
        person.app.leave()
    async with at_the_screen(tmp_path, data=there) as person:
        await unlocked(person)
        assert person.sees("CONTINUE", f"Safety plan {code}")
        assert not person.sees(WALK)
        await person.press(*DOWN, "enter")
        assert isinstance(person.app.screen, FlowScreen)
        assert person.said("coping") == (WALK,)
        assert person.sees("half a wor")
        await person.type("d\n")
        await saved(person)
        assert person.said("coping") == (WALK, "half a word")
        assert len(opened(there).listed().entries) == 1


@story
async def test_locking_saves_and_asks_for_a_fresh_process(tmp_path: Path, there: Path) -> None:
    async with at_the_screen(tmp_path, data=there) as person:
        await unlocked(person)
        await person.open("safety_plan")
        await person.go("coping")
        await person.type("half a wor")
        await person.press("ctrl+l")
        assert person.app.return_code == LOCKED
    kept = opened(there)
    assert kept.open(kept.listed().entries[0].id)[1].half == {"coping": {"line": "half a wor"}}


@story
async def test_where_nothing_is_kept_the_lock_only_hides(tmp_path: Path, data: Path) -> None:
    async with at_the_screen(tmp_path, data=data) as person:
        await person.open("safety_plan")
        await person.press("ctrl+l")
        assert person.sees("Hidden")
        await person.press("enter")
        assert isinstance(person.app.screen, FlowScreen)


@story
async def test_nobody_there_locks_a_while_after_the_cover(tmp_path: Path, there: Path) -> None:
    async with at_the_screen(tmp_path, data=there) as person:
        await unlocked(person)
        idle = person.app.idle
        idle._last = (idle.boot() - 299, idle.wall() - 299)
        person.app._watch()
        await person.settle()
        assert person.sees("Hidden")
        idle._last = (idle.boot() - 301, idle.wall() - 301)
        person.app._watch()
        await person.settle()
        assert person.app.return_code == LOCKED


@story
async def test_leaving_with_words_that_are_kept_nowhere_is_warned_of_once(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.open("safety_plan")
        await person.go("coping")
        await person.type(f"{WALK}\n")
        await person.press("ctrl+q")
        assert person.app.is_running
        assert "gone when you leave" in person.told
        await person.press("ctrl+q")
        assert not person.app.is_running


@story
async def test_a_disk_that_takes_nothing_is_told_of_and_the_lock_waits(
    tmp_path: Path, there: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise NotWritten("Not saved: the disk is full.")

    async with at_the_screen(tmp_path, data=there) as person:
        await unlocked(person)
        vault = person.app.drafts.vault
        assert vault is not None
        monkeypatch.setattr(vault, "save", full)
        await person.open("safety_plan")
        await person.go("coping")
        await person.type(f"{WALK}\n")
        await until(lambda: bool(person.told) and person.sees("! Not saved"))
        assert "the disk is full" in person.told
        await person.press("ctrl+l")
        assert person.sees("Hidden")
        assert person.app.return_code is None
        monkeypatch.undo()
        await person.press("enter")
        await person.type("Sing\n")
        await saved(person)
        assert not person.sees("! Not saved")


@story
async def test_a_draft_can_be_copied_and_deleted(tmp_path: Path, there: Path) -> None:
    async with at_the_screen(tmp_path, data=there) as person:
        await unlocked(person)
        await person.open("safety_plan")
        await person.go("coping")
        await person.type(f"{WALK}\n")
        await saved(person)
        person.app.pop_screen()
        await person.settle()
        await person.press(*DOWN)
        assert person.sees("F2 Draft")
        await person.press("f2", "down", "enter")
        assert person.said("coping") == (WALK,)
        assert person.flow.draft.code == "1123-2"
        await saved(person)
        person.app.pop_screen()
        await person.settle()
        await person.press(*DOWN, "f2", "down", "down", "enter", "down", "enter")
        assert [each.head.code for each in opened(there).listed().entries] == ["1123-2"]
        assert not person.sees("1123-1")


@story
async def test_two_windows_on_one_draft_lose_neither(tmp_path: Path, there: Path) -> None:
    async with at_the_screen(tmp_path, data=there) as one:
        await unlocked(one)
        await one.open("safety_plan")
        await one.go("coping")
        await one.type("from the first window\n")
        await saved(one)
        async with at_the_screen(tmp_path, data=there) as other:
            await unlocked(other)
            await other.press(*DOWN, "enter")
            await other.type("from the other window\n")
            await saved(other)
        await one.type("and the first again\n")
        await saved(one)
        vault = opened(there)
        held = [str(vault.open(each.id)[1].session) for each in vault.listed().entries]
        assert len(held) == 2
        assert any("from the other window" in each for each in held)
        assert any("and the first again" in each for each in held)
        codes = {each.head.code for each in vault.listed().entries}
        assert len(codes) == 2
        assert one.flow.draft.code in codes
        assert one.sees(f"Safety plan {one.flow.draft.code}")


@story
async def test_after_new_keys_the_passphrase_is_asked_for_and_nothing_is_lost(
    tmp_path: Path, there: Path
) -> None:
    async with at_the_screen(tmp_path, data=there) as person:
        await unlocked(person)
        await person.open("safety_plan")
        await person.go("coping")
        await saved(person)
        other = opened(there)
        staff.replace_keys(other)
        await person.type(f"{WALK}\n")
        await until(lambda: isinstance(person.app.screen, keeping.UnlockScreen))
        await unlocked(person)
        assert isinstance(person.app.screen, FlowScreen)
        await saved(person)
        vault = opened(there)
        assert WALK in str(vault.open(vault.listed().entries[0].id)[1].session)


@story
async def test_a_word_that_finds_nothing_is_kept_only_beside_drafts_that_are_unlocked(
    tmp_path: Path, there: Path
) -> None:
    words = there / "unfound_words.txt"
    async with at_the_screen(tmp_path, data=there) as person:
        await person.press("escape")
        await person.type("qworblat\n")
        assert not words.exists()
    async with at_the_screen(tmp_path, data=there) as person:
        await unlocked(person)
        await person.type("qworblat\n")
        assert words.read_text().startswith("qworblat 1 ")


@story
async def test_in_practice_no_word_is_kept(tmp_path: Path, there: Path) -> None:
    async with at_the_screen(tmp_path, data=there, training=True) as person:
        await person.press("escape")
        await person.type("qworblat\n")
    assert not (there / "unfound_words.txt").exists()


@story
async def test_a_copy_is_a_draft_again_whoever_has_read_the_first(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await person.open(
            "safety_plan",
            Answered("coping", ("Sing",)),
            Answered("clinician_reviewed", True),
        )
        person.app.open_copy(person.flow.draft.code)
        await person.settle()
        assert person.said("coping") == ("Sing",)
        assert person.said("clinician_reviewed") is None
