"""Reading the core pack takes longer than most tests: it is read once."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from bht_assist import doctor, proofreading
from bht_assist.content import library
from tests.content.packs import IN_ORDER, PACK, write
from tests.core import core

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from bht_assist.content.problems import Problem


@pytest.fixture(autouse=True)
def _nothing_is_kept_in_the_home_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    monkeypatch.setenv("BHT_ASSIST_DATA", str(tmp_path_factory.mktemp("kept")))


@pytest.fixture(autouse=True)
def _core_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    load, folder = library.load, library.CORE

    def read(*folders: Path, **how: Any) -> library.Library:
        is_core = not folders and folder == library.CORE
        return core() if is_core else load(*folders, **how)

    monkeypatch.setattr(library, "load", read)


@pytest.fixture
def small_core(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Put a small pack in the place of the core, where it is another pack that is looked at."""
    core_like = {**IN_ORDER, "pack.yaml": PACK.replace("id: outing", "id: core")}
    monkeypatch.setattr(
        library, "CORE", write(tmp_path_factory.mktemp("packs") / "core", core_like)
    )


@pytest.fixture(autouse=True)
def _core_is_proofread_once(monkeypatch: pytest.MonkeyPatch) -> None:
    proofread = proofreading.proofread

    def found(each: library.Library, today: date) -> tuple[Problem, ...]:
        return in_core(proofread, today) if each is core() else proofread(each, today)

    for where in (proofreading, doctor):
        monkeypatch.setattr(where, "proofread", found)


@cache
def in_core(
    proofread: Callable[[library.Library, date], tuple[Problem, ...]], today: date
) -> tuple[Problem, ...]:
    return proofread(core(), today)
