"""Reading the core pack takes longer than most tests: it is read once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bht_assist.content import library
from tests.program.packs import core

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def _nothing_is_kept_in_the_home_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    monkeypatch.setenv("BHT_ASSIST_DATA", str(tmp_path_factory.mktemp("kept")))


@pytest.fixture(autouse=True)
def _core_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    load = library.load

    def read(*folders: Path, **how: Any) -> library.Library:
        return load(*folders, **how) if folders else core()

    monkeypatch.setattr(library, "load", read)
