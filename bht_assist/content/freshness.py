"""How old the facts of a resource are, each by its own check, and when it is due again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from .models import Fact, Verified

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .models import Phone, Resource


@dataclass(frozen=True, slots=True)
class Known:
    """One fact of a resource that somebody can call and check."""

    field: str
    """`hours`, `url`, …; phones are counted from 1, as in `phone 2`."""
    kind: Fact
    value: str
    check: Verified
    sort: str = ""
    """What sort of number a phone is, as `text`; blank for one to talk."""


def known_facts(resource: Resource) -> Iterator[Known]:
    """Yield what a resource states, each with its last check: its own, or that of the rest."""
    for number, phone in enumerate(resource.phones, start=1):
        kind: Fact = "crisis" if resource.crisis else "phone"
        check, sort = check_of_phone(resource, phone), phone.kind.removeprefix("voice")
        yield Known(f"phone {number}", kind, phone.number, check, sort)
    kinds: dict[str, Fact] = {"hours": "hours", "address": "address", "url": "web", "chat": "web"}
    for field, kind in (kinds | {"cost": "other", "audience": "other"}).items():
        if value := getattr(resource, field):
            yield Known(field, kind, value, check_of(resource, field))


def check_of(resource: Resource, field: str) -> Verified:
    """Give who last checked a field, when and how."""
    whole = Verified(when=resource.verified_on, who=resource.verified_by, how=resource.verified_how)
    return resource.checked.get(field, whole)


def check_of_phone(resource: Resource, phone: Phone) -> Verified:
    """Give who last checked a phone, when and how."""
    if phone.number in resource.checked or phone.verified_on is None:
        return check_of(resource, phone.number)
    return Verified(when=phone.verified_on, who=phone.verified_by, how=phone.verified_how)


def due_on(fact: Known, expiry: Mapping[Fact, int]) -> date:
    """Give the day from which a fact must be checked again; a kind without days never must."""
    days = expiry.get(fact.kind)
    try:
        return fact.check.when + timedelta(days=days) if days else date.max
    except OverflowError:
        return date.max


def is_stale(resource: Resource, expiry: Mapping[Fact, int], today: date) -> bool:
    """Whether any fact of a resource is past its day."""
    return any(due_on(fact, expiry) < today for fact in known_facts(resource))
