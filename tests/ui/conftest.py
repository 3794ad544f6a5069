"""What all tests of the screen share: the pack is read once, and a stop listens at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

import pytest
from textual._compositor import Compositor

from bht_assist.ui import keeping
from bht_assist.ui.panels import StopScreen
from bht_assist.vault import opening
from tests.vault.stores import CHEAP

from .drafts import SECRET

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import RenderableType

KEPT = Path(__file__).parent / "screens"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-screens", action="store_true", help="keep the screens as they are")


@pytest.fixture(autouse=True)
def _a_stop_listens_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(StopScreen, "reading", 0.001)


@pytest.fixture(autouse=True)
def _only_what_is_looked_at_is_painted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Paint a screen as it comes, and then when it is read: what is not read nobody keeps.

    Without a terminal each other paint is thrown away, and they take half of the time of a test.
    """
    paint, came = Compositor.render_update, WeakSet[Compositor]()

    def painted(each: Compositor, **how: Any) -> RenderableType | None:
        if each not in came:
            came.add(each)
            return paint(each, **how)
        each._dirty_regions.clear()
        return None

    monkeypatch.setattr(Compositor, "render_update", painted)


@pytest.fixture(autouse=True)
def _keys_act_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "READING", 0.001)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Where drafts would be kept."""
    return tmp_path / "data"


@pytest.fixture
def there(data: Path) -> Path:
    """A computer on which drafts are kept, with one in it."""
    vault, _ = opening.create(data, "ana", SECRET, cost=CHEAP)
    vault.close()
    return data


@pytest.fixture
def same_screen(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a screen with the one that was looked at and kept."""

    def compare(name: str, text: str) -> None:
        path = KEPT / f"{name}.txt"
        if request.config.getoption("--update-screens"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(text + "\n", encoding="utf-8")
        assert text + "\n" == path.read_text(encoding="utf-8")

    return compare
