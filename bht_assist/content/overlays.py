"""A facility's changes to a flow, made by id on the marked tree before any model is built.

Working on the tree keeps every line's own place, so a mistake in an overlay names the overlay.
A `locked` step, and a check that stops people, may be reworded, never weakened or removed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from .marked import Marked, MarkedList, MarkedMap, marked_text, place_at
from .problems import Place, Problem, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

WORDING = frozenset(
    {"title", "staff", "client", "why", "example", "probes", "suggest", "say", "about"}
)
"""What may change in a locked step and its section: how it is said, not what it does."""

NEVER = "false"
"""The condition of a step that a facility has removed."""

KEYS = ("overlay", "change", "add", "remove", "order")


def overlaid(flow: MarkedMap, overlay: MarkedMap) -> tuple[MarkedMap, list[Problem]]:
    """Give the flow as the overlay wants it; what can't be done is said and left out."""
    flow = cast("MarkedMap", _copied(flow))
    problems = [_unknown_key(key) for key in overlay if key not in KEYS]
    problems += _misshapen(overlay)
    problems += _change(flow, _map(overlay.get("change")))
    problems += _add(flow, _list(overlay.get("add")))
    problems += _remove(flow, _list(overlay.get("remove")))
    problems += _order(flow, _list(overlay.get("order")))
    return flow, problems


def _copied(tree: Marked) -> Marked:
    """Copy maps and lists, so that the pack's own tree stays as it was read."""
    if isinstance(tree, MarkedMap):
        made_map = MarkedMap({key: _copied(value) for key, value in tree.items()})
        made_map.place = tree.place
        return made_map
    if isinstance(tree, MarkedList):
        made_list = MarkedList(_copied(item) for item in tree)
        made_list.place = tree.place
        return made_list
    return tree


def _map(tree: Marked | None) -> MarkedMap:
    return tree if isinstance(tree, MarkedMap) else MarkedMap()


def _list(tree: Marked | None) -> list[Marked]:
    return tree if isinstance(tree, MarkedList) else []


def _holders(flow: MarkedMap) -> Iterator[list[Marked]]:
    """Yield each list whose entries have ids: steps first, since a section may share a name."""
    for section in _list(flow.get("sections")):
        yield _list(_map(section).get("steps"))
    yield _list(flow.get("checks"))
    yield _list(flow.get("sections"))


def _found(flow: MarkedMap, name: Marked) -> tuple[list[Marked], MarkedMap] | None:
    for holder in _holders(flow):
        for entry in holder:
            if isinstance(entry, MarkedMap) and entry.get("id") == name:
                return holder, entry
    return None


def _entries(flow: MarkedMap) -> list[MarkedMap]:
    return [_map(entry) for holder in _holders(flow) for entry in holder]


def _locked(entry: MarkedMap) -> bool:
    """A step is locked when it says so; a check that stops people always is."""
    if entry.get("level") in {"stop", "stop_now"}:
        return True
    return _is_on(entry, "locked")


def _is_on(entry: MarkedMap, key: str) -> bool:
    return str(entry.get(key, "false")).lower() not in {"false", "no", "off", "n", "f", "0"}


def _holds_a_lock(entry: MarkedMap) -> bool:
    """Whether a step is locked, or a section that holds a locked one."""
    return any(_locked(_map(each)) for each in (entry, *_list(entry.get("steps"))))


def _unknown_key(key: str) -> Problem:
    hint = did_you_mean(key, KEYS)
    return Problem(key.place, "unknown-key", f"`{key}` is not a key of an overlay", hint)  # type: ignore[attr-defined]


def _misshapen(overlay: MarkedMap) -> Iterator[Problem]:
    change = overlay.get("change", MarkedMap())
    changes = [change, *change.values()] if isinstance(change, MarkedMap) else [change]
    for tree in changes:
        if not isinstance(tree, MarkedMap):
            text, hint = "this needs keys and values", "write `key: value` lines, indented"
            yield Problem(tree.place, "wrong-type", text, hint)
    for tree in (overlay.get(key, MarkedList()) for key in ("add", "remove", "order")):
        if not isinstance(tree, MarkedList):
            hint = "start each line with a dash"
            yield Problem(tree.place, "wrong-type", "this needs a list", hint)


def _no_such_id(name: Marked, entries: list[MarkedMap]) -> Problem:
    hint = did_you_mean(str(name), [str(entry.get("id", "")) for entry in entries])
    return Problem(name.place, "unknown-id", f"the flow has no `{name}`", hint)


def _lock_problem(name: Marked, what: str) -> Problem:
    hint = f"only its wording may change: {', '.join(sorted(WORDING))}"
    return Problem(name.place, "locked", f"{what} is locked", hint)


def _change(flow: MarkedMap, changes: MarkedMap) -> list[Problem]:
    problems = []
    for name, change in changes.items():
        found = _found(flow, cast("Marked", name))
        if found is None:
            problems.append(_no_such_id(cast("Marked", name), _entries(flow)))
            continue
        for key, value in _map(change).items():
            if _holds_a_lock(found[1]) and key not in WORDING:
                problems.append(_lock_problem(cast("Marked", key), f"`{key}` of `{name}`"))
            else:
                found[1].pop(key, None)
                found[1][key] = value
    return problems


def _add(flow: MarkedMap, additions: list[Marked]) -> list[Problem]:
    problems = []
    for addition in additions:
        entry = _map(addition)
        where, new = entry.get("after"), entry.get("step") or entry.get("check")
        if new is None or (where is None and "check" not in entry):
            hint = "write `after:` with a step's id, and `step:` with the new one; or `check:`"
            problems.append(Problem(addition.place, "nothing-to-add", "this adds nothing", hint))
        elif "check" in entry:
            _checks_of(flow, entry).append(new)
        elif (found := _found(flow, cast("Marked", where))) and "ask" in found[1]:
            found[0].insert(found[0].index(found[1]) + 1, new)
        else:
            steps = [each for each in _entries(flow) if "ask" in each]
            problems.append(_no_such_id(cast("Marked", where), steps))
    return problems


def _checks_of(flow: MarkedMap, addition: MarkedMap) -> list[Marked]:
    if "checks" not in flow:
        checks = MarkedList()
        checks.place = addition.place
        flow["checks"] = checks
    return _list(flow["checks"])


def _remove(flow: MarkedMap, names: list[Marked]) -> list[Problem]:
    problems = []
    for name in names:
        found = _found(flow, name)
        if found is None:
            problems.append(_no_such_id(name, _entries(flow)))
            continue
        holder, entry = found
        steps = [_map(step) for step in _list(entry.get("steps"))] or [entry]
        if _holds_a_lock(entry):
            problems.append(_lock_problem(name, f"`{name}`"))
        elif any("ask" in step for step in steps):
            for step in steps:
                _never_ask(step, name.place)
        else:
            holder.remove(entry)
    return problems


def _order(flow: MarkedMap, names: list[Marked]) -> list[Problem]:
    """Put the named sections, in that order, into the places that they hold together."""
    sections = _list(flow.get("sections"))
    by_id = {str(_map(each).get("id", "")): each for each in sections}
    problems = [
        _no_such_id(name, [_map(each) for each in sections]) for name in names if name not in by_id
    ]
    problems += [
        Problem(name.place, "stays", f"`{name}` keeps its place", "leave it out of `order`")
        for name in names
        if name in by_id and _is_on(_map(by_id[str(name)]), "stays")
    ]
    if not problems:
        moved = [by_id[name] for name in dict.fromkeys(map(str, names))]
        places = [at for at, each in enumerate(sections) if any(each is one for one in moved)]
        for at, each in zip(places, moved, strict=True):
            sections[at] = each
    return problems


def _never_ask(step: MarkedMap, place: Place) -> None:
    """Hide a step for good: it is blank wherever the flow or a paper still names it."""
    step.pop("when", None)
    step[marked_text("when", place)] = marked_text(NEVER, place)


def without_flow(overlays: Iterable[Marked], flows: Collection[str]) -> Iterator[Problem]:
    """Say which overlays change a flow that is not there."""
    for overlay in overlays:
        name = str(overlay.get("overlay", "")) if isinstance(overlay, MarkedMap) else ""
        if name not in flows:
            text = (
                f"there is no flow `{name}`"
                if name
                else "`overlay` is missing: which flow does this change?"
            )
            place = place_at(overlay, ("overlay",))
            yield Problem(place, "unknown-flow", text, did_you_mean(name, flows))
