"""The table of commands: the one place that keys, footer, menu, help and docs come from."""

from __future__ import annotations

from pathlib import Path

import pytest

from bht_assist.ui.commands import COMMANDS, EVERYWHERE, FORBIDDEN, PLACES, bindings, keys_page

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("command", COMMANDS, ids=lambda each: f"{each.where}-{each.action}")
def test_no_command_needs_a_key_that_a_terminal_can_not_send(command: object) -> None:
    assert FORBIDDEN.isdisjoint(getattr(command, "keys", "").split(","))


@pytest.mark.parametrize("where", [*PLACES, EVERYWHERE])
def test_a_key_does_one_thing_on_a_screen(where: str) -> None:
    keys = [key for each in bindings(where) for key in each.key.split(",")]
    assert len(keys) == len(set(keys))


def test_the_page_of_keys_is_what_the_table_says() -> None:
    assert (DOCS / "keys.md").read_text(encoding="utf-8") == keys_page()
