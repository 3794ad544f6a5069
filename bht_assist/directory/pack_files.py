"""The pack that an import writes: resources in files of a bounded size, always the same bytes."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from bht_assist.content.problems import PackError
from bht_assist.content.source import read_yaml
from bht_assist.content.starter import start_pack

from .report import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from .drafting import Draft
    from .merging import Marks

MARKS = "import.jsonl"
"""In the pack: of every imported resource, the marks of its fields at the last import."""

_BYTES, _EACH = 160_000, 150
"""Most that goes in one file: a pack's file may hold 256 kB and 20,000 entries."""

_HEAD = """\
# Imported; `bht-assist import` writes this file again. What you change here stays as you made it.
"""


class _Plain(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """YAML as people write it: keys in our order, no anchors, letters as they are."""

    def ignore_aliases(self, _data: object) -> bool:
        return True


def as_yaml(value: Any) -> str:
    return str(yaml.dump(value, Dumper=_Plain, sort_keys=False, allow_unicode=True, width=96))


def pack_at(folder: Path) -> Path:
    """Give the pack's folder, started if there is none yet.

    Raises:
        SourceError: there is a folder which is no pack, or none can be made.
    """
    if (folder / "pack.yaml").is_file():
        return folder
    try:
        return start_pack(folder.parent, folder.name)
    except FileExistsError:
        text = f"{folder} is there and is no pack: it has no pack.yaml. Choose another name."
        raise SourceError(text) from None
    except (OSError, ValueError) as fault:
        raise SourceError(f"The pack {folder} can't be started: {fault}.") from None


def imported(folder: Path) -> Iterator[Draft]:
    """Yield the imported resources as they stand in a pack now, edits and all.

    Raises:
        SourceError: a file is broken; an import would lose what people wrote in it.
    """
    for path in sorted(folder.glob("resources/import-*.yaml")):
        try:
            tree, _ = read_yaml(path.read_bytes(), path.as_posix())
        except PackError as error:
            raise SourceError(f"{error}\nPut this right first; nothing was imported.") from None
        except OSError as error:
            raise SourceError(f"{path} can't be read: {error.strerror}.") from None
        yield from _resources(json.loads(json.dumps(tree)))


def _resources(tree: Any) -> Iterator[Draft]:
    rows = tree.get("resources", []) if isinstance(tree, dict) else []
    yield from (each for each in rows if isinstance(each, dict) and "id" in each)


def last_marks(folder: Path) -> Iterator[tuple[str, Marks]]:
    """Yield what the last import left; a line that can't be read counts as never imported."""
    path = folder / MARKS
    if not path.is_file():
        return
    with path.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            try:
                row = json.loads(line)
                yield row["id"], dict(row["marks"])
            except (ValueError, KeyError, TypeError):
                continue


@dataclass
class Writing:
    """The files of an import while they grow; nothing is in its place before `done`."""

    folder: Path
    other: Draft | None = None
    """The need of what fits no other, if no other file has it; written where it is used."""
    lines: list[str] = field(default_factory=list)
    size: int = 0
    parts: list[Path] = field(default_factory=list)
    needed: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        (self.folder / "resources").mkdir(exist_ok=True)
        self.marks = (self.folder / f".{MARKS}.part").open("w", encoding="utf-8", newline="\n")

    def add(self, draft: Draft | None, name: str, marks: Marks | None) -> None:
        if marks is not None:
            row = {"id": name, "marks": marks}
            self.marks.write(json.dumps(row, sort_keys=True) + "\n")
        if draft is None:
            return
        self.needed.update(draft.get("needs", ()))
        text = as_yaml([draft])
        if self.size + len(text) > _BYTES or len(self.lines) >= _EACH:
            self._flush()
        self.lines.append(text)
        self.size += len(text.encode())

    def _flush(self) -> None:
        self._put(f"import-{len(self.parts) + 1:04}", "resources:\n" + "\n".join(self.lines))
        self.lines, self.size = [], 0

    def _put(self, name: str, body: str) -> None:
        path = self.folder / "resources" / f".{name}.yaml.part"
        path.write_text(f"{_HEAD}{body}", encoding="utf-8", newline="\n")
        self.parts.append(path)

    def done(self) -> list[Path]:
        """Put every file in its place, and take away those that are no longer needed."""
        if self.lines:
            self._flush()
        if self.other and self.other["id"] in self.needed:
            self._put("import-needs", f"needs:\n{as_yaml([self.other])}")
        self.marks.close()
        placed = [_placed(part) for part in self.parts]
        for old in set(self.folder.glob("resources/import-*.yaml")) - set(placed):
            old.unlink()
        _placed(self.folder / f".{MARKS}.part")
        return placed

    def stop(self) -> None:
        """Leave everything as it was."""
        self.marks.close()
        for part in (*self.parts, self.folder / f".{MARKS}.part"):
            part.unlink(missing_ok=True)


def _placed(part: Path) -> Path:
    return part.replace(part.with_name(re.sub(r"^\.|\.part$", "", part.name)))
