"""Checks of the directory: numbers that can't be, addresses that hide, facts past their day."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .freshness import due_on, known_facts
from .problems import Problem, did_you_mean
from .readable import hard_to_read
from .spot import Spot

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from .library import Library
    from .models import Phone, Resource

KEYPAD = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")
TOLL_FREE = frozenset({"800", "833", "844", "855", "866", "877", "888"})


def directory_problems(library: Library, today: date) -> Iterator[Problem]:
    """Give what is wrong with resources and ended programs, and what is past its date."""
    for resource in library.resources.values():
        at = _At(library, "resources", resource.id)
        yield from _needs(library, resource, at)
        yield from _ways(library, resource, at)
        yield from _private(library, resource, at)
        yield from _sense(resource, at)
        yield from _later(resource, at, today)
    yield from _scripts(library)
    yield from _nearest(library)
    yield from _due(library, today)
    yield from _ended(library)


def _scripts(library: Library) -> Iterator[Problem]:
    """Say which words for the phone a client can't read with ease."""
    for shelf, entries in (("needs", library.needs), ("resources", library.resources)):
        for name, entry in entries.items():
            for key, line in (entry.call.plain() if entry.call else {}).items():
                spot = Spot(library, shelf, name, ("call", key))
                yield from hard_to_read(line, f"call of {name}", spot)


def _nearest(library: Library) -> Iterator[Problem]:
    for name, need in library.needs.items():
        for index, service in enumerate(need.instead):
            if service not in library.resources:
                hint = did_you_mean(service, library.resources)
                place = library.place("needs", name, "instead", index)
                yield Problem(place, "unknown-resource", f"there is no resource `{service}`", hint)


def phone_problem(phone: Phone, codes: Collection[str] = ()) -> str:
    """Say why a phone can't be one, by the North American Numbering Plan; empty when it can.

    `codes` are the three-digit numbers in use beside those that the plan has, which end in 11.
    """
    digits = re.sub(r"\D", "", phone.number)
    if phone.kind == "text" and len(digits) in {5, 6}:
        return ""
    if len(digits) == 3:
        known = digits in codes or re.fullmatch(r"[2-9]11", digits)
        return "" if known else f"{digits} is not a code in use"
    national = digits.removeprefix("1") if len(digits) == 11 else digits
    if not re.fullmatch(r"[2-9]\d\d[2-9]\d{6}", national):
        return f"{phone.number} needs ten digits, area code and exchange starting with 2 to 9"
    return _unplannable(phone.number, national) or vanity_problem(phone.vanity, national)


def _unplannable(number: str, national: str) -> str:
    """Say when the plan gives no such area code, or, toll-free apart, no such exchange."""
    area, exchange = national[:3], national[3:6]
    if area[1] == "9" or area.endswith("11"):
        return f"{number} has an area code, {area}, that is never given out"
    if exchange.endswith("11") and area not in TOLL_FREE:
        return f"{number} has an exchange, {exchange}, that is never given out"
    return ""


def vanity_problem(vanity: str, national: str) -> str:
    """Say when the letters of a number spell other digits on the keypad than are dialed."""
    letters = re.sub(r"[^0-9A-Za-z]", "", vanity).upper().translate(KEYPAD)
    letters = letters.removeprefix("1") if len(letters) > 10 else letters
    if letters and letters[:10] != national[-len(letters[:10]) :]:
        return f"the letters {vanity} spell {letters[:10]}, not {national}"
    return ""


class _At:
    """An entry of the directory that problems point into."""

    def __init__(self, library: Library, shelf: str, name: str) -> None:
        self.library, self.shelf, self.name = library, shelf, name

    def error(self, path: tuple[str | int, ...], code: str, text: str, hint: str) -> Problem:
        return Problem(self.library.place(self.shelf, self.name, *path), code, text, hint)

    def warning(self, path: tuple[str | int, ...], code: str, text: str, hint: str) -> Problem:
        place = self.library.place(self.shelf, self.name, *path)
        return Problem(place, code, text, hint, "warning")


def _needs(library: Library, resource: Resource, at: _At) -> Iterator[Problem]:
    for index, need in enumerate(resource.needs):
        if need not in library.needs:
            hint = did_you_mean(need, library.needs)
            yield at.error(("needs", index), "unknown-need", f"there is no need `{need}`", hint)


def _ways(library: Library, resource: Resource, at: _At) -> Iterator[Problem]:
    for index, phone in enumerate(resource.phones):
        if fault := phone_problem(phone, library.keeping.codes):
            hint = "check it on the service's own page"
            yield at.error(("phones", index, "number"), "bad-phone", fault, hint)
    ways = (resource.phones, resource.chat, resource.url, resource.email, resource.address)
    if not any(ways):
        text = f"`{resource.id}` has no phone, address or site"
        yield at.error((), "no-way-there", text, "add a way to reach it")


def _private(library: Library, resource: Resource, at: _At) -> Iterator[Problem]:
    """An address that hides may not stand here in the open."""
    if not resource.address or resource.private_address:
        return
    keeping = library.keeping
    for word in keeping.private_words:
        if _says(word, resource.address):
            text = f"the address says `{word}`"
            hint = "take the address out, or write private_address: true"
            yield at.error(("address",), "address-not-private", text, hint)
    for word in keeping.shelter_words:
        if _says(word, f"{resource.name} {resource.what_for} {' '.join(resource.tags)}"):
            text = f"a {word} has its address here"
            hint = "if it hides where it is, take the address out, or write private_address: true"
            yield at.warning(("address",), "address-of-shelter", text, hint)


def _says(word: str, text: str) -> bool:
    pattern = r"\W+".join(map(re.escape, word.split()))
    return re.search(rf"(?i)(?<!\w){pattern}(?!\w)", text) is not None


def _sense(resource: Resource, at: _At) -> Iterator[Problem]:
    if (resource.min_age or 0) > (resource.max_age or 120):
        text = f"from {resource.min_age} to {resource.max_age} is nobody"
        yield at.error(("min_age",), "ages-crossed", text, "check both ages")
    for index, each in enumerate(resource.open):
        if each.from_ == each.to:
            text = f"it opens and closes at {each.to}"
            hint = 'for all day write from: "00:00" and to: "24:00"'
            yield at.error(("open", index), "never-open", text, hint)


def _later(resource: Resource, at: _At, today: date) -> Iterator[Problem]:
    for fact in known_facts(resource):
        if fact.check.when > today:
            text, hint = f"{fact.check.when} is not yet", "write the day it was checked"
            yield at.error(_path(resource, fact.field), "checked-later", text, hint)
            return


def _due(library: Library, today: date) -> Iterator[Problem]:
    """Say once for each file how many of its resources are due, and which is the longest so."""
    files: dict[str, list[tuple[date, str, str]]] = {}
    for name, resource in library.resources.items():
        facts = [
            (due_on(fact, library.keeping.expiry), fact.field) for fact in known_facts(resource)
        ]
        day, field = min(facts, default=(today, ""))
        if day < today:
            files.setdefault(library.place("resources", name).file, []).append((day, name, field))
    for late in files.values():
        day, name, field = min(late)
        at = _At(library, "resources", name)
        count = f"{len(late)} resources in this file are due" if len(late) > 1 else "this is due"
        text = f"{count} to be checked; `{name}` {field} since {day}"
        hint = "call and check; `bht-assist resources due` makes a call sheet"
        yield at.warning(_path(library.resources[name], field), "check-due", text, hint)


def _path(resource: Resource, field: str) -> tuple[str | int, ...]:
    """Give the key at which a fact's check stands: its own, or that of the whole."""
    word, _, number = field.partition(" ")
    if word == "phone" and resource.phones[int(number) - 1].verified_on:
        return ("phones", int(number) - 1, "verified_on")
    return ("checked", field) if field in resource.checked else ("verified_on",)


def _ended(library: Library) -> Iterator[Problem]:
    for ended in library.ended.values():
        at = _At(library, "ended", ended.id)
        for index, name in enumerate(ended.use_instead):
            if name in library.ended and name not in library.resources:
                text = f"`{name}` has ended itself"
                yield at.warning(("use_instead", index), "ended-too", text, "name another")
            elif name not in library.resources:
                hint = did_you_mean(name, library.resources)
                text = f"there is no resource `{name}`"
                yield at.error(("use_instead", index), "unknown-resource", text, hint)
