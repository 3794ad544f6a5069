"""What this unit has run, read from what is kept on this computer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from bht_assist.flows.guide import Guide
    from bht_assist.flows.metrics import Held
    from bht_assist.vault.records import Entry
    from bht_assist.vault.vault import Vault


@dataclass
class Kept:
    """The groups of a vault; a record is opened once for each of its versions."""

    vault: Vault
    _seen: dict[tuple[bytes, int], Held | None] = field(default_factory=dict)

    def groups(self, flows: Collection[str], guide: Callable[[str], Guide]) -> tuple[Held, ...]:
        """Give the groups that were held; a record that can't be opened tells of none."""
        from bht_assist.vault.troubles import VaultError  # noqa: PLC0415 - brings cryptography

        try:
            entries = [each for each in self.vault.listed().entries if each.head.flow in flows]
        except VaultError:
            return ()
        return tuple(held for each in entries for held in self._held(each, guide(each.head.flow)))

    def _held(self, entry: Entry, guide: Guide) -> Iterator[Held]:
        key = (entry.id, entry.version)
        if key not in self._seen:
            self._seen[key] = self._opened(entry, guide)
        if (held := self._seen[key]) is not None:
            yield held

    def _opened(self, entry: Entry, guide: Guide) -> Held | None:
        from bht_assist.flows.rotation import ran  # noqa: PLC0415 - not before the first paint
        from bht_assist.vault.troubles import VaultError  # noqa: PLC0415

        try:
            found = self.vault.find(entry.id)
        except VaultError:
            return None
        return ran(guide, found[1].session, found[1].head.made) if found else None
